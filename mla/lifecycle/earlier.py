"""Life cycles as they once were. A dossier keeps the table it was opened under, until it is moved to the new one.

To change a table: raise its version, keep here what it was, and say in MOVES which stage becomes which. A stage that the
map leaves out has no place in the new table: its dossiers stay under the old one.
"""

from __future__ import annotations

from dataclasses import replace

from mla.lifecycle.assistance import ASSISTANCE
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Step

_NEW_IN_2 = {
    "countersign", "supplement", "refuse_in_part", "offer_conditions", "answer_conditions", "undertake",
    "report_obligation", "extend", "compare_law", "file_in_matter", "correct_data", "disclose_exculpatory",
    "ask_other_use", "decide_other_use", "ask_further", "answer_further", "defer", "end_deferral", "send_late",
    "suspend", "close_unanswered", "go_on", "lay_aside", "resume_file", "strike_out", "pass_on", "ask_reopening", "reopen", "decline_reopening",
    "record_find", "ask_other_states", "report_hearing", "note_hearing",
    "add_measures", "tell_date", "reply_on_date", "send_transcript", "return_transcript", "report_invitation", "report_arrival", "release_witness", "report_departure",
    "follow_on", "reassign", "name_identity_authority", "send_sealed_identity", "report_identity_opened", "tell_identity",
    "propose_joint_action", "answer_joint_action", "change_joint_action", "answer_joint_change", "send_roll", "end_joint_action",
}  # fmt: skip


def _as_in_1(step: Step) -> Step:
    """Before version 2 a draft was changed while it was a draft, and what was supplied was words alone."""
    if step.trigger == "supply":
        return replace(step, guards=(), brings_request=False)
    if step.trigger in {task.trigger for task in ASSISTANCE.tasks}:
        return replace(step, sources=("drafting",))
    return step


_ASSISTANCE_1 = replace(
    ASSISTANCE,
    version=1,
    steps=tuple(_as_in_1(step) for step in ASSISTANCE.steps if step.trigger not in _NEW_IN_2),
    limits=tuple(limit for limit in ASSISTANCE.limits if limit.starts not in _NEW_IN_2),
    given=(),
    members=None,
)

EARLIER: dict[tuple[str, int], Lifecycle] = {(table.kind, table.version): table for table in (_ASSISTANCE_1,)}
"""Every table that dossiers may still be under, by kind and version."""

MOVES: dict[tuple[str, int], dict[str, str]] = {
    ("assistance", 1): {stage.name: stage.name for stage in ASSISTANCE.stages},
}
"""How a dossier under an earlier version comes to the next: its stage there, and its stage then."""
