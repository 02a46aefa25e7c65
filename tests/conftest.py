"""What the tests share: databases of both kinds, two ministries, browsers of theirs, finished requests."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import time_machine
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Connection, Dialect, Engine, event

from mla.documents import bounded, draw
from mla.sample.ministry import Ministry
from mla.sample.small import ENGLISH, FRENCH
from mla.sample.small import small as draft_small
from tests.support import drawn, nu
from tests.support import postgres as real_postgres
from tests.support.drive import Page, settings, staffed

# Some machines ask Python to keep no compiled files: the programs that the tests start would compile us every time.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What tests write goes to memory where the machine has room there: a disk takes longer to say that it has written than the tests take.
MEMORY, ROOM = Path("/dev/shm"), 2 * 2**30
if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

# A busy machine is no fault: how long an example may take is no rule of ours.
hypothesis_settings.register_profile("unhurried", deadline=None)
hypothesis_settings.load_profile("unhurried")

# Whole applications come and go with every test: looking for cycles among them every 700 objects takes a tenth of a run.
gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def postgres() -> Iterator[real_postgres.Server]:
    """A real PostgreSQL for this test process."""
    with real_postgres.server() as server:
        yield server


TODAY = datetime.fromisoformat(os.environ.get("MLA_TEST_DAY", "2026-11-25T12:00+00:00"))
"""The day on which the tests are run, whatever day it is: their stories name days that have been and days to come."""


THE_DAY = time_machine.travel(TODAY, tick=True)


def pytest_configure() -> None:
    """The same day for every run, also for what a test module counts from today when it is read. The hours pass as they do; programs that a test starts live in their own time."""
    THE_DAY.start()


def pytest_unconfigure() -> None:
    """The day ends with the run."""
    THE_DAY.stop()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, after the shuffling: nobody waits at the end for a test begun too late."""
    items.sort(key=lambda item: not ({"slow", "browser"} & {mark.name for mark in item.iter_markers()}))


@pytest.fixture(scope="session")
def of_the_run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all test processes of one run have in common: pytest's, unless the run names one (`tools/mutate`)."""
    if named := os.environ.get("MLA_TEST_RUN"):
        return Path(named)
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session", autouse=True)
def judged(of_the_run: Path) -> Iterator[None]:
    """Every page that a test of this process opens is sound HTML. The checker starts with the first page."""
    with ExitStack() as stack:
        Page.judge = nu.Checker(of_the_run / "sound", stack).faults
        yield
        Page.judge = None


@pytest.fixture(scope="session", autouse=True)
def drawn_once(of_the_run: Path) -> Iterator[None]:
    """Each paper is drawn once in a run (`tests/support/drawn.py` says why that weakens nothing)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(draw, "run", drawn.Shelf(of_the_run / "drawn"))
        yield


@pytest.fixture
def drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """For this test every paper is drawn, also one that was drawn before."""
    monkeypatch.setattr(draw, "run", bounded.run)


@pytest.fixture(scope="session", autouse=True)
def forgetful() -> Iterator[None]:
    """SQLite does not wait for the disk, like the PostgreSQL of these tests: no test survives a power cut."""

    def hurry(connection: Any, _record: Any) -> None:
        if type(connection).__module__ == "sqlite3":
            connection.execute("PRAGMA synchronous=OFF")

    event.listen(Engine, "connect", hurry)
    yield
    event.remove(Engine, "connect", hurry)


@pytest.fixture(scope="session", autouse=True)
def one_reader() -> Iterator[None]:
    """What was compiled for one database is known for all databases of its kind, as it is to the one that an installation has.

    An engine remembers the statements that it compiled, under its dialect; every ministry of a test has an engine.
    """
    dialects: dict[str, Dialect] = {}
    compiled: dict[object, Any] = {}

    def share(connection: Connection) -> None:
        engine = connection.engine
        if engine.dialect not in dialects.values():
            engine.dialect = dialects.setdefault(engine.dialect.name, engine.dialect)
            engine.update_execution_options(compiled_cache=compiled)

    event.listen(Engine, "engine_connect", share)
    yield
    event.remove(Engine, "engine_connect", share)


@pytest.fixture(scope="session")
def furnished(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], str]:
    """A migrated database with the staff of a State, made once for each database and State, to be copied."""
    folder = tmp_path_factory.mktemp("furnished")

    @cache
    def _furnished(kind: str, state: str) -> str:
        if kind == "sqlite":
            name = str(folder / f"{state}.db")
            url = ""
        else:
            name = f"furnished_{state.lower()}_{uuid.uuid4().hex[:8]}"
            url = request.getfixturevalue("postgres").create(name)
        staffed(state, folder, url).engine.dispose()
        return name

    return _furnished


class Databases:
    """Fresh databases of one kind, empty or furnished with a State's staff."""

    def __init__(self, kind: str, folder: Path, furnished: Callable[[str, str], str], stack: ExitStack) -> None:
        self.kind, self.folder, self.furnished, self.stack = kind, folder, furnished, stack
        self.server: real_postgres.Server | None = None

    def __call__(self, state: str = "") -> str:
        """The address of a fresh database."""
        template = self.furnished(self.kind, state) if state else ""
        if self.server:
            return self.stack.enter_context(self.server.database(template or "template1"))
        path = self.folder / f"{uuid.uuid4().hex}.db"
        if template:
            shutil.copy(template, path)
        return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(
    request: pytest.FixtureRequest, tmp_path: Path, furnished: Callable[[str, str], str]
) -> Iterator[Databases]:
    """Gives addresses of fresh databases: the test runs on SQLite and again on PostgreSQL."""
    with ExitStack() as stack:
        databases = Databases(request.param, tmp_path, furnished, stack)
        if request.param == "postgresql":
            databases.server = request.getfixturevalue("postgres")
        yield databases


@pytest.fixture
def sqlite_only(tmp_path: Path, furnished: Callable[[str, str], str]) -> Iterator[Databases]:
    """Addresses of fresh SQLite databases, for tests in which the database makes no difference."""
    with ExitStack() as stack:
        yield Databases("sqlite", tmp_path, furnished, stack)


@pytest.fixture
def si(database: Databases, tmp_path: Path) -> Iterator[Ministry]:
    """Slovenia, with one official for every role; on both databases."""
    yield from _working("SI", tmp_path, database("SI"))


@pytest.fixture
def be(database: Databases, tmp_path: Path) -> Iterator[Ministry]:
    """Belgium, with one official for every role; on both databases."""
    yield from _working("BE", tmp_path, database("BE"))


def _working(state: str, folder: Path, url: str) -> Iterator[Ministry]:
    ministry = Ministry(settings(state, folder, url))
    yield ministry
    ministry.engine.dispose()


@pytest.fixture
def peers(si: Ministry, be: Ministry) -> tuple[Ministry, Ministry]:
    """Both, each with the other's key on file."""
    si.knows(be, "http://127.0.0.1:9")
    be.knows(si, "http://127.0.0.1:9")
    return si, be


@pytest.fixture
def slovenia(tmp_path: Path, sqlite_only: Databases) -> Iterator[Ministry]:
    """Slovenia on SQLite alone."""
    yield from _working("SI", tmp_path, sqlite_only("SI"))


@pytest.fixture
def belgium(tmp_path: Path, sqlite_only: Databases) -> Iterator[Ministry]:
    """Belgium on SQLite alone."""
    yield from _working("BE", tmp_path, sqlite_only("BE"))


@pytest.fixture
def pair(slovenia: Ministry, belgium: Ministry) -> tuple[Ministry, Ministry]:
    """Both on SQLite alone, each with the other's key on file."""
    slovenia.knows(belgium, "http://127.0.0.1:9")
    belgium.knows(slovenia, "http://127.0.0.1:9")
    return slovenia, belgium


@pytest.fixture
def of(tmp_path: Path, sqlite_only: Databases) -> Iterator[Callable[[str], Ministry]]:
    """The ministry of any State on SQLite, with one official for every role, who know all those asked for before."""
    with ExitStack() as stack:
        made: list[Ministry] = []

        def _of(state: str) -> Ministry:
            one = Ministry(settings(state, tmp_path, sqlite_only(state)))
            stack.callback(one.engine.dispose)
            for other in made:
                one.knows(other, "http://127.0.0.1:9")
                other.knows(one, "http://127.0.0.1:9")
            made.append(one)
            return one

        yield _of


@pytest.fixture
def small() -> Callable[[Ministry, str], uuid.UUID]:
    """Drafts a small fictional request to the last page."""

    def _small(ministry: Ministry, counterpart: str, language: str = "en") -> uuid.UUID:
        text = ENGLISH if language == "en" else FRENCH
        return draft_small(ministry, counterpart, "Test request", language, text)

    return _small
