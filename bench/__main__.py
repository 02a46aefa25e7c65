"""`make bench`: what a step costs with and without its paper, a letter, a round trip between two ministries.

Machines differ and are noisy; the ratios within one run are what counts.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from mla.contents_check import check
from mla.contents_check.findings import findings
from mla.lifecycle.terms import Role
from mla.lifecycle.text import RequestText
from mla.models import Dossier
from mla.participation.bases import bases_for
from mla.participation.register import known
from mla.sample.drafting import draft_ravna
from mla.sample.ministry import Ministry
from mla.sample.small import ENGLISH, small
from mla.steps.letter import preview
from mla.storage.database import now
from tests.support import postgres
from tests.support.drive import Site, staffed

ROUNDS = 30


def main() -> None:
    """Measure on both databases."""
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", Path(folder), lambda state: f"sqlite:///{folder}/{state}.db")
    with tempfile.TemporaryDirectory() as folder, postgres.server(forgetful=False) as server:
        measure("PostgreSQL", Path(folder), lambda state: server.create(f"bench_{state.lower()}"))


def measure(database: str, folder: Path, url: Callable[[str], str]) -> None:
    """All figures on one database."""
    si, be = staffed("SI", folder, url("SI")), staffed("BE", folder, url("BE"))
    si.knows(be, "http://127.0.0.1:9")
    be.knows(si, "http://127.0.0.1:9")
    number = draft_ravna(si)
    print(f"\n{database}: median of {ROUNDS}, milliseconds; the matter has six persons, four measures, two annexes")
    bare = timed(bare_insert(si))
    show("bare insert and commit", bare, bare)
    show(
        "step without paper (an internal note)",
        timed(lambda: si.take(number, "note", words="A note.")),
        bare,
        "at most 3",
    )
    show("edit of the draft (the facts)", timed(lambda: si.take(number, "state_facts", facts="Facts.")), bare)
    letter(si, number, bare)
    contents(si, number, bare)
    crossing(si, be, bare)
    for ministry in (si, be):
        ministry.engine.dispose()


def bare_insert(ministry: Ministry) -> Callable[[], None]:
    """One row of an event's size, inserted and committed on a connection of its own."""
    with ministry.engine.begin() as connection:
        connection.execute(text("CREATE TABLE bare (id INTEGER, words TEXT)"))

    def insert() -> None:
        with ministry.engine.begin() as connection:
            connection.execute(text("INSERT INTO bare VALUES (1, :words)"), {"words": "x" * 500})

    return insert


def letter(si: Ministry, number: object, bare: float) -> None:
    """The letter of request alone, warm."""
    with si.session() as session:
        dossier = session.get_one(Dossier, number)
        official = si.official(session, Role.SIGNATORY)
        pages = preview(session, si.installation, dossier, official, now().date()).pages
        took = timed(lambda: preview(session, si.installation, dossier, official, now().date()), 7)
    show(f"letter of request, {pages} pages, warm", took, bare, f"{took / pages * 3:.0f} ms for 3 pages; aim 300")


def contents(si: Ministry, number: object, bare: float) -> None:
    """The contents check of a full request, and the question of the legal basis for every State, beside their pages."""
    site, today, law = Site(si), now().date(), si.installation.law
    drafter = site.official(Role.DRAFTER)
    with si.session() as session:
        dossier = session.get_one(Dossier, number)
        took = timed(lambda: check(RequestText.of(dossier), law))
        show("contents check of the full request", took, bare)
        show(
            "  with legal basis and the other State's sheet",
            timed(lambda: findings(session, si.installation, dossier, today)),
            bare,
        )
        page = timed(lambda: drafter.get(f"/dossiers/{number}/check"), 7)
        show("  the page that shows it", page, bare, f"the check is {took / page:.0%} of its page")
        register = known(session)
        show(f"register of {len(register)} entries: of two States", timed(lambda: known(session, "SI", "BE")), bare)
        codes = [code for code, _ in law.states() if code != "SI"]
    every = timed(lambda: [bases_for(law, register, "SI", code, today, ["5(1)"], ["records"]) for code in codes], 5)
    one = f"{every / len(codes):.2f} ms for one; aim 1 ms, and 1000 ms for all"
    show(f"legal basis towards {len(codes)} States, {len(law.instruments)} instruments", every, bare, one)
    asked = f"/law/basis?requesting=SI&requested=BE&on={today}&kind=assistance&crimes=5(1)&measures=records"
    show("  the page that shows it for one State", timed(lambda: drafter.get(asked), 7), bare)


def crossing(si: Ministry, be: Ministry, bare: float) -> None:
    """A step that draws a paper and seals a package; and the round trip there and back."""
    numbers = []
    for _ in range(6):
        numbers.append(small(si, "BE", "Bench", "en", ENGLISH))
        si.take(numbers[-1], "submit")
        si.take(numbers[-1], "sign", read=True)
    waiting = iter(numbers)
    show("step with paper and package (send a request)", timed(lambda: si.take(next(waiting), "transmit"), 6), bare)
    start = time.perf_counter()
    si.post_to(be)
    took = (time.perf_counter() - start) / len(numbers) * 1000
    show("package taken in by the other ministry", took, bare)
    waiting = iter(numbers)
    answers = {"received_on": now().date().isoformat(), "responsible": "Office", "confidentiality": "kept"}

    def round_trip() -> None:
        one = next(waiting)
        be.take(one, "acknowledge", **answers)
        be.post_to(si)
        si.take(one, "enquire", words="How does it stand?")
        si.post_to(be)

    show("round trip: letter there, letter back, both taken in", timed(round_trip, 6), bare)


def timed(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of some rounds, in milliseconds."""
    return statistics.median(_rounds(work, rounds))


def _rounds(work: Callable[[], object], rounds: int) -> Iterator[float]:
    for _ in range(rounds):
        with _watch() as seconds:
            work()
        yield seconds[0] * 1000


@contextmanager
def _watch() -> Iterator[list[float]]:
    seconds = [0.0]
    start = time.perf_counter()
    yield seconds
    seconds[0] = time.perf_counter() - start


def show(what: str, took: float, bare: float, aim: str = "") -> None:
    """One line of figures."""
    print(f"  {what:<55} {took:9.1f}   {took / bare:7.1f} x bare insert   {aim}")


if __name__ == "__main__":
    main()
