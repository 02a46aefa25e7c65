"""The administrator's room: accounts of officials. An administrator sees no request."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from forms.accounts import Account
from mla import audit
from mla.lifecycle.terms import Role
from mla.models import Official
from mla.views.desk import db, official
from mla.views.errors import Denied
from mla.views.sign_in import passwords, revoke

room = Blueprint("accounts", __name__, url_prefix="/accounts")


def only_administrators() -> None:
    """Everybody else is turned away."""
    if not official().has(Role.ADMINISTRATOR):
        raise Denied("Only an administrator may keep accounts and keys.")


room.before_request(only_administrators)


@room.get("")
def index() -> str:
    """All accounts."""
    return render_template("accounts.html", officials=db().scalars(select(Official).order_by(Official.name)).all())


@room.route("/new", methods=["GET", "POST"])
@room.route("/<int:number>", methods=["GET", "POST"])
def edit(number: int | None = None) -> str | Response | tuple[str, int]:
    """Make or change an account. Any change ends the official's sessions."""
    found = db().get(Official, number) if number else None
    if number and found is None:
        abort(404)
    form = Account(request.form, obj=found) if found else Account(request.form)
    form.password.data = request.form.get("password", "")
    if request.method == "POST" and form.validate() and _sound(form, found):
        _save(form, found)
        return redirect(url_for("accounts.index"))
    if request.method == "GET":
        form.password.data = ""
    return render_template(
        "form.html", form=form, heading="Account of an official", back=url_for("accounts.index"), action="Save"
    ), 400 if form.errors else 200


def _sound(form: Account, found: Official | None) -> bool:
    taken = db().scalar(select(Official).where(Official.email == form.email.data.lower()))
    if taken and taken is not found:
        form.email.errors = ["There is an account with this address already."]
    elif not found and not form.password.data:
        form.password.errors = ["Give a first password of at least 12 characters."]
    else:
        return True
    return False


def _save(form: Account, found: Official | None) -> None:
    who = found or Official(password="")
    who.name, who.function, who.email = form.name.data, form.function.data or "", form.email.data.lower()
    who.roles, who.active = list(form.roles.data or []), bool(form.active.data)
    if form.password.data:
        who.password = passwords.hash(form.password.data)
    db().add(who)
    db().flush()
    revoke(who)
    audit.note(
        db(),
        "account_changed",
        official(),
        request.remote_addr or "",
        account=who.email,
        roles=who.roles,
        active=who.active,
        password=bool(form.password.data),
    )
    db().commit()
