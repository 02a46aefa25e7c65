"""Belgium has a file of national law, Slovenia has none: what Belgium's letters say of it both know, what it alone fixes runs there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from mla.deadlines.due import Due, due
from mla.installation import Installation
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.national_law.reading import SAMPLE
from mla.sample.ministry import Ministry
from tests.support.drive import assert_both_agree
from tests.walks.extraditions import draft, refuse, request
from tests.walks.test_extradition import KNOWINGLY, at
from tests.walks.test_questions_side_by_side import newest

Pair = tuple[Ministry, Ministry]
DAY = date(2028, 2, 15)
ACT = "Act on International Assistance (sample)"
REMEDY: dict[str, Any] = {
    "name": "Complaint", "who": "The person sought", "court": "Administrative Court (sample)",
    "period": "15 days from service of the decision", "until": "2028-03-06", "suspends": "yes", "rule": f"art. 44, {ACT}",
}  # fmt: skip


@pytest.fixture
def lawful(pair: Pair) -> Pair:
    """The two ministries; the requested one with its national law."""
    si, be = pair
    be.config = replace(be.config, national_law=SAMPLE)
    be.installation = Installation(be.config)
    at(pair, DAY)
    return si, be


def running(ministry: Ministry, dossier_id: UUID) -> list[Due]:
    with ministry.session() as session:
        return due(session.get_one(Dossier, dossier_id), ministry.installation)


def sourced(ministry: Ministry, dossier_id: UUID) -> dict[str, tuple[date, str]]:
    """What runs by a rule of national law: its last day and mark, by the article."""
    return {one.source.split(",")[0]: (one.on, one.mark) for one in running(ministry, dossier_id) if one.source}


def arrested(si: Ministry, be: Ministry, basis: str, **answers: Any) -> UUID:
    told = {"choose_basis": KNOWINGLY} if basis != "reciprocity" else {}
    number = draft(si, "BE", "provisional_arrest", basis, **told)
    request(si, be, number)
    said = {"place": "Bruges", "arrested_on": DAY.isoformat(), "identity": "Passport", "consent": "no", **answers}
    be.take(number, "report_arrest", **said)
    be.post_to(si)
    return number


def test_an_arrest_without_days_of_the_basis_ends_in_both_states_on_the_day_of_the_requested_states_law(
    lawful: Pair,
) -> None:
    si, be = lawful
    number = arrested(si, be, "reciprocity")
    last = DAY + timedelta(days=30)
    named = [
        [one.on for one in running(ministry, number) if one.name == "report_arrest-last_day"] for ministry in lawful
    ]
    assert named == [[last], [last]]
    assert f"art. 37, {ACT}" in " ".join(newest(si, "notice_of_arrest").split())
    assert_both_agree(si, be, number)


def test_where_the_treaty_fixes_days_they_stand_and_a_shorter_law_of_ours_runs_at_home_with_its_article_and_mark(
    lawful: Pair,
) -> None:
    si, be = lawful
    number = arrested(si, be, "lhc")
    sixty = DAY + timedelta(days=60)
    for ministry in lawful:
        assert [one.on for one in running(ministry, number) if one.article == "59(4)"] == [sixty]
    assert sourced(be, number)["art. 37"] == (DAY + timedelta(days=30), "U")
    assert sourced(si, number) == {}
    at_home = next(one for one in running(be, number) if one.source.startswith("art. 37"))
    assert at_home.at_home == "District Court (sample)"


def test_a_law_of_ours_that_is_longer_than_the_treaty_does_not_run(lawful: Pair, tmp_path: Path) -> None:
    si, be = lawful
    longer = tmp_path / "longer.toml"
    longer.write_text(SAMPLE.read_text().replace("days = 30\nwho", "days = 90\nwho"))
    be.config = replace(be.config, national_law=longer)
    be.installation = Installation(be.config)
    number = arrested(si, be, "lhc")
    assert "art. 37" not in sourced(be, number)


def test_remand_and_its_review_run_at_home_and_a_review_begins_the_next_interval(lawful: Pair) -> None:
    si, be = lawful
    number = draft(si, "BE")
    request(si, be, number)
    held = {
        "measure": "detained",
        "since": DAY.isoformat(),
        "ordered_by": "District Court, Example",
        "detained_days": 0,
    }
    be.take(number, "report_custody", **held)
    be.post_to(si)
    assert sourced(be, number) == {"art. 38": (date(2028, 8, 15), "U"), "art. 39": (date(2028, 4, 15), "U")}
    assert sourced(si, number) == {}
    at(lawful, date(2028, 4, 12))
    be.take(number, "report_custody", **{**held, "detained_days": 57, "reviewed_on": "2028-04-10"})
    assert sourced(be, number)["art. 39"] == (date(2028, 6, 10), "U")
    assert "10 April 2028" in newest(be, "report_on_custody")
    be.take(
        number,
        "report_custody",
        measure="bail",
        since="2028-04-12",
        ordered_by="District Court, Example",
        detained_days=57,
    )
    assert sourced(be, number) == {}
    be.post_to(si)
    assert_both_agree(si, be, number)


def test_a_remedy_is_told_in_the_letter_and_its_last_day_runs_in_both_states(lawful: Pair) -> None:
    si, be = lawful
    number = draft(si, "BE")
    request(si, be, number)
    be.take(number, "open_court", court="Court of Appeal, Example", detained="detained")
    be.take(number, "record_ruling", court="Court", ruled_on=DAY.isoformat(), ruling="admissible", reasons="See it.")
    be.take(number, "grant", decided_by="Minister of Justice", decided_on=DAY.isoformat(), remedies=[REMEDY])
    be.post_to(si)
    assert sourced(si, number) == sourced(be, number) == {"art. 44": (date(2028, 3, 6), "P")}
    words = " ".join(newest(si, "notice_of_grant").split())
    for told in (
        "Remedies under the law of my State",
        "Administrative",
        "6 March 2028",
        "is not carried",
    ):
        assert told in words, told
    assert_both_agree(si, be, number)


def test_a_bar_of_national_law_travels_in_words_to_a_state_that_has_no_such_file(lawful: Pair) -> None:
    si, be = lawful
    number = draft(si, "BE")
    request(si, be, number)
    refuse(be, number, "The person is a national.", ground="X-law", own_law=["own-national"])
    be.post_to(si)
    words = " ".join(newest(si, "refusal_of_extradition").split())
    assert "The person is a national of my State" in words
    assert f"art. 27, {ACT}" in words
    with si.session() as session:
        answers = session.get_one(Dossier, number).events[-1].answers
    assert answers["law_grounds"][0]["rule"] == f"art. 27, {ACT}"
    assert "own_law" not in answers
    assert_both_agree(si, be, number)


BARS = {
    "en": ("under the law of my State", "The offence carries the death penalty"),
    "fr": ("selon le droit de mon État", "L’infraction est passible de la peine de mort"),
    "es": ("según el derecho de mi Estado", "El delito está castigado con la pena de muerte"),
}


@pytest.mark.parametrize("language", BARS)
def test_a_bar_under_consideration_is_told_in_the_consultation_in_the_language_of_the_letter(
    lawful: Pair, language: str
) -> None:
    si, be = lawful
    number = draft(si, "BE", choose_basis={"language": language})
    request(si, be, number)
    be.take(number, "consult", ground="X-law", own_law=["death"], concerns="See the bar.")
    be.post_to(si)
    words = " ".join(newest(si, "consultation").split())
    for told in (*BARS[language], "art. 28"):
        assert told in words, words
    assert_both_agree(si, be, number)


def test_a_bar_is_told_in_a_question_that_considers_a_refusal_and_with_results_that_refuse_a_measure(
    lawful: Pair, small: Any
) -> None:
    si, be = lawful
    number = small(si, "BE")
    request(si, be, number)
    be.take(number, "accept", Role.DECIDER)
    asked = {"question": "See the bar.", "answer_by": "2028-03-15", "ground": "M-i", "own_law": ["secrecy"]}
    be.take(number, "ask_further", purpose="refusal", **asked)
    bar = "The measure would not be allowed in a similar domestic case"
    assert bar in " ".join(newest(be, "further_question").split())
    refused = {"outcome": "refused", "result": "It would not be allowed here.", "ground": "M-i"}
    held = {"consultation": "held", "consultation_reason": "By letter."}
    be.take(number, "report_measure", measure="1", **refused, **held)
    be.take(number, "answer", results=[{"number": "1", **refused}], own_law=["secrecy"], **held)
    be.post_to(si)
    words = " ".join(newest(si, "transmittal_of_results").split())
    assert (
        f"Under the law of my State, by which the ground named above lets it be decided: {bar} (art. 9, {ACT})" in words
    )
    assert_both_agree(si, be, number)


def test_the_acceptance_says_what_the_law_asks_at_hearings(lawful: Pair, small: Any) -> None:
    si, be = lawful
    number = small(si, "BE")
    request(si, be, number)
    be.take(number, "accept", Role.DECIDER, formalities=f"A witness is heard on oath (art. 104, {ACT}).")
    be.post_to(si)
    words = " ".join(newest(si, "notice_of_acceptance").split())
    assert "Formalities under the law of my State" in words
    assert "A witness is heard on oath" in words
