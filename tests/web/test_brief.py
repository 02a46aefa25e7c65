"""The brief before a meeting: what each State waits for from the other, the oldest first, and what was promised; only for who sees requests with it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import update

from mla.languages import LETTERS
from mla.lifecycle.terms import Role
from mla.models import Dossier
from tests.support.drive import Matter
from tests.support.verapdf import failures
from tests.unit.documents.reader import text
from tests.web.test_few_questions import more_requests

SAYS = {
    "en": ("Brief", "What we have asked of them", "Under way", "Keep it."),
    "fr": ("Note d’entretien", "Ce que nous avons demandé", "En cours", "Keep it."),
    "es": ("Nota para la reunión", "Lo que hemos pedido", "En curso", "Keep it."),
}


def test_what_we_owe_here_is_what_they_wait_for_there(executing: Matter) -> None:
    ours = executing.be.official(Role.DECIDER).get("/states/SI/brief").main
    theirs = executing.si.official(Role.SIGNATORY).get("/states/BE/brief").main
    assert "What Slovenia has asked of us 1 request is under way" in ours
    assert "What we have asked of Slovenia Nothing is under way." in ours
    assert "What Belgium has asked of us Nothing is under way." in theirs
    assert "What we have asked of Belgium 1 request is under way" in theirs


def test_a_draft_stands_in_no_brief(draft: Matter) -> None:
    page = draft.si.official(Role.SIGNATORY).get("/states/BE/brief")
    assert page.status == 200
    assert "Investigation Tresna" not in page.main


def test_of_a_state_with_which_nothing_is_seen_there_is_no_brief(executing: Matter) -> None:
    executing.be.hire("stranger", Role.EXAMINER)
    assert executing.be.official("stranger").get("/states/SI/brief").status == 404
    for code in ("FR", "XX", "..", "si", "<b>"):
        assert executing.be.official(Role.DECIDER).get(f"/states/{code}/brief").status == 404
    link = executing.be.official(Role.DECIDER).get("/requests?counterpart=SI").links
    assert "/states/SI/brief" in link


@pytest.mark.verapdf
@pytest.mark.parametrize("language", LETTERS)
def test_the_paper_holds_two_pages_says_how_many_more_there_are_and_is_readable_by_all(
    executing: Matter, tmp_path: Path, language: str
) -> None:
    si = executing.si
    more_requests(si, 25, executing.number)
    address = f"/states/BE/brief-{language}.pdf"
    assert address in si.official(Role.SIGNATORY).get("/states/BE/brief").links
    pdf = si.official(Role.SIGNATORY).get(address).data
    (tmp_path / "brief.pdf").write_bytes(pdf)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2
    whole = " ".join(text(pdf).split())
    for words in SAYS[language]:
        assert words in whole, words
    assert "/requests?" in whole.replace(" ", "")
    assert not any(failures([tmp_path / "brief.pdf"], "3a,ua1").values())


def test_long_titles_leave_room_for_fewer_requests_and_never_for_a_third_page(executing: Matter) -> None:
    si = executing.si
    more_requests(si, 25, executing.number)
    with si.ministry.session() as session:
        session.execute(update(Dossier).values(title="Donaudampfschifffahrt " * 12))
        session.commit()
    pdf = si.official(Role.SIGNATORY).get("/states/BE/brief-en.pdf").data
    assert len(PdfReader(io.BytesIO(pdf)).pages) <= 2
    assert "more" in text(pdf)


def test_a_paper_is_drawn_for_nobody_who_sees_no_request_and_in_no_other_language(executing: Matter) -> None:
    executing.be.hire("stranger", Role.EXAMINER)
    assert executing.be.official("stranger").get("/states/SI/brief-en.pdf").status == 404
    assert executing.be.official(Role.DECIDER).get("/states/SI/brief-ar.pdf").status == 404
    assert executing.be.official(Role.DECIDER).get("/states/FR/brief-en.pdf").status == 404
