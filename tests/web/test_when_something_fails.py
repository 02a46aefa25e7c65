"""A busy database, a full disk, a mistake of ours: the step has not happened, the words are still there, and no
traceback reaches a person."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
from sqlalchemy import event, insert, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from mla.lifecycle.terms import Role
from mla.models import Dossier, Peer
from mla.views.context import db
from tests.support.drive import ORDER, Matter, Page, Site, a_file

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


def test_a_letter_that_could_not_be_prepared_keeps_its_words(sent: Matter) -> None:
    form = sent.si.official(Role.DRAFTER).get(sent.at("withdraw"))
    with locked(sent.si):
        page = form.again(reason="The suspect was found at home.")
    assert (page.status, page.mistakes, harmless(page)) == (503, [NOT_KEPT], True)
    assert page.fields["reason"] == ["The suspect was found at home."]
    assert page.again().status == 302


@TROUBLES
def test_a_letter_that_could_not_be_sent_is_not_sent_and_waits_as_it_was(
    sent: Matter, trouble: Callable[[Site], Any]
) -> None:
    drafter, signatory = (sent.si.official(role) for role in (Role.DRAFTER, Role.SIGNATORY))
    written = drafter.get(drafter.fill(sent.at("withdraw"), reason="The suspect was found at home.").location)
    written.press("propose")
    letter = signatory.get(written.path)
    before = story(sent)
    with trouble(sent.si):
        answer = letter.press("sign")
    assert (answer.status, harmless(answer)) == (503, True)
    assert story(sent) == before
    assert signatory.get(written.path).press("sign").status == 302
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
    check = form.again(**PAPER, **{"letter-scan": a_file("letter.pdf", ORDER)})
    with trouble(draft.si):
        page = check.again(confirmed="y")
    assert (page.status, page.mistakes) == (503, [BUSY])
    assert page.fields["facts"] == ["A fictional case of torture."]
    assert page.fields["letter-sent_on"] == ["1", "11", "2026"]
    assert "letter.pdf" in page.main
    assert draft.si.official(Role.REGISTRAR).record(page).status == 302


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


def test_a_paper_that_cannot_be_laid_out_is_not_sent_and_says_so(
    sent: Matter, monkeypatch: pytest.MonkeyPatch, drawn_anew: None
) -> None:
    before = story(sent)
    form = sent.si.official(Role.SIGNATORY).get(sent.at("enquire"))
    monkeypatch.setattr("mla.documents.draw.fill", lambda *_, **__: None)  # the child cannot lay out nothing
    monkeypatch.setattr("mla.documents.draw.refuse_unprintable", lambda _html: None)
    page = form.again(words="How far is it?")
    assert page.status == 422
    assert page.mistakes[0].startswith("The paper could not be laid out")
    assert page.fields["words"] == ["How far is it?"]
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


def test_a_table_that_is_missing_is_no_busy_moment(draft: Matter, caplog: pytest.LogCaptureFixture) -> None:
    visitor = draft.si.official(Role.DRAFTER)
    form = visitor.get(draft.at("note"))
    with draft.si.ministry.session() as session:
        session.execute(text("ALTER TABLE event RENAME TO lost"))
        session.commit()
    for page in (form.again(words="The family has called."), visitor.get(draft.at())):
        assert page.status == 500
        assert BUSY not in page.main
        number = re.search(r"fault (\w+) in the log", page.main)
        assert number
        assert f"fault {number[1]}" in caplog.text
        assert harmless(page)


def twice(session: Session) -> None:
    """Two rows for one place."""
    for _ in range(2):
        session.execute(insert(Peer).values(state="FR", name="Ministry", name_fr="", key=b"", url=None, trusted=True))


def half(session: Session) -> None:
    """A row that no rule of the database allows."""
    session.execute(insert(Peer).values(state="FR", name=None, name_fr="", key=b"", url=None, trusted=True))


def race(_session: Session) -> None:
    """A row that somebody else has changed meanwhile."""
    raise StaleDataError


@pytest.mark.parametrize(
    ("work", "status", "sentence"),
    [
        (twice, 409, "Somebody else was quicker"),
        (race, 409, "Somebody else was quicker"),
        (half, 500, "It is our fault, not yours."),
    ],
)
def test_wherever_it_happens_only_a_race_is_told_as_one(
    draft: Matter, work: Callable[[Session], None], status: int, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafter = draft.si.official(Role.DRAFTER)

    def page_that_writes() -> str:
        work(db())
        return ""

    monkeypatch.setitem(draft.si.app.view_functions, "help.index", page_that_writes)
    page = drafter.get("/help")
    assert page.status == status
    assert sentence in page.main
    assert ("Somebody else" in page.main) is (status == 409)
    assert harmless(page)


@pytest.mark.parametrize(("statement", "status"), [("", 503), ("ALTER TABLE incoming RENAME TO lost", 500)])
def test_another_state_is_told_to_try_again_later_and_what_is_no_busy_moment_stands_in_our_log(
    sent: Matter, statement: str, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    package = waiting_package(sent)
    if statement:
        with sent.be.ministry.session() as session:
            session.execute(text(statement))
            session.commit()
    with locked(sent.be) if not statement else nullcontext():
        answer = sent.be.app.test_client().post("/exchange/packages", data=package)
    assert answer.status_code == status
    assert answer.headers["Retry-After"]
    told = answer.get_data(as_text=True)
    number = re.search(r"fault (\w+) in the log", told)
    assert bool(number) is (status == 500)
    if number:
        assert f"fault {number[1]}" in caplog.text
    else:
        assert told == "Busy. Try again.\n"


def waiting_package(sent: Matter) -> bytes:
    """The newest package of a dossier, as it would be carried."""
    with sent.si.ministry.session() as session:
        name = session.get_one(Dossier, sent.number).outgoing[-1].package
    return sent.si.ministry.installation.store.read(str(name))
