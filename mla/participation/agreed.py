"""What an agreement between two States does not carry: a request of or to another State, or for another person.

A memorandum for one person tells who that is by name and by the day of birth or a number: a namesake does not share it, and a
name that is written otherwise does not shut the person out. Why a request does not show that it is for that person is said.
"""

from __future__ import annotations

from datetime import date

from mla.instruments.schema import Instrument
from mla.instruments.states import state_told
from mla.lifecycle.items import PersonText
from mla.lifecycle.text import RequestText
from mla.names import likeness
from mla.participation.pair import of_others
from mla.search import day_of, name_keys, names_of, number_keys
from mla.words import _, day_in_words


def not_carried(one: Instrument, text: RequestText, counterpart: str) -> str:
    """Why an instrument cannot carry this request, whatever speaks for it; nothing where it can."""
    if of_others(one, counterpart):
        first, second = (state_told(state) for state in one.between)
        return _(
            "“%(agreement)s” is between %(first)s and %(second)s alone: no request to or from another State rests on it.",
            agreement=one.name.told,
            first=first,
            second=second,
        )
    if one.only_for:
        return next((why for person in text.persons if (why := _not_for(person, one))), "")
    return ""


def _not_for(person: PersonText, one: Instrument) -> str:
    """Why this is not, or not seen to be, the person for whom a memorandum was made; nothing where it is."""
    meant, told = _meant(one), {"agreement": one.name.told, "person": one.only_for, "named": person.name}
    by_number = number_keys(person) & number_keys(meant)
    if not person.comparable or not (by_number or _alike(person, meant)):
        return _(
            "“%(agreement)s” was made for one person, %(person)s, and for no other: a request under it names that person alone.",
            **told,
        )
    born, said = day_of(meant), day_of(person)
    if born and said and born != said:
        return _(
            "“%(agreement)s” was made for %(person)s, born on %(day)s. The request names %(named)s with another day of birth, %(other)s.",
            day=_in_words(born), other=_in_words(said), **told,
        )  # fmt: skip
    if by_number or (born and said):
        return ""
    if born or one.only_number:
        return _(
            "“%(agreement)s” was made for %(person)s alone. The name does not show that %(named)s is that person and no namesake:"
            " give the day of birth, or the document with its number, as the memorandum has them.",
            **told,
        )
    if name_keys(person) & name_keys(meant):
        return ""
    return _(
        "“%(agreement)s” was made for %(person)s and tells neither day of birth nor document. The request writes the name otherwise,"
        " %(named)s: give the name as the memorandum has it among the other names of the person.",
        **told,
    )


def _meant(one: Instrument) -> PersonText:
    """The person of a memorandum, told as a request tells one."""
    born = one.only_born.isoformat() if one.only_born else ""
    return PersonText(
        0, {"family_name": one.only_for, "born_on": born, "identity_documents": [{"number": one.only_number}]}
    )


def _alike(person: PersonText, meant: PersonText) -> bool:
    """Whether one of the names is that of the memorandum, in whichever order, spelling and script."""
    return any(likeness(name, meant.real_name).whole for name in names_of(person))


def _in_words(day: str) -> str:
    return day_in_words(date.fromisoformat(day))
