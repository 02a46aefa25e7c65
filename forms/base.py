"""What every form shares: how it is offered its choices, what it has been told, and how a package's words re-enter it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    Form,
    FormField,
    MultipleFileField,
    StringField,
    TextAreaField,
)
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta
from wtforms.validators import Length

from forms.applying import Applying
from forms.attaching import BESIDE_FILES, accompany, choices_of, crosses, stayed_here
from forms.days import MARK, DayField, Sense, fill_in_known, impossible_days, still_true, unlikely_days
from forms.needed import MayBeEmpty, Needed
from forms.of_persons import everybody_unnamed, offer_whom
from forms.offered import CheckList, DropDown, Offered, RadioPick, offered
from forms.own_words import OWN, Own
from forms.rows import empty, within
from forms.signatures import Check, Choice, MoreChecks, Value
from forms.telling import in_words, told_of
from forms.texts import on_one_line, sane, tidy
from mla.canonical import Answers
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.document_records import AttachmentRecord, name_of
from mla.lifecycle.text import RequestText
from mla.words import _, changed

LINE = 500
PAGES = 200_000
"""The most characters a line, and a text of pages, may have. 200,000 characters are some 60 printed pages."""


def Line(label: str, hint: str = "", needed: str = "", most: int = LINE) -> StringField:
    """One line of text; a line end that was pasted into it becomes a blank."""
    return StringField(label, _checks(needed, most), description=hint, filters=(tidy, on_one_line))


def Text(label: str, hint: str = "", needed: str = "", rows: int = 6, most: int = PAGES) -> TextAreaField:
    """Paragraphs of text; an empty line starts a new paragraph."""
    return TextAreaField(label, _checks(needed, most), description=hint, filters=(tidy,), render_kw={"rows": rows})


def Day(label: str, hint: str = "", needed: str = "", *, sense: Sense) -> DayField:
    """A date, asked as day, month, year in three boxes that share one name; `sense` says what it means."""
    check = Needed(needed) if needed else MayBeEmpty()
    return DayField(label, [check], sense, description=hint, format=["%d %m %Y", "%Y-%m-%d"])


def _checks(needed: str, most: int) -> list[Check]:
    too_long = _("This is longer than %(most)s characters. Shorten it, or attach it as a document.", most=f"{most:,}")
    return [*([Needed(needed)] if needed else [MayBeEmpty()]), sane, Length(max=most, message=too_long)]


def One(label: str, hint: str = "", needed: str = "", choices: Iterable[Choice] = ()) -> RadioPick:
    """One of several, as radio buttons."""
    checks = [Needed(needed)] if needed else [MayBeEmpty()]
    return RadioPick(label, checks, description=hint, choices=offered(choices))


def Pick(
    label: str, hint: str = "", needed: str = "", choices: Iterable[Choice] = (), default: str | None = None
) -> DropDown:
    """One of many, as a drop-down list."""
    checks = [Needed(needed)] if needed else [MayBeEmpty()]
    return DropDown(label, checks, description=hint, choices=offered(choices), default=default)


def Several(label: str, hint: str = "", needed: str = "", choices: Iterable[Choice] = ()) -> CheckList:
    """Any number of several, as check boxes."""
    checks = [Needed(needed)] if needed else [MayBeEmpty()]
    return CheckList(label, checks, description=hint, choices=offered(choices))


def Tick(label: str, hint: str = "", needed: str = "", default: bool = False) -> BooleanField:
    """Yes when ticked."""
    return BooleanField(
        label,
        [Needed(needed)] if needed else [],
        description=hint,
        false_values=(False, "false", "", "False"),
        default=default,
    )


def Files(label: str, hint: str = "") -> MultipleFileField:
    """Documents to go with the step."""
    return MultipleFileField(label, [MayBeEmpty()], description=hint)


class Asked(Applying):
    """A form of the installation.

    `private` names fields that stay in this ministry even when the step crosses the border. `files` names the
    upload fields. A draft form (`drafting`) may be saved unfinished. With `kind_first`, the page asks the kind alone before it asks
    the questions of that kind. `asked_since` names questions that earlier versions of the form did not ask: where they are not
    answered they are left out of what was said, so that a text of then keeps its digest. `folded` names those that the page folds
    away under `fold_title` while nothing is said to any of them.
    """

    private: ClassVar[tuple[str, ...]] = ()
    drafting: ClassVar[bool] = False
    kind_first: ClassVar[bool] = False
    heading: ClassVar[str] = ""
    guidance: str = ""

    later = False
    said_on: date | None = None
    slack = 0
    about: CaseFile | None = None
    abroad = False
    asked_since: Sequence[str] = ()
    folded: Sequence[str] = ()
    fold_title: str = ""
    paragraphs: Mapping[str, Sequence[tuple[int | str, str, str]]] = {}
    confirmed: Sequence[str] = ()
    typed: MultiDict[str, str] | None = None

    def __init_subclass__(cls) -> None:
        """A form that takes documents asks what is asked of documents everywhere; none of that is told abroad in words."""
        accompany(cls)
        cls.private = (*cls.private, *(name for name in BESIDE_FILES if hasattr(cls, name) and name not in cls.private))

    class Meta(DefaultMeta):
        """How every form takes in what was posted."""

        def wrap_formdata(self, form: BaseForm, formdata: Any) -> Any:
            """A page that is only opened posts nothing: its boxes stand as they are on record, not unticked.

            With the answers come the unlikely days that an official has confirmed.
            """
            if formdata and isinstance(form, Asked):
                form.confirmed, form.typed = formdata.getlist(MARK), formdata
            return super().wrap_formdata(form, formdata) if formdata else None

        def get_translations(self, form: BaseForm) -> Own:
            """What WTForms says by itself is said by us, as every text of a screen."""
            return OWN

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Offer the choices that this dossier, its instrument (`law`) and this ministry allow."""
        self.offer_text(RequestText.of(dossier), law)
        self.offer_documents(dossier)

    def offer_documents(self, dossier: CaseFile) -> None:
        """The documents on file, where the form is that of a letter of ours. Of a letter of theirs the scan says its language."""
        if self.abroad and "files" in self:
            self.drop("document_language")
        if "on_file" not in self:
            return
        held = stayed_here(dossier)
        if self.abroad or not held or not crosses(self, dossier):
            self.drop("on_file")
            return
        on_file = self["on_file"]
        assert isinstance(on_file, CheckList)
        on_file.choices = choices_of(dossier, held)
        if self.typed is None:
            on_file.data = [name_of(one) for one in self.proposed_from_file(dossier, held)]

    def proposed_from_file(self, _dossier: CaseFile, _held: Sequence[AttachmentRecord]) -> Iterable[AttachmentRecord]:
        """Which of the documents on file are ticked from the first."""
        return ()

    def drop(self, name: str) -> None:
        """Do not ask this after all, if it is asked."""
        if name in self:
            del self[name]

    def offer_text(self, text: RequestText, law: Law) -> None:
        """Offer the choices that the text of a request, as far as it is told, and its instrument allow.

        What stands in braces in a question or an answer offered, a purpose or an item of contents, becomes the article of
        the request's own instrument; nothing where that has none.
        """
        self.guidance = _cited(self.guidance, law, text.instrument)
        for field in self:
            for part, name in ((field.label, "text"), (field, "description")):
                setattr(part, name, _cited(getattr(part, name), law, text.instrument))
            if isinstance(field, Offered) and any("{" in str(choice.label) for choice in field.choices or ()):
                field.choices = [(one.value, _cited(one.label, law, text.instrument)) for one in field.choices]

    @property
    def alone(self) -> list[Field]:
        """What the page asks first, before it can ask the rest; nothing once that is known."""
        return [self["number"], self["kind"]] if self.kind_first and not self["kind"].data else []

    def judged(self, said_on: date, about: CaseFile | None, abroad: bool = False, askable: bool = True) -> None:
        """Remember on which day the form is said, and of which request: its dates are judged by these.

        `askable` is False where nobody can be asked whether an unlikely day is right: in a package.
        """
        self.said_on, self.about, self.abroad, self.askable = said_on, about, abroad, askable
        offer_whom(self, about)

    def validate(self, extra_validators: MoreChecks = None) -> bool:
        """Whether every answer can be. The outermost form judges its dates and those of the forms within it.

        The impossible is refused; the unlikely is asked about.
        """
        for row in within(self):
            if isinstance(row, Asked):
                row.later = self.later
        with self.only_what_applies():
            sound = super().validate(extra_validators)
            if self.said_on is None and any(field.name != field.short_name for field in self):  # a row of another form
                return sound
            on = self.said_on or datetime.now(UTC).date()
            sound = not impossible_days(self, on, self.about, 1 if self.abroad else self.slack) and sound
            ask = self.askable and not self.later
            return not (ask and unlikely_days(self, on, self.confirmed)) and sound

    def stands(self, held: Mapping[str, object]) -> None:
        """Take in what is on record: a day that stands there already is not asked about again."""
        days = [f for f in self if isinstance(f, DayField) and f.data and held.get(f.short_name) == f.data]
        self.confirmed = [*self.confirmed, *(field.mark for field in days)]

    def confirmed_now(self) -> list[str]:
        """The unlikely days of this form that were asked about and confirmed with it, each as “question: day”."""
        asked = [f for f in self if isinstance(f, DayField) and f.confirmed]
        return [f"{field.short_name} {field.data}" for field in asked]

    def answers(self) -> Answers:
        """What was said, ready to be stored as JSON. Files are not words. Confirmed days stand under MARK."""
        told = everybody_unnamed(self, told_of(self))
        kept = still_true(self, self.confirmed)
        return {**told, MARK: kept} if kept else told

    def shared(self) -> Answers:
        """What was said that the other State may know."""
        told = {name: value for name, value in self.answers().items() if name not in self.private}
        if MARK in told:
            told[MARK] = [one for one in told[MARK] if one.split(" ")[0] not in self.private]
        return {name: value for name, value in told.items() if name != MARK or value}

    def propose(self, about: CaseFile, law: Law) -> None:
        """Fill in what our own law and the request propose, on a page that is opened afresh for a step of ours."""

    def fill_in_known(self, about: CaseFile) -> None:
        """Fill in the days that the request itself tells, where nothing was said yet."""
        fill_in_known(self, about)

    @property
    def unfolded(self) -> bool:
        """Whether something is said, or wrong, or wanted, in what the page folds away."""
        fields = [self[name] for name in self.folded if name in self]
        return any(field.errors or getattr(field, "grown", False) or not empty(field) for field in fields)

    def lines(self) -> list[tuple[str, str]]:
        """The answers to be read back, each as (question, answer in words); unanswered questions are left out."""
        answered = [(field.label.text, self._in_words(field)) for field in self if field.type != "HiddenField"]
        return [(question, answer) for question, answer in answered if answer]

    def _in_words(self, field: Field) -> str:
        confirmed = isinstance(field, DayField) and field.confirmed
        return _("%(date)s (asked about and confirmed)", date=in_words(field)) if confirmed else in_words(field)

    def uploads(self) -> list[FileStorage]:
        """The files chosen, whatever their field."""
        chosen = [f for field in self if isinstance(field, MultipleFileField) for f in field.data or []]
        return [upload for upload in chosen if getattr(upload, "filename", "")]

    def mistakes(self) -> list[tuple[str, str]]:
        """Every mistake as (id of the field, sentence), in the order of the page."""
        return list(told_mistakes(self))


def _cited(text: str, law: Law, instrument: str) -> str:
    def article(found: re.Match[str]) -> str:
        number = law.place(instrument, found[1])
        return f" (art. {number})" if number else ""

    return changed(text, lambda words: re.sub(r"\{([\w-]+)\}", article, words))


def told_mistakes(form: Form) -> Iterator[tuple[str, str]]:
    """Every mistake of a form and of those within it, as (id of the field, sentence)."""
    for field in form:
        parts = [field, *field] if isinstance(field, FieldList) else [field]
        for part in parts:
            if isinstance(part, FormField):
                yield from told_mistakes(part.form)
            else:
                yield from ((part.id, sentence) for sentence in part.errors if isinstance(sentence, str))


def retold(answers: Answers) -> MultiDict[str, Value]:
    """What was said, as if it were typed again: the words of a package enter by the same form as an official's."""
    return MultiDict(_pairs("", answers))


def _pairs(prefix: str, value: Value) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _pairs(f"{prefix}-{name}" if prefix else name, inner)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            if isinstance(inner, dict):
                yield from _pairs(f"{prefix}-{position}", inner)
            else:
                yield prefix, str(inner)
    elif value is True:
        yield prefix, "y"
    elif value is not None and value is not False:
        yield prefix, str(value)
