"""A bound dossier is read aloud from its first page to its last: the tags of each part are kept, and what has none gets some."""

from __future__ import annotations

import re
import subprocess
import time
import unicodedata
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, ImageFont

from mla.documents import ocr
from mla.documents.assembly import Part
from mla.documents.draw import draw
from mla.documents.leaves import leaf
from mla.documents.tags import Unsound, settle
from tests.support.verapdf import failures
from tests.unit.documents.case import context
from tests.unit.documents.reader import pages
from tests.unit.documents.test_assembly import annex, bound, saved

needs_ocr = pytest.mark.skipif("eng" not in ocr.installed(), reason="Tesseract is not installed")
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
FURNITURE = re.compile(r"Confidential|(?:RV|SI)MLA\d*|[Pp]age\d+of\d+|MinistryofJusticeRepublicofRavna|Annex3alist|\|")
NUMBERS = re.compile(r"(?:No|LY)?\d*|\w{1,3}")
QUOTED = re.compile(r'^( *)"(.*)"$')
LINE = re.compile(r'^( *)(\w+)(?: "(.*)")?')


def read_aloud(book: bytes, folder: Path) -> Iterator[tuple[str, str]]:
    """What a screen reader comes to, in its order: each part by its title, and the words of each element. Poppler walks the tree."""
    path = folder / "aloud.pdf"
    path.write_bytes(book)
    told = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=True)
    for line in told.stdout.decode(errors="replace").split("\n"):
        if words := QUOTED.match(line):
            yield "", words[2]
        elif (element := LINE.match(line)) and element[2] in ("Part", "Sect") and element[3]:
            yield element[2], element[3]


def bare(told: str) -> str:
    """A text without what differs between a page and its reading: blanks, signs, and words that run to the left, which Poppler tells
    by their places here and in their order there."""
    return "".join(
        letter for letter in told if letter.isalnum() and unicodedata.bidirectional(letter) not in ("R", "AL")
    )


def picture(kind: str = "JPEG", **more: Any) -> bytes:
    """A scan of a page."""
    made = Image.new("L", (2480, 3508), 255)
    drawn = ImageDraw.Draw(made)
    for line, said in enumerate(["Minutes of the hearing of the witness", "He said that he had seen nothing at all."]):
        drawn.text((300, 400 + 300 * line), said, font=ImageFont.truetype(FONT, 60), fill=0)
    made.save(file := BytesIO(), kind, **more)
    return file.getvalue()


def tree(pdf: pikepdf.Pdf, *kids: Any, **root: Any) -> None:
    """Give a PDF a structure tree: (role, what it holds, more) for each element under the root."""
    top = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, **root))
    made = []
    for role, held, more in kids:
        element = Dictionary(Type=Name.StructElem, S=Name(role), P=top, Pg=pdf.pages[0].obj, K=held, **more)
        made.append(pdf.make_indirect(element))
    top.K = Array(made)
    pdf.Root.StructTreeRoot = top
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def tagged(*, said: str = "Annex", **how: Any) -> bytes:
    """A PDF of one page with a heading, and something of everything that merging has to renumber."""
    with pikepdf.open(BytesIO(annex(words=said))) as pdf:
        page = pdf.pages[0]
        inner = pdf.make_stream(
            b"/P <</MCID 0>> BDC BT /F1 8 Tf 20 20 Td (in a drawing) Tj ET EMC",
            Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99]), Resources=page.obj.Resources, StructParents=7,
        )  # fmt: skip
        drawn = page.obj.Contents.read_bytes()
        page.obj.Contents = pdf.make_stream(
            b"/H1 <</MCID 0>> BDC " + drawn + b" EMC q /Fm Do Q /P <</MCID 9>> BDC (x) pop EMC"
        )
        page.obj.Resources = Dictionary(Font=page.obj.Resources.Font, XObject=Dictionary(Fm=inner))
        link = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), StructParent=3, Contents=String("to itself"),
                       Dest=Array([page.obj, Name.Fit]))
        )  # fmt: skip
        page.obj.Annots = Array([link])
        page.obj.StructParents = 5
        held = Array([Dictionary(Type=Name.MCR, Pg=page.obj, Stm=inner, MCID=0)])
        tree(
            pdf,
            ("/Own", Array([0]), {"ID": String("a"), "C": Name.Wide}),
            ("/P", held, {}),
            ("/Link", Array([Dictionary(Type=Name.OBJR, Obj=link)]), {}),
            RoleMap=Dictionary({"/Own": Name(how.get("role", "/H1"))}),
            ClassMap=Dictionary(Wide=Dictionary(O=Name.Layout, Width=how.get("width", 9))),
        )
        return saved(pdf)


@pytest.fixture(scope="module")
def letter() -> bytes:
    return draw("letter_of_request", "en", context("letter_of_request")).pdf


@needs_ocr
def test_what_is_read_aloud_is_what_the_pages_say_in_their_order(letter: bytes, tmp_path: Path) -> None:
    parts = [
        Part("Letter of request", letter, date=date(2026, 3, 3)),
        Part("Annex 1: minutes", picture(), "image/jpeg", "minutes.jpg", depth=1),
        Part("Annex 2: untagged", annex((595, 842), (300, 300), words="Side"), depth=1),
        Part("Annex 3: a list", b"First line\nSecond line", "text/plain", "list.txt", depth=1),
        Part("Annex 4: broken", b"no PDF", filename="broken.pdf", depth=1),
        Part("Acknowledgement", draw("acknowledgement_of_receipt", "en", context("acknowledgement_of_receipt")).pdf),
    ]
    book = bound(parts)
    told = list(read_aloud(book, tmp_path))
    assert [title for role, title in told if role][1:] == [part.title for part in parts]
    assert [role for role, _ in told if role][1:] == ["Part", "Sect", "Sect", "Sect", "Sect", "Part"]
    seen = [bare(page) for page in pages(book)]
    left, at, place, back = list(seen), 0, 0, 0
    chunks = [bare(said) for role, said in told if not role and len(bare(said)) > 3]
    for chunk in chunks:
        there = [n for n in range(at, len(seen)) if chunk in seen[n]]
        before, at = at, next((n for n in there if n <= at + 1 and chunk in left[n]), (*there, len(seen))[0])
        assert at < len(seen), f"“{chunk}” stands on no page from {before + 1} on"
        place = place if at == before else 0
        where = [one.start() for one in re.finditer(re.escape(chunk), seen[at])]
        found = next((n for n in where if n >= place and "|" not in left[at][n : n + len(chunk)]), -1)
        back += found < 0
        found = found if found >= 0 else next((n for n in where if left[at][n] != "|"), where[0])
        place = found + len(chunk)
        left[at] = left[at][:found] + "|" * len(chunk) + left[at][place:]
    assert back <= len(chunks) // 10, (
        "within a page the order is that of the page, but for boxes that stand side by side"
    )
    passed_over = [rest for page in left for rest in FURNITURE.sub(" ", page).split() if not NUMBERS.fullmatch(rest)]
    assert sum(map(len, passed_over)) < sum(map(len, seen)) // 100, (
        f"but for heads, feet, stamps and numbers: {passed_over}"
    )


def root_of(book: bytes) -> tuple[pikepdf.Pdf, dict[int, Any]]:
    pdf = pikepdf.open(BytesIO(book))
    flat = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return pdf, dict(zip(map(int, flat[::2]), flat[1::2], strict=True))


def test_every_number_on_a_page_a_mark_or_a_drawing_leads_to_the_element_it_belongs_to(letter: bytes) -> None:
    pdf, numbers = root_of(
        bound([Part("Letter", letter), Part("One", tagged(), depth=1), Part("Two", tagged(), depth=1)])
    )
    assert len(numbers) == len(set(numbers)) == pdf.Root.StructTreeRoot.ParentTreeNextKey
    used: list[int] = []
    for page in pdf.pages:
        marks = [mark for mark in page.obj.get("/Annots", []) if "/StructParent" in mark]
        drawings = [one for _name, one in page.obj.Resources.get("/XObject", {}).items() if "/StructParents" in one]
        used += [int(one.StructParents) for one in (page.obj, *drawings)] + [int(mark.StructParent) for mark in marks]
        for mark in marks:
            assert numbers[int(mark.StructParent)].K[0].Obj.objgen == mark.objgen
        for number, element in enumerate(numbers[int(page.obj.StructParents)]):
            assert element is None or number in [kid for kid in element.K if isinstance(kid, int)]
    assert sorted(used) == sorted(numbers)


@pytest.mark.parametrize(("role", "width"), [("/H2", 9), ("/H1", 7)])
def test_names_that_two_parts_use_for_different_things_are_kept_apart(role: str, width: int) -> None:
    pdf, _ = root_of(bound([Part("One", tagged()), Part("Two", tagged(role=role, width=width))]))
    root = pdf.Root.StructTreeRoot
    own = [part.K[0] for part in root.K[0].K][1:]
    assert [str(root.RoleMap[element.S]) for element in own] == ["/H1", role]
    classes = [
        root.ClassMap[(element.C if isinstance(element.C, pikepdf.Name) else element.C[0])].Width for element in own
    ]
    assert classes == [9, width]


def test_identifiers_stay_one_of_a_kind_and_heads_of_tables_are_found_by_them(letter: bytes) -> None:
    pdf, _ = root_of(bound([Part("One", letter), Part("Two", letter)]))
    flat = list(pdf.Root.StructTreeRoot.IDTree.Names)
    ids = [bytes(one) for one in flat[::2]]
    assert ids == sorted(set(ids))
    asked, waiting = set(), [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        one = waiting.pop()
        heads = one.get("/A", Dictionary())
        asked |= {bytes(name) for name in (heads.get("/Headers", []) if isinstance(heads, Dictionary) else [])}
        waiting += [kid for kid in one.K if isinstance(kid, Dictionary) and "/S" in kid]
    assert asked
    assert asked <= set(ids)


def test_each_part_has_its_title_and_its_language(letter: bytes) -> None:
    pdf, _ = root_of(bound([Part("Letter", letter), Part("Annex 1: Bericht", annex(), depth=1, written_in="de")]))
    one = pdf.Root.StructTreeRoot.K[0].K[1]
    assert (str(one.T), str(one.Lang), str(one.K[-1].T), str(one.K[-1].Lang)) == (
        "Letter",
        "en",
        "Annex 1: Bericht",
        "de",
    )


def damaged(how: str) -> bytes:
    with pikepdf.open(BytesIO(annex())) as pdf:
        page = pdf.pages[0].obj
        tree(pdf, ("/P", Array([0]), {}))
        element = pdf.Root.StructTreeRoot.K[0]
        if how == "circle":
            element.K = Array([element])
        elif how == "twice":
            pdf.Root.StructTreeRoot.K = Array([element, element])
        elif how == "no tree":
            pdf.Root.StructTreeRoot = String("tags")
        elif how == "nothing":
            element.K = Array([])
        elif how == "huge":
            element.K = Array([10**9, -1])
        elif how == "elsewhere":
            element.Pg = pdf.make_indirect(Dictionary(Type=Name.Page))
            page.StructParents = 99
        return saved(pdf)


@pytest.mark.parametrize("how", ["circle", "twice", "no tree", "nothing", "huge", "elsewhere"])
def test_damaged_tags_are_left_out_and_the_page_is_read_all_the_same(how: str, tmp_path: Path) -> None:
    made = leaf(Part("From abroad", damaged(how)), "R", "en")
    assert made.lacking == ("damaged_tags", "not_archival")
    assert ("", "Annex 1") in list(read_aloud(bound([Part("From abroad", damaged(how))]), tmp_path))


def test_a_tree_that_goes_in_circles_is_not_followed() -> None:
    with pikepdf.open(BytesIO(damaged("circle"))) as pdf, pytest.raises(Unsound):
        settle(pdf, "1.")


@needs_ocr
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_scan_is_a_figure_with_the_words_that_ocr_reads_where_they_stand(turned: int, tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(picture("PDF", resolution=300))) as pdf:
        pdf.pages[0].obj.Rotate = turned
        scan = saved(pdf)
    made = leaf(Part("A scan", scan), "R", "en")
    if turned == 0:
        assert made.lacking == ("by_ocr", "not_archival")
        assert made.holds.accessible
        book = bound([Part("A scan", scan)])
        assert "He said that he had seen nothing at all" in pages(book)[-1]
        (path := tmp_path / "scan.pdf").write_bytes(book)
        assert failures([path], "ua1")[path] == []
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        figure = pdf.Root.StructTreeRoot.K[0].K[0]
        assert (str(figure.S), str(figure.Alt)) == ("/Figure", "A scan, picture of page 1")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_without_ocr_a_scan_is_a_figure_that_names_the_document(
    language: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ocr, "installed", frozenset)
    monkeypatch.setenv("MLA_DRAWING_PROCESS", "yes")
    book = bound([Part("A {scan}", picture("PDF", resolution=300))], language)
    (path := tmp_path / "scan.pdf").write_bytes(book)
    assert failures([path], "ua1")[path] == []
    pdf, _ = root_of(book)
    alternative = str(pdf.Root.StructTreeRoot.K[0].K[1].K[0].Alt)
    assert alternative.startswith("A {scan}, ")
    assert alternative.endswith(" 1")


def test_each_line_of_the_index_is_a_link_to_the_page_it_names(letter: bytes) -> None:
    pdf, _ = root_of(bound([Part("Letter", letter), Part("Annex 1: list", annex(), depth=1)]))
    marks = [mark for page in pdf.pages for mark in page.obj.get("/Annots", [])]
    places = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    assert {str(mark.Contents): places[mark.Dest[0].objgen] for mark in marks} == {
        "Letter, 2": 2,
        f"Annex 1: list, {len(pdf.pages)}": len(pdf.pages),
    }


@pytest.mark.verapdf
@pytest.mark.parametrize(
    "title",
    ["1 · Décision", "قرار المحكمة 12", "Long " * 40, "Цело " * 40],
    ids=["accent", "arabic", "long", "cyrillic"],
)
def test_whatever_a_line_of_the_index_says_its_link_is_tagged_as_one(letter: bytes, title: str, tmp_path: Path) -> None:
    (path := tmp_path / "book.pdf").write_bytes(book := bound([Part(title, letter)]))
    assert failures([path], "ua1")[path] == []
    pdf, _ = root_of(book)
    numbered = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbered[::2]), numbered[1::2], strict=True))
    marks = [mark for page in pdf.pages for mark in page.obj.get("/Annots", [])]
    assert marks
    assert {str(owners[int(mark.StructParent)].S) for mark in marks} == {"/Link"}


def test_what_was_filled_into_a_tagged_form_is_read_aloud(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(annex(form=True))) as pdf:
        drawn = pdf.pages[0].obj.Contents.read_bytes()
        pdf.pages[0].obj.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC " + drawn + b" EMC")
        tree(pdf, ("/P", Array([0]), {}))
        content = saved(pdf)
    assert leaf(Part("A form", content), "R", "en").lacking == ("form", "unproved", "not_archival")
    told = [said for _, said in read_aloud(bound([Part("A form", content)]), tmp_path)]
    assert told[-2:] == ["Annex 1", "filled in"]


def test_a_figure_without_words_takes_the_claim_from_a_part() -> None:
    with pikepdf.open(BytesIO(draw("letter_of_request", "en", context("letter_of_request")).pdf)) as pdf:
        pdf.Root.StructTreeRoot.K[0].K[0].S = Name.Figure
        made = leaf(Part("A", saved(pdf)), "R", "en")
    assert (made.holds.accessible, made.holds.keeps, made.lacking) == (False, "U", ("figures",))


def test_a_document_of_very_many_pages_is_tagged_in_time_and_what_it_names_may_be_nonsense() -> None:
    with pikepdf.open(BytesIO(annex())) as pdf:
        pdf.pages[0].obj.Resources.XObject = Dictionary(A=String("nothing"))
        for _ in range(3_000):
            pdf.pages.append(pdf.pages[0])
        content = saved(pdf)
    began = time.process_time()
    made = leaf(Part("A long one", content), "R", "en")
    assert (made.pages, made.lacking) == (3_001, ("untagged", "not_archival"))
    assert time.process_time() - began < 60


def test_a_tagged_page_whose_content_is_nonsense_is_numbered_all_the_same() -> None:
    with pikepdf.open(BytesIO(annex())) as pdf:
        drawn = pdf.pages[0].obj.Contents.read_bytes()
        pdf.pages[0].obj.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC " + drawn + b" EMC q <</A 5 0 R>> x")
        tree(pdf, ("/P", Array([0]), {}))
        content = saved(pdf)
    assert "page 2 of 2" in pages(bound([Part("Nonsense", content)]))[1]
