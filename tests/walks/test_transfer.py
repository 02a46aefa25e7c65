"""A sentenced person is transferred home: the consent and its withdrawal, the day, the enforcement, the end.

Convention (2023), arts. 66-80.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest

from mla.lifecycle.machine import StepNotOpen
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree, assign, take_in, the_only_dossier
from tests.walks.sentences import AGREED, CONSENT, DAY, HANDED_OVER, SENTENCE, draft, request, running

Pair = tuple[Ministry, Ministry]
DOCUMENTS = {"nationality": "Copy of the passport.", "manner": "continued", "manner_law": "Act on transfer, section 9."}
ENFORCED = {
    "manner": "converted",
    "decided_by": "Court of First Instance",
    "decided_on": "2027-05-02",
    "nature": "imprisonment",
    "deducted": "1003",
}
HOME_TREATY = {
    "choose_basis": {
        "standing": "Both States have signed the Convention; it is not in force between them.",
        "aware": True,
        "although": "Both States wish to act in its spirit.",
    }
}


def brought(si: Ministry, be: Ministry, **answers: Any) -> UUID:
    """Slovenia passed the sentence and asks Belgium, under the home treaty; Belgium examines."""
    number = draft(si, "BE", "lhc", **{**HOME_TREATY, **answers})
    request(si, be, number)
    return number


def stages(si: Ministry, be: Ministry, dossier_id: UUID) -> tuple[str, str]:
    return si.stage(dossier_id), be.stage(dossier_id)


def tell(one: Ministry, other: Ministry, dossier_id: UUID, trigger: str, **answers: Any) -> None:
    """A step is taken and its letter carried over."""
    one.take(dossier_id, trigger, **answers)
    one.post_to(other)


def test_from_the_wish_to_the_end_of_the_sentence(peers: Pair) -> None:
    si, be = peers
    number = brought(si, be)
    assert stages(si, be, number) == ("received", "examining")
    with pytest.raises(NotAllowed, match=re.escape("This is for the State that passed the sentence to do.")):
        be.take(number, "send_sentencing_documents", **SENTENCE)
    tell(
        be,
        si,
        number,
        "send_administering_documents",
        **DOCUMENTS,
        uploads=[annex("order.pdf", "Proof of nationality")],
    )
    tell(be, si, number, "verify_consent", verified_on="2027-03-05", by="The consul", found="free")
    with pytest.raises(StepNotOpen):  # nothing is agreed yet
        be.take(number, "record_transfer", **HANDED_OVER)
    be.take(number, "note", words="The family has called twice.")
    tell(be, si, number, "agree_transfer", **AGREED)
    assert stages(si, be, number) == ("agreed", "agreed")
    assert running(si, number) == running(be, number)
    assert (
        running(be, number)["agree_transfer-10"][1] == "requesting"
    )  # the State that holds the person tells the person
    tell(
        si, be, number, "inform_person", told="The agreement.", informed_on="2027-03-22", language="French", by="Prison"
    )
    tell(be, si, number, "arrange_transfer", **DAY)
    assert running(si, number) == {"arrange_transfer-day": ("2027-04-15", "requested")}
    tell(be, si, number, "record_transfer", **HANDED_OVER)
    assert stages(si, be, number) == ("transferred", "transferred")
    with pytest.raises(StepNotOpen, match="can no longer be withdrawn"):
        si.take(number, "withdraw", reason="Too late.")

    with pytest.raises(Misfilled, match=re.escape("The sentence imposed is 144 months long")):
        be.take(number, "decide_enforcement", **ENFORCED, duration="150")
    with pytest.raises(Misfilled, match="nature"):
        be.take(number, "decide_enforcement", **{**ENFORCED, "nature": "fine"}, duration="120")
    tell(be, si, number, "decide_enforcement", **ENFORCED, duration="140", ends_on="2036-01-17")
    report = {"what": "progress", "day": "2028-01-10", "told": "Good conduct.", "next_report": "2029-01-10"}
    tell(be, si, number, "report_enforcement", **report)
    with pytest.raises(NotAllowed, match="for the State that passed the sentence"):
        be.take(number, "report_review", what="pardon", decided_by="King", decided_on="2030-01-01", enforceable="no",
                ended_from="2030-01-02", told="Pardoned.")  # fmt: skip
    with pytest.raises(Misfilled, match="no longer enforceable"):
        si.take(number, "report_review", what="review", decided_by="Court", decided_on="2030-01-01", enforceable="no",
                told="Quashed.")  # fmt: skip
    tell(si, be, number, "report_review", what="review", decided_by="Court", decided_on="2030-01-01", enforceable="no",
         ended_from="2030-01-02", told="The judgment was quashed.")  # fmt: skip
    assert running(be, number)["report_review-ended_from"] == ("2030-01-02", "requested")
    tell(be, si, number, "end_enforcement", cause="told", ended_on="2030-01-02")
    assert stages(si, be, number) == ("enforced", "enforced")
    assert running(be, number) == {}
    tell(si, be, number, "close")
    assert_both_agree(si, be, number)
    with si.session() as session:
        assert [e for e in session.get_one(Dossier, number).events if e.trigger in ("note", "assign")] == []


def test_a_consent_withdrawn_makes_the_agreement_fall_until_it_is_given_again(pair: Pair) -> None:
    si, be = pair
    number = brought(si, be)
    tell(be, si, number, "agree_transfer", **AGREED)
    tell(be, si, number, "arrange_transfer", **DAY)
    tell(si, be, number, "record_consent_revoked", revoked_on="2027-04-01", before="The prison governor")
    assert stages(si, be, number) == ("consent_revoked", "consent_revoked")
    assert running(be, number).keys() == {"agree_transfer-10"}
    with pytest.raises(NotAllowed, match=re.escape("The person has withdrawn the consent (art. 70)")):
        be.take(number, "record_transfer", **HANDED_OVER)
    with pytest.raises(Misfilled, match="no worth"):
        si.take(number, "uphold_request", **{**CONSENT, "informed": False})
    tell(si, be, number, "uphold_request", **CONSENT)
    with pytest.raises(NotAllowed, match="The agreement fell"):
        be.take(number, "record_transfer", **HANDED_OVER)
    tell(be, si, number, "confirm_transfer", **AGREED)
    tell(be, si, number, "arrange_transfer", **{**DAY, "day": "2027-05-20"})
    tell(be, si, number, "record_transfer", **{**HANDED_OVER, "day": "2027-05-20"})
    assert_both_agree(si, be, number)


def test_letters_that_cross_a_withdrawal_lead_both_states_to_the_same_stage(pair: Pair) -> None:
    si, be = pair
    number = brought(si, be)
    si.take(number, "record_consent_revoked", revoked_on="2027-03-19", before="The governor")
    be.take(number, "agree_transfer", **AGREED)
    si.post_to(be)
    be.post_to(si)
    assert stages(si, be, number) == ("consent_revoked", "consent_revoked")
    assert_both_agree(si, be, number)


def test_without_consent_or_with_too_little_left_nothing_is_agreed(pair: Pair) -> None:
    si, be = pair
    five = {"state_sentence": {"remaining": "5"}}
    with pytest.raises(
        Misfilled,
        match=re.escape("5 months remain. At least 6 must remain when the request is received (art. 67(3)(c))"),
    ):
        brought(si, be, **five)
    seven = {"state_sentence": {"remaining": "7", "ends_on": "2026-12-24"}}
    number = draft(si, "BE", "lhc", **HOME_TREATY, state_wish={"consent": "not_yet"}, **seven)
    si.take(number, "submit")
    si.take(number, "sign", read=True, although="The person has been asked and will answer in court.")
    si.take(number, "transmit")
    si.post_to(be)
    take_in(be, si, number)
    with pytest.raises(NotAllowed, match=re.escape("No consent of the person is on record (art. 70)")):
        be.take(number, "agree_transfer", **AGREED)
    tell(si, be, number, "record_consent_to_transfer", **CONSENT)
    with pytest.raises(
        NotAllowed, match=re.escape("6 months of the sentence were left when the request was received (art. 67(3)(c))")
    ):
        be.take(number, "agree_transfer", **AGREED)
    tell(si, be, number, "send_sentencing_documents", **SENTENCE, exception="The person is gravely ill.")
    tell(be, si, number, "verify_consent", verified_on="2027-03-05", by="The consul", found="not_free")
    with pytest.raises(NotAllowed, match="No consent"):
        be.take(number, "agree_transfer", **AGREED)
    tell(si, be, number, "record_consent_to_transfer", **CONSENT)
    tell(be, si, number, "agree_transfer", **AGREED)
    assert_both_agree(si, be, number)


def test_the_state_that_is_to_enforce_asks_and_the_parts_change_sides(pair: Pair) -> None:
    si, be = pair
    number = draft(
        si,
        "BE",
        state_wish={"asking": "administering", "consent": "not_yet"},
        state_sentence=dict.fromkeys(SENTENCE, ""),
    )
    request(si, be, number)
    with pytest.raises(NotAllowed, match="for the State that is to enforce"):
        be.take(number, "send_administering_documents", **DOCUMENTS)
    tell(si, be, number, "send_administering_documents", **DOCUMENTS)
    tell(be, si, number, "record_consent_to_transfer", **CONSENT)
    with pytest.raises(NotAllowed, match="since when the judgment is final"):
        be.take(number, "agree_transfer", **AGREED)
    with pytest.raises(Misfilled, match="how many months remain"):
        be.take(number, "send_sentencing_documents", **{**SENTENCE, "remaining": ""})
    tell(be, si, number, "send_sentencing_documents", **SENTENCE)
    tell(be, si, number, "agree_transfer", **AGREED)
    tell(be, si, number, "arrange_transfer", **DAY)
    assert running(be, number)["arrange_transfer-day"] == ("2027-04-15", "requesting")
    tell(be, si, number, "record_transfer", **HANDED_OVER)
    tell(si, be, number, "decide_enforcement", **{**ENFORCED, "deducted": "0"}, duration="144")
    tell(si, be, number, "report_death", died_on="2029-02-01", told="Of an illness.")
    assert stages(si, be, number) == ("died", "died")
    tell(si, be, number, "close")
    assert_both_agree(si, be, number)


def test_whoever_fled_needs_not_consent_and_need_not_be_taken_over(pair: Pair) -> None:
    si, be = pair
    fled = {"case": "fled", "consent": "not_needed", "consent_on": "", "consent_before": ""}
    with pytest.raises(Misfilled, match="Say what the person knows"):
        brought(si, be, state_wish=fled)
    with pytest.raises(Misfilled, match="the State that passed the sentence asks"):
        draft(si, "BE", state_wish={**fled, "asking": "administering", "knowledge": "The judgment."})
    number = brought(si, be, state_wish={**fled, "knowledge": "Was present when the judgment was read."})
    with pytest.raises(NotAllowed, match="none can be withdrawn"):
        be.take(number, "record_consent_revoked", Role.DECIDER, revoked_on="2027-03-01", before="A judge")
    with pytest.raises(Misfilled, match="ground"):
        be.take(number, "refuse_transfer", ground="M-g")
    tell(be, si, number, "refuse_transfer", ground="T-left")
    with pytest.raises(NotAllowed, match="not asked for reasons"):
        be.take(number, "give_reasons", reasons="None.")
    tell(si, be, number, "ask_reasons", words="Is it for lack of places?")
    tell(be, si, number, "give_reasons", reasons="The person is on trial here.")
    assert stages(si, be, number) == ("refused", "refused")
    assert_both_agree(si, be, number)


def test_of_whoever_fled_the_sentence_is_enforced_without_a_handover_and_an_arrest_counts(pair: Pair) -> None:
    si, be = pair
    fled = {
        "case": "fled",
        "consent": "not_needed",
        "consent_on": "",
        "consent_before": "",
        "knowledge": "Was present.",
    }
    number = brought(si, be, state_wish={**fled, "arrest": "Please arrest the person until you have decided."})
    tell(be, si, number, "report_custody", measure="detained", since="2027-03-01", ordered_by="Court of Bruges")
    with pytest.raises(StepNotOpen):  # nothing is agreed yet
        be.take(number, "take_over_enforcement", **ENFORCED, duration="140", ends_on="2036-01-17")
    tell(be, si, number, "agree_transfer", **AGREED)
    with pytest.raises(
        NotAllowed, match=r"in the State that is to enforce the sentence \(art. 71\): nobody is handed over"
    ):
        be.take(number, "arrange_transfer", **{**DAY, "day": "2027-06-15"})
    tell(
        be, si, number, "take_over_enforcement", **{**ENFORCED, "deducted": "62"}, duration="140", ends_on="2036-01-17"
    )
    assert stages(si, be, number) == ("being_enforced", "being_enforced")
    assert running(si, number)["take_over_enforcement-ends_on"] == ("2036-01-17", "requested")
    tell(be, si, number, "end_enforcement", cause="told", ended_on="2036-01-17")
    assert_both_agree(si, be, number)


def test_only_whoever_fled_is_arrested_by_the_state_that_is_asked_or_taken_over_without_a_handover(pair: Pair) -> None:
    si, be = pair
    number = brought(si, be)
    with pytest.raises(NotAllowed, match=r"Only a person who has fled .* is arrested there \(art. 71\)"):
        be.take(number, "report_custody", measure="detained", since="2027-03-01", ordered_by="Court of Bruges")
    tell(be, si, number, "agree_transfer", **AGREED)
    with pytest.raises(NotAllowed, match="Only a person who has fled"):
        be.take(number, "take_over_enforcement", **ENFORCED, duration="140")


def test_another_state_than_that_of_nationality_says_why_it_takes_the_person_over(pair: Pair) -> None:
    si, be = pair
    with pytest.raises(Misfilled, match="or say why another State takes the person over"):
        draft(si, "BE", state_wish={"national": ""})
    number = draft(
        si,
        "BE",
        state_wish={"national": "", "as_national": "Declaration of Belgium of 1 May 2026: residents of ten years."},
    )
    request(si, be, number)
    tell(be, si, number, "agree_transfer", **AGREED)
    assert_both_agree(si, be, number)


def test_speciality_protects_a_person_who_was_to_be_expelled_for_forty_five_days(pair: Pair) -> None:
    si, be = pair
    expelled = {
        "case": "expelled",
        "consent": "not_needed",
        "consent_on": "",
        "consent_before": "",
        "opinion": "Objects.",
    }
    number = brought(si, be, state_wish={**expelled, "order": "Ministry of the Interior, 4 January 2027"})
    for trigger, answers in (
        ("agree_transfer", AGREED), ("arrange_transfer", DAY), ("record_transfer", HANDED_OVER),
        ("decide_enforcement", {**ENFORCED, "duration": "144"}),
        ("end_enforcement", {"cause": "completed", "ended_on": "2036-05-17", "released_on": "2036-05-17"}),
    ):  # fmt: skip
        tell(be, si, number, trigger, **answers)
    assert running(si, number)["D-LHC-10"] == running(be, number)["D-LHC-10"] == ("2036-07-01", "requested")
    assert_both_agree(si, be, number)


def test_an_order_and_an_opinion_are_wanted_before_a_person_to_be_expelled_is_taken_over(pair: Pair) -> None:
    si, _ = pair
    wish = {"case": "expelled", "consent": "not_needed", "consent_on": "", "consent_before": ""}
    number = draft(si, "BE", "lhc", **HOME_TREATY, state_wish=wish)
    si.take(number, "submit")
    with pytest.raises(NotAllowed, match="Mandatory items are missing: Opinion of person"):
        si.take(number, "sign", read=True)


def test_it_goes_by_paper_post_too(slovenia: Ministry) -> None:
    si = slovenia
    letter = {"channel": "diplomatic", "sent_on": "2026-11-02", "received_on": "2026-11-09", "their_reference": "CR/7"}
    later = letter | {"sent_on": "2026-11-20", "received_on": "2026-11-23"}
    si.register(letter, [annex("order.pdf", "Note verbale")], "transfer", counterpart="CR", title="A person sentenced here",
                instrument="reciprocity", language="en", authority="Ministry of Justice, San José", facts="Torture.")  # fmt: skip
    number = the_only_dossier(si)
    si.take(number, "acknowledge", received_on="2026-11-09", responsible="Office", confidentiality="kept")
    assign(si, number)
    with pytest.raises(NotAllowed, match="No consent"):
        si.take(number, "agree_transfer", **AGREED)
    si.record(number, "record_consent_to_transfer", later, **{**CONSENT, "given_on": "2026-11-17"})
    si.record(number, "send_sentencing_documents", later, **SENTENCE)
    si.take(number, "agree_transfer", **AGREED)
    assert si.stage(number) == "agreed"
