"""Agreements with many members: one State leads, and holds with each other State a request of its own that says the same.

Ljubljana-The Hague Convention, 41(1): two or more States set up a team together. Packages stay between two States; the leading State
tells each member who else has signed, changed or left (the roll), so that each holds the one text with the signatures of all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mla.canonical import Answers, canonical
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.facts import last_said
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.terms import Side
from mla.lifecycle.text import RequestText
from mla.words import _

ROLL = "send_roll"
"""The step by which the leading State tells a member of the others."""


@dataclass(frozen=True)
class Member:
    """How one State stands in an agreement: invited, signed, member, left, declined; who signed for it, when, and until when it takes part."""

    state: str
    standing: str
    signed_by: str = ""
    signed_on: str = ""
    until: str = ""
    changes: str = ""

    def told(self) -> Answers:
        """As the roll says it."""
        return dict(vars(self))


def together(dossier: CaseFile) -> list[CaseFile]:
    """The requests of one kind that this State makes to several others together: the first of them, and all that arose from it."""
    first = dossier
    while first.origin is not None and first.origin.kind == dossier.kind:
        first = first.origin
    return [*_from(first)]


def _from(dossier: CaseFile) -> Iterator[CaseFile]:
    yield dossier
    for one in dossier.arising:
        if one.kind == dossier.kind:
            yield from _from(one)


def others(dossier: CaseFile) -> list[CaseFile]:
    """The same, of the other States, as far as they were sent."""
    return [one for one in together(dossier) if one.counterpart != dossier.counterpart and one.transmitted_on]


def member(dossier: CaseFile, standings: dict[str, str], signs: str, until: str) -> Member:
    """How the other State of one request stands: by the stage, and by what it said when it signed (`signs`)."""
    signed = last_said(dossier, signs) or {}
    told = {name: str(signed.get(name) or "") for name in ("signed_by", "signed_on", "changes")}
    return Member(dossier.counterpart, standings.get(dossier.stage, "invited"), until=until if signed else "", **told)


def roll(dossier: CaseFile) -> list[Answers]:
    """The others, as the leading State told them last."""
    told = last_said(dossier, ROLL)
    return list(told["members"]) if told else []


# The one text
def common(text: RequestText) -> str:
    """The sha256 of what every member holds alike: everything but the basis, the terms between two States, and documents."""
    alike = [task for task in text.table.tasks if not (task.basis or task.documents or task.between_two)]
    said = [
        [item.to_json() for item in text.items(task)] if task.items else text.contents.get(task.trigger, {})
        for task in alike
    ]
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def one_text(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Every member holds the same text."""
    ours = common(RequestText.of(dossier))
    apart = [one.our_reference for one in others(dossier) if common(RequestText.of(one)) != ours]
    if not apart or dossier.our_side is Side.REQUESTED:
        return None
    return _(
        "What was sent to the other members says something else (%(references)s). All members hold one text: bring them into line first.",
        references=", ".join(apart),
    )


def of_this_text(dossier: CaseFile, _side: Side, said: Answers) -> str | None:
    """The roll speaks of the text that this State holds."""
    if said.get("digest") in ("", None, common(RequestText.of(dossier))):
        return None
    return _("The roll of the members speaks of another text than the one that was sent to us.")


def some_other_member(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """There is somebody else of whom to tell."""
    return None if others(dossier) else _("No other State has been invited.")


def rows(members: Iterable[Member]) -> list[Answers]:
    """The members as the roll tells them, in the order of their names."""
    return [one.told() for one in sorted(members, key=lambda one: one.state)]
