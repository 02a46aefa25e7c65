"""What lies with own authorities and translators: told on the page of a request; a letter with all that goes along."""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from flask import Blueprint, Response, abort, send_file

from mla.lifecycle import domestic, translations
from mla.lifecycle.document_records import DOMESTIC, AttachmentRecord, by_name
from mla.lifecycle.domestic import HomeLetter
from mla.lifecycle.terms import Step
from mla.lifecycle.translations import Order
from mla.models import Dossier, Paper
from mla.steps.home_letter import Enclosure, enclosed_with
from mla.storage.files import Missing
from mla.views.context import dossier_or_404, installation, log
from mla.views.errors import page
from mla.words import _

bp = Blueprint("at_home", __name__, url_prefix="/dossiers")


@dataclass(frozen=True)
class LetterRow:
    """A letter to an own authority, with the PDF of it, if one was drawn."""

    letter: HomeLetter
    paper: Paper | None


@dataclass(frozen=True)
class TranslationRow:
    """A translation: what of, and the files in which it came.

    `outdated` says that the text was changed since it was ordered, `replaced` that a newer one travels in its place.
    """

    order: Order
    titles: Sequence[str]
    files: Sequence[AttachmentRecord]
    outdated: bool
    replaced: bool


def letter_rows(dossier: Dossier) -> list[LetterRow]:
    """The letters to own authorities, as the page of the request lists them."""
    papers = {one.event_number: one for one in dossier.papers if one.side == DOMESTIC}
    return [LetterRow(one, papers.get(one.number)) for one in domestic.letters(dossier)]


def reporting(offered: Iterable[tuple[Step, str | None, list[str]]]) -> Step | None:
    """The step by which this official may record now what became of a measure of which an authority has answered."""
    return next((step for step, why, _people in offered if step.effect == "note_outcome" and not why), None)


def translation_rows(dossier: Dossier) -> list[TranslationRow]:
    """The translations, as the page of the request lists them."""
    outdated = {one.number for one in translations.outdated(dossier)}
    return [
        TranslationRow(
            one, list(_titles(dossier, one)), translations.files_of(dossier, one), one.number in outdated,
            translations.replaced(dossier, one),
        )
        for one in translations.orders(dossier)
    ]  # fmt: skip


def _titles(dossier: Dossier, order: Order) -> Iterator[str]:
    for one in by_name(dossier, order.documents):
        if isinstance(one, Paper):
            yield dossier.table.step[one.event.trigger].done
        else:
            yield str(getattr(one, "title", ""))
    if order.letter in dossier.table.step:
        yield dossier.table.step[order.letter].title


@bp.get("/<uuid:dossier_id>/papers/<int:paper_id>.zip")
def bundle(dossier_id: uuid.UUID, paper_id: int) -> Response | tuple[str, int]:
    """A letter to an own authority with all that goes along, as one archive."""
    dossier = dossier_or_404(dossier_id)
    found = next((one for one in dossier.papers if one.id == paper_id and one.side == DOMESTIC), None) or abort(404)
    reference = f"{dossier.our_reference}-A{found.number}"
    try:
        data = _archive(reference, found, enclosed_with(installation(), dossier, found.event))
    except Missing as error:
        return page(500, _("The document is damaged"), str(error))
    log("downloaded", dossier=dossier.our_reference, document=f"{reference}.zip")
    return send_file(BytesIO(data), "application/zip", as_attachment=True, download_name=f"{reference}.zip")


def _archive(reference: str, letter: Paper, along: Sequence[Enclosure]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{reference}/00-letter.pdf", installation().store.read(letter.sha256))
        for one in along:
            name = f"{reference}/{one.number:02d}-{PurePath(one.filename).name}"
            archive.writestr(name, installation().store.read(one.sha256))
    return held.getvalue()
