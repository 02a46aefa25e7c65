"""A dossier bound into one PDF tells the truth about its own pages and loses nothing."""

import hashlib
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from mla.documents.assembly import Part, assemble, assemble_volumes, cover_of, page_count, readable
from mla.documents.draw import draw
from mla.documents.reading import Unreadable
from mla.documents.refusing import PaperNotDrawn
from tests.support.verapdf import failures
from tests.unit.documents.case import context
from tests.unit.documents.reader import pages

REFERENCE = "RV-MLA-2026-0001"


def annex(*sizes, words="Annex", rotate=0, crop=None, extra=b"", unit=None, form=False):
    """A PDF of other people's making: pages of odd sizes, with a marker in the middle of each."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number, (width, height) in enumerate(sizes or [(595, 842)], 1):
        pdf.add_blank_page(page_size=(width, height))
        page = pdf.pages[-1]
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        drawn = f"BT /F1 8 Tf {width / 2 - 30:.0f} {height / 2:.0f} Td ({words} {number}) Tj ET".encode()
        page.obj.Contents = pdf.make_stream(drawn + extra)
        if rotate:
            page.obj.Rotate = rotate
        if crop:
            page.obj.CropBox = Array(crop)
        if unit:
            page.obj.UserUnit = unit
    if form:
        look = pdf.make_stream(
            b"/Tx BMC q BT /F1 8 Tf 2 2 Td (filled in) Tj ET Q EMC",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 80, 20]),
            Resources=Dictionary(Font=Dictionary(F1=font)),
        )
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=pikepdf.String("a"),
                F=4,
                V=pikepdf.String("filled in"),
                Rect=Array([100, 100, 180, 120]),
                AP=Dictionary(N=look),
            )
        )
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DA=pikepdf.String("/F1 8 Tf"))
    return saved(pdf)


def saved(pdf, **how):
    out = BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def picture(kind, size=(60, 40), mode="RGB", frames=1):
    made = [Image.new(mode, size, 1 if mode == "1" else None) for _ in range(frames)]
    out = BytesIO()
    more = {"save_all": True, "append_images": made[1:]} if frames > 1 else {}
    made[0].save(out, kind, **more)
    return out.getvalue()


def locked(content):
    with pikepdf.open(BytesIO(content)) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(owner="o", user="u"))


def bound(parts, language="en"):
    known = context("letter_of_request", language, today=date(2026, 6, 2))
    return assemble(cover_of(known, REFERENCE, language), parts, REFERENCE, language)


@pytest.fixture(scope="module")
def letters():
    return {
        name: draw(name, "en", context(name)).pdf
        for name in ("letter_of_request", "acknowledgement_of_receipt", "letter_of_refusal")
    }


@pytest.fixture(scope="module")
def parts(letters):
    return [
        Part("Letter of request", letters["letter_of_request"], date=date(2026, 3, 3)),
        Part("Annex 1: scan lying on its side", annex((595, 842), (595, 842), words="Side", rotate=90), depth=1),
        Part("Annex 2: upside down", annex((612, 792), words="Down", rotate=180), depth=1),
        Part("Annex 3: on the other side", annex((842, 1191), words="Other", rotate=270), depth=1),
        Part("Annex 4: a cut-out of a plan", annex((2000, 3000), words="Plan", crop=[800, 1200, 1200, 1800]), depth=1),
        Part("Annex 5: a ticket", annex((120, 60), words="T"), depth=1),
        Part("Annex 6: photograph", picture("JPEG", (600, 400)), "image/jpeg", "photo.jpg", depth=1),
        Part("Annex 7: fax", picture("TIFF", (400, 600), "1", frames=3), "image/tiff", "fax.tif", depth=1),
        Part("Acknowledgement of receipt", letters["acknowledgement_of_receipt"], date=date(2026, 3, 6)),
        Part("Annex 1: locked", locked(annex()), filename="locked.pdf", depth=1),
        Part("Annex 2: broken", b"%PDF-1.7\nnothing of the kind", filename="broken.pdf", depth=1),
        Part("Letter of refusal", letters["letter_of_refusal"], date=date(2026, 6, 1)),
    ]


@pytest.fixture(scope="module")
def book(parts):
    return bound(parts)


def index_of(book):
    """Each bookmark's title and the page it leads to, in order."""
    with pikepdf.open(BytesIO(book)) as pdf, pdf.open_outline() as outline:
        at = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        found = []
        for item in outline.root:
            for each in (item, *item.children):
                target = each.destination[0] if each.destination is not None else each.action.D[0]
                found.append((each.title, at[target.objgen], each is not item))
    return found


def test_the_index_prints_the_pages_where_things_really_are(book, parts):
    read = pages(book)
    cover = " ".join(read[: index_of(book)[0][1] - 1])
    assert [title for title, _, _ in index_of(book)] == [part.title for part in parts]
    starts = [first for _, first, _ in index_of(book)] + [len(read) + 1]
    for part, first, after in zip(parts, starts, starts[1:], strict=False):
        span = str(first) if after - first == 1 else f"{first}–{after - 1}"
        row = cover[cover.index(part.title) :]
        assert span in row[: len(part.title) + 60], part.title


def test_each_part_begins_on_the_page_its_bookmark_leads_to(book):
    read = pages(book)
    starts = {title: read[first - 1] for title, first, _ in index_of(book)}
    for title, words in {
        "Letter of request": "I have the honour to transmit",
        "Annex 1: scan lying on its side": "Side 1",
        "Annex 2: upside down": "Down 1",
        "Annex 4: a cut-out of a plan": "Plan 1",
        "Annex 5: a ticket": "T1",
        "Annex 1: locked": "could not be bound in here",
        "Letter of refusal": "cannot be granted",
    }.items():
        assert words in starts[title]


def test_annexes_are_bookmarked_under_their_letter(book):
    assert [title for title, _, nested in index_of(book) if not nested] == [
        "Letter of request",
        "Acknowledgement of receipt",
        "Letter of refusal",
    ]


def test_every_page_of_every_size_and_turning_is_numbered(book):
    read = pages(book)
    assert len(read) == page_count(book)
    for number, page in enumerate(read, 1):
        assert f"{REFERENCE}, page {number} of {len(read)}" in page


def test_an_index_of_many_pages_is_true_as_well(letters):
    many = [
        Part(
            f"Annex {n}: a document with a rather long title that fills its line",
            annex(*[(400, 500)] * (n % 3 + 1)),
            depth=1,
        )
        for n in range(1, 61)
    ]
    book = bound([Part("Letter of request", letters["letter_of_request"]), *many])
    read, starts = pages(book), index_of(book)
    cover = " ".join(read[: starts[0][1] - 1])
    assert starts[0][1] > 3
    assert f"{len(read)} pages" in cover
    for part, (_, first, _) in zip(many, starts[1:], strict=True):
        row = cover[cover.index(part.title) + len(part.title) :][:20].split()[0]
        assert row.split("–")[0] == str(first)
        assert "Annex 1" in read[first - 1]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_dossier_of_drawn_letters_and_pictures_is_for_archives_and_for_everyone(language, tmp_path):
    made = [
        Part("A", draw("letter_of_request", language, context("letter_of_request", language)).pdf),
        Part("B", picture("PNG", (300, 200), "RGBA"), "image/png", depth=1),
        Part("C", picture("JPEG", (300, 200), "CMYK"), "image/jpeg", depth=1),
        Part("D", picture("TIFF", (300, 200), "1"), "image/tiff", depth=1),
        Part("E", b"broken", filename="broken.pdf", depth=1),
    ]
    path = tmp_path / "book.pdf"
    path.write_bytes(bound(made, language))
    assert failures([path], "3a,ua1")[path] == []


def test_a_dossier_with_plain_annexes_claims_nothing_and_says_so(book):
    with pikepdf.open(BytesIO(book)) as pdf:
        metadata = pdf.Root.Metadata.read_bytes()
        assert b"pdfaid:part" not in metadata
        assert b"pdfuaid:part" not in metadata
    read = " ".join(pages(book))
    assert "the dossier as a whole does not claim to be PDF/UA-1" in read
    assert "Annex 4: a cut-out of a plan It came without tags." in read


def test_what_could_not_be_bound_is_enclosed_unchanged(book, parts):
    read = " ".join(pages(book))
    assert "because it is protected by a password" in read
    with pikepdf.open(BytesIO(book)) as pdf:
        files = {spec.filename: spec.get_file().read_bytes() for spec in pdf.attachments.values()}
        assert len(pdf.Root.AF) == 2
    for part in parts[9:11]:
        assert files[part.filename] == part.content
        assert hashlib.sha256(part.content).hexdigest() in read.replace(" ", "")


def test_the_same_dossier_has_the_same_bytes_every_time(parts, book):
    assert bound(parts) == book


def test_a_form_that_was_filled_in_keeps_its_words_and_is_no_form_any_more():
    book = bound([Part("A form", annex(form=True))])
    assert "filled in" in pages(book)[-1]
    with pikepdf.open(BytesIO(book)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert not list(pdf.pages[-1].obj.get("/Annots", []))


@pytest.mark.parametrize("extra", [b" q 3 0 0 3 200 300 cm q", b" Q Q Q", b" BT ET q", b"\nq 2 0 0 2 0 0 cm ("])
def test_a_page_that_leaves_its_drawing_turned_does_not_move_the_stamp(extra):
    book = bound([Part("Untidy", annex(extra=extra))])
    with pikepdf.open(BytesIO(book)) as pdf:
        depth, outside = 0, True
        for instruction in pikepdf.parse_content_stream(pdf.pages[-1]):
            operator = str(instruction.operator)
            if operator == "BMC" and str(instruction.operands[0]) == "/Artifact":
                outside = depth == 0 or extra.endswith(b"(")
            depth = max(0, depth + (operator == "q") - (operator == "Q"))
        assert outside


def test_a_page_without_content_or_with_a_unit_of_its_own_is_numbered():
    empty = pikepdf.new()
    empty.add_blank_page()
    del empty.pages[0].obj["/Contents"]
    book = bound([Part("Empty", saved(empty)), Part("Large unit", annex((300, 400), unit=4))])
    told = pages(book)
    assert len(told) >= 3, "the cover, and both pages"
    assert all(f"{REFERENCE}, page {n} of {len(told)}" in page for n, page in enumerate(told, 1))


def test_a_reference_in_another_script_is_stamped_too():
    reference = "МЮ-2026/17"
    known = context("letter_of_request", today=date(2026, 6, 2))
    book = assemble(cover_of(known, reference, "en"), [Part("A", annex())], reference, "en")
    assert f"{reference}, page 2 of 2" in pages(book)[1]


def test_pages_are_counted():
    assert page_count(annex((100, 100), (200, 200), (300, 300))) == 3


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.4\n%%EOF", b"%PDF-1.7\nxref\n0 0\ntrailer<<>>\n%%EOF"])
def test_what_is_no_pdf_has_no_pages_to_count(content):
    with pytest.raises(Unreadable) as stopped:
        page_count(content)
    assert stopped.value.sentence.endswith(".")
    assert readable(content, "application/pdf") == stopped.value.sentence


def test_what_cannot_be_opened_is_told_in_a_sentence():
    assert readable(locked(annex()), "application/pdf") == "This PDF is protected by a password."
    assert readable(annex()[:200], "application/pdf") is not None
    assert readable(picture("PNG")[:-40], "image/png") == "This picture cannot be opened, or it is damaged."
    assert readable(picture("PNG"), "image/jpeg") == "This picture cannot be opened, or it is damaged."
    assert readable(b"words", "text/plain") == "Only PDF files and PNG, JPEG or TIFF pictures can be attached."


def test_a_picture_with_too_many_dots_is_refused(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    assert readable(picture("PNG", (60, 40)), "image/png") == "This picture has more dots than this system can handle."


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("PNG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "I;16"),
        ("PNG", "1"),
        ("JPEG", "L"),
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
        ("TIFF", "1"),
        ("TIFF", "CMYK"),
        ("TIFF", "F"),
    ],
)
def test_pictures_of_every_kind_are_readable_and_can_be_bound(kind, mode):
    content, media_type = picture(kind, (30, 50), mode), f"image/{kind.lower()}"
    assert readable(content, media_type) is None
    assert page_count(bound([Part("Picture", content, media_type)])) == 2


def test_what_is_readable_is_readable():
    assert readable(annex(), "application/pdf") is None
    assert readable(draw("status_report", "en", context("status_report")).pdf, "application/pdf") is None


def test_a_page_whose_content_is_nonsense_is_numbered_all_the_same():
    book = bound([Part("Nonsense", annex(extra=b" q <</A 5 0 R>> x q <<>> /X null -- ( BT q"))])
    assert len(pages(book)) == page_count(book) == 2


def test_a_page_of_which_a_part_is_damaged_is_bound_as_far_as_it_goes():
    with pikepdf.open(BytesIO(annex((300, 300), (300, 300)))) as pdf:
        pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, b"no such thing", Filter=Name.FlateDecode)
        content = saved(pdf, compress_streams=False)
    book = bound([Part("Damaged in part", content)])
    assert "Annex 2" in pages(book)[-1]
    assert "It came without tags" in " ".join(pages(book))


def volumes(parts, most, language="en"):
    known = context("letter_of_request", language, today=date(2026, 6, 2))
    return assemble_volumes(cover_of(known, REFERENCE, language), parts, REFERENCE, language, most)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_dossier_in_volumes_has_the_index_of_all_in_each_and_no_part_is_torn_apart(letters, language, tmp_path):
    many = [Part(f"Letter {n}", letters["acknowledgement_of_receipt"]) for n in range(1, 8)]
    books = volumes(many, 8, language)
    read = [pages(book) for book in books]
    assert max(map(len, read)) <= 8
    assert len(books) > 2
    word = {"en": "Volume", "fr": "Volume", "es": "Volumen"}[language]
    of = {"en": "of", "fr": "sur", "es": "de"}[language]
    titles = []
    for number, (book, told) in enumerate(zip(books, read, strict=True), 1):
        assert f"{word} {number} {of} {len(books)}" in " ".join(told)
        titles += [title for title, _, _ in index_of(book)]
        cover = " ".join(told[: index_of(book)[0][1] - 1])
        for title, first, _ in index_of(book):
            assert f"{title} {word} {number}, {first}" in cover.replace("\xa0", " ")
        assert all(part.title in cover for part in many)
        assert f"{REFERENCE}, {word.lower()} {number}, " in told[-1]
        (tmp_path / f"{number}.pdf").write_bytes(book)
    assert titles == [part.title for part in many]
    assert {one: found for one, found in failures(tmp_path.glob("*.pdf"), "3a,ua1").items() if found} == {}


@pytest.mark.parametrize("most", [0, 1, 3])
def test_volumes_too_thin_for_a_part_are_refused_in_a_sentence(letters, most):
    with pytest.raises(PaperNotDrawn) as stopped:
        volumes([Part("Letter of request", letters["letter_of_request"])], most)
    assert str(stopped.value).startswith(
        f"A volume of at most {most} pages is too thin: with its cover, “Letter of request” has"
    )


def test_one_volume_is_the_dossier_as_it_was(parts, book):
    assert volumes(parts, 10_000) == [book]
