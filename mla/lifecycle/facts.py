"""What a request on record tells when it is asked: how far its draft is, what was said last, what was granted.

Pure: every question is answered from the record alone (`CaseFile`), and changes nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from mla.canonical import Answers
from mla.lifecycle.case_file import CaseFile, EventRecord
from mla.lifecycle.items import ItemText, MeasureText
from mla.lifecycle.terms import Side, Task
from mla.lifecycle.text import RequestText
from mla.words import _

ASSURED = ("not_imposed", "not_carried_out")


# What was said
def last_said(dossier: CaseFile, trigger: str) -> Answers | None:
    """The answers given the last time a step was taken, or None."""
    return next((event.answers for event in reversed(dossier.events) if event.trigger == trigger), None)


def answer_given(dossier: CaseFile, name: str, *triggers: str) -> Any:
    """The answer under this name that the first of these sections or steps gave; empty when none did."""
    answers = (dossier.contents.get(trigger) or last_said(dossier, trigger) or {} for trigger in triggers)
    return next((words[name] for words in answers if words.get(name)), "")


def arrived_on(dossier: CaseFile) -> date | None:
    """The day on which the text of the request last reached this ministry: with the package, or as the letter's page says."""
    for event in reversed(dossier.events):
        if event.channel and dossier.table.step[event.trigger].brings_request:
            return date.fromisoformat(event.channel["received_on"])
    return None


def led_here(dossier: CaseFile) -> EventRecord | None:
    """The event that led to the present stage, or None."""
    return next((e for e in reversed(dossier.events) if e.to_stage == dossier.stage != e.from_stage), None)


def turned_back(dossier: CaseFile) -> EventRecord | None:
    """The event that turned the request back to its present stage, or None."""
    led = led_here(dossier)
    return led if led and dossier.table.step[led.trigger].turns_back else None


def in_brackets(article: str) -> str:
    """The article of a rule as it stands behind what the rule demands; nothing where the instrument has none."""
    return _(" (art. %(number)s)", number=article) if article else ""


def outcome_of(dossier: CaseFile, item: ItemText) -> str | None:
    """What became of an item of the text, where it is a measure; None while it is open, and of all other items."""
    measures = dossier.measures if isinstance(item, MeasureText) else ()
    return next((one.outcome for one in measures if one.number == item.number), None)


def further_bases(request: CaseFile | RequestText) -> tuple[str, ...]:
    """The codes of the bases that carry a request besides the one that it names first, as its text says."""
    told = request.contents.get(request.table.basis.trigger, {}).get("further") or ()
    return tuple(str(code) for code in told)


# The draft
def text_open(dossier: CaseFile) -> bool:
    """Whether the whole text is still ours to write: nobody abroad has seen it."""
    return dossier.table.private(dossier.stage)


def drafted_by(dossier: CaseFile) -> set[int]:
    """The officials who wrote any of the text that stands to be signed, by number."""
    tasks = dossier.table.tasks
    drafting = {"open", *(task.trigger for task in tasks), *(task.drop for task in tasks if task.drop)}
    return {event.official_id for event in dossier.events if event.trigger in drafting and event.official_id}


def officer(dossier: CaseFile) -> int | None:
    """Who deals with it here: to whom it was handed over last or, before that, the examiner in the requested State and
    in the requesting one whoever began to draft it; None before it was assigned."""
    return next(reversed(officers(dossier)), None)


def officers(dossier: CaseFile) -> list[int]:
    """All who have dealt with it here, one after the other; whoever does so now is the last."""
    gives = _gives(dossier)
    told = [int(event.answers[gives[event.trigger]]) for event in dossier.events if event.trigger in gives]
    opener = next(iter(dossier.events), None) if dossier.our_side is Side.REQUESTING else None
    return [opener.official_id, *told] if opener and opener.official_id else told


def officer_at(dossier: CaseFile, event: EventRecord) -> int | None:
    """Who dealt with it here when an entry was made."""
    earlier = [one for one in dossier.events if one.number <= event.number]
    given = [one for each in earlier if (one := given_to(dossier, each)) is not None]
    opener = earlier[0].official_id if earlier and dossier.our_side is Side.REQUESTING else None
    return given[-1] if given else opener


def given_to(dossier: CaseFile, event: EventRecord) -> int | None:
    """To whom an entry gave the request to deal with; None where it is no such entry."""
    answer = _gives(dossier).get(event.trigger)
    return int(event.answers[answer]) if answer else None


def _gives(dossier: CaseFile) -> dict[str, str]:
    """The steps that say who deals with a request, each with the answer that names the official."""
    return {trigger: name for effect, name in GIVES for trigger in dossier.table.triggers(effect)}


GIVES = (("change_officer", "officer"), ("assign_examiner", "examiner"))
"""The effects of the steps that say who deals with a request, each with the answer that names the official."""


def progress(dossier: CaseFile, task: Task) -> str:
    """not_started, in_progress, incomplete or done: how far a drafting task is."""
    if task.items:
        answers = [item.answers for item in RequestText.of(dossier).items(task)]
    else:
        answers = [dossier.contents[task.trigger]] if task.trigger in dossier.contents else []
    if not answers:
        return "not_started"
    if any(one.get("unfinished") for one in answers):
        return "in_progress"
    return "incomplete" if any(one.get("missing") for one in answers) else "done"


def open_tasks(dossier: CaseFile) -> list[str]:
    """The titles of the drafting tasks that are not done."""
    return [task.title for task in dossier.table.tasks if not task.optional and progress(dossier, task) != "done"]


# Additional information
def questions_asked(dossier: CaseFile) -> list[Answers]:
    """The questions that wait for their answer: those of the step that led to the present stage, if it asked any."""
    asked = led_here(dossier)
    questions = asked.answers.get("questions") if asked else None
    return questions if isinstance(questions, list) else []


def sections_asked(dossier: CaseFile) -> set[tuple[str, str]]:
    """The sections about which additional information is asked now: the drafting step, and the item or ""."""
    named = [question["section"] for question in questions_asked(dossier) if question["section"]]
    return {(trigger, number) for trigger, _, number in (name.partition(":") for name in named)}


def open_sections(dossier: CaseFile) -> set[str]:
    """The drafting steps that the notice of the other State has opened again here."""
    named = {trigger for trigger, _ in sections_asked(dossier)}
    return {trigger for trigger in named if dossier.stage in dossier.table.step[trigger].sources}


def text_unsent(dossier: CaseFile) -> bool:
    """Whether our text says something that we have never sent."""
    sent = (event.answers["request_text"] for event in reversed(dossier.events) if event.answers.get("request_text"))
    last = next(sent, None)
    return dossier.our_side is Side.REQUESTING and last is not None and last != RequestText.of(dossier).digest


ADDS = "add_items"
"""The effect of a step by which a request grows while it is executed."""


def added(dossier: CaseFile) -> frozenset[str]:
    """The numbers of the measures that were added after the request was sent: a letter that crossed them knows nothing of them."""
    growing = dossier.table.triggers(ADDS)
    rows = [row for event in dossier.events if event.trigger in growing for row in event.answers["measures"]]
    return frozenset(row["number"] for row in rows)


# What became of it
def unanswered(dossier: CaseFile) -> bool:
    """Whether the requested State has at most acknowledged receipt, as far as this side can know."""
    return dossier.stage in ("transmitted", *dossier.table.same_abroad("received"))


def granted(dossier: CaseFile) -> bool:
    """Whether the requested State has accepted or answered it, wholly or in part."""
    given = any(event.trigger in ("accept", "answer_in_part", "answer") for event in dossier.events)
    return given and not dossier.refusal_ground


def executed_in_part(dossier: CaseFile) -> bool:
    """Whether some measures have a result and others have none or not all of it."""
    standings = {measure.status for measure in dossier.measures}
    return bool(standings & {"done", "done_in_part"}) and standings != {"done"}


def taken_in_abroad(dossier: CaseFile) -> bool:
    """Whether the other State has confirmed that it applied the step of ours that led to the present stage."""
    led = led_here(dossier)
    return any(one.event is led and one.outcome == "applied" for one in dossier.outgoing)


def sent_from(dossier: CaseFile, kind: str) -> list[CaseFile]:
    """The requests of a kind that arose from this one and were sent.

    For rules only: an official may be shown no more of them than `mla/permission.py` lets him see.
    """
    return [one for one in dossier.arising if one.kind == kind and one.transmitted_on]


def death_penalty_open(dossier: CaseFile) -> bool:
    """Whether an offence carries the death penalty and no assurance against it is on record."""
    if not any(offence.answer("death_penalty") for offence in RequestText.of(dossier).offences):
        return False
    if dossier.contents.get("give_assurances", {}).get("death") in ASSURED:
        return False
    promised = (one for one in dossier.obligations if one.kind == "death_penalty")
    return not any(one.status in ("accepted", "discharged") for one in promised)
