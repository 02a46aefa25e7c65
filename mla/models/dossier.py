"""One request with all its papers, as one of the two States holds it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mla.canonical import Answers
from mla.lifecycle import LIFECYCLES, table_of
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Side, Stage
from mla.models.comment import Comment
from mla.models.contents import Attachment, Measure, Offence, Person
from mla.models.event import Event
from mla.models.matter import Matter
from mla.models.obligation import Obligation
from mla.models.official import Official
from mla.models.paper import Paper
from mla.storage.database import Base

if TYPE_CHECKING:
    from mla.models.package import Outgoing


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
    __table_args__ = (Index("ix_involvement_official_id", "official_id", "dossier_id"),)

    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), primary_key=True)
    official: Mapped[Official] = relationship()


IN_A_MATTER, ARISEN = text("matter_id IS NOT NULL"), text("arises_from IS NOT NULL")


class Dossier(Base):
    """A request in its life cycle. `side` is which of the two States we are in it; `id` is the same in both.

    `record` is every entry ever made, `events` those that stand. `contents` holds what each drafting step was told, under the step's trigger. `arises_from` is the request out of
    which this one arose, and `arises_from_abroad` the same where the other State knows that one too; `arising` are the
    requests that arose from this one here, and `origin` the one of this ministry from which it arose. `comments` are no part of the record. The matter is this ministry's own. Nothing here changes except by a step (see
    `mla/steps/advance.py`).
    """

    __tablename__ = "dossier"
    __table_args__ = (
        *evidence_constraints(),
        CheckConstraint("side IN ('requesting', 'requested')", name="side"),
        UniqueConstraint("our_reference"),
        # Few requests have either. An index that held the others, too, would be taken for one that finds nothing, and every request be looked through instead.
        Index("ix_dossier_matter_id", "matter_id", sqlite_where=IN_A_MATTER, postgresql_where=IN_A_MATTER),
        Index("ix_dossier_arises_from", "arises_from", sqlite_where=ARISEN, postgresql_where=ARISEN),
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
    contents: Mapped[Answers] = mapped_column(default=dict)
    opened_on: Mapped[date]
    transmitted_on: Mapped[date | None]
    received_on: Mapped[date | None]
    signed_digest: Mapped[str | None]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    refusal_ground: Mapped[str | None]
    examiner_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"), index=True)
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"))
    arises_from: Mapped[uuid.UUID | None]
    arises_from_abroad: Mapped[str] = mapped_column(default="", server_default="")
    changed_at: Mapped[datetime] = mapped_column(index=True)
    chain_head: Mapped[str] = mapped_column(default="")

    __mapper_args__ = {"version_id_col": version}

    signed_by: Mapped[Official | None] = relationship(foreign_keys=signed_by_id)
    examiner: Mapped[Official | None] = relationship(foreign_keys=examiner_id)
    matter: Mapped[Matter | None] = relationship()
    persons: Mapped[list[Person]] = relationship(order_by=Person.number, cascade="all, delete-orphan")
    offences: Mapped[list[Offence]] = relationship(order_by=Offence.number, cascade="all, delete-orphan")
    measures: Mapped[list[Measure]] = relationship(order_by=Measure.number, cascade="all, delete-orphan")
    obligations: Mapped[list[Obligation]] = relationship(order_by=Obligation.id, cascade="all, delete-orphan")
    attachments: Mapped[list[Attachment]] = relationship(order_by=Attachment.id, cascade="all, delete-orphan")
    record: Mapped[list[Event]] = relationship(order_by=Event.number, back_populates="dossier")
    papers: Mapped[list[Paper]] = relationship(order_by=Paper.id, back_populates="dossier")
    outgoing: Mapped[list[Outgoing]] = relationship(order_by="Outgoing.number", back_populates="dossier")
    arising: Mapped[list[Dossier]] = relationship(
        primaryjoin="Dossier.id == foreign(remote(Dossier.arises_from))", order_by="Dossier.opened_on", viewonly=True
    )
    origin: Mapped[Dossier | None] = relationship(
        primaryjoin="foreign(Dossier.arises_from) == remote(Dossier.id)", viewonly=True
    )
    comments: Mapped[list[Comment]] = relationship(order_by=Comment.id, viewonly=True)
    involvements: Mapped[list[Involvement]] = relationship(cascade="all, delete-orphan")
    team: AssociationProxy[list[Official]] = association_proxy(
        "involvements", "official", creator=lambda official: Involvement(official=official, official_id=official.id)
    )

    # What the dossier is
    @property
    def events(self) -> list[Event]:
        """Its history, as everybody reads it: the record without what was struck out as recorded in error."""
        return [event for event in self.record if event.struck_by is None]

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
    def current_stage(self) -> Stage:
        """Its present stage, with title and all."""
        return self.table.stage[self.stage]

    def involve(self, official: Official) -> None:
        """Let an official work on it."""
        if official.id not in {one.official_id for one in self.involvements}:
            self.team.append(official)
