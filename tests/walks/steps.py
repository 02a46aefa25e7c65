"""What the stories have in common: the words their officials use, and what both sides must agree on."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.records.verify import verify
from mla.sample import ministry as sample
from mla.sample.ministry import Ministry
from mla.storage.database import local_day


def send(sender: Ministry, receiver: Ministry, number: uuid.UUID) -> None:
    """Signed by a colleague, sent, delivered."""
    sender.take(number, "submit")
    sender.take(number, "sign", read=True)
    sender.take(number, "transmit")
    sender.post_to(receiver)


def take_in(receiver: Ministry, sender: Ministry, number: uuid.UUID) -> None:
    """Acknowledged, assigned."""
    receiver.take(number, "acknowledge", **acknowledgement())
    assign(receiver, number)
    receiver.post_to(sender)


def assign(receiver: Ministry, number: uuid.UUID) -> None:
    """Given to the examiner."""
    with receiver.session() as session:
        examiner = receiver.official(session, Role.EXAMINER).id
    receiver.take(number, "assign", examiner=str(examiner))


def acknowledgement() -> dict[str, Any]:
    """What an acknowledgement says today."""
    return {
        "received_on": today(),
        "responsible": "Central Authority",
        "confidentiality": "kept",
    }


def today() -> str:
    """Today at both ministries, as forms take it."""
    return local_day(sample.now(), "UTC").isoformat()


def letter(reference: str = "NL/77") -> dict[str, str]:
    """A letter of the other State that came today."""
    return {"channel": "diplomatic", "sent_on": today(), "received_on": today(), "their_reference": reference}


CONSULTED = {"consultation": "not_appropriate", "consultation_reason": "No condition could meet the concern."}
REFUSAL = {"ground": "M-g", "reasons": "Essential interests would be prejudiced."} | CONSULTED


def results(ministry: Ministry, number: uuid.UUID, outcome: str = "done") -> list[dict[str, str]]:
    """One outcome for every measure."""
    with ministry.session() as session:
        measures = session.get_one(Dossier, number).measures
        return [
            {"number": str(m.number), "authority": "A court", "outcome": outcome, "result": "As asked.", "ground": ""}
            for m in measures
        ]


def report_all(ministry: Ministry, number: uuid.UUID, outcome: str = "done") -> None:
    """The examiner records what became of every measure."""
    with ministry.session() as session:
        numbers = [m.number for m in session.get_one(Dossier, number).measures]
    for measure in numbers:
        ministry.take(number, "report_measure", measure=str(measure), outcome=outcome, result="As asked.")


def seen_abroad(ministry: Ministry, number: uuid.UUID) -> str | None:
    """The stage as the other State may know it."""
    with ministry.session() as session:
        return session.get_one(Dossier, number).standing.abroad


def assert_both_agree(one: Ministry, other: Ministry, number: uuid.UUID) -> None:
    """The same stage abroad, and records that hold on both sides."""
    assert seen_abroad(one, number) == seen_abroad(other, number)
    for ministry in (one, other):
        with ministry.session() as session:
            assert list(verify(session, ministry.installation)) == []


def the_only_dossier(ministry: Ministry) -> uuid.UUID:
    """The id of the one dossier there is."""
    with ministry.session() as session:
        return session.scalars(select(Dossier)).one().id
