"""The States there are: the members of the United Nations, and those beside them that this installation knows.

Other counterparts stand in `bodies.py`.

A territory that is no State (Antarctica, Greenland) is not offered, though lists of countries name it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from mla.instruments.bodies import body
from mla.languages import of_letters
from mla.words import Words, by_language

MEMBERS = frozenset(
    """
    AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO
    CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID
    IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK
    ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC
    SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS
    YE ZA ZM ZW
    """.split()  # noqa: SIM905 - a list of codes reads best as words
)
"""The 193 members of the United Nations, by their ISO 3166-1 codes."""


@dataclass(frozen=True)
class Beside:
    """A State that is no member, under the name that papers use, with a note where one is due."""

    en: str
    fr: str
    es: str
    note: str = ""


BESIDE = {
    "VA": Beside("Holy See", "Saint-Siège", "Santa Sede", "Observer State at the United Nations."),
    "PS": Beside(
        "State of Palestine", "État de Palestine", "Estado de Palestina", "Observer State at the United Nations."
    ),
    "XK": Beside(
        "Kosovo",
        "Kosovo",
        "Kosovo",
        "Not a member of the United Nations; not every State recognises it. Whether a request can be addressed to it is a "
        "question for your ministry of foreign affairs. The code is for use only and no standard one.",
    ),
}
"""Add a line here for another State that your own State recognises; nothing else needs to change."""

FORMER = {
    "CS": "Serbia and Montenegro",
    "DD": "the German Democratic Republic",
    "SU": "the Soviet Union",
    "YU": "Yugoslavia",
}
"""States of the past, under the codes they had."""


def state_codes() -> frozenset[str]:
    """The code of every State."""
    return MEMBERS | BESIDE.keys()


@lru_cache(maxsize=2048)
def state_name(code: str, language: str) -> str:
    """The name of a State, or of another counterpart, in a language; the code itself when nothing is known under it.

    What papers have no words for in that language is told in English.
    """
    if beside := BESIDE.get(code):
        return str(getattr(beside, language, beside.en))
    if other := body(code):
        return other.name.text(of_letters(language))
    return str(Locale(language).territories.get(code, code))


@lru_cache(maxsize=512)
def state_told(code: str) -> Words:
    """The name of a State, or of another counterpart, for a page to tell in the language of its reader."""
    return by_language(lambda language: state_name(code, language))


def state_note(code: str) -> str:
    """What is to be known of a State before a request is addressed to it, or nothing."""
    return BESIDE[code].note if code in BESIDE else ""
