"""A page that follows what is bound, left open in a real browser: it stops asking, throws nothing away and shuts nobody out."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select, update
from werkzeug.serving import make_server

from mla.dossier import jobs
from mla.lifecycle.terms import Role
from mla.models import Binding, Dossier, SignIn
from mla.storage.database import now
from tests.support.barriers import SIDEWAYS, barriers
from tests.support.drive import Matter, Template, opened
from tests.web.test_bound_beside_the_web import asked, rows, set_to
from tests.web.test_for_everybody import browser, sign_in

__all__ = ["browser"]  # a fixture

pytestmark = pytest.mark.browser


@pytest.fixture
def matter(accepted: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matter]:
    """A request of which three dossiers are being bound."""
    for one in opened(accepted, tmp_path_factory.mktemp("followed")):
        asked(one)
        with one.be.ministry.session() as session:
            (first,) = session.scalars(select(Binding))
            dossier, variant = session.get_one(Dossier, first.dossier_id), jobs.variant_of(first.choices)
            for purpose in ("whole", "abroad"):
                jobs.ask(session, dossier, replace(variant, purpose=purpose), first.by, now(), "")
            session.commit()
        yield one


@pytest.fixture
def page(matter: Matter, browser: Browser) -> Iterator[Page]:
    """The page that follows them, whose clock the test turns."""
    window = browser.new_page()
    server = make_server("127.0.0.1", 0, matter.be.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    sign_in(window, address, Role.AUDITOR, "be")
    window.clock.install()
    window.goto(f"{address}{matter.at('bound?purpose=court')}")
    yield window
    window.close()
    server.shutdown()
    thread.join()


def follows(page: Page) -> None:
    """The time of one turn goes by, and the answer is there."""
    with page.expect_response(lambda answer: "x-follows" in answer.request.headers):
        page.clock.fast_forward(2_100)


@pytest.mark.parametrize("width", [1280, 390])
def test_three_at_once_shut_nobody_out(matter: Matter, page: Page, width: int) -> None:
    set_to(matter.be, state="running", done=3, all=8, seen_at=now())
    page.set_viewport_size({"width": width, "height": 900})
    follows(page)
    page.wait_for_selector("text=3 of 8 documents are ready.")
    assert page.locator(".mla-job progress").count() == len(rows(matter.be)) == 3
    page.clock.resume()
    assert barriers(page) == []
    assert page.evaluate(SIDEWAYS) == []


def test_a_session_that_has_ended_leads_to_the_sign_in_and_asks_no_more(matter: Matter, page: Page) -> None:
    with matter.be.ministry.session() as session:
        session.execute(update(SignIn).values(revoked=now()))
        session.commit()
    page.clock.fast_forward(2_100)
    page.wait_for_url("**/sign-in**")
    assert page.locator("h1").count() == 1
    assert page.locator("[data-follows]").count() == 0


def test_a_server_that_is_away_is_asked_less_and_less_and_then_no_more(page: Page) -> None:
    told: list[str] = []
    page.on("requestfailed", lambda asked: told.append(asked.url))
    page.route("**/bound*", lambda route: route.abort())
    for _turn in range(12):
        page.clock.fast_forward(600_000)
        page.wait_for_timeout(50)
    assert len(told) == 9
    assert page.locator("text=Look again").is_visible()


def test_what_was_begun_to_be_chosen_is_not_thrown_away(matter: Matter, page: Page) -> None:
    page.fill("[name=most]", "77")
    set_to(matter.be, state="done", ended_at=now())
    follows(page)
    page.wait_for_selector("#being-bound", state="detached")
    assert page.input_value("[name=most]") == "77"
    assert page.locator("#was-bound").is_visible()
