"""The life of a request for consent after a surrender: to try another offence, or to extradite on to a third State.

Ljubljana-The Hague Convention, arts. 52(1)(a) (speciality) and 53 (re-extradition), each with the documents of 56(2).
"""

from mla.lifecycle import guards, limits, named, shared, undertakings
from mla.lifecycle.shared import DECIDER, RECEIVED, REQUESTED, REQUESTING
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Limit, Sets, Signature, Stage, StageKind, Step, Task
from mla.words import _

STAGES = (
    *shared.DRAFT_STAGES,
    *shared.QUESTION_STAGES,
    *shared.ends(
        Stage("consent_given", _("Consent given"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED),
        Stage(
            "refused",
            _("Refused"),
            waits_for=REQUESTING,
            evidence=(*RECEIVED, "refusal_ground"),
            kind=StageKind.TURNED_DOWN,
        ),
    ),
)
PENDING = ("received", "examining", "clarifying", "consulting")
DONE = ("consent_given", "refused")

TASKS = (
    shared.BASIS,
    shared.CASE,
    Task("state_surrender", _("The surrender, and what consent is asked for")),
    shared.FACTS,
    shared.OFFENCES,
    shared.PERSONS,
    shared.TERMS,
    shared.PAPERS,
)

# fmt: off
STEPS = (
    *shared.draft(TASKS, named.REQUEST, "request_for_consent", STAGES),
    *shared.receipt(),
    *shared.questions(PENDING),
    Step("give_consent", ("examining",), "consent_given", REQUESTED, DECIDER,
         _("Give consent"), _("Consent given"), "notice_of_given_consent", crosses=True,
         guards=(guards.death_penalty_assured, undertakings.conditions_settled),
         signed=Signature.BY_ANOTHER, effect="record", sets=(Sets("conditions", "offered"),), leads=True),
    Step("refuse_consent", ("examining", "clarifying", "consulting"), "refused", REQUESTED, DECIDER,
         _("Refuse consent"), _("Consent refused"), "refusal_of_consent", crosses=True,
         signed=Signature.ALWAYS_BY_ANOTHER, effect="refuse_whole", says="reasons", warns=True),
    *undertakings.conditions(("examining", "consulting", "consent_given"), (*PENDING, "consent_given"), shared.outlasting(STAGES), shared.over(STAGES)),
    *shared.status(PENDING),
    *shared.end(DONE, PENDING),
    *shared.further(PENDING),
    *shared.notices(STAGES),
    *shared.inside(STAGES),
)
# fmt: on

LIMITS = (
    *limits.PRACTICE,
    *limits.question_limits("give_consent", "refuse_consent"),
    undertakings.conditions_limit("give_consent", "refuse_consent"),
    Limit("acknowledge", ("give_consent", "refuse_consent", "withdraw"), REQUESTED, _("Consent is to be decided"),
          rule="speciality_consent", since="received_on", purpose="speciality", then=limits.TELL_WHY),
    limits.remedy_limit("refuse_consent", "close"),
    *limits.NOTICE_LIMITS,
)  # fmt: skip

CONSENT = Lifecycle(
    "consent",
    _("Consent after surrender"),
    "CON",
    STAGES,
    STEPS,
    TASKS,
    LIMITS,
    field="extradition",
    per_person=("give_consent", "refuse_consent", "withdraw"),
    story=_("{0} asks {1} to consent"),
)
