"""How an agreement is laid before a second official, checked, sent back, ended; accepted or declined."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from forms.agreements import (
    AcceptAgreement,
    AttachText,
    CheckAgreement,
    DeclineAgreement,
    EndAgreement,
    ReturnAgreement,
)
from forms.base import Asked
from mla.agreements import keeping
from mla.agreements.keeping import NotNow
from mla.agreements.known import know
from mla.documents.bounded import Busy
from mla.exchange.release import release
from mla.models import Agreement
from mla.records import audit
from mla.steps.annexes import BadUpload, take
from mla.storage.database import now
from mla.storage.files import Missing
from mla.views.agreements import CHECKERS, QUICKER, found, only_readers, only_writers
from mla.views.context import db, installation, official, today, upload_limits
from mla.views.errors import Denied
from mla.views.posted import posted
from mla.views.words import tell
from mla.words import _, ngettext

bp = Blueprint("agreement_writing", __name__, url_prefix="/law/agreements")
bp.before_request(only_readers)
bp.before_request(only_writers)

Answer = str | Response | tuple[str, int]


@bp.post("/<int:number>/lay")
def lay(number: int) -> Answer:
    """Lay it before a second official."""
    row = found(number)
    return _done(row, "agreement_laid", lambda: keeping.lay(db(), installation(), row, official(), now()))


@bp.post("/<int:number>/version")
def version(number: int) -> Answer:
    """Begin a new version of one that is in use."""
    row = found(number)
    made: list[Agreement] = []

    def begin() -> None:
        made.append(keeping.new_version(db(), installation(), row, official(), now()))
        db().add(made[0])

    answer = _done(row, "agreement_version", begin)
    return redirect(url_for("agreement_entry.enter", number=made[0].id)) if made else answer


@bp.route("/<int:number>/check", methods=["GET", "POST"])
def check(number: int) -> Answer:
    """The second official has held it against the text."""
    row, form = found(number), CheckAgreement(posted())
    _only_checkers(keeping.may_check(row, official()))
    return _asked(row, form, _("Check it"), "", lambda: _used_now(row, keeping.check, form))


@bp.route("/<int:number>/accept", methods=["GET", "POST"])
def accept(number: int) -> Answer:
    """A lawyer accepts what came from abroad; what waited for it is taken in."""
    row, form = found(number), AcceptAgreement(posted())
    _only_checkers()
    return _asked(row, form, _("Accept it"), "", lambda: _used_now(row, keeping.accept, form))


@bp.route("/<int:number>/send-back", methods=["GET", "POST"])
def send_back(number: int) -> Answer:
    """Back to whoever entered it, with words."""
    row, form = found(number), ReturnAgreement(posted())
    _only_checkers()
    return _asked(
        row, form, _("Send it back"), "agreement_sent_back",
        lambda: keeping.send_back(row, official(), str(form.remark.data)),
    )  # fmt: skip


@bp.route("/<int:number>/decline", methods=["GET", "POST"])
def decline(number: int) -> Answer:
    """A lawyer declines what came from abroad; what waited for it is refused, and its sender reads why."""
    row, form = found(number), DeclineAgreement(posted())
    _only_checkers()
    return _asked(
        row, form, _("Decline it"), "agreement_declined",
        lambda: keeping.decline(row, official(), " ".join(str(form.remark.data).split()), now()),
    )  # fmt: skip


@bp.route("/<int:number>/end", methods=["GET", "POST"])
def end(number: int) -> Answer:
    """Enter the end of one that is in use; a second official checks it."""
    row, form = found(number), EndAgreement(posted())
    form.judged(today(), None)
    made: list[Agreement] = []

    def finish() -> None:
        assert form.ends.data
        end = (form.ends.data, str(form.remark.data))
        made.append(keeping.ended(db(), installation(), row, end, official(), now()))
        db().add(made[0])

    answer = _asked(row, form, _("Lay it before a second official"), "agreement_end_laid", finish)
    return redirect(url_for("agreements.show", number=made[0].id)) if made and made[0].id else answer


@bp.route("/<int:number>/document", methods=["GET", "POST"])
def attach(number: int) -> Answer:
    """Put the text itself beside what was entered."""
    row, form = found(number), AttachText(posted())
    form.judged(today(), None)
    form.files.data = request.files.getlist("files")

    def keep() -> None:
        uploads = take(form.uploads(), upload_limits(), str(form.title.data))
        if not uploads:
            raise BadUpload(_("Choose a file."))
        for one in uploads:
            told = {
                "title": one.title, "filename": one.filename, "language": form.document_language.data, "pages": one.pages,
                "media_type": one.media_type, "size": len(one.data), "sha256": installation().store.keep(one.data),
            }  # fmt: skip
            keeping.attach(row, told, official())

    return _asked(row, form, _("Save"), "agreement_document", keep)


@bp.post("/<int:number>/documents/<int:place>/remove")
def detach(number: int, place: int) -> Answer:
    """Take a document away again."""
    row = found(number)
    if place >= len(row.documents):
        abort(404)
    return _done(row, "agreement_document", lambda: keeping.detach(row, place, official()))


def _only_checkers(why: str | None = None) -> None:
    if not official().has(*CHECKERS):
        raise Denied(_("Only a signatory or a decider checks an agreement, accepts or declines it."))
    if why:
        raise Denied(why)


def _used_now(row: Agreement, do: Callable[..., None], form: CheckAgreement | AcceptAgreement) -> None:
    do(db(), row, official(), str(form.digest.data), now(), request.remote_addr or "")


def _asked(row: Agreement, form: Asked, action: str, what: str, do: Callable[[], None]) -> Answer:
    """Ask; then do it, and go back to the page of the agreement."""
    if request.method == "POST" and form.validate():
        return _done(row, what, do, form, action)
    if "digest" in form:
        form["digest"].data = row.digest
    return _ask_page(row, form, action, "", 400 if form.errors else 200)


def _ask_page(row: Agreement, form: Asked, action: str, problem: str, status: int) -> Answer:
    back = url_for("agreements.show", number=row.id)
    return render_template(
        "agreement_act.html", row=row, form=form, heading=f"{form.heading}", back=back, action=action, problem=problem
    ), status


def _done(row: Agreement, what: str, do: Callable[[], None], form: Asked | None = None, action: str = "") -> Answer:
    """Do it, write `what` it was into the log, commit; then let go what waited for it. What cannot be done is said, and nothing is lost."""
    number = row.id
    try:
        do()
        db().flush()
    except (NotNow, BadUpload) as error:
        return _not_now(number, str(error), 409 if isinstance(error, NotNow) else 400, form, action)
    except StaleDataError:
        return _not_now(number, QUICKER, 409, form, action)
    except (OSError, Busy):
        why = _("The document could not be kept just now, so nothing has happened. Try again.")
        return _not_now(number, why, 503, form, action)
    if what:
        audit.note(db(), what, official(), request.remote_addr or "", **keeping.of_version(row))
    code, settled = row.code, row.status in ("accepted", "declined")
    db().commit()
    if code and settled and what != "agreement_version":
        _let_go(code)
    return redirect(url_for("agreements.show", number=number))


def _not_now(number: int, why: str, status: int, form: Asked | None, action: str) -> Answer:
    db().rollback()
    if form is None:
        tell(why, "problem")
        return redirect(url_for("agreements.show", number=number))
    return _ask_page(found(number), form, action, why, status)


def _let_go(code: str) -> None:
    """What waited for the agreement is looked at again, each package by itself."""
    know(db(), installation())
    counts = {"applied": 0, "refused": 0}
    try:
        for incoming in release(db(), installation(), code, now()):
            became = incoming.outcome
            note = {"package": incoming.package, "outcome": became}
            audit.note(db(), "package_dropped", official(), request.remote_addr or "", **note)
            db().commit()
            counts[became] = counts.get(became, 0) + 1
    except (OSError, Missing, Busy):
        db().rollback()
        tell(
            _("Not every request that waited could be looked at just now. The post room shows those that wait."),
            "problem",
        )
    if counts["applied"]:
        tell(
            ngettext(
                "%(num)s package that waited was taken in.",
                "%(num)s packages that waited were taken in.",
                counts["applied"],
            ),
            "success",
        )
    if counts["refused"]:
        tell(
            ngettext(
                "%(num)s package that waited was refused.",
                "%(num)s packages that waited were refused.",
                counts["refused"],
            ),
            "success",
        )
