"""The steps that write a draft: one for each section of its task list, one more to take an item out of a list."""

from __future__ import annotations

from collections.abc import Iterable

from mla.lifecycle import guards
from mla.lifecycle.terms import Role, Side, Step, Task
from mla.words import _

_DRAFT = {
    "choose_basis": (_("State the legal basis"), _("Legal basis stated")),
    "describe_case": (_("Describe the case and the authority"), _("Case described")),
    "state_facts": (_("State the facts"), _("Facts stated")),
    "state_offence": (_("State an offence"), _("Offence stated")),
    "drop_offence": (_("Remove an offence"), _("Offence removed")),
    "name_person": (_("Name a person"), _("Person named")),
    "drop_person": (_("Remove a person"), _("Person removed")),
    "ask_measure": (_("Ask for a measure"), _("Measure asked for")),
    "drop_measure": (_("Remove a measure"), _("Measure removed")),
    "set_terms": (_("Set time limits, confidentiality and contacts"), _("Terms set")),
    "attach": (_("Attach a document"), _("Document attached")),
    "detach": (_("Remove an attachment"), _("Attachment removed")),
}

LISTS = {
    "persons": ("put_person", "take_out_person"),
    "offences": ("put_offence", "take_out_offence"),
    "measures": ("put_measure", "take_out_measure"),
    "attachments": ("attach_document", "take_out_document"),
}
"""The effects by which the lists of a draft grow and shrink."""


def edits(task: Task, again: tuple[str, ...]) -> Iterable[Step]:
    """The steps that edit one section: freely while it is a draft, and again where the other State asked.

    What the other State has seen keeps its number, so items are taken out of a draft only.
    """
    title, done = _DRAFT.get(task.trigger, (task.title, _("%(section)s: stated", section=task.title)))
    objection = "basis_does_not_carry" if task.basis else ""
    write, take_out = ("write_basis" if task.basis else "write_section", "") if not task.items else LISTS[task.items]
    yield Step(task.trigger, ("drafting", *again), None, Side.REQUESTING, (Role.DRAFTER,), title, done, objection=objection,
               guards=(guards.asked_for(task.trigger),), checks=(guards.item_asked_for(task.trigger),), effect=write, says=task.says)  # fmt: skip
    if task.drop:
        yield Step(
            task.drop,
            ("drafting",),
            None,
            Side.REQUESTING,
            (Role.DRAFTER,),
            *_DRAFT[task.drop],
            effect=take_out,
            warns=True,
        )
