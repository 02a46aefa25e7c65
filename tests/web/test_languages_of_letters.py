"""Who has read the texts of letters, in each language: nobody, until a lawyer of the ministry says so."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from mla.documents.letter_texts import letter_texts
from mla.languages import LETTERS
from mla.lifecycle.terms import Role
from mla.models import AuditEntry, LetterReading
from mla.steps.letter_corrections import corrections
from tests.support.drive import Matter

AT = "/law/languages"
LETTER = f"{AT}/es/letter_of_refusal"


def test_the_page_says_that_no_lawyer_has_read_any_text(draft: Matter) -> None:
    page = draft.si.official(Role.DRAFTER).get(AT)
    assert page.main.count("none: no lawyer has read it") == len(LETTERS)
    for language in ("English", "French", "Spanish"):
        assert language in page.main
    assert "no lawyer" in draft.si.official(Role.DRAFTER).get(f"{AT}/es").main


def test_a_lawyer_reads_a_letter_and_says_so_with_name_day_and_remark(draft: Matter) -> None:
    decider = draft.si.official(Role.DECIDER)
    page = decider.get(LETTER)
    assert "lamento comunicarle que no puede accederse" in page.main
    assert page.again(remark="As it should be.").status == 400, "Whoever has not read every sentence has not read it."
    assert decider.fill(LETTER, sure="y", remark="“Denegación” is right.").location == f"{AT}/es"
    told = decider.get(f"{AT}/es").main
    assert "“Denegación” is right." in told
    assert decider.get(AT).main.count("none: no lawyer has read it") == len(LETTERS) - 1
    with draft.si.ministry.session() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.what == "letter_read")).one()
        assert entry.detail["letter"] == "letter_of_refusal"
        assert entry.detail["words"] == letter_texts("es")["letter_of_refusal"].digest


def test_a_text_that_has_changed_has_not_been_read(draft: Matter) -> None:
    decider = draft.si.official(Role.DECIDER)
    decider.fill(LETTER, sure="y")
    with draft.si.ministry.session() as session:
        session.scalars(select(LetterReading)).one().words = "0" * 64
        session.commit()
    assert "in an earlier wording" in decider.get(f"{AT}/es").main
    assert decider.get(AT).main.count("none: no lawyer has read it") == len(LETTERS)
    late = decider.get(LETTER).again(sure="y", words="0" * 64)
    assert late.status == 409
    assert "The text has changed since you opened this page" in late.main


def test_whoever_writes_no_letters_reads_the_page_and_marks_nothing(draft: Matter) -> None:
    auditor = draft.si.official(Role.AUDITOR)
    page = auditor.get(LETTER)
    assert page.status == 200
    assert "I have read it" not in page.main


@pytest.mark.parametrize("address", [f"{AT}/de", f"{AT}/de/words", f"{AT}/es/nothing"])
def test_no_other_language_and_no_other_letter(draft: Matter, address: str) -> None:
    assert draft.si.official(Role.DRAFTER).get(address).status == 404


@pytest.mark.parametrize("language", LETTERS)
def test_every_text_of_a_language_is_there_to_be_read(language: str) -> None:
    texts = letter_texts(language)
    assert texts.keys() == letter_texts("en").keys()
    without_words_of_their_own = (
        "wordings-assistance",
        "transcript",
        "tab_sheet",
    )  # a transcript says what stands in the document, a sheet what follows, with words that all papers share
    assert all(one.says for name, one in texts.items() if name not in without_words_of_their_own)
    assert not [words for one in texts.values() for words in one.says if "{" in words or "%}" in words]


SENTENCE = f"{AT}/en/notice_of_postponement/sentences"


def of_sentence(draft: Matter, words: str) -> str:
    """The address at which the sentence with these words is corrected."""
    says = letter_texts("en")["notice_of_postponement"].says
    return f"{SENTENCE}/{1 + next(place for place, one in enumerate(says) if words in one)}"


def test_a_sentence_is_corrected_by_one_confirmed_by_another_and_taken_back(draft: Matter) -> None:
    decider, signatory = draft.si.official(Role.DECIDER), draft.si.official(Role.SIGNATORY)
    at = of_sentence(draft, "has not been refused")
    page = decider.get(at)
    assert page.again(reason="Shorter.").status == 400, "unchanged, it corrects nothing"
    now = "The request stands. This ministry will inform you as soon as its execution is resumed."
    assert page.again(now=now + " {{ x }}", reason="Shorter.").status == 400
    assert page.again(now=now, reason="Shorter.").status == 302
    text = f"{AT}/en/notice_of_postponement"
    assert "Not in use" in decider.get(text).main
    assert decider.get("/law/languages/corrections/1/confirm").status == 403, "not by whoever wrote it"
    assert signatory.get("/law/languages/corrections/1/confirm").again().status == 400
    assert signatory.fill("/law/languages/corrections/1/confirm", read="y").status == 302
    told = signatory.get(text).main
    assert "In use: confirmed by" in told
    with draft.si.ministry.session() as session:
        assert [one.now for one in corrections(session, "en")] == [now]
        assert corrections(session, "fr") == ()
        known = {entry.what for entry in session.scalars(select(AuditEntry))}
        assert {"letter_corrected", "letter_correction_confirmed"} <= known
    assert decider.fill("/law/languages/corrections/1/take_back").status == 302
    assert "Taken back." in decider.get(text).main
    with draft.si.ministry.session() as session:
        assert corrections(session, "en") == ()


def test_a_sentence_that_changed_meanwhile_is_shown_as_it_reads_now(draft: Matter) -> None:
    late = draft.si.official(Role.DECIDER).get(of_sentence(draft, "has not been refused")).again(
        now="The request stands.", reason="Shorter.", seen="Another sentence."
    )  # fmt: skip
    assert late.status == 409
    assert "has changed since you opened this page" in late.main


def test_whoever_writes_no_letters_corrects_none(draft: Matter) -> None:
    auditor = draft.si.official(Role.AUDITOR)
    assert auditor.get(f"{SENTENCE}/1").status == 403
    assert "Correct" not in auditor.get(LETTER).main
    assert draft.si.official(Role.DRAFTER).get(f"{SENTENCE}/999").status == 404
    assert draft.si.official(Role.DRAFTER).get("/law/languages/corrections/77/confirm").status == 404
