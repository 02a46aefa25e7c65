"""The life of a laying of information for prosecution (dénonciation aux fins de poursuites).

European Convention on Mutual Assistance in Criminal Matters (ETS 30), art. 21: the first State hands facts to the other
so that its courts may try them; the other tells what action was taken, and sends a copy of any verdict (21(2)). Nobody
is bound to prosecute, so there is no refusal and no ground: that no proceedings are brought is told with the reasons.
The article is recalled, as the mark in the instrument says.
"""

from __future__ import annotations

from mla.canonical import Answers
from mla.lifecycle import limits, named, prosecution, shared, undertakings
from mla.lifecycle.case_file import CaseFile
from mla.lifecycle.shared import DECIDER, RECEIVED, REQUESTED, REQUESTING
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Limit, Role, Side, Signature, Stage, StageKind, Step, Task
from mla.words import _

STAGES = (
    *shared.DRAFT_STAGES,
    *shared.QUESTION_STAGES,
    Stage("submitted", _("With the prosecutor"), waits_for=REQUESTED, evidence=RECEIVED),
    *shared.ends(
        Stage("verdict_told", _("Final decision reported"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED),
        Stage("not_pursued", _("No proceedings brought"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.TURNED_DOWN),
    ),
)  # fmt: skip

BEFORE = ("examining", "clarifying", "consulting")
PENDING = ("received", *BEFORE, "submitted")
DONE = ("verdict_told", "not_pursued")
DECIDED = ("report_verdict", "decline_to_prosecute")
REPORTERS = (Role.EXAMINER, Role.DECIDER)

TASKS = (
    shared.BASIS,
    shared.CASE,
    shared.FACTS,
    shared.OFFENCES,
    shared.PERSONS,
    Task("lay_information", _("Why prosecute there, evidence, limitation, victims")),
    shared.TERMS,
    shared.PAPERS,
)


def verdict_enclosed(dossier: CaseFile, side: Side, answers: Answers) -> str | None:
    """A copy of the verdict goes with the letter that tells of it (21(2)); what the other State sent is taken as it came."""
    if side is dossier.our_side and answers["outcome"] in ("conviction", "acquittal") and not answers["brought"]:
        return _("Attach a copy of the verdict: it goes with the letter that tells of it.")
    return None


# fmt: off
STEPS = (
    *shared.draft(TASKS, named.INFORMATION, "laying_of_information", STAGES),
    *shared.receipt(),
    *shared.questions(PENDING),
    Step("pass_to_prosecutor", ("examining",), "submitted", REQUESTED, DECIDER,
         _("Record that it was passed to the prosecutor"), _("Passed to the prosecutor"), "notice_of_passing_to_prosecutor",
         crosses=True, effect="record", says="remark", leads=True),
    Step("report_action", ("submitted",), None, REQUESTED, REPORTERS,
         _("Report on the action taken"), _("Action taken reported"), "report_on_action_taken", crosses=True,
         effect="record", says="words", usual=True),
    Step("report_verdict", ("submitted",), "verdict_told", REQUESTED, DECIDER,
         _("Report the final decision"), _("Final decision reported"), "notice_of_final_decision", crosses=True,
         checks=(verdict_enclosed,), effect="record", says="told", leads=True),
    Step("decline_to_prosecute", (*BEFORE, "submitted"), "not_pursued", REQUESTED, DECIDER,
         _("Report that no proceedings are brought"), _("No proceedings brought"), "notice_of_no_proceedings", crosses=True,
         signed=Signature.ALWAYS_BY_ANOTHER, effect="record", says="reasons", warns=True),
    *shared.status(PENDING),
    *shared.end(DONE, PENDING),
    undertakings.report(shared.outlasting(STAGES)),
    *shared.further(PENDING),
    prosecution.find(STAGES),
    *shared.notices(STAGES),
    shared.comparison(("drafting", *BEFORE)),
    *shared.inside(STAGES),
)
# fmt: on

LIMITS = (
    *limits.PRACTICE,
    *limits.question_limits(*DECIDED),
    Limit("report_action", ("report_action", *DECIDED, "withdraw"), REQUESTED, _("The next report was announced"),
          field="next_report", purpose="laying_of_information", then=_("The report may be asked for.")),
    *limits.NOTICE_LIMITS,
)  # fmt: skip

LAYING_OF_INFORMATION = Lifecycle(
    "laying_of_information",
    _("Laying of information for prosecution"),
    "LOI",
    STAGES,
    STEPS,
    TASKS,
    LIMITS,
    story=_("{0} lays information before {1}"),
)
