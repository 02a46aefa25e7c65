"""What is typed is kept while it is typed, for its official alone, until it is sent or thrown away."""

from __future__ import annotations

import pytest

from mla.lifecycle.terms import Role
from tests.support.drive import Matter, Page, Visitor
from tests.web.test_words_survive_the_session import PLACES, end_sessions, kept


def keep(page: Page, **words: str) -> Page:
    """As the script of the page does a little after the last key."""
    assert page.visitor
    (address,) = page.tree.xpath("//form//@data-keep")
    return page.visitor.send(address, {**page.fields, **words})


def typing(visitor: Visitor, path: str, **words: str) -> Page:
    page = visitor.get(path)
    assert keep(page, **words).status == 204
    return page


def test_a_page_that_is_opened_again_holds_what_was_typed_and_not_sent(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    typing(drafter, draft.at("state_facts"), facts="Half a sentence about")
    again = drafter.get(draft.at("state_facts"))
    assert again.fields["facts"] == ["Half a sentence about"]
    assert "what you had typed and not sent" in again.main


@pytest.mark.parametrize(("role", "place", "words"), PLACES[:-1], ids=[place for _, place, _ in PLACES[:-1]])
def test_every_form_keeps_its_words(draft: Matter, role: Role, place: str, words: dict[str, str]) -> None:
    visitor = draft.si.official(role)
    path = "/" + place.format(at=draft.at()[1:], number=draft.number)
    typing(visitor, path, **words)
    again = visitor.get(path)
    assert {name: again.fields[name] for name in words} == {name: [word] for name, word in words.items()}


def test_once_it_is_sent_nothing_is_kept(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    page = typing(drafter, draft.at("note"), words="The family has called.")
    assert page.again(words="The family has called twice.").status == 302
    assert kept(draft.si) == 0
    assert drafter.get(draft.at("note")).fields.get("words", [""]) == [""]


def test_it_is_thrown_away_when_the_official_says_so(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    typing(drafter, draft.at("note"), words="Nonsense.")
    drafter.get(draft.at("note")).press("forget")
    assert "Nonsense." not in drafter.get(draft.at("note")).html


def test_a_colleague_finds_nothing_of_it(draft: Matter) -> None:
    typing(draft.si.official(Role.DRAFTER), draft.at("note"), words="The informant is in danger.")
    assert "informant" not in draft.si.official(Role.SIGNATORY).get(draft.at("note")).html


def test_what_was_kept_before_the_session_ended_is_there_after_signing_in(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    page = typing(drafter, draft.at("state_facts"), facts="Long considered.")
    end_sessions(draft.si)
    assert keep(page, facts="Never arrives.").location.startswith("/sign-in")
    assert draft.si.anew(Role.DRAFTER).get(draft.at("state_facts")).fields["facts"] == ["Long considered."]


def test_when_the_page_has_changed_meanwhile_both_versions_are_shown(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    typing(drafter, draft.at("state_facts"), facts="My own words.")
    draft.si.ministry.take(draft.number, "note", words="Something else.")
    assert not drafter.get(draft.at("state_facts")).mistakes, "Another page has nothing to do with it."
    draft.si.ministry.take(draft.number, "state_facts", facts="The colleague's words.")
    again = drafter.get(draft.at("state_facts"))
    assert again.fields["facts"] == ["My own words."]
    assert "Somebody changed this request" in again.mistakes[0]
    assert "The colleague's words." in again.main


@pytest.mark.parametrize(
    "address", ["", "https://elsewhere.example/", "//elsewhere.example/x", "/nowhere", "javascript:alert(1)"]
)
def test_only_words_of_a_page_of_ours_are_kept(draft: Matter, address: str) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    token = drafter.get(draft.at("note")).hidden["csrf_token"]
    answer = drafter.send(f"/kept-words?address={address}", {"csrf_token": token, "words": "x"})
    assert (answer.status, kept(draft.si)) == (422, 0)


def test_a_form_with_a_password_is_not_kept(draft: Matter) -> None:
    page = draft.si.official(Role.DRAFTER).get("/account")
    assert page.tree.xpath("//form[.//input[@type='password']]//@data-keep") == []


def test_the_page_knows_when_its_session_ends(draft: Matter) -> None:
    page = draft.si.official(Role.DRAFTER).get(draft.at("note"))
    (seconds,) = page.tree.xpath("//dialog/@data-seconds")
    assert 0 < int(seconds) <= draft.si.ministry.config.idle_minutes * 60
    (stay,) = page.tree.xpath("//dialog/@data-stay")
    assert draft.si.official(Role.DRAFTER).get(stay).status == 204
