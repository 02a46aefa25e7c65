"""Who is held, since when, for how many days: told on the page of a request, and proposed where a letter tells the days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement

from forms import Asked
from mla.lifecycle.fates import WHOM
from mla.lifecycle.held import Custody, counted, periods
from mla.models import Dossier
from mla.permission import visible_to
from mla.related import same_as
from mla.views.context import db, official, today


@dataclass(frozen=True)
class Held:
    """One person: what is known, and in which other requests the days stand too."""

    number: int
    custody: Custody
    also: tuple[Dossier, ...]


def held(dossier: Dossier) -> dict[int, Held]:
    """Every person of a request of whom it is known that he or she was held, by number; as far as the official may see."""
    seen = visible_to(official())
    return {one.number: one for one in _each(dossier, seen) if one.custody.days} if dossier.table.liberty else {}


def _each(dossier: Dossier, seen: ColumnElement[bool]) -> Iterator[Held]:
    for person in dossier.persons:
        found = periods(dossier, person.number)
        also: list[Dossier] = []
        for other, numbers in same_as(db(), dossier, person.number, seen):
            theirs = [period for number in numbers for period in periods(other, number)]
            if theirs:
                found, also = [*found, *theirs], [*also, other]
        yield Held(person.number, counted(found, today()), tuple(also))


def propose_days(dossier: Dossier, form: Asked) -> None:
    """Fill in the days in custody until now, where the letter tells them of one person."""
    asked = next((name for name in ("detained_days", "days_held") if name in form and not form[name].data), None)
    if asked is None:
        return
    named = form[WHOM].data if WHOM in form else [str(person.number) for person in dossier.persons]
    if len(named) == 1 and (one := held(dossier).get(int(named[0]))):
        form[asked].data = one.custody.days
