"""The dossier bound for a purpose: one page on which it is chosen what goes in, what was bound before, and each to be had again."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.binding import BindDossier
from mla.dossier import jobs
from mla.dossier.binder import Certificate, Variant
from mla.dossier.keeping import kept
from mla.dossier.purposes import ONE_BY_ONE, PURPOSES, REDACTED, Piece, Sort, pieces
from mla.dossier.redacting import newest
from mla.dossier.telling import NOT_SEARCHED, TELLS, marked
from mla.dossier.worker import enqueue
from mla.languages import LETTERS, language_told
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Paper, Redaction
from mla.storage.database import local_day
from mla.storage.files import Missing
from mla.views.codes import words
from mla.views.context import db, dossier_or_404, installation, log, moment, official
from mla.views.errors import Denied, page
from mla.views.posted import posted
from mla.views.words import tell
from mla.words import _, day_in_words

bp = Blueprint("variants", __name__, url_prefix="/dossiers/<uuid:dossier_id>/bound")

Answer = str | AnyResponse | tuple[str, int]

NAMES = {
    "whole": _("Whole file"),
    "court": _("For the court"),
    "authority": _("For the executing authority"),
    "abroad": _("For the other State"),
    "defence": _("For the person concerned and the defence"),
    "evidence": _("Evidence"),
}
"""What each purpose is called."""

RULES = {
    "whole": _("All that is on record, notes and letters to own authorities too. Only for this ministry."),
    "court": _("What the two States wrote to each other, with all annexes. What stays between the ministry and its authorities is left out."),
    "authority": _("The request, what the States wrote about it, and letters to own authorities. Of letters to own authorities only those that you tick: not each is for this one."),
    "abroad": _("Only what crossed the border between the two States. Nothing else can be added."),
    "defence": _("The request, what was decided and the results: no notes, no letters to own authorities, no consultations between the States, no sealed identities. Look whether the law of your State lets the person see each part now, and whether the other State has asked for confidentiality; untick what it does not let them see."),
    "evidence": _("The results with the letters by which they came, and of each document how it came: which day, by which letter, from whom, with which digest."),
}  # fmt: skip
"""The rule of each purpose, as the page says it."""

REASONS = {
    "at_home": _("It passes between the ministry and authorities of its own State."),
    "in_ministry": _("It is for the work of the ministry alone."),
    "never_sent": _("It was never sent."),
    "for_one": _("It is sealed to one authority, which alone can open it."),
    "for_who_asked": _("It is for the State that asked; whoever executes the request does not need it."),
    "never_crossed": _("It never crossed the border between the two States."),
    "between_states": _("What the two States consult about is between them."),
    "protected": _("It would tell who a protected person is."),
    "no_evidence": _("It is no result of the execution."),
}
"""Why a purpose leaves something out."""

SORTS = {
    Sort.REQUEST: _("Request"),
    Sort.DECISION: _("Decision"),
    Sort.RESULT: _("Result"),
    Sort.EXCHANGE: _("Correspondence between the States"),
    Sort.HOME: _("Letter to an own authority"),
    Sort.INTERNAL: _("Document of the ministry"),
    Sort.UNSENT: _("Document that was not sent"),
    Sort.SEALED: _("Sealed identity"),
}
"""What each sort of part is called."""

MARKS = {
    TELLS: _("it names or shows a protected person"),
    NOT_SEARCHED: _("it was not searched for names of protected persons"),
}
"""What is known of protected persons in a document."""

CERTIFIED = ("name", "function", "place")


@bp.get("")
def show(dossier_id: uuid.UUID) -> Answer:
    """Choose a purpose, see what goes in and what does not, and why; and what was bound before."""
    dossier = dossier_or_404(dossier_id)
    purpose = request.args.get("purpose", "")
    if purpose and purpose not in PURPOSES:
        return _page(dossier, "", None, _("Choose what the dossier is for."), 400)
    return _page(dossier, purpose, _form(dossier, purpose) if purpose else None)


@bp.post("")
def make(dossier_id: uuid.UUID) -> Answer:
    """Let the worker bind it, and lead back to the page that says how far it is."""
    dossier = dossier_or_404(dossier_id)
    purpose = request.form.get("purpose", "")
    if purpose not in PURPOSES:
        return _page(dossier, "", None, _("Choose what the dossier is for."), 400)
    form = _form(dossier, purpose)
    if not form.validate():
        return _page(dossier, purpose, form, status=400)
    variant = _chosen(form, _copies(dossier, purpose))
    job = jobs.ask(db(), dossier, variant, official(), moment(), request.remote_addr or "")
    db().commit()
    enqueue(db().get_bind().engine, installation(), job.id)
    return redirect(url_for("variants.show", dossier_id=dossier_id, purpose=purpose, _anchor="being-bound"))


@bp.post("/<int:number>/stop")
def stop(dossier_id: uuid.UUID, number: int) -> Answer:
    """What is being bound is no longer wanted. Whoever asked for it says so."""
    dossier = dossier_or_404(dossier_id)
    job = next((one for one in jobs.of(db(), dossier) if one.id == number), None) or abort(404)
    if job.by_id != official().id:
        raise Denied(_("Only who asked for it stops it."))
    stopped = jobs.stop(db(), job)
    db().commit()
    tell(_("It is no longer bound.") if stopped else _("It had ended already."), "success" if stopped else "info")
    return redirect(url_for("variants.show", dossier_id=dossier_id))


@bp.get("/<int:number>.pdf")
def volume(dossier_id: uuid.UUID, number: int) -> Response | tuple[str, int]:
    """What was bound, as it was bound, to whoever may see the request."""
    dossier = dossier_or_404(dossier_id)
    row = next((one for one in kept(db(), dossier) if one.id == number), None) or abort(404)
    name = f"{dossier.our_reference}-{row.purpose}-{row.id}.pdf"
    try:
        data = installation().store.read(row.sha256)
    except Missing as error:
        return page(500, _("The document is damaged"), str(error))
    log("downloaded", dossier=dossier.our_reference, document=name)
    return send_file(BytesIO(data), "application/pdf", as_attachment=True, download_name=name)


def _form(dossier: Dossier, purpose: str) -> BindDossier:
    form = BindDossier(posted())
    copies = _copies(dossier, purpose)
    marks = marked(db(), dossier, purpose, {one.original: one for one in copies.values()})
    taken = [one for one in pieces(dossier) if not PURPOSES[purpose][one.sort]]
    allowed = [(one.key, _marked(one, marks, copies)) for one in taken]
    tell_who = {key for key, mark in marks.items() if mark == TELLS}
    bare = marked(db(), dossier, purpose) if copies else {}
    originals = [(one.key, _marked(one, bare)) for one in taken if one.key in copies]
    originals_tell = {key for key, _called in originals if bare.get(key) == TELLS}
    picked = {one.key for one in pieces(dossier) if one.sort in ONE_BY_ONE.get(purpose, ())}
    form.offer_parts(
        purpose, allowed, [(code, language_told(code)) for code in LETTERS], dossier.language, tell_who, picked,
        originals, originals_tell,
    )  # fmt: skip
    if form.typed is None:
        form.name.data, form.function.data = official().name, official().function
        if job := next((one for one in jobs.of(db(), dossier) if str(one.id) == request.args.get("again")), None):
            form.as_chosen(job.choices)
    return form


def _copies(dossier: Dossier, purpose: str) -> Mapping[str, Redaction]:
    """For each document, by key, the redacted copy that goes in in its place."""
    made = newest(db(), dossier) if purpose in REDACTED else {}
    return {one.key: made[one.document.sha256] for one in pieces(dossier) if one.document.sha256 in made}


def _chosen(form: BindDossier, copies: Mapping[str, Redaction]) -> Variant:
    originals = set(form["originals"].data or ()) if "originals" in form else set[str]()
    offered = {str(one.value) for one in form.parts.choices}
    certificate = Certificate(*(form[name].data or "" for name in CERTIFIED)) if form.certified.data else None
    return Variant(
        form.language.data or "", form.purpose.data or "", form.order.data == "kind", bool(form.tabs.data), form.most.data,
        frozenset(offered - set(form.parts.data or ())), certificate,
        {key: copy.id for key, copy in copies.items() if key in offered and key not in originals},
    )  # fmt: skip


def _marked(piece: Piece, marks: Mapping[str, str], copies: Mapping[str, Redaction] = MappingProxyType({})) -> str:
    """The same, with whether it is redacted, and what is known of protected persons in it."""
    called = _called(piece)
    if piece.key in copies:
        called = _("%(piece)s, redacted copy %(number)s", piece=called, number=copies[piece.key].id)
    if piece.key not in marks:
        return called
    return _("%(piece)s: %(mark)s", piece=called, mark=MARKS[marks[piece.key]])


def _called(piece: Piece) -> str:
    """What a piece is called on the page: its title, of which sort it is, and of which day."""
    document = piece.document
    title = words(document.name) if isinstance(document, Paper) else document.title
    on = day_in_words(local_day(piece.event.at, installation().config.time_zone))
    return _("%(title)s (%(sort)s, %(day)s)", title=title, sort=SORTS[piece.sort], day=on)


def _page(
    dossier: Dossier, purpose: str, form: BindDossier | None, problem: str = "", status: int = 200
) -> tuple[str, int]:
    left = [
        (_called(one), REASONS[why])
        for one in (pieces(dossier) if purpose else ())
        if (why := PURPOSES[purpose][one.sort])
    ]
    copies = _copies(dossier, purpose)
    redacted = [(one.document, copies[one.key]) for one in pieces(dossier) if one.key in copies]
    told = render_template(
        "bound.html", dossier=dossier, purpose=purpose, purposes=NAMES, rules=RULES, form=form, left=left, problem=problem,
        made=kept(db(), dossier), being=[(one, jobs.why(one)) for one in jobs.of(db(), dossier)], protected=[one for one in RequestText.of(dossier).persons if one.protected],
        redacted=redacted,
    )  # fmt: skip
    return told, status
