"""What an administrator is asked of the ministry's settings: letterhead and colour, references, days off, what officials are told of."""

from __future__ import annotations

import re

from babel.dates import get_day_names
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Email, StopValidation

from forms.base import Asked, Day, Line, One, Several, Text
from forms.days import Sense
from forms.news import WishNews
from forms.numbers import Number, WholeNumber
from forms.offered import CheckList
from mla.instruments.bodies import body
from mla.instruments.states import state_codes, state_told
from mla.settings import (
    COLOUR,
    LEAST_CONTRAST,
    MOST_DIGITS,
    MOST_OF_A_WEEK,
    DayCorrected,
    Letterhead,
    Numbering,
    UsualNews,
    contrast,
)
from mla.words import _, by_language

ADDRESS_LINES, ADDRESS_LINE = 6, 60


def Why() -> StringField:  # noqa: N802  # reads like the other fields
    """The reason of a change."""
    return Line(_("Reason for the change"), _("It stands in the history below and in the audit log."), most=500)


class Change(Asked):
    """A change of a setting: what is to stand, and why. `seen` counts the changes that the page knew. What asks more declares `reason` again, behind it."""

    reason = Why()
    seen = HiddenField()
    outrun = False

    def __init__(self, formdata: MultiDict[str, str] | None = None) -> None:
        super().__init__(formdata)
        self.reason.flags.quiet = True  # needed, except where nothing is changed

    def still(self, stands: str, told: str = "") -> bool:
        """Whether nobody has changed this since the page was opened; otherwise that is told beside the reason."""
        self.outrun = self.seen.data != stands
        if self.outrun:
            self.reason.errors = [told]
        return not self.outrun

    def with_reason(self) -> bool:
        """Whether it is said why; a page that is saved as it stands needs no reason."""
        if not self.reason.data and not self.reason.errors:
            self.reason.errors = [_("Say why this is changed.")]
        return not self.reason.errors


class KeepLetterhead(Change):
    """The letterhead, what letters say of the ministry, and its colour."""

    heading = _("Letterhead and colour")
    guidance = _(
        "New letters, notes and reports bear this, and the head of every page. Letters that have been sent stay as they are."
    )
    ministry_en = Line(_("Name of the ministry, in English"), needed=_("Give the name in English."), most=120)
    ministry_fr = Line(_("Name of the ministry, in French"), needed=_("Give the name in French."), most=120)
    ministry_es = Line(
        _("Name of the ministry, in Spanish"),
        _("Where it is empty, letters in Spanish print the name in English."),
        most=120,
    )
    address = Text(
        _("Postal address"),
        _("One line for each line of the letterhead, six at most."),
        needed=_("Give the postal address."),
        rows=4,
        most=400,
    )
    city = Line(_("City from which letters are dated"), needed=_("Give the city."), most=60)
    email = Line(_("E-mail address of the central authority"), needed=_("Give the e-mail address."), most=100)
    phone = Line(_("Telephone number of the central authority"), needed=_("Give the telephone number."), most=40)
    colour = Line(
        _("Colour"), _("For example #1d3557. White text has to be readable on it, so its contrast to white is at least 4.5 to 1."),
        needed=_("Give a colour."), most=7,
    )  # fmt: skip
    foreign_en = Line(
        _("Name of the ministry of foreign affairs, in English"),
        _("As notes verbales call it, with its article."),
        most=120,
    )
    foreign_fr = Line(_("Name of the ministry of foreign affairs, in French"), most=120)
    foreign_es = Line(_("Name of the ministry of foreign affairs, in Spanish"), most=120)
    reason = Why()

    def show(self, stands: Letterhead) -> None:
        """Fill in what stands."""
        for name, value in stands.to_json().items():
            self[name].data = "\n".join(value) if name == "address" else value

    def told(self) -> Letterhead:
        """What was said."""
        said = {name: self[name].data or "" for name in Letterhead.model_fields}
        return Letterhead.model_validate(
            {**said, "address": _lines(self.address.data), "colour": said["colour"].lower()}
        )

    def validate_address(self, field: TextAreaField) -> None:
        """It stands beside the name of the ministry."""
        lines = _lines(field.data)
        if len(lines) > ADDRESS_LINES or any(len(line) > ADDRESS_LINE for line in lines):
            raise StopValidation(
                _("The letterhead has room for %(lines)s lines of %(signs)s characters. Shorten the address.", lines=ADDRESS_LINES, signs=ADDRESS_LINE)
            )  # fmt: skip

    def validate_email(self, field: StringField) -> None:
        """One address to which mail can go, and in whose name every mail server sends."""
        Email(message=_("This is not an e-mail address."))(self, field)
        if not (field.data or "").isascii():
            raise StopValidation(
                _("Not every mail server sends in the name of an address with such letters. Write it with A to Z only; a domain in other letters begins with xn--.")
            )  # fmt: skip

    def validate_phone(self, field: StringField) -> None:
        """Digits, and what stands between them."""
        if not re.fullmatch(r"[0-9+()/.\s-]*[0-9][0-9+()/.\s-]*(ext\. ?[0-9]+)?", field.data or ""):
            raise StopValidation(
                _("A telephone number has digits, blanks and the signs + ( ) / . - only, for example +386 1 369 53 00.")
            )

    def validate_colour(self, field: StringField) -> None:
        """A colour on which white can be read."""
        if not COLOUR.fullmatch(field.data or ""):
            raise StopValidation(_("A colour has the sign # and six of 0 to 9 and a to f, for example #1d3557."))
        if (found := contrast(field.data or "")) < LEAST_CONTRAST:
            raise StopValidation(
                _("White text cannot be read on this colour: the contrast is %(found)s to 1, and at least 4.5 to 1 is needed. Choose a darker one.",
                  found=f"{int(found * 10) / 10:.1f}")
            )  # fmt: skip


class KeepNumbering(Change):
    """How references are written."""

    heading = _("Numbering of requests")
    guidance = _(
        "It holds for new requests; a reference that was given stays. The running number goes on, however the ones before were written, and no number is given twice."
    )
    begins = Line(
        _("What a reference begins with"),
        _("Capital letters A to Z and digits, with hyphens or full stops between them, for example the code of your State or of a file plan."),
        needed=_("Say what a reference begins with."), most=20,
    )  # fmt: skip
    mark = One(
        _("Mark between the parts"), _("A stroke is not offered: behind it stands the number of the letter."), needed=_("Choose a mark."),
        choices=[("-", _("hyphen")), (".", _("full stop"))],
    )  # fmt: skip
    order = One(
        _("Order"), needed=_("Choose the order."),
        choices=[("year", _("first the year, then the number")), ("number", _("first the number, then the year"))],
    )  # fmt: skip
    digits = Number(
        _("Digits of the number, at least"), _("Shorter numbers are filled up with zeros, so that lists stand in order."), needed=_("Choose how many."),
        most=MOST_DIGITS,
    )  # fmt: skip
    reason = Why()
    own_state = ""

    def show(self, stands: Numbering) -> None:
        """Fill in what stands."""
        self.begins.data, self.mark.data, self.digits.data = stands.begins, stands.mark, stands.digits
        self.order.data = "number" if stands.number_first else "year"

    def told(self) -> Numbering:
        """What was said."""
        first = self.order.data == "number"
        return Numbering(
            begins=self.begins.data or "",
            mark=self.mark.data or "",
            number_first=first,
            digits=self.digits.data or 0,
        )

    def validate_digits(self, field: WholeNumber) -> None:
        """One at least."""
        if field.data == 0:
            raise StopValidation(_("A number has at least one digit."))

    def validate_begins(self, field: StringField) -> None:
        """What every installation accepts, and what may stand in the name of a file."""
        if not re.fullmatch(r"[A-Z0-9]+([.-][A-Z0-9]+)*", field.data or ""):
            raise StopValidation(
                _("Give capital letters A to Z and digits only, with single hyphens or full stops between them.")
            )
        first = re.split("[.-]", field.data or "")[0]
        if first != self.own_state and (first in state_codes() or body(first)):
            raise StopValidation(
                _("%(code)s stands for %(state)s, whose references may begin so: yours could be taken for theirs. Choose another beginning.", code=first, state=state_told(first))
            )  # fmt: skip


class KeepUsualNews(Change, WishNews):
    """Of what officials are told who have chosen nothing."""

    heading = _("What officials are told of, unless they choose otherwise")
    guidance = _("It holds for new officials, and for all who have chosen nothing. What an official has chosen stays.")
    reason = Why()

    def show(self, stands: UsualNews) -> None:
        """Fill in what stands."""
        kinds = [str(choice.value) for choice in self.shown.choices or ()]
        self.shown.data = [kind for kind in kinds if kind not in stands.not_shown]
        self.mailed.data = [kind for kind in kinds if kind not in stands.not_mailed]
        self.when.data = "at_once" if stands.at_once else "daily"

    def told(self) -> UsualNews:
        """What was said."""
        kinds = [str(choice.value) for choice in self.shown.choices or ()]
        without = [
            tuple(kind for kind in kinds if kind not in (field.data or ())) for field in (self.shown, self.mailed)
        ]
        return UsualNews(not_shown=without[0], not_mailed=without[1], at_once=self.when.data == "at_once")


class CorrectDay(Change):
    """A day on which offices are closed, or open, otherwise than the calendar has it."""

    heading = _("Correct a day")
    guidance = _(
        "Time limits that are counted from now on use it, and those that run are counted anew. The other State counts by its own calendar: where a limit ends on such a day, tell it."
    )
    on = Day(_("Day"), needed=_("Give the day."), sense=Sense(usual=(-31, 3 * 365)))
    closed = One(
        _("On this day"), needed=_("Choose whether offices are open."),
        choices=[("closed", _("offices are closed")), ("open", _("offices are open, though the calendar has it otherwise"))],
    )  # fmt: skip
    reason = Line(
        _("Why"),
        _("The name of the day, or what happened. It stands beside time limits that end on it."),
        needed=_("Say why."),
        most=120,
    )
    source = Line(
        _("Where this is written"),
        _("For example the official gazette with number and date."),
        needed=_("Say where this is written."),
        most=200,
    )

    def told(self) -> DayCorrected:
        """What was said."""
        closed = self.closed.data == "closed"
        return DayCorrected.model_validate(
            {"on": self.on.data, "closed": closed, "why": self.reason.data, "source": self.source.data}
        )


class KeepWeekend(Change):
    """On which days of each week offices are closed."""

    heading = _("Weekend")
    guidance = _("Time limits that are counted from now on use it, and those that run are counted anew.")
    weekend = Several(_("Offices are closed every"))
    reason = Why()

    def offer_days(self) -> None:
        """Every day of the week, as the language of the page calls it."""
        self.weekend.choices = [(str(day), day_of_week(day)) for day in range(7)]

    def told(self) -> tuple[int, ...]:
        """What was said; Monday is 0."""
        return tuple(sorted(int(day) for day in self.weekend.data or ()))

    def validate_weekend(self, field: CheckList) -> None:
        """On some day work is done."""
        if len(field.data or ()) > MOST_OF_A_WEEK:
            raise StopValidation(_("Choose three days at most: days have to be left on which both States work."))


class SetBack(Change):
    """Let what stood before stand again."""


def day_of_week(day: int) -> str:
    """What a day of the week is called; Monday is 0."""
    return by_language(lambda here: str(get_day_names(locale=here)[day]))


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
