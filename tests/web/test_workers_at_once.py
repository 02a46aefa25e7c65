"""Several workers and whoever stops them, at once, on SQLite and on PostgreSQL."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from sqlalchemy import select

from mla.dossier import jobs
from mla.dossier.binder import Variant
from mla.models import Binding, BoundDossier, Dossier, Official
from mla.sample.ministry import Ministry
from mla.storage.database import now, open_session
from tests.support.drive import ORDER


@pytest.fixture
def job(peers: tuple[Ministry, Ministry], small: Callable[..., uuid.UUID]) -> tuple[Ministry, int]:
    """A dossier that waits to be bound."""
    si, _ = peers
    number = small(si, "BE")
    with open_session(si.engine) as session:
        by = next(one for one in session.scalars(select(Official)) if "signatory" in one.roles)
        made = jobs.ask(session, session.get_one(Dossier, number), Variant("en", "whole"), by, now(), "")
        session.commit()
        return si, made.id


def outcome(ministry: Ministry) -> tuple[str, int]:
    with open_session(ministry.engine) as session:
        return session.scalars(select(Binding.state)).one(), len(list(session.scalars(select(BoundDossier.id))))


def test_of_four_workers_one_binds_it(job: tuple[Ministry, int], monkeypatch: pytest.MonkeyPatch) -> None:
    ministry, number = job
    ready = Barrier(4)
    monkeypatch.setattr(jobs, "bind_for", lambda *_: [ORDER])

    def work(_: int) -> None:
        ready.wait()
        jobs.work(ministry.engine, ministry.installation, number)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert outcome(ministry) == ("done", 1)


def test_what_is_stopped_while_it_is_kept_was_too_late(
    job: tuple[Ministry, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stops it waits until it is known, and is told that it had ended."""
    ministry, number = job
    keeping, made = Event(), jobs.keep
    monkeypatch.setattr(jobs, "bind_for", lambda *_: [ORDER])

    def slowly(*given: object) -> list[BoundDossier]:
        keeping.set()
        time.sleep(0.3)
        return made(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "keep", slowly)

    def stop() -> bool:
        keeping.wait(10)
        with open_session(ministry.engine) as session:
            stopped = jobs.stop(session, session.get_one(Binding, number))
            session.commit()
            return stopped

    with ThreadPoolExecutor(1) as pool:
        stopped = pool.submit(stop)
        jobs.work(ministry.engine, ministry.installation, number)
        assert stopped.result() is False
    assert outcome(ministry) == ("done", 1)
