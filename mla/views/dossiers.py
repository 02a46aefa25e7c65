"""One request: its page, its papers and attachments, the whole dossier as one PDF, the paper it would be."""

from __future__ import annotations

import uuid
from io import BytesIO

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.inside import CompareLaw
from mla.canonical import Answers
from mla.contents_check.findings import acts_not_covered, findings
from mla.deadlines.due import due
from mla.deadlines.met_late import met_late
from mla.deadlines.time_used import spans, totals
from mla.documents.draw import PaperNotDrawn
from mla.documents.kinds import shown
from mla.dossier.binder import bind
from mla.dossier.history import timeline
from mla.dossier.purposes import EXCHANGED
from mla.lifecycle import LIFECYCLES, facts
from mla.lifecycle.fates import fates, names, open_now
from mla.lifecycle.terms import Side, StageKind
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Official
from mla.permission import buttons, correction_of, recordable
from mla.register.documents import not_searched
from mla.register.sorting import labels_on, priority_of
from mla.request_text.entries import entry_lines
from mla.request_text.read_back import changes, changes_since_laid, laws_compared, read_back
from mla.request_text.versions import text_of
from mla.steps.comments import on_paper
from mla.steps.letter import preview
from mla.steps.proposals import kept_until, lapsed, waiting
from mla.steps.sorting import may_sort
from mla.storage.files import Missing
from mla.views.at_home import letter_rows, reporting, translation_rows
from mla.views.comments import panel
from mla.views.context import db, dossier_or_404, installation, log, official, officials, today
from mla.views.embedding import PDF, embedded
from mla.views.errors import page
from mla.views.held import held
from mla.views.life_cycle import place_of
from mla.views.matters import linked
from mla.views.news import note_opened
from mla.views.next_move import next_move
from mla.views.roll import roll_of
from mla.views.showing import otherwise
from mla.views.unread import note_read, read_until, unseen
from mla.views.words import tell
from mla.words import _

MOST_AT_ONCE = 20_000_000
"""A dossier whose documents are of more bytes than this is not bound while a page waits for it."""

bp = Blueprint("dossiers", __name__, url_prefix="/dossiers")


@bp.get("/<uuid:dossier_id>")
def show(dossier_id: uuid.UUID) -> str:
    """The page of a request."""
    dossier = dossier_or_404(dossier_id)
    text = RequestText.of(dossier)
    offered = [
        one
        for one in buttons(official(), dossier, installation().law, officials())
        if not dossier.table.task_of(one[0].trigger)
    ]
    page = render_template(
        "dossier.html",
        dossier=dossier,
        text=text,
        measures=list(zip(dossier.measures, text.measures, strict=True)),
        links=linked(official(), dossier),
        law=installation().law_of(dossier),
        steps=offered,
        next_move=next_move(official(), dossier, offered, officials(), installation().config.state),
        kinds=LIFECYCLES,
        letters=waiting(db(), dossier),
        lapsed=[(one, kept_until(one)) for one in lapsed(db(), dossier, official())],
        **_standing(dossier),
        recordable=recordable(official(), dossier, installation().law),
        annexes=[a for a in dossier.attachments if a.role in ("request", "step")],
        sections=read_back(installation().law, text),
        **(told := _in_time(dossier)),
        changes=[] if facts.text_open(dossier) else changes(installation(), dossier),
        unsent=facts.text_unsent(dossier),
        questions=facts.questions_asked(dossier),
        open_sections=facts.open_sections(dossier),
        executed_in_part=facts.executed_in_part(dossier),
        home_letters=letter_rows(dossier),
        reporting=reporting(offered),
        translations=translation_rows(dossier),
        time=(time := spans(dossier, installation(), today())),
        time_totals=totals(time),
        today=today(),
        uncovered=acts_not_covered(db(), installation(), dossier, today()) if dossier.transmitted_on else (),
        drafting=dossier.current_stage.kind is StageKind.DRAFT and dossier.side == Side.REQUESTING,
        comments=panel(dossier),
        unseen=unseen(told["timeline"], read_until(db(), official(), dossier), official()),
    )
    note_read(db(), official(), dossier)
    note_opened(dossier_id)
    return page


def _standing(dossier: Dossier) -> Answers:
    """What may be done now, where each of several persons or properties and each member stands, who is held, and which documents are not searched."""
    where = {
        "open_now": open_now(dossier),
        "fates": fates(dossier),
        "parts": names(dossier),
        "not_searched": not_searched(db(), dossier),
        "labels": labels_on(db(), [dossier.id]).get(dossier.id, []),
        "priority": priority_of(db(), dossier.id),
        "may_sort": may_sort(official()),
        "officer": (officer := facts.officer(dossier)),
        "away": who.away if officer and (who := db().get(Official, officer)) else None,
    }
    return {**where, "held": held(dossier), "roll": roll_of(dossier), "place": place_of(dossier)}


def _in_time(dossier: Dossier) -> Answers:
    """The limits that run, those that have passed, and the history, in which these stand, and those that were met too late."""
    limits = due(dossier, installation())
    passed = [one for one in limits if one.then and one.passed(today())]
    late = [one for one in met_late(dossier, installation()) if one.then]
    story = timeline(db(), dossier, [*passed, *late], installation().config.time_zone)
    return dict(due=limits, passed=passed, timeline=story)  # noqa: C408 - what has passed is a name of the page, and of no stage


@bp.get("/<uuid:dossier_id>/sent/<int:event>")
def sent(dossier_id: uuid.UUID, event: int) -> str:
    """The text of the request as a step carried it across the border."""
    dossier = dossier_or_404(dossier_id)
    found = next((one for one in dossier.events if one.number == event), None)
    text = text_of(installation(), found) if found else None
    if text is None:
        abort(404)
    sections = read_back(installation().law, text)
    return render_template("sent.html", dossier=dossier, event=found, sections=sections)


@bp.get("/<uuid:dossier_id>/entries/<int:number>")
def entry(dossier_id: uuid.UUID, number: int) -> str:
    """One entry of the record: what was answered, and what a correction says instead."""
    dossier = dossier_or_404(dossier_id)
    found = next((one for one in dossier.record if one.number == number), None) or abort(404)
    return render_template(
        "entry.html",
        dossier=dossier,
        event=found,
        step=dossier.table.step[found.trigger],
        rows=entry_lines(installation().law, dossier, found),
        correction=next((one for one in dossier.events if one.number == found.corrected_by), None),
        correct=correction_of(official(), dossier, found, installation().law),
        comments=panel(dossier),
        letter=on_paper(dossier.table.step[found.trigger]),
    )


@bp.get("/<uuid:dossier_id>/check")
def check(dossier_id: uuid.UUID) -> str:
    """Check your answers: the whole text of the request on one page."""
    dossier = dossier_or_404(dossier_id)
    text = RequestText.of(dossier)
    offered = [one for one in buttons(official(), dossier, installation().law, officials()) if one[0].beside_text]
    return render_template(
        "check.html",
        dossier=dossier,
        text=text,
        since=changes_since_laid(installation(), dossier),
        progress={task.trigger: facts.progress(dossier, task) for task in dossier.table.tasks},
        links=linked(official(), dossier),
        law=installation().law_of(dossier),
        sections=read_back(installation().law, text),
        steps=offered,
        findings=findings(db(), installation(), dossier, today()),
        comments=panel(dossier),
        not_searched=not_searched(db(), dossier),
    )


@bp.get("/<uuid:dossier_id>/worksheet")
def worksheet(dossier_id: uuid.UUID) -> str:
    """The worksheet on dual criminality: the conduct beside both laws, offence by offence. For this ministry alone."""
    dossier = dossier_or_404(dossier_id)
    words = dict(CompareLaw.VIEWS)
    return render_template("worksheet.html", dossier=dossier, rows=laws_compared(dossier), views=words)


@bp.get("/<uuid:dossier_id>/preview.pdf")
def preview_pdf(dossier_id: uuid.UUID) -> Response | tuple[str, int]:
    """The letter of request as it would be sent, marked as a draft."""
    dossier = dossier_or_404(dossier_id)
    if dossier.side != Side.REQUESTING:
        abort(404)
    try:
        drawn = preview(db(), installation(), dossier, official(), today())
    except PaperNotDrawn as error:
        return page(422, _("The letter cannot be drawn yet"), str(error))
    return embedded(_pdf(drawn.pdf, f"{dossier.our_reference}-draft.pdf", inline=True), PDF)


@bp.get("/<uuid:dossier_id>/papers/<int:paper_id>.pdf")
def paper(dossier_id: uuid.UUID, paper_id: int) -> Response | tuple[str, int]:
    """A formal paper as it was drawn or received."""
    dossier = dossier_or_404(dossier_id)
    found = next((p for p in dossier.papers if p.id == paper_id), None)
    if found is None:
        abort(404)
    name = f"{dossier.our_reference}-{found.side}-{found.number}-{found.name}.pdf"
    return _download(dossier, found.sha256, name, "application/pdf", inline=True)


@bp.get("/<uuid:dossier_id>/attachments/<int:attachment_id>")
def attachment(dossier_id: uuid.UUID, attachment_id: int) -> Response | tuple[str, int] | str:
    """An attachment: as a download, or on a page of its own if it is of a kind that a browser may show."""
    dossier = dossier_or_404(dossier_id)
    found = next((a for a in dossier.attachments if a.id == attachment_id), None)
    if found is None:
        abort(404)
    data = _held(dossier, found.sha256, found.filename)
    if not isinstance(data, bytes):
        return data
    show = "show" in request.args and shown(found.media_type)
    other = otherwise(dossier, found, data) if show else None
    if other is not None:
        return _without_rights(other) if isinstance(other, Response) else other
    return _file(data, found.filename, found.media_type, inline=show)


@bp.get("/<uuid:dossier_id>/dossier.pdf")
def whole(dossier_id: uuid.UUID) -> AnyResponse | tuple[str, int]:
    """What the two States exchanged, as one PDF. A large dossier is bound beside the web, so that nobody waits for it here."""
    dossier = dossier_or_404(dossier_id)
    if sum(one.size for one in dossier.papers) + sum(one.size for one in dossier.attachments) > MOST_AT_ONCE:
        tell(_("This dossier is large: have it bound here. You need not wait for it."))
        return redirect(url_for("variants.show", dossier_id=dossier_id, purpose=EXCHANGED, _anchor="chosen"))
    try:
        pdf = bind(db(), installation(), dossier, today())
    except (Missing, PaperNotDrawn) as error:
        return page(500, _("The dossier cannot be put together"), str(error))
    log("downloaded", dossier=dossier.our_reference, document="dossier")
    return _pdf(pdf, f"{dossier.our_reference}.pdf")


def _download(
    dossier: Dossier, sha256: str, name: str, media_type: str, inline: bool = False
) -> Response | tuple[str, int]:
    data = _held(dossier, sha256, name)
    return _file(data, name, media_type, inline) if isinstance(data, bytes) else data


def _held(dossier: Dossier, sha256: str, name: str) -> bytes | tuple[str, int] | Response:
    """A document as it is kept; that it was handed out stands in the audit log. A page where the store has lost it."""
    try:
        data = installation().store.read(sha256)
    except Missing as error:
        return page(
            500,
            _("The document is damaged"),
            _("%(error)s Tell your administrator; “mla verify” shows all that is affected.", error=str(error)),
        )
    log("downloaded", dossier=dossier.our_reference, document=name)
    return data


def _file(data: bytes, name: str, media_type: str, inline: bool = False) -> Response:
    return _without_rights(send_file(BytesIO(data), media_type, as_attachment=not inline, download_name=name))


def _without_rights(response: Response) -> Response:
    """A file from elsewhere may hold anything: it gets no rights in the browser, nor is it taken for anything but its type."""
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _pdf(data: bytes, name: str, inline: bool = False) -> Response:
    return send_file(BytesIO(data), "application/pdf", as_attachment=not inline, download_name=name)
