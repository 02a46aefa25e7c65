"""What is due is asked of the events: a limit starts with one step, ends with another, and is late the day after."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mla.calendars import Calendars
from mla.deadlines.due import Due
from mla.deadlines.due import due as asked_of_the_clock
from mla.instruments import Law
from mla.lifecycle import ASSISTANCE, LIFECYCLES
from mla.lifecycle.terms import Limit, Side

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
LAW = Law()


def due(dossier: Any, zone: str = "UTC") -> list[Due]:
    """As Slovenia sees it, which asks Belgium."""
    config = SimpleNamespace(time_zone=zone, state="SI")
    return asked_of_the_clock(dossier, SimpleNamespace(config=config, calendars=Calendars(), law=LAW))


def dossier(*events: tuple[str, dict[str, Any]], stage: str = "clarifying", measures: tuple[Any, ...] = ()) -> Any:
    told = [
        SimpleNamespace(number=n, trigger=trigger, answers=answers, channel=None, at=NOON, to_stage=stage)
        for n, (trigger, answers) in enumerate(events, 1)
    ]
    return SimpleNamespace(
        table=ASSISTANCE, persons=[], events=told, measures=measures, stage=stage, current_stage=ASSISTANCE.stage[stage],
        our_side=Side.REQUESTING, counterpart="BE", instrument="lhc", obligations=[], arising=[], contents={}, field="assistance",
    )  # fmt: skip


def asked(day: str) -> tuple[str, dict[str, Any]]:
    return ("ask", {"answer_by": day})


def test_the_time_set_for_additional_information_runs_against_the_requesting_state() -> None:
    (one,) = due(dossier(asked("2026-12-01")))
    assert (one.on, one.side, one.purpose) == (date(2026, 12, 1), Side.REQUESTING, "additional_information")


@pytest.mark.parametrize("end", ["supply", "refuse", "withdraw"])
def test_it_ends_with_the_answer_and_starts_again_when_asked_again(end: str) -> None:
    assert due(dossier(asked("2026-12-01"), (end, {}))) == []
    (again,) = due(dossier(asked("2026-12-01"), ("supply", {}), ("assign", {}), asked("2027-02-01")))
    assert again.on == date(2027, 2, 1)


def test_what_is_practice_says_so() -> None:
    (one,) = due(dossier(("transmit", {}), stage="transmitted"))
    assert (one.on, one.mark) == (date(2026, 11, 12), "P")


def test_days_are_counted_in_the_ministrys_own_calendar() -> None:
    late_evening = dossier(("transmit", {}), stage="transmitted")
    late_evening.events[0].at = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
    assert due(late_evening, "Europe/Ljubljana")[0].on == date(2026, 11, 13)


def test_a_letter_counts_from_the_day_that_it_bears_not_from_its_arrival() -> None:
    by_post = dossier(("transmit", {}), stage="transmitted")
    by_post.events[0].channel = {"sent_on": "2026-11-05", "received_on": "2026-11-20"}
    assert due(by_post)[0].on == date(2026, 11, 15)


def test_an_open_measure_is_due_on_the_day_it_is_wished_and_an_answered_one_is_not() -> None:
    wished = SimpleNamespace(number=1, open=True, answers={"deadline": "2027-03-15"})
    done = SimpleNamespace(number=2, open=False, answers={"deadline": "2027-03-15"})
    (one,) = due(dossier(stage="executing", measures=(wished, done)))
    assert one.what == "Measure 1 is wished"
    assert due(dossier(stage="answered", measures=(wished,))) == []
    assert due(dossier(stage="drafting", measures=(wished,))) == []


def test_a_date_that_nobody_named_is_no_limit() -> None:
    assert due(dossier(("consult", {"answer_by": ""}), stage="consulting")) == []


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_only_the_day_after_the_last_day_is_late(last: date, today: date) -> None:
    one = Due(last, "x", Side.REQUESTED, "", "C")
    assert (one.state(today) == "late") == (today > last)
    assert one.left(today) == (last - today).days


# What the instrument says
def arrest(instrument: str, on: str = "2026-11-02", **more: Any) -> Any:
    """A dossier in which a provisional arrest was reported, under a table that asks the instrument for the period."""
    limit = Limit("ask", ("supply",), Side.REQUESTING, "The formal request is to be received",
                  rule="provisional_arrest", since="arrested_on", then="It may end.", must="It ends.", **more)  # fmt: skip
    one = dossier(("ask", {"arrested_on": on}))
    one.table, one.instrument = replace(ASSISTANCE, limits=(limit,)), instrument
    return one


def test_how_long_a_provisional_arrest_may_last_is_asked_of_the_instrument() -> None:
    (one,) = due(arrest("lhc"))
    assert (one.on, one.article, one.mark) == (date(2027, 1, 1), "59(4)", "C")
    assert one.then == "It ends."


def test_an_instrument_may_set_two_periods_after_one_may_and_after_the_other_must_the_person_be_released() -> None:
    may, must = due(arrest("ets24"))
    assert (may.on, must.on) == (date(2026, 11, 20), date(2026, 12, 12))
    assert (may.then, must.then) == ("It may end.", "It ends.")


def test_an_instrument_without_a_period_sets_no_limit() -> None:
    assert due(arrest("reciprocity")) == []


def test_a_day_off_is_told_and_does_not_move_a_period_of_the_law() -> None:
    (one,) = due(arrest("lhc"))
    assert one.closed == ("SI: New Year's Day", "BE: New Year's Day")
    assert one.act_by == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("arrested", "last"), [("2027-12-31", date(2028, 2, 29)), ("2027-03-01", date(2027, 4, 30))], ids=["leap", "summer"]
)
def test_leap_days_and_summer_time_are_days_like_others(arrested: str, last: date) -> None:
    (one,) = due(arrest("lhc", arrested), "Europe/Ljubljana")
    assert one.on == last


# The calendars of both States
def counted(days: int, **more: Any) -> Any:
    limit = Limit("ask", ("supply",), Side.REQUESTING, "An answer", days=days, **more)
    one = dossier(("ask", {}))
    one.table = replace(ASSISTANCE, limits=(limit,))
    return one


def test_a_last_day_off_moves_on_as_far_as_the_table_says() -> None:
    both = (Side.REQUESTING, Side.REQUESTED)
    # 2 November 2026 + 9 days is 11 November, Armistice Day in Belgium and a Wednesday in Slovenia.
    assert due(counted(9))[0].on == date(2026, 11, 11)
    assert due(counted(9, calendars=(Side.REQUESTING,)))[0].on == date(2026, 11, 11)
    assert due(counted(9, calendars=both))[0].on == date(2026, 11, 12)


def test_days_of_work_are_those_on_which_all_the_named_states_work() -> None:
    slovenia = counted(7, calendars=(Side.REQUESTING,), working=True)
    both = counted(7, calendars=(Side.REQUESTING, Side.REQUESTED), working=True)
    assert (due(slovenia)[0].on, due(both)[0].on) == (date(2026, 11, 11), date(2026, 11, 12))


def at(day: int, trigger: str, stage: str, number: int, **answers: Any) -> Any:
    moment = datetime(2026, 11, day, 12, tzinfo=UTC)
    return SimpleNamespace(number=number, trigger=trigger, answers=answers, channel=None, at=moment, to_stage=stage)


def test_a_limit_stands_still_while_the_other_state_has_the_move() -> None:
    one = counted(10, pauses=("postponed",))
    one.events += [at(5, "postpone", "postponed", 2)]
    assert due(one)[0].paused
    one.events += [at(9, "resume", "executing", 3)]
    assert (due(one)[0].on, due(one)[0].paused) == (date(2026, 11, 16), False)


def test_an_extension_names_the_limit_and_its_new_last_day() -> None:
    one = counted(10)
    one.events += [at(5, "extend", "clarifying", 2, limit="ask-10", until="2026-12-18", reason="Archives closed.")]
    assert (due(one)[0].on, due(one)[0].extended) == (date(2026, 12, 18), date(2026, 11, 12))


def test_every_rule_that_a_table_asks_for_is_known_to_some_instrument() -> None:
    known = {row.rule for one in LAW.instruments.values() for row in one.limits}
    assert {limit.rule for table in LIFECYCLES.values() for limit in table.limits if limit.rule} <= known


# What is told of a limit
@pytest.mark.parametrize(
    ("left", "paused", "state"),
    [(8, False, "well"), (7, False, "soon"), (0, False, "soon"), (-1, False, "late"), (-1, True, "paused")],
)
def test_a_limit_is_soon_from_the_seventh_day_before_its_last_and_late_after_it(
    left: int, paused: bool, state: str
) -> None:
    last = date(2026, 12, 1)
    assert Due(last, "x", Side.REQUESTED, "", "C", paused=paused).state(last - timedelta(days=left)) == state


def test_outside_the_ministry_a_limit_is_told_without_anybodys_words() -> None:
    assert Due(NOON.date(), "Erasure: the account of H. H.: all", Side.REQUESTED, "", "C").brief == "Erasure"


def test_the_nearest_limit_comes_first() -> None:
    limits = (
        Limit("ask", (), Side.REQUESTING, "Far", days=20),
        Limit("ask", (), Side.REQUESTED, "Near", days=10, purpose="p", mark="R"),
    )
    one = dossier(("ask", {}))
    one.table = replace(ASSISTANCE, limits=limits)
    near, far = due(one)
    assert (near.what, far.what) == ("Near", "Far")
    assert (near.name, near.side, near.purpose, near.mark) == ("ask-10", Side.REQUESTED, "p", "R")
    assert (near.extended, near.paused, near.article) == (None, False, "")


def test_a_limit_counts_from_a_day_that_was_said_and_not_at_all_where_none_was() -> None:
    limit = Limit("ask", (), Side.REQUESTING, "x", days=10, since="heard_on")
    for answers, last in (({"heard_on": "2026-11-06"}, [date(2026, 11, 16)]), ({"heard_on": ""}, []), ({}, [])):
        one = dossier(("ask", answers))
        one.table = replace(ASSISTANCE, limits=(limit,))
        assert [found.on for found in due(one)] == last


def test_what_happened_before_a_limit_began_does_not_move_it() -> None:
    one = counted(10, pauses=("postponed",))
    one.events[0].number = 3
    one.events.insert(0, at(1, "extend", "clarifying", 1, limit="ask-10", until="2026-12-18"))
    one.events.insert(1, at(1, "postpone", "postponed", 2))
    (found,) = due(one)
    assert (found.on, found.extended, found.paused) == (date(2026, 11, 12), None, False)


def test_only_an_extension_of_this_limit_moves_it() -> None:
    one = counted(10)
    one.events += [at(5, "extend", "clarifying", 2, limit="ask-20", until="2026-12-18"),
                   at(5, "note", "clarifying", 3, limit="ask-10", until="2026-12-18")]  # fmt: skip
    assert (due(one)[0].on, due(one)[0].extended) == (date(2026, 11, 12), None)


def test_every_pause_of_a_limit_is_added_and_a_pause_lasts_as_long_as_the_stage() -> None:
    one = counted(10, pauses=("postponed",))
    one.events += [
        at(5, "postpone", "postponed", 2), at(6, "note", "postponed", 3), at(8, "resume", "executing", 4),
        at(9, "note", "executing", 5), at(10, "postpone", "postponed", 6), at(12, "resume", "executing", 7),
    ]  # fmt: skip
    assert due(one)[0].on == date(2026, 11, 17)


def test_a_pause_is_counted_in_the_ministrys_own_days() -> None:
    one = counted(10, pauses=("postponed",))
    late, later = at(5, "postpone", "postponed", 2), at(8, "resume", "executing", 3)
    late.at = datetime(2026, 11, 5, 23, 30, tzinfo=UTC)
    one.events += [late, later]
    assert due(one, "Europe/Ljubljana")[0].on == date(2026, 11, 14)


def test_a_measure_is_due_from_the_requested_state_by_its_number() -> None:
    wished = SimpleNamespace(number=3, open=True, answers={"deadline": "2027-03-15"})
    silent = SimpleNamespace(number=4, open=True, answers={"deadline": ""})
    (one,) = due(dossier(stage="executing", measures=(silent, wished)))
    assert (one.on, one.side, one.purpose, one.mark, one.name) == (
        date(2027, 3, 15), Side.REQUESTED, "execution", "C", "measure-3",
    )  # fmt: skip


def bound(**more: Any) -> Any:
    """A line of the ledger that binds until a day."""
    usual = {"status": "accepted", "due_on": date(2027, 1, 31), "kind": "use_limitation", "words": "",
             "owner": "requesting", "name": "requested-1"}  # fmt: skip
    return SimpleNamespace(**{**usual, **more})


def test_what_was_accepted_is_due_from_its_owner_also_when_the_request_is_closed() -> None:
    one = dossier(stage="closed")
    one.obligations = [bound(words="x" * 90), bound(kind="return_originals", owner="requested", name="requested-2")]
    use, back = due(one)
    assert (use.on, use.what, use.side, use.purpose, use.mark, use.name) == (
        date(2027, 1, 31), f"Use limitation: {'x' * 80}", Side.REQUESTING, "use", "C", "obligation-requested-1",
    )  # fmt: skip
    assert (back.what, back.side, back.purpose) == ("Return originals", Side.REQUESTED, "return")


@pytest.mark.parametrize("more", [{"status": "offered"}, {"status": "discharged"}, {"due_on": None}])
def test_what_binds_nobody_or_has_no_last_day_is_not_due(more: dict[str, Any]) -> None:
    one = dossier(stage="closed")
    one.obligations = [bound(**more)]
    assert due(one) == []


def test_the_day_to_act_is_the_last_on_which_both_states_work() -> None:
    (one,) = due(counted(13))  # 15 November 2026 is a Sunday
    assert (one.on, one.act_by) == (date(2026, 11, 15), date(2026, 11, 13))
    assert [why.split(":")[0] for why in one.closed] == ["SI", "BE"]
    asked_there = counted(13)
    asked_there.our_side, asked_there.counterpart = Side.REQUESTED, "NL"
    assert [why.split(":")[0] for why in due(asked_there)[0].closed] == ["NL", "SI"]


def test_where_the_instrument_names_no_side_the_request_itself_tells_whose_time_it_is() -> None:
    limit = Limit("ask", (), Side.REQUESTED, "Speciality", rule="speciality_transfer", since="arrested_on",
                  whose=lambda one: one.our_side)  # fmt: skip
    one = dossier(("ask", {"arrested_on": "2026-11-02"}))
    one.table = replace(ASSISTANCE, limits=(limit,))
    assert {found.side for found in due(one)} == {Side.REQUESTING}
    one.our_side = Side.REQUESTED
    assert {found.side for found in due(one)} == {Side.REQUESTED}


def test_what_protects_a_person_runs_on_after_the_request_and_makes_nobody_late() -> None:
    table = LIFECYCLES["extradition"]
    (limit,) = [one for one in table.limits if one.protects]
    assert limit.ends == ()
    one = Due(date(2026, 12, 1), limit.what, Side.REQUESTING, "speciality", "C", protects=True)
    assert [one.state(day) for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2))] == [
        "well",
        "well",
        "over",
    ]
    assert one.passed(date(2026, 12, 2)), "what follows by law is said"


def test_the_speciality_of_a_person_who_was_released_runs_although_the_request_is_closed() -> None:
    table = LIFECYCLES["extradition"]
    told = [("report_final_release", {"released_on": "2026-11-02"}), ("close", {})]
    closed = dossier(*told, stage="answered")
    closed.table, closed.stage, closed.current_stage, closed.field = (
        table,
        "closed",
        table.stage["closed"],
        "extradition",
    )
    (one,) = due(closed)
    assert (one.on, one.article, one.protects) == (date(2026, 12, 17), "52(1)(b)", True)
