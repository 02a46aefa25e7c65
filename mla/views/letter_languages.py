"""The languages of letters: who has read which text in which language, and where a lawyer says so."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from forms.letter_reading import ReadLetter
from mla.documents.letter_texts import LetterText, letter_texts
from mla.languages import LETTERS
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Role
from mla.models import LetterReading
from mla.records import audit
from mla.steps.letter_corrections import corrections, of_letter
from mla.storage.database import now
from mla.views.codes import words
from mla.views.context import db, official
from mla.views.errors import Denied
from mla.views.posted import posted
from mla.views.screen_languages import reports
from mla.words import _

bp = Blueprint("letter_languages", __name__, url_prefix="/law/languages")

READERS = (Role.DRAFTER, Role.SIGNATORY, Role.EXAMINER, Role.DECIDER)
"""Who may say that a letter was read: whoever writes letters or answers them."""

SHARED = {
    "words": _("Words and sentences of several letters"),
    "sections": _("The sections of a request"),
    "at_home": _("What letters to own authorities share"),
    "note_verbale": _("Text of a note verbale"),
    "translator_certificate": _("Certificate of the translator"),
    "agreement": _("Page of an agreement between two States"),
    "yearly_report": _("Report of a year"),
    "handover_pack": _("Handover pack"),
    "transcript": _("Transcript of a document"),
    "letterhead_sample": _("Page that shows the letterhead"),
    "dossier_cover": _("Cover of a bound dossier"),
    "annex_enclosed": _("Page in place of a document"),
    "tab_sheet": _("Sheet between the sections of a bound dossier"),
    "wordings-notices": _("Notices of every kind of request"),
    "wordings-undertakings": _("Conditions and undertakings"),
    "wordings-resting": _("Requests that rest, and reopening"),
    "wordings-hearings": _("Hearings: dates, records to be signed, witnesses who come"),
    "wordings-sealed_identity": _("Identities sealed to an authority"),
    "wordings-passing_on": _("Requests that are passed on"),
    "wordings-joint_action": _("Joint actions of several States"),
}
"""What texts that are no letter are called, or letters of several kinds."""

Answer = str | Response | tuple[str, int]


@bp.get("")
def index() -> str:
    """Each language: how many texts there are, and how many of them a lawyer has read as they stand."""
    rows = [(code, texts, _read_now(code, texts)) for code in LETTERS for texts in [_texts(code)]]
    return render_template("letter_languages.html", rows=rows, screens=reports())


@bp.get("/<language>")
def texts(language: str) -> str:
    """Every text in one language, with all who have read it."""
    if language not in LETTERS:
        abort(404)
    readings: dict[str, list[LetterReading]] = {}
    for one in _readings(language):
        readings.setdefault(one.letter, []).append(one)
    found = _texts(language)
    return render_template(
        "letter_language.html", spoken=language, texts=found, readings=readings, called={n: called(n) for n in found}
    )


@bp.route("/<language>/<letter>", methods=["GET", "POST"])
def text(language: str, letter: str) -> Answer:
    """One text, sentence by sentence; a lawyer says here that it was read."""
    found = _texts(language).get(letter) if language in LETTERS else None
    if found is None:
        abort(404)
    may = official().has(*READERS)
    form = ReadLetter(posted()) if may else None
    if request.method == "POST":
        if form is None:
            raise Denied(_("Only an official who writes requests or answers them says that a letter was read."))
        if form.validate() and form.words.data == found.digest:
            _keep(language, found, form.remark.data or "")
            return redirect(url_for("letter_languages.texts", language=language))
    moved_on = bool(form and form.words.data and form.words.data != found.digest)
    if form:
        form.words.data = found.digest
    status = 409 if moved_on else 400 if form and form.errors else 200
    known = [one for one in _readings(language) if one.letter == letter]
    return render_template(
        "letter_text.html",
        spoken=language,
        found=found,
        form=form,
        called=called(letter),
        known=known,
        moved_on=moved_on,
        corrected=of_letter(db(), language, letter),
    ), status


def _texts(language: str) -> dict[str, LetterText]:
    """The texts as this installation says them."""
    return letter_texts(language, corrections(db(), language))


def called(letter: str) -> str:
    """How a text is called on a page."""
    if letter in SHARED:
        return SHARED[letter]
    kind = letter.removeprefix("wordings-")
    return LIFECYCLES[kind].title if kind in LIFECYCLES else words(letter)


def _readings(language: str) -> list[LetterReading]:
    rows = select(LetterReading).where(LetterReading.language == language).order_by(LetterReading.id)
    return list(db().scalars(rows))


def _read_now(language: str, texts: dict[str, LetterText]) -> int:
    """How many texts somebody has read exactly as they stand."""
    read = {(one.letter, one.words) for one in _readings(language)}
    return sum((one.name, one.digest) in read for one in texts.values())


def _keep(language: str, found: LetterText, remark: str) -> None:
    who = official()
    db().add(
        LetterReading(
            language=language, letter=found.name, words=found.digest, official_id=who.id, at=now(), remark=remark
        )
    )
    audit.note(
        db(), "letter_read", who, request.remote_addr or "", language=language, letter=found.name, words=found.digest
    )
    db().commit()
