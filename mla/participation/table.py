"""The register as a CSV table: read with every mistake at once or not at all; written so that it can be read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date

from mla.canonical import Answers
from mla.instruments import Law
from mla.instruments.states import FORMER, state_codes
from mla.participation import csvtable
from mla.participation.facts import Dated, Facts
from mla.participation.marks import PATTERN
from mla.words import N_, _

COLUMNS = tuple(field.name for field in fields(Facts))
DAYS = (
    "signed",
    "ratified",
    "in_force_from",
    "provisional_from",
    "provisional_until",
    "denounced_effective",
    "cut_off",
    "checked_on",
    "in_force_by",
    "denounced",
)
LISTS = ("reservations", "annexes", "annex_cut_offs", "objections")
ACTS = ("", "ratified", "accepted", "approved", "acceded", "succeeded")
NEEDED = ("state", "instrument", "source", "mark", "checked_on", "checked_by")


def write(rows: Iterable[Facts]) -> str:
    """The register as a table."""
    return csvtable.write(COLUMNS, rows)


def read(raw: bytes, law: Law, today: date) -> list[Facts]:
    """Every row of a table. Raises Slips, which lists all mistakes of all rows."""
    return csvtable.read(raw, COLUMNS, NEEDED, ("state", "instrument"), lambda cells: row(cells, law, today))


def row(cells: dict[str, str], law: Law, today: date) -> tuple[Facts | None, list[str]]:
    """One row as facts, or what is wrong with it."""
    given = {name: csvtable.plain(text) for name, text in cells.items()}
    wrong: list[str] = [_("“%(name)s” is empty", name=name) for name in NEEDED if not given.get(name)]
    answers: Answers = {name: given.get(name, "") for name in COLUMNS}
    for name in DAYS:
        answers[name], bad = csvtable.day(answers[name])
        wrong += (
            [_("“%(bad)s” in “%(name)s” is no date; expected: such as 2024-02-14", bad=bad, name=name)] if bad else []
        )
    for name in LISTS:
        answers[name], bads = _dated(answers[name])
        wrong += [
            _(
                "“%(bad)s” in “%(name)s” cannot be read; expected: such as F or F=2025-01-01/2026-01-01",
                bad=bad,
                name=name,
            )
            for bad in bads
        ]
    answers["provisional_scope"] = tuple(
        piece.strip() for piece in answers["provisional_scope"].split(";") if piece.strip()
    )
    one = Facts(**answers)
    wrong += problems(one, law, today)
    return (None if wrong else one), wrong


def _dated(text: str) -> tuple[tuple[Dated, ...], list[str]]:
    good: list[Dated] = []
    bad: list[str] = []
    for piece in (piece.strip() for piece in text.split(";") if piece.strip()):
        what, _equals, days = piece.partition("=")
        since, bad_since = csvtable.day(days.partition("/")[0].strip())
        until, bad_until = csvtable.day(days.partition("/")[2].strip())
        if bad_since or bad_until or not what.strip():
            bad.append(piece)
        else:
            good.append(Dated(what.strip(), since, until))
    return tuple(good), bad


def problems(one: Facts, law: Law, today: date) -> list[str]:
    """What the law objects to in a row, in sentences."""
    return [
        *of_state(one.state),
        *_of_instrument(one, law),
        *_of_order(one),
        *_of_acts(one),
        *of_source(one.mark, one.checked_on, today),
    ]


def of_state(code: str) -> Iterator[str]:
    """What is wrong with the code of a State."""
    if code in FORMER:
        yield _(
            "“%(code)s” (%(name)s) is a State no longer; expected: the State of today", code=code, name=FORMER[code]
        )
    elif code and code not in state_codes():
        yield _("“%(code)s” is no State; expected: two capital letters such as SI", code=code)


def _of_instrument(one: Facts, law: Law) -> Iterator[str]:
    instrument = law.taken_part_in(one.instrument)
    if instrument is None:
        codes = ", ".join(code for code, _name in law.taking_part())
        if one.instrument:
            yield _(
                "“%(instrument)s” is no instrument in which States take part; expected: one of %(codes)s",
                instrument=one.instrument,
                codes=codes,
            )
        return
    if done := instrument.done:
        for day in one.dates:
            if day < done:
                yield _("%(day)s lies before the instrument was made; expected: %(done)s or later", day=day, done=done)
    rules = instrument.participation
    if one.signed and rules.signature_until and one.signed > rules.signature_until:
        yield _(
            "“signed” (%(day)s) lies after the last day of signature, %(last)s (art. %(article)s): who comes later accedes",
            day=one.signed, last=rules.signature_until, article=rules.signature,
        )  # fmt: skip
    known = {
        N_("“%(told)s” is no annex of it; expected: %(expected)s"): (
            (*one.annexes, *one.annex_cut_offs),
            {row.code for row in instrument.annexes},
        ),
        N_("“%(told)s” is no reservable article of it; expected: %(expected)s"): (
            one.reservations,
            set(rules.reservable),
        ),
    }
    for sentence, (told, expected) in known.items():
        for stranger in [dated.what for dated in told if expected and dated.what not in expected]:
            yield _(sentence, told=stranger, expected=", ".join(sorted(expected)))
    parts = {row.number for row in instrument.parts}
    for stranger in [part for part in one.provisional_scope if parts and part not in parts]:
        yield _("“%(told)s” is no part of it; expected: %(expected)s", told=stranger, expected=", ".join(sorted(parts)))


def _of_acts(one: Facts) -> Iterator[str]:
    if one.act not in ACTS:
        yield _("“%(act)s” in “act” is none; expected: %(acts)s", act=one.act, acts=", ".join(filter(None, ACTS)))
    reserved = {dated.what for dated in one.reservations}
    for dated in one.objections:
        state, _space, article = dated.what.partition(" ")
        if state not in state_codes() or article not in reserved:
            yield _(
                "“%(told)s” in “objections” is none; expected: a State and an article reserved, such as DE 40",
                told=dated.what,
            )


def _of_order(one: Facts) -> Iterator[str]:
    pairs = (
        ("signed", "ratified"),
        ("ratified", "in_force_from"),
        ("provisional_from", "provisional_until"),
        ("cut_off", "in_force_from"),
    )
    for first, second in pairs:
        before, after = getattr(one, first), getattr(one, second)
        back = one.denounced_effective or one.act == "succeeded"
        if before and after and after < before and not (second == "in_force_from" and back):
            yield _(
                "“%(second)s” (%(after)s) lies before “%(first)s” (%(before)s)",
                second=second,
                after=after,
                first=first,
                before=before,
            )
    for dated in one.annex_cut_offs:
        if dated.since is None or dated.until:
            yield _(
                "“annex_cut_offs” names no day, or two, for “%(what)s”; expected: such as F=2025-01-01", what=dated.what
            )
    for dated in (*one.reservations, *one.annexes):
        if dated.since and dated.until and dated.until < dated.since:
            yield _(
                "“%(what)s” ends (%(until)s) before it begins (%(since)s)",
                what=dated.what,
                until=dated.until,
                since=dated.since,
            )
    if one.provisional_until and not one.provisional_from:
        yield _("“provisional_until” without “provisional_from”")


def of_source(mark: str, checked_on: date | None, today: date) -> Iterator[str]:
    """What is wrong with how sure a fact is said to be, and when it was checked."""
    if mark and not PATTERN.match(mark):
        yield _("“%(mark)s” is no mark; expected: C, D, R, R-h, R-m, R-l, U or P, joined by “ / ”", mark=mark)
    if checked_on and checked_on > today:
        yield _("“checked_on” (%(checked_on)s) lies in the future", checked_on=checked_on)
