"""One request with all its papers, as one of the two States holds it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from mla.lifecycle import LIFECYCLES, table_of
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Side, Stage
from mla.models.contents import Attachment, Measure, Offence, Person
from mla.models.event import Event
from mla.models.matter import Matter
from mla.models.obligation import Obligation
from mla.models.official import Official
from mla.models.paper import Paper
from mla.models.story import Story
from mla.storage.database import Base, canonical


def evidence_constraints() -> Iterable[CheckConstraint]:
    """What the tables say must be on record at a stage, as constraints of the database."""
    for kind, table in LIFECYCLES.items():
        for column in sorted({column for stage in table.stages for column in stage.evidence}):
            stages = ", ".join(f"'{stage.name}'" for stage in table.stages if column in stage.evidence)
            rule = f"kind <> '{kind}' OR stage NOT IN ({stages}) OR {column} IS NOT NULL"
            yield CheckConstraint(rule, name=f"{kind}_needs_{column}")
    kinds = ", ".join(f"'{kind}'" for kind in LIFECYCLES)
    yield CheckConstraint(f"kind IN ({kinds})", name="kind")
    for kind, table in LIFECYCLES.items():
        stages = ", ".join(f"'{stage.name}'" for stage in table.stages)
        yield CheckConstraint(f"kind <> '{kind}' OR stage IN ({stages})", name=f"{kind}_stage")


class Involvement(Base):
    """An official who works on a dossier, and so may see it."""

    __tablename__ = "involvement"

    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), primary_key=True)
    official: Mapped[Official] = relationship()


class Dossier(Story, Base):
    """A request in its life cycle. `side` is which of the two States we are in it; `id` is the same in both.

    `contents` holds what each drafting step was told, under the step's trigger. `arises_from` is the request out of
    which this one arose, in both States; the matter is this ministry's own. Nothing here changes except by a step (see
    `mla/steps/advance.py`).
    """

    __tablename__ = "dossier"
    __table_args__ = (
        *evidence_constraints(),
        CheckConstraint("side IN ('requesting', 'requested')", name="side"),
        UniqueConstraint("our_reference"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    kind: Mapped[str]
    table_version: Mapped[int] = mapped_column(default=1)
    side: Mapped[str]
    stage: Mapped[str] = mapped_column(index=True)
    version: Mapped[int] = mapped_column()
    counterpart: Mapped[str] = mapped_column(index=True)
    our_reference: Mapped[str]
    their_reference: Mapped[str | None]
    title: Mapped[str]
    instrument: Mapped[str]
    language: Mapped[str]
    contents: Mapped[dict[str, Any]] = mapped_column(default=dict)
    opened_on: Mapped[date]
    transmitted_on: Mapped[date | None]
    received_on: Mapped[date | None]
    signed_digest: Mapped[str | None]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    refusal_ground: Mapped[str | None]
    examiner_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"), index=True)
    arises_from: Mapped[uuid.UUID | None] = mapped_column(index=True)
    changed_at: Mapped[datetime] = mapped_column(index=True)
    chain_head: Mapped[str] = mapped_column(default="")
    search_text: Mapped[str] = mapped_column(default="", server_default="")

    __mapper_args__ = {"version_id_col": version}

    signed_by: Mapped[Official | None] = relationship(foreign_keys=signed_by_id)
    examiner: Mapped[Official | None] = relationship(foreign_keys=examiner_id)
    matter: Mapped[Matter | None] = relationship()
    persons: Mapped[list[Person]] = relationship(order_by=Person.number, cascade="all, delete-orphan")
    offences: Mapped[list[Offence]] = relationship(order_by=Offence.number, cascade="all, delete-orphan")
    measures: Mapped[list[Measure]] = relationship(order_by=Measure.number, cascade="all, delete-orphan")
    obligations: Mapped[list[Obligation]] = relationship(order_by=Obligation.id, cascade="all, delete-orphan")
    attachments: Mapped[list[Attachment]] = relationship(order_by=Attachment.id, cascade="all, delete-orphan")
    events: Mapped[list[Event]] = relationship(order_by=Event.number, back_populates="dossier")
    papers: Mapped[list[Paper]] = relationship(order_by=Paper.id)
    outgoing: Mapped[list[Any]] = relationship("Outgoing", order_by="Outgoing.number", back_populates="dossier")
    involvements: Mapped[list[Involvement]] = relationship(cascade="all, delete-orphan")
    team: AssociationProxy[list[Official]] = association_proxy(
        "involvements", "official", creator=lambda official: Involvement(official=official)
    )

    # What the dossier is
    @property
    def table(self) -> Lifecycle:
        """Its life cycle, in the version that it was opened under or moved to."""
        return table_of(self.kind, self.table_version)

    @property
    def field(self) -> str:
        """The field of law whose rules carry it: assistance, extradition, transfer, proceedings, court."""
        return self.table.field

    @property
    def our_side(self) -> Side:
        """Which side we are."""
        return Side(self.side)

    @property
    def standing(self) -> Stage:
        """Its present stage, with title and all."""
        return self.table.stage[self.stage]

    @property
    def unanswered(self) -> bool:
        """Whether the requested State has at most acknowledged receipt, as far as this side can know."""
        return self.stage in ("transmitted", *self.table.same_abroad("received"))

    def involve(self, official: Official) -> None:
        """Let an official work on it."""
        if official not in self.team:
            self.team.append(official)

    # What the guards ask
    def drafted_by(self) -> set[int]:
        """Who wrote any of the text that stands to be signed."""
        drafting = {task.trigger for task in self.table.tasks} | {task.drop for task in self.table.tasks if task.drop}
        return {e.official_id for e in self.events if e.trigger in drafting | {"open"} and e.official_id}

    @property
    def text_open(self) -> bool:
        """Whether the whole text is still ours to write: nobody abroad has seen it."""
        return self.table.private(self.stage)

    def sections_asked(self) -> set[tuple[str, str]]:
        """The sections about which additional information is asked now: the drafting step, and the item or ""."""
        named = [question["section"] for question in self.questions_asked() if question["section"]]
        return {(trigger, number) for trigger, _, number in (name.partition(":") for name in named)}

    def text_unsent(self) -> bool:
        """Whether our text says something that we have never sent."""
        last = next((e.answers["request_text"] for e in reversed(self.events) if e.answers.get("request_text")), None)
        return self.our_side is Side.REQUESTING and last is not None and last != self.request_digest()

    def questions_asked(self) -> list[dict[str, Any]]:
        """The questions that wait for their answer: those of the step that led to the present stage, if it asked any."""
        asked = next((e for e in reversed(self.events) if e.to_stage == self.stage != e.from_stage), None)
        questions = asked.answers.get("questions") if asked else None
        return questions if isinstance(questions, list) else []

    def open_sections(self) -> set[str]:
        """The drafting steps that the notice of the other State has opened again here."""
        named = {trigger for trigger, _ in self.sections_asked()}
        return {trigger for trigger in named if self.stage in self.table.step[trigger].sources}

    def open_tasks(self) -> list[str]:
        """The titles of the drafting tasks that are not done."""
        return [task.title for task in self.table.tasks if not task.optional and self.progress(task) != "done"]

    def progress(self, task: Any) -> str:
        """not_started, in_progress, incomplete or done: how far a drafting task is."""
        if task.items:
            told = [getattr(item, "answers", {}) for item in getattr(self, task.items)]
            if not told:
                return "not_started"
        else:
            if task.trigger not in self.contents:
                return "not_started"
            told = [self.contents[task.trigger]]
        if any(answers.get("unfinished") for answers in told):
            return "in_progress"
        return "incomplete" if any(answers.get("missing") for answers in told) else "done"

    def death_penalty_open(self) -> bool:
        """Whether an offence carries the death penalty and no assurance against it is on record."""
        if not any(offence.death_penalty for offence in self.offences):
            return False
        if self.contents.get("give_assurances", {}).get("death") in ("not_imposed", "not_carried_out"):
            return False
        promised = (one for one in self.obligations if one.kind == "death_penalty")
        return not any(one.standing in ("accepted", "discharged") for one in promised)

    @property
    def executed_in_part(self) -> bool:
        """Whether some measures have a result and others have none or not all of it."""
        standings = {measure.standing for measure in self.measures}
        return bool(standings & {"done", "done_in_part"}) and standings != {"done"}

    # What may be known abroad
    def request_text(self) -> dict[str, Any]:
        """What the requesting State asks: the written list of all that the other State may know of it."""
        return {
            "title": self.title,
            "instrument": self.instrument,
            "language": self.language,
            "arises_from": self.arises_from_abroad(),
            "contents": {
                task.trigger: self.contents.get(task.trigger, {}) for task in self.table.tasks if not task.items
            },
            "persons": [{"number": p.number, **p.known_abroad()} for p in self.persons],
            "offences": [{"number": o.number, **o.answers} for o in self.offences],
            "measures": [{"number": m.number, **m.answers} for m in self.measures],
            "attachments": [
                {name: getattr(a, name) for name in Attachment.FIELDS}
                for a in self.attachments
                if a.side == Side.REQUESTING and a.role == "request"
            ],
        }

    def arises_from_abroad(self) -> str:
        """The request out of which this one arose, if the same State knows it; else nothing."""
        session = object_session(self)
        before = session.get(Dossier, self.arises_from) if session and self.arises_from else None
        return str(before.id) if before and before.counterpart == self.counterpart else ""

    def arising(self, kind: str) -> list[Dossier]:
        """The requests of a kind that arose from this one and were sent."""
        session = object_session(self)
        query = select(Dossier).where(Dossier.arises_from == self.id, Dossier.kind == kind)
        return [one for one in session.scalars(query) if one.transmitted_on] if session else []

    @property
    def granted(self) -> bool:
        """Whether the requested State has accepted or answered it, wholly or in part."""
        given = any(event.trigger in ("accept", "answer_in_part", "answer") for event in self.events)
        return given and not self.refusal_ground

    def names_given_away(self) -> list[str]:
        """Protected persons whose name stands somewhere in the text that would go abroad."""
        text = canonical(self.request_text()).casefold()
        return [
            p.pseudonym
            for p in self.persons
            if p.protected
            and any(name and name.casefold() in text for name in (p.family_name, p.original_name, p.also_known_as))
        ]

    def request_digest(self) -> str:
        """The sha256 of what the requesting State asks: this is what the signatory signs."""
        return hashlib.sha256(canonical(self.request_text()).encode()).hexdigest()

    def execution_text(self) -> list[dict[str, Any]]:
        """What the requested State may say of each measure."""
        names = ("number", "authority", "outcome", "result", "ground")
        return [{name: getattr(measure, name) or None for name in names} for measure in self.measures]

    def content_digest(self) -> str:
        """The sha256 of everything this dossier holds, ours and theirs; each event keeps it as evidence."""
        names = (
            "kind",
            "table_version",
            "side",
            "stage",
            "counterpart",
            "our_reference",
            "their_reference",
            "title",
            "instrument",
            "language",
            "contents",
            "opened_on",
            "transmitted_on",
            "received_on",
            "signed_digest",
            "signed_by_id",
            "refusal_ground",
            "examiner_id",
            "matter_id",
            "arises_from",
        )
        whole = {name: getattr(self, name) for name in names}
        whole |= {
            "text": self.request_text(),
            "execution": self.execution_text(),
            "team": sorted(o.id for o in self.team),
        }
        if hidden := [[p.number, p.answers] for p in self.persons if p.protected]:
            whole["identities"] = hidden
        if self.obligations:
            whole["obligations"] = [[getattr(one, name) for name in Obligation.FIELDS] for one in self.obligations]
        whole["attachments"] = sorted(
            [[getattr(a, n) for n in (*Attachment.FIELDS, "event_number", "sent_by")] for a in self.attachments],
            key=str,
        )
        return hashlib.sha256(canonical(whole).encode()).hexdigest()
