"""A request that reached the wrong door: its State says that it is not competent, to whom it passed the request, and when.

Within one State the request goes on, and letters go to the authority that is competent. Where the authority of another State is
competent, it is for the requesting State to ask that State; what was passed there is its knowledge, and no request of its own.
"""

from __future__ import annotations

from mla.lifecycle.case_file import CaseFile, EventRecord
from mla.lifecycle.terms import Role, Side, Signature, Stage, Step
from mla.words import _


def passing_on(all_stages: tuple[Stage, ...]) -> Step:
    """The requested State tells it at any time before it decides; the request stays where it is."""
    stages = tuple(one.name for one in all_stages if one.abroad is not None and not one.kind.decided)
    return Step("pass_on", stages, None, Side.REQUESTED, (Role.DECIDER, Role.EXAMINER, Role.REGISTRAR),
                _("Pass the request on: not competent"), _("Request passed on"), "notice_of_passing_on", crosses=True,
                signed=Signature.BY_ANOTHER, effect="record", says="reasons")  # fmt: skip


def passed_on(dossier: CaseFile) -> EventRecord | None:
    """The newest notice that the request was passed on, or None."""
    return next((one for one in reversed(dossier.events) if one.trigger == "pass_on"), None)


def competent_authority(dossier: CaseFile) -> EventRecord | None:
    """The same, where another authority of the requested State is competent now: letters go there."""
    told = passed_on(dossier)
    return told if told and told.answers.get("competent") == "own" else None
