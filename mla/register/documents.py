"""Requests are found by what stands in their documents: read once for each document, by the courier, apart from every step.

A step only brings the document: it then waits (`found` is false), which an index finds. Reading takes as long as others decide who
made the file, so it happens in the bounded process, outside of any transaction. What a document says that tells who a protected
person is stands in no request's words (`given_away.py`).
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Engine, Select, delete, func, select, update
from sqlalchemy.orm import Session

from mla.documents.bounded import MEGABYTE, Busy, Limit, run
from mla.documents.reading import PDF, Unreadable
from mla.documents.refusing import PaperNotDrawn
from mla.installation import Installation
from mla.languages import LETTERS
from mla.lifecycle.sealed_identity import TELLS
from mla.lifecycle.text import RequestText
from mla.models import Attachment, DocumentText, Dossier, Paper, SearchText
from mla.models.document_text import LACKING
from mla.models.search_text import DOCUMENT
from mla.names import normal
from mla.register.findable import REWRITE
from mla.register.given_away import gives_away, secret_words, withheld
from mla.storage.database import looking, now, open_session
from mla.storage.files import Missing
from mla.words import _

logger = logging.getLogger("mla")

READER = 3
"""Raised when `mla/documents/words.py` reads otherwise than before: `mla register` then has all documents read again."""

READING = Limit(90.0, 1_500 * MEGABYTE)
"""What reading a stretch of a document may take; a stretch ends by itself much sooner."""

PATIENCE = 600.0
"""Seconds after which a document is found by what was read of it until then: some two hundred pages of a scan."""

MOST_CHARACTERS = 1_000_000
"""So much of a document is looked through; what comes later is not found."""

PAGE = "\f"
"""What stands between two pages, in the text of a document and in the words by which it is found."""

AT_ONCE = 50

FIRST_ROW = -2_000_000_000
"""Places of documents are numbered from here on upwards, so that they crowd out nothing that was written in a request itself."""

Document = Attachment | Paper


@dataclass(frozen=True)
class Waiting:
    """A document that is not found yet."""

    of: type[Document]
    number: int
    dossier: uuid.UUID
    sha256: str
    media_type: str
    languages: tuple[str, ...]


# What a step leaves to be done
def after_step(session: Session, dossier: Dossier) -> None:
    """Where the newest entry may have changed who is protected, or which documents there are, none is found until the courier has looked at each anew."""
    newest = dossier.record[-1]
    step = dossier.table.step.get(newest.trigger)
    persons, annexes = dossier.table.list_of("persons"), dossier.table.list_of("attachments")
    changing = {persons and persons.trigger, persons and persons.drop, annexes and annexes.drop}
    may_change = step is None or step.trigger in changing or step.effect in REWRITE | {TELLS}
    if may_change and (dossier.attachments or dossier.papers):
        _hide(session, dossier)


def _hide(session: Session, dossier: Dossier) -> None:
    session.execute(
        delete(SearchText).where(SearchText.dossier_id == dossier.id, SearchText.place.startswith(DOCUMENT))
    )
    for each in (Attachment, Paper):
        session.execute(update(each).where(each.dossier_id == dossier.id, each.found).values(found=False))


def all_again(session: Session) -> None:
    """Let the courier write anew what every document says; what was read by an earlier reader, or could not be read for want of a program, it reads again. The caller commits."""
    session.execute(delete(DocumentText).where((DocumentText.reader != READER) | DocumentText.outcome.in_(LACKING)))
    for each in (Attachment, Paper):
        session.execute(update(each).where(each.found).values(found=False))


# What the courier does
def read_waiting(engine: Engine, installation: Installation) -> int:
    """Read every document that waits, and let its request be found by it; returns how many. One that fails keeps no other waiting."""
    count = 0
    failed: set[tuple[type[Document], int]] = set()
    while found := [one for one in _waiting(engine, failed) if (one.of, one.number) not in failed]:
        for one in found:
            try:
                _find_by(engine, installation, one)
                count += 1
            except Exception:  # whatever it is, the others are read, and this one with the next round
                logger.exception("a document could not be read to find requests by it; it is tried again")
                failed.add((one.of, one.number))
    return count


def _waiting(engine: Engine, failed: Collection[object]) -> list[Waiting]:
    """The documents that wait, letters first, and those that came first before the others."""
    most = AT_ONCE + len(failed)
    annexes = select(Attachment, Dossier.language).join(Dossier).where(~Attachment.found).order_by(Attachment.id)
    with looking(engine) as session:
        letters = session.scalars(select(Paper).where(~Paper.found).order_by(Paper.id).limit(most))
        return [
            *(Waiting(Paper, one.id, one.dossier_id, one.sha256, PDF, (one.language,)) for one in letters),
            *(
                Waiting(Attachment, one.id, one.dossier_id, one.sha256, one.media_type, _languages(one, language))
                for one, language in session.execute(annexes.limit(most))
            ),
        ]


def _languages(document: Attachment, of_request: str) -> tuple[str, ...]:
    """In which languages a document may be written: the one that somebody has said, or those of the request and of letters."""
    return (document.language,) if document.language else tuple(dict.fromkeys((of_request, *LETTERS)))


def _find_by(engine: Engine, installation: Installation, one: Waiting) -> None:
    with looking(engine) as session:
        known = session.get(DocumentText, one.sha256)
    read = known or _read(installation, one)
    with open_session(engine) as session:
        if known is None:
            session.merge(read)
            session.commit()
        _write(session, one, read.text)
        session.commit()


def _read(installation: Installation, one: Waiting) -> DocumentText:
    """What stands in a document, stretch by stretch; no transaction waits meanwhile."""
    pages: list[str] = []
    after: int | None = 0
    outcome, ends = "read", time.monotonic() + PATIENCE
    try:
        data = installation.store.read(one.sha256)
        while after is not None:
            if time.monotonic() > ends or sum(map(len, pages)) > MOST_CHARACTERS:
                outcome = "in_part"
                break
            told = run("mla.documents.words", "read", data, one.media_type, one.languages, after, limit=READING)
            if told is None:
                outcome = "not_read"
                break
            pages += told.pages
            outcome, after = (told.lacking or outcome), told.after
    except Busy:
        raise
    except (
        Missing,
        Unreadable,
        PaperNotDrawn,
        RuntimeError,
    ):  # what a library of the child made of a file that is none
        outcome = "in_part" if any(pages) else "unreadable"
    text = PAGE.join(page.replace(PAGE, " ").replace("\0", " ") for page in pages)[:MOST_CHARACTERS]
    return DocumentText(sha256=one.sha256, text=text, outcome=outcome, reader=READER, at=now())


def _write(session: Session, one: Waiting, text: str) -> None:
    """Let the request be found by a document. Nobody changes who is protected in it meanwhile."""
    wanted = select(Dossier).where(Dossier.id == one.dossier).with_for_update()
    dossier = session.scalars(wanted).one()
    document = session.get(Paper, one.number) if one.of is Paper else session.get(Attachment, one.number)
    if document is None:  # it was detached meanwhile
        return
    told = Kept.of(dossier).says(document, text)
    place = _place(document)
    row = session.scalar(select(SearchText).where(SearchText.dossier_id == dossier.id, SearchText.place == place))
    if row is None and told:
        session.add(SearchText(id=_next_row(session), dossier_id=dossier.id, place=place, text=told))
    elif row is not None and told:
        row.text = told
    elif row is not None:
        session.delete(row)
    document.found = True


def _next_row(session: Session) -> int:
    """The number of a new place: below those that steps write, for where a word stands in very many places the highest are looked through."""
    return (session.scalar(select(func.max(SearchText.id)).where(SearchText.id < 0)) or FIRST_ROW) + 1


def not_searched(session: Session, dossier: Dossier) -> dict[str, str]:
    """Why the words of some documents of a request are not searched, or not all of them, by their digests; of those that are, nothing."""
    digests = {one.sha256 for one in dossier.attachments}
    wanted = select(DocumentText.sha256, DocumentText.outcome).where(
        DocumentText.sha256.in_(digests), DocumentText.outcome.in_(WHY)
    )
    return {sha256: WHY[outcome] for sha256, outcome in session.execute(wanted)} if digests else {}


WHY = {
    "in_part": _("its beginning is searched: it is very long"),
    "names": _("of some files in it only the names are searched"),
    "scan": _("not searched: this scan cannot be read here"),
    "office": _("not searched: documents of this kind are read only where LibreOffice is installed"),
    "unreadable": _("not searched: it cannot be opened"),
    "not_read": _("not searched: documents of this kind are not read"),
}


# By what is found
@dataclass(frozen=True)
class Kept:
    """What of the documents of a request must stand nowhere: the documents that show a protected person, and the words that tell one."""

    withheld: frozenset[str]
    secrets: frozenset[str]

    @classmethod
    def of(cls, dossier: Dossier) -> Kept:
        """Of a request as it is on record."""
        persons = RequestText.of(dossier).persons
        return cls(withheld(dossier, persons), secret_words(dossier, persons))

    def says(self, document: Document, text: str) -> str:
        """The words by which a request is found, as they are compared, pages apart; none where a request must not be found by this document."""
        if document.sha256 in self.withheld:
            return ""
        title = normal(document.title) if isinstance(document, Attachment) else ""
        pages = [normal(page) for page in text.split(PAGE)]
        told = (
            f" {title} {PAGE.join(f' {page}' for page in pages)}" if title else PAGE.join(f" {page}" for page in pages)
        )
        return "" if not told.strip() or gives_away(told, self.secrets) else told


def _place(document: Document) -> str:
    return f"{DOCUMENT}{document.__tablename__}:{document.id}"


def _written(dossier: Dossier) -> Select[str, str]:
    """The places of the documents of a request, and what is written there."""
    here = SearchText.dossier_id == dossier.id, SearchText.place.startswith(DOCUMENT)
    return select(SearchText.place, SearchText.text).where(*here)


def _pairs(session: Session, wanted: Select[str, str]) -> dict[str, str]:
    return {row[0]: row[1] for row in session.execute(wanted)}


def faults(session: Session) -> Iterator[str]:
    """Every request that is not found by what its documents say, or by more than that. What waits to be read is no fault."""
    for dossier in session.scalars(select(Dossier).order_by(Dossier.our_reference)):
        documents: list[Document] = [one for one in dossier.papers if one.found]
        documents += [one for one in dossier.attachments if one.found]
        there = _pairs(session, _written(dossier))
        digests = {one.sha256 for one in documents}
        texts = _pairs(session, select(DocumentText.sha256, DocumentText.text).where(DocumentText.sha256.in_(digests)))
        kept = Kept.of(dossier)
        told = {_place(one): kept.says(one, texts.get(one.sha256, "")) for one in documents}
        if there != {place: words for place, words in told.items() if words} or len(texts) < len(
            {one.sha256 for one in documents}
        ):
            yield f"{dossier.our_reference}: it is not found by what its documents say; `mla register` has them read anew."
