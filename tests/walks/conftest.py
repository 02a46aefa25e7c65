"""The calendar on the wall of all ministries of a walk: no step is taken before the days that it tells of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from forms import form_for
from forms.base import retold
from forms.days import DayField
from mla.sample import ministry
from mla.storage.database import now


@pytest.fixture(autouse=True)
def wall(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stories reach into coming years: the day moves on by itself to the last day of which a step tells as past.

    A walk that sets a ministry's clock by itself keeps that clock.
    """
    ahead = [timedelta(0)]
    go: Callable[..., None] = ministry.Ministry._go

    def moment() -> datetime:
        return now() + ahead[0]

    def _go(
        self: ministry.Ministry, number: Any, trigger: str, role: Any, uploads: Any, answers: Any, letter: Any
    ) -> None:
        told = _last_past_day(trigger, answers)
        if self.clock is moment and letter is None and told and told > moment().date():
            ahead[0] = datetime.combine(told, time(12), UTC) - now()
        go(self, number, trigger, role, uploads, answers, letter)

    monkeypatch.setattr(ministry, "now", moment)
    monkeypatch.setattr(ministry.Ministry, "_go", _go)


def _last_past_day(trigger: str, answers: dict[str, Any]) -> date | None:
    form = form_for("".join(word.capitalize() for word in trigger.split("_")))(retold(answers))
    return max((f.data for f in form if isinstance(f, DayField) and f.sense.past and f.data), default=None)
