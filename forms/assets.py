"""What is asked in an asset matter: what there is, what happens to it, and who gets it."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import StringField
from wtforms.validators import StopValidation

from forms.applying import where
from forms.base import Asked, Day, Files, Line, One, Pick, Text
from forms.days import AHEAD, OPEN, PAST, RECENT, DayField
from forms.drafting import Draft
from forms.enclosing import Enclosing
from forms.national_law import Remedies, TellingRemedies
from forms.numbers import Number
from forms.questions import Asking, name_of
from forms.refusing import Refusal
from forms.rows import Rows
from forms.things import Amount, Currency, Finding, Found, Sum, Thing, both, sum_of_money
from mla.canonical import Answers
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.lifecycle import questions
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.words import _, day_in_words


class ListProperty(Draft):
    """What is sought, and what is asked to be done with it."""

    heading = _("Property, and what is asked")
    asked = One(
        _("What is asked first"),
        choices=(
            ("trace", _("to trace it")),
            ("freeze", _("to freeze it")),
            ("both", _("to trace and to freeze it")),
            ("enforce", _("to enforce a final order of confiscation at once")),
        ),
        needed=_("Say what is asked first."),
    )
    things = Text(
        _("The property"),
        _("For each thing: what it is, where, in whose name, what it is worth. An empty line starts a new one."),
        needed=_("Name at least one piece of property, or what is known of it."),
    )
    items = Rows(
        Thing,
        _("The same, one by one"),
        noun=_("Property"),
        another=_("Add another piece of property"),
        hint=_(
            "Each goes its own way from then on: frozen, lifted, confiscated, given to somebody. Later steps name it by its number."
        ),
    )
    asked_since = ("items",)
    link = Text(
        _("How it is linked with the offences, or with the value of what they brought"),
        needed=_("Say how it is linked with the offences."),
        rows=4,
        most=10_000,
    )
    order = Text(_("Order relied on, by which court, and whether it can be enforced"), rows=3, most=5000)
    victims = Text(_("Victims whose reparation depends on it"), rows=2, most=5000)


class ReportTraced(Finding):
    """What was found."""

    heading = _("What was traced")
    found = Text(
        _("What was found, where, in whose name"), needed=_("Say what was found, or that nothing was."), rows=6
    )
    worth = Line(_("Estimated worth, with the currency"), most=100)
    found_items = Found()
    files = Files(_("Documents"), TAKEN)
    asked_since = ("found_items",)


class Freeze(TellingRemedies):
    """Something is frozen, until a day."""

    decision = "freezing"
    decided = "from_day"
    heading = _("Record the freezing")
    what = Text(_("What is frozen"), needed=_("Say what is frozen."), rows=4, most=10_000)
    order = Line(_("Order of which court, and when"), needed=_("Name the order."))
    from_day = Day(_("From"), needed=_("Give the first day."), sense=OPEN)
    until = Day(
        _("Until"), _("A freezing has an end."), needed=_("Give the last day: a freezing has an end."), sense=AHEAD
    )
    remedy = Text(_("Rights of those concerned"), rows=2, most=5000)
    remedies = Remedies()
    files = Files(_("The order"), TAKEN)
    folded = ("remedies",)
    fold_title = _("Remedies against the decision")
    asked_since = ("remedies",)

    def validate_until(self, field: DayField) -> None:
        """It ends after it begins."""
        if field.data and self.from_day.data and field.data <= self.from_day.data:
            raise StopValidation(_("The last day must come after the first."))


class AskFreezingAgain(Enclosing):
    """What was lifted is to be frozen once more."""

    heading = _("Ask for a new freezing")
    until = Day(_("Wished until"), sense=AHEAD)
    reason = Text(_("Why"), needed=_("Say why it is to be frozen again."), rows=4, most=10_000)


class RenewFreezing(Enclosing):
    """The freezing lasts longer."""

    heading = _("Renew the freezing")
    until = Day(_("Now until"), needed=_("Give the new last day."), sense=AHEAD)
    reason = Text(_("Why"), needed=_("Say why."), rows=3, most=5000)
    last = None

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Remember when it would end."""
        super().offer(dossier, law, officials)
        answers = next((e.answers for e in reversed(dossier.events) if e.trigger in ("freeze", "renew_freezing")), None)
        self.last = answers["until"] if answers else None

    def validate_until(self, field: DayField) -> None:
        """It is renewed forwards."""
        if field.data and self.last and field.data.isoformat() <= self.last:
            raise StopValidation(_("It lasts until %(day)s already. Name a later day.", day=day_in_words(self.last)))


class LiftFreezing(Enclosing):
    """The property is free again."""

    heading = _("Lift the freezing")
    lifted_on = Day(_("Lifted on"), needed=_("Give the date."), sense=RECENT)
    reason = Text(_("Why"), needed=_("Say why."), rows=3, most=5000)


class AskConfiscation(Asked):
    """The requesting State asks for confiscation, in one of two ways."""

    heading = _("Ask for confiscation")
    way = One(
        _("We ask"),
        choices=(
            ("enforce", _("that our court's order of confiscation be enforced")),
            ("submit", _("that the request be put before your authorities for an order of their own")),
        ),
        needed=_("Say in which way confiscation is asked."),
    )
    order = Text(
        _("The order, whether it is final, and for how much"),
        needed=_("Name the order, say that it is final, and for how much it is."),
        rows=3,
    )
    grounds = Text(_("The facts relied on"), needed=_("State the facts relied on."), rows=5)
    disposal = Text(_("What is asked to be done with it"), _("Victims, former owner, sharing."), rows=3, most=5000)
    files = Files(_("The order, certified"), TAKEN)
    asked_if = {"order": where("way", "enforce")}


class RecordClaim(Asking):
    """Somebody else says that it is theirs."""

    trigger = "record_claim"
    heading = _("A claim of somebody else")
    claimant = Line(_("Who claims it"), needed=_("Name the claimant."))
    claim = Text(_("What is claimed, and on what ground"), needed=_("Say what is claimed."), rows=4, most=10_000)
    answer_by = Day(_("You may answer until"), sense=AHEAD)


class AnswerClaim(Asked):
    """What the requesting State says to one claim."""

    heading = _("Answer a claim of somebody else")
    concerning = ""
    question = Pick(_("Claim that is answered"), needed=_("Choose the claim that is answered."))
    position = Text(_("Our position, and what it rests on"), needed=_("Give your position."), rows=5, most=10_000)
    files = Files(_("Documents"), TAKEN)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The claims that wait for an answer; the only one stands there already."""
        super().offer(dossier, law, officials)
        waiting = questions.waiting(dossier.events, "record_claim", "answer_claim", "question")
        self.claims = {name_of(event): event.answers["claimant"] for event in waiting}
        self.question.choices = list(self.claims.items())
        if not self.question.data and len(self.claims) == 1:
            self.question.data = next(iter(self.claims))

    def answers(self) -> Answers:
        """With the name of the claimant, so that the letter can repeat it."""
        return super().answers() | {"concerning": self.claims.get(self.question.data, "")}


class Confiscate(TellingRemedies):
    """It is confiscated."""

    decision = "confiscation"
    decided = "decided_on"
    heading = _("Record the confiscation")
    court = Line(_("Decision of"), needed=_("Name the court."))
    decided_on = Day(_("Of"), needed=_("Give the date."), sense=PAST)
    what = Text(_("What is confiscated"), needed=_("Say what is confiscated."), rows=3, most=10_000)
    remedies = Remedies()
    files = Files(_("The decision"), TAKEN)
    folded = ("remedies",)
    fold_title = _("Remedies against the decision")
    asked_since = ("remedies",)


class Realise(Enclosing, Amount):
    """It is turned into money."""

    heading = _("What it brought")
    sold_on = Day(_("On"), needed=_("Give the date."), sense=RECENT)
    costs = Line(_("Costs to be taken off, with the currency"), most=100)
    told = Text(_("How it was sold"), rows=3, most=5000)

    def validate_currency(self, _field: StringField) -> None:
        """What it brought is told in full."""
        if not self.amount.data:
            raise StopValidation(_("Say what it brought, and in which currency."))
        both(self)


class ShareRow(Asked):
    """One who gets a part."""

    to_whom = Line(_("To whom"), most=300)
    as_what = Pick(
        _("As"),
        choices=(
            ("victim", _("victims, for their reparation")),
            ("owner", _("the former owner, or who has rights in good faith")),
            ("requesting", _("the requesting State")),
            ("requested", _("the requested State")),
        ),
    )
    share = Number(_("In the hundred"), most=100)
    amount = Sum()
    currency = Currency()
    asked_since = ("amount", "currency")

    validate_amount = staticmethod(sum_of_money)

    def validate_currency(self, _field: StringField) -> None:
        """An amount is one of a currency."""
        both(self)


class Dispose(Asked):
    """Who gets it."""

    heading = _("To whom it was given")
    given_on = Day(_("On"), needed=_("Give the date."), sense=RECENT)
    shares = Rows(ShareRow, _("Shares"), noun=_("Share"), another=_("Add another share"))
    agreement = Text(
        _("Agreement between the two States"), needed=_("Say what was agreed, or that nothing had to be."), rows=3
    )
    files = Files(_("Agreement, receipts"), TAKEN)

    def validate_shares(self, field: Rows) -> None:
        """Everything is given to somebody, and no more than there is."""
        shares = [row.form.share.data or 0 for row in field if row.form.to_whom.data]
        if sum(shares) != 100:
            raise StopValidation(_("The shares add up to %(sum)s. They must add up to 100.", sum=sum(shares)))


class RefuseAssets(Refusal):
    """The request is refused."""

    decision = "assistance_refused"
    heading = _("Refuse the request")
