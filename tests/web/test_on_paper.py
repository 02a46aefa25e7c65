"""A State without the system: its request is registered, and its letters are recorded, from paper and with a scan."""

from __future__ import annotations

import pytest

from mla.lifecycle.terms import Role
from mla.models import Dossier, SavedForm
from tests.support.drive import ORDER, Matter, Page, Site, a_file, in_boxes

LETTER = {
    "letter-channel": "diplomatic",
    "letter-sent_on": ["1", "10", "2026"],
    "letter-received_on": ["5", "10", "2026"],
    "letter-their_reference": "CR/2026/77",
}
REQUEST = {
    "counterpart": "CR",
    "title": "Hearing of two witnesses",
    "instrument": "reciprocity",
    "language": "en",
    "authority": "Prosecutor, San José",
    "facts": "A fictional case of torture.",
    "persons-0-family_name": "Rosa Inventada",
    "persons-0-capacity": "witness",
    "measures-0-kind": "hearing",
    "measures-0-heading_line": "Hearing of Rosa Inventada",
}
PATH = "/dossiers/paper/assistance"


@pytest.fixture
def site(draft: Matter) -> Site:
    """A ministry of one's own."""
    return draft.si


def form(site: Site) -> Page:
    return site.official(Role.REGISTRAR).get(PATH)


def registered(site: Site) -> str:
    scan = a_file("letter.pdf", ORDER)
    page = site.official(Role.REGISTRAR).record(form(site), **LETTER, **REQUEST, **{"letter-scan": scan})
    assert page.status == 302, page.mistakes
    return page.location


def test_a_request_that_came_on_paper_is_registered_with_its_scan(site: Site) -> None:
    page = site.official(Role.REGISTRAR).get(registered(site))
    for shown in ("CR/2026/77", "Costa Rica asks Slovenia", "Sent 1 October 2026", "Diplomatic channel", "letter.pdf"):
        assert shown in page.main
    assert "Hearing of Rosa Inventada" in page.main
    assert page.steps_offered["Acknowledge receipt"] == ""


def test_a_request_that_is_registered_a_second_time_is_noticed(site: Site) -> None:
    registered(site)
    registrar = site.official(Role.REGISTRAR)
    again = registrar.record(form(site), **LETTER, **REQUEST)
    assert again.status == 400
    assert any("SI-MLA-2026-0002" in sentence for sentence in again.mistakes)
    assert registrar.record(again, **{"letter-another": "y"}).status == 302


def test_a_letter_that_is_recorded_a_second_time_is_asked_about(sent: Matter) -> None:
    site = sent.si
    registrar = site.official(Role.REGISTRAR)
    told = {**LETTER, "letter-sent_on": in_boxes(), "letter-received_on": in_boxes(), "words": "Before the court."}
    page = registrar.get(sent.at("record/report_status"))
    assert "letter-another" not in page.fields
    assert registrar.record(page, **told).status == 302
    again = registrar.record(registrar.get(sent.at("record/report_status")), **told)
    assert again.status == 400
    assert any("on record already" in sentence for sentence in again.mistakes)
    assert registrar.record(again, **{"letter-another": "y"}).status == 302


def test_another_person_and_measure_are_added_without_scripts_and_nothing_is_lost(site: Site) -> None:
    page = form(site)
    assert "measures-2-kind" not in page.fields
    page = page.again(**LETTER, **REQUEST, more="y")
    assert page.status == 200
    assert not page.mistakes
    assert page.fields["facts"] == ["A fictional case of torture."]
    assert page.fields["letter-sent_on"] == ["1", "10", "2026"]
    page = page.again(more="y")
    third = {"measures-3-kind": "records", "measures-3-heading_line": "The register", "persons-3-family_name": "Luis"}
    registrar = site.official(Role.REGISTRAR)
    found = registrar.get(registrar.record(page, more=None, **third).location)
    assert "Hearing of Rosa Inventada" in found.main
    assert "The register" in found.main
    with site.ministry.session() as session:
        dossier = session.query(Dossier).filter_by(counterpart="CR").one()
        assert [measure.number for measure in dossier.measures] == [1, 2]
        assert [person.answers["family_name"] for person in dossier.persons] == ["Rosa Inventada", "Luis"]


def test_every_mistake_in_letter_and_request_is_shown_at_once(site: Site) -> None:
    page = form(site).again()
    assert page.status == 400
    assert {"Say how the letter came.", "Choose who asks.", "Summarise the facts."} <= set(page.mistakes)
    assert "Enter at least one measure: its kind and one line." in page.mistakes


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"letter-received_on": ["15", "9", "2026"]}, "The letter cannot have been received before it was sent."),
        ({"letter-sent_on": ["31", "2", "2026"]}, "This is not a date."),
        ({"letter-sent_on": ["x", "y", "z"]}, "This is not a date."),
        ({"counterpart": "SI"}, "Not a valid choice"),
        ({"letter-channel": "pigeon"}, "Not a valid choice"),
    ],
)
def test_a_letter_that_cannot_be_so_is_not_registered(site: Site, told: dict[str, object], sentence: str) -> None:
    page = form(site).again(**{**LETTER, **REQUEST, **told})
    assert page.status == 400
    assert any(sentence in mistake for mistake in page.mistakes)
    assert page.fields["facts"] == ["A fictional case of torture."]
    assert "CR/2026/77" not in site.official(Role.REGISTRAR).get("/").main


def test_a_bad_scan_is_refused_and_the_words_stay(site: Site) -> None:
    page = form(site).again(**LETTER, **REQUEST, **{"letter-scan": a_file("letter.pdf", b"no PDF at all")})
    assert page.status == 400
    assert any("“letter.pdf” is not what its name says" in mistake for mistake in page.mistakes)
    assert page.fields["facts"] == ["A fictional case of torture."]


def test_a_letter_of_the_other_state_is_recorded_with_its_scan(site: Site, draft: Matter) -> None:
    site.put(draft.number, "transmitted")
    registrar = site.official(Role.REGISTRAR)
    page = registrar.get(draft.at("record/acknowledge"))
    answers = {"received_on": ["2", "11", "2026"], "responsible": "Unit 3", "confidentiality": "kept"}
    letter = {
        **LETTER,
        "letter-sent_on": ["4", "11", "2026"],
        "letter-received_on": ["9", "11", "2026"],
        "letter-their_reference": "BE/2026/9",
    }
    answer = registrar.record(page, **letter, **answers, **{"letter-scan": a_file("acknowledgement.pdf", ORDER)})
    assert answer.status == 302, answer.mistakes
    shown = registrar.get(draft.at()).main
    assert "Receipt acknowledged" in shown
    assert "Recorded by Maja Zgledna" in shown
    assert "acknowledgement.pdf" in shown
    assert "BE/2026/9" in shown
    assert draft.stage == "received"


@pytest.mark.parametrize("stage", ["transmitted", "examining", "executing", "answered"])
def test_a_page_that_records_a_letter_asks_no_two_things_under_one_name(matter: Matter, stage: str) -> None:
    for site in (matter.si, matter.be):
        site.put(matter.number, stage)
        registrar = site.official(Role.REGISTRAR)
        for link in [link for link in registrar.get(matter.at()).links if "/record/" in link]:
            page = registrar.get(link)
            boxes = page.tree.xpath("//main//input[@type='text' or not(@type)]/@name")
            assert all(boxes.count(name) in (1, 3) for name in boxes), link
            ids = page.tree.xpath("//main//@id")
            assert len(ids) == len(set(ids)), link


class TestReadBack:
    """What is recorded from paper is read back before it is recorded."""

    def test_nothing_is_registered_before_it_was_read_back(self, site: Site) -> None:
        check = form(site).again(**LETTER, **REQUEST, **{"letter-scan": a_file("letter.pdf", ORDER)})
        assert check.status == 200
        assert "Nothing is recorded yet." in check.main
        for said in ("1 October 2026", "CR/2026/77", "Costa Rica", "Rosa Inventada", "Hearing of", "letter.pdf"):
            assert said in check.main
        assert "CR/2026/77" not in site.official(Role.REGISTRAR).get("/").main

    def test_it_is_changed_with_every_word_and_scan_in_place(self, site: Site) -> None:
        check = form(site).again(**LETTER, **REQUEST, **{"letter-scan": a_file("letter.pdf", ORDER)})
        page = check.again(change="y")
        assert page.fields["facts"] == [REQUEST["facts"]]
        assert "letter.pdf" in page.main
        done = site.official(Role.REGISTRAR).record(page, title="Hearing of three witnesses")
        shown = site.official(Role.REGISTRAR).get(done.location).main
        assert "Hearing of three witnesses" in shown
        assert "letter.pdf" in shown
        with site.ministry.session() as session:
            assert session.query(SavedForm).all() == [], "once it is recorded, nothing is kept besides"

    def test_a_step_of_the_other_state_too(self, site: Site, draft: Matter) -> None:
        site.put(draft.number, "transmitted")
        page = site.official(Role.REGISTRAR).get(draft.at("record/acknowledge"))
        day = ["9", "11", "2026"]
        letter = {**LETTER, "letter-sent_on": day, "letter-received_on": day}
        check = page.again(**letter, received_on=day, responsible="Unit 3", confidentiality="kept")
        assert "Unit 3" in check.main
        assert draft.stage == "transmitted"
        assert check.again(change="y").fields["responsible"] == ["Unit 3"]
        assert check.again(confirmed="y").status == 302
        assert draft.stage == "received"
