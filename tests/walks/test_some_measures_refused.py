"""Some measures are refused and the others go on; both States see the same."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from forms.deciding import Refuse
from forms.executing import Answer, ReportMeasure
from mla.instruments import Law
from mla.models import Dossier, Paper
from mla.sample.drafting import draft_ravna
from mla.sample.ministry import Ministry, Misfilled
from tests.support.case_files import case_file
from tests.support.drive import CONSULTED, REFUSAL, assert_both_agree, results, send, take_in
from tests.unit.documents.reader import text


def standings(ministry: Ministry, number: object) -> list[str]:
    with ministry.session() as session:
        return [measure.status for measure in session.get_one(Dossier, number).measures]


def test_two_measures_are_refused_and_two_go_on(pair: tuple[Ministry, Ministry]) -> None:
    si, be = pair
    number = draft_ravna(si)
    send(si, be, number)
    take_in(be, si, number)
    with pytest.raises(Misfilled, match="To refuse them all, refuse the request"):
        be.take(number, "refuse_in_part", measures=["1", "2", "3", "4"], **REFUSAL)
    be.take(number, "refuse_in_part", measures=["2", "3"], **REFUSAL)
    be.take(number, "accept")
    be.post_to(si)
    assert standings(si, number) == standings(be, number) == ["sought", "refused", "refused", "sought"]
    assert si.stage(number) == be.stage(number) == "executing"
    be.take(number, "refuse", **REFUSAL)
    be.post_to(si)
    assert set(standings(si, number)) == {"refused"}
    assert_both_agree(si, be, number)


REFUSED = {"outcome": "refused", "ground": "M-e", "result": "Not available in a domestic case."}


def executing(si: Ministry, be: Ministry) -> UUID:
    number = draft_ravna(si)
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "accept")
    return number


class TestThroughTheOutcome:
    """A measure refused by what became of it is refused: with ground, reasons, and the consultation that went before."""

    def test_it_is_not_recorded_without_the_consultation(self, pair: tuple[Ministry, Ministry]) -> None:
        si, be = pair
        number = executing(si, be)
        with pytest.raises(Misfilled, match=r"A measure is refused\. Say whether you consulted."):
            be.take(number, "report_measure", measure="3", **REFUSED)
        be.take(number, "report_measure", measure="3", **REFUSED, **CONSULTED)

    def test_it_is_not_answered_without_reasons_or_consultation(self, pair: tuple[Ministry, Ministry]) -> None:
        si, be = pair
        number = executing(si, be)
        rows: list[dict[str, Any]] = results(be, number)
        be.take(number, "report_measure", measure="1", outcome="done", result="Heard.")
        rows[2] |= REFUSED
        with pytest.raises(Misfilled, match=r"A measure is refused\. Tell of the consultation"):
            be.take(number, "answer_in_part", results=rows)
        rows[2]["result"] = ""
        with pytest.raises(Misfilled, match="the reasons for which measure 3 is refused"):
            be.take(number, "answer_in_part", results=rows, **CONSULTED)

    def test_what_was_recorded_is_told_in_the_letter(self, pair: tuple[Ministry, Ministry]) -> None:
        si, be = pair
        number = executing(si, be)
        for measure in ("1", "2", "4"):
            be.take(number, "report_measure", measure=measure, outcome="done", result="Done.")
        be.take(number, "report_measure", measure="3", **REFUSED, **CONSULTED)
        rows: list[dict[str, Any]] = results(be, number)
        rows[2] |= REFUSED
        be.take(number, "answer", results=rows)
        be.post_to(si)
        with si.session() as session:
            paper = session.query(Paper).filter(Paper.name == "transmittal_of_results").one()
            whole = text(si.installation.store.read(paper.sha256))
        assert "A consultation before the refusal of a measure was not considered appropriate." in whole
        assert "No condition could meet the concern." in whole
        assert_both_agree(si, be, number)

    def test_what_was_refused_by_a_letter_of_its_own_is_not_asked_again(self, pair: tuple[Ministry, Ministry]) -> None:
        si, be = pair
        number = executing(si, be)
        be.take(number, "refuse_in_part", measures=["3"], **REFUSAL)
        for measure in ("1", "2", "4"):
            be.take(number, "report_measure", measure=measure, outcome="done", result="Done.")
        rows: list[dict[str, Any]] = results(be, number)
        rows[2] |= {"outcome": "refused", "ground": "M-g", "result": ""}
        be.take(number, "answer", results=rows)
        be.post_to(si)
        assert standings(si, number) == ["done", "done", "refused", "done"]
        assert_both_agree(si, be, number)


@pytest.mark.parametrize("cls", [Refuse, Answer, ReportMeasure])
def test_where_the_instrument_obliges_to_consult_nobody_says_that_it_was_not_appropriate(cls: Any) -> None:
    law = Law().about("assistance")

    def choices(instrument: str, side: str = "requested") -> list[str]:
        form = cls()
        form.offer(case_file(side=side, instrument=instrument), law)
        return [choice.value for choice in form.consultation.choices]

    assert choices("lhc") == ["held", "not_appropriate"]
    assert choices("uncac") == choices("untoc") == ["held"]
    assert choices("uncac", "requesting") == ["held", "not_appropriate"], "What another State says is recorded."


@pytest.mark.parametrize("code", ["uncac", "untoc"])
def test_the_duty_to_consult_keeps_its_mark_and_source(code: str) -> None:
    (duty,) = Law().instruments[code].duties
    assert duty.mark == "R-h"
    assert "to be read" in duty.source
