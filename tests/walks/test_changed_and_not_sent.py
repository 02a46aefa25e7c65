"""A text that is being changed, and has not been sent, moves no limit: what runs is what both States have."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from mla.models import Dossier
from mla.sample.ministry import Ministry
from tests.support.drive import assert_both_agree, in_days, send, take_in
from tests.walks.test_questions_side_by_side import limits

Pair = tuple[Ministry, Ministry]
WISHED, LATER = in_days(60), in_days(90)


@pytest.fixture
def asked(pair: Pair, small: Any) -> UUID:
    """A request whose measure is wished by a day, about which additional information is asked."""
    si, be = pair
    number: UUID = small(si, "BE")
    wish(si, number, WISHED)
    send(si, be, number)
    take_in(be, si, number)
    questions = [{"question": "Until when is it of use?", "section": "ask_measure:1"}]
    be.take(number, "ask", questions=questions, answer_by=in_days(20))
    be.post_to(si)
    return number


def wish(ministry: Ministry, number: UUID, day: str) -> None:
    """The drafter says by which day the measure is wished."""
    with ministry.session() as session:
        answers = dict(session.get_one(Dossier, number).measures[0].answers)
    ministry.take(number, "ask_measure", **answers | {"number": "1", "deadline": day, "deadline_reason": "Trial."})


def wished(ministry: Ministry, number: UUID) -> list[str]:
    return [day.isoformat() for day in limits(ministry, number, "measure-1").values()]


def test_a_day_that_is_changed_runs_once_it_has_been_sent(pair: Pair, asked: UUID) -> None:
    si, be = pair
    assert wished(si, asked) == wished(be, asked) == [WISHED]
    wish(si, asked, LATER)
    assert wished(si, asked) == wished(be, asked) == [WISHED], "The other State knows nothing of it yet."
    si.take(asked, "countersign", read=True)
    assert wished(si, asked) == [WISHED], "Nor does a signature tell it."
    si.take(asked, "supply", information="Until then.")
    si.post_to(be)
    assert wished(si, asked) == wished(be, asked) == [LATER]
    assert_both_agree(si, be, asked)
