"""What a reading of every letter found wrong, place by place: each correction, and nothing of it undone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mla.documents.draw import TEMPLATES, fill
from mla.lifecycle import LIFECYCLES
from tests.unit.documents.case import context
from tests.unit.documents.test_a_letter_says_its_case import read

NEVER = {
    "en": (
        r"in the hundred", r"has no object any more", r"turned into money", r"taken off", r"more time\b", r"first inquiry",
        r"in absence\b", r"[Ww]hoever accepts", r"in that order", r"bank secrecy", r"fiscal", r"[Tt]he request(ed|ing) State",
        r"State that is asked", r"ready to examine it again",
    ),
    "fr": (
        r"extradition recevable", r"première enquête", r"(demande|réponse) sur\b", r"dernier jour de l", r"prolongation d’un délai",
        r"pour cent", r"monnaie", r"qui accepte une condition est liée?\b", r"aucune accusation", r"sans libération possible",
        r"un consulat", r"État demandeur", r"mois restant", r"\b[Rr]aisons\b", r"\bcommande\b", r"secret bancaire", r"matière fiscale",
        r"[Ll]’État requ(is|érant)", r"autorité centrale (vous|serait|donne|de l’arrestation)", r"présente autorité",
        r"dans l’ordre",
    ),
}  # fmt: skip
"""Words that no template and no wording holds, by language."""


NO_LETTER = "agreement.html"
"""The page of an agreement, which speaks of both States and in the name of neither."""


def shown(path: Path) -> str:
    """What a template or a wording prints: without the comments in it."""
    return re.sub(r"{#.*?#}|^ *#.*?$", "", path.read_text(), flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(
    ("language", "path"),
    [(one, path) for one in NEVER for path in sorted((TEMPLATES / one).rglob("*.*")) if path.name != NO_LETTER],
    ids=lambda one: getattr(one, "name", one),
)
def test_no_letter_has_a_word_that_was_corrected(language: str, path: Path) -> None:
    text = shown(path)
    caption = r"État requérant ; souhait"  # the heading of a section, not a name that a State gives itself
    assert [words for words in NEVER[language] if re.search(words, text.replace(caption, ""), re.IGNORECASE)] == []


def test_the_undertaking_of_speciality_states_its_exceptions_one_by_one() -> None:
    contents = {"give_assurances": {"speciality": True, "onward": True}}
    told = {one: read("request_for_extradition", one, "extradition", contents=contents) for one in NEVER}
    for letter in ("a", "b", "c"):
        assert f"({letter}) " in told["en"]
        assert f"{letter}) " in told["fr"]
    assert "(article 52 of the Ljubljana-The Hague Convention)" in told["en"]
    assert "(article 53 of the Ljubljana-The Hague Convention)" in told["en"], (
        "Re-extradition rests on its own article."
    )


@pytest.mark.parametrize(("occasion", "article"), [("found", "13(4)"), ("refusal", "14")])
def test_a_notice_of_custody_cites_the_article_of_its_occasion(occasion: str, article: str) -> None:
    whole = read(
        "notice_of_custody_and_prosecution", "en", "prosecution", contents={"tell_custody": {"occasion": occasion}}
    )
    assert f"(article {article} of the" in whole
    assert ("(article 13(4)" in whole) != ("(article 14 of" in whole)


def test_a_request_for_arrest_says_that_the_documents_of_the_article_exist() -> None:
    contents = {"explain_arrest": {"exists": True}}
    whole = read("request_for_provisional_arrest", "en", "provisional_arrest", contents=contents)
    assert "the documents to be produced in support of a request for extradition (article 56(2) of the" in whole


@pytest.mark.parametrize("language", NEVER)
def test_a_notice_of_arrest_tells_the_last_day_and_how_many_days_that_is(language: str) -> None:
    answers = {"arrested_on": "2026-11-02", "last_day": "2026-11-21", "last_days": []}
    whole = read("notice_of_arrest", language, "provisional_arrest", answers=answers)
    assert {"en": "21 November 2026 (19 days", "fr": "21 novembre 2026 (19 jours"}[language] in whole


def test_confidentiality_of_results_is_asked_for_and_rests_on_no_article() -> None:
    whole = " ".join(re.sub(r"<[^>]*>", "", fill("letter_of_request", "en", context("letter_of_request"))).split())
    asked = whole[whole.index("I ask that the existence") :].split(".")
    assert "article 26" in asked[0]
    assert "I ask the same with regard to the results" in asked[1]
    assert "article" not in asked[1]


def test_a_request_for_surrender_cites_the_articles_on_surrender() -> None:
    whole = read("request_for_surrender", "en", "surrender", "rome")
    assert "(articles 89 and 91 of the Rome Statute)" in whole
    assert not re.search(r"\b9[36]\b", whole)


@pytest.mark.parametrize("language", NEVER)
def test_a_new_request_is_spoken_of_only_where_something_would_cure_the_refusal(language: str) -> None:
    refusals = [
        (kind, step.paper)
        for kind, table in LIFECYCLES.items()
        for step in table.steps
        if step.paper and step.paper.startswith(("refusal", "letter_of_refusal"))
    ]
    assert len(refusals) > 10
    for kind, name in refusals:
        whole = read(name, language, kind, answers={"ground": "M-g", "reasons": "X"})
        assert not re.search(r"new request|nouvelle demande", whole)


AMOUNTS = {"en": "683,000,000.00", "fr": "683 000 000,00"}


@pytest.mark.parametrize("language", NEVER)
def test_a_sum_is_written_as_the_language_writes_it_and_does_not_break(language: str) -> None:
    answers = {"amount": "683000000.00", "currency": "EUR", "costs": "1250 EUR"}
    whole = read("notice_of_realisation", language, "assets", answers=answers)
    assert AMOUNTS[language] in whole.replace("\u202f", " ")
    assert {"en": "1,250.00 EUR", "fr": "1 250,00 EUR"}[language] in whole.replace("\u202f", " ")


@pytest.mark.parametrize(("side", "words"), [("requested", "my State"), ("requesting", "your State")])
def test_a_state_is_spoken_of_as_its_letters_speak(side: str, words: str) -> None:
    from mla.documents.wording import as_we_say
    from tests.support.case_files import case_file

    known = {"language": "en", "dossier": case_file(side=side)}
    assert as_we_say(known, "The law of the requested State forbids it") == f"The law of {words} forbids it"  # type: ignore[arg-type]
    other = {"my State": "your State", "your State": "my State"}[words]
    assert as_we_say(known, "The requesting State asks") == f"{other[0].upper()}{other[1:]} asks"  # type: ignore[arg-type]


def test_a_court_is_no_central_authority() -> None:
    from types import SimpleNamespace

    from mla.instruments.bodies import body

    court = SimpleNamespace(
        body=body("ICC"), address=[], ministry=lambda _language: "Registry", state_name=lambda _language: "ICC"
    )
    assert "Central authority" not in read("notice_of_grant", "en", "surrender", "rome", them=court)
    assert "Central authority" in read("notice_of_grant", "en", "extradition")
