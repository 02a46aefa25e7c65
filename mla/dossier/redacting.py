"""Redacted copies of the documents of a request: who may make one, how it is made, looked through and kept, and which is the newest.

The original stays as it is. The copy stands in the file store, a row says of what it is and what is black on it and why, and the
audit log has the digest of the row. The caller commits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.documents.bounded import MEGABYTE, Limit, run
from mla.documents.reading import Unreadable
from mla.documents.redaction import MOST_PAGES, Burned, Region
from mla.documents.sheets import KINDS
from mla.documents.sought import Found
from mla.installation import Installation
from mla.models import Attachment, DocumentText, Dossier, Official, Redaction
from mla.names import normal
from mla.permission import COMMENTS
from mla.records import audit
from mla.records.digests import redaction_digest
from mla.register.documents import PAGE, READER, Kept
from mla.register.given_away import gives_away
from mla.words import _

REDACTING = Limit(150.0, 2_500 * MEGABYTE)
"""What making one copy may take."""

SEEING = Limit(30.0, 2_500 * MEGABYTE)
"""What drawing one page for a screen may take."""

REASONS = ("protected", "confidential", "privileged", "personal", "other")
"""Why something is black."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "redacted": "Redacted:", "page": "Redacted on this page:", "protected": "protected person", "confidential": "confidential",
        "privileged": "privileged", "personal": "personal data", "other": "other reason",
    },
    "fr": {
        "redacted": "Occulté\u00a0:", "page": "Occulté sur cette page\u00a0:", "protected": "personne protégée", "confidential": "confidentiel",
        "privileged": "secret professionnel", "personal": "données personnelles", "other": "autre motif",
    },
    "es": {
        "redacted": "Tachado:", "page": "Tachado en esta página:", "protected": "persona protegida", "confidential": "confidencial",
        "privileged": "secreto profesional", "personal": "datos personales", "other": "otro motivo",
    },
}  # fmt: skip
"""What stands on a box, and above a page that has one."""


@dataclass(frozen=True)
class Original:
    """A document of which a copy is made: its bytes, its kind, and the languages in which it may be written."""

    content: bytes
    media_type: str
    languages: Sequence[str]


def may_redact(official: Official) -> bool:
    """Whether an official who sees a request makes redacted copies of its documents: whoever works on requests, not those who only read."""
    return official.has(*COMMENTS)


def redactable(annex: Attachment) -> bool:
    """Whether a document has pages that can be blacked out."""
    return annex.media_type in KINDS


def copies(session: Session, dossier: Dossier, annex: Attachment) -> list[Redaction]:
    """The redacted copies of a document, the newest first."""
    return [one for one in _all(session, dossier) if one.original == annex.sha256]


def newest(session: Session, dossier: Dossier) -> Mapping[str, Redaction]:
    """The newest redacted copy of each document of a request that has one, by the sha256 of the document."""
    return {one.original: one for one in reversed(_all(session, dossier))}


def _all(session: Session, dossier: Dossier) -> list[Redaction]:
    wanted = select(Redaction).where(Redaction.dossier_id == dossier.id).order_by(Redaction.id.desc())
    return list(session.scalars(wanted))


# What is done with a document, in the bounded process. Each raises Unreadable, PaperNotDrawn and Busy.
def pages(original: Original) -> int:
    """How many pages it has; Unreadable also where it has too many."""
    count = _run("redaction", "count", original, limit=SEEING)
    assert isinstance(count, int)
    if count > MOST_PAGES:
        told = _(
            "This document has %(pages)s pages. At most %(most)s can be redacted at a time: split it, and attach the parts.",
            pages=f"{count:,}", most=f"{MOST_PAGES:,}",
        )  # fmt: skip
        raise Unreadable(told)
    return count


def shown(original: Original, page: int, regions: Sequence[Region], language: str) -> bytes:
    """A page as a screen shows it (JPEG), with what is black on it."""
    drawn = _run("redaction", "shown", original, page, regions, WORDS[language], limit=SEEING)
    assert isinstance(drawn, bytes)
    return drawn


def found(original: Original, words: Sequence[str], reason: str) -> Found:
    """Where these words stand in it."""
    told = _run("sought", "find", original, words, reason, original.languages, limit=REDACTING)
    assert isinstance(told, Found)
    return told


def _run(where: str, name: str, original: Original, *more: object, limit: Limit) -> object:
    try:
        return run(f"mla.documents.{where}", name, original.content, original.media_type, *more, limit=limit)
    except RuntimeError as error:  # what a library made of a document that is none
        raise Unreadable(_("The pages of this document cannot be shown: it is damaged.")) from error


def burned(original: Original, regions: Sequence[Region], language: str) -> Burned:
    """The copy, with what can still be read on its pages."""
    made = _run("redaction", "burn", original, regions, WORDS[language], original.languages, limit=REDACTING)
    assert isinstance(made, Burned)
    return made


@dataclass(frozen=True)
class Copied:
    """What was asked of a copy: what is black, the words that were to be, those of a reason that has no name, the language of what the copy says."""

    regions: Sequence[Region]
    sought: Sequence[str]
    others: Sequence[str]
    language: str


def keep(
    session: Session, installation: Installation, dossier: Dossier, annex: Attachment, made: Burned, copied: Copied,
    by: Official, at: datetime, address: str,
) -> Redaction:  # fmt: skip
    """Keep a copy, and what can be read on it, by which it is told whether it gives a protected person away. Raises OSError when the disk is full."""
    row = Redaction(
        dossier_id=dossier.id, original=annex.sha256, title=annex.title, by_id=by.id, at=at,
        regions=[asdict(one) for one in copied.regions], others=list(copied.others), language=copied.language,
        sha256=installation.store.keep(made.pdf), size=len(made.pdf), pages=made.pages,
        unread=[number for number, told in enumerate(made.told, 1) if told is None],
        still=given_away(made, Kept.of(dossier).secrets | {*map(_squeezed, copied.sought)}),
    )  # fmt: skip
    session.add(row)
    if session.get(DocumentText, row.sha256) is None:
        text = PAGE.join((told or "").replace(PAGE, " ").replace("\0", " ") for told in made.told)
        outcome = "in_part" if row.unread else "read"
        session.add(DocumentText(sha256=row.sha256, text=text, outcome=outcome, reader=READER, at=at))
    session.flush()
    audit.note(
        session, "document_redacted", by, address, dossier=dossier.our_reference, redaction=row.id,
        reasons=sorted({one.reason for one in copied.regions}), sha256=redaction_digest(row),
    )  # fmt: skip
    return row


def given_away(made: Burned, secrets: Iterable[str]) -> list[int]:
    """The pages of a copy on which one of these words stands still, or nearly so."""
    looked_for = frozenset(secrets)
    return [number for number, told in enumerate(made.told, 1) if told and gives_away(normal(told), looked_for)]


def _squeezed(words: str) -> str:
    return "".join(filter(str.isalnum, normal(words)))
