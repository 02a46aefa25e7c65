"""The seals of the sample ministries: made when the sample is, by nobody but themselves, and each on file with the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

SEAL, TRUST = "seal.p12", "trust"
"""Where the seal stands in the folder of a ministry, and the certificates of both beside them."""

LASTS = timedelta(days=2 * 365)


def new_seal(home: Path, name: str) -> None:
    """A key and a certificate that vouches for itself, without a passphrase: it is for trying out alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False, key_agreement=False,
        key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - LASTS)  # the letters of the sample are older than it is
        .not_valid_after(now + LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    (home / SEAL).touch(mode=0o600)
    (home / SEAL).write_bytes(pkcs12.serialize_key_and_certificates(b"seal", key, made, None, NoEncryption()))
    trust = home.parent / TRUST
    trust.mkdir(exist_ok=True)
    (trust / f"{home.name}.pem").write_bytes(made.public_bytes(Encoding.PEM))
