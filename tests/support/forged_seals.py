"""Seals that somebody made up, or made so that they look like more than they are."""

from __future__ import annotations

import asyncio
import hashlib
import re
from io import BytesIO
from typing import Any

from asn1crypto import cms
from asn1crypto.keys import PrivateKeyInfo
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.support import seals


def _signer(made: seals.Made) -> Any:
    from pyhanko.sign.signers import SimpleSigner

    from mla.seals.sealing import as_read

    key = made.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(
        signing_cert=as_read(made.certificate), signing_key=PrivateKeyInfo.load(key), cert_registry=None
    )


def sealed_with(pdf: bytes, made: seals.Made, digest: str = "sha256") -> bytes:
    """Sealed as another program would, by whatever digest."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    told = signers.PdfSignatureMetadata(
        field_name="Seal", md_algorithm=digest, subfilter=fields.SigSeedSubFilter.PADES, signer_key_usage=set()
    )
    sealing = signers.PdfSigner(told, signer=_signer(made))
    out = asyncio.run(sealing.async_sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), bytes_reserved=20_000))
    return bytes(out.getvalue())


def short_key() -> seals.Made:
    """A certificate, vouched for, of an RSA key of 1024 bits."""
    key = rsa.generate_private_key(65537, 1024)
    made = (
        x509.CertificateBuilder()
        .subject_name(seals.named("Ministry"))
        .issuer_name(seals.authority().certificate.subject)
    )
    made = made.public_key(key.public_key()).serial_number(7).not_valid_before(seals.NOW - seals.YEAR)
    made = made.not_valid_after(seals.NOW + seals.YEAR)
    return seals.Made(made.sign(seals.authority().key, hashes.SHA256()), key)


def _with_cms(pdf: bytes, der: bytes) -> bytes:
    """The file with another seal in the gap."""
    start = pdf.index(b"/Contents <") + 11
    end = pdf.index(b">", start)
    return pdf[:start] + der.hex().encode().ljust(end - start, b"0") + pdf[end:]


def cms_of(pdf: bytes) -> cms.ContentInfo:
    """The seal in the gap."""
    start = pdf.index(b"/Contents <") + 11
    return cms.ContentInfo.load(bytes.fromhex(pdf[start : pdf.index(b">", start)].decode()))


def of_something_else(pdf: bytes, made: seals.Made) -> bytes:
    """In the gap of a changed file stands what its holder signed elsewhere, with that content in it."""
    signing = _signer(made).async_sign_general_data(b"a message of last year", "sha256", detached=False)
    return _with_cms(seals.one_byte_other(pdf), asyncio.run(signing).dump())


def with_a_stamp_of_another(pdf: bytes, stamped: bytes) -> bytes:
    """The time stamp of another file, called plain data so that a hasty reader does not ask what it stamps."""
    named = cms_of(pdf)
    (token,) = (one for one in cms_of(stamped)["content"]["signer_infos"][0]["unsigned_attrs"])
    value = token["values"][0]
    inner = value["content"]["encap_content_info"]
    told = cms.EncapsulatedContentInfo({"content_type": "data", "content": inner["content"].contents})
    value["content"]["encap_content_info"] = told
    named["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes(
        [cms.CMSAttribute({"type": "signature_time_stamp_token", "values": [value]})]
    )
    return _with_cms(pdf, named.dump(force=True))


def with_a_free_tail(pdf: bytes, made: seals.Made) -> bytes:
    """Sealed by its holder over a piece twice, so that the end of the file is covered by nothing, and its size adds up all the same."""
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]", pdf)
    assert found
    before, _after, rest = (int(one) for one in found.groups())
    told = b"/ByteRange [0 %d 100 %d" % (before, rest)
    pdf = pdf[: found.start()] + told.ljust(len(found[0]) - 1) + b"]" + pdf[found.end() :]
    covered = hashlib.sha256(pdf[:before] + pdf[100 : 100 + rest]).digest()
    der = asyncio.run(_signer(made).async_sign(covered, "sha256", use_pades=True)).dump()
    return _with_cms(pdf, der)
