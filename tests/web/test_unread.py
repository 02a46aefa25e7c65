"""What comes from the other State is new to each official until he opens the request; on its page also what colleagues did since."""

from __future__ import annotations

from mla.lifecycle.terms import Role
from tests.support.drive import Matter, Page, acknowledgement


def marked_new(page: Page) -> list[str]:
    """The references that the register marks as new."""
    return page.all("//th[.//strong[text()='New']]/a")


def new_entries(page: Page) -> list[str]:
    """The entries of the history that the page marks as new."""
    return page.all("//div[@class='moj-timeline__header'][strong[text()='New']]/h3")


def test_an_incoming_request_is_new_until_it_is_opened(sent: Matter) -> None:
    registrar = sent.be.official(Role.REGISTRAR)
    assert len(marked_new(registrar.get("/requests"))) == 1
    assert registrar.get("/requests?new=y").main.count("Investigation Tresna") == 1
    page = registrar.get(sent.at())
    assert len(new_entries(page)) == 1
    assert marked_new(registrar.get("/requests")) == []
    assert "No request matches" in registrar.get("/requests?new=y").main
    assert new_entries(registrar.get(sent.at())) == []


def test_it_stays_new_to_a_colleague_who_has_not_opened_it(sent: Matter) -> None:
    sent.be.official(Role.REGISTRAR).get(sent.at())
    assert len(marked_new(sent.be.official(Role.AUDITOR).get("/requests"))) == 1


def test_an_answer_makes_it_new_again_where_it_arrives_and_not_where_it_was_written(sent: Matter) -> None:
    drafter, registrar = sent.si.official(Role.DRAFTER), sent.be.official(Role.REGISTRAR)
    drafter.get(sent.at())
    registrar.get(sent.at())
    sent.be.ministry.take(sent.number, "acknowledge", **acknowledgement())
    sent.post()
    assert marked_new(registrar.get("/requests")) == []
    assert len(marked_new(drafter.get("/requests"))) == 1
    assert new_entries(drafter.get(sent.at())) != []
    assert marked_new(drafter.get("/requests")) == []


def test_what_a_colleague_did_since_i_last_looked_is_marked_and_what_i_did_is_not(sent: Matter) -> None:
    registrar, auditor = sent.be.official(Role.REGISTRAR), sent.be.official(Role.AUDITOR)
    registrar.get(sent.at())
    auditor.get(sent.at())
    sent.be.ministry.take(sent.number, "acknowledge", **acknowledgement())
    page = auditor.get(sent.at())
    assert new_entries(page) == ["Receipt acknowledged"]
    assert "1 entry is new to you." in page.main
    assert new_entries(registrar.get(sent.at())) == []
    assert new_entries(auditor.get(sent.at())) == [], "it was looked at"
    assert marked_new(auditor.get("/requests")) == [], "the register marks what came from the other State alone"


def test_whoever_looks_for_the_first_time_finds_marked_what_the_other_state_sent(sent: Matter) -> None:
    sent.be.ministry.take(sent.number, "acknowledge", **acknowledgement())
    assert new_entries(sent.be.official(Role.AUDITOR).get(sent.at())) == ["Request sent"]
