"""What a request is about stands in the register as marks, on both databases: by a step, and only what stands."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from sqlalchemy import select, true

from mla.lifecycle.terms import Role
from mla.models import Dossier, Label, Official, RegisterEntry, RegisterMark
from mla.models.label import HIGH, NORMAL
from mla.register.keeping import faults
from mla.register.marks import MARKED, bearing, codes, there_are, titles
from mla.register.query import visible
from mla.register.sorting import labels_on, priority_of
from mla.sample.ministry import Ministry
from mla.steps.sorting import Sorter, prioritise, put_on, take_off
from mla.storage.database import now

Small = Callable[[Ministry, str], uuid.UUID]


def test_a_draft_is_found_by_what_it_asks_and_no_more_once_that_is_dropped(si: Ministry, small: Small) -> None:
    number = small(si, "BE")
    with si.session() as session:
        marks = session.get_one(RegisterEntry, number).marks
        (measure,), (crime,) = codes(marks, "measure"), codes(marks, "crime")
        assert codes(marks, "ground") == []
        assert [there_are(session, sort, true()) for sort in MARKED] == [[measure], [crime], []]
        assert list(session.scalars(bearing("measure", measure))) == [number]
        named = titles(si.installation.law)
        assert measure in named["measure"]
        assert crime in named["crime"]
    si.take(number, "drop_measure", number="1")
    with si.session() as session:
        assert there_are(session, "measure", true()) == []
        assert list(session.scalars(bearing("measure", measure))) == []
        assert list(faults(session, si.installation)) == []


def test_what_there_is_is_told_of_what_one_may_see(si: Ministry, small: Small) -> None:
    small(si, "BE")
    with si.session() as session:
        found = {
            role: there_are(session, "measure", visible(si.official(session, role)))
            for role in (Role.DRAFTER, Role.SIGNATORY, Role.EXAMINER, Role.ADMINISTRATOR)
        }
    assert [bool(found[role]) for role in found] == [True, True, False, False]


def test_labels_and_priority_are_kept_once_and_twice_is_no_change(si: Ministry, small: Small) -> None:
    number = small(si, "BE")
    with si.session() as session:
        dossier, by = session.get_one(Dossier, number), Sorter(session.scalars(select(Official)).first(), now())
        press = Label(name="In the press", offered=True)
        session.add(press)
        session.flush()
        assert [put_on(session, dossier, [press], by), put_on(session, dossier, [press], by)] == [[press], []]
        assert labels_on(session, [number]) == {number: [press]}
        assert [take_off(session, dossier, [press], by), take_off(session, dossier, [press], by)] == [[press], []]
        assert labels_on(session, [number]) == {}
        assert put_on(session, dossier, [press], by) == [press]
        assert priority_of(session, number) == NORMAL
        assert prioritise(session, dossier, HIGH, "A hunger strike.", by)
        assert not prioritise(session, dossier, HIGH, "Again.", by)
        session.commit()
        assert list(faults(session, si.installation)) == []


def test_a_step_that_changes_no_mark_touches_none(si: Ministry, small: Small) -> None:
    number = small(si, "BE")
    with si.session() as session:
        before = {(one.sort, one.code) for one in session.scalars(select(RegisterMark))}
        session.execute(RegisterMark.__table__.delete())
        session.commit()
    si.take(number, "note", words="Nothing of it changes.")
    with si.session() as session:
        assert before
        assert session.scalars(select(RegisterMark)).all() == [], "they were not even looked at"
