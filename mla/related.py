"""Other requests about the same person: so that nothing is entered twice and competing requests are seen."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from mla.lifecycle.items import PersonText
from mla.models import Dossier, Official, Person
from mla.permission import visible_to


def same_person_elsewhere(session: Session, official: Official, dossier: Dossier) -> list[Dossier]:
    """Other requests that the official may see and that name a person of this one, newest first.

    Two persons count as the same when their names agree without accents, case and order, and their dates of birth do
    not contradict each other. A protected person is never compared.
    """
    return named_elsewhere(session, dossier, visible_to(official))


def named_elsewhere(session: Session, dossier: Dossier, among: ColumnElement[bool]) -> list[Dossier]:
    """The requests of those that name a person of this one, newest first, whoever may see them."""
    ours = [person for person in dossier.persons if person.name_key]
    if not ours:
        return []
    rows = session.execute(
        select(Person, Dossier)
        .join(Dossier, Person.dossier_id == Dossier.id)
        .where(Person.name_key.in_({person.name_key for person in ours}), Dossier.id != dossier.id, among)
        .order_by(Dossier.changed_at.desc())
    )
    found = {other.id: other for person, other in rows if any(_agree(one, person) for one in ours)}
    return list(found.values())


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


def _agree(one: Person, other: Person) -> bool:
    born = {str(told) for person in (one, other) if (told := PersonText.of(person).answer("born_on"))}
    return one.name_key == other.name_key and len(born) < 2
