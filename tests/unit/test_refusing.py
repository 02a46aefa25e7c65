"""What a refusal asks: one ground or several, each with what it regards, and what the instrument attaches to it."""

from __future__ import annotations

from typing import Any

import pytest

from forms import form_for
from forms.base import retold
from forms.refusing import Refusal
from mla.instruments import Law
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.fates import WHOM
from tests.support.case_files import case_file

LAW = Law()
SAID = {
    "reasons": "The acts were judged here.",
    "consultation": "held",
    "consultation_reason": "On 3 November 2026, by telephone.",
}


def refusal(kind: str = "extradition", name: str = "RefuseExtradition", code: str = "lhc", **said: Any) -> Refusal:
    """The refusal of such a request, with this said."""
    form = form_for(name)(retold({**SAID, **said}))
    form.offer(case_file(kind, "requested", code), LAW.about(LIFECYCLES[kind].field))
    form.validate()
    return form  # type: ignore[return-value]


def mistakes(form: Refusal) -> dict[str, str]:
    """Every mistake, by its field."""
    return {field.split("-")[0]: str(sentence) for field, sentence in form.mistakes()}


def test_limitation_and_nationality_are_named_together() -> None:
    form = refusal(ground="E-2i", further=[{"ground": "E-nat", "regards": []}], present="no")
    assert mistakes(form) == {}
    assert form.answers()["further"] == [{"ground": "E-nat", "regards": []}]


def test_a_refusal_on_one_ground_says_what_it_always_said() -> None:
    form = refusal(ground="E-2i", present="no")
    assert mistakes(form) == {}
    assert not {"regards", "further"} & set(form.answers())


def test_a_ground_is_not_named_twice() -> None:
    form = refusal(ground="E-2i", further=[{"ground": "E-2i"}], present="no")
    assert "named twice" in mistakes(form)["further"]


def test_a_ground_of_no_instrument_is_none() -> None:
    assert "ground" in mistakes(refusal(ground="fiscal", present="no"))


def test_a_ground_that_an_assurance_removes_asks_whether_one_was_asked_for() -> None:
    assert "art. 51(1)(b)" in mistakes(refusal(ground="E-1b", present="no"))["remedy"]
    assert mistakes(refusal(ground="E-1b", present="no", remedy="An assurance was asked for and declined.")) == {}


def test_the_page_says_below_a_ground_what_the_instrument_attaches_to_it() -> None:
    hints = refusal().ground.hints
    assert "assurance" in hints["E-1b"]
    assert "art. 51(1)(b)" in hints["E-1b"]
    assert "art. 14(1)" in hints["E-nat"]
    assert "art. 11" in hints["E-2i"]


def test_whoever_is_present_and_neither_extradited_nor_prosecuted_is_told_why() -> None:
    form = refusal(ground="E-nat", present="yes", instead="nothing")
    assert "neither prosecution" in mistakes(form)["why_nothing"]
    assert mistakes(refusal(ground="E-nat", present="yes", instead="prosecution")) == {}


@pytest.mark.parametrize(
    ("kind", "name", "ground"),
    [
        ("team", "RefuseTeam", "M-team"),
        ("consent", "RefuseConsent", "E-consent"),
        ("provisional_arrest", "RefuseArrest", "E-arrest"),
    ],
)
def test_what_rests_on_agreement_is_declined_with_reasons_and_nobody_is_asked_of_a_consultation(
    kind: str, name: str, ground: str
) -> None:
    form = refusal(kind, name, ground=ground)
    assert mistakes(form) == {}
    assert "consultation" not in form
    assert "reasons" in mistakes(refusal(kind, name, ground=ground, reasons=""))


def test_a_transfer_declined_at_discretion_gives_reasons_though_the_convention_lets_them_wait() -> None:
    assert mistakes(refusal("transfer", "RefuseTransfer", ground="T-left", reasons="", consultation="")) == {}


@pytest.mark.parametrize(("kind", "name"), [("assets", "RefuseAssets"), ("detainee", "RefuseDetainee")])
def test_part_three_asks_for_the_consultation_whatever_is_asked_for(kind: str, name: str) -> None:
    wrong = mistakes(refusal(kind, name, ground="M-g", consultation="", consultation_reason=""))
    assert {"consultation", "consultation_reason"} <= set(wrong)


def test_where_consultation_is_a_duty_nobody_says_that_it_was_not_appropriate() -> None:
    form = refusal("assets", "RefuseAssets", "uncac", ground="U-b")
    assert [choice.value for choice in form.consultation.choices] == ["held"]


def test_what_a_ground_regards_is_asked_below_the_ground() -> None:
    order = [field.short_name for field in refusal() if field.short_name != WHOM]
    assert order[:3] == ["ground", "regards", "further"]
