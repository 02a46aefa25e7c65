"""The life of an extradition request, and of a request of an international court for surrender.

Source of the rules: Ljubljana-The Hague Convention, arts. 49-65 (documents 56, consultation 51(3), competing requests
58, surrender 61, postponed and temporary surrender 62, consent of the person 63, property 64, speciality 52), and
Rome Statute, arts. 89-92 for a court. What goes before (provisional arrest) and what may follow (consent to try
another offence, prosecution instead of extradition, transit) are requests of their own, linked to this one.
"""

from mla.lifecycle import guards, limits, named, prosecution, shared, undertakings
from mla.lifecycle.competing import COMPETITION, NO_RIVAL, OF_PERSONS, competition, views_limit
from mla.lifecycle.courts import before_courts, next_dates
from mla.lifecycle.custody import TOLD, custody
from mla.lifecycle.joint_action import JOINT_ACTION, JOINT_ACTION_LIMITS, joint_action
from mla.lifecycle.shared import DECIDER, RECEIVED, REQUESTED, REQUESTING, SIGNATORY
from mla.lifecycle.table import Liberty, Lifecycle
from mla.lifecycle.terms import Given, Limit, Sets, Signature, Stage, StageKind, Step, Task
from mla.words import _

STAGES = (
    *shared.DRAFT_STAGES,
    *shared.QUESTION_STAGES,
    Stage(
        "in_court", _("Before the court"), waits_for=REQUESTED, evidence=RECEIVED, kind=StageKind.ARRIVED, time="court"
    ),
    Stage("ruled", _("Court has ruled"), waits_for=REQUESTED, evidence=RECEIVED, kind=StageKind.ARRIVED),
    Stage("consented", _("Person has consented"), waits_for=REQUESTED, evidence=RECEIVED, kind=StageKind.ARRIVED),
    Stage("granted", _("Granted"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("postponed", _("Postponed"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("lent", _("Surrendered for a time"), waits_for=REQUESTING, evidence=RECEIVED),
    Stage("surrender_agreed", _("Surrender agreed"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("not_taken_over", _("Person not taken over"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("released", _("Person released"), waits_for=REQUESTED, evidence=RECEIVED),
    *shared.ends(
        Stage("surrendered", _("Surrendered"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED),
        Stage(
            "refused",
            _("Refused"),
            waits_for=REQUESTING,
            evidence=(*RECEIVED, "refusal_ground"),
            kind=StageKind.TURNED_DOWN,
        ),
        Stage("lapsed", _("Without object"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.OVER),
    ),
)

BEFORE_DECISION = ("examining", "in_court", "ruled", "consented")
AFTER_GRANT = ("granted", "postponed", "surrender_agreed", "not_taken_over", "released")
BEFORE_COURT = (*BEFORE_DECISION, *AFTER_GRANT)
PENDING = ("received", "examining", "clarifying", "consulting", "in_court", "ruled", "consented", *AFTER_GRANT, "lent")
AWAY = (("lent", _("The person is held by the requesting State, for a time. Record the return first.")),)
NOT_AWAY = tuple(stage for stage in PENDING if stage != "lent")
DECIDED = ("grant", "refuse_extradition", "lapse")

TASKS = (
    shared.BASIS,
    shared.CASE,
    Task("state_title", _("Warrant or judgment")),
    shared.FACTS,
    shared.OFFENCES,
    shared.PERSONS,
    Task("give_assurances", _("Assurances and undertakings")),
    Task("say_more", _("Earlier proceedings, property, route")),
    shared.TERMS,
    shared.PAPERS,
)

# fmt: off
COURT = (
    Step("open_court", ("examining",), "in_court", REQUESTED, DECIDER,
         _("Bring the case before the court"), _("Brought before the court"), "notice_of_court_proceedings", crosses=True,
         effect="record", says="remark", leads=True),
    Step("record_ruling", ("in_court",), "ruled", REQUESTED, DECIDER,
         _("Record the court's ruling"), _("Court has ruled"), "notice_of_ruling", crosses=True,
         effect="record", says="reasons", leads=True),
    Step("record_appeal", ("ruled",), "in_court", REQUESTED, DECIDER,
         _("Record an appeal"), _("Appeal lodged"), "notice_of_appeal", crosses=True,
         effect="record"),
    *before_courts(BEFORE_COURT),
    Step("back_to_court", ("ruled", "consented", *AFTER_GRANT), "in_court", REQUESTED, DECIDER,
         _("Record that the court has the case again"), _("Before the court again"), "notice_of_reopened_case", crosses=True,
         effect="record", says="words"),
    Step("record_consent", ("examining", "in_court", "ruled"), "consented", REQUESTED, DECIDER,
         _("Record the person's consent"), _("Person has consented"), "notice_of_consent", crosses=True,
         effect="record"),
    Step("record_consent_withdrawn", ("consented",), "in_court", REQUESTED, DECIDER,
         _("Record that the consent was withdrawn"), _("Consent withdrawn"), "notice_of_withdrawn_consent", crosses=True,
         effect="record"),
)

GRANTABLE = (
    guards.death_penalty_assured,
    guards.court_has_not_barred,
    guards.no_appeal_pending,
    guards.nothing_stayed,
    undertakings.conditions_settled,
)
DECIDABLE = (
    guards.of_either(guards.court_has_not_barred),
    guards.of_either(guards.no_appeal_pending),
    guards.of_either(guards.nothing_stayed),
)

DECISION = (
    *competition(BEFORE_DECISION, PENDING),
    Step("grant", BEFORE_DECISION, "granted", REQUESTED, DECIDER,
         _("Grant extradition"), _("Extradition granted"), "notice_of_grant", crosses=True,
         guards=GRANTABLE, checks=DECIDABLE, once=NO_RIVAL,
         signed=Signature.ALWAYS_BY_ANOTHER, implied=True, effect="record", sets=(Sets("conditions", "offered"),), leads=True),
    Step("refuse_extradition", (*BEFORE_DECISION, "clarifying", "consulting", *AFTER_GRANT), "refused", REQUESTED, DECIDER,
         _("Refuse extradition"), _("Extradition refused"), "refusal_of_extradition", crosses=True,
         signed=Signature.ALWAYS_BY_ANOTHER, effect="refuse_whole", says="reasons", warns=True, opens=prosecution.INSTEAD),
)

SURRENDER = (
    Step("agree_surrender", ("granted", "postponed", "not_taken_over", "released"), "surrender_agreed", REQUESTED, DECIDER,
         _("Record what was agreed on the surrender"), _("Surrender agreed"), "notice_of_agreed_surrender", crosses=True,
         signed=Signature.BY_ANOTHER, implied=True, effect="record", leads=True),
    Step("report_failed_surrender", ("surrender_agreed",), "not_taken_over", REQUESTED, DECIDER,
         _("Record that the person was not taken over"), _("Person not taken over"), "notice_of_failed_surrender", crosses=True,
         effect="record"),
    Step("release", ("granted", "surrender_agreed", "not_taken_over"), "released", REQUESTED, DECIDER,
         _("Record the release"), _("Person released"), "notice_of_release", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", says="reason"),
    Step("surrender", ("surrender_agreed",), "surrendered", REQUESTED, DECIDER,
         _("Record the surrender"), _("Person surrendered"), "record_of_surrender", crosses=True, crossed=("withdrawn",),
         guards=(guards.nothing_stayed, undertakings.conditions_settled,), once="hand_over",
         signed=Signature.ALWAYS_BY_ANOTHER, gives=True, effect="record", leads=True),
    Step("postpone_surrender", (*BEFORE_DECISION, "granted", "surrender_agreed"), "postponed", REQUESTED, DECIDER,
         _("Postpone the surrender"), _("Surrender postponed"), "notice_of_postponed_surrender", crosses=True,
         guards=GRANTABLE, checks=DECIDABLE, once=NO_RIVAL,
         signed=Signature.BY_ANOTHER, effect="record", says="reasons"),
    Step("lend", ("postponed",), "lent", REQUESTED, DECIDER,
         _("Record a temporary surrender"), _("Surrendered for a time"), "record_of_temporary_surrender", crosses=True,
         crossed=("withdrawn",), guards=(guards.nothing_stayed, undertakings.conditions_settled), once="hand_over",
         signed=Signature.ALWAYS_BY_ANOTHER, gives=True, effect="record", sets=(Sets("conditions", "accepted"),)),
    Step("give_back", ("lent",), "postponed", REQUESTING, SIGNATORY,
         _("Record the return of the person"), _("Person returned"), "notice_of_return", crosses=True,
         effect="record", undoes="hand_over", leads=True),
    Step("hand_over_property", (*PENDING, "surrendered", "refused"), None, REQUESTED, DECIDER,
         _("Hand over property"), _("Property handed over"), "record_of_property", crosses=True,
         signed=Signature.BY_ANOTHER, gives=True, effect="record", sets=(Sets("terms", "accepted"),)),
    Step("lapse", PENDING, "lapsed", REQUESTED, DECIDER,
         _("Record that the request has no object any more"), _("Request without object"), "notice_of_lapse", crosses=True, crossed=("withdrawn",),
         signed=Signature.BY_ANOTHER, effect="record"),
    Step("report_final_release", ("surrendered", "closed"), None, REQUESTING, SIGNATORY,
         _("Report the final release"), _("Final release reported"), "notice_of_final_release", crosses=True,
         effect="record", undoes="hand_over"),
)
# fmt: on


def steps(paper: str, *more: Step) -> tuple[Step, ...]:
    """Every row, for a request that is made by this letter, and `more` of its own."""
    return (
        *shared.draft(TASKS, named.REQUEST, paper, STAGES),
        *shared.receipt(),
        *shared.questions(
            PENDING
        ),  # once a court has the case, consultation is a further question: the case stays there
        *COURT,
        *DECISION,
        *SURRENDER,
        *undertakings.conditions(
            (*BEFORE_DECISION, "consulting", *AFTER_GRANT), PENDING, shared.outlasting(STAGES), shared.over(STAGES)
        ),
        undertakings.extension(PENDING),
        *more,
        *joint_action(PENDING),
        *shared.status(PENDING),
        *shared.end(("surrendered", "refused", "lapsed"), NOT_AWAY, final=("surrendered", "lapsed"), away=AWAY),
        *shared.further(PENDING),
        custody(PENDING),
        *shared.notices(STAGES),
        shared.comparison(("drafting", *BEFORE_DECISION, "clarifying", "consulting")),
        *shared.inside(STAGES),
    )


LIMITS = (
    *limits.PRACTICE,
    *limits.question_limits(*DECIDED),
    undertakings.conditions_limit(*DECIDED),
    Limit("agree_surrender", ("back_to_court", "surrender", "release", "lapse", "withdraw"), REQUESTING,
          _("The person is to be taken over"), rule="surrender_missed", since="day", purpose="surrender",
          halted_by=(("report_failed_surrender", "cause", ("force_majeure_theirs", "force_majeure_ours")),),
          then=_("The person may be released, as nobody has taken the person over."), must=_("The person is to be released.")),
    Limit("record_consent", ("back_to_court", *DECIDED, "record_consent_withdrawn", "withdraw"), REQUESTED,
          _("Extradition is to be decided, the person having consented"), rule="decision_on_consent", since="given_on",
          then=limits.TELL_WHY),
    Limit("report_custody", (*DECIDED, "withdraw"), REQUESTED, _("Extradition is to be decided after the arrest"),
          rule="decision_after_arrest", since="arrested_on", then=limits.TELL_WHY),
    Limit("grant", ("back_to_court", "surrender", "postpone_surrender", "lend", "release", "lapse", "withdraw"), REQUESTED,
          _("The person is to be surrendered"), rule="surrender_due", since="decided_on", then=limits.TELL_WHY,
          halted_by=(("report_failed_surrender", "cause", ("force_majeure_theirs", "force_majeure_ours")),),
          must=_("A person who is still held is to be released.")),
    Limit("agree_surrender", ("back_to_court", "surrender", "report_failed_surrender", "lend", "release", "lapse", "withdraw"), REQUESTED,
          _("The person is to be surrendered after the new date"), rule="surrender_new_date", since="day",
          after=("report_failed_surrender", "postpone_surrender"), then=limits.TELL_WHY,
          must=_("A person who is still held is to be released.")),
    Limit("open_court", ("record_ruling", "record_consent", *DECIDED, "withdraw"), REQUESTED, _("The court hears the case"),
          field="hearing_on", mark="P", then=_("The ruling is to be recorded, or a new day of the hearing told.")),
    *next_dates("record_ruling", "record_consent", *DECIDED, "surrender", "withdraw", also=("back_to_court",)),
    Limit("record_ruling", ("back_to_court", "record_appeal", "record_consent", "postpone_surrender", *DECIDED, "withdraw"), REQUESTED,
          _("An appeal against the ruling is open until"), field="appeal_until", mark="P",
          then=_("If nobody has appealed, the ruling stands and it may be decided.")),
    views_limit(*DECIDED),
    Limit("report_failed_surrender", ("agree_surrender", "release", "refuse_extradition", "lapse", "withdraw"), REQUESTING,
          _("A new date was proposed for the surrender"), field="new_date", purpose="surrender",
          then=_("The surrender is to be agreed anew.")),
    Limit("postpone_surrender", ("agree_surrender", "lend", "refuse_extradition", "lapse", "withdraw"), REQUESTED,
          _("Surrender was postponed until"), field="until", purpose="postponement",
          then=_("The surrender is to be agreed, or a new day told.")),
    Limit("lend", ("give_back", "lapse", "withdraw"), REQUESTING, _("The person is to be returned"),
          field="return_by", purpose="temporary_surrender",
          then=_("The person must be returned, unless a longer stay is agreed.")),
    Limit("report_final_release", (), REQUESTING, _("Speciality protects the person"), rule="speciality", since="released_on",
          purpose="speciality", then=limits.SPECIALITY_ENDED, protects=True),
    *limits.remand_limits("surrender", "lend", "release", "refuse_extradition", "lapse", "withdraw"),
    limits.remedy_limit("report_custody", "surrender", "release", "refuse_extradition", "lapse", "withdraw"),
    limits.remedy_limit("grant", "surrender", "lend", "lapse", "withdraw"),
    limits.remedy_limit("refuse_extradition", "close"),
    *JOINT_ACTION_LIMITS,
    *limits.NOTICE_LIMITS,
)  # fmt: skip

GIVEN = (
    Given("give_assurances", "death_words", "death_penalty"),
    Given("give_assurances", "speciality", "speciality"),
    Given("give_assurances", "retrial", "retrial"),
    Given("give_assurances", "return_of_national", "return_person"),
    Given("give_assurances", "treatment", "other"),
)
"""The assurances of the request enter the ledger like any other undertaking."""

PER_PERSON = (
    "open_court", "report_hearing", "note_hearing", "back_to_court", "record_ruling", "record_appeal", "record_consent", "record_consent_withdrawn", "grant", "refuse_extradition",
    "postpone_surrender", "agree_surrender", "report_failed_surrender", "release", "surrender", "lend", "give_back", "lapse",
    "withdraw", "report_custody", "report_final_release", *OF_PERSONS,
)  # fmt: skip
"""What may be done for some of the persons of one request alone."""

LIBERTY = (
    Liberty("release", False, ("released_on",)),
    Liberty("surrender", False, ("day",)),
    Liberty("lend", True, ("day",)),
    Liberty("give_back", False, ("day",)),
    *TOLD,
)
"""Whoever was surrendered is held by the other State, which counts for itself; whoever is lent is held there on our account, until the return."""

EXTRADITION = Lifecycle(
    "extradition",
    _("Extradition"),
    "EXT",
    STAGES,
    steps("request_for_extradition", shared.coordinated("extradition", PENDING)),
    TASKS,
    LIMITS,
    GIVEN,
    field="extradition",
    competition=COMPETITION,
    per_person=PER_PERSON,
    liberty=LIBERTY,
    members=JOINT_ACTION,
    story=_("{0} asks {1} to extradite"),
)

SURRENDER_TO_COURT = Lifecycle(
    "surrender",
    _("Surrender to an international court"),
    "SUR",
    STAGES,
    steps("request_for_surrender"),
    TASKS,
    LIMITS,
    GIVEN,
    field="court",
    only_bodies=True,
    competition=COMPETITION,
    per_person=PER_PERSON,
    liberty=LIBERTY,
    members=JOINT_ACTION,
    story=_("{0} asks {1} to surrender"),
)
