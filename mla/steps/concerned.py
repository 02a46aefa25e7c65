"""What is asked of each person whom a step concerns, where several persons of one request go different ways."""

from __future__ import annotations

from collections.abc import Iterator

from mla.lifecycle.fates import each, left_behind
from mla.steps.step_taken import OurStep, StepTaken
from mla.words import _


def not_for_all(taken: OurStep) -> str | None:
    """Whether somebody whom the step names has gone on meanwhile: the letter would say what is not so."""
    behind = left_behind(taken.dossier, taken.step, taken.answers)
    listed = ", ".join(map(str, behind))
    return (
        (
            _("This cannot be done for property %(numbers)s where it stands now.", numbers=listed)
            if taken.dossier.table.property
            else _("This cannot be done for person %(numbers)s where the case stands now.", numbers=listed)
        )
        if behind
        else None
    )


def wrong_for(taken: StepTaken) -> Iterator[str]:
    """What the checks of the row find wrong in what is said, for each person whom it concerns."""
    cases = each(taken.dossier, taken.step, taken.answers) if isinstance(taken, OurStep) else [taken.dossier]
    yield from (no for case in cases for check in taken.step.checks if (no := check(case, taken.side, taken.weighed)))
