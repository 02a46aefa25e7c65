"""Surrender in the simplified procedure: the person who was arrested consents, and no formal request is waited for.

Ljubljana-The Hague Convention, 63 (consent, simplified procedure); the rows are those of extradition, taken at the stages of a
provisional arrest. Whether the legal basis or the own law allows it without a formal request, the decision says.
"""

from __future__ import annotations

from dataclasses import replace

from mla.lifecycle import extradition
from mla.lifecycle.shared import RECEIVED, REQUESTED, REQUESTING
from mla.lifecycle.terms import Limit, Stage, StageKind, Step
from mla.words import _

STAGES = (
    Stage("consented", _("Person has consented"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("granted", _("Granted"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("surrender_agreed", _("Surrender agreed"), waits_for=REQUESTED, evidence=RECEIVED),
    Stage("not_taken_over", _("Person not taken over"), waits_for=REQUESTED, evidence=RECEIVED),
)
ENDS = (
    Stage("surrendered", _("Surrendered"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.FULFILLED),
    Stage("lapsed", _("Without object"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.OVER),
)
UNDER_WAY = tuple(stage.name for stage in STAGES)

SOURCES: dict[str, tuple[str, ...]] = {
    "record_consent": ("arrested",),
    "record_consent_withdrawn": ("consented",),
    "grant": ("consented",),
    "refuse_extradition": UNDER_WAY,
    "agree_surrender": ("granted", "not_taken_over"),
    "report_failed_surrender": ("surrender_agreed",),
    "release": ("granted", "surrender_agreed", "not_taken_over"),
    "surrender": ("surrender_agreed",),
    "report_hearing": ("examining", "arrested", *UNDER_WAY),
    "note_hearing": ("examining", "arrested", *UNDER_WAY),
    "lapse": ("received", "examining", "arrested", "released", *UNDER_WAY),
    "hand_over_property": (*UNDER_WAY, "surrendered"),
    "report_final_release": ("surrendered", "closed"),
}
"""Where each of these steps of extradition is taken while there is but an arrest."""

MOVED = {"record_consent_withdrawn": "arrested"}
"""Where one of them leads elsewhere than in extradition."""


def steps() -> tuple[Step, ...]:
    """The rows, in the order of the work."""
    rows = {step.trigger: step for step in extradition.EXTRADITION.steps}
    return tuple(
        replace(rows[name], sources=sources, to=MOVED.get(name, rows[name].to), says=rows[name].says)
        for name, sources in SOURCES.items()
    )


def limits(here: frozenset[str]) -> tuple[Limit, ...]:
    """The time limits that these steps start, ended by what is `here` a step too."""
    rows = (limit for limit in extradition.LIMITS if limit.starts in SOURCES)
    return tuple(
        replace(
            limit,
            ends=tuple(one for one in limit.ends if one in here),
            halted_by=tuple(one for one in limit.halted_by if one[0] in here),
            after=tuple(one for one in limit.after if one in here),
        )
        for limit in rows
    )
