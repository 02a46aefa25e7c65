"""What a court of the requested State stays waits, whatever the kind of request; it is told abroad, or noted at home."""

from __future__ import annotations

import pytest

from mla.deadlines.due import due
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample.ministry import Ministry
from mla.sample.small import ENGLISH, small
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree, in_days, report_all, results, send, take_in, today
from tests.walks import sentences
from tests.walks.test_questions_side_by_side import newest

Pair = tuple[Ministry, Ministry]
STAYED = {"court": "Constitutional Court", "happened": "stayed", "happened_on": today()}
RESUMED = {"court": "Constitutional Court", "happened": "resumed", "happened_on": today()}


def test_no_results_leave_while_a_court_has_stayed_their_handing_over(pair: Pair) -> None:
    si, be = pair
    number = small(si, "BE", "The accounts of a company", "en", ENGLISH)
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "accept")
    report_all(be, number)
    next_on = in_days(30)
    be.take(number, "report_hearing", Role.DECIDER, next_on=next_on, **STAYED)
    be.post_to(si)
    assert "stayed the proceedings, or what was decided" in " ".join(newest(si, "report_from_court").split())
    with si.session() as session:
        assert next_on in [one.on.isoformat() for one in due(session.get_one(Dossier, number), si.installation)]
    with pytest.raises(NotAllowed, match="A court has stayed it"):
        be.take(number, "answer", results=results(be, number))
    be.take(number, "note_hearing", Role.DECIDER, **RESUMED)
    be.take(number, "answer", results=results(be, number))
    be.post_to(si)
    assert_both_agree(si, be, number)


def test_no_transfer_while_a_court_has_stayed_it_and_the_stay_may_stay_at_home(pair: Pair) -> None:
    si, be = pair
    number = sentences.draft(si, "BE")
    sentences.request(si, be, number)
    be.take(number, "note_hearing", Role.DECIDER, **STAYED)
    with pytest.raises(NotAllowed, match="A court has stayed it"):
        be.take(number, "agree_transfer", **sentences.AGREED)
    be.take(number, "note_hearing", Role.DECIDER, **RESUMED)
    be.take(number, "agree_transfer", **sentences.AGREED)
    be.post_to(si)
    with si.session() as session:
        assert not [one for one in session.get_one(Dossier, number).events if one.trigger == "note_hearing"]
    assert_both_agree(si, be, number)
