"""Facts are laid before the State where the suspect lives, so that it may prosecute: what was done, and how it ended.

European Convention on Mutual Assistance in Criminal Matters, art. 21.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from mla.lifecycle.machine import StepNotOpen
from mla.models import Dossier
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree
from tests.unit.documents.reader import text
from tests.walks.extraditions import BASIS, CASE, FACTS, OFFENCE, PERSON, TERMS
from tests.walks.sentences import draft, request, running

Pair = tuple[Ministry, Ministry]
LAID = {
    "jurisdiction": "The person is your national and lives with you.",
    "whereabouts": "4 Quay Street, Bruges",
    "evidence": "23 statements\nWritten orders",
    "limitation": "None: the acts are not subject to limitation.",
    "victims": "52 families; the list is in the file.",
    "own": "none",
}
SECTIONS: dict[str, dict[str, Any]] = {
    "choose_basis": BASIS,
    "describe_case": CASE,
    "state_facts": FACTS,
    "state_offence": OFFENCE,
    "name_person": PERSON,
    "lay_information": LAID,
    "set_terms": TERMS,
}
PASSED = {"authority": "Federal Prosecutor, Brussels", "passed_on": "2026-11-25", "number": "FP 7/2026"}
OPENED = {
    "action": "opened",
    "day": "2026-11-25",
    "words": "An investigating judge was named.",
    "next_report": "2027-06-01",
}
VERDICT = {
    "outcome": "conviction",
    "court": "Assize Court, Brussels",
    "decided_on": "2026-11-24",
    "told": "Imprisonment for life.",
}
NOBODY = {"decided_by": "Federal Prosecutor", "decided_on": "2026-11-25", "reasons": "The evidence does not suffice."}


def tell(one: Ministry, other: Ministry, dossier_id: UUID, trigger: str, /, **answers: Any) -> None:
    """A step is taken and its letter carried over."""
    one.take(dossier_id, trigger, **answers)
    one.post_to(other)


def laid(si: Ministry, be: Ministry, language: str = "en", **answers: Any) -> UUID:
    """Slovenia lays the information, Belgium examines it."""
    number = draft(si, "BE", "ets30", SECTIONS, "laying_of_information", language, **answers)
    request(si, be, number)
    return number


def letter(ministry: Ministry, dossier_id: UUID, name: str) -> str:
    """The words of a paper of a dossier."""
    with ministry.session() as session:
        paper = next(one for one in session.get_one(Dossier, dossier_id).papers if one.name == name)
    return " ".join(text(ministry.installation.store.read(paper.sha256)).split())


def test_from_the_information_to_the_verdict(peers: Pair) -> None:
    si, be = peers
    number = laid(si, be)
    with pytest.raises(StepNotOpen):
        be.take(number, "report_verdict", **VERDICT)
    tell(be, si, number, "pass_to_prosecutor", **PASSED)
    assert si.stage(number) == be.stage(number) == "submitted"
    tell(be, si, number, "report_action", **OPENED)
    assert running(si, number)["report_action-next_report"] == ("2027-06-01", "requested")
    tell(si, be, number, "enquire", words="How do the proceedings stand?")
    tell(be, si, number, "report_status", words="The trial opens in March.")
    with pytest.raises(NotAllowed, match="copy of the verdict"):
        be.take(number, "report_verdict", **VERDICT)
    be.take(number, "report_verdict", uploads=[annex("order.pdf", "Judgment, copy")], **VERDICT)
    be.post_to(si)
    assert si.stage(number) == be.stage(number) == "verdict_told"
    assert "report_action-next_report" not in running(si, number)
    with si.session() as session:
        attached = [a.title for a in session.get_one(Dossier, number).attachments if a.side == "requested"]
    assert attached == ["Judgment, copy"]
    tell(si, be, number, "close")
    assert si.stage(number) == be.stage(number) == "closed"
    assert_both_agree(si, be, number)


def test_nobody_is_bound_to_prosecute_and_the_reasons_are_told(pair: Pair) -> None:
    si, be = pair
    number = laid(si, be)
    with pytest.raises(Misfilled, match="reasons"):
        be.take(number, "decline_to_prosecute", **{**NOBODY, "reasons": ""})
    tell(be, si, number, "decline_to_prosecute", **NOBODY)
    assert si.stage(number) == be.stage(number) == "not_pursued"
    with pytest.raises(StepNotOpen):
        be.take(number, "report_action", **OPENED)
    assert_both_agree(si, be, number)


def test_a_verdict_without_its_copy_is_taken_in_as_the_other_state_sent_it(pair: Pair) -> None:
    si, be = pair
    number = laid(si, be)
    tell(be, si, number, "pass_to_prosecutor", **PASSED)
    by_post = {"channel": "post", "sent_on": "2026-11-24", "received_on": "2026-11-25"}
    si.record(number, "report_verdict", by_post, **VERDICT)
    assert si.stage(number) == "verdict_told"


def test_proceedings_at_home_are_told_so_that_nobody_is_tried_twice(pair: Pair) -> None:
    si, be = pair
    with pytest.raises(Misfilled, match="which proceedings"):
        laid(si, be, lay_information={"own": "pending"})


ENGLISH = (
    "Subject: Laying of information for prosecution",
    "article 21 of the European Convention on Mutual Assistance in Criminal Matters",
    "Where the persons are 4 Quay Street, Bruges",
    "23 statements",
    "a copy of any verdict pronounced",
)
FRENCH = (
    "Objet : Dénonciation aux fins de poursuites",
    "article 21 de la Convention européenne d’entraide judiciaire en matière pénale",
    "Lieu où se trouvent les personnes 4 Quay Street, Bruges",
    "23 statements",
    "copie de toute décision intervenue",
)


@pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("fr", FRENCH)])
def test_the_letter_says_what_it_is_and_under_which_article(pair: Pair, language: str, words: tuple[str, ...]) -> None:
    si, be = pair
    number = laid(si, be, language)
    told = letter(be, number, "laying_of_information").replace("\xa0", " ").replace("\u202f", " ")
    assert [one for one in words if one not in told] == []
