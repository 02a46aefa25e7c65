"""The lawyer's room: every instrument as the installation knows it, every State's part in it, and which basis serves best."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, render_template, request

from forms.law import BasisForm, ParticipationForm
from mla.instruments.states import FORMER, state_codes, state_note
from mla.lifecycle.terms import Role
from mla.participation.bases import Basis, bases_for
from mla.participation.cut_off import Act
from mla.participation.facts import Facts, old_before
from mla.participation.reasons import old_list, silence
from mla.participation.register import facts_of, history, known
from mla.views.confirmed import confirmed
from mla.views.context import db, installation, official, today

bp = Blueprint("law", __name__, url_prefix="/law")

KEEPER = Role.REGISTRAR
"""Who keeps the register of participation: the one who receives what depositaries and other States send."""


@bp.get("")
def index() -> str:
    """All instruments, and the way to States and bases."""
    return render_template(
        "law.html", instruments=installation().law.instruments, templates=installation().law.templates
    )


@bp.get("/<code>")
def instrument(code: str) -> str:
    """One instrument: articles, measures, contents, grounds, limits, each with mark and source."""
    law = installation().law
    found = law.instruments.get(code) or law.templates.get(code) or abort(404)
    taking_part = sorted(facts.state for (_, one), facts in known(db()).items() if one == code)
    return render_template(
        "law_instrument.html", one=found, taking_part=taking_part, old=old_list(found, _old_before())
    )


@bp.get("/states")
def states() -> str:
    """Every State of which the register knows anything, and how many instruments."""
    counts: dict[str, int] = {}
    for state, _ in known(db()):
        counts[state] = counts.get(state, 0) + 1
    return render_template(
        "law_states.html", counts=counts, states=installation().law.states(), keeper=official().has(KEEPER)
    )


@bp.get("/states/<code>")
def state(code: str) -> str:
    """One State: its part in every instrument, with all that was known before."""
    rows = history(db(), code)
    if code not in state_codes() | FORMER.keys() and not rows:
        abort(404)
    taking_part = {row.instrument: facts_of(row) for row in reversed(rows)}
    open_to = [
        (one.code, one.short.en) for one in installation().law.instruments.values() if one.participation.rule != "none"
    ]
    return render_template(
        "law_state.html",
        code=code,
        taking_part=taking_part,
        rows=rows,
        open_to=open_to,
        not_listed=_not_listed(code, taking_part),
        former=installation().law.former().get(code),
        note=state_note(code),
        confirmed=confirmed("participation_changed", code, "instruments", ParticipationForm(), taking_part),
        keeper=official().has(KEEPER) and code in state_codes(),
    )


def _old_before() -> date:
    return old_before(today(), installation().config.sheet_months)


def _not_listed(code: str, taking_part: dict[str, Facts]) -> list[tuple[str, str, str]]:
    """Each instrument whose list of all who take part does not name the State: its code, what that means, and a warning."""
    return [
        (one.code, silence(one, code), old_list(one, _old_before()))
        for one in installation().law.instruments.values()
        if one.participation.complete and not getattr(taking_part.get(one.code), "joined", ())
    ]


@bp.get("/basis")
def basis() -> str | tuple[str, int]:
    """Which basis serves a request between two States; the question stands in the address."""
    asked = bool(request.args)
    form = BasisForm(request.args if asked else None, data={"requesting": installation().config.state, "on": today()})
    form.offer_law(installation().law)
    found: list[Basis] = []
    if asked and form.validate():
        found = bases_for(
            installation().law,
            known(db(), form.requesting.data, form.requested.data),
            form.requesting.data,
            form.requested.data,
            form.on.data,
            form.crimes.data or [],
            form.measures.data or [],
            form.kind.data,
            _acts(form),
            _old_before(),
        )
    return render_template("law_basis.html", form=form, found=found), 400 if form.errors else 200


def _acts(form: BasisForm) -> list[Act]:
    """The acts of each crime that was chosen, or of none in particular; the form asks the days once for all."""
    labels = dict(installation().law.every_crime())
    first, last = form.acts_from.data, form.acts_until.data
    return [Act(labels[code], first, last, crime=code) for code in form.crimes.data or ()] or [
        Act(first=first, last=last)
    ]
