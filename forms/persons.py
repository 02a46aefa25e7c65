"""Who is concerned: what identifies a person, asked in the same words of whoever drafts and of whoever registers a letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from wtforms import Field, StringField, TextAreaField
from wtforms.validators import StopValidation

from forms.applying import Where, where
from forms.base import Asked, Day, Line, One, Pick, Several, Text, Tick
from forms.days import BIRTH, OPEN
from forms.drafting import Numbered, offences_of
from forms.needed import loosen
from forms.rows import Rows, blank
from forms.signatures import MoreChecks, Value
from mla.instruments import Law
from mla.lifecycle.items import PersonText
from mla.lifecycle.text import RequestText
from mla.words import _

CAPACITIES = (
    ("suspect", _("Suspect or accused")),
    ("witness", _("Witness")),
    ("victim", _("Victim")),
    ("civil_party", _("Civil party: a victim who takes part in the proceedings")),
    ("expert", _("Expert")),
    ("convicted", _("Convicted person")),
    ("holder", _("Holder of information, records or property")),
)

SEXES = (("female", _("Female")), ("male", _("Male")), ("unspecified", _("Not specified (X in the travel document)")))

ALIASES = (
    ("alias", _("Alias or nickname")),
    ("spelling", _("Other spelling, or another script")),
    ("former", _("Former name, name at birth")),
    ("false", _("False identity")),
)

IDENTITY_DOCUMENTS = (
    ("passport", _("Passport")),
    ("identity_card", _("Identity card")),
    ("travel_document", _("Other travel document")),
    ("residence_permit", _("Residence permit")),
    ("driving_licence", _("Driving licence")),
    ("personal_number", _("Personal or tax number")),
    ("register", _("Entry in a register of companies")),
    ("other", _("Other document")),
)

ADDRESSES = (
    ("home", _("Home")),
    ("work", _("Work")),
    ("last_known", _("Last known")),
    ("detention", _("Place of detention")),
    ("seat", _("Registered office")),
    ("other", _("Other address")),
)


class Alias(Asked):
    """Another name of a person."""

    name = Line(_("Name"), most=200)
    sort = Pick(_("What it is"), choices=ALIASES)

    def validate_name(self, field: StringField) -> None:
        """What is said of a name needs the name."""
        if not field.data and not blank(self) and not self.later:
            raise StopValidation(_("Give the name, or empty the row."))


class IdentityDocument(Asked):
    """A document by which a person is known."""

    kind = Pick(_("Kind of document"), choices=IDENTITY_DOCUMENTS)
    number = Line(_("Number"), most=100)
    issued_by = Line(_("Issued by"), _("State, and authority if known."), most=200)
    valid_until = Day(_("Valid until"), sense=OPEN)

    def validate_kind(self, field: Field) -> None:
        """A number says nothing without its document."""
        if not field.data and not blank(self) and not self.later:
            raise StopValidation(_("Say what kind of document it is, or empty the row."))

    def validate_number(self, field: StringField) -> None:
        """A document is found by its number."""
        if not field.data and not blank(self) and not self.later:
            raise StopValidation(_("Give the number of the document, or empty the row."))


class Address(Asked):
    """An address of a person."""

    address = Text(_("Address"), rows=2, most=1000)
    sort = Pick(_("What it is"), choices=ADDRESSES)

    def validate_address(self, field: TextAreaField) -> None:
        """What is said of an address needs the address."""
        if not field.data and not blank(self) and not self.later:
            raise StopValidation(_("Give the address, or empty the row."))


class Person(Asked):
    """What is asked of a person, whoever asks it."""

    asked_since: Sequence[str] = (
        "sex",
        "aliases",
        "identity_documents",
        "addresses",
        "description",
        "notice_number",
        *PersonText.PICTURES,
        *PersonText.OF_VICTIMS,
    )
    folded: Sequence[str] = ("also_known_as", *(name for name in asked_since if name not in PersonText.OF_VICTIMS))
    fold_title = _("What else identifies the person: sex, other names, documents, addresses, description, photograph")

    nature = One(
        _("This is"),
        choices=(
            ("natural", _("a natural person")),
            ("legal", _("a company or other legal person")),
            (PersonText.UNKNOWN, _("a person whose identity is not known yet")),
        ),
        needed=_("Say whether this is a natural or a legal person."),
    )
    capacity = One(_("In what capacity"), choices=CAPACITIES, needed=_("Say in what capacity the person is concerned."))
    family_name = Line(
        _("Family name, or name of the company"),
        _("Of a person who is not known yet: what the papers are to call this person, for example “unknown gunman 1”."),
        most=200,
    )
    given_names = Line(_("Given names"), most=200)
    original_name = Line(_("Name in its own script"), most=200)
    also_known_as = Line(_("Also known as"))
    born_on = Day(_("Date of birth"), sense=BIRTH)
    born_in = Line(_("Place of birth"))
    nationality = Line(_("Nationality"))
    address = Text(_("Where the person is"), _("Address or any indication of the place."), rows=3, most=2000)
    sex = One(_("Sex"), choices=SEXES)
    aliases = Rows(
        Alias,
        _("Other names"),
        hint=_("Aliases, former names and spellings, each in its own script."),
        noun=_("Name"),
        another=_("Add another name"),
    )
    identity_documents = Rows(
        IdentityDocument, _("Identity documents"), noun=_("Document"), another=_("Add another document")
    )
    addresses = Rows(Address, _("Addresses"), noun=_("Address"), another=_("Add another address"))
    description = Text(
        _("Description"),
        _("Height, build, hair, eyes, scars, tattoos, languages: what helps to recognise the person."),
        rows=3,
        most=5000,
    )
    notice_number = Line(
        _("Number of the INTERPOL notice or diffusion"),
        _("As INTERPOL writes it, for example A-1234/5-2026."),
        most=100,
    )
    photographs = Several(_("Photographs among the attached documents"))
    fingerprints = Several(_("Fingerprints among the attached documents"))
    link = Text(
        _("Part in the facts"),
        _("How this person is connected with the facts."),
        rows=3,
        most=5000,
        needed=_("Say how this person is connected with the facts."),
    )
    offences = Several(_("Offences with which this person is connected"))
    liability = Text(_("On what its liability rests{MLA-G-32}"), rows=2, most=5000)
    tried = Tick(_("This person has been tried for the same facts somewhere"))
    judgments = Text(_("Court, day and outcome of each trial{MLA-G-25}"), rows=2, most=5000)
    protected = Tick(
        _("The identity of this person is protected"),
        _("The letter prints the pseudonym below and nothing else; the name stays in this ministry."),
    )
    pseudonym = Line(
        _("Pseudonym"),
        _("For example: Witness B."),
        most=100,
        needed=_("Give a pseudonym: the papers print it in place of the name."),
    )
    rights = Text(
        _("Protection or special needs{MLA-G-33}"),
        _("Threat, measures wished, interpreter, support."),
        rows=3,
        most=5000,
    )

    represented_by = Line(_("Counsel or representative of the victim"), most=300)
    views = Text(_("Views and concerns that the victim wishes to be heard{victims}"), rows=3, most=5000)
    reparation = Text(_("Reparation claimed: of whom, of what kind, how much{victims}"), rows=3, most=5000)
    informed = Tick(_("The victim wishes to be told of the outcome"))

    asked_if: Mapping[str, Where] = {
        **{name: where("capacity", "victim", "civil_party") for name in PersonText.OF_VICTIMS},
        "liability": where("nature", "legal"),
        "judgments": where("tried"),
        "pseudonym": where("protected"),
    }


class NamePerson(Person, Numbered):
    """A person concerned: identity, nationality, location."""

    heading = _("A person concerned")

    def offer_text(self, text: RequestText, law: Law) -> None:
        """The offences and the documents of the text; nothing of documents where there are none."""
        super().offer_text(text, law)
        self.offences.choices = offences_of(text)
        if text.table.per_person:  # nobody is handed over who is not known
            self.nature.choices = [
                (one.value, one.label) for one in self.nature.choices if one.value != PersonText.UNKNOWN
            ]
        for field in (self.photographs, self.fingerprints):
            field.choices = [(str(one.number), one.heading) for one in text.attachments]
        if not text.attachments:
            del self["photographs"], self["fingerprints"]

    def validate(self, extra_validators: MoreChecks = None) -> bool:
        """Of a protected person, another State does not say its part in the facts: that can tell who it is."""
        if self.abroad and self.protected.data:
            loosen(self.link)
        return super().validate(extra_validators)

    def validate_family_name(self, field: StringField) -> None:
        """A person has a name, unless it is protected: a request from abroad brings no name then."""
        if field.data or self.protected.data or self.later:
            return
        if self.nature.data == PersonText.UNKNOWN:
            raise StopValidation(_("Say what the papers are to call this person, for example “unknown gunman 1”."))
        raise StopValidation(_("Give the name."))


class PersonRow(Person):
    """A person, as far as a received letter names one: the same questions, none of which must be answered."""

    noun = _("Person")
    ONCE: ClassVar = ("family_name", "given_names", "born_on", "nationality", "capacity")
    """What was asked of a person in a letter from the first day."""
    OPEN: ClassVar = (*ONCE, "nature", "address", "link")
    """What the page asks without being unfolded."""
    fold_title = _("More about this person: other names, documents, addresses, description, protection")

    def __init__(self, *told: Value, **more: Value) -> None:
        super().__init__(*told, **more)
        for name in ("offences", *PersonText.PICTURES):  # they name what this page is still to number
            del self[name]
        for field in self:
            if not isinstance(field, Rows):
                loosen(field)
        self.asked_since = tuple(field.short_name for field in self if field.short_name not in self.ONCE)
        self.folded = tuple(field.short_name for field in self if field.short_name not in self.OPEN)

    def validate_family_name(self, field: StringField) -> None:
        """A person of whom something is said is kept under a name."""
        if not field.data and not self.protected.data and not blank(self):
            raise StopValidation(_("Give the name, or empty the row."))
