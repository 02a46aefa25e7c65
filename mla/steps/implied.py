"""What a letter recorded from paper implies: the other State's steps without which it cannot have been sent.

They are entered before it, each marked as derived from it, with its date and without a paper: no official invents a letter.
"""

from __future__ import annotations

from collections.abc import Iterator

from forms import form_for
from forms.base import retold
from mla.canonical import Answers
from mla.installation import Installation
from mla.lifecycle.fates import WHAT, WHOM, concerns, derived, fates
from mla.lifecycle.machine import implied_before
from mla.lifecycle.striking import DERIVED
from mla.lifecycle.terms import Step
from mla.steps.step_taken import RecordedStep


def implied_by(installation: Installation, taken: RecordedStep) -> Iterator[RecordedStep]:
    """The steps to be entered first, in their order; each is made when the one before it has been taken."""
    dossier = taken.dossier
    where = {one: at for one, at in fates(dossier).items() if concerns(taken.answers, one)}
    stage = derived(dossier.table, where) if where else dossier.stage
    for step in implied_before(dossier.table, dossier.our_side, stage, taken.step.trigger) or ():
        channel = {**taken.channel, DERIVED: taken.step.trigger}
        yield RecordedStep(
            dossier, step, _said(installation, taken, step), taken.at, taken.today, taken.official, channel
        )


def is_derived(taken: RecordedStep) -> bool:
    """Whether nobody has said this: it follows from a later letter."""
    return DERIVED in taken.channel


def _said(installation: Installation, taken: RecordedStep, step: Step) -> Answers:
    """What a derived step says: the day of the letter that implies it, where the step has a day of receipt, and whom that concerns."""
    form = form_for(step.form)(retold({"received_on": taken.channel["sent_on"]}))
    form.judged(taken.sent_on, taken.dossier, abroad=True, askable=False)
    form.offer(taken.dossier, installation.law_of(taken.dossier))
    table = taken.dossier.table
    whom = {name: taken.answers[name] for name in (WHOM, WHAT) if taken.answers.get(name)}
    return {**form.answers(), **whom} if step.trigger in (*table.per_person, *table.per_property) else form.answers()
