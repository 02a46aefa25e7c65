"""The life of a request to take over criminal proceedings.

Ljubljana-The Hague Convention, art. 48: the States only consider a transfer, and no procedure is laid down; refusal is
no breach. The steps follow the practice of the European convention of 1972 (request, file, decision, outcome, the right
to prosecute that reverts: its arts. 8, 15, 16, 21, 22), whose own periods stand in its data.
"""

from __future__ import annotations

from mla.lifecycle import facts, limits, named, shared, undertakings
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.shared import DECIDER, RECEIVED, REQUESTED, REQUESTING, SIGNATORY
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Limit, Role, Sets, Signature, Stage, StageKind, Step, Task
from mla.words import _

STAGES = (
    *shared.DRAFT_STAGES,
    *shared.QUESTION_STAGES,
    Stage("taken_over", _("Proceedings taken over"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("pending_there", _("Proceedings pending there"), waits_for=REQUESTED, evidence=RECEIVED),
    *shared.ends(
        Stage("decided", _("Outcome reached"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED),
        Stage(
            "reverted",
            _("Right to prosecute has reverted"),
            waits_for=REQUESTING,
            evidence=RECEIVED,
            kind=StageKind.OVER,
        ),
        Stage(
            "refused",
            _("Refused"),
            waits_for=REQUESTING,
            evidence=(*RECEIVED, "refusal_ground"),
            kind=StageKind.TURNED_DOWN,
        ),
    ),
)

BEFORE_DECISION = ("examining", "clarifying", "consulting")
AT_WORK = ("taken_over", "pending_there")
PENDING = ("received", *BEFORE_DECISION, *AT_WORK)
DONE = ("decided", "reverted", "refused")
DECIDED = ("accept_proceedings", "refuse_proceedings")

TASKS = (
    shared.BASIS,
    shared.CASE,
    shared.FACTS,
    shared.OFFENCES,
    shared.PERSONS,
    Task("propose_proceedings", _("Reasons, evidence, limitation, victims"), says="reasons"),
    shared.TERMS,
    shared.PAPERS,
)


def file_on_record(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Nobody takes over a case whose file has not come."""
    if facts.answer_given(dossier, "file", "propose_proceedings") == "annexed" or facts.last_said(dossier, "send_file"):
        return None
    return _("The file has not come yet: it was neither annexed to the request nor sent since. Ask for it first.")


# fmt: off
STEPS = (
    *shared.draft(TASKS, named.REQUEST, "request_for_proceedings", STAGES),
    *shared.receipt(),
    *shared.questions(PENDING),
    Step("send_file", PENDING, None, REQUESTING, SIGNATORY,
         _("Send the file"), _("File sent"), "transmittal_of_file", crosses=True,
         gives=True, effect="record", sets=(Sets("terms", "accepted"),)),
    Step("accept_proceedings", ("examining",), "taken_over", REQUESTED, DECIDER,
         _("Take over the proceedings"), _("Proceedings taken over"), "acceptance_of_proceedings", crosses=True,
         guards=(file_on_record, undertakings.conditions_settled),
         signed=Signature.BY_ANOTHER, effect="record", leads=True),
    Step("refuse_proceedings", BEFORE_DECISION, "refused", REQUESTED, DECIDER,
         _("Refuse to take over the proceedings"), _("Proceedings not taken over"), "refusal_of_proceedings", crosses=True,
         signed=Signature.ALWAYS_BY_ANOTHER, effect="refuse_whole", says="reasons", warns=True),
    Step("open_proceedings", ("taken_over",), "pending_there", REQUESTED, DECIDER,
         _("Record that proceedings were opened"), _("Proceedings opened"), "notice_of_opened_proceedings", crosses=True,
         effect="record", leads=True),
    Step("report_own_proceedings", AT_WORK, None, REQUESTING, SIGNATORY,
         _("Tell what became of the own proceedings"), _("Own proceedings reported on"), "notice_of_own_proceedings", crosses=True,
         effect="record", says="words"),
    Step("report_proceedings", AT_WORK, None, REQUESTED, (Role.DECIDER, Role.EXAMINER),
         _("Report on the proceedings"), _("Proceedings reported on"), "report_on_proceedings", crosses=True,
         effect="record", says="words"),
    Step("report_judgment", ("pending_there",), "decided", REQUESTED, DECIDER,
         _("Send the outcome"), _("Outcome sent"), "notice_of_judgment", crosses=True,
         effect="record", leads=True),
    Step("give_back_proceedings", AT_WORK, "reverted", REQUESTED, DECIDER,
         _("Give the proceedings back"), _("Right to prosecute reverted"), "notice_of_reverted_right", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", says="reason"),
    *undertakings.conditions(("examining", "consulting"), PENDING, shared.outlasting(STAGES), shared.over(STAGES)),
    undertakings.extension(PENDING),
    *shared.status(PENDING),
    *shared.end(DONE, PENDING),
    *shared.further(PENDING),
    *shared.notices(STAGES),
    *shared.inside(STAGES),
)
# fmt: on

LIMITS = (
    *limits.PRACTICE,
    *limits.question_limits(*DECIDED),
    undertakings.conditions_limit(*DECIDED),
    Limit("transmit", (*DECIDED, "withdraw"), REQUESTING, _("The request prolongs the limitation"),
          rule="limitation_prolonged", purpose="limitation",
          then=_("The request no longer prolongs the limitation in the State that asks.")),
    limits.remedy_limit("refuse_proceedings", "close"),
    *limits.NOTICE_LIMITS,
)  # fmt: skip

PROCEEDINGS = Lifecycle(
    "proceedings",
    _("Transfer of criminal proceedings"),
    "TRP",
    STAGES,
    STEPS,
    TASKS,
    LIMITS,
    field="proceedings",
    story=_("{0} asks {1} to take over proceedings"),
)
