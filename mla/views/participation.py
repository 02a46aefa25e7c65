"""The register of participation in the registrar's hands: one entry at a time, or a whole table, in and out."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response as AnyResponse

from forms.law import ParticipationForm
from mla.canonical import Answers
from mla.instruments.states import state_codes, state_told
from mla.models import Participation
from mla.participation.facts import Facts
from mla.participation.register import history, keep, known
from mla.participation.table import LISTS, row, write
from mla.records import audit
from mla.storage.database import is_race
from mla.views.context import db, installation, official, today
from mla.views.errors import Denied
from mla.views.law import KEEPER
from mla.views.posted import posted
from mla.words import _, changed, joined, replaced

bp = Blueprint("participation", __name__, url_prefix="/law")

QUICKER = _("Somebody else has changed this entry in the meantime. Look at it again before you change it.")


@bp.before_request
def _only_keepers() -> None:
    if request.endpoint != "participation.export" and not official().has(KEEPER):
        raise Denied(_("Only a registrar may change the register of participation."))


@bp.route("/states/<code>/<instrument>", methods=["GET", "POST"])
def edit(code: str, instrument: str) -> str | AnyResponse | tuple[str, int]:
    """Enter what is known of a State's part in an instrument, or change it."""
    names = dict(installation().law.taking_part())
    if instrument not in names or code not in state_codes():
        abort(404)
    newest = next((found for found in history(db(), code) if found.instrument == instrument), None)
    held = known(db(), code).get((code, instrument))
    form = _form(held, _number(newest))
    form.judged(today(), None)
    if held:
        form.stands(vars(held))
    status = 200
    if request.method == "POST":
        status = 400
        if form.validate() and (facts := _facts(form, code, instrument)):
            if form.seen.data == _number(newest) and _kept(facts, form.confirmed_now()):
                return redirect(url_for("law.state", code=code))
            form.source.errors = [QUICKER]
            status = 409
    heading = joined(": ", (state_told(code), names[instrument]))
    return render_template(
        "form.html", form=form, heading=heading, back=url_for("law.state", code=code), action=_("Save")
    ), status


def _number(newest: Participation | None) -> str:
    return str(newest.number if newest else 0)


def _form(facts: Facts | None, number: str) -> ParticipationForm:
    if words := posted():
        return ParticipationForm(words)
    told: Answers = {"checked_on": None}
    if facts:
        told = vars(facts) | {
            name: "; ".join(str(one) for one in getattr(facts, name)) for name in ("provisional_scope", *LISTS)
        }
    return ParticipationForm(data=told | {"seen": number})


def _facts(form: ParticipationForm, code: str, instrument: str) -> Facts | None:
    """The entry as facts; or None, with the law's objections beside the fields."""
    answers = {name: str(field.data or "") for name, field in form._fields.items() if name != "seen"}
    cells = answers | {"state": code, "instrument": instrument, "checked_by": official().name}
    facts, wrong = row(cells, installation().law, today())
    for sentence in wrong:
        named = [field for field in form if f"“{field.name}”" in sentence]
        for field in named:
            sentence = replaced(sentence, f"“{field.name}”", _("“%(question)s”", question=field.label.text))
        target = named[0] if named else form.source
        target.errors = [*target.errors, changed(sentence, "{}.".format)]
    return facts


def _kept(facts: Facts, confirmed: list[str]) -> bool:
    """Keep it, and in the log which unlikely days were confirmed; or say that somebody else was quicker."""
    try:
        keep(db(), [facts], official().email)
    except IntegrityError as error:
        db().rollback()
        if not is_race(error):
            raise
        return False
    _note([facts.state], facts.instrument, confirmed)
    db().commit()
    return True


def _note(states: list[str], what: str, confirmed: Sequence[str] = ()) -> None:
    told: Answers = {"states": states, "instruments": what} | ({"confirmed_days": list(confirmed)} if confirmed else {})
    audit.note(db(), "participation_changed", official(), request.remote_addr or "", **told)


@bp.get("/participation.csv")
def export() -> Response:
    """The whole register as a table."""
    rows = known(db())
    return Response(
        "\ufeff" + write(rows[place] for place in sorted(rows)),
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename=participation-{today()}.csv"},
    )
