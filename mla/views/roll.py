"""The members of an agreement of several States, as the page of a request tells them."""

from __future__ import annotations

from sqlalchemy import select

from forms.members import STANDINGS
from mla.canonical import Answers
from mla.lifecycle import members
from mla.lifecycle.members import others, roll
from mla.lifecycle.terms import Side
from mla.models import Dossier
from mla.permission import visible_to
from mla.views.context import db, official

WORDS = dict(STANDINGS)
"""How a member stands, in the words in which the roll asks it."""


def members_of(dossier: Dossier) -> list[Answers]:
    """The other members: from our files with them, as far as the official may see these; or from the roll that we were sent."""
    if dossier.table.members is None:
        return []
    if dossier.our_side is Side.REQUESTED:
        return [{**one, "words": WORDS.get(one["standing"], "")} for one in roll(dossier)]
    files = {one.counterpart: one for one in others(dossier) if isinstance(one, Dossier)}
    seen = set(
        db().scalars(
            select(Dossier.id).where(visible_to(official()), Dossier.id.in_([one.id for one in files.values()]))
        )
    )
    found = [one for one in dossier.table.members(dossier) if files[one.state].id in seen]
    told = members.rows(found)
    return [{**one, "words": WORDS.get(one["standing"], ""), "file": files[one["state"]].id} for one in told]
