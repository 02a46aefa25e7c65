"""What is asked when a detained person is transferred for a time: the purpose, the consent, custody and return."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Text, Tick
from forms.days import AHEAD, OPEN, PAST, past
from forms.drafting import Draft
from forms.extradition import DOCUMENTS
from forms.numbers import Number
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.facts import told


class AskDetainee(Draft):
    """Why the person is needed, when, and what is undertaken."""

    heading = "Purpose, dates, custody, undertakings"
    guidance = "The person must consent freely and fully informed, and both authorities must agree{detainee}."
    purpose = One(
        "The person is needed for",
        choices=(("identification", "identification"), ("testimony", "testimony"), ("other", "other help")),
        needed="Say for what the person is needed.",
    )
    needed_for = Text("What exactly", "Hearing, court, date.", needed="Say what the person is needed for.", rows=4)
    held_in = Line("Where the person is held now", needed="Name the prison or other place.")
    needed_from = Day("Needed from", needed="Give the first day.", sense=OPEN)
    return_by = Day("To be returned by", needed="Give the last day: a transfer for a time has an end.", sense=AHEAD)
    custody = Line("Where the person will be held with us", needed="Name the place of custody.")
    transport = Text("Transport, escort, States of transit, costs", needed="Describe the transport.", rows=3, most=5000)
    in_custody = Tick(
        "We keep the person in custody, unless you end it", needed="Without this undertaking nobody is handed over."
    )
    give_back = Tick(
        "We return the person as agreed, and ask for no extradition proceedings",
        needed="Without this undertaking nobody is handed over.",
    )
    credited = Tick("The time with us counts as time served with you")
    safe_conduct = Tick("We do not prosecute or hold the person for earlier acts{safe_conduct}")

    def validate_return_by(self, field: Any) -> None:
        """The return comes after the beginning."""
        if field.data and self.needed_from.data and field.data <= self.needed_from.data:
            raise StopValidation("The person is to be returned after the day from which it is needed.")


class RecordDetaineeConsent(Asked):
    """What the person answers, having been told what it means."""

    heading = "The person's answer"
    answer = One(
        "The person",
        choices=(("given", "consents"), ("refused", "does not consent"), ("withdrawn", "withdraws the consent")),
        needed="Say what the person answers.",
    )
    given_on = Day("On", needed="Give the date.", sense=PAST)
    before = Line("Before whom, with which counsel and interpreter", needed="Say before whom.")
    informed = Tick("The person was fully informed and answered freely")
    files = Files("Record of the answer", DOCUMENTS)

    def validate_before(self, _field: Any) -> None:
        """A consent without knowledge is none."""
        if self.answer.data == "given" and not self.informed.data:
            raise StopValidation("A consent that was not free, or not informed, has no worth. Inform the person first.")


class AgreeDetainee(Asked):
    """Both authorities agree."""

    heading = "Agree to the transfer for a time"
    decided_by = Line("Decision of", needed="Name the authority that decided.")
    decided_on = Day("Of", needed="Give the date.", sense=PAST)
    return_by = Day("To be returned by", needed="Give the date of return.", sense=AHEAD)
    custody = Text("Custody there, and what else was agreed", needed="Say what was agreed.", rows=4, most=10_000)
    sentence_ends = Day("Custody here would end on", "The sentence, or the remand.", sense=OPEN)
    files = Files("The decision", DOCUMENTS)


class RefuseDetainee(Asked):
    """The transfer for a time is refused."""

    heading = "Refuse the transfer"
    ground = One("Ground", needed="A refusal needs a ground of the instrument.")
    reasons = Text("Reasons", needed="Give the reasons.", rows=6, most=20_000)
    remedy = Text("What can still be done", "For example: a hearing by video conference.", rows=2, most=5000)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The instrument's grounds and nothing else."""
        super().offer(dossier, law, officials)
        self.ground.choices = law.grounds(dossier.instrument, dossier.field)


class HandOverDetainee(Asked):
    """The person is handed over for a time."""

    heading = "The person was handed over"
    day = Day("Handed over on", needed="Give the date.", sense=past(since="agree_detainee.decided_on"))
    place = Line("Place", needed="Name the place.")
    to_whom = Line("Taken over by", needed="Name who took the person over.")
    return_by = Day("To be returned by", needed="Give the date of return.", sense=AHEAD)
    health = Text("Health, medicines, effects", rows=2, most=5000)
    files = Files("Record of the handover", DOCUMENTS)

    agreed: date | None = None

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Remember until when it was agreed."""
        super().offer(dossier, law, officials)
        answers = told(dossier, "return_by", "agree_detainee")
        self.agreed = date.fromisoformat(answers) if answers else None

    def validate_return_by(self, field: Any) -> None:
        """Within what was agreed, and after the handover."""
        if field.data and self.agreed and field.data > self.agreed:
            raise StopValidation(f"Return was agreed by {self.agreed:%d.%m.%Y}. Extend the date afterwards if need be.")
        if field.data and self.day.data and field.data < self.day.data:
            raise StopValidation("The person cannot be returned before being handed over.")


class AskLonger(Asked):
    """The person is needed beyond the agreed date."""

    heading = "Ask to keep the person longer"
    until = Day("Until", needed="Give the date.", sense=AHEAD)
    reason = Text("Why", needed="Give the reason.", rows=3, most=5000)


class EndCustody(Asked):
    """The State of origin has no title to hold the person any more."""

    heading = "The person need not be held any more"
    ended_from = Day("From", needed="Give the date.", sense=OPEN)
    reason = Text("Why", "The sentence was served, the remand was lifted.", needed="Say why.", rows=3, most=5000)


class ReportNoLongerNeeded(Asked):
    """The person was told officially that it is no longer needed: the days of safe conduct run."""

    heading = "The person is no longer needed"
    noticed_on = Day(
        "Told officially on", "From this day safe conduct runs out{safe_conduct}.", needed="Give the date.", sense=PAST
    )
    by = Line("By", needed="Name the authority.")


class ReturnDetainee(Asked):
    """The person is back, or left, or stayed."""

    heading = "The person was returned"
    how = One(
        "The person",
        choices=(
            ("handed_back", "was handed back"),
            ("left", "was set free and left"),
            ("stayed", "was set free and stayed of its own will"),
        ),
        needed="Say how it ended.",
    )
    day = Day("On", needed="Give the date.", sense=past(since="hand_over_detainee.day"))
    place = Line("Place", needed="Name the place.")
    days_held = Number("Days in custody with us", "To be counted as time served.", needed="Give the days in custody.")
    report = Text("What was done", needed="Say what was done.", rows=3, most=10_000)
    files = Files("Record", DOCUMENTS)
