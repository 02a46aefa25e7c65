"""What is asked where an authority has to know who a protected person is: its key, what is sealed to it, that it was opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wtforms import Field, StringField
from wtforms.validators import StopValidation

from forms.applying import where
from forms.base import Asked, Day, Line, One, Pick, Several, Text
from forms.days import BIRTH, RECENT
from forms.persons import IdentityDocument
from forms.questions import AnsweringOne, Asking
from forms.rows import Rows
from mla.canonical import Answers
from mla.documents.age import NoKey, fingerprint, public_key
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.sealed_identity import authorities_named
from mla.lifecycle.text import RequestText
from mla.words import _


def _protected(dossier: CaseFile) -> list[tuple[str, str]]:
    """The protected persons, by pseudonym."""
    return [(str(one.number), f"{one.number}. {one.name}") for one in RequestText.of(dossier).persons if one.protected]


class NameIdentityAuthority(Asking):
    """The authority that has to know who a protected person is, why, and the key that it alone holds."""

    trigger = "name_identity_authority"
    heading = _("Name the authority that has to know who a protected person is")
    guidance = _(
        "The other State may then send the identity sealed to the key of this authority. Only whoever holds the secret part of"
        " the key can open it; this ministry cannot. The authority makes its key with any tool of the age format."
    )
    authority = Line(_("Authority"), needed=_("Name the authority."))
    persons = Several(_("Protected persons whom it has to know"), needed=_("Say which persons."))
    purpose = Text(
        _("Why it has to know who they are"),
        _("The act: service of a summons, hearing, safe conduct."),
        needed=_("Say for which act it has to know."),
        rows=3,
        most=5000,
    )
    contact = Text(
        _("Contact at the authority, by which its key can be confirmed"),
        _("Name or function, telephone."),
        needed=_("Say whom the other State can ask whether the key is right."),
        rows=3,
        most=2000,
    )
    key = Line(
        _("Public key of the authority"),
        _("In the age format; it begins with “age1”. Never the secret part."),
        needed=_("Give the public key."),
    )

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The protected persons of the request."""
        super().offer(dossier, law, officials)
        self.persons.choices = _protected(dossier)

    def validate_key(self, field: StringField) -> None:
        """A key to which something can be sealed."""
        try:
            field.data = public_key(field.data or "")
        except NoKey as error:
            raise StopValidation(str(error)) from error

    def answers(self) -> Answers:
        """With the key in short, to be confirmed by another channel."""
        return super().answers() | {"fingerprint": fingerprint(self.key.data or "")}


class TellIdentity(Asked):
    """Who a protected person is, recorded in this ministry once the request is on its way."""

    heading = _("Record who a protected person is")
    guidance = _(
        "For a witness who was named later, and for what was learned since. It stays in this ministry, where it is shown only to whoever says"
        " why; it leaves only sealed to an authority that has to know. What you leave empty stays as it is."
    )
    person = Pick(_("Protected person"), needed=_("Choose the person."))
    family_name = Line(_("Family name"), most=200)
    given_names = Line(_("Given names"), most=200)
    original_name = Line(_("Name in its own script"), most=200)
    born_on = Day(_("Date of birth"), sense=BIRTH)
    born_in = Line(_("Place of birth"))
    nationality = Line(_("Nationality"))
    address = Text(_("Where the person is"), _("Address or any indication of the place."), rows=3, most=2000)
    identity_documents = Rows(
        IdentityDocument, _("Identity documents"), noun=_("Document"), another=_("Add another document")
    )
    description = Text(_("Description"), rows=3, most=5000)
    IDENTITY = (
        "family_name",
        "given_names",
        "original_name",
        "born_on",
        "born_in",
        "nationality",
        "address",
        "identity_documents",
        "description",
    )

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The protected persons of the request."""
        super().offer(dossier, law, officials)
        self.person.choices = protected = _protected(dossier)
        if not self.person.data and len(protected) == 1:
            self.person.data = protected[0][0]

    def validate_person(self, _field: Field) -> None:
        """Something is recorded."""
        told = super().answers()
        if not any(told[name] for name in self.IDENTITY):
            raise StopValidation(_("Say at least one thing that tells who the person is."))

    def answers(self) -> Answers:
        """Only what was told: the rest stays as it is."""
        return {name: value for name, value in super().answers().items() if value}


class SendSealedIdentity(Asking):
    """Who a protected person is goes along sealed to the key of an authority that was named."""

    trigger = "send_sealed_identity"
    heading = _("Send who a protected person is, sealed to an authority")
    guidance = _(
        "The ministry seals the identity itself, as you looked at it, and adds it to the letter. Nothing of it stands in the letter."
        " Look at the identity first (“Show the identity”): the page leads from there to this letter."
    )
    question = Pick(_("Authority that was named"), needed=_("Choose the authority."))
    person = Pick(_("Protected person"), needed=_("Choose the person."))
    key_confirmed = One(
        _("Was the key confirmed by another channel?"),
        _("Call the contact that was named, and have the fingerprint in its letter read out."),
        choices=(("yes", _("yes")), ("no", _("no"))),
        needed=_("Say whether the key was confirmed."),
    )
    how = Line(_("How it was confirmed"), needed=_("Say how, and with whom."))
    by = Line(_("Confirmed by"), _("Name or function in this ministry."), needed=_("Say who confirmed it."))
    why_not = Text(_("Why it was not confirmed"), needed=_("Say why not."), rows=2, most=2000)
    words = Text(_("Remarks"), _("Nothing that tells who the person is."), rows=3, most=5000)
    asked_if = {
        "how": where("key_confirmed", "yes"),
        "by": where("key_confirmed", "yes"),
        "why_not": where("key_confirmed", "no"),
    }

    named: Mapping[str, Answers] = {}
    persons: Mapping[str, str] = {}
    of_text: RequestText | None = None

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The authorities that were named, and the persons for whom they were."""
        super().offer(dossier, law, officials)
        self.of_text = RequestText.of(dossier)
        self.named = {name: dict(one.answers) for name, one in authorities_named(dossier).items()}
        wanted = {number for one in self.named.values() for number in one["persons"]}
        self.persons = {str(one.number): one.name for one in self.of_text.persons if str(one.number) in wanted}
        self.question.choices = [
            (name, f"{one['authority']} ({one['fingerprint']})") for name, one in self.named.items()
        ]
        protected = [found for found in _protected(dossier) if found[0] in wanted]
        self.person.choices = protected
        for field, known in ((self.question, list(self.named)), (self.person, [number for number, _name in protected])):  # fmt: skip
            if not field.data and len(known) == 1:
                field.data = known[0]

    def validate_person(self, field: Field) -> None:
        """An authority learns of the persons for whom it was named."""
        if (named := self.named.get(self.question.data or "")) and field.data not in named["persons"]:
            raise StopValidation(_("That authority was not named for this person."))

    def validate_words(self, field: StringField) -> None:
        """What is sealed is not told beside the seal."""
        person = next((one for one in self.of_text.persons if str(one.number) == self.person.data), None) if self.of_text else None  # fmt: skip
        told = " ".join(str(one.data or "") for one in (self.how, self.why_not, field)).casefold()
        if person and person.protected and person.gives_away(told):
            raise StopValidation(_("The real name of the person, or a number of a document, stands in the letter."))

    def answers(self) -> Answers:
        """With what the letter repeats: the authority, why it has to know, and the key in short."""
        told = self.named.get(self.question.data or "", {})
        repeated = {f"named_{name}": told.get(name, "") for name in ("authority", "purpose")}
        called = f"{told.get('authority', '')}: {self.persons.get(self.person.data or '', '')}"
        return super().answers() | repeated | {"named": called, "fingerprint": told.get("fingerprint", "")}


class ReportIdentityOpened(AnsweringOne):
    """The authority has opened what was sealed to it, or could not."""

    asks = ("send_sealed_identity", "report_identity_opened", "named")
    heading = _("Report that a sealed identity was opened")
    question = Pick(_("Sealed identity"), needed=_("Choose which."))
    outcome = One(
        _("The authority"),
        choices=(("opened", _("has opened it")), ("failed", _("could not open it"))),
        needed=_("Say whether it was opened."),
    )
    opened_on = Day(_("Opened on"), needed=_("Give the date."), sense=RECENT)
    by = Line(_("Opened by"), _("The function of whoever opened it."), needed=_("Say who opened it."))
    act = Line(
        _("For which act"), _("For example: service of the summons."), needed=_("Say for which act it was opened.")
    )
    words = Text(_("Remarks, or why it could not be opened"), rows=3, most=5000)
    asked_if = {name: where("outcome", "opened") for name in ("opened_on", "by", "act")}

    def validate_words(self, field: StringField) -> None:
        """Why it could not be opened is told, so that it can be sealed anew."""
        if self.outcome.data == "failed" and not field.data:
            raise StopValidation(_("Say why it could not be opened."))
