"""Reads papers as their addressee does: the words on each page, whatever the line breaks."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path


def pages(pdf: bytes) -> list[str]:
    """The text of each page, every run of white space made one space."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        read = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    return [" ".join(page.split()) for page in read.stdout.decode().split("\f")[:-1]]


def text(pdf: bytes) -> str:
    """The text of all pages."""
    return " ".join(pages(pdf))
