"""Which bases serve a request that is being drafted, or that came in: asked with what the dossier holds."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from mla.instruments import Law
from mla.lifecycle.terms import Side
from mla.models import Dossier
from mla.participation.bases import Basis, bases_for
from mla.participation.register import known


def bases_of(session: Session, law: Law, dossier: Dossier, us: str, today: date) -> list[Basis]:
    """The bases of a dossier, best first, on the day it was sent or, while it is drafted, today."""
    ours = dossier.our_side is Side.REQUESTING
    asking, asked = (us, dossier.counterpart) if ours else (dossier.counterpart, us)
    crimes = list(dict.fromkeys(offence.crime for offence in dossier.offences if offence.crime))
    measures = list(dict.fromkeys(measure.kind for measure in dossier.measures if measure.kind))
    on = dossier.transmitted_on or dossier.received_on or today
    return bases_for(law, known(session, asking, asked), asking, asked, on, crimes, measures, dossier.field)
