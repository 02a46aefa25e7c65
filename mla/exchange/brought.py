"""An agreement between the two States that a package brings: kept until a lawyer here has read it, and the package is held.

It is data of another State's making: only a State whose key is on file and that is one of the two may bring one, within
strict bounds; and it never takes the place of what ships or of what was accepted here, for its code is made of its text.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mla.agreements.faults import faults
from mla.agreements.keeping import arrived
from mla.canonical import Answers
from mla.exchange.answers import NotInstalled
from mla.installation import Installation
from mla.instruments.agreement import code_of, digest_of, texts_of
from mla.models import Agreement, Incoming
from mla.package.sealing import Package, Unacceptable
from mla.records import audit
from mla.steps.annexes import BadUpload, check

MOST_WAITING = 20
"""So many agreements of one State may wait to be read; the requests under further ones are held without them."""

HELD = "It is held until a lawyer here has read the agreement between the two States under which it is made"


def take_in(session: Session, installation: Installation, package: Package, incoming: Incoming, at: datetime) -> None:
    """Let a package pass under what is known here. Raises NotInstalled where it must wait, Unacceptable where it is refused."""
    manifest = package.manifest
    told, files = manifest.get("agreement"), {name for name in package.files if name.startswith("agreement/")}
    code = _instrument(manifest)
    if told is None and files:
        raise Unacceptable("The package holds documents of an agreement and does not tell which.")
    if told is not None:
        _of_these_two(installation, manifest, told, code)
    known = session.scalar(select(Agreement).where(Agreement.code == code))
    if known is None and told is not None:
        _sound(installation, package, told, files)
        known = _keep(session, manifest, told, at)
    if known is None or known.status == "accepted":
        return
    incoming.agreement = code
    if known.status == "declined":
        raise Unacceptable(f"The agreement under which it is made was declined here: {known.remark}")
    raise NotInstalled(f"{HELD}: {known.title}")


def held_for(session: Session, code: str | None) -> list[Incoming]:
    """The packages that wait for an agreement to be read, in the order in which they came."""
    waiting = select(Incoming).where(Incoming.agreement == code, Incoming.outcome == "held")
    return list(session.scalars(waiting.order_by(Incoming.id))) if code else []


def _instrument(manifest: Answers) -> str:
    """The instrument of the request. The package and the request in it name the same."""
    named = {manifest["instrument"], *([manifest["request"]["instrument"]] if manifest.get("request") else [])}
    if len(named) > 1:
        raise Unacceptable("The package names another instrument than the request in it.")
    return str(manifest["instrument"])


def _of_these_two(installation: Installation, manifest: Answers, told: Answers, code: str) -> None:
    """The agreement is between sender and recipient, and is the very one that the package names."""
    if told.get("states") != sorted((manifest["sender"], installation.config.state)):
        raise Unacceptable("The package brings an agreement that is not between the sender and this State.")
    if code_of(told) != code or digest_of(told) != manifest["instrument_digest"]:
        raise Unacceptable("The package brings another agreement than the one under which it is made.")


def _sound(installation: Installation, package: Package, told: Answers, files: set[str]) -> None:
    """It is whole and within its bounds, and so are its documents."""
    if wrong := faults(told, installation.law.shipped):
        raise Unacceptable(f"The agreement that it brings cannot be taken in: {' '.join(wrong[:5])}")
    listed = dict(texts_of(told))
    if listed.keys() != files:
        raise Unacceptable("The documents of the agreement are not those that it lists.")
    for name, document in listed.items():
        data = package.files[name]
        try:
            upload = check(document["filename"], data, installation.config.max_upload, document["title"])
        except BadUpload as error:
            raise Unacceptable(f"A document of the agreement cannot be taken: {error}") from error
        found = (upload.filename, upload.media_type, upload.pages, len(data), package.manifest["files"][name]["sha256"])
        if found != tuple(document[key] for key in ("filename", "media_type", "pages", "size", "sha256")):
            raise Unacceptable(f"The document “{document['title']}” of the agreement is not what the list says.")
        installation.store.keep(data)


def _keep(session: Session, manifest: Answers, told: Answers, at: datetime) -> Agreement:
    sender = str(manifest["sender"])
    waiting = select(func.count()).where(Agreement.state == sender, Agreement.status == "arrived")
    if (session.scalar(waiting) or 0) >= MOST_WAITING:
        raise NotInstalled("It is held: more agreements of the sender wait to be read here than are kept at a time.")
    row = arrived(session, told, sender, at)
    session.flush()
    audit.note(session, "agreement_arrived", who=sender, code=row.code, digest=row.digest)
    return row
