"""Ministries that run as programs of their own, and their officials in front of real Chromium.

Every letter that leaves goes through `Desk.write` and `Desk.sign`, which see to it that the page shows it; `Site.unread`
asks the records of a ministry whether any left otherwise.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import select

from config import Config, read
from mla.lifecycle.document_records import DOMESTIC
from mla.models import Dossier
from mla.sample import run
from mla.sample.ministry import Ministry
from mla.sample.staff import PASSWORD, STAFF, email
from mla.storage.database import local_day
from tests.support.barriers import barriers
from tests.support.chromium import launch_options

SHOTS = Path(__file__).parents[2] / "artefacts" / "screenshots"


@dataclass
class Site:
    """One running ministry and the browser that visits it."""

    state: str
    url: str
    browser: Browser
    config: Config
    shown: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The letters that were on the page when they were signed: (request, step)."""

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

    def left(self, title: str) -> Counter[tuple[str, str]]:
        """The letters of this ministry on the record of a request: (request, step)."""
        ministry = Ministry(self.config)
        with ministry.session() as session:
            dossier = session.scalars(select(Dossier).where(Dossier.title == title)).one()
            ours = [paper for paper in dossier.papers if paper.side in (dossier.side, DOMESTIC)]
            found = Counter((str(dossier.id), str(dossier.table.step[p.event.trigger].title)) for p in ours)
        ministry.engine.dispose()
        return found

    def unread(self, title: str) -> Counter[tuple[str, str]]:
        """The letters of a request that left without having been on the page; none, if all is well."""
        return self.left(title) - self.shown


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
        self.page.goto(f"{self.site.url}/requests")
        self.page.get_by_role("row").filter(has_text=title).get_by_role("link").first.click()

    def wait_for(self, stage: str) -> None:
        """Wait until the courier has brought the request to this stage."""
        self.reload_with(rf'mla-dossier-head__now"><span[^>]*>\s*{re.escape(stage)}')
        now = self.page.locator(".mla-dossier-head__now").inner_text()
        assert now.startswith(stage), f"still “{now}”, not “{stage}”"

    def reload_with(self, pattern: str) -> None:
        """Wait until the page holds this HTML, asking for it without drawing it; then draw it anew."""
        end = time.monotonic() + 60
        while not re.search(pattern, self.page.request.get(self.page.url).text()) and time.monotonic() < end:
            time.sleep(0.5)
        self.page.reload()

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
        self.see_the_letter()

    def see_the_letter(self) -> None:
        """The page shows the letter as it will be sent: as PDF, and as text for a browser that shows none."""
        letter = self.page.locator("object[type='application/pdf']")
        assert letter.is_visible()
        pdf = self.page.request.get(f"{self.site.url}{letter.get_attribute('data')}")
        assert pdf.body().startswith(b"%PDF-")
        text = self.page.request.get(f"{self.site.url}{letter.locator('iframe').get_attribute('src')}")
        assert "</html>" in text.text()

    def press_below_the_letter(self, button: str) -> None:
        """Press a button with a key: a click right after scrolling may still meet the letter's own frame."""
        self.page.get_by_role("button", name=button, exact=True).press("Enter")

    def sign(self) -> None:
        """Sign the letter that is shown, and go back to the request from the page that says what left."""
        self.see_the_letter()
        step = self.page.title().removeprefix("Read the letter: ").split(" – ")[0]
        letter = (self.page.url.split("/dossiers/")[1].split("/")[0], step)
        self.press_below_the_letter("Sign and send")
        self.page.get_by_role("heading", name="What happens next").wait_for()
        self.site.shown[letter] += 1
        self.go("Back to the request")

    def send(self, step: str, **answers: str) -> None:
        """Write a letter that one official sends alone."""
        self.write(step, **answers)
        self.sign()

    def today(self) -> str:
        """Today at this ministry, as people type it: the programs live in their own time, like the browser."""
        told = str(self.page.evaluate("new Date().toISOString()"))
        return f"{local_day(datetime.fromisoformat(told), self.site.config.time_zone):%d.%m.%Y}"

    def shoot(self, name: str) -> None:
        """Keep a screenshot."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{self.site.state}-{name}.png", full_page=True)

    def accessible(self) -> None:
        """No serious barrier on this page (WCAG by axe)."""
        assert barriers(self.page) == []


def free_port() -> int:
    """A port of this machine on which nothing answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def two_sites(folder: Path) -> Iterator[tuple[Site, Site]]:
    """Slovenia and Belgium, served by `mla serve` with its courier, as long as somebody visits them."""
    ports = {state: free_port() for state in ("SI", "BE")}
    environments = {}
    for state, port in ports.items():
        run.furnish(folder, state)
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
            si, be = (Site(s, f"http://127.0.0.1:{port}", browser, ministries[s].config) for s, port in ports.items())
            yield si, be
            browser.close()
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(timeout=30)


def until_it_answers(port: int) -> None:
    """Wait for a server that has been started."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError(f"nothing answers on port {port}")


def proposed(author: Desk, step: str, look: bool = True, **answers: str) -> None:
    """One official writes what another will sign; `look` keeps a picture of the page and asks axe."""
    author.write(step, **answers)
    if look:
        author.shoot("proposal")
        author.accessible()
    author.press_below_the_letter("Propose it for signature")
    author.page.get_by_text("waits for signature").first.wait_for()


def signed(signatory: Desk, step: str, look: bool = True) -> None:
    """Another reads it and signs it."""
    signatory.page.locator(".mla-notice a", has_text=step).click()
    if look:
        signatory.shoot("to-sign")
        signatory.accessible()
    signatory.sign()


def appears(registrar: Desk, title: str) -> None:
    """Wait until the courier has brought the request."""
    registrar.reload_with(re.escape(title))


def assign(registrar: Desk) -> None:
    """Give the request to the examiner."""
    registrar.go("Assign to an examiner")
    registrar.page.locator("select[name=examiner]").select_option(label="Tom Proefman")
    registrar.press("Assign to an examiner")
