"""Every page of the site in a real browser: no barrier for people who see, hear or move otherwise, no error of ours."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from mla.accounts.invitations import invite
from mla.lifecycle.terms import Role
from mla.sample.staff import PASSWORD
from tests.support.barriers import SIDEWAYS, barriers
from tests.support.chromium import launch_options
from tests.support.drive import Matter, in_boxes
from tests.walks import extraditions
from tests.web.test_on_paper import LETTER, REQUEST

pytestmark = pytest.mark.browser

PAGES = {
    Role.DRAFTER: [
        "",
        "{at}",
        "{at}/check",
        "{at}/note",
        "{at}/worksheet",
        "{at}/life-cycle",
        "{at}/bound?purpose=defence",
        "{at}/attachments/1/redact",
        "{at}/entries/1",
        "{at}/comments/new?place=section:state_facts",
        "{at}/comments/1",
        "{at}/file_in_matter",
        "{at}/correct_entry?entry=1",
        "dossiers/new",
        "dossiers/new/assistance",
        "obligations",
        "matters",
        "nowhere",
        "law/agreements",
        "law/agreements/new",
        "law/agreements/new-file",
    ],
    Role.SIGNATORY: [
        "",
        "{at}",
        "{at}/withdraw",
        "{at}/sign",
        "account",
        "requests?words=nothing+of+the+kind",
        "requests?words=investigation&sort=due",
        "requests?column=labels&column=unit&column=priority&column=title&column=measures&column=crimes&column=grounds",
        "requests/views",
        "statistics",
        "statistics/by/counterpart",
        "statistics/by/unit",
        "statistics/questionnaires/review",
        "statistics/questionnaires/evaluation?basis=lhc",
        "requests/views/new?side=requesting",
        "{at}/sorting",
        "absences/2",
        "states/BE/brief",
        "paragraphs",
        "paragraphs/new",
        "law/languages",
        "law/languages/es",
        "law/languages/es/letter_of_refusal",
    ],
    Role.REGISTRAR: [
        "{at}",
        "{at}/record/answer",
        "{at}/record/postpone",
        "dossiers/paper/assistance",
        "post",
        "law/import",
        "law/states/FR",
        "law/states/BE/lhc",
        "law/states/BE/sheet",
        "law/states/BE/sheet/channels",
        "law/sheets/import",
        "news",
        "news/wishes",
        "requests?words=register",
        "{at}/comments/new?place=section:name_person",
    ],
    Role.AUDITOR: ["audit", "post", "seals", "help", "help/assistance", "accounts"],
    Role.EXAMINER: [
        "law",
        "law/lhc",
        "law/reciprocity",
        "law/states",
        "law/states/NL",
        "law/basis",
        "law/basis?kind=x",
        "law/basis?requesting=NL&requested=BE&on=2026-11-23&kind=assistance&crimes=F&measures=covert",
    ],
    Role.DECIDER: ["law/states/JP", "law/import", "", "requests?sort=due&urgent=y", "{at}/follow_on"],
    Role.ADMINISTRATOR: [
        "accounts",
        "accounts/new",
        "accounts/1",
        "accounts/units",
        "accounts/labels",
        "absences/1",
        "administration",
        "administration/letterhead",
        "administration/letterhead/back/0",
        "administration/numbering",
        "administration/news",
        "administration/holidays",
        "administration/holidays/day",
        "administration/holidays/weekend",
        "peers",
        "peers/edit?state=BE",
    ],
}
DRAFT = ["draft", "check", "choose_basis", "describe_case", "state_facts", "state_offence?number=1", "name_person?number=1",
         "ask_measure", "ask_measure?number=1", "set_terms", "attach", "drop_person?number=1"]  # fmt: skip
EXPECTED = ("400", "403", "404", "409")  # the browser reports these answers as errors; here they are what is asked for


@pytest.fixture(scope="module")
def address(matter: Matter) -> Iterator[str]:
    """Where the requesting ministry's site answers."""
    server = make_server("127.0.0.1", 0, matter.si.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser."""
    yield from launched(whole=False)


def launched(*, whole: bool) -> Iterator[Browser]:
    """A browser, for as long as it is wanted; whole: with its viewer for PDF."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**launch_options(whole=whole))
        yield chromium
        chromium.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """A window in which nothing may go wrong unseen."""
    with opened_window(browser) as page:
        yield page


@contextmanager
def opened_window(browser: Browser) -> Iterator[Page]:
    """The same, for as long as it is wanted."""
    page = browser.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    assert [one for one in complaints if not any(code in one for code in EXPECTED)] == []


def sign_in(window: Page, address: str, role: Role, state: str = "si") -> None:
    window.goto(f"{address}/sign-in")
    window.fill("[name=email]", f"{role}@{state}.example")
    window.fill("[name=password]", PASSWORD)
    window.get_by_role("button", name="Sign in").click()
    window.wait_for_url(f"{address}/")


class Seen(NamedTuple):
    """What is wrong with a page: on a wide screen, and at 390 pixels."""

    barriers: list[str]
    sideways: list[str]


@pytest.fixture(scope="module")
def commented(matter: Matter) -> None:
    """A colleague has commented on a section, so that a signature waits, and has asked everybody to look."""
    page = matter.si.official(Role.SIGNATORY).get(matter.at("comments/new?place=section:state_facts"))
    asked = page.tree.xpath("//input[@name='mentions']/@value")
    assert page.again(words=f"Is the place right? {'Weit' * 40}", blocks="y", mentions=asked).status == 302


@pytest.fixture(scope="module")
def sorted_here(matter: Matter) -> None:
    """The request bears a label without a blank and is pressing; a view is shared, and somebody belongs to a unit and is absent."""
    assert matter.si.official(Role.ADMINISTRATOR).fill("/accounts/labels/new", name="Weit" * 15).status == 302
    told = {"labels": ["1"], "priority": "high", "reason": "Weit" * 40}
    assert matter.si.official(Role.SIGNATORY).fill(matter.at("sorting"), **told).status == 302
    view = {"name": "Weit" * 20, "found_by": "everybody"}
    assert matter.si.official(Role.SIGNATORY).fill("/requests/views/new", **view).status == 302
    assert matter.si.official(Role.ADMINISTRATOR).fill("/accounts/units/new", name="Weit" * 40).status == 302
    assert matter.si.official(Role.ADMINISTRATOR).fill("/accounts/2", belongs_to="1", heads_unit="y").status == 302
    days = {"first": in_boxes(), "last": in_boxes(3)}
    assert matter.si.official(Role.SIGNATORY).fill("/absences/2", **days, substitute="1").status == 302


@pytest.fixture(scope="module")
def administered(matter: Matter) -> None:
    """Everything was set on screen once, in long words."""
    chief, told = matter.si.official(Role.ADMINISTRATOR), {"reason": "Weit" * 40}
    for name, value in (
        ("letterhead", {"city": "Maribor"}),
        ("numbering", {"digits": "5"}),
        ("news", {"when": "at_once"}),
    ):
        assert chief.fill(f"/administration/{name}", **value, **told).status == 302
    today = matter.si.ministry.clock().date()
    worked = matter.si.ministry.installation.calendars.on_or_after(today + timedelta(days=10), "SI")
    day = {"on": in_boxes((worked - today).days), "closed": "closed", "reason": "Weit" * 25, "source": "Weit" * 40}
    assert chief.fill("/administration/holidays/day", **day).status == 302


@pytest.fixture(scope="module")
def visited(
    matter: Matter, commented: None, sorted_here: None, administered: None, address: str, browser: Browser
) -> Callable[[Role, str], dict[str, Seen]]:
    """Opens, as an official, the pages for this role or of the draft; once each, whatever is asked of them."""

    @cache
    def _visited(role: Role, stage: str) -> dict[str, Seen]:
        matter.si.put(matter.number, stage)
        pages = [matter.at(page)[1:] for page in DRAFT] if stage == "drafting" else PAGES[role]
        with opened_window(browser) as page:
            sign_in(page, address, role)
            return {one: look_at(page, f"{address}/{one.format(at=matter.at()[1:])}") for one in pages}

    return _visited


def look_at(window: Page, page: str) -> Seen:
    """The page as it is first seen on a wide screen and then on a small one."""
    window.set_viewport_size({"width": 1280, "height": 720})
    window.goto(page)
    assert window.locator("h1").count() == 1, page
    shut_out = barriers(window)
    window.set_viewport_size({"width": 390, "height": 844})
    return Seen(shut_out, window.evaluate(SIDEWAYS))


def test_the_page_to_sign_in_puts_up_no_barrier(address: str, window: Page) -> None:
    window.goto(f"{address}/sign-in")
    assert barriers(window) == []


@pytest.mark.parametrize("role", PAGES)
def test_no_page_puts_up_a_barrier(visited: Callable[[Role, str], dict[str, Seen]], role: Role) -> None:
    assert {page: seen.barriers for page, seen in visited(role, "executing").items() if seen.barriers} == {}


@pytest.mark.parametrize("role", PAGES)
def test_no_page_scrolls_sideways(visited: Callable[[Role, str], dict[str, Seen]], role: Role) -> None:
    assert {page: seen.sideways for page, seen in visited(role, "executing").items() if seen.sideways} == {}


def test_no_page_of_the_draft_puts_up_a_barrier(visited: Callable[[Role, str], dict[str, Seen]]) -> None:
    assert {page: seen.barriers for page, seen in visited(Role.DRAFTER, "drafting").items() if seen.barriers} == {}


def test_no_page_of_the_draft_scrolls_sideways(visited: Callable[[Role, str], dict[str, Seen]]) -> None:
    assert {page: seen.sideways for page, seen in visited(Role.DRAFTER, "drafting").items() if seen.sideways} == {}


def test_persons_matters_and_paragraphs_put_up_no_barrier(matter: Matter, address: str, window: Page) -> None:
    si = matter.si
    protected = {"protected": True, "pseudonym": "Person A", "rights": "Threatened."}
    number = extraditions.draft(si.ministry, "BE", name_person=protected)
    si.bring_in(number, Role.DRAFTER)
    drafter = si.official(Role.DRAFTER)
    assert drafter.fill(f"/dossiers/{number}/file_in_matter", title="The house by the bath").status == 302
    kept = {
        "place": "state_facts.facts",
        "title": "Opening",
        "language": "en",
        "text": "The Prosecutor’s Office conducts the case.",
    }
    assert drafter.fill("/paragraphs/new", **kept).status == 302
    sign_in(window, address, Role.DRAFTER)
    at = f"/dossiers/{number}"
    for page in (
        f"{at}/persons/1/identity",
        "/matters",
        "/matters/1",
        "/paragraphs",
        "/paragraphs/1",
    ):
        answer = window.goto(f"{address}{page}")
        assert answer
        assert answer.status == 200, page
        assert barriers(window) == [], page
    window.goto(f"{address}{at}/persons/1/identity")
    window.fill("[name=reason]", "To prepare the hearing.")
    window.get_by_role("button", name="Show the identity").click()
    assert barriers(window) == []


def test_competing_requests_side_by_side_put_up_no_barrier(matter: Matter, address: str, window: Page) -> None:
    registrar = matter.si.official(Role.REGISTRAR)
    sought = {name: value for name, value in REQUEST.items() if not name.startswith("measures")}
    sought["persons-0-born_on"] = ["13", "8", "1942"]
    for state in ("CR", "FR"):
        form = registrar.get("/dossiers/paper/extradition")
        page = registrar.record(form, **LETTER, **{**sought, "counterpart": state})
        assert page.status == 302, page.mistakes
    sign_in(window, address, Role.REGISTRAR)
    answer = window.goto(f"{address}{page.location}/competing")
    assert answer
    assert answer.status == 200
    assert barriers(window) == []


def test_an_invitation_puts_up_no_barrier_and_its_link_fits_a_small_screen(
    matter: Matter, address: str, window: Page
) -> None:
    ministry = matter.si.ministry
    with ministry.session() as session:
        token = invite(session, ministry.official(session, Role.DRAFTER))
        session.commit()
    window.set_viewport_size({"width": 390, "height": 844})
    for path, title in ((token, "Choose your password"), ("unknown", "This link does not work")):
        window.goto(f"{address}/invitation/{path}")
        assert window.inner_text("h1") == title
        assert barriers(window) == []
        assert window.evaluate("document.documentElement.scrollWidth") == 390


def test_a_page_full_of_mistakes_leads_to_each_of_them(matter: Matter, address: str, window: Page) -> None:
    matter.si.put(matter.number, "drafting")
    sign_in(window, address, Role.DRAFTER)
    window.goto(f"{address}{matter.at('name_person')}")
    window.get_by_role("button", name="Save and continue").click()
    assert barriers(window) == []
    assert window.title().startswith("Error")
    for link in window.locator(".govuk-error-summary a").all():
        link.click()
        focused = window.evaluate("document.activeElement.id")
        assert f"#{focused}" == link.get_attribute("href")


@pytest.mark.usefixtures("commented")
def test_no_sheet_of_a_request_prints_what_colleagues_say_of_it(window: Page, address: str, matter: Matter) -> None:
    sign_in(window, address, Role.DRAFTER)
    for page in ("", "/check"):
        window.goto(f"{address}{matter.base}{page}")
        said = window.locator("li", has_text="Is the place right?").first
        window.emulate_media(media="screen")
        assert said.is_visible(), page
        window.emulate_media(media="print")
        assert not said.is_visible(), page
