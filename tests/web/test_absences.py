"""An official is absent: the work stands on the desk of whoever stands in, with its reminders; it gives no role, and ends when the absence does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from mla.deadlines import alerts
from mla.deadlines.reminders import calendar, reminders
from mla.installation import Installation
from mla.lifecycle.terms import Role
from mla.models import Absence, AuditEntry, Dossier, Official, RegisterEntry
from mla.permission import sees, visible_to
from mla.storage.database import now
from tests.conftest import TODAY
from tests.support.drive import Matter, Page, Site, in_boxes, in_days
from tests.web.test_handing_over import examiner, number_of

STANDS_IN = "Replacement"


@pytest.fixture
def be(executing: Matter) -> Site:
    """A ministry in which an examiner has work, and a colleague has none."""
    executing.be.hire(STANDS_IN, Role.EXAMINER)
    return executing.be


def absent(site: Site, by: Role | str, whose: str, stands_in: str, first: int = 0, last: int = 9) -> Page:
    at = f"/absences/{number_of(site, whose)}"
    told = {"first": in_boxes(first), "last": in_boxes(last), "substitute": number_of(site, stands_in)}
    return site.official(by).fill(at, **told)


@pytest.fixture
def away(be: Site) -> Site:
    """The examiner has said to be absent from today on, and who stands in."""
    assert be.official(STANDS_IN).get("/requests").all("//tbody/tr") == []
    assert absent(be, Role.EXAMINER, examiner(be), STANDS_IN).status == 302
    return be


def test_the_work_stands_on_the_desk_of_whoever_stands_in(executing: Matter, away: Site) -> None:
    desk = away.official(STANDS_IN).get("/")
    assert f"You stand in for {examiner(away)} until 4 December 2026: 1 under way" in desk.main
    for link in desk.tree.xpath("//div[contains(., 'You stand in')]//a[contains(@href, 'officer=')]"):
        assert len(away.official(STANDS_IN).get(link.get("href")).all("//tbody/tr")) == int(
            link.text_content().split()[0]
        )
    assert len(away.official(STANDS_IN).get("/requests?mine=y").all("//tbody/tr")) == 1
    page = away.official(STANDS_IN).get(executing.at())
    assert f"{examiner(away)} deals with it and is absent until 4 December 2026; {STANDS_IN} stands in." in page.main
    assert "You are entered as absent until" in away.official(Role.EXAMINER).get("/").main


def test_it_gives_no_role_and_enters_nobody_in_the_record(executing: Matter, away: Site) -> None:
    assert away.official(STANDS_IN).get(executing.at("report_measure")).status == 200, "it is an examiner’s"
    assert away.official(STANDS_IN).get(executing.at("strike_out")).status == 403
    with away.ministry.session() as session:
        dossier = session.get_one(Dossier, executing.number)
        assert STANDS_IN not in [one.name for one in dossier.team]


def test_sight_ends_with_the_absence_and_stays_of_what_one_has_worked_on(executing: Matter, away: Site) -> None:
    stands_in = away.official(STANDS_IN)
    with time_machine.travel(TODAY + timedelta(days=10), tick=True):
        away.here.clear()
        stands_in = away.official(STANDS_IN)
        assert stands_in.get(executing.at()).status == 404
        assert stands_in.get("/requests").all("//tbody/tr") == []
        assert "You stand in" not in stands_in.get("/").main


def test_what_the_substitute_has_worked_on_he_goes_on_seeing(executing: Matter, away: Site) -> None:
    assert away.official(STANDS_IN).fill(executing.at("note"), words="Looked at it.").status == 302
    at = f"/absences/{number_of(away, examiner(away))}"
    assert away.official(Role.EXAMINER).get(at).press("end").status == 302
    assert "End it now" not in away.official(Role.EXAMINER).get(at).main
    assert away.official(STANDS_IN).get(executing.at()).status == 200
    with away.ministry.session() as session:
        assert session.scalars(select(Absence)).one().until <= now()


@pytest.mark.parametrize("chain", [False, True])
def test_both_ways_of_asking_who_sees_a_request_agree(executing: Matter, away: Site, chain: bool) -> None:
    away.hire("Third", Role.EXAMINER)
    if chain:
        assert absent(away, STANDS_IN, STANDS_IN, "Third", last=2).status == 302
    with away.ministry.session() as session:
        dossier = session.get_one(Dossier, executing.number)
        for one in session.scalars(select(Official)):
            listed = session.scalar(select(Dossier.id).where(Dossier.id == dossier.id, visible_to(one))) is not None
            assert sees(one, dossier) == listed, one.name


def test_whoever_stands_in_is_reminded_too_and_told_in_whose_place(executing: Matter, away: Site) -> None:
    away.ministry.take(
        executing.number, "entrust_measure", measure="1", authority="Court of first instance", due_on=in_days(3),
        confidential=True,
    )  # fmt: skip
    before = examiner(away)
    with away.ministry.session() as session:
        found = {
            one.name: [line.line for line in reminders(session, away.ministry.installation, one, TODAY.date())]
            for one in session.scalars(select(Official).where(Official.name.in_([STANDS_IN, before])))
        }
        assert len(found[STANDS_IN]) == len(found[before]) > 0
        assert f"in place of {before}" in found[STANDS_IN][0]
        assert "in place of" not in found[before][0]
        one = session.scalars(select(Official).where(Official.name == STANDS_IN)).one()
        assert b"BEGIN:VEVENT" in calendar(session, away.ministry.installation, one)


def test_an_alert_to_somebody_absent_reaches_whoever_stands_in_with_what_he_may_see(
    executing: Matter, away: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, str]] = []
    monkeypatch.setattr(
        alerts, "send", lambda _config, letters: sent.extend((one["To"], one.get_content()) for one in letters)
    )
    config = replace(away.ministry.config, alert_mail=(away.email(Role.EXAMINER), "duty@be.example"), smtp_host="x")
    here = Installation(config)
    with away.ministry.session() as session:
        entry = session.get_one(RegisterEntry, executing.number)
        entry.urgent, entry.our_due = True, TODAY.date()
        session.commit()
        assert alerts.alert(session, here) > 0
    assert [to for to, _words in sent] == ["examiner@be.example, duty@be.example", away.email(STANDS_IN)]
    assert sent[0][1] == sent[1][1]


def test_a_chain_of_absences_leaves_nothing_on_an_empty_desk(executing: Matter, away: Site) -> None:
    away.hire("Third", Role.EXAMINER)
    assert absent(away, STANDS_IN, STANDS_IN, "Third", last=2).status == 302
    assert f"You stand in for {examiner(away)}" in away.official("Third").get("/").main
    assert away.official("Third").get(executing.at()).status == 200
    page = away.official(Role.EXAMINER).get(f"/absences/{number_of(away, examiner(away))}")
    assert f"What falls to {STANDS_IN} falls to Third meanwhile." in page.main


def test_where_the_account_of_whoever_stands_in_was_closed_it_is_said_that_nobody_does(
    executing: Matter, away: Site
) -> None:
    with away.ministry.session() as session:
        session.execute(update(Official).where(Official.name == STANDS_IN).values(active=False))
        session.commit()
    for told in (
        away.official(Role.EXAMINER).get("/"),
        away.official(Role.DECIDER).get("/"),
        away.official(Role.DECIDER).get(executing.at()),
    ):
        assert "nobody stands in" in told.main
        assert f"{STANDS_IN} stands in" not in told.main


def test_two_who_stand_in_for_each_other_end_in_no_circle(be: Site) -> None:
    assert absent(be, Role.EXAMINER, examiner(be), STANDS_IN, first=5, last=6).status == 302
    assert absent(be, STANDS_IN, STANDS_IN, examiner(be), first=2, last=4).status == 302
    with be.ministry.session() as session:
        for one in session.scalars(select(Absence)):
            one.since = now() - timedelta(hours=1)
        session.commit()
    assert be.official(STANDS_IN).get("/").status == be.official(Role.EXAMINER).get("/").status == 200


def test_whoever_assigns_is_told_that_the_examiner_is_absent(sent: Matter) -> None:
    be = sent.be
    be.hire(STANDS_IN, Role.EXAMINER)
    assert absent(be, Role.EXAMINER, "Tom Proefman", STANDS_IN).status == 302
    be.ministry.take(sent.number, "acknowledge", received_on=in_days(0), responsible="Unit 3", confidentiality="kept")
    names = be.official(Role.REGISTRAR).get(sent.at("assign")).all("//option")
    assert f"Tom Proefman (absent until 4 December 2026; {STANDS_IN} stands in)" in names
    assert STANDS_IN in names


# Who says it
def test_whoever_decides_who_works_says_it_of_anybody_and_an_administrator_names_only_whoever_sees_all(
    be: Site,
) -> None:
    at = f"/absences/{number_of(be, examiner(be))}"
    assert STANDS_IN in " ".join(be.official(Role.DECIDER).get(at).all("//option"))
    offered = " ".join(be.official("administrator").get(at).all("//option"))
    assert STANDS_IN not in offered
    assert "Chloé Registre" in offered
    assert absent(be, "administrator", examiner(be), STANDS_IN).status == 400
    assert absent(be, "administrator", examiner(be), "Chloé Registre").status == 302
    assert be.official(STANDS_IN).get(at).status == 403
    assert be.official(Role.AUDITOR).get(at).status == 403
    with be.ministry.session() as session:
        noted = session.scalars(select(AuditEntry).where(AuditEntry.what == "absence_said")).one()
    assert (noted.detail["account"], noted.detail["substitute"]) == ("examiner@be.example", "registrar@be.example")


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ((3, 1), "“Last day” lies before “First day”"),
        ((-9, -2), "“Last day” has passed already."),
        ((0, 900), "Is this right?"),
    ],
)
def test_days_that_cannot_be_are_refused_and_nothing_typed_is_lost(be: Site, days: tuple[int, int], says: str) -> None:
    page = absent(be, Role.EXAMINER, examiner(be), STANDS_IN, *days)
    assert page.status == 400
    assert any(says in one for one in page.mistakes)
    assert page.fields["substitute"] == [number_of(be, STANDS_IN)]


def test_nobody_is_absent_twice_at_once_and_nobody_stands_in_while_absent(be: Site) -> None:
    assert absent(be, STANDS_IN, STANDS_IN, examiner(be), first=3, last=5).status == 302
    page = absent(be, Role.EXAMINER, examiner(be), STANDS_IN, first=5, last=9)
    assert (
        page.status,
        "is absent from 28 November 2026 until 30 November 2026. Choose somebody else." in page.main,
    ) == (409, True)
    assert absent(be, Role.EXAMINER, examiner(be), STANDS_IN, first=6, last=9).status == 302
    page = absent(be, Role.EXAMINER, examiner(be), STANDS_IN, first=9, last=12)
    assert (page.status, "stands here already. End that one first." in page.main) == (409, True)


def test_an_absence_that_was_ended_may_be_said_again_on_the_same_day(away: Site) -> None:
    at = f"/absences/{number_of(away, examiner(away))}"
    away.official(Role.EXAMINER).get(at).press("end")
    assert absent(away, Role.EXAMINER, examiner(away), STANDS_IN).status == 302
