"""`mla verify` holds for an honest installation and finds every change to its records."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from mla import audit
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry
from mla.sample.small import ENGLISH, small
from mla.verify import verify
from tests.conftest import staffed
from tests.walks.steps import report_all, results, send, take_in

WATCHED = (
    "dossier",
    "event",
    "person",
    "offence",
    "measure",
    "attachment",
    "paper",
    "outgoing",
    "incoming",
    "audit_entry",
)
NOT_EVIDENCE = {
    # How often and when the courier tried is not part of any record that must hold.
    "outgoing": {"attempts", "next_attempt", "last_error", "outcome_reason", "sent_on", "sent_by"},
    # When a package came and why it was filed is told by the signed receipt; the row only repeats it.
    "incoming": {"at", "how", "reason"},
    "dossier": {"version", "changed_at"},
    "paper": {"at", "language", "pages"},
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ministry, Ministry, UUID]]:
    """Two ministries that have carried a request with annexes to its end."""
    folder = tmp_path_factory.mktemp("lived")
    si, be = (staffed(state, folder, f"sqlite:///{folder / state}.db") for state in ("SI", "BE"))
    si.knows(be, "http://127.0.0.1:9")
    be.knows(si, "http://127.0.0.1:9")
    number = small(si, "BE", "Test request", "en", ENGLISH)
    si.take(number, "attach", title="Order", uploads=[annex("order.pdf", "Order")])
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "accept")
    report_all(be, number)
    be.take(number, "answer", results=results(be, number), uploads=[annex("ravna.png", "Result")])
    be.post_to(si)
    for ministry in (si, be):
        with ministry.session() as session:
            audit.note(session, "signed_in", who="first")
            audit.note(session, "signed_out", who="second")
            session.commit()
        sqlite3.connect(ministry.config.database_url.removeprefix("sqlite:///")).execute(
            "PRAGMA wal_checkpoint(TRUNCATE)"
        )
    yield si, be, number
    si.engine.dispose()
    be.engine.dispose()


def faults(ministry: Ministry) -> list[str]:
    with ministry.session() as session:
        return list(verify(session, ministry.house))


def test_an_honest_installation_holds(lived: tuple[Ministry, Ministry, UUID]) -> None:
    si, be, _ = lived
    assert faults(si) == []
    assert faults(be) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_changed_byte_of_every_kept_file_is_found(
    lived: tuple[Ministry, Ministry, UUID], data: st.DataObject
) -> None:
    ministry = lived[data.draw(st.sampled_from([0, 1]))]
    files = sorted(path for path in ministry.config.store.rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(files))
    original = path.read_bytes()
    changed = bytearray(original)
    changed[data.draw(st.integers(0, len(original) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bytes(changed))
    try:
        assert faults(ministry), f"{path.name} was changed and nobody noticed"
    finally:
        path.write_bytes(original)


def changeable(ministry: Ministry) -> list[tuple[str, str]]:
    seen = inspect(ministry.engine)
    return [
        (table, column["name"])
        for table in WATCHED
        for column in seen.get_columns(table)
        if column["name"] not in NOT_EVIDENCE.get(table, set()) | {"id", "dossier_id", "event_id"}
    ]


def test_every_changed_cell_of_every_row_is_found(lived: tuple[Ministry, Ministry, UUID], tmp_path: Path) -> None:
    """Each cell that holds evidence is changed in a copy of the database, one at a time."""
    _, be, _ = lived
    home = Path(be.config.database_url.removeprefix("sqlite:///"))
    unseen = []
    for table, column in changeable(be):
        copy = tmp_path / "copy.db"
        shutil.copy(home, copy)
        if not changed(copy, table, column):
            continue
        altered = Ministry(be.config.__class__(**{**be.config.__dict__, "database_url": f"sqlite:///{copy}"}))
        try:
            found = faults(altered)
        except (ValueError, KeyError, LookupError):
            found = ["not even readable"]
        if not found:
            unseen.append(f"{table}.{column}")
        altered.engine.dispose()
    assert unseen == []


def changed(copy: Path, table: str, column: str) -> bool:
    """Change the cell in the last row that has one there. Says whether there was any."""
    connection = sqlite3.connect(copy)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    row = connection.execute(
        f'SELECT rowid, "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL ORDER BY rowid DESC'
    ).fetchone()
    if row is None:
        return False
    place, value = row
    connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (other(value), place))
    connection.commit()
    connection.close()
    return True


def other(value: object) -> object:
    """A value like this one, but not this one."""
    if isinstance(value, int):
        return value + 1
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:]
    text_ = str(value)
    if text_[:2] == "20" and text_[4:5] == "-":
        return text_[:3] + ("7" if text_[3] != "7" else "8") + text_[4:]
    for place, character in enumerate(text_):
        if character.isalpha():
            return text_[:place] + ("b" if character == "a" else "a") + text_[place + 1 :]
    return text_ + "1"


@pytest.mark.parametrize("table", ["event", "paper", "attachment", "measure", "audit_entry"])
def test_a_row_that_is_missing_is_found(lived: tuple[Ministry, Ministry, UUID], tmp_path: Path, table: str) -> None:
    _, be, _ = lived
    copy = tmp_path / "copy.db"
    shutil.copy(Path(be.config.database_url.removeprefix("sqlite:///")), copy)
    connection = sqlite3.connect(copy)
    connection.execute(f'DELETE FROM "{table}" WHERE rowid = (SELECT min(rowid) FROM "{table}")')
    connection.commit()
    connection.close()
    altered = Ministry(be.config.__class__(**{**be.config.__dict__, "database_url": f"sqlite:///{copy}"}))
    assert faults(altered)
    altered.engine.dispose()
