"""The life of a notice of an unscheduled landing, before anybody has asked for transit.

Ljubljana-The Hague Convention, 65(4) and, of sentenced persons, 80: the State of landing may hold the person under its own law
until the request for transit comes. Here the first side is the State of landing, and the second the State for which the person
travels; its request for transit is a request of its own, and its receipt stops the clock.
"""

from mla.lifecycle import limits, named, shared
from mla.lifecycle.shared import DECIDER, RECEIVED, REQUESTED, REQUESTING, SIGNATORY
from mla.lifecycle.table import Liberty, Lifecycle
from mla.lifecycle.terms import Limit, Stage, StageKind, Step, Task
from mla.words import _

TRANSITS = ("transit", "transit_of_sentenced")

STAGES = (
    *(stage for stage in shared.DRAFT_STAGES if stage.name not in ("received", "examining")),
    Stage(
        "received",
        _("Received"),
        waits_for=REQUESTED,
        evidence=RECEIVED,
        kind=StageKind.ARRIVED,
        followed_by=TRANSITS,
    ),
    *shared.ends(
        Stage(
            "followed", _("Formal request received"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED
        ),
        Stage("passed", _("Person has passed"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED),
        Stage("released", _("Person released"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.OVER),
    ),
)
OPEN = ("transmitted", "received")
DONE = ("followed", "passed", "released")

TASKS = (
    shared.BASIS,
    Task("tell_landing", _("The landing, and how long the person may be held"), says="told"),
    shared.PERSONS,
    shared.PAPERS,
)

# fmt: off
STEPS = (
    *shared.draft(TASKS, named.NOTICE, "notice_of_landing", STAGES),
    Step("acknowledge", ("transmitted",), "received", REQUESTED, shared.REGISTRAR,
         _("Acknowledge receipt"), _("Receipt acknowledged"), "acknowledgement_of_receipt", crosses=True,
         effect="note_receipt", leads=True),
    Step("follow", OPEN, "followed", REQUESTING, (*SIGNATORY, *DECIDER),
         _("Record that the formal request was received"), _("Formal request received"), "notice_of_formal_request", crosses=True,
         effect="record", leads=True),
    Step("report_passage", OPEN, "passed", REQUESTING, (*SIGNATORY, *DECIDER),
         _("Record that the person has passed"), _("Person has passed"), "record_of_transit", crosses=True,
         effect="record"),
    Step("end_arrest", OPEN, "released", REQUESTING, (*SIGNATORY, *DECIDER),
         _("Record the release"), _("Person released"), "notice_of_end_of_arrest", crosses=True,
         effect="record"),
    *shared.status(("received",)),
    *shared.end(DONE, ("received",)),
    *shared.notices(STAGES),
    *shared.inside(STAGES),
)
# fmt: on

LIMITS = (
    *limits.PRACTICE,
    Limit("open", ("transmit", "discard"), REQUESTING, _("The State for which the person travels is to be told at once; practice counts"),
          days=1, purpose="transit", mark="P", then=_("The notice is to be sent now.")),
    Limit("transmit", ("follow", "report_passage", "end_arrest", "withdraw"), REQUESTED, _("The request for transit is to be received"),
          field="tell_landing.held_until", purpose="transit", met_by=TRANSITS,
          then=_("The person may not be held on this ground any more.")),
    limits.enquiry_limit("follow", "report_passage", "end_arrest"),
    *limits.NOTICE_LIMITS,
)  # fmt: skip

LANDING = Lifecycle(
    "landing",
    _("Unscheduled landing"),
    "LAN",
    STAGES,
    STEPS,
    TASKS,
    LIMITS,
    field="extradition",
    liberty=(
        Liberty("report_passage", False, ("left_on",)),
        Liberty("end_arrest", False, ("released_on",)),
    ),
    story=_("{0} tells {1} of a landing"),
)
