"""Requests for one person that compete: what is weighed, notice to all who ask with a day for their views, one decision on priority.

Ljubljana-The Hague Convention, art. 58, where competent international courts are named too; Rome Statute, art. 90 (notice to the
Court and to the requesting State). A request for provisional arrest competes like a formal one.
"""

from __future__ import annotations

from collections.abc import Sequence

from mla.lifecycle.case_file import CaseFile, EventRecord, OfficialRecord
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.table import Competition
from mla.lifecycle.terms import Limit, Role, Side, Signature, Step
from mla.words import _

WEIGH, NOTIFY, VIEWS, DECIDE = "weigh", "notify_competing", "give_views", "decide_priority"
COMPETITION = Competition(WEIGH, NOTIFY, DECIDE, VIEWS)
OF_PERSONS = (WEIGH, NOTIFY, VIEWS, DECIDE)
"""What of it may concern some of the persons of one request alone."""

NO_RIVAL = "no_rival"
"""The rule (`mla/steps/one_person.py`) by which nobody is granted to two while nobody has said which request goes first."""


def views_are_asked(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Views are given where the requested State has told of a competing request and asked for them."""
    return (
        None if asked_for(dossier.events) else _("The requested State has not asked for views on a competing request.")
    )


def asked_for(events: Sequence[EventRecord]) -> bool:
    """Whether a notice of a competing request waits for views, or may still be answered."""
    told = [event.trigger for event in events if event.trigger in (NOTIFY, DECIDE)]
    return bool(told) and told[-1] == NOTIFY


def competition(before: tuple[str, ...], pending: tuple[str, ...]) -> tuple[Step, ...]:
    """The rows of a kind whose requests compete: weighed before the decision, told and decided as long as the request is open."""
    return (
        Step(WEIGH, before, None, Side.REQUESTED, (Role.EXAMINER,),
             _("Weigh it against competing requests"), _("Weighed against competing requests"),
             effect="record"),
        Step(NOTIFY, pending, None, Side.REQUESTED, (Role.DECIDER,),
             _("Give notice of a competing request"), _("Competing request notified"), "notice_of_competing_request", crosses=True,
             effect="record", says="concerns"),
        Step(VIEWS, pending, None, Side.REQUESTING, (Role.SIGNATORY,),
             _("Give views on priority"), _("Views on priority given"), "views_on_priority", crosses=True,
             guards=(views_are_asked,), effect="record", says="views"),
        Step(DECIDE, pending, None, Side.REQUESTED, (Role.DECIDER,),
             _("Decide which request goes first"), _("Priority decided"), "decision_on_priority", crosses=True, once="goes_first",
             signed=Signature.BY_ANOTHER, effect="record", says="reasons"),
    )  # fmt: skip


def views_limit(*decided: str) -> Limit:
    """Until when views are asked for."""
    return Limit(NOTIFY, (VIEWS, DECIDE, *decided, "withdraw"), Side.REQUESTING,
                 _("Views on priority are asked for by"), field="views_by", purpose="competing", mark="P",
                 then=_("Priority may be decided without these views."))  # fmt: skip
