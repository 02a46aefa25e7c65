"""The paper of a step: gathers what the letter must say and has it drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from mla.documents.draw import Drawn, draw
from mla.installation import House, Party
from mla.instruments.states import state_name
from mla.models import Attachment, Dossier, Official, Peer
from mla.request_text.versions import Place, changed_places, texts
from mla.steps.step_taken import Deed


def counterpart(session: Session, dossier: Dossier) -> Party:
    """The other State as letters address it."""
    peer = session.get(Peer, dossier.counterpart)
    names = {
        "en": "Central authority for international legal assistance",
        "fr": "Autorité centrale pour l’entraide judiciaire internationale",
    }
    if peer:
        names = {"en": peer.name, "fr": peer.name_fr or peer.name}
    return Party(dossier.counterpart, names)


def draw_paper(session: Session, house: House, deed: Deed, reference: str, annexes: Sequence[Attachment]) -> Drawn:
    """The formal paper of a step of ours. Raises PaperNotDrawn."""
    assert deed.step.paper
    assert deed.official
    context = context_of(session, house, deed.dossier, deed.official, deed.today)
    context |= {"changed": _changed(house, deed)}
    context |= {"said": deed.said, "annexes": annexes, "paper": {"reference": reference, "date": deed.today}}
    return draw(deed.step.paper, deed.dossier.language, context)


def _changed(house: House, deed: Deed) -> list[Place]:
    """What a text that goes abroad again says otherwise than the one sent before it."""
    if not deed.step.brings_request:
        return []
    *_, (_, before), (_, now) = [(None, {}), *texts(house, deed.dossier)]
    return changed_places(deed.dossier, before, now) if before else []


def preview(session: Session, house: House, dossier: Dossier, official: Official, today: date) -> Drawn:
    """The letter of request as it would be sent, marked as a draft; kept nowhere."""
    annexes = [a for a in dossier.attachments if a.role == "request"]
    context = context_of(session, house, dossier, dossier.signed_by or official, today)
    context |= {
        "said": {"accompanying": ""},
        "annexes": annexes,
        "paper": {"reference": dossier.our_reference, "date": today},
    }
    return draw(dossier.table.step["transmit"].paper or "", dossier.language, context, draft=True)


def context_of(
    session: Session, house: House, dossier: Dossier, signatory: Official | None, today: date
) -> dict[str, Any]:
    """What every letter of a dossier may speak of."""
    return {
        "dossier": dossier,
        "us": house.us,
        "them": counterpart(session, dossier),
        "law": house.law.about(dossier.field),
        "our_reference": dossier.our_reference,
        "their_reference": dossier.their_reference or "",
        "signatory": signatory,
        "today": today,
        "state_name": state_name,
    }
