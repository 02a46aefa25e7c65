"""What is asked for a joint investigation team."""

from __future__ import annotations

from typing import Any

from wtforms.validators import StopValidation

from forms.arrest import RefuseArrest
from forms.base import Asked, Day, Files, Line, One, Text
from forms.days import AHEAD, OPEN, PAST
from forms.drafting import Draft
from forms.extradition import DOCUMENTS


class ProposeTeam(Draft):
    """What the team is for, who is in it, and how long."""

    heading = "The team: purpose, members, duration, rules"
    purpose = Text("Purpose", needed="Say what the team is for.", rows=4, most=10_000)
    members = Text(
        "Members", "Name, function and State, one per line.", needed="Name the members.", rows=6, most=10_000
    )
    leader = Line("Leader, on the territory of each State", needed="Name the leader.")
    seat = Line("Where it works", needed="Say where it works.")
    from_day = Day("From", needed="Give the first day.", sense=OPEN)
    until_day = Day("Until", "A team has an end.", needed="Give the last day: a team has an end.", sense=AHEAD)
    information = Text("Rules on information and evidence", needed="State the rules.", rows=4, most=10_000)
    powers = Text("What members may do on the other State's territory", rows=3, most=10_000)
    money = Text("Costs, equipment, interpreters", rows=2, most=5000)

    def validate_until_day(self, field: Any) -> None:
        """It ends after it begins."""
        if field.data and self.from_day.data and field.data <= self.from_day.data:
            raise StopValidation("The last day must come after the first.")


class AgreeTeam(Asked):
    """The requested State signs."""

    heading = "Sign the agreement"
    signed_by = Line("Signed by", "Name and function.", needed="Name who signs.")
    signed_on = Day("On", needed="Give the date.", sense=PAST)
    until = Day("The team works until", needed="Give the last day: a team has an end.", sense=AHEAD)
    changes = Text("What was agreed otherwise than proposed", rows=4, most=10_000)
    members = Text("Our members and our leader", needed="Name the members.", rows=4, most=10_000)
    files = Files("The agreement", DOCUMENTS)


class ConfirmTeam(Asked):
    """The proposing State signs."""

    heading = "Sign the agreement"
    signed_by = Line("Signed by", "Name and function.", needed="Name who signs.")
    signed_on = Day("On", needed="Give the date.", sense=PAST)
    files = Files("The agreement", DOCUMENTS)


class AmendTeam(Asked):
    """Somebody comes, somebody goes, a rule changes."""

    heading = "A change in the team"
    change = Text("What changes", needed="Say what changes.", rows=4, most=10_000)
    from_day = Day("From", needed="Give the date.", sense=OPEN)


class AskProlongation(Asked):
    """The team needs more time."""

    heading = "Propose to prolong the team"
    until = Day("Until", needed="Give the new last day.", sense=AHEAD)
    reason = Text("Why", needed="Say why.", rows=3, most=5000)
    answer_by = Day("Please answer by", sense=AHEAD)


class ProlongTeam(Asked):
    """The team has more time."""

    heading = "Agree to prolong the team"
    until = Day("Until", needed="Give the new last day.", sense=AHEAD)
    signed_by = Line("Signed by", "Name and function.", needed="Name who signs.")


class EndTeam(Asked):
    """The team ends."""

    heading = "The end of the team"
    ended_on = Day("Ended on", needed="Give the date.", sense=PAST)
    reason = One(
        "Because",
        choices=(("done", "its purpose is reached"), ("time", "its time is over"), ("other", "for another reason")),
        needed="Say why.",
    )
    told = Text("What follows", rows=3, most=10_000)


class EvaluateTeam(Asked):
    """What it was worth."""

    heading = "Evaluate the work of the team"
    results = Text("What was reached", needed="Say what was reached.", rows=4, most=10_000)
    lessons = Text("What should be done otherwise next time", rows=3, most=10_000)


class RefuseTeam(RefuseArrest):
    """The proposal is declined."""

    heading = "Decline the proposal"
