"""How the sample ministries sort their work: units and who heads them, labels, a priority, a view of the register. All invented."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.lifecycle.terms import Role
from mla.models import Dossier, Label, RegisterEntry, SavedView, Unit
from mla.models.label import HIGH
from mla.records import audit
from mla.register.sorting import rename
from mla.sample.ministry import Ministry
from mla.steps.sorting import Sorter, prioritise, put_on

UNITS = (
    (("Requests to Other States", "Demandes aux autres États", "Solicitudes a otros Estados"), (Role.SIGNATORY, Role.DRAFTER)),
    (("Requests of Other States", "Demandes des autres États", "Solicitudes de otros Estados"), (Role.DECIDER, Role.EXAMINER)),
)  # fmt: skip
"""The units, each with its name in the languages of letters, and who belongs to it; the first one heads it."""

LABELS = ("In the press", "For the minister")
WHY = "The person sought is on hunger strike; the minister is asked about it in parliament."


def sort(ministry: Ministry) -> None:
    """Say who belongs where, which labels there are, and what bears one."""
    ministry.does(lambda session: _sort(session, ministry))


def _sort(session: Session, ministry: Ministry) -> None:
    for (name, french, spanish), roles in UNITS:
        unit = Unit(name=name, name_fr=french, name_es=spanish)
        session.add(unit)
        session.flush()
        audit.note(session, "unit_changed", who="sample", unit=unit.id, name=name)
        for role in roles:
            who = ministry.official(session, role)
            who.unit, who.heads_unit = unit, role is roles[0]
            session.flush()
            rename(session, who)  # the register says of each request in which unit it lies
    labels = [Label(name=name, offered=True) for name in LABELS]
    session.add_all(labels)
    session.flush()
    decider = ministry.official(session, Role.DECIDER)
    by = Sorter(decider, ministry.clock())
    held = select(Dossier).join(RegisterEntry, RegisterEntry.dossier_id == Dossier.id)
    for one in session.scalars(held.where(RegisterEntry.held_since.is_not(None))):
        put_on(session, one, labels, by)
        prioritise(session, one, HIGH, WHY, by)
    question = {"held": "y", "sort": "due", "column": ["title", "counterpart", "stage", "due", "officer", "priority"]}
    told = {"name": "Held, by day", "question": question, "shared": "everybody", "at": ministry.clock()}
    session.add(SavedView(owner=decider, **told))
