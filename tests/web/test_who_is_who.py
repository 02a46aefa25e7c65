"""An official says whether two persons are the same. Both verdicts last, can be taken back, and show nobody what he may not see."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select, true

from mla.lifecycle.terms import Role
from mla.models import Dossier, Identification, Official
from mla.records.verify import verify
from mla.related import named_elsewhere
from mla.sample.ministry import Ministry
from tests.support.drive import Site
from tests.support.web import Page

ONE = {
    "nature": "natural",
    "capacity": "suspect",
    "family_name": "García López",
    "given_names": "Juan",
    "born_on": "1975-05-04",
    "link": "Drove.",
}
OTHER = {**ONE, "family_name": "Garcia", "born_on": "1975-04-05"}


def request_about(ministry: Ministry, title: str, person: dict[str, Any]) -> uuid.UUID:
    number = ministry.start(counterpart="BE", title=title, instrument="lhc", language="en")
    ministry.take(number, "name_person", **person)
    return number


def row_of(ministry: Ministry, number: uuid.UUID) -> int:
    with ministry.session() as session:
        return session.get_one(Dossier, number).persons[0].id


def at(ministry: Ministry, number: uuid.UUID, other: uuid.UUID) -> str:
    return f"/dossiers/{number}/same-person/1/{row_of(ministry, other)}"


def say(page: Page, **answers: str) -> Page:
    return page.again(**answers)


def same(ministry: Ministry, number: uuid.UUID) -> list[str]:
    with ministry.session() as session:
        return [one.title for one, _ in named_elsewhere(session, session.get_one(Dossier, number), true())]


def test_the_system_proposes_and_an_official_confirms_and_takes_back(si: Ministry) -> None:
    first, second = request_about(si, "First", ONE), request_about(si, "Second", OTHER)
    signatory = Site(si).official(Role.SIGNATORY)
    listed = signatory.get(f"/dossiers/{first}/same-person").main
    assert "To be looked at" in listed
    assert "Every word of the shorter name stands in the longer one" in listed
    assert "so near that one may be mistaken" in listed
    assert same(si, first) == [], "nothing is asserted"

    page = signatory.get(at(si, first, second))
    assert say(page, verdict="same", reason="").status == 400
    assert say(page, verdict="same", reason="Fingerprints compared on 3 May 2026.").status == 302
    assert same(si, first) == ["Second"]
    assert same(si, second) == ["First"]
    again = signatory.get(at(si, second, first))
    assert "Fingerprints compared on 3 May 2026." in again.main
    assert say(again, reason="The prints were those of another.").status == 302
    assert same(si, first) == []
    assert "To be looked at" in signatory.get(f"/dossiers/{second}/same-person").main
    with si.session() as session:
        assert list(verify(session, si.installation)) == []
        said = session.scalars(select(Identification)).one()
        assert (said.reason, said.taken_back_because) == (
            "Fingerprints compared on 3 May 2026.",
            "The prints were those of another.",
        )
        said.reason = "Somebody said so."
        session.flush()
        assert any("Identification 1: what was said" in fault for fault in verify(session, si.installation))


def test_who_was_denied_is_not_proposed_again_even_where_the_name_is_the_same(si: Ministry) -> None:
    first, second = request_about(si, "First", ONE), request_about(si, "Second", ONE)
    signatory = Site(si).official(Role.SIGNATORY)
    assert same(si, first) == ["Second"], "full name and day of birth are the same"
    assert say(signatory.get(at(si, first, second)), verdict="other", reason="A namesake.").status == 302
    assert same(si, first) == same(si, second) == []
    page = signatory.get(f"/dossiers/{first}").main
    assert "may be a person of this one" not in page
    assert "Not the same person" in signatory.get(f"/dossiers/{first}/same-person").main


def test_what_was_said_of_two_and_two_links_all_and_contradicts_nothing(si: Ministry) -> None:
    first, second = request_about(si, "First", ONE), request_about(si, "Second", OTHER)
    third = request_about(si, "Third", {**OTHER, "family_name": "Lopez", "born_on": "1975-05-14"})
    signatory = Site(si).official(Role.SIGNATORY)
    assert say(signatory.get(at(si, first, second)), verdict="same", reason="Known.").status == 302
    assert say(signatory.get(at(si, first, third)), verdict="same", reason="Known.").status == 302
    assert sorted(same(si, second)) == ["First", "Third"]
    third_page = signatory.get(at(si, first, third))
    assert say(third_page, reason="Not sure.").status == 302
    assert say(signatory.get(at(si, first, third)), verdict="other", reason="Not he.").status == 302
    fourth = request_about(si, "Fourth", {**ONE, "given_names": "Huan"})
    assert say(signatory.get(at(si, fourth, first)), verdict="same", reason="Known.").status == 302
    refused = say(signatory.get(at(si, fourth, third)), verdict="same", reason="Known.")
    assert refused.status == 409
    assert "Take that back first" in refused.main


def test_two_officials_at_once_do_not_overwrite_each_other(si: Ministry) -> None:
    first, second = request_about(si, "First", ONE), request_about(si, "Second", OTHER)
    site = Site(si)
    page = site.official(Role.SIGNATORY).get(at(si, first, second))
    there = site.official(Role.DRAFTER).get(at(si, first, second))
    assert say(there, verdict="other", reason="A namesake.").status == 302
    late = say(page, verdict="same", reason="Surely.")
    assert late.status == 409
    assert "A namesake." in late.main


def test_nobody_learns_of_a_request_that_he_may_not_see(si: Ministry) -> None:
    first, second = request_about(si, "First", ONE), request_about(si, "Second", OTHER)
    site = Site(si)
    site.hire("stranger", Role.DRAFTER)
    stranger = site.official("stranger")
    with si.session() as session:
        dossier = session.get_one(Dossier, first)
        dossier.involve(session.scalars(select(Official).where(Official.email == site.email("stranger"))).one())
        session.commit()
    signatory = site.official(Role.SIGNATORY)
    for _round in range(2):
        assert "may be a person of this one" not in stranger.get(f"/dossiers/{first}").main
        told = stranger.get(f"/dossiers/{first}/same-person")
        assert told.status == 200
        assert "Second" not in told.main
        assert "Garcia." not in told.main
        assert "seems to be a person of this one" in told.main
        assert stranger.get(at(si, first, second)).status == 404
        assert stranger.get(at(si, second, first)).status == 404
        if _round == 0:
            assert say(signatory.get(at(si, first, second)), verdict="same", reason="Known.").status == 302


def test_an_auditor_looks_and_says_nothing(si: Ministry) -> None:
    first, second = request_about(si, "First", ONE), request_about(si, "Second", OTHER)
    page = Site(si).official(Role.AUDITOR).get(at(si, first, second))
    assert page.status == 200
    assert "Record it" not in page.main


def test_a_protected_person_is_no_page_of_it(si: Ministry) -> None:
    first = request_about(si, "First", ONE)
    second = request_about(si, "Second", {**ONE, "protected": True, "pseudonym": "Witness B"})
    signatory = Site(si).official(Role.SIGNATORY)
    assert signatory.get(at(si, first, second)).status == 404
    assert signatory.get(at(si, second, first)).status == 404
