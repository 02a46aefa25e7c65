"""Several requests that were ticked in the register are assigned, handed over or labelled at once: all of them, or none."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from forms.inside import who_deal
from forms.ticked import AssignTicked, LabelTicked
from mla.lifecycle import facts
from mla.lifecycle.shared import CASEWORK
from mla.models import Dossier, Label, RegisterEntry
from mla.register.query import QUESTIONS, visible
from mla.register.sorting import labels_on
from mla.steps.sorting import may_sort, put_on, take_off
from mla.views.context import db, official, officials, start_over, today
from mla.views.errors import Denied
from mla.views.handing_over import AT_ONCE, NOT_KEPT, all_or_none, give
from mla.views.posted import posted
from mla.views.saved_views import asked_now
from mla.views.sorting import offered_labels, sorter
from mla.views.words import tell
from mla.words import _, ngettext

bp = Blueprint("ticked", __name__, url_prefix="/requests/ticked")

Answer = str | Response | tuple[str, int]


@bp.route("/assign", methods=["GET", "POST"])
def assign() -> Answer:
    """Give what was ticked to one colleague."""
    if not official().has(*CASEWORK):
        raise Denied(_("Only an official who works on requests assigns them or hands them over."))
    dossiers = _ticked()
    if not dossiers:
        return nothing()
    words = posted()
    form = AssignTicked(words)
    form.judged(today(), None)
    people = who_deal(officials(), {one.our_side for one in dossiers})
    form.offer_requests(_named(dossiers), [str(one.id) for one in dossiers if facts.officer(one)], people)
    if request.method == "GET" or not form.validate():
        return _asked(form, dossiers, fresh=words is None)
    chosen = _chosen(dossiers, form.requests.data)
    why, status = all_or_none(lambda: give(chosen, form.officer.data or "", form.reason.data or ""), NOT_KEPT)
    if why:
        return _page(form, why, status)
    done = ngettext(
        "%(num)s request has gone to the colleague.", "%(num)s requests have gone to the colleague.", len(chosen)
    )
    tell(done, "success")
    return redirect(_back())


@bp.route("/labels", methods=["GET", "POST"])
def labels() -> Answer:
    """Put labels on what was ticked, and take labels off."""
    if not may_sort(official()):
        raise Denied(_("Only an official who works on requests sorts them."))
    dossiers = _ticked()
    if not dossiers:
        return nothing()
    words = posted()
    form = LabelTicked(words)
    borne = {label.id: label for one in labels_on(db(), [d.id for d in dossiers]).values() for label in one}
    form.offer_labels(_named(dossiers), _choices(offered_labels([])), _choices(borne.values()))
    if request.method == "GET" or not form.validate():
        return _asked(form, dossiers, fresh=words is None)
    chosen = _chosen(dossiers, form.requests.data)
    why, status = all_or_none(lambda: _label(chosen, form), _("No label was changed. Try again in a moment."))
    if why:
        return _page(form, why, status)
    done = ngettext(
        "The labels of %(num)s request were changed.", "The labels of %(num)s requests were changed.", len(chosen)
    )
    tell(done, "success")
    return redirect(_back())


def ticked() -> list[uuid.UUID]:
    """The requests that the address names; what is no number of a request names none."""
    found = []
    for told in request.args.getlist("ticked")[:AT_ONCE]:
        try:
            found.append(uuid.UUID(told))
        except ValueError:
            continue
    return found


def _ticked() -> list[Dossier]:
    """Those of them that the official may see."""
    seen = select(RegisterEntry.dossier_id).where(RegisterEntry.dossier_id.in_(ticked()), visible(official()))
    return list(db().scalars(select(Dossier).where(Dossier.id.in_(seen)).order_by(Dossier.our_reference)))


def nothing_ticked() -> bool:
    """Whether an address asks for what was ticked, and nothing was."""
    return "only" in request.args and not ticked()


def nothing() -> Response:
    """Back to the register, saying that requests are to be ticked first."""
    tell(_("Tick the requests in the register first."))
    return redirect(_back())


def _back() -> str:
    """The register as it was asked when the requests were ticked."""
    return f"{url_for('register_list.index')}?{urlencode(asked_now(QUESTIONS), doseq=True)}".removesuffix("?")


def _named(dossiers: Sequence[Dossier]) -> list[tuple[str, str]]:
    return [(str(one.id), f"{one.our_reference} {one.title}") for one in dossiers]


def _chosen(dossiers: Sequence[Dossier], numbers: Sequence[str] | None) -> list[Dossier]:
    return [one for one in dossiers if str(one.id) in (numbers or ())]


def _choices(labels: Iterable[Label]) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in labels]


def _label(dossiers: Sequence[Dossier], form: LabelTicked) -> None:
    by, off = sorter(), form["take_off"].data if "take_off" in form else ()
    for one in dossiers:
        put_on(db(), one, _by_number(form.put_on.data), by)
        take_off(db(), one, _by_number(off), by)


def _by_number(numbers: Sequence[str] | None) -> list[Label]:
    wanted = [int(one) for one in numbers or ()]
    return list(db().scalars(select(Label).where(Label.id.in_(wanted)).order_by(Label.name)))


def _asked(form: AssignTicked | LabelTicked, dossiers: Sequence[Dossier], fresh: bool) -> tuple[str, int]:
    """The form; opened afresh, with everything ticked that was ticked in the register."""
    if fresh:
        form.requests.data = [str(one.id) for one in dossiers]
    return _page(form, "", 400 if form.errors else 200)


def _page(form: AssignTicked | LabelTicked, why: str, status: int) -> tuple[str, int]:
    if why:
        start_over()
    told = {"heading": form.heading, "back": _back(), "action": form.heading, "problem": why}
    return render_template("form.html", form=form, **told), status
