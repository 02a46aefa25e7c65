"""The life of an asset matter: traced, frozen, confiscated, realised, and given to whom it belongs.

Source of the rules: Ljubljana-The Hague Convention, arts. 45 (freezing and confiscation; an order to be enforced, or a
request to be put before the courts), 46 (return and disposal), 47 (use of what is confiscated), 83(3) (reparation of
victims). Each thing has a life of its own (`fates.py`). A freezing always has a last day, which the requested State names and may put off.
"""

from __future__ import annotations

from mla.canonical import Answers
from mla.lifecycle import guards, limits, named, shared, undertakings
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.courts import before_courts, next_dates
from mla.lifecycle.joint_action import JOINT_ACTION, JOINT_ACTION_LIMITS, joint_action
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.questions import waiting
from mla.lifecycle.shared import DECIDER, RECEIVED, REQUESTED, REQUESTING, SIGNATORY
from mla.lifecycle.table import Lifecycle, OfProperty
from mla.lifecycle.terms import Limit, Role, Sets, Side, Signature, Stage, StageKind, Step, Task
from mla.words import _

STAGES = (
    *shared.DRAFT_STAGES,
    *shared.QUESTION_STAGES,
    Stage("traced", _("Assets traced"), waits_for=REQUESTING, evidence=RECEIVED),
    Stage("frozen", _("Assets frozen"), waits_for=REQUESTING, evidence=RECEIVED),
    Stage("expired", _("Freezing has run out"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("confiscation_asked", _("Confiscation asked for"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("not_confiscated", _("Confiscation refused"), waits_for=REQUESTING, evidence=RECEIVED),
    Stage("confiscated", _("Confiscated"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("realised", _("Turned into money"), waits_for=REQUESTED, evidence=RECEIVED),
    *shared.ends(
        Stage(
            "disposed", _("Given to whom it belongs"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED
        ),
        Stage("lifted", _("Freezing lifted"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.OVER),
        Stage(
            "refused",
            _("Refused"),
            waits_for=REQUESTING,
            evidence=(*RECEIVED, "refusal_ground"),
            kind=StageKind.TURNED_DOWN,
        ),
    ),
)

BEFORE = ("received", "examining", "clarifying", "consulting")
RESTRAINED = ("frozen", "confiscation_asked", "not_confiscated")
HELD = ("traced", "frozen", "expired", "confiscation_asked", "not_confiscated", "confiscated", "realised")
PENDING = (*BEFORE, *HELD)
DONE = ("disposed", "lifted", "refused")
GIVEN_OUT = ("confiscated", "realised", "disposed")
DECIDED = ("report_traced", "freeze", "refuse_assets")

TASKS = (
    shared.BASIS,
    shared.CASE,
    shared.FACTS,
    shared.OFFENCES,
    shared.PERSONS,
    Task("list_property", _("Property, and what is asked")),
    shared.TERMS,
    shared.PAPERS,
)


def shares_are_whole(_dossier: CaseFile, _side: Side, answers: Answers) -> str | None:
    """What is shared out is the whole and no more, whichever State says it."""
    shares = [row.get("share") for row in answers.get("shares", ()) if row.get("to_whom")]
    if shares and sum(share or 0 for share in shares) != 100:
        return _("The shares add up to %(sum)s and not to 100 in the hundred.", sum=sum(share or 0 for share in shares))
    return None


def some_claim_waits(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """There must be something to answer."""
    if not waiting(dossier.events, "record_claim", "answer_claim", "question"):
        return _("No claim of somebody else waits for an answer.")
    return None


def confiscation_is_asked(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Confiscation was asked for: by a letter, or by the request itself, which may bring a final order (45(1)(b))."""
    asked = dossier.contents.get("list_property", {}).get("asked") == "enforce"
    if asked or dossier.stage in ("confiscation_asked", "confiscated"):
        return None
    return _("The requesting State has not asked for confiscation yet.")


def some_payment_waits(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """There must be something that was to be paid."""
    if not waiting(dossier.events, "award_share", "report_payment", "question"):
        return _("No payment that was announced is outstanding.")
    return None


# fmt: off
STEPS = (
    *shared.draft(TASKS, named.REQUEST, "request_concerning_assets", STAGES),
    *shared.receipt(),
    *shared.questions(PENDING),
    Step("report_traced", ("examining", "traced"), "traced", REQUESTED, (Role.DECIDER, Role.EXAMINER),
         _("Report what was traced"), _("Assets traced"), "report_on_traced_assets", crosses=True,
         effect="record"),
    Step("report_account", HELD, None, REQUESTED, (Role.DECIDER, Role.EXAMINER),
         _("Report what is held, and what was found besides"), _("Statement of what is held"), "statement_of_account", crosses=True,
         effect="record", says="told"),
    Step("freeze", ("examining", "traced", "expired"), "frozen", REQUESTED, DECIDER,
         _("Record the freezing"), _("Assets frozen"), "notice_of_freezing", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", leads=True, counted="freezings"),
    Step("renew_freezing", RESTRAINED, None, REQUESTED, DECIDER,
         _("Renew the freezing"), _("Freezing renewed"), "notice_of_renewed_freezing", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", says="reason"),
    Step("record_expiry", ("frozen",), "expired", REQUESTED, DECIDER,
         _("Record that the freezing has run out"), _("Freezing has run out"), "notice_of_expired_freezing", crosses=True,
         effect="record", says="next_step"),
    Step("lift_in_part", RESTRAINED, None, REQUESTED, DECIDER,
         _("Lift the freezing in part"), _("Freezing lifted in part"), "notice_of_partial_lifting", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", says="reason"),
    Step("lift_freezing", ("traced", "expired", *RESTRAINED), "lifted", REQUESTED, DECIDER,
         _("Lift the freezing"), _("Freezing lifted"), "notice_of_lifted_freezing", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", says="reason"),
    Step("ask_freezing_again", ("lifted",), "traced", REQUESTING, SIGNATORY,
         _("Ask for a new freezing"), _("New freezing asked for"), "request_for_new_freezing", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", says="reason"),
    Step("ask_confiscation", ("traced", "frozen", "expired", "not_confiscated"), "confiscation_asked", REQUESTING, SIGNATORY,
         _("Ask for confiscation"), _("Confiscation asked for"), "request_for_confiscation", crosses=True,
         effect="record", leads=True),
    Step("record_claim", HELD, None, REQUESTED, (Role.DECIDER, Role.EXAMINER),
         _("Report a claim of somebody else"), _("Claim reported"), "notice_of_claim", crosses=True,
         checks=(guards.new_number("record_claim"),),
         effect="record"),
    Step("answer_claim", HELD, None, REQUESTING, SIGNATORY,
         _("Answer a claim of somebody else"), _("Claim answered"), "answer_to_claim", crosses=True, guards=(some_claim_waits,),
         signed=Signature.BY_ANOTHER, effect="record", says="position"),
    Step("refuse_confiscation", ("confiscation_asked",), "not_confiscated", REQUESTED, DECIDER,
         _("Refuse the confiscation, while the freezing stands"), _("Confiscation refused"), "refusal_of_confiscation", crosses=True,
         signed=Signature.ALWAYS_BY_ANOTHER, effect="record", says="reasons", warns=True),
    Step("confiscate", ("examining", "traced", "frozen", "confiscation_asked", "confiscated"), "confiscated", REQUESTED, DECIDER,
         _("Record the confiscation"), _("Confiscated"), "notice_of_confiscation", crosses=True, guards=(confiscation_is_asked, guards.nothing_stayed),
         signed=Signature.BY_ANOTHER, effect="record", leads=True, counted="confiscations"),
    Step("realise", ("confiscated",), "realised", REQUESTED, DECIDER,
         _("Record what it brought"), _("Turned into money"), "notice_of_realisation", crosses=True,
         guards=(guards.nothing_stayed,), signed=Signature.BY_ANOTHER, effect="record", counted="proceeds"),
    Step("return_early", (*RESTRAINED, "confiscated", "realised"), None, REQUESTED, DECIDER,
         _("Return it early, into an escrow"), _("Returned early"), "notice_of_early_return", crosses=True,
         guards=(guards.nothing_stayed, undertakings.conditions_settled),
         signed=Signature.BY_ANOTHER, counted="early_returns", gives=True, effect="record", sets=(Sets("terms", "accepted"),)),
    Step("award_share", GIVEN_OUT, None, REQUESTED, DECIDER,
         _("Tell what is paid to whom, and by when"), _("Payment announced"), "notice_of_award", crosses=True,
         checks=(guards.new_number("award_share"),),
         signed=Signature.BY_ANOTHER, effect="record", says="to_whom"),
    Step("report_payment", (*GIVEN_OUT, "closed"), None, REQUESTED, DECIDER,
         _("Report a payment"), _("Paid"), "notice_of_payment", crosses=True, guards=(some_payment_waits,),
         effect="record", counted="payments", says="concerning"),
    Step("dispose", ("confiscated", "realised"), "disposed", REQUESTED, DECIDER,
         _("Record to whom it was given"), _("Given to whom it belongs"), "notice_of_disposal", crosses=True,
         guards=(guards.nothing_stayed, undertakings.conditions_settled), checks=(shares_are_whole,),
         signed=Signature.BY_ANOTHER, gives=True, effect="record", leads=True),
    Step("refuse_assets", ("examining", "clarifying", "consulting", "traced", "confiscation_asked", "not_confiscated"), "refused",
         REQUESTED, DECIDER, _("Refuse the request"), _("Request refused"), "refusal_concerning_assets", crosses=True,
         signed=Signature.ALWAYS_BY_ANOTHER, effect="refuse_whole", says="reasons", warns=True),
    *undertakings.conditions(("examining", "consulting", *HELD), PENDING, shared.outlasting(STAGES), shared.over(STAGES)),
    undertakings.extension(PENDING),
    *before_courts(("examining", *HELD)),
    shared.coordinated("assets", PENDING),
    *joint_action(PENDING),
    *shared.status(PENDING),
    *shared.end(DONE, PENDING),
    *shared.further(PENDING),
    *shared.notices(STAGES),
    shared.comparison(("drafting", *BEFORE[1:])),
    *shared.inside(STAGES),
)
# fmt: on

RUN_OUT = _("The freezing has run out: it is to be renewed, or what became of the property to be told.")
OVER = ("lift_freezing", "record_expiry", "confiscate", "refuse_assets", "withdraw")
LIMITS = (
    *limits.PRACTICE,
    *limits.question_limits(*DECIDED),
    *next_dates("lift_freezing", "refuse_assets", "withdraw", "close"),
    undertakings.conditions_limit(*DECIDED),
    Limit("acknowledge", (*DECIDED, "withdraw"), REQUESTED, _("The freezing is to be decided, as it is urgent"),
          rule="freezing_decision", since="received_on", only=("set_terms.urgent", (True,)), then=limits.TELL_WHY),
    Limit("ask_confiscation", ("confiscate", "refuse_confiscation", "lift_freezing", "refuse_assets", "withdraw"), REQUESTED,
          _("The confiscation is to be decided"), rule="confiscation_decision", then=limits.TELL_WHY),
    Limit("freeze", ("renew_freezing", *OVER), REQUESTED, _("The freezing ends"), field="until", purpose="assets", then=RUN_OUT),
    Limit("renew_freezing", OVER, REQUESTED, _("The freezing ends"), field="until", purpose="assets", then=RUN_OUT),
    Limit("record_claim", ("answer_claim", "confiscate", "dispose", "lift_freezing"), REQUESTING,
          _("The claim may be answered"), field="answer_by", purpose="assets", answered_in=(("answer_claim", "question"),),
          then=_("The claim may be decided without a position of the requesting State.")),
    Limit("award_share", ("report_payment",), REQUESTED, _("What was awarded is to be paid"), field="pay_by", purpose="disposal",
          answered_in=(("report_payment", "question"),), then=_("The payment is to be reported, or why it was not made.")),
    Limit("return_early", ("dispose", "lift_freezing"), REQUESTING, _("What was returned early is to be accounted for"),
          field="account_by", purpose="disposal", then=_("A statement of what was returned early is to be asked for.")),
    limits.remedy_limit("refuse_confiscation", "ask_confiscation", "lift_freezing", "close"),
    limits.remedy_limit("freeze", "confiscate", *OVER),
    limits.remedy_limit("confiscate", "dispose", "close"),
    limits.remedy_limit("refuse_assets", "close"),
    *JOINT_ACTION_LIMITS,
    *limits.NOTICE_LIMITS,
)  # fmt: skip

PER_PROPERTY = (
    "freeze", "ask_freezing_again", "renew_freezing", "record_expiry", "lift_in_part", "lift_freezing", "ask_confiscation", "refuse_confiscation", "confiscate",
    "realise", "return_early", "award_share", "dispose", "refuse_assets", "record_claim", "report_account",
)  # fmt: skip
"""What may be done for some of the property of one request alone."""

ASSETS = Lifecycle(
    "assets",
    _("Asset recovery"),
    "AST",
    STAGES,
    STEPS,
    TASKS,
    LIMITS,
    property=OfProperty("list_property", "things", "items", "found_items", "traced"),
    per_property=PER_PROPERTY,
    members=JOINT_ACTION,
    story=_("{0} asks {1} for assets"),
)
