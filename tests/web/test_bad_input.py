"""Bad input, and bad moments: a clear sentence, nothing typed is lost, and the page can still be used."""

from __future__ import annotations

import copy
import unicodedata
from dataclasses import replace

import pytest

from mla.lifecycle.terms import Role
from mla.sample.staff import PASSWORD
from tests.support.drive import Matter, Page, Site, Visitor
from tests.unit.documents.reader import text
from tests.web.test_words_survive_the_session import end_sessions

PASTE = "The convoy was stopped. " * (10 * 1024 * 1024 // 24)
SCRIPTS = {
    "Latin": "Žalosten čas",
    "Greek": "Ελλάδα",
    "Cyrillic": "Київ",
    "Hebrew": "שלום",
    "Arabic": "محمد",
    "Han": "你好",
}


def test_ten_megabytes_pasted_into_a_text_come_back_with_a_sentence(
    draft: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Page, "judge", None)  # the checker of pages takes none that is so long
    form = draft.si.official(Role.DRAFTER).get(draft.at("state_facts"))
    page = form.again(facts=PASTE)
    assert page.status == 400
    assert "This is longer than 200,000 characters." in page.html
    assert PASTE.strip() in page.html
    assert form.again(facts="Said shortly.").status == 302


def test_more_than_is_kept_when_a_session_ends_is_at_least_shown(
    draft: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Page, "judge", None)
    form = draft.si.official(Role.DRAFTER).get(draft.at("state_facts"))
    end_sessions(draft.si)
    page = form.again(facts=PASTE)
    assert page.status == 400
    assert "Your session had ended" in page.html
    assert PASTE.strip() in page.html


def test_a_letter_in_six_scripts_says_each_of_them(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    words = ". ".join(SCRIPTS.values())
    assert drafter.fill(draft.at("state_facts"), facts=words).status == 302
    assert drafter.get(draft.at("state_facts")).fields["facts"] == [words]
    assert words in drafter.get(draft.at("check")).main
    printed = unicodedata.normalize("NFKC", text(drafter.get(draft.at("preview.pdf")).data))
    for script, word in SCRIPTS.items():
        letters = set(unicodedata.normalize("NFKC", word)) - {" "}
        assert letters <= set(printed), f"{script}: {letters - set(printed)}"


def test_a_form_that_is_sent_to_a_server_started_anew_is_taken(draft: Matter) -> None:
    form = draft.si.official(Role.DRAFTER).get(draft.at("state_facts"))
    page = started_anew(draft.si, form).send(
        form.path, {**form.fields, "facts": "Typed before the server was restarted."}
    )
    assert page.status == 302
    assert "Typed before the server was restarted." in draft.si.official(Role.DRAFTER).get(draft.at("check")).main


@pytest.mark.parametrize("lost", ["cookie", "secret"])
def test_where_it_can_no_longer_tell_who_wrote_it_the_words_are_shown(draft: Matter, lost: str) -> None:
    form = draft.si.official(Role.DRAFTER).get(draft.at("state_facts"))
    visitor = started_anew(draft.si, form, secret="k" * 64 if lost == "secret" else "")
    if lost == "cookie":
        visitor.client.delete_cookie("mla_si", domain="127.0.0.1")
    page = visitor.send(form.path, {**form.fields, "facts": "Typed before the server was restarted."})
    assert page.status == 400
    assert "Typed before the server was restarted." in page.main
    visitor.sign_in(draft.si.email(Role.DRAFTER), PASSWORD)
    assert visitor.fill(form.path, facts="Typed again.").status == 302


def test_one_official_in_two_browsers_on_one_section_overwrites_nothing_unseen(draft: Matter) -> None:
    here, there = (visitor.get(draft.at("state_facts")) for visitor in (draft.si.official(Role.DRAFTER), draft.si.anew(Role.DRAFTER)))  # fmt: skip
    assert here.again(facts="Written in the office.").status == 302
    page = there.again(facts="Written at home.")
    assert page.status == 409
    assert "Both versions, side by side" in page.main
    assert "Written in the office." in page.main
    assert "Written at home." in page.main
    assert page.again().status == 302


def started_anew(site: Site, form: Page, secret: str = "") -> Visitor:
    """The browser of a page before the same ministry's server, which was restarted meanwhile."""
    assert form.visitor
    cookie = form.visitor.client.get_cookie("mla_si", domain="127.0.0.1")
    assert cookie
    ministry = copy.copy(site.ministry)
    if secret:
        ministry.config = replace(ministry.config, secret_key=secret)
    visitor = Site(ministry).nobody()
    visitor.client.set_cookie("mla_si", cookie.value, domain="127.0.0.1")
    return visitor
