"""What an official may do only knowingly: the step says why, or the door stays shut.

A row of the life cycle names its objection (`Step.knowingly`). Unlike a guard, it hears what the official says.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.contents_check import required
from mla.contents_check.findings import against, basis_chosen, findings
from mla.installation import Installation
from mla.lifecycle.sealed_identity import TELLS
from mla.models import AuditEntry
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


def _identity_not_looked_at(session: Session, _installation: Installation, taken: OurStep) -> str | None:
    """Whoever writes or signs it has looked at the identity as it stands now, with a reason in the audit log."""
    person, whose = str(taken.answers.get("person") or ""), {taken.official.id}
    whose |= {taken.proposed_by.id} if taken.proposed_by else set()
    task = taken.dossier.table.list_of("persons")
    telling = {*taken.dossier.table.triggers(TELLS), *((task.trigger, task.drop) if task else ())}
    told = next((event.log_head for event in reversed(taken.dossier.events) if event.trigger in telling), "")
    since = int(told.partition(":")[0] or 0)
    wanted = select(AuditEntry).where(
        AuditEntry.what == "identity_shown", AuditEntry.official_id.in_(whose), AuditEntry.number > since
    )
    for line in session.scalars(wanted):
        if line.detail.get("dossier") == taken.dossier.our_reference and str(line.detail.get("person")) == person:
            return None
    return _(
        "Look at the identity of this person first, as it stands now: “Show the identity” on the page of the request asks"
        " why, and leads from there to this letter."
    )


OBJECTIONS: dict[str, Objection] = {
    "identity_not_looked_at": _identity_not_looked_at,
    "basis_does_not_carry": _basis_does_not_carry,
    "contents_missing": _contents_missing,
}
