"""Looks into documents that others made: whether they can be opened, how long they are, how they become PDF."""

from __future__ import annotations

import base64
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pillow_heif
from PIL import Image, ImageFile, ImageOps, ImageSequence

from mla.documents.draw import draw
from mla.words import _

PDF = "application/pdf"
PICTURES = {"image/png": "PNG", "image/jpeg": "JPEG", "image/tiff": "TIFF", "image/gif": "GIF", "image/webp": "WEBP"}
"""The pictures that may be attached, and what Pillow calls them."""

HEIC = "image/heic"
"""Photographs of telephones: they become pages, and only where time and memory are bounded are they ever opened."""


FORMATS = {**PICTURES, HEIC: "HEIF"}

TURNING = 0x0112
"""The mark of EXIF by which a camera says how a picture is to be turned; from 5 on its sides change places."""


class Unreadable(Exception):
    """A document cannot be opened; the sentence says why, in words for an official."""

    def __init__(self, sentence: str, *, locked: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.locked = locked


class TooLong(Unreadable):
    """A document takes longer than it may."""


class Lacking(Exception):
    """Not all of a document can be read here; `what` says why, as `OUTCOMES` of `mla/models/document_text.py` name it, and `told` what could be read."""

    def __init__(self, what: str, told: str = "") -> None:
        super().__init__(what)
        self.what, self.told = what, told


def readable(content: bytes, media_type: str) -> str | None:
    """Why a PDF or picture cannot be read, in a sentence; None when it can."""
    try:
        if media_type == PDF:
            page_count(content)
        elif media_type in PICTURES:
            with opened_picture(content, media_type) as picture:
                for frame in frames(picture, media_type):
                    frame.load()
        else:
            return _("Only PDF files and PNG, JPEG or TIFF pictures can be attached.")
    except Unreadable as error:
        return error.sentence
    return None


def page_count(content: bytes) -> int:
    """How many pages a PDF has; raises Unreadable when it cannot be opened or has none."""
    with opened(content) as pdf:
        return len(pdf.pages)


@contextmanager
def opened(content: bytes) -> Iterator[pikepdf.Pdf]:
    """A PDF, open, with at least one page; raises Unreadable when it cannot be."""
    try:
        pdf = pikepdf.open(BytesIO(content))
    except pikepdf.PasswordError as error:
        raise Unreadable(_("This PDF is protected by a password."), locked=True) from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise Unreadable(_("This is not a PDF that can be opened, or it is damaged.")) from error
    with pdf:
        try:
            pages = len(pdf.pages)
        except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as error:
            raise Unreadable(_("The pages of this PDF cannot be read: it is damaged.")) from error
        if not pages:
            raise Unreadable(_("This PDF has no pages."))
        yield pdf


@dataclass(frozen=True)
class Shown:
    """A frame as its page shows it: a data address, and whether it is wider than high."""

    address: str
    wide: bool


def picture_as_pdf(content: bytes, media_type: str, title: str, language: str) -> bytes:
    """A picture as pages, each frame on its own; raises Unreadable when it cannot be opened."""
    if media_type == HEIC:
        pillow_heif.register_heif_opener(thumbnails=False)
    with opened_picture(content, media_type) as picture:
        if media_type == "image/jpeg" and picture.mode in ("L", "RGB"):
            shown = [_shown(content, "jpeg", picture)]
        else:
            shown = [_upright(frame) for frame in frames(picture, media_type)]
    return draw("picture", language, {"title": title, "pictures": shown}).pdf


@contextmanager
def opened_picture(content: bytes, media_type: str) -> Iterator[Image.Image]:
    """A picture, open and whole; raises Unreadable when it cannot be, or has too many dots."""
    with warnings.catch_warnings(), _whole_pictures_only():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(content), formats=[FORMATS[media_type]]) as picture:
                picture.load()
                yield picture
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise Unreadable(_("This picture has more dots than this system can handle.")) from error
        except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
            raise Unreadable(_("This picture cannot be opened, or it is damaged.")) from error


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Do not let half a picture pass: WeasyPrint tells Pillow, for the whole process, to put up with it."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _png(frame: Image.Image) -> bytes:
    """One frame without loss, in grey or colour, on white where it was transparent."""
    if frame.mode.startswith("I"):
        frame = frame.convert("I").point(lambda level: level / 256).convert("L")
    elif frame.has_transparency_data:
        white = Image.new("RGBA", frame.size, "white")
        frame = Image.alpha_composite(white, frame.convert("RGBA")).convert("RGB")
    elif frame.mode not in ("L", "RGB"):
        frame = frame.convert("L" if frame.mode == "1" else "RGB")
    out = BytesIO()
    frame.save(out, "PNG")
    return out.getvalue()


def frames(picture: Image.Image, media_type: str) -> Iterable[Image.Image]:
    """The pages of a fax or a scan; of a picture that moves, the first alone."""
    return ImageSequence.Iterator(picture) if media_type == "image/tiff" else [picture]


def _upright(frame: Image.Image) -> Shown:
    """A frame as it is to be looked at: what its camera said of turning it is done."""
    upright = ImageOps.exif_transpose(frame)
    return _shown(_png(upright), "png", upright)


def _shown(content: bytes, kind: str, picture: Image.Image) -> Shown:
    """What the page shows; a JPEG as it is, which the page turns as it says."""
    turned = picture.getexif().get(TURNING, 1) >= 5
    width, height = (picture.height, picture.width) if turned else picture.size
    address = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    return Shown(address, width > height)
