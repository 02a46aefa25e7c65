"""The life of a joint investigation team: proposed, agreed by the States, changed, prolonged, left, ended (Convention, art. 41).

Every State signs the agreement: the requested State by `agree_team`, the proposing State by `confirm_team`. A team always
has a last day; it is prolonged before that day, and never backwards. With several members, the proposing State leads: it holds
such a request with each, which says the same, and sends each the roll of the others (`members.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from mla.canonical import Answers
from mla.lifecycle import guards, limits, named, shared, undertakings
from mla.lifecycle.case_file import CaseFile
from mla.lifecycle.facts import last_said
from mla.lifecycle.members import (
    ROLL,
    Member,
    change_asked,
    common,
    of_this_text,
    one_text,
    others,
    signature,
    some_other_member,
)
from mla.lifecycle.opening import Opens
from mla.lifecycle.shared import DECIDER, RECEIVED, REQUESTED, REQUESTING, SIGNATORY
from mla.lifecycle.table import Lifecycle, Membership
from mla.lifecycle.terms import Limit, Role, Sets, Side, Signature, Stage, StageKind, Step, Task
from mla.lifecycle.text import RequestText
from mla.words import _, day_in_words

STAGES = (
    *shared.DRAFT_STAGES,
    *shared.QUESTION_STAGES,
    Stage("agreed_there", _("Agreement signed by one State"), waits_for=REQUESTING, evidence=RECEIVED),
    Stage("at_work", _("Team at work"), waits_for=REQUESTING, evidence=RECEIVED),
    Stage("prolongation_asked", _("Prolongation proposed"), waits_for=REQUESTED, evidence=RECEIVED),
    *shared.ends(
        Stage("ended", _("Team ended"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED),
        Stage("left", _("Has left the team"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED),
        Stage(
            "refused",
            _("Refused"),
            waits_for=REQUESTING,
            evidence=(*RECEIVED, "refusal_ground"),
            kind=StageKind.TURNED_DOWN,
        ),
    ),
)

BEFORE = ("received", "examining", "clarifying", "consulting")
WORK = ("at_work", "prolongation_asked")
PENDING = (*BEFORE, "agreed_there", *WORK)
DONE = ("ended", "left", "refused")

TASKS = (
    shared.BASIS,
    shared.CASE,
    shared.FACTS,
    shared.OFFENCES,
    shared.PERSONS,
    Task("propose_team", _("The team: purpose, members, duration, rules"), says="information"),
    shared.TERMS,
    shared.PAPERS,
)


def only_forward(dossier: CaseFile, _side: Side, answers: Answers) -> str | None:
    """A team is prolonged to a later day than the one on which it ends now."""
    last = last_day(dossier)
    if last and answers.get("until") and str(answers["until"]) <= last:
        return _("The team works until %(day)s already. Name a later day.", day=day_in_words(last))
    return None


def last_day(dossier: CaseFile) -> str:
    """The day on which the team ends as things stand, as YYYY-MM-DD, or nothing."""
    told = [e.answers["until"] for e in dossier.events if e.trigger in PROLONGS and e.answers.get("until")]
    return str(max(told)) if told else ""


PROLONGS = ("agree_team", "prolong_team", "answer_change")
"""The steps that name a last day on which both States agree."""

STANDINGS = {"agreed_there": "signed", "at_work": "member", "prolongation_asked": "member", "ended": "left", "left": "left",
             "refused": "declined", "closed": "left", "withdrawn": "declined"}  # fmt: skip
"""How a State stands in the team whose request stands at this stage; at any other it is invited."""


@dataclass(frozen=True)
class InTeam(Member):
    """How a State stands in a team, and until when it takes part."""

    until: str = ""


def others_in_team(dossier: CaseFile) -> list[Member]:
    """Every other member, as the leading State knows it now: by the stage, and by what it said when it signed."""
    found = [(one, last_said(one, "agree_team")) for one in others(dossier)]
    return [
        InTeam(
            one.counterpart,
            STANDINGS.get(one.stage, "invited"),
            **signature(told),
            until=last_day(one) if told else "",
        )
        for one, told in found
    ]


ONE_TEAM = Membership(
    others_in_team,
    text=lambda dossier: common(RequestText.of(dossier)),
    now=lambda dossier: {"until": last_day(dossier)},
    change=("propose_change", "answer_change"),
    steps=("answer_change", "propose_change", "invite_member", ROLL),
)
"""The one text is the request itself; what holds besides is the day on which the team ends."""


INVITES = Opens("team", "propose_team", "states", each=True)
"""The same team is proposed to further States, now or when it is at work already."""


# fmt: off
STEPS = (
    *shared.draft(TASKS, named.PROPOSAL, "proposal_of_team", STAGES),
    *shared.receipt(),
    *shared.questions(PENDING),
    Step("agree_team", ("examining",), "agreed_there", REQUESTED, DECIDER,
         _("Sign the agreement"), _("Agreement signed by the requested State"), "agreement_on_team", crosses=True,
         signed=Signature.BY_ANOTHER, gives=True, effect="record", leads=True),
    Step("confirm_team", ("agreed_there",), "at_work", REQUESTING, SIGNATORY,
         _("Sign the agreement"), _("Agreement signed by the proposing State"), "confirmation_of_team", crosses=True,
         guards=(one_text,), signed=Signature.BY_ANOTHER, effect="record", leads=True),
    Step("amend_team", WORK, None, None, (Role.SIGNATORY, Role.DECIDER),
         _("Tell a change in the team"), _("Change in the team told"), "notice_of_change_in_team", crosses=True,
         effect="record"),
    Step("ask_prolongation", ("at_work",), "prolongation_asked", REQUESTING, SIGNATORY,
         _("Propose to prolong the team"), _("Prolongation proposed"), "proposal_to_prolong", crosses=True, checks=(only_forward,),
         effect="record", says="reason"),
    Step("prolong_team", ("prolongation_asked",), "at_work", REQUESTED, DECIDER,
         _("Agree to prolong the team"), _("Team prolonged"), "agreement_to_prolong", crosses=True, checks=(only_forward,),
         signed=Signature.BY_ANOTHER, effect="record", leads=True),
    Step("decline_prolongation", ("prolongation_asked",), "at_work", REQUESTED, DECIDER,
         _("Decline to prolong the team"), _("Prolongation declined"), "refusal_to_prolong", crosses=True,
         effect="record", says="reason"),
    Step("propose_change", WORK, None, None, (Role.SIGNATORY, Role.DECIDER),
         _("Propose a change in the agreement"), _("Change in the agreement proposed"), "proposal_of_change_in_team", crosses=True,
         checks=(guards.new_number("propose_change"), only_forward), effect="record", says="words"),
    Step("answer_change", WORK, None, None, (Role.SIGNATORY, Role.DECIDER),
         _("Answer a proposed change"), _("Proposed change answered"), "answer_on_change_in_team", crosses=True,
         guards=(change_asked,), checks=(guards.answers_the_other_state,), signed=Signature.BY_ANOTHER, effect="record", says="words"),
    Step("second_official", WORK, None, None, (Role.SIGNATORY, Role.DECIDER),
         _("Tell of a seconded official"), _("Seconded official told"), "notice_of_secondment", crosses=True, effect="record"),
    Step("share_evidence", (*WORK, "ended", "left"), None, None, (Role.SIGNATORY, Role.DECIDER),
         _("Hand evidence over to the team"), _("Evidence handed over to the team"), "record_of_shared_evidence", crosses=True,
         signed=Signature.BY_ANOTHER, gives=True, effect="record", sets=(Sets("terms", "accepted"),)),
    Step("invite_member", ("drafting", "transmitted", *PENDING), None, REQUESTING, (Role.DRAFTER, *SIGNATORY),
         _("Propose the team to a further State"), _("Team to be proposed to a further State"), effect="record", opens=INVITES),
    Step(ROLL, ("agreed_there", *WORK, "ended", "left"), None, REQUESTING, SIGNATORY,
         _("Send the roll of the members"), _("Roll of the members sent"), "roll_of_team", crosses=True,
         guards=(some_other_member, one_text), checks=(of_this_text,), effect="record"),
    Step("leave_team", ("agreed_there", *WORK), "left", REQUESTED, DECIDER,
         _("Leave the team"), _("Has left the team"), "notice_of_leaving_team", crosses=True, crossed=("ended", "withdrawn"),
         signed=Signature.BY_ANOTHER, effect="record", says="reason"),
    Step("end_team", ("agreed_there", *WORK), "ended", None, (Role.SIGNATORY, Role.DECIDER),
         _("Record the end of the team"), _("Team ended"), "notice_of_end_of_team", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", says="reason"),
    Step("evaluate_team", (*WORK, "ended"), None, None, (Role.SIGNATORY, Role.DECIDER),
         _("Evaluate the work of the team"), _("Work of the team evaluated"), "evaluation_of_team", crosses=True,
         effect="record"),
    Step("refuse_team", ("examining", "clarifying", "consulting"), "refused", REQUESTED, DECIDER,
         _("Decline the proposal"), _("Proposal declined"), "refusal_of_team", crosses=True,
         signed=Signature.ALWAYS_BY_ANOTHER, effect="refuse_whole", says="reasons", warns=True),
    *shared.status(PENDING),
    *shared.end(DONE, PENDING, final=("left",)),
    *undertakings.conditions(("examining", "consulting", "agreed_there", *WORK), PENDING, shared.outlasting(STAGES), shared.over(STAGES)),
    *shared.further(PENDING),
    *shared.notices(STAGES),
    *shared.inside(STAGES),
)
# fmt: on

OVER = ("end_team", "leave_team", "withdraw")
TEAM_OVER = _("The team has ended, as it was not prolonged: its end is to be recorded.")

LIMITS = (
    *limits.PRACTICE,
    *limits.question_limits("agree_team", "refuse_team"),
    Limit("transmit", ("agree_team", "refuse_team", "withdraw"), REQUESTED, _("The team is to begin, as was proposed"),
          field="propose_team.from_day", purpose="team", then=_("The team begins later: the agreement names the days.")),
    # Answers cross: whatever order they come in, the team works until the last day on which both States agreed.
    Limit("agree_team", OVER, REQUESTING, _("The team ends"), field="until", purpose="team", stands=last_day, then=TEAM_OVER),
    Limit("propose_change", ("answer_change", *OVER), REQUESTED, _("The proposed change is to be answered"), field="answer_by", purpose="team",
          answered_in=(("answer_change", "question"),), time_of_other=True, then=_("Without the assent of the other State nothing changes.")),
    Limit("second_official", OVER, REQUESTED, _("The secondment ends"), field="until", purpose="team", time_of_other=True,
          then=_("The official has no powers there any more.")),
    Limit("ask_prolongation", ("prolong_team", "decline_prolongation", *OVER), REQUESTED, _("The prolongation is to be answered"),
          field="answer_by", purpose="team", then=_("Without an agreement the team ends on its last day.")),
    undertakings.conditions_limit("refuse_team", *OVER),
    limits.remedy_limit("refuse_team", "close"),
    *limits.NOTICE_LIMITS,
)  # fmt: skip

TEAM = Lifecycle(
    "team",
    _("Joint investigation team"),
    "JIT",
    STAGES,
    STEPS,
    TASKS,
    LIMITS,
    story=_("{0} proposes a team to {1}"),
    by_agreement=True,
    members=ONE_TEAM,
)
