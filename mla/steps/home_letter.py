"""The letter to an own authority: what it prints besides, and what goes along. It is drawn and kept; nothing crosses.

It stands in the ministry's own language (`MLA_LANGUAGE`), whatever the language of the request.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mla.canonical import Answers
from mla.documents.titles import title
from mla.installation import Installation, Party
from mla.lifecycle.document_records import Document, by_name
from mla.lifecycle.domestic import letters
from mla.lifecycle.terms import Step
from mla.models import Attachment, Dossier, Event, Paper
from mla.steps.step_taken import OurStep
from mla.storage.database import local_day


@dataclass(frozen=True)
class Enclosure:
    """A document that goes along with a letter, numbered as the letter lists it. `size` is in bytes."""

    number: int
    title: str
    filename: str
    media_type: str
    language: str
    sha256: str
    size: int
    pages: int


def language_of(installation: Installation, dossier: Dossier, step: Step) -> str:
    """In which language the letter of a step is drawn."""
    return installation.config.language if step.domestic else dossier.language


def reference_of(dossier: Dossier, number: int, domestic: bool) -> str:
    """The reference of one of our letters; those to own authorities are counted apart."""
    return f"{dossier.our_reference}/A{number}" if domestic else f"{dossier.our_reference}/{number}"


def enclosures(
    installation: Installation, dossier: Dossier, answers: Answers, came: Iterable[Attachment]
) -> list[Enclosure]:
    """What goes along with a letter: the documents of the request that it names, and those that came with the step."""
    kept = [*by_name(dossier, answers.get("enclosed") or ()), *came]
    own = installation.config.language
    return [_enclosed(dossier, number, one, own) for number, one in enumerate(kept, 1)]


def enclosed_with(installation: Installation, dossier: Dossier, event: Event) -> list[Enclosure]:
    """What went along with a letter that was written."""
    came = [one for one in dossier.attachments if one.event_number == event.number]
    return enclosures(installation, dossier, event.written, came)


def _enclosed(dossier: Dossier, number: int, one: Document, language: str) -> Enclosure:
    told = (one.language, one.sha256, one.size, one.pages)
    if isinstance(one, Attachment):
        return Enclosure(number, one.title, one.filename, one.media_type, *told)
    assert isinstance(one, Paper)
    called = title(one.name, language, dossier.kind)
    reference = dossier.our_reference if one.side == dossier.side else dossier.their_reference
    name = f"{called}, {reference}/{one.number}" if reference else called
    return Enclosure(number, name, f"{one.name}.pdf", "application/pdf", *told)


def context_of_home_letter(installation: Installation, taken: OurStep, abroad: Party) -> Answers:
    """What a letter to an own authority prints otherwise than a letter to another State."""
    answers, own = taken.answers, installation.us
    earlier = next((one for one in letters(taken.dossier) if str(one.number) == answers.get("letter")), None)
    first = next((e for e in taken.dossier.events if earlier and e.number == earlier.number), None)
    whom = first.answers if first else answers
    address = tuple(line.strip() for line in (whom.get("address") or "").splitlines() if line.strip())
    named = {language: whom.get("authority", "") for language in own.names}
    measure = str(whom.get("measure") or "")
    return {
        "them": Party(own.code, named, address),
        "abroad": abroad,
        "their_reference": whom.get("their_reference") or "",
        "their_own_reference": taken.dossier.their_reference or "",
        "about": whom.get("subject") or "",
        "number_of_measure": int(measure) if measure else 0,
        "earlier": _earlier(taken.dossier, first, installation.config.time_zone),
    }


def _earlier(dossier: Dossier, first: Event | None, zone: str) -> Answers | None:
    """The letter that is reminded of: its day, its reference, the day by which a reply was asked."""
    if first is None:
        return None
    paper = next((one for one in dossier.papers if one.event_number == first.number), None)
    newest = max(event.number for event in dossier.events)  # the reminder itself
    letter = next(one for one in letters(dossier, before=newest) if one.number == first.number)
    reference = reference_of(dossier, paper.number, True) if paper else dossier.our_reference
    return {"on": local_day(first.at, zone), "reference": reference, "due_on": letter.due_on}
