"""What stands in a document is read, whoever made it, in so much time and memory, and no more than it says."""

from __future__ import annotations

import time
import zlib

import pytest

from mla.documents import bounded, ocr, words
from mla.documents.bounded import Limit
from mla.documents.reading import Unreadable
from mla.documents.refusing import PaperNotDrawn
from mla.documents.words import read
from tests.support.documents import MADE, pdf, scan, zipped

PDF = "application/pdf"
LAUGHS = b"".join(
    [b'<!DOCTYPE x [<!ENTITY a0 "ha">', *(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)), b"]><x>&a11;</x>"]
)  # fmt: skip
"""A text of a few hundred characters that says that it unfolds to two hundred thousand million."""


def said(data: bytes, media_type: str = PDF, *languages: str) -> str:
    """All that a document says."""
    told = read(data, media_type, languages or ("en",))
    assert told
    return " ".join(told.pages)


def test_of_a_pdf_each_page_says_its_text() -> None:
    told = read(pdf("The quarry", "Second page"), PDF, ["en"])
    assert told == words.Stretch(["The quarry", "Second page"])


def test_of_a_scan_it_is_read_what_can_be_recognised() -> None:
    assert "WAREHOUSE LEDGER" in said(scan("WAREHOUSE LEDGER 1987")).upper()
    assert "WAREHOUSE LEDGER" in said(scan("WAREHOUSE LEDGER 1987", "PNG"), "image/png").upper()


def test_a_scan_waits_for_ocr_where_there_is_none_or_none_of_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(scan("WAREHOUSE"), PDF, ["xx"]) == words.Stretch([""], lacking="scan")
    monkeypatch.setattr(ocr, "installed", frozenset)
    assert read(scan("WAREHOUSE"), PDF, ["en"]) == words.Stretch([""], lacking="scan")


def test_a_long_scan_is_read_stretch_by_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "STRETCH", -1.0)
    first = read(pdf("One", "Two"), PDF, ["en"])
    assert first == words.Stretch([], after=0)
    monkeypatch.setattr(words, "STRETCH", 15.0)
    assert read(pdf("One", "Two"), PDF, ["en"], 1) == words.Stretch(["Two"])


def test_texts_and_mails_say_what_they_say_and_nothing_runs() -> None:
    assert said(MADE[".txt"], "text/plain") == "Črta, číslo, العربية.\r\nA second line."
    assert said("Uhlířská".encode("cp1250"), "text/plain", "cs") == "Uhlířská"
    mail = said(MADE[".eml"], "message/rfc822")
    assert "Rosa Inventada" in mail
    assert "The lists" in mail
    page = (
        b"From: a@example.invalid\nSubject: x\nContent-Type: text/html\n\n<p>One &amp; <b>two</b><script>no()</script>"
    )
    assert "One & two" in said(page, "message/rfc822")
    assert "no()" not in said(page, "message/rfc822")
    lines = b"From: a@example.invalid\nSubject: x\nContent-Type: text/html\n\n<div>One</div><div>two<br>three</div>"
    assert said(lines, "message/rfc822").split()[-3:] == ["One", "two", "three"], (
        "what stands on two lines is two words"
    )


@pytest.mark.parametrize(
    "head", ["From: <@", "From: " + "(" * 5_000, "To: ,,;:", "Date: 99 Foo 9999", "Subject: =?x?y?z?="]
)
def test_a_mail_whose_head_is_written_wrongly_says_its_words_all_the_same(head: str) -> None:
    assert "Arcadia" in said(f"{head}\nX: y\n\nArcadia".encode(), "message/rfc822")


def docx(words: str) -> bytes:
    """A word-processing document with these words, as they stand in its XML."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>'
    return zipped("[Content_Types].xml", "word/document.xml", data=body.encode(), squeeze=True)


def test_a_word_processing_document_says_its_words() -> None:
    assert said(docx("The quarry &amp; Arcadia"), words.DOCX) == "The quarry & Arcadia"


@pytest.mark.parametrize("data", [MADE[".docx"].replace(b"word/document", b"word/elsewhere"), b"PK\x03\x04", zipped("word/document.xml", data=LAUGHS)])  # fmt: skip
def test_a_word_processing_document_that_is_none_is_said_to_be_one(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data, words.DOCX, ["en"])


def test_one_that_unfolds_to_all_memory_is_ended() -> None:
    with pytest.raises(PaperNotDrawn):
        bounded.run("mla.documents.words", "read", docx("x" * 300_000_000), words.DOCX, ["en"], limit=Limit(30.0, 700 * bounded.MEGABYTE))  # fmt: skip


def test_what_nobody_reads_here_says_nothing() -> None:
    kinds = {
        ".mp3": "audio/mpeg",
        ".7z": "application/x-7z-compressed",
    }
    assert [read(MADE[ending], kind, ["en"]) for ending, kind in kinds.items()] == [None] * 2


@pytest.mark.parametrize("data", [b"%PDF-1.7 broken", pdf("x")[:200], b"%PDF-1.4\n" + zlib.compress(b"\0" * 100_000)])
def test_a_damaged_pdf_is_said_to_be_one(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data, PDF, ["en"])


def test_a_page_of_a_mile_is_drawn_no_larger_than_a_page() -> None:
    page = words.pypdfium2.PdfDocument(scan("LEDGER"))[0]
    page.set_mediabox(0, 0, 14_000, 14_000)
    assert max(words.drawn(page).size) <= words.MOST_SIDE


def test_what_takes_for_ever_is_ended() -> None:
    start = time.monotonic()
    with pytest.raises(PaperNotDrawn):
        bounded.run("time", "sleep", 60, limit=Limit(1.0, bounded.LOOKING.memory))
    assert time.monotonic() - start < 20
