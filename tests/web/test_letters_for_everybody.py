"""Letters in every state, at home and abroad, in a real browser: no barrier, and nothing scrolls sideways at 390 pixels."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from mla.lifecycle.terms import Role
from tests.support.barriers import SIDEWAYS, barriers
from tests.support.drive import ORDER, REFUSAL, Matter, a_file, in_boxes
from tests.web.test_for_everybody import launched, window
from tests.web.test_on_paper import LETTER, REQUEST

__all__ = ["window"]  # a fixture

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser that shows PDF within the page."""
    yield from launched(whole=True)


@pytest.fixture
def address(executing: Matter) -> Iterator[str]:
    """Where the requested ministry's site answers."""
    server = make_server("127.0.0.1", 0, executing.be.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def sit_down(window: Page, matter: Matter, address: str, role: Role) -> None:
    """The browser goes on where this official has signed in already."""
    cookie = matter.be.official(role).client.get_cookie("mla_be", domain="127.0.0.1")
    assert cookie
    window.context.add_cookies([{"name": "mla_be", "value": cookie.value, "url": address}])


def is_for_everybody(window: Page, what: str) -> None:
    """No barrier on the page that is open, whole at 390 pixels."""
    assert barriers(window) == [], what
    window.set_viewport_size({"width": 390, "height": 844})
    assert window.evaluate(SIDEWAYS) == [], what
    window.set_viewport_size({"width": 1280, "height": 900})


def test_a_letter_puts_up_no_barrier_in_any_state(executing: Matter, address: str, window: Page) -> None:
    examiner, decider = (executing.be.official(role) for role in (Role.EXAMINER, Role.DECIDER))
    letter = examiner.fill(executing.at("refuse"), **REFUSAL).location
    sit_down(window, executing, address, Role.EXAMINER)
    for state in ("prepared", "proposed"):
        window.goto(f"{address}{letter}")
        is_for_everybody(window, state)
        if state == "prepared":
            examiner.get(letter).press("propose")
    sit_down(window, executing, address, Role.DECIDER)
    window.goto(f"{address}{letter}")
    is_for_everybody(window, "to be signed")
    window.locator("summary", has_text="Send it back to").press("Enter")
    window.get_by_role("button", name="Send it back", exact=True).press("Enter")
    window.get_by_role("alert").wait_for()
    is_for_everybody(window, "sent back without words")
    decider.get(letter).press("send-back", remark="Name the interest.")
    for page in (letter, executing.at(), f"{executing.at('refuse')}?proposal={letter.rsplit('/', 1)[1]}"):
        window.goto(f"{address}{page}")
        is_for_everybody(window, f"sent back: {page}")
    sent = decider.get(letter).press("sign").location
    window.goto(f"{address}{sent}")
    is_for_everybody(window, "sent")


def test_a_letter_that_was_overtaken_and_a_check_before_recording_put_up_none(
    executing: Matter, address: str, window: Page
) -> None:
    be, examiner = executing.be, executing.be.official(Role.EXAMINER)
    letter = examiner.fill(executing.at("refuse"), **REFUSAL).location
    be.ministry.take(executing.number, "refuse", **REFUSAL)
    sit_down(window, executing, address, Role.EXAMINER)
    for page in (letter, executing.at()):
        window.goto(f"{address}{page}")
        is_for_everybody(window, page)
    registrar = be.official(Role.REGISTRAR)
    scan = a_file("letter.pdf", ORDER)
    check = registrar.get("/dossiers/paper/assistance").again(**LETTER, **REQUEST, **{"letter-scan": scan})
    window.route(f"{address}/read-back", lambda route: route.fulfill(body=check.html, content_type="text/html"))
    window.goto(f"{address}/read-back")
    is_for_everybody(window, "read back")


def test_the_letters_to_own_authorities_and_the_translations_put_up_none(
    executing: Matter, address: str, window: Page
) -> None:
    examiner = executing.be.official(Role.EXAMINER)
    told = {"measure": "1", "authority": "A court in Liège", "due_on": in_boxes(60)}
    letter = examiner.fill(executing.at("entrust_measure"), **told).location
    sit_down(window, executing, address, Role.EXAMINER)
    window.goto(f"{address}{letter}")
    is_for_everybody(window, "letter to an own authority")
    window.goto(f"{address}{examiner.get(letter).press('sign').location}")
    is_for_everybody(window, "left for an own authority")
    for page in ("", "write_to_authority", "record_authority_reply", "remind_authority", "order_translation"):
        answer = window.goto(f"{address}{executing.at(page)}")
        assert answer
        assert answer.status == 200, page
        is_for_everybody(window, page)


def test_a_letter_opens_in_the_browser_without_rights(executing: Matter, address: str, window: Page) -> None:
    sit_down(window, executing, address, Role.EXAMINER)
    window.goto(f"{address}{executing.at()}")
    with window.context.expect_page() as opened:
        window.locator("a", has_text="Letter of request (PDF").click(modifiers=["Control"])
    assert opened.value.evaluate("document.contentType") in ("application/pdf", "text/html")
    opened.value.close()
