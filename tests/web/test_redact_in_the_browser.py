"""Regions are drawn on a page with the mouse and with keys alone, on a wide screen and a narrow one, and are black where they were drawn."""

from __future__ import annotations

import threading
import uuid

import pytest
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from mla.lifecycle.terms import Role
from mla.sample.staff import PASSWORD
from tests.support.barriers import SIDEWAYS, barriers
from tests.support.chromium import launch_options
from tests.support.drive import Site
from tests.web.test_redact import address, copies, sent

__all__ = ["sent"]

pytestmark = pytest.mark.browser
SIDES = ("page", "left", "top", "right", "bottom")


def where(window: Page, row: int) -> list[float]:
    return [float(window.locator(f"[name='regions-{row}-{side}']").input_value()) for side in SIDES]


def shut_out(window: Page) -> list[str]:
    return [*barriers(window), *window.evaluate(SIDEWAYS)]


def draw_and_keep(window: Page, at: str) -> None:
    window.goto(at)
    sheet = window.locator("[data-page='1']")
    sheet.scroll_into_view_if_needed()
    sheet.locator("img").evaluate("image => image.decode()")  # the site's policy forbids what is asked again and again
    edge = sheet.bounding_box()
    assert edge is not None
    window.mouse.move(edge["x"] + edge["width"] * 0.1, edge["y"] + edge["height"] * 0.14)
    window.mouse.down()
    window.mouse.move(edge["x"] + edge["width"] * 0.5, edge["y"] + edge["height"] * 0.18, steps=4)
    window.mouse.up()
    assert where(window, 0) == pytest.approx([1, 10, 14, 50, 18], abs=1)
    window.get_by_role("button", name="Put a region on page 1").focus()
    for key in ("Enter", "ArrowUp", "Shift+ArrowRight"):
        window.keyboard.press(key)
    assert where(window, 1) == [1, 40, 44.5, 60.5, 49.5]
    window.select_option("[name='regions-0-reason']", "personal")
    window.select_option("[name='regions-1-reason']", "confidential")
    assert shut_out(window) == []
    window.get_by_role("button", name="Look at it").click()
    window.get_by_role("heading", name="As it will be").wait_for()
    assert shut_out(window) == []
    window.get_by_role("button", name="Keep this copy").click()
    window.get_by_text("The redacted copy is kept.").wait_for()
    assert shut_out(window) == []
    window.get_by_role("button", name="Put a region on page 2").focus()
    for key in ("Enter", "Delete"):
        window.keyboard.press(key)
    assert window.locator("[name='regions-0-page']").input_value() == ""


def test_regions_are_drawn_with_the_mouse_and_with_keys(sent: tuple[Site, uuid.UUID]) -> None:
    site, number = sent
    site.bring_in(number, Role.DRAFTER)
    server = make_server("127.0.0.1", 0, site.app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root, complaints = f"http://127.0.0.1:{server.port}", list[str]()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        for width in (1280, 390):
            window = browser.new_page(viewport={"width": width, "height": 900})
            window.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
            window.on("pageerror", lambda error: complaints.append(str(error)))
            window.goto(f"{root}/sign-in")
            window.fill("[name=email]", site.email(Role.DRAFTER))
            window.fill("[name=password]", PASSWORD)
            window.get_by_role("button", name="Sign in").click()
            window.wait_for_url(f"{root}/")
            draw_and_keep(window, root + address(site, number))
        browser.close()
    server.shutdown()
    server.server_close()
    assert complaints == []
    assert [[one["reason"] for one in row.regions] for row in copies(site)] == [["personal", "confidential"]] * 2
