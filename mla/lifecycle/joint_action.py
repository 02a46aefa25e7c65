"""Several States act together on one day (searches, arrests, freezing): a joint action, led by the State that asks them.

The leading State asks each by a request of its own, and proposes to each the same action: what is done, on which day and at which
hour, who leads, what the members may do with what they learn. Each takes part or declines, and learns from the roll (`members.py`)
who else does; either State proposes another day, to which the other assents or not, and either may end its part. Whether the request
itself is executed does not depend on it. Practice, not written into the Convention; conditions on use: its 16 and 31.

What is agreed follows from which letters there are, never from the order in which they came: each names the proposal that it is
about, and of two days that were both agreed on, the one with the higher number holds (a State numbers above all that it has seen),
of two with one number that of the leading State.
"""

from __future__ import annotations

from dataclasses import dataclass

from mla.canonical import Answers
from mla.lifecycle import guards
from mla.lifecycle.case_file import CaseFile, EventRecord, OfficialRecord
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.members import (
    ROLL,
    Member,
    apart,
    change_asked,
    digest,
    of_this_text,
    one_text,
    others,
    signature,
    some_other_member,
)
from mla.lifecycle.shared import DECIDER, REQUESTED, REQUESTING, SIGNATORY
from mla.lifecycle.table import Membership
from mla.lifecycle.terms import Limit, Role, Sets, Side, Signature, StageKind, Step
from mla.words import _, day_in_words, joined

PROPOSES, ANSWERS, ENDS = "propose_joint_action", "answer_joint_action", "end_joint_action"
CHANGES, ASSENTS = "change_joint_action", "answer_joint_change"
ONE_TEXT = ("what", "leader", "coordinator", "information")
"""What every member is told alike. The day stands beside it, as it may be moved."""

UNDER_WAY = ("invited", "member")


@dataclass(frozen=True)
class Acting(Member):
    """How a State stands in a joint action, and on which day and at which hour it acts."""

    day: str = ""
    hour: str = ""


def proposed(dossier: CaseFile) -> EventRecord | None:
    """The joint action that the leading State proposed last, or None."""
    return next((event for event in reversed(dossier.events) if event.trigger == PROPOSES), None)


def name_of(event: EventRecord) -> str:
    """By which both States call what one of them proposed."""
    return f"{event.side}-{event.answers.get('number') or 0}"


def now(dossier: CaseFile) -> Answers:
    """What holds between the two States: which proposal, how the requested State stands, the day and the hour. Empty without a proposal."""
    proposal = proposed(dossier)
    if proposal is None:
        return {"proposal": "", "standing": "", "day": "", "hour": "", "leader": ""}
    name = name_of(proposal)
    agreed = max(_agreed(dossier, name), key=_later, default=proposal)
    told = {part: str(agreed.answers.get(part) or "") for part in ("day", "hour")}
    return {
        "proposal": name,
        "standing": _standing(dossier, name),
        "leader": proposal.answers.get("leader", ""),
        **told,
    }


def _agreed(dossier: CaseFile, proposal: str) -> list[EventRecord]:
    """The other days for an action on which both States agreed, each as it was proposed."""
    said = {e.answers["question"] for e in dossier.events if e.trigger == ASSENTS and e.answers["answer"] == "accepted"}
    found = (e for e in dossier.events if e.trigger == CHANGES and e.answers.get("proposal") == proposal)
    return [event for event in found if event.answers.get("day") and name_of(event) in said]


def _later(event: EventRecord) -> tuple[int, bool]:
    return int(event.answers.get("number") or 0), event.side == REQUESTING


def _answer(dossier: CaseFile, proposal: str) -> Answers | None:
    return next(
        (e.answers for e in reversed(dossier.events) if e.trigger == ANSWERS and e.answers.get("question") == proposal),
        None,
    )


def _standing(dossier: CaseFile, proposal: str) -> str:
    """By the letters that name the proposal, and by whether the request itself came to nothing."""
    answer = (_answer(dossier, proposal) or {}).get("answer")
    if answer == "declined":
        return "declined"
    kind = dossier.table.stage[dossier.stage].kind
    over = any(e.trigger == ENDS and e.answers.get("question") == proposal for e in dossier.events)
    if over or kind in (StageKind.TURNED_DOWN, StageKind.OVER):
        return "left"
    return "member" if answer == "accepted" else "invited"


def day_agreed(dossier: CaseFile) -> str:
    """The day on which the measures are to be carried out, as YYYY-MM-DD; empty where nothing is agreed, or the request was answered."""
    holds = now(dossier)
    waits = holds["standing"] == "member" and not dossier.table.stage[dossier.stage].kind.decided
    return str(holds["day"]) if waits else ""


def others_in_action(dossier: CaseFile) -> list[Member]:
    """Every other State to which the action was proposed, as the leading State knows it now."""
    found = [(one, now(one)) for one in others(dossier)]
    return [
        Acting(
            one.counterpart, holds["standing"], **signature(_answer(one, holds["proposal"])), day=holds["day"], hour=holds["hour"]
        )
        for one, holds in found
        if holds["proposal"]
    ]  # fmt: skip


def others_under_way(dossier: CaseFile) -> list[CaseFile]:
    """Our files with the other States that take part, or are asked to."""
    return [one for one in others(dossier) if now(one)["standing"] in UNDER_WAY]


def the_text(dossier: CaseFile) -> str:
    """The sha256 of what was proposed, while the State takes part or is asked to; else nothing."""
    proposal = proposed(dossier)
    return text_of(proposal.answers) if proposal and now(dossier)["standing"] in UNDER_WAY else ""


def text_of(told: Answers) -> str:
    """The sha256 of what every member is told alike."""
    return digest([told.get(name) or "" for name in ONE_TEXT])


JOINT_ACTION = Membership(
    others_in_action, the_text, now, (CHANGES, ASSENTS), (PROPOSES, ANSWERS, ASSENTS, CHANGES, ROLL, ENDS)
)


# Guards and checks
def no_action_yet(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """One action at a time: it is changed, or ended first."""
    if now(dossier)["standing"] in UNDER_WAY:
        return _("A joint action was proposed to this State already. Propose a change, or end it first.")
    return None


def action_proposed(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """There is an action of which the State said neither yes nor no."""
    return None if now(dossier)["standing"] == "invited" else _("No joint action waits for an answer.")


def in_action(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """There is an action in which the State takes part, or is asked to."""
    return (
        None if now(dossier)["standing"] in UNDER_WAY else _("There is no joint action in which this State takes part.")
    )


def ours_to_end(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Whoever is asked to take part answers first; whoever takes part, or leads, may end it."""
    if dossier.our_side is REQUESTED and now(dossier)["standing"] == "invited":
        return _("Answer first whether we take part.")
    return in_action(dossier, _official, _law)


def same_action(dossier: CaseFile, _side: Side, said: Answers) -> str | None:
    """What is proposed to one State is what was proposed to the others, on a day that they know of."""
    if why := apart(dossier, text_of(said)):
        return why
    days = {now(one)["day"] for one in others_under_way(dossier)} if dossier.our_side is REQUESTING else ()
    if days and said.get("day") not in days:
        return _("The others act on another day (%(days)s). Name the same one, or propose the change to them first.", days=joined(", ", map(day_in_words, sorted(days))))  # fmt: skip
    return None


def of_a_proposal(dossier: CaseFile, _side: Side, said: Answers) -> str | None:
    """What a letter is about was proposed."""
    known = {name_of(event) for event in dossier.events if event.trigger == PROPOSES}
    named = said.get("question") or said.get("proposal")
    return None if named in known else _("The joint action that is meant was never proposed.")


# Rows
def joint_action(pending: tuple[str, ...]) -> tuple[Step, ...]:
    """A joint action within the requests of a kind: none of its letters moves the request. One that crosses its end is entered as late."""
    sent, either = ("transmitted", *pending), (Role.SIGNATORY, Role.DECIDER)
    return (
        Step(PROPOSES, sent, None, REQUESTING, SIGNATORY, _("Propose a joint action"), _("Joint action proposed"),
             "proposal_of_joint_action", crosses=True, guards=(no_action_yet,),
             checks=(guards.new_number(PROPOSES), same_action), effect="record", says="what"),
        Step(ANSWERS, pending, None, REQUESTED, DECIDER, _("Answer whether we take part in the joint action"),
             _("Joint action answered"), "answer_on_joint_action", crosses=True, guards=(action_proposed,), checks=(of_a_proposal,),
             signed=Signature.BY_ANOTHER, effect="record", says="words",
             sets=(Sets("terms", "accepted", "use_limitation", only=("answer", "accepted")),)),
        Step(CHANGES, pending, None, None, either, _("Propose a change in the joint action"), _("Change in the joint action proposed"),
             "proposal_of_change_in_joint_action", crosses=True, guards=(in_action,),
             checks=(guards.new_number(CHANGES), of_a_proposal), effect="record", says="words"),
        Step(ASSENTS, pending, None, None, either, _("Answer a proposed change"), _("Proposed change answered"),
             "answer_on_change_in_joint_action", crosses=True, guards=(in_action, change_asked),
             checks=(guards.answers_the_other_state,), signed=Signature.BY_ANOTHER, effect="record", says="words"),
        Step(ROLL, sent, None, REQUESTING, SIGNATORY, _("Send the roll of the members"), _("Roll of the members sent"),
             "roll_of_joint_action", crosses=True, guards=(in_action, some_other_member, one_text),
             checks=(of_this_text,), effect="record"),
        Step(ENDS, sent, None, None, either, _("End our part in the joint action"), _("Part in the joint action ended"),
             "notice_of_end_of_joint_action", crosses=True, guards=(ours_to_end,), checks=(of_a_proposal,),
             signed=Signature.BY_ANOTHER, effect="record", says="words"),
    )  # fmt: skip


JOINT_ACTION_LIMITS = (
    Limit(PROPOSES, (ANSWERS, ENDS), REQUESTED, _("It is to be answered whether the State takes part in the joint action"),
          field="answer_by", mark="P", answered_in=((ANSWERS, "question"), (ENDS, "question")),
          then=_("Without an answer the others act without this State.")),
    Limit(ANSWERS, (ENDS,), REQUESTED, _("The joint action is to be carried out"), field="day", stands=day_agreed, mark="P",
          then=_("What became of it is to be told.")),
    Limit(CHANGES, (ASSENTS, ENDS), REQUESTED, _("The proposed change is to be answered"), field="answer_by", mark="P",
          answered_in=((ASSENTS, "question"),), time_of_other=True, then=_("Without the assent of the other State nothing changes.")),
)  # fmt: skip
