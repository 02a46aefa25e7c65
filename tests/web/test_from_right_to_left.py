"""Pages in other languages in a real browser: longer words push nothing aside, and from right to left everything stands on its side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from mla.lifecycle.terms import Role
from mla.sample.staff import PASSWORD, email
from tests.support.barriers import SIDEWAYS, barriers
from tests.support.drive import Matter
from tests.web.test_for_everybody import address, browser

__all__ = ["address", "browser"]  # fixtures

pytestmark = pytest.mark.browser

WIDER = """() => [...document.querySelectorAll('.mla-panel > table')]
  .filter(one => one.offsetWidth > one.parentElement.clientWidth).map(one => one.innerText)"""
"""The tables that stick out of their panel."""

SIGNED_IN = ("/", "/requests", "{at}", "{at}/life-cycle", "{at}/note", "/statistics", "/nowhere")


@contextmanager
def in_language(browser: Browser, language: str, address: str, role: Role) -> Iterator[Page]:
    """A window of an official whose browser asks for this language."""
    context = browser.new_context(locale=language)
    window = context.new_page()
    window.goto(f"{address}/sign-in")
    window.fill("[name=email]", email("SI", str(role).lower()))
    window.fill("[name=password]", PASSWORD)
    window.press("[name=password]", "Enter")
    window.wait_for_url(f"{address}/")
    yield window
    context.close()


def shut_out(window: Page) -> list[str]:
    return [*barriers(window), *window.evaluate(SIDEWAYS)]


@pytest.mark.parametrize("language", ["ar", "fr", "es"])
def test_no_page_puts_up_a_barrier_or_scrolls_sideways_on_a_small_screen(
    matter: Matter, browser: Browser, address: str, language: str
) -> None:
    matter.si.put(matter.number, "executing")
    found = {}
    with in_language(browser, language, address, Role.SIGNATORY) as window:
        window.set_viewport_size({"width": 390, "height": 844})
        for path in SIGNED_IN:
            window.goto(f"{address}{path.format(at=matter.at())}")
            assert window.locator("html").get_attribute("lang") == language
            found[path] = shut_out(window)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", ["ar", "fr", "es"])
def test_no_page_is_wider_than_a_wide_screen(matter: Matter, browser: Browser, address: str, language: str) -> None:
    """The workload on the desk was, where the words are longer than in English."""
    with in_language(browser, language, address, Role.SIGNATORY) as window:
        window.set_viewport_size({"width": 1280, "height": 900})
        for path in SIGNED_IN:
            window.goto(f"{address}{path.format(at=matter.at())}")
            assert window.evaluate("document.documentElement.scrollWidth") <= 1280, path
            assert window.evaluate(WIDER) == [], path


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_no_cell_of_the_register_runs_into_the_next(
    matter: Matter, browser: Browser, address: str, language: str
) -> None:
    cells = "[...document.querySelectorAll('.mla-register th, .mla-register td')].filter(one => one.scrollWidth > one.clientWidth + 1).length"
    with in_language(browser, language, address, Role.SIGNATORY) as window:
        window.set_viewport_size({"width": 1280, "height": 900})
        window.goto(f"{address}/requests")
        assert window.evaluate(cells) == 0


def test_from_right_to_left_signs_point_the_other_way_and_keys_do_not(
    matter: Matter, browser: Browser, address: str
) -> None:
    """The mirror turns sides; the shape that cuts the triangle of what is folded away it does not know."""
    marker = "getComputedStyle(document.querySelector('.govuk-details:not([open]) > summary'), '::before')"
    with in_language(browser, "ar", address, Role.SIGNATORY) as window:
        window.goto(f"{address}/requests")
        assert window.evaluate(f"{marker}.clipPath") == "polygon(100% 0%, 0% 50%, 100% 100%)"
        assert window.evaluate(f"parseFloat({marker}.borderRightWidth)") > 10
        assert window.locator("html").get_attribute("dir") == "rtl"
        window.goto(f"{address}/help/assistance")
        written = window.evaluate("getComputedStyle(document.querySelector('.mla-digest')).unicodeBidi")
        assert written == "plaintext"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_reference_keeps_its_order_among_words_of_another_script(
    matter: Matter, browser: Browser, address: str, language: str
) -> None:
    with in_language(browser, language, address, Role.SIGNATORY) as window:
        window.goto(f"{address}/")
        link = window.locator("main a.govuk-link", has_text="SI-MLA").first
        if link.count():
            assert link.evaluate("one => getComputedStyle(one).unicodeBidi") == "isolate"
