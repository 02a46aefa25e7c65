"""A key that never leaves its token: SoftHSM plays the token, where it is installed (tools/setup installs it for tests)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from config import SealSettings
from mla.seals.key import NotSealed, read_seal
from tests.support import seals

LIBRARIES = [Path("/usr/lib/softhsm/libsofthsm2.so"), *Path("/usr/lib").glob("*/softhsm/libsofthsm2.so")]
LIBRARY = next((one for one in LIBRARIES if one.exists()), None)
pytestmark = pytest.mark.skipif(not (shutil.which("softhsm2-util") and LIBRARY), reason="SoftHSM is not installed")

PIN = "1234"
SEALS = """
import sys
from pathlib import Path
from config import SealSettings
from mla.seals.key import read_seal
from mla.seals.sealing import seal_pdf
from tests.support.seals import NOW
library, secret, source, target = map(Path, sys.argv[1:])
seal = read_seal(SealSettings(token=library, token_name="ministry", token_key="seal", passphrase=secret))
for _ in range(2):
    target.write_bytes(seal_pdf(source.read_bytes(), seal, NOW, "SI-1/1").pdf)
print(seal.holder, seal.key)
"""


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SealSettings:
    """A token that holds key and certificate of the ministry."""
    (tmp_path / "tokens").mkdir()
    configured = seals.written(
        tmp_path, f"directories.tokendir = {tmp_path / 'tokens'}\nlog.level = ERROR\n".encode(), "softhsm2.conf"
    )
    monkeypatch.setenv("SOFTHSM2_CONF", str(configured))
    key = seals.ministry().key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    run = ["softhsm2-util", "--token", "ministry", "--pin", PIN]
    subprocess.run(
        [*run, "--init-token", "--free", "--label", "ministry", "--so-pin", PIN], check=True, capture_output=True
    )
    subprocess.run(
        [*run, "--import", seals.written(tmp_path, key, "key.pem"), "--label", "seal", "--id", "01"],
        check=True,
        capture_output=True,
    )
    assert LIBRARY
    put = (
        "import sys, pkcs11; t = pkcs11.lib(sys.argv[1]).get_token(token_label='ministry'); "
        "s = t.open(rw=True, user_pin='1234'); "
        "s.create_object({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE, pkcs11.Attribute.CERTIFICATE_TYPE: "
        "pkcs11.CertificateType.X_509, pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: 'seal', "
        "pkcs11.Attribute.SUBJECT: b'', pkcs11.Attribute.ID: b'1', pkcs11.Attribute.VALUE: sys.stdin.buffer.read()})"
    )
    certificate = seals.ministry().certificate.public_bytes(Encoding.DER)
    subprocess.run([sys.executable, "-c", put, LIBRARY], input=certificate, check=True, capture_output=True)
    secret = seals.written(tmp_path, PIN.encode(), "pin")
    return SealSettings(token=LIBRARY, token_name="ministry", token_key="seal", passphrase=secret)


def test_a_token_seals_and_keeps_its_key(token: SealSettings, tmp_path: Path) -> None:
    """In a process of its own: a library of tokens reads its settings once."""
    source, target = Path("/dev/null"), tmp_path / "sealed.pdf"
    from tests.unit.seals.test_sealing import letter, told_by_poppler

    source = seals.written(tmp_path, letter())
    command = [sys.executable, "-c", SEALS, str(token.token), str(token.passphrase), str(source), str(target)]
    told = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": "."})
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == "Ministry of Justice (test), Test None"
    assert "Signature is Valid" in told_by_poppler(target.read_bytes(), tmp_path)


def test_a_token_that_does_not_answer_is_named(tmp_path: Path) -> None:
    settings = SealSettings(token=tmp_path / "no-library.so", token_name="ministry", token_key="seal")
    with pytest.raises(NotSealed, match="The token “ministry” with the ministry’s seal does not answer"):
        read_seal(settings)
