"""What our own law proposes stands in the language of the letter; what another State says is never judged by it."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from typing import Any

import pytest

from forms import form_for
from forms.base import Asked, retold
from forms.national_law import NamingBars
from forms.refusing import RefusedMeasures
from mla.instruments import Law
from mla.instruments.cumulative import resting_on
from mla.lifecycle import LIFECYCLES
from mla.models import Measure, Offence
from mla.national_law import LawAtHome
from mla.national_law.reading import SAMPLE, read_national
from tests.support.case_files import case_file

LAW = Law()
OURS = LawAtHome(LAW, read_national(SAMPLE, LAW))
TODAY = date(2026, 11, 25)
WHY = {"reasons": "See below.", "consultation": "held", "consultation_reason": "On 3 November 2026."}


def opened(name: str, kind: str, law: Law = OURS, side: str = "requested", code: str = "reciprocity", abroad: bool = False, **said: Any) -> Asked:  # fmt: skip
    """The form of a step, as the page of our own step, or a package, opens it."""
    about = case_file(kind, side, code, language=said.pop("language", "en"))
    form = form_for(name)(retold(said) if said else None)
    form.judged(TODAY, about, abroad=abroad, askable=not abroad)
    form.offer(about, law.about(LIFECYCLES[kind].field))
    if not said:
        form.propose(about, law)
    return form


def test_a_decision_proposes_the_remedies_that_lie_against_it() -> None:
    form = opened("RecordRuling", "extradition")
    row = form["remedies"][0].form
    assert row["name"].data == "Appeal"
    assert row["court"].data == "Higher Court (sample)"
    assert row["suspends"].data == "yes"
    assert row["rule"].data == "art. 40, Act on International Assistance (sample)"


@pytest.mark.parametrize(("language", "name"), [("fr", "Appel"), ("es", "Apelación")])
def test_they_stand_in_the_language_of_the_letter(language: str, name: str) -> None:
    about = case_file("extradition", "requested", "reciprocity", language=language)
    form = form_for("RecordRuling")()
    form.offer(about, OURS)
    form.propose(about, OURS)
    assert form["remedies"][0].form["name"].data == name


RULING = {"court": "A court", "ruled_on": "2026-11-20", "ruling": "admissible", "reasons": "See the ruling."}
REMEDY = {"name": "Appeal", "rule": "art. 40, Act on International Assistance (sample)", "suspends": "yes"}


def test_the_last_day_is_reckoned_from_the_decision_and_an_appeal_is_open_until_then() -> None:
    form = opened("RecordRuling", "extradition", **RULING, remedies=[REMEDY])
    assert form.validate(), form.mistakes()
    assert form.answers()["remedies"][0]["until"] == "2026-11-28"
    assert form.answers()["appeal_until"] == "2026-11-28"


def test_a_remedy_whose_time_has_passed_when_the_letter_is_written_names_no_day_to_come() -> None:
    form = opened("RecordRuling", "extradition", **{**RULING, "ruled_on": "2026-11-10"}, remedies=[REMEDY])
    assert form.validate(), form.mistakes()
    assert form.answers()["remedies"][0]["until"] == form.answers()["appeal_until"] == ""


def test_what_another_state_says_of_its_remedies_is_not_reckoned_by_our_law() -> None:
    form = opened("RecordRuling", "extradition", side="requesting", abroad=True, **RULING, remedies=[REMEDY])
    assert form.validate(), form.mistakes()
    assert form.answers()["remedies"][0]["until"] == ""


def test_a_ruling_without_remedies_says_what_it_always_said() -> None:
    form = opened("RecordRuling", "extradition", **RULING)
    assert form.validate()
    assert "remedies" not in form.answers()


def test_a_bar_of_our_law_stands_in_words_beside_a_ground_that_lets_it_decide() -> None:
    form = opened("RefuseExtradition", "extradition", **WHY, ground="X-law", present="no", own_law=["own-national"])
    assert form.validate(), form.mistakes()
    assert form.answers()["law_grounds"] == [
        {"words": "The person is a national of the requested State", "rule": "art. 27, Act on International Assistance (sample)"}
    ]  # fmt: skip
    assert "own_law" not in form.shared()


def test_a_bar_that_is_no_longer_ticked_is_no_longer_named() -> None:
    form = opened(
        "RefuseExtradition", "extradition", **WHY, ground="X-law", present="no", own_law=["own-national", "death"]
    )
    assert form.validate()
    again = opened("RefuseExtradition", "extradition", **{**form.answers(), "own_law": ["death"]})
    assert again.validate(), again.mistakes()
    assert [row["rule"] for row in again.answers()["law_grounds"]] == [
        "art. 28, Act on International Assistance (sample)"
    ]


def test_a_bar_needs_a_ground_that_lets_national_law_decide() -> None:
    form = opened("RefuseExtradition", "extradition", **WHY, ground="X-reciprocity", present="no", own_law=["death"])
    assert not form.validate()
    assert "Our law decides only by a ground that lets it" in str(form.mistakes())


def test_where_the_list_of_the_instrument_is_closed_no_bar_can_be_named() -> None:
    closed = [code for code, one in LAW.instruments.items() if "extradition" in one.kinds and not any(row.national for row in one.grounds if row.kind == "extradition")]  # fmt: skip
    assert closed
    for code in closed:
        form = opened("RefuseExtradition", "extradition", code=code)
        assert "own_law" not in form, code
        assert "law_grounds" not in form, code


OF_THE_UNION = {("fd2008", "T-law"), ("reg2018", "R-law"), ("reg2023", "R-law")}
"""Lists that are closed: the row stands for grounds that were not read, and lets no law in."""
LETS_LAW_DECIDE = re.compile(r"law .*(does not allow|would allow neither)|National law would forbid|State.s law\b.*|accordance with its law|its law$", re.IGNORECASE)  # fmt: skip


def test_every_ground_that_says_that_the_law_of_the_requested_state_decides_lets_its_bars_in() -> None:
    """National law forbids the measure (30(1)(e), UNCAC 46(21)(c)), or the request is contrary to it (30(1)(i)): both open to it."""
    saying = {
        (code, row.code): row.national
        for code, one in LAW.instruments.items()
        for row in one.grounds
        if (LETS_LAW_DECIDE.search(row.label.en) and row.kind != "proceedings") or row.national
    }
    assert {
        ("lhc", "M-e"),
        ("lhc", "M-i"),
        ("uncac", "U-c"),
        ("ets141", "P-principles"),
        ("ets24", "X-16"),
    } <= saying.keys()
    assert {place for place, opens in saying.items() if not opens} == OF_THE_UNION & saying.keys()


def test_a_bar_in_a_package_needs_no_law_of_ours() -> None:
    said = {
        **WHY,
        "ground": "X-law",
        "present": "no",
        "law_grounds": [{"words": "A bar of theirs", "rule": "art. 3, Act"}],
    }
    form = opened("RefuseExtradition", "extradition", LAW, "requesting", abroad=True, **said)
    assert form.validate(), form.mistakes()
    assert form.answers()["law_grounds"] == said["law_grounds"]


CONSIDERED = {
    "Consult": {"concerns": "See below."},
    "AskFurther": {"purpose": "refusal", "question": "See below.", "answer_by": "2027-01-11"},
    "Grant": {
        **WHY, "decided_by": "Ministry", "decided_on": "2026-11-24", "in_part": "part", "offences": ["2"],
    },
}  # fmt: skip
"""Where else than in a refusal of the whole a ground is named in a letter of extradition."""


@pytest.fixture
def two_offences(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every request has two offences."""
    told = [Offence(number=1, answers={"name": "Murder"}), Offence(number=2, answers={"name": "Theft"})]
    monkeypatch.setattr("tests.unit.national_law.test_forms.case_file", partial(case_file, offences=told))


@pytest.mark.usefixtures("two_offences")
@pytest.mark.parametrize("name", CONSIDERED)
def test_bars_are_offered_in_a_consultation_and_in_a_refusal_of_a_part_too(name: str) -> None:
    said = {**CONSIDERED[name], "ground": "X-law", "own_law": ["death"]}
    form = opened(name, "extradition", **said)
    assert form.validate(), form.mistakes()
    assert [row["rule"] for row in form.answers()["law_grounds"]] == [
        "art. 28, Act on International Assistance (sample)"
    ]
    assert "own_law" not in form.shared()
    closed = opened(name, "extradition", **{**said, "ground": "X-reciprocity"})
    assert not closed.validate()
    assert "Our law decides only by a ground that lets it" in str(closed.mistakes())
    assert "own_law" not in opened(name, "extradition", code="eaw"), "the list of that instrument is closed"


@pytest.mark.usefixtures("two_offences")
@pytest.mark.parametrize("name", CONSIDERED)
def test_several_grounds_are_named_there_and_none_before_the_first(name: str) -> None:
    both = [{"ground": "X-reciprocity", "regards": ["offences-2"]}]
    form = opened(name, "extradition", **CONSIDERED[name], ground="X-law", further=both)
    assert form.validate(), form.mistakes()
    assert form.answers()["further"] == both
    headless = opened(name, "extradition", **CONSIDERED[name], ground="", further=both)
    assert not headless.validate()


def test_a_question_that_considers_no_refusal_names_no_ground() -> None:
    form = opened("AskFurther", "extradition", purpose="information", question="Which?", answer_by="2027-01-11", ground="X-law", own_law=["death"])  # fmt: skip
    assert form.validate(), form.mistakes()
    assert not {"ground", "own_law", "law_grounds"} & form.answers().keys()


def of_one_measure(**said: Any) -> Asked:
    """The results of the one measure that was asked."""
    told = [Measure(number=1, result="", answers={"kind": "records"})]
    about = case_file("assistance", "requested", "reciprocity", measures=told)
    form = form_for("AnswerInPart")(retold(said))
    form.judged(TODAY, about)
    form.offer(about, OURS.about("assistance"))
    return form


def test_where_a_measure_is_refused_by_its_outcome_the_bar_stands_with_the_results() -> None:
    told = {"number": "1", "outcome": "refused", "result": "Not allowed here.", "ground": "R-law"}
    said = {
        "results": [told],
        "consultation": "held",
        "consultation_reason": "On 3 November 2026.",
    }
    form = of_one_measure(**{**said, "own_law": ["secrecy"]})
    assert form.validate(), form.mistakes()
    assert len(form.answers()["law_grounds"]) == 1
    done = of_one_measure(**{**said, "own_law": ["secrecy"], "results": [{**told, "outcome": "done"}]})
    assert "Our law decides only by a ground that lets it" in str(not done.validate() and done.mistakes())


def test_whatever_letter_names_a_ground_asks_for_the_bars_too() -> None:
    """The record of an outcome stays at home; its letter, the results, asks."""
    asking = {
        step.form: form_for(step.form)
        for table in LIFECYCLES.values()
        for step in table.steps
        if step.form and step.crosses
    }
    naming = {name for name, form in asking.items() if hasattr(form, "ground") or issubclass(form, RefusedMeasures)}
    assert {"Refuse", "Consult", "AskFurther", "Grant", "Answer", "AnswerInPart"} <= naming
    assert [name for name in sorted(naming) if not issubclass(asking[name], NamingBars)] == []


ARREST = {"arrested_on": "2026-11-24", "place": "Ghent", "identity": "Passport", "consent": "no"}


def test_where_the_basis_fixes_no_days_our_law_fills_in_the_last_day_of_the_arrest_with_its_source() -> None:
    form = opened("ReportArrest", "provisional_arrest", **ARREST)
    assert form.validate(), form.mistakes()
    assert form.answers()["last_day"] == "2026-12-24"
    assert form.answers()["last_day_source"] == "art. 37, Act on International Assistance (sample)"


def test_where_the_basis_fixes_days_nothing_is_filled_in() -> None:
    form = opened("ReportArrest", "provisional_arrest", code="lhc", **ARREST)
    assert form.validate(), form.mistakes()
    assert form.answers()["last_day"] == ""


def test_where_neither_is_known_the_official_names_the_day() -> None:
    form = opened("ReportArrest", "provisional_arrest", LAW, **ARREST)
    assert not form.validate()
    assert "Give the last day" in str(form.mistakes())


def test_the_authority_and_the_formalities_of_a_measure_are_proposed() -> None:
    about = case_file("assistance", "requested", "reciprocity")
    form = form_for("WriteToAuthority")()
    form.offer(about, OURS)
    form.propose(about, OURS)
    assert form["authority"].data == "District Prosecutor (sample)"
    assert "art. 11" in form["authority"].description


def test_the_kinds_of_assurance_that_our_law_admits_come_first_with_their_article() -> None:
    form = opened("Undertake", "extradition", side="requesting")
    offered = [(one.value, str(one.label)) for one in form["undertakings"][0].form["kind"].choices]
    assert [value for value, _ in offered[:3]] == ["", "death_penalty", "retrial"]
    assert "art. 31" in offered[1][1]
    assert "The death penalty will not be imposed." in form.guidance


def test_a_request_that_rests_on_several_bases_knows_our_law_too() -> None:
    about = case_file("extradition", "requested", "eaw", contents={"choose_basis": {"further_bases": ["reciprocity"]}})
    several = resting_on(OURS.about("extradition"), "eaw", ["reciprocity"])
    form = form_for("RefuseExtradition")(
        retold({**WHY, "ground": "reciprocity:X-law", "present": "no", "own_law": ["death"]})
    )
    form.judged(TODAY, about)
    form.offer(about, several)
    assert form.validate(), form.mistakes()
    assert form.answers()["law_grounds"]
    closed = form_for("RefuseExtradition")(retold({**WHY, "ground": "W-3-1", "present": "no", "own_law": ["death"]}))
    closed.judged(TODAY, about)
    closed.offer(about, several)
    assert not closed.validate()
