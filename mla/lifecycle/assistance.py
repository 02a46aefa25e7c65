"""The life of a mutual legal assistance request, from the draft to its end. Start reading here.

Source of the rules: Ljubljana-The Hague Convention, arts. 20-32 (contents 25, additional information 28,
refusal and consultation 30, execution, status enquiries, postponement and withdrawal 32). The Convention
knows no duty to acknowledge receipt; the step is good practice.
"""

from mla.lifecycle import guards, shared, undertakings
from mla.lifecycle.shared import DECIDER, EXAMINER, RECEIVED, REQUESTED, REQUESTING
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Given, Limit, Sets, Signature, Stage, StageKind, Step, Task

STAGES = (
    *shared.DRAFT_STAGES,
    *shared.QUESTION_STAGES,
    Stage("executing", "Being executed", waits_for=REQUESTED, evidence=RECEIVED, measures=True),
    Stage("postponed", "Postponed", waits_for=REQUESTED, evidence=RECEIVED),
    *shared.ends(
        Stage("answered", "Answered", waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED),
        Stage(
            "refused",
            "Refused",
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
    Task("ask_measure", "Measures sought", items="measures", drop="drop_measure", says="questions"),
    shared.TERMS,
    shared.PAPERS,
)

# fmt: off
STEPS = (
    *shared.draft(TASKS, "a request", "letter_of_request", STAGES),
    *shared.receipt(),
    *shared.questions(PENDING),
    # Execution. Each measure has its own life.
    Step("accept", ("examining",), "executing", REQUESTED, DECIDER,
         "Accept the request", "Request accepted", "notice_of_acceptance", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", sets=(Sets("conditions", "offered"),)),
    Step("entrust_measure", ("executing",), None, REQUESTED, EXAMINER,
         "Entrust a measure to an authority", "Measure entrusted to an authority", guards=(guards.some_measure_open,),
         effect="entrust_to_authority", says="remark", usual=True),
    Step("report_measure", ("executing",), None, REQUESTED, EXAMINER,
         "Record what became of a measure", "Outcome of a measure recorded",
         effect="note_outcome", says="result", usual=True),
    Step("postpone", ("examining", "executing"), "postponed", REQUESTED, DECIDER,
         "Postpone execution", "Execution postponed", "notice_of_postponement", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", says="reasons", sets=(Sets("conditions", "offered"),)),
    Step("resume", ("postponed",), "executing", REQUESTED, DECIDER,
         "Resume execution", "Execution resumed", "notice_of_resumption", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", says="remark"),
    Step("answer_in_part", ("executing",), None, REQUESTED, DECIDER,
         "Send first results", "First results sent", "transmittal_of_results", crosses=True,
         guards=(guards.some_measure_answered, undertakings.conditions_settled), checks=(guards.results_are_told,),
         signed=Signature.BY_ANOTHER, effect="note_outcomes", says="letter", usual=True),
    Step("answer", ("executing",), "answered", REQUESTED, DECIDER,
         "Send the results and conclude", "Results sent", "transmittal_of_results", crosses=True,
         guards=(guards.every_measure_answered, undertakings.conditions_settled), checks=(guards.results_are_told,),
         signed=Signature.BY_ANOTHER, effect="note_outcomes", says="letter"),
    Step("refuse", ("examining", "clarifying", "consulting", "executing", "postponed"), "refused", REQUESTED, DECIDER,
         "Refuse the request", "Request refused", "letter_of_refusal", crosses=True,
         signed=Signature.ALWAYS_BY_ANOTHER, effect="refuse_measures", says="reasons", warns=True),
    Step("refuse_in_part", ("examining", "executing"), None, REQUESTED, DECIDER,
         "Refuse some of the measures", "Some measures refused", "letter_of_refusal", crosses=True,
         guards=(guards.several_measures_open,),
         signed=Signature.ALWAYS_BY_ANOTHER, effect="refuse_named_measures", says="reasons", warns=True),
    *undertakings.conditions(("examining", "consulting", "executing", "postponed"), PENDING, ("answered", "refused", "closed")),
    undertakings.extension(PENDING),
    *shared.status(PENDING),
    *shared.end(ANSWERED, PENDING),
    *shared.notices((*PENDING, *ANSWERED)),
    shared.comparison(("drafting", *PENDING[1:])),
    *shared.inside(STAGES),
)
# fmt: on

DECIDED = ("accept", "refuse", "postpone", "answer")

LIMITS = (
    # The Convention sets no days for assistance; the dates are those that the States themselves named.
    Limit("postpone", ("resume", "refuse", "withdraw"), REQUESTED, "Execution was postponed until",
          field="until", purpose="postponement"),
    *shared.PRACTICE,
    *shared.question_limits(*DECIDED, "answer_in_part"),  # first results tell more than a report would
    undertakings.conditions_limit("refuse"),
    *shared.NOTICE_LIMITS,
)  # fmt: skip

GIVEN = (Given("ask_measure", "certified", "return_originals", value="originals"),)

ASSISTANCE = Lifecycle("assistance", "Mutual legal assistance", "MLA", STAGES, STEPS, TASKS, LIMITS, GIVEN, version=2)
