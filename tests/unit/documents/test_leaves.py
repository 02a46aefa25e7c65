"""Everything binds: each document becomes pages, or a sheet that says what it is and why it has none; the file itself is enclosed."""

from __future__ import annotations

import hashlib
import time
from io import BytesIO
from pathlib import Path

import pikepdf
import pillow_heif
import pypdfium2
import pytest
from PIL import Image, ImageOps

from mla.documents import assembly, confined, conversion, recording, transcript
from mla.documents.assembly import leaves_of
from mla.documents.draw import draw
from mla.documents.kinds import KINDS, OF_ENDING
from mla.documents.leaves import Leaf, Part, leaf
from mla.documents.reading import TooLong, Unreadable
from tests.support.documents import MADE, pdf
from tests.support.outlook import msg
from tests.support.verapdf import failures
from tests.unit.documents.case import context
from tests.unit.documents.reader import pages, text
from tests.unit.documents.test_assembly import bound
from tests.unit.documents.test_conversion import RTF, needs_office
from tests.unit.documents.test_office import workbook

REFERENCE = "RV-MLA-2026-0001"
needs_ffmpeg = pytest.mark.skipif(not confined.installed(recording.LOOKS), reason="FFmpeg and bubblewrap are not installed")  # fmt: skip


def part(ending: str, data: bytes) -> Part:
    return Part(f"Annex 1: the {ending[1:]}", data, OF_ENDING[ending].media_type, f"file{ending}", depth=1)


def of(ending: str, data: bytes, language: str = "en") -> Leaf:
    return leaf(part(ending, data), REFERENCE, language)


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "possible", lambda: False)


@pytest.mark.parametrize("kind", [kind.media_type for kind in KINDS])
@pytest.mark.parametrize("data", [b"", b"\x00\xff" * 50])
@pytest.mark.usefixtures("no_office")
def test_whatever_is_attached_there_is_a_page_for_it(kind: str, data: bytes) -> None:
    made = leaf(Part("Annex 1: nothing of the kind", data, kind, "file"), REFERENCE, "en")
    assert made.pages == 1
    assert made.enclosed


def test_an_e_mail_is_shown_with_its_heads_and_what_it_enclosed() -> None:
    told = text(of(".eml", MADE[".eml"]).pdf)
    for words in ("From Rosa Inventada", "Subject The lists", "Hello.", "The file itself is enclosed, unchanged"):
        assert words in told
    message = msg({"__substg1.0_1000001F": "Meet \U0001fae8\a me".encode("utf-16-le")}, {"__substg1.0_3707001F": "a.pdf".encode("utf-16-le")})  # fmt: skip
    told = text(of(".msg", message).pdf)
    assert {"Enclosures", "a.pdf"} <= set(told.split())
    assert f"Meet {transcript.BOX} me" in told
    assert "A box stands for a character that no font here can print" in told


@pytest.mark.parametrize(("language", "words"), [("fr", "Objet The lists"), ("es", "Asunto The lists")])
def test_it_is_shown_in_the_language_of_the_dossier(language: str, words: str) -> None:
    assert words in text(of(".eml", MADE[".eml"], language).pdf)


def test_a_workbook_is_shown_as_tables_with_the_letters_and_numbers_of_its_cells() -> None:
    told = text(of(".xlsx", workbook()).pdf).split()
    assert sorted(told[told.index("Accounts") :]) == sorted(
        ["Accounts", "A", "B", "C", "1", "Holder", "Uhlířská", "1987", "Payments", "A", "1", "Arcadia"]
    )
    table = text(of(".csv", b'number;name\r\n1;"two\nlines"\r\n').pdf).split("unchanged.")[1]
    assert sorted(table.split()) == sorted(["A", "B", "1", "number", "name", "2", "1", "two", "lines"])
    assert [transcript.letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_columns_that_find_no_room_stand_below_under_their_letters() -> None:
    row = ",".join(f"c{n}" for n in range(transcript.ACROSS + 1))
    blocks = transcript._transcript(row.encode(), "text/csv", "en").blocks
    assert [(block.columns[-1], block.rows[0][1][-1]) for block in blocks] == [("G", "c6"), ("H", "c7")]
    assert set("ABCDEFGH") | set(row.split(",")) <= set(text(of(".csv", row.encode()).pdf).split())


def test_of_what_is_very_long_the_beginning_is_shown_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcript, "MOST_CELLS", 10)
    monkeypatch.setattr(transcript, "MOST_TEXT", 100)
    told = text(of(".csv", b"one,two\n" * 100).pdf)
    assert told.count("one") == 5
    assert "only its beginning is shown here" in told
    assert "only its beginning is shown here" in text(of(".txt", b"word " * 100).pdf)
    assert "only its beginning" not in text(of(".txt", b"word").pdf)


def test_a_word_of_very_many_letters_takes_no_longer_than_others() -> None:
    began = time.process_time()
    assert of(".txt", b"x" * 100_000).pages > 10
    assert time.process_time() - began < 20


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG", "TIFF"])
@pytest.mark.parametrize("mode", ["RGB", "CMYK"])
def test_a_picture_is_turned_as_its_camera_says(kind: str, mode: str) -> None:
    if mode == "CMYK" and kind in ("WEBP", "PNG"):
        return
    picture, turning = Image.new("RGB", (600, 300), "red"), Image.Exif()
    picture.paste("cyan", (0, 0, 300, 300))
    turning[0x0112] = 6  # its left side is up
    picture.convert(mode).save(file := BytesIO(), kind, exif=turning)
    ending = {"JPEG": ".jpg", "WEBP": ".webp", "PNG": ".png", "TIFF": ".tif"}[kind]
    page = pypdfium2.PdfDocument(of(ending, file.getvalue()).pdf)[0]
    assert page.get_height() > page.get_width()
    drawn = page.render(scale=0.2).to_pil().convert("RGB")
    colours = [drawn.getpixel((drawn.width // 2, y)) for y in range(drawn.height)]
    named = ["red" if c[0] > 150 > c[1] else "cyan" if c[0] < 100 else "" for c in colours]  # type: ignore[index]
    assert "cyan" in named
    assert named.index("cyan") < named.index("red")


def heic(colour: str = "red") -> bytes:
    """A photograph of a telephone, which holds its turning and a thumbnail."""
    picture = Image.new("RGB", (64, 32), colour)
    turning = Image.Exif()
    turning[0x0112] = 6
    pillow_heif.from_pillow(picture).save(file := BytesIO(), exif=turning.tobytes())
    return file.getvalue()


def test_a_photograph_of_a_telephone_becomes_a_page_and_the_file_is_enclosed() -> None:
    made = of(".heic", heic())
    assert (made.pages, made.enclosed, made.converted, made.holds.accessible) == (1, True, True, True)
    page = pypdfium2.PdfDocument(made.pdf)[0]
    red = ImageOps.invert(page.render(scale=1).to_pil().convert("RGB").getchannel("G")).getbbox()
    assert red
    assert red[3] - red[1] > red[2] - red[0], "it is turned as its camera says"
    assert "damaged" in text(of(".heic", heic()[:200]).pdf)


def test_pictures_of_every_usual_kind_are_pages_and_one_that_moves_is_its_first_frame() -> None:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "blue", "green")]
    for ending, kind in {".gif": "GIF", ".webp": "WEBP", ".tif": "TIFF"}.items():
        frames[0].save(file := BytesIO(), kind, save_all=True, append_images=frames[1:])
        made = of(ending, file.getvalue())
        assert (made.pages, made.enclosed) == (3 if ending == ".tif" else 1, False)


@needs_ffmpeg
@pytest.mark.slow
def test_of_a_recording_its_sheet_says_how_long_it_lasts_and_of_a_video_shows_a_still() -> None:
    film = "ffmpeg -v error -f lavfi -i testsrc=duration=75:size=320x240:rate=2 -pix_fmt yuv420p film.mp4"
    _said, made = confined.run(film.split(), {}, 60, "film.mp4")
    assert made
    shown = of(".mp4", made)
    assert "Duration 0:01:15" in text(shown.pdf)
    with pikepdf.open(BytesIO(shown.pdf)) as sheet:
        assert len(sheet.pages[0].get_images()) == 1
    assert hashlib.sha256(made).hexdigest() in text(shown.pdf).replace(" ", "")
    assert "Duration 0:00:01" in text(of(".wav", MADE[".wav"]).pdf)
    for broken in (".mp4", ".avi", ".mp3"):
        assert "Duration" not in text(of(broken, MADE[broken]).pdf)


def test_how_long_it_lasts_is_told_as_a_clock_does() -> None:
    assert [recording.told(seconds) for seconds in (0.1, 59.4, 3_725, 100 * 3600)] == [
        "0:00:01",
        "0:00:59",
        "1:02:05",
        "100:00:00",
    ]


@pytest.mark.usefixtures("no_office")
def test_where_libreoffice_is_missing_the_sheet_says_so() -> None:
    assert "the program for that is not installed" in text(of(".docx", MADE[".docx"]).pdf)
    assert "le programme nécessaire n’est pas installé" in text(of(".rtf", RTF, "fr").pdf)


@pytest.mark.parametrize(
    ("stopped", "words"), [(TooLong("x"), "takes longer"), (Unreadable("x"), "damaged or protected")]
)
def test_the_sheet_says_why(stopped: Exception, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_told: object) -> bytes:
        raise stopped

    monkeypatch.setattr(conversion, "as_pdf", stop)
    made = of(".doc", MADE[".doc"])
    assert words in text(made.pdf)
    assert (made.enclosed, made.converted) == (True, False)


def test_what_harms_whoever_opens_it_or_comes_too_late_is_a_sheet_and_all_others_are_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    really = assembly.run

    def run(where: str, name: str, one: Part, *more: object, limit: object) -> Leaf:
        if name == "leaf" and one.filename == "file.txt":
            raise RuntimeError("a library failed")
        return really(where, name, one, *more, limit=limit)  # type: ignore[no-any-return, arg-type]

    monkeypatch.setattr(assembly, "run", run)
    made = list(leaves_of([part(".txt", b"x"), part(".pdf", pdf("Arcadia"))], REFERENCE, "en"))
    assert "could not be bound in here" in text(made[0].pdf)
    assert "Arcadia" in text(made[1].pdf)
    monkeypatch.setattr(assembly, "PATIENCE", -1.0)
    late = list(leaves_of([part(".csv", b"x"), part(".pdf", pdf("Arcadia"))], REFERENCE, "en"))
    assert "takes longer" in text(late[0].pdf)
    assert "Arcadia" in text(late[1].pdf)


@pytest.fixture(scope="module")
def everything() -> bytes:
    """A dossier with an annex of each kind, bound."""
    letter = draw("letter_of_request", "en", context("letter_of_request")).pdf
    made = MADE | {".rtf": RTF, ".xlsx": workbook(), ".msg": msg({"__substg1.0_1000001F": b"H\0i\0"})}
    for damaged in (".docx", ".pptx", ".odt", ".odp", ".doc", ".ppt"):  # each would start LibreOffice, to no other end
        del made[damaged]
    return bound([Part("Letter of request", letter), *(part(ending, data) for ending, data in made.items())])


@needs_office
@pytest.mark.slow
@pytest.mark.verapdf
def test_a_dossier_of_everything_is_for_archives_and_encloses_what_its_pages_were_made_from(
    everything: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(everything)
    assert failures([path], "3b")[path] == []
    with pikepdf.open(path) as book:
        files = {one.filename: one for one in book.attachments.values()}
        assert files["file.rtf"].get_file().read_bytes() == RTF
        assert files["file.rtf"].relationship == "/Source"
        assert files["file.mp3"].relationship == "/Unspecified"
        assert b'pdfaid:conformance="B"' in book.Root.Metadata.read_bytes()
    read = pages(everything)
    assert "(converted; the file itself is enclosed)" in " ".join(read[:3])
    assert any("The quarry of Arcadia." in page for page in read)
    assert "the program for that" not in " ".join(read)
