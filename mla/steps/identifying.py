"""An official says whether two persons of different requests are the same, and takes it back: both stand in the audit log too.

It is no step of either request: whoever may see one of the two need not know of the other, and nothing of it crosses. Where it shows on which
request a formal one follows, that is entered besides, by a step of the same official.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mla.installation import Installation
from mla.lifecycle.items import PersonText
from mla.lifecycle.terms import Role
from mla.models import Dossier, Identification, Official, Person
from mla.permission import why_not
from mla.records import audit
from mla.related import Pair
from mla.steps.advance import advance
from mla.steps.linking import LINKS, waiting_for
from mla.steps.step_taken import OurStep
from mla.storage.database import local_day
from mla.words import _

SAY = (Role.DRAFTER, Role.SIGNATORY, Role.REGISTRAR, Role.EXAMINER, Role.DECIDER)
"""Whoever works on requests may say who is who in those that he or she may see."""


def identify(
    session: Session, dossier: Dossier, pair: Pair, official: Official, same: bool, reason: str, at: datetime, address: str
) -> Identification:  # fmt: skip
    """Keep what an official said of two persons. The caller commits."""
    one, other = sorted((pair.ours, pair.theirs), key=lambda person: person.id)
    said = Identification(
        one=one, other=other, one_id=one.id, other_id=other.id, same=same, reason=reason, official=official, official_id=official.id, at=at,
        told={"names": [PersonText.of(one).real_name, PersonText.of(other).real_name]},
        taken_back_by_id=None, taken_back_at=None, taken_back_because="",
    )  # fmt: skip
    session.add(said)
    session.flush()
    persons = [_named(dossier, pair.ours), _named(pair.dossier, pair.theirs)]
    audit.note(
        session,
        "persons_identified",
        official,
        address,
        identification=said.id,
        same=same,
        reason=reason,
        persons=persons,
    )
    return said


def follow_on(
    session: Session, installation: Installation, pair: Pair, dossier: Dossier, official: Official, at: datetime
) -> None:
    """Where the one request waited for the other, enter that the other follows on it: its clock stops. Nothing, where the official may not.

    Raises what `advance` raises; the caller commits.
    """
    for formal in (dossier, pair.dossier):
        before = waiting_for(session, formal)
        step = next(one for one in formal.table.steps if one.effect == LINKS)
        words = _(
            "These are the same person: %(names)s.",
            names=" = ".join((_named(dossier, pair.ours), _named(pair.dossier, pair.theirs))),
        )
        answers = {"earlier": str(before.id), "words": words} if before else {}
        if before and not why_not(official, formal, step, installation.law, answers):
            today = local_day(at, installation.config.time_zone)
            advance(session, installation, OurStep(formal, step, answers, at, today, official))


def take_back(
    session: Session, said: Identification, official: Official, reason: str, at: datetime, address: str
) -> None:
    """What was said stands no longer, and stays on record. The caller commits."""
    said.taken_back_by, said.taken_back_by_id, said.taken_back_at = official, official.id, at
    said.taken_back_because = reason
    audit.note(session, "identification_taken_back", official, address, identification=said.id, reason=reason)


def _named(dossier: Dossier, person: Person) -> str:
    """As the audit log names a person: by request and number, so that a name is in no log."""
    return f"{dossier.our_reference}/{person.number}"
