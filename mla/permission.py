"""May this official do this now, and if not, why. Buttons, views and the door itself all ask here."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, false, select, true, union_all
from sqlalchemy.orm import InstrumentedAttribute

from mla.canonical import Answers
from mla.instruments import Law
from mla.lifecycle import corrections, facts
from mla.lifecycle.corrections import came_by_letter
from mla.lifecycle.fates import each, open_now, standing
from mla.lifecycle.machine import implied_before
from mla.lifecycle.terms import Role, Side, Signature, Step
from mla.models import Absence, Comment, Dossier, Event, Involvement, Matter, Official, RegisterEntry
from mla.models.comment import ON_LETTER
from mla.words import _, joined

SEES_ALL = (Role.SIGNATORY, Role.REGISTRAR, Role.DECIDER, Role.AUDITOR)
"""Roles that see every dossier."""

SEES_OWN = (Role.DRAFTER, Role.EXAMINER)
"""Roles that see the dossiers they work on. Whoever has none of these roles sees none, whatever they did before."""

PREPARES = {Side.REQUESTING: (Role.DRAFTER, Role.SIGNATORY), Side.REQUESTED: (Role.EXAMINER, Role.DECIDER)}
"""Who on each side may write what another official then signs."""

COMMENTS = (Role.DRAFTER, Role.SIGNATORY, Role.REGISTRAR, Role.EXAMINER, Role.DECIDER)
"""Who comments on a request that he or she may see: whoever works on requests, not those who only read."""

SIGNS_TEXT = "sign_text"
"""The effect of a step that signs the text of a request."""

ROLE_NAMES = {
    Role.DRAFTER: _("a drafter"),
    Role.SIGNATORY: _("a signatory"),
    Role.REGISTRAR: _("a registrar"),
    Role.EXAMINER: _("an examiner"),
    Role.DECIDER: _("a decider"),
    Role.AUDITOR: _("an auditor"),
    Role.ADMINISTRATOR: _("an administrator"),
}


def visible_to(official: Official, named_by: InstrumentedAttribute[uuid.UUID] = Dossier.id) -> ColumnElement[bool]:
    """The dossiers an official may see, as a condition for a query on the column that names them: also those that lie with whomever he or she stands in for."""
    if official.has(*SEES_ALL):
        return true()
    if not official.has(*SEES_OWN):
        return false()
    ways = [
        select(Involvement.dossier_id).where(Involvement.official_id == official.id),
        select(Dossier.id).where(Dossier.examiner_id == official.id),
    ]
    absent = stands_in_for(official)
    return named_by.in_(union_all(*ways, *([lying_with(absent)] if absent else [])))  # each way by an index of its own


def sees(official: Official, dossier: Dossier) -> bool:
    """Whether an official may see a request: what `visible_to` says, asked of one that is at hand."""
    if official.has(*SEES_ALL):
        return True
    if not official.has(*SEES_OWN):
        return False
    if dossier.examiner_id == official.id or any(one.official_id == official.id for one in dossier.involvements):
        return True
    return not dossier.current_stage.ends and official.id in _stand_in(dossier)


def _stand_in(dossier: Dossier) -> set[int]:
    """Who stands in, at this moment, for whoever deals with a request, and in turn for these: what `stands_in_for` says, asked from the other end."""
    number, found = facts.officer(dossier), set[int]()
    who = next((one.official for one in dossier.involvements if one.official_id == number), None)
    while who and (away := who.away) and away.substitute_id not in found:
        found.add(away.substitute_id)
        who = away.substitute
    return found


def stands_in_for(official: Official) -> dict[int, Absence]:
    """The colleagues whose work falls to an official at this moment, by number, each with the absence: those who named him or her, and in
    turn whoever these stand in for."""
    found: dict[int, Absence] = {}
    asked = [official]
    while asked:
        for one in asked.pop().substitutions:
            if one.runs and one.official_id != official.id and one.official_id not in found:
                found[one.official_id] = one
                asked.append(one.official)
    return found


def lying_with(officials: Iterable[int]) -> Select[uuid.UUID]:
    """The requests under way with which these officials deal."""
    return select(RegisterEntry.dossier_id).where(RegisterEntry.officer_id.in_(officials), RegisterEntry.open)


def matters_visible_to(official: Official) -> ColumnElement[bool]:
    """The matters an official may know of: those with a request that the official may see."""
    return Matter.id.in_(select(Dossier.matter_id).where(visible_to(official)))


def why_not(
    official: Official | None, dossier: Dossier, step: Step, law: Law, answers: Answers | None = None
) -> str | None:
    """The sentence that says why the official may not take this step now, or None.

    `official` None stands for the other State: its step came in a package or a letter, so only the table
    is asked, never our roles and guards. `answers` may name the persons whom it concerns: then every one of them is asked about.
    """
    return _why_not(official, dossier, step, law, step.roles, answers)


def why_not_begin(official: Official, dossier: Dossier, step: Step, law: Law) -> str | None:
    """The sentence that says why the official may not fill in this step, to take it or for another to sign, or None."""
    prepares = () if step.signed is Signature.ALONE else PREPARES[dossier.our_side]
    why = _why_not(official, dossier, step, law, tuple(dict.fromkeys((*step.roles, *prepares))))
    return why or (None if step.paper else held_back(dossier, step))


def held_back(dossier: Dossier, step: Step) -> str | None:
    """The sentence that says whose open comments a signature waits for, or None. It enters the audit log, so it tells no word of them."""
    waits = blocking(dossier, step)
    if not waits:
        return None
    names = joined(", ", dict.fromkeys(one.author.name for one in waits))
    return _(
        "The signature waits for comments that are still open, of %(names)s. Answer and resolve them first.",
        names=names,
    )


def blocking(dossier: Dossier, step: Step) -> list[Comment]:
    """The open comments that hold a step back: on its own letter, or, where it signs or sends the text or is signed by a second official, on the request."""
    if not may_be_held_back(step):
        return []
    open_ones = (one for one in dossier.comments if one.open and one.blocks)
    return [
        one
        for one in open_ones
        if one.place == f"{ON_LETTER}{step.trigger}" or (_signs(step) and not one.place.startswith(ON_LETTER))
    ]


def may_be_held_back(step: Step) -> bool:
    """Whether comments can hold a step back at all: it has a letter, or signs."""
    return step.paper is not None or _signs(step)


def _signs(step: Step) -> bool:
    return step.signed is not Signature.ALONE or step.effect == SIGNS_TEXT or step.brings_request


def _why_not(
    official: Official | None, dossier: Dossier, step: Step, law: Law, roles: tuple[Role, ...],
    answers: Answers | None = None,
) -> str | None:  # fmt: skip
    opened = step.trigger in open_now(dossier)
    ours = official is not None and step.side in (None, dossier.our_side)
    if not opened or (ours and not standing(dossier) & set(step.sources)):
        bare = _("This step is not open: the request is at the stage “%(stage)s”.", stage=dossier.current_stage.title)
        return dict(step.refused_at).get(dossier.stage, bare)
    if official is None:
        return None
    if step.side not in (None, dossier.our_side):
        return (
            _("This step is for the requesting State to take.")
            if step.side is Side.REQUESTING
            else _("This step is for the requested State to take.")
        )
    if not official.has(*roles):
        return _("Only %(roles)s may do this.", roles=joined(_(" or "), (ROLE_NAMES[role] for role in roles)))
    if step.by_letter and not came_by_letter(dossier):
        return _("This can be done only with a request that came by letter and was registered here.")
    return _guarded(official, dossier, step, law, answers)


def _guarded(official: Official, dossier: Dossier, step: Step, law: Law, answers: Answers | None) -> str | None:
    """What the guards of the row say: of everyone whom the step is said to concern; before that is said, of everyone or of nobody."""
    cases = each(dossier, step, answers)
    found = [next((why for guard in step.guards if (why := guard(one, official, law))), None) for one in cases]
    if answers is None and None in found:
        return None
    return next(filter(None, found), None)


def why_not_record(official: Official, dossier: Dossier, step: Step, law: Law) -> str | None:
    """Why the official may not record this step of the other State from a letter, or None."""
    if step.side is dossier.our_side or not step.crosses:
        return _("Only a step of the other State that reaches us by letter can be recorded.")
    if not official.has(Role.REGISTRAR):
        return _("Only a registrar may record a letter.")
    why = why_not(None, dossier, step, law)
    return None if why and implied_before(dossier.table, dossier.our_side, dossier.stage, step.trigger) else why


def buttons(
    official: Official, dossier: Dossier, law: Law, colleagues: Iterable[Official]
) -> Iterable[tuple[Step, str | None, list[str]]]:
    """Our steps that the table opens here, each with the reason why this official may not take it (or None).

    Where the official lacks the role, the names of the colleagues who have it come third.
    """
    people, where = list(colleagues), standing(dossier)
    for step in dossier.table.steps:
        if step.by_command or (step.by_letter and not came_by_letter(dossier)):
            continue
        if step.side in (None, dossier.our_side) and where & {*step.sources, *dict(step.refused_at)}:
            why = why_not_begin(official, dossier, step, law)
            yield step, why, [] if why is None or official.has(*step.roles) else who_can(people, step)


def correction_of(official: Official, dossier: Dossier, event: Event, law: Law) -> tuple[Step, str] | None:
    """The step by which this official may correct an entry, and how that step names the entry; None where there is none."""
    for step in dossier.table.steps:
        if step.effect != "put_right" or why_not_begin(official, dossier, step, law):
            continue
        found = (
            corrections.ours_by_number(dossier) if step.crosses else corrections.by_entry(corrections.inside(dossier))
        )
        name = next((name for name, one in found.items() if one is event), None)
        if name:
            return step, name
    return None


def recordable(official: Official, dossier: Dossier, law: Law) -> list[Step]:
    """The other State's steps that this official may record from a letter now."""
    return [step for step in dossier.table.steps if why_not_record(official, dossier, step, law) is None]


def who_can(officials: Iterable[Official], step: Step) -> list[str]:
    """The names of the officials whose role allows the step."""
    return [official.name for official in officials if official.active and official.has(*step.roles)]
