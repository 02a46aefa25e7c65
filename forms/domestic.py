"""What is asked about own authorities: to entrust a measure, to write to a court or prosecutor, to remind; their reply."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import StopValidation

from forms.attaching import document_choices
from forms.base import Asked, Day, Files, Line, One, Pick, Several, Text, Tick
from forms.days import AHEAD, RECENT, DayField, too_early
from forms.measures import named_measures
from forms.national_law import formalities, kinds_of, propose_authority
from forms.needed import loosen
from forms.offered import CheckList, DropDown
from mla.canonical import Answers
from mla.instruments import Law
from mla.lifecycle import domestic, translations
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.document_records import Document, name_of
from mla.lifecycle.domestic import HomeLetter
from mla.national_law import language_at_home, of_requested
from mla.words import _, joined

HERE = _("Of any kind that is taken here. They stay in this ministry and with the authority.")
LETTERS_OWN = _(
    "The letter is drawn in this ministry’s own language and stays at home: the other State sees nothing of it."
)


class Writing(Asked):
    """A letter to an own authority: to whom, what goes along, by when, how confidential, whom to ask."""

    guidance = LETTERS_OWN
    enclosed: CheckList

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The documents of the request; what came from the other State is ticked, with its translations."""
        super().offer(dossier, law, officials)
        self.enclosed.choices = document_choices(dossier)
        if self.typed is None:
            self.enclosed.data = translations.with_translations(dossier, [name_of(one) for one in _theirs(dossier)])

    def answers(self) -> Answers:
        """A document and its translation go together."""
        told = super().answers()
        return told | {
            "enclosed": translations.with_translations(self.about, told["enclosed"]) if self.about else told["enclosed"]
        }


def _theirs(dossier: CaseFile) -> list[Document]:
    """What the other State sent to be worked on: the request or the results, with all annexes."""
    sent = [one for one in dossier.attachments if one.side != dossier.side]
    came_with = {one.event_number for one in sent}
    bring = {
        e.number for e in dossier.events if e.side != dossier.side and dossier.table.step[e.trigger].brings_request
    }
    papers = [p for p in dossier.papers if p.side == dossier.our_side.other and p.event_number in came_with | bring]
    return [*papers, *sent]


def Authority() -> StringField:  # noqa: N802 - what makes a field is named like a field
    """To whom."""
    return Line(
        _("Authority"), _("Court, prosecutor, police, registry. One letter for each."), needed=_("Name the authority.")
    )


def Address() -> TextAreaField:  # noqa: N802 - as above
    """Where."""
    return Text(_("Its address"), _("As the letter should print it, one line below the other."), rows=3, most=500)


def ItsReference() -> StringField:  # noqa: N802 - as above
    """Under which number it knows the case."""
    return Line(_("Its reference"), most=100)


def Due() -> DayField:  # noqa: N802 - as above
    """By when."""
    return Day(_("Reply asked by"), _("Leave time to translate the reply and to send it."), needed=_("Say by when a reply is asked."), sense=AHEAD)  # fmt: skip


def Confidential() -> BooleanField:  # noqa: N802 - as above
    """Whether the letter asks for confidentiality."""
    return Tick(_("The authority is asked to keep the request and this letter confidential"), default=True)


def Contact() -> TextAreaField:  # noqa: N802 - as above
    """Whom to ask."""
    return Text(_("Contact for questions"), _("Left empty, the letter names whoever signs it, with this ministry’s address."), rows=2, most=500)  # fmt: skip


def Enclosed() -> CheckList:  # noqa: N802 - as above
    """What goes along."""
    return Several(_("What goes along"), _("A document goes with its translation."))


class EntrustMeasure(Writing):
    """Entrust a measure to an authority: one of several, if need be."""

    heading = _("Entrust a measure to an authority")
    measure = Pick(_("Measure"), needed=_("Choose the measure."))
    authority = Authority()
    address = Address()
    their_reference = ItsReference()
    remark = Text(_("Instructions"), _("Stand in the letter; the other State does not see them."), rows=4, most=10_000)
    formalities = Text(_("Formalities that our law asks"), rows=3, most=10_000)
    due_on = Due()
    confidential = Confidential()
    contact = Contact()
    enclosed = Enclosed()
    files = Files(_("Further documents"), HERE)
    asked_since = ("formalities",)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The measures of the request besides."""
        super().offer(dossier, law, officials)
        self.measure.choices = named = named_measures(dossier)
        if self.typed is None and len(named) == 1:
            self.measure.data = named[0][0]

    def propose(self, about: CaseFile, law: Law) -> None:
        """The authority that our law names for the measure, and what that law asks there."""
        super().propose(about, law)
        kinds = kinds_of(about, str(self.measure.data or ""))
        propose_authority(self, about, law, kinds)
        if self.measure.data and not self.formalities.data:
            self.formalities.data = formalities(of_requested(law, about), kinds, language_at_home(law))


class WriteToAuthority(Writing):
    """Write to an own authority about anything: ask for information or a decision, hand evidence on."""

    heading = _("Write to an own authority")
    authority = Authority()
    address = Address()
    their_reference = ItsReference()
    subject = Line(_("What it is about"), _("In one line."), needed=_("Say in one line what it is about."), most=200)
    remark = Text(_("What the letter says"), needed=_("Write what the letter is to say."), rows=8, most=20_000)
    due_on = Due()
    confidential = Confidential()
    contact = Contact()
    enclosed = Enclosed()
    files = Files(_("Further documents"), HERE)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """No reply need be asked."""
        super().offer(dossier, law, officials)
        loosen(self.due_on)
        self.due_on.description = _("Left empty, no reply is waited for.")

    def propose(self, about: CaseFile, law: Law) -> None:
        """The authority that our law names for such a request."""
        super().propose(about, law)
        propose_authority(self, about, law, kinds_of(about))


class OnALetter(Asked):
    """A step on a letter to an own authority."""

    letter = Pick(_("Which letter"), needed=_("Choose the letter."))

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The letters that may still be answered, and the one that was named."""
        super().offer(dossier, law, officials)
        told = [
            one
            for one in domestic.letters(dossier)
            if one.waits or one.outcome not in domestic.ENDS or str(one.number) == str(self.letter.data)
        ]
        self.letter.choices = [(str(one.number), _told(one)) for one in told]


def _told(letter: HomeLetter) -> str:
    about = _("measure %(number)s", number=letter.measure) if letter.measure else letter.subject
    return joined(": ", [letter.authority, about])


class RecordAuthorityReply(OnALetter):
    """What an own authority answered."""

    heading = _("Record the reply of an own authority")
    guidance = _("It stays in this ministry. The letter with the results proposes what it says, and what came with it.")
    OUTCOMES = (
        ("final", _("It concludes what was asked")),
        ("interim", _("It is a first reply; more is to come")),
        ("called_off", _("Nothing more is needed: what was asked was called off")),
    )
    received_on = Day(_("Reply received on"), needed=_("Say when the reply was received."), sense=RECENT)
    outcome = One(_("How it stands"), choices=OUTCOMES, needed=_("Say whether anything more is to come."))
    words = Text(_("What it says"), rows=5, most=20_000)
    files = Files(_("The reply, and what came with it"), HERE)

    def validate_received_on(self, field: DayField) -> None:
        """A reply does not come before what it answers."""
        letter = _named(self.about, self.letter)
        if letter and field.data and too_early(field.data, letter.written.date()):
            raise StopValidation(_("The reply cannot have come before the letter was written."))


def _named(about: CaseFile | None, field: DropDown) -> HomeLetter | None:
    told = domestic.letters(about) if about else []
    return next((one for one in told if str(one.number) == str(field.data)), None)


class RemindAuthority(OnALetter):
    """Remind an own authority that a reply is owed."""

    heading = _("Remind an own authority")
    guidance = LETTERS_OWN
    remark = Text(_("Words of your own"), rows=3, most=5000)
    due_on = Due()
    contact = Contact()
