"""An agreement as it is told, the instrument that it becomes, and what is said to be wrong with it."""

from __future__ import annotations

import copy
import time
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from mla.agreements import keeping
from mla.agreements.as_file import answers_of, file_of
from mla.agreements.entered import FILE, QUESTIONS, told_of
from mla.agreements.faults import faults
from mla.agreements.keeping import NotNow
from mla.agreements.known import know
from mla.canonical import Answers
from mla.installation import Installation
from mla.instruments import Law, Refusable
from mla.instruments.agreement import Rules, code_of, instrument_of
from mla.instruments.in_spanish import languages
from mla.instruments.tables import KEYED
from mla.lifecycle.terms import Role
from mla.models import Agreement
from mla.records.verify import verify
from mla.sample.ministry import Ministry
from tests.support.agreements import answered, checked, entered, in_use, laid

LAW = Law()


def told(**others: Any) -> Answers:
    """What the usual answers tell."""
    found, wrong = told_of(QUESTIONS, answered(**others), (), "SI", LAW)
    assert wrong == []
    return found


def law_with(*agreements: Answers) -> Law:
    law = Law()
    law.learn({code_of(one): one for one in agreements})
    return law


def test_its_code_is_made_of_the_two_states_and_its_text() -> None:
    assert code_of(told()).startswith("BE-SI.")
    assert code_of(told()) == code_of(copy.deepcopy(told()))
    assert code_of(told()) != code_of(told(signed="2025-05-04"))


def test_its_code_is_that_of_no_instrument_that_ships() -> None:
    assert not [code for code in LAW.shipped if "." in code]


def test_it_becomes_an_instrument_like_any_other() -> None:
    law, code = law_with(told()), code_of(told())
    assert law.short(code, "fr") == "accord du 3 mai 2025 (Belgique – Slovénie)"
    assert law.cite(code, "request", "es") == "artículo 1 del acuerdo de 3 de mayo de 2025 (Bélgica – Eslovenia)"
    assert (
        law.about("extradition").cite(code, "refusal", "en")
        == "article 3 of the agreement of 3 May 2025 (Belgium – Slovenia)"
    )
    assert [row.label.en for row in law.grounds(code, Refusable("assistance", "assistance"))] == [
        "The secrets of the quarry would be disclosed"
    ]
    assert law.must_consult(code, "assistance")
    assert not law.must_consult(code, "extradition")
    assert law.measures(code) == law.measures("lhc")
    assert "MLA-G-03" in [row.id for row in law.contents(code)]
    assert law.limits(code, "acknowledgement")[0].days == 5
    assert len(law.digest(code)) == 64


def test_an_agreement_can_say_whatever_an_instrument_can_but_for_crimes_and_annexes_of_its_own() -> None:
    assert KEYED.keys() - Rules.model_fields.keys() == {"crimes", "annexes"}


def test_without_its_spanish_title_no_letter_under_it_is_in_spanish() -> None:
    with_es, without = told(), told(title_es="")
    assert languages(law_with(with_es), code_of(with_es)) == ("en", "fr", "es")
    assert languages(law_with(without), code_of(without)) == ("en", "fr")


def test_what_ships_stays_as_it_was() -> None:
    law = law_with(told())
    assert law.first() == LAW.first()
    assert law.every_crime() == LAW.every_crime()
    assert law.every_measure() == LAW.every_measure()
    assert law.question_sets() == LAW.question_sets()
    assert law.taking_part() == LAW.taking_part()
    assert {code: law.digest(code) for code in LAW.instruments} == {code: LAW.digest(code) for code in LAW.instruments}
    law.learn({})
    assert law.instruments == LAW.instruments


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ({"in_force_from": "2025-05-02"}, "before it was signed"),
        ({"ends": "2025-05-02"}, "ends before it begins"),
        ({"sort": "memorandum", "born_on": "1960-05-01"}, "names that person"),
        ({"sort": "memorandum", "person": "Ana Novak"}, "a namesake must not share"),
        ({"sort": "memorandum", "person": "Ana Novak", "person_number": "P-17"}, "have it by chance"),
        ({"sort": "memorandum", "person": "Ana Novak", "born_on": "2026-01-01"}, "born after it was signed"),
        ({"person": "Ana Novak"}, "names that person"),
        ({"other": "SI"}, "two different States"),
        ({"kinds": []}, "which kinds of request"),
        ({"kinds": ["assistance", "extradition", "proceedings"]}, "kind “proceedings” could be refused"),
        ({"kinds": ["assistance"]}, "Ground 2 is one for requests of a kind that it does not carry"),
        ({"grounds": []}, "could be refused"),
        ({"any_offence": False, "borrowed": []}, "Say which crimes it covers"),
        ({"borrowed": []}, "or neither"),
        ({"articles": [{"purpose": "request", "article": ""}]}, "say what it rules"),
        ({"limits": [{"rule": "acknowledgement", "days": None, "period": "soon"}]}, "how many days"),
        ({"limits": [{"rule": "acknowledgement", "days": 5}]}, "which State must act"),
        ({"ways": [{"what": "channel", "en": "x"}]}, "in English and in French"),
        ({"grounds": [{"level": "optional", "en": "x", "fr": "y"}]}, "name the kind of request"),
        ({"grounds": [{"kind": "assistance", "en": "x", "fr": "y"}]}, "mandatory or optional"),
        ({"title_en": "Treaty with [State]"}, "still to be filled in"),
        ({"title_fr": "<b>"}, "< > { }"),
        ({"contents": [{"known": "lhc MLA-G-03", "level": "M"}] * 2}, "stands twice"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(others: dict[str, Any], sentence: str) -> None:
    _told, wrong = told_of(QUESTIONS, answered(**others), (), "SI", LAW)
    assert [one for one in wrong if sentence in one], wrong


@pytest.mark.parametrize("actor", ["requested", "requesting", "both", "either"])
def test_who_must_act_within_a_period_is_told_as_it_was_said(actor: str) -> None:
    period = {"rule": "acknowledgement", "actor": actor, "days": 9, "article": "4"}
    assert [row["actor"] for row in told(limits=[period])["rules"]["limits"]] == [actor]


def test_a_ground_that_is_known_comes_with_its_words_in_every_language() -> None:
    found = told(
        grounds=[{"known": "lhc M-e", "level": "optional", "article": "3"}], kinds=["assistance"], must_consult=[]
    )
    label = instrument_of(found).grounds[0].label
    assert (label.text("fr"), label.text("es")) == tuple(
        next(row for row in LAW.shipped["lhc"].grounds if row.code == "M-e").label.text(language)
        for language in ("fr", "es")
    )


def test_what_came_from_abroad_can_be_written_on_as_a_file() -> None:
    one = told()
    assert tomllib.loads(file_of(one))["grounds"][1]["level"] == "mandatory"
    again, wrong = told_of(FILE, answers_of(one, "SI"), (), "SI", LAW)
    assert wrong == []
    first, second = instrument_of(one), instrument_of(again)
    same = {"code": first.code, "source": first.source}
    assert second.model_copy(update=same).grounds == first.grounds
    assert (second.cite, second.limits, second.like, second.covers) == (
        first.cite,
        first.limits,
        first.like,
        first.covers,
    )


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(("sort", "states", "name", "rules", "documents", "signed", "x")), inner, max_size=5
            )
        ),
        max_leaves=20,
    )
)
def test_whatever_comes_is_judged_in_sentences(value: Any) -> None:
    wrong = faults(value if isinstance(value, dict) else {"x": value}, LAW.shipped)
    assert wrong
    assert all(isinstance(one, str) for one in wrong)


# What is kept
def test_a_version_that_was_accepted_is_never_changed(slovenia: Ministry) -> None:
    in_use(slovenia)
    with slovenia.session() as session:
        row = session.scalars(select(Agreement)).one()
        who = slovenia.official(session, Role.SIGNATORY)
        for change in (
            lambda: keeping.write(row, {}, who),
            lambda: keeping.lay(session, slovenia.installation, row, who, slovenia.clock()),
            lambda: keeping.send_back(row, who, "x"),
            lambda: keeping.decline(row, who, "x", slovenia.clock()),
            lambda: keeping.check(session, row, who, row.digest or "", slovenia.clock()),
        ):
            with pytest.raises(NotNow):
                change()


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("told", {"states": ["BE", "SI"]}, "its text is not the one"),
        ("ends", None, ""),
        ("in_force_from", None, "its days are not those"),
        ("editors", ["decider@si.example"], "whoever checked it had written in it"),
    ],
)
def test_what_was_changed_behind_the_back_of_all_is_found(
    slovenia: Ministry, column: str, value: Any, sentence: str
) -> None:
    in_use(slovenia)
    with slovenia.session() as session:
        setattr(session.scalars(select(Agreement)).one(), column, value)
        session.commit()
    with slovenia.session() as session:
        found = list(verify(session, slovenia.installation))
    assert [one for one in found if sentence in one] if sentence else found == []


def test_one_that_is_gone_is_missed(slovenia: Ministry) -> None:
    in_use(slovenia)
    with slovenia.session() as session:
        session.delete(session.scalars(select(Agreement)).one())
        session.commit()
    with slovenia.session() as session:
        assert [one for one in verify(session, slovenia.installation) if "is not there any more" in one]


def test_a_text_that_is_not_the_one_signed_is_no_law(slovenia: Ministry) -> None:
    code = in_use(slovenia)
    with slovenia.session() as session:
        row = session.scalars(select(Agreement)).one()
        row.told = {**(row.told or {}), "signed": "2001-01-01"}
        session.commit()
        fresh = know(session, Installation(slovenia.config))
    assert code not in fresh.law.instruments


def test_another_process_knows_it_with_its_next_question_and_asks_one_number_each_time(slovenia: Ministry) -> None:
    other = Installation(slovenia.config)
    with slovenia.session() as session:
        know(session, other)
        assert other.law.instruments == LAW.instruments
    code = in_use(slovenia)
    with slovenia.session() as session:
        assert code in know(session, other).law.instruments
        known = other.law.instruments
        begun = time.perf_counter()
        for _ in range(200):
            know(session, other)
        assert (time.perf_counter() - begun) / 200 < 0.003, "A page must not feel it."
        assert other.law.instruments is known, "Nothing is read again while nothing is new."
        assert session.scalar(select(func.count()).select_from(Agreement)) == 1


def test_the_very_same_is_not_kept_twice(slovenia: Ministry) -> None:
    in_use(slovenia)
    number = entered(slovenia)
    with pytest.raises(NotNow, match="kept already"):
        laid(slovenia, number)


def test_nobody_checks_what_is_no_longer_laid_before_them(slovenia: Ministry) -> None:
    number = entered(slovenia)
    with pytest.raises(NotNow, match="moved on"):
        checked(slovenia, number)
