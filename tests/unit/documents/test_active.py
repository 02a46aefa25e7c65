"""An attached PDF may hold scripts and actions; a bound dossier holds none of them, and says what was taken out."""

from __future__ import annotations

import time
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from weasyprint import HTML

from mla.documents.accessible import Whose, make
from mla.documents.active_content import look, take_out
from mla.documents.assembly import Part, assemble, cover_of
from mla.documents.draw import draw
from mla.steps.annexes import check, warning
from tests.unit.documents.case import context
from tests.unit.documents.reader import text

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.launchURL('http://127.0.0.1:9/')"))
LAUNCH = Dictionary(S=Name.Launch, F=String("/bin/sh"))
FILE = Dictionary(Type=Name.Filespec, F=String("x.exe"), EF=Dictionary(F=String("MZ")))


def kinds(content: bytes) -> tuple[str, ...]:
    """The kinds of what a PDF could do by itself."""
    return look(content)[1]


def made(
    root: dict[str, Any] | None = None, page: dict[str, Any] | None = None, mark: dict[str, Any] | None = None
) -> bytes:
    """A PDF of one page with something active in its root, its page, or an annotation."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 300))
    for name, value in (root or {}).items():
        pdf.Root[name] = value
    for name, value in (page or {}).items():
        pdf.pages[0].obj[name] = value
    if mark:
        base: dict[str, Any] = {"/Type": Name.Annot, "/Subtype": Name.Link, "/Rect": Array([0, 0, 10, 10])}
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(Dictionary({**base, **mark}))])
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


CASES = {
    "script at opening": (made(root={"/OpenAction": SCRIPT}), "script"),
    "named scripts": (made(root={"/Names": Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))}), "script"),
    "program at opening": (made(root={"/OpenAction": LAUNCH}), "action"),
    "action of a page": (made(page={"/AA": Dictionary(O=SCRIPT)}), "action"),
    "program behind a link": (made(mark={"/A": LAUNCH}), "action"),
    "script behind a link": (made(mark={"/A": SCRIPT}), "script"),
    "link with something after it": (made(mark={"/A": Dictionary(S=Name.URI, URI=String("http://a.example"), Next=LAUNCH)}), "action"),
    "another file behind a link": (made(mark={"/A": Dictionary(S=Name.GoToR, F=String("x.pdf"))}), "action"),
    "form that is sent": (made(mark={"/A": Dictionary(S=Name.SubmitForm, F=String("http://127.0.0.1:9"))}), "action"),
    "form that is filled from a file": (made(mark={"/A": Dictionary(S=Name.ImportData, F=String("x"))}), "action"),
    "action of a mark": (made(mark={"/AA": Dictionary(E=SCRIPT)}), "action"),
    "file on a page": (made(mark={"/Subtype": Name.FileAttachment, "/FS": Dictionary(F=String("x.exe"))}), "file"),
    "film": (made(mark={"/Subtype": Name.RichMedia}), "media"),
    "files in the file": (made(root={"/Names": Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))}), "file"),
    "interactive form": (made(root={"/AcroForm": Dictionary(XFA=String("<x/>"), Fields=Array([]))}), "xfa"),
    "address opened at once": (made(root={"/OpenAction": Dictionary(S=Name.URI, URI=String("http://a.example"))}), "action"),
    "script as an address": (made(mark={"/A": Dictionary(S=Name.URI, URI=String(" java\tscript:alert(1)"))}), "action"),
    "file as an address": (made(mark={"/A": Dictionary(S=Name.URI, URI=String("FILE:///etc/passwd"))}), "action"),
    "menu of the reader": (made(mark={"/A": Dictionary(S=Name.Named, N=Name.Print)}), "action"),
    "script of a presentation": (made(page={"/PresSteps": Dictionary(Type=Name.NavNode, NA=SCRIPT)}), "script"),
    "script of a window beside a mark": (made(mark={"/Popup": Dictionary(Subtype=Name.Popup, A=SCRIPT)}), "script"),
    "action of the mark that is answered": (made(mark={"/IRT": Dictionary(Subtype=Name.Text, AA=Dictionary(E=SCRIPT))}), "action"),
    "file within a drawing": (made(page={"/Resources": Dictionary(XObject=Dictionary(X=Dictionary(AF=Array([FILE]))))}), "file"),
    "program disguised as an attribute": (made(mark={"/A": Dictionary(O=Name.Layout, S=Name.Launch, F=String("/bin/sh"))}), "action"),
    "script of a field": (made(root={"/AcroForm": Dictionary(Fields=Array([Dictionary(T=String("a"), AA=Dictionary(K=SCRIPT))]))}), "action"),
    "script behind a bookmark": (made(root={"/Outlines": Dictionary(First=Dictionary(Title=String("a"), A=SCRIPT))}), "script"),
}  # fmt: skip
DANGEROUS = (
    b"/JavaScript",
    b"/Launch",
    b"/SubmitForm",
    b"/ImportData",
    b"/GoToR",
    b"/RichMedia",
    b"/FileAttachment",
    b"/XFA",
    b"/AA",
    b"/EF",
    b"/bin/sh",
    b"script:alert",
    b"/etc/passwd",
    b"/Print",
)


LINKED = """<html lang="en"><head><title>A</title></head><body><h1 id="a">A</h1><p><a href="https://court.example">the court</a></p>
<p><a href="#a">above</a></p></body></html>"""


def bound(content: bytes, language: str = "en") -> bytes:
    known = context("letter_of_request", language, today=date(2026, 6, 2))
    letter = draw("status_report", "en", context("status_report")).pdf
    parts = [Part("Letter", letter), Part("Annex 1: from abroad", content, depth=1)]
    return assemble(cover_of(known, "SI-MLA-2026-0001", language), parts, "SI-MLA-2026-0001", language)


def plain(content: bytes) -> bytes:
    """The same PDF with nothing compressed."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return out.getvalue()


@pytest.mark.parametrize(("content", "kind"), CASES.values(), ids=CASES)
def test_nothing_active_stands_in_a_bound_dossier_and_its_index_says_so(content: bytes, kind: str) -> None:
    assert kinds(content) == (kind,)
    book = bound(content)
    assert [word for word in DANGEROUS if word in plain(book)] == []
    assert "nothing in this dossier acts by itself" in text(book)


@pytest.mark.parametrize(
    "address", ["https://court.example/", "HTTP://court.example", "mailto:a@b.example", "court.example/a"]
)
def test_a_link_out_of_a_document_that_came_is_taken_out_and_its_words_stay(address: str) -> None:
    content = made(mark={"/A": Dictionary(S=Name.URI, URI=String(address))})
    assert kinds(content) == ("link",)
    book = bound(content)
    assert address.encode() not in plain(book)
    assert "acts by itself: links to addresses outside. The original is kept unchanged." in text(book)


def test_the_words_of_a_tagged_link_are_read_aloud_as_words() -> None:
    with pikepdf.open(BytesIO(HTML(string=LINKED).write_pdf(pdf_variant="pdf/ua-1"))) as pdf:
        made = make(pdf, Whose("A", "en", "", 1))
        roles, waiting = [], [pdf.Root.StructTreeRoot.K[0]]
        while waiting:
            one = waiting.pop()
            roles.append(str(one.S))
            waiting += [kid for kid in one.K if isinstance(kid, Dictionary) and "/S" in kid]
        assert "/Annots" not in pdf.pages[0].obj or len(pdf.pages[0].obj.Annots) == 1
    assert made.taken_out == ("link",)
    assert sorted(roles) == ["/Document", "/H1", "/Link", "/P", "/P", "/Span", "/Span"]


def test_a_link_to_another_place_of_the_document_stays() -> None:
    for way in ({"/A": Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))}, {"/Dest": Array([0, Name.Fit])}):
        assert kinds(made(mark=way)) == ()


def test_a_paper_of_ours_holds_nothing_active() -> None:
    assert kinds(draw("status_report", "en", context("status_report")).pdf) == ()


def test_what_a_tagged_pdf_says_of_its_structure_stays() -> None:
    layout = {"A": Dictionary(O=Name.Layout, Placement=Name.Block)}
    content = made(root={"/StructTreeRoot": Dictionary(Type=Name.StructTreeRoot, K=Dictionary(S=Name.P, **layout))})
    assert kinds(content) == ()
    with pikepdf.open(BytesIO(content)) as pdf:
        take_out(pdf)
        assert pdf.Root.StructTreeRoot.K.A.Placement == Name.Block


def test_the_objects_of_a_large_file_are_looked_through_in_seconds() -> None:
    pdf = pikepdf.new()
    for _ in range(2_000):
        pdf.add_blank_page()
        marks = [Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Border=Array([0, 0, 0])) for _ in range(20)]
        pdf.pages[-1].obj.Annots = Array([pdf.make_indirect(mark) for mark in marks])
    began = time.process_time()
    assert take_out(pdf) == ()
    assert time.process_time() - began < 10


def test_the_note_is_there_in_french() -> None:
    assert "n’agit de lui-même" in text(bound(CASES["script at opening"][0], "fr"))


def test_whoever_attaches_it_is_told() -> None:
    upload = check("order.pdf", CASES["script at opening"][0], 10**6)
    assert upload.data == CASES["script at opening"][0], "it is kept byte for byte"
    assert warning(upload).startswith("“order.pdf” holds a script. It is kept and sent as it is; in the bound dossier")
    assert warning(check("order.pdf", made(), 10**6)) == ""
