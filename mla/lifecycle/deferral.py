"""Postponement at any stage, the request staying where it is, and its end.

Where a table has a stage for what is postponed, that is the way for as long as nothing can be done at all. This pair is for
every other stage and kind: a decision that waits, a hearing, a surrender that was agreed (Ljubljana-The Hague Convention, 32(4), 62).
"""

from __future__ import annotations

from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.terms import Limit, Role, Side, Signature, Step
from mla.words import _


def deferral(stages: tuple[str, ...]) -> tuple[Step, ...]:
    """The requested State tells that it postpones, with reasons, and later that it goes on."""
    return (
        Step("defer", stages, None, Side.REQUESTED, (Role.DECIDER,),
             _("Postpone, the request staying where it is"), _("Postponement told"), "notice_of_deferral", crosses=True,
             guards=(not_deferred,), signed=Signature.BY_ANOTHER, effect="record", says="reasons"),
        Step("end_deferral", stages, None, Side.REQUESTED, (Role.EXAMINER, Role.DECIDER),
             _("Go on after a postponement"), _("Postponement ended"), "notice_of_ended_deferral", crosses=True,
             guards=(is_deferred,), effect="record", says="remark", usual=True),
    )  # fmt: skip


def deferral_limit(*decided: str) -> Limit:
    """The day until which it was postponed; `decided` are the steps that overtake it."""
    return Limit("defer", ("end_deferral", "withdraw", *decided), Side.REQUESTED, _("It was postponed until"), field="until",
                 purpose="postponement", waits=True, then=_("It is to go on, or a new day to be told with reasons."))  # fmt: skip


def _running(dossier: CaseFile) -> bool:
    """Whether the newest word on it is that it is postponed."""
    told = (event.trigger for event in reversed(dossier.events) if event.trigger in ("defer", "end_deferral"))
    return next(told, "") == "defer"


# Guards
def not_deferred(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """One postponement at a time."""
    return _("It is postponed already. Say first that it goes on.") if _running(dossier) else None


def is_deferred(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """What goes on was postponed."""
    return None if _running(dossier) else _("Nothing is postponed.")
