"""What is wrong with an agreement that was entered, or that came from abroad, in sentences for whoever must mend it.

What comes from abroad is data of a stranger's making: every text is bounded and plain, and nothing of it can take the place
of what ships.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from mla.canonical import Answers, canonical
from mla.documents.printable import first_invisible, missing, named
from mla.instruments.agreement import Agreement, instrument_of
from mla.instruments.checks import File, beside, within
from mla.instruments.faults import of_the_schema
from mla.instruments.plain import Kind
from mla.instruments.schema import Instrument
from mla.instruments.states import state_codes
from mla.instruments.tables import KEYED, key_of, rows_of
from mla.lifecycle.items import PersonText
from mla.words import _, joined

MOST_BYTES = 200_000
MOST_TEXT, MOST_ROWS, MOST_DOCUMENTS = 5_000, 300, 10
"""The most that an agreement may say in all, in one text, in one table; and how many documents come with it."""

NO_TEXT = re.compile(r"[<>{}\t\r]|\[[^\]]*\]")
"""Marks that no text of an agreement holds: what could be taken for markup or a template, and blanks that are to be filled in."""

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.()-]{0,79}")


def faults(told: Answers, shipped: Mapping[str, Instrument]) -> list[str]:
    """Everything that is wrong; nothing where the agreement may be laid before a second official. Raises nothing."""
    if size := _too_large(told):
        return [size]
    try:
        read = Agreement.model_validate_json(canonical(told))
        made = instrument_of(told)
    except ValidationError as error:
        return [fault.sentence for fault in of_the_schema("", "", error, Agreement)]
    file = File("", "", made)
    found = [*_texts(told), *_heads(read), *_rules(made, shipped)]
    found += [fault.sentence for fault in (*within(file, made), *beside(file, {**shipped, made.code: made}))]
    return list(dict.fromkeys(str(one) for one in found))


def _too_large(told: Answers) -> str:
    if len(canonical(told).encode()) > MOST_BYTES:
        return _("The agreement says more than is taken in: %(most)s characters.", most=f"{MOST_BYTES:,}")
    return ""


def _texts(value: object) -> Iterator[str]:
    """Every text, however deep: not too long, plain, and such as can be printed."""
    if isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        if len(value) > MOST_ROWS:
            yield _("A table has %(count)s rows; at most %(most)s are taken in.", count=len(value), most=MOST_ROWS)
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield from _text(value)


def _text(text: str) -> Iterator[str]:
    start = f"{text[:40]}…" if len(text) > 40 else text
    if len(text) > MOST_TEXT:
        yield _("The text “%(start)s” is longer than %(most)s characters.", start=start, most=f"{MOST_TEXT:,}")
    elif first_invisible(text) is not None:
        yield _("A text holds a character that nobody can see.")
    elif found := NO_TEXT.search(text):
        yield _(
            "In “%(start)s” stands “%(mark)s”: no text of an agreement holds < > { } or a blank in brackets that is still to be"
            " filled in.",
            start=start, mark=found[0][:40],
        )  # fmt: skip
    elif lacking := missing(text):
        yield _("No font here can print %(characters)s.", characters=joined(", ", [named(one) for one in lacking[:3]]))


def _heads(one: Agreement) -> Iterator[str]:
    if unknown := [state for state in one.states if state not in state_codes()]:
        yield _("“%(code)s” is no State that is known here.", code=unknown[0])
    if one.states != sorted(set(one.states)):
        yield _("An agreement is between two different States, named in the order of their codes.")
    if one.in_force_from and one.in_force_from < one.signed:
        yield _("It enters into force before it was signed.")
    if one.ends and one.ends < (one.in_force_from or one.signed):
        yield _("It ends before it begins.")
    if (one.sort == "memorandum") != bool(one.person.strip()):
        yield _("A memorandum for one person names that person, and nothing else does.")
    if (one.born_on or one.person_number) and not one.person:
        yield _("It tells a day of birth or the number of a document and names no person.")
    if one.person_number and sum(map(str.isalnum, one.person_number)) < PersonText.SHORTEST_NUMBER:
        yield _("The number of the document is so short that two persons may have it by chance.")
    if one.born_on and one.born_on > one.signed:
        yield _("The person was born after it was signed.")
    if len(one.documents) > MOST_DOCUMENTS:
        yield _("At most %(most)s documents come with an agreement.", most=MOST_DOCUMENTS)


def _rules(made: Instrument, shipped: Mapping[str, Instrument]) -> Iterator[str]:
    if made.code in shipped:
        yield _("The code is that of an instrument that ships.")
    known = {row.code: row.questions for one in reversed([*shipped.values()]) for row in one.measures}
    for row in made.measures:
        if known.get(row.code) != row.questions:
            yield _(
                "“%(code)s” is no kind of help that is known here, or asks other questions: an agreement makes no new ones.",
                code=row.code,
            )
    codes = (
        key_of(table, row) for table in KEYED if table not in ("articles", "parts") for row in rows_of(made, table)
    )
    if strange := next((code for code in codes if not CODE.fullmatch(code)), None):
        yield _("“%(code)s” is no code: letters, digits, dots and dashes are.", code=strange[:40])
    for kind in made.kinds:
        if not _refusable(made, shipped, kind):
            yield _(
                "No request of the kind “%(kind)s” could be refused: name a ground that stands for all of them.",
                kind=kind,
            )


def _refusable(made: Instrument, shipped: Mapping[str, Instrument], kind: Kind) -> bool:
    """Whether there is a ground for every request of a kind: its own, or one that is taken over."""
    lender = shipped.get(made.like.grounds)
    rows = [*made.grounds, *(lender.grounds if lender else ())]
    return any(row.kind == kind and not (row.requests or row.measures) for row in rows)
