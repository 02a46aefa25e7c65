"""What an agreement between two States does not carry: a request of or to another State, or for another person."""

from __future__ import annotations

from mla.instruments.schema import Instrument
from mla.instruments.states import state_told
from mla.lifecycle.items import PersonText
from mla.lifecycle.text import RequestText
from mla.participation.pair import of_others
from mla.search import name_keys
from mla.words import _


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
    if one.only_for and any(not _is(person, one.only_for) for person in text.persons):
        return _(
            "“%(agreement)s” was made for one person, %(person)s, and for no other: a request under it names that person alone.",
            agreement=one.name.told,
            person=one.only_for,
        )
    return ""


def _is(person: PersonText, name: str) -> bool:
    """Whether a person bears this name, in whichever order and spelling."""
    return bool(name_keys(person) & name_keys(PersonText(0, {"family_name": name})))
