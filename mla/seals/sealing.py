"""Puts the seal on a PDF, last of all: one certifying signature without a mark on any page (PAdES, ETSI EN 319 142-1).

B-B always; B-T where a time-stamp service is set and answers; B-LT where what is known of revocations is configured, in the same
revision, so that the seal covers the whole file. What is beyond the seal itself never costs a step (decision 59): `Sealed.lacks`
says what could not be had.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from mla.seals.key import NotSealed, Seal, answers, certificates, lists
from mla.seals.time_stamps import stamper
from mla.words import _

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
    from pyhanko.sign.timestamps import TimeStamper
    from pyhanko_certvalidator import ValidationContext

FIELD = "Seal"
"""What the signature field is called in the file."""

TIME_STAMP, LONG_TERM = "time_stamp", "long_term"
"""What a seal can lack: the time of a service; what is known of revocations."""

SIGNATURE, TOKEN = 4_096, 12_288
"""Bytes kept free for a signature, and for a time stamp, beside the certificates."""


@dataclass(frozen=True)
class Sealed:
    """A sealed PDF, and what its seal lacks of what is set, each with the reason in a word for the log."""

    pdf: bytes
    lacks: tuple[tuple[str, str], ...] = ()


def seal_pdf(pdf: bytes, seal: Seal, at: datetime, reference: str) -> Sealed:
    """The same paper, sealed. `at` is the moment of the step, `reference` that of the paper. Raises NotSealed."""
    if why := seal.why_not(at):
        raise NotSealed(why)
    stamped, long_term = bool(seal.settings.time_stamp), seal.settings.revocation is not None
    lacks: list[tuple[str, str]] = []
    with _signer(seal) as signer:
        while True:
            try:
                return Sealed(_sign(pdf, seal, signer, at, reference, stamped, long_term), tuple(lacks))
            except _NoStamp as error:
                stamped = False
                lacks.append((TIME_STAMP, str(error)))
            except _NoLongTerm as error:
                long_term = False
                lacks.append((LONG_TERM, str(error)))


class _NoStamp(Exception):
    """The time-stamp service gave no sound answer in time."""


class _NoLongTerm(Exception):
    """What is configured does not prove that the certificates were not revoked."""


def _sign(
    pdf: bytes, seal: Seal, signer: Signer, at: datetime, reference: str, stamped: bool, long_term: bool
) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError
    from pyhanko_certvalidator.errors import PathError, ValidationError

    logging.getLogger("pyhanko").setLevel(logging.ERROR)  # that nothing is fetched is meant
    service = stamper(seal.settings.time_stamp) if stamped else None
    room = 2 * (sum(len(one.public_bytes(Encoding.DER)) for one in (seal.certificate, *seal.others)) + SIGNATURE)
    try:
        made = _pdf_signer(_metadata(seal, reference, at, long_term), signer, service, at)
        out = asyncio.run(
            made.async_sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), bytes_reserved=room + 2 * TOKEN * stamped)
        )
    except (OSError, TimestampRequestError) as error:
        raise _NoStamp(_said(error)) if stamped else _not_sealed(error) from error
    except (ValidationError, PathError) as error:
        raise _NoLongTerm(_said(error)) from error
    except (SigningError, PdfError, ValueError) as error:
        if long_term:  # pyHanko tells a certificate that cannot be validated as a signing error
            raise _NoLongTerm(_said(error)) from error
        if stamped:
            raise _NoStamp(_said(error)) from error
        raise _not_sealed(error) from error
    return bytes(out.getvalue())


def _said(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:200]


def _not_sealed(error: Exception) -> NotSealed:
    return NotSealed(_("The paper could not be sealed (%(error)s). Tell the administrator.", error=_said(error)))


def _metadata(seal: Seal, reference: str, at: datetime, long_term: bool) -> PdfSignatureMetadata:
    from pyhanko.sign import fields, signers
    from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference

    together = DSSContentSettings(include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE)
    return signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", reason=reference, name=seal.holder, subfilter=fields.SigSeedSubFilter.PADES,
        certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES, embed_validation_info=long_term,
        validation_context=_known(seal, at) if long_term else None, dss_settings=together, signer_key_usage=set(),
    )  # fmt: skip


def _known(seal: Seal, at: datetime) -> ValidationContext:
    """What is configured of trust and revocation. Nothing is fetched."""
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=[as_read(one) for one in certificates(seal.settings.trust)], other_certs=[as_read(one) for one in seal.others],
        crls=[one.public_bytes(Encoding.DER) for one in lists(seal.settings.revocation)], ocsps=answers(seal.settings.revocation),
        allow_fetching=False, revocation_mode="require", moment=at, retroactive_revinfo=True,
    )  # fmt: skip


def as_read(certificate: x509.Certificate) -> Certificate:
    """A certificate as pyHanko knows it."""
    from asn1crypto.x509 import Certificate

    return Certificate.load(certificate.public_bytes(Encoding.DER))


def _pdf_signer(metadata: PdfSignatureMetadata, signer: Signer, service: TimeStamper | None, at: datetime) -> PdfSigner:
    """Who seals: the time it tells is that of the step, as on the letter, and not that of the machine."""
    from pyhanko.pdf_utils.writer import BasePdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko.sign.signers.pdf_signer import PdfSigningSession

    class AtTheStep(signers.PdfSigner):
        def init_signing_session(
            self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
        ) -> PdfSigningSession:
            session = super().init_signing_session(pdf_out, existing_fields_only)
            session.system_time = at
            return session

    place = fields.SigFieldSpec(FIELD, on_page=0, empty_field_appearance=False)
    return AtTheStep(metadata, signer=signer, timestamper=service, new_field_spec=place)


@contextmanager
def _signer(seal: Seal) -> Iterator[Signer]:
    """Who signs: the key of the file, or the token while its session is open. Raises NotSealed."""
    from asn1crypto.keys import PrivateKeyInfo
    from pkcs11.exceptions import PKCS11Error
    from pyhanko.sign.pkcs11 import PKCS11Signer
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    from mla.seals.token import opened

    with opened(seal.settings) if seal.key is None else nullcontext() as session:
        if session is not None:
            raw = isinstance(seal.certificate.public_key(), EllipticCurvePublicKey)  # many tokens hash for RSA alone
            try:
                yield PKCS11Signer(
                    session,
                    signing_cert=as_read(seal.certificate),
                    key_label=seal.settings.token_key,
                    use_raw_mechanism=raw,
                )
            except PKCS11Error as error:
                raise _not_sealed(error) from error
            return
        assert seal.key
        chain = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        chain.register_multiple([as_read(one) for one in seal.others])
        key = seal.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        yield SimpleSigner(
            signing_cert=as_read(seal.certificate), signing_key=PrivateKeyInfo.load(key), cert_registry=chain
        )
