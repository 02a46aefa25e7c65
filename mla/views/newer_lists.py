"""A newer list of States, or a table of the register: looked at first, with all that it would change; then taken in."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, replace
from datetime import date

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response as AnyResponse

from forms.law import ListForm, ParticipationForm
from mla.canonical import Answers
from mla.participation.csvtable import Slip, Slips, write
from mla.participation.facts import Facts, Listing, Register
from mla.participation.newer import COLUMNS, Change, as_list, changes, is_list, read_list
from mla.participation.register import keep, keep_list, known
from mla.participation.table import read
from mla.records import audit
from mla.storage.database import is_race
from mla.views.context import db, installation, official, today
from mla.views.errors import Denied
from mla.views.law import KEEPER
from mla.views.words import tell
from mla.words import _

bp = Blueprint("newer_lists", __name__, url_prefix="/law")

Answer = str | AnyResponse | tuple[str, int]


@bp.before_request
def _only_keepers() -> None:
    if request.endpoint != "newer_lists.export" and not official().has(KEEPER):
        raise Denied(_("Only a registrar may change the register of participation."))


@bp.route("/import", methods=["GET", "POST"])
def take() -> Answer:
    """Show what a table would change; take it in, whole or not at all, once that was seen. Every mistake is named."""
    form = ListForm(request.form)
    form.offer_law(installation().law)
    form.judged(today(), None)
    if request.method == "GET":
        return _page(form)
    form.table.data = request.files.get("table")
    if not form.validate():
        return _page(form), 400
    raw = _raw(form)
    form.rows.data = _text(raw)
    if is_list(raw) and form.lacks():
        return _page(form), 400
    listing = _listing(form) if is_list(raw) else None
    register = known(db())
    try:
        rows = _rows(raw, listing, register)
    except Slips as error:
        return _page(form, error.slips), 400
    return _looked_at(form, rows, listing, changes(register, rows, listing, official().name))


@bp.get("/lists/<code>.csv")
def export(code: str) -> Response:
    """What is known of who takes part in a treaty, as a list of acts."""
    if code not in dict(installation().law.taking_part()):
        abort(404)
    return Response(
        "\ufeff" + write(COLUMNS, as_list(code, known(db()))),
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename={code}-{today()}.csv"},
    )


def _raw(form: ListForm) -> bytes:
    """The table that was chosen; or its rows, as they came back with the page."""
    if getattr(form.table.data, "filename", ""):
        return bytes(form.table.data.read())
    return str(form.rows.data).encode()


def _text(raw: bytes) -> str:
    """The rows, to be mended on the page; nothing of what is no text."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in text else text


def _page(form: ListForm, slips: list[Slip] | None = None) -> str:
    return render_template("law_newer_list.html", form=form, slips=slips or [])


def _listing(form: ListForm) -> Listing:
    complete, gaps = bool(form.complete.data), str(form.gaps.data or "")
    return Listing(str(form.code.data), form.day.data or date.min, str(form.source.data), "D", complete, 0, gaps)


def _rows(raw: bytes, listing: Listing | None, register: Register) -> list[Facts]:
    law = installation().law
    return read_list(raw, listing, register, law, today(), official().name) if listing else read(raw, law, today())


def _looked_at(form: ListForm, rows: list[Facts], listing: Listing | None, found: list[Change]) -> Answer:
    """Take it in if exactly these changes were seen before; else show them."""
    mark = hashlib.sha256(repr((listing, [(one.kind, one.fields) for one in found])).encode()).hexdigest()
    if form.seen.data == mark and (answer := _taken(rows, listing, found)):
        return answer
    form.seen.data = mark
    labels = {field.name: field.label.text for field in ParticipationForm()}
    same = len(rows) - sum(one.kind != "gone" for one in found)
    return render_template(
        "law_newer_list_changes.html", form=form, found=found, listing=listing, labels=labels, same=same,
        names=dict(installation().law.taking_part()),
    )  # fmt: skip


def _taken(rows: list[Facts], listing: Listing | None, found: list[Change]) -> AnyResponse | None:
    """Keep what changes, and the list; None where somebody else was quicker, and the changes are to be looked at again."""
    try:
        keep(db(), [one.after for one in found], official().email)
        if listing:
            named = sum(bool(one.ratified or one.in_force_from or one.in_force_by) for one in rows)
            keep_list(db(), replace(listing, count=named), official().email)
    except IntegrityError as error:
        db().rollback()
        if not is_race(error):
            raise
        return None
    counts = {kind: sum(one.kind == kind for one in found) for kind in ("new", "changed", "gone")}
    if found or listing:
        _note(found, listing, counts)
    db().commit()
    told = _(
        "Taken in: %(new)s new, %(changed)s changed, %(gone)s gone, %(same)s as they were.",
        **counts, same=len(rows) - counts["new"] - counts["changed"],
    )  # fmt: skip
    tell(told, "success")
    return redirect(url_for("law.instrument", code=_home(listing.code)) if listing else url_for("law.states"))


def _home(code: str) -> str:
    instrument = installation().law.taken_part_in(code)
    return instrument.code if instrument else code


def _note(found: list[Change], listing: Listing | None, counts: dict[str, int]) -> None:
    told = f"table: {counts['new']} new, {counts['changed']} changed, {counts['gone']} gone"
    about: Answers = {"list": {**asdict(listing), "day": listing.day.isoformat()}} if listing else {}
    states = sorted({one.after.state for one in found})
    audit.note(
        db(), "participation_changed", official(), request.remote_addr or "", states=states, instruments=told, **about
    )
