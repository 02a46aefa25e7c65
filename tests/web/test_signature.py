"""Whoever wrote the text does not sign it, and what is sent is what was signed."""

from __future__ import annotations

import pytest

from mla.lifecycle.terms import Role
from mla.models import Dossier, Official
from tests.support.drive import Matter

FALLEN = "The text has changed since it was signed, so the signature no longer holds. Send it back and sign again."
FOUR_EYES = "You worked on this text. A colleague must sign it."


@pytest.fixture
def signed(draft: Matter) -> Matter:
    """A request that is signed and not yet sent."""
    draft.si.official(Role.DRAFTER).fill(draft.at("submit"))
    draft.si.official(Role.SIGNATORY).fill(draft.at("sign"), read="y")
    assert draft.stage == "signed"
    return draft


def give_roles(matter: Matter, to: Role, *roles: Role) -> None:
    with matter.si.ministry.session() as session:
        matter.si.ministry.official(session, to).roles = list(roles)
        session.commit()


def test_an_official_who_holds_both_roles_may_not_sign_what_they_drafted(draft: Matter) -> None:
    give_roles(draft, Role.DRAFTER, Role.DRAFTER, Role.SIGNATORY)
    both = draft.si.official(Role.DRAFTER)
    both.fill(draft.at("submit"))
    assert both.get(draft.at()).steps_offered["Sign the request"] == FOUR_EYES
    page = both.get(draft.at("sign"))
    assert page.status == 403
    assert FOUR_EYES in page.main
    held = both.get("/account").hidden["csrf_token"]
    assert both.send(draft.at("sign"), {"csrf_token": held, "read": "y", "seen": "12"}).status == 403
    assert draft.stage == "checking"


def test_nor_may_they_send_it_once_a_colleague_has_signed(signed: Matter) -> None:
    give_roles(signed, Role.DRAFTER, Role.DRAFTER, Role.SIGNATORY)
    both = signed.si.official(Role.DRAFTER)
    assert both.get(signed.at()).steps_offered["Send the request"] == FOUR_EYES
    assert both.get(signed.at("transmit")).status == 403


def test_one_change_to_the_text_makes_a_drafter_of_a_signatory(draft: Matter) -> None:
    with draft.si.ministry.session() as session:
        draft.si.ministry.official(session, Role.SIGNATORY).roles = ["drafter", "signatory"]
        session.commit()
    signatory = draft.si.official(Role.SIGNATORY)
    assert signatory.fill(draft.at("set_terms"), costs="Each State bears its own.").status == 302
    draft.si.official(Role.DRAFTER).fill(draft.at("submit"))
    assert signatory.get(draft.at("sign")).status == 403


def test_a_text_changed_behind_the_back_of_the_signature_is_not_sent(signed: Matter) -> None:
    signatory = signed.si.official(Role.SIGNATORY)
    held = signatory.get(signed.at("transmit")).fields
    signed.si.alter(signed.number, title="Another title")
    assert signatory.get(signed.at()).steps_offered["Send the request"] == FALLEN
    assert FALLEN in signatory.get(signed.at("transmit")).main
    assert signatory.send(signed.at("transmit"), held).status == 403
    assert signed.stage == "signed"


@pytest.mark.parametrize("items", ["persons", "offences", "measures"])
def test_nor_is_one_with_a_changed_item(signed: Matter, items: str) -> None:
    with signed.si.ministry.session() as session:
        item = getattr(session.get_one(Dossier, signed.number), items)[0]
        item.answers = {
            **item.answers,
            "link": "Something else.",
            "name": "Something else.",
            "purpose": "Something else.",
        }
        session.commit()
    assert signed.si.official(Role.SIGNATORY).get(signed.at("transmit")).status == 403


def test_nor_is_one_with_another_annex(signed: Matter) -> None:
    with signed.si.ministry.session() as session:
        session.get_one(Dossier, signed.number).attachments[0].sha256 = "0" * 64
        session.commit()
    assert signed.si.official(Role.SIGNATORY).get(signed.at("transmit")).status == 403


def test_taken_back_to_change_a_word_it_must_be_signed_again(signed: Matter) -> None:
    drafter, signatory = signed.si.official(Role.DRAFTER), signed.si.official(Role.SIGNATORY)
    assert "Signed by Andrej Primerek" in signatory.get(signed.at()).main
    drafter.fill(signed.at("revise"), reason="A name is misspelt.")
    drafter.fill(signed.at("submit"))
    page = signatory.get(signed.at())
    assert "Signed by" not in page.main
    assert page.steps_offered["Sign the request"] == ""
    assert "Send the request" not in page.steps_offered
    assert signatory.get(signed.at("transmit")).status == 409


def test_the_box_must_be_ticked_to_sign(draft: Matter) -> None:
    draft.si.official(Role.DRAFTER).fill(draft.at("submit"))
    page = draft.si.official(Role.SIGNATORY).fill(draft.at("sign"))
    assert page.status == 400
    assert page.mistakes == ["Tick the box to sign."]
    assert draft.stage == "checking"


def test_an_unfinished_draft_is_not_handed_on_and_the_button_names_what_is_open(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    drafter.fill(draft.at("state_facts"), facts="", later="y")
    sentence = "Not everything is done yet: Summary of the facts."
    assert drafter.get(draft.at()).steps_offered["Submit for signature"] == sentence
    page = drafter.get(draft.at("submit"))
    assert page.status == 403
    assert sentence in page.main


def test_the_name_of_a_protected_person_keeps_the_draft_at_home(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    protected = {"protected": "y", "pseudonym": "Witness A", "family_name": "Skrivnostna"}
    drafter.fill(draft.at("name_person") + "?number=1", **protected)
    assert drafter.get(draft.at()).steps_offered["Submit for signature"] == ""
    drafter.fill(draft.at("state_facts"), facts="Mrs Skrivnostna saw it.")
    assert (
        "The real name of a protected person (Witness A)"
        in drafter.get(draft.at()).steps_offered["Submit for signature"]
    )
    assert drafter.get(draft.at("submit")).status == 403


def test_an_account_that_is_closed_signs_nothing_more(signed: Matter) -> None:
    signatory = signed.si.official(Role.SIGNATORY)
    held = signatory.get(signed.at("transmit")).fields
    with signed.si.ministry.session() as session:
        found = session.query(Official).filter_by(email="signatory@si.example").one()
        found.active = False
        session.commit()
    page = signatory.send(signed.at("transmit"), held)
    assert (page.status, page.location) == (302, "/sign-in")
    assert signed.stage == "signed"
