"""What a dossier answers about its own events: what was said last, which questions wait, what may be put off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mla.lifecycle.questions import next_number, waiting
from mla.lifecycle.undertakings import extendable


class Story:
    """Questions to the events of a dossier, and to the sections of its text."""

    events: Any
    outgoing: Any
    contents: Any
    stage: Any

    def last_said(self, trigger: str) -> dict[str, Any] | None:
        """What was said the last time a step was taken, or None."""
        return next((event.answers for event in reversed(self.events) if event.trigger == trigger), None)

    def told(self, name: str, *triggers: str) -> Any:
        """The answer under this name that the first of these sections or steps gave; empty when none did."""
        answers = (self.contents.get(trigger) or self.last_said(trigger) or {} for trigger in triggers)
        return next((words[name] for words in answers if words.get(name)), "")

    def taken_in_abroad(self) -> bool:
        """Whether the other State has confirmed that it applied the step of ours that led to the present stage."""
        led = next((e for e in reversed(self.events) if e.to_stage == self.stage != e.from_stage), None)
        return any(one.event is led and one.outcome == "applied" for one in self.outgoing)

    def questions_waiting(self, asks: str, answers: str, field: str) -> Sequence[Any]:
        """The questions of a kind (see `mla/lifecycle/questions.py`) that wait for their answer, oldest first."""
        return waiting(self.events, asks, answers, field)

    def next_question(self, trigger: str) -> int:
        """The number of the next question of a kind."""
        return next_number(self.events, trigger)

    def limits_to_extend(self) -> list[tuple[str, str, str]]:
        """The limits that may be put off now: by which name, what is due, and the last day that was named."""
        return extendable(self)
