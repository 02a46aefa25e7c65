"""What is asked when a detained person is transferred for a time: the purpose, the consent, custody and return."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wtforms import StringField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Text, Tick
from forms.days import AHEAD, OPEN, PAST, RECENT, DayField, ahead, past, told_at
from forms.drafting import Draft
from forms.enclosing import Enclosing
from forms.numbers import Number
from forms.obliging import Obliging
from forms.refusing import Refusal
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.facts import answer_given
from mla.words import _, day_in_words


class AskDetainee(Draft):
    """Why the person is needed, when, and what is undertaken."""

    heading = _("Purpose, dates, custody, undertakings")
    guidance = _("The person must consent freely and fully informed, and both authorities must agree{detainee}.")
    purpose = One(
        _("The person is needed for"),
        choices=(("identification", _("identification")), ("testimony", _("testimony")), ("other", _("other help"))),
        needed=_("Say for what the person is needed."),
    )
    needed_for = Text(
        _("What exactly"), _("Hearing, court, date."), needed=_("Say what the person is needed for."), rows=4
    )
    held_in = Line(_("Where the person is held now"), needed=_("Name the prison or other place."))
    needed_from = Day(_("Needed from"), needed=_("Give the first day."), sense=OPEN)
    return_by = Day(
        _("To be returned by"), needed=_("Give the last day: a transfer for a time has an end."), sense=AHEAD
    )
    custody = Line(_("Where the person will be held with us"), needed=_("Name the place of custody."))
    transport = Text(
        _("Transport, escort, States of transit, costs"), needed=_("Describe the transport."), rows=3, most=5000
    )
    in_custody = Tick(
        _("We keep the person in custody, unless you end it"),
        needed=_("Without this undertaking nobody is handed over."),
    )
    give_back = Tick(
        _("We return the person as agreed, and ask for no extradition proceedings"),
        needed=_("Without this undertaking nobody is handed over."),
    )
    credited = Tick(_("The time with us counts as time served with you"))
    safe_conduct = Tick(_("We do not prosecute or hold the person for earlier acts{safe_conduct}"))

    def validate_return_by(self, field: DayField) -> None:
        """The return comes after the beginning."""
        if field.data and self.needed_from.data and field.data <= self.needed_from.data:
            raise StopValidation(_("The person is to be returned after the day from which it is needed."))


class RecordDetaineeConsent(Asked):
    """What the person answers, having been told what it means."""

    heading = _("The person's answer")
    answer = One(
        _("The person"),
        choices=(
            ("given", _("consents")),
            ("refused", _("does not consent")),
            ("withdrawn", _("withdraws the consent")),
        ),
        needed=_("Say what the person answers."),
    )
    given_on = Day(_("On"), needed=_("Give the date."), sense=RECENT)
    before = Line(_("Before whom, with which counsel and interpreter"), needed=_("Say before whom."))
    informed = Tick(_("The person was fully informed and answered freely"))
    files = Files(_("Record of the answer"), TAKEN)

    def validate_before(self, _field: StringField) -> None:
        """A consent without knowledge is none."""
        if self.answer.data == "given" and not self.informed.data:
            raise StopValidation(
                _("A consent that was not free, or not informed, has no worth. Inform the person first.")
            )


class AgreeDetainee(Asked):
    """Both authorities agree."""

    heading = _("Agree to the transfer for a time")
    decided_by = Line(_("Decision of"), needed=_("Name the authority that decided."))
    decided_on = Day(_("Of"), needed=_("Give the date."), sense=PAST)
    return_by = Day(
        _("To be returned by"),
        needed=_("Give the date of return."),
        sense=ahead(known=told_at("agree_detainee.return_by")),
    )
    custody = Text(_("Custody there, and what else was agreed"), needed=_("Say what was agreed."), rows=4, most=10_000)
    sentence_ends = Day(_("Custody here would end on"), _("The sentence, or the remand."), sense=OPEN)
    files = Files(_("The decision"), TAKEN)


class RefuseDetainee(Refusal):
    """The transfer for a time is refused."""

    heading = _("Refuse the transfer")
    remedy = Text(_("What can still be done"), _("For example: a hearing by video conference."), rows=2, most=5000)


class HandOverDetainee(Obliging):
    """The person is handed over for a time."""

    hands_over = "detainee"
    heading = _("The person was handed over")
    day = Day(_("Handed over on"), needed=_("Give the date."), sense=past(since="agree_detainee.decided_on"))
    place = Line(_("Place"), needed=_("Name the place."))
    to_whom = Line(_("Taken over by"), needed=_("Name who took the person over."))
    return_by = Day(
        _("To be returned by"),
        needed=_("Give the date of return."),
        sense=ahead(known=told_at("agree_detainee.return_by")),
    )
    health = Text(_("Health, medicines, effects"), rows=2, most=5000)
    files = Files(_("Record of the handover"), TAKEN)

    agreed: date | None = None

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Remember until when it was agreed."""
        super().offer(dossier, law, officials)
        answers = answer_given(dossier, "return_by", "agree_detainee")
        self.agreed = date.fromisoformat(answers) if answers else None

    def validate_return_by(self, field: DayField) -> None:
        """Within what was agreed, and after the handover."""
        if field.data and self.agreed and field.data > self.agreed:
            raise StopValidation(
                _("Return was agreed by %(day)s. Extend the date afterwards if need be.", day=day_in_words(self.agreed))
            )
        if field.data and self.day.data and field.data < self.day.data:
            raise StopValidation(_("The person cannot be returned before being handed over."))


class AskLonger(Enclosing):
    """The person is needed beyond the agreed date."""

    heading = _("Ask to keep the person longer")
    until = Day(_("Until"), needed=_("Give the date."), sense=AHEAD)
    reason = Text(_("Why"), needed=_("Give the reason."), rows=3, most=5000)


class EndCustody(Enclosing):
    """The State of origin has no title to hold the person any more."""

    heading = _("The person need not be held any more")
    ended_from = Day(_("From"), needed=_("Give the date."), sense=OPEN)
    reason = Text(
        _("Why"), _("The sentence was served, the remand was lifted."), needed=_("Say why."), rows=3, most=5000
    )


class ReportNoLongerNeeded(Enclosing):
    """The person was told officially that it is no longer needed: the days of safe conduct run."""

    heading = _("The person is no longer needed")
    noticed_on = Day(
        _("Told officially on"),
        _("From this day safe conduct runs out{safe_conduct}."),
        needed=_("Give the date."),
        sense=RECENT,
    )
    by = Line(_("By"), needed=_("Name the authority."))


class ReturnDetainee(Asked):
    """The person is back, or left, or stayed."""

    heading = _("The person was returned")
    how = One(
        _("The person"),
        choices=(
            ("handed_back", _("was handed back")),
            ("left", _("was set free and left")),
            ("stayed", _("was set free and stayed of its own will")),
        ),
        needed=_("Say how it ended."),
    )
    day = Day(_("On"), needed=_("Give the date."), sense=past(since="hand_over_detainee.day"))
    place = Line(_("Place"), needed=_("Name the place."))
    days_held = Number(
        _("Days in custody with us"), _("To be counted as time served."), needed=_("Give the days in custody.")
    )
    report = Text(_("What was done"), needed=_("Say what was done."), rows=3, most=10_000)
    files = Files(_("Record"), TAKEN)
