"""What was given to a translator, as it stood then: the text of the request, or the letter that waits for its signature."""

from __future__ import annotations

import json

from sqlalchemy.orm import Session

from mla.canonical import Answers, canonical
from mla.installation import Installation
from mla.lifecycle.translations import LETTER_TRANSLATED, TRANSLATED, Order
from mla.models import Event
from mla.request_text.versions import keep_text
from mla.steps.proposals import filled_of, waiting


def keep_translated(session: Session, installation: Installation, event: Event) -> None:
    """Keep with an order what is to be translated, so that what is changed later can be told. Documents stay as they are."""
    dossier, letter = event.dossier, event.answers["letter"]
    step = dossier.table.step.get(letter)
    if step is None:
        return
    if step.brings_request:
        keep_text(installation, event, TRANSLATED)
    written = [one for one in waiting(session, dossier) if one.trigger == letter]
    filled = filled_of(installation.config.secret_key, written[-1]) if written else None
    if filled:
        name = installation.store.keep(canonical(filled.answers).encode())
        event.answers = {**event.answers, LETTER_TRANSLATED: name}


def said_then(installation: Installation, order: Order) -> Answers | None:
    """What the letter of an order said when it was ordered; None where none was written. Raises Missing."""
    told: Answers | None = json.loads(installation.store.read(order.said)) if order.said else None
    return told
