"""What is asked while an extradition case is before the court, and when the person consents."""

from __future__ import annotations

from forms.base import Asked, Day, Files, Line, One, Text, Tick
from forms.days import AHEAD, OPEN, PAST, past
from forms.extradition import DOCUMENTS


class OpenCourt(Asked):
    """Bring the case before the court."""

    heading = "Bring the case before the court"
    court = Line("Court", needed="Name the court.")
    hearing_on = Day("Hearing on", sense=OPEN)
    detained = One(
        "The person is",
        choices=(("detained", "detained"), ("at_large", "at liberty"), ("not_found", "not found yet")),
        needed="Say whether the person is detained.",
    )
    remark = Text("What the requesting State should know", rows=3, most=5000)


class RecordRuling(Asked):
    """What the court ruled."""

    heading = "The court's ruling"
    court = Line("Court", needed="Name the court.")
    ruled_on = Day("Of", needed="Give the date of the ruling.", sense=PAST)
    ruling = One(
        "The court holds extradition",
        choices=(("admissible", "admissible"), ("in_part", "admissible in part"), ("inadmissible", "not admissible")),
        needed="Say what the court holds.",
    )
    reasons = Text("The reasons in short", needed="Give the reasons in short.", rows=5, most=20_000)
    appeal_until = Day("An appeal is open until", sense=AHEAD)
    files = Files("The ruling", DOCUMENTS)


class RecordAppeal(Asked):
    """An appeal."""

    heading = "An appeal"
    by = One(
        "By",
        choices=(("person", "the person sought"), ("prosecutor", "the prosecutor"), ("other", "another party")),
        needed="Say who appeals.",
    )
    court = Line("Court that decides on it", needed="Name the court.")
    lodged_on = Day("Of", needed="Give the date of the appeal.", sense=past(since="record_ruling.ruled_on"))


class RecordConsent(Asked):
    """The person agrees to be surrendered."""

    heading = "The person's consent"
    guidance = "Record it only after the person was told, with counsel and in a language understood, what it means."
    given_on = Day("Given on", needed="Give the date of the consent.", sense=PAST)
    before = Line("Before which authority, with which counsel", needed="Name the authority.")
    scope = One(
        "The person",
        choices=(("surrender", "consents to the surrender"), ("renounces", "consents, and renounces speciality")),
        needed="Say to what the person consents.",
    )
    informed = Tick("The person was told what the consent means", needed="Without this the consent has no worth.")
    files = Files("Record of the consent", DOCUMENTS)


class RecordConsentWithdrawn(Asked):
    """The person withdraws the consent."""

    heading = "The consent is withdrawn"
    withdrawn_on = Day("Withdrawn on", needed="Give the date.", sense=past(since="record_consent.given_on"))
    effect = Text("What follows under our law", needed="Say what follows.", rows=3, most=5000)
