"""What may be done only once for one person, whatever number of requests ask for it, and whichever State says so.

Of several requests for one person only one goes first (Ljubljana-The Hague Convention, art. 58). Whoever was handed over
is not handed over again before the return. Nobody is granted, or handed over, while another who asks waits for the decision which goes first.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import true
from sqlalchemy.orm import Session

from mla.instruments.states import state_told
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.case_file import CaseFile
from mla.lifecycle.competing import NO_RIVAL
from mla.lifecycle.facts import last_said
from mla.lifecycle.fates import WHOM, as_one_goes, concerns
from mla.lifecycle.items import PersonText
from mla.models import Dossier
from mla.related import named_elsewhere, pairs
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
        if _outcome(other) == "first" and _pending(other):
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
    return _no_rival(session, taken)


def _no_rival(session: Session, taken: StepTaken) -> str | None:
    """Of several who ask for one person, the one that goes first is granted; and it was said whether it is one person."""
    if not isinstance(taken, OurStep):
        return None
    dossier = taken.dossier
    among = (Dossier.side == dossier.side) & (Dossier.counterpart != dossier.counterpart) & Dossier.kind.in_(COMPETING)
    for person in dossier.persons:
        if concerns(taken.answers, person.number) and _outcome(as_one_goes(dossier, person.number)) != "first":
            found = named_elsewhere(session, dossier, among, {WHOM: [str(person.number)]})
            cases = (as_one_goes(other, number) for other, numbers in found for number in sorted(numbers))
            rivals = sorted(filter(_pending, cases), key=lambda case: _outcome(case) != "first")
            if rivals:
                return _undecided(rivals[0], taken)
    return _unsaid(session, taken)


def _pending(case: CaseFile) -> bool:
    return not case.table.stage[case.stage].kind.decided


def _outcome(case: CaseFile) -> str:
    competition = case.table.competition
    return str(((last_said(case, competition.decide) if competition else None) or {}).get("outcome", ""))


def _undecided(rival: CaseFile, taken: StepTaken) -> str:
    if _outcome(rival) == "first":
        return _(
            "%(request)s goes first, asks for the same person, and is not over. Decide on the priority anew before this.",
            request=_named(rival, taken),
        )
    return _(
        "%(request)s asks for the same person. Decide first which request goes first.", request=_named(rival, taken)
    )


def _unsaid(session: Session, taken: StepTaken) -> str | None:
    """Whether somebody whom another State seeks is likely the same, and nobody has said so yet."""
    dossier = taken.dossier
    among = (Dossier.side == dossier.side) & (Dossier.counterpart != dossier.counterpart) & Dossier.kind.in_(COMPETING)
    for pair in pairs(session, dossier, among, over=true()):
        waits = _pending(as_one_goes(pair.dossier, pair.theirs.number))
        if pair.open and pair.weighed.likely and waits and concerns(taken.answers, pair.ours.number):
            return _(
                "%(request)s seeks a person who is likely the same (%(name)s). Say first whether it is the same person.",
                request=_named(pair.dossier, taken),
                name=PersonText.of(pair.theirs).name,
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
    return _("%(reference)s (%(state)s)", reference=other.our_reference, state=state_told(other.counterpart))


RULES: dict[str, Callable[[Session, StepTaken], str | None]] = {
    GOES_FIRST: _goes_first,
    HAND_OVER: _handed_over,
    NO_RIVAL: _no_rival,
}
"""What each `Step.once` means. The application does not start on one that is not here."""
