"""What is asked in the draft of an extradition: on what each person is sought, what is assured, what else is to be known."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import StopValidation

from forms.applying import where
from forms.base import Asked, Day, Line, One, Pick, Text, Tick
from forms.days import PAST
from forms.drafting import Draft
from forms.numbers import Number, WholeNumber
from forms.rows import Rows
from mla.instruments import Law
from mla.lifecycle.text import RequestText
from mla.words import _

TITLES = (
    ("accused", _("Accused: a warrant of arrest")),
    ("convicted", _("Convicted: an enforceable judgment")),
    ("in_absentia", _("Convicted in absence: a judgment given without the person")),
    ("not_sentenced", _("Convicted, not yet sentenced")),
)


class FurtherTitle(Asked):
    """On what one more person is sought, where that is another document."""

    who = Line(_("The person"), _("As under “Persons concerned”."), most=200)
    status = Pick(_("Is"), choices=(("", _("Choose")), *TITLES))
    document = Line(_("The document"))
    court = Line(_("Issued by"))
    dated = Day(_("Of"), sense=PAST)
    copy = Pick(
        _("It is attached as"),
        choices=(("", _("Choose")), ("original", _("the original")), ("certified", _("a certified copy"))),
    )
    sentence = Line(_("Sentence imposed, and what remains of it"))


class StateTitle(Draft):
    """On what the person is sought: a warrant, a judgment, a conviction; of several persons, on what each is."""

    heading = _("Warrant or judgment")
    guidance = _("Attach the document itself, as original or certified copy, under “Attachments”.")
    status = One(_("The person is"), choices=TITLES, needed=_("Say on what the person is sought."))
    document = Line(
        _("The document"),
        _("For example: warrant of arrest, file number."),
        needed=_("Name the warrant or the judgment."),
    )
    court = Line(_("Court or judicial authority that issued it"), needed=_("Name the court or judicial authority."))
    dated = Day(_("Of"), needed=_("Give the date of the document."), sense=PAST)
    copy = One(
        _("It is attached as"),
        choices=(("original", _("the original")), ("certified", _("a certified copy"))),
        needed=_("Say how it is attached. A plain copy has led to refusals."),
    )
    enforceable = Text(
        _("That the judgment is enforceable, and why"),
        needed=_("Say that the judgment is enforceable, and why."),
        rows=3,
        most=5000,
    )
    sentence = Line(_("Sentence imposed"), needed=_("Name the sentence."))
    remaining = Number(_("Months that remain to be served"))
    intention = Text(
        _("Intention to sentence"),
        _("That and when a sentence is to be passed."),
        needed=_("State the intention to pass a sentence."),
        rows=3,
        most=5000,
    )
    safeguards = Text(
        _("How the defence was protected, and the right to a retrial or an appeal"),
        _("Summons, counsel, notice of the judgment, retrial in presence."),
        needed=_("Tell of the safeguards and of the right to a retrial or an appeal."),
        rows=5,
        most=10_000,
    )
    further = Rows(
        FurtherTitle,
        _("Further persons who are sought on another document"),
        hint=_("Leave empty where one document names everybody."),
        noun=_("Document"),
        another=_("Add another document"),
    )
    asked_since = ("further",)
    folded = ("further",)
    fold_title = _("Several persons, each sought on a document of his or her own")
    asked_if = {
        "enforceable": where("status", "convicted", "in_absentia"),
        "sentence": where("status", "convicted", "in_absentia"),
        "remaining": where("status", "convicted", "in_absentia"),
        "intention": where("status", "not_sentenced"),
        "safeguards": where("status", "in_absentia"),
    }

    least = None
    article = ""

    def offer_text(self, text: RequestText, law: Law) -> None:
        """Remember how much of a sentence the instrument wants to be left."""
        super().offer_text(text, law)
        row = next(iter(law.limits(text.instrument, "remaining_sentence")), None)
        if row:
            self.least, self.article = row.months, row.article

    def validate_further(self, field: Rows) -> None:
        """Of each further document it is said whom it concerns, what it is, who issued it and when, and how it is attached."""
        asked = ("who", "status", "document", "court", "dated", "copy")
        if not self.later and any(not row[name].data for row in field.told for name in asked):
            raise StopValidation(
                _(
                    "Of each further document say whom it concerns, what it is, who issued it and when, and how it is attached."
                )
            )

    def validate_remaining(self, field: WholeNumber) -> None:
        """Enough of the sentence must be left."""
        if self.status.data == "convicted" and field.data is None and not self.later:
            raise StopValidation(_("Say how many months remain to be served."))
        if self.least and field.data is not None and field.data < self.least:
            raise StopValidation(
                _(
                    "%(months)s months remain. At least %(least)s must remain for extradition (art. %(article)s).",
                    months=field.data,
                    least=self.least,
                    article=self.article,
                )
            )


class GiveAssurances(Draft):
    """What the requesting State assures, each by the authority that can."""

    heading = _("Assurances and undertakings")
    guidance = _("An assurance binds. Give only what the competent authority has authorised, and attach its letter.")
    death = One(
        _("Death penalty"),
        _("Needed where an offence carries it."),
        choices=(
            ("none", _("no offence carries it")),
            ("not_imposed", _("it will not be imposed")),
            ("not_carried_out", _("it will not be carried out")),
            ("open", _("no assurance is given yet")),
        ),
        needed=_("Say how it stands with the death penalty."),
    )
    death_words = Text(_("Exact words of the assurance, and the authority that gives it"), rows=3, most=5000)
    speciality = Tick(_("We will try and punish the person for nothing else done before the surrender (speciality)"))
    onward = Tick(_("We will not extradite the person to another State without consent"))
    life = Text(_("Review of a life or indeterminate sentence"), rows=3, most=5000)
    court = Text(_("The court that will try the person is an ordinary one"), rows=2, most=5000)
    treatment = Text(_("Treatment in custody, and fair trial"), rows=3, most=5000)
    retrial = Text(_("Retrial in presence"), rows=2, most=5000)
    return_of_national = Text(
        _("Return of a national to serve the sentence at home"), _("Conditional extradition."), rows=2, most=5000
    )

    def validate_death_words(self, field: TextAreaField) -> None:
        """An assurance is given in exact words."""
        if self.death.data in ("not_imposed", "not_carried_out") and not field.data and not self.later:
            raise StopValidation(_("Give the exact words of the assurance, and who gives it."))


class SayMore(Draft):
    """What else the requested State will ask: other proceedings, limitation, property, route."""

    heading = _("Earlier proceedings, property, route")
    earlier = Text(
        _("Earlier or parallel proceedings, here, there, elsewhere, or before an international court"),
        _("Say “none known” if there are none."),
        needed=_("Say what proceedings are known, or that none are."),
        rows=3,
        most=10_000,
    )
    competing = Text(_("Other requests for the same person that you know of"), rows=2, most=5000)
    limitation = Text(_("Limitation: the law, and what interrupts it"), rows=3, most=5000)
    property_sought = Text(_("Property to be seized and handed over"), rows=3, most=5000)
    arrest = Text(_("Provisional arrest: date, and when the time for this request ends"), rows=2, most=2000)
    route = Text(_("Route, and transit through third States"), rows=2, most=2000)
    other_evidence = Text(_("Other information that the law of the requested State demands"), rows=4)
