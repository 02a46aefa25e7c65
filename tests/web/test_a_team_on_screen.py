"""The page of a team of several States, and the forms about its members, in a real browser: no barrier, nothing that scrolls sideways."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from mla.lifecycle.members import ROLL
from mla.lifecycle.terms import Role
from mla.sample.ministry import Ministry
from tests.support.drive import Site, in_days, today
from tests.walks import test_a_team_of_three as walk
from tests.walks.extraditions import draft
from tests.web.test_for_everybody import Seen, browser, look_at, opened_window, sign_in  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser


def seen(ministry: Ministry, role: Role, chromium: Browser, pages: list[str]) -> dict[str, Seen]:
    """What is wrong with these pages, as an official of a ministry opens them."""
    server = make_server("127.0.0.1", 0, Site(ministry).app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    try:
        with opened_window(chromium) as window:
            sign_in(window, address, role, ministry.config.state.lower())
            return {page: look_at(window, f"{address}/{page}") for page in pages}
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_pages_about_the_members_of_a_team(of: Callable[[str], Ministry], browser: Browser) -> None:  # noqa: F811
    si, be, fr = of("SI"), of("BE"), of("FR")
    first = draft(si, "BE", "team", propose_team=walk.TEAM)
    walk.received(si, be, first)
    walk.invited(si, first, fr)
    signed = {
        "signed_by": "Federal Prosecutor",
        "signed_on": today(),
        "until": in_days(300),
        "members": "Two prosecutors.",
    }
    be.take(first, "agree_team", **signed)
    be.post_to(si)
    si.take(first, "confirm_team", signed_by="State Prosecutor General", signed_on=today())
    si.take(first, ROLL, **walk.roll_of(si, first))
    si.take(first, "propose_change", what="prolong", until=in_days(600), words="Nine more months.")
    si.post_to(be)
    at = f"dossiers/{first}"
    found = seen(si, Role.SIGNATORY, browser, [at, f"{at}/{ROLL}", f"{at}/invite_member"])
    found |= seen(be, Role.DECIDER, browser, [at, f"{at}/answer_change", f"{at}/share_evidence"])
    assert {page: one for page, one in found.items() if one.barriers or one.sideways} == {}


def test_what_is_wrong_with_a_list_stands_beside_it_too(of: Callable[[str], Ministry]) -> None:
    si = of("SI")
    number = draft(si, "BE", "team", propose_team=walk.TEAM)
    page = Site(si).official(Role.SIGNATORY).fill(f"/dossiers/{number}/invite_member")
    beside = page.all("//p[@class='govuk-error-message'][@id='states']")
    assert [one.split(":")[-1].strip() for one in beside] == ["Name the State that is to be invited."]
