"""Agreements with many members: one State leads, and holds with each other State a request of its own that says the same.

Ljubljana-The Hague Convention, 41(1): two or more States set up a team together. Packages stay between two States; the leading State
tells each member who else has signed, changed or left (the roll), so that each holds the one text with the signatures of all.
A team (`team.py`) and a joint action (`joint_action.py`) are such agreements.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mla.canonical import Answers, canonical
from mla.lifecycle.case_file import CaseFile, EventRecord, OfficialRecord
from mla.lifecycle.facts import last_said
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.questions import waiting
from mla.lifecycle.terms import Side
from mla.lifecycle.text import RequestText
from mla.words import _

ROLL = "send_roll"
"""The step by which the leading State tells a member of the others."""


@dataclass(frozen=True)
class Member:
    """How one State stands in an agreement: invited, signed, member, left, declined; who signed for it and when, and what was agreed otherwise."""

    state: str
    standing: str
    signed_by: str = ""
    signed_on: str = ""
    changes: str = ""

    def told(self) -> Answers:
        """As the roll says it."""
        return dict(vars(self))


def together(dossier: CaseFile) -> list[CaseFile]:
    """The requests of one kind that this State makes to several others together: the first of them, and all that arose from it."""
    first = dossier
    while first.origin is not None and _alike(first.origin, dossier):
        first = first.origin
    return [*_from(first)]


def _from(dossier: CaseFile) -> Iterator[CaseFile]:
    yield dossier
    for one in dossier.arising:
        if _alike(one, dossier):
            yield from _from(one)


def _alike(one: CaseFile, other: CaseFile) -> bool:
    """Of one kind, and both made by this State or both to it: what we ask elsewhere to answer another State is no part of its agreement."""
    return one.kind == other.kind and one.our_side is other.our_side


def others(dossier: CaseFile) -> list[CaseFile]:
    """The same, of the other States, as far as they were sent."""
    return [one for one in together(dossier) if one.counterpart != dossier.counterpart and one.transmitted_on]


def signature(told: Answers | None) -> dict[str, str]:
    """Who signed for a State and when, and what was agreed otherwise with it, as it said when it signed."""
    return {name: str((told or {}).get(name) or "") for name in ("signed_by", "signed_on", "changes")}


def roll(dossier: CaseFile) -> list[Answers]:
    """The others, as the leading State told them last."""
    told = last_said(dossier, ROLL)
    return list(told["members"]) if told else []


# The one text
def common(text: RequestText) -> str:
    """The sha256 of what a request says alike to every member: everything but the basis, the terms between two States, and documents."""
    alike = [task for task in text.table.tasks if not (task.basis or task.documents or task.between_two)]
    return digest(
        [
            [item.to_json() for item in text.items(task)] if task.items else text.contents.get(task.trigger, {})
            for task in alike
        ]
    )


def digest(said: object) -> str:
    """The sha256 of what was said."""
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def apart(dossier: CaseFile, ours: str) -> str | None:
    """Why this text cannot be that of all: other members hold another. Nothing where they hold the same, or there are none."""
    membership = dossier.table.members
    if membership is None or dossier.our_side is Side.REQUESTED:
        return None
    found = [(one.our_reference, membership.text(one)) for one in others(dossier)]
    if references := [reference for reference, theirs in found if theirs not in ("", ours)]:
        return _(
            "What was sent to the other members says something else (%(references)s). All members hold one text: bring them into line first.",
            references=", ".join(references),
        )
    return None


def one_text(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Every member holds the same text."""
    return apart(dossier, dossier.table.members.text(dossier)) if dossier.table.members else None


def of_this_text(dossier: CaseFile, _side: Side, said: Answers) -> str | None:
    """The roll speaks of the text that this State holds."""
    ours = dossier.table.members.text(dossier) if dossier.table.members else ""
    if said.get("digest") in ("", None) or ours in ("", said["digest"]):
        return None
    return _("The roll of the members speaks of another text than the one that was sent to us.")


def some_other_member(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """There is somebody else of whom to tell."""
    membership = dossier.table.members
    return None if membership and membership.others(dossier) else _("No other State has been invited.")


def changes_asked(dossier: CaseFile) -> list[EventRecord]:
    """The changes in what holds now that were proposed by either State and wait for an answer."""
    if dossier.table.members is None:
        return []
    holds = dossier.table.members.now(dossier).get("proposal", "")
    found = waiting(dossier.events, *dossier.table.members.change, "question")
    return [one for one in found if one.answers.get("proposal", "") == holds]


def change_asked(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """An answer needs a change that the other State proposed."""
    theirs = any(one.side != dossier.side for one in changes_asked(dossier))
    return None if theirs else _("The other State has proposed no change.")


def rows(members: Iterable[Member]) -> list[Answers]:
    """The members as the roll tells them, in the order of their names."""
    return [one.told() for one in sorted(members, key=lambda one: one.state)]
