"""Times and backlog apart by one thing: every number is the length of its list, of what its reader may see; kept as all figures are."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from mla.lifecycle.terms import Role
from mla.register import figures
from mla.views.statistics import THINGS
from tests.conftest import TODAY
from tests.support.drive import Matter
from tests.web.test_desk import listed
from tests.web.test_statistics import many, numbers

__all__ = ["many"]

DAY = TODAY.date()


def rows(matter: Matter, address: str, who: Role | str = Role.DECIDER) -> list[list[str]]:
    """The lines of a table, its heads left out."""
    told = matter.be.official(who).get(address).data.decode()
    return list(csv.reader(io.StringIO(told)))[1:]


@pytest.mark.parametrize("thing", THINGS)
def test_every_figure_of_a_thing_is_the_length_of_its_list(executing: Matter, thing: str) -> None:
    be = executing.be
    found = numbers(be.official(Role.DECIDER).get(f"/statistics/by/{thing}?from={DAY - timedelta(400)}"))
    assert found or thing == "ground", "nothing was refused"
    for number, address in found:
        assert len(listed(be, Role.DECIDER, address)) == number, address
    if found:
        assert any("reached=" in address for _number, address in found)
        assert any("state=open" in address for _number, address in found)


def test_times_and_backlog_of_each_state_are_saved_as_tables(executing: Matter) -> None:
    assert [row[:4] for row in rows(executing, "/statistics/by/counterpart/times.csv")] == [
        ["Slovenia", "Receipt confirmed", "We were asked", "1"],
        ["Slovenia", "Decided", "We were asked", "1"],
    ]
    assert rows(executing, "/statistics/by/counterpart/backlog.csv") == [
        ["Slovenia", "We asked", "0", "0", "0", "0", "0"],
        ["Slovenia", "We were asked", "1", "0", "0", "0", "0"],
    ]


def test_whoever_sees_no_request_finds_none_in_times_and_backlog(executing: Matter) -> None:
    executing.be.hire("Outsider", Role.EXAMINER)
    for thing in THINGS:
        assert rows(executing, f"/statistics/by/{thing}/times.csv", "Outsider") == []
        assert rows(executing, f"/statistics/by/{thing}/backlog.csv", "Outsider") == []
        assert numbers(executing.be.official("Outsider").get(f"/statistics/by/{thing}")) == []


def test_times_of_each_thing_are_kept_by_themselves_and_shown_to_nobody_who_may_see_less(
    executing: Matter, many: None
) -> None:
    be = executing.be
    first = {thing: be.official(Role.DECIDER).get(f"/statistics/by/{thing}").main for thing in THINGS}
    assert {thing: be.official(Role.DECIDER).get(f"/statistics/by/{thing}").main for thing in THINGS} == first
    be.hire("Outsider", Role.EXAMINER)
    assert rows(executing, "/statistics/by/counterpart/times.csv", "Outsider") == []


def test_what_an_earlier_release_kept_is_counted_anew(executing: Matter, many: None) -> None:
    be = executing.be
    before = be.official(Role.DECIDER).get("/statistics").main
    with be.ministry.session() as session:
        kept = session.get_one(figures.KeptFigures, "~")
        kept.told = kept.told | {"marked": [one[:-2] + one[-1:] for one in kept.told["marked"]]}
        session.commit()
    assert be.official(Role.DECIDER).get("/statistics").main == before


def test_of_what_is_no_thing_there_is_no_page(executing: Matter) -> None:
    for thing in ("stage", "officer", "x", "..%2F"):
        assert executing.be.official(Role.DECIDER).get(f"/statistics/by/{thing}").status == 404


@pytest.mark.parametrize("what", ["decision", "receipt", "nonsense", "' OR 1=1"])
def test_the_register_is_asked_what_has_been_reached(executing: Matter, what: str) -> None:
    page = executing.be.official(Role.DECIDER).get(f"/requests?reached={what}")
    assert page.status == 200
    assert ("No request matches." in page.main) == (what not in ("decision", "receipt"))
