"""Competing requests side by side: all who ask are told of one another, and one decision is taken on all of them.

The decision stands on each request, as the letter that leaves on it; this room writes those letters from one page, and has them signed
together. Only who may see every request decides about all of them.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from forms import form_for
from forms.base import retold
from forms.competing import AskAllViews, DecideForAll, OfAll
from forms.offered import CheckList
from mla.canonical import Answers
from mla.documents.draw import PaperNotDrawn
from mla.instruments.states import state_name, state_told
from mla.lifecycle.competing import DECIDE, NOTIFY
from mla.lifecycle.facts import last_said
from mla.lifecycle.fates import WHOM
from mla.lifecycle.machine import StepNotOpen
from mla.lifecycle.text import RequestText
from mla.models import Dossier
from mla.permission import SEES_ALL, visible_to, why_not_begin
from mla.related import competing, same_as
from mla.steps import proposals
from mla.steps.proposals import Filled
from mla.steps.rehearsal import NotAsShown, send
from mla.steps.step_taken import NotAllowed
from mla.storage.database import is_race, now
from mla.views.context import db, dossier_or_404, installation, official, officials, start_over, today
from mla.views.errors import Denied, our_fault, why_not_kept
from mla.views.letters import NOT_KEPT, OTHERWISE, Waiting, loaded, prepared
from mla.views.overtaken import wrote
from mla.views.posted import posted
from mla.words import _, joined

bp = Blueprint("competing", __name__, url_prefix="/dossiers/<uuid:dossier_id>/competing")

Answer = str | Response | tuple[str, int]
UNNAMED = "unnamed"
"""What stands in a letter for a State that is not to be named there; its words are those of the letter's language."""


class Untold(Exception):
    """A letter cannot be written from what was said; the message is the sentence to show."""


@dataclass(frozen=True)
class Group:
    """The requests for one person, and by which numbers each calls that person."""

    rivals: list[Dossier]
    numbers: dict[uuid.UUID, list[str]]

    @property
    def open(self) -> list[Dossier]:
        """Those that still wait for something."""
        return [one for one in self.rivals if not one.current_stage.kind.decided]


def group_of(dossier: Dossier) -> Group:
    """All requests that ask for a person of this one, as far as the official may see."""
    seen = visible_to(official())
    same = {person.number: same_as(db(), dossier, person.number, seen) for person in dossier.persons}
    rivals = competing(dossier, list(dict.fromkeys(other for found in same.values() for other, _numbers in found)))
    numbers: dict[uuid.UUID, set[int]] = {one.id: set() for one in rivals}
    for ours, found in same.items():
        for other, theirs in found:
            if other.id in numbers:
                numbers[other.id] |= theirs
                numbers[dossier.id].add(ours)
    return Group(rivals, {number: [str(one) for one in sorted(told)] for number, told in numbers.items()})


@bp.get("")
def show(dossier_id: uuid.UUID) -> str:
    """Requests for the same person, side by side on what the treaty tells the requested State to weigh."""
    dossier, group = _group(dossier_id)
    return render_template(
        "competing.html", dossier=dossier, rivals=group.rivals, texts={one.id: RequestText.of(one) for one in group.rivals},
        numbers=group.numbers, last_said=last_said, law=installation().law_of(dossier), waiting=_letters(group),
        all_of_them=official().has(*SEES_ALL) and len(group.open) > 1,
    )  # fmt: skip


@bp.route("/views", methods=["GET", "POST"])
def ask_views(dossier_id: uuid.UUID) -> Answer:
    """All who ask are told of one another and asked for their views."""
    return _ask(dossier_id, AskAllViews(posted()), NOTIFY)


@bp.route("/decide", methods=["GET", "POST"])
def decide(dossier_id: uuid.UUID) -> Answer:
    """One decision on all of them."""
    return _ask(dossier_id, DecideForAll(posted()), DECIDE)


@bp.post("/sign")
def sign(dossier_id: uuid.UUID) -> Answer:
    """All letters of the decision are signed and sent in one go, or none of them. Whoever signs has read every one."""
    _dossier, group = _group(dossier_id)
    letters = _letters(group)
    if not letters:
        abort(404)
    for one in letters:
        if one.why_not_sign:
            raise Denied(one.why_not_sign)
    letters.sort(
        key=lambda one: one.filled.answers.get("outcome") == "first"
    )  # whoever went first until now makes room
    try:
        for one in letters:
            seen = one.proposal.shown_to(official().id)
            send(db(), installation(), one.taken(official()), seen.mark if seen else "")
            db().delete(one.proposal)
        db().commit()
    except NotAsShown:
        return _not_signed(
            dossier_id, _("Read every letter first. One of them was not read, or is no longer as you read it."), 409
        )
    except (PaperNotDrawn, NotAllowed, StepNotOpen) as error:
        return _not_signed(dossier_id, str(error), 422)
    except (StaleDataError, IntegrityError) as error:
        race = isinstance(error, StaleDataError) or is_race(error)
        return _not_signed(dossier_id, *((OTHERWISE, 409) if race else (our_fault(error), 500)))
    except (OSError, OperationalError) as error:
        return _not_signed(dossier_id, *why_not_kept(error, NOT_KEPT))
    return redirect(url_for("competing.show", dossier_id=dossier_id))


@bp.post("/lay")
def lay(dossier_id: uuid.UUID) -> Answer:
    """Lay all letters that this official has written before a colleague."""
    _dossier, group = _group(dossier_id)
    for one in _letters(group):
        if wrote(one.proposal) and one.by_two:
            proposals.propose(one.proposal, now())
    db().commit()
    return redirect(url_for("competing.letters", dossier_id=dossier_id))


def _not_signed(dossier_id: uuid.UUID, why: str, status: int) -> Answer:
    start_over()
    dossier, group = _group(dossier_id)
    return render_template("competing_letters.html", dossier=dossier, letters=_letters(group), problem=why), status


@bp.get("/letters")
def letters(dossier_id: uuid.UUID) -> Answer:
    """The letters of all of them that wait: each is read, then all are signed together."""
    dossier, group = _group(dossier_id)
    return render_template("competing_letters.html", dossier=dossier, letters=_letters(group), problem="")


def _group(dossier_id: uuid.UUID) -> tuple[Dossier, Group]:
    dossier = dossier_or_404(dossier_id)
    group = group_of(dossier)
    return (dossier, group) if group.rivals else abort(404)


def _letters(group: Group) -> list[Waiting]:
    """The letters about priority that wait, in the order of the requests; none to whoever may not prepare such."""
    if not official().has(*SEES_ALL):
        return []
    found = ((one, kept) for one in group.rivals for kept in proposals.waiting(db(), one))
    told = [(one, kept) for one, kept in found if kept.trigger in (NOTIFY, DECIDE)]
    able = [
        (one, kept)
        for one, kept in told
        if not why_not_begin(official(), one, one.table.step[kept.trigger], installation().law)
    ]
    return [loaded(one.id, kept.id) for one, kept in able]


def _ask(dossier_id: uuid.UUID, form: OfAll, trigger: str) -> Answer:
    dossier, group = _group(dossier_id)
    if not official().has(*SEES_ALL):
        raise Denied(_("Only an official who may see every request does this for all of them."))
    law = installation().law
    for one in group.open:
        if why := why_not_begin(official(), one, one.table.step[trigger], law):
            raise Denied(f"{one.our_reference}: {why}")
    captions = {str(one.id): joined(", ", (state_told(one.counterpart), one.our_reference)) for one in group.open}
    if len(captions) < 2:
        abort(404)
    form.judged(today(), dossier)
    form.offer_requests(captions)
    if request.method == "GET":
        return _page(dossier, form)
    if not form.validate():
        return _page(dossier, form, status=400)
    if {row.form.request.data for row in form.requests} != set(captions):
        return _page(
            dossier, form, _("Another request has come in the meantime, or one is over. Look at the rows again."), 409
        )
    rows = {row.form.request.data: row.form for row in form.requests}
    firsts = [one for one in group.open if "outcome" in rows[str(one.id)] and rows[str(one.id)].outcome.data == "first"]
    written = 0
    try:
        for one in sorted(
            group.open, key=firsts.__contains__
        ):  # whoever went first until now makes room before another does
            prepared(one, one.table.step[trigger], _filled(one, group, form, trigger), None, shown=False)
            written += 1
    except (Untold, PaperNotDrawn, NotAllowed, StepNotOpen) as error:
        start_over()
        rest = _("The letters before it were written, and wait to be read and signed.") if written else ""
        return _page(dossier_or_404(dossier_id), form, joined(" ", filter(None, (str(error), rest))), 422)
    return redirect(url_for("competing.letters", dossier_id=dossier_id))


def _filled(dossier: Dossier, group: Group, form: OfAll, trigger: str) -> Filled:
    """What the step of one request says, judged by that step's own form. Raises Untold."""
    words = dict(_said(dossier, group, form, trigger))
    told = form_for(dossier.table.step[trigger].form)(retold(words))
    told.judged(today(), dossier)
    told.offer(dossier, installation().law_of(dossier), officials())
    if WHOM in told:
        field = cast(CheckList, told[WHOM])
        offered = {str(choice.value) for choice in field.choices or ()}
        field.data = [one for one in group.numbers[dossier.id] if one in offered]
    if not told.validate():
        wrong = next((str(error) for field in told for error in _errors(field.errors)), "")
        raise Untold(f"{dossier.our_reference}: {wrong}")
    return Filled(told.answers(), told.shared(), ())


def _errors(found: object) -> Iterator[str]:
    """The sentences of a field, however deep they stand."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        yield from (one for inner in found.values() for one in _errors(inner))
    elif isinstance(found, Iterable):
        yield from (one for inner in found for one in _errors(inner))


def _said(dossier: Dossier, group: Group, form: OfAll, trigger: str) -> Iterator[tuple[str, object]]:
    """The answers of one request's own step: what is said of all, what of this one, and who the others are."""
    rows = {row.form.request.data: row.form for row in form.requests}
    mine = rows[str(dossier.id)]
    rivals = [one for one in group.open if one.id != dossier.id]
    told: list[Answers] = []
    for one in rivals:
        row = rows[str(one.id)]
        name = state_name(one.counterpart, dossier.language) if row.named.data else UNNAMED
        on = one.received_on or one.opened_on
        told.append(
            {"name": name, "received_on": on.isoformat(), "concerns": row.concerns.data if "concerns" in row else ""}
        )
    if trigger == NOTIFY:
        first, *others = told
        yield from (("other", first["name"]), ("received_on", first["received_on"]), ("concerns", first["concerns"]))
        yield from (("further", others), ("wanted", form["wanted"].data), ("views_by", _day(form["views_by"].data)))
    else:
        named = [one["name"] for one in told if one["name"] != UNNAMED]
        yield "other", ", ".join(dict.fromkeys(named)) if len(named) == len(told) else UNNAMED
        yield from (("outcome", mine.outcome.data), ("onward", mine.onward.data))
        yield from (("reasons", form["reasons"].data), ("decided_on", _day(form["decided_on"].data)))


def _day(told: date | None) -> str:
    return told.isoformat() if told else ""


def _page(dossier: Dossier, form: OfAll, problem: str = "", status: int = 200) -> Answer:
    return render_template("competing_all.html", dossier=dossier, form=form, problem=problem), status
