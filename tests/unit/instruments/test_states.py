"""The States that are offered: real ones, and each by the name it bears."""

from __future__ import annotations

import pytest

from forms.base import retold
from forms.basis import Open
from forms.drafting import AskMeasure
from mla.instruments import Law
from mla.instruments.states import BESIDE, FORMER, MEMBERS, state_codes, state_name, state_note
from mla.lifecycle.assistance import ASSISTANCE
from mla.lifecycle.text import RequestText
from mla.participation.lists import shipped

LAW = Law()


def test_there_are_193_members_and_three_beside_them() -> None:
    assert len(MEMBERS) == 193
    assert set(BESIDE) == {"VA", "PS", "XK"}
    assert len(LAW.states()) == 196


@pytest.mark.parametrize("code", ["AQ", "GL", "HK", "PR", "EU", "UN", "BV", "AX"])
def test_a_territory_or_a_union_is_no_state(code: str) -> None:
    assert code not in state_codes()


def test_every_state_has_a_name_in_both_languages() -> None:
    assert [
        code for code in sorted(state_codes()) for language in ("en", "fr") if state_name(code, language) == code
    ] == []


def test_those_beside_bear_their_own_names_and_a_note() -> None:
    assert (state_name("VA", "fr"), state_name("PS", "en")) == ("Saint-Siège", "State of Palestine")
    assert "recognises" in state_note("XK")
    assert state_note("SI") == ""


def test_the_register_that_ships_names_only_states() -> None:
    assert {state for state, _ in shipped().facts} <= state_codes()


@pytest.mark.parametrize("code", FORMER)
def test_a_state_of_the_past_is_named_in_a_sentence(code: str) -> None:
    form = Open(retold({"counterpart": code, "title": "T", "instrument": LAW.first(), "language": "en"}))
    form.offer_text(RequestText(ASSISTANCE), LAW)
    assert not form.validate()
    ((_, sentence),) = form.mistakes()
    assert sentence.endswith("exists no longer. Choose the State of today.")


def test_hints_cite_the_instrument_chosen_and_no_other() -> None:
    from forms.measures import know

    know(LAW.question_sets())

    def label(instrument: str) -> str:
        form = AskMeasure(retold({"kind": "hearing"}))
        form.offer_text(RequestText(ASSISTANCE, instrument=instrument), LAW)
        return str(form["testimony_law"].label.text)

    assert label("lhc").endswith("(art. 25(2)(i), 33(1)-(2))")
    assert label("reciprocity") == "Our law on the right to refuse testimony"
