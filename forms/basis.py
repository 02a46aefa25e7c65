"""What is asked when a request is started, and of the basis on which it rests."""

from __future__ import annotations

from collections.abc import Container, Sequence

from wtforms import HiddenField

from forms.applying import where
from forms.base import Asked, Line, Pick, Several, Text, Tick
from forms.between import only_of_these_two
from forms.drafting import Draft
from forms.languages import LettersPick
from forms.offered import DropDown
from forms.states import StatePick
from mla.instruments import Law
from mla.instruments.bodies import passes
from mla.lifecycle.facts import further_bases
from mla.lifecycle.text import RequestText
from mla.words import _

CHANNELS = (
    ("system", _("This system, from central authority to central authority")),
    ("post", _("Post between central authorities")),
    ("diplomatic", _("Diplomatic channel")),
    ("interpol", _("INTERPOL")),
    ("courier", _("Courier or by hand")),
    ("email", _("Secure e-mail")),
)
"""On which ways a request may travel. A State's sheet names those that it accepts."""


class Open(Asked):
    """Start a request."""

    heading = _("Start a request")
    counterpart = StatePick(_("Which State, court or body is asked to help?"), needed=_("Choose who is asked."))
    title = Line(
        _("Short title"),
        _("As your register should show it, for example “Investigation Ravna, 2014–2016”."),
        needed=_("Give the request a short title."),
        most=200,
    )
    instrument = Pick(
        _("Treaty or other basis"),
        _("You can say more about it on the next page."),
        needed=_("Choose the basis of the request."),
    )
    language = LettersPick(_("Language of the formal papers"))
    arises_from = HiddenField()

    law: Law

    def offer_text(self, text: RequestText, law: Law) -> None:
        """States and instruments come from the register of the installation."""
        super().offer_text(text, law)
        self.law = law
        self.counterpart.offer_counterparts(law, text.table)
        self.instrument.choices = law.bases(law.field, bodies=passes(text.table.kind))
        self.language.offer_languages(law)

    def validate_instrument(self, field: DropDown) -> None:
        """An agreement between two States carries requests of those two alone."""
        only_of_these_two(self.law, field.data, self.counterpart)


class ChooseBasis(Draft):
    """The legal basis, stated honestly; and by which channel the request goes to whom."""

    heading = _("Legal basis and channel")
    guidance = _(
        "Say on what the request rests today. Where a treaty is not in force between the two States, say so, and what carries the request instead."
    )
    instrument = Pick(_("Treaty or other basis"), needed=_("Choose the basis of the request."))
    standing = Text(
        _("How the basis stands between the two States today"),
        _("This sentence is printed in the letter."),
        needed=_("Say how the basis stands between the two States."),
        rows=4,
    )
    aware = Tick(
        _("I know that the request cannot rest on this basis alone today"),
        _("Only where the basis is not usable today, or to be verified. The letter then says so."),
    )
    although = Text(
        _("Why the request is made under it all the same"),
        _("Printed in the letter, after a sentence that says so."),
        needed=_("Say why the request is made under this basis all the same."),
        rows=3,
        most=5000,
    )
    further = Several(
        _("Further bases that carry the request besides"),
        _("They apply together: what each of them asks is asked, and a refusal may name a ground of any of them."),
    )
    further_standing = Text(
        _("How each of these stands between the two States today"),
        _("Printed in the letter."),
        needed=_("Say how the further bases stand between the two States."),
        rows=3,
        most=5000,
    )
    folded = ("further", "further_standing")
    fold_title = _("Further bases that carry the request besides")
    asked_since = ("further", "further_standing")
    reciprocity = Tick(_("We undertake to do the same for the other State (reciprocity)"))
    addressee = Line(_("Authority to which the request is addressed{MLA-G-02}"), _("As the State’s sheet names it."))
    channel = Pick(_("Channel{MLA-G-02}"), choices=(("", _("Not chosen yet")), *CHANNELS))
    language = LettersPick(_("Language of the formal papers"))
    asked_if = {"although": where("aware")}

    def offer_text(self, text: RequestText, law: Law) -> None:
        """The instruments the installation knows; what was chosen when the request was started stands there already."""
        super().offer_text(text, law)
        held = (*further_bases(text), *(self.further.data or () if self.abroad else ()))
        self.instrument.choices = law.bases(law.field, (text.instrument, *held), bodies=True)
        self.further.choices = self.instrument.choices
        self.asked_if = {
            **self.asked_if,
            "further_standing": where("further", *(str(value) for value, *_rest in self.instrument.iter_choices())),
        }
        self.language.offer_languages(law)
        for field, chosen in ((self.instrument, text.instrument), (self.language, text.language)):
            if not field.raw_data:
                field.data = chosen

    def know_bases(self, ranked: Sequence[str], usable: Container[str], of_others: Container[str] = ()) -> None:
        """Offer the bases in this order, those first that serve; that a basis cannot carry the request alone is asked of the others.

        What other States have agreed on between two of them is not offered.
        """
        order = {code: place for place, code in enumerate(ranked)}
        known = [(str(value), str(label)) for value, label, *_rest in self.instrument.iter_choices()]
        known = [one for one in known if one[0] not in of_others]
        self.instrument.choices = sorted(known, key=lambda one: order.get(one[0], len(order)))
        self.further.choices = self.instrument.choices
        doubtful = [code for code, _name in known if code not in usable]
        self.asked_if = {**self.asked_if, "aware": where("instrument", *doubtful)}
