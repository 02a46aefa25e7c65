"""Which questions each kind of measure adds. The kinds themselves are the instrument's (see `mla/instruments`)."""

from __future__ import annotations

from typing import Any

from forms.base import Day, Line, One, Text

MEASURE_FIELDS: dict[str, Any] = {
    "person_capacity": One(
        "Capacity in which the person is heard",
        needed="Say in what capacity the person is heard.",
        choices=(("witness", "Witness"), ("expert", "Expert"), ("victim", "Victim"), ("suspect", "Suspect or accused")),
    ),
    "questions": Text("Questions or topics", needed="List the questions or topics.", rows=8, most=50_000),
    "testimony_law": Text(
        "Our law on the right to refuse testimony (art. 25(2)(i))",
        rows=3,
        most=10_000,
        needed="State your law on the right to refuse testimony.",
    ),
    "conducted_by": Line(
        "Judicial authority that conducts the hearing (art. 34(3))",
        needed="Name the authority that conducts the hearing.",
    ),
    "video_details": Text("Technical details", "Address of the connection, test date, time zone.", rows=3, most=5000),
    "suspect_consent": Line(
        "Consent of the suspect, and agreement of both States (art. 34(6))", "Only if a suspect is heard by video."
    ),
    "holder": Line("Who holds the records", needed="Say who holds the records."),
    "account": Line("Account, register or file number"),
    "period_from": Day("Records from"),
    "period_to": Day("Records to"),
    "certified": One(
        "Form of the records",
        choices=(("copies", "certified copies"), ("originals", "originals, to be returned")),
        needed="Say in which form the records are needed.",
    ),
    "place": Text("Exact place", needed="Give the exact place.", rows=3, most=5000),
    "items": Text("What is to be looked for", needed="Say what is to be looked for.", rows=4, most=10_000),
    "domestic_rule": Line(
        "The rule that would allow the measure at home", needed="Name the rule that would allow the measure at home."
    ),
    "documents": Text("Documents to be served", needed="List the documents to be served.", rows=4, most=10_000),
    "addressee": Line("Addressee and address", needed="Give the addressee and address."),
    "latest_service": Day("Latest useful date of service"),
    "proof": Line("Proof of service wished"),
    "property": Text(
        "Property: what, where, whose, how it is linked to the offence",
        needed="Describe the property.",
        rows=4,
        most=10_000,
    ),
    "order": Line("Order relied on"),
}

_HEARING = ("person_capacity", "questions", "testimony_law")
_COERCIVE = ("place", "items", "domestic_rule")

QUESTIONS: dict[str, tuple[str, ...]] = {
    "hearing": _HEARING,
    "video_hearing": (*_HEARING, "conducted_by", "video_details", "suspect_consent"),
    "records": ("holder", "account", "period_from", "period_to", "certified"),
    "search": _COERCIVE,
    "service": ("documents", "addressee", "latest_service", "proof"),
    "assets": ("property", "order", "domestic_rule"),
    "site": ("place", "items"),
}
"""Which questions go with which set; an instrument's measure names its set."""

_SETS: dict[str, str] = {}


def asked_for(kind: str | None) -> tuple[str, ...]:
    """The names of the questions that a kind of measure adds; none while no kind is chosen."""
    return QUESTIONS.get(_SETS.get(kind or "", ""), ())


def know(kinds: dict[str, str]) -> None:
    """Learn which set of questions goes with each kind of measure (told once at start-up by the instruments)."""
    _SETS.update(kinds)
