"""What is asked in an asset matter: what there is, what happens to it, and who gets it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import FieldList, FormField
from wtforms.validators import StopValidation, ValidationError

from forms.arrest import RefuseArrest
from forms.base import Asked, Day, Files, Line, One, Pick, Text
from forms.days import AHEAD, OPEN, PAST
from forms.drafting import Draft
from forms.extradition import DOCUMENTS
from forms.numbers import Number
from forms.questions import Asking, name_of
from mla.instruments import Law
from mla.lifecycle import questions
from mla.lifecycle.case_file import CaseFile, OfficialRecord


def sum_of_money(_form: Any, field: Any) -> None:
    """An amount is a number with at most two places and no sign; it is kept as it was written."""
    if not field.data:
        return
    try:
        value = Decimal(field.data.replace(" ", "").replace("\u00a0", "").replace("\u202f", ""))
    except InvalidOperation:
        raise ValidationError(
            "Give the amount in digits, with a point before the cents, for example 412600.50."
        ) from None
    if not value.is_finite() or value < 0 or -int(value.as_tuple().exponent) > 2:
        raise ValidationError("Give an amount that is not below nought, with at most two places.")


class Amount(Asked):
    """An amount of money."""

    amount = Line("Amount", "In digits, for example 412600.50.", most=40)
    currency = Line("Currency", "Three letters, for example EUR.", most=3)

    validate_amount = staticmethod(sum_of_money)


def _both(form: Any) -> None:
    if bool(form["amount"].data) != bool(form["currency"].data):
        raise StopValidation("Give the amount and its currency, both or neither.")


class ListProperty(Draft):
    """What is sought, and what is asked to be done with it."""

    heading = "Property, and what is asked"
    asked = One(
        "What is asked first",
        choices=(("trace", "to trace it"), ("freeze", "to freeze it"), ("both", "to trace and to freeze it")),
        needed="Say what is asked first.",
    )
    things = Text(
        "The property",
        "For each thing: what it is, where, in whose name, what it is worth. An empty line starts a new one.",
        needed="Name at least one piece of property, or what is known of it.",
    )
    link = Text(
        "How it is linked with the offences, or with the value of what they brought",
        needed="Say how it is linked with the offences.",
        rows=4,
        most=10_000,
    )
    order = Text("Order relied on, by which court, and whether it can be enforced", rows=3, most=5000)
    victims = Text("Victims whose reparation depends on it", rows=2, most=5000)


class ReportTraced(Asked):
    """What was found."""

    heading = "What was traced"
    found = Text("What was found, where, in whose name", needed="Say what was found, or that nothing was.", rows=6)
    worth = Line("Estimated worth, with the currency", most=100)
    files = Files("Documents", DOCUMENTS)


class Freeze(Asked):
    """Something is frozen, until a day."""

    heading = "Record the freezing"
    what = Text("What is frozen", needed="Say what is frozen.", rows=4, most=10_000)
    order = Line("Order of which court, and when", needed="Name the order.")
    from_day = Day("From", needed="Give the first day.", sense=OPEN)
    until = Day("Until", "A freezing has an end.", needed="Give the last day: a freezing has an end.", sense=AHEAD)
    remedy = Text("Rights of those concerned", rows=2, most=5000)
    files = Files("The order", DOCUMENTS)

    def validate_until(self, field: Any) -> None:
        """It ends after it begins."""
        if field.data and self.from_day.data and field.data <= self.from_day.data:
            raise StopValidation("The last day must come after the first.")


class RenewFreezing(Asked):
    """The freezing lasts longer."""

    heading = "Renew the freezing"
    until = Day("Now until", needed="Give the new last day.", sense=AHEAD)
    reason = Text("Why", needed="Say why.", rows=3, most=5000)
    last = None

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Remember when it would end."""
        answers = next((e.answers for e in reversed(dossier.events) if e.trigger in ("freeze", "renew_freezing")), None)
        self.last = answers["until"] if answers else None

    def validate_until(self, field: Any) -> None:
        """It is renewed forwards."""
        if field.data and self.last and field.data.isoformat() <= self.last:
            raise StopValidation(f"It lasts until {self.last} already. Name a later day.")


class LiftFreezing(Asked):
    """The property is free again."""

    heading = "Lift the freezing"
    lifted_on = Day("Lifted on", needed="Give the date.", sense=PAST)
    reason = Text("Why", needed="Say why.", rows=3, most=5000)


class AskConfiscation(Asked):
    """The requesting State asks for confiscation, in one of two ways."""

    heading = "Ask for confiscation"
    way = One(
        "We ask",
        choices=(
            ("enforce", "that our court's order of confiscation be enforced"),
            ("submit", "that the request be put before your authorities for an order of their own"),
        ),
        needed="Say in which way confiscation is asked.",
    )
    order = Text("The order, whether it is final, and for how much", "Where an order is to be enforced.", rows=3)
    grounds = Text("The facts relied on", needed="State the facts relied on.", rows=5)
    disposal = Text("What is asked to be done with it", "Victims, former owner, sharing.", rows=3, most=5000)
    files = Files("The order, certified", DOCUMENTS)

    def validate_order(self, field: Any) -> None:
        """An order is named where one is to be enforced."""
        if self.way.data == "enforce" and not field.data:
            raise StopValidation("Name the order, say that it is final, and for how much it is.")


class RecordClaim(Asking):
    """Somebody else says that it is theirs."""

    trigger = "record_claim"
    heading = "A claim of somebody else"
    claimant = Line("Who claims it", needed="Name the claimant.")
    claim = Text("What is claimed, and on what ground", needed="Say what is claimed.", rows=4, most=10_000)
    answer_by = Day("You may answer until", sense=AHEAD)


class AnswerClaim(Asked):
    """What the requesting State says to one claim."""

    heading = "Answer a claim of somebody else"
    concerning = ""
    question = Pick("Claim that is answered", needed="Choose the claim that is answered.")
    position = Text("Our position, and what it rests on", needed="Give your position.", rows=5, most=10_000)
    files = Files("Documents", DOCUMENTS)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The claims that wait for an answer; the only one stands there already."""
        super().offer(dossier, law, officials)
        waiting = questions.waiting(dossier.events, "record_claim", "answer_claim", "question")
        self.claims = {name_of(event): event.answers["claimant"] for event in waiting}
        self.question.choices = list(self.claims.items())
        if not self.question.data and len(self.claims) == 1:
            self.question.data = next(iter(self.claims))

    def answers(self) -> dict[str, Any]:
        """With the name of the claimant, so that the letter can repeat it."""
        return super().answers() | {"concerning": self.claims.get(self.question.data, "")}


class Confiscate(Asked):
    """It is confiscated."""

    heading = "Record the confiscation"
    court = Line("Decision of", needed="Name the court.")
    decided_on = Day("Of", needed="Give the date.", sense=PAST)
    what = Text("What is confiscated", needed="Say what is confiscated.", rows=3, most=10_000)
    files = Files("The decision", DOCUMENTS)


class Realise(Amount):
    """It is turned into money."""

    heading = "What it brought"
    sold_on = Day("On", needed="Give the date.", sense=PAST)
    costs = Line("Costs to be taken off, with the currency", most=100)
    told = Text("How it was sold", rows=3, most=5000)

    def validate_currency(self, _field: Any) -> None:
        """What it brought is told in full."""
        if not self.amount.data:
            raise StopValidation("Say what it brought, and in which currency.")
        _both(self)


class ShareRow(Asked):
    """One who gets a part."""

    to_whom = Line("To whom", most=300)
    as_what = Pick(
        "As",
        choices=(
            ("victim", "victims, for their reparation"),
            ("owner", "the former owner, or who has rights in good faith"),
            ("requesting", "the requesting State"),
            ("requested", "the requested State"),
        ),
    )
    share = Number("In the hundred", most=100)


class Dispose(Asked):
    """Who gets it."""

    heading = "To whom it was given"
    given_on = Day("On", needed="Give the date.", sense=PAST)
    shares = FieldList(FormField(ShareRow), min_entries=3)
    agreement = Text(
        "Agreement between the two States", needed="Say what was agreed, or that nothing had to be.", rows=3
    )
    files = Files("Agreement, receipts", DOCUMENTS)

    def validate_shares(self, field: Any) -> None:
        """Everything is given to somebody, and no more than there is."""
        shares = [row.form.share.data or 0 for row in field if row.form.to_whom.data]
        if sum(shares) != 100:
            raise StopValidation(f"The shares add up to {sum(shares)}. They must add up to 100.")


class RefuseAssets(RefuseArrest):
    """The request is refused."""

    heading = "Refuse the request"
