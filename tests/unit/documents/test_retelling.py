"""A sentence of a letter that a lawyer corrected, which reads otherwise: the words change, what the case fills in stays."""

from __future__ import annotations

import pytest

from mla.documents.draw import fill
from mla.documents.letter_texts import can_be_said, letter_texts
from mla.documents.retelling import NEVER, TEMPLATES, Correction, Retelling, corrected, retold
from mla.documents.wordings import wordings
from mla.languages import LETTERS
from tests.unit.documents.case import context

WAS = "The postponement is expected to last until …. Should it last longer, this ministry will inform you of that and of the reasons."
NOW = "The postponement will presumably last until …. Should it last longer, you will be told so, with reasons."
ONE = Correction("en", "notice_of_postponement", WAS, NOW)


def test_a_corrected_sentence_reads_otherwise_and_the_case_still_fills_it_in() -> None:
    source = (TEMPLATES / "en" / "notice_of_postponement.html").read_text()
    told = retold(source, "en", "notice_of_postponement", Retelling((ONE,)))
    assert (
        'presumably last until {{ answers.get("until") | long_date }}. Should it last longer, you will be told so'
        in told
    )
    assert retold(source, "fr", "notice_of_postponement", Retelling((ONE,))) == source, "another language"
    assert retold(source, "en", "notice_of_resumption", Retelling((ONE,))) == source, "another letter"


def test_the_text_to_be_read_over_shows_the_sentence_as_it_is_said() -> None:
    texts = letter_texts("en", (ONE,))["notice_of_postponement"]
    assert WAS not in texts.says
    assert any("presumably" in one for one in texts.says)
    assert texts.digest != letter_texts("en")["notice_of_postponement"].digest, "so nobody has read it yet"


def test_wordings_are_corrected_like_templates() -> None:
    was = letter_texts("en")["wordings-notices"].says[1]
    now = was.replace("have to inform", "must inform")
    assert was != now
    one = Correction("en", "wordings-notices", was, now)
    assert can_be_said("en", (), one)
    assert "I must inform you" in str(wordings("en", how=Retelling((one,))).own["notices"])


@pytest.mark.parametrize("sign", sorted(NEVER))
def test_no_sign_that_means_something_to_a_template_gets_into_one(sign: str) -> None:
    now = NOW.replace("presumably", f"presumably {sign}")
    source = (TEMPLATES / "en" / "notice_of_postponement.html").read_text()
    assert corrected(source, WAS, now, worded=False) == source
    assert not can_be_said("en", (), Correction("en", "notice_of_postponement", WAS, now))


@pytest.mark.parametrize("now", [NOW.replace("…", ""), NOW + " …", "… …"])
def test_what_the_case_fills_in_can_neither_be_dropped_nor_doubled(now: str) -> None:
    assert not can_be_said("en", (), Correction("en", "notice_of_postponement", WAS, now))


def test_a_correction_of_a_sentence_that_is_not_there_any_more_changes_nothing() -> None:
    gone = Correction("en", "notice_of_postponement", "A sentence of an earlier version.", "Another.")
    assert letter_texts("en", (gone,)) == letter_texts("en")


@pytest.mark.parametrize("language", LETTERS)
def test_nine_sentences_of_ten_can_be_corrected(language: str) -> None:
    told = [(name, one) for name, text in letter_texts(language).items() for one in text.says][::17]
    hit = [can_be_said(language, (), Correction(language, name, one, _otherwise(one))) for name, one in told]
    assert sum(hit) / len(hit) > 0.85


def _otherwise(sentence: str) -> str:
    words = sentence.split(" ")
    last = max(place for place, word in enumerate(words) if word not in ("…", "/"))
    return " ".join([*words[:last], f"Xyz{words[last]}", *words[last + 1 :]])


def test_a_letter_is_drawn_with_the_corrections_of_its_context() -> None:
    known = context("notice_of_postponement")
    assert "expected to last" in " ".join(fill("notice_of_postponement", "en", known).split())
    html = " ".join(fill("notice_of_postponement", "en", {**known, "corrections": (ONE,)}).split())
    assert "presumably last until" in html
