"""Who a protected person is, is found by nobody, whatever the step that told it: asked of the rows themselves."""

from __future__ import annotations

import re
import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.models import Dossier, SearchText
from mla.register.keeping import faults
from mla.sample.ministry import Ministry
from tests.support.drive import letter

NAME = "Krokodilhalle"
HIDDEN = {"capacity": "witness", "protected": True, "pseudonym": "Witness Q", "family_name": NAME, "address": f"{NAME} 7",
          "aliases": [{"name": NAME}], "identity_documents": [{"kind": "passport", "number": "PB0123456"}], "link": "Saw it."}  # fmt: skip
PAPER: dict[str, Any] = {
    "counterpart": "CR", "title": "Hearing of a witness", "instrument": "reciprocity", "language": "en", "authority": "Public Prosecutor",
    "facts": "A case of torture.", "measures": [{"kind": "hearing", "heading_line": "Hearing", "description": "By a judge."}],
}  # fmt: skip


def told(session: Session, number: uuid.UUID) -> str:
    """All by which a request is found."""
    return " ".join(session.scalars(select(SearchText.text).where(SearchText.dossier_id == number)))


def assert_not_found(ministry: Ministry, number: uuid.UUID) -> None:
    with ministry.session() as session:
        words = told(session, number)
        assert "krokodil" not in words
        assert "pb0123456" not in words
        assert list(faults(session, ministry.installation)) == []


def test_a_protected_person_of_a_request_that_came_on_paper(si: Ministry) -> None:
    number = si.register(letter(), **PAPER, persons=[HIDDEN])
    assert_not_found(si, number)
    with si.session() as session:
        assert "witness q" in told(session, number)
        assert "case of torture" in told(session, number), "what stands in the text is found"
        assert re.search("[0-9a-f]{64}", told(session, number)) is None, "no digest stands among the words of a row"


def test_whoever_was_recorded_by_name_and_is_protected_by_a_correction(si: Ministry) -> None:
    plain = {"family_name": NAME, "capacity": "witness"}
    number = si.register(letter(), **PAPER, persons=[plain])
    with si.session() as session:
        assert "krokodil" in told(session, number)
        entry = str(session.get_one(Dossier, number).events[0].number)
    corrected = {**PAPER, "persons": [HIDDEN]}
    si.take(
        number,
        "correct_entry",
        entry=entry,
        reason="The letter says that she is protected.",
        told=corrected,
        channel=letter(),
    )
    assert_not_found(si, number)
