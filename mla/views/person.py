"""Everything about one person of a request on one page: the requests for that person, custody, who goes first, what was decided, what was promised.

Other requests appear as far as the official may see them, and where they name somebody who is taken for the same person (`mla/related.py`). A
protected person is called here as on the page of the request, and never compared.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, abort, render_template
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from mla.canonical import Answers
from mla.lifecycle.fates import concerns, fates, first, story
from mla.lifecycle.for_whom import for_whom
from mla.lifecycle.held import Custody, counted, periods
from mla.lifecycle.terms import Signature, Stage, Step
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Event, Obligation
from mla.permission import visible_to
from mla.related import Pair, competing, pairs
from mla.views.context import db, dossier_or_404, official, today
from mla.views.same_person import shown

bp = Blueprint("person", __name__, url_prefix="/dossiers/<uuid:dossier_id>/persons/<int:person>")


@dataclass(frozen=True)
class Mention:
    """One request that names the person, by which number, and how we know that it is the same (`pair`; None for the request one comes from)."""

    dossier: Dossier
    number: int
    name: str
    pair: Pair | None = None

    @property
    def stage(self) -> Stage:
        """Where the person stands there, who may stand elsewhere than the request."""
        return self.dossier.table.stage[fates(self.dossier).get(self.number, self.dossier.stage)]

    @property
    def custody(self) -> Custody:
        """For how long the person was held, as the letters of this request alone say."""
        return counted(periods(self.dossier, self.number), today())

    @property
    def priority(self) -> Answers | None:
        """What was decided last here of which request goes first, for this person; None where nothing was."""
        rows = self.dossier.table.competition
        told = (e.answers for e in reversed(self.dossier.events) if rows and e.trigger == rows.decide)
        return next((answers for answers in told if concerns(answers, self.number)), None)

    def decided(self) -> Iterator[tuple[Event, Step]]:
        """What changed where the person stands since the request was sent, and what a second official signed, the oldest first."""
        here = self.dossier.table.start
        for event, found in story(self.dossier, first(self.dossier)):
            before, here = here, found.get(self.number, event.to_stage)
            step = self.dossier.table.step.get(event.trigger)
            if step is None or not isinstance(event, Event) or self.dossier.table.private(event.to_stage):
                continue
            if concerns(event.answers, self.number) and (here != before or step.signed is not Signature.ALONE):
                yield event, step

    def promised(self) -> list[Obligation]:
        """The lines of the ledger, without those that were set for other persons alone."""
        return [one for one in self.dossier.obligations if self._regards(one)]

    def _regards(self, line: Obligation) -> bool:
        whom = for_whom(self.dossier, line.words)
        return not whom or self.number in whom


@bp.get("")
def show(dossier_id: uuid.UUID, person: int) -> str:
    """One person, as the requests that this official may see tell of that person."""
    dossier = dossier_or_404(dossier_id)
    text = next((one for one in RequestText.of(dossier).persons if one.number == person), None) or abort(404)
    found = next(one for one in dossier.persons if one.number == person)
    known = pairs(db(), dossier, visible_to(official()))  # nobody who is protected is among them
    about = [pair for pair in known if pair.ours.id == found.id]
    mentions = [Mention(dossier, person, text.name), *_elsewhere(about)]
    _read_at_once([one.dossier for one in mentions])
    decided = [(event, step, one) for one in mentions for event, step in one.decided()]
    rivals = competing(dossier, list(dict.fromkeys(one.dossier for one in mentions[1:])))
    return render_template(
        "person.html",
        dossier=dossier,
        person=text,
        told={} if text.protected else shown(found),
        mentions=mentions,
        open=sum(pair.open for pair in about),
        custody=counted((period for one in mentions for period in periods(one.dossier, one.number)), today()),
        rivals=[one for rival in rivals for one in mentions if one.dossier is rival],
        decided=sorted(decided, key=lambda row: row[0].at, reverse=True),
        promised=[(line, one.dossier) for one in mentions for line in one.promised()],
        today=today(),
    )


def _read_at_once(dossiers: list[Dossier]) -> None:
    """What the page tells of each request is loaded for all of them together."""
    parts = [selectinload(one) for one in (Dossier.record, Dossier.persons, Dossier.measures, Dossier.obligations)]
    db().scalars(select(Dossier).where(Dossier.id.in_([one.id for one in dossiers])).options(*parts)).all()


def _elsewhere(about: list[Pair]) -> list[Mention]:
    """The mentions in other requests, the newest first."""
    same = [pair for pair in about if pair.same]
    same.sort(key=lambda pair: (pair.dossier.changed_at, str(pair.dossier.id)), reverse=True)
    return [Mention(pair.dossier, pair.theirs.number, str(shown(pair.theirs)["name"]), pair) for pair in same]
