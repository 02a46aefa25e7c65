"""What is asked of each thing of an asset matter on its own way: statements, expiry, lifting in part, early return, payments."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import StopValidation

from forms.base import Day, Files, Line, One, Pick, Text
from forms.conditions import BINDS
from forms.days import AHEAD, PAST, RECENT
from forms.enclosing import Enclosing
from forms.obliging import Obliging
from forms.questions import AnsweringOne, Asking
from forms.refusing import Refusal
from forms.rows import Rows
from forms.things import Currency, Finding, Found, Sum, Thing, both, sum_of_money
from mla.documents.kinds import TAKEN
from mla.words import _

RECIPIENTS = (
    ("victim", _("victims, for their reparation")),
    ("owner", _("the former owner, or who has rights in good faith")),
    ("requesting", _("the requesting State")),
    ("requested", _("the requested State")),
    ("other", _("somebody else")),
)


class Balance(Thing):
    """What is held of one thing, on a day."""

    on = Day(_("On"), sense=PAST)


class ReportAccount(Finding, Enclosing):
    """What is held now; asked for again and again, as long as something is held."""

    heading = _("What is held, and what was found besides")
    told = Text(_("What is held, and what has changed"), needed=_("Say what is held."), rows=4, most=10_000)
    balances = Rows(Balance, _("Statement, thing by thing"), noun=_("Line"), another=_("Add another line"))
    found_items = Found()
    files = Files(_("Statements of account"), TAKEN)
    asked_since = ("found_items",)


class RecordExpiry(Enclosing):
    """A freezing has run out and was not renewed."""

    heading = _("The freezing has run out")
    expired_on = Day(_("Last day of the freezing"), needed=_("Give the date."), sense=PAST)
    next_step = Text(
        _("What happens to the property now"),
        needed=_("Say what happens now: whether it is free, or will be frozen anew."),
        rows=3,
        most=5000,
    )


class LiftInPart(Enclosing):
    """A part is free again; the freezing of the rest stands."""

    heading = _("Lift the freezing in part")
    what = Text(_("What is free again"), needed=_("Say what is free again."), rows=3, most=5000)
    amount = Sum()
    currency = Currency()
    validate_amount = staticmethod(sum_of_money)
    lifted_on = Day(_("Lifted on"), needed=_("Give the date."), sense=RECENT)
    reason = Text(
        _("Why"), _("Living costs, fees of counsel, rights of others."), needed=_("Say why."), rows=3, most=5000
    )

    def validate_currency(self, _field: StringField) -> None:
        """An amount is one of a currency."""
        both(self)


class RefuseConfiscation(Refusal):
    """Confiscation is refused; what is frozen stays frozen until it is lifted or runs out."""

    decision = "assistance_refused"
    heading = _("Refuse the confiscation, while the freezing stands")
    freezing = Text(
        _("What becomes of the freezing"),
        _("Until when it stands, and what would end it."),
        needed=_("Say what becomes of the freezing."),
        rows=2,
        most=5000,
    )


class ReturnEarly(Obliging):
    """Something is given back before everything is decided, into the hands of somebody who keeps it."""

    hands_over = "property"
    heading = _("Return it early, into an escrow")
    what = Text(_("What is returned"), needed=_("Say what is returned."), rows=3, most=5000)
    amount = Sum()
    currency = Currency()
    day = Day(_("On"), needed=_("Give the date."), sense=RECENT)
    to_whom = Line(_("Who keeps it"), _("The escrow agent, the account."), needed=_("Name who keeps it."))
    terms = Text(
        _("On which terms it is kept and given out"),
        _("For whom, who decides, what happens if confiscation is refused. %(binds)s", binds=BINDS),
        needed=_("Say on which terms it is kept."),
        rows=4,
        most=10_000,
    )
    account_by = Day(_("It is to be accounted for by"), sense=AHEAD)

    validate_amount = staticmethod(sum_of_money)

    def validate_currency(self, _field: StringField) -> None:
        """An amount is one of a currency."""
        both(self)


class AwardShare(Asking):
    """What one recipient gets, and by when. As many of them as there are recipients, each with its own day."""

    trigger = "award_share"
    heading = _("What is paid to whom, and by when")
    to_whom = Line(_("To whom"), needed=_("Name the recipient."))
    as_what = Pick(_("As"), choices=RECIPIENTS, needed=_("Say in what quality."))
    amount = Sum()
    currency = Currency()
    thing = Line(_("What is given, where it is no money"), most=300)
    pay_by = Day(_("To be paid or handed over by"), needed=_("Give the day."), sense=AHEAD)
    decision = Line(_("Decision or agreement on which it rests"), most=300)

    validate_amount = staticmethod(sum_of_money)

    def validate_currency(self, _field: StringField) -> None:
        """Money in its currency, or a thing."""
        both(self)
        if not self.amount.data and not self.thing.data:
            raise StopValidation(_("Say how much is paid, or what is given."))


class ReportPayment(AnsweringOne):
    """One recipient was paid, or was not."""

    asks = ("award_share", "report_payment", "to_whom")
    heading = _("Report a payment")
    question = Pick(_("Payment that was announced"), needed=_("Choose the payment."))
    result = One(
        _("It was"),
        choices=(("paid", _("paid or handed over")), ("failed", _("not paid, and will not be"))),
        needed=_("Say whether it was paid."),
    )
    paid_on = Day(_("On"), needed=_("Give the date."), sense=RECENT)
    amount = Sum()
    currency = Currency()
    words = Text(_("Remark"), rows=2, most=5000)

    validate_amount = staticmethod(sum_of_money)

    def validate_currency(self, _field: StringField) -> None:
        """An amount is one of a currency."""
        both(self)
