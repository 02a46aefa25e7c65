"""The lawyer's room: every instrument as the installation knows it, every State's part in it, and which basis serves best."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dateutil.relativedelta import relativedelta
from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from forms.law import JOINED, BasisForm, ParticipationForm
from forms.national_law import in_units
from mla.agreements.known import accepted, newest_of
from mla.instruments.bodies import body
from mla.instruments.states import FORMER, state_codes, state_note
from mla.lifecycle.terms import Role
from mla.models import Agreement
from mla.national_law import national
from mla.national_law.schema import NOTHING
from mla.participation.bases import Basis, bases_for
from mla.participation.cut_off import Act
from mla.participation.entry import OwnDay, days_of
from mla.participation.facts import Begun, Facts, Register, old_before
from mla.participation.marks import letters
from mla.participation.reasons import old_list
from mla.participation.register import history, known
from mla.participation.side import also, silence, told
from mla.participation.status import pair_of
from mla.views.agreements import READERS
from mla.views.confirmed import confirmed
from mla.views.context import db, installation, official, today
from mla.words import _, ngettext

bp = Blueprint("law", __name__, url_prefix="/law")

KEEPER = Role.REGISTRAR
"""Who keeps the register of participation: the one who receives what depositaries and other States send."""


@bp.get("")
def index() -> str:
    """All instruments, and the way to States and bases."""
    return render_template("law.html", instruments=installation().law.shipped, templates=installation().law.templates)


@bp.get("/our-state")
def our_state() -> str:
    """The national law of the State that runs this installation, each rule with its article, mark and source."""
    own = national(installation().law)
    return render_template("law_national.html", own=own, on_file=own is not NOTHING, in_units=in_units)


@bp.get("/<code>")
def instrument(code: str) -> str | Response:
    """One instrument: articles, measures, contents, grounds, limits, each with mark and source.

    An agreement between two States has a page of its own.
    """
    law = installation().law
    found = law.instruments.get(code) or law.templates.get(code) or abort(404)
    if found.between:
        row = db().scalar(select(Agreement.id).where(Agreement.code == code)) or abort(404)
        return redirect(url_for("agreements.show", number=row))
    register = known(db())
    lists = [
        (
            one,
            name,
            register.lists.get(one),
            _taking_part(register, one),
            old_list(register.lists.get(one), _old_before()),
        )
        for one, name in ((found.code, ""), *((row.code, row.name.told) for row in found.participation.protocols))
    ]
    return render_template("law_instrument.html", one=found, lists=lists)


def _taking_part(register: Register, code: str) -> list[tuple[str, str]]:
    """The States that a list names, each with the letter that says how it is known."""
    weakest = {
        state: min(letters(facts.mark), key="UPRDC".find) for (state, one), facts in register.items() if one == code
    }
    return sorted((state, "" if mark == "C" else mark) for state, mark in weakest.items())


@bp.get("/states")
def states() -> str:
    """Every State of which the register knows anything, and how many instruments."""
    counts: dict[str, int] = {}
    register, law = known(db()), installation().law
    for state, code in register:
        if code in law.agreements:
            continue
        counts[state] = counts.get(state, 0) + 1
    names = dict(law.taking_part())
    lists = [
        (code, register.lists[code], _age(register.lists[code].day), old_list(register.lists[code], _old_before()))
        for code in names
        if code in register.lists
    ]
    return render_template(
        "law_states.html", counts=counts, states=law.states(), keeper=official().has(KEEPER), lists=lists, names=names
    )


def _age(day: date) -> str:
    """How old what was known on a day is today, in whole years or in months."""
    since = relativedelta(today(), day)
    if since.years > 0:
        return ngettext("%(num)s year", "%(num)s years", since.years)
    return ngettext("%(num)s month", "%(num)s months", max(since.months, 0))


@bp.get("/states/<code>")
def state(code: str) -> str | Response:
    """One State: its part in every instrument, with all that was known before. What is no State has a page of its own."""
    if body(code):
        return redirect(url_for("bodies.show", code=code))
    rows = history(db(), code)
    if code not in state_codes() | FORMER.keys() and not rows:
        abort(404)
    register = known(db(), code)
    law = installation().law
    names = dict(law.taking_part())
    here = {one: facts for (_state, one), facts in register.items() if one not in law.agreements}
    taking_part = {one: here[one] for one in (*names, *(here.keys() - names)) if one in here}
    return render_template(
        "law_state.html",
        code=code,
        taking_part=taking_part,
        rows=rows,
        names=names,
        joined=dict(JOINED),
        said={one: _said(register, facts) for one, facts in taking_part.items()},
        days={one: _days(register, here[one], one) for one in taking_part},
        day_of=DAY_OF,
        lists={one: (found, old_list(found, _old_before())) for one, found in register.lists.items()},
        not_listed=_not_listed(code, register),
        former=installation().law.former().get(code),
        note=state_note(code),
        confirmed=confirmed("participation_changed", code, "instruments", ParticipationForm(), taking_part),
        keeper=official().has(KEEPER) and code in state_codes(),
        agreements=_agreements(code) if official().has(*READERS) else [],
    )


def _agreements(code: str) -> list[Agreement]:
    """The agreements of this State with one other that are in use here."""
    rows = [row for row in accepted(db()) if code in (row.told or {}).get("states", ())]
    return sorted(newest_of(rows), key=lambda row: row.title)


DAY_OF: dict[str, Callable[..., str]] = {
    "whole": lambda **_told: _("In force from"),
    "provisionally": lambda about: (
        _("Applied provisionally from, part %(part)s", part=about) if about else _("Applied provisionally from")
    ),
    "annex": lambda about: _("Annex %(annex)s applies from", annex=about),
    "reservation": lambda about: _("Reservation to art. %(article)s ends, unless it is renewed", article=about),
    "leaves": lambda **_told: _("Leaves with effect from"),
}
"""What each day of a State's part is."""


def _said(register: Register, facts: Facts) -> list[str]:
    """What is known of a State's part today, in sentences with their sources."""
    found = installation().law.taken_part_in(facts.instrument)
    if found is None:
        return []
    kinds = next((row.kinds for row in found.participation.protocols if row.code == facts.instrument), None)
    kind = kinds[0] if kinds else next((k for k in found.kinds if not found.participation.protocol(k)), found.kinds[0])
    pair = pair_of(facts.state, facts.state, found, today(), register, kind, None)
    return [told(facts.state, facts, pair), *also(facts.state, facts, pair)]


def _days(register: Register, facts: Facts, code: str) -> list[OwnDay]:
    """The days of a State's part that follow by rule."""
    found = installation().law.taken_part_in(code)
    if found is None:
        return []
    entry = next((row.entry for row in found.participation.protocols if row.code == code), found.participation.entry)
    begun = register.begun.get(code) or Begun(entry.since)
    return [one for one in days_of(facts, found.participation, entry, begun) if one.computed]


def _old_before() -> date:
    return old_before(today(), installation().config.sheet_months)


def _not_listed(code: str, register: Register) -> list[tuple[str, str, str]]:
    """Each list of those who take part that does not name the State: its code, what that means, and a warning."""
    return [
        (one, silence(found, code), old_list(found, _old_before()))
        for one, found in register.lists.items()
        if not getattr(register.get((code, one)), "joined", ())
    ]


def _may_be_named(one: Basis) -> bool:
    """A memorandum for one person is named to those alone who read agreements: its title may say who the person is."""
    return not installation().law.instruments[one.code].only_for or official().has(*READERS)


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
        found = [one for one in found if _may_be_named(one)]
    return render_template("law_basis.html", form=form, found=found), 400 if form.errors else 200


def _acts(form: BasisForm) -> list[Act]:
    """The acts of each crime that was chosen, or of none in particular; the form asks the days once for all."""
    labels = dict(installation().law.every_crime())
    first, last = form.acts_from.data, form.acts_until.data
    return [Act(labels[code], first, last, crime=code) for code in form.crimes.data or ()] or [
        Act(first=first, last=last)
    ]
