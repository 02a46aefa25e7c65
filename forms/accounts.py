"""What is asked to sign in, and to keep accounts and peers."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import Email, Length, StopValidation

from forms.base import Asked, Line, Pick, Several, Tick
from forms.needed import Needed
from forms.signatures import Given
from forms.states import StatePick
from mla.instruments import Law
from mla.words import _

ROLES = (
    ("drafter", _("Drafter: writes requests")),
    ("signatory", _("Signatory: signs and sends")),
    ("registrar", _("Registrar: receives, assigns, records letters")),
    ("examiner", _("Examiner: examines and follows the execution")),
    ("decider", _("Decider: accepts, refuses, answers")),
    ("auditor", _("Auditor: reads everything, changes nothing")),
    ("administrator", _("Administrator: keeps accounts and keys, sees no request")),
)

LONG_ENOUGH = Length(min=12, max=200, message=_("A password needs at least 12 characters."))
"""The rest of what makes a password good is asked of the whole account (`mla/accounts/passwords.py`)."""


class SignInForm(Asked):
    """Sign in."""

    email: Given = Line(_("E-mail address"), needed=_("Give your e-mail address."))
    password = PasswordField(_("Password"), [Needed(_("Give your password.")), Length(max=200)])


class ChangePassword(Asked):
    """Change one's password."""

    present = PasswordField(_("Present password"), [Needed(_("Give your present password."))])
    new = PasswordField(
        _("New password"), [Needed(_("Give a new password.")), LONG_ENOUGH], description=_("At least 12 characters.")
    )


class ChoosePassword(Asked):
    """Choose one's first password, or another one, by a link."""

    new = PasswordField(
        _("New password"), [Needed(_("Give a new password.")), LONG_ENOUGH], description=_("At least 12 characters.")
    )


class Account(Asked):
    """An official's account."""

    name: Given = Line(_("Name"), needed=_("Give the name."), most=200)
    function = Line(_("Function"), _("As letters print it under the signature, in English."), most=200)
    function_fr = Line(
        _("Function, in French"), _("Where it is empty, letters in French print the one above."), most=200
    )
    function_es = Line(_("Function, in Spanish"), _("Where it is empty, letters in Spanish print the first."), most=200)
    belongs_to = Pick(_("Unit"), _("Letters print it below the function. Units are kept on a page of their own."))
    heads_unit = Tick(
        _("Heads this unit"), _("Also a deputy. The desk then shows the figures of the unit; it gives no right.")
    )
    email: Given = Line(_("E-mail address"), needed=_("Give the e-mail address."), most=200)
    roles = Several(_("Roles"), choices=ROLES)
    active = Tick(_("The account may be used"), default=True)
    invite = Tick(
        _("Make a link by which the official chooses a password"),
        _("It is shown once, to the administrator who confirms; it works once, within three days."),
    )
    password = PasswordField(
        _("Or a new password"), description=_("At least 12 characters. Leave empty to keep the present one.")
    )

    def offer_units(self, units: Iterable[tuple[int, str]], stands: int | None) -> None:
        """The units of the ministry; `stands` is the one on record."""
        self.belongs_to.choices = [("", _("None")), *((str(number), name) for number, name in units)]
        if self.typed is None:
            self.belongs_to.data = str(stands or "")

    def validate_heads_unit(self, field: BooleanField) -> None:
        """Nobody heads what he or she does not belong to."""
        if field.data and not self.belongs_to.data:
            raise StopValidation(_("Choose the unit that the official heads."))

    def validate_email(self, field: StringField) -> None:
        """An address of the usual form."""
        Email(message=_("This is not an e-mail address."))(self, field)

    def validate_password(self, field: PasswordField) -> None:
        """Long enough, if one is given."""
        if field.data:
            LONG_ENOUGH(self, field)


class PeerForm(Asked):
    """Another State's installation."""

    state = StatePick(_("State or body"), needed=_("Choose the State or body."))
    name: Given = Line(_("Its central authority, in English"), needed=_("Give the name."), most=300)
    name_fr = Line(_("Its central authority, in French"), most=300)
    name_es = Line(_("Its central authority, in Spanish"), most=300)
    key: Given = Line(
        _("Its public key"),
        _("64 characters, as its administrator gave it to you. Compare the fingerprint by telephone."),
        needed=_("Give the public key."),
    )
    url = Line(_("Its address"), _("Leave empty if packages are carried by hand."), most=500)
    trusted = Tick(_("Packages signed with this key are accepted"))

    def offer_law(self, law: Law) -> None:
        """Every State and body."""
        self.state.offer_everybody(law)

    def validate_key(self, field: StringField) -> None:
        """32 bytes in hexadecimal."""
        try:
            sound = len(bytes.fromhex(field.data or "")) == 32
        except ValueError:
            sound = False
        if not sound:
            raise StopValidation(_("A public key has 64 characters from 0 to 9 and a to f."))

    def validate_url(self, field: StringField) -> None:
        """Only the web's own schemes."""
        if field.data and not field.data.startswith(("https://", "http://")):
            raise StopValidation(_("The address begins with https://"))
