"""The pages of three kinds of request as people see them, in real Chromium: extradition, a matter, competing requests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from mla.app import create_app
from mla.lifecycle.terms import Role
from mla.sample.ministry import Ministry
from mla.sample.staff import PASSWORD, email
from tests.support.barriers import barriers
from tests.support.chromium import launch_options
from tests.walks.extraditions import draft, request

SHOTS = Path(__file__).parents[2] / "artefacts" / "screenshots"
pytestmark = pytest.mark.browser


@pytest.fixture
def wanted_by_two(of: Callable[[str], Ministry]) -> tuple[Ministry, UUID]:
    """Belgium holds a person whom Slovenia and the Netherlands want."""
    belgium, slovenia, netherlands = of("BE"), of("SI"), of("NL")
    numbers = []
    for asking in (slovenia, netherlands):
        numbers.append(draft(asking, "BE"))
        request(asking, belgium, numbers[-1])
    for number in numbers:
        belgium.take(number, "file_in_matter", Role.REGISTRAR, title="A person whom two States want")
    belgium.take(numbers[0], "weigh", gravity="The gravest crimes.", place="Abroad.", nationality_victims="Chadian")
    belgium.take(numbers[0], "open_court", court="Court of Bruges", detained="detained")
    return belgium, numbers[0]


@pytest.fixture
def desk(wanted_by_two: tuple[Ministry, UUID]) -> Iterator[tuple[Page, str, UUID]]:
    """The decider's browser window."""
    ministry, number = wanted_by_two
    server = make_server("127.0.0.1", 0, create_app(ministry.config), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{address}/sign-in")
        page.fill("[name=email]", email("BE", "decider"))
        page.fill("[name=password]", PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{address}/")
        yield page, address, number
        browser.close()
    server.shutdown()


def test_a_person_whom_two_states_want_on_three_pages(desk: tuple[Page, str, UUID]) -> None:
    page, address, number = desk
    page.goto(f"{address}/dossiers/{number}")
    page.get_by_role("button", name="Grant extradition").first.wait_for()
    page.get_by_text("Notices, reports, notes").click()
    page.get_by_role("button", name="Hand over property").first.wait_for()
    seen(page, "20-extradition")

    page.get_by_role("link", name="Competing requests side by side").click()
    told = page.get_by_role("region", name="Competing requests side by side").inner_text()
    assert all(word in told for word in ("Slovenia", "Netherlands", "The gravest crimes.", "not weighed yet"))
    seen(page, "21-competing-requests")

    page.get_by_role("navigation").get_by_role("link", name="Matters").click()
    page.get_by_role("link", name="A person whom two States want").click()
    page.get_by_role("heading", name="The story").first.wait_for()
    seen(page, "22-matter")


def seen(page: Page, name: str) -> None:
    """Keep a picture, and let nobody be shut out of the page."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
    assert barriers(page) == []
