"""A request that rests: suspended, closed without a reply, laid aside at home; and one that was over and is taken up again.

A request that rests stays at its stage, so that a letter of the other State is taken as ever, however late it comes, and no
two letters that cross can disagree about it. Each State lets it rest, and goes on, for itself; what is decided rests no more.
No law orders any of it (practice). A request that is over is taken up again by the State that was asked, or not at all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mla.canonical import Answers
from mla.lifecycle.case_file import CaseFile, EventRecord, OfficialRecord
from mla.lifecycle.late import came_late
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.questions import waiting
from mla.lifecycle.terms import Check, Guard, Limit, Role, Side, Signature, Stage, Step
from mla.words import _

SENDERS = (Role.SIGNATORY, Role.DECIDER)
AT_HOME = (Role.DRAFTER, Role.SIGNATORY, Role.REGISTRAR, Role.EXAMINER, Role.DECIDER)

RESTS = {"suspended": _("Suspended"), "unanswered": _("Closed without a reply"), "aside": _("Laid aside")}
"""What a row calls the rest that it begins (`Step.rests`), and how a page does."""


def rest(all_stages: tuple[Stage, ...]) -> tuple[Step, ...]:
    """Suspend, close without a reply, lay aside without a letter, and go on: for every kind, while nothing is decided."""
    known = [one for one in all_stages if one.abroad is not None and not one.kind.decided]
    stages = tuple(one.name for one in known)
    silent = tuple(one.name for one in known if one.waits_for is Side.REQUESTED)
    return (
        Step("suspend", stages, None, None, SENDERS, _("Suspend the request"), _("Request suspended"), "notice_of_suspension",
             crosses=True, guards=(receipt_told, not_resting), signed=Signature.BY_ANOTHER, effect="record", says="reasons",
             rests="suspended"),
        Step("close_unanswered", silent, None, Side.REQUESTING, (Role.SIGNATORY,), _("Close without a reply"),
             _("Closed without a reply"), "notice_of_closure_without_reply", crosses=True, guards=(not_resting,),
             signed=Signature.BY_ANOTHER, effect="record", says="words", warns=True, rests="unanswered"),
        Step("go_on", stages, None, None, SENDERS, _("Go on with the request"), _("Request goes on"), "notice_of_going_on",
             crosses=True, guards=(told_to_rest,), effect="record", says="remark", goes_on=True),
        Step("lay_aside", stages, None, None, AT_HOME, _("Lay the file aside without a letter"), _("File laid aside"),
             guards=(not_resting,), effect="record", says="reason", rests="aside"),
        Step("resume_file", stages, None, None, AT_HOME, _("Take the file up again"), _("File taken up again"),
             guards=(laid_aside,), effect="record", says="reason", goes_on=True),
    )  # fmt: skip


def reopening(final: tuple[str, ...]) -> tuple[Step, ...]:
    """A request that was closed or withdrawn is taken up again: one State asks for it, the other does so, or says why not.

    By a late letter on the matter that comes on paper it is taken up as well. What is `final` is never taken up again.
    """
    over = ("closed", "withdrawn")
    return (
        Step("ask_reopening", over, None, Side.REQUESTING, (Role.SIGNATORY,), _("Ask that the request be reopened"),
             _("Reopening asked"), "request_for_reopening", crosses=True, guards=(never(final), no_reopening_asked),
             checks=(never_at(final),), effect="record", says="reasons"),
        Step("reopen", over, "received", Side.REQUESTED, (Role.DECIDER,), _("Reopen the request"),
             _("Request reopened"), "notice_of_reopening", crosses=True, guards=(never(final), reopening_asked),
             checks=(never_at(final),), signed=Signature.BY_ANOTHER, implied=True, effect="open_again", says="words", leads=True),
        Step("decline_reopening", over, None, Side.REQUESTED, (Role.DECIDER,), _("Decline to reopen the request"),
             _("Reopening declined"), "refusal_to_reopen", crosses=True, guards=(reopening_asked,),
             signed=Signature.BY_ANOTHER, effect="record", says="reasons", usual=True, warns=True),
    )  # fmt: skip


REOPENING_LIMIT = Limit(
    "ask_reopening", ("reopen", "decline_reopening"), Side.REQUESTED, _("It is to be answered whether the request is reopened"),
    field="answer_by", mark="P", then=_("The request stays over. A new request may arise from it."),
)  # fmt: skip


@dataclass(frozen=True)
class Rest:
    """A rest that stands: the entry by which it began, and of which sort it is (a key of RESTS)."""

    sort: str
    began: EventRecord
    until: str = ""
    """The day on which it is to end, as YYYY-MM-DD, where one was named."""

    @property
    def title(self) -> str:
        """How a page calls it."""
        return RESTS[self.sort]


def resting(dossier: CaseFile) -> list[Rest]:
    """The rests that stand now, one of each State at most."""
    last = deque(_after_each(dossier), maxlen=1)
    return list(last[0][1]) if last else []


def told_to_rest_after(dossier: CaseFile) -> frozenset[int]:
    """The numbers of the entries after which the request rested, as both States know: what is laid aside at home stops no clock."""
    return frozenset(number for number, found in _after_each(dossier) if any(one.sort != "aside" for one in found))


def _after_each(dossier: CaseFile) -> Iterator[tuple[int, Collection[Rest]]]:
    """Each entry, with the rests that stand after it, to be read before the next is asked for."""
    table, found = dossier.table, dict[str, Rest]()
    for event in dossier.events:
        step, stage = table.step.get(event.trigger), table.stage.get(event.to_stage)
        if stage is not None and stage.kind.decided:
            found.clear()
        if step is not None and step.goes_on:
            found.pop(event.side, None)
        if step is not None and step.rests and not came_late(event):
            found[event.side] = Rest(step.rests, event, str(event.answers.get("until") or ""))
        yield event.number, found.values()


def _ours(dossier: CaseFile) -> Rest | None:
    return next((one for one in resting(dossier) if one.began.side == dossier.side), None)


# Guards
def not_resting(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """What rests already goes on first."""
    if _ours(dossier) is not None:
        return _("The request rests here already. Say first that it goes on.")
    return None


def receipt_told(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Whoever was asked says first that the request came."""
    if dossier.our_side is Side.REQUESTED and dossier.received_on is None:
        return _("Acknowledge receipt first.")
    return None


def told_to_rest(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """What the other State was told to rest goes on by a letter."""
    ours = _ours(dossier)
    return None if ours and ours.sort != "aside" else _("We have not told the other State that the request rests.")


def laid_aside(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """What was laid aside without a letter is taken up without one."""
    ours = _ours(dossier)
    return None if ours and ours.sort == "aside" else _("The file has not been laid aside.")


def never(final: tuple[str, ...]) -> Guard:
    """What was handed over, carried out, or ended by a death is not asked for once more."""

    def guard(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
        return _over_for_good(dossier, final)

    return guard


def never_at(final: tuple[str, ...]) -> Check:
    """The same of a step of the other State."""

    def check(dossier: CaseFile, _side: Side, _said: Answers) -> str | None:
        return _over_for_good(dossier, final)

    return check


def _over_for_good(dossier: CaseFile, final: tuple[str, ...]) -> str | None:
    if any(event.to_stage in final for event in dossier.events):
        return _("What was asked has been carried out, or can no longer be: it needs a new request.")
    return None


def _asked(dossier: CaseFile) -> bool:
    told = [one for one in dossier.events if one.trigger in ("ask_reopening", "reopen", "decline_reopening")]
    return bool(told) and told[-1].trigger == "ask_reopening"


def reopening_asked(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Nobody takes up again what the State that asked has ended, unless that State wishes it."""
    return None if _asked(dossier) else _("The other State has not asked that the request be reopened.")


def no_reopening_asked(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """One question at a time."""
    return _("Reopening has been asked, and not been answered yet.") if _asked(dossier) else None


# What a letter tells of the silence
def last_heard(dossier: CaseFile) -> EventRecord | None:
    """The last letter of the requested State."""
    told = [one for one in dossier.events if one.side == Side.REQUESTED and dossier.table.step[one.trigger].crosses]
    return told[-1] if told else None


def enquired(dossier: CaseFile) -> list[EventRecord]:
    """The enquiries that no answer has met."""
    return waiting(dossier.events, "enquire", "report_status", "enquiries")
