"""The auditor's room: the log of sign-ins, refusals, downloads, changes of accounts and keys."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import AuditEntry
from mla.views.context import db, official
from mla.views.errors import Denied
from mla.words import _

bp = Blueprint("audit", __name__, url_prefix="/audit")
PAGE = 100
LAST_PAGE = 1_000_000


@bp.get("")
def index() -> str:
    """The log, newest first."""
    if not official().has(Role.AUDITOR):
        raise Denied(_("Only an auditor may read the audit log."))
    query = select(AuditEntry).order_by(AuditEntry.number.desc())
    if what := request.args.get("what", ""):
        query = query.where(AuditEntry.what == what)
    page = min(max(1, request.args.get("page", 1, int)), LAST_PAGE)
    rows = db().scalars(query.limit(PAGE + 1).offset((page - 1) * PAGE)).all()
    kinds = sorted(set(db().scalars(select(AuditEntry.what).distinct())))
    return render_template("audit.html", rows=rows[:PAGE], more=len(rows) > PAGE, page=page, kinds=kinds, what=what)
