"""What lists read of a request: one narrow row, a copy of what its record says."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from mla.canonical import Answers
from mla.models.label import NORMAL
from mla.storage.database import Base

FILTERED = ("kind", "side", "stage", "counterpart", "instrument", "officer_id", "move")
"""The columns by which the register is filtered, each of which an index finds in the order of the last change."""

SORTED = (
    "changed_at", "reference", "title", "counterpart", "kind", "stage", "next_due", "opened_on", "side", "move", "instrument",
    "officer", "priority", "unit", "labels", "measures", "crimes", "grounds",
)  # fmt: skip
"""The columns by which the register is sorted, in either direction."""


HELD = text("held_since IS NOT NULL")


class RegisterEntry(Base):
    """A request as lists show, filter, sort and count it. Written with every step, proved by `mla verify`, made anew by `mla register`.

    `title` is as titles are compared, its first characters. `move` says whose the next step is: “us”, “them” or nobody's (“”). `our_due` and `their_due` are the nearest last days that
    run for this ministry (its own authorities included) and for the other State, `next_due` the nearer of both, or `NEVER`; `our_limit` and `their_limit` are what is said of these two limits (`mla/deadlines/kept.py`), empty where none runs. `came` is the number of
    the newest entry of the other State, `came_at` when it was entered. `held_since` is since when somebody is held for it now. `rests` are the rests that stand (keys of `RESTS`), with blanks between. `turned_back`: it was sent back for more work.
    `officer_id` is who deals with it: to whom it was handed over, the examiner, or who began to draft it, and `officer` is that name as names are compared. `marks` are the kinds of help, the crimes and the grounds of refusal, with
    blanks between; `measures`, `crimes` and `grounds` are the same apart, and `unit` the unit of that official: their first characters, by which lists are sorted. `priority` is the one that holds, `labels` are
    the names of those that are on it, as names are compared; both are no part of the record.
    """

    __tablename__ = "register_entry"
    __table_args__ = (
        *(Index(f"ix_register_entry_by_{name}", name, "changed_at", "dossier_id") for name in FILTERED),
        *(
            Index(f"ix_register_entry_in_order_of_{name}", name, "dossier_id")
            for name in SORTED
            if name != "changed_at"
        ),
        # The usual order, with the day by which a period is told: what was opened outside of it is passed over without being read.
        Index("ix_register_entry_in_order_of_changed_at", "changed_at", "dossier_id", "opened_on"),
        Index("ix_register_entry_to_do", "open", "move", "kind", "side", "stage"),
        Index("ix_register_entry_loads", "open", "officer_id", "move", "our_due", "their_due"),
        Index("ix_register_entry_our_due", "our_due"),
        Index("ix_register_entry_their_due", "their_due"),
        Index("ix_register_entry_open", "open", "changed_at", "dossier_id"),
        Index("ix_register_entry_opened_on", "opened_on", "side"),
        Index("ix_register_entry_came_at", "open", "came_at", "came", "dossier_id"),
        Index("ix_register_entry_held_since", "held_since", sqlite_where=HELD, postgresql_where=HELD),
        Index(  # “open” stands in it to be compared, not in its condition: else an index by “open” alone seems the better one
            "ix_register_entry_urgent",
            "open",
            "next_due",
            "dossier_id",
            "officer_id",
            sqlite_where=text("urgent = 1"),
            postgresql_where=text("urgent"),
        ),
        Index(
            "ix_register_entry_turned_back",
            "open",
            "changed_at",
            "dossier_id",
            sqlite_where=text("turned_back = 1"),
            postgresql_where=text("turned_back"),
        ),
        Index("ix_register_entry_by_counterpart_and_kind", "counterpart", "kind", "changed_at", "dossier_id"),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str]
    side: Mapped[str]
    stage: Mapped[str]
    counterpart: Mapped[str]
    instrument: Mapped[str]
    reference: Mapped[str]
    title: Mapped[str]
    opened_on: Mapped[date]
    changed_at: Mapped[datetime]
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    open: Mapped[bool]
    move: Mapped[str]
    our_due: Mapped[date | None]
    their_due: Mapped[date | None]
    our_limit: Mapped[Answers] = mapped_column(default=dict, server_default="{}")
    their_limit: Mapped[Answers] = mapped_column(default=dict, server_default="{}")
    next_due: Mapped[date]
    came: Mapped[int]
    came_at: Mapped[datetime | None]
    urgent: Mapped[bool]
    held_since: Mapped[date | None]
    turned_back: Mapped[bool]
    rests: Mapped[str]
    marks: Mapped[str] = mapped_column(default="", server_default="")
    officer: Mapped[str] = mapped_column(default="", server_default="")
    priority: Mapped[int] = mapped_column(default=NORMAL, server_default=str(NORMAL))
    unit: Mapped[str] = mapped_column(default="", server_default="")
    labels: Mapped[str] = mapped_column(default="", server_default="")
    measures: Mapped[str] = mapped_column(default="", server_default="")
    crimes: Mapped[str] = mapped_column(default="", server_default="")
    grounds: Mapped[str] = mapped_column(default="", server_default="")


class RegisterMark(Base):
    """One of the marks of an entry (“measure”, “search”; “ground”, “M-g”), so that an index finds the request by it."""

    __tablename__ = "register_mark"

    sort: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("dossier.id", ondelete="CASCADE"), primary_key=True, index=True
    )


NEVER = date(9999, 12, 31)
"""The day on which nothing is due, so that what has no limit comes last."""
