"""Files that open by themselves once a step was taken: with an owner, a clock, and what is known already.

Ljubljana-The Hague Convention, 14(1), 54(1): whoever is present and is not extradited is brought before the own prosecutor.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import form_for
from forms.base import retold
from mla.canonical import Answers
from mla.installation import Installation
from mla.lifecycle.terms import Role
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Official
from mla.steps.step_taken import OurStep


def to_be_opened(taken: OurStep) -> str:
    """The kind of file that this step opens, or nothing."""
    opens = taken.step.opens
    return opens.kind if opens and taken.answers.get(opens.asked) == opens.value else ""


def open_file(
    session: Session, installation: Installation, taken: OurStep, dossier: Dossier, advance: Callable[[OurStep], object]
) -> None:
    """Begin a new dossier with what the request says that it arises from. Without a drafter there is nobody to own it, and none is begun."""
    owner, opens, source = _owner(session, taken), taken.step.opens, taken.dossier
    if owner is None or opens is None:
        return

    def take(trigger: str, told: Answers, whole: bool = True) -> None:
        step = dossier.table.step[trigger]
        form = form_for(step.form)(retold(told))
        form.offer_text(
            RequestText.of(dossier) if dossier.events else RequestText(dossier.table), installation.law_of(dossier)
        )
        words = form.answers() if whole and form.validate() else {**form.answers(), "unfinished": True}
        advance(OurStep(dossier, step, words, taken.at, taken.today, owner, shared=form.shared()))

    heads = {name: getattr(source, name) for name in ("counterpart", "title", "instrument", "language")}
    take(dossier.table.opening.trigger, {**heads, "arises_from": str(source.id)})
    for task in dossier.table.tasks:
        if task.copied and task.items:
            for item in RequestText.of(source).items(task) if source.table.list_of(task.items) else ():
                take(task.trigger, item.taken_over())
        elif task.copied and source.contents.get(task.trigger):
            take(task.trigger, source.contents[task.trigger])
    for one in filter(None, (taken.official, taken.proposed_by, source.examiner)):
        dossier.involve(one)
    take(opens.section, {**opens.says, "reference": source.their_reference or ""}, whole=False)


def _owner(session: Session, taken: OurStep) -> Official | None:
    """Who drafts: whoever had a hand in the decision, else the first drafter."""
    near = filter(None, (taken.proposed_by, taken.official, taken.dossier.examiner))
    people = [*near, *session.scalars(select(Official).where(Official.active).order_by(Official.id))]
    return next((one for one in people if one.active and one.has(Role.DRAFTER)), None)
