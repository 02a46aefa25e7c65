"""Files that open by themselves once a step was taken: with an owner, a clock, and what is known already.

Ljubljana-The Hague Convention, 13(4), 14(1), 54(1): whoever is present and is not extradited is brought before the own prosecutor,
and every State concerned is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import form_for
from forms.base import retold
from mla.canonical import Answers
from mla.installation import Installation
from mla.lifecycle.items import PersonText
from mla.lifecycle.opening import Opened, Opens, opened_by, regards
from mla.lifecycle.terms import Role
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Official
from mla.participation.bases import bases_for
from mla.participation.register import known
from mla.steps.step_taken import OurStep, StepTaken


def to_be_opened(taken: StepTaken) -> list[Opened]:
    """The files that this step opens; only a step of ours opens any."""
    opens = taken.step.opens
    if opens is None or not isinstance(taken, OurStep):
        return []
    return list(opened_by(opens, taken.answers, taken.dossier.contents.get(opens.section, {})))


def open_file(
    session: Session,
    installation: Installation,
    taken: OurStep,
    file: Opened,
    dossier: Dossier,
    advance: Callable[[OurStep], object],
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

    heads = {"title": source.title, "language": source.language, "arises_from": str(source.id)}
    heads |= {"counterpart": file.counterpart or source.counterpart}
    heads |= {"instrument": _basis(session, installation, taken, file, dossier)}
    take(dossier.table.opening.trigger, heads)
    for trigger, told in _taken_over(opens, taken, dossier):
        take(trigger, told)
    for one in filter(None, (taken.official, taken.proposed_by, source.examiner)):
        dossier.involve(one)
    theirs = {} if file.counterpart else {"reference": source.their_reference or ""}
    take(opens.section, {**theirs, **file.says}, whole=opens.each)


def _taken_over(opens: Opens, taken: OurStep, dossier: Dossier) -> Iterator[tuple[str, Answers]]:
    """What both requests say alike, section by section."""
    source = taken.dossier
    for task in dossier.table.tasks:
        if task.copied and task.items:
            for item in RequestText.of(source).items(task) if source.table.list_of(task.items) else ():
                if not isinstance(item, PersonText) or regards(opens, taken.answers, item.number):
                    yield task.trigger, item.taken_over()
        elif task.copied and task.trigger != opens.section and source.contents.get(task.trigger):
            yield task.trigger, source.contents[task.trigger]


def _basis(session: Session, installation: Installation, taken: OurStep, file: Opened, dossier: Dossier) -> str:
    """The basis of the request itself; towards another State the best that carries something, or else the widest that there is."""
    if not file.counterpart:
        return taken.dossier.instrument
    law, us = installation.law, installation.config.state
    register = known(session, us, file.counterpart)
    found = bases_for(law, register, us, file.counterpart, taken.today, kind=dossier.field)
    return next((one.code for one in found if one.usable), law.first())


def _owner(session: Session, taken: OurStep) -> Official | None:
    """Who drafts: whoever had a hand in the decision, else the first drafter."""
    near = filter(None, (taken.proposed_by, taken.official, taken.dossier.examiner))
    people = [*near, *session.scalars(select(Official).where(Official.active).order_by(Official.id))]
    return next((one for one in people if one.active and one.has(Role.DRAFTER)), None)
