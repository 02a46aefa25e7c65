"""What an installation of this version leaves behind: kept as a fixture that every later version must open.

`python -m tests.support.earlier tests/fixtures/version-1` writes it: two ministries, one request that was sent, taken
in, accepted and answered, with their databases, stores and keys. Run it once for each version that ever runs in a
ministry; never write an old one anew.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from mla.lifecycle.terms import Role
from mla.sample.build import annex
from mla.sample.ministry import Ministry
from mla.sample.small import ENGLISH, small
from tests.support.drive import staffed


def write(folder: Path) -> None:
    """Write the fixture of the present version into a folder that is not there yet."""
    with tempfile.TemporaryDirectory() as name:
        si, be = (staffed(state, Path(name)) for state in ("SI", "BE"))
        _one_request(si, be)
        for ministry in (si, be):
            ministry.engine.dispose()
            home = folder / ministry.config.state.lower()
            home.mkdir(parents=True)
            shutil.copy(ministry.engine.url.database or "", home / "mla.db")
            shutil.copy(ministry.config.signing_key, home / "signing.key")
            shutil.copytree(ministry.config.store, home / "store")


def _one_request(si: Ministry, be: Ministry) -> None:
    si.knows(be, "http://127.0.0.1:9")
    be.knows(si, "http://127.0.0.1:9")
    number = small(si, "BE", "Investigation Tresna (sample)", "en", ENGLISH)
    si.take(number, "attach", title="Order of the judge", uploads=[annex("order.pdf", "Order of the judge")])
    for trigger, answers in (("submit", {}), ("sign", {"read": True}), ("transmit", {})):
        si.take(number, trigger, **answers)
    si.post_to(be)
    today = be.clock().date().isoformat()
    be.take(number, "acknowledge", received_on=today, responsible="Unit 3", confidentiality="kept")
    with be.session() as session:
        examiner = be.official(session, Role.EXAMINER).id
    be.take(number, "assign", examiner=str(examiner))
    be.take(number, "accept")
    be.post_to(si)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
