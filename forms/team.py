"""What is asked for a joint investigation team."""

from __future__ import annotations

from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Text
from forms.days import AHEAD, OPEN, RECENT, DayField
from forms.drafting import Draft
from forms.enclosing import Enclosing
from forms.refusing import Refusal
from mla.documents.kinds import TAKEN
from mla.words import _


class ProposeTeam(Draft):
    """What the team is for, who is in it, and how long."""

    heading = _("The team: purpose, members, duration, rules")
    purpose = Text(_("Purpose"), needed=_("Say what the team is for."), rows=4, most=10_000)
    members = Text(
        _("Members"), _("Name, function and State, one per line."), needed=_("Name the members."), rows=6, most=10_000
    )
    leader = Line(_("Leader, on the territory of each State"), needed=_("Name the leader."))
    seat = Line(_("Where it works"), needed=_("Say where it works."))
    from_day = Day(_("From"), needed=_("Give the first day."), sense=OPEN)
    until_day = Day(_("Until"), _("A team has an end."), needed=_("Give the last day: a team has an end."), sense=AHEAD)
    information = Text(_("Rules on information and evidence"), needed=_("State the rules."), rows=4, most=10_000)
    powers = Text(_("What members may do on the other State's territory"), rows=3, most=10_000)
    money = Text(_("Costs, equipment, interpreters"), rows=2, most=5000)

    def validate_until_day(self, field: DayField) -> None:
        """It ends after it begins."""
        if field.data and self.from_day.data and field.data <= self.from_day.data:
            raise StopValidation(_("The last day must come after the first."))


class AgreeTeam(Asked):
    """The requested State signs."""

    heading = _("Sign the agreement")
    signed_by = Line(_("Signed by"), _("Name and function."), needed=_("Name who signs."))
    signed_on = Day(_("On"), needed=_("Give the date."), sense=RECENT)
    until = Day(_("The team works until"), needed=_("Give the last day: a team has an end."), sense=AHEAD)
    changes = Text(_("What was agreed otherwise than proposed"), rows=4, most=10_000)
    members = Text(_("Our members and our leader"), needed=_("Name the members."), rows=4, most=10_000)
    files = Files(_("The agreement"), TAKEN)


class ConfirmTeam(Asked):
    """The proposing State signs."""

    heading = _("Sign the agreement")
    signed_by = Line(_("Signed by"), _("Name and function."), needed=_("Name who signs."))
    signed_on = Day(_("On"), needed=_("Give the date."), sense=RECENT)
    files = Files(_("The agreement"), TAKEN)


class AmendTeam(Enclosing):
    """Somebody comes, somebody goes, a rule changes."""

    heading = _("A change in the team")
    change = Text(_("What changes"), needed=_("Say what changes."), rows=4, most=10_000)
    from_day = Day(_("From"), needed=_("Give the date."), sense=OPEN)


class AskProlongation(Enclosing):
    """The team needs more time."""

    heading = _("Propose to prolong the team")
    until = Day(_("Until"), needed=_("Give the new last day."), sense=AHEAD)
    reason = Text(_("Why"), needed=_("Say why."), rows=3, most=5000)
    answer_by = Day(_("Please answer by"), sense=AHEAD)


class ProlongTeam(Enclosing):
    """The team has more time."""

    heading = _("Agree to prolong the team")
    until = Day(_("Until"), needed=_("Give the new last day."), sense=AHEAD)
    signed_by = Line(_("Signed by"), _("Name and function."), needed=_("Name who signs."))


class EndTeam(Enclosing):
    """The team ends."""

    heading = _("The end of the team")
    ended_on = Day(_("Ended on"), needed=_("Give the date."), sense=RECENT)
    reason = One(
        _("Because"),
        choices=(
            ("done", _("its purpose is reached")),
            ("time", _("its time is over")),
            ("other", _("for another reason")),
        ),
        needed=_("Say why."),
    )
    told = Text(_("What follows"), rows=3, most=10_000)


class EvaluateTeam(Enclosing):
    """What it was worth."""

    heading = _("Evaluate the work of the team")
    results = Text(_("What was reached"), needed=_("Say what was reached."), rows=4, most=10_000)
    lessons = Text(_("What should be done otherwise next time"), rows=3, most=10_000)


class RefuseTeam(Refusal):
    """The proposal is declined."""

    heading = _("Decline the proposal")
