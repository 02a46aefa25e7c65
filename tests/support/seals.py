"""Seals for tests: certificates made on the spot, a time-stamp service on this machine, PDF files that were tampered with. No key is kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from config import SealSettings

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
YEAR = timedelta(days=365)
PASSPHRASE = "of the seal"


@dataclass(frozen=True)
class Made:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: Any

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


def named(common: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, common), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Test")]
    )


def certificate(
    common: str, by: Made | None = None, *, since: datetime = NOW - YEAR, until: datetime = NOW + YEAR, authority: bool = False,
    stamps: bool = False, sort: str = "ec",
) -> Made:  # fmt: skip
    """A certificate, signed by another or by itself."""
    key = ec.generate_private_key(ec.SECP256R1()) if sort == "ec" else rsa.generate_private_key(65537, 2048)
    usage = x509.KeyUsage(not authority, not authority, False, False, False, authority, authority, False, False)
    made = (
        x509.CertificateBuilder()
        .subject_name(named(common)).issuer_name(by.certificate.subject if by else named(common)).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(since).not_valid_after(until)
        .add_extension(x509.BasicConstraints(authority, None), True).add_extension(usage, True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key((by.key if by else key).public_key()), False)
    )  # fmt: skip
    if stamps:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
    return Made(made.sign(by.key if by else key, hashes.SHA256()), key)


@cache
def authority() -> Made:
    """Who vouches for the others."""
    return certificate(
        "Certification authority of the tests", authority=True, since=NOW - 10 * YEAR, until=NOW + 10 * YEAR
    )


@cache
def ministry() -> Made:
    """The seal of a ministry, vouched for."""
    return certificate("Ministry of Justice (test)", authority())


def revoking(*revoked: Made, on: datetime = NOW - timedelta(days=10)) -> bytes:
    """The authority's list of revoked certificates."""
    made = x509.CertificateRevocationListBuilder().issuer_name(authority().certificate.subject)
    made = made.last_update(NOW - timedelta(days=1)).next_update(NOW + YEAR)
    for one in revoked:
        row = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number).revocation_date(on).build()
        made = made.add_revoked_certificate(row)
    made = made.add_extension(x509.CRLNumber(1), False)
    made = made.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority().key.public_key()), False)
    return made.sign(authority().key, hashes.SHA256()).public_bytes(Encoding.DER)


def settings(
    folder: Path, seal: Made | None = None, *, service: str = "", revocation: bytes | None = None
) -> SealSettings:
    """The settings of a seal, its files in a folder; the authority is trusted."""
    seal = seal or ministry()
    file, secret, trust, lists = folder / "seal.p12", folder / "seal.pass", folder / "trust", folder / "revocation"
    locked = BestAvailableEncryption(PASSPHRASE.encode())
    file.write_bytes(
        pkcs12.serialize_key_and_certificates(b"seal", seal.key, seal.certificate, [authority().certificate], locked)
    )
    secret.write_text(PASSPHRASE + "\n")
    trust.mkdir(exist_ok=True)
    (trust / "authority.pem").write_bytes(authority().pem)
    if revocation is not None:
        lists.mkdir(exist_ok=True)
        (lists / "authority.crl").write_bytes(revocation)
    return SealSettings(
        file=file,
        passphrase=secret,
        time_stamp=service,
        trust=trust,
        revocation=lists if revocation is not None else None,
    )


@contextmanager
def time_stamps(manner: str = "sound") -> Iterator[str]:
    """The address of a time-stamp service: a sound one, one that hangs, fails, or answers with nonsense."""
    from asn1crypto import tsp
    from asn1crypto.keys import PrivateKeyInfo
    from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    from mla.seals.sealing import as_read

    stamps = certificate("Time stamps (test)", authority(), stamps=True, sort="rsa")
    chain = SimpleCertificateStore()
    chain.register(as_read(authority().certificate))
    key = stamps.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    dummy = DummyTimeStamper(as_read(stamps.certificate), PrivateKeyInfo.load(key), chain, fixed_dt=NOW)
    over = threading.Event()

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            if manner == "hangs":
                over.wait(30)
                return
            if manner == "fails":
                self.send_error(500)
                return
            answer = (
                b"no such thing"
                if manner == "nonsense"
                else dummy.request_tsa_response(tsp.TimeStampReq.load(asked)).dump()
            )
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Nothing is told."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def took(since: float) -> float:
    """Seconds since a moment of `time.monotonic`."""
    return time.monotonic() - since


def written(folder: Path, pdf: bytes, name: str = "paper.pdf") -> Path:
    """The bytes as a file."""
    path = folder / name
    path.write_bytes(pdf)
    return path


def as_der(made: Made) -> bytes:
    """The certificate."""
    return made.certificate.public_bytes(Encoding.DER)


def one_byte_other(pdf: bytes, place: int = 3000) -> bytes:
    """The file with one byte changed."""
    changed = bytearray(pdf)
    changed[place] ^= 1
    return bytes(changed)


def with_more(pdf: bytes) -> bytes:
    """The file with another revision behind it that writes on its first page: what an incremental update can do."""
    from io import BytesIO

    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    more = generic.StreamObject(stream_data=b"q 1 0 0 rg 100 100 300 300 re f Q")
    writer.add_stream_to_page(0, writer.add_object(more))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def sealed_by_force(pdf: bytes, made: Made) -> bytes:
    """Sealed with a certificate with which the ministry would not seal."""
    from mla.seals.key import Seal
    from mla.seals.sealing import seal_pdf

    class Forced(Seal):
        def why_not(self, _at: datetime) -> None:
            return None

    seal = Forced(made.certificate, (authority().certificate,), made.key, SealSettings())
    return seal_pdf(pdf, seal, NOW, "X").pdf
