"""Each guard says its sentence when the step may not be taken yet, and nothing when it may."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from mla.instruments import Law
from mla.lifecycle import guards
from mla.lifecycle.terms import Side
from mla.lifecycle.text import RequestText
from mla.models import Measure, Offence, Person
from tests.support.case_files import case_file

LAW = Law()


def event(trigger: str, side: str = "requested", number: int = 1, **more: Any) -> Any:
    """A step on record."""
    told = {"from_stage": "executing", "to_stage": "executing", "official_id": None, "answers": {}, **more}
    return SimpleNamespace(trigger=trigger, side=side, number=number, channel=None, **told)


def on_record(*events: Any, **known: Any) -> Any:
    """A request with these steps behind it."""
    one = case_file(**known)
    return SimpleNamespace(**{name: getattr(one, name) for name in READ}, events=list(events))


READ = (
    "kind", "table", "stage", "title", "instrument", "language", "arises_from_abroad", "contents", "persons", "offences",
    "measures", "attachments", "obligations", "outgoing", "our_side", "side", "field", "counterpart",
)  # fmt: skip


def measures(*standings: str) -> list[Measure]:
    """Measures with these outcomes, or open, numbered from one."""
    return [
        Measure(number=n, outcome=None if one == "open" else one, answers={"kind": "records"})
        for n, one in enumerate(standings, 1)
    ]


def says(guard: Any, dossier: Any, official: Any = None) -> str | None:
    """What a guard says of a request."""
    sentence: str | None = guard(dossier, official, LAW)
    return sentence


# Four eyes and the signature
@pytest.mark.parametrize("wrote", ["open", "state_facts", "name_person", "drop_person"])
def test_whoever_wrote_any_of_the_text_does_not_sign_it(wrote: str) -> None:
    dossier = on_record(event(wrote, official_id=7))
    assert says(guards.four_eyes, dossier, SimpleNamespace(id=7)) == (
        "You worked on this text. A colleague must sign it."
    )
    assert says(guards.four_eyes, dossier, SimpleNamespace(id=8)) is None
    assert says(guards.four_eyes, dossier) is None, "the other State's step is not weighed by our accounts"


def test_whoever_only_wrote_a_note_may_sign() -> None:
    assert says(guards.four_eyes, on_record(event("note", official_id=7)), SimpleNamespace(id=7)) is None


def test_a_draft_is_not_handed_on_before_every_section_is_done_and_the_sentence_names_them() -> None:
    sentence = says(guards.every_task_done, case_file())
    assert sentence
    assert sentence.startswith("Not everything is done yet: Legal basis, ")
    assert sentence.endswith(".")
    table = case_file().table
    told = {task.trigger: {"told": True} for task in table.tasks if not task.items}
    half = case_file(contents=told | {"state_facts": {"unfinished": True}})
    facts = next(task.title for task in table.tasks if task.trigger == "state_facts")
    assert facts in str(says(guards.every_task_done, half))
    done = case_file(contents=told, persons=[Person(number=1, answers={"family_name": "A"})],
                     offences=[Offence(number=1, answers={"name": "B"})], measures=measures("open"))  # fmt: skip
    assert says(guards.every_task_done, done) is None


def test_the_name_of_a_protected_person_stands_nowhere_in_the_text() -> None:
    hidden = {"nature": "natural", "family_name": "Resnica", "protected": True, "pseudonym": "W-1"}
    dossier = case_file(persons=[Person(number=1, answers=hidden)], contents={"state_facts": {"facts": "W-1 saw it."}})
    assert says(guards.protected_names_hidden, dossier) is None
    dossier.contents = {"state_facts": {"facts": "resnica saw it."}}
    assert says(guards.protected_names_hidden, dossier) == (
        "The real name of a protected person (W-1) stands in the text. Use the pseudonym."
    )


def test_what_is_sent_is_what_was_signed_and_what_is_signed_again_is_new() -> None:
    dossier = case_file(title="As signed")
    dossier.signed_digest = RequestText.of(dossier).digest
    assert says(guards.signature_holds, dossier) is None
    assert says(guards.change_signed, dossier) is None
    assert says(guards.text_changed, dossier) == "The text has not been changed since it was signed."
    dossier.title = "As changed"
    assert says(guards.signature_holds, dossier) == (
        "The text has changed since it was signed, so the signature no longer holds. Send it back and sign again."
    )
    assert says(guards.change_signed, dossier) == (
        "The text has been changed and the change is not signed yet. Sign the changed text first."
    )
    assert says(guards.text_changed, dossier) is None


# Measures
@pytest.mark.parametrize(
    ("standings", "every", "some", "left", "several"),
    [
        ((), True, False, False, False),
        (("open",), False, False, True, False),
        (("open", "open"), False, False, True, True),
        (("done", "open"), False, True, True, False),
        (("open", "done", "open"), False, True, True, True),
        (("done", "refused"), True, True, False, False),
    ],
)
def test_an_answer_fits_the_measures_that_are_open(
    standings: tuple[str, ...], every: bool, some: bool, left: bool, several: bool
) -> None:
    dossier = case_file(measures=measures(*standings))
    assert (says(guards.every_measure_answered, dossier) is None) is every
    assert (says(guards.some_measure_answered, dossier) is None) is some
    assert (says(guards.some_measure_open, dossier) is None) is left
    assert (says(guards.several_measures_open, dossier) is None) is several


def test_the_sentences_about_measures() -> None:
    half = case_file(measures=measures("open", "done", "open"))
    assert says(guards.every_measure_answered, half) == "Record first what became of measure 1, 3."
    none = case_file(measures=measures("open"))
    assert says(guards.some_measure_answered, none) == "No measure has a result yet."
    assert says(guards.several_measures_open, none) == (
        "A single measure is open. To refuse it, refuse the request, or answer it."
    )
    assert says(guards.some_measure_open, case_file()) == "Every measure already has its outcome."


def test_laws_are_compared_of_offences_that_are_stated() -> None:
    assert says(guards.some_offence, case_file()) == "No offence is stated yet."
    assert says(guards.some_offence, case_file(offences=[Offence(number=1, answers={})])) is None


# What the other State asked about
def asked(*sections: str) -> Any:
    """A request that stands open again because the other State asked about these sections."""
    questions = [{"question": "Which?", "section": one} for one in sections]
    return on_record(
        event("ask", from_stage="transmitted", to_stage="clarifying", answers={"questions": questions}), stage="clarifying"
    )  # fmt: skip


SECTION_CLOSED = "The other State did not ask about this section, so it stays as it was sent."
ITEM_CLOSED = "The other State did not ask about this item, so it stays as it was sent."


def test_after_the_sending_only_the_sections_that_were_named_are_open() -> None:
    facts = guards.asked_for("state_facts")
    assert says(facts, case_file()) is None, "a draft is open as a whole"
    assert says(facts, asked("state_facts")) is None
    assert says(facts, asked("state_offence:2")) == SECTION_CLOSED
    assert says(facts, asked()) == SECTION_CLOSED


def test_of_a_list_only_the_items_that_were_named_are_open() -> None:
    offence = guards.item_asked_for("state_offence")

    def item(dossier: Any, number: Any) -> str | None:
        return offence(dossier, Side.REQUESTING, {"number": number})

    assert item(case_file(), "1") is None
    assert item(asked("state_offence:2"), 2) is None
    assert item(asked("state_offence:2"), "1") == ITEM_CLOSED
    assert item(asked("state_offence:2"), "") == ITEM_CLOSED, "nothing is added where one item was named"
    assert item(asked("state_offence"), "1") is None
    assert item(asked("name_person:2"), "2") == ITEM_CLOSED


# Extradition
def accused(**known: Any) -> Any:
    """A person sought for an offence that carries death."""
    offence = Offence(number=1, answers={"name": "Murder", "death_penalty": True})
    return case_file("extradition", instrument=known.pop("instrument", "lhc"), offences=[offence], **known)


def test_nobody_is_extradited_to_face_death() -> None:
    article = LAW.about("extradition").article("lhc", "death_penalty")
    assert article
    assert says(guards.death_penalty_assured, accused()) == (
        "An offence carries the death penalty, and no assurance is on record that it will not be imposed or not be"
        f" carried out (art. {article}). Ask for the assurance first."
    )
    assert "carried out. Ask" in str(says(guards.death_penalty_assured, accused(instrument="reciprocity")))


@pytest.mark.parametrize("given", ["not_imposed", "not_carried_out"])
def test_an_assurance_in_the_request_or_an_obligation_that_binds_opens_the_way(given: str) -> None:
    assert says(guards.death_penalty_assured, accused(contents={"give_assurances": {"death": given}})) is None
    assert says(guards.death_penalty_assured, accused(contents={"give_assurances": {"death": "none"}}))
    assert (
        says(guards.death_penalty_assured, case_file("extradition", offences=[Offence(number=1, answers={})])) is None
    )


def test_a_ruling_of_the_court_binds_until_another_is_made() -> None:
    barred = event("record_ruling", answers={"ruling": "inadmissible"})
    free = event("record_ruling", answers={"ruling": "admissible"})
    assert says(guards.court_has_not_barred, on_record()) is None
    assert says(guards.court_has_not_barred, on_record(free, barred)) == (
        "The court has ruled that extradition is not admissible."
    )
    assert says(guards.court_has_not_barred, on_record(barred, free)) is None


PENDING = "An appeal is pending, or the court has the case again. Record how it ruled first."


@pytest.mark.parametrize(
    ("story", "waits"),
    [
        ((), False),
        (("record_appeal",), True),
        (("record_appeal", "record_ruling"), False),
        (("record_ruling", "record_appeal"), True),
        (("record_appeal", "record_consent"), False),
        (("record_consent", "record_appeal"), False),
        (("record_appeal", "record_consent", "record_consent_withdrawn"), True),
        (("record_appeal", "note"), True),
    ],
)
def test_while_an_appeal_waits_nobody_decides_unless_the_person_consents(story: tuple[str, ...], waits: bool) -> None:
    dossier = on_record(*map(event, story))
    assert says(guards.no_appeal_pending, dossier) == (PENDING if waits else None)
    either = guards.of_either(guards.no_appeal_pending)
    assert either(dossier, Side.REQUESTED, {}) == (PENDING if waits else None)


# Questions
def test_consent_to_another_use_is_given_where_the_other_state_asked_for_it() -> None:
    none_asked = "The other State has not asked for consent to another use."
    theirs = event("ask_other_use", "requesting", answers={"number": 1})
    answer = event("decide_other_use", "requested", 2, answers={"question": "requesting-1"})
    assert says(guards.other_use_asked, on_record(side="requested")) == none_asked
    assert says(guards.other_use_asked, on_record(theirs, side="requested")) is None
    assert says(guards.other_use_asked, on_record(theirs, side="requesting")) == none_asked, "one's own question"
    assert says(guards.other_use_asked, on_record(theirs, answer, side="requested")) == none_asked


def test_a_question_has_a_number_of_its_own_within_its_side() -> None:
    check = guards.new_number("ask_other_use")
    dossier = on_record(event("ask_other_use", "requesting", answers={"number": 1}))
    assert check(dossier, Side.REQUESTING, {"number": "1"}) == (
        "The State has already asked a question with the number 1."
    )
    assert check(dossier, Side.REQUESTING, {"number": "2"}) is None
    assert check(dossier, Side.REQUESTED, {"number": "1"}) is None
    assert check(dossier, Side.REQUESTING, {}) is None
    assert guards.new_number("ask")(dossier, Side.REQUESTING, {"number": "1"}) is None


def test_nobody_answers_a_question_of_its_own() -> None:
    own = {"question": "requested-1"}
    assert guards.answers_the_other_state(case_file(), Side.REQUESTED, own) == (
        "This question is your own; it is the other State that answers it."
    )
    assert guards.answers_the_other_state(case_file(), Side.REQUESTING, own) is None
    assert guards.answers_the_other_state(case_file(), Side.REQUESTING, {}) is None


# Results and ends
def row(number: int, outcome: str, result: str = "") -> dict[str, Any]:
    """One measure in an answer."""
    return {"number": number, "outcome": outcome, "result": result}


def test_done_alone_is_no_result() -> None:
    def check(*rows: Any, brought: int = 0, before: tuple[Any, ...] = ()) -> str | None:
        earlier = [event("answer_in_part", answers={"results": list(before)})] if before else []
        answers = {"results": list(rows), "brought": brought}
        return guards.results_are_told(on_record(*earlier), Side.REQUESTED, answers)

    bare = "Say what the result of measure {} is, or send a document that shows it: “done” alone is no result."
    assert check(row(1, "done")) == bare.format(1)
    assert check(row(1, "done", "Heard."), row(2, "done_in_part")) == bare.format(2)
    assert check(row(1, "done"), brought=1) is None
    assert check(row(1, "done", "Heard."), row(2, "refused"), row(3, "impossible")) is None
    assert check(row(1, "done"), before=(row(1, "done", "Heard."),)) is None, "it was told in an earlier letter"
    assert check(row(1, "done"), before=(row(1, "done_in_part", "Half."),)) == bare.format(1)
    assert check(row(2, "done"), before=(row(1, "done", "Heard."),)) == bare.format(2)


def test_a_withdrawal_after_the_answer_came_in_is_too_late() -> None:
    answer = event("answer", from_stage="executing", to_stage="answered")
    dossier = on_record(answer, stage="answered", side="requested")
    dossier.outgoing = [SimpleNamespace(event=answer, outcome="applied")]
    late = "The request was answered, and the answer was received, before it was withdrawn. It can only be closed."
    assert guards.end_not_taken_in(dossier, Side.REQUESTING, {}) == late
    assert guards.end_not_taken_in(dossier, Side.REQUESTED, {}) is None, "our own step is weighed by the table"
    dossier.outgoing = [SimpleNamespace(event=answer, outcome=None)]
    assert guards.end_not_taken_in(dossier, Side.REQUESTING, {}) is None, "they crossed in the post"
    dossier.outgoing = [SimpleNamespace(event=answer, outcome="applied")]
    dossier.stage = "executing"
    assert guards.end_not_taken_in(dossier, Side.REQUESTING, {}) is None


def test_a_notice_that_nobody_has_received_closes_nothing() -> None:
    dossier = case_file()
    assert says(guards.received_once, dossier) == "The other State has not acknowledged receipt yet."
    dossier.received_on = date(2026, 11, 2)
    assert says(guards.received_once, dossier) is None
