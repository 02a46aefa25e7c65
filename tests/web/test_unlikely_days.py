"""A day that surprises is asked about on the page where it was typed, and kept with the answer, on both sides."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import AuditEntry, Dossier
from tests.support.drive import Matter, Page, Site, acknowledgement, send
from tests.web.test_on_paper import LETTER, PATH, REQUEST

PERSON = {
    "nature": "natural",
    "capacity": "witness",
    "family_name": "Izmišljena",
    "given_names": "Stara",
    "link": "Saw it.",
}
BORN = ["3", "5", "1905"]
MARK = "born_on 1905-05-03"


def boxes(page: Page) -> dict[str, bool]:
    """The questions “is this right?” of a page, each with whether it is ticked."""
    found = page.tree.xpath("//input[@name='confirmed_days']")
    return {box.get("value"): box.get("checked") is not None for box in found}


@pytest.fixture
def drafter_page(draft: Matter) -> Page:
    """A person of whom nothing surprises but the year of birth."""
    drafter = draft.si.official(Role.DRAFTER)
    return drafter.fill(draft.at("name_person"), **PERSON, born_on=BORN)


def test_a_birth_long_ago_is_asked_about_and_nothing_typed_is_lost(drafter_page: Page) -> None:
    assert drafter_page.status == 400
    assert drafter_page.mistakes == ["“Date of birth”: 3 May 1905 lies 122 years back. Is this right?"]
    assert "Yes, 3 May 1905 is right" in drafter_page.main
    assert boxes(drafter_page) == {MARK: False}
    assert drafter_page.fields["born_on"] == BORN
    assert drafter_page.fields["family_name"] == ["Izmišljena"]


def test_once_confirmed_it_is_kept_and_not_asked_again(draft: Matter, drafter_page: Page) -> None:
    assert drafter_page.again(confirmed_days=MARK).status == 302
    with draft.si.ministry.session() as session:
        person = session.get_one(Dossier, draft.number).persons[-1]
        assert person.answers["confirmed_days"] == [MARK]
        number = person.number
    page = draft.si.official(Role.DRAFTER).get(draft.at(f"name_person?number={number}"))
    assert boxes(page) == {MARK: True}
    assert page.again().status == 302, "Saving unchanged does not ask again."
    changed = page.again(born_on=["3", "5", "1906"])
    assert changed.status == 400
    assert boxes(changed) == {"born_on 1906-05-03": False}, "Another day is another question."


def test_the_other_state_takes_it_in_and_reads_that_it_was_confirmed(draft: Matter, drafter_page: Page) -> None:
    drafter_page.again(confirmed_days=MARK)
    send(draft.si.ministry, draft.be.ministry, draft.number)
    assert draft.stages() == ("transmitted", "transmitted")
    page = draft.be.official(Role.REGISTRAR).get(draft.at())
    assert "3 May 1905 (asked about and confirmed)" in page.main


def test_the_requested_state_finds_the_day_of_arrival_filled_in(sent: Matter) -> None:
    registrar = sent.be.official(Role.REGISTRAR)
    page = registrar.get(sent.at("acknowledge"))
    with sent.be.ministry.session() as session:
        channel = session.get_one(Dossier, sent.number).events[0].channel
    assert channel
    received = date.fromisoformat(channel["received_on"])
    assert page.fields["received_on"] == [str(received.day), str(received.month), str(received.year)]
    said = {**acknowledgement(), "received_on": page.fields["received_on"]}
    (refused,) = page.again(**said | {"received_on": ["1", "2", "2020"]}).mistakes
    assert "cannot have been received before" in refused
    assert page.again(**said).status == 302


def test_a_letter_dated_years_ago_is_asked_about_when_it_is_registered(draft: Matter) -> None:
    site: Site = draft.si
    filled = {**LETTER, **REQUEST, "letter-sent_on": ["1", "10", "2016"], "letter-received_on": ["5", "10", "2016"]}
    page = site.official(Role.REGISTRAR).fill(PATH, **filled)
    assert page.status == 400
    assert boxes(page) == {"letter-sent_on 2016-10-01": False, "letter-received_on 2016-10-05": False}
    assert site.official(Role.REGISTRAR).record(page, confirmed_days=list(boxes(page))).status == 302


def test_a_day_in_the_register_of_participation_is_asked_about_once_and_the_log_keeps_the_answer(draft: Matter) -> None:
    registrar = draft.si.official(Role.REGISTRAR)
    entry = "/law/states/BE/lhc"
    told = {"source": "Depositary", "mark": "C", "checked_on": ["2", "5", "2024"]}
    page = registrar.fill(entry, **told)
    assert page.status == 400
    assert boxes(page) == {"checked_on 2024-05-02": False}
    assert page.again(confirmed_days=list(boxes(page))).status == 302
    with draft.si.ministry.session() as session:
        noted = session.scalars(select(AuditEntry).where(AuditEntry.what == "participation_changed")).all()
        assert noted[-1].detail["confirmed_days"] == ["checked_on 2024-05-02"]
    assert registrar.fill(entry, declarations="In a few words.").status == 302, (
        "it stands on record, and is not asked again"
    )
    assert registrar.fill(entry, checked_on=["3", "5", "2024"]).status == 400, "another day is"


def test_a_day_on_the_sheet_of_a_state_too(draft: Matter) -> None:
    registrar = draft.si.official(Role.REGISTRAR)
    place = "/law/states/BE/sheet/central_authority"
    told = {"answer": "The ministry.", "source": "A letter", "mark": "C", "checked_on": ["2", "5", "2024"]}
    page = registrar.fill(place, **told)
    assert page.status == 400
    assert page.again(confirmed_days=list(boxes(page))).status == 302
    with draft.si.ministry.session() as session:
        noted = session.scalars(select(AuditEntry).where(AuditEntry.what == "sheet_changed")).all()
        assert noted[-1].detail["confirmed_days"] == ["checked_on 2024-05-02"]
    assert registrar.fill(place, answer="The ministry, unit 3.").status == 302


def test_whoever_reads_the_entry_is_told_which_days_were_confirmed_while_they_stand(draft: Matter) -> None:
    registrar, reader = draft.si.official(Role.REGISTRAR), draft.si.official(Role.EXAMINER)
    told = {"source": "Depositary", "mark": "C", "checked_on": ["2", "5", "2024"]}
    sentence = "2 May 2024 was asked about and confirmed by registrar@si.example"
    for entry, page, more in (
        ("/law/states/BE/lhc", "/law/states/BE", {}),
        ("/law/states/BE/sheet/central_authority", "/law/states/BE/sheet", {"answer": "The ministry."}),
    ):
        assert sentence not in reader.get(page).main
        asked = registrar.fill(entry, **told, **more)
        assert asked.again(confirmed_days=list(boxes(asked))).status == 302
        assert reader.get(page).main.count(sentence) == 1
        assert registrar.fill(entry, checked_on=["20", "11", "2026"]).status == 302
        assert sentence not in reader.get(page).main, "another day stands there now"
