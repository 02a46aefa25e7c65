"""Other requests about the same person: so that nothing is entered twice and competing requests are seen.

Who may be the same is found by an index and weighed (`likeness.py`); who *is* the same is said by an official, or is beyond doubt by
name and day of birth. What an official has said goes before both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, true, union_all
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

AT_ONCE = 100
"""For so many persons at most one query asks who may be the same."""


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
    compared = _compared(dossier)
    known, ids = _Known(session, compared, seen if over is None else over), _candidates(session, compared, seen)
    linked = {one.id: _one_person(known, one) for one in compared}
    for one in compared:
        ids[one.id] |= {*known.said_of(one.id), *linked[one.id]}
    rows = _rows(session, set().union(*ids.values()), and_(Person.dossier_id != dossier.id, seen))
    others = [(row, text) for row in rows if not (text := PersonText.of(row)).protected]
    found = [
        (one, *told)
        for one in compared
        for told in _alike(one, others, ids[one.id], known.said_of(one.id), linked[one.id])
    ]
    requests = select(Dossier).where(Dossier.id.in_({theirs.dossier_id for _one, theirs, *_rest in found}))
    of = {one.id: one for one in session.scalars(requests)} if found else {}
    paired = [
        Pair(
            one,
            theirs,
            of[theirs.dossier_id],
            weighed,
            sure,
            known.said_of(one.id).get(theirs.id),
            theirs.id in linked[one.id],
        )
        for one, theirs, weighed, sure in found
    ]
    return sorted(paired, key=lambda pair: (not pair.open, not pair.same, -pair.weighed.score, pair.theirs.id))


def pair_of(session: Session, ours: Person, theirs: Person, dossier: Dossier, seen: ColumnElement[bool]) -> Pair:
    """Two persons beside each other; `dossier` is the request of the second."""
    one, other = PersonText.of(ours), PersonText.of(theirs)
    known = _Known(session, [ours], seen)
    said, linked = known.said_of(ours.id).get(theirs.id), theirs.id in _one_person(known, ours)
    return Pair(ours, theirs, dossier, weigh(one, other), beyond_doubt(one, other), said, linked)


def _compared(dossier: Dossier, whom: Answers | None = None) -> list[Person]:
    return [one for one in dossier.persons if concerns(whom or {}, one.number) and not PersonText.of(one).protected]


def _alike(
    ours: Person, others: Iterable[tuple[Person, PersonText]], ids: set[int], said: Collection[int], linked: Collection[int]
) -> Iterator[tuple[Person, Weighed, bool]]:  # fmt: skip
    """Those of the others (by number) who are or may be this person, or were said not to be: weighed, and whether beyond doubt."""
    one = PersonText.of(ours)
    for theirs, other in others:
        if theirs.id in ids:
            weighed, sure = weigh(one, other), beyond_doubt(one, other)
            if theirs.id in said or theirs.id in linked or sure or weighed.proposed:
                yield theirs, weighed, sure


def _candidates(session: Session, persons: Sequence[Person], seen: ColumnElement[bool]) -> dict[int, set[int]]:
    """For each of these persons whoever has keys in common, or such as another spelling has: asked for all of them at once, by an index alone where all may be seen."""
    found: dict[int, set[int]] = {person.id: set() for person in persons}
    asked = [wanted.subquery() for person in persons if (wanted := _with_keys_of(person, seen)) is not None]
    for some in (asked[start : start + AT_ONCE] for start in range(0, len(asked), AT_ONCE)):
        for ours, theirs in session.execute(union_all(*(select(one.c.ours, one.c.theirs) for one in some))):
            found[ours].add(theirs)
    return found


def _with_keys_of(person: Person, seen: ColumnElement[bool]) -> Select[int, int] | None:
    text = PersonText.of(person)
    exact = person_keys(text)
    keys = exact | person_keys_alike(text)
    if not keys:
        return None
    weight = func.sum(case((PersonKey.key.in_(exact), 3), else_=1))
    wanted = select(literal(person.id).label("ours"), PersonKey.person_id.label("theirs"))
    wanted = wanted.where(PersonKey.key.in_(keys), PersonKey.person_id != person.id)
    if not isinstance(seen, True_):
        of_those = select(Person.id).join(Dossier, Person.dossier_id == Dossier.id).where(seen)
        wanted = wanted.where(PersonKey.person_id.in_(of_those))
    return wanted.group_by(PersonKey.person_id).order_by(weight.desc(), PersonKey.person_id).limit(MOST)


class _Known:
    """What officials said of persons, and who is the same beyond doubt among the requests over which one is followed (`over`).

    Asked at once for the persons one begins with; of whoever is met on the way, when met.
    """

    def __init__(self, session: Session, persons: Sequence[Person], over: ColumnElement[bool]) -> None:
        self.session, self.over = session, over
        self._said = _said(session, [one.id for one in persons])
        self._by_rule = _by_rule(session, persons, over)

    def said_of(self, person_id: int) -> dict[int, Identification]:
        """What officials said of a person and others, and did not take back, by the other person."""
        if person_id not in self._said:
            self._said |= _said(self.session, [person_id])
        return self._said[person_id]

    def by_rule(self, person: Person) -> list[Person]:
        """Whoever is the same beyond doubt."""
        if person.id not in self._by_rule:
            self._by_rule |= _by_rule(self.session, [person], self.over)
        return self._by_rule[person.id]


def _said(session: Session, ids: Sequence[int]) -> dict[int, dict[int, Identification]]:
    either = or_(Identification.one_id.in_(ids), Identification.other_id.in_(ids))
    standing = select(Identification).where(either, Identification.taken_back_at.is_(None))
    told = list(session.scalars(standing)) if ids else []
    return {one: {row.of(one): row for row in told if one in (row.one_id, row.other_id)} for one in ids}


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
    compared = _compared(dossier, whom)
    known = _Known(session, compared, true() if seen is None else seen)
    ids = {one for person in compared for one in _one_person(known, person)}
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


def _one_person(known: _Known, start: Person) -> set[int]:
    """Everybody who is taken for one person: by the rule, by what officials said, and by what they said of those."""
    denied = {other for other, said in known.said_of(start.id).items() if not said.same}
    found, waiting = {start.id}, [start]
    while waiting and len(found) < DEEP:
        person = waiting.pop(0)
        said = known.said_of(person.id)
        confirmed = _rows(known.session, {other for other, one in said.items() if one.same}, known.over)
        new = [one for one in confirmed if one.id not in found | denied and not PersonText.of(one).protected]
        by_rule = [one.id for one in known.by_rule(person) if one.id not in said]
        found |= {one.id for one in new} | ({*by_rule} - denied)
        waiting += new
    return found - {start.id}


def _by_rule(session: Session, persons: Sequence[Person], over: ColumnElement[bool]) -> dict[int, list[Person]]:
    """For each of these persons whoever is the same beyond doubt."""
    texts = [(person, PersonText.of(person)) for person in persons]
    keys = {f"name {key}" for _, one in texts for key in name_keys(one)}
    keys |= {f"number {key}" for _, one in texts for key in number_keys(one)}
    rows = [row for row, _dossier in session.execute(persons_by_key(keys).where(over))] if keys else []
    others = [(row, text) for row in rows if not (text := PersonText.of(row)).protected]
    return {
        person.id: [row for row, other in others if row.dossier_id != person.dossier_id and beyond_doubt(one, other)]
        for person, one in texts
    }


def _rows(session: Session, ids: set[int], seen: ColumnElement[bool]) -> list[Person]:
    if not ids:
        return []
    wanted = select(Person).join(Dossier, Person.dossier_id == Dossier.id).where(Person.id.in_(ids), seen)
    return list(session.scalars(wanted.order_by(Person.id)))


def persons_by_key(keys: set[str]) -> Select[Person, Dossier]:
    """The persons that have one of these keys, with their requests; found by an index."""
    alike = select(PersonKey.person_id).where(PersonKey.key.in_(keys))
    return select(Person, Dossier).join(Dossier, Person.dossier_id == Dossier.id).where(Person.id.in_(alike))


def contradicted(session: Session, ours: Person, theirs: Person) -> Identification | None:
    """What an official said that would no longer be so if these two were the same: somebody of the one is not somebody of the other."""
    known = _Known(session, [ours, theirs], true())
    one, other = ({person.id, *_one_person(known, person)} for person in (ours, theirs))
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
