"""Figures are counted from the register: every number is the length of its list, of what its reader may see and of nothing else."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from sqlalchemy import select, update

from mla.lifecycle.items import MeasureText
from mla.lifecycle.terms import Role
from mla.models import Absence, AuditEntry, Dossier, KeptFigures, RegisterEntry
from mla.register import figures
from mla.register.statistics import AGES, backlog, counted, row
from tests.conftest import TODAY
from tests.support.drive import Matter, Page
from tests.web.test_desk import listed
from tests.web.test_few_questions import more_requests

DAY = TODAY.date()


def numbers(page: Page) -> list[tuple[int, str]]:
    """Every figure that is not nought, with the list to which it leads."""
    return [(int(link.text_content()), link.get("href")) for link in page.tree.xpath("//main//tbody//td/a")]


@pytest.mark.parametrize("role", [Role.DECIDER, Role.AUDITOR, Role.EXAMINER])
def test_every_figure_is_the_length_of_its_list(executing: Matter, role: Role) -> None:
    be = executing.be
    found = numbers(be.official(role).get(f"/statistics?from={DAY - timedelta(400)}&until={DAY}"))
    assert len(found) >= 2 + 2 * 4, "all, by age, and by each of four"
    for number, address in found:
        assert len(listed(be, role, address)) == number, address


def test_a_figure_of_no_unit_is_the_length_of_its_list_once_a_request_has_ended_too(executing: Matter) -> None:
    be = executing.be
    with be.ministry.session() as session:
        session.execute(update(RegisterEntry).values(open=False))
        session.commit()
    page = be.official(Role.DECIDER).get("/statistics")
    found = [(number, address) for number, address in numbers(page) if "unit=" in address]
    assert found
    for number, address in found:
        assert len(listed(be, Role.DECIDER, address)) == number, address


def test_what_somebody_may_not_see_is_not_counted(executing: Matter) -> None:
    executing.be.hire("Outsider", Role.EXAMINER)
    outsider = executing.be.official("Outsider")
    assert "There is nothing to count." in outsider.get("/statistics").main
    rows = list(csv.reader(io.StringIO(outsider.get("/statistics.csv").data.decode())))
    assert len(rows) == 1, "the heads alone"


def test_each_request_under_way_has_one_age(executing: Matter) -> None:
    be = executing.be
    for days in sorted({0, *AGES, *(age - 1 for age in AGES[1:]), 10_000}):
        opened = DAY - timedelta(days)
        be.alter(executing.number, opened_on=opened)
        be.enter(executing.number)
        with be.ministry.session() as session:
            ages = backlog(counted(session, [], DAY), DAY)
        (one,) = [age for age in ages if age.received]
        assert one.least <= days < (one.most or days + 1)
        page = be.official(Role.DECIDER).get("/statistics")
        for number, address in numbers(page):
            assert len(listed(be, Role.DECIDER, address)) == number, (days, address)


def test_an_age_within_a_period_leads_to_no_request_outside_the_period(executing: Matter) -> None:
    si = executing.si
    more_requests(si, 1, executing.number)
    with si.ministry.session() as session:
        other = session.scalars(select(Dossier.id).where(Dossier.id != executing.number)).one()
    for number, days in ((executing.number, 35), (other, 60)):
        si.alter(number, opened_on=DAY - timedelta(days))
        si.enter(number)
    for asked in (
        f"from={DAY - timedelta(40)}",
        f"until={DAY - timedelta(50)}",
        f"from=soon&until={DAY - timedelta(50)}",
    ):
        found = numbers(si.official(Role.SIGNATORY).get(f"/statistics?{asked}"))
        assert found
        for number_of_them, address in found:
            assert len(listed(si, Role.SIGNATORY, address)) == number_of_them, (asked, address)


def test_a_period_counts_what_was_opened_in_it_with_both_its_days(executing: Matter) -> None:
    be = executing.be
    with be.ministry.session() as session:
        assert row("", counted(session, [], DAY)).received == 1
    shown = {
        asked: "There is nothing to count." not in be.official(Role.DECIDER).get(f"/statistics?{asked}").main
        for asked in (
            f"from={DAY}",
            f"until={DAY}",
            f"from={DAY + timedelta(1)}",
            f"until={DAY - timedelta(1)}",
            "from=soon",
            "until=31.12.2026",
        )
    }
    assert list(shown.values()) == [True, True, False, False, True, True], "a day that is none asks nothing"


def test_the_table_says_the_same_and_no_cell_is_a_formula(executing: Matter) -> None:
    decider = executing.be.official(Role.DECIDER)
    rows = list(csv.reader(io.StringIO(decider.get("/statistics.csv").data.decode())))
    state = next(row for row in rows if row[0] == "By State")
    assert state[1:5] == ["Slovenia", "0", "1", "1"]
    assert {len(row) for row in rows} == {7}


def test_of_which_period_the_figures_are_is_said_on_paper_and_in_the_table_too(executing: Matter) -> None:
    decider = executing.be.official(Role.DECIDER)
    for asked, said in (
        ("from=2026-01-01&until=2026-12-31", "Requests opened from 1 January 2026 until 31 December 2026."),
        ("from=2026-01-01&until=soon", "Requests opened from 1 January 2026 on."),
        ("until=2026-12-31", "Requests opened until 31 December 2026."),
    ):
        assert decider.get(f"/statistics?{asked}").all("//main/p[1]")[0].endswith(said)
        assert said in decider.get(f"/statistics.csv?{asked}").data.decode().splitlines()[0]
    turned = decider.get("/statistics?from=2026-12-31&until=2026-01-01")
    assert "The first day, 31 December 2026, lies after the last, 1 January 2026" in turned.main
    for page in (decider.get("/statistics?from=soon"), decider.get("/requests?from=soon&until=%22")):
        assert "Requests opened" not in page.main
        assert page.tree.xpath("//input[@type='date']/@value") == ["", ""], "a date field holds a day or nothing"


def test_what_names_no_day_enters_no_record(executing: Matter) -> None:
    executing.be.official(Role.DECIDER).get(f"/statistics.csv?from=2026-01-01&until={'x' * 5000}")
    with executing.be.ministry.session() as session:
        detail = session.scalars(select(AuditEntry.detail).where(AuditEntry.what == "register_exported")).one()
    assert detail == {"statistics": True, "from": "2026-01-01"}


def test_it_is_for_officials_who_see_requests(executing: Matter) -> None:
    assert executing.be.nobody().get("/statistics").status == 302


def test_how_long_it_took_stands_on_the_page_in_a_table_and_in_a_drawing_that_is_described(executing: Matter) -> None:
    decider = executing.be.official(Role.DECIDER)
    page = decider.get("/statistics")
    heads = page.all("//section//th[@scope='row'] | //div[@aria-label='How long it took']//th[@scope='row']")
    assert [" ".join(one.split()) for one in heads] == ["Receipt confirmed We were asked", "Decided We were asked"]
    for drawing in page.tree.xpath("//figure/img"):
        assert drawing.get("alt")
        drawn = decider.get(drawing.get("src"))
        assert drawn.status == 200
        assert ElementTree.fromstring(drawn.data.decode()).tag.endswith("svg")


def test_times_and_months_are_saved_as_tables(executing: Matter) -> None:
    decider = executing.be.official(Role.DECIDER)
    times, months = (
        list(csv.reader(io.StringIO(decider.get(f"/statistics/{name}.csv").data.decode())))
        for name in ("times", "months")
    )
    assert [row[:3] for row in times[1:]] == [
        ["Receipt confirmed", "We were asked", "1"],
        ["Decided", "We were asked", "1"],
    ]
    assert len(months) == 1 + 24
    assert months[-1][:4] == [f"{DAY:%Y-%m}", "", "0", "1"]


def test_whoever_sees_no_request_finds_nothing_in_times_and_drawings(executing: Matter) -> None:
    executing.be.hire("Outsider", Role.EXAMINER)
    outsider = executing.be.official("Outsider")
    assert len(outsider.get("/statistics/times.csv").data.decode().splitlines()) == 1
    assert {row[3] for row in csv.reader(io.StringIO(outsider.get("/statistics/months.csv").data.decode()))} == {
        "We were asked",
        "0",
    }
    assert "Receipt confirmed" not in outsider.get("/statistics/times.svg").data.decode()


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if there were more requests than are counted for every reader."""
    monkeypatch.setattr(figures, "MOST", 0)


def test_where_there_are_many_figures_are_kept_for_some_minutes_and_say_when_they_were_counted(
    executing: Matter, many: None
) -> None:
    si = executing.si
    with time_machine.travel(TODAY + timedelta(hours=1), tick=False) as clock:
        signatory = si.official(Role.SIGNATORY)
        before = signatory.get("/statistics").main
        assert "Counted on 25 November 2026, 13:00" in before
        more_requests(si, 2, executing.number)
        clock.shift(figures.SHOWN)
        assert signatory.get("/statistics").main == before
        clock.shift(timedelta(seconds=1))
        after = signatory.get("/statistics").main
        assert "Counted on 25 November 2026, 13:45" in after
        assert after != before


def test_the_courier_counts_all_requests_anew_so_that_no_reader_waits(executing: Matter, many: None) -> None:
    with executing.si.ministry.session() as session:
        first = figures.counted_anew(session, TODAY, DAY)
        assert first
        figures.keep(session, {}, first, DAY)
        assert figures.counted_anew(session, TODAY + figures.FRESH - timedelta(seconds=1), DAY) is None
        assert figures.counted_anew(session, TODAY + figures.FRESH, DAY)
        assert figures.counted_anew(session, TODAY, DAY + timedelta(1)), "what is late depends on the day"
        session.commit()
    assert executing.si.official(Role.SIGNATORY).get("/statistics").status == 200
    with executing.si.ministry.session() as session:
        assert session.scalars(select(KeptFigures.counted_at)).all() == [TODAY], (
            "the page shows what the courier counted"
        )


def test_where_there_are_few_the_courier_keeps_no_figures(executing: Matter) -> None:
    with executing.si.ministry.session() as session:
        assert figures.counted_anew(session, TODAY, DAY) is None


def test_what_was_kept_is_read_as_it_was_counted(executing: Matter, many: None) -> None:
    signatory = executing.si.official(Role.SIGNATORY)
    assert signatory.get("/statistics").main == signatory.get("/statistics").main
    for address in ("/statistics/months.csv", "/statistics/times.csv", "/statistics.csv?from=2026-01-01"):
        assert signatory.get(address).data == signatory.get(address).data
    with executing.si.ministry.session() as session:
        assert set(session.scalars(select(KeptFigures.question))) == {"~", "2026-01-01~"}


def test_what_was_kept_is_shown_to_nobody_who_may_see_less(executing: Matter, many: None) -> None:
    be = executing.be
    assert numbers(be.official(Role.DECIDER).get("/statistics"))
    be.hire("Outsider", Role.EXAMINER)
    assert "There is nothing to count." in be.official("Outsider").get("/statistics").main


def test_whoever_sees_only_some_requests_reads_what_was_kept_of_these_and_nobody_else_does(
    draft: Matter, many: None
) -> None:
    si = draft.si
    with time_machine.travel(TODAY + timedelta(hours=1), tick=False) as clock:
        first = si.official(Role.DRAFTER).get("/statistics").main
        with si.ministry.session() as session:
            (row,) = session.scalars(select(KeptFigures.question))
            assert row.startswith(f"{si.ministry.official(session, Role.DRAFTER).id}:1:"), "of the one request"
        clock.shift(figures.FRESH)
        assert si.official(Role.DRAFTER).get("/statistics").main == first
        si.hire("Another", Role.DRAFTER)
        assert "There is nothing to count." in si.official("Another").get("/statistics").main
        si.ministry.start(counterpart="BE", title="One more", instrument="lhc", language="en")
        assert numbers(si.official(Role.DRAFTER).get("/statistics"))[0][0] == 2, "counted anew at once"
        with si.ministry.session() as session:
            drafter, signatory = (si.ministry.official(session, role) for role in (Role.DRAFTER, Role.SIGNATORY))
            away = {"first": DAY, "last": DAY, "since": TODAY, "until": TODAY + timedelta(days=1)}
            session.add(
                Absence(
                    official_id=signatory.id, substitute_id=drafter.id, said_by_id=signatory.id, said_at=TODAY, **away
                )
            )
            session.flush()
            session.refresh(drafter)
            assert figures.kept_for(session, drafter) is None, "more is seen only meanwhile"


def test_what_is_late_depends_on_the_day_and_what_nobody_has_asked_for_lately_is_kept_no_longer(
    executing: Matter, many: None
) -> None:
    executing.si.official(Role.SIGNATORY).get("/statistics")
    with executing.si.ministry.session() as session:
        (row,) = session.scalars(select(KeptFigures))
        at = row.counted_at
        found = figures.kept(session, {}, at, DAY)
        assert found
        assert figures.kept(session, {}, at, DAY + timedelta(1)) is None
        later = replace(found, counted_at=at + figures.WANTED + timedelta(seconds=1))
        figures.keep(session, {"from": "2026-01-01"}, later, DAY)
        assert list(session.scalars(select(KeptFigures.question))) == ["2026-01-01~"]


def test_kinds_of_help_crimes_and_units_are_counted_too(executing: Matter) -> None:
    decider = executing.be.official(Role.DECIDER)
    page = decider.get("/statistics")
    for title in ("By unit", "By kind of help", "By crime"):
        assert title in page.all("//h2")
    rows = list(csv.reader(io.StringIO(decider.get("/statistics.csv").data.decode())))
    assert ["By unit", "no unit", "0", "1", "1"] in [row[:5] for row in rows]
    with executing.be.ministry.session() as session:
        kinds = {MeasureText.of(one).kind for one in session.get_one(Dossier, executing.number).measures}
    assert len([row for row in rows if row[0] == "By kind of help"]) == len(kinds) >= 1
