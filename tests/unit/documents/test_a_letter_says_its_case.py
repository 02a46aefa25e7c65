"""A letter names the kind of its request, and says nothing that its own case does not."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms.base import retold
from forms.custody import ReportArrest
from mla.documents.assembly import Volume
from mla.documents.draw import TEMPLATES, draw, fill
from mla.documents.standard import BOTH
from mla.documents.titles import title
from mla.documents.wordings import wordings
from mla.languages import LETTERS
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.text import Place
from mla.models import Dossier
from tests.support.case_files import case_file
from tests.unit.documents.case import LAW, SAID, context
from tests.unit.documents.reader import text

LANGUAGES = LETTERS
OTHER_KINDS = [kind for kind in LIFECYCLES if kind != "assistance"]
SHARED = ("status_enquiry", "notice_of_withdrawal", "acknowledgement_of_receipt")


def read(name: str, language: str, kind: str, instrument: str = "lhc", contents: Any = None, **more: Any) -> str:
    """The words of a paper of a request of a kind; `contents` in place of those of the case."""
    name_of_case = name if name in SAID else "status_report"
    held: Dossier = context(name_of_case, language, instrument)["dossier"]
    held.kind, held.table_version, held.measures = kind, LIFECYCLES[kind].version, []
    held.contents = contents or held.contents
    known = context(name_of_case, language, instrument, dossier=held, **more)
    known["law"] = LAW.about(held.field)
    html = fill(name, language, known)
    return " ".join(re.sub(r"<[^>]*>", "", html).replace("\xa0", " ").split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LIFECYCLES)
def test_the_subject_the_body_and_the_cover_name_the_kind(kind: str, language: str) -> None:
    noun = wordings(language).nouns[kind]
    for name in SHARED:
        whole = read(name, language, kind)
        subject = whole[whole.index({"en": "Subject:", "fr": "Objet :", "es": "Asunto:"}[language]) :]
        assert subject.split(": ", 1)[1].startswith(f"{noun[0].upper()}{noun[1:]} –")
        assert noun in subject.split(" – ", 1)[1], "The body names it too."
    about = {"index": [], "volume": Volume(1, 1, 3, BOTH), "reference": "X", "today": date(2026, 11, 25)}
    assert f"{noun}" in read("dossier_cover", language, kind, **about).split("X · ")[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_only_letters_of_assistance_speak_of_assistance(kind: str, language: str) -> None:
    answers = {"ground": "", "concerns": "It concerns a national.", "conditions": "No death penalty.", "answer_by": ""}
    for name, words in (("consultation", answers), ("notice_of_withdrawal", None), ("status_enquiry", None)):
        whole = read(name, language, kind, **({"answers": words} if words else {}))
        greeting = {"en": "Sir, Madam,", "fr": "Madame, Monsieur,", "es": "distinguido señor:"}[language]
        assert not re.search(r"assistance|entraide|asistencia", whole.split(greeting)[-1]), name
    assert wordings(language).granting[kind] in read("consultation", language, kind, answers=answers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_court_is_told_of_a_surrender_and_never_of_an_extradition(language: str) -> None:
    for name in ("notice_of_grant", "refusal_of_extradition", "record_of_surrender", "notice_of_postponed_surrender"):
        answers = {"ground": "", "reasons": "X", "decided_on": "2026-03-05"}
        assert "xtradi" not in read(name, language, "surrender", "rome", answers=answers)
        assert "xtradi" not in title(name, language, "surrender")
    assert "xtradi" in read("notice_of_grant", language, "extradition", answers=answers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_says_its_own_ground_and_disclaims_none(language: str) -> None:
    answers = SAID["letter_of_refusal"] | {"remedy": ""}
    whole = read("letter_of_refusal", language, "assistance", answers=answers)
    for words in (
        "bank secrecy",
        "fiscal",
        "secret bancaire",
        "secreto bancario",
        "new request",
        "nouvelle demande",
        "nueva solicitud",
    ):
        assert words not in whole
    told = read("letter_of_refusal", language, "assistance")
    assert re.search("new request|nouvelle demande|nueva solicitud", told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_does_not_say_that_it_is_complete_or_in_order(language: str) -> None:
    whole = read("letter_of_request", language, "assistance")
    assert not re.search(r"in that order|dans l’ordre|énumérés|en ese orden", whole)


@pytest.mark.parametrize(
    "path",
    [p for p in TEMPLATES.rglob("*.*") if set(p.parts) & set(LANGUAGES) and p.name != "agreement.html"],
    ids=lambda p: p.name,
)
def test_no_letter_calls_a_state_the_requesting_or_the_requested_one(path: Path) -> None:
    """The page of an agreement is no letter: it speaks of both States and in the name of neither."""
    shown = re.sub(r"{#.*?#}|^ *#.*?$", "", path.read_text(), flags=re.DOTALL | re.MULTILINE)
    assert not re.search(r"[Tt]he request(ing|ed) State|[Ll]’État requ(érant|is)|Estado requ(irente|erido)", shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_that_was_asked_about_is_called_by_its_heading(language: str) -> None:
    answers = {"questions": [{"question": "Which court?", "item": "", "section": "state_title"}], "answer_by": ""}
    whole = read("request_for_additional_information", language, "extradition", answers=answers)
    assert wordings(language).sections["state_title"].heading in whole
    assert "state_title" not in whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_section_of_any_kind_is_printed_as_it_now_reads(language: str) -> None:
    table = LIFECYCLES["extradition"]
    changed = [Place(next(t for t in table.tasks if t.trigger == "state_title"))]
    contents = {"state_title": {"document": "Warrant of 3 May", "status": "accused"}}
    whole = read("additional_information", language, "extradition", changed=changed, contents=contents)
    assert "Warrant of 3 May" in whole
    assert wordings(language).sections["state_title"].answers["status"]["accused"] in whole


# The last day of a provisional arrest
ARRESTED = {"arrested_on": "2026-11-02", "place": "Ghent", "identity": "Passport", "consent": "no"}


def arrest(instrument: str, side: str = "requested", **more: str) -> ReportArrest:
    form = ReportArrest(retold(ARRESTED | more))
    form.offer(case_file("provisional_arrest", side, instrument), LAW.about("extradition"))
    return form


def test_a_basis_that_fixes_no_days_needs_a_last_day_and_its_source() -> None:
    form = arrest("reciprocity")
    assert not form.validate()
    assert [field for field, _ in form.mistakes()] == ["last_day"]
    form = arrest("reciprocity", last_day="2026-12-12")
    assert not form.validate()
    assert [field for field, _ in form.mistakes()] == ["last_day_source"]
    assert arrest("reciprocity", last_day="2026-12-12", last_day_source="Extradition Act, s. 14").validate()


def test_the_last_day_does_not_lie_before_the_arrest() -> None:
    form = arrest("lhc", last_day="2026-11-01", last_day_source="Court")
    assert not form.validate()
    assert form.mistakes() == [("last_day", "The last day lies before the day of the arrest.")]


def test_a_letter_of_another_state_is_recorded_though_it_names_none() -> None:
    assert arrest("reciprocity", "requesting").validate()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("21 November", "20 November 2026", "12 December 2026", "the person is to be released", "Act, s. 14")),
     ("fr", ("20 novembre 2026", "12 décembre 2026", "la personne doit être mise en liberté", "Act, s. 14"))],
)  # fmt: skip
def test_the_notice_prints_every_last_day_with_its_source(language: str, words: tuple[str, ...]) -> None:
    answers = arrest("ets24", last_day="2026-11-21", last_day_source="Extradition Act, s. 14").answers()
    whole = read("notice_of_arrest", language, "provisional_arrest", "ets24", answers=answers)
    for one in words:
        assert one in whole
    assert date(2026, 11, 2).isoformat() not in whole


BAR = {"words": "La mesure n'est pas admise à l’étranger & ailleurs", "rule": "art. 9, Loi d'entraide"}
PARTS = {
    "en": "as regards offence 1, measure 2",
    "fr": "en ce qui concerne l’infraction 1, la mesure 2",
    "es": "se refiere al delito 1, la medida 2",
}


@pytest.mark.parametrize("language", PARTS)
@pytest.mark.parametrize("name", ["letter_of_refusal", "consultation", "transmittal_of_results"])
def test_a_bar_of_national_law_is_printed_as_it_was_written_and_a_part_with_its_article(
    name: str, language: str
) -> None:
    said = {**SAID[name], "regards": ["offences-1", "measures-2"], "law_grounds": [BAR]}
    words = " ".join(text(draw(name, language, context(name, language, answers=said)).pdf).split())
    assert f"{BAR['words']} ({BAR['rule']})" in words
    if name != "transmittal_of_results":
        assert PARTS[language] in words
