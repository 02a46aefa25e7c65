"""What letters of this installation say otherwise than they ship: corrected by one official, in use once a second has confirmed it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.documents.retelling import Correction
from mla.models import LetterCorrection


def corrections(session: Session, language: str = "") -> tuple[Correction, ...]:
    """Those in use, the oldest first, as letters are drawn with them: of one language, or of all."""
    query = select(LetterCorrection).where(LetterCorrection.decided_by_id.is_not(None), ~LetterCorrection.taken_back)
    if language:
        query = query.where(LetterCorrection.language == language)
    return tuple(
        Correction(one.language, one.letter, one.was, one.now)
        for one in session.scalars(query.order_by(LetterCorrection.id))
    )


def of_letter(session: Session, language: str, letter: str) -> list[LetterCorrection]:
    """Every correction of one text that was ever written, the newest first."""
    query = select(LetterCorrection).where(LetterCorrection.language == language, LetterCorrection.letter == letter)
    return list(session.scalars(query.order_by(LetterCorrection.id.desc())))
