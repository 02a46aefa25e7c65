"""What may be done only once for one person, whatever number of requests ask for it, and whichever State says so.

Of several requests for one person only one goes first (Ljubljana-The Hague Convention, art. 58). Whoever was handed over
is not handed over again before the return.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from mla.dossier.related import named_elsewhere
from mla.instruments.states import state_name
from mla.lifecycle.facts import last_said
from mla.models import Dossier
from mla.steps.step_taken import Deed

LEAVES = ("surrender", "lend")
RETURNS = ("give_back", "report_final_release")
OVER = ("refused", "lapsed", "withdrawn", "closed", "surrendered")
"""Stages at which it no longer matters that a request once went first."""


def done_already(session: Session, deed: Deed) -> str | None:
    """The sentence that says in which other request it was done, or None."""
    rule = RULES.get(deed.step.once)
    return rule(session, deed) if rule else None


def _goes_first(session: Session, deed: Deed) -> str | None:
    if deed.answers["outcome"] != "first":
        return None
    for other in _others(session, deed):
        answers = last_said(other, "decide_priority") or {}
        if answers.get("outcome") == "first" and other.stage not in OVER:
            return f"{_named(other)} goes first already, and asks for the same person. Decide on that one anew before this one."
    return None


def _handed_over(session: Session, deed: Deed) -> str | None:
    if deed.answers.get("back"):
        return None
    for other in _others(session, deed):
        moves = [event.trigger for event in other.events if event.trigger in (*LEAVES, *RETURNS)]
        if moves and moves[-1] in LEAVES:
            return f"The same person was handed over already, in {_named(other)}. If the person has come back since, say how."
    return None


def _others(session: Session, deed: Deed) -> list[Dossier]:
    """The other requests in which we stand on the same side, and that a decision on this person could contradict."""
    dossier = deed.dossier
    among = (Dossier.side == dossier.side) & Dossier.kind.in_(("extradition", "surrender"))
    if deed.step.once == "goes_first" and not deed.ours:  # the other State weighs its own requests, not those of others
        among &= Dossier.counterpart == dossier.counterpart
    return named_elsewhere(session, dossier, among)


def _named(other: Dossier) -> str:
    return f"{other.our_reference} ({state_name(other.counterpart, 'en')})"


RULES: dict[str, Callable[[Session, Deed], Any]] = {"goes_first": _goes_first, "handed_over": _handed_over}
