"""Figures apart by one thing, questionnaires and lists of what was reached say the same on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.lifecycle.terms import Role, Side
from mla.models import Official, RegisterEntry, RegisterMark, RegisterTime, Unit
from mla.models.register_time import WHOSE
from mla.register.durations import durations_by
from mla.register.marks import GROUND
from mla.register.query import conditions_of_times
from mla.register.times import Reached
from mla.register.year import refused_for, year
from mla.sample.ministry import Ministry
from mla.sample.small import ENGLISH, small
from mla.views.statistics import THINGS
from tests.support.drive import Site

DAY = date(2026, 11, 25)


@pytest.fixture
def refused(si: Ministry) -> Ministry:
    """A ministry with one request that was refused on two grounds after twelve days, dealt with in a unit."""
    number = small(si, "BE", "Refused", "en", ENGLISH)
    with si.session() as session:
        entry = session.get_one(RegisterEntry, number)
        session.add(Unit(name="Assistance", name_fr="", name_es=""))
        session.flush()
        session.scalars(select(Official).where(Official.id == entry.officer_id)).one().unit_id = 1
        for reached, days in ((Reached.DECISION, 10), (Reached.TURNED_DOWN, 12)):
            whose = dict.fromkeys(WHOSE, 0) | {WHOSE[0]: days}
            session.add(
                RegisterTime(
                    dossier_id=number, reached=reached, side="requesting", opened_on=DAY - timedelta(20),
                    reached_on=DAY, days=days, **whose,
                )
            )  # fmt: skip
        session.add_all(RegisterMark(sort=GROUND, code=code, dossier_id=number) for code in ("M-g", "M-f"))
        session.commit()
    return si


def reader(ministry: Ministry, session: Session) -> Official:
    return ministry.official(session, Role.SIGNATORY)


def test_times_apart_by_each_thing_are_counted(refused: Ministry) -> None:
    with refused.session() as session:
        where = conditions_of_times(reader(refused, session), {})
        told = {thing: durations_by(session, where, thing) for thing in THINGS}
    assert told["unit"].keys() == {"1"}
    assert told["ground"].keys() == {"M-f", "M-g"}
    assert told["counterpart"].keys() == {"BE"}
    assert told["measure"]
    for thing, found in told.items():
        for some in found.values():
            assert [(one.reached, one.number, one.median) for one in some] == [
                (Reached.DECISION, 1, 10), (Reached.TURNED_DOWN, 1, 12),
            ], thing  # fmt: skip


def test_refusals_and_the_year_are_counted(refused: Ministry) -> None:
    with refused.session() as session:
        who = reader(refused, session)
        assert refused_for(session, who, DAY, DAY) == [("M-f", Side.REQUESTING, 1), ("M-g", Side.REQUESTING, 1)]
        assert refused_for(session, who, DAY + timedelta(1), DAY + timedelta(1)) == []
        outsider = refused.official(session, Role.EXAMINER)
        assert refused_for(session, outsider, DAY, DAY) == []
        assert [(one.key, one.turned_down) for one in year(session, who, 2026, DAY).by_kind] == [("assistance", 1)]


def test_each_page_and_table_has_an_answer(refused: Ministry) -> None:
    visitor = Site(refused).official(Role.SIGNATORY)
    odd = ("", "?from=0001-01-01&until=9999-12-31", "?from=9999-12-31&until=0001-01-01", "?from=2026-02-31")
    paths = [f"/statistics/by/{thing}{tail}" for thing in THINGS for tail in ("", "/times.csv", "/backlog.csv")]
    paths += [f"/statistics/questionnaires/{name}{tail}" for name in ("review", "evaluation") for tail in ("", ".csv")]
    assert {visitor.get(f"{path}{asked}").status for path in paths for asked in odd} == {200}
    for reached, number in ((Reached.TURNED_DOWN, 1), (Reached.DECISION, 1), (Reached.FULFILLED, 0)):
        assert len(visitor.get(f"/requests?reached={reached}").all("//tbody/tr")) == number
