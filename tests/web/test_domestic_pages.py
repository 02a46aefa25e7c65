"""The pages about own authorities and translations in a real browser: no barrier, nothing sideways on a small screen."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from werkzeug.serving import make_server

from mla.lifecycle.terms import Role
from tests.support.barriers import SIDEWAYS, barriers
from tests.support.drive import ORDER, Matter, Template, a_file, opened
from tests.web.test_domestic import entrusted, replied
from tests.web.test_for_everybody import browser, sign_in, window
from tests.web.test_translations import document, order, receive

__all__ = ["browser", "window"]  # fixtures

pytestmark = pytest.mark.browser

PAGES = ("", "entrust_measure", "write_to_authority", "record_authority_reply", "remind_authority", "order_translation",
         "receive_translation", "correct_entry")  # fmt: skip


@pytest.fixture(scope="module")
def busy(accepted: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matter]:
    """A request of which much lies with own authorities and translators, some of it answered."""
    for matter in opened(accepted, tmp_path_factory.mktemp("busy")):
        examiner = entrusted(matter, address="Place Saint-Lambert 16\n4000 Liège", remark="Please seize nothing else.")
        entrusted(matter, "Federal Judicial Police, Brussels, unit for international crimes", 30)
        assert replied(matter, files=a_file("report.pdf", ORDER), document_language="fr").status == 302
        assert order(examiner, matter, documents=document(examiner, matter, "Order of the judge")).status == 302
        assert receive(examiner, matter, "Ordonnance du juge").status == 302
        assert order(examiner, matter, letter="postpone", cost="120 EUR").status == 302
        yield matter


@pytest.fixture(scope="module")
def address(busy: Matter) -> Iterator[str]:
    """Where the site of the requested ministry answers."""
    server = make_server("127.0.0.1", 0, busy.be.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.mark.parametrize("width", [1280, 390])
def test_nobody_is_shut_out_and_nothing_scrolls_sideways(busy: Matter, address: str, window: Page, width: int) -> None:
    window.set_viewport_size({"width": width, "height": 900})
    sign_in(window, address, Role.EXAMINER, "be")
    for page in PAGES:
        window.goto(f"{address}{busy.at(page)}")
        if page != "":
            window.locator("main button.govuk-button").last.click()  # refused: the mistakes are read out too
        assert barriers(window) == [], page
        assert window.evaluate(SIDEWAYS) == [], page
