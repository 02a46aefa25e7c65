"""Of an archive each file is read, within bounds: so many, so large, one archive in another and no further."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest

from mla.documents import archive
from mla.documents.reading import Unreadable
from mla.documents.words import Stretch, read
from tests.support.documents import MADE, bomb, pdf


def packed(files: dict[str, bytes]) -> bytes:
    with ZipFile(file := BytesIO(), "w", ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return file.getvalue()


def of(data: bytes) -> Stretch:
    told = read(data, archive.MEDIA_TYPE, ["en"])
    assert told
    return told


def test_each_file_is_a_page_that_begins_with_its_name_and_an_archive_in_it_is_read_too() -> None:
    inner = packed({"inner.txt": b"Xanadu", "deeper.zip": packed({"deepest.txt": b"Atlantis"})})
    told = of(packed({"letters/a.pdf": pdf("Arcadia"), "b.txt": b"The quarry", "c.zip": inner}))
    assert told.pages == ["letters/a.pdf\nArcadia", "b.txt\nThe quarry", "c.zip/inner.txt\nXanadu", "c.zip/deeper.zip"]
    assert told.lacking == "names", "the third archive is only named"


def test_what_nobody_reads_is_found_by_its_name() -> None:
    told = of(packed({"call.wav": MADE[".wav"], "setup.exe": b"MZ", "no.pdf": b"MZ", "x/../../up.txt": b"Arcadia"}))
    assert told == Stretch(["call.wav", "setup.exe", "no.pdf", "x/../../up.txt\nArcadia"], lacking="names")


def test_reading_goes_on_where_a_stretch_ended() -> None:
    data = packed({"a.txt": b"One", "b.txt": b"Two"})
    assert read(data, archive.MEDIA_TYPE, ["en"], 1) == Stretch(["b.txt\nTwo"])


def test_a_file_that_is_locked_is_found_by_its_name() -> None:
    data = packed({"a.txt": b"Arcadia"})
    local, central = data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8
    locked = bytearray(data)
    locked[local] |= 1
    locked[central] |= 1
    assert of(bytes(locked)) == Stretch(["a.txt"], lacking="names")


def test_a_pdf_in_it_that_is_locked_is_found_by_its_name() -> None:
    with pikepdf.open(BytesIO(pdf("Arcadia"))) as made:
        made.save(file := BytesIO(), encryption=pikepdf.Encryption(owner="o", user="u"))
    assert of(packed({"a.pdf": file.getvalue()})) == Stretch(["a.pdf"], lacking="names")


def test_a_file_that_is_damaged_is_found_by_its_name() -> None:
    data = bytearray(packed({"a.txt": b"Arcadia" * 50}))
    data[40] ^= 0xFF
    assert of(bytes(data)) == Stretch(["a.txt"], lacking="names")


def test_of_very_many_files_the_first_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive._Left, "__init__", lambda self: self.__dict__.update(files=2, size=100))
    told = of(packed({f"{n}.txt": b"x" for n in range(5)}))
    assert told == Stretch(["0.txt\nx", "1.txt\nx", ""], lacking="in_part")


def test_no_more_is_unfolded_than_is_read_whatever_the_list_says() -> None:
    large = packed({"zeros.txt": b"\0" * 1000, "a.txt": b"Arcadia"})
    assert [one.data for one in archive._members(large, archive._Left(5, 100), "", 1)] == [None, b"Arcadia"]
    lying = large.replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert next(archive._members(lying, archive._Left(5, 100), "", 1)).data is None


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", bomb(), packed({"a.txt": b"x"})[:-10]])
def test_one_that_is_damaged_or_would_fill_a_disk_ends_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable) as stopped:
        of(data)
    assert stopped.value.sentence.endswith(".")
