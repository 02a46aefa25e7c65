"""Files are kept under their hash and come back unchanged; what is handed in is what its name says."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mla.sample.drafting import HERE
from mla.steps.annexes import BadUpload, check
from mla.storage.files import Missing, Store

PDF = (HERE / "order.pdf").read_bytes()
PNG = (HERE / "ravna.png").read_bytes()
MOST = 1024 * 1024


@given(st.binary(max_size=2000))
def test_what_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    store = Store(tmp_path_factory.mktemp("store"))
    assert store.read(store.keep(data)) == data
    assert store.keep(data) == store.keep(data)


def test_a_changed_or_missing_file_is_told(tmp_path: Path) -> None:
    store = Store(tmp_path)
    name = store.keep(b"evidence")
    store.path(name).write_bytes(b"evidense")
    with pytest.raises(Missing, match="has been changed"):
        store.read(name)
    store.path(name).unlink()
    with pytest.raises(Missing, match="is not in the store"):
        store.read(name)


def test_nothing_half_written_stays_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mla.storage.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        Store(tmp_path).keep(b"evidence")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("order.pdf", PDF, "application/pdf"),
        ("ORDER.PDF", PDF, "application/pdf"),
        ("map.png", PNG, "image/png"),
        ("photo.jpeg", picture("JPEG"), "image/jpeg"),
        ("scan.tif", picture("TIFF"), "image/tiff"),
        ("../../etc/order.pdf", PDF, "application/pdf"),
        ("C:\\Documents\\order.pdf", PDF, "application/pdf"),
    ],
)
def test_what_may_be_handed_in(name: str, data: bytes, media_type: str) -> None:
    upload = check(name, data, MOST)
    assert upload.media_type == media_type
    assert "/" not in upload.filename
    assert "\\" not in upload.filename


def locked() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="a", user="b"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("order.pdf", b"", "is empty"),
        ("order.exe", PDF, "is of no kind of document"),
        ("order", PDF, "is of no kind of document"),
        ("order.pdf", PNG, "is not what its name says"),
        ("map.png", PDF, "is not what its name says"),
        ("page.pdf", b"<html>%PDF-1.7</html>", "is not what its name says"),
        ("order.pdf", PDF[:3000], "cannot be read"),
        ("map.png", PNG[:3000], "cannot be read"),
        ("order.pdf", locked(), "password"),
        ("order.pdf", PDF + b" " * MOST, "this installation takes 1 MB a file"),
    ],
)
def test_what_may_not_be_handed_in_and_why(name: str, data: bytes, words: str) -> None:
    with pytest.raises(BadUpload, match=words):
        check(name, data, MOST)
