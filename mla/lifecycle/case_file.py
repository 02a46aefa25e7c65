"""What the rules may ask of a request on record: of its data, its events, its ledger. Rules change none of it.

The models of `mla/models` are such records; a rule needs no database to be tried out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from mla.canonical import Answers
from mla.lifecycle.document_records import AttachmentRecord, PaperRecord
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Role, Side


class EventRecord(Protocol):
    """A step that was taken."""

    @property
    def number(self) -> int:
        """Its place in the history, from one."""

    @property
    def trigger(self) -> str:
        """The step."""

    @property
    def side(self) -> str:
        """Whose step it was."""

    @property
    def from_stage(self) -> str:
        """Where the request stood before."""

    @property
    def to_stage(self) -> str:
        """Where it stood afterwards."""

    @property
    def official_id(self) -> int | None:
        """Who took it, if it was an official of ours."""

    @property
    def at(self) -> datetime:
        """When it was taken."""

    @property
    def answers(self) -> Answers:
        """What was said with it."""

    @property
    def channel(self) -> Answers | None:
        """How a step of the other State reached us: by what way, sent and received on which days."""

    @property
    def corrected_by(self) -> int | None:
        """The number of the entry that corrects it, if one does."""

    @property
    def struck_by(self) -> int | None:
        """The number of the entry that strikes it out, if one does."""


class ItemRecord(Protocol):
    """A person or an offence of the request: its number, and what was answered about it."""

    @property
    def number(self) -> int:
        """By which officials and letters call it."""

    @property
    def answers(self) -> Answers:
        """What was answered on its page."""


class MeasureRecord(ItemRecord, Protocol):
    """A measure, with what became of it in the requested State."""

    @property
    def authority(self) -> str | None:
        """Who executes it there."""

    @property
    def outcome(self) -> str | None:
        """done, done_in_part, impossible or refused; None while it is open."""

    @property
    def result(self) -> str:
        """What was obtained, or why not."""

    @property
    def ground(self) -> str | None:
        """On which ground it was refused."""

    @property
    def open(self) -> bool:
        """Whether it still waits for its outcome."""

    @property
    def status(self) -> str:
        """sought, executing, or its outcome."""


class ObligationRecord(Protocol):
    """A line of the ledger of conditions and undertakings."""

    @property
    def number(self) -> int:
        """Its number among those of its side."""

    @property
    def name(self) -> str:
        """By which both States call it."""

    @property
    def side(self) -> str:
        """The State that set it forth."""

    @property
    def owner(self) -> str:
        """The State that must keep it."""

    @property
    def kind(self) -> str:
        """Of what sort it is."""

    @property
    def words(self) -> str:
        """What it says."""

    @property
    def status(self) -> str:
        """offered, accepted, declined, dropped or discharged."""


class PackageRecord(Protocol):
    """A step of ours on its way abroad."""

    @property
    def event(self) -> EventRecord:
        """The step."""

    @property
    def number(self) -> int:
        """Its number among those of the request."""

    @property
    def outcome(self) -> str | None:
        """What the other State's receipt says became of it."""


class OfficialRecord(Protocol):
    """An official of this ministry."""

    @property
    def id(self) -> int:
        """The number of the account."""

    @property
    def name(self) -> str:
        """As colleagues know it."""

    @property
    def told(self) -> str:
        """The name as a choice tells it, with an absence that runs."""

    @property
    def roles(self) -> Sequence[str]:
        """What the official is entrusted with."""

    def has(self, *roles: Role) -> bool:
        """Whether the official holds one of these roles."""


class Written(Protocol):
    """Whatever holds the sections of a request: a dossier, or the text alone."""

    @property
    def contents(self) -> Answers:
        """What was answered in each section, under the step's trigger."""


class CaseFile(Written, Protocol):
    """A request on record, as one of the two States holds it."""

    @property
    def kind(self) -> str:
        """The kind of request."""

    @property
    def table(self) -> Lifecycle:
        """Its life cycle."""

    @property
    def field(self) -> str:
        """The field of law that carries it."""

    @property
    def side(self) -> str:
        """Which of the two States we are in it."""

    @property
    def our_side(self) -> Side:
        """The same, as a term of the tables."""

    @property
    def stage(self) -> str:
        """Where it stands."""

    @property
    def counterpart(self) -> str:
        """The other State."""

    @property
    def our_reference(self) -> str:
        """Our number for it."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def instrument(self) -> str:
        """The treaty or other basis on which it rests."""

    @property
    def language(self) -> str:
        """The language of its papers."""

    @property
    def arises_from_abroad(self) -> str:
        """The request out of which it arose, as far as the other State knows of that one too; else nothing."""

    @property
    def transmitted_on(self) -> date | None:
        """The day it was sent."""

    @property
    def received_on(self) -> date | None:
        """The day it was received."""

    @property
    def signed_digest(self) -> str | None:
        """The sha256 of the text that was signed."""

    @property
    def refusal_ground(self) -> str | None:
        """On which ground it was refused as a whole."""

    @property
    def persons(self) -> Sequence[ItemRecord]:
        """Those whom it concerns."""

    @property
    def offences(self) -> Sequence[ItemRecord]:
        """What is alleged."""

    @property
    def measures(self) -> Sequence[MeasureRecord]:
        """What is sought."""

    @property
    def attachments(self) -> Sequence[AttachmentRecord]:
        """Every document, of either State."""

    @property
    def papers(self) -> Sequence[PaperRecord]:
        """Every formal paper, of either State and to own authorities."""

    @property
    def obligations(self) -> Sequence[ObligationRecord]:
        """The ledger."""

    @property
    def record(self) -> Sequence[EventRecord]:
        """Every entry ever made, oldest first."""

    @property
    def events(self) -> Sequence[EventRecord]:
        """Its history, oldest first: the entries that stand."""

    @property
    def outgoing(self) -> Sequence[PackageRecord]:
        """What was sent abroad, oldest first."""

    @property
    def arising(self) -> Sequence[CaseFile]:
        """The requests of this ministry that arose from it."""

    @property
    def origin(self) -> CaseFile | None:
        """The request of this ministry out of which it arose, if any."""
