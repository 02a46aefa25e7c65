"""Whose move it is and what usually comes next, said at the head of a request's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mla.instruments.bodies import allowed
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.machine import sources
from mla.lifecycle.resting import resting
from mla.lifecycle.terms import Role, Side, Step
from mla.models import Dossier, Official
from mla.permission import held_back, who_can

Offered = tuple[Step, str | None, list[str]]
"""A step of ours, why this official may not take it now (or None), and the colleagues whose role allows it."""


@dataclass(frozen=True)
class NextMove:
    """The usual next step, and whose it is: with `mine` this official's; else of the colleagues named; else the other State's.

    `why` says what still stands in its way here. `start` is the kind of request that usually follows from this one.
    """

    step: Step | None
    mine: bool
    ours: bool
    names: Sequence[str] = ()
    why: str = ""
    start: str = ""


def next_move(
    official: Official, dossier: Dossier, offered: Sequence[Offered], colleagues: Sequence[Official], own: str = ""
) -> NextMove | None:
    """What usually comes next; None where nothing is waited for."""
    stage = dossier.current_stage
    if stage.followed_by and dossier.our_side is stage.waits_for:
        return NextMove(
            None, official.has(Role.DRAFTER), True, start=_that_may_be_asked(dossier, stage.followed_by, own)
        )
    if stage.ends or stage.waits_for is None or resting(dossier):
        return None
    if stage.waits_for is not dossier.our_side:
        return _theirs(dossier, stage.waits_for)
    return _ours(dossier, offered, colleagues)


def _that_may_be_asked(dossier: Dossier, kinds: Sequence[str], own: str) -> str:
    """The first of these kinds that we may ask of the counterpart."""
    return next(
        (kind for kind in kinds if allowed(kind, own, dossier.counterpart, LIFECYCLES[kind].only_bodies)), kinds[0]
    )


def _ours(dossier: Dossier, offered: Sequence[Offered], colleagues: Sequence[Official]) -> NextMove | None:
    leading = sorted((row for row in offered if row[0].leads), key=lambda row: row[0].to is None)
    mine = next((step for step, why, _names in leading if why is None), None)
    if mine:
        return NextMove(mine, True, True)
    step, why, names = next(iter(leading), (None, None, []))
    if step is None:
        return None
    if waits := held_back(dossier, step):
        return NextMove(step, False, True, why=waits)
    return NextMove(step, False, True, names or who_can(colleagues, step), why or "")


def _theirs(dossier: Dossier, side: Side) -> NextMove:
    leading = [
        s
        for s in dossier.table.steps
        if s.leads and s.side is side and dossier.stage in sources(dossier.table, dossier.our_side, s)
    ]
    return NextMove(next((s for s in leading if s.to), next(iter(leading), None)), False, False)
