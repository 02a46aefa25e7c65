"""What may be done only once for one person, whatever number of requests ask for it, and whichever State says so.

Of several requests for one person only one goes first (Ljubljana-The Hague Convention, art. 58). Whoever was handed over
is not handed over again before the return.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from mla.instruments.states import state_name
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.case_file import CaseFile
from mla.lifecycle.facts import last_said
from mla.lifecycle.fates import as_one_goes
from mla.models import Dossier
from mla.related import named_elsewhere
from mla.steps.step_taken import OurStep, PackagedStep, StepTaken
from mla.words import _

GOES_FIRST, HAND_OVER = "goes_first", "hand_over"
COMPETING = tuple(kind for kind, table in LIFECYCLES.items() if table.competition)
"""The kinds whose requests for one person are weighed against each other."""


def done_already(session: Session, taken: StepTaken) -> str | None:
    """The sentence that says in which other request it was done, or None."""
    return RULES[taken.step.once](session, taken) if taken.step.once else None


def _goes_first(session: Session, taken: StepTaken) -> str | None:
    if taken.answers["outcome"] != "first":
        return None
    for other in _others(session, taken):
        competition = other.table.competition
        answers = (last_said(other, competition.decide) if competition else None) or {}
        if answers.get("outcome") == "first" and not other.table.stage[other.stage].kind.decided:
            return _(
                "%(request)s goes first already, and asks for the same person. Decide on that one anew before this one.",
                request=_named(other, taken),
            )
    return None


def _handed_over(session: Session, taken: StepTaken) -> str | None:
    if taken.answers.get("back"):
        return None
    for other in _others(session, taken):
        steps = (other.table.step[event.trigger] for event in other.events)
        moves = [step for step in steps if HAND_OVER in (step.once, step.undoes)]
        if moves and moves[-1].once:
            return _(
                "The same person was handed over already, in %(request)s. If the person has come back since, say how.",
                request=_named(other, taken),
            )
    return None


def _others(session: Session, taken: StepTaken) -> list[CaseFile]:
    """The other requests in which we stand on the same side, and that a decision on these persons could contradict.

    Of a request for several, the case of each of them that is meant.
    """
    dossier = taken.dossier
    among = (Dossier.side == dossier.side) & Dossier.kind.in_(COMPETING)
    if taken.step.once == GOES_FIRST and not isinstance(taken, OurStep):
        # The other State weighs its own requests, not those of others.
        among &= Dossier.counterpart == dossier.counterpart
    found = named_elsewhere(session, dossier, among, taken.answers)
    return [as_one_goes(other, number) for other, persons in found for number in sorted(persons)]


def _named(other: CaseFile, taken: StepTaken) -> str:
    """The other request; whoever decides on a person sees all of ours, another State none that it has no part in."""
    if isinstance(taken, PackagedStep) and other.counterpart != taken.dossier.counterpart:
        return _("another request")
    return f"{other.our_reference} ({state_name(other.counterpart, 'en')})"


RULES: dict[str, Callable[[Session, StepTaken], str | None]] = {GOES_FIRST: _goes_first, HAND_OVER: _handed_over}
"""What each `Step.once` means. The application does not start on one that is not here."""
