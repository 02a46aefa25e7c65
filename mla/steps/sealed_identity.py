"""Who a protected person is, sealed to an authority's key when the letter is written: outside the seal, nothing of it leaves the request."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from io import BytesIO

from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.documents.age import IN_WORDS, fingerprint, seal
from mla.documents.kinds import SEALED
from mla.installation import Installation
from mla.lifecycle.items import PersonText
from mla.lifecycle.sealed_identity import SEALS, authorities_named, protected_person
from mla.lifecycle.terms import Step
from mla.lifecycle.text import RequestText
from mla.models import Attachment, Dossier
from mla.records import audit
from mla.request_text.read_back import identity_lines
from mla.steps.step_taken import OurStep, PackagedStep, StepTaken, Upload

TITLES = {
    "en": "Identity of {name}, sealed to the authority named",
    "fr": "Identité de {name}, scellée à l’intention de l’autorité désignée",
    "es": "Identidad de {name}, sellada para la autoridad designada",
}


def with_sealed(
    installation: Installation, dossier: Dossier, step: Step, answers: Answers, uploads: Sequence[Upload]
) -> Sequence[Upload]:
    """The documents of a letter of ours, with the one file that its step seals, sealed now in place of any sealed before."""
    if step.effect != SEALS:
        return uploads
    person, key = _who(dossier, answers["person"]), _key(dossier, answers)
    title = TITLES[dossier.language].format(name=person.name)
    data = seal(_told(installation, dossier, person), key)
    sealed = Upload(title, f"identity-{answers['number']}.age", SEALED.media_type, data, 0)
    return [*(one for one in uploads if one.media_type != SEALED.media_type), sealed]


def going_sealed(installation: Installation, taken: StepTaken) -> Sequence[Upload]:
    """What goes along with a step: as it was sealed when its letter was written, or sealed now where nobody wrote one before."""
    if not isinstance(taken, OurStep) or any(one.media_type == SEALED.media_type for one in taken.uploads):
        return () if isinstance(taken, PackagedStep) else taken.uploads
    return with_sealed(installation, taken.dossier, taken.step, taken.answers, taken.uploads)


def note_sealing(session: Session, taken: StepTaken) -> None:
    """That an official of ours sealed an identity stands in the audit log: of whom, and to which key."""
    if isinstance(taken, OurStep):
        audit.note(
            session, "identity_sealed", taken.official, dossier=taken.dossier.our_reference,
            person=int(taken.answers["person"]), authority=taken.answers["named_authority"], key=fingerprint(_key(taken.dossier, taken.answers)),
        )  # fmt: skip


def _who(dossier: Dossier, number: str) -> PersonText:
    person = protected_person(dossier, number)
    assert person is not None  # the checks of the row have found this person
    return person


def _key(dossier: Dossier, answers: Answers) -> str:
    return str(authorities_named(dossier)[answers["question"]].answers["key"])


def _told(installation: Installation, dossier: Dossier, person: PersonText) -> bytes:
    """What is sealed, as a ZIP archive: the answers in words, the same to be read by a machine, and the documents that show the person."""
    text = RequestText.of(dossier)
    lines = [f"{question}: {answer}" for question, answer in identity_lines(installation.law, text, person.only_told)]
    pictures = {_file_name(one): one for one in dossier.attachments if _shows(one, person)}
    told = {
        "request": str(dossier.id), "person": person.number, "pseudonym": person.name, "identity": person.identity,
        "documents": [{"file": name, "title": one.title, "sha256": one.sha256} for name, one in pictures.items()],
    }  # fmt: skip
    words = [
        f"{person.name} ({dossier.our_reference})",
        "",
        *lines,
        *(f"{one.title}: {name}" for name, one in pictures.items()),
        "",
    ]
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(IN_WORDS, "\n".join(words))
        archive.writestr("identity.json", json.dumps(told, ensure_ascii=False, indent=2))
        for name, one in pictures.items():
            archive.writestr(name, installation.store.read(one.sha256))
    return kept.getvalue()


def _shows(document: Attachment, person: PersonText) -> bool:
    return document.role == "request" and document.number in person.pictures


def _file_name(document: Attachment) -> str:
    return f"documents/{document.number:03d}.{document.filename.rsplit('.', 1)[-1].lower()}"
