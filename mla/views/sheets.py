"""State sheets: read by everybody, kept by whoever keeps the register; one answer at a time, or a whole table."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response as AnyResponse

from forms.law import SheetForm
from mla.canonical import Answers
from mla.instruments.states import state_codes, state_told
from mla.models import SheetEntry
from mla.participation import sheet_table
from mla.participation.sheets import TOPICS, Entry, entry_of, history, keep, known, sheet
from mla.records import audit
from mla.storage.database import is_race
from mla.views.confirmed import confirmed
from mla.views.context import db, installation, official, today
from mla.views.errors import Denied
from mla.views.law import KEEPER
from mla.views.posted import posted
from mla.words import _, changed

bp = Blueprint("sheets", __name__, url_prefix="/law")

QUICKER = _("Somebody else has changed this answer in the meantime. Look at it again before you change it.")
OPEN = ("sheets.show", "sheets.export")


@bp.before_request
def _only_keepers() -> None:
    if request.endpoint not in OPEN and not official().has(KEEPER):
        raise Denied(_("Only a registrar may change the sheet of a State."))


@bp.get("/states/<code>/sheet")
def show(code: str) -> str:
    """The sheet of a State, with every source, and all that was ever entered."""
    if code not in state_codes():
        abort(404)
    answers = sheet(db(), code)
    named = {f"{one.topic} {one.measure}".strip(): one for one in answers.values()}
    return render_template(
        "law_sheet.html", code=code, known=answers, confirmed=confirmed("sheet_changed", code, "answers", SheetForm(), named), rows=history(db(), code), today=today(),
        keeper=official().has(KEEPER), measures=installation().law.every_measure(),
    )  # fmt: skip


@bp.route("/states/<code>/sheet/<topic>", methods=["GET", "POST"])
def answer(code: str, topic: str) -> str | AnyResponse | tuple[str, int]:
    """Enter an answer, or change it; for one kind of help where the address names it."""
    asked, measure = TOPICS.get(topic), request.args.get("measure", "")
    kinds = dict(installation().law.every_measure())
    if asked is None or code not in state_codes() or (measure and (not asked.by_measure or measure not in kinds)):
        abort(404)
    rows = history(db(), code)
    newest = next((row for row in rows if (row.topic, row.measure) == (topic, measure)), None)
    form = _form(newest)
    form.judged(today(), None)
    if newest:
        form.stands(vars(entry_of(newest)))
    form.offer_choices(asked.choices, asked.hint)
    status = 200
    if request.method == "POST":
        status = 400
        if form.validate() and (entry := _entry(form, code, topic, measure)):
            if form.seen.data == _number(newest) and _kept(entry, form.confirmed_now()):
                return redirect(url_for("sheets.show", code=code))
            form.source.errors = [QUICKER]
            status = 409
    heading = _("%(state)s: %(question)s", state=state_told(code), question=asked.title)
    if measure:
        heading = _("%(heading)s (%(measure)s)", heading=heading, measure=kinds[measure])
    back = url_for("sheets.show", code=code)
    return render_template("form.html", form=form, heading=heading, back=back, action=_("Save")), status


def _number(newest: SheetEntry | None) -> str:
    return str(newest.number if newest else 0)


def _form(newest: SheetEntry | None) -> SheetForm:
    if words := posted():
        return SheetForm(words)
    held = vars(entry_of(newest)) | {"chosen": list(entry_of(newest).words)} if newest else {}
    return SheetForm(data=held | {"seen": _number(newest)})


def _entry(form: SheetForm, code: str, topic: str, measure: str) -> Entry | None:
    """The answer as it would be kept; or None, with what is wrong beside the fields."""
    cells = {"state": code, "topic": topic, "measure": measure, "answer": form.told(), "checked_by": official().name}
    cells |= {name: str(form[name].data or "") for name in ("source", "mark", "checked_on")}
    entry, wrong = sheet_table.row(cells, installation().law, today(), empty=True)
    for sentence in wrong:
        first = next(iter(form))
        field = next((field for field in form if f"“{field.name}”" in sentence), None)
        field = field or (form.mark if "mark" in sentence else first)
        field.errors = [*field.errors, changed(sentence, "{}.".format)]
    return entry


def _kept(entry: Entry, confirmed: list[str]) -> bool:
    """Keep it, and in the log which unlikely days were confirmed; or say that somebody else was quicker."""
    try:
        keep(db(), [entry], official().email)
    except IntegrityError as error:
        db().rollback()
        if not is_race(error):
            raise
        return False
    _note([entry.state], f"{entry.topic} {entry.measure}".strip(), confirmed)
    db().commit()
    return True


def _note(states: list[str], what: str, confirmed: Sequence[str] = ()) -> None:
    told: Answers = {"states": states, "answers": what} | ({"confirmed_days": list(confirmed)} if confirmed else {})
    audit.note(db(), "sheet_changed", official(), request.remote_addr or "", **told)


@bp.get("/sheets.csv")
def export() -> Response:
    """All sheets as a table."""
    rows = known(db())
    return Response(
        "\ufeff" + sheet_table.write(rows[place] for place in sorted(rows)),
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename=sheets-{today()}.csv"},
    )
