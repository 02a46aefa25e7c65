"""What is blacked out is gone: from the text, the streams, the metadata and the pictures of the copy, wherever the page is turned or cropped."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from mla.documents.fonts import bold
from mla.documents.ocr import installed, text_of_picture
from mla.documents.reading import Unreadable
from mla.documents.redaction import Region, box, burn, shown
from mla.documents.sheets import sheets_of
from mla.documents.sought import find
from mla.dossier.redacting import REASONS, WORDS
from mla.languages import LETTERS
from tests.support.documents import pdf

NAME, PDF = "Krokodilhalle", "application/pdf"
SENTENCE = f"Called was {NAME}. The rest stays: ledgers of the mill, and what else was found there in June."
SAYS = WORDS["en"]
BLACK, WHITE = 60, 200


def turned(rotate: int = 0, crop: tuple[int, ...] = (), unit: float = 1) -> bytes:
    """A page on which the name stands, turned, cropped and scaled."""
    with pikepdf.open(io.BytesIO(pdf(SENTENCE))) as book:
        page = book.pages[0]
        page.obj.Rotate = rotate
        page.obj.UserUnit = unit
        if crop:
            page.obj.CropBox = pikepdf.Array(crop)
        book.save(out := io.BytesIO())
    return out.getvalue()


def burdened() -> bytes:
    """The name in every corner of a file: text, hidden layer, metadata, outline, attachment, remark, and a revision before the last."""
    with pikepdf.open(io.BytesIO(pdf(SENTENCE))) as book:
        book.docinfo["/Title"] = NAME
        with book.open_metadata() as told:
            told["dc:title"] = NAME
        book.attachments["a.txt"] = NAME.encode()
        with book.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(NAME, 0))
        page = book.pages[0]
        remark = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=pikepdf.Array([400, 700, 420, 720]), Contents=NAME
        )
        page.obj.Annots = pikepdf.Array([book.make_indirect(remark)])
        hidden = book.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=NAME))
        book.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array([hidden]), D=pikepdf.Dictionary(OFF=pikepdf.Array([hidden]))
        )
        page.contents_add(f"\n/Span <</ActualText ({NAME})>> BDC EMC BT 3 Tr /F1 9 Tf ({NAME}) Tj ET".encode())
        book.save(out := io.BytesIO())
    first = out.getvalue()
    return first + f"\n% {NAME}\n".encode()


def everything(content: bytes) -> Iterator[bytes]:
    """The bytes of a PDF, and every stream of it unpacked."""
    yield content
    with pikepdf.open(io.BytesIO(content)) as book:
        for one in book.objects:
            if isinstance(one, pikepdf.Stream):
                yield one.read_raw_bytes()
                if one.get("/Filter") != "/DCTDecode":
                    yield one.read_bytes()
            elif isinstance(one, pikepdf.String | pikepdf.Dictionary | pikepdf.Array):
                yield one.unparse(resolved=True)


def picture(content: bytes, page: int = 1) -> Image.Image:
    with sheets_of(content, PDF) as sheets:
        return sheets.picture(page, 200)


def pdftotext(content: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()


def test_a_search_of_the_copy_finds_nothing_wherever_the_name_stood_in_the_file() -> None:
    content = burdened()
    found = find(content, PDF, [NAME], "protected", ["en"])
    assert found.counted[0] >= 1
    made = burn(content, PDF, found.places, SAYS, ["en"])
    spelled = NAME.encode(), NAME.encode("utf-16-be"), NAME.encode().hex().encode(), NAME.lower().encode()
    assert not [word for told in everything(made.pdf) for word in spelled if word.lower() in told.lower()]
    assert NAME not in pdftotext(made.pdf)
    with pypdfium2.PdfDocument(made.pdf) as document:
        assert NAME not in document[0].get_textpage().get_text_bounded()
        assert not any(document.get_metadata_dict().values())
    with pikepdf.open(io.BytesIO(made.pdf)) as book:
        assert set(book.Root.keys()) == {"/Type", "/Pages"}
        assert set(book.trailer.keys()) <= {"/Root", "/Size", "/ID"}
        assert not any("/Annots" in page.obj for page in book.pages)
    if installed():
        read = text_of_picture(picture(made.pdf), ["en"]).lower()
        assert "ledgers" in read
        assert not {"krokodil", "halle"} & set(read.split())
        assert NAME.lower() not in read


def test_the_page_says_that_it_is_redacted_and_why_and_what_was_not_marked_stays() -> None:
    made = burn(turned(), PDF, [Region(1, 10, 50, 60, 60, "privileged")], SAYS, ["en"])
    if not installed():
        pytest.skip("no OCR here")
    read = text_of_picture(picture(made.pdf), ["en"])
    assert "Redacted on this page: privileged (1)" in read
    assert NAME in read, "it stands elsewhere on the page"
    assert NAME in pdftotext(made.pdf), "what OCR reads of the copy can be searched"
    assert NAME in (made.told[0] or "")


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [(), (20, 30, 560, 800), (0, 400, 595, 842)])
@pytest.mark.parametrize("unit", [1, 2.5])
def test_a_region_is_black_where_it_was_drawn_and_nowhere_else(rotate: int, crop: tuple[int, ...], unit: float) -> None:
    content = turned(rotate, crop, unit)
    found = find(content, PDF, [NAME], "protected", [])
    assert found.counted == [1]
    before, after = picture(content), picture(burn(content, PDF, found.places, SAYS, []).pdf)
    strip = after.height * before.width / after.width - before.height
    after = after.resize((before.width, round(after.height * before.width / after.width)))
    for one in found.places:
        left, top, right, bottom = box(one, before.size)
        middle = after.crop((left + 4, round(top + strip) + 4, right - 4, round(bottom + strip) - 4)).convert("L")
        dark = sum(middle.histogram()[:BLACK]) / (middle.width * middle.height)
        assert dark > 0.5, "the label is white, the rest of it is black"
    ground = ImageDraw.Draw(before)
    for one in found.places:
        ground.rectangle(box(one, before.size), fill="white")
    left = find_text(before)
    assert NAME not in left
    if unit > 1:
        with pikepdf.open(io.BytesIO(burn(content, PDF, found.places, SAYS, []).pdf)) as book:
            assert float(book.pages[0].mediabox[2]) > 842, "it is as large as the page said it is"


def find_text(seen: Image.Image) -> str:
    return text_of_picture(seen, ["en"]) if installed() else ""


@pytest.mark.parametrize("turning", [1, 3, 6, 8])
def test_a_photograph_is_black_where_the_official_saw_it(turning: int) -> None:
    upright = Image.new("RGB", (600, 400), "white")
    ImageDraw.Draw(upright).rectangle((450, 40, 560, 120), fill="red")
    back = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}[
        turning
    ]
    kept = upright.transpose(back) if back is not None else upright
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = turning, NAME
    kept.save(out := io.BytesIO(), "JPEG", exif=exif, quality=95)
    region = Region(1, 74, 8, 94, 32, "personal")
    made = burn(out.getvalue(), "image/jpeg", [region], SAYS, [])
    seen = picture(made.pdf)
    assert not any(red > 150 and green < 90 for red, green, _blue in seen.get_flattened_data())
    assert NAME.encode() not in made.pdf
    whole = picture(burn(out.getvalue(), "image/jpeg", [], SAYS, []).pdf)
    assert any(red > 150 and green < 90 for red, green, _blue in whole.get_flattened_data())


@pytest.mark.skipif(not installed(), reason="no OCR here")
def test_words_are_found_on_a_scan() -> None:
    scan = Image.new("L", (1700, 700), 255)
    ImageDraw.Draw(scan).text((100, 200), f"Called was {NAME} today", fill=0, font=bold(60))
    scan.save(out := io.BytesIO(), "PNG")
    found = find(out.getvalue(), "image/png", [NAME.upper()], "protected", ["en"])
    assert found.counted == [1]
    read = text_of_picture(picture(burn(out.getvalue(), "image/png", found.places, SAYS, ["en"]).pdf), ["en"])
    assert NAME not in read
    assert "today" in read


def test_words_are_found_spaced_out_broken_and_with_accents_and_short_ones_only_by_themselves() -> None:
    content = pdf("K r o k o d i l h a l l e; Kroko-\ndilhalle; KROKODILHALLE; Li, Lima.")
    assert find(content, PDF, ["Krokodílhalle", "Li"], "protected", []).counted == [3, 1]


def test_pages_that_nobody_could_read_are_told() -> None:
    blank = io.BytesIO()
    Image.new("L", (300, 300), 255).save(blank, "PNG")
    assert find(blank.getvalue(), "image/png", [NAME], "protected", []).unread == [1]
    assert burn(blank.getvalue(), "image/png", [], SAYS, []).told == [None]


def test_a_screen_shows_one_page_and_no_page_that_does_not_exist() -> None:
    with Image.open(io.BytesIO(shown(turned(), PDF, 1, [], SAYS))) as page:
        assert page.format == "JPEG"
    with pytest.raises(IndexError):
        shown(turned(), PDF, 2, [], SAYS)


def test_a_document_with_a_password_says_so() -> None:
    with pikepdf.open(io.BytesIO(turned())) as book:
        book.save(out := io.BytesIO(), encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(Unreadable, match="password"):
        burn(out.getvalue(), PDF, [], SAYS, [])


def test_each_reason_has_its_words_in_every_language_of_letters() -> None:
    assert set(WORDS) == set(LETTERS)
    assert all(words.keys() == {"redacted", "page", *REASONS} for words in WORDS.values())


def test_each_page_of_a_fax_is_a_page_of_the_copy() -> None:
    red, blue = (Image.new("RGB", (400, 600), colour) for colour in ("red", "blue"))
    red.save(out := io.BytesIO(), "TIFF", save_all=True, append_images=[blue])
    made = burn(out.getvalue(), "image/tiff", [Region(2, 0, 0, 100, 100, "personal")], SAYS, [])
    assert made.pages == 2
    first, second = (picture(made.pdf, page).getpixel((200, 500)) for page in (1, 2))
    assert first[0] > 200
    assert max(second) < BLACK
