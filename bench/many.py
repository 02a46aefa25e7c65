"""Many requests to measure with: such as two ministries have really dealt with, multiplied past the door.

Other names in six scripts, other States, days and officials; a ninth in ten are over. What no list reads (the documents) is left out.
"""

from __future__ import annotations

import random
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TypeAlias

from sqlalchemy import Connection, Table, func, insert, select, text, update

from bench.copies import copy
from mla.deadlines.due import Due
from mla.deadlines.kept import keep
from mla.lifecycle import table_of
from mla.models import Dossier, Event, Label, Official, RegisterEntry
from mla.models.register_entry import NEVER
from mla.models.register_time import WHOSE
from mla.names import in_order, normal
from mla.sample.ministry import Ministry
from mla.storage.database import Base, now
from mla.storage.migrate import count_rows

Row: TypeAlias = dict[str, object]

BATCH = 1000
ONE_BY_ONE = 20_000
"""So many are made with words of their own; of more, the database makes copies, which takes a tenth of the time."""
STEPS = 12
STATES = ["BE", "NL", "FR", "DE", "AR", "SN", "UA", "CR", "JP", "ZA", "HR", "CA"]
GIVEN = [
    "Marko",
    "Ana",
    "Иван",
    "Ольга",
    "محمد",
    "فاطمة",
    "Γιώργος",
    "王",
    "李",
    "José",
    "Ousmane",
    "דוד",
    "Nguyễn",
    "Łukasz",
]
FAMILY = [
    "Kovač",
    "Novak",
    "Петров",
    "Шевченко",
    "الخطيب",
    "حداد",
    "Παπαδόπουλος",
    "伟",
    "芳",
    "García",
    "Diallo",
    "כהן",
    "Trần",
    "Wójcik",
]
WORDS = [
    "records",
    "hearing",
    "seizure",
    "telephone",
    "transfer",
    "archive",
    "hospital",
    "convoy",
    "quarry",
    "bridge",
    "village",
    "prison",
]
MEASURES, CRIMES = ("search", "records", "hearing"), ("genocide", "war_crimes", "torture")


def multiply(si: Ministry, many: int, draw: random.Random) -> None:
    """So many requests more, each like one of those that were really dealt with."""
    with si.engine.begin() as connection:
        _labels_and_units(connection)
        begun = connection.scalar(select(func.count()).select_from(Dossier)) or 0
        made = _Made(connection, draw, list(connection.scalars(select(Official.id))))
        for first in range(0, min(many, ONE_BY_ONE), BATCH):
            made.write(begun + first, min(BATCH, many - first))
    if many > ONE_BY_ONE:
        copy(si.engine, begun + BATCH, ONE_BY_ONE - BATCH, many - ONE_BY_ONE)  # of the first thousand there is one each
    if si.engine.dialect.name == "postgresql":
        with si.engine.begin() as connection:
            connection.execute(text("ANALYZE"))
    count_rows(si.engine)


def _labels_and_units(connection: Connection) -> None:
    """Labels to put on, and a unit for the half of the officials."""
    if not connection.scalar(select(func.count()).select_from(Label).where(Label.name == "None")):
        connection.execute(insert(Label), [{"name": "None", "offered": True}])
        connection.execute(update(Official).values(unit_id=None))
        connection.execute(update(Official).where(Official.id % 2 == 0).values(unit_id=1))


@dataclass
class _Made:
    """What is made of the patterns, table by table."""

    connection: Connection
    draw: random.Random
    officials: list[int]
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def write(self, first: int, how_many: int) -> None:
        """So many requests, numbered from the first."""
        for n in range(first, first + how_many):
            self._request(n)
        for table in Base.metadata.sorted_tables:  # whoever is named stands before whoever names
            if self.rows[table.name]:
                self.connection.execute(insert(table), self.rows.pop(table.name))

    def _request(self, n: int) -> None:
        like, number = self.draw.choice(self.patterns), uuid.uuid4()
        name = (self.draw.choice(GIVEN), self.draw.choice(FAMILY) if n != 77 else "Unmistakable-Kovač")
        head: Row = {
            "id": number,
            "our_reference": f"SI-X-2026-{n:07}",
            "title": f"Investigation {' '.join(name)}: {self.draw.choice(WORDS)}, {self.draw.choice(WORDS)} {n}",
            "counterpart": self.draw.choice(STATES),
            "changed_at": now() - timedelta(minutes=self.draw.randrange(1_500_000)),
        }
        told = {"nature": "natural", "capacity": "suspect", "given_names": name[0], "family_name": name[1]}
        self.rows["dossier"].append(
            {**like.dossier, **head, "arises_from": None, "matter_id": None, "examiner_id": None}
        )
        self.rows["event"] += [{**event, "dossier_id": number} for event in like.events]
        self.rows["person"].append({"dossier_id": number, "number": 1, "answers": told})
        entry = self._entry(like, head) | self._marked(number, n)
        self.rows["register_entry"].append(entry)
        self.rows["register_time"] += _times(entry, self.draw)
        self._found_by(number, str(head["title"]), name)
        self._sorted(head, n)

    def _found_by(self, number: uuid.UUID, title: str, name: tuple[str, str]) -> None:
        places = {
            "head": f"{title} {' '.join(in_order(' '.join(name)))}",
            "text": " ".join(self.draw.choices(WORDS, k=40)),
        }
        for place, words in places.items():
            self.rows["search_text"].append({"dossier_id": number, "place": place, "text": f" {normal(words)}"})

    def _marked(self, number: uuid.UUID, n: int) -> Row:
        marks = [("crime", self.draw.choice(CRIMES)), ("measure", self.draw.choice(MEASURES))]
        marks += [("ground", ground) for ground, each in (("M-g", 300), ("M-f", 15)) if n % each == 0]
        self.rows["register_mark"] += [{"dossier_id": number, "sort": sort, "code": code} for sort, code in marks]
        return {
            "marks": " ".join(sorted(f"{sort}:{code}" for sort, code in marks)),
            "priority": self.draw.choice((1, 1, 1, 1, 1, 1, 1, 0, 2)),
        }

    def _sorted(self, head: Row, n: int) -> None:
        number = head["id"]
        if n % 3 == 0 or n % 5000 == 1:
            put = {"put_by_id": self.officials[0], "put_at": head["changed_at"]}
            self.rows["labelling"].append({"dossier_id": number, "label_id": 1 if n % 3 == 0 else 2} | put)
        if n % 50 == 0:
            self.rows["involvement"].append({"dossier_id": number, "official_id": self.draw.choice(self.officials)})

    def _entry(self, like: _Pattern, head: Row) -> Row:
        ended, draw = self.draw.random() < 0.85, self.draw
        due = None if ended else now().date() + timedelta(days=draw.randrange(-20, 90))
        ours = due if draw.random() < 0.5 else None
        said = keep(self._limit(like)) if due else {}
        return like.entry | {
            "dossier_id": head["id"], "reference": head["our_reference"], "title": normal(str(head["title"]))[:80], "counterpart": head["counterpart"],
            "changed_at": head["changed_at"], "opened_on": now().date() - timedelta(days=draw.randrange(1500)), "officer_id": draw.choice(self.officials),
            "open": not ended, "move": "" if ended else draw.choice(("us", "them")), "our_due": ours, "their_due": None if ours else due,
            "our_limit": said if ours else {}, "their_limit": {} if ours else said, "next_due": due or NEVER, "came_at": head["changed_at"], "urgent": draw.random() < 0.02, "held_since": None,
        }  # fmt: skip

    def _limit(self, like: _Pattern) -> Due:
        """One of the limits of its kind, with an article: what is said of it is as long as it is in practice."""
        kind, version = like.dossier["kind"], like.dossier["table_version"]
        assert isinstance(kind, str)
        assert isinstance(version, int)
        limit = self.draw.choice(table_of(kind, version).limits)
        return Due(date.max, limit.what, limit.side, limit.purpose, limit.mark, limit.name, "8(1)", then=limit.then)

    @cached_property
    def patterns(self) -> list[_Pattern]:
        """The requests that were really dealt with."""
        dossiers = self.connection.execute(select(Dossier.__table__).order_by(Dossier.opened_on).limit(8))
        return [self._pattern(dict(row._mapping)) for row in dossiers]

    def _pattern(self, dossier: Row) -> _Pattern:
        of = dossier["id"]
        events = self._read(Event.__table__, of, Event.number, STEPS)
        (entry,) = self._read(RegisterEntry.__table__, of, RegisterEntry.dossier_id, 1)
        return _Pattern(dossier, [{k: v for k, v in event.items() if k != "id"} for event in events], entry)

    def _read(self, table: Table, of: object, order: object, most: int) -> list[Row]:
        found = select(table).where(table.c.dossier_id == of).order_by(order).limit(most)
        return [dict(row._mapping) for row in self.connection.execute(found)]


@dataclass(frozen=True)
class _Pattern:
    """A request that was really dealt with: its rows."""

    dossier: Row
    events: list[Row]
    entry: Row


def _times(entry: Row, draw: random.Random) -> Iterator[Row]:
    """Two things that most have reached, and for what is over its end, some hundred days after it was opened."""
    days, opened = 0, entry["opened_on"]
    assert isinstance(opened, date)
    for what in ("receipt", "decision", *(() if entry["open"] else ("fulfilled",))):
        days += int(draw.expovariate(1 / 60))
        whose = dict.fromkeys(WHOSE, 0) | {"requesting": days // 2, "requested": days - days // 2}
        yield {
            "dossier_id": entry["dossier_id"], "reached": what, "side": entry["side"], "opened_on": opened, "reached_on": opened + timedelta(days=days),
            "days": days, **whose,
        }  # fmt: skip
