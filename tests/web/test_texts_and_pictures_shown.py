"""What a browser cannot show as it is, is shown all the same: texts in old encodings, told as a guess; TIFF as pages."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from mla.documents.encodings import NAMES, certain, guessed, read
from mla.lifecycle.terms import Role
from tests.support.documents import MADE
from tests.support.drive import Matter, Page, a_file
from tests.web.test_evidence_of_every_kind import last_link

SLOVENE = "Priča je izjavila, da je častnik vodil četo; njegov bratranec živi v Žalcu."
OLD = [
    ("cp1252", "fr", "Le témoin a déclaré que l’officier était présent ; l’hôpital coûte 5 €."),
    ("cp1250", "sl", SLOVENE),
    ("iso8859_2", "pl", "Świadek zeznał, że żołnierze wyszli wcześnie; źródło wody było zatrute."),
    ("cp1251", "uk", "Свідок повідомив, що офіцер командував ротою. Усі документи спалено."),
    ("iso8859_5", "ru", "Свидетель сообщил, что офицер командовал ротой."),
    ("koi8_r", "ru", "Свидетель сообщил, что офицер командовал ротой."),
    ("cp1253", "el", "Ο μάρτυρας δήλωσε ότι ο αξιωματικός ήταν παρών."),
    ("cp1254", "tr", "Tanık, subayın hastanede olduğunu söyledi. Işıklar söndü."),
    ("cp1255", "he", "העד אמר כי הקצין היה נוכח בבית החולים"),
    ("cp1256", "ar", "قال الشاهد إن الضابط كان حاضرا في المستشفى"),
    ("cp1257", "lt", "Liudytojas pareiškė, kad karininkas vadovavo būriui. Šūviai aidėjo ąžuolyne."),
]


def attached(draft: Matter, name: str, data: bytes, **more: str) -> Page:
    """The page after a drafter attached a document."""
    drafter = draft.si.official(Role.DRAFTER)
    page = drafter.fill(draft.at("attach"), title="Statement", files=a_file(name, data), **more)
    assert page.status == 302, page.mistakes
    return drafter.get(page.location)


def shown(draft: Matter, more: str = "") -> Page:
    return draft.si.official(Role.DRAFTER).get(f"{last_link(draft)}?show=1{more}")


@pytest.mark.parametrize(("encoding", "language", "text"), OLD, ids=[f"{row[0]} {row[1]}" for row in OLD])
def test_an_old_text_of_a_known_language_is_read_right(encoding: str, language: str, text: str) -> None:
    told = read(text.encode(encoding), language)
    assert told is not None
    assert told.guessed
    assert told.text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_nothing_is_guessed_of_a_text_that_tells_its_encoding(encoding: str) -> None:
    data = SLOVENE.encode(encoding)
    assert read(data, "ru") is None
    assert data.decode(str(certain(data))) == SLOVENE


@pytest.mark.parametrize("data", [b"\xe9", b"\xff" * 100_000, bytes(range(128, 256)) * 10, b"a" * 70_000 + b"\xe9"])
def test_whatever_the_bytes_are_there_is_an_answer(data: bytes) -> None:
    assert guessed(data) in NAMES
    assert read(data) is not None


def test_the_page_says_that_the_encoding_is_guessed_and_offers_others(draft: Matter) -> None:
    told = attached(draft, "statement.txt", SLOVENE.encode("cp1250"), document_language="sl")
    assert "does not say in which encoding it is written" in told.main
    page = shown(draft)
    assert SLOVENE in page.main
    assert "Windows-1250 (Central Europe), which is guessed" in page.main
    other = draft.si.official(Role.DRAFTER).get(next(link for link in page.links if "encoding=cp1251" in link))
    assert "as you chose" in other.main
    assert SLOVENE not in other.main
    assert shown(draft, "&encoding=nonsense").status == 200


def test_a_text_that_looks_like_a_page_stays_a_text(draft: Matter) -> None:
    attached(draft, "statement.txt", b"He wrote: <script>alert(1)</script> caf\xe9")
    page = shown(draft)
    assert "<script>alert(1)</script>" in page.main
    assert page.tree.xpath("//pre//script") == []
    assert draft.si.official(Role.DRAFTER).get(last_link(draft)).headers["Content-Disposition"].startswith("attachment")


def test_a_text_in_utf_8_is_handed_over_as_it_is(draft: Matter) -> None:
    told = attached(draft, "statement.txt", SLOVENE.encode())
    assert "in which encoding" not in told.main
    assert shown(draft).data.decode() == SLOVENE


def test_a_scan_in_tiff_is_shown_as_its_pages(draft: Matter) -> None:
    held = BytesIO()
    pages = [Image.new("L", (40, 60), shade) for shade in (20, 200)]
    pages[0].save(held, "TIFF", save_all=True, append_images=pages[1:])
    attached(draft, "scan.tiff", held.getvalue())
    page = shown(draft)
    assert page.headers["Content-Type"] == "application/pdf"
    assert page.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in page.headers["Content-Security-Policy"]
    assert page.data.startswith(b"%PDF")
    assert draft.si.official(Role.DRAFTER).get(last_link(draft)).data == held.getvalue()


def test_of_a_picture_that_is_only_downloaded_a_sentence_says_so(draft: Matter) -> None:
    told = attached(draft, "photo.heic", MADE[".heic"])
    assert "only downloaded here" in told.main
    assert shown(draft).headers["Content-Disposition"].startswith("attachment")
