"""What is asked while an extradition case is before the court, and when the person consents."""

from __future__ import annotations

from forms.base import Asked, Day, Files, Line, One, Text, Tick
from forms.days import AHEAD, OPEN, PAST, RECENT, past
from forms.enclosing import Enclosing
from forms.national_law import Remedies, TellingRemedies
from mla.canonical import Answers
from mla.documents.kinds import TAKEN
from mla.words import _


class OpenCourt(Enclosing):
    """Bring the case before the court."""

    heading = _("Bring the case before the court")
    court = Line(_("Court"), needed=_("Name the court."))
    hearing_on = Day(_("Hearing on"), sense=OPEN)
    detained = One(
        _("The person is"),
        choices=(("detained", _("detained")), ("at_large", _("at liberty")), ("not_found", _("not found yet"))),
        needed=_("Say whether the person is detained."),
    )
    remark = Text(_("What the requesting State should know"), rows=3, most=5000)


class RecordRuling(TellingRemedies):
    """What the court ruled."""

    decision = "extradition_ruling"
    decided = "ruled_on"
    heading = _("The court's ruling")
    court = Line(_("Court"), needed=_("Name the court."))
    ruled_on = Day(_("Of"), needed=_("Give the date of the ruling."), sense=PAST)
    ruling = One(
        _("The court holds extradition"),
        choices=(
            ("admissible", _("admissible")),
            ("in_part", _("admissible in part")),
            ("inadmissible", _("not admissible")),
        ),
        needed=_("Say what the court holds."),
    )
    reasons = Text(_("The reasons in short"), needed=_("Give the reasons in short."), rows=5, most=20_000)
    appeal_until = Day(
        _("An appeal is open until"),
        _("Left empty, it is the last day of the remedies below."),
        sense=AHEAD,
    )
    remedies = Remedies()
    files = Files(_("The ruling"), TAKEN)
    folded = ("remedies",)
    fold_title = _("Remedies against the ruling")
    asked_since = ("remedies",)

    def answers(self) -> Answers:
        """The last day of the remedies that are told is that until which an appeal is open."""
        told = super().answers()
        days = [row["until"] for row in told.get("remedies") or () if row["until"]]
        return told | {"appeal_until": told["appeal_until"] or max(days, default="")}


class RecordAppeal(Enclosing):
    """An appeal."""

    heading = _("An appeal")
    by = One(
        _("By"),
        choices=(
            ("person", _("the person sought")),
            ("prosecutor", _("the prosecutor")),
            ("other", _("another party")),
        ),
        needed=_("Say who appeals."),
    )
    court = Line(_("Court that decides on it"), needed=_("Name the court."))
    lodged_on = Day(_("Of"), needed=_("Give the date of the appeal."), sense=past(since="record_ruling.ruled_on"))


class ReportHearing(Enclosing):
    """What happened before a court: a hearing, an adjournment, a stay and its end, another order."""

    heading = _("What happened before the court")
    court = Line(_("Court"), needed=_("Name the court."))
    happened = One(
        _("What happened"),
        choices=(
            ("heard", _("the case was heard")),
            ("adjourned", _("the hearing was adjourned")),
            ("stayed", _("the court stayed the proceedings, or what was decided")),
            ("resumed", _("the stay has ended")),
            ("ordered", _("the court made another order")),
        ),
        needed=_("Say what happened."),
    )
    happened_on = Day(_("On"), needed=_("Give the date."), sense=PAST)
    words = Text(_("What was decided, in short"), rows=3, most=10_000)
    next_on = Day(_("Next date before the court"), sense=AHEAD)
    files = Files(_("The decision or the minutes"), TAKEN)


class NoteHearing(ReportHearing):
    """The same, kept in this ministry."""

    heading = _("Note what happened before the court (stays in this ministry)")


class BackToCourt(Enclosing):
    """The court has the case again after it had ruled: remitted, quashed, opened again."""

    heading = _("The court has the case again")
    court = Line(_("Court that has it now"), needed=_("Name the court."))
    cause = One(
        _("Why"),
        choices=(
            ("remitted", _("a higher court has remitted it")),
            ("quashed", _("the ruling, or the decision on the request, was quashed")),
            ("constitutional", _("a constitutional or international court has it")),
            ("reopened", _("it was opened again")),
        ),
        needed=_("Say why."),
    )
    by = Line(_("Decision by which it came there"), _("Court and number."))
    decided_on = Day(_("Of"), needed=_("Give the date of that decision."), sense=PAST)
    words = Text(_("What it says, in short"), needed=_("Say in short what was decided."), rows=3, most=10_000)
    next_on = Day(_("Next date before the court"), sense=AHEAD)
    files = Files(_("The decision"), TAKEN)


class RecordConsent(Asked):
    """The person agrees to be surrendered."""

    heading = _("The person's consent")
    guidance = _("Record it only after the person was told, with counsel and in a language understood, what it means.")
    given_on = Day(_("Given on"), needed=_("Give the date of the consent."), sense=RECENT)
    before = Line(_("Before which authority, with which counsel"), needed=_("Name the authority."))
    scope = One(
        _("The person"),
        choices=(("surrender", _("consents to the surrender")), ("renounces", _("consents, and renounces speciality"))),
        needed=_("Say to what the person consents."),
    )
    informed = Tick(_("The person was told what the consent means"), needed=_("Without this the consent has no worth."))
    files = Files(_("Record of the consent"), TAKEN)


class RecordConsentWithdrawn(Enclosing):
    """The person withdraws the consent."""

    heading = _("The consent is withdrawn")
    withdrawn_on = Day(_("Withdrawn on"), needed=_("Give the date."), sense=past(since="record_consent.given_on"))
    effect = Text(_("What follows under our law"), needed=_("Say what follows."), rows=3, most=5000)
