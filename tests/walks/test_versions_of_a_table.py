"""A dossier keeps the life cycle it was opened under, also abroad, until it is moved to the next; verify follows."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from mla.lifecycle import LIFECYCLES, table_of
from mla.lifecycle.earlier import EARLIER, MOVES
from mla.lifecycle.problems import problems
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.records.verify import verify
from mla.sample.ministry import Ministry
from mla.steps.table_upgrade import move_all
from mla.storage.database import local_day, now
from tests.support.drive import send
from tests.support.postbags import disagreements

Small = Callable[[Ministry, str], UUID]


def moved(ministry: Ministry) -> list[str]:
    """What the command says of each dossier."""
    with ministry.session() as session:
        by = ministry.official(session, Role.ADMINISTRATOR)
        found = [why for _, why in move_all(session, ministry.installation, by, now(), local_day(now(), "UTC"))]
        session.commit()
        return found


def version(ministry: Ministry, dossier_id: UUID) -> int:
    with ministry.session() as session:
        dossier = session.get_one(Dossier, dossier_id)
        assert list(verify(session, ministry.installation)) == []
        assert "supplement" not in dossier.table.step or dossier.table_version > 1
        return dossier.table_version


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time when version 1 was the newest."""
    monkeypatch.setitem(LIFECYCLES, "assistance", EARLIER["assistance", 1])


def test_a_request_opened_long_ago_travels_under_its_own_table_and_moves_when_told(
    pair: tuple[Ministry, Ministry], small: Small, once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    si, be = pair
    number = small(si, "BE")
    monkeypatch.undo()
    send(si, be, number)
    assert (version(si, number), version(be, number)) == (1, 1)
    assert moved(si) == [""]
    assert (version(si, number), version(be, number)) == (2, 1)
    be.take(
        number, "acknowledge", received_on=local_day(now(), "UTC").isoformat(), responsible="X", confidentiality="kept"
    )
    be.post_to(si)
    assert moved(be) == [""]
    assert si.stage(number) == be.stage(number) == "received"
    assert (version(si, number), version(be, number)) == (2, 2)
    assert moved(si) == []


def test_a_stage_without_a_place_is_named_and_left(
    slovenia: Ministry, small: Small, once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = small(slovenia, "BE")
    monkeypatch.undo()
    monkeypatch.setitem(MOVES, ("assistance", 1), {"closed": "closed"})
    assert moved(slovenia) == ["The new life cycle has no place for the stage “Being drafted”."]
    assert version(slovenia, number) == 1


@pytest.mark.parametrize("table", EARLIER.values(), ids=lambda table: f"{table.kind}-{table.version}")
def test_earlier_tables_are_sound_and_lead_somewhere(table: Lifecycle) -> None:
    assert problems(table) == []
    assert disagreements(table) == []
    after = table_of(table.kind, table.version + 1)
    assert set(MOVES[table.kind, table.version]) <= set(table.stage)
    assert set(MOVES[table.kind, table.version].values()) <= set(after.stage)
    assert set(table.stage) <= set(LIFECYCLES[table.kind].stage), "The database knows the stages of the newest table."
