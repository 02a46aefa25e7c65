"""How long a request took until its receipt was confirmed, until it was decided, until it ended; and whose time the days were."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.lifecycle import LIFECYCLES
from mla.models import Dossier, RegisterTime
from mla.models.register_time import WHOSE
from mla.register import keeping, times
from mla.sample.ministry import Ministry
from tests.unit.deadlines.test_time_used import (
    ACCEPTED,
    ANSWERED,
    ARRIVED,
    ASKED,
    CLOSED,
    INSTALLATION,
    SENDING,
    SENT,
    SUPPLIED,
    request,
    step,
)

REFUSED = step("refuse", 18, "executing", "refused")


def told(*events: Any) -> dict[str, tuple[int, int]]:
    """For everything that was reached, the day of November and how many days it took."""
    dossier = request(*events)
    dossier.id, dossier.side, dossier.opened_on = None, "requested", SENDING
    return {one.reached: (one.reached_on.day, one.days) for one in times.times_of(INSTALLATION, dossier)}


def test_what_was_not_reached_has_no_time() -> None:
    assert told(SENT) == {}
    assert told(SENT, ARRIVED) == {"receipt": (4, 2)}


def test_to_be_asked_for_more_is_no_decision() -> None:
    assert "decision" not in told(SENT, ARRIVED, ASKED)
    assert told(SENT, ARRIVED, ASKED, SUPPLIED, ACCEPTED)["decision"] == (15, 13)


def test_an_answer_stays_the_end_of_a_request_that_is_closed_later() -> None:
    assert told(SENT, ARRIVED, ACCEPTED, ANSWERED, CLOSED) == {
        "receipt": (4, 2),
        "decision": (15, 13),
        "fulfilled": (20, 18),
    }


def test_what_is_withdrawn_was_never_decided() -> None:
    assert told(SENT, ARRIVED, step("withdraw", 6, "received", "withdrawn")) == {
        "receipt": (4, 2),
        "over": (6, 4),
    }


def test_a_request_taken_up_again_ends_when_it_ends_anew() -> None:
    reopened = step("reopen", 21, "refused", "examining")
    assert told(SENT, ARRIVED, REFUSED)["turned_down"] == (18, 16)
    again = told(SENT, ARRIVED, REFUSED, reopened)
    assert again == {"receipt": (4, 2), "decision": (18, 16)}
    assert told(SENT, ARRIVED, REFUSED, reopened, step("answer", 24, "executing", "answered"))["fulfilled"] == (24, 22)


def test_the_days_are_somebody_s_each() -> None:
    dossier = request(SENT, ARRIVED, ASKED, SUPPLIED, ACCEPTED, ANSWERED)
    dossier.id, dossier.side, dossier.opened_on = None, "requested", SENDING
    for one in times.times_of(INSTALLATION, dossier):
        assert sum(getattr(one, name) for name in WHOSE) == one.days
    decided = next(one for one in times.times_of(INSTALLATION, dossier) if one.reached == "decision")
    assert (decided.requested, decided.requesting) == (10, 3)


def test_every_stage_names_somebody_whose_time_is_counted() -> None:
    for table in LIFECYCLES.values():
        assert {stage.time for stage in table.stages} <= {"", *WHOSE}


def test_the_days_before_a_court_are_the_court_s() -> None:
    assert [s.name for table in LIFECYCLES.values() for s in table.stages if s.time == "court"] == ["in_court"] * 2


def test_the_door_writes_them_and_verify_proves_them(si: Ministry, be: Ministry, small: Any) -> None:
    si.knows(be, "http://127.0.0.1:9")
    be.knows(si, "http://127.0.0.1:9")
    number = small(si, "BE")
    for trigger, answers in (("submit", {}), ("sign", {"read": True}), ("transmit", {})):
        si.take(number, trigger, **answers)
    si.post_to(be)
    be.take(number, "acknowledge", received_on="2026-11-25", responsible="Office", confidentiality="kept")
    be.post_to(si)
    for ministry in (si, be):
        with ministry.session() as session:
            assert [one.reached for one in _rows(session)] == ["receipt"]
            assert list(keeping.faults(session, ministry.installation)) == []
            _rows(session)[0].days += 1
            assert "how long it took" in next(iter(keeping.faults(session, ministry.installation)))
            times.write(session, ministry.installation, session.get_one(Dossier, number))
            assert list(keeping.faults(session, ministry.installation)) == []


def _rows(session: Session) -> list[RegisterTime]:
    return list(session.scalars(select(RegisterTime)))
