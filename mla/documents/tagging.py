"""Tags for pages that have none: what stands on each as one paragraph, or one figure with what OCR reads of it (ISO 32000-1, 14.8).

Nobody can know the headings and tables of a document whose author did not say them. Its words are read in the order in which they
stand in the file; a page that is only a picture is a figure with an alternative text that names the document, and carries, unseen,
what Tesseract reads on it, where that is installed. Which of the two became of the pages is told (`Tagged`): the dossier says so.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, String

from mla.documents import ocr
from mla.documents.stamp import corner
from mla.documents.words import FEW, drawn

PATIENCE = 40.0
"""Seconds for which pages of one document are read by OCR: those that come later are figures alone."""

CARE = 25.0
"""Seconds for which the content of pages is looked into before they are tagged: of thousands of pages the later ones are tagged as they come."""

LINES = re.compile(rb"BT.*?ET", re.DOTALL)
LETTERS = re.compile(rb"<([0-9A-Fa-f]+)>")
WORDS, ALL = "/MlaWords", "/MlaPage"
SHOWS = frozenset(("Tj", "TJ", "'", '"'))


@dataclass
class Tagged:
    """What became of pages without tags: how many are read in the order of their file, how many by OCR, and how many not at all."""

    as_written: int = 0
    by_ocr: int = 0
    unread: int = 0


@dataclass
class _Pages:
    """The pages of a document while they are tagged; `alt` names a page by its number."""

    pdf: pikepdf.Pdf
    alt: str
    languages: Sequence[str]
    ends: float
    told: Tagged = field(default_factory=Tagged)

    def __post_init__(self) -> None:
        self.top: Object = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))

    def element(self, role: Object, page: pikepdf.Page, kids: Sequence[object], **more: object) -> Object:
        """One more element, at the end of all there are."""
        known = {"/Type": Name.StructElem, "/S": role, "/P": self.top, "/Pg": page.obj, "/K": Array(list(kids))}
        made = self.pdf.make_indirect(Dictionary({**known, **{f"/{name}": value for name, value in more.items()}}))
        self.top.K.append(made)
        return made

    def picture(self, page: pikepdf.Page, number: int) -> Object:
        """The page as one figure."""
        box = [float(side) for side in page.cropbox]
        look = Dictionary(O=Name.Layout, BBox=Array(box), Placement=Name.Block)
        return self.element(Name.Figure, page, [0], Alt=String(self.alt.format(number=number)), A=look)

    def read(self, page: pikepdf.Page, shown: pypdfium2.PdfPage | None, first: int) -> bool:
        """Lay over a page what OCR reads of it, unseen, each block a paragraph; False where it reads nothing."""
        left = self.ends - time.monotonic()
        layer = ocr.layer_of_picture(drawn(shown), self.languages, left) if left > 0 and shown else None
        if layer is None:
            return False
        with pikepdf.open(BytesIO(layer)) as made:
            blocks = LINES.findall(made.pages[0].Contents.read_bytes())
            if sum(_letters(block) for block in blocks) < FEW:
                return False
            fonts = made.pages[0].obj.Resources.Font
            name = next(iter(fonts.keys()))
            page.add_resource(self.pdf.copy_foreign(fonts[name]), Name.Font, Name(WORDS), replace_existing=True)
            _x, _y, width, height = (float(side) for side in made.pages[0].mediabox)
        content = [f"q {_over(page, width, height)} cm".encode()]
        for number, block in enumerate(blocks, first):
            self.element(Name.P, page, [number])
            content.append(
                f"/P <</MCID {number}>> BDC".encode() + b"\n" + block.replace(name.encode(), WORDS.encode()) + b"\nEMC"
            )
        page.contents_add(b"\n".join([b"", *content, b"Q", b""]))
        return True

    def marks(self, page: pikepdf.Page, title: str) -> None:
        """Links and remarks on a page are part of what is read (14.8.4.4.2); each says at least where it stands."""
        for mark in page.obj.get("/Annots", []):
            if (
                not isinstance(mark, Dictionary)
                or not mark.is_indirect
                or mark.get("/Subtype") in ("/Popup", "/PrinterMark")
            ):
                continue
            if not str(mark.get("/Contents", "")):
                mark.Contents = String(title)
            role = Name.Link if mark.get("/Subtype") == "/Link" else Name.Annot
            self.element(role, page, [Dictionary(Type=Name.OBJR, Obj=mark, Pg=page.obj)])
        page.obj.Tabs = Name.S


def tag(pdf: pikepdf.Pdf, title: str, alt: str, languages: Sequence[str], *, patience: float = PATIENCE) -> Tagged:
    """Give every page of an open document tags; it has none when this is called.

    `alt` is the alternative text of a page that is a picture, with `{number}` for its number. `languages` (two letters each) are
    those that OCR looks for, `patience` the seconds that it has for all pages.
    """
    made = _Pages(pdf, alt, languages, time.monotonic() + patience)
    careful = time.monotonic() + CARE
    with _shown(pdf) as shown:
        for number, page in enumerate(pdf.pages, 1):
            _tag_page(made, page, shown, number, careful=time.monotonic() < careful)
            made.marks(page, title)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([made.top])))
    made.top.P = root
    pdf.Root.StructTreeRoot = root
    return made.told


def read_pictures(pdf: pikepdf.Pdf, languages: Sequence[str], *, patience: float = PATIENCE) -> Tagged:
    """Lay what OCR reads over pages that are tagged as pictures already (`picture_as_pdf`)."""
    made = _Pages(pdf, "", languages, time.monotonic() + patience)
    made.top = pdf.Root.StructTreeRoot.K[0]
    with _shown(pdf) as shown:
        for number, page in enumerate(pdf.pages):
            if made.read(page, shown(number), first_free(page)):
                made.told.by_ocr += 1
            else:
                made.told.unread += 1
    return made.told


def first_free(page: pikepdf.Page) -> int:
    """The first number that no marked stretch of a page has."""
    numbers = [-1]
    for instruction in pikepdf.parse_content_stream(page, "BDC"):
        marked = instruction.operands[1] if len(instruction.operands) == 2 else None
        if isinstance(marked, Dictionary) and "/MCID" in marked:
            numbers.append(int(marked.MCID))
    return max(numbers) + 1


Shown = Callable[[int], pypdfium2.PdfPage | None]
"""Gives a page, counted from 0, to be looked at; None where this reader cannot."""


@contextmanager
def _shown(pdf: pikepdf.Pdf) -> Iterator[Shown]:
    """The pages of an open document for another reader, which opens it once the first is asked for."""
    held: list[pypdfium2.PdfDocument | None] = []

    def page(number: int) -> pypdfium2.PdfPage | None:
        try:
            if not held:
                held.append(None)
                held[0] = pypdfium2.PdfDocument(_bytes(pdf))
            return held[0][number] if held[0] else None
        except pypdfium2.PdfiumError:
            return None

    try:
        yield page
    finally:
        for one in filter(None, held):
            one.close()


def _tag_page(made: _Pages, page: pikepdf.Page, shown: Shown, number: int, *, careful: bool) -> None:
    try:
        if not b"".join(stream.read_bytes() for stream in _streams(page)).strip():
            return  # an empty page says nothing
    except pikepdf.PdfError:
        made.told.as_written += 1  # nobody knows what a damaged page says
        return
    fonts, pictures = _has(page.obj.get("/Resources"), "/Font"), _has(page.obj.get("/Resources"), "/Image")
    written = fonts and (not pictures or not careful or _written(shown(number - 1)))
    role = Name.P if written else Name.Figure
    _wrap(made.pdf, page, role, careful=careful)
    if written:
        made.element(role, page, [0])
        made.told.as_written += 1
        return
    made.picture(page, number)
    if made.read(page, shown(number - 1), 1):
        made.told.by_ocr += 1
    else:
        made.told.unread += 1


def _streams(page: pikepdf.Page) -> list[Object]:
    content = page.obj.get("/Contents")
    return list(content) if isinstance(content, Array) else [] if content is None else [content]


def _has(resources: Object | None, what: str, deep: int = 3) -> bool:
    """Whether a page, or a form on it, has fonts (“/Font”), or pictures (“/Image”)."""
    if not isinstance(resources, Dictionary):
        return False
    inner = resources.get("/XObject")
    named = inner.items() if isinstance(inner, Dictionary) and deep else ()
    drawn_on = [one for _name, one in named if isinstance(one, pikepdf.Stream)]
    if resources.get(what) or any(str(one.get("/Subtype")) == what for one in drawn_on):
        return True
    return any(_has(one.get("/Resources"), what, deep - 1) for one in drawn_on)


def _written(shown: pypdfium2.PdfPage | None) -> bool:
    """Whether a page that also has pictures has words of its own: a number on a scan is not what the scan says."""
    try:
        told = shown.get_textpage().get_text_bounded(errors="ignore") if shown else ""
    except pypdfium2.PdfiumError:
        return False
    return sum(map(str.isalnum, told)) >= FEW


def _wrap(pdf: pikepdf.Pdf, page: pikepdf.Page, role: Object, *, careful: bool) -> None:
    """Make all of a page one marked stretch: its content as it is, or, where that leaves something open, as one drawing.

    A stretch reaches into the drawing (14.7.4.2), but not every reader follows it there.
    """
    begins, ends = f"{role} <</MCID 0>> BDC\n".encode(), b"\nEMC\n"
    if careful and _closed(page):
        page.contents_add(begins, prepend=True)
        page.contents_add(ends)
        page.contents_coalesce()
        return
    form = page.as_form_xobject(handle_transformations=False)
    if "/Group" in form:
        del form["/Group"]  # the page keeps its own
    whole = pdf.make_indirect(form)
    page.obj.Resources = Dictionary(XObject=Dictionary({ALL: whole}))
    page.obj.Contents = pdf.make_stream(begins + f"{ALL} Do".encode() + ends)


def _closed(page: pikepdf.Page) -> bool:
    """Whether a page's content closes whatever it opens, and marks no stretch of its own but layers."""
    depth, text = 0, False
    try:
        for instruction in pikepdf.parse_content_stream(page, "q Q BT ET BMC BDC EMC"):
            operator = str(instruction.operator)
            if operator in ("BMC", "BDC") and (operator == "BMC" or str(instruction.operands[0]) != "/OC"):
                return False
            if operator in ("BT", "ET") and text == (operator == "BT"):
                return False
            text = operator == "BT" or (text and operator != "ET")
            depth += (operator in ("q", "BDC")) - (operator in ("Q", "EMC"))
            if depth < 0:
                return False
    except (pikepdf.PdfError, TypeError, ValueError):
        return False
    return depth == 0 and not text


def _over(page: pikepdf.Page, width: float, height: float) -> str:
    """The matrix that lays a picture of the page, so wide and so high, over the page as a reader sees it."""
    where = corner(page)
    x0, y0, x1, y1 = where.box
    across, up = (y1 - y0, x1 - x0) if where.turned in (90, 270) else (x1 - x0, y1 - y0)
    w, h = across / width, up / height
    return {
        0: f"{w:.5f} 0 0 {h:.5f} {x0:.2f} {y0:.2f}",
        90: f"0 {w:.5f} {-h:.5f} 0 {x1:.2f} {y0:.2f}",
        180: f"{-w:.5f} 0 0 {-h:.5f} {x1:.2f} {y1:.2f}",
        270: f"0 {-w:.5f} {h:.5f} 0 {x0:.2f} {y1:.2f}",
    }[where.turned]


def _letters(block: bytes) -> int:
    """How many letters a block of an OCR layer has."""
    return sum(
        map(
            str.isalnum,
            b"".join(bytes.fromhex(one.decode()) for one in LETTERS.findall(block)).decode("utf-16-be", "ignore"),
        )
    )


def _bytes(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, fix_metadata_version=False)
    return out.getvalue()
