"""The whole story once, as people see it: two real installations, a real courier, real Chromium.

Screenshots of both sides are kept in `artefacts/screenshots`.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from config import read
from mla.package.keys import new_key
from mla.sample import run
from mla.sample.drafting import HERE
from mla.sample.ministry import Ministry
from mla.sample.staff import PASSWORD, STAFF, email
from mla.storage.database import local_day, now
from tests.support.chromium import launch_options

SHOTS = Path(__file__).parents[2] / "artefacts" / "screenshots"
MOST_LOADS = 25
"""A full request of two measures, from the register until it is submitted for signature."""
NEXT_YEAR = datetime.now(UTC).year + 1  # asked before the tests leave for their own day
"""The two ministries of this walk are programs of their own, which live in their own time."""

pytestmark = pytest.mark.browser


@dataclass
class Site:
    """One running ministry and the browser that visits it."""

    state: str
    url: str
    browser: Browser

    def desk(self, role: str, javascript: bool = True) -> Desk:
        """A browser window in which the official with this role is signed in."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=javascript)
        page = context.new_page()
        desk = Desk(page, self)
        page.on("console", lambda message: desk.complaints.append(message.text) if message.type == "error" else None)
        page.goto(f"{self.url}/sign-in")
        page.fill("[name=email]", email(self.state, role))
        page.fill("[name=password]", PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{self.url}/")
        return desk


class Desk:
    """What an official does in front of the screen."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page, self.site = page, site
        self.complaints: list[str] = []
        self.loads = 0
        page.on("load", self._loaded)

    def _loaded(self, _page: Page) -> None:
        self.loads += 1

    def open(self, title: str) -> None:
        """Open a request from the register."""
        self.page.goto(f"{self.site.url}/")
        self.page.get_by_role("row").filter(has_text=title).get_by_role("link").first.click()

    def wait_for(self, stage: str) -> None:
        """Wait until the courier has brought the request to this stage."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if self.page.locator(".mla-dossier-head__now").inner_text().startswith(stage):
                return
            time.sleep(0.5)
            self.page.reload()
        raise AssertionError(f"still “{self.page.locator('.mla-dossier-head__now').inner_text()}”, not “{stage}”")

    def go(self, link: str) -> None:
        """Follow a link or press the button that looks like one."""
        self.page.locator("a", has_text=link).first.click()

    def say(self, **answers: str) -> None:
        """Fill in the form on the page: text, choices, ticks, dates (27.3.2026) and files (path)."""
        for name, answer in answers.items():
            field = self.page.locator(f"[name='{name}']")
            kind = field.first.evaluate("e => e.type || e.tagName")
            if kind in ("radio", "checkbox"):
                self.page.locator(f"[name='{name}'][value='{answer}']").check()
            elif kind == "select-one":
                field.select_option(answer)
            elif kind == "file":
                field.set_input_files(answer)
            elif field.count() == 3:
                for box, part in enumerate(answer.split(".")):
                    field.nth(box).fill(part)
            else:
                field.fill(answer)

    def press(self, button: str) -> None:
        """Press a button; mistakes on the page that follows end the test with their sentences."""
        self.page.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_load_state()
        summary = self.page.locator(".govuk-error-summary")
        assert summary.count() == 0, summary.inner_text()

    def take(self, step: str, button: str = "", **answers: str) -> None:
        """Open a step from the page of the request, answer it, and send it."""
        self.go(step)
        self.say(**answers)
        self.press(button or step)

    def write(self, step: str, **answers: str) -> None:
        """Open a step that crosses the border, answer it, and come to its letter: the page shows it."""
        self.take(step, "Continue and read the letter", **answers)
        address = self.page.locator("object[type='application/pdf']").get_attribute("data")
        pdf = self.page.request.get(f"{self.site.url}{address}")
        assert pdf.body().startswith(b"%PDF-")

    def press_below_the_letter(self, button: str) -> None:
        """Press a button with a key: a click right after scrolling may still meet the letter's own frame."""
        self.page.get_by_role("button", name=button, exact=True).press("Enter")

    def sign(self) -> None:
        """Sign the letter that is shown, and go back to the request from the page that says what left."""
        self.press_below_the_letter("Sign and send")
        self.page.get_by_role("heading", name="What happens next").wait_for()
        self.go("Back to the request")

    def send(self, step: str, **answers: str) -> None:
        """Write a letter that one official sends alone."""
        self.write(step, **answers)
        self.sign()

    def shoot(self, name: str) -> None:
        """Keep a screenshot."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{self.site.state}-{name}.png", full_page=True)

    def accessible(self) -> None:
        """No serious barrier on this page (WCAG by axe)."""
        found = Axe().run(self.page).response["violations"]
        assert [one["help"] for one in found if one["impact"] in ("serious", "critical")] == []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Site]]:
    """Both ministries, served by `mla serve` with its courier."""
    folder = tmp_path_factory.mktemp("sites")
    ports = {state: free_port() for state in ("SI", "BE")}
    environments = {}
    for state, port in ports.items():
        (folder / state).mkdir()
        new_key(folder / state / "signing.key")
        environments[state] = run.settings(folder, state) | {"MLA_PORT": str(port), "MLA_COURIER_SECONDS": "1"}
    ministries = {state: Ministry(read(environment)) for state, environment in environments.items()}
    for state, ministry in ministries.items():
        ministry.hire([(n, f, email(state, r), roles) for n, f, r, roles in STAFF[state]], PASSWORD)
        other = "BE" if state == "SI" else "SI"
        ministry.knows(ministries[other], f"http://127.0.0.1:{ports[other]}")
        ministry.engine.dispose()
    servers = [
        subprocess.Popen([sys.executable, "-m", "mla.cli", "serve"], env={**os.environ, **environment})
        for environment in environments.values()
    ]
    try:
        for port in ports.values():
            until_it_answers(port)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_options())
            yield tuple(Site(state, f"http://127.0.0.1:{port}", browser) for state, port in ports.items())
            browser.close()
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(timeout=30)


def until_it_answers(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError(f"nothing answers on port {port}")


TITLE = "Walk through both ministries"


def draft(drafter: Desk) -> None:
    """A request of two measures: each page leads to the next, and no word is typed twice."""
    drafter.go("Start a request")
    drafter.go("Start: Mutual legal assistance")
    drafter.say(counterpart="BE", title=TITLE, instrument="lhc", language="en")
    drafter.press("Start")
    drafter.shoot("task-list-empty")
    drafter.go("Legal basis")
    drafter.say(standing="Both States have signed the Convention; reciprocity carries the request.", reciprocity="y")
    drafter.say(aware="y", although="Both States have signed it.", addressee="Central authority", channel="post")
    drafter.press("Save and continue")
    drafter.say(authority="Prosecutor’s Office, Ljubljana", functions="Leads the investigation.", nature="investigation",
                subject="An attack on a village.")  # fmt: skip
    assert not drafter.page.locator("[name=court_statement]").is_visible()
    drafter.press("Save and continue")
    drafter.say(facts="First paragraph.\n\nSecond paragraph: Ω, שלום, 你好.")
    drafter.press("Save and continue")
    drafter.say(
        crime="5(4)(c)", name="War crime", provision="Article 102", provision_text="Whoever …", penalty="15 to 30 years"
    )
    drafter.press("Save and continue")
    drafter.say(nature="natural", capacity="witness", family_name="Verzonnen", protected="y", pseudonym="Witness B",
                link="Was present.", born_on="27.3.1975",
                rights="Threatened in 2024.")  # fmt: skip
    drafter.press("Save and continue")
    measures(drafter)
    drafter.say(confidentiality="stop", costs="Borne by us.", contact_name="Peter Example", contact_details="+00 0")
    drafter.press("Save and continue")
    drafter.say(title="Order of the judge", files=str(HERE / "order.pdf"))
    drafter.press("Attach a document")
    drafter.shoot("task-list")
    drafter.accessible()


def measures(drafter: Desk) -> None:
    drafter.say(kind="video_hearing")
    drafter.press("Continue")
    drafter.say(heading_line="Hearing of Witness B", description="By video.", person_capacity="witness", questions="1. Who was there?",
                testimony_law="Article 238.", conducted_by="The investigating judge", persons="1", offences="1",
                purpose="The only witness.", deadline=f"15.3.{NEXT_YEAR}", deadline_reason="A hearing.")  # fmt: skip
    drafter.shoot("measure")
    drafter.accessible()
    drafter.press("Save and add another")
    drafter.say(kind="records")
    drafter.press("Continue")
    drafter.say(heading_line="Account at a bank", description="Statements.", holder="A bank", account="0000", certified="copies", offences="1",
                purpose="Who paid.")  # fmt: skip
    drafter.press("Save and continue")


def test_a_request_goes_from_the_first_page_of_the_draft_to_its_end(sites: tuple[Site, Site]) -> None:
    si, be = sites
    drafter = si.desk("drafter")
    draft(drafter)
    drafter.go("Check your answers")
    drafter.shoot("check")
    drafter.accessible()
    drafter.take("Submit for signature")
    assert drafter.loads <= MOST_LOADS, f"A draft of two measures took {drafter.loads} page loads."

    signatory = si.desk("signatory")
    signatory.open(TITLE)
    signatory.go("Read the whole request")
    assert "Verzonnen" not in signatory.page.locator("h2", has_text="Measures sought").inner_text()
    signatory.take("Sign the request", read="y")
    signatory.write("Send the request")
    signatory.shoot("letter")
    signatory.accessible()
    signatory.sign()
    signatory.wait_for("Sent")

    registrar = be.desk("registrar")
    appears(registrar)
    registrar.shoot("register")
    registrar.accessible()
    registrar.open(TITLE)
    assert "Verzonnen" not in registrar.page.content()
    today = local_day(now(), "Europe/Brussels")
    registrar.send("Acknowledge receipt", received_on=f"{today:%d.%m.%Y}",
                   responsible="Central Authority", confidentiality="kept")  # fmt: skip
    assign(registrar)

    examiner = be.desk("examiner")
    examiner.open(TITLE)
    examiner.send(
        "Ask for additional information", **{"questions-0-question": "Which bank?"}, answer_by=f"1.6.{NEXT_YEAR}"
    )
    signatory.open(TITLE)
    signatory.wait_for("Additional information asked")
    signatory.shoot("asked-back")
    signatory.send("Supply the information", information="Banque Lys (fictional).")
    registrar.open(TITLE)
    registrar.wait_for("Received")
    assign(registrar)

    examiner.open(TITLE)
    proposed(examiner, "Accept the request")
    decider = be.desk("decider")
    decider.open(TITLE)
    signed(decider, "Accept the request")
    examiner.open(TITLE)
    examiner.send("Entrust a measure", measure="1", authority="A court in Liège", due_on=f"1.6.{NEXT_YEAR}")
    for measure in ("1", "2"):
        examiner.take("Record what became of a measure", measure=measure, outcome="done", result="As asked.")
    examiner.shoot("executing")
    examiner.accessible()
    examiner.open(TITLE)
    proposed(examiner, "Send the results and conclude", files=str(HERE / "ravna.png"))
    decider.page.reload()
    signed(decider, "Send the results and conclude")

    signatory.open(TITLE)
    signatory.wait_for("Answered")
    signatory.shoot("answered")
    signatory.accessible()
    letter_downloads(signatory)
    signatory.send("Close the request")
    signatory.wait_for("Closed")
    decider.open(TITLE)
    decider.wait_for("Closed")
    decider.shoot("closed")
    assert [desk.complaints for desk in (drafter, signatory, registrar, examiner, decider)] == [[]] * 5


def proposed(author: Desk, step: str, **answers: str) -> None:
    """One official writes what another will sign."""
    author.write(step, **answers)
    author.shoot("proposal")
    author.accessible()
    author.press_below_the_letter("Propose it for signature")
    author.page.get_by_text("waits for signature").first.wait_for()


def signed(signatory: Desk, step: str) -> None:
    """Another reads it and signs it."""
    signatory.page.locator(".mla-notice a", has_text=step).click()
    signatory.shoot("to-sign")
    signatory.accessible()
    signatory.sign()


def appears(registrar: Desk) -> None:
    """Wait until the courier has brought the request."""
    end = time.monotonic() + 60
    while TITLE not in registrar.page.content() and time.monotonic() < end:
        time.sleep(0.5)
        registrar.page.reload()


def assign(registrar: Desk) -> None:
    registrar.go("Assign to an examiner")
    registrar.page.locator("select[name=examiner]").select_option(label="Tom Proefman")
    registrar.press("Assign to an examiner")


def letter_downloads(desk: Desk) -> None:
    """The letter is a PDF, and so is the whole dossier."""
    address = desk.page.locator("a", has_text="Letter of request (PDF").get_attribute("href")
    letter = desk.page.request.get(f"{desk.site.url}{address}")
    assert letter.body().startswith(b"%PDF-")
    with desk.page.expect_download() as download:
        desk.go("The whole dossier as one PDF")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


def test_everything_works_without_javascript(sites: tuple[Site, Site]) -> None:
    desk = sites[0].desk("drafter", javascript=False)
    desk.go("Start a request")
    desk.go("Start: Mutual legal assistance")
    desk.say(counterpart="BE", title="Without scripts", instrument="reciprocity", language="fr")
    desk.press("Start")
    desk.go("Summary of the facts")
    desk.say(facts="Told without scripts.")
    desk.press("Save and continue")
    assert not desk.page.locator("[name=death_statement]").is_visible()
    desk.say(death_penalty="y")
    assert desk.page.locator("[name=death_statement]").is_visible()
    desk.go("Back")
    desk.go("Summary of the facts")
    assert desk.page.input_value("[name=facts]") == "Told without scripts."


def test_what_is_typed_is_kept_and_a_page_is_not_left_unasked(sites: tuple[Site, Site]) -> None:
    drafter = sites[0].desk("drafter")
    page = drafter.page
    page.goto(f"{sites[0].url}/dossiers/new/assistance")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("[name=title]").press_sequentially("A title begun")
    page.reload()
    assert asked == ["beforeunload"]
    page.locator("[name=title]").press_sequentially("A title begun again")
    page.get_by_text("What you have typed is kept until").wait_for()
    page.reload()
    assert asked == ["beforeunload"]
    assert page.locator("[name=title]").input_value() == "A title begun again"
    assert "what you had typed and not sent" in page.locator("main").inner_text()
    drafter.accessible()
    assert drafter.complaints == []


def test_before_the_session_ends_the_page_warns_and_goes_on(sites: tuple[Site, Site]) -> None:
    page = sites[0].desk("drafter").page
    page.clock.install()
    page.goto(f"{sites[0].url}/account")
    page.clock.fast_forward("55:30")
    page.get_by_role("heading", name="Your session ends soon").wait_for()
    page.get_by_role("button", name="Go on working").press("Enter")
    page.get_by_role("heading", name="Your session ends soon").wait_for(state="hidden")
