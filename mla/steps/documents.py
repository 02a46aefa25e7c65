"""Documents that come with a step: kept, numbered, and those that leave with it marked as sent."""

from __future__ import annotations

from collections.abc import Collection

from mla.canonical import Answers
from mla.installation import Installation
from mla.lifecycle.document_records import name_of
from mla.lifecycle.items import AttachmentText
from mla.lifecycle.text import RequestText
from mla.lifecycle.translations import RECEIVES, goes_abroad, order_of, travels, with_translations
from mla.models import Attachment, Dossier
from mla.steps.sealed_identity import going_sealed
from mla.steps.step_taken import OurStep, PackagedStep, RecordedStep, StepTaken, Upload

SERIES = ("request", "step")
"""The roles of annexes, which are numbered together."""


def keep_uploads(installation: Installation, taken: StepTaken, event_number: int) -> list[Attachment]:
    """Keep what was handed in; returns the annexes that this step carries across the border."""
    if isinstance(taken, PackagedStep):
        return [_attach_foreign(taken, entry, event_number) for entry in taken.package.manifest.get("annexes", ())]
    kept = [
        _attach(installation, taken, upload, _role(taken), event_number) for upload in going_sealed(installation, taken)
    ]
    if isinstance(taken, RecordedStep) or not taken.step.crosses:
        return kept
    kept += [_from_file(taken, one, event_number) for one in _on_file(taken)]
    leaving = _leaving(taken, kept)
    for annex in leaving:
        annex.sent_by = event_number
    return leaving


def _on_file(taken: OurStep) -> list[Attachment]:
    """Documents of this ministry that the step hands over, with their translations."""
    names = with_translations(taken.dossier, taken.answers.get("on_file") or ())
    return [one for one in taken.dossier.attachments if one.role == "internal" and name_of(one) in names]


def _from_file(taken: OurStep, one: Attachment, event_number: int) -> Attachment:
    """The same document as an annex; that which stays in the ministry stays where it is."""
    copied = Attachment(
        number=_next_number(taken, SERIES), side=one.side, role="step", event_number=event_number, sent_by=None,
        **{name: getattr(one, name) for name in ("title", "filename", "media_type", "sha256", "size", "pages", "language")},
    )  # fmt: skip
    taken.dossier.attachments.append(copied)
    return copied


def _next_number(taken: OurStep | RecordedStep, series: Collection[str]) -> int:
    mine = (a for a in taken.dossier.attachments if a.side == taken.side.value and a.role in series)
    return max((a.number for a in mine), default=0) + 1


def _leaving(taken: OurStep, kept: list[Attachment]) -> list[Attachment]:
    """What goes abroad with a step: what came with it, annexes of the request not yet sent, translations of any of it."""
    dossier, withheld = taken.dossier, RequestText.of(taken.dossier).withheld
    leaving = [
        a
        for a in dossier.attachments
        if a.side == dossier.side
        and a.sent_by is None
        and ((a.role == "step" and a in kept) or (a.role == "request" and a.number not in withheld))
    ]
    more = [a for a in dossier.attachments if a not in leaving and travels(dossier, a, taken.step.trigger, leaving)]
    for translation in more:
        _number_anew(dossier, translation)
    return [*leaving, *more]


def _number_anew(dossier: Dossier, annex: Attachment) -> None:
    """Annexes that were detached since have made others move up: what leaves has a number that no other annex has."""
    taken = {a.number for a in dossier.attachments if a is not annex and a.side == annex.side and a.role in SERIES}
    if annex.number in taken:
        annex.number = max(taken) + 1


def _role(taken: OurStep | RecordedStep) -> str:
    if isinstance(taken, RecordedStep):
        return "scan"
    if taken.step.effect == "attach_document":
        return "request"
    if taken.step.effect == RECEIVES:
        order = order_of(taken.dossier, taken.answers["order"])
        return "step" if order and goes_abroad(taken.dossier, order) else "internal"
    return "step" if taken.step.crosses else "internal"


def _attach(
    installation: Installation, taken: OurStep | RecordedStep, upload: Upload, role: str, event_number: int
) -> Attachment:
    attachment = Attachment(
        number=_next_number(taken, SERIES if role in SERIES else (role,)), side=taken.side.value, role=role, title=upload.title, filename=upload.filename,
        media_type=upload.media_type, sha256=installation.store.keep(upload.data), size=len(upload.data), pages=upload.pages,
        event_number=event_number, sent_by=None, language=_language(taken),
    )  # fmt: skip
    taken.dossier.attachments.append(attachment)
    return attachment


def _language(taken: OurStep | RecordedStep) -> str:
    """In which language the documents are, if somebody has said so: of a letter with its scan, else with the step."""
    if isinstance(taken, RecordedStep):
        return str(taken.channel.get("language") or "")
    if taken.step.effect != "put_right":
        return str(taken.answers.get("document_language") or "")
    told, letter = taken.answers["told"], taken.answers.get("channel") or {}
    return str(told.get("document_language") or letter.get("language") or "")


def _attach_foreign(taken: PackagedStep, entry: Answers, event_number: int) -> Attachment:
    known = {name: entry[name] for name in AttachmentText.FIELDS}
    attachment = Attachment(
        **known, language=entry.get("language", ""), event_number=event_number, sent_by=event_number
    )
    taken.dossier.attachments.append(attachment)
    return attachment
