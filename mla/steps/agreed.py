"""No request is laid before a colleague, sent or taken in under an agreement that cannot carry it; no reason overcomes that."""

from __future__ import annotations

from mla.instruments import Law
from mla.instruments.schema import Instrument
from mla.lifecycle.facts import further_bases
from mla.lifecycle.text import RequestText
from mla.participation.agreed import not_carried
from mla.steps.step_taken import OurStep, PackagedStep, StepTaken
from mla.words import _


def not_for_this(law: Law, taken: StepTaken) -> str | None:
    """Why the step would make a request that its agreement cannot carry, or None."""
    text = _text(taken)
    if text is None:
        return None
    named = (law.instruments.get(code) for code in (text.instrument, *further_bases(text)))
    return next((why for one in named if one and (why := _not_carried(one, text, taken.dossier.counterpart))), None)


def _not_carried(one: Instrument, text: RequestText, counterpart: str) -> str:
    if one.only_for and not text.persons:
        return _("“%(agreement)s” was made for one person: the request names that person.", agreement=one.name.told)
    return not_carried(one, text, counterpart)


def _text(taken: StepTaken) -> RequestText | None:
    """The text that is laid before a colleague, goes abroad, or comes, with the step."""
    if isinstance(taken, PackagedStep):
        return taken.text
    if isinstance(taken, OurStep) and (taken.step.brings_request or taken.step.lays_before):
        return RequestText.of(taken.dossier)
    return None
