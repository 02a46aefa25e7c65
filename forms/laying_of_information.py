"""What is asked when information is laid for prosecution: the section of the draft, the action taken, the outcome."""

from __future__ import annotations

from typing import Any

from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Text
from forms.days import AHEAD, PAST, past
from forms.drafting import Draft
from forms.extradition import DOCUMENTS


class LayInformation(Draft):
    """Why the other State should prosecute, and what there is."""

    heading = "Why prosecute there, evidence, limitation, victims"
    guidance = "The facts are handed over so that the authorities there may prosecute{laying_of_information}."
    jurisdiction = Text(
        "Why its courts can try the acts",
        "Nationality, residence or presence of the person, place of the acts, the law of the other State.",
        needed="Say why the courts of the other State can try the acts.",
        rows=4,
        most=10_000,
    )
    whereabouts = Text("Where the persons are", needed="Say where they are, as far as is known.", rows=2, most=5000)
    evidence = Text("Evidence there is", "One piece per line.", needed="List the evidence.", rows=6)
    limitation = Text(
        "Limitation: dates, and what interrupted it", needed="Tell how it stands with limitation.", rows=3, most=5000
    )
    victims = Text("Victims, complaints, claims", needed="Name them, or say that none is known.", rows=3, most=10_000)
    own = One(
        "Our own proceedings",
        choices=(("none", "there are none"), ("pending", "are pending"), ("ended", "were ended")),
        needed="Say how it stands with our own proceedings.",
    )
    own_words = Text("What is to be known of them", rows=2, most=5000)

    def validate_own_words(self, field: Any) -> None:
        """Nobody is tried twice: the other State must know of proceedings here."""
        if self.own.data in ("pending", "ended") and not field.data and not self.later:
            raise StopValidation("Say which proceedings, and what becomes or became of them.")


class PassToProsecutor(Asked):
    """The authority that decides on proceedings has it."""

    heading = "Passed to the prosecutor"
    authority = Line("Authority that has it now, and its contact", needed="Name the authority.")
    passed_on = Day("Passed on", needed="Give the date.", sense=past(since="received_on"))
    number = Line("Its case number")
    remark = Text("Remarks", rows=2, most=5000)


class ReportAction(Asked):
    """What was done on the information."""

    heading = "Report on the action taken"
    action = One(
        "What was done",
        choices=(
            ("inquiries", "inquiries are under way"),
            ("opened", "proceedings were opened"),
            ("charged", "somebody was charged"),
            ("trial", "the case is before a court"),
        ),
        needed="Say what was done.",
    )
    day = Day("On", sense=PAST)
    words = Text("In words", needed="Tell the action taken.", rows=5, most=10_000)
    next_report = Day("The next report will follow by", sense=AHEAD)
    files = Files("Documents", DOCUMENTS)


class ReportVerdict(Asked):
    """How it ended, with a copy of the verdict."""

    heading = "The final decision"
    outcome = One(
        "It ended with",
        choices=(
            ("conviction", "a conviction"),
            ("acquittal", "an acquittal"),
            ("discontinued", "the end of the proceedings without a verdict"),
        ),
        needed="Say how it ended.",
    )
    court = Line("Court or authority", needed="Name the court or authority.")
    decided_on = Day("Of", needed="Give the date.", sense=PAST)
    final_on = Day("Final since", sense=past("decided_on"))
    told = Text("The decision in short", needed="Tell the decision.", rows=5, most=10_000)
    files = Files("Copy of the verdict", DOCUMENTS)


class DeclineToProsecute(Asked):
    """Nobody is prosecuted on the information."""

    heading = "No proceedings are brought"
    guidance = "The right of the other State to prosecute is not affected."
    decided_by = Line("Decision of", needed="Name the authority that decided.")
    decided_on = Day("Of", needed="Give the date.", sense=PAST)
    reasons = Text("Reasons", needed="Give the reasons.", rows=6, most=20_000)
    file_back = Line("What becomes of the documents")
