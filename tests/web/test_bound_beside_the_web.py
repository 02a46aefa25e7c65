"""A dossier is bound by the worker: the page says how far it is, may stop it, and says why it was not bound; no job is lost, none done twice."""

from __future__ import annotations

import errno
import os
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from mla.documents import assembly
from mla.documents.draw import PaperNotDrawn
from mla.dossier import jobs
from mla.dossier.worker import Worker
from mla.lifecycle.terms import Role
from mla.models import Binding, BoundDossier, Official, SignIn
from mla.sample import run as sample
from mla.storage.database import now
from mla.storage.files import Store
from mla.views import dossiers
from mla.words import _
from tests.support.binding import worked
from tests.support.drive import Matter, Page, Site

BEING = "//section[@id='being-bound']"


def asked(matter: Matter, purpose: str = "court", by: str = Role.AUDITOR) -> Page:
    """The page after a dossier was asked for."""
    visitor = matter.be.official(by)
    answer = visitor.get(matter.at(f"bound?purpose={purpose}")).again()
    assert answer.status == 302, answer.mistakes
    return visitor.get(answer.location.partition("#")[0])


def seen(matter: Matter, by: str = Role.AUDITOR) -> Page:
    return matter.be.official(by).get(matter.at("bound"))


def worker(site: Site) -> Worker:
    return Worker(site.ministry.engine, site.ministry.installation)


def rows(site: Site) -> list[Binding]:
    with site.ministry.session() as session:
        return list(session.scalars(select(Binding).order_by(Binding.id)))


def set_to(site: Site, **values: object) -> None:
    with site.ministry.session() as session:
        session.execute(update(Binding).values(**values))
        session.commit()


def volumes(site: Site) -> int:
    with site.ministry.session() as session:
        return len(list(session.scalars(select(BoundDossier.id))))


def test_the_page_says_that_it_waits_and_lists_it_once_it_is_bound(executing: Matter) -> None:
    page = asked(executing)
    assert "It waits for the process that binds." in page.main
    assert volumes(executing.be) == 0
    worked(executing.be)
    assert (seen(executing).all(BEING), volumes(executing.be)) == ([], 1)


def test_it_says_how_far_it_is(executing: Matter) -> None:
    asked(executing)
    set_to(executing.be, state="running", done=3, all=8, seen_at=now())
    page = seen(executing)
    assert "3 of 8 documents are ready." in page.main
    assert page.tree.xpath(f"{BEING}//progress/@value") == ["3"]


def test_the_worker_writes_down_how_far_it_is(executing: Matter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "TOLD_EVERY", timedelta(0))
    heard: list[tuple[int, int]] = []
    before = jobs._passed

    def listening(*given: object, **after: object) -> bool:
        if after.get("done"):
            heard.append((int(str(after["done"])), int(str(after["all"]))))
        return before(*given, **after)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "_passed", listening)
    asked(executing)
    worked(executing.be)
    assert [done for done, _ in heard] == list(range(1, heard[0][1] + 1))


def test_whoever_asked_stops_it_and_nobody_else(executing: Matter) -> None:
    page = asked(executing)
    (stop,) = page.tree.xpath(f"{BEING}//form/@action")
    other = executing.be.official(Role.DECIDER)
    assert seen(executing, Role.DECIDER).all(f"{BEING}//form") == []
    held = other.get("/account").hidden["csrf_token"]
    assert other.send(stop, {"csrf_token": held}).status == 403
    visitor = executing.be.official(Role.AUDITOR)
    token = visitor.get("/account").hidden["csrf_token"]
    assert visitor.send(stop, {"csrf_token": token}).status == 302
    worked(executing.be)
    assert (volumes(executing.be), rows(executing.be)[0].state) == (0, "cancelled")
    assert visitor.send(stop, {"csrf_token": token}).status == 404


def test_what_is_stopped_while_it_is_bound_ends_there(executing: Matter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "TOLD_EVERY", timedelta(0))
    asked(executing)
    made = assembly.leaves_of

    def stopped_meanwhile(*given: object) -> object:
        for leaf in made(*given):  # type: ignore[arg-type]
            set_to(executing.be, state="cancelled")
            yield leaf

    monkeypatch.setattr(assembly, "leaves_of", stopped_meanwhile)
    worked(executing.be)
    assert (volumes(executing.be), rows(executing.be)[0].state) == (0, "cancelled")


def test_a_step_taken_meanwhile_is_not_bound_unseen(executing: Matter) -> None:
    asked(executing)
    executing.be.ministry.take(executing.number, "note", words="Not for everybody.")
    worked(executing.be)
    assert volumes(executing.be) == 0
    assert "Not bound: The request has gone on since." in seen(executing).main


@pytest.mark.parametrize("lost", [{"active": False}, {"roles": [Role.DRAFTER]}], ids=["closed", "out of sight"])
@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_nothing_is_bound_for_whoever_may_not_have_it_any_more(
    executing: Matter, monkeypatch: pytest.MonkeyPatch, lost: dict[str, object], when: str
) -> None:
    asked(executing)

    def lose() -> None:
        with executing.be.ministry.session() as session:
            session.execute(update(Official).where(Official.id == rows(executing.be)[0].by_id).values(**lost))
            session.commit()

    made = jobs.bind_for

    def meanwhile(*given: object) -> list[bytes]:
        lose()
        return made(*given)  # type: ignore[arg-type]

    if when == "before":
        lose()
    else:
        monkeypatch.setattr(jobs, "bind_for", meanwhile)
    worked(executing.be)
    assert (volumes(executing.be), rows(executing.be)[0].state) == (0, "failed")
    assert "may not see the request any more" in seen(executing, Role.DECIDER).main


def test_a_full_disk_is_told_as_what_it_is(executing: Matter, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    asked(executing)
    monkeypatch.setattr(Store, "keep", full)
    worked(executing.be)
    assert (volumes(executing.be), rows(executing.be)[0].state) == (0, "failed")
    assert "could not be written to the store" in seen(executing).main


@pytest.mark.slow
def test_a_busy_database_costs_a_turn_and_not_the_job(executing: Matter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes for longer than the worker waits."""
    asked(executing)
    path = executing.be.ministry.engine.url.database
    other = sqlite3.connect(str(path), check_same_thread=False)
    made = jobs.bind_for

    def held(*given: object) -> list[bytes]:
        books = made(*given)  # type: ignore[arg-type]
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(6.5, other.close).start()
        return books

    monkeypatch.setattr(jobs, "bind_for", held)
    worked(executing.be)
    assert (volumes(executing.be), rows(executing.be)[0].state) == (0, "waiting")
    monkeypatch.setattr(jobs, "bind_for", made)
    worked(executing.be)
    assert (volumes(executing.be), rows(executing.be)[0].tries) == (1, 2)


def test_a_page_that_asks_by_itself_keeps_no_session_alive(executing: Matter) -> None:
    visitor = executing.be.official(Role.AUDITOR)
    visitor.get(executing.at("bound"))

    def last_seen() -> list[object]:
        with executing.be.ministry.session() as session:
            return [one.last_seen for one in session.scalars(select(SignIn).order_by(SignIn.id))]

    with executing.be.ministry.session() as session:
        session.execute(update(SignIn).values(last_seen=now() - timedelta(minutes=30)))
        session.commit()
    before = last_seen()
    visitor.client.environ_base["HTTP_X_FOLLOWS"] = "yes"
    assert visitor.get(executing.at("bound")).status == 200
    assert last_seen() == before
    del visitor.client.environ_base["HTTP_X_FOLLOWS"]
    visitor.get(executing.at("bound"))
    assert last_seen() != before


def test_why_it_was_not_bound_is_told_in_the_language_of_the_reader(
    executing: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(executing)
    executing.be.ministry.take(executing.number, "note", words="One more.")
    worked(executing.be)
    visitor = executing.be.official(Role.AUDITOR)
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fr"
    assert "La demande a progressé" in visitor.get(executing.at("bound")).main


def test_a_sentence_with_an_error_in_it_is_kept_too(executing: Matter, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> None:
        raise PaperNotDrawn(
            _("The paper could not be laid out (%(error)s). Tell the administrator.", error=RuntimeError("odd"))
        )

    monkeypatch.setattr(jobs, "bind_for", refuse)
    asked(executing)
    worked(executing.be)
    assert "Not bound: The paper could not be laid out (odd)." in seen(executing).main


def test_a_part_that_cannot_be_bound_ends_in_a_sentence(executing: Matter, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PaperNotDrawn("A made-up reason.")

    monkeypatch.setattr(jobs, "bind_for", refuse)
    asked(executing)
    worked(executing.be)
    assert "Not bound: A made-up reason." in seen(executing).main


def test_a_mistake_of_ours_ends_in_a_sentence_with_its_number(
    executing: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(jobs, "bind_for", break_down)
    asked(executing)
    worked(executing.be)
    page = seen(executing)
    assert f"finds number {rows(executing.be)[0].id} in the log" in page.main
    assert "ZeroDivisionError" not in page.main


def test_what_an_ended_worker_had_in_hand_is_done_by_the_next(executing: Matter) -> None:
    asked(executing)
    one = worker(executing.be)
    assert one.queue.dequeue() is not None
    set_to(executing.be, state="running", seen_at=now(), tries=1, host=socket.gethostname())
    worked(executing.be)
    assert volumes(executing.be) == 0, "another worker may be at it"
    jobs.begun(executing.be.ministry.engine)
    worked(executing.be)
    one.close()
    assert volumes(executing.be) == 1


def test_a_worker_that_fell_silent_is_waited_for_no_longer(executing: Matter) -> None:
    asked(executing)
    one = worker(executing.be)
    one.queue.flush()
    set_to(executing.be, state="running", host="elsewhere", seen_at=now() - jobs.SILENT - timedelta(seconds=1))
    one.run_once()
    one.close()
    assert volumes(executing.be) == 1


def test_what_ends_its_worker_every_time_is_given_up(executing: Matter) -> None:
    asked(executing)
    set_to(executing.be, tries=jobs.MOST_TRIES)
    worked(executing.be)
    assert "has ended several times" in seen(executing).main


def test_a_job_that_is_twice_in_the_queue_is_done_once(executing: Matter) -> None:
    asked(executing)
    one = worker(executing.be)
    one.bind(rows(executing.be)[0].id)
    one.run_once()
    one.close()
    assert volumes(executing.be) == 1


def test_what_was_chosen_for_what_was_not_bound_is_chosen_again(executing: Matter) -> None:
    visitor = executing.be.official(Role.AUDITOR)
    visitor.get(executing.at("bound?purpose=court")).again(
        most="3", certified="y", function="A clerk", place="Ghent", order="kind"
    )
    worked(executing.be)
    page = seen(executing)
    assert "too thin" in page.main
    (link,) = page.tree.xpath(f"{BEING}//a[contains(@href, 'again=')]/@href")
    fields = visitor.get(link).fields
    assert (fields["most"], fields["function"], fields["place"], fields["order"]) == (
        ["3"],
        ["A clerk"],
        ["Ghent"],
        ["kind"],
    )
    executing.be.hire("stranger", Role.EXAMINER)
    assert executing.be.official("stranger").get(link).status == 404


def test_a_queue_that_cannot_be_written_loses_no_job(executing: Matter, tmp_path: Path) -> None:
    queue = executing.be.ministry.config.queue
    queue.unlink(missing_ok=True)
    queue.mkdir()
    page = asked(executing)
    assert "It waits" in page.main
    queue.rmdir()
    worked(executing.be)
    assert volumes(executing.be) == 1


def test_nothing_is_taken_from_the_queue_that_we_did_not_sign(executing: Matter) -> None:
    one = worker(executing.be)
    one.queue.storage.enqueue(b"cos\nsystem\n(S'true'\ntR.")
    with pytest.raises(ValueError, match="Separator"):
        one.queue.dequeue()
    one.close()


def test_a_stranger_neither_sees_nor_stops_it(executing: Matter) -> None:
    page = asked(executing)
    (stop,) = page.tree.xpath(f"{BEING}//form/@action")
    executing.be.hire("stranger", Role.EXAMINER)
    stranger = executing.be.official("stranger")
    held = stranger.get("/account").hidden["csrf_token"]
    assert stranger.send(stop, {"csrf_token": held}).status == 404
    assert rows(executing.be)[0].state == "waiting"


def test_no_page_waits_until_a_large_dossier_is_bound(executing: Matter, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = executing.be.official(Role.AUDITOR)
    assert visitor.get(executing.at("dossier.pdf")).data.startswith(b"%PDF")
    monkeypatch.setattr(dossiers, "MOST_AT_ONCE", 1_000)
    led = visitor.get(executing.at("dossier.pdf"))
    assert (led.status, led.location.partition("#")[0]) == (302, executing.at("bound?purpose=abroad"))
    assert "This dossier is large" in visitor.get(led.location).html


@contextmanager
def process(site: Site) -> Iterator[subprocess.Popen[bytes]]:
    """The worker as `mla serve` starts it."""
    config = site.ministry.config
    told = sample.settings(config.store.parent, config.state) | {
        "MLA_DATABASE": config.database_url, "MLA_STORE": str(config.store), "MLA_SIGNING_KEY": str(config.signing_key), "MLA_SECRET": config.secret_key,
    }  # fmt: skip
    with subprocess.Popen([sys.executable, "-m", "mla.cli", "worker"], env={**os.environ, **told}) as running:
        try:
            yield running
        finally:
            running.kill()


def comes_to(site: Site, state: str) -> None:
    end = time.monotonic() + 60
    while rows(site)[-1].state != state:
        assert time.monotonic() < end, f"it is {rows(site)[-1].state}"
        time.sleep(0.05)


@pytest.mark.slow
def test_a_worker_that_is_killed_at_work_loses_nothing(executing: Matter) -> None:
    asked(executing)
    with process(executing.be):
        comes_to(executing.be, "running")
    with process(executing.be):
        comes_to(executing.be, "done")
    assert (volumes(executing.be), rows(executing.be)[0].tries) == (1, 2)
