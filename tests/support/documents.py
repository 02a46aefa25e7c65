"""Documents of every kind, with made-up contents."""

from __future__ import annotations

import io
import wave
import zipfile

import pikepdf
from PIL import Image, ImageDraw, ImageFont

PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml"}
STREAMS = {".doc": "WordDocument", ".xls": "Workbook", ".ppt": "PowerPoint Document", ".msg": "__properties_version1.0"}
OPEN = {".odt": "text", ".ods": "spreadsheet", ".odp": "presentation"}


def zipped(*names: str, data: bytes = b"<x/>", squeeze: bool = False) -> bytes:
    """An archive with these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if squeeze else zipfile.ZIP_STORED) as archive:
        for name in names:
            archive.writestr(name, data)
    return out.getvalue()


def bomb() -> bytes:
    """An archive of two hundred bytes whose list says that it unfolds to four thousand million."""
    honest = zipped("a.bin", data=b"\0" * 100)
    at, size = honest.rfind(b"PK\x01\x02"), (100).to_bytes(4, "little")
    return honest[:at] + honest[at:].replace(size + size, size + (0xFFFF_0000).to_bytes(4, "little"), 1)


def compound(stream: str) -> bytes:
    """The beginning of a compound file, and the name of a stream in it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024 + stream.encode("utf-16-le") + b"\0" * 200


def open_document(kind: str) -> bytes:
    """An OpenDocument file: its type is its first part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<x/>")
    return out.getvalue()


def sound() -> bytes:
    """A tenth of a second of silence."""
    out = io.BytesIO()
    with wave.open(out, "wb") as track:
        track.setnchannels(1)
        track.setsampwidth(1)
        track.setframerate(8000)
        track.writeframes(b"\x80" * 800)
    return out.getvalue()


def picture(kind: str) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(out, kind)
    return out.getvalue()


def film(brand: bytes) -> bytes:
    """The beginning of a film of Apple's family of containers."""
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0" + brand + b"isom" + b"\0" * 200


MAIL = (
    b"From: Rosa Inventada <rosa@example.invalid>\r\nTo: court@example.invalid\r\nDate: Mon, 1 Jun 2026 10:00:00 +0000\r\n"
    b"Subject: The lists\r\n\r\n<script>alert(1)</script> Hello.\r\n"
)

MADE: dict[str, bytes] = {
    **{ending: zipped("[Content_Types].xml", part) for ending, part in PARTS.items()},
    **{ending: compound(stream) for ending, stream in STREAMS.items()},
    **{ending: open_document(kind) for ending, kind in OPEN.items()},
    ".rtf": b"{\\rtf1\\ansi Hello.}",
    ".txt": "Črta, číslo, العربية.\r\nA second line.".encode(),
    ".csv": b"number;name\r\n1;Imaginario\r\n",
    ".eml": MAIL,
    ".mp3": b"\xff\xfb\x90\x00" + b"\0" * 413,
    ".wav": sound(),
    ".m4a": film(b"M4A "),
    ".ogg": b"OggS\0\2" + b"\0" * 100,
    ".flac": b"fLaC\0\0\0\x22" + b"\0" * 100,
    ".mp4": film(b"isom"),
    ".mov": film(b"qt  "),
    ".avi": b"RIFF\x24\0\0\0AVI LIST" + b"\0" * 100,
    ".mkv": b"\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska" + b"\0" * 100,
    ".webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\0" * 100,
    ".zip": zipped("a.txt", "b/c.txt"),
    ".7z": b"7z\xbc\xaf\x27\x1c\0\4" + b"\0" * 100,
    ".gif": picture("GIF"),
    ".webp": picture("WEBP"),
    ".heic": film(b"heic"),
    ".png": picture("PNG"),
    ".jpg": picture("JPEG"),
    ".tif": picture("TIFF"),
}
"""A document of each kind but PDF, by how its name ends."""

HARMFUL = {
    "a program of Windows": b"MZ\x90\x00" + b"\0" * 500,
    "a program of Linux": b"\x7fELF\x02\x01\x01" + b"\0" * 500,
    "a page with a script": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "a drawing with a script": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "a script of a shell": b"#!/bin/sh\nrm -rf /\n",
}


def pdf(*pages: str) -> bytes:
    """A PDF with a line of text on each page."""
    out = io.BytesIO()
    made = pikepdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for words in pages:
        page = made.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = made.make_stream(f"BT /F1 12 Tf 60 700 Td ({words}) Tj ET".encode("latin-1"))
    made.save(out)
    return out.getvalue()


def scan(words: str, kind: str = "PDF") -> bytes:
    """A picture of a page on which words stand."""
    page = Image.new("L", (1240, 400), "white")
    ImageDraw.Draw(page).text((80, 150), words, "black", ImageFont.load_default(48))
    out = io.BytesIO()
    page.save(out, kind, resolution=150)
    return out.getvalue()
