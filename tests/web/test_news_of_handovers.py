"""The successor is told that a handover pack waits; once it is countersigned, whoever left, whoever handed over and who heads the unit. No name stands in it."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from mla.lifecycle.terms import Role
from mla.models import Notice, NoticeWish, Official, Unit
from mla.news import rounds
from mla.news.telling import line
from tests.support.drive import Matter
from tests.web.test_handing_over import examiner
from tests.web.test_handover_pack import READ, given

WAITS, DONE = "A handover pack waits for you to countersign it.", "A handover pack was countersigned."


def news(matter: Matter) -> list[tuple[str, str]]:
    """Who is told what of handover packs, after a round of the courier."""
    ministry = matter.be.ministry
    rounds.keep(ministry.engine, ministry.installation, rounds.first().until, None)
    with ministry.session() as session:
        told = session.scalars(select(Notice).where(Notice.kind == "handover").order_by(Notice.id))
        return [(session.get_one(Official, one.official_id).name, str(line(one))) for one in told]


def decider(matter: Matter) -> str:
    with matter.be.ministry.session() as session:
        return matter.be.ministry.official(session, Role.DECIDER).name


def test_the_successor_is_told_once_and_the_notice_leads_to_the_pack(executing: Matter) -> None:
    pack = given(executing)
    assert news(executing) == [("Successor", WAITS)]
    assert news(executing) == [("Successor", WAITS)]
    page = executing.be.official("Successor").get("/news")
    assert WAITS in page.main
    (link,) = page.tree.xpath(f"//main//a[contains(., '{WAITS}')]/@href")
    assert executing.be.official("Successor").get(link).location == pack


def test_once_it_is_countersigned_who_left_and_who_handed_over_are_told_and_the_successor_no_more(
    executing: Matter,
) -> None:
    be, pack = executing.be, given(executing)
    news(executing)
    be.official("Successor").fill(pack, **READ)
    assert sorted(news(executing)[1:]) == sorted([(examiner(be), DONE), (decider(executing), DONE)])
    assert WAITS not in be.official("Successor").get("/news").main, "it waits no more"
    assert DONE in be.official(Role.EXAMINER).get("/news").main


def test_who_heads_the_unit_is_told_if_every_request_in_it_may_be_seen(executing: Matter) -> None:
    be, pack = executing.be, given(executing)
    for name, role in (("Head Of All", Role.AUDITOR), ("Head Of None", Role.EXAMINER)):
        be.hire(name, role)
    whose = examiner(be)
    with be.ministry.session() as session:
        unit = Unit(name="Requests of Other States")
        session.add(unit)
        session.flush()
        heads = Official.name.in_(("Head Of All", "Head Of None"))
        session.execute(update(Official).where(Official.name == whose).values(unit_id=unit.id))
        session.execute(update(Official).where(heads).values(unit_id=unit.id, heads_unit=True))
        session.commit()
    be.official("Successor").fill(pack, **READ)
    told = [who for who, what in news(executing) if what == DONE]
    assert "Head Of All" in told
    assert "Head Of None" not in told


@pytest.mark.parametrize(("shown", "mailed", "kept"), [(True, True, 0), (True, False, 1), (False, True, 1)])
def test_it_can_be_switched_off(executing: Matter, shown: bool, mailed: bool, kept: int) -> None:
    """Switched off on both ways nothing is kept; on one way it stands on the other."""
    given(executing)
    with executing.be.ministry.session() as session:
        who = session.scalars(select(Official.id).where(Official.name == "Successor")).one()
        off = {"not_shown": ["handover"] if shown else [], "not_mailed": ["handover"] if mailed else []}
        session.add(NoticeWish(official_id=who, at_once=False, **off))
        session.commit()
    assert len(news(executing)) == kept
    assert (WAITS in executing.be.official("Successor").get("/news").main) == (not shown)


def test_a_notice_names_nobody(executing: Matter) -> None:
    pack = given(executing)
    executing.be.official("Successor").fill(pack, **READ)
    for _who, what in news(executing):
        assert "Successor" not in what
        assert examiner(executing.be) not in what
