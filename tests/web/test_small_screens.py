"""A small screen shows what matters first, and what has no blank is broken (that no page scrolls sideways: `test_for_everybody.py`);
printed, nothing is cut off and no raw address stands in the text."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import Dossier, Official, RegisterEntry
from tests.support.barriers import SIDEWAYS, barriers
from tests.support.drive import Matter
from tests.web.test_for_everybody import address, browser, sign_in, window

__all__ = ["address", "browser", "window"]  # fixtures

pytestmark = pytest.mark.browser

RAW = """() => [...document.querySelectorAll('a')].map(a => getComputedStyle(a, '::after').content)
  .filter(text => text.includes('http') || text.includes('attr') || /\\(.*\\//.test(text))"""

SHEET: ViewportSize = {"width": 718, "height": 1047}
"""A sheet of A4 between margins of one centimetre, in CSS pixels."""


def test_stage_and_due_date_stand_on_a_small_screen(matter: Matter, address: str, window: Page) -> None:
    matter.si.put(matter.number, "executing")
    window.set_viewport_size({"width": 390, "height": 844})
    sign_in(window, address, Role.DRAFTER)
    for page in ("requests", matter.at()[1:]):
        window.goto(f"{address}/{page}")
        stage = window.locator(".mla-stage").first
        box = stage.bounding_box()
        assert box
        assert 0 <= box["x"] <= 390 - box["width"]


def test_a_printed_page_is_whole_and_shows_no_raw_address(matter: Matter, address: str, window: Page) -> None:
    matter.si.put(matter.number, "executing")
    sign_in(window, address, Role.DRAFTER)
    window.emulate_media(media="print")
    window.set_viewport_size(SHEET)
    for page in ("", "requests", "states/BE/brief", matter.at()[1:], "law/states"):
        window.goto(f"{address}/{page}")
        assert window.evaluate(RAW) == [], page
        assert window.evaluate(SIDEWAYS) == [], page


def test_what_has_no_blank_is_broken_and_the_width_of_a_page_is_one(matter: Matter, address: str, window: Page) -> None:
    """A long number among what is offered does not stick out; head, rooms, page and foot begin at the same line."""
    matter.si.put(matter.number, "drafting")
    drafter = matter.si.official(Role.DRAFTER)
    told = {"protected": "y", "pseudonym": "Witness B", "identity_documents-0-kind": "passport"}
    number = {"identity_documents-0-number": "98765432109876543210" * 4}
    assert drafter.fill(matter.at("name_person") + "?number=1", **told, **number).status == 302
    sign_in(window, address, Role.DRAFTER)
    window.set_viewport_size({"width": 390, "height": 844})
    window.goto(f"{address}{matter.at('persons/1/identity')}")
    window.fill("[name=reason]", "To prepare the hearing.")
    window.get_by_role("button", name="Show the identity").click()
    window.get_by_role("button", name="Remove what is ticked").wait_for()
    assert window.evaluate(SIDEWAYS) == []
    assert window.evaluate("document.documentElement.scrollWidth") <= 390
    window.set_viewport_size({"width": 1280, "height": 900})
    for page in ("law/states/BE/sheet", "law/states/BE", "account"):
        window.goto(f"{address}/{page}")
        begins = "[...document.querySelectorAll('.mla-width')].map(one => Math.round(one.getBoundingClientRect().left))"
        assert len(set(window.evaluate(begins))) == 1, page
    window.goto(f"{address}/law/states/BE/sheet")
    assert window.locator("nav [aria-current]").inner_text() == "Law"


def test_a_title_of_one_long_word_pushes_no_page_aside(matter: Matter, address: str, window: Page) -> None:
    si = matter.si
    with si.ministry.session() as session:
        whose = session.get_one(RegisterEntry, matter.number).officer_id
        title = session.get_one(Dossier, matter.number).title
    si.put(matter.number, "executing", title="Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk" * 2)
    si.enter(matter.number)
    sign_in(window, address, Role.SIGNATORY)
    window.set_viewport_size({"width": 390, "height": 844})
    pages = (
        matter.at(),
        matter.at("reassign"),
        matter.at("comments/new"),
        f"/desk/hand-over/{whose}",
        "/",
        "/statistics",
    )
    wide = [page for page in pages if window.goto(f"{address}{page}") and window.evaluate(SIDEWAYS)]
    si.alter(matter.number, title=title)
    assert wide == []


def test_a_handover_is_read_and_countersigned_on_a_small_screen(matter: Matter, address: str, window: Page) -> None:
    si = matter.si
    si.hire("Successor", Role.DRAFTER)
    with si.ministry.session() as session:
        whose = session.get_one(RegisterEntry, matter.number).officer_id
        to = str(session.scalars(select(Official.id).where(Official.name == "Successor")).one())
    at, told = f"/desk/hand-over/{whose}", "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk" * 3
    pack = si.official(Role.SIGNATORY).fill(at, officer=to, reason=told, **{f"remark_{matter.number}": told}).location
    sign_in(window, address, "successor")
    window.set_viewport_size({"width": 390, "height": 844})
    for page in ("/", "/desk/handed-over", pack, f"/desk/hand-over/{to}"):
        window.goto(f"{address}{page}")
        assert barriers(window) == [], page
        assert window.evaluate(SIDEWAYS) == [], page
    window.goto(f"{address}{pack}")
    window.get_by_label("I have read this pack").check()
    window.get_by_role("button", name="Countersign").click()
    assert "Countersigned by Successor" in window.inner_text("main")
