"""Who may be the same person in another request: proposed with what speaks for it and against, and said by an official."""

from __future__ import annotations

import uuid
from typing import cast

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from forms.identifying import Identify, TakeIdentificationBack
from mla.canonical import Answers
from mla.lifecycle.items import PersonText
from mla.likeness import Point
from mla.models import Dossier, Identification, Person
from mla.permission import SEES_ALL, visible_to
from mla.related import Pair, contradicted, pair_of, pairs
from mla.steps.identifying import SAY, follow_on, identify, take_back
from mla.storage.database import now
from mla.views.context import db, dossier_or_404, installation, moment, official, start_over
from mla.views.errors import Denied
from mla.views.posted import posted
from mla.views.screens import FILTERS
from mla.words import _

bp = Blueprint("same_person", __name__, url_prefix="/dossiers/<uuid:dossier_id>/same-person")

Answer = Response | tuple[str, int]
SAYS: dict[str, str] = {
    "name": _("The name is the same: %(ours)s."),
    "spelling": _("The name is the same, spelled otherwise: %(ours)s; %(theirs)s."),
    "part": _("Every word of the shorter name stands in the longer one: %(ours)s; %(theirs)s."),
    "some": _("A part of the name is the same: %(ours)s; %(theirs)s."),
    "alias": _("One goes by another name that is the same, or nearly so: %(ours)s; %(theirs)s."),
    "other_word": _("A word of the name is another: %(ours)s; %(theirs)s."),
    "born": _("The day of birth is the same: %(ours)s."),
    "born_near": _("The days of birth are so near that one may be mistaken: %(ours)s; %(theirs)s."),
    "other_born": _("The day of birth is another: %(ours)s; %(theirs)s."),
    "number": _("A document or notice has the same number: %(ours)s."),
    "nationality": _("The nationality agrees: %(ours)s."),
    "other_nationality": _("The nationality is another: %(ours)s; %(theirs)s."),
    "place": _("The place of birth agrees: %(ours)s."),
    "other_place": _("The place of birth is another: %(ours)s; %(theirs)s."),
    "sex": _("The sex is the same."),
    "other_sex": _("The sex is another."),
}
DAYS = ("born", "born_near", "other_born")
GONE = _("A colleague has said something of these two in the meantime. It is shown below.")


@bp.get("")
def index(dossier_id: uuid.UUID) -> str:
    """Everybody of other requests who may be somebody of this one, and what was said of them."""
    dossier = dossier_or_404(dossier_id)
    found = pairs(db(), dossier, visible_to(official()))
    return render_template("same_persons.html", dossier=dossier, pairs=found, shown=shown, said_of=said_of, may=_may())


@bp.route("/<int:number>/<int:person>", methods=["GET", "POST"])
def judge(dossier_id: uuid.UUID, number: int, person: int) -> Answer:
    """Two persons side by side: say whether they are the same, or take back what was said."""
    dossier = dossier_or_404(dossier_id)
    pair = _pair(dossier, number, person)
    form = _form(pair, posted())
    if request.method == "GET":
        return _page(dossier, pair, form)
    if not _may():
        raise Denied(_("Only an official who works on requests says who is who."))
    if request.form.get("seen", "") != _seen(pair):
        return _page(dossier, pair, _form(pair), GONE, 409)
    if not form.validate():
        return _page(dossier, pair, form, status=400)
    reason, address = form.reason.data or "", request.remote_addr or ""
    same = isinstance(form, Identify) and form.verdict.data == "same"
    if same and (denied := contradicted(db(), pair.ours, pair.theirs)):
        return _page(dossier, pair, form, _contradiction(denied), 409)
    try:
        if isinstance(form, TakeIdentificationBack):
            take_back(db(), cast(Identification, pair.said), official(), reason, now(), address)
        else:
            identify(db(), dossier, pair, official(), same, reason, now(), address)
        if same:
            follow_on(db(), installation(), pair, dossier, official(), moment())
        db().commit()
    except (IntegrityError, StaleDataError):
        start_over()
        dossier = dossier_or_404(dossier_id)
        pair = _pair(dossier, number, person)
        return _page(dossier, pair, _form(pair), GONE, 409)
    return redirect(url_for("same_person.index", dossier_id=dossier.id))


def shown(person: Person) -> Answers:
    """What the pages show of a person, beside what is shown of another."""
    text = PersonText.of(person)
    return {
        "name": text.name,
        "other_names": [name for name in text.other_names if name],
        "numbers": [number for number in text.numbers if number],
        **{name: text.answer(name) for name in ("born_on", "born_in", "nationality", "sex", "capacity")},
    }


def said_of(point: Point) -> str:
    """One thing that speaks for or against, as a sentence."""
    told = [_day(one) if point.what in DAYS else one for one in (point.ours, point.theirs)]
    return SAYS[point.what] % dict(zip(("ours", "theirs"), (f"\u2068{one}\u2069" for one in told), strict=True))


def _day(told: str) -> str:
    return cast(str, FILTERS["day"](told))  # type: ignore[operator]


def _pair(dossier: Dossier, number: int, person: int) -> Pair:
    """Two persons, each of a request that the official may see. To whoever may not see the other request it does not exist."""
    ours = next((one for one in dossier.persons if one.number == number), None) or abort(404)
    wanted = select(Person, Dossier).join(Dossier, Person.dossier_id == Dossier.id)
    found = db().execute(wanted.where(Person.id == person, visible_to(official()))).first() or abort(404)
    theirs, other = found
    if other.id == dossier.id or any(PersonText.of(one).protected for one in (ours, theirs)):
        abort(404)
    pair = pair_of(db(), ours, theirs, other, visible_to(official()))
    return pair if pair.said or pair.same or pair.weighed.proposed else abort(404)


def _form(pair: Pair, words: MultiDict[str, str] | None = None) -> Identify | TakeIdentificationBack:
    return TakeIdentificationBack(words) if pair.said else Identify(words)


def _may() -> bool:
    return official().has(*SAY)


def _seen(pair: Pair) -> str:
    """What the page was opened on: a verdict by its number, or none."""
    return str(pair.said.id) if pair.said else ""


def _contradiction(denied: Identification) -> str:
    if not official().has(*SEES_ALL):  # it may have been said of a request that this official may not see
        return _(
            "Something that was said of these persons contradicts it. A colleague who sees every request can say more."
        )
    said = {"official": denied.official.name, "day": denied.at.date().isoformat()}
    return _(
        "%(official)s said on %(day)s that somebody taken for one of these two is not the other. Take that back first.",
        **said,
    )


def _page(
    dossier: Dossier, pair: Pair, form: Identify | TakeIdentificationBack, problem: str = "", status: int = 200
) -> Answer:
    page = render_template(
        "same_person.html", dossier=dossier, pair=pair, form=form, problem=problem, seen=_seen(pair), shown=shown, said_of=said_of, may=_may(),
    )  # fmt: skip
    return page, status
