"""Extradite or prosecute: the file of a State that does not extradite a person on its territory.

Ljubljana-The Hague Convention, arts. 14 (submission to the prosecutor), 13(4) (notice to the States concerned), 54
(nationals; enforcement of the sentence instead, 54(3)), 48 and Part III (evidence of the State that asked). Here the
first side is the State that prosecutes, and the second the State concerned. A report on the outcome is no duty of the
Convention (practice; the European convention has one): the file is closed only when it is reported or explained.
"""

from mla.lifecycle import guards, limits, named, shared, undertakings
from mla.lifecycle.opening import Opens
from mla.lifecycle.shared import DECIDER, DRAFTER, EXAMINER, RECEIVED, REQUESTED, REQUESTING, SIGNATORY
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Limit, Sets, Signature, Stage, StageKind, Step, Task
from mla.words import _

FILE, TOLD = "prosecution", "tell_custody"

INSTEAD = Opens(
    FILE,
    TOLD,
    "instead",
    {
        "prosecution": {"occasion": "refusal", "intention": "prosecute", "concern": "asked"},
        "sentence": {"occasion": "refusal", "intention": "enforce", "concern": "asked"},
    },
)
"""Whoever is present and not handed over is brought before the own prosecutor, or serves the sentence here (14(1), 54)."""

FOUND = Opens(FILE, TOLD, says={"": {"occasion": "found"}}, takes=("custody", "findings", "intention"), whom="found")
"""A suspect is present, and nobody has asked yet (13)."""

FURTHER = Opens(FILE, TOLD, "states", each=True)
"""Every State concerned has a file of its own, and is told in its own words (13(4))."""


def find(stages: tuple[Stage, ...]) -> Step:
    """The row of a kind that tells of suspects: one of them is here."""
    return Step("record_find", shared.outlasting(stages), None, REQUESTED, (*EXAMINER, *DECIDER),
                _("Record that a suspect was found here"), _("Suspect found here"), effect="record", says="findings",
                opens=FOUND)  # fmt: skip


STAGES = (
    *(stage for stage in shared.DRAFT_STAGES if stage.name not in ("received", "examining")),
    Stage("received", _("Received"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.ARRIVED),
    Stage("submitted", _("With the prosecutor"), waits_for=REQUESTING, evidence=RECEIVED),
    Stage("charged", _("Charged"), waits_for=REQUESTING, evidence=RECEIVED),
    Stage("enforcing", _("Sentence enforced instead"), waits_for=REQUESTING, evidence=RECEIVED),
    Stage("decided", _("Outcome reached"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED),
    Stage("closed", _("Closed"), ends=True, evidence=RECEIVED, kind=StageKind.OVER),
)

OPEN = ("submitted", "charged", "enforcing")
AT_WORK = ("received", *OPEN)

TASKS = (
    shared.BASIS,
    Task(TOLD, _("The person, the findings, and what is intended")),
    shared.FACTS,
    shared.OFFENCES,
    shared.PERSONS,
    shared.PAPERS,
)

# fmt: off
STEPS = (
    *shared.draft(TASKS, named.FILE, "notice_of_custody_and_prosecution", STAGES),
    Step("tell_further_states", ("drafting", "transmitted", "received", *OPEN), None, REQUESTING, (*DRAFTER, *SIGNATORY),
         _("Tell further States"), _("Further States to be told"), effect="record", opens=FURTHER),
    Step("acknowledge", ("transmitted",), "received", REQUESTED, shared.REGISTRAR,
         _("Acknowledge receipt"), _("Receipt acknowledged"), "acknowledgement_of_receipt", crosses=True,
         effect="note_receipt", leads=True),
    Step("submit_case", ("transmitted", "received"), "submitted", REQUESTING, SIGNATORY,
         _("Record the submission to the prosecutor"), _("Case submitted to the prosecutor"), "notice_of_submission", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", leads=True),
    Step("enforce_instead", ("transmitted", "received"), "enforcing", REQUESTING, SIGNATORY,
         _("Record that the sentence is enforced instead"), _("Sentence enforced instead"), "notice_of_enforcement_instead", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record"),
    Step("ask_evidence", ("received", *OPEN), None, REQUESTING, SIGNATORY,
         _("Ask for the evidence"), _("Evidence asked for"), "request_for_evidence", crosses=True,
         checks=(guards.new_number("ask_evidence"),),
         effect="record"),
    Step("hand_over_evidence", ("received", *OPEN), None, REQUESTED, (*SIGNATORY, *shared.DECIDER),
         _("Hand over evidence"), _("Evidence handed over"), "transmittal_of_evidence", crosses=True,
         effect="record", sets=(Sets("terms", "accepted"),)),
    Step("record_charge", ("submitted",), "charged", REQUESTING, SIGNATORY,
         _("Record the prosecutor's charge"), _("Charged"), "notice_of_charge", crosses=True,
         effect="record", leads=True),
    Step("report_outcome", OPEN, "decided", REQUESTING, SIGNATORY,
         _("Report the outcome"), _("Outcome reported"), "report_of_outcome", crosses=True,
         effect="record", leads=True),
    Step("enquire_prosecution", ("received", *OPEN), None, REQUESTED, (*SIGNATORY, *shared.DECIDER),
         _("Ask how the prosecution stands"), _("Status enquired"), "enquiry_about_prosecution", crosses=True,
         checks=(guards.new_number("enquire_prosecution"),),
         effect="record", says="words"),
    Step("report_progress", ("received", *OPEN), None, REQUESTING, (*SIGNATORY, *shared.DECIDER),
         _("Report how the prosecution stands"), _("Progress reported"), "report_on_prosecution", crosses=True,
         effect="record", says="words"),
    Step("close_file", ("transmitted", "received", *OPEN, "decided"), "closed", REQUESTING, SIGNATORY,
         _("Close the file"), _("File closed"), "notice_of_closed_file", crosses=True, guards=(guards.received_once,),
         effect="record", leads=True),
    undertakings.report(shared.outlasting(STAGES)),
    *shared.notices(STAGES),
    *shared.inside(STAGES),
)
# fmt: on

LIMITS = (
    Limit("open", ("transmit", "discard"), REQUESTING, _("The States concerned are to be told, and the case to be submitted, without undue delay; practice counts"),
          days=10, purpose="prosecution", mark="P", then=_("The notice is to be sent now, or the file given up with reasons that the other State can be told.")),
    Limit("transmit", ("acknowledge", "close_file"), REQUESTED, _("Receipt is to be acknowledged (practice, no duty)"),
          days=10, mark="P", then=_("Ask whether it has arrived, if need be by another channel.")),
    Limit("transmit", ("submit_case", "enforce_instead", "close_file"), REQUESTING,
          _("The case is to be submitted to the prosecutor without undue delay; practice counts"), days=30,
          purpose="prosecution", mark="P", then=_("The other State is to be told what delays it.")),
    Limit("ask_evidence", ("hand_over_evidence", "close_file"), REQUESTED, _("The evidence is to be handed over"),
          field="answer_by", purpose="prosecution", answered_in=(("hand_over_evidence", "meets"),),
          then=_("The case may be decided without this evidence.")),
    Limit("enquire_prosecution", ("report_progress", "report_outcome", "close_file"), REQUESTING,
          _("The enquiry is to be answered"), days=14, mark="P", answered_in=(("report_progress", "enquiries"),), waits=True,
          then=_("No law attaches anything to it: remind, if need be by another channel.")),
    *limits.NOTICE_LIMITS,
)  # fmt: skip

PROSECUTION = Lifecycle(
    FILE,
    _("Prosecution instead of extradition"),
    "PRO",
    STAGES,
    STEPS,
    TASKS,
    LIMITS,
    field="extradition",
    story=_("{0} tells {1} that it prosecutes"),
    demands=_(
        "The instrument asks that whoever is not extradited be prosecuted{prosecution}, and that the States concerned be told{custody}."
    ),
)
