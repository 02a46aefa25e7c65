"""The page that an invitation leads to: whoever holds the link chooses the password of the account."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.accounts import ChoosePassword
from mla.accounts.invitations import accept, invited
from mla.accounts.passwords import weakness
from mla.records import audit
from mla.views.context import db, log
from mla.views.throttle import throttled
from mla.views.words import tell
from mla.words import _

bp = Blueprint("invitations", __name__)

STRANGER = ""
"""For whom guesses at links are counted: for no account, by address alone."""


@bp.route("/invitation/<token>", methods=["GET", "POST"])
def take(token: str) -> str | Response | tuple[str, int]:
    """Choose a password, once. A link that is over, used or unknown says so, and no more."""
    if throttled(STRANGER):
        return render_template("invitation_over.html"), 429
    found = invited(db(), token)
    if found is None:
        log("sign_in_failed", email=STRANGER)
        return render_template("invitation_over.html"), 404
    form = ChoosePassword(request.form)
    who = found.official
    if request.method == "POST" and form.validate():
        if weak := weakness(form.new.data or "", who.name, who.email):
            form.new.errors = [weak]
        else:
            accept(db(), found, form.new.data or "")
            audit.note(db(), "account_changed", who, request.remote_addr or "", change="password", by="invitation")
            db().commit()
            tell(_("Your password is set. Sign in with it."), "success")
            return redirect(url_for("sign_in.sign_in"))
    return render_template("invitation.html", form=form, who=who), 400 if form.errors else 200
