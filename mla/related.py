"""Other requests about the same person: so that nothing is entered twice and competing requests are seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.lifecycle.fates import WHOM, concerns
from mla.lifecycle.items import PersonText
from mla.models import Dossier, Official, Person, PersonKey
from mla.permission import visible_to
from mla.search import name_key, name_keys, number_keys, person_keys

Alike = Literal["name", "number", "other_name"]
"""By what two persons are alike: by the name; by the number of a document; by another name that one of them has."""


@dataclass(frozen=True)
class Same:
    """Another request that names a person of this one: by what both are alike, and whether that is beyond doubt."""

    dossier: Dossier
    by: Alike
    sure: bool
    numbers: frozenset[int] = frozenset()


def same_person_elsewhere(session: Session, official: Official, dossier: Dossier) -> list[Same]:
    """Other requests that the official may see and that seem to name a person of this one, newest first.

    Names agree without accents, case and order, other names and former ones included, and the dates of birth do not
    contradict each other; or a document or notice has the same number. A protected person is never compared.
    """
    return _found(session, dossier, visible_to(official))


def named_elsewhere(
    session: Session, dossier: Dossier, among: ColumnElement[bool], whom: Answers | None = None
) -> list[tuple[Dossier, frozenset[int]]]:
    """The requests of those that name a person of this one beyond doubt, newest first, whoever may see them.

    With each the numbers by which it calls these persons. `whom` are the answers of a step that may concern some of ours alone.
    """
    return [(one.dossier, one.numbers) for one in _found(session, dossier, among, whom) if one.sure]


def same_as(
    session: Session, dossier: Dossier, number: int, among: ColumnElement[bool]
) -> list[tuple[Dossier, frozenset[int]]]:
    """The requests that name one person of this one beyond doubt, and by which numbers they call that person."""
    return named_elsewhere(session, dossier, among, {WHOM: [str(number)]})


def persons_by_key(keys: set[str]) -> Select[Person, Dossier]:
    """The persons that have one of these keys, with their requests; found by an index."""
    alike = select(PersonKey.person_id).where(PersonKey.key.in_(keys))
    return select(Person, Dossier).join(Dossier, Person.dossier_id == Dossier.id).where(Person.id.in_(alike))


def _found(session: Session, dossier: Dossier, among: ColumnElement[bool], whom: Answers | None = None) -> list[Same]:
    ours = [PersonText.of(person) for person in dossier.persons if concerns(whom or {}, person.number)]
    keys = {key for person in ours for key in person_keys(person)}
    if not keys:
        return []
    wanted = persons_by_key(keys).where(Dossier.id != dossier.id, among).order_by(Dossier.changed_at.desc(), Dossier.id)
    found: dict[object, list[Same]] = {}
    for row, other in session.execute(wanted):
        theirs = PersonText.of(row)
        alike = [Same(other, by, sure, frozenset({row.number})) for one in ours for by, sure in _alike(one, theirs)]
        found.setdefault(other.id, []).extend(alike)
    return [_whole(alike) for alike in found.values() if alike]


def _whole(alike: list[Same]) -> Same:
    """By what two requests are alike at best, and every person of the other who is surely one of ours."""
    best = max(alike, key=lambda one: one.sure)
    return replace(best, numbers=frozenset().union(*(one.numbers for one in alike if one.sure)))


def _alike(one: PersonText, other: PersonText) -> Iterator[tuple[Alike, bool]]:
    """By what two persons are alike, and whether it is beyond doubt: the likeliest first."""
    born = [str(told) for person in (one, other) if (told := person.answer("born_on"))]
    contradicted = len(set(born)) == 2
    if name_key(one) and name_key(one) == name_key(other) and not contradicted:
        yield "name", True
    if number_keys(one) & number_keys(other):
        yield "number", len(born) == 2 and not contradicted
    if name_keys(one) & name_keys(other) and not contradicted:
        yield "other_name", False


def asked_twice(dossier: Dossier, others: list[Dossier]) -> list[Dossier]:
    """Those that ask the same thing of the same State: most likely the same request entered twice."""
    return [
        other
        for other in others
        if (other.kind, other.counterpart, other.side) == (dossier.kind, dossier.counterpart, dossier.side)
        and not other.current_stage.ends
    ]


def competing(dossier: Dossier, others: list[Dossier]) -> list[Dossier]:
    """Requests of other States or of a court, pending here, that want the same person surrendered."""
    if not _wants_person(dossier):
        return []
    rivals = [other for other in others if _wants_person(other) and other.counterpart != dossier.counterpart]
    return (
        sorted([dossier, *rivals], key=lambda one: (one.transmitted_on or one.opened_on, str(one.id))) if rivals else []
    )


def _wants_person(dossier: Dossier) -> bool:
    return dossier.side == "requested" and dossier.table.competition is not None
