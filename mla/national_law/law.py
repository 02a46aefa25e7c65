"""The law as one installation knows it: the instruments, which all share, and beside them the national law of its State.

What another State does is never judged by ours: a rule of national law is asked for our own steps alone, and whatever of it a
letter tells stands in the answers of the letter.
"""

from __future__ import annotations

from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile
from mla.national_law.schema import NOTHING, NationalLaw


class LawAtHome(Law):
    """Every instrument, and the national law of the State that runs the installation; `language` is that of its own letters."""

    def __init__(self, law: Law, own: NationalLaw, language: str = "en") -> None:
        vars(self).update(vars(law))
        self.national, self.language = own, language


def national(law: Law) -> NationalLaw:
    """The national law of this installation; one that says nothing where it names no file."""
    own = vars(law).get("national")  # also where a request sees the law through another view of it
    return own if isinstance(own, NationalLaw) else NOTHING


def language_at_home(law: Law) -> str:
    """The language of letters to own authorities."""
    return str(vars(law).get("language", "en"))


def of_requested(law: Law, dossier: CaseFile) -> NationalLaw:
    """The national law of the requested State, which is known where that State is our own."""
    return national(law) if dossier.our_side == "requested" else NOTHING
