"""What is due is told whole: what, whose time, under which name, how sure the rule is, and what is done afterwards."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from mla.deadlines.due import Due, _at_rung, due
from mla.lifecycle.document_records import name_of
from mla.lifecycle.limits import SILENCE, enquiry_limit
from mla.lifecycle.terms import Side
from mla.models import Dossier
from mla.sample.ministry import Ministry
from mla.sample.small import ENGLISH, small
from tests.support.drive import in_days, send

Pair = tuple[Ministry, Ministry]


@pytest.fixture
def sent(pair: Pair) -> UUID:
    """A request that has left, and waits for its acknowledgement."""
    number = small(pair[0], "BE", "The accounts of a company", "en", ENGLISH)
    send(*pair, number)
    return number


def owed(ministry: Ministry, number: UUID) -> dict[str, Due]:
    """What runs, by name."""
    with ministry.session() as session:
        return {one.name: one for one in due(session.get_one(Dossier, number), ministry.installation)}


def told(one: Due) -> tuple[object, ...]:
    return one.what, one.side, one.purpose, one.mark, one.at_home, one.then, one.on


def test_what_own_authorities_and_translators_owe(pair: Pair, sent: UUID) -> None:
    si, _be = pair
    day = date.fromisoformat(in_days(12))
    si.take(
        sent, "write_to_authority", authority="A prosecutor", subject="The file", remark="Advise.", due_on=in_days(12)
    )
    with si.session() as session:
        letter = name_of(session.get_one(Dossier, sent).papers[0])
    si.take(sent, "order_translation", source="en", target="fr", translator="T", due_on=in_days(12), documents=[letter])
    with si.session() as session:
        entry = {event.trigger: event.number for event in session.get_one(Dossier, sent).events}
    found = {one.at_home: one for one in owed(si, sent).values()}
    assert found["A prosecutor"].name == f"authority-{entry['write_to_authority']}"
    assert found["T"].name == f"translation-{entry['order_translation']}"
    ours = Side.REQUESTING
    assert told(found["A prosecutor"]) == (
        "An own authority is to reply: A prosecutor", ours, "", "P", "A prosecutor", "Remind the authority.", day,
    )  # fmt: skip
    assert told(found["T"]) == (
        "A translation is due: T",
        ours,
        "",
        "P",
        "T",
        "Remind the translator.",
        day,
    )


def test_the_last_rung_of_a_ladder_holds_for_all_further_enquiries() -> None:
    limit = enquiry_limit("accept")
    assert [_at_rung(limit, place).then for place in (0, 1, 99)] == [SILENCE[0], SILENCE[1], SILENCE[-1]]


def test_a_request_that_rests_is_looked_at_again_by_the_day_that_was_named(pair: Pair, sent: UUID) -> None:
    si, _be = pair
    si.take(sent, "suspend", reasons="A court is to rule.", until=in_days(40))
    one = owed(si, sent)["rest-requesting"]
    assert (one.side, one.purpose, one.mark, one.on) == (Side.REQUESTING, "", "P", date.fromisoformat(in_days(40)))
    assert one.then
