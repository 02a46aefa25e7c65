"""The whole story once, as people see it: two real installations, a real courier, real Chromium.

Screenshots of both sides are kept in `artefacts/screenshots`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mla.sample.drafting import HERE
from tests.support.desks import Desk, Site, appears, assign, proposed, signed, two_sites
from tests.walks import extraditions

MOST_LOADS = 25
"""A full request of two measures, from the register until it is submitted for signature."""
NEXT_YEAR = datetime.now(UTC).year + 1  # asked before the tests leave for their own day
"""The two ministries of this walk are programs of their own, which live in their own time."""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Site]]:
    """Both ministries, running."""
    with two_sites(tmp_path_factory.mktemp("sites")) as running:
        yield running


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
    appears(registrar, TITLE)
    registrar.shoot("register")
    registrar.accessible()
    registrar.open(TITLE)
    assert "Verzonnen" not in registrar.page.content()
    registrar.send("Acknowledge receipt", received_on=registrar.today(),
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
    assert [site.unread(TITLE) for site in sites] == [{}, {}]


SOUGHT = "A person sought, in the browser"


def draft_extradition(drafter: Desk) -> None:
    """A request for extradition, section after section."""
    drafter.go("Start a request")
    drafter.go("Start: Extradition")
    drafter.say(counterpart="BE", title=SOUGHT, instrument="lhc", language="en")
    drafter.press("Start")
    drafter.go("Legal basis")
    drafter.say(standing="Both States have signed the Convention.", aware="y", although="Its rules are common ground.",
                reciprocity="y", addressee="Central authority", channel="system")  # fmt: skip
    for section in (
        extraditions.CASE, extraditions.TITLE, extraditions.FACTS, extraditions.OFFENCE, extraditions.PERSON,
        extraditions.ASSURANCES, extraditions.MORE, extraditions.TERMS,
    ):  # fmt: skip
        drafter.press("Save and continue")
        drafter.say(**as_typed(section))
    drafter.press("Save and continue")
    drafter.say(title="Warrant of arrest, certified copy", files=str(HERE / "order.pdf"))
    drafter.press("Attach a document")


def as_typed(section: dict[str, object]) -> dict[str, str]:
    """The answers of a section as people type them: a tick is “y”, a date goes from the day to the year."""
    told = {name: "y" if answer is True else str(answer) for name, answer in section.items()}
    days = {name: ".".join(reversed(answer.split("-"))) for name, answer in told.items() if DAY.fullmatch(answer)}
    return told | days


DAY = re.compile(r"\d{4}-\d\d-\d\d")


def test_a_person_is_sought_and_surrendered_and_every_letter_was_read(sites: tuple[Site, Site]) -> None:
    si, be = sites
    drafter = si.desk("drafter")
    draft_extradition(drafter)
    drafter.go("Check your answers")
    drafter.shoot("extradition-check")
    drafter.take("Submit for signature")
    signatory = si.desk("signatory")
    signatory.open(SOUGHT)
    signatory.take("Sign the request", read="y")
    signatory.send("Send the request")

    registrar = be.desk("registrar")
    appears(registrar, SOUGHT)
    registrar.open(SOUGHT)
    today = registrar.today()
    registrar.send("Acknowledge receipt", received_on=today, responsible="Central Authority", confidentiality="kept")
    assign(registrar)

    examiner, decider = be.desk("examiner"), be.desk("decider")
    decider.open(SOUGHT)
    decider.send("Bring the case before the court", court="Court at Bruges", detained="detained")
    decider.send("Record the court's ruling", court="Court at Bruges", ruled_on=today, ruling="admissible",
                 reasons="The conditions are met.")  # fmt: skip
    for step, answers in {
        "Grant extradition": {"decided_by": "The Minister", "decided_on": today, "detained_days": "1"},
        "Record what was agreed on the surrender": {"place": "Airport", "day": today, "agreed_with": "Duty prosecutor"},
        "Record the surrender": {"day": today, "place": "Airport", "to_whom": "Two officers", "detained_days": "1"},
    }.items():
        examiner.open(SOUGHT)
        proposed(examiner, step, look=False, **answers)
        decider.open(SOUGHT)
        signed(decider, step, look=False)
    decider.shoot("surrendered")

    signatory.open(SOUGHT)
    signatory.wait_for("Surrendered")
    signatory.shoot("surrendered")
    signatory.accessible()
    assert [desk.complaints for desk in (drafter, signatory, registrar, examiner, decider)] == [[]] * 5
    assert [site.unread(SOUGHT) for site in sites] == [{}, {}]
    assert sum(be.left(SOUGHT).values()) == 6


def letter_downloads(desk: Desk) -> None:
    """The letter is a PDF, and so is the whole dossier."""
    address = desk.page.locator("a", has_text="Letter of request (PDF").get_attribute("href")
    letter = desk.page.request.get(f"{desk.site.url}{address}")
    assert letter.body().startswith(b"%PDF-")
    with desk.page.expect_download() as download:
        desk.go("What the two States exchanged, as one PDF")
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
