"""The package: one step, sealed. Bytes <-> manifest, files, signature; knows no database.

A package is a ZIP without compression: `manifest.json`, `signature` (Ed25519 over the exact manifest bytes),
`documents/*`, `attachments/*`. The manifest lists the sha256 and size of every file, and the container has only one
possible spelling, so that a single changed byte anywhere is found.
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mla.canonical import Answers
from mla.package.keys import verified
from mla.package.schema import FORMAT, MOST_FILES, NAME, Address, Manifest, check
from mla.package.strict_json import Unclear, must_be_printable, parse

MOST_MANIFEST = 8 * 1024 * 1024
"""In bytes: all words of the longest request (`reading.MOST_CHARACTERS`), in the script that takes most room."""

END, END_64 = b"PK\x05\x06", b"PK\x06\x07"
END_SIZE, MOST_DIRECTORY = 22, (MOST_FILES + 2) * 250


class Unacceptable(Exception):
    """A package that is refused; the message says why, in a sentence for the sender."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """The manifest and its signature, read out of a package before anything else of it is."""

    raw_manifest: bytes
    manifest: Answers
    signature: bytes

    def check_signature(self, *public: bytes) -> None:
        """Raises Unacceptable unless one of these keys signed the manifest."""
        if not any(verified(key, self.signature, self.raw_manifest) for key in public):
            raise Unacceptable(
                "The signature does not belong to the sender's key on file, or the manifest was changed."
            )

    def check_manifest(self) -> None:
        """Raises Unacceptable unless the manifest is what `schema.py` says, to the letter."""
        try:
            must_be_printable(self.manifest)
            check(Manifest, self.manifest, "The manifest")
        except Unclear as error:
            raise Unacceptable(f"The manifest cannot be taken. {error}") from error


@dataclass(frozen=True, kw_only=True)
class Package(Head):
    """An opened package. `sha256` names its bytes; `files` maps names to bytes."""

    sha256: str
    files: dict[str, bytes]

    def check_files(self) -> None:
        """Raises Unacceptable unless every file is the one that was signed."""
        for name, data in self.files.items():
            if self.manifest["files"][name]["sha256"] != hashlib.sha256(data).hexdigest():
                raise Unacceptable(f"The file {name} is not the one that was signed.")


def seal(manifest: Mapping[str, object], files: Mapping[str, bytes], key: Ed25519PrivateKey) -> bytes:
    """The package's bytes. Adds `format` and the list of `files` to the manifest and signs it."""
    listed = {name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in files.items()}
    raw = json.dumps(
        {**manifest, "format": FORMAT, "files": listed}, sort_keys=True, ensure_ascii=False, indent=1
    ).encode()
    return _container(raw, key.sign(raw), files)


def read_head(file: BinaryIO, most: int) -> Head:
    """The manifest and signature of a package, without yet knowing its sender or reading the rest into memory.

    Raises Unacceptable. What it reads is bounded: the list of files, MOST_MANIFEST, 64 bytes; none of it larger than `most`.
    """
    size = file.seek(0, io.SEEK_END)
    if size > most:
        raise Unacceptable(f"The package is larger than {most // 1024 // 1024} MB.")
    _check_end(file, size)
    with _opened(file) as archive:
        entries = archive.infolist()
        _check_entries(entries, size)
        sizes = {entry.filename: entry.file_size for entry in entries}
        if not 0 < sizes.pop("manifest.json", 0) <= MOST_MANIFEST or sizes.pop("signature", 0) != 64:
            raise Unacceptable("The package has no readable manifest.")
        raw, signature = _read(archive, "manifest.json"), _read(archive, "signature")
    manifest = _address(raw)
    if {name: entry["size"] for name, entry in manifest["files"].items()} != sizes:
        raise Unacceptable("The files in the package are not those that its manifest lists.")
    return Head(raw_manifest=raw, manifest=manifest, signature=signature)


def unseal(source: bytes | BinaryIO, most: int) -> Package:
    """Open a package, without yet knowing its sender. Raises Unacceptable; reads nothing larger than `most` bytes."""
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    head = read_head(file, most)
    with _opened(file) as archive:
        files = {name: _read(archive, name) for name in head.manifest["files"]}
    file.seek(0)
    data = file.read()
    if _container(head.raw_manifest, head.signature, files) != data:
        raise Unacceptable("The package is damaged: its container is not as it was sealed.")
    return Package(**vars(head), sha256=hashlib.sha256(data).hexdigest(), files=files)


def _container(raw: bytes, signature: bytes, files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in (("manifest.json", raw), ("signature", signature), *sorted(files.items())):
            entry = zipfile.ZipInfo(name, date_time=(2023, 5, 26, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def _check_end(file: BinaryIO, size: int) -> None:
    """The list of files at the end is small, and the only one: Python would read one of any size into memory."""
    file.seek(max(0, size - END_SIZE - 20))
    end = file.read()
    record = end[-END_SIZE:]
    if len(record) < END_SIZE or not record.startswith(END) or end[:-END_SIZE].startswith(END_64):
        raise Unacceptable("The package is damaged or cut short: it cannot be opened.")
    entries, length = struct.unpack("<HI", record[10:16])
    if entries > MOST_FILES + 2 or length > MOST_DIRECTORY:
        raise Unacceptable("The package has too many files, or two of the same name.")


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except BROKEN as error:
        raise Unacceptable("The package is damaged or cut short: it cannot be opened.") from error


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except BROKEN as error:
        raise Unacceptable("The package is damaged or cut short: it cannot be opened.") from error


BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, KeyError, struct.error)
"""What Python's own reader raises on a container that is no sound one."""


def _check_entries(entries: list[zipfile.ZipInfo], whole: int) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > MOST_FILES + 2 or len(set(names)) != len(names):
        raise Unacceptable("The package has too many files, or two of the same name.")
    for entry in entries:
        if entry.filename not in ("manifest.json", "signature") and not NAME.fullmatch(entry.filename):
            raise Unacceptable("The package holds a file with a name that is not allowed.")
        if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 0x1:
            raise Unacceptable("The package is compressed or encrypted inside, which is not allowed.")
    if sum(entry.file_size for entry in entries) > whole:
        raise Unacceptable("The package claims to hold more than it does.")


def _address(raw: bytes) -> Answers:
    """What the manifest says; so far only its address is known to be sound."""
    try:
        told = parse(raw)
        if isinstance(told, dict) and told.get("format", FORMAT) != FORMAT:
            raise Unacceptable(f"The package has a format that this installation does not know (known: {FORMAT}).")
        check(Address, told, "The manifest")
    except Unclear as error:
        raise Unacceptable(f"The manifest cannot be taken. {error}") from error
    assert isinstance(told, dict)  # as the address is
    return told
