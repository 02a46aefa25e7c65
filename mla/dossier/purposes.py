"""What a dossier is bound for, and what of it each purpose takes: one table, read by the page, by the binder and by the note in the PDF.

Nobody adds what a purpose leaves out; whoever has a dossier bound may leave out more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mla.documents.kinds import SEALED
from mla.lifecycle.document_records import DOMESTIC
from mla.lifecycle.terms import Signature
from mla.models import Attachment, Dossier, Event, Paper


class Sort(StrEnum):
    """What a part of a dossier is. The order is that of a dossier by kind."""

    REQUEST = "request"  # the letter that carried the request across, with its annexes
    DECISION = "decision"  # what ended it, or was decided of parts of it
    RESULT = "result"  # what hands over something of what was asked
    EXCHANGE = "exchange"  # all else that the two States wrote to each other: receipts, questions, consultations
    HOME = "home"  # letters to own authorities
    INTERNAL = "internal"  # notes, replies of own authorities, translations: what was put on file here
    UNSENT = "unsent"  # attached, and never sent
    SEALED = "sealed"  # sealed to the key of one authority


IN = ""

PURPOSES: Mapping[str, Mapping[Sort, str]] = {
    "whole": dict.fromkeys(Sort, IN),
    "court": {
        Sort.REQUEST: IN, Sort.DECISION: IN, Sort.RESULT: IN, Sort.EXCHANGE: IN,
        Sort.HOME: "at_home", Sort.INTERNAL: "in_ministry", Sort.UNSENT: "never_sent", Sort.SEALED: "for_one",
    },
    "authority": {
        Sort.REQUEST: IN, Sort.DECISION: IN, Sort.EXCHANGE: IN, Sort.HOME: IN,
        Sort.RESULT: "for_who_asked", Sort.INTERNAL: "in_ministry", Sort.UNSENT: "never_sent", Sort.SEALED: "for_one",
    },
    "abroad": {
        Sort.REQUEST: IN, Sort.DECISION: IN, Sort.RESULT: IN, Sort.EXCHANGE: IN, Sort.SEALED: IN,
        Sort.HOME: "never_crossed", Sort.INTERNAL: "never_crossed", Sort.UNSENT: "never_crossed",
    },
    "defence": {
        Sort.REQUEST: IN, Sort.DECISION: IN, Sort.RESULT: IN,
        Sort.EXCHANGE: "between_states", Sort.HOME: "at_home", Sort.INTERNAL: "in_ministry",
        Sort.UNSENT: "never_sent", Sort.SEALED: "protected",
    },
    "evidence": {
        Sort.RESULT: IN,
        Sort.REQUEST: "no_evidence", Sort.DECISION: "no_evidence", Sort.EXCHANGE: "no_evidence", Sort.HOME: "no_evidence",
        Sort.INTERNAL: "no_evidence", Sort.UNSENT: "no_evidence", Sort.SEALED: "for_one",
    },
}  # fmt: skip
"""For each purpose: of each sort nothing where it goes in, else the name of the reason why it does not (told on the page by
`mla/views/variants.py`, in the PDF by `words.html`)."""

WHOLE = "whole"
"""The purpose that takes all there is, for the ministry itself."""

EXCHANGED = "abroad"
"""The purpose that takes what the two States sent each other, and nothing else."""

ONE_BY_ONE: Mapping[str, frozenset[Sort]] = {"authority": frozenset({Sort.HOME})}
"""Sorts of which a purpose takes only what an official picks: which of several authorities a letter is for, no table knows."""

REDACTED = ("court", "authority", "defence")
"""Purposes for which the newest redacted copy of a document goes in in its place, unless the original is chosen."""

CUSTODY = ("evidence",)
"""Purposes for which it is told of every document how it came."""


@dataclass(frozen=True)
class Piece:
    """A paper or an attachment of a dossier: `event` is the entry whose letter it is, or with which it came. An annex stands under its letter."""

    document: Paper | Attachment
    event: Event
    sort: Sort

    @property
    def key(self) -> str:
        """By which a form names it."""
        return f"{'letter' if isinstance(self.document, Paper) else 'document'}-{self.document.id}"

    @property
    def annex(self) -> bool:
        """Whether it went along with a letter across the border."""
        return isinstance(self.document, Attachment) and self.document.sent_by is not None


def pieces(dossier: Dossier) -> Iterator[Piece]:
    """Every paper and every document on record, in the order in which they came: after each letter what goes with it. What was struck out is not there."""
    for event in dossier.events:
        for paper in dossier.papers:
            if paper.event_id == event.id:
                yield Piece(paper, event, _of_paper(dossier, paper, event))
        for annex in dossier.attachments:
            if annex.event_number == event.number and annex.role == "scan":
                yield Piece(annex, event, _of_letter(dossier, event))
        for annex in dossier.attachments:
            if (event.number == annex.event_number) if _stayed(annex) else (event.number == annex.sent_by):
                yield Piece(annex, event, _of_document(dossier, annex, event))


def divided(dossier: Dossier, purpose: str, without: frozenset[str] = frozenset()) -> tuple[list[Piece], list[Piece]]:
    """What goes in, and what an official has left out besides (`without`, by key). What the purpose leaves out is in neither."""
    allowed = [one for one in pieces(dossier) if PURPOSES[purpose][one.sort] == IN]
    return [one for one in allowed if one.key not in without], [one for one in allowed if one.key in without]


def _stayed(annex: Attachment) -> bool:
    return annex.sent_by is None and annex.role != "scan"


def _of_document(dossier: Dossier, annex: Attachment, event: Event) -> Sort:
    if annex.media_type == SEALED.media_type:
        return Sort.INTERNAL if _stayed(annex) else Sort.SEALED
    if _stayed(annex):
        return Sort.INTERNAL if annex.role == "internal" else Sort.UNSENT
    return _of_letter(dossier, event)


def _of_paper(dossier: Dossier, paper: Paper, event: Event) -> Sort:
    if paper.side == DOMESTIC:
        return Sort.HOME
    step = dossier.table.step.get(event.trigger)
    crossed = paper.side != dossier.side or (step is not None and step.crosses)
    return _of_letter(dossier, event) if crossed else Sort.INTERNAL


def _of_letter(dossier: Dossier, event: Event) -> Sort:
    """Told from the row of the table. What the table does not mark is an exchange between the States, so that nothing reaches a defence by mistake."""
    step = dossier.table.step.get(event.trigger)
    if step is None:
        return Sort.EXCHANGE
    if step is dossier.table.sending:
        return Sort.REQUEST
    if step.gives:
        return Sort.RESULT
    stage = dossier.table.stage.get(event.to_stage)
    ended = stage is not None and stage.kind.decided and event.from_stage != event.to_stage
    return Sort.DECISION if ended or step.signed is Signature.ALWAYS_BY_ANOTHER else Sort.EXCHANGE
