"""Reads the seals of any PDF: who sealed it, when, whether a byte changed since, and how far the certificate can be believed.

What others made is opened where time and memory are bounded. Nothing is ever fetched: what is believed, and what is known of
revocations, is what `Known` brings along and what the file itself holds.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, cast

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from config import SealSettings
from mla.documents.active_content import looked_at
from mla.documents.bounded import LOOKING, Busy, run
from mla.documents.reading import TooLong, Unreadable
from mla.documents.refusing import PaperNotDrawn
from mla.seals.doubts import is_weak, leaves_out_itself_alone, may_vouch
from mla.seals.key import Seal, answers, certificates, lists, name_of
from mla.words import _

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus
    from pyhanko_certvalidator import ValidationContext

MOST_SEALS = 20
"""So many are looked at; what has more was made to keep somebody busy."""

CLOCKS = timedelta(hours=1)
"""So far clocks may differ before a time is told to lie ahead."""

WRONG = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    UnsupportedAlgorithm,
    zlib.error,
)
"""What a file raises that was not made as it should be."""

NOTHING, SERVICE, CHANGED, ODD = "nothing", "service", "changed", "odd"
"""What was added after the seal: nothing; only what serves its validation; something else; or the seal does not cover what it stands in."""

BELIEVED, NO_ANCHORS, UNKNOWN, NOT_THEN, REVOKED = "believed", "no_anchors", "unknown", "not_then", "revoked"
"""How far its certificate is believed: vouched for; nobody is trusted here; by nobody who is; not valid at that time; revoked by then."""


@dataclass(frozen=True)
class Known:
    """What a seal is held against: certificates that are believed, lists of revoked ones, answers about single ones, all as DER; and the moment."""

    at: datetime
    anchors: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class TimeStamp:
    """The time that a service tells, and whether that service is believed."""

    at: datetime
    by: str
    believed: bool


@dataclass(frozen=True)
class Found:
    """One seal. `sound`: what it covers is what was sealed. `sealed` is the sha256 of the file as it was when it was sealed.

    `checked` says whether it is known that nothing was revoked; `pinned`, that this very certificate is on file here; `weak`, that the
    method can be forged; `ahead`, that the time told was still to come.
    """

    by: str
    vouched_by: str
    fingerprint: str
    valid: tuple[datetime, datetime]
    sound: bool
    added: str
    sealed: str
    told_at: datetime | None
    stamp: TimeStamp | None
    trust: str
    checked: bool = False
    pinned: bool = False
    revoked_on: datetime | None = None
    weak: bool = False
    ahead: bool = False

    @property
    def at(self) -> datetime | None:
        """When it was sealed, as well as is known."""
        return self.stamp.at if self.is_stamped and self.stamp else self.told_at

    @property
    def is_stamped(self) -> bool:
        """Whether a service that is believed proves the time."""
        return self.stamp is not None and self.stamp.believed

    @property
    def is_theirs(self) -> bool:
        """Whether it is known that the seal is of whom it names, and not only that it says so."""
        return self.sound and not self.weak and self.trust == BELIEVED


@dataclass(frozen=True)
class Looked:
    """What a look at a PDF tells: its sha256 and size in bytes, its seals, which of them could not be read, and what it does by itself."""

    sha256: str
    size: int
    seals: tuple[Found, ...] = ()
    broken: int = 0
    active: tuple[str, ...] = field(default=())


def known_here(settings: SealSettings, own: Seal | None, at: datetime) -> Known:
    """What is on file in this installation; its own seal is believed. Raises NotSealed where a file is no certificate or list."""
    anchors = [*certificates(settings.trust), *([own.certificate] if own else [])]
    return Known(
        at, tuple(one.public_bytes(Encoding.DER) for one in anchors),
        tuple(one.public_bytes(Encoding.DER) for one in lists(settings.revocation)), tuple(answers(settings.revocation)),
    )  # fmt: skip


def look_at(content: bytes, known: Known) -> Looked:
    """Look at a file, with so much time and memory and no more. Raises Unreadable, whose sentence says why it cannot be read; Busy."""
    if b"%PDF-" not in content[:1024]:
        raise Unreadable(_("This is no PDF. Seals stand in PDF files."))
    try:
        looked = cast(Looked, run(__name__, "look", content, known, limit=LOOKING))
        return Looked(looked.sha256, looked.size, looked.seals, looked.broken, looked_at(content)[1])
    except Busy:
        raise
    except PaperNotDrawn as error:
        raise TooLong(_("Looking at this file takes longer, or more memory, than this installation allows.")) from error
    except RuntimeError as error:
        raise Unreadable(_("This PDF is damaged: its seals cannot be read.")) from error


def look(content: bytes, known: Known) -> Looked:
    """The same here and now. Raises Unreadable."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.errors import SignatureValidationError

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what is wrong is told in the answer
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        if reader.encrypted:
            raise Unreadable(_("This PDF is protected by a password: its seals cannot be read."), locked=True)
        embedded = reader.embedded_regular_signatures
    except (PdfError, SignatureValidationError, *WRONG) as error:
        raise Unreadable(_("This PDF is damaged: its seals cannot be read.")) from error
    seals, broken = [], 0
    for one in embedded[:MOST_SEALS]:
        try:
            seals.append(asyncio.run(_found(content, reader, one, known)))
        except (PdfError, SignatureValidationError, *WRONG):
            broken += 1
    return Looked(
        hashlib.sha256(content).hexdigest(), len(content), tuple(seals), broken + max(0, len(embedded) - MOST_SEALS)
    )


async def _found(content: bytes, reader: PdfFileReader, embedded: EmbeddedPdfSignature, known: Known) -> Found:
    from pyhanko.sign.validation.dss import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError

    certificate = x509.load_der_x509_certificate(embedded.signer_cert.dump())
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    try:
        store = DocumentSecurityStore.read_dss(reader)
        more = [one.get_object().data for one in store.crls], [one.get_object().data for one in store.ocsps]
        others = list(store.load_certs())
    except NoDSSFoundError:
        more, others = ([], []), []
    brought = Known(known.at, known.anchors, (*known.lists, *more[0]), (*known.answers, *more[1]))
    told_at = embedded.self_reported_timestamp
    first = await _judged(embedded, _context(brought, others, told_at or known.at), _context(brought, others, known.at))
    stamp = _stamp(first)
    at = stamp.at if stamp and stamp.believed else told_at or known.at
    status = await _judged(embedded, _context(brought, others, at), _context(brought, others, at)) if stamp else first
    revoked_on = _revoked_on(certificate, known.lists)
    pinned = (own := certificate.public_bytes(Encoding.DER)) in known.anchors
    apart = replace(
        brought, anchors=tuple(one for one in known.anchors if one != own)
    )  # nobody looks whether an anchor was revoked
    end = sum(int(one) for one in list(embedded.byte_range)[2:])
    return Found(
        name_of(certificate.subject), name_of(certificate.issuer), hashlib.sha256(embedded.signer_cert.dump()).hexdigest(), (begins, ends),
        status.intact and status.valid, _added(status, embedded, content), hashlib.sha256(content[:end]).hexdigest(), told_at, stamp,
        _trust(status, known, revoked_on, begins <= at <= ends, at),
        await _is_checked(embedded, _context(apart, others, at, strict=True)), pinned, revoked_on,
        is_weak(embedded, certificate), at > known.at + CLOCKS,
    )  # fmt: skip


async def _judged(
    embedded: EmbeddedPdfSignature, signer: ValidationContext, stamps: ValidationContext
) -> PdfSignatureStatus:
    from pyhanko.sign.validation import async_validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    seals = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
    return await async_validate_pdf_signature(embedded, signer, stamps, key_usage_settings=seals)


def _context(known: Known, others: Iterable[object], at: datetime, *, strict: bool = False) -> ValidationContext:
    from asn1crypto.x509 import Certificate
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=[Certificate.load(one) for one in known.anchors], other_certs=list(others), crls=known.lists, ocsps=known.answers,
        allow_fetching=False, revocation_mode="require" if strict else "soft-fail", moment=at.astimezone(UTC), retroactive_revinfo=True,
    )  # fmt: skip


def _stamp(status: PdfSignatureStatus) -> TimeStamp | None:
    found = status.timestamp_validity
    if found is None or not (found.intact and found.valid):
        return None
    by = name_of(x509.load_der_x509_certificate(found.signing_cert.dump()).subject)
    return TimeStamp(found.timestamp, by, found.trusted and may_vouch(found.validation_path))


def _added(status: PdfSignatureStatus, embedded: EmbeddedPdfSignature, content: bytes) -> str:
    """What was added to the file after it was sealed. pyHanko only counts bytes; where they stand is looked at here."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if not leaves_out_itself_alone(embedded, content):
        return ODD
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return NOTHING
    if status.coverage != SignatureCoverageLevel.ENTIRE_REVISION:
        return ODD
    served = status.modification_level == ModificationLevel.LTA_UPDATES and content.rstrip().endswith(b"%%EOF")
    return SERVICE if served else CHANGED  # bytes behind the last revision serve nothing


def _revoked_on(certificate: x509.Certificate, known: Iterable[bytes]) -> datetime | None:
    """Since when a list of its issuer names the certificate."""
    for one in (x509.load_der_x509_crl(data) for data in known):
        row = one.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if one.issuer == certificate.issuer and row is not None:
            return row.revocation_date_utc
    return None


def _trust(
    status: PdfSignatureStatus, known: Known, revoked_on: datetime | None, valid_then: bool, at: datetime
) -> str:
    if status.revoked or (revoked_on and revoked_on <= at):
        return REVOKED
    if not valid_then:
        return NOT_THEN
    if status.trust_problem_indic is None and may_vouch(status.validation_path):
        return BELIEVED
    return UNKNOWN if known.anchors else NO_ANCHORS


async def _is_checked(embedded: EmbeddedPdfSignature, context: ValidationContext) -> bool:
    """Whether everything that is known proves that nothing on the way was revoked."""
    from pyhanko_certvalidator import CertificateValidator
    from pyhanko_certvalidator.errors import PathError, ValidationError

    validator = CertificateValidator(embedded.signer_cert, embedded.other_embedded_certs, context)
    try:
        await validator.async_validate_path()
    except (PathError, ValidationError):
        return False
    return True
