"""The life of a request for transit through a third State, which is here the requested State.

Ljubljana-The Hague Convention, arts. 65 (of a person extradited) and 80 (of a sentenced person). None is needed for a
flight without landing; after an unscheduled landing the State of landing holds the person under its law until the
request comes. A landing before any request exists is told by a notice of its own (`landing.py`).
"""

from dataclasses import replace

from mla.lifecycle import limits, named, shared, undertakings
from mla.lifecycle.shared import DECIDER, RECEIVED, REQUESTED, REQUESTING
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Limit, Role, Sets, Signature, Stage, StageKind, Step, Task
from mla.words import _

STAGES = (
    *shared.DRAFT_STAGES,
    Stage("authorised", _("Transit authorised"), waits_for=REQUESTING, evidence=RECEIVED),
    Stage("held", _("Person held in transit"), waits_for=REQUESTED, evidence=RECEIVED),
    *shared.ends(
        Stage("passed", _("Person has passed"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED),
        Stage(
            "refused",
            _("Refused"),
            waits_for=REQUESTING,
            evidence=(*RECEIVED, "refusal_ground"),
            kind=StageKind.TURNED_DOWN,
        ),
    ),
)
PENDING = ("received", "examining", "authorised", "held")
DONE = ("passed", "refused")

TASKS = (
    shared.BASIS,
    Task("state_route", _("Route, dates, escort, landing")),
    shared.OFFENCES,
    shared.PERSONS,
    shared.TERMS,
    shared.PAPERS,
)

# fmt: off
STEPS = (
    *shared.draft(TASKS, named.REQUEST, "request_for_transit", STAGES),
    *shared.receipt(),
    Step("authorise", ("examining", "held"), "authorised", REQUESTED, DECIDER,
         _("Authorise the transit"), _("Transit authorised"), "authorisation_of_transit", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", sets=(Sets("conditions", "offered"),), leads=True),
    Step("report_landing", ("received", "examining", "authorised"), "held", REQUESTED, (Role.EXAMINER, Role.DECIDER),
         _("Report an unscheduled landing"), _("Unscheduled landing reported"), "notice_of_unscheduled_landing", crosses=True,
         effect="record"),
    Step("refuse_transit", ("examining", "held"), "refused", REQUESTED, DECIDER,
         _("Refuse the transit"), _("Transit refused"), "refusal_of_transit", crosses=True,
         signed=Signature.ALWAYS_BY_ANOTHER, effect="refuse_whole", says="reasons", warns=True),
    Step("report_passage", ("authorised",), "passed", REQUESTED, (Role.EXAMINER, Role.DECIDER),
         _("Record that the person has passed"), _("Person has passed"), "record_of_transit", crosses=True,
         effect="record"),
    *undertakings.conditions(("examining", "held", "authorised"), PENDING, shared.outlasting(STAGES), shared.over(STAGES)),
    *shared.status(PENDING),
    *shared.end(DONE, PENDING),
    *shared.further(PENDING),
    *shared.notices(STAGES),
    *shared.inside(STAGES),
)
# fmt: on

LIMITS = (
    *limits.PRACTICE,
    Limit("report_landing", ("authorise", "refuse_transit", "withdraw"), REQUESTED,
          _("The person may be held until"), field="held_until", purpose="transit", then=_("The person may not be held on this ground any more.")),
    Limit("transmit", ("authorise", "refuse_transit", "report_passage", "withdraw"), REQUESTED,
          _("The passage is planned, and waits for its authorisation"), field="state_route.day", purpose="transit",
          then=_("Without an authorisation there is no transit: another day is to be planned.")),
    Limit("authorise", ("report_passage", "report_landing", "withdraw"), REQUESTING, _("Transit is authorised until"),
          field="valid_until", purpose="transit", then=_("The passage needs another authorisation.")),
    *limits.further_limits("authorise", "refuse_transit"),
    limits.enquiry_limit("authorise", "refuse_transit"),
    undertakings.conditions_limit("refuse_transit", "report_passage"),
    limits.remedy_limit("refuse_transit", "close"),
    *limits.NOTICE_LIMITS,
)  # fmt: skip

TRANSIT = Lifecycle(
    "transit",
    _("Transit"),
    "TRA",
    STAGES,
    STEPS,
    TASKS,
    LIMITS,
    field="extradition",
    per_person=("authorise", "report_landing", "refuse_transit", "report_passage", "withdraw"),
    story=_("{0} asks {1} for transit"),
)

TRANSIT_OF_SENTENCED = replace(
    TRANSIT,
    kind="transit_of_sentenced",
    title=_("Transit of a sentenced person"),
    letters="TRS",
    field="transfer",
)
"""The same life under the law of transfer (80): by its channel, on its grounds."""
