"""The package: one step, sealed. Bytes <-> manifest, files, signature; knows no database.

A package is a ZIP without compression: `manifest.json`, `signature` (Ed25519 over the exact manifest bytes),
`documents/*`, `attachments/*`. The manifest lists the sha256 and size of every file, and the container has only one
possible spelling, so that a single changed byte anywhere is found.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mla.exchange.keys import verified

FORMAT = 1
MOST_FILES = 500
MOST_MANIFEST = 20 * 1024 * 1024
NAME = re.compile(r"(documents|attachments)/[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
NEEDED: dict[str, type | tuple[type, ...]] = {
    "format": int, "sender": str, "recipient": str, "dossier": str, "kind": str, "table_version": int,
    "instrument": str, "instrument_digest": str, "trigger": str, "number": int, "previous": str, "at": str, "on": str,
    "actor": str, "reference": str, "said": dict, "files": dict,
}  # fmt: skip


MOST_NUMBER = 1_000_000
DATES: dict[str, Callable[[str], object]] = {"at": datetime.fromisoformat, "on": date.fromisoformat}


class Unacceptable(Exception):
    """A package that is refused; the message says why, in a sentence for the sender."""


@dataclass(frozen=True)
class Package:
    """An opened package. `sha256` names its bytes; `files` maps names to bytes."""

    sha256: str
    raw_manifest: bytes
    manifest: dict[str, Any]
    signature: bytes
    files: dict[str, bytes]

    def check_signature(self, public: bytes) -> None:
        """Raises Unacceptable unless this key signed the manifest."""
        if not verified(public, self.signature, self.raw_manifest):
            raise Unacceptable(
                "The signature does not belong to the sender's key on file, or the manifest was changed."
            )

    def check_files(self) -> None:
        """Raises Unacceptable unless the files are exactly those the manifest lists, byte for byte."""
        listed = self.manifest["files"]
        if set(listed) != set(self.files):
            raise Unacceptable("The files in the package are not those that its manifest lists.")
        for name, data in self.files.items():
            entry = listed[name]
            sound = isinstance(entry, dict) and entry.get("sha256") == hashlib.sha256(data).hexdigest()
            if not sound or entry.get("size") != len(data):
                raise Unacceptable(f"The file {name} is not the one that was signed.")


def seal(manifest: Mapping[str, Any], files: Mapping[str, bytes], key: Ed25519PrivateKey) -> bytes:
    """The package's bytes. Adds `format` and the list of `files` to the manifest and signs it."""
    listed = {name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in files.items()}
    raw = json.dumps(
        {**manifest, "format": FORMAT, "files": listed}, sort_keys=True, ensure_ascii=False, indent=1
    ).encode()
    return _container(raw, key.sign(raw), files)


def unseal(data: bytes, most: int) -> Package:
    """Open a package, without yet knowing its sender. Raises Unacceptable; reads nothing larger than `most` bytes."""
    if len(data) > most:
        raise Unacceptable(f"The package is larger than {most // 1024 // 1024} MB.")
    parts = _parts(data)
    raw = parts.pop("manifest.json", b"")
    signature = parts.pop("signature", b"")
    if not raw or len(raw) > MOST_MANIFEST:
        raise Unacceptable("The package has no readable manifest.")
    if _container(raw, signature, parts) != data:
        raise Unacceptable("The package is damaged: its container is not as it was sealed.")
    return Package(hashlib.sha256(data).hexdigest(), raw, _manifest(raw), signature, parts)


def _container(raw: bytes, signature: bytes, files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in (("manifest.json", raw), ("signature", signature), *sorted(files.items())):
            entry = zipfile.ZipInfo(name, date_time=(2023, 5, 26, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries, len(data))
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise Unacceptable("The package is damaged or cut short: it cannot be opened.") from error


def _check_entries(entries: list[zipfile.ZipInfo], whole: int) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > MOST_FILES or len(set(names)) != len(names):
        raise Unacceptable("The package has too many files, or two of the same name.")
    for entry in entries:
        if entry.filename not in ("manifest.json", "signature") and not NAME.fullmatch(entry.filename):
            raise Unacceptable("The package holds a file with a name that is not allowed.")
        if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 0x1:
            raise Unacceptable("The package is compressed or encrypted inside, which is not allowed.")
    if sum(entry.file_size for entry in entries) > whole:
        raise Unacceptable("The package claims to hold more than it does.")


def _manifest(raw: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Unacceptable("The manifest is not readable.") from error
    if not isinstance(manifest, dict):
        raise Unacceptable("The manifest is not readable.")
    if manifest.get("format") != FORMAT:
        raise Unacceptable(f"The package has a format that this installation does not know (known: {FORMAT}).")
    wrong = [name for name, kind in NEEDED.items() if not isinstance(manifest.get(name), kind)]
    wrong += [name for name in ("number", "table_version") if not wrong and not 0 <= manifest[name] < MOST_NUMBER]
    wrong += [name for name, read in DATES.items() if not wrong and not _reads(read, manifest[name])]
    if wrong:
        raise Unacceptable(f"The manifest lacks: {', '.join(wrong)}.")
    return manifest


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True
