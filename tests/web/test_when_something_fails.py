"""A busy database, a full disk, a mistake of ours: the step has not happened, the words are still there, and no
traceback reaches a person."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from mla.lifecycle.terms import Role
from mla.models import Dossier
from tests.support.sites import ORDER, Matter, Site
from tests.support.web import Page, a_file

NOT_KEPT = (
    "The document could not be kept just now, so the step has not happened. Your words are still here; try again."
)
BUSY = "This could not be kept just now. Nothing has been changed. Try again in a moment."
PAPER = {
    "counterpart": "CR",
    "title": "Hearing of a witness",
    "instrument": "reciprocity",
    "language": "en",
    "authority": "Prosecutor, San José",
    "facts": "A fictional case of torture.",
    "measures-0-kind": "hearing",
    "measures-0-heading_line": "Hearing of Rosa",
    "letter-channel": "post",
    "letter-sent_on": ["1", "11", "2026"],
    "letter-received_on": ["5", "11", "2026"],
}


@contextmanager
def locked(site: Site) -> Iterator[None]:
    """While somebody else writes to the database and does not come to an end."""
    engine = site.ministry.engine
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=50"))
    engine.dispose()
    with engine.connect() as other:
        other.execute(text("UPDATE official SET function = function"))
        yield
        other.rollback()


@contextmanager
def full_disk(site: Site) -> Iterator[None]:
    """While nothing can be kept in the store."""

    def keep(_data: bytes) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site.ministry.installation.store, "keep", keep)
        yield


TROUBLES = pytest.mark.parametrize("trouble", [locked, full_disk])


def story(matter: Matter) -> tuple[Any, ...]:
    """All that a dossier has to show for itself."""
    with matter.si.ministry.session() as session:
        dossier = session.get_one(Dossier, matter.number)
        counts = [len(rows) for rows in (dossier.events, dossier.papers, dossier.outgoing, dossier.attachments)]
        return dossier.stage, dossier.version, dossier.title, *counts


def harmless(page: Page) -> bool:
    return not any(word in page.html for word in ("Traceback", "File &#34;", "sqlalchemy", "OSError", "PRAGMA"))


@TROUBLES
def test_a_request_that_could_not_be_sent_is_not_sent_and_its_words_are_still_there(
    sent: Matter, trouble: Callable[[Site], Any]
) -> None:
    signatory = sent.si.official(Role.SIGNATORY)
    form = signatory.get(sent.at("withdraw"))
    before = story(sent)
    with trouble(sent.si):
        page = form.again(reason="The suspect was found at home.")
    assert page.status == 503
    assert page.mistakes == [NOT_KEPT]
    assert page.fields["reason"] == ["The suspect was found at home."]
    assert harmless(page)
    assert story(sent) == before
    assert page.again().status == 302
    assert sent.stage == "withdrawn"


def test_a_busy_database_keeps_the_words_of_a_draft(draft: Matter) -> None:
    form = draft.si.official(Role.DRAFTER).get(draft.at("describe_case"))
    before = story(draft)
    with locked(draft.si):
        page = form.again(subject="Long considered words.", later="y")
    assert (page.status, page.mistakes) == (503, [NOT_KEPT])
    assert page.fields["subject"] == ["Long considered words."]
    assert story(draft) == before
    assert page.again().status == 302


def test_a_full_disk_keeps_the_words_beside_an_attachment(draft: Matter) -> None:
    form = draft.si.official(Role.DRAFTER).get(draft.at("note"))
    before = story(draft)
    with full_disk(draft.si):
        page = form.again(words="See the scan.", files=a_file("scan.pdf", ORDER))
    assert (page.status, page.mistakes) == (503, [NOT_KEPT])
    assert page.fields["words"] == ["See the scan."]
    assert story(draft) == before


def test_a_busy_database_keeps_the_words_of_a_letter_that_is_recorded(sent: Matter) -> None:
    form = sent.si.official(Role.REGISTRAR).get(sent.at("record/acknowledge"))
    with locked(sent.si):
        page = form.again(responsible="Unit 3", **{"letter-their_reference": "BE/77"})
    assert (page.status, page.mistakes) == (503, [NOT_KEPT])
    assert (page.fields["responsible"], page.fields["letter-their_reference"]) == (["Unit 3"], ["BE/77"])


def test_a_busy_database_keeps_the_words_of_a_new_request(draft: Matter) -> None:
    form = draft.si.official(Role.DRAFTER).get("/dossiers/new/assistance")
    with locked(draft.si):
        page = form.again(counterpart="BE", title="Investigation Nova", instrument="lhc", language="en")
    assert (page.status, page.mistakes) == (503, [BUSY])
    assert page.fields["title"] == ["Investigation Nova"]
    assert page.again().status == 302


@TROUBLES
def test_a_request_that_came_on_paper_is_not_lost(draft: Matter, trouble: Callable[[Site], Any]) -> None:
    form = draft.si.official(Role.REGISTRAR).get("/dossiers/paper/assistance")
    with trouble(draft.si):
        page = form.again(**PAPER, **{"letter-scan": a_file("letter.pdf", ORDER)})
    assert (page.status, page.mistakes) == (503, [BUSY])
    assert page.fields["facts"] == ["A fictional case of torture."]
    assert page.fields["letter-sent_on"] == ["1", "11", "2026"]
    assert page.again().status == 302


def test_whoever_only_reads_does_not_wait_for_whoever_writes(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    with locked(draft.si):
        pages = [drafter.get(path) for path in ("/", draft.at(), draft.at("draft"), draft.at("state_facts"), "/help")]
    assert [page.status for page in pages] == [200] * 5


def test_signing_in_at_a_busy_moment_is_answered_with_a_page(draft: Matter) -> None:
    nobody = draft.si.nobody()
    form = nobody.get("/sign-in")
    with locked(draft.si):
        page = form.again(email="drafter@si.example", password="try-the-sample-system")
    assert page.status == 503
    assert BUSY in page.main


def test_a_database_that_is_gone_is_answered_in_plain_words(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)

    def refuse(*_: object) -> None:
        raise OperationalError("connect", {}, Exception("connection refused"))

    event.listen(draft.si.ministry.engine, "begin", refuse)
    page = drafter.get("/")
    event.remove(draft.si.ministry.engine, "begin", refuse)
    assert page.status == 503
    assert page.data.decode().startswith("Please try again.")
    assert page.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_mistake_of_ours_is_a_page_with_a_sentence(
    draft: Matter, monkeypatch: pytest.MonkeyPatch, signed_in: bool
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret detail")

    site = draft.si
    visitor, path = (site.official(Role.DRAFTER), "/help") if signed_in else (site.nobody(), "/sign-in")
    endpoint = "help.index" if signed_in else "sign_in.sign_in"
    monkeypatch.setitem(site.app.view_functions, endpoint, broken)
    page = visitor.get(path)
    assert page.status == 500
    assert "It is our fault, not yours." in page.main
    assert "secret detail" not in page.html
    assert harmless(page)
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


def test_a_mistake_of_ours_in_the_middle_of_a_step_leaves_nothing_behind(
    draft: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    before = story(draft)
    form = draft.si.official(Role.DRAFTER).get(draft.at("describe_case"))
    monkeypatch.setattr("mla.steps.advance._chain", broken)
    page = form.again(subject="Changed.")
    assert page.status == 500
    assert harmless(page)
    assert story(draft) == before


def test_a_paper_that_cannot_be_laid_out_is_not_sent_and_says_so(sent: Matter, monkeypatch: pytest.MonkeyPatch) -> None:
    before = story(sent)
    form = sent.si.official(Role.SIGNATORY).get(sent.at("withdraw"))
    monkeypatch.setattr("mla.documents.draw.fill", lambda *_, **__: None)  # the child cannot lay out nothing
    monkeypatch.setattr("mla.documents.draw.refuse_unprintable", lambda _html: None)
    page = form.again(reason="The suspect was found at home.")
    assert page.status == 422
    assert page.mistakes[0].startswith("The paper could not be laid out")
    assert page.fields["reason"] == ["The suspect was found at home."]
    assert story(sent) == before


def test_another_host_s_name_is_answered_without_a_page_of_ours(draft: Matter) -> None:
    answer = draft.si.app.test_client().get("/sign-in", base_url="http://elsewhere.example")
    assert answer.status_code == 400
    assert answer.content_type.startswith("text/plain")
    assert "Location" not in answer.headers


def test_a_rule_of_the_database_that_is_broken_is_not_told_as_a_race(
    draft: Matter, caplog: pytest.LogCaptureFixture
) -> None:
    with draft.si.ministry.session() as session:
        session.execute(text("CREATE TRIGGER no_notes BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'no'); END"))
        session.commit()
    page = draft.si.official(Role.DRAFTER).fill(draft.at("note"), words="The family has called.")
    assert page.status == 500
    (sentence,) = page.mistakes
    assert "It is our fault, not yours." in sentence
    assert "Somebody" not in page.main
    number = sentence.split("fault ")[-1].split()[0]
    assert f"fault {number}" in caplog.text
    assert page.fields["words"] == ["The family has called."]
