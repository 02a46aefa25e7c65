"""Correcting a sentence of a letter for this installation: written by one official, confirmed by another, taken back by any."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.letter_reading import ConfirmCorrection, CorrectSentence, TakeCorrectionBack
from mla.documents.letter_texts import LetterText, can_be_said, letter_texts
from mla.documents.retelling import Correction
from mla.languages import LETTERS
from mla.models import LetterCorrection
from mla.records import audit
from mla.steps.letter_corrections import corrections
from mla.storage.database import now
from mla.views.context import db, official
from mla.views.errors import Denied
from mla.views.letter_languages import READERS, called
from mla.views.posted import posted
from mla.words import _

bp = Blueprint("letter_corrections", __name__, url_prefix="/law/languages")

Answer = Response | tuple[str, int]


@bp.route("/<language>/<letter>/sentences/<int:number>", methods=["GET", "POST"])
def write(language: str, letter: str, number: int) -> Answer:
    """Say one sentence otherwise; it waits for a second official."""
    found = _text(language, letter)
    _may_or_deny()
    if not 0 < number <= len(found.says):
        abort(404)
    was = found.says[number - 1]
    form = CorrectSentence(posted())
    if request.method == "POST" and form.validate() and form.still(was):
        told = Correction(language, letter, was, " ".join((form.now.data or "").split()))
        if told.now != was and can_be_said(language, corrections(db(), language), told):
            _keep(told, form.reason.data or "")
            return redirect(url_for("letter_languages.text", language=language, letter=letter))
        form.refuse()
    if request.method == "GET" and not form.now.data:
        form.now.data = was
    form.seen.data = was
    status = 409 if form.outrun else 400 if form.errors else 200
    heading = _("Correct a sentence of “%(name)s”", name=called(letter))
    return _page(form, heading, _("Lay it before a colleague"), language, letter, status, was)


@bp.route("/corrections/<int:number>/confirm", methods=["GET", "POST"])
def confirm(number: int) -> Answer:
    """A second official has read the sentence in both wordings, and puts it into use."""
    one = _waiting(number)
    if one.official_id == official().id:
        raise Denied(_("Your own correction is confirmed by a colleague."))
    form = ConfirmCorrection(posted())
    if request.method == "POST" and form.validate():
        one.decided_by, one.decided_by_id, one.decided_at = official(), official().id, now()
        return _done("letter_correction_confirmed", one)
    return _page(
        form,
        form.heading,
        _("Use it from now on"),
        one.language,
        one.letter,
        400 if form.errors else 200,
        one.was,
        one.now,
    )


@bp.route("/corrections/<int:number>/take_back", methods=["GET", "POST"])
def take_back(number: int) -> Answer:
    """The letter says again what it said before."""
    _may_or_deny()
    one = db().get(LetterCorrection, number) or abort(404)
    form = TakeCorrectionBack(posted())
    if request.method == "POST" and form.validate():
        one.taken_back = True
        return _done("letter_correction_taken_back", one)
    return _page(
        form, form.heading, _("Take it back"), one.language, one.letter, 400 if form.errors else 200, one.was, one.now
    )


def _text(language: str, letter: str) -> LetterText:
    known = letter_texts(language, corrections(db(), language)) if language in LETTERS else {}
    return known.get(letter) or abort(404)


def _may_or_deny() -> None:
    if not official().has(*READERS):
        raise Denied(_("Only an official who writes requests or answers them corrects what letters say."))


def _waiting(number: int) -> LetterCorrection:
    _may_or_deny()
    one = db().get(LetterCorrection, number)
    return abort(404) if one is None or one.decided_by_id or one.taken_back else one


def _keep(told: Correction, reason: str) -> None:
    who = official()
    one = LetterCorrection(
        language=told.language, letter=told.letter, was=told.was, now=told.now, reason=reason,
        official=who, official_id=who.id, at=now(), decided_at=None, taken_back=False,
    )  # fmt: skip
    db().add(one)
    _note("letter_corrected", one)
    db().commit()


def _done(what: str, one: LetterCorrection) -> Response:
    _note(what, one)
    db().commit()
    return redirect(url_for("letter_languages.text", language=one.language, letter=one.letter))


def _note(what: str, one: LetterCorrection) -> None:
    told = {"language": one.language, "letter": one.letter, "was": one.was, "now": one.now}
    audit.note(db(), what, official(), request.remote_addr or "", **told)


def _page(
    form: CorrectSentence | ConfirmCorrection | TakeCorrectionBack, heading: str, action: str, language: str, letter: str,
    status: int, was: str, becomes: str = "",
) -> tuple[str, int]:  # fmt: skip
    back = url_for("letter_languages.text", language=language, letter=letter)
    return render_template(
        "letter_correction.html",
        form=form,
        heading=heading,
        action=action,
        back=back,
        spoken=language,
        was=was,
        becomes=becomes,
    ), status
