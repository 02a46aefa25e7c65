"""What an official may do only knowingly: the step says why, or the door stays shut.

A row of the life cycle names its objection (`Step.knowingly`). Unlike a guard, it hears what the official says.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from mla.contents_check import required
from mla.contents_check.findings import against, basis_chosen, findings
from mla.installation import Installation
from mla.steps.step_taken import OurStep
from mla.words import _, joined

Objection = Callable[[Session, Installation, OurStep], str | None]


def objection(session: Session, installation: Installation, taken: OurStep) -> str | None:
    """The sentence that keeps the door shut until the official says why, or None."""
    name = taken.step.objection
    return OBJECTIONS[name](session, installation, taken) if name and not taken.answers.get("unfinished") else None


def _basis_does_not_carry(session: Session, installation: Installation, taken: OurStep) -> str | None:
    """A basis that is not usable is chosen knowingly; of one that is usable nobody says that it is not."""
    why = against(
        basis_chosen(session, installation, taken.dossier, taken.today, str(taken.answers.get("instrument") or ""))
    )
    if why and not (taken.answers.get("aware") and taken.answers.get("although")):
        return _(
            "The request cannot rest on this basis alone today. %(why)s Choose another, or tick that you know it and say"
            " why the request is made under it all the same.",
            why=why,
        )
    if not why and taken.answers.get("aware"):
        return _(
            "The register shows that the request can rest on this basis today. Take the tick away: the letter would say otherwise."
        )
    return None


def _contents_missing(session: Session, installation: Installation, taken: OurStep) -> str | None:
    """What the instrument demands is there, or the signatory says why it is signed without."""
    missing = required(findings(session, installation, taken.dossier, taken.today))
    if not missing or taken.answers.get("although"):
        return None
    named = dict.fromkeys(
        _("%(what)s (art. %(article)s)", what=one.label, article=one.article) if one.article else one.label
        for one in missing
    )
    return _(
        "Mandatory items are missing: %(items)s. Send the draft back, or say why you sign it all the same.",
        items=joined("; ", named),
    )


OBJECTIONS: dict[str, Objection] = {
    "basis_does_not_carry": _basis_does_not_carry,
    "contents_missing": _contents_missing,
}
