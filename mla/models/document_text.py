"""What stands in a document, read once for all requests to which it belongs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mla.storage.database import Base

LACKING = ("scan", "office")
"""What keeps a document from being read for want of a program: it is a scan, and OCR is lacking here; it is of a kind for which LibreOffice is."""

OUTCOMES = ("read", "in_part", "names", *LACKING, "not_read", "unreadable")
"""What became of reading a document: all of it was read, or its beginning; of some files of an archive only the names; a program is lacking; nobody reads documents of its kind; it cannot be opened."""


class DocumentText(Base):
    """The text of the document with this sha256, its pages apart by form feeds. Read by the courier (`mla/register/documents.py`), never by a step.

    `reader` is the version of the reader that read it, so that a better one reads it again. By these words requests are found
    only as far as `SearchText` takes them over: who a protected person is may stand here.
    """

    __tablename__ = "document_text"
    __table_args__ = (CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome"),)

    sha256: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    outcome: Mapped[str]
    reader: Mapped[int]
    at: Mapped[datetime]
