"""Which instruments can be spoken of in Spanish: those of which no word that a letter can print lacks its Spanish."""

from __future__ import annotations

from mla.instruments.law import Law
from mla.instruments.schema import Crime, Ground, Measure
from mla.languages import LETTERS


def lacking(law: Law, code: str) -> list[str]:
    """The English words of an instrument that letters can print and that have no Spanish yet."""
    one = law.instruments[code]
    labels = [one.name, one.short, one.of, *(row.label for row in law.contents(code))]
    labels += [row.label for row in one.obligations]
    for what in (Measure, Crime, Ground):
        labels += [row.label for row in law.rows(code, what)]
    return [label.en for label in labels if label.en and not label.in_spanish]


def languages(law: Law, code: str) -> tuple[str, ...]:
    """In which languages letters under an instrument can be written: all, but Spanish only while it lacks no word."""
    return tuple(one for one in LETTERS if one != "es" or not lacking(law, code))
