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
