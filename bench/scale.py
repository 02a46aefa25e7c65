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
from pathlib import Path

from bench.many import multiply
from mla.lifecycle.terms import Role
from mla.sample.build import build
from mla.sample.ministry import Ministry
from tests.support import postgres
from tests.support.drive import Site, settings

FEW, MANY = 1_000, 100_000
ROUNDS = 7
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


if __name__ == "__main__":
    main()
