"""The queue of work that takes too long for a page: Huey, in a file beside the store (decision 61).

The queue only carries numbers to the worker. What is to be done, and how far it is, stands in the database: a queue that is lost
is filled anew from there.
"""

from __future__ import annotations

from pathlib import Path

from huey import SqliteHuey
from huey.serializer import SignedSerializer


def queue_at(path: Path, secret: str) -> SqliteHuey:
    """The queue in a file that only this user reads; nothing is taken from it that was not signed with the secret."""
    path.touch(mode=0o600)
    return SqliteHuey("mla", filename=str(path), results=False, serializer=SignedSerializer(secret=secret))
