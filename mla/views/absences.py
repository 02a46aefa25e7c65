"""Absences of an official and who stands in: said by the official, by whoever decides who works on what, or by an administrator."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.absences import SayAbsence
from mla.accounts.absences import AbsenceRefused, Away, end, may_say, not_over, say, who_may_stand_in
from mla.models import Absence, Official
from mla.permission import SEES_ALL
from mla.records import audit
from mla.views.context import db, installation, moment, official, officials, today
from mla.views.errors import Denied
from mla.views.posted import posted
from mla.words import _

bp = Blueprint("absences", __name__, url_prefix="/absences")

Answer = str | Response | tuple[str, int]


@bp.route("/<int:number>", methods=["GET", "POST"])
def show(number: int) -> Answer:
    """The absences of an official that are not over, and the form for another."""
    whose = _whose(number)
    form = SayAbsence(posted())
    form.judged(today(), None)
    people = who_may_stand_in(official(), whose, officials())
    form.offer_colleagues(
        [(str(one.id), f"{one.told}, {one.function}" if one.function else one.told) for one in people]
    )
    if request.method == "POST" and form.validate():
        assert form.first.data
        assert form.last.data
        told = Away(form.first.data, form.last.data, db().get_one(Official, int(form.substitute.data)))
        try:
            made = say(db(), official(), whose, told, moment(), installation().config.time_zone)
        except AbsenceRefused as refused:
            return _page(whose, form, str(refused), 409)
        _note("absence_said", whose, made)
        db().commit()
        return redirect(url_for("absences.show", number=number))
    return _page(whose, form, "", 400 if form.errors else 200)


@bp.post("/<int:number>/<int:place>/end")
def over(number: int, place: int) -> Response:
    """End an absence, or take it back before it begins."""
    whose = _whose(number)
    absence = db().get(Absence, place)
    if absence is None or absence.official_id != whose.id:
        abort(404)
    if absence.until > moment():
        _note("absence_ended", whose, absence)
        end(db(), absence, moment(), today())
        db().commit()
    return redirect(url_for("absences.show", number=number))


def _whose(number: int) -> Official:
    """The official; a closed account, or one that works on no request, is nobody's to stand in for."""
    whose = db().get(Official, number)
    if whose and not may_say(official(), whose):
        raise Denied(
            _(
                "You may say when you are absent. Of others it is said by whoever sees every request and works on them, or by an administrator."
            )
        )
    return whose if whose in officials() else abort(404)


def _page(whose: Official, form: SayAbsence, problem: str, status: int) -> Answer:
    own = whose.id == official().id
    back = url_for("desk.index") if own or official().has(*SEES_ALL) else url_for("accounts.index")
    page = render_template(
        "absences.html", whose=whose, own=own, form=form, problem=problem, absences=not_over(db(), whose, moment()),
        back=back, today=today(),
    )  # fmt: skip
    return page, status


def _note(what: str, whose: Official, one: Absence) -> None:
    told = {"first": one.first.isoformat(), "last": one.last.isoformat(), "substitute": one.substitute.email}
    audit.note(db(), what, official(), request.remote_addr or "", account=whose.email, **told)
