"""The pages of a PDF or of a picture, one like the other: as a reader sees them, upright and cropped, and the letters that stand on them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pillow_heif
import pypdfium2
import pypdfium2.raw
from PIL import Image, ImageOps

from mla.documents.reading import HEIC, PDF, PICTURES, Unreadable, opened, opened_picture
from mla.words import _

POINTS_AN_INCH = 72
MOST_SIDE = 5_000
"""So many dots a page has at most on each side, whatever size it says it has."""

PAPER = (595.0, 842.0)
"""The sheet into which a picture fits, in points, upright or lying (A4)."""

FINE = 100_000
"""Into so many parts each side of a page is divided to tell where a letter stands."""

TIFF = "image/tiff"

KINDS = (PDF, *PICTURES, HEIC)
"""The kinds of documents that have pages to be seen as they are."""


@dataclass(frozen=True)
class Mark:
    """A letter of a page, and where it stands: left, top, right, bottom in hundredths of the page."""

    text: str
    box: tuple[float, float, float, float]


class Sheets:
    """The pages of an open document, counted from 1."""

    def __len__(self) -> int:
        raise NotImplementedError

    def picture(self, page: int, dots: int) -> Image.Image:
        """A page as it looks, on white, with so many dots an inch at most. Raises IndexError where there is none."""
        raise NotImplementedError

    def width(self, page: int) -> float:
        """How wide a page is, in points."""
        raise NotImplementedError

    def marks(self, _page: int) -> list[Mark]:
        """The letters that the file itself says stand on a page; a picture says none."""
        return []

    def pictured(self, _page: int) -> bool:
        """Whether there is more to be read on a page than the file itself says, as on a scan."""
        return True


@contextmanager
def sheets_of(content: bytes, media_type: str) -> Iterator[Sheets]:
    """The pages of a document. Raises Unreadable where it cannot be opened, is protected by a password, or is of another kind."""
    if media_type == PDF:
        with opened(content) as pdf:
            units = [float(page.obj.get("/UserUnit", 1) or 1) for page in pdf.pages]
        try:
            with pypdfium2.PdfDocument(content) as document:
                document.init_forms()  # what stands in the fields of a form is seen too
                yield _Pdf(document, units)
        except pypdfium2.PdfiumError as error:
            raise Unreadable(_("This is not a PDF that can be opened, or it is damaged.")) from error
    elif media_type in KINDS:
        if media_type == HEIC:
            pillow_heif.register_heif_opener(thumbnails=False)
        with opened_picture(content, media_type) as picture:
            yield _Pictures(picture, getattr(picture, "n_frames", 1) if media_type == TIFF else 1)
    else:
        raise Unreadable(_("Only PDF files and pictures have pages that can be shown here."))


@dataclass
class _Pdf(Sheets):
    document: pypdfium2.PdfDocument
    units: list[float]
    open_pages: dict[int, pypdfium2.PdfPage] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.document)

    def _page(self, page: int) -> pypdfium2.PdfPage:
        if not 1 <= page <= len(self.document):
            raise IndexError(page)
        if page not in self.open_pages:
            for one in self.open_pages.values():
                one.close()
            self.open_pages = {page: self.document[page - 1]}
        return self.open_pages[page]

    def picture(self, page: int, dots: int) -> Image.Image:
        one = self._page(page)
        scale = dots * self.units[page - 1] / POINTS_AN_INCH
        scale = min(scale, MOST_SIDE / max(1.0, *one.get_size()))
        drawn: Image.Image = one.render(scale=scale, may_draw_forms=True, rev_byteorder=True).to_pil()
        return drawn.convert("RGB")

    def width(self, page: int) -> float:
        return float(self._page(page).get_size()[0]) * self.units[page - 1]

    def marks(self, page: int) -> list[Mark]:
        one = self._page(page)
        text = one.get_textpage()
        found = []
        for number in range(text.count_chars()):
            code = pypdfium2.raw.FPDFText_GetUnicode(text, number)
            if code and not 0xD800 <= code <= 0xDFFF:
                found.append(Mark(chr(code), _seen(one, text.get_charbox(number, loose=True))))
        return found

    def pictured(self, page: int) -> bool:
        raw = pypdfium2.raw
        one = self._page(page)
        kinds = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH]
        return raw.FPDFPage_GetAnnotCount(one) > 0 or any(True for _one in one.get_objects(filter=kinds, max_depth=5))


def _seen(page: pypdfium2.PdfPage, place: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A rectangle of a page's own space as a reader sees it: turned and cropped, in hundredths."""
    ends = []
    for across, down in (place[:2], place[2:]):
        x, y = ctypes.c_int(), ctypes.c_int()
        pypdfium2.raw.FPDF_PageToDevice(page, 0, 0, FINE, FINE, 0, across, down, x, y)
        ends.append((x.value * 100 / FINE, y.value * 100 / FINE))
    (x0, y0), (x1, y1) = ends
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


@dataclass
class _Pictures(Sheets):
    """The frames of a fax or a scan, of which one at a time is unpacked; of a picture that moves, the first alone."""

    source: Image.Image
    frames: int
    unpacked: dict[int, Image.Image] = field(default_factory=dict)

    def __len__(self) -> int:
        return self.frames

    def _frame(self, page: int) -> Image.Image:
        if not 1 <= page <= self.frames:
            raise IndexError(page)
        if page not in self.unpacked:
            if self.frames > 1:
                self.source.seek(page - 1)
            self.unpacked = {page: _plain(self.source)}
        return self.unpacked[page]

    def picture(self, page: int, dots: int) -> Image.Image:
        one = self._frame(page)
        most = self.width(page) * dots / POINTS_AN_INCH
        shrunk = min(1.0, most / one.width, MOST_SIDE / max(one.size))
        return (
            one.resize((max(1, int(one.width * shrunk)), max(1, int(one.height * shrunk))))
            if shrunk < 1
            else one.copy()
        )

    def width(self, page: int) -> float:
        one = self._frame(page)
        across, down = PAPER if one.height >= one.width else PAPER[::-1]
        return min(across, down * one.width / one.height)


def _plain(frame: Image.Image) -> Image.Image:
    """A frame as it is to be looked at, turned as its camera says, on white where it was transparent."""
    upright = ImageOps.exif_transpose(frame)
    if upright.mode.startswith("I"):
        upright = upright.convert("I").point(lambda level: level / 256).convert("L")
    elif upright.has_transparency_data:
        white = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(white, upright.convert("RGBA"))
    plain = Image.new("RGB", upright.size)
    plain.paste(upright.convert("RGB"))
    return plain
