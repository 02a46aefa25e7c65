"""What is asked about translations: what is ordered from whom, and what came."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import StringField
from wtforms.validators import StopValidation

from forms.attaching import document_choices
from forms.base import Asked, Day, Files, Line, One, Pick, Several, Text
from forms.days import AHEAD, RECENT, DayField, too_early
from forms.languages import LanguagePick
from forms.offered import DropDown
from mla.canonical import Answers
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.languages import language_told
from mla.lifecycle import translations
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.terms import Step
from mla.lifecycle.translations import Order
from mla.words import _


class OrderTranslation(Asked):
    """Have documents, or a letter that has not left yet, translated."""

    heading = _("Order a translation")
    guidance = _(
        "Nothing is sent by this step. The translation of a letter or an annex that has not left yet travels with it, if it"
        " comes in time; any other stays in this ministry and goes along where that document is enclosed."
    )
    documents = Several(_("Documents to be translated"))
    letter = Pick(_("A letter of ours that has not left yet"), _("Its translation travels with it."))
    source = LanguagePick(_("From"), needed=_("Choose the language it is translated from."))
    target = LanguagePick(_("Into"), needed=_("Choose the language it is translated into."))
    translator = Line(_("Translator or agency"), needed=_("Say who translates."), most=200)
    due_on = Day(_("Due on"), needed=_("Say when the translation is due."), sense=AHEAD)
    cost = Line(_("Cost agreed"), _("With the currency."), most=100)
    remark = Text(_("Remark"), _("For example the certificate that is wanted."), rows=2, most=2000)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The documents of the request; the letters that may be sent now, and the request itself while it is unsent."""
        super().offer(dossier, law, officials)
        self.documents.choices = document_choices(dossier)
        self.letter.choices = [("", _("None")), *((one.trigger, one.title) for one in _unsent(dossier))]
        again = translations.outdated(dossier)
        if self.typed is None and again:
            order = again[0]
            self.letter.data, self.source.data, self.target.data = order.letter, order.source, order.target
            self.translator.data = order.translator
            self.guidance = _(
                "Filled in as it was ordered before: the text was changed since. The newer translation travels in place of the earlier one."
            )

    def validate_letter(self, field: DropDown) -> None:
        """Something is translated."""
        if not field.data and not self.documents.data:
            raise StopValidation(_("Choose what is to be translated: documents, or a letter."))

    def validate_target(self, field: DropDown) -> None:
        """Into another language than its own."""
        if field.data and field.data == self.source.data:
            raise StopValidation(_("Choose two different languages."))


def _unsent(dossier: CaseFile) -> list[Step]:
    """Our letters that may leave now; while the request itself is not sent, that one."""
    table, side = dossier.table, dossier.our_side
    if table.private(dossier.stage):
        return [table.sending] if side is table.sending.side else []
    return [s for s in table.steps if s.crosses and s.side in (None, side) and dossier.stage in s.sources]


class ReceiveTranslation(Asked):
    """A translation came, or is no longer needed."""

    heading = _("Record a translation received")
    CERTIFICATES = (
        ("sworn", _("Certified by a sworn translator")),
        ("official", _("Certified by an authority")),
        ("none", _("Not certified")),
    )
    order = Pick(_("Which translation"), needed=_("Choose the translation."))
    outcome = One(
        _("How it stands"),
        choices=(("received", _("It has come")), ("cancelled", _("It is no longer needed and was cancelled"))),
        needed=_("Say whether it has come."),
    )
    received_on = Day(_("On"), _("The day it came, or was cancelled."), needed=_("Give the day."), sense=RECENT)
    title = Line(_("Title of the translation"), _("As lists of annexes should name it."), most=300)
    certificate = One(_("Certificate"), choices=CERTIFICATES)
    certificate_details = Line(_("Who certified it, when and under which number"), most=300)
    cost = Line(_("Cost"), _("If it is other than was agreed."), most=100)
    remark = Text(_("Remark"), rows=2, most=2000)
    files = Files(_("The translation, with its certificate"), TAKEN)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The translations that are awaited, and the one that was named."""
        super().offer(dossier, law, officials)
        self.drop("document_language")  # it was ordered
        told = [one for one in translations.orders(dossier) if one.waits or str(one.number) == str(self.order.data)]
        self.order.choices = [(str(one.number), _told(dossier, one)) for one in told]

    def validate_received_on(self, field: DayField) -> None:
        """It does not come before it was ordered."""
        order = self._order()
        if order and field.data and too_early(field.data, order.ordered.date()):
            raise StopValidation(_("It cannot have come before it was ordered."))

    def validate_title(self, field: StringField) -> None:
        """What came has a title."""
        if self.outcome.data == "received" and not field.data:
            raise StopValidation(_("Give the translation a title."))

    def validate_certificate(self, field: DropDown) -> None:
        """What came is certified or not; a certificate is somebody's."""
        if self.outcome.data == "received" and not field.data:
            raise StopValidation(_("Say whether it is certified."))
        if field.data in ("sworn", "official") and not self.certificate_details.data:
            raise StopValidation(_("Say below who certified it."))

    def answers(self) -> Answers:
        """The files are in the language that was ordered."""
        order = self._order()
        return super().answers() | {"document_language": order.target if order else ""}

    def _order(self) -> Order | None:
        return translations.order_of(self.about, str(self.order.data)) if self.about else None


def _told(dossier: CaseFile, order: Order) -> str:
    """Which translation: what of, into which language, by whom."""
    titles = dict(document_choices(dossier))
    what = [titles[name] for name in order.documents if name in titles]
    first = what[0] if what else dossier.table.step[order.letter].title if order.letter in dossier.table.step else ""
    return _(
        "%(what)s, into %(language)s, by %(translator)s",
        what=first, language=language_told(order.target), translator=order.translator,
    )  # fmt: skip
