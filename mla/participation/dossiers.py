"""Which bases serve a request that is being drafted, or that came in: asked with what the dossier holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from mla.instruments import Law
from mla.instruments.bodies import body, carries
from mla.lifecycle.facts import further_bases
from mla.lifecycle.terms import Side
from mla.lifecycle.text import RequestText
from mla.models import Dossier
from mla.participation.agreed import not_carried
from mla.participation.bases import Basis, bases_for
from mla.participation.cut_off import Act
from mla.participation.facts import old_before
from mla.participation.register import known


def bases_of(session: Session, law: Law, dossier: Dossier, us: str, today: date, months: int = 0) -> list[Basis]:
    """The bases of a dossier, best first, on the day it was sent or, while it is drafted, today.

    A list of those who take part that is older than so many `months` is said to be old; never, where none are given.
    """
    ours = dossier.our_side is Side.REQUESTING
    asking, asked = (us, dossier.counterpart) if ours else (dossier.counterpart, us)
    text = RequestText.of(dossier)
    crimes = list(dict.fromkeys(str(crime) for one in text.offences if (crime := one.answer("crime"))))
    measures = list(dict.fromkeys(one.kind for one in text.measures if one.kind))
    on = dossier.transmitted_on or dossier.received_on or today
    found = bases_for(
        law, known(session, asking, asked), asking, asked, on, crimes, measures, dossier.field,
        acts_of(dossier), old_before(today, months) if months else None, (dossier.instrument, *further_bases(dossier)),
    )  # fmt: skip
    if body(asking) or body(asked):
        found = [one for one in found if carries(one.code, asking, asked, dossier.kind)]
    return sorted((_for_this(law, one, text, dossier.counterpart) for one in found), key=lambda one: not one.usable)


def _for_this(law: Law, basis: Basis, text: RequestText, counterpart: str) -> Basis:
    """The basis, not usable where it is an agreement that cannot carry this very request."""
    why = not_carried(law.instruments[basis.code], text, counterpart)
    return replace(basis, usable=False, against=(why, *basis.against)) if why else basis


def acts_of(dossier: Dossier) -> list[Act]:
    """What each offence alleges, with its first and last day as far as they are told."""
    return [
        Act(
            one.heading,
            _day(one.answer("acts_from")),
            _day(one.answer("acts_until")),
            one.number,
            one.answer("crime"),
        )
        for one in RequestText.of(dossier).offences
    ]


def _day(told: str) -> date | None:
    """A day as a form kept it."""
    return date.fromisoformat(told) if told else None
