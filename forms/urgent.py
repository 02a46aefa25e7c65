"""What is asked when a request is made orally in an urgent case, agreed to, carried out and confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Text
from forms.days import PAST
from forms.drafting import Draft
from forms.extradition import DOCUMENTS
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.facts import sent_from


class RecordCall(Draft):
    """Who asked whom, when, by which means, what, and who agreed."""

    heading = "Who asked whom, when, by which means, and what"
    guidance = "The record crosses the border; the written request itself follows and arises from it."
    asked_by = Line("Asked by: name, authority", needed="Say who asked.")
    asked_of = Line("Asked of: name, authority", needed="Say who was asked.")
    asked_on = Day("On", needed="Give the day.", sense=PAST)
    hour = Line("At what time", "With the time zone.", needed="Give the time.")
    means = One(
        "By which means",
        choices=(
            ("telephone", "telephone"),
            ("video", "video conference"),
            ("in_person", "in person"),
            ("message", "electronic message"),
        ),
        needed="Say by which means.",
    )
    agreed_by = Line("Agreed by, on behalf of the other State", "If it was agreed at once.")
    urgency = Text("Why it cannot wait for a written request", needed="Say why it is urgent.", rows=3, most=10_000)
    what = Text("What was asked", needed="Say what was asked.", rows=6, most=20_000)


class AgreeUrgent(Asked):
    """The other State agrees to act."""

    heading = "Agree to act on the urgent request"
    agreed_by = Line("Agreed by: name, function", needed="Say who agreed.")
    agreed_on = Day(
        "On", "From this day the time for the written confirmation runs.", needed="Give the day.", sense=PAST
    )
    authority = Line("Authority that acts", needed="Name the authority that acts.")
    terms = Text("What is done, and on which conditions", rows=3, most=10_000)
    asked_on = None

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Remember when it was asked."""
        super().offer(dossier, law, officials)
        self.asked_on = dossier.contents.get("record_call", {}).get("asked_on")

    def validate_agreed_on(self, field: Any) -> None:
        """Nobody agrees before being asked."""
        if field.data and self.asked_on and field.data.isoformat() < self.asked_on:
            raise StopValidation(f"The request was made on {self.asked_on}; nobody can have agreed before.")


class DeclineUrgent(Asked):
    """The other State wants the request in writing first."""

    heading = "Decline to act without a written request"
    reasons = Text("Reasons", needed="Give the reasons.", rows=4, most=10_000)
    instead = Text("What would help", rows=2, most=5000)


class ReportUrgent(Asked):
    """What was done."""

    heading = "Report what was done"
    done_on = Day("On", needed="Give the day.", sense=PAST)
    done = Text("What was done, and with which result", needed="Say what was done.", rows=6)
    files = Files("Documents", DOCUMENTS)


class Confirm(Asked):
    """The written request is there."""

    heading = "Confirm in writing"
    reference = Line("Reference of the written request", needed="Give the reference.")
    sent_on = Day("Sent on", needed="Give the day.", sense=PAST)
    remark = Text("Remarks", rows=2, most=5000)
    written: frozenset[str] = frozenset()

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The references of our own requests that arise from the record; of the other State's we know none."""
        super().offer(dossier, law, officials)
        if dossier.side == "requesting":
            self.written = frozenset(one.our_reference for one in sent_from(dossier, "assistance"))

    def validate_reference(self, field: Any) -> None:
        """It confirms only what arose from it."""
        if self.written and field.data not in self.written:
            raise StopValidation(
                "No written request with this reference arises from this record. Its page names those that do."
            )


class StopUrgent(Asked):
    """No confirmation has come."""

    heading = "Stop, as no confirmation has come"
    stopped_on = Day("Stopped on", needed="Give the day.", sense=PAST)
    effect = Text(
        "What becomes of what was done", "Measures lifted, material kept.", needed="Say what follows.", rows=3
    )
