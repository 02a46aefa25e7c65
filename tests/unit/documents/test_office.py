"""What stands in spreadsheets, slides and OpenDocument letters is read, and what only looks like one is said to be none."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter

from mla.documents import office
from mla.documents.reading import Unreadable
from mla.documents.words import OFFICE, Stretch, read
from tests.support.documents import MADE, zipped
from tests.unit.documents.test_words import LAUGHS

SPACES = 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'  # fmt: skip


def workbook() -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        accounts, other = book.add_worksheet("Accounts"), book.add_worksheet("Payments")
        accounts.write_row(0, 0, ["Holder", "Uhlířská", 1987])
        other.write_formula(0, 0, '=HYPERLINK("http://example.invalid")', value="Arcadia")
    return file.getvalue()


def opened(told: str, media_type: str = office.OPEN_LETTER) -> bytes:
    content = f"<o:document-content {SPACES}><o:body>{told}</o:body></o:document-content>".encode()
    return zipped("content.xml", data=content)


def slide(told: str) -> bytes:
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    return f'<p xmlns:a="{space}"><a:t>{told}</a:t></p>'.encode()


def test_of_a_workbook_each_sheet_is_a_page_and_a_formula_says_what_it_last_said() -> None:
    told = read(workbook(), office.SHEETS[0], ["en"])
    assert told == Stretch(["Accounts\nHolder Uhlířská 1987", "Payments\nArcadia"])
    assert read(workbook(), office.SHEETS[0], ["en"], 1) == Stretch(["Payments\nArcadia"])


def test_of_slides_each_is_a_page_with_its_notes_in_the_order_of_their_numbers() -> None:
    names = ["ppt/slides/slide10.xml", "ppt/slides/slide2.xml", "ppt/notesSlides/notesSlide2.xml", "ppt/media/x.xml"]
    assert read(zipped(*names, data=slide("Quarry")), office.SLIDES, ["en"]) == Stretch(["Quarry\nQuarry", "Quarry"])


def test_of_opendocument_a_letter_is_a_page_and_slides_are_several() -> None:
    letter = opened("<o:text><t:p>The <t:span>quarry</t:span></t:p><t:p>Arcadia</t:p></o:text>")
    assert read(letter, office.OPEN_LETTER, ["en"]) == Stretch(["The quarry Arcadia"])
    slides = opened("<d:page><t:p>First</t:p></d:page><d:page><t:p>Second</t:p></d:page>")
    assert read(slides, office.OPEN_SLIDES, ["en"]) == Stretch(["First", "Second"])


@pytest.mark.parametrize("media_type", OFFICE)
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", MADE[".docx"], MADE[".doc"], zipped("content.xml", data=LAUGHS)])
def test_what_only_looks_like_one_is_said_to_be_none_or_says_nothing(data: bytes, media_type: str) -> None:
    try:
        told = read(data, media_type, ["en"])
    except Unreadable:
        return
    assert told is not None
    assert "".join(told.pages) == ""


def test_one_that_unfolds_to_more_than_is_read_is_not_unfolded() -> None:
    many = zipped("content.xml", data=b"x" * (office.MOST_BYTES + 1), squeeze=True)
    with pytest.raises(Unreadable):
        read(many, office.OPEN_LETTER, ["en"])
