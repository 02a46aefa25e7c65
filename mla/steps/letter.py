"""The paper of a step: gathers what the letter must say and has it drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.documents.draw import Drawn, body, draw, fill
from mla.documents.titles import title
from mla.installation import Installation, Party
from mla.instruments.states import state_name
from mla.languages import LETTERS
from mla.lifecycle.corrections import ours_by_number
from mla.lifecycle.fates import names
from mla.lifecycle.passing_on import competent_authority
from mla.lifecycle.resting import enquired, last_heard
from mla.lifecycle.terms import Side
from mla.lifecycle.text import Place, RequestText
from mla.lifecycle.translations import travels
from mla.models import Attachment, Dossier, Event, Official, Peer
from mla.models.event import day_of
from mla.request_text.versions import texts
from mla.steps.home_letter import Enclosure, context_of_home_letter, enclosed_with, language_of
from mla.steps.letter_corrections import corrections
from mla.steps.step_taken import OurStep
from mla.storage.database import local_day

GoingAlong = Attachment | Enclosure
"""What a letter lists at its end."""


def going_along(installation: Installation, dossier: Dossier, event: Event) -> list[GoingAlong]:
    """What went along with the letter of a step of ours: across the border, or to an own authority."""
    if dossier.table.step[event.trigger].domestic:
        return list(enclosed_with(installation, dossier, event))
    return [one for one in dossier.attachments if one.sent_by == event.number and one.side == dossier.side]


def counterpart(session: Session, dossier: Dossier) -> Party:
    """The other State as letters address it: its central authority, or that to which it passed the request."""
    peer = session.get(Peer, dossier.counterpart)
    names = {
        "en": "Central authority for international legal assistance",
        "fr": "Autorité centrale pour l’entraide judiciaire internationale",
        "es": "Autoridad central para la asistencia judicial internacional",
    }
    party = Party(dossier.counterpart, names)
    if party.body and not peer:
        names = {language: party.body.to.text(language) for language in LETTERS}
        return replace(party, names=names, address=tuple(party.body.address))
    if peer:
        names = {"en": peer.name, "fr": peer.name_fr or peer.name, "es": peer.name_es or peer.name}
    if dossier.our_side is Side.REQUESTING and (told := competent_authority(dossier)):
        names = dict.fromkeys(names, str(told.answers["authority"]))
        return Party(dossier.counterpart, names, tuple(str(told.answers["address"]).splitlines()))
    return Party(dossier.counterpart, names)


def draw_paper(
    session: Session, installation: Installation, taken: OurStep, reference: str, annexes: Sequence[GoingAlong]
) -> Drawn:
    """The formal paper of a step of ours. Raises PaperNotDrawn."""
    assert taken.step.paper
    context = _of_paper(session, installation, taken, reference, annexes)
    return draw(taken.step.paper, language_of(installation, taken.dossier, taken.step), context)


def paper_in_html(
    session: Session, installation: Installation, taken: OurStep, reference: str, annexes: Sequence[GoingAlong]
) -> str:
    """The same paper as HTML: what the PDF is laid out from. Raises PaperNotDrawn."""
    assert taken.step.paper
    language = language_of(installation, taken.dossier, taken.step)
    return fill(taken.step.paper, language, _of_paper(session, installation, taken, reference, annexes))


def _of_paper(
    session: Session, installation: Installation, taken: OurStep, reference: str, annexes: Sequence[GoingAlong]
) -> Answers:
    context = context_of(session, installation, taken.dossier, taken.official, taken.today)
    context |= {"changed": _changed(installation, taken), "property": names(taken.dossier)}
    context |= {"answers": taken.answers, "annexes": annexes, "paper": {"reference": reference, "date": taken.today}}
    if taken.step.domestic:
        return context | context_of_home_letter(installation, taken, context["them"])
    return context | (
        {"corrected": _corrected(installation, taken, context)} if taken.step.effect == "put_right" else {}
    )


def _corrected(installation: Installation, taken: OurStep, context: Answers) -> Answers:
    """The letter that is corrected: how it is called, of which day, by which reference, and its text as it should have read."""
    dossier = taken.dossier
    entry = ours_by_number(dossier)[taken.answers["entry"]]
    letter = next(paper for paper in dossier.papers if paper.event.number == entry.number)
    told = context | {"answers": taken.answers["told"]}
    return {
        "title": title(letter.name, dossier.language, dossier.kind),
        "on": local_day(entry.at, installation.config.time_zone),
        "reference": f"{dossier.our_reference}/{letter.number}",
        "text": body(letter.name, dossier.language, told),
    }


def _changed(installation: Installation, taken: OurStep) -> list[Place]:
    """What a text that goes abroad again says otherwise than the one sent before it."""
    if not taken.step.brings_request:
        return []
    sent = [text for _, text in texts(installation, taken.dossier)]
    return sent[-2].diff(sent[-1]) if len(sent) > 1 else []


def preview(session: Session, installation: Installation, dossier: Dossier, official: Official, today: date) -> Drawn:
    """The letter of request as it would be sent, marked as a draft; kept nowhere."""
    withheld = RequestText.of(dossier).withheld
    annexes = [a for a in dossier.attachments if a.role == "request" and a.number not in withheld]
    annexes += [a for a in dossier.attachments if travels(dossier, a, dossier.table.sending.trigger, annexes)]
    context = context_of(session, installation, dossier, dossier.signed_by or official, today)
    context |= {
        "answers": {"accompanying": ""},
        "annexes": annexes,
        "paper": {"reference": dossier.our_reference, "date": today},
    }
    return draw(dossier.table.sending.paper or "", dossier.language, context, draft=True)


def context_of(
    session: Session, installation: Installation, dossier: Dossier, signatory: Official | None, today: date
) -> Answers:
    """What every letter of a dossier may speak of."""
    return {
        "dossier": dossier,
        "text": RequestText.of(dossier).known_abroad(),
        "marks": [mark.word for mark in dossier.table.marks if mark.when(dossier)],
        "corrections": corrections(session),
        "us": installation.us,
        "them": counterpart(session, dossier),
        "law": installation.law_of(dossier),
        "our_reference": dossier.our_reference,
        "their_reference": dossier.their_reference or "",
        "signatory": signatory,
        "today": today,
        "state_name": state_name,
        "silence": _silence(installation, dossier),
    }


def _silence(installation: Installation, dossier: Dossier) -> Answers:
    """Of which day the last letter of the State that was asked is, and of which days the enquiries that had no answer."""
    zone, heard = installation.config.time_zone, last_heard(dossier)
    return {
        "heard": day_of(heard, zone) if heard else None,
        "enquired": [day_of(one, zone) for one in enquired(dossier)],
    }
