"""What lists, search and pages cost with a thousand requests and with many more, on both databases.

    python -m bench.scale [how many requests]

The requests are patterns that two ministries have really dealt with, multiplied past the door: other names in six scripts, States, days and
officials. Each figure is the median of some rounds; what counts is how much more a page costs with many requests than with a thousand.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, insert, select, text, update

from mla.lifecycle.terms import Role
from mla.models import Dossier, Event, Involvement, Label, Official, Person, RegisterEntry, SearchText
from mla.models.register_entry import NEVER
from mla.models.register_time import WHOSE
from mla.names import in_order, normal
from mla.sample.build import build
from mla.sample.ministry import Ministry
from mla.storage.database import Base, now
from tests.support import postgres
from tests.support.drive import Site, settings

FEW, MANY = 1_000, 100_000
ROUNDS = 7
BATCH = 1000
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
ASKED = {
    "desk": "/",
    "register": "/requests",
    "one State, by day of opening": "/requests?counterpart=BE&sort=opened",
    "one stage, by title": "/requests?stage=executing&sort=title",
    "waiting for us, by due date": "/requests?waiting=y&sort=due",
    "late, by due date": "/requests?due=late&sort=due",
    "mine": "/requests?mine=y",
    "new to me": "/requests?new=y",
    "two filters that seldom meet": "/requests?counterpart=CR&kind=provisional_arrest&sort=reference",
    "deepest page": "/requests?sort=changed&order=desc&before=0001-01-01T00:00:00%2B00:00~00000000-0000-0000-0000-000000000000",
    "search, one person": "/requests?words=unmistakable+kovač",
    "search, common words": "/requests?words=investigation+archive",
    "search, nothing found": "/requests?words=zyxwvut",
    "one kind of help": "/requests?measure=search",
    "one kind of help, by title": "/requests?measure=search&sort=title",
    "one crime, by due date": "/requests?crime=genocide&sort=due",
    "one ground": "/requests?ground=M-g",
    "a label of many, by State": "/requests?label=1&sort=counterpart",
    "a label of few": "/requests?label=2",
    "a label that nothing bears": "/requests?label=3",
    "high priority, by due date": "/requests?priority=high&sort=due",
    "one unit": "/requests?unit=1",
    "one unit, by title": "/requests?unit=1&sort=title",
    "by official": "/requests?sort=officer",
    "by whose move it is": "/requests?sort=move",
    "statistics": "/statistics",
    "opened within a month": "/requests?from=2026-10-25&until=2026-11-25",
    "ended, by stage": "/requests?state=ended&sort=stage&order=desc",
}


def main() -> None:
    """Measure on both databases."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", Path(folder), [f"sqlite:///{folder}/{state}.db" for state in ("SI", "BE")], many)
    with tempfile.TemporaryDirectory() as folder, postgres.server(forgetful=False) as server:
        measure("PostgreSQL", Path(folder), [server.create(f"bench_{state}") for state in ("si", "be")], many)


def measure(database: str, folder: Path, urls: list[str], many: int) -> None:
    """Every question with few requests and with many."""
    si, be = (Ministry(settings(state, folder, url)) for state, url in zip(("SI", "BE"), urls, strict=True))
    build(si, be, {"SI": "http://127.0.0.1:9", "BE": "http://127.0.0.1:9"})
    draw = random.Random(13)
    multiply(si, FEW, draw)
    few = {name: ask(si, address) for name, address in ASKED.items()}
    start = time.perf_counter()
    multiply(si, many - FEW, draw)
    print(
        f"\n{database}: {many:,} requests, the last {many - FEW:,} written in {time.perf_counter() - start:.0f} s; milliseconds, median of {ROUNDS}"
    )
    print(f"{'':34}{FEW:>10,}{many:>12,}   ratio")
    for name, address in ASKED.items():
        took = ask(si, address)
        print(
            f"{name:34}{few[name]:10.1f}{took:12.1f}{took / few[name]:8.2f}{'' if took <= 100 else '   more than 100 ms'}"
        )
    for ministry in (si, be):
        ministry.engine.dispose()


def ask(si: Ministry, address: str) -> float:
    """How long a page takes, in milliseconds."""
    visitor = Site(si).official(Role.SIGNATORY)
    took = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        assert visitor.get(address).status == 200
        took.append(time.perf_counter() - start)
    return statistics.median(took[1:]) * 1000


def multiply(si: Ministry, many: int, draw: random.Random) -> None:
    """So many requests more, each like one of those that were really dealt with."""
    with si.engine.begin() as connection:
        patterns = [
            row._mapping for row in connection.execute(select(Dossier.__table__).order_by(Dossier.opened_on).limit(8))
        ]
        officials = list(connection.scalars(select(Official.id)))
        _sorted(connection)
        begun = connection.scalar(select(func.count()).select_from(Dossier)) or 0
        for first in range(0, many, BATCH):
            size = min(BATCH, many - first)
            made = [(uuid.uuid4(), draw.choice(patterns), begun + first + n) for n in range(size)]
            for table, rows in _rows(connection, made, officials, draw).items():
                connection.execute(insert(Base.metadata.tables[table]), rows)
        connection.execute(text("ANALYZE"))


def _sorted(connection: Connection) -> None:
    """Labels to put on, and a unit for the half of the officials."""
    if not connection.scalar(select(func.count()).select_from(Label).where(Label.name == "None")):
        connection.execute(insert(Label), [{"name": "None", "offered": True}])
        connection.execute(update(Official).values(unit_id=None))
        connection.execute(update(Official).where(Official.id % 2 == 0).values(unit_id=1))


def _rows(
    connection: Connection, made: list[tuple[uuid.UUID, object, int]], officials: list[int], draw: random.Random
) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {
        name: []
        for name in (
            "dossier",
            "event",
            "person",
            "register_entry",
            "register_time",
            "search_text",
            "involvement",
            "register_mark",
            "labelling",
        )
    }
    for number, pattern, n in made:
        like = dict(pattern)  # type: ignore[call-overload]
        name = (draw.choice(GIVEN), draw.choice(FAMILY) if n != 77 else "Unmistakable-Kovač")
        title = f"Investigation {' '.join(name)}: {draw.choice(WORDS)}, {draw.choice(WORDS)} {n}"
        changed = now() - timedelta(minutes=draw.randrange(1_500_000))
        head = {
            "id": number,
            "our_reference": f"SI-X-2026-{n:07}",
            "title": title,
            "counterpart": draw.choice(STATES),
            "changed_at": changed,
        }
        found["dossier"].append({**like, **head, "arises_from": None, "matter_id": None})
        for event in _events(connection, like["id"]):
            found["event"].append({**event, "dossier_id": number})
        found["person"].append(
            {
                "dossier_id": number,
                "number": 1,
                "answers": {"nature": "natural", "capacity": "suspect", "given_names": name[0], "family_name": name[1]},
            }
        )
        entry = _entry(connection, like["id"], number, head, officials, draw)
        found["register_entry"].append(entry)
        found["register_time"] += _times(number, entry, draw)
        for place, words in (
            ("head", f"{title} {' '.join(in_order(' '.join(name)))}"),
            ("text", " ".join(draw.choices(WORDS, k=40))),
        ):
            found["search_text"].append({"dossier_id": number, "place": place, "text": f" {normal(words)}"})
        marks = [
            f"measure:{draw.choice(MEASURES)}",
            f"crime:{draw.choice(CRIMES)}",
            *(["ground:M-g"] if n % 300 == 0 else []),
        ]
        found["register_entry"][-1] |= {
            "marks": " ".join(sorted(marks)),
            "priority": draw.choice((1, 1, 1, 1, 1, 1, 1, 0, 2)),
        }
        for sort, _colon, code in (one.partition(":") for one in marks):
            found["register_mark"].append({"dossier_id": number, "sort": sort, "code": code})
        if n % 3 == 0 or n % 5000 == 1:
            told = {
                "dossier_id": number,
                "label_id": 1 if n % 3 == 0 else 2,
                "put_by_id": officials[0],
                "put_at": changed,
            }
            found["labelling"].append(told)
        if n % 50 == 0:
            found["involvement"].append({"dossier_id": number, "official_id": draw.choice(officials)})
    return {table: rows for table, rows in found.items() if rows}


KNOWN: dict[tuple[str, object], list[dict[str, object]]] = {}
"""What was read of a pattern, so that it is read once."""


def _events(connection: Connection, like: object) -> Iterator[dict[str, object]]:
    key = ("event", like)
    if key not in KNOWN:
        rows = connection.execute(
            select(Event.__table__).where(Event.dossier_id == like).order_by(Event.number).limit(12)
        )
        KNOWN[key] = [{name: value for name, value in row._mapping.items() if name != "id"} for row in rows]
    yield from KNOWN[key]


def _entry(
    connection: Connection,
    like: object,
    number: uuid.UUID,
    head: dict[str, object],
    officials: list[int],
    draw: random.Random,
) -> dict[str, object]:
    key = ("entry", like)
    if key not in KNOWN:
        KNOWN[key] = [
            dict(
                connection.execute(select(RegisterEntry.__table__).where(RegisterEntry.dossier_id == like))
                .one()
                ._mapping
            )
        ]
    entry, ended = KNOWN[key][0], draw.random() < 0.85
    due = None if ended else now().date() + timedelta(days=draw.randrange(-20, 90))
    ours = due if draw.random() < 0.5 else None
    return {
        **entry, "dossier_id": number, "reference": head["our_reference"], "title": normal(str(head["title"]))[:80], "counterpart": head["counterpart"],
        "changed_at": head["changed_at"], "opened_on": now().date() - timedelta(days=draw.randrange(1500)), "officer_id": draw.choice(officials), "open": not ended,
        "move": "" if ended else draw.choice(("us", "them")), "our_due": ours, "their_due": None if ours else due, "next_due": due or NEVER,
        "came_at": head["changed_at"], "urgent": draw.random() < 0.02, "held_since": None,
    }  # fmt: skip


def _times(number: uuid.UUID, entry: dict[str, object], draw: random.Random) -> Iterator[dict[str, object]]:
    """Two things that most have reached, and for what is over its end, some hundred days after it was opened."""
    days, opened = 0, entry["opened_on"]
    assert isinstance(opened, date)
    for what in ("receipt", "decision", *(() if entry["open"] else ("fulfilled",))):
        days += int(draw.expovariate(1 / 60))
        ours, theirs = days // 2, days - days // 2
        whose = dict.fromkeys(WHOSE, 0) | {"requesting": ours, "requested": theirs}
        yield {
            "dossier_id": number, "reached": what, "side": entry["side"], "opened_on": opened, "reached_on": opened + timedelta(days=days), "days": days, **whose,
        }  # fmt: skip


_ = (Person, SearchText, Involvement)  # their tables are written by name

if __name__ == "__main__":
    main()
