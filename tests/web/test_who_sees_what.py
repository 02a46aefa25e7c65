"""A request is seen by those who work on it, and by those whose office it is to see all. To others it does not exist."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from mla.lifecycle import LIFECYCLES
from mla.lifecycle.assistance import ASSISTANCE
from mla.lifecycle.terms import Role, Side
from mla.models import Dossier, Official
from mla.views.guard import API
from tests.rules.test_routes import EXAMPLES
from tests.support.drive import ORDER, Matter, Page, Site, Visitor, a_file, in_boxes, started_as_if_it_might
from tests.support.systems import System
from tests.unit.documents.reader import text

STRANGERS = ("stranger", "wanderer", Role.ADMINISTRATOR)


@pytest.fixture(scope="module")
def guarded(matter: Matter) -> Matter:
    """A request beside which officials work who have no part in it: a drafter and an examiner."""
    for site in (matter.si, matter.be):
        site.hire("stranger", Role.DRAFTER)
        site.hire("wanderer", Role.EXAMINER)
    return matter


def addresses(app: Flask, dossier_id: uuid.UUID, paper: int, attachment: int, system: bool = False) -> Iterator[str]:
    """Every address that speaks of this dossier, and every step of it by name: pages, or with `system` those of the interface."""
    with app.test_request_context():
        adapter = app.url_map.bind("127.0.0.1")
        for rule in app.url_map.iter_rules():
            if "<uuid:dossier_id>" not in rule.rule or "GET" not in (rule.methods or ()):
                continue
            if rule.endpoint.startswith(f"{API}.") != system:
                continue
            known = {
                "dossier_id": dossier_id,
                "paper_id": paper,
                "attachment_id": attachment,
                "event": 1,
                "number": 1,
                "place": 1,
                "person": 1,
                "proposal": 1,
            }
            for trigger in ASSISTANCE.step if "trigger" in rule.arguments else ("",):
                values = {name: trigger if name == "trigger" else known[name] for name in rule.arguments}
                yield adapter.build(rule.endpoint, values)


def every_address(site: Site, dossier_id: uuid.UUID, system: bool = False) -> list[str]:
    with site.ministry.session() as session:
        dossier = session.get_one(Dossier, dossier_id)
        return list(addresses(site.app, dossier_id, dossier.papers[0].id, dossier.attachments[0].id, system))


def answer(page: Page) -> tuple[int, str]:
    return page.status, page.main


def test_the_addresses_below_are_all_that_speak_of_a_dossier(guarded: Matter) -> None:
    found = every_address(guarded.si, guarded.number)
    rooms = {path.removeprefix(guarded.base).split("/")[1] for path in found if path != guarded.base}
    assert {"check", "draft", "preview.pdf", "dossier.pdf", "papers", "attachments", "record", "transmit"} <= rooms
    assert len(found) == 34 + 2 * len(ASSISTANCE.steps), "pages: those of the interface are counted below"


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
def test_nor_to_a_system_of_a_stranger(guarded: Matter, stranger: str) -> None:
    system = System(guarded.si, stranger)
    nothing = system.ask(f"/requests/{uuid.uuid4()}")
    assert nothing[0] == 404
    found = every_address(guarded.si, guarded.number, system=True)
    assert len(found) == 3 + len(ASSISTANCE.step)
    for path in found:
        assert system.ask(path) == nothing, path


@pytest.mark.parametrize("stranger", STRANGERS)
def test_to_a_stranger_no_form_of_it_exists(guarded: Matter, stranger: str) -> None:
    visitor = guarded.si.official(stranger)
    held = visitor.get("/account").hidden["csrf_token"]
    paths = [guarded.at(place) for trigger in ASSISTANCE.step for place in (trigger, f"record/{trigger}")]
    paths += [guarded.at(f"letters/1/{button}") for button in ("propose", "sign", "send-back", "give-up")]
    paths += [guarded.at(place) for place in ("comments/new", "comments/1", "sorting")]
    for path in paths:
        assert visitor.send(path, {"csrf_token": held, "seen": "1"}).status == 404, path


@pytest.mark.parametrize("stranger", STRANGERS)
def test_the_register_of_a_stranger_is_empty(guarded: Matter, stranger: str) -> None:
    for site in (guarded.si, guarded.be):
        page = site.official(stranger).get("/requests")
        assert "No requests yet." in page.main
        assert str(guarded.number) not in page.html
        desk = site.official(stranger).get("/")
        assert "Nothing waits for you." in desk.main
        assert str(guarded.number) not in desk.html


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


def test_letters_to_own_authorities_and_what_comes_of_them_are_seen_by_those_alone_who_work_on_it(
    executing: Matter,
) -> None:
    be, at = executing.be, executing.at
    be.hire("wanderer", Role.EXAMINER)
    examiner, court = be.official(Role.EXAMINER), "Court of Liège"
    enclosed = {"files": a_file("plan.pdf", ORDER), "due_on": in_boxes(20)}
    assert examiner.dispatch(at("entrust_measure"), measure="1", authority=court, **enclosed).status == 302
    letter = examiner.get(at("record_authority_reply")).tree.xpath("//select[@name='letter']/option[last()]/@value")[0]
    came = {"received_on": in_boxes(), "files": a_file("report.pdf", ORDER), "outcome": "final"}
    assert examiner.fill(at("record_authority_reply"), letter=str(letter), **came).status == 302
    page = examiner.get(at())
    held = {link for link in page.links if "/papers/" in link or "/attachments/" in link}
    assert {link.rsplit(".", 1)[-1] for link in held} >= {"pdf", "zip"}
    assert {examiner.get(link).status for link in held} == {200}
    assert {be.official("wanderer").get(link).status for link in held} == {404}
    executing.post()
    abroad = executing.si.official(Role.AUDITOR)
    theirs = abroad.get(at())
    assert court not in theirs.main
    assert not any(link.endswith(".zip") for link in theirs.links)
    documents = [abroad.get(link) for link in theirs.links if "/papers/" in link or "/attachments/" in link]
    assert documents
    assert not any(court in text(one.data) for one in documents)


def test_an_official_who_is_brought_in_sees_it_from_then_on(executing: Matter) -> None:
    site = executing.si
    site.hire("newcomer", Role.DRAFTER)
    newcomer = site.official("newcomer")
    assert newcomer.get(executing.at()).status == 404
    number = _choice(site.official(Role.SIGNATORY), executing.at("involve"), "Newcomer")
    assert site.official(Role.SIGNATORY).fill(executing.at("involve"), colleague=number).status == 302
    assert newcomer.get(executing.at()).status == 200
    assert executing.be.official(Role.SIGNATORY).get(executing.at()).main.count("Newcomer") == 0


# Every address of the site, and every choice of every form, in the hands of somebody whom a request is none of
OWN_WORK = (Role.DRAFTER, Role.EXAMINER)
"""The roles that see what they work on, and nothing else."""


@dataclass(frozen=True)
class Outsider:
    """An official who works on requests of his own beside a hidden one, and what he must not read of it anywhere."""

    site: Site
    hidden: uuid.UUID
    own: dict[str, uuid.UUID]
    secrets: frozenset[str]

    def told(self, page: Page) -> set[str]:
        return {secret for secret in self.secrets if secret in page.html}


@pytest.fixture(scope="module")
def outsider(guarded: Matter) -> Outsider:
    """His requests name the same person, one of every kind; each arose from the hidden one, which is filed in a matter."""
    site, title = guarded.si, "Operation Quicksilver"
    site.ministry.take(guarded.number, "file_in_matter", Role.SIGNATORY, title=title)
    site.hire("outsider", *OWN_WORK)
    own = {}
    for kind in LIFECYCLES:
        made = started_as_if_it_might(site.ministry, kind)
        with site.ministry.session() as session:
            dossier = session.get_one(Dossier, made)
            dossier.involvements.clear()
            dossier.involve(session.scalars(select(Official).where(Official.email == site.email("outsider"))).one())
            dossier.arises_from = guarded.number
            session.commit()
        own[kind] = made
    with site.ministry.session() as session:
        dossier = session.get_one(Dossier, guarded.number)
        secrets = {title, dossier.title, dossier.our_reference, str(dossier.id), str(dossier.their_reference)}
    return Outsider(site, guarded.number, own, frozenset(secrets))


def every_page(outsider: Outsider) -> Iterator[str]:
    """Every address that can be opened, with and without a number: his own request, and each row that there may be."""
    with outsider.site.app.test_request_context():
        adapter = outsider.site.app.url_map.bind("127.0.0.1")
        for rule in outsider.site.app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.endpoint in ("static", "steps.take_step", "steps.record_step"):
                continue
            if rule.endpoint.startswith(f"{API}."):
                continue
            for row in (1, 2, 3):
                known = {
                    **EXAMPLES,
                    "dossier_id": outsider.own["assistance"],
                    "number": row,
                    "paper_id": row,
                    "attachment_id": row,
                    "event": row,
                    "person": row,
                    "proposal": row,
                }
                yield adapter.build(rule.endpoint, {name: known[name] for name in rule.arguments})
    yield from (f"/?q={word}" for word in ("Imaginario", "Tresna"))
    yield from (f"/dossiers/new?from={outsider.hidden}", f"/dossiers/new/assistance?from={outsider.hidden}")
    yield f"/dossiers/new/assistance?copy={outsider.hidden}"


@pytest.mark.parametrize("who", ["outsider", Role.ADMINISTRATOR])
def test_no_address_tells_an_outsider_anything_of_a_hidden_request(outsider: Outsider, who: str) -> None:
    visitor, paths = outsider.site.official(who), set(every_page(outsider))
    assert len(paths) > 50
    found = {path: outsider.told(visitor.get(path)) for path in paths if str(outsider.hidden) not in path}
    assert {path: told for path, told in found.items() if told} == {}
    for path in paths:
        if str(outsider.hidden) in path:
            assert visitor.get(path).status in (403, 404), path


def test_the_same_addresses_tell_an_overseer_all_of_it(outsider: Outsider) -> None:
    """The walk above looks where there is something to be seen."""
    visitor = outsider.site.official(Role.SIGNATORY)
    told = set().union(
        *(
            outsider.told(visitor.get(path))
            for path in ("/", "/requests", "/requests?sort=due", "/matters", f"/dossiers/{outsider.own['assistance']}")
        )
    )
    assert outsider.secrets - {str(outsider.hidden)} - told <= {_their_reference(outsider)}


def _their_reference(outsider: Outsider) -> str:
    with outsider.site.ministry.session() as session:
        return str(session.get_one(Dossier, outsider.hidden).their_reference)


def every_form(outsider: Outsider) -> Iterator[tuple[str, str, str]]:
    """Every form that drafters and examiners are given: kind, side and step, each step once, at a stage where it is open."""
    seen = set()
    for kind, table in LIFECYCLES.items():
        for step in table.steps:
            if step.trigger not in seen and set(step.roles) & set(OWN_WORK) and step.trigger != table.opening.trigger:
                seen.add(step.trigger)
                yield kind, step.side or Side.REQUESTING, step.trigger


def test_no_choice_of_any_form_tells_an_outsider_anything_of_a_hidden_request(outsider: Outsider) -> None:
    visitor, opened = outsider.site.official("outsider"), 0
    for kind, side, trigger in every_form(outsider):
        number, step = outsider.own[kind], LIFECYCLES[kind].step[trigger]
        outsider.site.put(number, step.sources[0], side=side)
        page = visitor.get(f"/dossiers/{number}/{trigger}")
        assert outsider.told(page) == set(), trigger
        opened += page.status == 200
    assert opened > 40


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
