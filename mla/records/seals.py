"""Seals a paper where the ministry has a seal, and notes in the audit log what the seal lacks. The caller commits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mla.installation import Installation
from mla.records import audit
from mla.seals.sealing import seal_pdf


def sealed(session: Session, installation: Installation, pdf: bytes, at: datetime, reference: str) -> bytes:
    """The paper as it is kept and sent: sealed, or as it was drawn where no seal is set. Raises NotSealed."""
    if installation.seal is None:
        return pdf
    made = seal_pdf(pdf, installation.seal, at, reference)
    for what, why in made.lacks:
        audit.note(session, "seal_incomplete", who="system", paper=reference, lacks=what, why=why)
    return made.pdf
