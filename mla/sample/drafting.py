"""How the sample's officials draft a request, send it, and take it in on the other side."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from pathlib import Path

from mla.canonical import Answers
from mla.lifecycle.terms import Role
from mla.sample import ravna
from mla.sample.ministry import Ministry
from mla.steps.annexes import check
from mla.steps.step_taken import Upload
from mla.storage.database import now

HERE = Path(__file__).parent


class Calendar:
    """The sample's past: every look at the clock is some minutes later, and `rest` lets days go by."""

    def __init__(self) -> None:
        self.moment = (now() - timedelta(days=31)).replace(hour=7, minute=0)

    def __call__(self) -> datetime:
        """The next moment."""
        self.moment += timedelta(minutes=3)
        return self.moment

    def rest(self, days: int) -> None:
        """Let days go by."""
        self.moment += timedelta(days=days)

    def day(self, ahead: int = 0) -> str:
        """A date, so many days ahead, as forms take it."""
        return (self.moment + timedelta(days=ahead)).date().isoformat()


CALENDAR = Calendar()


def annex(name: str, title: str) -> Upload:
    """One of the sample's annexes."""
    return check(name, (HERE / name).read_bytes(), 1024 * 1024, title)


def draft_ravna(ministry: Ministry, counterpart: str = "BE") -> uuid.UUID:
    """The Ravna request, drafted to the last page."""
    number = ministry.start(counterpart=counterpart, title=ravna.TITLE, instrument="lhc", language="en")
    fill(
        ministry,
        number,
        ravna.STANDING,
        ravna.CASE,
        ravna.FACTS,
        ravna.OFFENCES,
        ravna.PERSONS,
        ravna.MEASURES,
        ravna.TERMS,
    )
    for name, title in ravna.ANNEXES:
        ministry.take(number, "attach", title=title, uploads=[annex(name, title)])
    return number


def fill(
    ministry: Ministry, dossier_id: uuid.UUID, standing: str, case: Answers, facts: str, offences: list[Answers],
    persons: list[Answers], measures: list[Answers], terms: Answers, language: str = "en",
) -> None:  # fmt: skip
    """Work through the task list."""
    ministry.take(
        dossier_id, "choose_basis", instrument="lhc", standing=standing, aware=True, although=ravna.ALTHOUGH[language],
        reciprocity=True, addressee=ravna.ADDRESSEE[language], channel="system", language=language,
    )  # fmt: skip
    ministry.take(dossier_id, "describe_case", **case)
    ministry.take(dossier_id, "state_facts", facts=facts)
    for offence in offences:
        ministry.take(dossier_id, "state_offence", **offence)
    for person in persons:
        ministry.take(dossier_id, "name_person", **person)
    for measure in measures:
        ministry.take(dossier_id, "ask_measure", **measure)
    ministry.take(dossier_id, "set_terms", **terms)


def send(sender: Ministry, receiver: Ministry, dossier_id: uuid.UUID) -> None:
    """From the finished draft to the other State's table."""
    sender.take(dossier_id, "submit")
    CALENDAR.rest(1)
    sender.take(dossier_id, "sign", read=True)
    sender.take(dossier_id, "transmit")
    sender.post_to(receiver)


def examine(receiver: Ministry, sender: Ministry, dossier_id: uuid.UUID) -> None:
    """Acknowledged and assigned."""
    with receiver.session() as session:
        examiner = receiver.official(session, Role.EXAMINER).id
    CALENDAR.rest(1)
    receiver.take(
        dossier_id,
        "acknowledge",
        received_on=CALENDAR.day(),
        responsible="Central Authority, international crimes unit",
        confidentiality="kept",
        expected="within four weeks",
    )
    receiver.take(dossier_id, "assign", examiner=str(examiner))
    receiver.post_to(sender)
