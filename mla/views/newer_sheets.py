"""A newer table of State sheets: looked at first, answer by answer beside what is known; then what was chosen is taken in."""

from __future__ import annotations

import hashlib

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response as AnyResponse

from forms.law import SheetsForm
from mla.participation import sheet_table
from mla.participation.csvtable import Slip, Slips
from mla.participation.newer_sheets import Change, changes
from mla.participation.sheets import Entry, keep, known
from mla.records import audit
from mla.storage.database import is_race
from mla.views.context import db, installation, official, today
from mla.views.errors import Denied
from mla.views.law import KEEPER
from mla.views.words import tell
from mla.words import _

bp = Blueprint("newer_sheets", __name__, url_prefix="/law")

Answer = str | AnyResponse | tuple[str, int]


@bp.before_request
def _only_keepers() -> None:
    if not official().has(KEEPER):
        raise Denied(_("Only a registrar may change the sheet of a State."))


@bp.route("/sheets/import", methods=["GET", "POST"])
def take() -> Answer:
    """Show what a table would change, and take in what is chosen once that was seen. Every mistake is named."""
    form = SheetsForm(request.form)
    if request.method == "GET":
        return _page(form)
    form.table.data = request.files.get("table")
    chosen = form.table.data.read() if getattr(form.table.data, "filename", "") else b""
    if not chosen and not form.rows.data:
        form.table.errors = [_("Choose a table.")]
        return _page(form), 400
    raw = chosen or str(form.rows.data).encode()
    try:
        form.rows.data = raw.decode("utf-8-sig").replace("\0", "")
        rows = sheet_table.read(raw, installation().law, today())
    except UnicodeDecodeError:
        form.table.errors = [_("This table is not in UTF-8. Save it as CSV in UTF-8, and choose it again.")]
        return _page(form), 400
    except Slips as error:
        return _page(form, error.slips), 400
    return _looked_at(form, rows, changes(known(db()), rows), anew=bool(chosen))


def _page(form: SheetsForm, slips: list[Slip] | None = None) -> str:
    return render_template("law_import.html", form=form, slips=slips or [])


def _looked_at(form: SheetsForm, rows: list[Entry], found: list[Change], anew: bool) -> Answer:
    """Take in what was ticked if exactly these changes were seen before; else show them."""
    mark = hashlib.sha256(repr([(one.before, one.after) for one in found]).encode()).hexdigest()
    form.take.choices = [(one.key, one.key) for one in found]
    if not anew and form.seen.data == mark:
        chosen = [one for one in found if one.key in (form.take.data or ())]
        if answer := _taken(chosen, len(rows) - len(chosen)):
            return answer
    ticked = {one.key for one in found if not one.older}
    form.seen.data = mark
    return render_template("law_newer_sheets.html", form=form, found=found, ticked=ticked, same=len(rows) - len(found))


def _taken(chosen: list[Change], left: int) -> AnyResponse | None:
    """Keep what was chosen; None where somebody else was quicker, and the changes are to be looked at again."""
    try:
        new, altered = keep(db(), [one.after for one in chosen], official().email)
    except IntegrityError as error:
        db().rollback()
        if not is_race(error):
            raise
        return None
    if chosen:
        states = sorted({one.after.state for one in chosen})
        told = f"table: {new} new, {altered} changed"
        audit.note(db(), "sheet_changed", official(), request.remote_addr or "", states=states, answers=told)
    db().commit()
    tell(
        _("Taken in: %(new)s new, %(changed)s changed, %(same)s as they were.", new=new, changed=altered, same=left),
        "success",
    )
    return redirect(url_for("law.states"))
