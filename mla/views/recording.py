"""What is recorded from paper is read back before it is recorded: the answers, and the scans."""

from __future__ import annotations

from flask import render_template, request

from forms import Asked
from forms.recording import Letter
from mla.accounts.saved_forms import SECRET_FIELDS
from mla.lifecycle.striking import alike
from mla.lifecycle.terms import Step
from mla.models import Dossier
from mla.steps.kept_documents import MARK
from mla.views.chosen import LEFT_OUT, shown_as_chosen
from mla.views.context import posted_letter
from mla.views.posted import posted
from mla.words import _

CONFIRMED, CHANGE = "confirmed", "change"
"""The two buttons of the page that reads back."""


def read_back_first() -> bool:
    """Whether what was posted has not been read back yet."""
    return CONFIRMED not in request.form


def letter_of(dossier: Dossier, step: Step) -> Letter:
    """What was posted of a letter that is recorded; one that looks like another on record is asked about."""
    letter = posted_letter(posted())
    day, reference = letter.sent_on.data, letter.their_reference.data or ""
    same = alike(dossier, step.trigger, day.isoformat(), reference) if day else []
    letter.beside([_("%(what)s (no. %(number)s)", what=step.done, number=one.number) for one in same])
    return letter


def read_back(heading: str, back: str, letter: Letter, form: Asked, caption: str = "", step: Step | None = None) -> str:
    """The page that reads back, with what was posted, so that it is recorded or changed."""
    words = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in SECRET_FIELDS | {CONFIRMED, CHANGE, MARK, LEFT_OUT}
    ]
    return render_template(
        "record_check.html", heading=heading, caption=caption, back=back, letter=letter, form=form, words=words,
        chosen=shown_as_chosen([*form.uploads(), *letter.uploads()], step),
    )  # fmt: skip
