"""`mla verify` holds for an honest installation and finds every change to its records."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, update

from mla.installation import Installation
from mla.models import KeyOnFile
from mla.package.keys import new_key
from mla.records import audit
from mla.records.verify import verify
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry
from mla.sample.small import ENGLISH, small
from mla.storage.database import now
from tests.support.drive import acknowledgement, report_all, results, send, staffed, take_in

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
    "audit_head",
)
NOT_EVIDENCE = {
    # How often and when the courier tried is not part of any record that must hold.
    "outgoing": {"attempts", "next_attempt", "last_error", "outcome_reason", "sent_on", "sent_by"},
    # When a package came and why it was filed is told by the signed receipt; the row only repeats it.
    "incoming": {"at", "how", "reason"},
    "dossier": {"version", "changed_at"},
    "paper": {"at", "language", "pages", "found"},
    # Whether a request is found by its documents is proved with the register, beside the records.
    "attachment": {"found"},
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ministry, Ministry, UUID]]:
    """Two ministries that have carried a request with annexes to its end."""
    folder = tmp_path_factory.mktemp("lived")
    si, be = (staffed(state, folder) for state in ("SI", "BE"))
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
        return list(verify(session, ministry.installation))


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


@pytest.mark.slow
def test_every_changed_cell_of_every_row_is_found(lived: tuple[Ministry, Ministry, UUID], tmp_path: Path) -> None:
    """Each cell that holds evidence is changed in a copy of the database of its own: what SQLite leaves beside a copy would be read into the next."""
    _, be, _ = lived
    home = Path(be.config.database_url.removeprefix("sqlite:///"))
    unseen = []
    for table, column in changeable(be):
        copy = tmp_path / f"{table}-{column}.db"
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


def with_changes(ministry: Ministry, copy: Path, *statements: str) -> list[str]:
    """What verify says of a copy of the database in which this was done by hand."""
    shutil.copy(Path(ministry.config.database_url.removeprefix("sqlite:///")), copy)
    connection = sqlite3.connect(copy)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    altered = Ministry(replace(ministry.config, database_url=f"sqlite:///{copy}"))
    found = faults(altered)
    altered.engine.dispose()
    return found


TAIL = "DELETE FROM audit_entry WHERE number > 3"


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        ((TAIL,), "Audit log: it ends with line 3"),
        (("DELETE FROM audit_entry",), "Audit log: it ends with line 0"),
        (
            (TAIL, "UPDATE audit_head SET number = 3, hash = (SELECT hash FROM audit_entry WHERE number = 3)"),
            "Audit log: line ",
        ),
        (("DELETE FROM audit_entry", "DELETE FROM audit_head"), "which event 1 of BE-MLA-"),
        (
            ("""UPDATE official SET roles = '["administrator","decider"]' WHERE email LIKE 'administrator@%'""",),
            "Account administrator@be.example: its roles were changed without an entry",
        ),
        (("UPDATE official SET active = 0 WHERE email LIKE 'decider@%'",), "it was opened or closed without an entry"),
        (("UPDATE official SET email = 'x@be.example' WHERE email LIKE 'decider@%'",), "no entry of the audit log tells of it"),
        (("UPDATE peer SET key = randomblob(32)",), "the key in use of SI is not the newest on file"),
        (("UPDATE key_on_file SET key = randomblob(32) WHERE state = 'SI'",), "The signature does not belong"),
        (("UPDATE reference_counter SET last = last + 1",), "this number was given, and there is no such request"),
        (("UPDATE reference_counter SET last = last - 1",), "this number was never given"),
    ],
)  # fmt: skip
def test_what_stands_beside_the_dossiers_is_proved_too(
    lived: tuple[Ministry, Ministry, UUID], tmp_path: Path, statements: tuple[str, ...], words: str
) -> None:
    assert words in " ".join(with_changes(lived[1], tmp_path / "copy.db", *statements))


def test_a_request_that_was_taken_out_whole_is_missed_by_its_number(
    lived: tuple[Ministry, Ministry, UUID], tmp_path: Path
) -> None:
    _, be, _ = lived
    tables = ("measure", "person", "offence", "obligation", "attachment", "paper", "outgoing", "event", "involvement")
    deletions = [f"DELETE FROM {table}" for table in (*tables, "dossier", "incoming")]
    found = with_changes(be, tmp_path / "copy.db", "PRAGMA foreign_keys=OFF", *deletions)
    assert any("-0001: this number was given, and there is no such request." in fault for fault in found)


def test_who_a_protected_person_is_cannot_be_changed_unseen(slovenia: Ministry, tmp_path: Path) -> None:
    """The identity never leaves the ministry, and stands in no text that is signed; it is chained all the same."""
    number = slovenia.start(counterpart="BE", title="Witness", instrument="lhc", language="en")
    slovenia.take(
        number, "name_person", nature="natural", capacity="witness", family_name="Resnica", protected=True, pseudonym="W-1",
        link="Saw it.", rights="To be silent.",
    )  # fmt: skip
    sqlite3.connect(slovenia.config.database_url.removeprefix("sqlite:///")).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert with_changes(slovenia, tmp_path / "same.db") == []
    found = with_changes(
        slovenia, tmp_path / "copy.db", "UPDATE person SET answers = replace(answers, 'Resnica', 'Drugi')"
    )
    assert any("what it holds is not what its last step left" in fault for fault in found)


def test_what_was_signed_under_an_earlier_key_stays_proven(pair: tuple[Ministry, Ministry]) -> None:
    """Both ministries change their keys in the middle of a request; what came before is proved, and what comes after."""
    si, be = pair
    number = small(si, "BE", "Test request", "en", ENGLISH)
    send(si, be, number)
    be.take(number, "acknowledge", **acknowledgement())
    be.post_to(si)
    for one, other in ((si, be), (be, si)):
        one.config.signing_key.unlink()
        new_key(one.config.signing_key)
        one.installation = Installation(one.config, one.installation.law)
        other.knows(one, "http://127.0.0.1:9")
    si.take(number, "withdraw", reason="No longer needed.")
    si.post_to(be)
    assert (be.stage(number), faults(si), faults(be)) == ("withdrawn", [], [])


def test_what_a_new_key_signed_is_not_proven_by_the_old_one(pair: tuple[Ministry, Ministry]) -> None:
    si, be = pair
    number = small(si, "BE", "Test request", "en", ENGLISH)
    send(si, be, number)
    with be.session() as session:
        session.execute(update(KeyOnFile).where(KeyOnFile.state == "SI").values(until=now() - timedelta(days=1)))
        session.commit()
    assert any("The signature does not belong" in fault for fault in faults(be))


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
