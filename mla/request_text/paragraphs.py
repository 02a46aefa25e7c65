"""The ministry's own paragraphs that fit a request, filled in from it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.paragraphs import OwnParagraph, filled
from mla.installation import Installation
from mla.instruments.states import state_name
from mla.models import Dossier, Paragraph


def paragraphs_for(
    session: Session, installation: Installation, dossier: Dossier, trigger: str, measure: str = ""
) -> dict[str, list[OwnParagraph]]:
    """What the ministry has to offer to the questions of a step, by the name of the question and in the order of titles."""
    wanted = (
        select(Paragraph)
        .where(
            Paragraph.place.startswith(f"{trigger}.", autoescape=True),
            Paragraph.kind.in_(("", dossier.kind)),
            Paragraph.measure.in_(("", measure)),
            Paragraph.language == dossier.language,
        )
        .order_by(Paragraph.title, Paragraph.id)
    )
    told = fields_of(installation, dossier)
    found: dict[str, list[OwnParagraph]] = {}
    for one in session.scalars(wanted):
        field = one.place.removeprefix(f"{trigger}.")
        found.setdefault(field, []).append(OwnParagraph(one.id, one.title, filled(one.text, told)))
    return found


def fields_of(installation: Installation, dossier: Dossier) -> dict[str, str]:
    """What a request tells for the names in braces, in the language of its papers."""
    return {
        "state": state_name(dossier.counterpart, dossier.language),
        "our_state": state_name(installation.config.state, dossier.language),
        "reference": dossier.our_reference,
        "title": dossier.title,
        "basis": installation.law.name(dossier.instrument, dossier.language),
        "authority": next(
            (str(words["authority"]) for words in dossier.contents.values() if words.get("authority")), ""
        ),
    }
