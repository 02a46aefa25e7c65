"""The administrator's pages: accounts of officials, and what a second administrator confirms. No request is seen here."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from forms.accounts import Account
from mla.accounts import changes as accounts
from mla.accounts.changes import AccountRefused, Wanted
from mla.accounts.invitations import LASTS, invite
from mla.accounts.passwords import passwords, weakness
from mla.lifecycle.terms import Role
from mla.models import AccountChange, Official
from mla.records import audit
from mla.register.sorting import rename
from mla.storage.database import now
from mla.storage.tokens import new_token
from mla.views.context import db, official, officials, units
from mla.views.errors import Denied
from mla.views.posted import posted
from mla.views.words import tell
from mla.words import _

bp = Blueprint("accounts", __name__, url_prefix="/accounts")

Answer = str | Response | tuple[str, int]

PRINTED = ("name", "function", "function_fr", "function_es")
"""What letters print of an official; like the unit, one administrator may change it alone."""


def only_administrators() -> None:
    """Everybody else is turned away."""
    if not official().has(Role.ADMINISTRATOR):
        raise Denied(_("Only an administrator may keep accounts and keys."))


bp.before_request(only_administrators)


@bp.get("")
def index() -> str:
    """All accounts, and the changes that wait for a second administrator."""
    everybody = db().scalars(select(Official).order_by(Official.name)).all()
    waiting = db().scalars(select(AccountChange).order_by(AccountChange.at)).all()
    return render_template(
        "accounts.html", officials=everybody, waiting=waiting, alone=_alone(), working={one.id for one in officials()}
    )


@bp.route("/new", methods=["GET", "POST"])
@bp.route("/<int:number>", methods=["GET", "POST"])
def edit(number: int | None = None) -> Answer:
    """Make or change an account. What gives power waits for a second administrator."""
    found = (db().get(Official, number) or abort(404)) if number else None
    form = Account(posted(), obj=found)
    form.password.data = request.form.get("password", "")  # never what is on record
    form.offer_units([(one.id, one.name) for one in units()], found.unit_id if found else None)
    if request.method == "POST" and form.validate() and _sound(form, found):
        try:
            _save(form, found)
        except AccountRefused as refused:
            db().rollback()
            form.roles.errors = [str(refused)]
        else:
            return redirect(url_for("accounts.index"))
    return render_template(
        "form.html", form=form, heading=_("Account of an official"), back=url_for("accounts.index"), action=_("Save")
    ), 400 if form.errors else 200


def _sound(form: Account, found: Official | None) -> bool:
    taken = db().scalar(select(Official).where(Official.email == form.email.data.lower()))
    weak = weakness(form.password.data, form.name.data, form.email.data) if form.password.data else None
    if taken and taken is not found:
        form.email.errors = [_("There is an account with this address already.")]
    elif not found and not form.password.data and not form.invite.data:
        form.invite.errors = [_("Make a link, or give a first password.")]
    elif form.password.data and form.invite.data:
        form.password.errors = [_("Either a link or a password: with a link, leave the password empty.")]
    elif weak:
        form.password.errors = [weak]
    else:
        return True
    return False


def _save(form: Account, found: Official | None) -> None:
    who = found or Official(password=passwords.hash(new_token()), email=form.email.data.lower(), roles=[], active=False)
    wanted = Wanted(
        form.email.data.lower(),
        form.roles.data or [],
        bool(form.active.data),
        form.password.data or "",
        bool(form.invite.data),
    )
    was_open = who.active
    told = {name: form[name].data or "" for name in PRINTED}
    told |= {
        "unit_id": int(form.belongs_to.data) if form.belongs_to.data else None,
        "heads_unit": bool(form.heads_unit.data),
    }
    renamed = any(getattr(who, name) != value for name, value in told.items())
    for name, value in told.items():
        setattr(who, name, value)
    change = accounts.propose(db(), official(), who, wanted)
    db().add(who)
    db().flush()
    if change:
        _note("account_change_proposed", who, roles=change.roles, email=change.email, active=change.active)
        tell(_("A second administrator has to confirm this change before it holds."), "success")
    rename(db(), who)
    if renamed or was_open != who.active:
        told = {"unit": who.unit_id, "heads_unit": who.heads_unit}
        _note("account_changed", who, roles=who.roles, active=who.active, **told)
    db().commit()


@bp.route("/<int:number>/confirm", methods=["GET", "POST"])
def confirm(number: int) -> Answer:
    """What a colleague proposed for an account: confirm it, or reject it."""
    change = db().get(AccountChange, number) or abort(404)
    if request.method == "GET":
        return render_template("account_change.html", change=change)
    if "reject" in request.form:
        db().delete(change)
        _note("account_change_rejected", change.official)
        db().commit()
        return redirect(url_for("accounts.index"))
    try:
        found = accounts.confirm(db(), official(), change)
    except AccountRefused as refused:
        db().rollback()
        change = db().get(AccountChange, number) or abort(404)
        return render_template("account_change.html", change=change, problem=str(refused)), 403
    told = {"password": bool(change.password), "invited": change.invite, "proposed_by": change.proposed_by.email}
    _note("account_changed", found, roles=found.roles, active=found.active, **told)
    invites = change.invite
    link = url_for("invitations.take", token=invite(db(), found), _external=True) if invites else ""
    db().commit()
    if link:
        return render_template("invitation_made.html", found=found, address=link, expires=now() + LASTS)
    return redirect(url_for("accounts.index"))


def _note(what: str, who: Official, **detail: Any) -> None:
    audit.note(db(), what, official(), request.remote_addr or "", account=who.email, **detail)


def _alone() -> bool:
    """Whether there is nobody who could confirm what this administrator proposes."""
    everybody = db().scalars(select(Official).where(Official.active))
    return not any(one.has(Role.ADMINISTRATOR) for one in everybody if one.id != official().id)
