"""What is asked: mistakes are said in a sentence, words survive, and what was said can be said again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from forms import form_for, measures
from forms.base import Asked, retold, tidy
from forms.drafting import AskMeasure, StateFacts
from forms.numbers import Number
from forms.persons import NamePerson
from mla.documents.printable import first_invisible, missing
from mla.instruments import Law
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.text import RequestText
from tests.support.case_files import case_file

LAW = Law()
measures.know(LAW.question_sets())

printable = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")).filter(
    lambda c: first_invisible(c) is None and not missing(c)
)
words = st.text(printable, min_size=1, max_size=200).filter(lambda t: t.strip())


@given(words)
def test_what_was_said_can_be_said_again_and_stays_the_same(text: str) -> None:
    once = StateFacts(retold({"facts": text}))
    assert once.validate()
    again = StateFacts(retold(once.answers()))
    assert again.validate()
    assert again.answers() == once.answers()
    assert once.answers()["facts"] == tidy(text)


@given(st.sampled_from(["\x00", "\x07", "\x1b", "\x7f", "\x85"]), words)
def test_control_characters_are_refused_by_name_of_the_question(character: str, text: str) -> None:
    form = StateFacts(retold({"facts": f"a{character}{text}"}))
    assert not form.validate()
    assert "invisible control character in “Facts”" in form.mistakes()[0][1]


def person(**answers: Any) -> NamePerson:
    usual = {"nature": "natural", "capacity": "witness", "family_name": "Example", "link": "Saw it."}
    return NamePerson(retold({**usual, **answers}))


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"family_name": ""}, "Give the name."),
        ({"protected": True}, "Give a pseudonym: the papers print it in place of the name."),
        ({"born_on": "31 2 1970"}, "This is not a date. Give day, month and year in numbers, for example 27 3 2026."),
        ({"capacity": "king"}, "Not a valid choice."),
        ({"nature": ""}, "Say whether this is a natural or a legal person."),
    ],
)
def test_a_mistake_is_named_and_the_words_are_kept(answers: dict[str, Any], sentence: str) -> None:
    form = person(**answers)
    assert not form.validate()
    assert sentence in [mistake for _, mistake in form.mistakes()]
    assert form.link.data == "Saw it."


def test_a_page_may_be_left_unfinished() -> None:
    form = person(family_name="", nature="")
    form.later = True
    assert form.validate()


@pytest.mark.parametrize("answers", [{"protected": True}, {"family_name": ""}])
def test_what_depends_on_another_answer_may_be_left_for_later_too(answers: dict[str, Any]) -> None:
    form = person(**answers)
    form.later = True
    assert form.validate()


def test_a_protected_person_needs_no_name_for_abroad() -> None:
    assert person(family_name="", protected=True, pseudonym="Witness C").validate()


@pytest.mark.parametrize("kind", [code for code, _ in LAW.measures(LAW.first())])
def test_each_kind_of_measure_asks_its_own_questions(kind: str) -> None:
    form = AskMeasure(retold({"kind": kind}))
    form.offer_text(RequestText(LIFECYCLES["assistance"], instrument=LAW.first()), LAW)
    assert set(measures.asked_for(kind)) <= {field.name for field in form}
    assert not (set(measures.MEASURE_FIELDS) - set(measures.asked_for(kind))) & {field.name for field in form}


REFUSALS = [
    (kind, step.form)
    for kind, table in LIFECYCLES.items()
    for step in table.steps
    if step.trigger.startswith("refuse") and step.trigger != "refuse_in_part"
]


@pytest.mark.parametrize(("kind", "name"), REFUSALS)
def test_every_refusal_offers_the_grounds_of_its_instrument_and_no_others(kind: str, name: str) -> None:
    field = LIFECYCLES[kind].field
    law = LAW.about(field)
    basis = next(code for code, _ in law.bases(field))
    form = form_for(name)(retold({}))
    form.offer(case_file(kind, "requested", basis), law)
    offered = {choice.value for choice in form.ground.choices}
    assert offered
    assert not {"political", "fiscal", "bank_secrecy"} & offered


def test_three_boxes_make_a_date() -> None:
    form = NamePerson(MultiDict([("born_on", "3"), ("born_on", "4"), ("born_on", "1971")]))
    assert form.born_on.data.isoformat() == "1971-04-03"


def test_nought_is_an_answer_and_survives_being_said_again() -> None:
    class Held(Asked):
        days = Number("Days", needed="Give the days.")

    once = Held(MultiDict({"days": "0"}))
    assert once.validate()
    again = Held(retold(once.answers()))
    assert again.validate()
    assert again.answers() == {"days": 0}
    assert again.lines() == [("Days", "0")]
    empty = Held(MultiDict({"days": " "}))
    assert not empty.validate()
    assert empty.mistakes() == [("days", "Give the days.")]


@pytest.mark.parametrize(
    ("pasted", "kept"), [("\uf0b7 One", "• One"), ("\uf0a7\tTwo", "▪\tTwo"), ("\uf0fc", "✓"), ("\uf0d8 x", "➢ x")]
)
def test_bullets_as_a_word_processor_pastes_them_become_real_ones(pasted: str, kept: str) -> None:
    form = form_for("StateFacts")(retold({"facts": f"List:\n{pasted}"}))
    assert form.answers()["facts"] == f"List:\n{kept}"
    assert form.validate()


@pytest.mark.parametrize("mark", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_a_mark_that_turns_the_reading_direction_is_refused_where_it_is_typed(mark: str) -> None:
    form = form_for("StateFacts")(retold({"facts": f"The sum was {mark}0001 euros."}))
    assert not form.validate()
    assert f"(U+{ord(mark):04X} after “was”)" in form.facts.errors[0]


def test_a_text_without_any_blank_is_refused_where_it_is_typed_and_one_without_spaces_in_chinese_is_not() -> None:
    form = form_for("StateFacts")(retold({"facts": "x" * 3_000}))
    assert not form.validate()
    assert "more than 2,000 characters without a blank" in form.facts.errors[0]
    assert form_for("StateFacts")(retold({"facts": "你好" * 3_000})).validate()


@pytest.mark.parametrize("kind", list(LIFECYCLES))
def test_what_stands_in_braces_in_an_answer_that_is_offered_becomes_the_article(kind: str) -> None:
    table = LIFECYCLES[kind]
    law = LAW.about(table.field)
    basis = next(code for code, _ in law.bases(table.field))
    raw = []
    for step in table.steps:
        form = form_for(step.form)(retold({}))
        form.offer(case_file(kind, "requested", basis), law)
        choices = (choice for field in form for choice in getattr(field, "choices", None) or ())
        raw += [f"{step.form}: {choice.label}" for choice in choices if "{" in str(choice.label)]
    assert raw == []


def test_the_article_stands_beside_the_answer() -> None:
    form = form_for("AskFurther")(retold({}))
    form.offer(case_file("assistance", "requested", "lhc"), LAW)
    assert next(str(choice.label) for choice in form.purpose.choices) == "additional information is needed (art. 28)"
