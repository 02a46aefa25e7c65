"""By which kinds of help, crimes and grounds of refusal a request is found: a column of its entry, and a row for each, which an index finds."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, Select, exists, func, select, true
from sqlalchemy.orm import Session

from mla.instruments import Law
from mla.lifecycle.items import MeasureText, OffenceText
from mla.models import Dossier, RegisterEntry, RegisterMark

MEASURE, CRIME, GROUND = "measure", "crime", "ground"
MARKED = (MEASURE, CRIME, GROUND)
"""The sorts of marks; a question of the register each."""

REFUSES = frozenset({"refuse_whole", "refuse_measures", "refuse_named_measures", "note_outcome", "note_outcomes"})
"""The effects of steps that tell a ground, and further ones beside it."""


def marks_of(dossier: Dossier, law: Law) -> str:
    """The kinds of help that are asked, the crimes (an act as the crime to which it belongs) and the grounds on which anything of it is refused."""
    kinds = {MeasureText.of(one).kind for one in dossier.measures}
    crimes = {law.group(str(OffenceText.of(one).answer("crime"))) for one in dossier.offences}
    found = {MEASURE: kinds, CRIME: crimes, GROUND: set(_grounds(dossier))}
    return " ".join(sorted(f"{sort}:{code}" for sort, codes in found.items() for code in codes if code))


def _grounds(dossier: Dossier) -> set[str]:
    """Of the whole, of a measure, of what was not granted; and the further ones that were named with a ground that stands."""
    stands = {one for one in (dossier.refusal_ground, *(measure.ground for measure in dossier.measures)) if one}
    for event in dossier.events:
        told = event.answers
        if told.get("in_part") == "part":
            stands |= {str(told.get("ground") or ""), *_further(told)}
        step = dossier.table.step.get(event.trigger)
        if step and step.effect in REFUSES:
            for row in (told, *(told.get("results") or ())):
                stands |= _further(row) if row.get("ground") in stands else set()
    return stands


def _further(row: Mapping[str, object]) -> set[str]:
    """The grounds that are named besides the first, as rows of a list or ticked."""
    rows, ticked = row.get("further"), row.get("further_grounds")
    named = [one.get("ground") for one in rows] if isinstance(rows, list) else []
    return {str(one) for one in (*named, *(ticked if isinstance(ticked, list) else ())) if one}


def write(session: Session, dossier_id: uuid.UUID, marks: str) -> None:
    """Write the rows of a request."""
    there, now = _rows(session, dossier_id), set(marks.split())
    for mark in there.keys() - now:
        session.delete(there[mark])
    add(session, dossier_id, now - there.keys())


def add(session: Session, dossier_id: uuid.UUID, marks: Iterable[str]) -> None:
    """Write further rows of a request."""
    for mark in sorted(marks):
        sort, _colon, code = mark.partition(":")
        session.add(RegisterMark(sort=sort, code=code, dossier_id=dossier_id))


def as_written(session: Session, dossier_id: uuid.UUID, marks: str) -> bool:
    """Whether the rows of a request are those that its record tells."""
    return _rows(session, dossier_id).keys() == set(marks.split())


def _rows(session: Session, dossier_id: uuid.UUID) -> dict[str, RegisterMark]:
    found = session.scalars(select(RegisterMark).where(RegisterMark.dossier_id == dossier_id))
    return {f"{row.sort}:{row.code}": row for row in found}


def codes(marks: str, sort: str) -> list[str]:
    """The codes of one sort in the column of an entry."""
    return [one.removeprefix(f"{sort}:") for one in marks.split() if one.startswith(f"{sort}:")]


def bearing(sort: str, code: str) -> Select[uuid.UUID]:
    """The requests that bear a mark."""
    return select(RegisterMark.dossier_id).where(RegisterMark.sort == sort, RegisterMark.code == code)


def there_are(session: Session, sort: str, seen: ColumnElement[bool]) -> list[str]:
    """The codes of one sort in what somebody may see; asked of the index, from one code to the next."""
    column, some = RegisterMark.code, RegisterMark.sort == sort
    if seen is not true():
        entry = RegisterEntry.dossier_id == RegisterMark.dossier_id
        return sorted(session.scalars(select(column).where(some, exists().where(entry, seen)).distinct()))
    first = select(func.min(column).label("code")).where(some).cte("codes", recursive=True)
    after = select(func.min(column)).where(some, column > first.c.code).scalar_subquery()
    found = first.union_all(select(after).where(first.c.code.is_not(None)))
    return list(session.scalars(select(found.c.code).where(found.c.code.is_not(None))))


def titles(law: Law) -> dict[str, dict[str, str]]:
    """What each mark is called, by its sort: as the first instrument that knows it calls it."""
    grounds: dict[str, str] = {
        row.code: row.label.told for one in reversed([*law.instruments.values()]) for row in one.grounds
    }
    return {MEASURE: dict(law.every_measure()), CRIME: dict(law.every_crime()), GROUND: grounds}
