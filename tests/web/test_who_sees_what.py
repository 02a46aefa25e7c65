"""A request is seen by those who work on it, and by those whose office it is to see all. To others it does not exist."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from flask import Flask

from mla.lifecycle.assistance import ASSISTANCE
from mla.lifecycle.terms import Role
from mla.models import Dossier
from tests.support.sites import Matter, Site
from tests.support.web import Page, Visitor

STRANGERS = ("stranger", "wanderer", Role.ADMINISTRATOR)


@pytest.fixture(scope="module")
def guarded(matter: Matter) -> Matter:
    """A request beside which officials work who have no part in it: a drafter and an examiner."""
    for site in (matter.si, matter.be):
        site.hire("stranger", Role.DRAFTER)
        site.hire("wanderer", Role.EXAMINER)
    return matter


def addresses(app: Flask, number: uuid.UUID, paper: int, attachment: int) -> Iterator[str]:
    """Every address that speaks of this dossier, and every step of it by name."""
    with app.test_request_context():
        adapter = app.url_map.bind("127.0.0.1")
        for rule in app.url_map.iter_rules():
            if "<uuid:number>" not in rule.rule:
                continue
            known = {"number": number, "paper_id": paper, "attachment_id": attachment, "event": 1, "person": 1}
            for trigger in ASSISTANCE.step if "trigger" in rule.arguments else ("",):
                values = {name: trigger if name == "trigger" else known[name] for name in rule.arguments}
                yield adapter.build(rule.endpoint, values)


def every_address(site: Site, number: uuid.UUID) -> list[str]:
    with site.ministry.session() as session:
        dossier = session.get_one(Dossier, number)
        return list(addresses(site.app, number, dossier.papers[0].id, dossier.attachments[0].id))


def answer(page: Page) -> tuple[int, str]:
    return page.status, page.main


def test_the_addresses_below_are_all_that_speak_of_a_dossier(guarded: Matter) -> None:
    found = every_address(guarded.si, guarded.number)
    rooms = {path.removeprefix(guarded.base).split("/")[1] for path in found if path != guarded.base}
    assert {"check", "draft", "preview.pdf", "dossier.pdf", "papers", "attachments", "record", "transmit"} <= rooms
    assert len(found) == 11 + 2 * len(ASSISTANCE.steps)


def test_those_who_have_a_part_in_it_open_what_strangers_do_not(guarded: Matter) -> None:
    pages = ("", "check", "draft", "preview.pdf", "dossier.pdf", "note")
    assert {guarded.si.official(Role.DRAFTER).get(guarded.at(page)).status for page in pages} == {200}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_to_a_stranger_no_address_of_it_exists(guarded: Matter, stranger: str) -> None:
    for site in (guarded.si, guarded.be):
        visitor = site.official(stranger)
        nothing = answer(visitor.get(f"/dossiers/{uuid.uuid4()}"))
        assert nothing[0] == 404
        for path in every_address(site, guarded.number):
            assert answer(visitor.get(path)) == nothing, path


@pytest.mark.parametrize("stranger", STRANGERS)
def test_to_a_stranger_no_form_of_it_exists(guarded: Matter, stranger: str) -> None:
    visitor = guarded.si.official(stranger)
    held = visitor.get("/account").hidden["csrf_token"]
    for trigger in ASSISTANCE.step:
        for path in (guarded.at(trigger), guarded.at(f"record/{trigger}")):
            assert visitor.send(path, {"csrf_token": held, "seen": "1"}).status == 404, path


@pytest.mark.parametrize("stranger", STRANGERS)
def test_the_register_of_a_stranger_is_empty(guarded: Matter, stranger: str) -> None:
    for site in (guarded.si, guarded.be):
        page = site.official(stranger).get("/")
        assert "No requests yet." in page.main
        assert str(guarded.number) not in page.html


def test_an_unknown_request_gives_an_overseer_the_same_page(guarded: Matter) -> None:
    visitor = guarded.si.official(Role.AUDITOR)
    nothing = answer(visitor.get(f"/dossiers/{uuid.uuid4()}"))
    assert nothing == answer(guarded.si.official("stranger").get(guarded.at()))


@pytest.mark.parametrize("number", ["1", "0" * 32, "..%2f..", "%00", "' OR 1=1", "a" * 5000])
def test_an_address_that_is_no_number_of_a_dossier_leads_nowhere(guarded: Matter, number: str) -> None:
    assert guarded.si.official(Role.SIGNATORY).get(f"/dossiers/{number}").status in (400, 404)


def test_a_paper_of_another_dossier_is_not_found_under_this_one(guarded: Matter) -> None:
    site = guarded.si
    other = site.ministry.start(counterpart="BE", title="Another", instrument="lhc", language="en")
    visitor = site.official(Role.SIGNATORY)
    with site.ministry.session() as session:
        held = session.get_one(Dossier, guarded.number)
        paths = [f"papers/{held.papers[0].id}.pdf", f"attachments/{held.attachments[0].id}"]
    assert [visitor.get(guarded.at(path)).status for path in paths] == [200, 200]
    assert [visitor.get(f"/dossiers/{other}/{path}").status for path in paths] == [404, 404]


def test_an_official_who_is_brought_in_sees_it_from_then_on(executing: Matter) -> None:
    site = executing.si
    site.hire("newcomer", Role.DRAFTER)
    newcomer = site.official("newcomer")
    assert newcomer.get(executing.at()).status == 404
    number = _choice(site.official(Role.SIGNATORY), executing.at("involve"), "Newcomer")
    assert site.official(Role.SIGNATORY).fill(executing.at("involve"), colleague=number).status == 302
    assert newcomer.get(executing.at()).status == 200
    assert executing.be.official(Role.SIGNATORY).get(executing.at()).main.count("Newcomer") == 0


def _choice(visitor: Visitor, path: str, text: str) -> str:
    """The value of a choice that a form offers under this text."""
    found = visitor.get(path).tree.xpath(f"//option[normalize-space()='{text}']/@value")
    return str(found[0])


def test_an_administrator_is_nobody_s_colleague(executing: Matter) -> None:
    offered = executing.si.official(Role.SIGNATORY).get(executing.at("involve")).all("//option")
    assert "Luka Poskus" in offered
    assert "Rok Ključ" not in offered


def test_an_administrator_sees_no_request_even_after_years_as_a_drafter(executing: Matter) -> None:
    site = executing.si
    administrator = site.official(Role.ADMINISTRATOR)
    account = next(link for link in administrator.get("/accounts").links if _names(administrator, link, "Nika"))
    administrator.fill(account, roles=["administrator"], active="y")
    site.official("administrator2").post(f"{account}/confirm")
    assert site.anew(Role.DRAFTER).get(executing.at()).status == 404


def _names(visitor: Visitor, link: str, name: str) -> bool:
    return link.startswith("/accounts/") and name in str(visitor.get(link).fields.get("name"))
