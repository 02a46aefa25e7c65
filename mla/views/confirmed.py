"""The unlikely days of the register and of a sheet that somebody was asked about and confirmed: told beside the entry.

Who confirmed which day stands in the audit log, which auditors read; whoever reads the entry is told as much of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from forms import Asked
from mla.records import audit
from mla.views.context import db


@dataclass(frozen=True)
class ConfirmedDay:
    """A day that stands in an entry, the question that it answers, and who confirmed it when."""

    question: str
    day: date
    who: str
    at: datetime


def confirmed(
    what: str, state: str, subject: str, form: Asked, entries: Mapping[str, object]
) -> dict[str, list[ConfirmedDay]]:
    """Of each entry, by its name in the log, the confirmed days that still stand in it.

    `what` is the kind of line, `subject` what a line calls the entry by, `form` the page on which the day was typed.
    """
    found: dict[str, list[ConfirmedDay]] = {name: [] for name in entries}
    for line in audit.confirmed_days(db(), what, state):
        name = line.detail[subject]
        for field, _blank, told in (one.partition(" ") for one in line.detail["confirmed_days"]):
            stands = getattr(entries.get(name), field, None)
            known = {one.question for one in found.get(name, ())}
            if field in form and isinstance(stands, date) and stands.isoformat() == told:
                question = form[field].label.text
                found[name] += [] if question in known else [ConfirmedDay(question, stands, line.who, line.at)]
    return found
