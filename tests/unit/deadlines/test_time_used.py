"""Whose time each day was: every day from the sending to the end belongs to one, and none to two."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mla.deadlines.time_used import Span, spans, totals
from mla.lifecycle import ASSISTANCE
from mla.lifecycle.terms import Side

INSTALLATION: Any = SimpleNamespace(config=SimpleNamespace(time_zone="Europe/Ljubljana"))


def day(number: int) -> date:
    """A day of November 2026."""
    return date(2026, 11, number)


SENDING = day(2)


def step(trigger: str, on: int, source: str, to: str, letter: tuple[int, int] = (0, 0), **answers: Any) -> Any:
    """A step on record; `letter` says on which days it was sent and received."""
    sent, received = letter
    channel = {"sent_on": day(sent).isoformat(), "received_on": day(received).isoformat()} if sent else None
    at = datetime(2026, 11, on, 12, tzinfo=UTC)
    return SimpleNamespace(
        number=on, trigger=trigger, from_stage=source, to_stage=to, answers=answers, channel=channel, at=at
    )


def request(
    *events: Any,
    sent: date | None = SENDING,
    measures: tuple[int, ...] = (1,),
    table: Any = ASSISTANCE,
    side: Side = Side.REQUESTED,
) -> Any:
    """A request that was sent on 2 November, with these steps and these open measures, as one side holds it."""
    rows = [SimpleNamespace(number=number, open=True) for number in measures]
    return SimpleNamespace(table=table, events=list(events), measures=rows, transmitted_on=sent, our_side=side)


SENT = step("transmit", 2, "signed", "transmitted")
ARRIVED = step("acknowledge", 4, "transmitted", "received")
ASKED = step("ask", 9, "received", "clarifying")
SUPPLIED = step("supply", 12, "clarifying", "received")
ACCEPTED = step("accept", 15, "received", "executing")
ANSWERED = step("answer", 20, "executing", "answered")
CLOSED = step("close", 22, "answered", "closed")


def told(dossier: Any, today: int) -> list[tuple[str, int, int]]:
    """The spans, with the days of the month."""
    return [(one.whose, one.first.day, one.end.day) for one in spans(dossier, INSTALLATION, day(today))]


def test_before_it_is_sent_no_time_runs() -> None:
    assert told(request(sent=None), 25) == []
    drafted = step("open", 1, "new", "drafting")
    assert told(request(drafted, SENT, ARRIVED), 6) == told(request(SENT, ARRIVED), 6)


def test_each_day_is_whose_move_it_was_and_days_of_the_same_one_are_one_span() -> None:
    whole = request(SENT, ARRIVED, ASKED, SUPPLIED, ACCEPTED)
    assert told(whole, 18) == [("requested", 2, 9), ("requesting", 9, 12), ("requested", 12, 18)]


def test_time_ends_with_the_request() -> None:
    whole = request(SENT, ARRIVED, ACCEPTED, ANSWERED, CLOSED)
    assert told(whole, 25) == [("requested", 2, 20), ("requesting", 20, 22)]


def test_a_move_that_was_answered_on_the_same_day_took_no_day() -> None:
    quick = step("supply", 9, "clarifying", "received")
    assert told(request(SENT, ARRIVED, ASKED, quick), 11) == [("requested", 2, 11)]


def test_the_days_on_which_a_letter_travelled_are_the_post_s() -> None:
    by_post = step("ask", 11, "received", "clarifying", letter=(7, 10))
    assert told(request(SENT, ARRIVED, by_post), 13) == [("requested", 2, 7), ("post", 7, 10), ("requesting", 10, 13)]


def test_a_letter_that_moves_nothing_takes_no_time_of_the_post() -> None:
    said = step("report_status", 11, "received", "received", letter=(7, 10))
    assert told(request(SENT, ARRIVED, said), 13) == [("requested", 2, 13)]


def test_days_never_run_backwards_whatever_a_letter_is_dated() -> None:
    early = step("ask", 9, "received", "clarifying", letter=(1, 3))
    assert told(request(SENT, ARRIVED, early), 10) == [("requested", 2, 4), ("requesting", 4, 10)]
    before = step("ask", 9, "received", "clarifying", letter=(1, 9))
    assert told(request(SENT, ARRIVED, before), 10) == [("requested", 2, 4), ("post", 4, 9), ("requesting", 9, 10)]


def entrusted(on: int, measure: int) -> Any:
    """A measure given to an authority."""
    return step("entrust_measure", on, "executing", "executing", measure=str(measure))


def reported(on: int, measure: int) -> Any:
    """What became of a measure, on record."""
    return step("report_measure", on, "executing", "executing", measure=str(measure))


def test_the_time_is_the_authority_s_once_every_open_measure_is_entrusted_and_until_one_is_reported() -> None:
    one = request(SENT, ARRIVED, ACCEPTED, entrusted(16, 1), reported(18, 1))
    assert told(one, 20) == [("requested", 2, 16), ("authority", 16, 18), ("requested", 18, 20)]
    two = request(SENT, ARRIVED, ACCEPTED, entrusted(16, 1), entrusted(18, 2), measures=(1, 2))
    assert told(two, 20) == [("requested", 2, 18), ("authority", 18, 20)]
    none_open = request(SENT, ARRIVED, ACCEPTED, entrusted(16, 1))
    none_open.measures[0].open = False
    assert told(none_open, 20) == [("requested", 2, 20)]


def test_at_a_stage_without_measures_no_time_is_an_authority_s() -> None:
    assert told(request(SENT, ARRIVED, ACCEPTED, entrusted(16, 1), step("ask", 17, "executing", "clarifying")), 20) == [
        ("requested", 2, 16), ("authority", 16, 17), ("requesting", 17, 20),
    ]  # fmt: skip


def test_a_stage_may_say_that_the_time_is_a_court_s() -> None:
    stages = tuple(replace(one, time="court") if one.name == "received" else one for one in ASSISTANCE.stages)
    assert told(request(SENT, ARRIVED, table=replace(ASSISTANCE, stages=stages)), 9) == [
        ("requested", 2, 4), ("court", 4, 9),
    ]  # fmt: skip


def test_totals_add_the_spans_of_each_and_name_the_longest_first() -> None:
    found = [Span("requested", day(2), day(5)), Span("post", day(5), day(6)), Span("requesting", day(6), day(16)),
             Span("requested", day(16), day(18))]  # fmt: skip
    assert list(totals(found).items()) == [("requesting", 10), ("requested", 5), ("post", 1)]
    assert totals([]) == {}


@given(st.lists(st.tuples(st.integers(1, 28), st.integers(1, 28)), max_size=8), st.integers(2, 28))
def test_spans_follow_on_one_another_without_a_gap_and_none_is_empty(letters: list[Any], today: int) -> None:
    steps = [step("ask", 9, "received", "clarifying", letter=(min(one), max(one))) for one in letters]
    found = spans(request(SENT, *steps), INSTALLATION, day(today))
    assert all(span.days > 0 for span in found)
    assert all(one.end == other.first and one.whose != other.whose for one, other in pairwise(found))
    assert not found or found[0].first == day(2)


def at_home(trigger: str, on: int, told: dict[str, Any]) -> Any:
    """A step at home while additional information is asked."""
    one = step(trigger, on, "clarifying", "clarifying")
    one.answers = told
    return one


def asked(on: int, **more: Any) -> Any:
    """A letter to an own authority that asks for a reply."""
    about = {"authority": "A prosecutor", "subject": "The file", "due_on": "2026-11-30"}
    return at_home("write_to_authority", on, about | more)


def test_what_our_own_authority_owes_is_its_time_until_it_replies() -> None:
    reply = {"letter": "10", "outcome": "final", "received_on": "2026-11-11"}
    replied = at_home("record_authority_reply", 11, reply)
    mine = request(SENT, ARRIVED, ASKED, asked(10), replied, SUPPLIED, side=Side.REQUESTING)
    assert told(mine, 13) == [
        ("requested", 2, 9), ("requesting", 9, 10), ("authority", 10, 11), ("requesting", 11, 12), ("requested", 12, 13)
    ]  # fmt: skip
    nothing_asked = request(SENT, ARRIVED, ASKED, asked(10, due_on=""), SUPPLIED, side=Side.REQUESTING)
    assert told(nothing_asked, 13) == [("requested", 2, 9), ("requesting", 9, 12), ("requested", 12, 13)]
    early = asked(3)
    early.from_stage = early.to_stage = "transmitted"
    assert told(request(SENT, early, ARRIVED, side=Side.REQUESTING), 6) == [("requested", 2, 6)], (
        "while the move is the other State's, the time is that State's"
    )


def test_a_translator_s_days_are_translation() -> None:
    order = {
        "documents": [],
        "letter": "supply",
        "source": "en",
        "target": "fr",
        "translator": "T",
        "due_on": "2026-11-30",
        "cost": "",
    }
    came = {"order": "10", "outcome": "received", "received_on": "2026-11-11", "certificate": "none", "cost": ""}
    ordered = at_home("order_translation", 10, order)
    received = at_home("receive_translation", 12, came)
    mine = request(SENT, ASKED, ordered, received, side=Side.REQUESTING)
    assert told(mine, 13) == [
        ("requested", 2, 9), ("requesting", 9, 10), ("translation", 10, 11), ("requesting", 11, 13)
    ]  # fmt: skip
