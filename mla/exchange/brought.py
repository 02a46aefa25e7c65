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
from mla.lifecycle import table_of
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
    brought, files = manifest.get("agreements", []), {name for name in package.files if name.startswith("agreement/")}
    codes = _instruments(manifest)
    _of_these_two(installation, manifest, brought, codes)
    if dict(texts_of(brought)).keys() != files:
        raise Unacceptable("The documents of agreements in the package are not those that they list.")
    _documents(installation, package, brought)
    told = {code_of(one): one for one in brought}
    for code in codes:
        if code in told and _known(session, code) is None:
            _keep(session, manifest, told[code], at)
    for row in filter(None, (_known(session, code) for code in codes)):
        if row.status != "accepted":
            incoming.agreement = row.code
            if row.status == "declined":
                raise Unacceptable(f"The agreement under which it is made was declined here: {row.remark}")
            raise NotInstalled(f"{HELD}: {row.title}")


def _known(session: Session, code: str) -> Agreement | None:
    return session.scalar(select(Agreement).where(Agreement.code == code))


def held_for(session: Session, code: str | None) -> list[Incoming]:
    """The packages that wait for an agreement to be read, in the order in which they came."""
    waiting = select(Incoming).where(Incoming.agreement == code, Incoming.outcome == "held")
    return list(session.scalars(waiting.order_by(Incoming.id))) if code else []


def _instruments(manifest: Answers) -> list[str]:
    """The instruments on which the request rests. The package and the request in it name the same first."""
    request = manifest.get("request")
    if not request:
        return [manifest["instrument"]]
    if request["instrument"] != manifest["instrument"]:
        raise Unacceptable("The package names another instrument than the request in it.")
    try:
        basis = table_of(manifest["kind"], manifest["table_version"]).basis.trigger
    except KeyError:  # it is refused for that, a little later
        return [manifest["instrument"]]
    further = request["contents"].get(basis, {}).get("further")
    return list(dict.fromkeys([manifest["instrument"], *map(str, further if isinstance(further, list) else ())]))


def _of_these_two(installation: Installation, manifest: Answers, brought: list[Answers], codes: list[str]) -> None:
    """Each agreement is between sender and recipient, one that the request names, whole, and within its bounds."""
    two = sorted((manifest["sender"], installation.config.state))
    for told in brought:
        if told.get("states") != two:
            raise Unacceptable("The package brings an agreement that is not between the sender and this State.")
        code = code_of(told)
        if code not in codes or (code == codes[0] and digest_of(told) != manifest["instrument_digest"]):
            raise Unacceptable("The package brings another agreement than the one under which it is made.")
        if wrong := faults(told, installation.law.shipped):
            raise Unacceptable(f"The agreement that it brings cannot be taken in: {' '.join(wrong[:5])}")


def _documents(installation: Installation, package: Package, brought: list[Answers]) -> None:
    """The documents of agreements are what each lists, and such as are taken; they are kept."""
    for name, document in texts_of(brought):
        data = package.files[name]
        try:
            upload = check(document["filename"], data, installation.config.max_upload, document["title"])
        except BadUpload as error:
            raise Unacceptable(f"A document of the agreement cannot be taken: {error}") from error
        found = (upload.filename, upload.media_type, upload.pages, len(data), package.manifest["files"][name]["sha256"])
        if found != tuple(document[key] for key in ("filename", "media_type", "pages", "size", "sha256")):
            raise Unacceptable(f"The document “{document['title']}” of the agreement is not what the list says.")
        installation.store.keep(data)


def _keep(session: Session, manifest: Answers, told: Answers, at: datetime) -> None:
    sender = str(manifest["sender"])
    waiting = select(func.count()).where(Agreement.state == sender, Agreement.status == "arrived")
    if (session.scalar(waiting) or 0) >= MOST_WAITING:
        raise NotInstalled("It is held: more agreements of the sender wait to be read here than are kept at a time.")
    row = arrived(session, told, sender, at)
    session.flush()
    audit.note(session, "agreement_arrived", who=sender, code=row.code, digest=row.digest)
