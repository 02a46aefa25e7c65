"""What was recorded or told wrongly is corrected by a step with a reason; the old entry stays, and both States read the new."""

from __future__ import annotations

import uuid

import pytest

from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.records.verify import verify
from tests.support.drive import Matter, Page, Site
from tests.web.test_on_paper import LETTER, PATH, REQUEST


def sound(site: Site) -> list[str]:
    with site.ministry.session() as session:
        return list(verify(session, site.ministry.installation))


def entry(site: Site, matter_base: str, trigger: str) -> int:
    """The number of the newest entry of a step."""
    with site.ministry.session() as session:
        dossier = session.get_one(Dossier, uuid.UUID(matter_base.rsplit("/", 1)[1]))
        return [event.number for event in dossier.events if event.trigger == trigger][-1]


@pytest.fixture
def paper(draft: Matter) -> tuple[Site, str]:
    """A request that was registered from a letter, with the address of its page."""
    site = draft.si
    registrar = site.official(Role.REGISTRAR)
    page = registrar.record(registrar.get(PATH), **LETTER, **REQUEST)
    assert page.status == 302, page.mistakes
    return site, page.location


class TestARegistration:
    """A request that came by letter, recorded wrongly."""

    def correction(self, paper: tuple[Site, str], **fields: object) -> Page:
        site, base = paper
        registrar = site.official(Role.REGISTRAR)
        shown = registrar.get(f"{base}/entries/1")
        assert "Correct this entry" in shown.main
        page = registrar.get(f"{base}/correct_entry?entry=1")
        assert page.fields["told-facts"] == [REQUEST["facts"]], "The form comes with what stands on record."
        assert page.fields["letter-sent_on"] == LETTER["letter-sent_on"]
        return page.again(**fields)

    def test_state_person_measure_day_and_channel_are_corrected_and_the_old_entry_stays(
        self, paper: tuple[Site, str]
    ) -> None:
        site, base = paper
        page = self.correction(
            paper,
            reason="The scan was read too quickly.",
            **{
                "told-counterpart": "CL",
                "told-persons-0-family_name": "Rosa Imaginada",
                "told-measures-0-heading_line": "Hearing of Rosa Imaginada",
                "letter-received_on": ["6", "10", "2026"],
            },
        )
        assert page.status == 302, page.mistakes
        found = site.official(Role.REGISTRAR).get(base)
        assert "Chile asks Slovenia" in found.main
        assert "Hearing of Rosa Imaginada" in found.main
        assert "received 6.10.2026" in found.main or "received 6 October 2026" in found.main
        old = site.official(Role.REGISTRAR).get(f"{base}/entries/1")
        assert "The scan was read too quickly." in old.main
        assert old.all("//del")
        assert any("Costa Rica" in words for words in old.all("//del"))
        assert sound(site) == []

    def test_without_a_reason_nothing_is_corrected_and_what_was_typed_is_kept(self, paper: tuple[Site, str]) -> None:
        page = self.correction(paper, **{"told-facts": "Other facts."})
        assert page.status == 400
        assert page.mistakes == ["Say why it is corrected."]
        assert page.fields["told-facts"] == ["Other facts."]

    def test_a_day_that_cannot_be_is_refused_in_a_correction_too(self, paper: tuple[Site, str]) -> None:
        page = self.correction(paper, reason="A slip.", **{"letter-received_on": ["6", "10", "2075"]})
        assert page.status == 400
        assert any("in the future" in one for one in page.mistakes)

    def test_a_registration_made_by_mistake_is_discarded_with_a_reason(self, paper: tuple[Site, str]) -> None:
        site, base = paper
        registrar = site.official(Role.REGISTRAR)
        assert registrar.get(base).steps_offered["Discard a registration made by mistake"] == ""
        assert registrar.fill(f"{base}/discard_registration").status == 400
        assert registrar.fill(f"{base}/discard_registration", reason="Registered twice.").status == 302
        page = registrar.get(base)
        assert "Discarded" in page.main
        assert "Registered twice." in page.main
        assert sound(site) == []


def test_a_request_that_came_in_a_package_is_not_discarded(sent: Matter) -> None:
    registrar = sent.be.official(Role.REGISTRAR)
    assert "Discard a registration made by mistake" not in registrar.get(sent.at()).steps_offered
    assert registrar.fill(sent.at("discard_registration"), reason="No.").status == 403


class TestALetterThatWasSent:
    """What the other State was told wrongly is told again."""

    def corrected(self, executing: Matter, **fields: object) -> Page:
        registrar, decider = executing.be.official(Role.REGISTRAR), executing.be.official(Role.DECIDER)
        number = entry(executing.be, executing.base, "acknowledge")
        shown = registrar.get(executing.at(f"entries/{number}"))
        (address,) = [a for a in shown.links if "correct_letter" in a]
        page = registrar.get(address).again(**{"reason": "The unit was named wrongly.", **fields})
        assert page.status == 302, page.mistakes
        letter = registrar.get(page.location)
        assert "Letter of correction" in letter.main or "Read the letter" in letter.main
        assert registrar.get(page.location).press("propose").status == 302
        return decider.get(page.location).press("sign")

    def test_the_other_state_reads_it_as_corrected_and_both_records_hold(self, executing: Matter) -> None:
        signed = self.corrected(executing, **{"told-responsible": "Unit 7, room 12"})
        assert signed.status == 302, signed.mistakes
        executing.post()
        assert executing.stages() == ("executing", "executing"), "The stage does not go back by a correction."
        for site in (executing.si, executing.be):
            number = entry(site, executing.base, "acknowledge")
            page = site.official(Role.REGISTRAR).get(executing.at(f"entries/{number}"))
            assert "Unit 7, room 12" in " ".join(page.all("//ins"))
            assert page.all("//del") == ["Unit 3"]
            assert "The unit was named wrongly." in page.main
            assert sound(site) == []

    def test_the_letter_prints_the_text_as_it_should_have_read(self, executing: Matter) -> None:
        self.corrected(executing, **{"told-responsible": "Unit 7, room 12"})
        with executing.be.ministry.session() as session:
            paper = session.get_one(Dossier, executing.number).papers[-1]
            assert paper.name == "letter_of_correction"

    def test_a_day_of_receipt_is_corrected_on_both_sides(self, executing: Matter) -> None:
        with executing.be.ministry.session() as session:
            received = session.get_one(Dossier, executing.number).received_on
        assert received
        self.corrected(executing, **{"told-received_on": [str(received.day), str(received.month), str(received.year)]})
        executing.post()
        with executing.si.ministry.session() as session:
            assert session.get_one(Dossier, executing.number).received_on == received


class TestAnInnerEntry:
    """What this ministry recorded for itself."""

    def test_an_outcome_is_corrected_and_what_follows_from_it_follows_anew(self, executing: Matter) -> None:
        examiner = executing.be.official(Role.EXAMINER)
        told = {"measure": "1", "outcome": "done", "result": "The register was copied."}
        assert examiner.fill(executing.at("report_measure"), **told).status == 302
        number = entry(executing.be, executing.base, "report_measure")
        page = examiner.get(executing.at(f"correct_entry?entry={number}"))
        page = page.again(reason="It was another register.", **{"told-outcome": "impossible", "told-result": "Lost."})
        assert page.status == 302, page.mistakes
        with executing.be.ministry.session() as session:
            (measure,) = session.get_one(Dossier, executing.number).measures
            assert (measure.outcome, measure.result) == ("impossible", "Lost.")
        assert sound(executing.be) == []
        secret = executing.si.official(Role.SIGNATORY).get(executing.at())
        assert "It was another register." not in secret.html

    def test_a_forged_correction_is_found(self, executing: Matter) -> None:
        with executing.be.ministry.session() as session:
            session.get_one(Dossier, executing.number).events[1].corrected_by = 1
            session.commit()
        assert any("is not read as its last correction says" in fault for fault in sound(executing.be))

    def test_the_entry_is_chosen_first_where_none_is_named(self, executing: Matter) -> None:
        examiner = executing.be.official(Role.EXAMINER)
        told = {"measure": "1", "outcome": "done", "result": "The register was copied."}
        examiner.fill(executing.at("report_measure"), **told)
        page = examiner.get(executing.at("correct_entry"))
        assert "told-measure" not in page.fields
        number = entry(executing.be, executing.base, "report_measure")
        assert page.again(entry=str(number), choose="y").fields["told-result"] == ["The register was copied."]
        assert page.again(entry="999").status == 400
