"""The post room: what waits to go out, what came in, packages and receipts carried by hand."""

from __future__ import annotations

from io import BytesIO
from typing import IO, BinaryIO, cast

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for
from sqlalchemy import func, select
from werkzeug.wrappers import Response as AnyResponse

from forms.recording import MarkSent
from mla.documents.bounded import Busy
from mla.documents.carrier import letter_with_data
from mla.documents.duplicate import as_duplicate
from mla.documents.reading import Unreadable
from mla.exchange.carried import SaysOtherwise, receive_pdf
from mla.exchange.receipts import take_receipt
from mla.exchange.reception import look_again, receive, reconsider
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Role
from mla.models import AuditEntry, Dossier, Incoming, Outgoing, Peer
from mla.package.receipt import MOST_RECEIPT, BadReceipt, as_told
from mla.package.sealing import read_head
from mla.records import audit
from mla.storage.database import now
from mla.storage.files import Missing
from mla.views.context import db, installation, log, official, today
from mla.views.errors import Denied
from mla.views.posted import posted
from mla.views.words import tell
from mla.words import N_, _, joined

BECAME = {
    "applied": _("The package was taken in."),
    "filed": _("The package came too late for its stage and was filed."),
    "refused": _("The package was refused."),
    "held": _("The package was held."),
}
KEPT = {
    "applied": N_("The receipt was kept: the package was applied. %(reason)s"),
    "filed": N_("The receipt was kept: the package was filed. %(reason)s"),
    "refused": N_("The receipt was kept: the package was refused. %(reason)s"),
    "held": N_("The receipt was kept: the package was held. %(reason)s"),
}

bp = Blueprint("packages", __name__, url_prefix="/post")
SHOWN = 100


@bp.before_request
def _only_registrars() -> None:
    if not official().has(Role.REGISTRAR, Role.AUDITOR):
        raise Denied(_("Only a registrar may enter the post room."))
    if request.method == "POST" and not official().has(Role.REGISTRAR):
        raise Denied(_("Only a registrar may handle the post."))


@bp.get("")
def index() -> str:
    """What goes out and what came in."""
    waiting = db().scalars(select(Outgoing).where(~Outgoing.settled).order_by(Outgoing.id).limit(SHOWN)).all()
    more = (db().scalar(select(func.count()).select_from(Outgoing).where(~Outgoing.settled)) or 0) - len(waiting)
    settled = db().scalars(select(Outgoing).where(Outgoing.settled).order_by(Outgoing.id.desc()).limit(SHOWN)).all()
    held = db().scalars(select(Incoming).where(Incoming.outcome == "held").order_by(Incoming.id).limit(SHOWN)).all()
    newest = select(Incoming).where(Incoming.outcome != "held").order_by(Incoming.id.desc()).limit(SHOWN)
    came = [*held, *db().scalars(newest)]
    numbers = {row.dossier_id for row in came if row.dossier_id}
    dossiers = {d.id: d for d in db().scalars(select(Dossier).where(Dossier.id.in_(numbers)))}
    peers = {peer.state: peer for peer in db().scalars(select(Peer))}
    return render_template(
        "post.html", waiting=waiting, more=more, settled=settled, came=came, dossiers=dossiers, peers=peers, step_done=_step_done,
        may_reconsider=may_reconsider, as_told=as_told,
    )  # fmt: skip


def may_reconsider(incoming: Incoming) -> bool:
    """Whether a package was refused that belongs to a dossier and is kept."""
    return incoming.outcome == "refused" and incoming.kept and incoming.number is not None


def _step_done(incoming: Incoming, dossier: Dossier | None) -> str:
    """What a package that came in says was done, in words; nothing where it names no step that is known here."""
    tables = [dossier.table] if dossier else [*LIFECYCLES.values()]
    known = (table.step.get(incoming.trigger or "") for table in tables)
    return next((step.done for step in known if step), _("A step that is not known here") if incoming.trigger else "")


@bp.post("/drop")
def drop() -> AnyResponse:
    """Drop a package or a receipt that was carried here as a file."""
    file = request.files.get("file")
    first = file.stream.read(1) if file else b""
    if not file or not first:
        tell(
            _(
                "Choose a file from the other State: a package (.mla.zip), a letter that carries its data (.pdf) or a receipt (.receipt.json)."
            ),
            "problem",
        )
    else:
        file.stream.seek(0)
        try:
            if first == b"{":
                _take_receipt(file.stream.read(MOST_RECEIPT + 1))
            elif first == b"%":
                _take_pdf(file.stream.read())
            else:
                _take_package(file.stream)
        except (OSError, Busy):
            db().rollback()
            tell(_("The file could not be kept just now, so nothing has happened. Keep it and try again."), "problem")
    return redirect(url_for("packages.index"))


def _take_package(file: IO[bytes]) -> None:
    _dropped(receive(db(), installation(), cast(BinaryIO, file), "file", now()))


def _take_pdf(content: bytes) -> None:
    """A letter that carries its data: its package is taken in where pages and data are what was signed."""
    try:
        _dropped(receive_pdf(db(), installation(), content, now()))
    except (SaysOtherwise, Unreadable) as error:
        db().rollback()
        tell(str(error), "problem")


def _dropped(incoming: Incoming) -> None:
    audit.note(
        db(),
        "package_dropped",
        official(),
        request.remote_addr or "",
        package=incoming.package,
        outcome=incoming.outcome,
    )
    db().commit()
    _say(incoming)


def _say(incoming: Incoming) -> None:
    """Tell the registrar what became of a package."""
    tell(
        _(
            "%(outcome)s %(reason)s Give the receipt back to the sender.",
            outcome=BECAME[incoming.outcome],
            reason=incoming.reason,
        ),
        "success" if incoming.outcome in ("applied", "filed") else "problem",
    )


def _take_receipt(data: bytes) -> None:
    try:
        _found, receipt = take_receipt(db(), data, now())
        db().commit()
    except BadReceipt as error:
        db().rollback()
        tell(str(error), "problem")
        return
    tell(_(KEPT[receipt.outcome], reason=receipt.reason), "success")


@bp.get("/out/<int:number>.mla.zip")
def package(number: int) -> Response:
    """A package to carry by hand."""
    row = db().get(Outgoing, number)
    if row is None or row.package is None:
        abort(404)
    return _file(
        installation().store.read(row.package),
        f"{row.dossier.our_reference}-{row.number:03d}.mla.zip",
        "application/zip",
    )


@bp.get("/out/<int:number>.pdf")
def letter_with_its_data(number: int) -> Response:
    """The letter of a package, as a PDF that carries it: to be sent by e-mail."""
    row = db().get(Outgoing, number)
    paper = next((one for one in row.dossier.papers if one.event_id == row.event_id), None) if row else None
    if row is None or row.package is None or paper is None:
        abort(404)
    store, name = installation().store, f"{row.dossier.our_reference}-{row.number:03d}"
    sealed = store.read(row.package)
    payload = read_head(BytesIO(sealed), installation().config.max_package).raw_manifest
    return _file(letter_with_data(store.read(paper.sha256), payload, sealed, name), f"{name}.pdf", "application/pdf")


@bp.get("/in/<int:number>.receipt.json")
def receipt_file(number: int) -> Response:
    """The receipt for a package that came in, to give back to the sender."""
    row = db().get(Incoming, number)
    if row is None or row.receipt is None:
        abort(404)
    return _file(row.receipt, f"{row.package[:12]}.receipt.json", "application/json")


@bp.get("/in/<int:number>.mla.zip")
def incoming_file(number: int) -> Response:
    """A package as it came in, whatever became of it."""
    row = db().get(Incoming, number)
    if row is None or not row.kept:
        abort(404)
    return _file(installation().store.read(row.package), f"{row.package[:12]}.mla.zip", "application/zip")


@bp.post("/in/<int:number>/again")
def again(number: int) -> AnyResponse:
    """Look once more at a package that is held or was refused, because what stood in its way may be gone."""
    row = db().get(Incoming, number)
    if row is None or not (row.outcome == "held" or may_reconsider(row)):
        abort(404)
    try:
        judge = look_again if row.outcome == "held" else reconsider
        incoming = judge(db(), installation(), row, now())
        audit.note(
            db(),
            "package_dropped",
            official(),
            request.remote_addr or "",
            package=row.package,
            outcome=incoming.outcome,
        )
        db().commit()
        _say(incoming)
    except (OSError, Missing, Busy):
        db().rollback()
        tell(_("The package could not be looked at just now, so nothing has happened. Try again."), "problem")
    return redirect(url_for("packages.index"))


@bp.route("/out/<int:number>/sent", methods=["GET", "POST"])
def mark_sent(number: int) -> str | AnyResponse | tuple[str, int]:
    """Record how a paper or a package was carried by hand."""
    row = db().get(Outgoing, number) or abort(404)
    form = MarkSent(posted())
    form.judged(today(), row.dossier)
    form.corrects(row.sent_on, row.sent_by or "")
    if request.method == "POST" and form.validate():
        before = {"was": f"{row.sent_on} {row.sent_by}", "reason": form["reason"].data} if row.sent_on else {}
        row.sent_on, row.sent_by = form.sent_on.data, f"{form.channel.data} {form.tracking.data or ''}".strip()
        audit.note(
            db(),
            "sent_by_hand",
            official(),
            request.remote_addr or "",
            dossier=row.dossier.our_reference,
            number=row.number,
            how=f"{row.sent_on} {row.sent_by}",
            **before,
        )
        db().commit()
        return redirect(url_for("packages.index"))
    form.guidance = _earlier(row)
    heading = _("Correct how the paper was sent") if row.sent_on else form.heading
    return render_template(
        "form.html", form=form, heading=heading, back=url_for("packages.index"), action=_("Save")
    ), 400 if form.errors else 200


@bp.route("/out/<int:number>/again", methods=["GET", "POST"])
def send_again(number: int) -> str | AnyResponse | tuple[str, int]:
    """Send once more what was lost: a package at once, a paper as a duplicate. It is the same letter, and nothing new happens by it."""
    row = db().get(Outgoing, number) or abort(404)
    if row.package:
        if row.settled or request.method == "GET":
            abort(404)
        row.next_attempt = now()
        db().commit()
        tell(_("The courier carries it again at once."), "success")
        return redirect(url_for("packages.index"))
    form = MarkSent(posted())
    form.judged(today(), row.dossier)
    form.corrects(None, "")
    if request.method == "POST" and form.validate():
        how = f"{form.sent_on.data} {form.channel.data} {form.tracking.data or ''}".strip()
        told = {"dossier": row.dossier.our_reference, "number": str(row.number), "how": how}
        audit.note(db(), "sent_again", official(), request.remote_addr or "", **told)
        db().commit()
        return redirect(url_for("packages.index"))
    form.guidance = _("Print the duplicate from the post room: it is marked as one. Record here how it was sent.")
    return render_template(
        "form.html",
        form=form,
        heading=_("Record that a duplicate was sent"),
        back=url_for("packages.index"),
        action=_("Save"),
    ), 400 if form.errors else 200


@bp.get("/out/<int:number>/duplicate.pdf")
def duplicate(number: int) -> Response:
    """The letter once more, every page marked as a duplicate."""
    row = db().get(Outgoing, number)
    paper = next((one for one in row.dossier.papers if one.event_id == row.event_id), None) if row else None
    if row is None or paper is None:
        abort(404)
    reference = f"{row.dossier.our_reference}/{paper.number}"
    data = as_duplicate(installation().store.read(paper.sha256), reference, paper.language)
    return _file(data, f"{reference.replace('/', '-')}-duplicate.pdf", "application/pdf")


def _earlier(row: Outgoing) -> str:
    """What was recorded of this paper before, as the audit log tells it."""
    noted = db().scalars(select(AuditEntry).where(AuditEntry.what == "sent_by_hand").order_by(AuditEntry.number))
    same = {"dossier": row.dossier.our_reference, "number": row.number}
    told = [one for one in noted if same.items() <= one.detail.items()]
    if not told:
        return ""
    lines = (_("%(how)s (recorded by %(who)s)", how=one.detail["how"], who=one.who) for one in told)
    return _("Recorded until now: %(lines)s.", lines=joined("; ", lines))


def _file(data: bytes, name: str, media_type: str) -> Response:
    log("downloaded", document=name)
    return send_file(BytesIO(data), media_type, as_attachment=True, download_name=name)
