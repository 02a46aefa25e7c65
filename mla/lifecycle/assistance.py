"""The life of a mutual legal assistance request, from the draft to its end. Start reading here.

Source of the rules: Ljubljana-The Hague Convention, arts. 20-32 (contents 25, additional information 28,
refusal and consultation 30, execution, status enquiries, postponement and withdrawal 32). The Convention
knows no duty to acknowledge receipt; the step is good practice.
"""

from mla.lifecycle import guards, undertakings
from mla.lifecycle.terms import Given, Lifecycle, Limit, Role, Side, Stage, Step, Task

REQUESTING, REQUESTED = Side.REQUESTING, Side.REQUESTED
DRAFTER, SIGNATORY, REGISTRAR = (Role.DRAFTER,), (Role.SIGNATORY,), (Role.REGISTRAR,)
EXAMINER, DECIDER = (Role.EXAMINER,), (Role.DECIDER,)
CASEWORK = (Role.DRAFTER, Role.SIGNATORY, Role.REGISTRAR, Role.EXAMINER, Role.DECIDER)

SENT = ("transmitted_on",)
RECEIVED = (*SENT, "received_on")

STAGES = (
    Stage("new", "New", seen_as=None),
    Stage("drafting", "Being drafted", seen_as=None, waits_for=REQUESTING),
    Stage("checking", "Waiting for signature", seen_as=None, waits_for=REQUESTING),
    Stage("signed", "Signed, not yet sent", seen_as=None, waits_for=REQUESTING, evidence=("signed_digest",)),
    Stage("discarded", "Discarded", seen_as=None, ends=True),
    Stage("transmitted", "Sent", waits_for=REQUESTED, evidence=SENT),
    Stage("received", "Received", waits_for=REQUESTED, evidence=RECEIVED),
    Stage("examining", "Being examined", seen_as="received", waits_for=REQUESTED, evidence=RECEIVED),
    Stage("clarifying", "Additional information asked", waits_for=REQUESTING, evidence=RECEIVED),
    Stage("consulting", "In consultation", waits_for=REQUESTING, evidence=RECEIVED),
    Stage("executing", "Being executed", waits_for=REQUESTED, evidence=RECEIVED),
    Stage("postponed", "Postponed", waits_for=REQUESTED, evidence=RECEIVED),
    Stage("answered", "Answered", waits_for=REQUESTING, evidence=RECEIVED),
    Stage("refused", "Refused", waits_for=REQUESTING, evidence=(*RECEIVED, "refusal_ground")),
    Stage("closed", "Closed", ends=True, evidence=RECEIVED),
    Stage("withdrawn", "Withdrawn", ends=True, evidence=SENT),
)

PENDING = ("received", "examining", "clarifying", "consulting", "executing", "postponed")


def _draft(trigger: str, title: str, done: str, knowingly: str = "") -> Step:
    """A step that edits the text: freely while it is a draft, and again where the other State asked. It never crosses."""
    return Step(trigger, ("drafting", "clarifying"), None, REQUESTING, DRAFTER, title, done,
                guards=(guards.asked_for(trigger),), checks=(guards.item_asked_for(trigger),), knowingly=knowingly)  # fmt: skip


def _drop(trigger: str, title: str, done: str) -> Step:
    """A step that takes something out of the draft. What the other State has seen keeps its number, and stays."""
    return Step(trigger, ("drafting",), None, REQUESTING, DRAFTER, title, done)


# fmt: off
STEPS = (
    # The draft: editing it is a step too.
    Step("open", ("new",), "drafting", REQUESTING, DRAFTER, "Start a request", "Request opened"),
    _draft("choose_basis", "State the legal basis", "Legal basis stated", knowingly="basis_does_not_carry"),
    _draft("describe_case", "Describe the case and the authority", "Case described"),
    _draft("state_facts", "State the facts", "Facts stated"),
    _draft("state_offence", "State an offence", "Offence stated"),
    _drop("drop_offence", "Remove an offence", "Offence removed"),
    _draft("name_person", "Name a person", "Person named"),
    _drop("drop_person", "Remove a person", "Person removed"),
    _draft("ask_measure", "Ask for a measure", "Measure asked for"),
    _drop("drop_measure", "Remove a measure", "Measure removed"),
    _draft("set_terms", "Set time limits, confidentiality and contacts", "Terms set"),
    _draft("attach", "Attach a document", "Document attached"),
    _drop("detach", "Remove an attachment", "Attachment removed"),
    Step("submit", ("drafting",), "checking", REQUESTING, DRAFTER,
         "Submit for signature", "Submitted for signature", guards=(guards.every_task_done, guards.protected_names_hidden)),
    Step("discard", ("drafting",), "discarded", REQUESTING, DRAFTER, "Discard the draft", "Draft discarded"),
    # The signature. It falls away with any change of the text.
    Step("send_back", ("checking", "signed"), "drafting", REQUESTING, SIGNATORY,
         "Send back to the drafter", "Sent back to the drafter"),
    Step("revise", ("checking", "signed"), "drafting", REQUESTING, DRAFTER,
         "Take back and change the text", "Taken back to change the text"),
    Step("sign", ("checking",), "signed", REQUESTING, SIGNATORY,
         "Sign the request", "Request signed", guards=(guards.four_eyes,), knowingly="contents_missing"),
    Step("transmit", ("signed",), "transmitted", REQUESTING, SIGNATORY,
         "Send the request", "Request sent", "letter_of_request", crosses=True,
         guards=(guards.four_eyes, guards.signature_holds), brings_request=True),
    # The requested State takes it in hand.
    Step("acknowledge", ("transmitted",), "received", REQUESTED, REGISTRAR,
         "Acknowledge receipt", "Receipt acknowledged", "acknowledgement_of_receipt", crosses=True),
    Step("assign", ("received",), "examining", REQUESTED, REGISTRAR,
         "Assign to an examiner", "Assigned to an examiner"),
    Step("ask", ("examining",), "clarifying", REQUESTED, EXAMINER,
         "Ask for additional information", "Additional information asked",
         "request_for_additional_information", crosses=True),
    # Only the sections that were named open again; a colleague signs what was changed before it is supplied.
    Step("countersign", ("clarifying",), None, REQUESTING, SIGNATORY,
         "Sign the changed text", "Changed text signed",
         guards=(guards.text_changed, guards.every_task_done, guards.protected_names_hidden, guards.four_eyes)),
    Step("supply", ("clarifying",), "received", REQUESTING, SIGNATORY,
         "Supply the information", "Additional information supplied", "additional_information", crosses=True,
         guards=(guards.every_task_done, guards.protected_names_hidden, guards.four_eyes, guards.change_signed),
         brings_request=True),
    Step("supplement", ("transmitted", *PENDING), None, REQUESTING, SIGNATORY,
         "Send additional information unasked", "Additional information sent unasked",
         "supplementary_information", crosses=True),
    Step("consult", ("examining",), "consulting", REQUESTED, DECIDER,
         "Consult the requesting State", "Consultation opened", "consultation", crosses=True),
    Step("reply", ("consulting",), "received", REQUESTING, SIGNATORY,
         "Reply to the consultation", "Consultation answered", "reply_to_consultation", crosses=True),
    # Execution. Each measure has its own life.
    Step("accept", ("examining",), "executing", REQUESTED, DECIDER,
         "Accept the request", "Request accepted", "notice_of_acceptance", crosses=True),
    Step("entrust_measure", ("executing",), None, REQUESTED, EXAMINER,
         "Entrust a measure to an authority", "Measure entrusted to an authority", guards=(guards.some_measure_open,)),
    Step("report_measure", ("executing",), None, REQUESTED, EXAMINER,
         "Record what became of a measure", "Outcome of a measure recorded"),
    Step("postpone", ("examining", "executing"), "postponed", REQUESTED, DECIDER,
         "Postpone execution", "Execution postponed", "notice_of_postponement", crosses=True),
    Step("resume", ("postponed",), "executing", REQUESTED, DECIDER,
         "Resume execution", "Execution resumed", "notice_of_resumption", crosses=True),
    Step("answer_in_part", ("executing",), None, REQUESTED, DECIDER,
         "Send first results", "First results sent", "transmittal_of_results", crosses=True,
         guards=(guards.some_measure_answered, undertakings.conditions_settled)),
    Step("answer", ("executing",), "answered", REQUESTED, DECIDER,
         "Send the results and conclude", "Results sent", "transmittal_of_results", crosses=True,
         guards=(guards.every_measure_answered, undertakings.conditions_settled)),
    Step("refuse", ("examining", "clarifying", "consulting", "executing", "postponed"), "refused", REQUESTED, DECIDER,
         "Refuse the request", "Request refused", "letter_of_refusal", crosses=True),
    Step("refuse_in_part", ("examining", "executing"), None, REQUESTED, DECIDER,
         "Refuse some of the measures", "Some measures refused", "letter_of_refusal", crosses=True,
         guards=(guards.several_measures_open,)),
    *undertakings.conditions(("examining", "consulting", "executing"), PENDING, ("answered", "refused", "closed")),
    undertakings.extension(PENDING),
    # Status, and the end.
    Step("enquire", ("transmitted", *PENDING), None, REQUESTING, (Role.DRAFTER, Role.SIGNATORY, Role.REGISTRAR),
         "Ask how the request stands", "Status enquired", "status_enquiry", crosses=True,
         guards=(guards.last_enquiry_answered,)),
    Step("report_status", PENDING, None, REQUESTED, (Role.EXAMINER, Role.REGISTRAR, Role.DECIDER),
         "Report how the request stands", "Status reported", "status_report", crosses=True),
    Step("close", ("answered", "refused"), "closed", REQUESTING, SIGNATORY,
         "Close the request", "Request closed", "notice_of_closure", crosses=True),
    Step("withdraw", ("transmitted", *PENDING, "answered", "refused"), "withdrawn", REQUESTING, SIGNATORY,
         "Withdraw the request", "Request withdrawn", "notice_of_withdrawal", crosses=True),
    # Inside one ministry, at any time; the other State never learns of these.
    Step("compare_law", ("drafting", "examining", "clarifying", "consulting", "executing", "postponed"), None, None,
         (Role.DRAFTER, Role.EXAMINER), "Compare the laws of both States", "Laws compared", guards=(guards.some_offence,)),
    Step("note", tuple(stage.name for stage in STAGES if stage.name != "new"), None, None, CASEWORK,
         "Add an internal note", "Internal note added"),
    Step("involve", tuple(stage.name for stage in STAGES if stage.name != "new"), None, None, CASEWORK,
         "Bring in a colleague", "Colleague brought in"),
    Step("file_in_matter", tuple(stage.name for stage in STAGES if stage.name != "new"), None, None, CASEWORK,
         "File in a matter", "Filed in a matter"),
)
# fmt: on

TASKS = (
    Task("choose_basis", "Legal basis"),
    Task("describe_case", "The case and the authority conducting it"),
    Task("state_facts", "Summary of the facts"),
    Task("state_offence", "Offences and penalties", items="offences", drop="drop_offence"),
    Task("name_person", "Persons concerned", items="persons", drop="drop_person"),
    Task("ask_measure", "Measures sought", items="measures", drop="drop_measure"),
    Task("set_terms", "Time limits, confidentiality, contact"),
    Task("attach", "Attachments", items="attachments", drop="detach", optional=True),
)

DECIDED = ("accept", "refuse", "postpone", "answer", "withdraw")

LIMITS = (
    # The Convention sets no days for assistance; the dates are those that the States themselves named.
    Limit("ask", ("supply", "refuse", "withdraw"), REQUESTING, "Additional information is to be supplied",
          field="answer_by", purpose="additional_information"),
    Limit("consult", ("reply", "refuse", "withdraw"), REQUESTING, "The consultation is to be answered",
          field="answer_by", purpose="consultation"),
    Limit("postpone", ("resume", "refuse", "withdraw"), REQUESTED, "Execution was postponed until",
          field="until", purpose="postponement"),
    Limit("transmit", ("acknowledge", "withdraw"), REQUESTED, "Receipt is to be acknowledged (practice, no duty)",
          days=10, mark="P"),
    Limit("enquire", ("report_status", *DECIDED), REQUESTED, "The status enquiry is to be answered",
          days=14, purpose="status", mark="P"),
    undertakings.conditions_limit("refuse"),
)  # fmt: skip

GIVEN = (Given("ask_measure", "certified", "return_originals", value="originals"),)

ASSISTANCE = Lifecycle("assistance", "Mutual legal assistance", "MLA", STAGES, STEPS, TASKS, LIMITS, GIVEN, version=2)
