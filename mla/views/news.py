"""News of an official: what has happened in his or her requests, put away once it was opened; and of what each wishes to be told."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import ColumnElement, and_, not_, or_, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response

from forms.news import WishNews
from mla.lifecycle.terms import Role
from mla.models import Dossier, Notice
from mla.models.notice import KINDS
from mla.news.telling import TITLES, line, still, unseen, wish_of
from mla.permission import sees
from mla.storage.database import now, reading
from mla.views.context import db, installation, official
from mla.views.posted import posted
from mla.views.words import tell
from mla.words import _

bp = Blueprint("news", __name__, url_prefix="/news")

Answer = Response | str | tuple[str, int]


@bp.get("")
def index() -> str:
    """What the official has not seen, the newest first."""
    found = unseen(db(), official(), installation().settings.news)
    read_at_once = select(Dossier).where(Dossier.id.in_({one.dossier_id for one in found if one.dossier_id}))
    _there = db().scalars(read_at_once.options(selectinload(Dossier.record))).all()
    return render_template("news.html", notices=[(one, line(one)) for one in found])


@bp.get("/<int:number>")
def show(number: int) -> Response:
    """Where one of them leads; it is put away."""
    found = _mine(number)
    address = _address(found)
    if found.seen_at is None:
        _note_opened(Notice.id == number)
    return redirect(address)


def note_opened(dossier_id: uuid.UUID) -> None:
    """Whoever has opened a request has seen what its page shows; a letter that waits, and a comment, are opened by themselves."""
    elsewhere = or_(Notice.key.startswith("letter "), Notice.key.startswith("comment "))
    here = Notice.dossier_id == dossier_id, not_(elsewhere)
    unopened = Notice.official_id == official().id, Notice.seen_at.is_(None)
    if db().scalar(select(Notice.id).where(*unopened, *here).limit(1)):
        _note_opened(and_(*here))


def _note_opened(which: ColumnElement[bool]) -> None:
    """Put away what was opened. Where the database is busy it stays: reading never fails for that."""
    db().rollback()
    reading.set(False)
    try:
        _put_away(which)
    except OperationalError:
        db().rollback()
    finally:
        reading.set(True)


@bp.post("/seen")
def seen() -> Response:
    """Put away all that the page showed; what has come since stays."""
    newest = request.form.get("newest", "")
    if newest.isdecimal() and len(newest) < 18:
        _put_away(Notice.id <= int(newest))
    return redirect(url_for("news.index"))


@bp.route("/wishes", methods=["GET", "POST"])
def wishes() -> Answer:
    """Of what the official wishes to be told, and how."""
    words = posted()
    form, wish = WishNews(words), wish_of(db(), official(), installation().settings.news)
    form.offer_kinds((kind, TITLES[kind]) for kind in KINDS)
    if request.method == "POST" and form.validate():
        wish.not_shown = [kind for kind in KINDS if kind not in (form.shown.data or ())]
        wish.not_mailed = [kind for kind in KINDS if kind not in (form.mailed.data or ())]
        wish.at_once = form.when.data == "at_once"
        db().merge(wish)
        db().commit()
        tell(_("Saved."), "success")
        return redirect(url_for("news.wishes"))
    if request.method == "GET" and words is None:
        form.shown.data = [kind for kind in KINDS if kind not in wish.not_shown]
        form.mailed.data = [kind for kind in KINDS if kind not in wish.not_mailed]
        form.when.data = "at_once" if wish.at_once else "daily"
    told = {"form": form, "heading": form.heading, "back": url_for("news.index"), "action": _("Save")}
    return render_template("form.html", **told), 400 if form.errors else 200


def _mine(number: int) -> Notice:
    """A notice of the official's own, about a request that he or she may still see."""
    found = db().get(Notice, number)
    if found is None or found.official_id != official().id or (found.dossier and not sees(official(), found.dossier)):
        abort(404)
    return found


def _put_away(which: ColumnElement[bool]) -> None:
    own = Notice.official_id == official().id, Notice.seen_at.is_(None)
    shown = Notice.kind.not_in(wish_of(db(), official(), installation().settings.news).not_shown)
    db().execute(update(Notice).where(*own, shown, which).values(seen_at=now()))
    db().commit()


def _address(notice: Notice) -> str:
    """The page on which to go on."""
    if notice.about == "handover":
        return url_for("handovers.show", number=notice.number)
    if notice.dossier is None or (notice.about == "sent" and official().has(Role.REGISTRAR)):
        return url_for("packages.index") if official().has(Role.REGISTRAR, Role.AUDITOR) else url_for("desk.index")
    if notice.about == "letter" and still(db(), [notice]):
        return url_for("letters.show", dossier_id=notice.dossier_id, proposal=notice.number)
    if notice.about == "comment":
        return url_for("comments.show", dossier_id=notice.dossier_id, number=notice.number)
    return url_for("dossiers.show", dossier_id=notice.dossier_id)
