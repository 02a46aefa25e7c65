"""The key and certificate with which a ministry seals: from a PKCS#12 file or a token, and why it may not seal on a given day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from config import SealSettings
from mla.documents.refusing import PaperNotDrawn
from mla.words import _

PrivateKey = RSAPrivateKey | EllipticCurvePrivateKey
"""The keys that every reader of PDF knows."""


class NotSealed(PaperNotDrawn):
    """A paper cannot be sealed, so the step that draws it is not taken; the sentence says why, to an official."""


@dataclass(frozen=True)
class Seal:
    """A certificate with its chain; `key` is None where it never leaves its token. `revoked` is whether a list that is configured names it."""

    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    key: PrivateKey | None
    settings: SealSettings
    revoked: bool = False

    @property
    def holder(self) -> str:
        """Whose seal it is, as its certificate says."""
        return name_of(self.certificate.subject)

    def why_not(self, at: datetime) -> str | None:
        """Why nothing may be sealed with it at a moment, in a sentence for an official; None when it may."""
        begins, ends = self.certificate.not_valid_before_utc, self.certificate.not_valid_after_utc
        if self.revoked:
            return _(
                "The certificate of the ministry’s seal was revoked. Tell the administrator: a new one has to be set before this can be sealed."
            )
        if at < begins:
            return _(
                "The certificate of the ministry’s seal is not valid before %(day)s. Tell the administrator: nothing can be sealed until then.",
                day=f"{begins:%Y-%m-%d %H:%M} UTC",
            )
        if at > ends:
            return _(
                "The certificate of the ministry’s seal expired on %(day)s. Tell the administrator: a new one has to be set before this can be sealed.",
                day=f"{ends:%Y-%m-%d %H:%M} UTC",
            )
        return None


LONGEST_NAME = 120
"""Characters of a name that are told."""


def name_of(name: x509.Name) -> str:
    """Who a certificate names: common name and organisation, each once; the whole name where it has neither. Anybody writes what he
    likes there: what turns or hides what is read (Unicode category C, other blanks) stands as a mark, and what is too long is cut."""
    found = [
        str(one.value)
        for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
        for one in name.get_attributes_for_oid(oid)
    ]
    told = "".join(
        one if one.isprintable() else "\N{REPLACEMENT CHARACTER}"
        for one in ", ".join(dict.fromkeys(found)) or name.rfc4514_string()
    )
    return told if len(told) <= LONGEST_NAME else told[:LONGEST_NAME] + "…"


def read_seal(settings: SealSettings) -> Seal | None:
    """The seal that the settings name; None where they name none. Raises NotSealed, whose sentence names the file or token."""
    if settings.token:
        from mla.seals.token import certificate_in

        found = Seal(certificate_in(settings), (), None, settings)
    elif settings.file:
        found = Seal(*_of_file(settings.file, secret(settings)), settings)
    else:
        return None
    return replace(found, revoked=is_revoked(found.certificate, lists(settings.revocation)))


def secret(settings: SealSettings) -> str:
    """The passphrase or PIN; nothing where no file is named. Raises NotSealed."""
    if settings.passphrase is None:
        return ""
    try:
        return settings.passphrase.read_text().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise NotSealed(
            _(
                "The file with the passphrase of the ministry’s seal (%(file)s) cannot be read.",
                file=settings.passphrase,
            )
        ) from error


def _of_file(path: Path, passphrase: str) -> tuple[x509.Certificate, tuple[x509.Certificate, ...], PrivateKey]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotSealed(_("The file of the ministry’s seal (%(file)s) cannot be read.", file=path)) from error
    try:
        found = pkcs12.load_pkcs12(data, passphrase.encode() or None)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise NotSealed(
            _(
                "The file of the ministry’s seal (%(file)s) cannot be opened: it is no PKCS#12 file, or its passphrase is another.",
                file=path,
            )
        ) from error
    if found.cert is None or not isinstance(found.key, RSAPrivateKey | EllipticCurvePrivateKey):
        raise NotSealed(
            _("The file of the ministry’s seal (%(file)s) holds no certificate with an RSA or EC key.", file=path)
        )
    return found.cert.certificate, tuple(one.certificate for one in found.additional_certs), found.key


def certificates(folder: Path | None) -> list[x509.Certificate]:
    """The certificates (PEM) in the files of a folder. Raises NotSealed naming the file that holds none."""
    found = []
    for path in _files(folder, ("*.pem", "*.crt", "*.cer")):
        try:
            found += x509.load_pem_x509_certificates(path.read_bytes())
        except (OSError, ValueError) as error:
            raise NotSealed(_("The file %(file)s holds no certificate (PEM).", file=path)) from error
    return found


def lists(folder: Path | None) -> list[x509.CertificateRevocationList]:
    """The lists of revoked certificates (DER or PEM) in a folder. Raises NotSealed naming the file that is none."""
    found = []
    for path in _files(folder, ("*.crl",)):
        try:
            data = path.read_bytes()
            read = x509.load_pem_x509_crl if data.startswith(b"-----") else x509.load_der_x509_crl
            found.append(read(data))
        except (OSError, ValueError) as error:
            raise NotSealed(_("The file %(file)s holds no list of revoked certificates.", file=path)) from error
    return found


def answers(folder: Path | None) -> list[bytes]:
    """The answers about single certificates (OCSP, DER) in a folder. Raises NotSealed."""
    try:
        return [path.read_bytes() for path in _files(folder, ("*.ocsp",))]
    except OSError as error:
        raise NotSealed(_("The folder %(folder)s cannot be read.", folder=folder)) from error


def is_revoked(certificate: x509.Certificate, known: Iterable[x509.CertificateRevocationList]) -> bool:
    """Whether a list of its issuer names a certificate."""
    return any(
        one.issuer == certificate.issuer
        and one.get_revoked_certificate_by_serial_number(certificate.serial_number) is not None
        for one in known
    )


def _files(folder: Path | None, patterns: tuple[str, ...]) -> list[Path]:
    """The files of a folder, in order. Raises NotSealed where there is no such folder."""
    if folder is None:
        return []
    if not folder.is_dir():
        raise NotSealed(_("There is no folder %(folder)s.", folder=folder))
    return sorted(path for pattern in patterns for path in folder.glob(pattern))
