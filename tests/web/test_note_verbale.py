"""The text of a note verbale: what goes with a letter of ours through the diplomatic channel, in the letter's language."""

from __future__ import annotations

import pytest

from mla.languages import LETTERS
from mla.lifecycle.terms import Role
from mla.models import Dossier, Paper
from tests.support.drive import Matter
from tests.unit.documents.reader import text

SAYS = {
    "en": (
        "presents its compliments",
        "assurances of its highest consideration",
        "Request for mutual legal assistance",
    ),
    "fr": ("présente ses compliments", "sa très haute considération", "Demande d’entraide judiciaire"),
    "es": ("saluda atentamente", "más alta y distinguida consideración", "Solicitud de asistencia judicial recíproca"),
}


def of_letter(matter: Matter, side: str, language: str = "en") -> str:
    """The address of the note of a side's first letter, which is put into a language."""
    with matter.si.ministry.session() as session:
        papers = session.get_one(Dossier, matter.number).papers
        found = next(one for one in papers if one.side == side)
        session.get_one(Paper, found.id).language = language
        session.commit()
        return matter.at(f"papers/{found.id}/note_verbale.pdf")


@pytest.mark.parametrize("language", LETTERS)
def test_a_note_names_the_letter_and_speaks_for_the_ministry_of_foreign_affairs(sent: Matter, language: str) -> None:
    address = of_letter(sent, "requesting", language)
    whole = text(sent.si.official(Role.SIGNATORY).get(address).data)
    for words in (*SAYS[language][:2], "SI-MLA-2026-0001/1"):
        assert words in whole
    assert {"en": "Letter of request", "fr": SAYS["fr"][2], "es": SAYS["es"][2]}[language] in whole


def test_there_is_no_note_for_a_letter_of_the_other_state(executing: Matter) -> None:
    assert executing.si.official(Role.SIGNATORY).get(of_letter(executing, "requested")).status == 404
