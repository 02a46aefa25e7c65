"""What a draft lacks: named with its article, only where it applies, and only what its own instrument asks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mla.contents_check import Finding, check, required
from mla.instruments import Law
from mla.lifecycle.assistance import ASSISTANCE
from mla.lifecycle.items import MeasureText, OffenceText, PersonText
from mla.lifecycle.text import RequestText

LAW = Law()
FULL = {
    "choose_basis": {"instrument": "lhc", "standing": "x", "addressee": "x", "channel": "post", "language": "en"},
    "describe_case": {"authority": "x", "functions": "x", "nature": "trial", "subject": "x"},
    "state_facts": {"facts": "x"},
    "set_terms": {"confidentiality": "stop", "contact_name": "x", "contact_details": "x", "personal_data": "x"},
}
OFFENCE = {"crime": "5(1)", "name": "x", "provision": "x", "provision_text": "x", "penalty": "x"}
PERSON = {"nature": "natural", "family_name": "x", "address": "x", "nationality": "x"}
MEASURE = {"kind": "information", "heading_line": "x", "description": "x", "purpose": "x", "procedure": "x"}


def draft(instrument: str = "lhc", **more: Any) -> RequestText:
    """A draft that lacks nothing that is required, changed as said: offence=, person=, measure=, or a page's words."""
    contents = {step: {**answers, **more.get(step, {})} for step, answers in FULL.items()}
    person = {**PERSON, **more.get("person", {})}
    return RequestText(
        ASSISTANCE, instrument=instrument, contents=contents,
        offences=(OffenceText(1, {**OFFENCE, **more.get("offence", {})}),),
        persons=(PersonText(1, person),),
        measures=(MeasureText(1, {**MEASURE, **more.get("measure", {})}),),
    )  # fmt: skip


def wanting(text: RequestText) -> dict[str, Finding]:
    return {finding.id: finding for finding in required(check(text, LAW))}


def test_a_full_draft_lacks_nothing_that_is_required() -> None:
    assert wanting(draft()) == {}


def test_a_missing_penalty_is_named_with_article_page_and_item() -> None:
    (found,) = wanting(draft(offence={"penalty": ""})).values()
    assert (found.id, found.article, found.level) == ("MLA-G-09", "25(2)(d)", "M")
    assert (found.step, found.number, found.field, found.of) == ("state_offence", 1, "penalty", "Offence 1: x")


def test_a_draft_without_offences_lacks_each_thing_once() -> None:
    text = replace(draft(), offences=())
    assert {"MLA-G-07", "MLA-G-08", "MLA-G-09", "MLA-G-10"} == set(wanting(text))


@pytest.mark.parametrize(
    ("answers", "answer", "item"),
    [
        ({"offence": {"death_penalty": True}}, {"offence": {"death_penalty": True, "death_statement": "x"}}, "MLA-G-23"),
        ({"offence": {"life_sentence": True}}, {"offence": {"life_sentence": True, "life_statement": "x"}}, "MLA-G-24"),
        ({"person": {"tried": True}}, {"person": {"tried": True, "judgments": "x"}}, "MLA-G-25"),
        ({"describe_case": {"special_court": True}}, {"describe_case": {"special_court": True, "court_statement": "x"}}, "MLA-G-26"),
        ({"set_terms": {"urgent": True}}, {"set_terms": {"urgent": True, "urgency_reason": "x"}}, "MLA-G-31"),
        ({"person": {"nature": "legal"}}, {"person": {"nature": "legal", "liability": "x"}}, "MLA-G-32"),
        ({"person": {"protected": True}}, {"person": {"protected": True, "rights": "x"}}, "MLA-G-33"),
        ({"choose_basis": {"aware": True}}, {"choose_basis": {"aware": True, "reciprocity": True}}, "MLA-G-36"),
        ({"measure": {"deadline": "2027-01-01"}}, {"measure": {"deadline": "2027-01-01", "deadline_reason": "x"}}, "MLA-G-18"),
    ],
)  # fmt: skip
def test_a_conditional_item_is_wanted_only_when_its_condition_holds(answers: Any, answer: Any, item: str) -> None:
    assert item not in wanting(draft())
    assert item in wanting(draft(**answers))
    assert item not in wanting(draft(**answer))


def test_questions_of_a_hearing_are_wanted_of_a_hearing_alone() -> None:
    hearing = wanting(draft(measure={"kind": "hearing", "person_capacity": "witness"}))
    assert {"MLA-HEAR-02", "MLA-G-19"} <= set(hearing)
    assert "MLA-VID-01" not in hearing
    video = wanting(draft(measure={"kind": "video_hearing", "person_capacity": "suspect"}))
    assert {"MLA-VID-01", "MLA-VID-02", "MLA-G-34"} <= set(video)
    assert "MLA-G-19" not in video


def test_facts_are_not_wanted_where_documents_are_only_served() -> None:
    served = {"kind": "service", "documents": "x", "addressee": "x", "proof": "x"}
    assert "MLA-G-06" in wanting(draft(state_facts={"facts": ""}))
    assert "MLA-G-06" not in wanting(draft(state_facts={"facts": ""}, measure=served))


def test_what_only_a_person_can_tell_never_stands_in_the_way() -> None:
    found = {one.id: one for one in check(draft(person={"address": ""}), LAW)}
    assert (found["MLA-G-14"].judged, found["MLA-G-14"].required) == (True, False)


def test_what_builds_on_something_missing_is_not_spoken_of_yet() -> None:
    coercive = {"kind": "search", "place": "x", "items": "x", "offences": ["1"], "domestic_rule": "x", "purpose": ""}
    found = wanting(draft(measure=coercive))
    assert "MLA-G-16" in found
    assert "MLA-G-17" not in found


def test_under_another_basis_its_own_list_counts_and_no_article_of_the_home_treaty() -> None:
    found = wanting(draft("reciprocity", offence={"penalty": "", "provision": ""}, choose_basis={"reciprocity": False}))
    assert set(found) == {"MLA-G-07", "MLA-G-36"}
    assert all(one.article == "" and one.mark == "P" for one in found.values())
    assert wanting(draft("uncac", describe_case={"functions": ""}))["MLA-G-05"].article == "46(15)(b)"


def test_a_kind_of_request_without_a_list_of_its_own_lacks_nothing() -> None:
    text = replace(draft(offence={"penalty": ""}), table=replace(ASSISTANCE, kind="nothing"))
    assert check(text, LAW) == []


def test_a_protected_person_is_named_by_the_pseudonym_alone() -> None:
    secret = {"protected": True, "family_name": "Hidden", "pseudonym": "Witness B"}
    assert all("Hidden" not in one.of for one in check(draft(person=secret), LAW))
