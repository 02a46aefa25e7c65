"""The file store: papers, attachments and packages, each kept under its sha256 and never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import BinaryIO, cast

from mla.words import _


class Missing(Exception):
    """A file that should be in the store is not, or its bytes have changed."""


class Store:
    """Bytes by their sha256. Writing is atomic; what a rolled-back step has written is harmless."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, data: bytes) -> str:
        """Keep the bytes; returns their sha256 in hex. Raises OSError when the disk is full."""
        name = hashlib.sha256(data).hexdigest()
        path = self.path(name)
        if path.exists() and path.stat().st_size == len(data):
            return name
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            temporary = Path(file.name)
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                temporary.unlink(missing_ok=True)
                raise
        temporary.replace(path)
        return name

    def scratch(self) -> BinaryIO:
        """A file without a name beside the store, for what comes in and is not judged yet; gone when it is closed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return cast(BinaryIO, tempfile.TemporaryFile(dir=self.folder))

    def read(self, name: str) -> bytes:
        """The bytes under this sha256, checked. Raises Missing."""
        try:
            data = self.path(name).read_bytes()
        except OSError as error:
            raise Missing(_("The file %(name)s… is not in the store.", name=name[:12])) from error
        if hashlib.sha256(data).hexdigest() != name:
            raise Missing(_("The file %(name)s… has been changed in the store.", name=name[:12]))
        return data

    def path(self, name: str) -> Path:
        """Where the bytes with this sha256 stand."""
        return self.folder / name[:2] / name


class Beside(Store):
    """A store that reads what another holds and keeps nothing in it: what is new is gone with it."""

    def __init__(self, store: Store) -> None:
        super().__init__(store.folder)
        self.new: dict[str, bytes] = {}

    def keep(self, data: bytes) -> str:
        """Keep the bytes in memory; returns their sha256 in hex."""
        name = hashlib.sha256(data).hexdigest()
        self.new[name] = data
        return name

    def read(self, name: str) -> bytes:
        """The bytes under this sha256, new or of the other store. Raises Missing."""
        return self.new[name] if name in self.new else super().read(name)
