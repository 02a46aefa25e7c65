"""What is asked when information is laid for prosecution: the section of the draft, the action taken, the outcome."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Text
from forms.days import AHEAD, PAST, RECENT, past
from forms.drafting import Draft
from forms.enclosing import Enclosing
from mla.documents.kinds import TAKEN
from mla.words import _


class LayInformation(Draft):
    """Why the other State should prosecute, and what there is."""

    heading = _("Why prosecute there, evidence, limitation, victims")
    guidance = _("The facts are handed over so that the authorities there may prosecute{laying_of_information}.")
    jurisdiction = Text(
        _("Why its courts can try the acts"),
        _("Nationality, residence or presence of the person, place of the acts, the law of the other State."),
        needed=_("Say why the courts of the other State can try the acts."),
        rows=4,
        most=10_000,
    )
    whereabouts = Text(
        _("Where the persons are"), needed=_("Say where they are, as far as is known."), rows=2, most=5000
    )
    evidence = Text(_("Evidence there is"), _("One piece per line."), needed=_("List the evidence."), rows=6)
    limitation = Text(
        _("Limitation: dates, and what interrupted it"),
        needed=_("Tell how it stands with limitation."),
        rows=3,
        most=5000,
    )
    victims = Text(
        _("Victims, complaints, claims"), needed=_("Name them, or say that none is known."), rows=3, most=10_000
    )
    own = One(
        _("Our own proceedings"),
        choices=(("none", _("there are none")), ("pending", _("are pending")), ("ended", _("were ended"))),
        needed=_("Say how it stands with our own proceedings."),
    )
    own_words = Text(_("What is to be known of them"), rows=2, most=5000)

    def validate_own_words(self, field: TextAreaField) -> None:
        """Nobody is tried twice: the other State must know of proceedings here."""
        if self.own.data in ("pending", "ended") and not field.data and not self.later:
            raise StopValidation(_("Say which proceedings, and what becomes or became of them."))


class PassToProsecutor(Enclosing):
    """The authority that decides on proceedings has it."""

    heading = _("Passed to the prosecutor")
    authority = Line(_("Authority that has it now, and its contact"), needed=_("Name the authority."))
    passed_on = Day(_("Passed on"), needed=_("Give the date."), sense=past(since="received_on"))
    number = Line(_("Its case number"))
    remark = Text(_("Remarks"), rows=2, most=5000)


class ReportAction(Asked):
    """What was done on the information."""

    heading = _("Report on the action taken")
    action = One(
        _("What was done"),
        choices=(
            ("inquiries", _("inquiries are under way")),
            ("opened", _("proceedings were opened")),
            ("charged", _("somebody was charged")),
            ("trial", _("the case is before a court")),
        ),
        needed=_("Say what was done."),
    )
    day = Day(_("On"), sense=RECENT)
    words = Text(_("In words"), needed=_("Tell the action taken."), rows=5, most=10_000)
    next_report = Day(_("The next report will follow by"), sense=AHEAD)
    files = Files(_("Documents"), TAKEN)


class ReportVerdict(Asked):
    """How it ended, with a copy of the verdict."""

    heading = _("The final decision")
    outcome = One(
        _("It ended with"),
        choices=(
            ("conviction", _("a conviction")),
            ("acquittal", _("an acquittal")),
            ("discontinued", _("the end of the proceedings without a verdict")),
        ),
        needed=_("Say how it ended."),
    )
    court = Line(_("Court or authority"), needed=_("Name the court or authority."))
    decided_on = Day(_("Of"), needed=_("Give the date."), sense=PAST)
    final_on = Day(_("Final since"), sense=past("decided_on"))
    told = Text(_("The decision in short"), needed=_("Tell the decision."), rows=5, most=10_000)
    files = Files(_("Copy of the verdict"), TAKEN)


class DeclineToProsecute(Enclosing):
    """Nobody is prosecuted on the information."""

    heading = _("No proceedings are brought")
    guidance = _("The right of the other State to prosecute is not affected.")
    decided_by = Line(_("Decision of"), needed=_("Name the authority that decided."))
    decided_on = Day(_("Of"), needed=_("Give the date."), sense=PAST)
    reasons = Text(_("Reasons"), needed=_("Give the reasons."), rows=6, most=20_000)
    file_back = Line(_("What becomes of the documents"))
