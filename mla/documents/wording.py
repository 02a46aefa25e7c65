"""Filters for the templates: how a text, a date, a size or a name is set on paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple, cast

from babel.numbers import format_decimal
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from mla.documents.kinds import code_of
from mla.documents.wordings import Wordings, wordings
from mla.languages import language_name
from mla.words import day_told

LOCALES = {"en": "en_GB"}
"""The locale whose dates and numbers a language's papers use, where it is not the language itself."""

COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
SOBER = "#1f3a5f"
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
EMPTY_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def paragraphs(text: str | None) -> list[str]:
    """A text as its paragraphs: an empty line starts a new one."""
    plain = (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    return [part.strip() for part in EMPTY_LINE.split(plain) if part.strip()]


NUMBER = re.compile(r"^[ \t]*(?:\(?\d{1,3}[.)]|[-–•])[ \t]+", re.MULTILINE)


class Questions(NamedTuple):
    """What was typed before the first numbered question, and the questions one by one."""

    lead: list[str]
    asked: list[str]


def questions(text: str | None) -> Questions:
    """A list of questions as it was typed: the letter numbers them, so that typed numbers and bullets go.

    Where lines begin with a number or a bullet, each such line starts a question; else an empty line does.
    """
    whole = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    marks = list(NUMBER.finditer(whole))
    if not marks:
        return Questions([], paragraphs(text))
    ends = [*(mark.start() for mark in marks[1:]), len(whole)]
    told = (whole[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True))
    return Questions(paragraphs(whole[: marks[0].start()]), [one for one in told if one])


def side(text: object) -> str:
    """`rtl` when the first letter of a text is of a script written from right to left, else `ltr`."""
    for character in str(text):
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return "rtl"
        if direction == "L":
            return "ltr"
    return "ltr"


def apart(value: object) -> Markup:
    """Someone's words within a sentence of ours, kept apart so that neither turns the other's direction.

    Plain Latin letters turn nothing, and are set like the rest of the line: the layout breaks lines better that way.
    """
    text = "" if value is None else str(value)
    if text.isascii():
        return escape(text)
    return Markup('<bdi dir="{}">{}</bdi>').format(side(text), text) if text else Markup("")


def leading(value: object, address: str) -> Markup:
    """Someone's words as a link. They are kept apart by the link itself: a box within a link would be marked as a second one, without its tag (PDF/UA-1, 7.18.5)."""
    return Markup('<a href="{}" dir="{}">{}</a>').format(address, side(str(value)), value)


def lines(values: str | Iterable[object] | None) -> Markup:
    """Several lines, one under the other, each kept apart."""
    each = values.split("\n") if isinstance(values, str) else list(values or ())
    return Markup("<br>").join(apart(one) for one in each if str(one).strip())


def colour(value: object) -> str:
    """A ministry's colour if it is one, else a sober blue."""
    return str(value) if COLOUR.fullmatch(str(value)) else SOBER


def in_groups(digest: str) -> Markup:
    """A digest in groups of eight, so that an eye can follow it and a line can break in it."""
    text = str(digest)
    return Markup("<wbr>").join(escape(text[i : i + 8]) for i in range(0, len(text), 8))


def ucfirst(text: object) -> str:
    """The first letter made a capital, the rest left alone; what is marked up stays so."""
    told = text if isinstance(text, str) else str(text)
    return told[:1].upper() + told[1:]


def numbers(values: Iterable[str | int] | None) -> set[int]:
    """Chosen items, which forms keep as text, as the numbers they are called by."""
    return {int(value) for value in values or () if str(value).isdigit()}


def _locale(context: Context) -> str:
    language = str(context["language"])
    return LOCALES.get(language, language)


@pass_context
def long_date(context: Context, value: object) -> str:
    """A date in words of the paper's language; what is no date is printed as it is."""
    if isinstance(value, str):
        text = value
        try:
            value = date.fromisoformat(text[:10])
        except ValueError:
            return text
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, date):
        return ""
    return day_told(value, str(context["language"]))


@pass_context
def size(context: Context, count: int | str) -> str:
    """A file's size as people say it."""
    octets = "o" if context["language"] == "fr" else "B"
    for unit, factor in (("M", 1_000_000), ("k", 1_000)):
        if int(count) >= factor:
            amount = format_decimal(int(count) / factor, "#,##0.#", locale=_locale(context))
            return f"{amount}\N{NO-BREAK SPACE}{unit}{octets}"
    return f"{int(count)}\N{NO-BREAK SPACE}{octets}"


@pass_context
def day_or_words(context: Context, value: object) -> object:
    """An answer: a date in words, anything else as it was written."""
    text = str(value)
    return long_date(context, text) if ISO_DAY.fullmatch(text) else apart(text)


AMOUNT = re.compile(r"(\d+(?:\.\d{1,2})?|\d+\.\d{1,18}(?= [A-Z]))(?: ([A-Z]{3,6}))?")


@pass_context
def amount(context: Context, value: object) -> object:
    """A sum of money, kept as digits with a point, as the paper's language writes it; other words as they were written."""
    found = AMOUNT.fullmatch(str(value))
    if not found:
        return apart(value)
    written = format_decimal(found[1], "#,##0.00################", locale=_locale(context))
    return f"{written}\N{NO-BREAK SPACE}{found[2]}" if found[2] else written


def days_after(day: str, first: str) -> int:
    """How many days lie between two dates (ISO)."""
    return (date.fromisoformat(day) - date.fromisoformat(first)).days


STATES = {
    "en": ((r"\b([Tt])he (requested|requesting) State\b", ("my State", "your State")),),
    "fr": ((r"\b([Ll])[’']État (requis|requérant)\b", ("mon État", "votre État")),),
    "es": (
        (r"\b([Dd])el Estado (requerido|requirente)\b", ("de mi Estado", "de su Estado")),
        (r"\b([Aa])l Estado (requerido|requirente)\b", ("a mi Estado", "a su Estado")),
        (r"\b([Ee])l Estado (requerido|requirente)\b", ("mi Estado", "su Estado")),
    ),
}
"""How the law speaks of the two States, and what each of them calls them in its own letters: its own State, then the other."""
REQUESTED = ("requested", "requis", "requerido")


@pass_context
def as_we_say(context: Context, text: str) -> str:
    """Words of the law in a letter of ours: no State calls itself “the requested State”."""
    asked = context["dossier"].side == "requested"
    for pattern, (mine, yours) in STATES[str(context["language"])]:
        words = {True: _by_name(context.get("us"), pattern, mine), False: _by_name(context.get("them"), pattern, yours)}
        text = re.sub(pattern, lambda found: _begun(words[(found[2] in REQUESTED) == asked], found[1]), text)  # noqa: B023
    return _contracted(text) if context["language"] == "fr" else text


def _contracted(text: str) -> str:
    """French articles as they are written after “de” and “à”."""
    for was, now in (("de le ", "du "), ("à le ", "au "), ("de les ", "des "), ("à les ", "aux ")):
        text = re.sub(rf"\b{was}", now, text)
    return text


def _by_name(party: object, pattern: str, words: str) -> str:
    """What a party is called in place of “my State” or “your State” where it is a body and no State."""
    if not (body := getattr(party, "body", None)):
        return words
    language = next(code for code, rows in STATES.items() if any(pattern == row[0] for row in rows))
    alone, of, to = body.forms(language)
    return str({r"\b([Dd])el": of, r"\b([Aa])l": to}.get(pattern.partition(" ")[0], alone))


def _begun(words: str, like: str) -> str:
    """Words with a capital where what they replace had one."""
    return ucfirst(words) if like.isupper() else words


def _wordings(context: Context) -> Wordings:
    """The wordings by which the paper at hand is drawn."""
    return cast("Wordings | None", context.get("wording")) or wordings(str(context["language"]))


@pass_context
def noun(context: Context, kind: str) -> str:
    """What a request of this kind is called within a sentence."""
    return _wordings(context).nouns[kind]


@pass_context
def granting(context: Context, kind: str) -> str:
    """The clause that a request of this kind is granted: “extradition can be granted”."""
    return _wordings(context).granting[kind]


class _See:
    """“ (article 61 of the ...)” for a purpose, or nothing: what `{see[surrender]}` stands for in a wording."""

    def __init__(self, context: Context) -> None:
        self.law, self.code, self.language = context["law"], context["dossier"].instrument, context["language"]

    def __getitem__(self, purpose: str) -> Markup:
        rule = self.law.cite_all(self.code, purpose, self.language)
        return Markup(" ({})").format(apart(rule)) if rule else Markup("")


@pass_context
def worded(context: Context, sentence: str, request: Markup) -> Markup:
    """A sentence of a wording with what it names filled in: `{request}`, `{see[purpose]}`."""
    return escape(sentence).format(request=request.strip(), see=_See(context))


FILTERS = {
    "paragraphs": paragraphs,
    "questions": questions,
    "side": side,
    "apart": apart,
    "leading": leading,
    "lines": lines,
    "colour": colour,
    "in_groups": in_groups,
    "long_date": long_date,
    "numbers": numbers,
    "kind_of_document": code_of,
    "size": size,
    "ucfirst": ucfirst,
    "day_or_words": day_or_words,
    "noun": noun,
    "granting": granting,
    "amount": amount,
    "days_after": days_after,
    "as_we_say": as_we_say,
    "worded": worded,
    "tongue": language_name,
}
