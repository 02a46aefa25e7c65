"""What happens before a court while a request is dealt with: hearings, adjournments, a stay and its end, other orders.

It is told to the other State, or noted in the ministry alone; either way what a court has stayed waits (`guards.nothing_stayed`), and
the next date runs. Rulings that decide on the request itself, appeals and remittals are rows of the kind that knows them.
"""

from __future__ import annotations

from mla.lifecycle.shared import DECIDER, REQUESTED
from mla.lifecycle.terms import Limit, Step
from mla.words import _


def before_courts(stages: tuple[str, ...]) -> tuple[Step, Step]:
    """The two rows of a kind: the letter, and the note. The request stays where it is."""
    return (
        Step("report_hearing", stages, None, REQUESTED, DECIDER,
             _("Report what happened before the court"), _("Reported from the court"), "report_from_court", crosses=True,
             effect="record", says="words"),
        Step("note_hearing", stages, None, REQUESTED, DECIDER,
             _("Note what happened before the court"), _("Noted from the court"),
             effect="record", says="words"),
    )  # fmt: skip


def next_dates(*ends: str, also: tuple[str, ...] = ()) -> tuple[Limit, ...]:
    """The next date before the court, until something is told of it, or one of these steps `ends` the matter; `also` name such a date too."""
    return tuple(
        Limit(step, ("report_hearing", "note_hearing", *ends), REQUESTED, _("The next date before the court"), field="next_on", mark="P",
              then=_("What happened there is to be reported, or noted."))
        for step in ("report_hearing", "note_hearing", *also)
    )  # fmt: skip
