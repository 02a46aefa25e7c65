"""Where a lawyer enters an agreement: question by question or as a file; kept however unfinished, thrown away while a draft."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from forms.agreements import AgreementHeads, EnterAgreement, EnterAgreementFile
from forms.base import retold
from forms.rows import grow
from forms.signatures import Value
from mla.agreements import keeping
from mla.agreements.entered import FILE, QUESTIONS
from mla.agreements.keeping import NotNow
from mla.canonical import Answers
from mla.models import Agreement
from mla.records import audit
from mla.storage.database import now
from mla.views.agreements import QUICKER, found, only_readers, only_writers
from mla.views.context import db, installation, official, today
from mla.views.errors import Denied
from mla.views.posted import kept_words, posted
from mla.words import _

bp = Blueprint("agreement_entry", __name__, url_prefix="/law/agreements")
bp.before_request(only_readers)
bp.before_request(only_writers)

Answer = str | Response | tuple[str, int]


@bp.route("/new", methods=["GET", "POST"])
def new() -> Answer:
    """Enter an agreement, question by question."""
    return _written(None, QUESTIONS)


@bp.route("/new-file", methods=["GET", "POST"])
def new_file() -> Answer:
    """Enter an agreement as a file of the law."""
    return _written(None, FILE)


@bp.route("/<int:number>/enter", methods=["GET", "POST"])
def enter(number: int) -> Answer:
    """Go on with a draft."""
    row = found(number)
    if row.status != "draft":
        raise Denied(_("It is no draft any more: what is to be otherwise is a new version."))
    return _written(row, row.way)


def _written(row: Agreement | None, way: str) -> Answer:
    form = _form(row, way)
    if request.method == "GET" or {"more", "choose"} & request.form.keys():
        return _page(form, row, 200)
    form.later = True
    if not form.validate():
        return _page(form, row, 400)
    if row and form.seen.data != str(row.version):
        return _page(form, row, 409, QUICKER)
    try:
        kept = row or keeping.begun(way, official(), now())
        db().add(kept)
        keeping.write(kept, _answers(form), official())
        db().flush()
    except (StaleDataError, NotNow):
        db().rollback()
        return _page(form, found(row.id) if row else None, 409, QUICKER)
    audit.note(db(), "agreement_entered", official(), request.remote_addr or "", agreement=kept.id, title=kept.title)
    db().commit()
    return redirect(url_for("agreements.show", number=kept.id))


def _form(row: Agreement | None, way: str) -> AgreementHeads:
    """The form with what was posted, else with what the draft holds."""
    words: MultiDict[str, Value] | None = posted()
    if words is None and row:
        words = retold(row.answers)
    form = EnterAgreementFile(words) if way == FILE else EnterAgreement(words)
    form.judged(today(), None)
    grow(form, request.form.get("more", ""))
    form.offer_law(installation().law)
    if isinstance(form, EnterAgreementFile) and (chosen := request.files.get("table")) and chosen.filename:
        form.file.data = chosen.stream.read(400_000).decode("utf-8", "replace")
    return form


def _answers(form: AgreementHeads) -> Answers:
    return {name: value for name, value in form.answers().items() if name not in ("seen", "table")}


def _page(form: AgreementHeads, row: Agreement | None, status: int, problem: str = "") -> Answer:
    began = form.seen.data if kept_words() else None
    if row and began and began != str(row.version):
        problem = QUICKER
    form.seen.data = str(row.version) if row else ""
    back = url_for("agreements.show", number=row.id) if row else url_for("agreements.index")
    return render_template("agreement_form.html", form=form, row=row, back=back, problem=problem), status


@bp.post("/<int:number>/discard")
def discard(number: int) -> Answer:
    """Throw a draft away: nothing ever rested on it."""
    row = found(number)
    if row.status != "draft":
        raise Denied(_("It is no draft any more: what is to be otherwise is a new version."))
    audit.note(db(), "agreement_discarded", official(), request.remote_addr or "", agreement=row.id, title=row.title)
    db().delete(row)
    db().commit()
    return redirect(url_for("agreements.index"))
