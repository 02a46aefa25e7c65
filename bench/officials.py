"""How long pages take when many officials work at once while others write, and whether the server's memory stays flat.

    python -m bench.officials [how many requests] [seconds]

A real `mla serve` on each database; every official opens a page, reads it for a few seconds, opens the next. Somebody writes a note twice a
second through the door. All of it shares the machine: what the visitors themselves cost is in the figures, too. Pages of the first third, in which the workers warm up, are not counted.
"""

from __future__ import annotations

import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
from sqlalchemy import select

from bench.many import multiply
from config import read
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample import run
from mla.sample.build import build
from mla.sample.ministry import Ministry
from mla.sample.staff import PASSWORD
from tests.support import postgres
from tests.support.desks import free_port, until_it_answers

OFFICIALS = 50
REQUESTS, SECONDS = 1_000, 60
READS = (2.0, 8.0)
"""So many seconds somebody reads a page before the next."""
WRITES_EVERY = 0.5
AIM = 200.0
"""Milliseconds within which nineteen of twenty pages are to be there."""
PAGES = {
    "desk": "/",
    "register": "/requests",
    "register, filtered": "/requests?counterpart=BE&sort=due",
    "search": "/requests?words=investigation+archive",
    "statistics": "/statistics",
    "request": "/dossiers/{}",
}


def main() -> None:
    """Measure on both databases; say so where the aim is missed."""
    told = [int(word) for word in sys.argv[1:]]
    many, seconds = (told + [REQUESTS, SECONDS][len(told) :])[:2]
    with tempfile.TemporaryDirectory() as folder:
        worst = [measure("SQLite", Path(folder), ["", ""], many, seconds)]
    with tempfile.TemporaryDirectory() as folder, postgres.server(forgetful=False) as server:
        urls = [server.create(f"bench_{state}") for state in ("si", "be")]
        worst.append(measure("PostgreSQL", Path(folder), urls, many, seconds))
    if max(worst) > AIM:
        sys.exit(f"Not within {AIM:.0f} ms.")


def measure(database: str, folder: Path, urls: list[str], many: int, seconds: int) -> float:
    """Let them work; returns within how many milliseconds nineteen of twenty pages were there."""
    si, environment = _prepared(folder, urls, many)
    ids = _requests(si)
    took: dict[str, list[float]] = defaultdict(list)
    over, written = threading.Event(), [0]
    with _served(environment) as (url, server):
        clients = [_signed_in(url, number) for number in range(OFFICIALS)]
        visitors = [threading.Thread(target=_visit, args=(who, n, ids, took, over)) for n, who in enumerate(clients)]
        writer = threading.Thread(target=_write, args=(si, ids, over, written))
        for one in (*visitors, writer):
            one.start()
        time.sleep(seconds / 3)
        before = _memory(server.pid)
        took.clear()  # what a worker does once, when it shows a page for the first time, is no part of a day
        time.sleep(seconds * 2 / 3)
        after = _memory(server.pid)
        over.set()
        for one in (*visitors, writer):
            one.join()
    si.engine.dispose()
    every = [ms for one in took.values() for ms in one]
    print(
        f"\n{database}: {many:,} requests, {OFFICIALS} officials, {len(every)} pages and {written[0]} notes in {seconds} s; milliseconds"
    )
    print(f"{'':24}{'pages':>8}{'median':>10}{'p95':>10}")
    for name, ms in (*took.items(), ("all", every)):
        print(f"{name:24}{len(ms):8}{statistics.median(ms):10.1f}{_p95(ms):10.1f}")
    print(f"memory of the server: {before:.0f} MB after a third of the time, {after:.0f} MB at the end")
    return _p95(every)


def _p95(ms: list[float]) -> float:
    return statistics.quantiles(ms, n=20)[-1] if len(ms) > 1 else ms[0]


def _prepared(folder: Path, urls: list[str], many: int) -> tuple[Ministry, dict[str, str]]:
    ministries, environments = {}, {}
    for state, url in zip(("SI", "BE"), urls, strict=True):
        run.furnish(folder, state)
        environments[state] = (
            run.settings(folder, state) | {"MLA_PORT": str(free_port())} | ({"MLA_DATABASE": url} if url else {})
        )
        ministries[state] = Ministry(read(environments[state]))
    build(ministries["SI"], ministries["BE"], dict.fromkeys(ministries, "http://127.0.0.1:9"))
    ministries["BE"].engine.dispose()
    multiply(ministries["SI"], many, random.Random(13))
    people = [(f"Official {number}", "", _address(number), [Role.SIGNATORY]) for number in range(OFFICIALS)]
    ministries["SI"].hire(people, PASSWORD)
    return ministries["SI"], environments["SI"]


def _address(number: int) -> str:
    return f"official{number}@si.example"


def _requests(si: Ministry) -> list[str]:
    """The requests of the sample, which have a whole record."""
    with si.session() as session:
        return [
            str(one) for one in session.scalars(select(Dossier.id).where(~Dossier.our_reference.startswith("SI-X-")))
        ]


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    server = subprocess.Popen([sys.executable, "-m", "mla.cli", "serve"], env={**os.environ, **environment})
    try:
        until_it_answers(int(environment["MLA_PORT"]))
        yield f"http://127.0.0.1:{environment['MLA_PORT']}", server
    finally:
        server.terminate()
        server.wait(timeout=60)


def _signed_in(url: str, number: int) -> httpx.Client:
    limits = httpx.Limits(
        keepalive_expiry=1.0
    )  # sooner than the server lets go: nobody asks on a line that is being cut
    client = httpx.Client(base_url=url, timeout=60, limits=limits)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/sign-in").text)
    assert token
    told = {"csrf_token": token[1], "email": _address(number), "password": PASSWORD}
    answer = client.post("/sign-in", data=told)
    assert answer.headers.get("location") == "/", answer.text
    return client


def _visit(
    client: httpx.Client, number: int, ids: list[str], took: dict[str, list[float]], over: threading.Event
) -> None:
    draw = random.Random(number)
    with closing(client):
        while not over.wait(draw.uniform(*READS)):
            name, address = draw.choice(list(PAGES.items()))
            start = time.perf_counter()
            answer = client.get(address.format(draw.choice(ids)))
            assert answer.status_code == 200, (address, answer.status_code)
            took[name].append((time.perf_counter() - start) * 1000)


def _write(si: Ministry, ids: list[str], over: threading.Event, written: list[int]) -> None:
    while not over.wait(WRITES_EVERY):
        si.take(uuid.UUID(ids[written[0] % len(ids)]), "note", words="A note made while others read.")
        written[0] += 1


def _memory(pid: int) -> float:
    """What a process and those that it started hold of the memory for themselves, in megabytes."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    own = sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
    return own / 1024 + sum(_memory(int(child)) for child in children)


if __name__ == "__main__":
    main()
