"""A result is offered filled in from what the executing authority answered; whoever writes the letter may change it."""

from __future__ import annotations

from typing import Any

from mla.lifecycle.terms import Role
from mla.models import Dossier, Measure
from mla.sample.build import annex
from tests.support.drive import ORDER, RAVNA, Matter, Page, Visitor, a_file
from tests.web.test_domestic import COURT, assert_sound, entrusted, replied

SAID = "The accounts were found; the statements are attached."


def results(page: Page) -> str:
    return str(page.fields["results-0-result"][0])


def ticked(page: Page) -> list[str]:
    """The documents on file that the page would send along, by their labels."""
    return [str(one) for one in page.all("//input[@name='on_file'][@checked]/../label")]


def replied_with(matter: Matter, *files: tuple[str, bytes], **more: Any) -> None:
    uploads = [a_file(name, data) for name, data in files]
    assert replied(matter, words=SAID, **({"files": uploads} if uploads else {}), **more).status == 302


def reported(examiner: Visitor, matter: Matter, **told: Any) -> None:
    """What became of the measure is recorded as it was filled in."""
    assert examiner.get(matter.at("report_measure")).again(outcome="done", **told).status == 302


def test_what_the_authority_said_is_filled_in_where_the_result_is_recorded(executing: Matter) -> None:
    examiner = entrusted(executing)
    assert examiner.get(executing.at("report_measure")).fields["result"] == [""]
    replied_with(executing)
    page = examiner.get(executing.at("report_measure"))
    assert page.fields["measure"] == ["1"]
    assert page.fields["result"] == [SAID]
    assert f"Filled in from the reply of {COURT}" in page.main
    refused = page.again(result="")
    assert refused.status == 400
    assert refused.fields["result"] == [""], "what was taken out stays out"
    assert page.again(outcome="done", result="Statements of two accounts.").status == 302
    answer = examiner.get(executing.at("answer"))
    assert results(answer) == "Statements of two accounts."
    assert "Filled in from the reply" not in answer.main


def test_what_came_with_the_reply_is_ticked_in_the_letter_and_may_be_left_out(executing: Matter) -> None:
    examiner = entrusted(executing)
    replied_with(executing, ("ledger.pdf", ORDER))
    reported(examiner, executing)
    page = examiner.get(executing.at("answer"))
    assert ticked(page) == ["ledger"]
    assert "ledger" in examiner.get(page.again().location).main
    left_out = examiner.get(page.again(on_file=[]).location)
    assert "ledger" not in left_out.main
    changed = examiner.get(next(link for link in left_out.links if "answer?proposal=" in link))
    assert ticked(changed) == []


def test_of_two_measures_the_page_takes_the_one_that_was_answered(executing: Matter) -> None:
    be = executing.be.ministry
    with be.session() as session:
        dossier = session.get_one(Dossier, executing.number)
        dossier.measures.append(Measure(number=2, answers={"kind": "records", "heading_line": "More records"}))
        session.commit()
    examiner = entrusted(executing, measure="2")
    assert examiner.get(executing.at("report_measure")).fields["measure"] == [""]
    replied_with(executing)
    entrusted(executing, "Federal police", measure="1")
    page = examiner.get(executing.at())
    [link] = page.tree.xpath("//td//a[contains(., 'Record what became of a measure')]/@href")
    assert examiner.get(link).fields["measure"] == ["2"]
    assert examiner.get(link).fields["result"] == [SAID]
    other = examiner.get(f"{executing.at('report_measure')}?measure=1")
    assert other.fields["result"] == [""], "what was said of one measure is not said of another"


def test_a_second_reply_comes_behind_what_was_told_and_brings_only_what_is_new(executing: Matter) -> None:
    examiner, be = entrusted(executing), executing.be
    replied_with(executing, ("first.pdf", ORDER), outcome="interim")
    reported(examiner, executing, result="First statements.")
    assert examiner.dispatch(executing.at("answer_in_part"), be.official(Role.DECIDER)).status == 302
    replied_with(executing, ("second.png", RAVNA))
    page = examiner.get(executing.at("answer"))
    assert results(page) == f"First statements.\n\n{SAID}"
    assert ticked(page) == ["second"]
    assert_sound(be)


def test_a_letter_to_an_authority_about_something_else_fills_in_nothing(executing: Matter) -> None:
    examiner = executing.be.official(Role.EXAMINER)
    told = {"authority": COURT, "subject": "The register", "remark": "Who keeps it?"}
    assert examiner.dispatch(executing.at("write_to_authority"), **told).status == 302
    be = executing.be.ministry
    with be.session() as session:
        letter = session.get_one(Dossier, executing.number).events[-1].number
    came = {"letter": str(letter), "received_on": be.clock().date().isoformat(), "outcome": "final", "words": SAID}
    be.take(executing.number, "record_authority_reply", Role.EXAMINER, [annex("order.pdf", "The register")], **came)
    assert examiner.get(executing.at("report_measure")).fields["result"] == [""]
    reported(examiner, executing, result="Found by ourselves.")
    assert ticked(examiner.get(executing.at("answer"))) == []


def test_the_page_asks_calmly_what_it_needs(executing: Matter) -> None:
    """What must be answered is not called optional; what is asked of a refusal alone is folded away until it is wanted."""
    examiner = entrusted(executing)
    replied_with(executing)
    reported(examiner, executing)
    page = examiner.get(executing.at("answer"))
    assert page.all("//label[@for='results-0-outcome']") == ["Outcome"]
    assert page.all("//details//legend") == [
        "Bars of the law of the requested State (optional)",
        "Bar 1",
        "Consultation before the refusal (art. 30(5)) (optional)",
    ]
    assert page.tree.xpath("//details[@open]//input[@name='consultation']") == []
    refused = {"results-0-outcome": "refused", "results-0-ground": "", "consultation": "held"}
    assert page.again(**refused).tree.xpath("//details[@open]//input[@name='consultation']") != []
