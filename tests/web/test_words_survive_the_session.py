"""A session that ends while somebody types costs no word: signed in again, the official is back in the same form."""

from __future__ import annotations

import inspect
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy import select, update
from wtforms import PasswordField

import forms.accounts
from mla.accounts import saved_forms
from mla.lifecycle.terms import Role
from mla.models import Official, SavedForm, SignIn
from mla.sample.staff import PASSWORD
from mla.storage.database import now
from tests.support.drive import Matter, Page, Site, Visitor

FACTS = "Between March and June the convoy was stopped four times.\n\nThe witness names the officer."


def end_sessions(site: Site) -> None:
    """Nobody has used any session for two hours."""
    with site.ministry.session() as session:
        session.execute(update(SignIn).values(last_seen=now() - timedelta(hours=2)))
        session.commit()


def kept(site: Site) -> int:
    with site.ministry.session() as session:
        return len(session.scalars(select(SavedForm)).all())


def back_in(visitor: Visitor, site: Site, page: Page, role: Role) -> Page:
    """Sign in where the site asks for it, and follow to where it leads."""
    assert page.status == 302
    assert page.location.startswith("/sign-in?then=")
    asked = visitor.get(page.location)
    assert "What you typed is kept" in asked.main
    led = visitor.post(page.location, email=site.email(role), password=PASSWORD)
    return visitor.get(led.location)


def test_a_section_of_a_draft_comes_back_as_it_was_typed_and_is_saved(draft: Matter) -> None:
    visitor = draft.si.official(Role.DRAFTER)
    typing = visitor.get(draft.at("state_facts"))
    end_sessions(draft.si)
    again = back_in(visitor, draft.si, typing.again(facts=FACTS), Role.DRAFTER)
    assert again.fields["facts"] == [FACTS.replace("\n", "\r\n")] or again.fields["facts"] == [FACTS]
    assert "what you had typed and not sent" in again.main
    assert again.again().status == 302
    assert FACTS.split("\n", maxsplit=1)[0] in visitor.get(draft.at("check")).main
    assert kept(draft.si) == 0


PLACES = [
    (Role.DRAFTER, "{at}/note", {"words": "The family has called."}),
    (Role.DRAFTER, "{at}/name_person?number=1", {"family_name": "Ljubič"}),
    (Role.DRAFTER, "dossiers/new/extradition", {"title": "A title of which nobody heard"}),
    (Role.REGISTRAR, "dossiers/paper/assistance", {"title": "A letter from afar", "letter-their_reference": "CR/9"}),
    (Role.REGISTRAR, "law/states/BE/lhc", {"declarations": "Read in the depositary's list."}),
    (Role.REGISTRAR, "law/states/BE/sheet/languages", {"source": "Letter of the embassy"}),
    (Role.ADMINISTRATOR, "accounts/new", {"name": "Ana Nova", "email": "ana@si.example"}),
    (Role.ADMINISTRATOR, "peers/edit", {"name": "Ministry of Justice and Security"}),
    (Role.DRAFTER, "{at}/sorting", {"priority": "high", "reason": "A hunger strike."}),
    (Role.DRAFTER, "absences/1", {"substitute": "2"}),
    (Role.DRAFTER, "requests/views/new?side=requesting&column=title", {"name": "Of us", "found_by": "everybody"}),
    (Role.SIGNATORY, "requests/ticked/assign?ticked={number}&side=requesting", {"reason": "Absent until 12 January."}),
    (Role.ADMINISTRATOR, "accounts/units/new", {"name": "Assistance"}),
    (Role.ADMINISTRATOR, "administration/letterhead", {"city": "Maribor", "reason": "Moved"}),
    (Role.ADMINISTRATOR, "administration/holidays/day", {"reason": "Bridge day", "source": "Gazette 91/2026"}),
    (Role.SIGNATORY, "{at}/send_back", {}),
]


@pytest.mark.parametrize(("role", "place", "words"), PLACES, ids=[place for _, place, _ in PLACES])
def test_every_form_comes_back(draft: Matter, role: Role, place: str, words: dict[str, str]) -> None:
    if place.endswith("send_back"):
        draft.si.put(draft.number, "checking")
        words = {next(iter(n for n in draft.si.official(role).get(draft.at("send_back")).fields if n not in ("csrf_token", "seen"))): "See the second page."}  # fmt: skip
    visitor = draft.si.official(role)
    typing = visitor.get("/" + place.format(at=draft.at()[1:], number=draft.number))
    assert typing.status == 200
    end_sessions(draft.si)
    again = back_in(visitor, draft.si, typing.again(**words), role)
    for name, word in words.items():
        assert again.fields[name] == [word], name


def test_words_wait_for_their_official_and_for_nobody_else(draft: Matter) -> None:
    visitor = draft.si.official(Role.DRAFTER)
    typing = visitor.get(draft.at("note"))
    end_sessions(draft.si)
    page = typing.again(words="The informant is in danger.")
    visitor.post(page.location, email=draft.si.email(Role.SIGNATORY), password=PASSWORD)
    assert "informant" not in visitor.get(draft.at("note")).html
    assert draft.si.anew(Role.DRAFTER).get(draft.at("note")).fields["words"] == ["The informant is in danger."]


def test_words_are_sealed_where_they_are_kept(draft: Matter) -> None:
    typing = draft.si.official(Role.DRAFTER).get(draft.at("note"))
    end_sessions(draft.si)
    typing.again(words="The informant is in danger.")
    with draft.si.ministry.session() as session:
        assert b"informant" not in session.scalars(select(SavedForm.words)).one()


def test_words_that_are_not_wanted_are_thrown_away(draft: Matter) -> None:
    visitor = draft.si.official(Role.DRAFTER)
    typing = visitor.get(draft.at("note"))
    end_sessions(draft.si)
    back_in(visitor, draft.si, typing.again(words="Nonsense."), Role.DRAFTER)
    visitor.send("/kept-words/forget", {**visitor.get("/").hidden, "address": draft.at("note")})
    assert visitor.get(draft.at("note")).fields.get("words") in (None, [""])


def test_a_page_older_than_the_session_brings_its_words_back_too(draft: Matter) -> None:
    visitor = draft.si.official(Role.DRAFTER)
    typing = visitor.get(draft.at("note"))
    visitor.client.delete_cookie("mla_si", domain="127.0.0.1")
    visitor.sign_in(draft.si.email(Role.DRAFTER), PASSWORD)  # in another tab
    page = typing.again(words="Written before.")
    assert (page.status, page.location) == (302, draft.at("note"))
    again = visitor.get(page.location)
    assert again.fields["words"] == ["Written before."]
    assert again.again().status == 302


def test_without_any_cookie_the_words_are_at_least_shown(draft: Matter) -> None:
    visitor = draft.si.official(Role.DRAFTER)
    typing = visitor.get(draft.at("note"))
    visitor.client.delete_cookie("mla_si", domain="127.0.0.1")
    page = typing.again(words="Written before.")
    assert page.status == 400
    assert "Written before." in page.main


def test_what_another_site_sends_is_not_kept_for_anybody(draft: Matter) -> None:
    visitor = draft.si.official(Role.DRAFTER)
    fields = visitor.get(draft.at("note")).fields | {"words": "Put into your mouth."}
    end_sessions(draft.si)
    visitor.send(draft.at("note"), fields, origin="https://elsewhere.example")
    assert kept(draft.si) == 0


def test_words_written_against_an_older_text_are_not_laid_over_a_newer_one(draft: Matter) -> None:
    visitor = draft.si.official(Role.DRAFTER)
    typing = visitor.get(draft.at("state_facts"))
    end_sessions(draft.si)
    page = typing.again(facts=FACTS)
    draft.si.ministry.take(draft.number, "state_facts", facts="A colleague has saved meanwhile.")
    again = back_in(visitor, draft.si, page, Role.DRAFTER)
    assert any("Somebody changed this request while you were writing" in mistake for mistake in again.mistakes)


def test_words_for_a_request_that_has_moved_on_are_shown(draft: Matter) -> None:
    typing = draft.si.official(Role.DRAFTER).get(draft.at("state_facts"))
    draft.si.put(draft.number, "checking")
    page = typing.again(facts=FACTS)
    assert page.status == 409
    assert "The witness names the officer." in page.main


def test_no_password_is_ever_kept() -> None:
    for _, form in inspect.getmembers(forms.accounts, inspect.isclass):
        for name, field in vars(form).items():
            if getattr(field, "field_class", None) is PasswordField:
                assert name in saved_forms.SECRET_FIELDS, name


def test_old_words_are_swept_and_nobody_fills_the_table(draft: Matter) -> None:
    with draft.si.ministry.session() as session:
        who = session.scalars(select(Official).limit(1)).one()
        for number in range(saved_forms.MOST + 5):
            saved_forms.keep(session, "s" * 32, who, f"/{number}", [("words", "x")], now())
        assert len(session.scalars(select(SavedForm)).all()) == saved_forms.MOST
        assert not saved_forms.keep(session, "s" * 32, who, "/1", [("words", "x" * saved_forms.LONGEST)], now())
        saved_forms.keep(session, "s" * 32, who, "/new", [("words", "x")], now() + timedelta(days=15))
        assert [one.address for one in session.scalars(select(SavedForm))] == ["/new"]


@pytest.mark.parametrize(
    ("role", "asked"),
    [
        (Role.DRAFTER, "/?words=%C5%BDi%C5%BEka+%26+Co&waiting=y&kind=assistance"),
        (Role.EXAMINER, "/law/basis?requesting=NL&requested=BE&on=2026-11-23&kind=assistance&crimes=F&measures=covert"),
        (Role.EXAMINER, "/law/basis?requesting=NL&requested=BE&on=2026-11-23&kind=assistance&crimes=5%282%29&crimes=F"),
        (Role.AUDITOR, "/audit?who=a%40b.example"),
        (Role.SIGNATORY, "/obligations?status=offered"),
    ],
)
def test_a_page_that_is_asked_for_after_the_session_ended_is_opened_with_its_query(
    draft: Matter, role: Role, asked: str
) -> None:
    visitor = draft.si.official(role)
    end_sessions(draft.si)
    page = visitor.get(asked)
    assert page.status == 302
    led = visitor.post(page.location, email=draft.si.email(role), password=PASSWORD)
    assert urlsplit(led.location).path == urlsplit(asked).path
    assert parse_qsl(urlsplit(led.location).query) == parse_qsl(urlsplit(asked).query)
    assert visitor.get(led.location).status == 200
    assert visitor.get(page.location).location == led.location, "signed in in another window, it is opened as well"
