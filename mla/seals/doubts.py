"""What is doubted of a seal beside what pyHanko doubts: methods that can be forged, who vouches, and what the seal leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko_certvalidator.path import ValidationPath

WEAK_DIGESTS, LEAST_RSA = ("md2", "md5", "sha1"), 2048
"""Digests that somebody can make two files for, and the bits below which a key is no secret (ETSI TS 119 312)."""


def may_vouch(path: ValidationPath | None) -> bool:
    """Whether who is believed at the end of the way may vouch for others: a seal that is on file is believed as it is, and makes nobody else believed (RFC 5280, 4.2.1.9)."""
    from pyhanko_certvalidator.authority import CertTrustAnchor

    if path is None:
        return False
    end = path.trust_anchor
    return path.pkix_len == 0 or (isinstance(end, CertTrustAnchor) and bool(end.certificate.ca))


def is_weak(embedded: EmbeddedPdfSignature, certificate: x509.Certificate) -> bool:
    """Whether it was made in a way in which somebody else could have made it."""
    key = certificate.public_key()
    signed_by = embedded.signer_info["signature_algorithm"]
    named = {embedded.md_algorithm, signed_by["algorithm"].native.partition("_")[0]}
    return not named.isdisjoint(WEAK_DIGESTS) or (isinstance(key, RSAPublicKey) and key.key_size < LEAST_RSA)


def leaves_out_itself_alone(embedded: EmbeddedPdfSignature, content: bytes) -> bool:
    """Whether the seal covers its file from the first byte on, all but its own bytes (ISO 32000-2, 12.8.1)."""
    numbers = [int(one) for one in list(embedded.byte_range)]
    if len(numbers) != 4:
        return False
    start, before, after, rest = numbers
    gap = content[max(before, 0) : max(after, 0)]
    if start != 0 or rest < 0 or after + rest > len(content) or gap[:1] != b"<" or gap[-1:] != b">":
        return False
    return bytes.fromhex(gap[1:-1].decode("ascii")) == embedded.pkcs7_content
