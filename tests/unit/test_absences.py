"""An absence is asked of the moment, on both databases: who stands in, and what that shows."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.accounts.absences import AbsenceRefused, Away, end, not_over, say
from mla.lifecycle.terms import Role
from mla.models import Dossier, Official
from mla.permission import stands_in_for, visible_to
from mla.sample.ministry import Ministry
from mla.storage.database import now
from tests.conftest import TODAY
from tests.support.drive import hire

Small = Callable[[Ministry, str], uuid.UUID]
ZONE = "Europe/Ljubljana"


def away(session: Session, ministry: Ministry, first: int, last: int) -> tuple[Official, Official]:
    """The drafter is absent on these days from today, and a colleague stands in."""
    drafter = ministry.official(session, Role.DRAFTER)
    other = session.scalars(select(Official).where(Official.name == "Other")).one()
    day = TODAY.date()
    say(session, drafter, drafter, Away(day + timedelta(first), day + timedelta(last), other), now(), ZONE)
    session.commit()
    session.expire_all()
    return drafter, other


@pytest.fixture
def number(si: Ministry, small: Small) -> uuid.UUID:
    """A draft that lies with the drafter."""
    hire(si, [("Other", "", "other", [Role.DRAFTER])])
    return small(si, "BE")


def seen(session: Session, official: Official) -> list[uuid.UUID]:
    return list(session.scalars(select(Dossier.id).where(visible_to(official))))


def test_sight_begins_and_ends_with_the_days_at_the_ministry(si: Ministry, number: uuid.UUID) -> None:
    with si.session() as session:
        drafter, other = away(session, si, 2, 3)
        midnight = TODAY.replace(hour=23, minute=0) + timedelta(1)  # of the third day, in winter
        for moment, sees in (
            (TODAY, False), (midnight - timedelta(minutes=1), False), (midnight + timedelta(minutes=1), True),
            (midnight + timedelta(days=2, minutes=-1), True), (midnight + timedelta(days=2, minutes=1), False),
        ):  # fmt: skip
            with time_machine.travel(moment, tick=False):
                session.expire_all()
                assert (seen(session, other) == [number]) is sees, moment
                assert ([*stands_in_for(other)] == [drafter.id]) is sees
                assert (drafter.away is not None) is sees
                assert seen(session, drafter) == [number], "whoever is absent goes on seeing it"


def test_of_years_of_absences_only_those_that_are_not_over_are_read(si: Ministry, number: uuid.UUID) -> None:
    with si.session() as session:
        drafter, other = away(session, si, 0, 0)
        assert len(drafter.absences) == len(other.substitutions) == len(not_over(session, drafter, now())) == 1
        with time_machine.travel(TODAY + timedelta(days=1), tick=False):
            session.expire_all()
            assert drafter.absences == other.substitutions == not_over(session, drafter, now()) == []


def test_what_was_ended_is_over_and_what_had_not_begun_is_gone(si: Ministry, number: uuid.UUID) -> None:
    with si.session() as session:
        drafter, other = away(session, si, 0, 5)
        with pytest.raises(AbsenceRefused, match="stands here already"):
            away(session, si, 5, 9)
        session.rollback()
        end(session, drafter.absences[0], now(), TODAY.date())
        session.commit()
        session.expire_all()
        assert (seen(session, other), drafter.away) == ([], None)
        away(session, si, 3, 5)
        end(session, drafter.absences[0], now(), TODAY.date())
        session.commit()
        session.expire_all()
        assert drafter.absences == []
