"""The life of information given without a request (spontaneous exchange of information).

Ljubljana-The Hague Convention, art. 17: conditions of confidentiality and use bind whoever takes the information
(17(3)), disclosure that speaks for the accused stays possible after notice (17(4)), and at the wish of the State that
gives it, it is no evidence before a request for assistance has been granted (17(5)). The first side gives, the second
receives. What the receiving State asks for afterwards is a request of its own that arises from this information.
"""

from __future__ import annotations

from mla.lifecycle import facts, limits, named, prosecution, shared, undertakings
from mla.lifecycle.case_file import CaseFile, OfficialRecord, Written
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.shared import DECIDER, RECEIVED, REQUESTED
from mla.lifecycle.table import MARKS, Lifecycle, Mark
from mla.lifecycle.terms import Given, Stage, StageKind, Step, Task
from mla.words import _

STAGES = (
    *shared.DRAFT_STAGES,
    *shared.ends(
        Stage("usable", _("Opened as evidence"), waits_for=REQUESTED, evidence=RECEIVED, kind=StageKind.FULFILLED)
    ),
)
AT_WORK = ("received", "examining", "usable")

TASKS = (
    shared.BASIS,
    Task("tell_information", _("The information, for whom, and why it is useful"), says="information"),
    Task("limit_use", _("Confidentiality, use, and evidence")),
    Task("name_person", _("Persons concerned"), items="persons", drop="drop_person", optional=True),
    shared.PAPERS,
)


def not_evidence(dossier: Written) -> bool:
    """Whether the State that gave the information does not allow its use as evidence yet."""
    return bool(dossier.contents.get("limit_use", {}).get("not_evidence"))


def intelligence_only(dossier: CaseFile) -> bool:
    """Whether the mark still stands: until the information is opened as evidence."""
    return not_evidence(dossier) and dossier.stage != "usable"


# Guards
def conditions_of_use_accepted(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Nothing is used before its conditions are answered, nor against a condition that was declined."""
    for status, sentence in (
        ("offered", _("Answer the conditions of use first.")),
        ("declined", _("A condition of use was declined, so the information is not to be used.")),
    ):
        if any(one.status == status for one in dossier.obligations):
            return sentence
    return None


def assistance_granted(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """While the mark stands, the information is intelligence only (art. 17(5))."""
    if not not_evidence(dossier) or any(facts.granted(request) for request in facts.sent_from(dossier, "assistance")):
        return None
    return _(
        "The State that gave this information does not allow its use as evidence before a request for assistance has"
        " been granted. Make a request that arises from this information; once the other State has accepted or answered"
        " it, the information can be opened as evidence."
    )


# fmt: off
STEPS = (
    *shared.draft(TASKS, named.COMMUNICATION, "communication_of_information", STAGES),
    *shared.receipt(),
    undertakings.answer(AT_WORK, REQUESTED, DECIDER, "answer_to_conditions_of_use"),
    Step("open_as_evidence", ("received", "examining"), "usable", REQUESTED, DECIDER,
         _("Open the information as evidence"), _("Opened as evidence"), "notice_of_use_as_evidence", crosses=True,
         guards=(conditions_of_use_accepted, assistance_granted),
         effect="record", says="remark", leads=True),
    undertakings.report(shared.outlasting(STAGES)),
    *shared.end(("received", "usable"), ("examining",)),
    prosecution.find(STAGES),
    *shared.notices(STAGES),
    *shared.inside(STAGES),
)
# fmt: on

INFORMATION = Lifecycle(
    "information",
    _("Spontaneous information"),
    "INF",
    STAGES,
    STEPS,
    TASKS,
    (*limits.PRACTICE, *limits.NOTICE_LIMITS),
    given=(
        Given("limit_use", "confidentiality", "confidentiality", owner=REQUESTED, status="offered"),
        Given("limit_use", "use", "use_limitation", owner=REQUESTED, status="offered"),
    ),
    story=_("{0} informs {1}"),
    marks=(*MARKS, Mark("intelligence_only", intelligence_only)),
)
