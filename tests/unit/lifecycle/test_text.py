"""The text of a request: one shape for all who read it, and nothing of a protected person for the other State."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace

import pytest

from mla.lifecycle.assistance import ASSISTANCE
from mla.lifecycle.items import MeasureText, OffenceText, PersonText
from mla.lifecycle.text import RequestText
from mla.models import Attachment, Dossier, Offence, Person
from tests.support.case_files import case_file

TASK = {task.trigger: task for task in ASSISTANCE.tasks}
SECRET = {
    "family_name": "Resnica",
    "given_names": "Ana",
    "address": "Unknown Street 1",
    "link": "Saw it.",
    "rights": "To be silent.",
}
WITNESS = {
    "nature": "natural",
    "capacity": "witness",
    "protected": True,
    "pseudonym": "W-1",
    "offences": ["1"],
    **SECRET,
}


def held(**known: object) -> Dossier:
    return case_file(
        title="Files", contents={"state_facts": {"facts": "It rained."}}, offences=[Offence(number=1, answers={"name": "Theft"})],
        persons=[Person(number=1, answers=WITNESS)], **known,
    )  # fmt: skip


TEXT = RequestText.of(held())


def test_the_other_state_reads_nothing_that_tells_who_a_protected_person_is() -> None:
    assert not [words for words in SECRET.values() if words in TEXT.canonical]
    (abroad,) = TEXT.known_abroad().persons
    assert set(abroad.answers) == {"nature", "capacity", "protected", "pseudonym", "offences"}
    assert (abroad.name, abroad.heading) == ("W-1", "Person 1: W-1")


def test_this_ministry_shows_of_a_protected_person_what_belongs_to_the_case_and_no_name() -> None:
    (witness,) = TEXT.persons
    assert set(witness.shown()) - set(TEXT.known_abroad().persons[0].answers) == {"link", "rights"}
    assert witness.hidden == ["family_name", "given_names", "address"]
    assert witness.real_name == "Ana Resnica"


def test_a_name_that_stands_elsewhere_in_the_text_gives_the_person_away() -> None:
    assert TEXT.names_given_away() == []
    facts = TEXT.telling(TASK["state_facts"], [{"facts": "RESNICA saw the car."}])
    assert facts.names_given_away() == ["W-1"]


def test_the_digest_is_of_what_crosses_and_both_states_find_the_same() -> None:
    arrived = RequestText.from_json(ASSISTANCE, json.loads(TEXT.canonical))
    assert arrived == TEXT.known_abroad()
    assert arrived.digest == TEXT.digest
    assert replace(TEXT, title="Other files").digest != TEXT.digest


def test_only_documents_of_the_request_itself_belong_to_its_text() -> None:
    files = [
        Attachment(number=n, side=side, role=role, title=f"{side} {role}", filename="a.pdf", media_type="application/pdf", sha256="0", size=1, pages=1)
        for n, (side, role) in enumerate([("requesting", "request"), ("requesting", "internal"), ("requested", "step")], 1)
    ]  # fmt: skip
    (annex,) = RequestText.of(held(attachments=files)).attachments
    assert (annex.name, annex.heading) == ("requesting request", "Attachment 1: requesting request")


def test_a_comparison_names_each_section_and_item_that_differs_in_the_order_of_the_task_list() -> None:
    later = TEXT.telling(TASK["state_facts"], [{"facts": "It snowed."}]).telling(
        TASK["state_offence"], [{"name": "Theft"}, {"name": "Fraud"}]
    )
    assert [(place.task.trigger, place.number) for place in TEXT.diff(later)] == [
        ("state_facts", None),
        ("state_offence", 2),
    ]
    assert TEXT.diff(TEXT) == []


def test_what_only_this_ministry_knows_is_no_difference() -> None:
    renamed = replace(TEXT, persons=(replace(TEXT.persons[0], answers=WITNESS | {"family_name": "Drugi"}),))
    assert TEXT.diff(renamed) == []


def test_an_item_is_found_by_its_number_and_says_what_it_is_called() -> None:
    assert TEXT.item(TASK["state_offence"], "1") == OffenceText(1, {"name": "Theft"})
    assert TEXT.item(TASK["state_offence"], "2") is None
    assert OffenceText(3, {}).heading == "Offence 3"
    assert MeasureText(2, {"heading_line": "Hearing of X"}).heading == "Measure 2: Hearing of X"
    assert PersonText(4, {"protected": True}).name == "Protected person 4"


def test_a_template_reads_numbers_names_and_answers_alike() -> None:
    (witness,) = TEXT.persons
    assert (witness["number"], witness["name"], witness["capacity"], witness["never_asked"]) == (
        1,
        "W-1",
        "witness",
        "",
    )


def test_nobody_changes_a_text_only_another_is_made() -> None:
    with pytest.raises(FrozenInstanceError):
        TEXT.title = "Changed"  # type: ignore[misc]
