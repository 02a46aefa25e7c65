"""The life of a request for provisional arrest (Ljubljana-The Hague Convention, art. 59).

The person is arrested before the formal request comes. Who consents may be surrendered on the arrest alone (`simplified.py`). If that is not received within the instrument's days, the arrest
ends; a release bars neither a new arrest nor a later request (59(4) and (5)). The formal request is a request of its
own, linked to this one; its receipt is recorded here and stops the clock.
"""

from mla.lifecycle import limits, named, prosecution, shared, simplified, undertakings
from mla.lifecycle.competing import COMPETITION, OF_PERSONS, competition, views_limit
from mla.lifecycle.custody import TOLD, custody
from mla.lifecycle.joint_action import JOINT_ACTION, JOINT_ACTION_LIMITS, joint_action
from mla.lifecycle.shared import DECIDER, RECEIVED, REQUESTED, REQUESTING
from mla.lifecycle.table import Liberty, Lifecycle
from mla.lifecycle.terms import Limit, Role, Signature, Stage, StageKind, Step, Task
from mla.words import _

STAGES = (
    *shared.DRAFT_STAGES,
    Stage(
        "arrested",
        _("Person arrested"),
        waits_for=REQUESTING,
        evidence=RECEIVED,
        followed_by=("extradition", "surrender"),
    ),
    *simplified.STAGES,
    Stage(
        "released",
        _("Person released"),
        waits_for=REQUESTING,
        evidence=RECEIVED,
        followed_by=("extradition", "surrender"),
    ),
    *shared.ends(
        Stage(
            "followed", _("Formal request received"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED
        ),
        Stage(
            "refused",
            _("Refused"),
            waits_for=REQUESTING,
            evidence=(*RECEIVED, "refusal_ground"),
            kind=StageKind.TURNED_DOWN,
        ),
        *simplified.ENDS,
    ),
)

PENDING = ("received", "examining", "arrested", *simplified.UNDER_WAY, "released")
DECIDED = ("report_arrest", "refuse_arrest", "follow", "refuse_extradition", "lapse")

TASKS = (
    shared.BASIS,
    shared.CASE,
    Task("explain_arrest", _("Urgency, warrant and promise of a formal request")),
    shared.FACTS,
    shared.OFFENCES,
    shared.PERSONS,
    shared.TERMS,
    shared.PAPERS,
)

# fmt: off
STEPS = (
    *shared.draft(TASKS, named.REQUEST, "request_for_provisional_arrest", STAGES),
    *shared.receipt(),
    Step("report_arrest", ("examining", "released"), "arrested", REQUESTED, (Role.DECIDER, Role.EXAMINER),
         _("Report the arrest"), _("Person arrested"), "notice_of_arrest", crosses=True,
         effect="record", leads=True),
    Step("refuse_arrest", ("examining",), "refused", REQUESTED, DECIDER,
         _("Refuse the arrest"), _("Arrest refused"), "refusal_of_arrest", crosses=True,
         signed=Signature.ALWAYS_BY_ANOTHER, effect="refuse_whole", says="reasons", warns=True, opens=prosecution.INSTEAD),
    *competition(("examining", "arrested", *simplified.UNDER_WAY, "released"), PENDING),
    Step("end_arrest", ("arrested",), "released", REQUESTED, DECIDER,
         _("Record the release"), _("Person released"), "notice_of_end_of_arrest", crosses=True,
         signed=Signature.BY_ANOTHER, effect="record", opens=prosecution.INSTEAD),
    Step("follow", PENDING, "followed", REQUESTED, (Role.REGISTRAR, Role.DECIDER),
         _("Record that the formal request was received"), _("Formal request received"), "notice_of_formal_request", crosses=True,
         effect="record"),
    *simplified.steps(),
    *undertakings.conditions(("examining", "arrested", *simplified.UNDER_WAY), PENDING, shared.outlasting(STAGES), shared.over(STAGES)),
    shared.coordinated("provisional_arrest", PENDING),
    *joint_action(PENDING),
    *shared.status(PENDING),
    *shared.end(("followed", "refused", "surrendered", "lapsed"), PENDING, final=("surrendered", "lapsed")),
    *shared.further(PENDING),
    custody(PENDING),
    prosecution.find(STAGES),
    *shared.notices(STAGES),
    *shared.inside(STAGES),
)
# fmt: on

FORMAL = ("extradition", "surrender")
"""The kinds of formal request that end the time of a provisional arrest by being received."""

ENDED = ("end_arrest", "follow", "grant", "refuse_extradition", "lapse")
"""What ends that time besides: a surrender that is granted on the consent of the person waits for no formal request."""

LIMITS = (
    *limits.PRACTICE,
    Limit("report_arrest", (*ENDED, "withdraw"), REQUESTING, _("The formal request is to be received"),
          rule="provisional_arrest", since="arrested_on", purpose="provisional_arrest", met_by=FORMAL,
          then=_("The person may be released, as the formal request has not been received."),
          must=_("The person is to be released, as the formal request has not been received.")),
    Limit("report_arrest", (*ENDED, "withdraw"), REQUESTING,
          _("The formal request is to be received by the last day that was named"), field="last_day",
          purpose="provisional_arrest", met_by=FORMAL,
          then=_("The person is to be released, as the law or the decision says that set the day.")),
    Limit("report_arrest", (*ENDED, "withdraw"), REQUESTING, _("Our own law ends the provisional arrest"),
          rule="provisional_arrest", national="arrest", since="arrested_on", only=("last_day", ("", None)), met_by=FORMAL,
          then=_("The person is to be released, as our own law has it.")),
    *limits.remand_limits("end_arrest", "release", "surrender", "refuse_extradition", "lapse", "withdraw", "close", arrests="report_arrest"),
    limits.remedy_limit("report_arrest", *ENDED, "withdraw"),
    limits.remedy_limit("report_custody", *ENDED, "withdraw"),
    limits.remedy_limit("refuse_arrest", "close"),
    Limit("report_arrest", ("report_status", "report_custody", "record_consent", *ENDED, "withdraw"), REQUESTED,
          _("The requesting State is to be told whether the person consents"), rule="consent_told", since="arrested_on",
          only=("consent", ("not_asked",)), then=limits.TELL_WHY),
    *simplified.limits(frozenset(step.trigger for step in STEPS)),
    undertakings.conditions_limit("grant", "refuse_extradition", "lapse"),
    views_limit("refuse_arrest", "follow", "grant", "refuse_extradition", "lapse"),
    *limits.further_limits(*DECIDED),
    limits.enquiry_limit(*DECIDED),
    *JOINT_ACTION_LIMITS,
    *limits.NOTICE_LIMITS,
)  # fmt: skip

PROVISIONAL_ARREST = Lifecycle(
    "provisional_arrest",
    _("Provisional arrest"),
    "ARR",
    STAGES,
    STEPS,
    TASKS,
    LIMITS,
    field="extradition",
    liberty=(
        Liberty("report_arrest", True, ("arrested_on",)),
        Liberty("end_arrest", False, ("released_on",)),
        Liberty("release", False, ("released_on",)),
        Liberty("surrender", False, ("day",)),
        *TOLD,
    ),
    per_person=(
        "report_arrest",
        "refuse_arrest",
        "end_arrest",
        "follow",
        "withdraw",
        "report_custody",
        *OF_PERSONS,
        *simplified.SOURCES,
    ),
    competition=COMPETITION,
    always_urgent=True,
    members=JOINT_ACTION,
    story=_("{0} asks {1} to arrest"),
)
