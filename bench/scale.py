"""What lists, search and pages cost with a thousand requests and with many more, on both databases.

    python -m bench.scale [how many requests]

The requests are patterns that two ministries have really dealt with, multiplied past the door: other names in six scripts, States, days and
officials. Each figure is the median of some rounds, in which both are asked in turns; what counts is how much more a page costs with many requests
than with a thousand, where it shows as many rows.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import event, select

from bench.many import multiply
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample.build import build
from mla.sample.ministry import Ministry
from tests.support import postgres
from tests.support.drive import Site, settings

FEW, MANY = 1_000, 100_000
ROUNDS = 9
MOST_MS = 100.0
"""No page is to take longer, at the median."""
ASKED = {
    "a bare page (help)": "/help",
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
    "a ground of many": "/requests?ground=M-f",
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
    "a request": "/dossiers/{}",
    "a person": "/dossiers/{}/persons/1",
    "ended, by stage": "/requests?state=ended&sort=stage&order=desc",
}
OWN = {
    "desk, of own requests": "/",
    "register, of own requests": "/requests",
    "statistics, of own requests": "/statistics",
    "search, in own requests": "/requests?words=investigation+archive",
}
"""The same of an official who sees only the requests that he or she works on: each fiftieth, shared by all officials."""


@dataclass
class Took:
    """What asking for one page took: milliseconds as a whole and in the database, and how many rows of tables it shows."""

    page: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    rows: int = 0


def main() -> None:
    """Measure on both databases."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", Path(folder), lambda name: f"sqlite:///{folder}/{name}.db", many)
    with tempfile.TemporaryDirectory() as folder, postgres.server(forgetful=False) as server:
        measure("PostgreSQL", Path(folder), lambda name: server.create(name.lower()), many)


def measure(database: str, folder: Path, url: Callable[[str], str], many: int) -> None:
    """Every question to one ministry with few requests and to one with many, in turns."""
    ministries = [_prepared(folder, url, size) for size in (FEW, many)]
    print(f"\n{database}: milliseconds, median of {ROUNDS}; rows as they stand on the page")
    print(f"{'':34}{FEW:>8,}{'rows':>6}{many:>12,}{'rows':>6}{'of it database':>16}   ratio")
    with ExitStack() as stack:
        for role, asked in ((Role.SIGNATORY, ASKED), (Role.DRAFTER, OWN)):
            asking = [stack.enter_context(_asking(one, role)) for one in ministries]
            for name, address in asked.items():
                print(_line(name, *_asked(asking, address)), flush=True)
    for one in ministries:
        one.engine.dispose()


def _line(name: str, few: Took, many: Took) -> str:
    took, before = statistics.median(many.page), statistics.median(few.page)
    told = f"{name:34}{before:8.1f}{few.rows:6}{took:12.1f}{many.rows:6}{statistics.median(many.database):16.1f}{took / before:8.2f}"
    return told + ("" if took <= MOST_MS else "   more than 100 ms")


def _prepared(folder: Path, url: Callable[[str], str], size: int) -> Ministry:
    start = time.perf_counter()
    place = folder / str(size)
    place.mkdir()
    si, be = (Ministry(settings(state, place, url(f"{state}_{size}"))) for state in ("SI", "BE"))
    build(si, be, {"SI": "http://127.0.0.1:9", "BE": "http://127.0.0.1:9"})
    be.engine.dispose()
    multiply(si, size, random.Random(13))
    print(f"{size:,} requests were made in {time.perf_counter() - start:.0f} s", flush=True)
    return si


@contextmanager
def _asking(si: Ministry, role: Role) -> Iterator[Callable[[str, Took], None]]:
    """Somebody who asks a ministry for pages, and notes what each took."""
    visitor, database = Site(si).official(role), [0.0]
    with si.session() as session:
        whose = session.scalars(select(Dossier.id).where(~Dossier.our_reference.startswith("SI-X-"))).first()

    def ask(address: str, took: Took) -> None:
        database[0], start = 0.0, time.perf_counter()
        page = visitor.get(address.format(whose))
        took.page.append((time.perf_counter() - start) * 1000)
        took.database.append(database[0] * 1000)
        assert page.status == 200, address
        took.rows = page.data.count(b"<tr")

    def begin(*told: Any) -> None:
        database[0] -= time.perf_counter()

    def end(*told: Any) -> None:
        database[0] += time.perf_counter()

    event.listen(si.engine, "before_cursor_execute", begin)
    event.listen(si.engine, "after_cursor_execute", end)
    yield ask


def _asked(asking: list[Callable[[str, Took], None]], address: str) -> list[Took]:
    for ask in asking:
        ask(address, Took())
    found = [Took() for _ in asking]
    for _ in range(ROUNDS):
        for ask, took in zip(asking, found, strict=True):
            ask(address, took)
    return found


if __name__ == "__main__":
    main()
