"""A request that reached the wrong authority, or the wrong State: told, passed on, followed."""

from __future__ import annotations

from uuid import UUID

import pytest

from mla.lifecycle import LIFECYCLES
from mla.lifecycle.table import Lifecycle
from mla.models import Paper
from mla.sample.ministry import Ministry, Misfilled
from tests.support.drive import assert_both_agree, letter, today
from tests.walks.test_letters_that_imply import Small, posted, scan
from tests.walks.test_questions_side_by_side import Pair, newest, received

__all__ = ["received"]  # a fixture

PASSED = {"authority": "Federal Prosecutor", "address": "Rue Exemple 1\n1000 Brussels", "reasons": "Terrorism."}


@pytest.mark.parametrize("table", LIFECYCLES.values(), ids=list(LIFECYCLES))
def test_every_kind_may_be_passed_on_until_it_is_decided(table: Lifecycle) -> None:
    assert {one.name for one in table.stages if one.abroad and not one.kind.decided} == set(
        table.step["pass_on"].sources
    )


def test_letters_go_to_the_authority_that_is_competent_from_then_on(pair: Pair, received: UUID) -> None:
    si, be = pair
    be.take(received, "pass_on", competent="own", passed_on=today(), **PASSED)
    be.post_to(si)
    told = newest(si, "notice_of_passing_on")
    for word in ("Federal Prosecutor", "not competent", "may be addressed to it"):
        assert word in " ".join(told.split())
    si.take(received, "enquire", words="How does it stand?")
    si.post_to(be)
    enquiry = newest(be, "status_enquiry")
    assert "Federal Prosecutor" in enquiry
    assert "Rue Exemple 1" in enquiry
    assert "Belgium" in enquiry
    be.take(received, "accept")
    be.post_to(si)
    assert si.stage(received) == be.stage(received) == "executing"
    assert_both_agree(si, be, received)


def test_another_state_is_named_and_letters_go_where_they_went(pair: Pair, received: UUID) -> None:
    si, be = pair
    with pytest.raises(Misfilled, match="state"):
        be.take(received, "pass_on", competent="other", passed_on=today(), **PASSED)
    be.take(received, "pass_on", competent="other", state="France", passed_on=today(), **PASSED)
    be.post_to(si)
    assert "it is for your State to address a request there" in " ".join(newest(si, "notice_of_passing_on").split())
    si.take(received, "enquire", words="How does it stand?")
    with si.session() as session:
        assert session.query(Paper).filter(Paper.name == "status_enquiry").count() == 1
    assert "Federal Prosecutor" not in newest(si, "status_enquiry")
    si.post_to(be)
    assert_both_agree(si, be, received)


def test_that_it_was_passed_on_may_be_the_first_letter_on_paper(si: Ministry, small: Small) -> None:
    number = posted(si, small(si, "CR"))
    si.record(number, "pass_on", letter(), scan(), competent="own", passed_on=today(), **PASSED)
    assert si.stage(number) == "transmitted"
    si.take(number, "enquire", words="How does it stand?")
    assert "Federal Prosecutor" in newest(si, "status_enquiry")
