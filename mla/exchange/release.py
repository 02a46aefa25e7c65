"""What waited for an agreement is looked at again once a lawyer has accepted or declined it, in the order in which it came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from mla.exchange.brought import held_for
from mla.exchange.reception import look_again
from mla.installation import Installation
from mla.models import Incoming


def release(session: Session, installation: Installation, code: str, at: datetime) -> Iterator[Incoming]:
    """Each package that waited, judged once more; the caller commits after each, so that one cannot take the others along.

    Raises OSError, Missing, Busy for one that cannot be read just now: it waits on, as do those behind it.
    """
    for incoming in held_for(session, code):
        if incoming.outcome == "held":  # not yet taken in after the package before it
            yield look_again(session, installation, incoming, at)
