"""The register remembers every change, and never forgets what it knew before; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mla.models import Participation
from mla.participation import Dated, Facts
from mla.participation.lists import shipped
from mla.participation.register import EARLIER_DATA, history, keep, known
from mla.storage.database import now, open_engine, open_session
from mla.storage.migrate import upgrade
from tests.conftest import Databases

ONE = Facts(
    "SI",
    "treaty",
    signed=date(2024, 2, 14),
    annexes=(Dated("F", date(2025, 1, 1)),),
    provisional_scope=("III",),
    source="Depositary",
    mark="C",
    checked_on=date(2026, 1, 2),
    checked_by="A. Novak",
)


@pytest.fixture
def session(database: Databases) -> Iterator[Session]:
    engine = open_engine(database())
    upgrade(engine)
    with open_session(engine) as session:
        yield session
    engine.dispose()


def test_what_was_kept_is_known(session: Session) -> None:
    assert keep(session, [ONE], "novak") == (1, 0)
    assert known(session)["SI", "treaty"] == ONE
    assert ("BE", "treaty") not in known(session, "BE")


def test_a_change_is_a_new_row_and_the_old_one_stays(session: Session) -> None:
    keep(session, [ONE], "novak")
    later = replace(ONE, ratified=date(2026, 5, 1))
    assert keep(session, [later], "kovač") == (0, 1)
    assert known(session)["SI", "treaty"] == later
    rows = history(session, "SI")
    assert [(row.number, row.ratified, row.recorded_by) for row in rows] == [
        (2, date(2026, 5, 1), "kovač"),
        (1, None, "novak"),
    ]


def test_what_has_not_changed_leaves_no_trace(session: Session) -> None:
    keep(session, [ONE], "novak")
    assert keep(session, [ONE], "novak") == (0, 0)
    assert len(history(session, "SI")) == 1


def test_two_changes_at_once_cannot_both_be_the_second(session: Session) -> None:
    keep(session, [ONE], "novak")
    (row,) = history(session, "SI")
    twin = {c.name: getattr(row, c.name) for c in Participation.__table__.columns if c.name != "id"}
    session.add(Participation(**twin | {"recorded_at": now()}))
    with pytest.raises(IntegrityError):
        session.flush()


def test_nothing_is_kept_without_a_source(session: Session) -> None:
    with pytest.raises(IntegrityError):
        keep(session, [replace(ONE, source="")], "novak")


def test_what_ships_is_known_of_every_state_and_leaves_no_row(session: Session) -> None:
    found = known(session)
    assert len(found) > 1900
    assert found["LV", "lhc"].ratified == date(2025, 8, 28)
    assert found.lists["ets30"].day == date(2022, 3, 31)
    assert session.scalars(select(Participation)).all() == []


def test_what_is_entered_comes_before_what_ships(session: Session) -> None:
    entered = replace(ONE, state="FR", instrument="ets30", provisional_scope=(), annexes=())
    assert keep(session, [entered], "novak") == (0, 1), "It changes what is known."
    assert known(session, "FR")["FR", "ets30"] == entered
    assert known(session, "FR")["FR", "ets24"] == shipped().facts["FR", "ets24"]


def test_what_earlier_versions_put_there_themselves_gives_way_to_what_ships(session: Session) -> None:
    keep(
        session,
        [replace(ONE, instrument="lhc", provisional_scope=(), declarations="As it once shipped.")],
        EARLIER_DATA,
    )
    assert known(session)["SI", "lhc"] == shipped().facts["SI", "lhc"]
    keep(session, [replace(ONE, instrument="lhc", provisional_scope=())], "novak")
    assert [(row.number, row.recorded_by) for row in history(session, "SI")] == [(2, "novak"), (1, "shipped data")]


def test_that_a_treaty_is_in_force_is_computed_from_all_deposits(session: Session) -> None:
    assert known(session, "SI").begun["lhc"].deposits == 1
    for state, day in (("SI", date(2026, 1, 31)), ("BE", date(2026, 2, 1))):
        keep(session, [replace(ONE, state=state, instrument="lhc", provisional_scope=(), ratified=day)], "novak")
    assert known(session, "SI").begun["lhc"].day == date(2026, 6, 1)
