"""The life of a joint investigation team: proposed, agreed by both States, prolonged, ended (Convention, art. 41).

Both States sign the agreement: the requested State by `agree_team`, the proposing State by `confirm_team`. A team always
has a last day; it is prolonged before that day, and never backwards.
"""

from __future__ import annotations

from mla.canonical import Answers
from mla.lifecycle import limits, named, shared, undertakings
from mla.lifecycle.case_file import CaseFile
from mla.lifecycle.shared import DECIDER, RECEIVED, REQUESTED, REQUESTING, SIGNATORY
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Limit, Role, Side, Signature, Stage, StageKind, Step, Task
from mla.words import _

STAGES = (
    *shared.DRAFT_STAGES,
    *shared.QUESTION_STAGES,
    Stage("agreed_there", _("Agreement signed by one State"), waits_for=REQUESTING, evidence=RECEIVED),
    Stage("at_work", _("Team at work"), waits_for=REQUESTING, evidence=RECEIVED),
    Stage("prolongation_asked", _("Prolongation proposed"), waits_for=REQUESTED, evidence=RECEIVED),
    *shared.ends(
        Stage("ended", _("Team ended"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED),
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
DONE = ("ended", "refused")

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
        return _("The team works until %(day)s already. Name a later day.", day=last)
    return None


def last_day(dossier: CaseFile) -> str:
    """The day on which the team ends as things stand, as YYYY-MM-DD, or nothing."""
    told = [e.answers.get("until") for e in dossier.events if e.trigger in ("agree_team", "prolong_team")]
    return str(told[-1]) if told and told[-1] else ""


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
         signed=Signature.BY_ANOTHER, effect="record", leads=True),
    Step("amend_team", WORK, None, None, (Role.SIGNATORY, Role.DECIDER),
         _("Tell a change in the team"), _("Change in the team told"), "notice_of_change_in_team", crosses=True,
         effect="record"),
    Step("ask_prolongation", ("at_work",), "prolongation_asked", REQUESTING, SIGNATORY,
         _("Propose to prolong the team"), _("Prolongation proposed"), "proposal_to_prolong", crosses=True, checks=(only_forward,),
         effect="record", says="reason"),
    Step("prolong_team", ("prolongation_asked",), "at_work", REQUESTED, DECIDER,
         _("Agree to prolong the team"), _("Team prolonged"), "agreement_to_prolong", crosses=True, checks=(only_forward,),
         signed=Signature.BY_ANOTHER, effect="record", leads=True),
    Step("end_team", ("agreed_there", *WORK), "ended", REQUESTED, DECIDER,
         _("Record the end of the team"), _("Team ended"), "notice_of_end_of_team", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", says="reason"),
    Step("evaluate_team", (*WORK, "ended"), None, None, (Role.SIGNATORY, Role.DECIDER),
         _("Evaluate the work of the team"), _("Work of the team evaluated"), "evaluation_of_team", crosses=True,
         effect="record"),
    Step("refuse_team", ("examining", "clarifying", "consulting"), "refused", REQUESTED, DECIDER,
         _("Decline the proposal"), _("Proposal declined"), "refusal_of_team", crosses=True,
         signed=Signature.ALWAYS_BY_ANOTHER, effect="refuse_whole", says="reasons", warns=True),
    *shared.status(PENDING),
    *shared.end(DONE, PENDING),
    undertakings.report(shared.outlasting(STAGES)),
    *shared.further(PENDING),
    *shared.notices(STAGES),
    *shared.inside(STAGES),
)
# fmt: on

TEAM_OVER = _("The team has ended, as it was not prolonged: its end is to be recorded.")

LIMITS = (
    *limits.PRACTICE,
    *limits.question_limits("agree_team", "refuse_team"),
    Limit("transmit", ("agree_team", "refuse_team", "withdraw"), REQUESTED, _("The team is to begin, as was proposed"),
          field="propose_team.from_day", purpose="team", then=_("The team begins later: the agreement names the days.")),
    Limit("agree_team", ("prolong_team", "end_team", "withdraw"), REQUESTING, _("The team ends"), field="until", purpose="team",
          then=TEAM_OVER),
    Limit("prolong_team", ("end_team", "withdraw"), REQUESTING, _("The team ends"), field="until", purpose="team", then=TEAM_OVER),
    Limit("ask_prolongation", ("prolong_team", "end_team", "withdraw"), REQUESTED, _("The prolongation is to be answered"),
          field="answer_by", purpose="team", then=_("Without an agreement the team ends on its last day.")),
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
)
