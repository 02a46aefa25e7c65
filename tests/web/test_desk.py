"""The desk: what an official can do now, by when; every figure leads to the list that it counts, and counts nothing that its reader may not see."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from mla.lifecycle.terms import Role
from mla.models import Proposal
from mla.views.desk import MOST_LETTERS
from tests.support.drive import Matter, Page, Site, acknowledgement, in_days


def figures(page: Page) -> dict[str, tuple[int, str]]:
    """What the desk counts, and the list to which each figure leads."""
    found = {}
    for link in page.tree.xpath("//ul[@class='mla-figures']//a"):
        number, _blank, name = " ".join(link.text_content().split()).partition(" ")
        found[name] = (int(number), link.get("href"))
    return found


def listed(site: Site, role: Role, address: str) -> list[str]:
    return site.official(role).get(address).all("//tbody//td[1]/bdi")


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.DECIDER, Role.EXAMINER, Role.DRAFTER, Role.AUDITOR])
def test_every_figure_is_the_length_of_its_list(sent: Matter, role: Role) -> None:
    desk = sent.be.official(role).get("/")
    for name, (number, address) in figures(desk).items():
        assert len(listed(sent.be, role, address)) == number, name
    for link in desk.tree.xpath("//aside//li/a"):
        number = int(link.getnext().text_content())
        assert len(listed(sent.be, role, link.get("href"))) == number, link.text_content()


def test_what_has_come_waits_for_the_registrar_and_then_for_whoever_assigns(sent: Matter) -> None:
    registrar = sent.be.official(Role.REGISTRAR)
    desk = registrar.get("/")
    assert "The next step is yours Acknowledge receipt 1" in desk.main
    assert "New from abroad" in desk.main
    registrar.get(sent.at())
    sent.be.ministry.take(sent.number, "acknowledge", **acknowledgement())
    desk = registrar.get("/")
    assert "Acknowledge receipt" not in desk.main
    assert "New from abroad" not in desk.main, "it was opened"


def test_a_limit_of_ours_stands_there_with_its_day_and_not_on_the_desk_of_the_other_state(executing: Matter) -> None:
    executing.be.ministry.take(
        executing.number,
        "entrust_measure",
        measure="1",
        authority="Court of first instance",
        due_on=in_days(3),
        confidential=True,
    )
    ours, theirs = executing.be.official(Role.DECIDER).get("/"), executing.si.official(Role.SIGNATORY).get("/")
    assert re.search(
        "Due within a week.*28 November 2026 An own authority is to reply: Court of first instance", ours.main
    )
    assert "Court of first instance" not in theirs.html
    assert "due within a week" in figures(ours)
    assert executing.si.official(Role.SIGNATORY).get("/requests?due=theirs").all("//tbody/tr") == []


def test_who_has_how_much_is_for_those_who_see_everything(executing: Matter) -> None:
    assert "Who has how much" in executing.be.official(Role.DECIDER).get("/").main
    assert "Who has how much" not in executing.be.official(Role.EXAMINER).get("/").main
    desk = executing.be.official(Role.DECIDER).get("/")
    actions = desk.all("//td/../th//span[contains(@class, 'mla-register__action')]/a")
    assert [one.split(":")[0] for one in actions[:2]] == ["Hand over", "Set absence"], (
        "each reads as what one does, and stands by itself"
    )
    for link in desk.tree.xpath("//aside//tbody//th/a[1]"):
        under_way = int(link.getparent().getnext().text_content())
        assert len(listed(executing.be, Role.DECIDER, link.get("href"))) == under_way


def test_what_was_sent_back_stands_on_the_desk_of_whoever_works_on_it(draft: Matter) -> None:
    draft.si.ministry.take(draft.number, "submit")
    drafter = draft.si.official(Role.DRAFTER)
    assert "Sent back to you" not in drafter.get("/").main
    draft.si.ministry.take(draft.number, "send_back", reason="The facts are too short.")
    assert "Sent back to you" in drafter.get("/").main
    assert "Sent back to you" not in draft.si.official(Role.AUDITOR).get("/").main


@pytest.mark.parametrize(
    "query",
    [
        "officer=x",
        "officer=99999999999999999999",
        "officer=-1",
        "due=x",
        "state=x",
        "step=x",
        "instrument=x",
        "held=n",
        "sort=due&order=desc",
        "new=y&held=y&urgent=y",
    ],
)
def test_whatever_is_asked_of_the_register_gets_a_list(sent: Matter, query: str) -> None:
    assert sent.be.official(Role.REGISTRAR).get(f"/requests?{query}").status == 200


def test_letters_that_somebody_may_not_sign_hide_none_that_he_may(executing: Matter) -> None:
    be = executing.be
    with be.ministry.session() as session:
        decider, examiner = (be.ministry.official(session, role) for role in (Role.DECIDER, Role.EXAMINER))
        for number in range(MOST_LETTERS + 1):
            author = examiner if number == MOST_LETTERS else decider
            at = be.ministry.clock() + timedelta(seconds=number)
            told = {"dossier_id": executing.number, "trigger": "answer", "author_id": author.id}
            session.add(Proposal(**told, status="proposed", at=at, content=b""))
        session.commit()
    assert be.official(Role.DECIDER).get("/").all("//h2[contains(., 'wait for your signature')]/following::ul[1]/li"), (
        "the one of a colleague is the newest"
    )
