"""Drafting by the task list: what is not started, in progress, incomplete and done; and the page that shows it all."""

from __future__ import annotations

import pytest

from mla.lifecycle.assistance import ASSISTANCE
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample import ravna
from tests.support.drive import ORDER, Matter, Page, Site, Visitor, a_file


@pytest.fixture
def site(draft: Matter) -> Site:
    """A ministry of one's own."""
    return draft.si


@pytest.fixture
def fresh(site: Site) -> str:
    """The address of a draft that was just started."""
    page = site.official(Role.DRAFTER).fill(
        "/dossiers/new/assistance", counterpart="BE", title="Fresh", instrument="lhc", language="en"
    )
    return page.location.removesuffix("/draft")


def progress(page: Page) -> dict[str, str]:
    """How far each section of the task list is."""
    rows = page.tree.xpath("//ol[contains(@class,'mla-tasks')]/li")
    return {row.xpath("string(.//h2)").strip(): row.xpath("string(./div[1]/div)").strip() for row in rows}


def lists(page: Page) -> dict[str, str]:
    """What each section of the task list says, by its name in the address."""
    rows = page.tree.xpath("//ol[contains(@class,'mla-tasks')]/li")
    return {row.get("id"): " ".join(row.text_content().split()) for row in rows}


def test_a_request_starts_with_everything_still_to_be_done(site: Site, fresh: str) -> None:
    page = site.official(Role.DRAFTER).get(f"{fresh}/draft")
    assert progress(page) == {task.title: "Optional" if task.optional else "Not started" for task in ASSISTANCE.tasks}
    assert "0 of 7 sections done" in page.main


def test_an_empty_draft_shows_no_wall_of_what_is_missing(site: Site, fresh: str) -> None:
    drafter = site.official(Role.DRAFTER)
    assert "missing" not in drafter.get(f"{fresh}/draft").main
    drafter.fill(f"{fresh}/describe_case", **ravna.CASE, treatment="", special_court="y")
    page = drafter.get(f"{fresh}/draft")
    assert [row for row, words in lists(page).items() if "thing missing" in words] == ["describe_case"]
    assert "MLA-G-26" not in page.main, "The code of an item stands in a tooltip only."
    assert "MLA-G-26" in page.html


def test_saving_a_new_section_leads_to_the_next_and_saving_an_old_one_back_to_the_list(site: Site, fresh: str) -> None:
    drafter = site.official(Role.DRAFTER)
    assert drafter.fill(f"{fresh}/describe_case", **ravna.CASE).location == f"{fresh}/state_facts"
    assert drafter.fill(f"{fresh}/describe_case").location == f"{fresh}/draft#describe_case"
    facts = drafter.get(f"{fresh}/state_facts")
    assert facts.again(facts="A village was attacked.").location == f"{fresh}/state_offence"
    offence = drafter.get(f"{fresh}/state_offence")
    assert offence.again(**ravna.OFFENCES[0], another="y").location == f"{fresh}/state_offence"
    assert drafter.get(f"{fresh}/state_offence").again(**ravna.OFFENCES[1]).location == f"{fresh}/name_person"
    assert drafter.fill(f"{fresh}/state_offence?number=1").location == f"{fresh}/draft#offences"
    assert drafter.get(f"{fresh}/name_person").again(later="y").location == f"{fresh}/draft#persons"


def test_a_page_saved_to_be_finished_later_is_in_progress_and_then_done(site: Site, fresh: str) -> None:
    drafter = site.official(Role.DRAFTER)
    case = drafter.get(f"{fresh}/describe_case")
    assert case.again(authority="Prosecutor, Ljubljana", later="y").location == f"{fresh}/draft#describe_case"
    title = "The case and the authority conducting it"
    assert progress(drafter.get(f"{fresh}/draft"))[title] == "In progress"
    page = drafter.get(f"{fresh}/describe_case")
    assert page.fields["authority"] == ["Prosecutor, Ljubljana"]
    assert page.again().status == 400, "Without “later” every answer is needed."
    assert page.again(**ravna.CASE).status == 302
    assert progress(drafter.get(f"{fresh}/draft"))[title] == "Done"


def test_every_needed_answer_that_is_missing_is_named_at_once(site: Site, fresh: str) -> None:
    page = site.official(Role.DRAFTER).fill(f"{fresh}/describe_case")
    assert page.status == 400
    assert page.mistakes == [
        "Name the authority that conducts the proceedings.",
        "Say what the functions of the authority are.",
        "Choose the nature of the proceedings.",
        "Say what the proceedings are about.",
    ]
    linked = page.tree.xpath("//*[contains(@class,'govuk-error-summary__list')]//a/@href")
    assert all(page.tree.xpath(f"//*[@id='{anchor[1:]}']") for anchor in linked)


@pytest.mark.parametrize(
    "task", [task for task in ASSISTANCE.tasks if task.trigger != "attach"], ids=lambda t: t.trigger
)
def test_any_page_of_the_draft_can_be_left_for_later(site: Site, fresh: str, task: object) -> None:
    page = site.official(Role.DRAFTER).fill(f"{fresh}/{task.trigger}", later="y")
    assert page.status == 302, page.mistakes


def test_the_only_offence_of_a_measure_is_removed_and_the_measure_is_incomplete(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    assert "Incomplete" not in drafter.get(draft.at("draft")).main
    drafter.fill(draft.at("drop_offence") + "?number=1")
    page = drafter.get(draft.at("draft"))
    assert progress(page)["Offences and penalties"] == "Not started"
    assert "Incomplete" in lists(page)["measures"]
    assert "Offences and penalties, Measures sought" in drafter.get(draft.at()).steps_offered["Submit for signature"]
    _state_offence(drafter, draft.at())
    drafter.fill(draft.at("ask_measure") + "?number=1", offences=["1"])
    assert "Incomplete" not in drafter.get(draft.at("draft")).main
    assert drafter.get(draft.at()).steps_offered["Submit for signature"] == ""


def _state_offence(drafter: Visitor, base: str) -> None:
    assert drafter.fill(f"{base}/state_offence", **ravna.OFFENCES[0]).status == 302


def test_an_item_is_changed_in_place_and_the_others_keep_their_numbers(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    for name in ("Second", "Third"):
        told = {"nature": "natural", "capacity": "witness", "family_name": name, "link": "Saw it."}
        drafter.fill(draft.at("name_person"), **told)
    drafter.fill(draft.at("name_person") + "?number=2", given_names="Maja")
    assert names(drafter, draft) == ["Pedro Imaginario", "Maja Second", "Third"]
    drafter.fill(draft.at("drop_person") + "?number=1")
    assert names(drafter, draft) == ["Maja Second", "Third"]
    assert drafter.get(draft.at("name_person") + "?number=2").fields["family_name"] == ["Third"]


def names(drafter: Visitor, draft: Matter) -> list[str]:
    return drafter.get(draft.at("draft")).all("//li[@id='persons']/ul//bdi")


def test_the_kind_of_a_measure_decides_which_questions_follow(site: Site, fresh: str) -> None:
    drafter = site.official(Role.DRAFTER)
    _state_offence(drafter, fresh)
    choice = drafter.get(f"{fresh}/ask_measure")
    assert "heading_line" not in choice.fields
    records = choice.again(kind="records", choose="y")
    assert records.status == 200
    assert "holder" in records.fields
    assert "questions" not in records.fields
    hearing = records.again(kind="hearing", choose="y", heading_line="Hearing of a witness")
    assert "questions" in hearing.fields
    assert hearing.fields["heading_line"] == ["Hearing of a witness"]


def test_an_attachment_is_added_shown_and_removed(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    drafter.fill(draft.at("attach"), title="Second annex", files=a_file("second.pdf", ORDER))
    assert "Second annex" in drafter.get(draft.at("draft")).main
    drafter.fill(draft.at("detach") + "?number=1")
    page = drafter.get(draft.at("draft"))
    assert "Order of the judge" not in page.main
    assert "Second annex" in page.main
    assert drafter.get(draft.at("detach") + "?number=2").status == 404


def test_the_check_page_reads_back_everything_in_the_words_of_the_forms(draft: Matter) -> None:
    page = draft.si.official(Role.DRAFTER).get(draft.at("check"))
    headings = page.all("//main//h2")
    assert all(any(task.title in heading for heading in headings) for task in ASSISTANCE.tasks[:-1])
    for answer in ("Pedro Imaginario", "Suspect or accused", "Investigation", "certified copies", "Order of the judge"):
        assert answer in page.main
    assert "govuk-tag--red" not in page.html
    assert set(page.steps_offered) == {"Submit for signature"}


def test_the_check_page_says_what_is_missing(site: Site, fresh: str) -> None:
    page = site.official(Role.DRAFTER).get(f"{fresh}/check")
    assert page.main.count("Not started") == len(ASSISTANCE.tasks) - 1


def test_once_handed_on_the_text_is_closed_and_the_signatory_may_send_it_back(draft: Matter) -> None:
    drafter, signatory = draft.si.official(Role.DRAFTER), draft.si.official(Role.SIGNATORY)
    assert drafter.fill(draft.at("submit"), remark="Please look at the facts.").location == draft.at()
    assert "The text is not open for changes" in drafter.get(draft.at("draft")).main
    assert drafter.get(draft.at("state_facts")).status == 409
    assert "Please look at the facts." in signatory.get(draft.at()).main
    assert signatory.fill(draft.at("send_back"), reason="Say where.").status == 302
    assert drafter.get(draft.at("state_facts")).status == 200
    assert "Say where." in drafter.get(draft.at()).main


def test_the_letter_is_seen_before_it_is_sent(draft: Matter) -> None:
    page = draft.si.official(Role.SIGNATORY).get(draft.at("preview.pdf"))
    assert page.data.startswith(b"%PDF-")
    assert page.headers["Content-Disposition"].startswith("inline")


def test_a_letter_of_which_nothing_is_told_yet_says_so_or_shows_gaps(site: Site, fresh: str) -> None:
    assert site.official(Role.DRAFTER).get(f"{fresh}/preview.pdf").status in (200, 422)


def test_no_request_goes_to_our_own_state(site: Site) -> None:
    form = site.official(Role.DRAFTER).get("/dossiers/new/assistance")
    assert "Slovenia" not in form.all("//option")
    page = form.again(counterpart="SI", title="To ourselves", instrument="lhc", language="en")
    assert page.status == 400
    assert page.fields["title"] == ["To ourselves"]


def test_a_kind_that_does_not_exist_cannot_be_started(site: Site) -> None:
    for path in ("/dossiers/new/nothing", "/dossiers/paper/nothing", "/help/nothing"):
        assert site.official(Role.DRAFTER).get(path).status == 404


def test_only_a_drafter_starts_and_only_a_registrar_registers(site: Site) -> None:
    for role in (role for role in Role if role is not Role.DRAFTER):
        assert site.official(role).get("/dossiers/new/assistance").status == 403
    for role in (role for role in Role if role is not Role.REGISTRAR):
        assert site.official(role).get("/dossiers/paper/assistance").status == 403


def test_the_help_page_tells_every_stage_and_step(site: Site) -> None:
    index = site.official(Role.AUDITOR).get("/help")
    assert "/help/assistance" in index.links
    page = site.official(Role.AUDITOR).get("/help/assistance")
    assert all(stage.title in page.main for stage in ASSISTANCE.stages if stage.name != "new")
    assert all(step.title in page.main for step in ASSISTANCE.steps)
    assert "stateDiagram" in page.main


def test_a_draft_that_comes_back_shows_the_words_and_then_what_was_changed(draft: Matter) -> None:
    drafter, signatory = draft.si.official(Role.DRAFTER), draft.si.official(Role.SIGNATORY)
    drafter.fill(draft.at("submit"))
    assert "Changed since" not in signatory.get(draft.at("check")).main
    signatory.fill(draft.at("send_back"), reason="The facts do not say when it happened.")
    tasks = drafter.get(draft.at("draft"))
    assert "The facts do not say when it happened." in tasks.main
    assert "Changed since" not in tasks.main
    told = drafter.get(draft.at("state_facts"))
    told.again(facts="On 3 May 2016 the village was attacked.")
    assert "Changed since it was last submitted: 1 place" in drafter.get(draft.at("draft")).main
    drafter.fill(draft.at("submit"))
    page = signatory.get(draft.at("check"))
    assert "On 3 May 2016 the village was attacked." in " ".join(page.all("//main//ins"))
    assert page.all("//main//del")


def test_what_was_laid_before_a_colleague_stays_at_home(draft: Matter) -> None:
    draft.si.official(Role.DRAFTER).fill(draft.at("submit"))
    draft.si.ministry.take(draft.number, "sign", read=True)
    draft.si.ministry.take(draft.number, "transmit")
    draft.si.ministry.post_to(draft.be.ministry)
    with draft.be.ministry.session() as session:
        events = session.get_one(Dossier, draft.number).events
        assert [event.trigger for event in events] == ["transmit"]
        assert "text_laid_before" not in events[0].answers
