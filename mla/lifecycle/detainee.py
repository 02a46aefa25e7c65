"""The life of a request to transfer a detained person for a time, so that the person testifies or helps otherwise.

Source of the rules: Ljubljana-The Hague Convention, arts. 36 (free and informed consent, agreement of both authorities,
custody, return as agreed, no extradition proceedings for the return, time credited) and 37 (safe conduct, which ends
15 consecutive days after notice that the person is no longer needed). The transport is paid by the State that asks (18).
"""

from __future__ import annotations

from mla.canonical import Answers
from mla.lifecycle import facts, limits, named, shared, undertakings
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.shared import DECIDER, RECEIVED, REQUESTED, REQUESTING, SIGNATORY
from mla.lifecycle.table import Liberty, Lifecycle
from mla.lifecycle.terms import Given, Limit, Side, Signature, Stage, StageKind, Step, Task
from mla.words import _

STAGES = (
    *shared.DRAFT_STAGES,
    *shared.QUESTION_STAGES,
    Stage("agreed", _("Transfer agreed"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("handed_over", _("In the custody of the other State"), waits_for=REQUESTING, evidence=RECEIVED),
    *shared.ends(
        Stage("returned", _("Person returned"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED),
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
PENDING = ("received", *BEFORE_DECISION, "agreed")
AWAY = "handed_over"
HELD = ((AWAY, _("The person is held by the State that asked. Record the return first.")),)
DONE = ("returned", "refused")

TASKS = (
    shared.BASIS,
    shared.CASE,
    shared.FACTS,
    shared.OFFENCES,
    shared.PERSONS,
    Task("ask_detainee", _("Purpose, dates, custody, undertakings")),
    shared.TERMS,
    shared.PAPERS,
)


# What must be on record
def consent_on_record(dossier: CaseFile, _official: OfficialRecord | None, law: LawOfField) -> str | None:
    """Nobody is handed over for a time without having consented."""
    answers = facts.last_said(dossier, "record_detainee_consent") or {}
    if answers.get("answer") == "given":
        return None
    number = law.about(dossier.field).article(dossier.instrument, "detainee")
    article = facts.in_brackets(number)
    if answers:
        return _("The person does not consent%(article)s, so there is no transfer.", article=article)
    return _("No consent of the person is on record%(article)s. Have it recorded first.", article=article)


def custody_ended_first(dossier: CaseFile, _side: Side, answers: Answers) -> str | None:
    """Whoever is held is handed back; only a person whom the State of origin set free may leave or stay."""
    if answers["how"] != "handed_back" and facts.last_said(dossier, "end_custody") is None:
        return _("The State of origin has not ended the custody: the person is to be handed back.")
    return None


# fmt: off
STEPS = (
    *shared.draft(TASKS, named.REQUEST, "request_for_detainee", STAGES),
    *shared.receipt(),
    *shared.questions(PENDING),
    Step("record_detainee_consent", ("examining", "agreed"), None, REQUESTED, DECIDER,
         _("Record the person's answer"), _("Answer of the person recorded"), "answer_of_detainee", crosses=True,
         effect="record"),
    Step("agree_detainee", ("examining",), "agreed", REQUESTED, DECIDER,
         _("Agree to the transfer for a time"), _("Transfer for a time agreed"), "agreement_on_detainee", crosses=True,
         guards=(consent_on_record, undertakings.conditions_settled),
         signed=Signature.BY_ANOTHER, implied=True, effect="record", leads=True),
    Step("refuse_detainee", (*BEFORE_DECISION, "agreed"), "refused", REQUESTED, DECIDER,
         _("Refuse the transfer"), _("Transfer refused"), "refusal_of_detainee", crosses=True,
         signed=Signature.ALWAYS_BY_ANOTHER, effect="refuse_whole", says="reasons", warns=True),
    Step("hand_over_detainee", ("agreed",), AWAY, REQUESTED, DECIDER,
         _("Record that the person was handed over"), _("Person handed over"), "record_of_handover", crosses=True,
         crossed=("withdrawn",),
         guards=(consent_on_record, undertakings.conditions_settled),
         signed=Signature.ALWAYS_BY_ANOTHER, gives=True, effect="record", leads=True),
    Step("ask_longer", (AWAY,), None, REQUESTING, SIGNATORY,
         _("Ask to keep the person longer"), _("Longer stay asked"), "request_for_longer_stay", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", says="reason"),
    undertakings.extension((*PENDING, AWAY)),
    Step("end_custody", (AWAY,), None, REQUESTED, DECIDER,
         _("Record that the person need not be held any more"), _("Custody ended"), "notice_of_ended_custody", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", says="reason"),
    Step("report_no_longer_needed", (AWAY,), None, REQUESTING, SIGNATORY,
         _("Record the notice that the person is no longer needed"), _("Person no longer needed"), "notice_of_no_further_need",
         crosses=True,
         effect="record"),
    Step("return_detainee", (AWAY,), "returned", REQUESTING, SIGNATORY,
         _("Record the return"), _("Person returned"), "record_of_return", crosses=True, checks=(custody_ended_first,),
         effect="record", leads=True),
    *undertakings.conditions(("examining", "consulting"), (*PENDING, AWAY), shared.outlasting(STAGES), shared.over(STAGES)),
    *shared.status((*PENDING, AWAY)),
    *shared.end(DONE, PENDING, final=("returned",), away=HELD),
    *shared.further((*PENDING, AWAY)),
    *shared.notices(STAGES),
    *shared.inside(STAGES),
)
# fmt: on

RETURN = _("The person must be returned, unless a longer stay is agreed.")

LIMITS = (
    *limits.PRACTICE,
    *limits.question_limits("agree_detainee", "refuse_detainee"),
    undertakings.conditions_limit("refuse_detainee"),
    Limit("hand_over_detainee", ("return_detainee",), REQUESTING, _("The person is to be returned"),
          field="return_by", purpose="detainee", then=RETURN),
    Limit("transmit", ("hand_over_detainee", "refuse_detainee", "withdraw"), REQUESTED, _("The person is needed from"),
          field="ask_detainee.needed_from", purpose="detainee", then=_("What the person was needed for is to be put off, or a hearing by video proposed.")),
    Limit("agree_detainee", ("hand_over_detainee", "refuse_detainee", "withdraw"), REQUESTING,
          _("The person, once handed over, is to be returned"), field="return_by", purpose="detainee",
          then=_("The time that was agreed has passed before the handover: agree on it anew.")),
    Limit("agree_detainee", ("end_custody", "return_detainee", "refuse_detainee", "withdraw"), REQUESTED,
          _("The title of custody ends in the State that hands over"), field="sentence_ends", purpose="detainee",
          then=_("The other State is to be told that the person need not be held any more, or of the new title.")),
    Limit("end_custody", ("return_detainee",), REQUESTING, _("The person is to be set free there"), field="ended_from",
          purpose="detainee", then=_("The person may not be held any more.")),
    Limit("report_no_longer_needed", ("return_detainee",), REQUESTING, _("Safe conduct protects the person"),
          rule="safe_conduct", since="noticed_on", purpose="safe_conduct", protects=True,
          then=_("Safe conduct no longer protects the person, if the person was free to leave and stayed.")),
    limits.remedy_limit("refuse_detainee", "close"),
    *limits.NOTICE_LIMITS,
)  # fmt: skip

DETAINEE = Lifecycle(
    "detainee",
    _("Temporary transfer of a detained person"),
    "DET",
    STAGES,
    STEPS,
    TASKS,
    LIMITS,
    (Given("ask_detainee", "give_back", "return_person"),),
    liberty=(
        Liberty("hand_over_detainee", True, ("day",)),
        Liberty("end_custody", False, ("ended_from",)),
        Liberty("return_detainee", False, ("day",)),
    ),
    per_person=(
        "record_detainee_consent",
        "agree_detainee",
        "refuse_detainee",
        "hand_over_detainee",
        "ask_longer",
        "end_custody",
        "report_no_longer_needed",
        "return_detainee",
        "withdraw",
    ),
    story=_("{0} asks {1} for a detained person"),
)
