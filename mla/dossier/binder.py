"""The dossier as one PDF, or as volumes, for one purpose: cover and index, every letter in its order, each followed by its annexes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.documents.assembly import Part, Told, assemble_volumes, cover_of, to_nobody
from mla.documents.carrier import with_packages
from mla.documents.draw import draw
from mla.documents.kinds import KINDS
from mla.documents.reading import PDF, PICTURES
from mla.documents.refusing import PaperNotDrawn
from mla.documents.titles import title as paper_title
from mla.dossier.packages import packages
from mla.dossier.purposes import CUSTODY, EXCHANGED, PURPOSES, Piece, Sort, divided
from mla.installation import Installation
from mla.instruments.states import state_name
from mla.models import Attachment, Dossier, Event, Paper, Redaction
from mla.steps.letter import context_of
from mla.storage.database import local_day
from mla.words import _

WORDS = {
    "en": {"annex": "Annex", "scan": "Letter received", "document": "Document", "redacted": "redacted"},
    "fr": {"annex": "Annexe", "scan": "Lettre reçue", "document": "Document", "redacted": "version occultée"},
    "es": {"annex": "Anexo", "scan": "Carta recibida", "document": "Documento", "redacted": "versión con tachaduras"},
}

SECTIONS = {
    "en": {
        "request": "Request", "decision": "Decisions", "result": "Results", "exchange": "Correspondence between the States",
        "home": "Letters to own authorities", "internal": "Documents of the ministry", "unsent": "Documents that were not sent",
        "sealed": "Sealed identities",
    },
    "fr": {
        "request": "Demande", "decision": "Décisions", "result": "Résultats", "exchange": "Correspondance entre les États",
        "home": "Lettres aux autorités nationales", "internal": "Documents du ministère", "unsent": "Documents non envoyés",
        "sealed": "Identités scellées",
    },
    "es": {
        "request": "Solicitud", "decision": "Decisiones", "result": "Resultados", "exchange": "Correspondencia entre los Estados",
        "home": "Cartas a las autoridades propias", "internal": "Documentos del ministerio", "unsent": "Documentos no enviados",
        "sealed": "Identidades selladas",
    },
}  # fmt: skip
"""What stands on tab sheets, among the bookmarks, and in the note of what was left out, for each sort of part."""

MOST_ENCLOSED = 100_000_000
"""So many bytes a dossier has at most of documents that are no PDF and no picture, which it encloses as they are: those that come
later are kept apart, and a sheet says so."""

ENCLOSED = frozenset(kind.media_type for kind in KINDS)
"""Kinds that are enclosed: a sealed file is for one authority, and stays where it is."""


@dataclass(frozen=True)
class Certificate:
    """Who certifies that a dossier is a true copy, as what, and where; the day is that on which it is bound."""

    name: str
    function: str
    place: str


@dataclass(frozen=True)
class Variant:
    """What a dossier is bound for, and how. `purpose` is empty for what the two States exchanged, without a word of what it is for.

    `by_kind` puts like with like; `most` is how many pages a volume may have; `without` names pieces that are left out besides;
    `redacted` names documents in whose place a redacted copy goes in, and which.
    """

    language: str
    purpose: str = ""
    by_kind: bool = False
    tabs: bool = False
    most: int | None = None
    without: frozenset[str] = frozenset()
    certificate: Certificate | None = None
    redacted: Mapping[str, int] = field(default_factory=dict)


def bind(session: Session, installation: Installation, dossier: Dossier, today: date) -> bytes:
    """What the two States exchanged, as one PDF. Internal papers and letters to own authorities stay out of it. Raises Missing when a file is gone or changed."""
    return bind_volumes(session, installation, dossier, today, None)[0]


def bind_volumes(
    session: Session, installation: Installation, dossier: Dossier, today: date, most: int | None
) -> list[bytes]:
    """The same as volumes of at most so many pages. Raises Missing; PaperNotDrawn, also where a part does not fit into one."""
    return bind_for(session, installation, dossier, today, Variant(dossier.language, most=most))


def bind_for(
    session: Session,
    installation: Installation,
    dossier: Dossier,
    today: date,
    variant: Variant,
    told: Told = to_nobody,
) -> list[bytes]:
    """A dossier as it is bound for a purpose: one book or several; `told` hears how far it is. Raises Missing; PaperNotDrawn, also where a part does not fit into a volume."""
    taken, left = divided(dossier, variant.purpose or EXCHANGED, variant.without)
    if variant.by_kind:
        taken = sorted(taken, key=lambda piece: list(Sort).index(piece.sort))
    read = _Parts(installation, dossier, variant, MOST_ENCLOSED, _redacted(session, dossier, variant, taken))
    parts = list(read.tabbed(taken) if variant.tabs else read.of(taken))
    context = context_of(session, installation, dossier, dossier.signed_by, today)
    if variant.purpose:
        context["variant"] = _told(read, variant, taken, left)
    cover = cover_of(context, dossier.our_reference, variant.language)
    books = assemble_volumes(cover, parts, dossier.our_reference, variant.language, variant.most, told)
    if variant.purpose == EXCHANGED and (crossed := packages(session, installation, dossier, taken)):
        books[0] = with_packages(books[0], crossed)
    return books


def _redacted(session: Session, dossier: Dossier, variant: Variant, taken: Sequence[Piece]) -> Mapping[str, Redaction]:
    """The copy that goes in in the place of each document for which one was chosen. Raises PaperNotDrawn where it is none of that document."""
    found = {}
    for piece in taken:
        if piece.key in variant.redacted:
            copy = session.get(Redaction, variant.redacted[piece.key])
            if copy is None or (copy.dossier_id, copy.original) != (dossier.id, piece.document.sha256):
                raise PaperNotDrawn(_("A redacted copy that was chosen is none of its document. Choose again."))
            found[piece.key] = copy
    return found


def _told(read: _Parts, variant: Variant, taken: Sequence[Piece], left: Sequence[Piece]) -> Answers:
    """What the cover says of the purpose. What a purpose leaves out it says as a rule, whether there is such a part or not: a number would tell of it."""
    names = SECTIONS[variant.language]
    reasons: dict[str, list[str]] = {}
    for sort, why in PURPOSES[variant.purpose].items():
        if why:
            reasons.setdefault(why, []).append(names[sort])
    counted = Counter(piece.sort for piece in left)
    return {
        "purpose": variant.purpose,
        "by_rule": list(reasons.items()),
        "by_choice": [(names[sort], counted[sort]) for sort in Sort if counted[sort]],
        "certificate": variant.certificate,
        "custody": [read.custody(one) for one in taken] if variant.purpose in CUSTODY else [],
    }


@dataclass
class _Parts:
    """What is bound, piece by piece: a letter, then what came with it; `left` bytes may still be enclosed; `copies` stand for their originals."""

    installation: Installation
    dossier: Dossier
    variant: Variant
    left: int
    copies: Mapping[str, Redaction]

    @property
    def words(self) -> dict[str, str]:
        """The words of the language in which it is bound."""
        return WORDS[self.variant.language]

    def of(self, pieces: Sequence[Piece], deeper: bool = False) -> Iterator[Part]:
        """The parts; `deeper` where they stand under a tab sheet. An annex whose letter is left out stands by itself."""
        under: Event | None = None
        for piece in pieces:
            below = deeper or (piece.annex and under is piece.event)
            under = under if below else piece.event
            yield self._part(piece, int(below))

    def tabbed(self, pieces: Sequence[Piece]) -> Iterator[Part]:
        """The same, each section behind a tab sheet: what is of one kind, or a letter with what came with it."""
        sections: list[list[Piece]] = []
        for piece in pieces:
            if sections and self._together(sections[-1][-1], piece):
                sections[-1].append(piece)
            else:
                sections.append([piece])
        for number, section in enumerate(sections, 1):
            titles = [self._title(one) for one in section]
            head = SECTIONS[self.variant.language][section[0].sort] if self.variant.by_kind else titles[0]
            known = {"number": number, "heading": head, "titles": titles, "reference": self.dossier.our_reference}
            sheet = draw("tab_sheet", self.variant.language, known)
            yield Part(f"{number} · {head}", sheet.pdf, filename=f"tab-{number}.pdf")
            yield from self.of(section, deeper=True)

    def _together(self, before: Piece, piece: Piece) -> bool:
        return before.sort is piece.sort if self.variant.by_kind else before.event is piece.event

    def custody(self, piece: Piece) -> Answers:
        """How a document came: which day, by which letter, from whom; its size and digest."""
        document, event = piece.document, piece.event
        letter = next((one for one in self.dossier.papers if one.event_id == event.id), None)
        code = self.installation.config.state if document.side == self.dossier.side else self.dossier.counterpart
        told = (event.channel or {}).get("received_on")
        zone = self.installation.config.time_zone
        return {
            "title": self._title(piece),
            "from": state_name(code, self.variant.language),
            "on": date.fromisoformat(told) if told else local_day(event.at, zone),
            "letter": self._paper_title(letter) if letter and letter is not document else "",
            "sha256": document.sha256,
        }

    def _title(self, piece: Piece) -> str:
        document = piece.document
        if isinstance(document, Paper):
            return self._paper_title(document)
        title = f"{document.title} ({self.words['redacted']})" if piece.key in self.copies else document.title
        if document.role == "scan":
            return f"{self.words['scan']}: {title}"
        if document.role == "internal":
            return f"{self.words['document']}: {title}"
        return f"{self.words['annex']} {document.number}: {title}"

    def _paper_title(self, paper: Paper) -> str:
        return paper_title(paper.name, self.variant.language, self.dossier.kind)

    def _part(self, piece: Piece, depth: int) -> Part:
        document, title = piece.document, self._title(piece)
        if isinstance(document, Paper):
            content = self.installation.store.read(document.sha256)
            day = local_day(document.at, self.installation.config.time_zone)
            name = f"{document.side}-{document.number}-{document.name}.pdf"
            return Part(title, content, filename=name, date=day, depth=depth, written_in=document.language)
        if copy := self.copies.get(piece.key):
            content = self.installation.store.read(copy.sha256)
            return Part(title, content, filename=f"redacted-{copy.id}.pdf", depth=depth, written_in=document.language)
        kept: tuple[int, str] | None = (document.size, document.sha256)
        content = b""
        if self._is_read(document):
            content, kept = self.installation.store.read(document.sha256), None
        language = document.language
        return Part(title, content, document.media_type, document.filename, depth=depth, kept=kept, written_in=language)

    def _is_read(self, annex: Attachment) -> bool:
        """Whether a document is bound or enclosed; nobody need read one that is kept apart."""
        if annex.media_type in (PDF, *PICTURES):
            return True
        if annex.media_type not in ENCLOSED or annex.size > self.left:
            return False
        self.left -= annex.size
        return True
