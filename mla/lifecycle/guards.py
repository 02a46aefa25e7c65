"""Reasons why a step may not be taken yet. Each guard returns the sentence to show, or None.

A guard sees the dossier, the official and the law, and changes none of them. It may ask only what these answer
about themselves, so that this room needs no other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from mla.canonical import Answers
from mla.lifecycle import corrections, facts
from mla.lifecycle.case_file import CaseFile, EventRecord, OfficialRecord
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.questions import waiting
from mla.lifecycle.terms import Check, Guard, Side
from mla.lifecycle.text import RequestText
from mla.words import _, joined


def four_eyes(dossier: CaseFile, official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Whoever wrote the text may not sign it."""
    if official is not None and official.id in facts.drafted_by(dossier):
        return _("You worked on this text. A colleague must sign it.")
    return None


def every_task_done(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """A draft is handed on only when every section of the task list is done."""
    open_tasks = facts.open_tasks(dossier)
    if open_tasks:
        return _("Not everything is done yet: %(sections)s.", sections=joined(", ", open_tasks))
    return None


def protected_names_hidden(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """The name of a protected person stands nowhere in the text that goes abroad."""
    given_away = RequestText.of(dossier).names_given_away()
    if given_away:
        return _(
            "The real name of a protected person (%(names)s) stands in the text. Use the pseudonym.",
            names=joined(", ", given_away),
        )
    return None


def signature_holds(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """What is sent is exactly what was signed."""
    if dossier.signed_digest != RequestText.of(dossier).digest:
        return _(
            "The text has changed since it was signed, so the signature no longer holds. Send it back and sign again."
        )
    return None


def every_measure_answered(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """A final answer says of every measure what became of it."""
    waiting = [str(measure.number) for measure in dossier.measures if measure.open]
    if waiting:
        return _("Record first what became of measure %(numbers)s.", numbers=", ".join(waiting))
    return None


def some_measure_answered(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """A partial answer needs at least one measure that has a result."""
    if all(measure.open for measure in dossier.measures):
        return _("No measure has a result yet.")
    return None


def some_measure_open(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """There must be something left to report."""
    if not any(measure.open for measure in dossier.measures):
        return _("Every measure already has its outcome.")
    return None


def several_measures_open(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """To refuse the only measure that is open is to refuse the request."""
    if sum(measure.open for measure in dossier.measures) < 2:
        return _("A single measure is open. To refuse it, refuse the request, or answer it.")
    return None


def some_offence(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Laws are compared offence by offence."""
    return None if dossier.offences else _("No offence is stated yet.")


def text_changed(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """There is something new to sign."""
    if dossier.signed_digest == RequestText.of(dossier).digest:
        return _("The text has not been changed since it was signed.")
    return None


def nothing_to_supply(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """While sections of the text are open because the other State asked, the request does not grow beside them."""
    if dossier.signed_digest and dossier.signed_digest != RequestText.of(dossier).digest:
        return _("The text is being changed. Sign the change and supply it first.")
    return None


def change_signed(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """What is supplied is exactly what was signed: the text first sent, or the text as changed."""
    if dossier.signed_digest != RequestText.of(dossier).digest:
        return _("The text has been changed and the change is not signed yet. Sign the changed text first.")
    return None


# After the request was sent, its text changes only where the other State asked
def asked_for(trigger: str) -> Guard:
    """While additional information is asked, only the sections that were named are open."""

    def guard(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
        if facts.text_open(dossier) or trigger in {name for name, _ in facts.sections_asked(dossier)}:
            return None
        return _("The other State did not ask about this section, so it stays as it was sent.")

    return guard


def item_asked_for(trigger: str) -> Check:
    """Of a list, only the items that were named are open; the whole list where no item was named."""

    def check(dossier: CaseFile, _side: Side, answers: Answers) -> str | None:
        if facts.text_open(dossier):
            return None
        numbers = {number for name, number in facts.sections_asked(dossier) if name == trigger}
        if "" in numbers or str(answers.get("number") or "") in numbers:
            return None
        return _("The other State did not ask about this item, so it stays as it was sent.")

    return check


# Extradition and what belongs to it
def death_penalty_assured(dossier: CaseFile, _official: OfficialRecord | None, law: LawOfField) -> str | None:
    """A person is not extradited to face death: where an offence carries it, an assurance must stand on record."""
    if not facts.death_penalty_open(dossier):
        return None
    article = law.about(dossier.field).article(dossier.instrument, "death_penalty")
    return _(
        "An offence carries the death penalty, and no assurance is on record that it will not be imposed or not be"
        " carried out%(article)s. Ask for the assurance first.",
        article=facts.in_brackets(article),
    )


def court_has_not_barred(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """A ruling that extradition is inadmissible binds, until another court has ruled otherwise."""
    ruling = facts.last_said(dossier, "record_ruling")
    if ruling and ruling.get("ruling") == "inadmissible":
        return _("The court has ruled that extradition is not admissible.")
    return None


def no_appeal_pending(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """While an appeal waits for its ruling, nobody decides; a consent of the person overtakes it as long as it stands."""
    if _appeal_pending(dossier.events):
        return _("An appeal is pending, or the court has the case again. Record how it ruled first.")
    return None


def _appeal_pending(events: Sequence[EventRecord]) -> bool:
    pending = consented = False
    for event in events:
        if event.trigger in ("record_appeal", "record_ruling", "back_to_court"):
            pending = event.trigger != "record_ruling"
            consented = consented and event.trigger != "back_to_court"
        elif event.trigger in ("record_consent", "record_consent_withdrawn"):
            consented = event.trigger == "record_consent"
    return pending and not consented


def nothing_stayed(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """What a court has stayed waits for that court, whether the other State was told of the stay or not."""
    told = (event.answers.get("happened") for event in reversed(dossier.events))
    if next((one for one in told if one in ("stayed", "resumed")), None) == "stayed":
        return _("A court has stayed it. Record first that the stay has ended.")
    return None


def of_either(guard: Callable[[CaseFile, None, Any], str | None]) -> Check:
    """A guard that asks the records alone, asked of the other State's step too: it holds whoever says so."""

    def check(dossier: CaseFile, _side: Side, _said: Answers) -> str | None:
        return guard(dossier, None, None)

    return check


def other_use_asked(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """An answer needs a question from the other State."""
    if all(event.side == dossier.side for event in other_uses_open(dossier)):
        return _("The other State has not asked for consent to another use.")
    return None


def other_uses_open(dossier: CaseFile) -> list[EventRecord]:
    """The questions on another use, of either State, that wait for their answer."""
    return waiting(dossier.events, "ask_other_use", "decide_other_use", "question")


def further_asked(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """An answer needs a question that waits."""
    if not waiting(dossier.events, "ask_further", "answer_further", "question"):
        return _("No further question of the other State waits for an answer.")
    return None


def results_are_told(dossier: CaseFile, _side: Side, answers: Answers) -> str | None:
    """What is called done has a result: in words, in a document that comes with it, or told in an earlier letter."""
    if answers["brought"]:
        return None
    before = {
        (str(row["number"]), row["outcome"])
        for event in dossier.events
        if event.trigger == "answer_in_part"
        for row in event.answers["results"]
    }
    for row in answers["results"]:
        done = row["outcome"] in ("done", "done_in_part")
        if done and not row["result"] and (str(row["number"]), row["outcome"]) not in before:
            return _(
                "Say what the result of measure %(number)s is, or send a document that shows it: “done” alone is no result.",
                number=row["number"],
            )
    return None


def end_not_taken_in(dossier: CaseFile, side: Side, _said: Answers) -> str | None:
    """A withdrawal that says it crossed our answer, though the other State had taken that answer in, comes too late."""
    if (
        side != dossier.our_side
        and not dossier.table.open_at("withdraw", dossier.stage)
        and facts.taken_in_abroad(dossier)
    ):
        return _(
            "The request was answered, and the answer was received, before it was withdrawn. It can only be closed."
        )
    return None


def new_number(trigger: str) -> Check:
    """A State gives each of its questions of a kind a number of its own."""

    def check(dossier: CaseFile, side: Side, answers: Answers) -> str | None:
        number = answers.get("number")
        asked = (e for e in dossier.events if e.trigger == trigger and e.side == side)
        if number and any(str(event.answers.get("number")) == str(number) for event in asked):
            return _("The State has already asked a question with the number %(number)s.", number=number)
        return None

    return check


def answers_the_other_state(_dossier: CaseFile, side: Side, answers: Answers) -> str | None:
    """Nobody answers a question of its own."""
    if str(answers.get("question", "")).startswith(f"{side}-"):
        return _("This question is your own; it is the other State that answers it.")
    return None


def received_once(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """A notice that nobody has received closes nothing."""
    if dossier.received_on is None:
        return _("The other State has not acknowledged receipt yet.")
    return None


def some_entry_recorded(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """There is something in the record that can be corrected without telling anybody."""
    return None if corrections.inside(dossier) else _("Nothing is on record that is corrected in this way.")


def some_letter_sent(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """There is a letter of ours to be corrected."""
    told = corrections.ours_by_number(dossier)
    return (
        None
        if told
        else _("No letter of ours has been sent that can be corrected; a text that was sent is supplemented.")
    )


def nothing_told_abroad(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """The other State has not been told of the registration, or has been told that it was a mistake."""
    if corrections.nothing_left_uncorrected(dossier):
        return None
    return _("Letters about this request have been sent. Correct each of them first, so that the other State knows.")


def somebody_deals_with_it(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Only what lies with somebody is handed over; what has just come in is assigned."""
    return _UNASSIGNED if facts.officer(dossier) is None else None


_UNASSIGNED = _("A registrar assigns the request to an examiner first.")


def examiner_known(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """A registrar assigns the first time; after that the examiner takes the request up again without being assigned."""
    assigns = dossier.table.triggers("assign_examiner")
    if any(event.trigger in assigns for event in dossier.events):
        return None
    return _UNASSIGNED
