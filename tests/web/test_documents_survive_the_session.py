"""Documents posted after the session ended wait, like the words, for the official whose browser it was, and nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from mla.lifecycle.terms import Role
from mla.models import Official, SavedForm, SignIn
from mla.sample.staff import PASSWORD
from mla.steps import kept_documents
from mla.steps.step_taken import Upload
from mla.storage.database import now
from tests.support.drive import ORDER, Matter, Page, Visitor, a_file
from tests.web.test_words_survive_the_session import back_in, end_sessions, kept


def posted_too_late(matter: Matter, visitor: Visitor, **session: Any) -> Page:
    """A note with a scan, sent after the session ended; `session` says how else it ended."""
    typing = visitor.get(matter.at("note"))
    end_sessions(matter.si)
    if session:
        with matter.si.ministry.session() as held:
            held.execute(update(SignIn).values(**session))
            held.commit()
    return typing.again(words="See the scan.", files=a_file("scan.pdf", ORDER))


def test_the_form_comes_back_with_its_documents_and_is_taken(executing: Matter) -> None:
    visitor = executing.si.official(Role.DRAFTER)
    again = back_in(visitor, executing.si, posted_too_late(executing, visitor), Role.DRAFTER)
    assert "scan.pdf" in again.main
    assert again.again().status == 302
    assert "scan.pdf" in visitor.get(executing.at()).main
    assert kept(executing.si) == 0


def test_the_scan_of_a_letter_that_is_registered_comes_back(executing: Matter) -> None:
    visitor = executing.si.official(Role.REGISTRAR)
    typing = visitor.get("/dossiers/paper/assistance")
    end_sessions(executing.si)
    page = typing.again(title="A letter from afar", **{"letter-scan": a_file("letter.pdf", ORDER)})
    again = back_in(visitor, executing.si, page, Role.REGISTRAR)
    assert "letter.pdf" in again.main


def test_a_page_older_than_the_session_brings_its_documents_back_too(executing: Matter) -> None:
    visitor = executing.si.official(Role.DRAFTER)
    typing = visitor.get(executing.at("note"))
    visitor.client.delete_cookie("mla_si", domain="127.0.0.1")
    visitor.sign_in(executing.si.email(Role.DRAFTER), PASSWORD)  # in another tab
    page = typing.again(words="Written before.", files=a_file("scan.pdf", ORDER))
    again = visitor.get(page.location)
    assert "scan.pdf" in again.main
    assert again.again().status == 302
    assert "scan.pdf" in visitor.get(executing.at()).main


def test_they_are_sealed_and_another_official_at_the_same_browser_gets_neither(executing: Matter) -> None:
    visitor = executing.si.official(Role.DRAFTER)
    page = posted_too_late(executing, visitor)
    with executing.si.ministry.session() as session:
        rows = session.scalars(select(SavedForm)).all()
        assert [row for row in rows if b"scan.pdf" in row.words or ORDER[:40] in row.words] == []
        drafter = session.scalars(select(Official).where(Official.email == executing.si.email(Role.DRAFTER))).one()
        assert {row.official_id for row in rows} == {drafter.id}
        mark = next(row.address for row in rows if row.address.startswith("documents ")).removeprefix("documents ")
    led = visitor.post(page.location, email=executing.si.email(Role.SIGNATORY), password=PASSWORD)
    assert "scan.pdf" not in visitor.get(led.location).html
    form = visitor.get(executing.at("note"))
    form.again(words="Not mine.", kept_documents=mark)
    assert "scan.pdf" not in visitor.get(executing.at()).main


def test_whoever_brings_no_cookie_of_ours_leaves_nothing_behind(executing: Matter) -> None:
    visitor = executing.si.official(Role.DRAFTER)
    typing = visitor.get(executing.at("note"))
    visitor.client.delete_cookie("mla_si", domain="127.0.0.1")
    assert typing.again(words="x", files=a_file("scan.pdf", ORDER)).status == 400
    visitor.client.set_cookie("mla_si", "eyJfdXNlcl9pZCI6ICJmb3JnZWQifQ.aaaa.bbbb", domain="127.0.0.1")
    assert typing.again(words="x", files=a_file("scan.pdf", ORDER)).status == 400
    assert kept(executing.si) == 0


ENDED: list[dict[str, Any]] = [{"revoked": True}, {"last_seen": timedelta(days=15)}]


@pytest.mark.parametrize("ended", ENDED, ids=["on purpose", "long ago"])
def test_of_a_session_whose_cookie_may_be_in_other_hands_only_words_are_kept(
    executing: Matter, ended: dict[str, Any]
) -> None:
    visitor = executing.si.official(Role.DRAFTER)
    at = now()
    how = {name: at if told is True else at - told for name, told in ended.items()}
    again = back_in(visitor, executing.si, posted_too_late(executing, visitor, **how), Role.DRAFTER)
    assert again.fields["words"] == ["See the scan."]
    assert "scan.pdf" not in again.main


def test_a_document_that_cannot_be_taken_is_named_and_the_words_stay(executing: Matter) -> None:
    visitor = executing.si.official(Role.DRAFTER)
    typing = visitor.get(executing.at("note"))
    end_sessions(executing.si)
    page = typing.again(words="See the scan.", files=a_file("scan.pdf", b"none"))
    assert "“scan.pdf” is not what its name says" in visitor.get(page.location).main
    visitor.post(page.location, email=executing.si.email(Role.DRAFTER), password=PASSWORD)
    assert visitor.get(executing.at("note")).fields["words"] == ["See the scan."]


def test_words_that_are_thrown_away_take_their_documents_along(executing: Matter) -> None:
    visitor = executing.si.official(Role.DRAFTER)
    back_in(visitor, executing.si, posted_too_late(executing, visitor), Role.DRAFTER)
    assert kept(executing.si) == 2
    visitor.send("/kept-words/forget", {**visitor.get("/").hidden, "address": executing.at("note")})
    assert kept(executing.si) == 0


def test_nobody_keeps_more_than_a_few_steps_take(draft: Matter) -> None:
    with draft.si.ministry.session() as session:
        who = session.scalars(select(Official).limit(1)).one()
        one = [Upload("A scan", "scan.pdf", "application/pdf", b"x" * 100_000, 1)]
        marks = [kept_documents.keep(session, "s" * 32, who, one, now(), 100_000) for _ in range(6)]
        assert None not in marks[:3]
        assert marks[-1] is None
        later = now() + timedelta(days=15)
        assert kept_documents.keep(session, "s" * 32, who, one, later, 100_000), "what is too old is swept"
