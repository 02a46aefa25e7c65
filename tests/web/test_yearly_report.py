"""The report of a year: as a paper that says the same in each language of letters, and as a table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from mla.languages import LETTERS
from mla.lifecycle.terms import Role
from tests.conftest import TODAY
from tests.support.drive import Matter
from tests.support.verapdf import failures
from tests.unit.documents.reader import text

YEAR = TODAY.year
SAYS = {
    "en": (
        "report for 2026",
        "Request for mutual legal assistance",
        "Slovenia",
        "Receipt confirmed",
        "half of them within so many days",
    ),
    "fr": (
        "rapport pour 2026",
        "Demande d’entraide judiciaire",
        "Slovénie",
        "Accusé de réception",
        "la moitié en tant de jours",
    ),
    "es": (
        "informe de 2026",
        "Solicitud de asistencia judicial",
        "Eslovenia",
        "Acuse de recibo",
        "la mitad en tantos días",
    ),
}


@pytest.mark.verapdf
@pytest.mark.parametrize("language", LETTERS)
def test_the_paper_tells_the_year_and_is_readable_by_all(executing: Matter, tmp_path: Path, language: str) -> None:
    pdf = executing.be.official(Role.DECIDER).get(f"/statistics/{YEAR}-{language}.pdf").data
    whole = " ".join(text(pdf).split())
    for words in SAYS[language]:
        assert words in whole
    assert "onfidenti" not in whole, "anybody may read it"
    (tmp_path / "report.pdf").write_bytes(pdf)
    assert not any(failures([tmp_path / "report.pdf"], "3a,ua1").values())


def test_the_table_has_one_row_for_each_kind_and_state_on_each_side(executing: Matter) -> None:
    answer = executing.be.official(Role.DECIDER).get(f"/statistics/{YEAR}.csv").data.decode()
    told = [row[:8] for row in csv.reader(io.StringIO(answer))][1:]
    assert told[:3] == [
        ["All requests", "", "We were asked", "1", "0", "0", "0", "1"],
        ["Kind of request", "Mutual legal assistance", "We were asked", "1", "0", "0", "0", "1"],
        ["State", "Slovenia", "We were asked", "1", "0", "0", "0", "1"],
    ]
    receipt, decision = told[5][3:5]
    assert receipt.isdecimal()
    assert decision.isdecimal()
    assert told[3:] == [
        [],
        [
            "Half of them within",
            TODAY.date().isoformat(),
            "",
            "Receipt confirmed",
            "Decided",
            "Fulfilled",
            "Refused",
            "Ended in another way",
        ],
        ["Kind of request", "Mutual legal assistance", "We were asked", receipt, decision, "", "", ""],
        ["State", "Slovenia", "We were asked", receipt, decision, "", "", ""],
    ]


def test_whoever_sees_no_request_finds_none_counted(executing: Matter) -> None:
    executing.be.hire("Outsider", Role.EXAMINER)
    outsider = executing.be.official("Outsider")
    told = outsider.get(f"/statistics/{YEAR}.csv").data.decode()
    assert len([line for line in told.splitlines() if line]) == 2, "the heads alone"
    assert "Nothing was opened or ended" in text(outsider.get(f"/statistics/{YEAR}-en.pdf").data)


@pytest.mark.parametrize("name", [f"{YEAR + 1}-en.pdf", "1899-en.pdf", "0.csv", f"{YEAR}-de.pdf", "99999999999.csv"])
def test_there_is_no_report_of_a_year_to_come_or_in_a_language_that_papers_lack(executing: Matter, name: str) -> None:
    assert executing.be.official(Role.DECIDER).get(f"/statistics/{name}").status == 404
