"""The periods that an instrument fixes run where it is the basis, and nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from mla.calendars import Calendars
from mla.deadlines.due import Due, due
from mla.instruments import Law
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Side

LAW, CALENDARS = Law(), Calendars()
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def due_in(
    kind: str,
    instrument: str,
    *steps: tuple[str, dict[str, Any]],
    stage: str,
    arising: tuple[Any, ...] = (),
    measures: tuple[str, ...] = (),
    **contents: Any,
) -> list[Due]:
    """What runs in such a request, as the requested State sees it."""
    table = LIFECYCLES[kind]
    events = [
        SimpleNamespace(
            number=n,
            trigger=trigger,
            answers=told,
            channel=None,
            at=NOON,
            to_stage=stage,
            side=told.get("side", "requested"),
        )
        for n, (trigger, told) in enumerate(steps, 1)
    ]
    dossier: Any = SimpleNamespace(
        table=table, persons=[], events=events, measures=[SimpleNamespace(number=n, answers={"kind": one}, open=True) for n, one in enumerate(measures, 1)], stage=stage, current_stage=table.stage[stage], our_side=Side.REQUESTED,
        counterpart="FR", title="A case", instrument=instrument, obligations=[], field=table.field, arising=arising, contents=contents,
    )  # fmt: skip
    installation: Any = SimpleNamespace(
        config=SimpleNamespace(time_zone="UTC", state="BE"), calendars=CALENDARS, law=LAW
    )
    return due(dossier, installation)


def running(kind: str, instrument: str, *steps: tuple[str, dict[str, Any]], stage: str, **more: Any) -> dict[str, date]:
    """The last days under articles that run in it, by article."""
    return {one.article: one.on for one in due_in(kind, instrument, *steps, stage=stage, **more) if one.article}


RECEIVED = ("acknowledge", {"received_on": "2026-11-02"})
DETAINED = ("report_custody", {"arrested_on": "2026-11-02"})
ARREST = {"arrested_on": "2026-11-02", "last_day": "", "consent": "not_asked"}
ARRESTED = ("report_arrest", ARREST)
AGREED = ("agree_surrender", {"day": "2026-11-02"})
URGENT = {"set_terms": {"urgent": True}}


@pytest.mark.parametrize(
    ("kind", "instrument", "step", "stage", "expected"),
    [
        ("assistance", "eio", ("transmit", {}), "transmitted", {"16(1)": date(2026, 11, 9)}),
        ("assistance", "eio", RECEIVED, "examining", {"12(3),(5)": date(2026, 12, 2)}),
        ("assistance", "eio", ("accept", {}), "executing", {"12(4)": date(2027, 1, 31)}),
        ("extradition", "eaw", ("record_consent", {"given_on": "2026-11-02"}), "consented", {"17(2)": date(2026, 11, 12)}),
        ("extradition", "eaw", DETAINED, "examining", {"17(3)-(4)": date(2027, 1, 1)}),
        ("extradition", "eaw", ("grant", {"decided_on": "2026-11-02"}), "granted", {"23(2)-(3)": date(2026, 11, 12)}),
        ("extradition", "lhc", ("record_consent", {"given_on": "2026-11-02"}), "consented", {}),
        ("extradition", "lhc", ("grant", {"decided_on": "2026-11-02"}), "granted", {}),
        ("assistance", "lhc", RECEIVED, "examining", {}),
        ("assistance", "ets30", ("accept", {}), "executing", {}),
        ("consent", "eaw", RECEIVED, "examining", {"27(4)": date(2026, 12, 2)}),
        ("consent", "ets24", RECEIVED, "examining", {"14 Prot. IV": date(2027, 1, 31)}),
        ("provisional_arrest", "ets24", ARRESTED, "arrested", {"6(1) Prot. III": date(2026, 11, 12), "16(4)": date(2026, 12, 12)}),
        ("provisional_arrest", "lhc", ARRESTED, "arrested", {"59(4)": date(2027, 1, 1)}),
        ("transfer", "fd2008", RECEIVED, "examining", {"12(2)": date(2027, 1, 31)}),
        ("transfer", "fd2008", ("agree_transfer", {"decided_on": "2026-11-02"}), "agreed", {"15": date(2026, 12, 2)}),
        ("transfer", "lhc", RECEIVED, "examining", {}),
        ("assets", "reg2018", ("ask_confiscation", {}), "confiscation_asked", {"20": date(2026, 12, 17)}),
        ("assets", "reg2018", RECEIVED, "examining", {}),
        ("assets", "lhc", ("ask_confiscation", {}), "confiscation_asked", {}),
    ],
)  # fmt: skip
def test_a_period_runs_under_its_own_instrument_alone(
    kind: str, instrument: str, step: tuple[str, dict[str, Any]], stage: str, expected: dict[str, date]
) -> None:
    assert running(kind, instrument, step, stage=stage) == expected


def test_practice_is_silent_where_the_instrument_fixes_its_own_time_for_the_acknowledgement() -> None:
    assert [one.mark for one in due_in("assistance", "lhc", ("transmit", {}), stage="transmitted")] == ["P"]
    assert [one.article for one in due_in("assistance", "eio", ("transmit", {}), stage="transmitted")] == ["16(1)"]


def test_a_provisional_measure_is_decided_within_a_day_and_other_measures_are_not() -> None:
    kept = running("assistance", "eio", RECEIVED, stage="examining", measures=("hearing", "preservation"))
    assert kept["32(2)"] == date(2026, 11, 3)
    assert "32(2)" not in running("assistance", "eio", RECEIVED, stage="examining", measures=("hearing",))


def test_data_that_were_preserved_are_kept_at_least_so_long_that_the_request_can_follow() -> None:
    told = running("assistance", "ets185", ("answer", {}), stage="answered", measures=("preservation",))
    assert told == {"29(7)": date(2027, 1, 1)}
    assert running("assistance", "ets185", ("answer", {}), stage="answered", measures=("hearing",)) == {}


def test_a_new_date_of_surrender_begins_its_own_ten_days() -> None:
    granted, agreed = ("grant", {"decided_on": "2026-11-02"}), ("agree_surrender", {"day": "2026-11-10"})
    missed = ("report_failed_surrender", {"cause": "force_majeure_ours", "new_date": ""})
    anew = ("agree_surrender", {"day": "2026-11-20"})
    assert running("extradition", "eaw", granted, agreed, stage="surrender_agreed") == {"23(2)-(3)": date(2026, 11, 12)}
    told = due_in("extradition", "eaw", granted, agreed, missed, anew, stage="surrender_agreed")
    assert {one.article: (one.on, one.paused) for one in told} == {
        "23(2)-(3)": (date(2026, 11, 12), True),
        "23(3)-(4)": (date(2026, 11, 30), False),
    }


def test_each_ends_with_what_it_waits_for() -> None:
    assert running("assistance", "eio", RECEIVED, ("accept", {}), ("answer", {}), stage="answered") == {}
    assert running("extradition", "eaw", DETAINED, ("refuse_extradition", {}), stage="refused") == {}


def test_a_freezing_is_to_be_decided_within_two_days_where_it_is_urgent() -> None:
    assert running("assets", "reg2018", RECEIVED, stage="examining", **URGENT) == {"9": date(2026, 11, 4)}


def test_whoever_was_asked_about_consent_at_the_arrest_needs_not_be_asked_again() -> None:
    told = ("report_arrest", ARREST | {"consent": "no"})
    assert running("provisional_arrest", "ets24", told, stage="arrested") == {"16(4)": date(2026, 12, 12)}


def test_the_time_of_an_arrest_is_over_once_the_formal_request_has_been_received() -> None:
    formal = SimpleNamespace(kind="extradition", received_on=None, persons=[])
    assert due_in("provisional_arrest", "lhc", ARRESTED, stage="arrested", arising=(formal,))
    formal.received_on = date(2026, 11, 20)
    assert due_in("provisional_arrest", "lhc", ARRESTED, stage="arrested", arising=(formal,)) == []


def test_another_request_that_arose_does_not_end_the_time_of_an_arrest() -> None:
    other = SimpleNamespace(kind="assistance", received_on=date(2026, 11, 20), persons=[])
    assert due_in("provisional_arrest", "lhc", ARRESTED, stage="arrested", arising=(other,))


@pytest.mark.parametrize("cause", ["force_majeure_theirs", "force_majeure_ours"])
def test_force_majeure_stops_the_time_after_a_missed_surrender(cause: str) -> None:
    missed = ("report_failed_surrender", {"cause": cause, "new_date": ""})
    assert [one.paused for one in due_in("extradition", "lhc", AGREED, missed, stage="not_taken_over")] == [True, True]
    again = due_in(
        "extradition", "lhc", AGREED, missed, ("agree_surrender", {"day": "2026-12-01"}), stage="surrender_agreed"
    )
    assert [(one.on, one.paused) for one in again] == [(date(2026, 12, 31), False), (date(2027, 1, 15), False)]


def test_nobody_who_merely_did_not_come_stops_it() -> None:
    missed = ("report_failed_surrender", {"cause": "not_taken", "new_date": ""})
    found = due_in("extradition", "lhc", AGREED, missed, stage="not_taken_over")
    assert [(one.on, one.paused) for one in found] == [(date(2026, 12, 2), False), (date(2026, 12, 17), False)]


def test_after_one_period_the_person_may_be_released_and_after_the_other_must() -> None:
    may, must = due_in("extradition", "lhc", AGREED, stage="surrender_agreed")
    assert may.then == "The person may be released, as nobody has taken the person over."
    assert must.then == "The person is to be released."


@pytest.mark.parametrize("table", LIFECYCLES.values(), ids=list(LIFECYCLES))
def test_every_limit_says_what_must_happen_when_it_has_passed(table: Lifecycle) -> None:
    assert [limit.name for limit in table.limits if not (limit.then or limit.must)] == []


# Days that the text of a request names
@pytest.mark.parametrize(
    ("kind", "instrument", "text", "decided"),
    [
        ("transit", "lhc", {"state_route": {"day": "2026-12-24"}}, "authorise"),
        ("detainee", "lhc", {"ask_detainee": {"needed_from": "2026-12-24"}}, "hand_over_detainee"),
        ("team", "lhc", {"propose_team": {"from_day": "2026-12-24"}}, "agree_team"),
    ],
)
def test_a_day_that_the_text_names_runs_from_the_sending_until_it_is_decided(
    kind: str, instrument: str, text: dict[str, Any], decided: str
) -> None:
    sent, answers = ("transmit", {}), {"valid_until": "", "return_by": "", "until": "", "day": ""}
    open_now = due_in(kind, instrument, sent, stage="examining", **text)
    assert date(2026, 12, 24) in [one.on for one in open_now]
    assert (
        due_in(
            kind,
            instrument,
            sent,
            ("acknowledge", {"received_on": "2026-11-03"}),
            (decided, answers),
            stage="closed",
            **text,
        )
        == []
    )


# Several side by side
def test_each_offer_of_conditions_has_its_own_day_and_is_ended_by_its_own_answer() -> None:
    def offer(number: str, day: str) -> tuple[str, dict[str, Any]]:
        return ("offer_conditions", {"answer_by": day, "conditions": [{"number": number}], "falls": []})

    two = (offer("1", "2026-12-01"), offer("2", "2026-12-08"))
    assert [one.on.day for one in due_in("assistance", "lhc", *two, stage="executing")] == [1, 8]
    first = ("answer_conditions", {"side": "requesting", "conditions": [{"number": "1"}]})
    assert [one.on.day for one in due_in("assistance", "lhc", *two, first, stage="executing")] == [8]


def test_each_claim_has_its_own_day_and_is_ended_by_its_own_answer() -> None:
    one = ("record_claim", {"number": "1", "answer_by": "2026-12-01"})
    two = ("record_claim", {"number": "2", "answer_by": "2026-12-08"})
    assert [due.on.day for due in due_in("assets", "lhc", one, two, stage="frozen")] == [1, 8]
    answered = ("answer_claim", {"question": "requested-1"})
    assert [due.on.day for due in due_in("assets", "lhc", one, two, answered, stage="frozen")] == [8]
