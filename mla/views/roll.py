"""The members of an agreement of several States, as the page of a request tells them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from forms.members import STANDINGS
from mla.canonical import Answers
from mla.lifecycle.members import others, roll, rows
from mla.lifecycle.terms import Side
from mla.models import Dossier
from mla.permission import visible_to
from mla.views.context import db, official

WORDS = dict(STANDINGS)
"""How a member stands, in the words in which the roll asks it."""


@dataclass(frozen=True)
class Roll:
    """What is agreed in this file (`now`), how the State of this file stands (`words`), the other `members`, the `steps` about it.

    `apart`: they do not all act on one day.
    """

    now: Answers
    words: str
    members: list[Answers]
    apart: bool
    steps: tuple[str, ...]


def roll_of(dossier: Dossier) -> Roll | None:
    """What several States agreed on and who they are; None where nothing was agreed, or asked, with several."""
    membership = dossier.table.members
    if membership is None:
        return None
    now, members = membership.now(dossier), _members(dossier)
    if not members and not now.get("standing"):
        return None
    days = {one["day"] for one in (*members, now) if one.get("day") and one["standing"] in ("invited", "member")}
    return Roll(now, WORDS.get(now.get("standing", ""), ""), members, len(days) > 1, membership.steps)


def _members(dossier: Dossier) -> list[Answers]:
    """The other members: from our files with them, as far as the official may see these; or from the roll that we were sent."""
    membership = dossier.table.members
    if membership is None:
        return []
    if dossier.our_side is Side.REQUESTED:
        return [{**one, "words": WORDS.get(one["standing"], "")} for one in roll(dossier)]
    files = {one.counterpart: one for one in others(dossier) if isinstance(one, Dossier)}
    if not files:
        return []
    seen = set(
        db().scalars(
            select(Dossier.id).where(visible_to(official()), Dossier.id.in_([one.id for one in files.values()]))
        )
    )
    told = rows(one for one in membership.others(dossier) if files[one.state].id in seen)
    return [{**one, "words": WORDS.get(one["standing"], ""), "file": files[one["state"]].id} for one in told]
