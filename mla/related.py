"""Other requests about the same person: so that nothing is entered twice and competing requests are seen.

Who may be the same is found by an index and weighed (`likeness.py`); who *is* the same is said by an official, or is beyond doubt by
name and day of birth. What an official has said goes before both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import True_

from mla.canonical import Answers
from mla.lifecycle.fates import WHOM, concerns
from mla.lifecycle.items import PersonText
from mla.likeness import Weighed, weigh
from mla.models import Dossier, Identification, Person, PersonKey
from mla.search import day_of, name_key, name_keys, number_keys, person_keys, person_keys_alike

MOST = 60
"""So many persons at most are weighed for one, those first with whom most keys are common."""

DEEP = 100
"""So many persons at most are taken for one."""


@dataclass(frozen=True)
class Pair:
    """A person of a request and one of another, with all that speaks for their being the same, and what was said of it."""

    ours: Person
    theirs: Person
    dossier: Dossier
    weighed: Weighed
    sure: bool
    said: Identification | None = None
    linked: bool = False
    """Whether they are the same by what was said of each and of others."""

    @property
    def open(self) -> bool:
        """Whether an official should say whether they are the same: nobody has, and it is not beyond doubt."""
        return self.said is None and not self.sure and not self.linked

    @property
    def same(self) -> bool:
        """Whether they are taken for the same: an official has said so, or it is beyond doubt and nobody denied it."""
        return self.said.same if self.said else self.sure or self.linked


def pairs(
    session: Session, dossier: Dossier, seen: ColumnElement[bool], over: ColumnElement[bool] | None = None
) -> list[Pair]:
    """Everybody of other requests who is, may be or was said not to be somebody of this one; among the requests that may be seen.

    Open ones first, the likeliest first. A protected person is never compared. `over` are the requests over which one is followed from
    one to the next, where they are not those.
    """
    follow = seen if over is None else over
    found = [pair for person in _compared(dossier) for pair in _pairs_of(session, person, seen, follow)]
    return sorted(found, key=lambda pair: (not pair.open, not pair.same, -pair.weighed.score, pair.theirs.id))


def pair_of(session: Session, ours: Person, theirs: Person, dossier: Dossier, seen: ColumnElement[bool]) -> Pair:
    """Two persons beside each other; `dossier` is the request of the second."""
    one, other = PersonText.of(ours), PersonText.of(theirs)
    said = _said(session, ours.id).get(theirs.id)
    linked = theirs.id in _one_person(session, ours, seen)
    return Pair(ours, theirs, dossier, weigh(one, other), beyond_doubt(one, other), said, linked)


def _compared(dossier: Dossier, whom: Answers | None = None) -> list[Person]:
    return [one for one in dossier.persons if concerns(whom or {}, one.number) and not PersonText.of(one).protected]


def _pairs_of(session: Session, person: Person, seen: ColumnElement[bool], over: ColumnElement[bool]) -> Iterator[Pair]:
    one, said = PersonText.of(person), _said(session, person.id)
    linked = _one_person(session, person, over)
    ids = {*_candidates(session, person, seen), *said, *linked} - {person.id}
    wanted = select(Person).join(Dossier, Person.dossier_id == Dossier.id)
    found: list[tuple[Person, Weighed, bool]] = []
    for theirs in session.scalars(wanted.where(Person.id.in_(ids), Person.dossier_id != person.dossier_id, seen)):
        other = PersonText.of(theirs)
        weighed, sure = weigh(one, other), beyond_doubt(one, other)
        if not other.protected and (theirs.id in said or theirs.id in linked or sure or weighed.proposed):
            found.append((theirs, weighed, sure))
    requests = select(Dossier).where(Dossier.id.in_({theirs.dossier_id for theirs, _weighed, _sure in found}))
    theirs_of = {dossier.id: dossier for dossier in session.scalars(requests)} if found else {}
    for theirs, weighed, sure in found:
        dossier = theirs_of[theirs.dossier_id]
        yield Pair(person, theirs, dossier, weighed, sure, said.get(theirs.id), theirs.id in linked)


def _candidates(session: Session, person: Person, seen: ColumnElement[bool]) -> set[int]:
    """Whoever has keys in common with a person, or such as another spelling has: one query, by an index alone where all may be seen."""
    text = PersonText.of(person)
    exact = person_keys(text)
    keys = exact | person_keys_alike(text)
    if not keys:
        return set()
    weight = func.sum(case((PersonKey.key.in_(exact), 3), else_=1))
    wanted = select(PersonKey.person_id).where(PersonKey.key.in_(keys), PersonKey.person_id != person.id)
    if not isinstance(seen, True_):
        of_those = select(Person.id).join(Dossier, Person.dossier_id == Dossier.id).where(seen)
        wanted = wanted.where(PersonKey.person_id.in_(of_those))
    return set(
        session.scalars(wanted.group_by(PersonKey.person_id).order_by(weight.desc(), PersonKey.person_id).limit(MOST))
    )


def _said(session: Session, person_id: int) -> dict[int, Identification]:
    """What officials said of a person and others, and did not take back, by the other person."""
    either = or_(Identification.one_id == person_id, Identification.other_id == person_id)
    found = session.scalars(select(Identification).where(either, Identification.taken_back_at.is_(None)))
    return {one.of(person_id): one for one in found}


def beyond_doubt(one: PersonText, other: PersonText) -> bool:
    """Whether two persons are the same: the day of birth of both is known and is one day, and so is the full name, or the number of a document.

    A name alone asserts nothing: there are namesakes. Whoever bears it is proposed, and an official says.
    """
    mine, yours = day_of(one), day_of(other)
    return bool(mine and yours and mine == yours) and named_alike(one, other)


def named_alike(one: PersonText, other: PersonText) -> bool:
    """Whether two requests that are known to belong together mean the same person: by the full name, or by the number of a document."""
    return bool(name_key(one) and name_key(one) == name_key(other)) or bool(number_keys(one) & number_keys(other))


# Who is the same
def named_elsewhere(
    session: Session, dossier: Dossier, among: ColumnElement[bool], whom: Answers | None = None, seen: ColumnElement[bool] | None = None
) -> list[tuple[Dossier, frozenset[int]]]:  # fmt: skip
    """The requests of those that name a person of this one beyond doubt or by what an official said, newest first.

    With each the numbers by which it calls these persons. `whom` are the answers of a step that may concern some of ours alone. `seen` are
    the requests over which one is followed from one to the next; all of them, where nobody looks.
    """
    ids = {
        one
        for person in _compared(dossier, whom)
        for one in _one_person(session, person, true() if seen is None else seen)
    }
    wanted = select(Person, Dossier).join(Dossier, Person.dossier_id == Dossier.id).where(Person.id.in_(ids), among)
    found: dict[Dossier, set[int]] = {}
    for person, other in session.execute(wanted.order_by(Dossier.changed_at.desc(), Dossier.id)) if ids else ():
        if other.id != dossier.id:
            found.setdefault(other, set()).add(person.number)
    return [(other, frozenset(numbers)) for other, numbers in found.items()]


def same_as(
    session: Session, dossier: Dossier, number: int, seen: ColumnElement[bool]
) -> list[tuple[Dossier, frozenset[int]]]:
    """The requests that name one person of this one beyond doubt, and by which numbers they call that person."""
    return named_elsewhere(session, dossier, seen, {WHOM: [str(number)]}, seen)


def _one_person(session: Session, start: Person, seen: ColumnElement[bool]) -> set[int]:
    """Everybody who is taken for one person: by the rule, by what officials said, and by what they said of those."""
    denied = {other for other, said in _said(session, start.id).items() if not said.same}
    found, waiting = {start.id}, [start]
    while waiting and len(found) < DEEP:
        person = waiting.pop(0)
        said = _said(session, person.id)
        confirmed = _rows(session, (other for other, one in said.items() if one.same), seen)
        new = [one for one in confirmed if one.id not in found | denied and not PersonText.of(one).protected]
        by_rule = [one.id for one in _by_rule(session, person, seen) if one.id not in said]
        found |= {one.id for one in new} | ({*by_rule} - denied)
        waiting += new
    return found - {start.id}


def _by_rule(session: Session, person: Person, seen: ColumnElement[bool]) -> Iterator[Person]:
    """Whoever is the same beyond doubt."""
    one = PersonText.of(person)
    keys = {f"name {key}" for key in name_keys(one)} | {f"number {key}" for key in number_keys(one)}
    for row, _dossier in (
        session.execute(persons_by_key(keys).where(Dossier.id != person.dossier_id, seen)) if keys else ()
    ):
        other = PersonText.of(row)
        if not other.protected and beyond_doubt(one, other):
            yield row


def _rows(session: Session, ids: Iterable[int], seen: ColumnElement[bool]) -> list[Person]:
    wanted = select(Person).join(Dossier, Person.dossier_id == Dossier.id).where(Person.id.in_(list(ids)), seen)
    return list(session.scalars(wanted.order_by(Person.id)))


def persons_by_key(keys: set[str]) -> Select[Person, Dossier]:
    """The persons that have one of these keys, with their requests; found by an index."""
    alike = select(PersonKey.person_id).where(PersonKey.key.in_(keys))
    return select(Person, Dossier).join(Dossier, Person.dossier_id == Dossier.id).where(Person.id.in_(alike))


def contradicted(session: Session, ours: Person, theirs: Person) -> Identification | None:
    """What an official said that would no longer be so if these two were the same: somebody of the one is not somebody of the other."""
    one, other = ({person.id, *_one_person(session, person, true())} for person in (ours, theirs))
    either = or_(
        and_(Identification.one_id.in_(one), Identification.other_id.in_(other)),
        and_(Identification.one_id.in_(other), Identification.other_id.in_(one)),
    )
    standing = (Identification.taken_back_at.is_(None), Identification.same.is_(False))
    return session.scalar(select(Identification).where(either, *standing).order_by(Identification.id))


def asked_twice(dossier: Dossier, others: list[Dossier]) -> list[Dossier]:
    """Those that ask the same thing of the same State: most likely the same request entered twice."""
    return [
        other
        for other in others
        if (other.kind, other.counterpart, other.side) == (dossier.kind, dossier.counterpart, dossier.side)
        and not other.current_stage.ends
    ]


def competing(dossier: Dossier, others: list[Dossier]) -> list[Dossier]:
    """Requests of other States or of a court, pending here, that want the same person surrendered or arrested, and this one."""
    if not wants_person(dossier):
        return []
    rivals = [other for other in others if wants_person(other) and other.counterpart != dossier.counterpart]
    return (
        sorted([dossier, *rivals], key=lambda one: (one.transmitted_on or one.opened_on, str(one.id))) if rivals else []
    )


def wants_person(dossier: Dossier) -> bool:
    """Whether a request asks us for a person, so that it may compete with others."""
    return dossier.side == "requested" and dossier.table.competition is not None
