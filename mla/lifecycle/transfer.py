"""The life of a request for the transfer of a sentenced person. Either State may ask; the request says which one does.

Source of the rules: Ljubljana-The Hague Convention, arts. 66-80 (who asks 67(1) and (2), conditions 67(3), information
68, documents 69, consent 70, persons who fled 71, expulsion 72, enforcement 73-76, review 77, end 78, reports 79).

Steps of the sentencing and of the administering State may be taken from either side. Where such a step moves the
request, whatever crosses it in the post leads to the same end: a consent withdrawn holds until the State that asked
upholds the request on a new one; the record that the transfer took place, and a death, outweigh what crosses them.
"""

from dataclasses import replace

from mla.lifecycle import guards, limits, named, sentenced, shared, undertakings
from mla.lifecycle.courts import before_courts, next_dates
from mla.lifecycle.custody import TOLD, custody
from mla.lifecycle.sentenced import ADMINISTERING, SENTENCING, comes_from, only
from mla.lifecycle.shared import CASEWORK, DECIDER, RECEIVED, REQUESTED, REQUESTING, SIGNATORY
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Limit, Role, Sets, Signature, Stage, StageKind, Step, Task
from mla.words import _

STAGES = (
    *shared.DRAFT_STAGES,
    *shared.QUESTION_STAGES,
    Stage("agreed", _("Transfer agreed"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("arranged", _("Date of transfer agreed"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("consent_revoked", _("Consent of the person withdrawn"), waits_for=REQUESTING, evidence=RECEIVED),
    Stage("consent_renewed", _("Consent given again"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("transferred", _("Person transferred"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("being_enforced", _("Sentence being enforced"), waits_for=REQUESTED, evidence=RECEIVED),
    *shared.ends(
        Stage("enforced", _("Enforcement ended"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED),
        Stage(
            "refused",
            _("Refused"),
            waits_for=REQUESTING,
            evidence=(*RECEIVED, "refusal_ground"),
            kind=StageKind.TURNED_DOWN,
        ),
        Stage("died", _("Person has died"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.OVER),
    ),
)

BEFORE_DECISION = ("received", "examining", "clarifying", "consulting")
PENDING = (*BEFORE_DECISION, "agreed", "arranged", "consent_revoked", "consent_renewed")
AFTER = ("transferred", "being_enforced")
DONE = ("enforced", "refused", "died")
GONE = tuple(
    (stage, _("The person has been transferred, so the request can no longer be withdrawn.")) for stage in AFTER
)
DECIDED = ("agree_transfer", "refuse_transfer", "report_death")
BOTH = (Role.SIGNATORY, Role.DECIDER)

TASKS = (
    shared.BASIS,
    Task("state_wish", _("Who asks, and what the person wishes")),
    shared.FACTS,
    shared.OFFENCES,
    shared.PERSONS,
    Task("state_sentence", _("Judgment and sentence")),
    shared.TERMS,
    shared.PAPERS,
)


# fmt: off
def _part(trigger: str, sources: tuple[str, ...], to: str | None, part: str, title: str, done: str, paper: str,
          says: str = "") -> Step:
    """A step of one of the two States of the sentence, on whichever side it stands."""
    return Step(trigger, sources, to, None, BOTH, title, done, paper, crosses=True,
                guards=(only(part),), checks=(comes_from(part),), effect="record", says=says)


EXCHANGE = (
    _part("send_sentencing_documents", PENDING, None, SENTENCING, _("Send the documents of the sentencing State"),
          _("Documents of the sentencing State sent"), "documents_of_sentencing_state"),
    _part("send_administering_documents", PENDING, None, ADMINISTERING, _("Send the documents of the administering State"),
          _("Documents of the administering State sent"), "documents_of_administering_state"),
    _part("record_consent_to_transfer", BEFORE_DECISION, None, SENTENCING, _("Record the person's consent"),
          _("Consent of the person recorded"), "consent_to_transfer"),
    _part("verify_consent", PENDING, None, ADMINISTERING, _("Record how the consent was verified"),
          _("Consent verified"), "verification_of_consent",
          says="words"),
    Step("record_consent_revoked", (*BEFORE_DECISION, "agreed", "arranged"), "consent_revoked", None, BOTH,
         _("Record that the person withdrew the consent"), _("Consent withdrawn"), "notice_of_revoked_consent", crosses=True,
         guards=(sentenced.consent_to_revoke,),
         effect="record", says="words"),
    Step("uphold_request", ("consent_revoked",), "consent_renewed", REQUESTING, SIGNATORY,
         _("Uphold the request on a new consent"), _("Request upheld on a new consent"), "notice_of_upheld_request", crosses=True,
         effect="record", leads=True),
    Step("inform_person", (*PENDING, *AFTER, "enforced", "refused"), None, None, CASEWORK,
         _("Record that the person was informed"), _("Person informed"), "notice_to_the_person", crosses=True,
         effect="record"),
)

GRANTABLE = (guards.nothing_stayed, sentenced.consent_on_record, sentenced.opinion_on_record, sentenced.judgment_final, sentenced.enough_remains)

DECISION = (
    Step("agree_transfer", ("examining",), "agreed", REQUESTED, DECIDER,
         _("Agree to the transfer"), _("Transfer agreed"), "agreement_to_transfer", crosses=True, guards=GRANTABLE,
         signed=Signature.BY_ANOTHER, implied=True, effect="record", sets=(Sets("conditions", "offered"),), leads=True),
    Step("confirm_transfer", ("consent_renewed",), "agreed", REQUESTED, DECIDER,
         _("Agree to the transfer again"), _("Transfer agreed again"), "renewed_agreement_to_transfer", crosses=True, guards=GRANTABLE,
         signed=Signature.BY_ANOTHER, effect="record", sets=(Sets("conditions", "offered"),), leads=True),
    Step("refuse_transfer", PENDING[1:], "refused", REQUESTED, DECIDER,
         _("Refuse the transfer"), _("Transfer refused"), "refusal_of_transfer", crosses=True,
         signed=Signature.ALWAYS_BY_ANOTHER, effect="refuse_whole", says="reasons", warns=True),
    Step("ask_reasons", ("refused",), None, REQUESTING, SIGNATORY,
         _("Ask for the reasons"), _("Reasons asked"), "request_for_reasons", crosses=True,
         effect="record", says="words"),
    Step("give_reasons", ("refused",), None, REQUESTED, DECIDER,
         _("Give the reasons"), _("Reasons given"), "reasons_of_refusal", crosses=True, guards=(sentenced.reasons_asked,),
         effect="record", says="reasons"),
    Step("arrange_transfer", ("agreed", "arranged"), "arranged", REQUESTED, DECIDER,
         _("Record what was agreed on the day of transfer"), _("Day of transfer agreed"), "notice_of_arranged_transfer", crosses=True,
         guards=(sentenced.held_abroad,), signed=Signature.BY_ANOTHER, implied=True, effect="record", leads=True),
    # Open after a withdrawal too, for a letter that crosses it: the person was gone already. Our own officials are told no.
    Step("record_transfer", ("arranged", "consent_revoked", "consent_renewed"), "transferred", REQUESTED, DECIDER,
         _("Record the transfer"), _("Person transferred"), "record_of_transfer", crosses=True, crossed=("withdrawn",),
         guards=(guards.nothing_stayed, sentenced.held_abroad, sentenced.consent_on_record, sentenced.agreement_stands, undertakings.conditions_settled),
         gives=True, effect="record", leads=True),
)

ENFORCEMENT = (
    _part("decide_enforcement", ("transferred",), "being_enforced", ADMINISTERING, _("Record how the sentence is enforced"),
          _("Enforcement decided"), "notice_of_enforcement",
          says="words"),
    # Whoever fled is with the State that was asked: nobody is handed over. Open where its letter may meet others, as a transfer is.
    Step("take_over_enforcement", ("agreed", "arranged", "consent_revoked", "consent_renewed"), "being_enforced", REQUESTED, DECIDER,
         _("Record how the sentence is enforced here"), _("Enforcement taken over"), "notice_of_enforcement", crosses=True,
         crossed=("withdrawn",), guards=(guards.nothing_stayed, sentenced.fled_here, undertakings.conditions_settled), effect="record", says="words", leads=True),
    _part("report_enforcement", AFTER, None, ADMINISTERING, _("Report on the enforcement"),
          _("Enforcement reported on"), "report_on_enforcement"),
    _part("report_review", AFTER, None, SENTENCING, _("Give notice of a review, pardon or amnesty"),
          _("Review, pardon or amnesty notified"), "notice_of_review"),
    _part("end_enforcement", AFTER, "enforced", ADMINISTERING, _("Record the end of the enforcement"),
          _("Enforcement ended"), "notice_of_ended_enforcement"),
    Step("report_death", (*PENDING, *AFTER, "enforced", "refused"), "died", None, BOTH,
         _("Record the death of the person"), _("Person has died"), "notice_of_death", crosses=True, crossed=("withdrawn",),
         effect="record"),
)

STEPS = (
    *shared.draft(TASKS, named.REQUEST, "request_for_transfer", STAGES),
    *shared.receipt(),
    *shared.questions(PENDING),
    *EXCHANGE,
    *DECISION,
    *ENFORCEMENT,
    *undertakings.conditions(("examining", "consulting", "agreed", "arranged", "consent_renewed"), PENDING,
                             shared.outlasting(STAGES), shared.over(STAGES)),
    *before_courts((*PENDING, *AFTER)),
    replace(custody(PENDING), guards=(sentenced.fled_here,)),
    *shared.status(PENDING),
    *shared.end(DONE, PENDING, final=("enforced", "died"), away=GONE),
    *shared.further((*PENDING, *AFTER)),
    *shared.notices(STAGES),
    *shared.inside(STAGES),
)

ENDED = _("The enforcement is to be ended, and its end to be told.")

LIMITS = (
    *limits.PRACTICE,
    *limits.question_limits(*DECIDED),
    Limit("arrange_transfer", ("record_transfer", "record_consent_revoked", "refuse_transfer", "report_death", "withdraw"),
          REQUESTED, _("The person is to be taken over"), field="day", purpose="request", whose=sentenced.administering,
          then=_("Another day is to be agreed.")),
    Limit("agree_transfer", ("inform_person", "report_death", "withdraw"), REQUESTED,
          _("The person is to be told in writing; practice counts"), days=10, purpose="information", mark="P",
          whose=sentenced.sentencing, then=_("The person is still to be told in writing.")),
    Limit("refuse_transfer", ("inform_person", "report_death", "withdraw"), REQUESTED,
          _("The person is to be told in writing; practice counts"), days=10, purpose="information", mark="P",
          whose=sentenced.sentencing, then=_("The person is still to be told in writing.")),
    Limit("report_enforcement", ("end_enforcement", "report_death"), REQUESTED,
          _("The next report on the enforcement was announced"), field="next_report", purpose="enforcement_report",
          whose=sentenced.administering, then=_("The report may be asked for.")),
    Limit("report_review", ("end_enforcement", "report_death"), REQUESTED,
          _("Enforcement is to be ended at once, as the sentence is no longer enforceable"), field="ended_from",
          purpose="enforcement_end", whose=sentenced.administering, then=ENDED),
    *(Limit(step, ("end_enforcement", "report_death"), REQUESTED, _("The sentence ends"), field="ends_on",
            purpose="enforcement_end", whose=sentenced.administering, then=ENDED)
      for step in ("decide_enforcement", "take_over_enforcement")),
    Limit("acknowledge", (*DECIDED, "withdraw"), REQUESTED, _("The recognition is to be decided"),
          rule="recognition", since="received_on", then=limits.TELL_WHY),
    Limit("agree_transfer", ("record_transfer", "take_over_enforcement", "record_consent_revoked", "refuse_transfer", "report_death", "withdraw"), REQUESTED,
          _("The person is to be transferred"), rule="transfer_due", since="decided_on", then=limits.TELL_WHY),
    Limit("end_enforcement", (), REQUESTED, _("Speciality protects the person"), rule="speciality_transfer",
          since="released_on", purpose="speciality", whose=sentenced.administering, then=limits.SPECIALITY_ENDED, protects=True),
    undertakings.conditions_limit("refuse_transfer", "record_transfer", "report_death"),
    *next_dates("refuse_transfer", "record_transfer", "end_enforcement", "report_death", "withdraw"),
    *limits.remand_limits("take_over_enforcement", "refuse_transfer", "report_death", "withdraw"),
    limits.remedy_limit("report_custody", "take_over_enforcement", "refuse_transfer", "report_death", "withdraw"),
    limits.remedy_limit("refuse_transfer", "close"),
    *limits.NOTICE_LIMITS,
)
# fmt: on

TRANSFER = Lifecycle(
    "transfer",
    _("Transfer of a sentenced person"),
    "TSP",
    STAGES,
    STEPS,
    TASKS,
    LIMITS,
    field="transfer",
    liberty=TOLD,
    per_person=(
        "record_consent_to_transfer",
        "verify_consent",
        "record_consent_revoked",
        "uphold_request",
        "inform_person",
        "agree_transfer",
        "confirm_transfer",
        "refuse_transfer",
        "arrange_transfer",
        "record_transfer",
        "take_over_enforcement",
        "decide_enforcement",
        "report_enforcement",
        "report_review",
        "end_enforcement",
        "report_death",
        "report_custody",
        "withdraw",
    ),
    story=_("{0} asks {1} for the transfer of a sentenced person"),
)
