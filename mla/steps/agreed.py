"""What an agreement between two States does not carry: a request of or to another State, or for another person."""

from __future__ import annotations

from mla.instruments import Law
from mla.instruments.states import state_name
from mla.lifecycle.items import PersonText
from mla.lifecycle.text import RequestText
from mla.search import name_keys
from mla.steps.step_taken import OurStep, PackagedStep, StepTaken
from mla.words import _


def not_for_this(law: Law, taken: StepTaken) -> str | None:
    """Why the step would make a request that its agreement cannot carry, or None. No reason given overcomes it."""
    text = _text(taken)
    one = law.instruments.get(text.instrument) if text else None
    if text is None or one is None or not one.between:
        return None
    if taken.dossier.counterpart not in one.between:
        names = [state_name(state, "en") for state in one.between]
        return _(
            "“%(agreement)s” is between %(first)s and %(second)s alone: no request to or from another State rests on it.",
            agreement=one.name.en, first=names[0], second=names[1],
        )  # fmt: skip
    if one.only_for and not _only(text, one.only_for):
        return _(
            "“%(agreement)s” was made for one person, %(person)s, and for no other: a request under it names that person alone.",
            agreement=one.name.en, person=one.only_for,
        )  # fmt: skip
    return None


def _text(taken: StepTaken) -> RequestText | None:
    """The text that goes abroad, or comes, with the step."""
    if not taken.step.brings_request:
        return None
    if isinstance(taken, PackagedStep):
        return taken.text
    return RequestText.of(taken.dossier) if isinstance(taken, OurStep) else None


def _only(text: RequestText, person: str) -> bool:
    """Whether the request names this person, in whichever order and spelling of the names, and nobody else."""
    wanted = name_keys(PersonText(0, {"family_name": person}))
    return bool(text.persons) and all(name_keys(one) & wanted for one in text.persons)
