"""The life of an urgent request made orally, or by any means that leaves a written record.

Ljubljana-The Hague Convention, art. 25(3): in urgent cases, and where both States agree; the request is confirmed in
writing as soon as reasonably possible. The first side records what was asked; the written request is a request of its
own that arises from this record. The seven days of its confirmation are practice; the Convention fixes none.
"""

from __future__ import annotations

from mla.lifecycle import facts, limits, named, shared, undertakings
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.shared import DECIDER, RECEIVED, REQUESTED, REQUESTING, SIGNATORY
from mla.lifecycle.table import Lifecycle, Mark
from mla.lifecycle.terms import Limit, Role, Signature, Stage, StageKind, Step, Task
from mla.words import _

STAGES = (
    *shared.DRAFT_STAGES,
    Stage("unconfirmed", _("Agreed, to be confirmed in writing"), waits_for=REQUESTING, evidence=RECEIVED),
    *shared.ends(
        Stage(
            "confirmed", _("Confirmed in writing"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED
        ),
        Stage("not_agreed", _("Not agreed to"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.TURNED_DOWN),
        Stage("stopped", _("Stopped, not confirmed"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.OVER),
    ),
)
PENDING = ("received", "examining", "unconfirmed")
DONE = ("confirmed", "not_agreed", "stopped")

TASKS = (
    shared.BASIS,
    Task("record_call", _("Who asked whom, when, by which means, and what")),
    shared.PAPERS,
)


def written_request_sent(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Only a request that was sent confirms anything."""
    if not facts.sent_from(dossier, "assistance"):
        return _("The written request has not been sent yet. Make one that arises from this record, and send it first.")
    return None


# fmt: off
STEPS = (
    *shared.draft(TASKS, named.RECORD, "record_of_urgent_request", STAGES),
    *shared.receipt(),
    Step("agree_urgent", ("received", "examining"), "unconfirmed", REQUESTED, DECIDER,
         _("Agree to act on the urgent request"), _("Urgent request agreed to"), "agreement_to_urgent_request", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", leads=True),
    Step("decline_urgent", ("received", "examining"), "not_agreed", REQUESTED, DECIDER,
         _("Decline to act without a written request"), _("Urgent request declined"), "refusal_of_urgent_request", crosses=True,
         signed=Signature.ALWAYS_BY_ANOTHER, effect="record", says="reasons"),
    Step("report_urgent", ("unconfirmed", "confirmed", "stopped"), None, REQUESTED, (Role.EXAMINER, Role.DECIDER),
         _("Report what was done"), _("What was done reported"), "report_on_urgent_request", crosses=True,
         effect="record"),
    Step("confirm", ("unconfirmed", "stopped"), "confirmed", REQUESTING, SIGNATORY,
         _("Confirm in writing"), _("Confirmed in writing"), "confirmation_of_urgent_request", crosses=True,
         guards=(written_request_sent,),
         effect="record", says="remark", leads=True),
    Step("stop_urgent", ("unconfirmed",), "stopped", REQUESTED, DECIDER,
         _("Stop, as no confirmation has come"), _("Stopped without confirmation"), "notice_of_missing_confirmation", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record"),
    *shared.status(PENDING),
    *shared.end(DONE, PENDING),
    undertakings.report(shared.outlasting(STAGES)),
    *shared.further(PENDING),
    *shared.notices(STAGES),
    *shared.inside(STAGES),
)
# fmt: on

LIMITS = (
    *limits.PRACTICE,
    Limit("agree_urgent", ("confirm", "stop_urgent", "withdraw"), REQUESTING,
          _("The request is to be confirmed in writing as soon as reasonably possible; practice counts"), days=7,
          since="agreed_on", purpose="urgent", mark="P", then=_("The execution may be stopped.")),
    *limits.further_limits("agree_urgent", "decline_urgent"),
    limits.enquiry_limit("agree_urgent", "decline_urgent"),
    *limits.NOTICE_LIMITS,
)  # fmt: skip

URGENT = Lifecycle(
    "urgent",
    _("Urgent oral request"),
    "URG",
    STAGES,
    STEPS,
    TASKS,
    LIMITS,
    story=_("{0} urgently asks {1}"),
    marks=(Mark("urgent", lambda _dossier: True),),
    always_urgent=True,
)
