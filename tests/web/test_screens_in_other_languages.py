"""Pages in French and Spanish, for whoever reads no English: nothing is left in English that has been translated, and lists, days and
names are those of the language of the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select

from forms.base import Tick
from mla.calendars import Calendars
from mla.languages import language_told
from mla.lifecycle.terms import Role
from mla.models import Attachment, AuditEntry, Dossier
from mla.participation.lists import shipped
from mla.participation.side import DEPOSITS, name
from mla.views.screens import FILTERS
from mla.views.words import alphabetical
from mla.words import Words, _, joined, ngettext
from tests.support.drive import Matter, Page, Site
from tests.support.pseudo import leaves
from tests.support.tongues import LeftInEnglish, messages, tongue

TRANSLATED = ("fr", "es")
PAGES = {
    Role.DRAFTER: (
        "/", "/requests", "{at}", "{at}/check", "{at}/life-cycle", "{at}/note", "{at}/worksheet", "{at}/entries/1", "{at}/file_in_matter",
        "/dossiers/new", "/dossiers/new/assistance", "/dossiers/new/extradition", "/obligations", "/matters", "/nowhere",
        "/law/agreements", "/law/agreements/new",
    ),
    Role.SIGNATORY: (
        "/", "{at}", "{at}/withdraw", "/account", "/account/systems", "/statistics", "/requests?words=Tresna&sort=due", "/requests/views",
        "{at}/sorting", "/states/BE/brief", "/news", "/news/wishes", "/paragraphs", "/law/languages", "/desk/handed-over",
    ),
    Role.REGISTRAR: ("/post", "{at}/record/postpone", "/dossiers/paper/assistance", "/law/states/BE/lhc", "/law/states/BE/sheet/channels"),
    Role.AUDITOR: ("/audit", "/help", "/help/assistance", "/help/extradition"),
    Role.EXAMINER: ("/law", "/law/lhc", "/law/states", "/law/states/NL", "/law/our-state", "/law/basis",
                    "/law/basis?requesting=NL&requested=BE&on=2026-11-23&kind=assistance&crimes=F&measures=covert"),
    Role.ADMINISTRATOR: ("/accounts", "/accounts/new", "/accounts/1", "/accounts/units", "/peers", "/administration", "/administration/letterhead",
                         "/administration/numbering", "/administration/news", "/administration/holidays", "/administration/holidays/day",
                         "/administration/holidays/weekend"),
}  # fmt: skip
OF_THEIRS = {
    Role.EXAMINER: ("/", "{at}", "{at}/record_result", "{at}/postpone", "{at}/life-cycle"),
    Role.DECIDER: ("{at}", "{at}/refuse", "{at}/postpone"),
}
DRAFT = ("draft", "check", "choose_basis", "describe_case", "state_facts", "state_offence?number=1", "name_person?number=1", "ask_measure", "set_terms", "attach")  # fmt: skip


def opened(site: Site, who: Role, language: str, *paths: str) -> dict[str, Page]:
    """Pages as the browser of this official shows them, which asks for a language."""
    visitor = site.anew(who)
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    return {path: visitor.get(path) for path in paths}


def data(site: Site) -> Iterator[str]:
    """What stands on pages and is no text of theirs: the law with its sources, the audit log, what officials wrote."""
    yield from leaves(site.ministry.installation.law.instruments)
    for row in shipped().lists.values():
        yield from (row.source, row.mark, row.gaps)
    for facts in shipped().facts.values():
        yield from (facts.source, facts.mark, facts.declarations, facts.territory)
    with site.ministry.session() as session:
        for entry in session.scalars(select(AuditEntry)):
            yield ", ".join(f"{called}: {value}" for called, value in entry.detail.items())
        yield from session.scalars(select(Attachment.title))
        yield from session.scalars(select(Dossier.title))


def in_english(site: Site, language: str, pages: dict[str, Page]) -> dict[str, list[str]]:
    """What stands in English on each page."""
    known = LeftInEnglish(language, data(site))
    left = {path: known.on(page.tree) for path, page in pages.items() if page.html}
    return {path: texts for path, texts in left.items() if texts}


def speaks(language: str, pages: dict[str, Page]) -> bool:
    return all(page.tree.get("lang") == language for page in pages.values() if page.html)


# Every page
@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("who", PAGES)
def test_no_page_says_in_english_what_has_been_translated(matter: Matter, who: Role, language: str) -> None:
    matter.si.put(matter.number, "executing")
    pages = opened(matter.si, who, language, *(path.format(at=matter.at()) for path in PAGES[who]))
    assert speaks(language, pages)
    assert in_english(matter.si, language, pages) == {}


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("who", OF_THEIRS)
def test_nor_does_one_of_the_requested_state(matter: Matter, who: Role, language: str) -> None:
    pages = opened(matter.be, who, language, *(path.format(at=matter.at()) for path in OF_THEIRS[who]))
    assert speaks(language, pages)
    assert in_english(matter.be, language, pages) == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_nor_does_a_draft(draft: Matter, language: str) -> None:
    pages = opened(draft.si, Role.DRAFTER, language, *map(draft.at, DRAFT))
    assert speaks(language, pages)
    assert in_english(draft.si, language, pages) == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_nor_does_a_form_that_was_sent_empty(draft: Matter, language: str) -> None:
    visitor = draft.si.anew(Role.DRAFTER)
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    paths = ("/dossiers/new/assistance", draft.at("name_person"), draft.at("ask_measure"), draft.at("attach"))
    pages = {path: visitor.send(path, visitor.get(path).hidden) for path in paths}
    assert in_english(draft.si, language, pages) == {}


def test_english_on_a_page_would_be_found(matter: Matter) -> None:
    assert in_english(matter.si, "fr", opened(matter.si, Role.DRAFTER, "en", "/", matter.at())) != {}


# One by one
def test_what_is_missing_is_told_in_whole_sentences() -> None:
    """“it” and “these” were put into a sentence as words of English."""
    told = {str(one.id) for one in messages("es")}
    assert "The request is not signed without it, unless the signatory records why." in told
    assert "The request is not signed without these, unless the signatory records why." in told
    assert not any("without %(count)s" in one for one in told)


def test_what_stands_between_the_parts_of_a_list_is_told_too() -> None:
    assert joined(_(" or "), ("a", "b")) == "a or b"
    assert joined(_(" or "), ("a", "b")).in_language_of(tongue("es")) == "a o b"  # type: ignore[attr-defined]
    assert joined(_(" or "), (_("yes"), "b")).in_language_of(tongue("fr")) == "oui ou b"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("language", "told"), [("es", "Bélgica"), ("fr", "Belgique")])
def test_who_asks_whom_names_both_in_the_language_of_the_page(language: str, told: str) -> None:
    story = FILTERS["between"](_("{0} asks {1}"), name("SI"), name("BE"))
    assert story == "Slovenia asks Belgium"
    assert isinstance(story, Words)
    assert told in story.in_language_of(tongue(language))
    assert "Belgium" not in story.in_language_of(tongue(language))


def test_a_language_has_its_name_in_every_language() -> None:
    assert language_told("sl") == "Slovenian"
    assert language_told("sl").in_language_of(tongue("es")) == "esloveno"
    assert language_told("sl").in_language_of(tongue("fr")) == "slovène"


def test_a_day_off_is_named_in_the_language_of_the_page() -> None:
    closed = Calendars().closed("SI", date(2026, 11, 28))
    assert closed == "Saturday"
    assert isinstance(closed, Words)
    assert closed.in_language_of(tongue("es")) == "sábado"


def test_a_sentence_names_a_day_in_words_and_what_is_kept_has_it_as_it_was() -> None:
    sentence = DEPOSITS["ratified"](state=name("BE"), day=date(1994, 1, 1))
    assert sentence == "Belgium deposited its instrument of ratification on 1994-01-01"
    assert isinstance(sentence, Words)
    assert "1 de enero de 1994" in sentence.in_language_of(tongue("es"))
    assert "1 January 1994" in sentence.in_language_of(tongue("en"))
    days = ngettext("%(num)s day since %(day)s", "%(num)s days since %(day)s", 2, day=date(1994, 1, 1))
    assert "1er janvier 1994" in days.in_language_of(tongue("fr"))


def test_instruments_and_kinds_of_help_are_offered_in_the_language_of_the_page(matter: Matter) -> None:
    law = matter.si.ministry.installation.law
    for offered in (law.bases(), law.taking_part(), law.measures(law.first())):
        assert all(isinstance(told, Words) for _code, told in offered)
        assert any(told.in_language_of(tongue("es")) != told for _code, told in offered)  # type: ignore[attr-defined]


def test_the_value_of_a_form_is_no_text() -> None:
    assert not any(one.id == "False" for one in messages("es"))
    assert Tick("So").kwargs["false_values"] == (False, "false", "", "False")


def names(page: Page, field: str) -> list[str]:
    return [str(text) for text in page.tree.xpath(f"//select[@name='{field}']/option/text()")]


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [
        ("fr", "Allemagne", "Émirats arabes unis"),
        ("es", "Alemania", "Emiratos Árabes Unidos"),
        ("en", "Germany", "United Arab Emirates"),
    ],
)
def test_a_list_of_states_is_in_the_order_of_the_language_of_the_page(
    matter: Matter, language: str, first: str, then: str
) -> None:
    page = opened(matter.si, Role.DRAFTER, language, "/dossiers/new/extradition")["/dossiers/new/extradition"]
    _choose, *offered = names(page, "counterpart")
    assert offered.index(first) < offered.index(then)
    with matter.si.app.test_request_context():
        assert offered == sorted(offered, key=alphabetical)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_so_is_a_list_of_languages_with_what_names_none_before_it(draft: Matter, language: str) -> None:
    page = opened(draft.si, Role.DRAFTER, language, draft.at("attach"))[draft.at("attach")]
    first, *offered = names(page, "document_language")
    with draft.si.app.test_request_context():
        assert offered == sorted(offered, key=alphabetical)
        assert first not in {str(language_told("en")), *offered}
    assert {"fr": "allemand", "es": "alemán"}[language] in offered


def test_the_order_of_the_alphabet_knows_marks_and_capitals(matter: Matter) -> None:
    with matter.si.app.test_request_context():
        assert sorted(("Zambie", "Éthiopie", "Égypte", "espagnol", "Eswatini"), key=alphabetical) == ["Égypte", "espagnol", "Eswatini", "Éthiopie", "Zambie"]  # fmt: skip


def test_a_chart_speaks_the_language_of_its_page(matter: Matter) -> None:
    for path in ("/statistics/months.svg", "/statistics/times.svg"):
        drawn = opened(matter.si, Role.SIGNATORY, "fr", path)[path].data.decode()
        assert "We asked" not in drawn
        assert "Our time" not in drawn
