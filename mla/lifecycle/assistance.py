"""The life of a mutual legal assistance request, from the draft to its end. Start reading here.

Source of the rules: Ljubljana-The Hague Convention, arts. 20-32 (contents 25, additional information 28,
refusal and consultation 30, execution, status enquiries, postponement and withdrawal 32). The Convention
knows no duty to acknowledge receipt; the step is good practice.
"""

from mla.lifecycle import guards, limits, named, prosecution, shared, undertakings
from mla.lifecycle.courts import before_courts, next_dates
from mla.lifecycle.hearings import HEARING_LIMITS, hearings
from mla.lifecycle.joint_action import JOINT_ACTION, JOINT_ACTION_LIMITS, joint_action
from mla.lifecycle.sealed_identity import sealed_identities
from mla.lifecycle.shared import DECIDER, EXAMINER, RECEIVED, REQUESTED, REQUESTING
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Given, Limit, Role, Sets, Signature, Stage, StageKind, Step, Task
from mla.words import _

STAGES = (
    *shared.DRAFT_STAGES,
    *shared.QUESTION_STAGES,
    Stage("executing", _("Being executed"), waits_for=REQUESTED, evidence=RECEIVED, measures=True),
    Stage("postponed", _("Postponed"), waits_for=REQUESTED, evidence=RECEIVED),
    *shared.ends(
        Stage("answered", _("Answered"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED),
        Stage(
            "refused",
            _("Refused"),
            waits_for=REQUESTING,
            evidence=(*RECEIVED, "refusal_ground"),
            kind=StageKind.TURNED_DOWN,
        ),
    ),
)

PENDING = ("received", "examining", "clarifying", "consulting", "executing", "postponed")
ANSWERED = ("answered", "refused")

TASKS = (
    shared.BASIS,
    shared.CASE,
    shared.FACTS,
    shared.OFFENCES,
    shared.PERSONS,
    Task("ask_measure", _("Measures sought"), items="measures", drop="drop_measure", says="questions"),
    shared.TERMS,
    shared.PAPERS,
)

# fmt: off
STEPS = (
    *shared.draft(TASKS, named.REQUEST, "letter_of_request", STAGES),
    *shared.receipt(),
    *shared.questions(PENDING),
    # Execution. Each measure has its own life.
    Step("accept", ("examining",), "executing", REQUESTED, DECIDER,
         _("Accept the request"), _("Request accepted"), "notice_of_acceptance", crosses=True,
         signed=Signature.BY_ANOTHER, implied=True, effect="record", sets=(Sets("conditions", "offered"),), leads=True),
    Step("entrust_measure", ("executing",), None, REQUESTED, EXAMINER,
         _("Entrust a measure to an authority"), _("Measure entrusted to an authority"), "letter_to_authority", domestic=True, guards=(guards.some_measure_open,),
         effect="entrust_to_authority", says="remark", usual=True),
    Step("report_measure", ("executing",), None, REQUESTED, EXAMINER,
         _("Record what became of a measure"), _("Outcome of a measure recorded"),
         effect="note_outcome", says="result", usual=True, leads=True),
    Step("postpone", ("examining", "executing"), "postponed", REQUESTED, DECIDER,
         _("Postpone execution"), _("Execution postponed"), "notice_of_postponement", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", says="reasons", sets=(Sets("conditions", "offered"),)),
    Step("resume", ("postponed",), "executing", REQUESTED, DECIDER,
         _("Resume execution"), _("Execution resumed"), "notice_of_resumption", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", says="remark", leads=True),
    Step("answer_in_part", ("executing",), None, REQUESTED, DECIDER,
         _("Send first results"), _("First results sent"), "transmittal_of_results", crosses=True,
         guards=(guards.some_measure_answered, guards.nothing_stayed, undertakings.conditions_settled), checks=(guards.results_are_told,),
         signed=Signature.BY_ANOTHER, gives=True, effect="note_outcomes", says="letter", usual=True),
    Step("answer", ("executing",), "answered", REQUESTED, DECIDER,
         _("Send the results and conclude"), _("Results sent"), "transmittal_of_results", crosses=True,
         guards=(guards.every_measure_answered, guards.nothing_stayed, undertakings.conditions_settled), checks=(guards.results_are_told,),
         signed=Signature.BY_ANOTHER, gives=True, effect="note_outcomes", says="letter", leads=True),
    Step("refuse", ("examining", "clarifying", "consulting", "executing", "postponed"), "refused", REQUESTED, DECIDER,
         _("Refuse the request"), _("Request refused"), "letter_of_refusal", crosses=True,
         signed=Signature.ALWAYS_BY_ANOTHER, effect="refuse_measures", says="reasons", warns=True),
    Step("refuse_in_part", ("examining", "executing"), None, REQUESTED, DECIDER,
         _("Refuse some of the measures"), _("Some measures refused"), "letter_of_refusal", crosses=True,
         guards=(guards.several_measures_open,),
         signed=Signature.ALWAYS_BY_ANOTHER, effect="refuse_named_measures", says="reasons", warns=True),
    *undertakings.conditions(("examining", "consulting", "executing", "postponed"), PENDING, shared.outlasting(STAGES), shared.over(STAGES)),
    undertakings.extension(PENDING),
    *before_courts(("examining", "executing", "postponed")),
    Step("add_measures", PENDING, None, REQUESTING, (Role.SIGNATORY,), _("Ask for further measures within the request"),
         _("Further measures asked for"), "further_measures", crosses=True, guards=(guards.nothing_to_supply,),
         signed=Signature.BY_ANOTHER, effect="add_items", says="words"),
    *sealed_identities(shared.outlasting(STAGES)),
    *hearings(("executing", "postponed"), shared.outlasting(STAGES)),
    shared.coordinated("assistance", PENDING),
    *joint_action(PENDING),
    *shared.status(PENDING),
    *shared.end(ANSWERED, PENDING),
    *shared.further(PENDING),
    prosecution.find(STAGES),
    *shared.notices(STAGES),
    shared.comparison(("drafting", *PENDING[1:])),
    *shared.inside(STAGES),
)
# fmt: on

DECIDED = ("accept", "refuse", "postpone", "answer")

PRESERVED = _("The data are preserved at least until this day: the request for handing over is to be received")
PRESERVATION_ENDS = _(
    "The data need not be preserved any longer, unless the request for handing over has been received."
)

LIMITS = (
    # The Convention sets no days for assistance; the dates are those that the States themselves named.
    # Where another instrument does, they run.
    Limit("transmit", ("acknowledge", "withdraw"), REQUESTED, _("Receipt is to be acknowledged"),
          rule="acknowledgement", then=limits.TELL_WHY),
    Limit("acknowledge", ("accept", "refuse", "withdraw"), REQUESTED, _("It is to be decided whether the request is executed"),
          rule="recognition", since="received_on", waits=True, then=limits.TELL_WHY),
    Limit("acknowledge", ("accept", "refuse", "withdraw"), REQUESTED, _("The provisional measure is to be decided, where practicable"),
          rule="provisional_measure", since="received_on", measures=("preservation",), then=limits.TELL_WHY),
    Limit("answer_in_part", ("answer", "withdraw"), REQUESTING, PRESERVED, rule="preservation", measures=("preservation",),
          then=PRESERVATION_ENDS),
    Limit("answer", ("close",), REQUESTING, PRESERVED, rule="preservation", measures=("preservation",), then=PRESERVATION_ENDS),
    Limit("accept", ("answer", "refuse", "withdraw"), REQUESTED, _("The measures are to be carried out"),
          rule="execution", pauses=("postponed",), waits=True, then=limits.TELL_WHY),
    Limit("postpone", ("resume", "refuse", "withdraw"), REQUESTED, _("Execution was postponed until"),
          field="until", purpose="postponement", then=_("Execution is to go on, or a new day to be told with reasons.")),
    *limits.PRACTICE,
    *limits.question_limits(*DECIDED, "answer_in_part"),  # first results tell more than a report would
    undertakings.conditions_limit("refuse"),
    limits.remedy_limit("accept", "answer", "refuse", "withdraw"),
    limits.remedy_limit("refuse", "close"),
    limits.remedy_limit("refuse_in_part", "answer", "refuse", "withdraw", "close"),
    *next_dates("answer", "refuse", "withdraw"),
    *HEARING_LIMITS,
    *JOINT_ACTION_LIMITS,
    *limits.NOTICE_LIMITS,
)  # fmt: skip

GIVEN = (Given("ask_measure", "certified", "return_originals", value="originals"),)

ASSISTANCE = Lifecycle(
    "assistance",
    _("Mutual legal assistance"),
    "MLA",
    STAGES,
    STEPS,
    TASKS,
    LIMITS,
    GIVEN,
    version=2,
    members=JOINT_ACTION,
)
