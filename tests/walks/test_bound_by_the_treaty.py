"""What a treaty attaches to what is handed over binds by itself, in both ledgers alike; what was promised in vain falls away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from forms.base import retold
from forms.executing import Answer
from mla.deadlines.due import due
from mla.dossier.history import timeline
from mla.instruments import Law
from mla.instruments.plain import Label
from mla.instruments.schema import Obliges
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample.ministry import Ministry
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree, ledger_of, report_all, results
from tests.walks.extraditions import draft, refuse, request
from tests.walks.test_extradition import KNOWINGLY
from tests.walks.test_questions_side_by_side import Pair, Small, newest, received

__all__ = ["received"]  # a fixture


def ledger(ministry: Ministry, dossier_id: UUID) -> list[tuple[str, str, str, str]]:
    with ministry.session() as session:
        found = session.get_one(Dossier, dossier_id).obligations
        return [(one.name, one.kind, one.owner, one.status) for one in found]


def words(ministry: Ministry, dossier_id: UUID) -> str:
    with ministry.session() as session:
        return "\n".join(one.words for one in session.get_one(Dossier, dossier_id).obligations)


@pytest.fixture
def carried_out(pair: Pair, received: UUID) -> UUID:
    """A request under the home treaty, accepted, each measure with its outcome."""
    _si, be = pair
    be.take(received, "accept")
    report_all(be, received)
    return received


def test_results_bind_the_state_that_takes_them_by_the_articles_of_the_treaty(pair: Pair, carried_out: UUID) -> None:
    si, be = pair
    be.take(carried_out, "answer", results=results(be, carried_out))
    be.post_to(si)
    for ministry in pair:
        assert ledger(ministry, carried_out) == [
            ("requested-1", "use_limitation", "requesting", "accepted"),
            ("requested-2", "use_limitation", "requesting", "accepted"),
            ("requested-3", "erasure", "requesting", "accepted"),
        ]
        assert "(art. 31(1))" in words(ministry, carried_out)
    letter = newest(si, "transmittal_of_results")
    assert "binds your State by the instrument itself" in letter
    assert "art. 16(6)" in letter
    kept = {"outcome": "discharged", "discharged_on": "2026-11-20", "words": "Erased."}
    si.take(carried_out, "report_obligation", obligation="requested-3", **kept)
    si.post_to(be)
    assert ledger(be, carried_out)[2][3] == ledger(si, carried_out)[2][3] == "discharged"
    assert_both_agree(si, be, carried_out)


def test_what_was_waived_is_taken_off_and_first_results_do_not_bind_twice(pair: Pair, carried_out: UUID) -> None:
    si, be = pair
    be.take(carried_out, "answer_in_part", results=results(be, carried_out), owed=["use"])
    be.take(carried_out, "answer", results=results(be, carried_out), owed=["use", "erasure"])
    be.post_to(si)
    kinds = [kind for _name, kind, _owner, _status in ledger(si, carried_out)]
    assert kinds == ["use_limitation", "erasure"]
    assert ledger(si, carried_out) == ledger(be, carried_out)


def test_an_undertaking_for_what_was_refused_falls_away_in_both_ledgers(pair: Pair, received: UUID) -> None:
    si, be = pair
    promises = [
        {"kind": "return_originals", "words": "The ledgers go back."},
        {"kind": "confidentiality", "words": "Kept secret."},
    ]
    si.take(received, "undertake", undertakings=promises)
    si.post_to(be)
    why = {"ground": "M-f", "reasons": "The measure does not exist here.", "consultation": "held"}
    be.take(received, "refuse", Role.DECIDER, **why, consultation_reason="By letter.")
    be.post_to(si)
    for ministry in pair:
        assert [status for *_rest, status in ledger(ministry, received)] == ["dropped", "accepted"]
    assert_both_agree(si, be, received)


def test_the_return_of_originals_falls_away_where_their_measure_brought_nothing(pair: Pair, small: Small) -> None:
    si, be = pair
    number = small(si, "BE")
    with si.session() as session:
        asked = session.get_one(Dossier, number).measures[0].answers
    si.take(
        number,
        "ask_measure",
        **{**asked, "number": "1", "certified": "originals", "originals": "They go back after the trial."},
    )
    request(si, be, number)
    be.take(number, "accept")
    assert ("requesting-1", "return_originals", "requesting", "accepted") in ledger(be, number)
    report_all(be, number, outcome="impossible")
    be.take(number, "answer", results=results(be, number, outcome="impossible"))
    be.post_to(si)
    for ministry in pair:
        assert ("requesting-1", "return_originals", "requesting", "dropped") in ledger(ministry, number)


def test_assurances_for_a_surrender_that_never_came_fall_away(pair: Pair) -> None:
    si, be = pair
    number = draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY)
    request(si, be, number)
    assert {status for *_rest, status in ledger(be, number)} == {"accepted"}
    refuse(be, number, "The person is a national of my State.")
    be.post_to(si)
    for ministry in pair:
        assert {status for *_rest, status in ledger(ministry, number)} == {"dropped"}


def test_a_request_is_postponed_where_it_stands_and_goes_on_from_there(pair: Pair, received: UUID) -> None:
    si, be = pair
    be.take(received, "accept")
    postponed = {"what": "The search", "reasons": "Our own investigation comes first.", "until": "2027-02-01"}
    be.take(received, "defer", **postponed)
    be.post_to(si)
    assert [ministry.stage(received) for ministry in pair] == ["executing", "executing"]
    assert "The search" in newest(si, "notice_of_deferral")
    with pytest.raises(NotAllowed, match="postponed already"):
        be.take(received, "defer", **postponed)
    be.take(received, "end_deferral", remark="The search was made.")
    be.post_to(si)
    assert [ministry.stage(received) for ministry in pair] == ["executing", "executing"]
    with pytest.raises(NotAllowed, match="Nothing is postponed"):
        be.take(received, "end_deferral")
    assert_both_agree(si, be, received)


@pytest.mark.parametrize("end", ["close", "withdraw"])
def test_what_is_owed_for_data_and_results_outlasts_the_request(pair: Pair, carried_out: UUID, end: str) -> None:
    si, be = pair
    be.take(carried_out, "answer_in_part", results=results(be, carried_out))
    if end == "close":
        be.take(carried_out, "answer", results=results(be, carried_out))
    be.post_to(si)
    si.take(carried_out, end, **({"reason": "The case was ended."} if end == "withdraw" else {}))
    si.post_to(be)
    assert si.stage(carried_out) == be.stage(carried_out) == {"close": "closed", "withdraw": "withdrawn"}[end]
    be.take(carried_out, "correct_data", which="The second entry", fault="wrong", correct="Of 2015.", wanted="correct")
    si.take(carried_out, "disclose_exculpatory", material="The log.", to_whom="The defence.", disclosed_on="2026-11-20")
    kept = {"outcome": "discharged", "discharged_on": "2026-11-20", "words": "Erased."}
    si.take(carried_out, "report_obligation", obligation="requested-3", **kept)
    si.take(carried_out, "ask_other_use", material="The log.", use="third", details="A trial.", answer_by="")
    for one, other in ((be, si), (si, be)):
        one.post_to(other)
    assert ledger(be, carried_out)[2][3] == "discharged"
    assert_both_agree(si, be, carried_out)


def test_conditions_on_data_that_were_given_may_follow_when_the_request_is_over(pair: Pair, carried_out: UUID) -> None:
    si, be = pair
    be.take(carried_out, "answer", results=results(be, carried_out), owed=[])
    be.post_to(si)
    si.take(carried_out, "close")
    si.post_to(be)
    asked = {"kind": "erasure", "words": "The addresses are erased within a year.", "owner": "requesting"}
    be.take(carried_out, "offer_conditions", conditions=[asked], answer_by="2027-02-01")
    be.post_to(si)
    si.take(carried_out, "answer_conditions", conditions=[{"number": "1", "answer": "accepted", "reason": ""}])
    si.post_to(be)
    for ministry in pair:
        assert ministry.stage(carried_out) == "closed"
        assert ledger(ministry, carried_out) == [("requested-1", "erasure", "requesting", "accepted")]
    assert_both_agree(si, be, carried_out)


def crossing(pair: Pair, number: UUID, **answered: object) -> None:
    """The results and the withdrawal cross in the post."""
    si, be = pair
    be.take(number, "answer", results=results(be, number), **answered)
    si.take(number, "withdraw", reason="The case was ended.")
    be.post_to(si)
    si.post_to(be)


def test_results_that_cross_a_withdrawal_bind_in_both_ledgers_alike(pair: Pair, carried_out: UUID) -> None:
    si, be = pair
    crossing(pair, carried_out, use="Only before the court of first instance.")
    assert si.stage(carried_out) == be.stage(carried_out) == "withdrawn"
    assert ledger(si, carried_out) == ledger(be, carried_out)
    assert [kind for _name, kind, *_rest in ledger(si, carried_out)].count("use_limitation") == 3
    assert words(si, carried_out) == words(be, carried_out)
    assert_both_agree(si, be, carried_out)


def test_what_was_promised_stands_again_when_results_cross_the_withdrawal(pair: Pair, carried_out: UUID) -> None:
    si, be = pair
    asked = {"kind": "presence", "words": "A judge of ours is present.", "owner": "requesting"}
    be.take(carried_out, "offer_conditions", conditions=[asked], answer_by="2027-02-01")
    be.post_to(si)
    si.take(carried_out, "answer_conditions", conditions=[{"number": "1", "answer": "accepted", "reason": ""}])
    si.take(carried_out, "undertake", undertakings=[{"kind": "return_originals", "words": "The ledgers go back."}])
    si.post_to(be)
    crossing(pair, carried_out)
    assert ledger(si, carried_out) == ledger(be, carried_out)
    assert {status for *_rest, status in ledger(si, carried_out)} == {"accepted"}
    assert_both_agree(si, be, carried_out)


def test_an_offer_that_crosses_the_withdrawal_falls_away_in_both_ledgers(pair: Pair, received: UUID) -> None:
    si, be = pair
    asked = {"kind": "presence", "words": "A judge of ours is present.", "owner": "requesting"}
    be.take(received, "offer_conditions", conditions=[asked], answer_by="2027-02-01")
    si.take(received, "withdraw", reason="The case was ended.")
    be.post_to(si)
    si.post_to(be)
    assert ledger(si, received) == ledger(be, received)
    assert [status for *_rest, status in ledger(si, received)] == ["dropped"]
    assert_both_agree(si, be, received)


def test_results_that_came_too_late_are_read_in_the_file_with_their_letter(pair: Pair, carried_out: UUID) -> None:
    si, _be = pair
    crossing(pair, carried_out)
    assert "binds your State by the instrument itself" in newest(si, "transmittal_of_results")
    with si.session() as session:
        found = session.get_one(Dossier, carried_out)
        entry = timeline(session, found)[0]
        assert "too late" in entry.title
        assert entry.paper
        assert [one.outcome for one in found.measures] == ["done"] * len(found.measures)
        assert due(found, si.installation) == []


class SaysMore(Law):
    """The law as another version of its files has it: one row more, under a code that is unknown here."""

    def obligations(self, code: str, on: str, measures: frozenset[str] = frozenset()) -> list[Obliges]:
        """The rows that ship, and one of its own."""
        rows = super().obligations(code, on, measures)
        words = Label(en="A judge hears of each use.", fr="Un juge est informé de chaque usage.")
        return [*rows, *(row.model_copy(update={"code": "hear", "label": words}) for row in rows[:1])]


def test_what_their_file_of_the_instrument_attaches_is_entered_in_the_words_that_came(
    pair: Pair, carried_out: UUID
) -> None:
    si, be = pair
    be.installation = replace(be.installation, law=SaysMore())
    be.take(carried_out, "answer", results=results(be, carried_out), owed=["use", "hear"])
    be.post_to(si)
    assert "A judge hears of each use." in words(si, carried_out)
    assert ledger_of(si, carried_out) == ledger_of(be, carried_out)
    assert_both_agree(si, be, carried_out)


def test_a_line_of_the_ledger_that_cannot_be_one_is_refused_with_a_sentence(pair: Pair, carried_out: UUID) -> None:
    si, _be = pair
    told = {"owed": ["use"], "obligations": [{"kind": "tribute", "words": "", "binds": "taker"}]}
    with si.session() as session:
        form = Answer(retold({"results": results(si, carried_out), **told}))
        dossier = session.get_one(Dossier, carried_out)
        form.judged(date(2026, 11, 20), dossier, abroad=True, askable=False)
        form.offer(dossier, si.installation.law_of(dossier))
        assert not form.validate()
    assert {"The words of an obligation are missing."} <= {sentence for _place, sentence in form.mistakes()}
