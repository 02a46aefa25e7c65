"""Right first time, on the screen: what is missing is named and linked, and a signature without it says why."""

from __future__ import annotations

import pytest

from mla.lifecycle.terms import Role
from mla.models import Dossier, Event
from mla.steps.step_taken import NotAllowed
from tests.support.drive import Matter, Site

REASON = "The assurance is being asked of the ministry and follows by letter."


def event(site: Site, matter: Matter, trigger: str) -> Event:
    with site.ministry.session() as session:
        events = session.get_one(Dossier, matter.number).events
        found = next(one for one in reversed(events) if one.trigger == trigger)
        session.expunge(found)
        return found


def carry_the_death_penalty(draft: Matter) -> None:
    with draft.si.ministry.session() as session:
        offence = session.get_one(Dossier, draft.number).offences[0]
        offence.answers = {**offence.answers, "death_penalty": True}
        session.commit()


def test_nothing_required_is_missing_in_the_sample_draft(draft: Matter) -> None:
    page = draft.si.official(Role.DRAFTER).get(draft.at("draft"))
    assert "missing" not in page.main
    assert "Personal-data purpose, recipients, retention (art. 16" in page.main
    assert "Recommended: 1" in draft.si.official(Role.DRAFTER).get(draft.at("check")).main


def test_what_is_missing_is_named_with_its_article_and_leads_to_its_field(draft: Matter) -> None:
    carry_the_death_penalty(draft)
    drafter = draft.si.official(Role.DRAFTER)
    for path in ("draft", "check", "state_offence?number=1", "submit"):
        page = drafter.get(draft.at(path))
        assert ("1 thing missing" if path == "draft" else "Missing or to be mended: 1") in page.main, path
        assert "Death-penalty statement or assurance" in page.main
        assert "(art. 30(1)(b))" in page.main
        assert "MLA-G-23" in page.tree.xpath("//main//@title")
        assert draft.at("state_offence?number=1#death_statement") in page.links
    assert "Missing" not in drafter.get(draft.at("describe_case")).main


def test_it_is_signed_without_only_with_a_reason_that_stays_at_home(draft: Matter) -> None:
    carry_the_death_penalty(draft)
    draft.si.official(Role.DRAFTER).fill(draft.at("submit"))
    signatory = draft.si.official(Role.SIGNATORY)
    page = signatory.fill(draft.at("sign"), read="y")
    assert page.status == 422
    (sentence,) = page.mistakes
    assert sentence.startswith(
        "Mandatory items are missing: Death-penalty statement or assurance (art. 30(1)(b)). Send"
    )
    assert draft.stage == "checking"
    assert signatory.fill(draft.at("sign"), read="y", although=REASON).status == 302
    assert event(draft.si, draft, "sign").answers["although"] == REASON
    assert REASON in signatory.get(draft.at()).main
    signatory.dispatch(draft.at("transmit"))
    draft.post()
    assert draft.stages() == ("transmitted", "transmitted")
    assert REASON not in draft.be.official(Role.REGISTRAR).get(draft.at()).main


def test_a_language_or_channel_that_is_not_accepted_is_named_before_the_signature(draft: Matter) -> None:
    registrar = draft.si.official(Role.REGISTRAR)
    for topic, chosen in (("languages", {"answer": "nl; de"}), ("channels", {"chosen": ["diplomatic"]})):
        told = {**chosen, "source": "Sample", "mark": "P", "checked_on": "2026-01-05"}
        assert registrar.fill(f"/law/states/BE/sheet/{topic}", **told).status == 302
    page = draft.si.official(Role.DRAFTER).get(draft.at("check"))
    assert "The language is not one that Belgium accepts" in page.main
    assert "Accepted: Dutch, German (Sample)." in page.main
    assert "The channel is not one that Belgium accepts" in page.main
    assert "2 of its answers were last checked more than 6 months ago." in page.main
    draft.si.official(Role.DRAFTER).fill(draft.at("submit"))
    assert draft.si.official(Role.SIGNATORY).fill(draft.at("sign"), read="y").status == 422


class TestTheBasis:
    """A basis that does not carry the request is chosen knowingly, and the letter says so."""

    def test_is_not_taken_without_the_tick_and_the_reason(self, draft: Matter) -> None:
        page = draft.si.official(Role.DRAFTER).fill(draft.at("choose_basis"), aware=None, although="")
        assert page.status == 422
        assert "The request cannot rest on this basis alone today. Signed, not in force between the two." in page.main
        page = draft.si.official(Role.DRAFTER).fill(draft.at("choose_basis"), although="")
        assert page.mistakes == ["Say why the request is made under this basis all the same."]

    def test_that_carries_the_request_is_not_said_to_be_none(self, draft: Matter) -> None:
        with pytest.raises(NotAllowed, match="Take the tick away"):
            draft.si.ministry.take(
                draft.number,
                "choose_basis",
                instrument="reciprocity",
                language="en",
                standing="So it stands.",
                aware=True,
                although="In doubt.",
            )

    def test_may_be_left_for_later(self, draft: Matter) -> None:
        page = draft.si.official(Role.DRAFTER).fill(draft.at("choose_basis"), aware=None, although="", later="y")
        assert page.status == 302

    def test_once_sent_stays_valid_though_the_register_changes(self, draft: Matter) -> None:
        draft.si.official(Role.DRAFTER).fill(draft.at("submit"))
        draft.si.official(Role.SIGNATORY).fill(draft.at("sign"), read="y")
        draft.si.official(Role.SIGNATORY).dispatch(draft.at("transmit"))
        told = {"denounced_effective": "2026-12-31", "checked_on": "2026-01-05"}
        draft.si.official(Role.REGISTRAR).fill("/law/states/BE/lhc", **told)
        draft.post()
        be = draft.be.official(Role.REGISTRAR)
        assert be.get(draft.at("acknowledge")).status == 200

    def test_the_letter_says_so_in_both_languages(self, draft: Matter) -> None:
        from tests.unit.documents.reader import text

        drafter = draft.si.official(Role.DRAFTER)
        assert "the request cannot rest on that basis alone" in text(drafter.get(draft.at("preview.pdf")).data)
        drafter.fill(draft.at("choose_basis"), language="fr")
        assert "se fonder sur cette seule base" in text(drafter.get(draft.at("preview.pdf")).data)


def test_the_sheet_is_shown_where_the_basis_is_chosen_and_its_authority_is_offered(
    site_with_sheet: tuple[Site, str],
) -> None:
    site, path = site_with_sheet
    page = site.official(Role.DRAFTER).get(f"{path}/choose_basis")
    assert "How Belgium wishes to be asked" in page.main
    assert page.fields["addressee"] == ["Central authority for international legal assistance (sample)"]
    assert page.fields["channel"] == ["system"]


def test_the_worksheet_sets_both_laws_side_by_side_and_is_never_sent(executing: Matter) -> None:
    executing.be.bring_in(executing.number, Role.EXAMINER)
    examiner = executing.be.official(Role.EXAMINER)
    assert "Not compared yet." in examiner.get(executing.at("worksheet")).main
    told = {"offence": "1", "conduct": "Took children from farms.", "provision": "Article 9 (sample)", "view": "partly"}
    assert examiner.fill(executing.at("compare_law"), **told).status == 302
    page = examiner.get(executing.at("worksheet"))
    assert "Took children from farms." in page.main
    assert "An offence in Belgium: In part." in page.main
    executing.post()
    assert "Took children" not in executing.si.official(Role.DRAFTER).get(executing.at("worksheet")).main


class TestARefusal:
    """Grounds with what they mean, what is no ground, and refusal of single measures."""

    def test_shows_the_grounds_and_what_is_none(self, executing: Matter) -> None:
        page = executing.be.official(Role.DECIDER).get(executing.at("refuse"))
        assert "optional, the request may be refused" in page.main
        assert "No ground of refusal is: " in page.main
        assert "(art. 5(6))" in page.main
        assert "(art. 30(3))" in page.main
        assert "political" not in page.fields.get("ground", [])

    def test_of_the_only_measure_is_a_refusal_of_the_request(self, executing: Matter) -> None:
        offered = executing.be.official(Role.DECIDER).get(executing.at()).steps_offered
        assert offered["Refuse some of the measures"].startswith("A single measure is open.")
