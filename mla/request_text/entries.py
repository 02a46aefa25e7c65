"""An entry of the record read back: each question with what was written then, and with what stands after a correction."""

from __future__ import annotations

from forms import form_for
from forms.base import Asked, retold
from forms.recording import Letter, TransmitRecorded
from mla.canonical import Answers
from mla.installation import law_of
from mla.instruments import Law
from mla.lifecycle.corrections import by_letter
from mla.models import Dossier, Event

Row = tuple[str, str, str]
"""A question, what was written, and what stands now; the same twice where nothing was corrected."""


def entry_lines(law: Law, dossier: Dossier, event: Event) -> list[Row]:
    """Every answered question of an entry, first of the letter by which it came, then of the step."""
    before = dict(_lines(law, dossier, event, event.written, event.written_channel))
    after = dict(_lines(law, dossier, event, event.answers, event.channel))
    return [(question, before.get(question, ""), after.get(question, "")) for question in {**before, **after}]


def _lines(
    law: Law, dossier: Dossier, event: Event, answers: Answers, channel: Answers | None
) -> list[tuple[str, str]]:
    letter = Letter(retold(channel)).lines() if channel and by_letter(event) else []
    step = dossier.table.step[event.trigger]
    recorded = step.brings_request and by_letter(event) and event is dossier.events[0]
    form: Asked = (TransmitRecorded if recorded else form_for(step.form))(retold(answers))
    form.judged(event.at.date(), dossier, abroad=event.side != dossier.side, askable=not channel or by_letter(event))
    form.offer(dossier, law_of(law, dossier))
    return [*letter, *form.lines()]
