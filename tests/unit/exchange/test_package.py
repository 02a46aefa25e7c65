"""A package is opened only when every byte of it is as it was sealed."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from mla.exchange.keys import public_bytes
from mla.exchange.package import Unacceptable, _container, seal, unseal

KEY = Ed25519PrivateKey.generate()
MOST = 1_000_000
MANIFEST = {
    "sender": "SI", "recipient": "BE", "dossier": "d", "kind": "assistance", "table_version": 1, "instrument": "x",
    "instrument_digest": "y", "trigger": "transmit", "number": 1, "previous": "", "at": "2026-11-23T10:00:00+00:00", "on": "2026-11-23",
    "actor": "N", "reference": "SI-MLA-2026-0001", "said": {"words": "Ω שלום 你好"},
}  # fmt: skip
FILES = {"documents/letter.pdf": b"%PDF-1.7 letter", "attachments/requesting-001.pdf": b"%PDF-1.7 annex"}


def sealed() -> bytes:
    return seal(MANIFEST, FILES, KEY)


def opened(data: bytes) -> None:
    """Everything reception asks of the bytes themselves."""
    package = unseal(data, MOST)
    package.check_signature(public_bytes(KEY))
    package.check_files()


def test_what_was_sealed_comes_out_as_it_went_in() -> None:
    package = unseal(sealed(), MOST)
    package.check_signature(public_bytes(KEY))
    package.check_files()
    assert package.files == FILES
    assert package.manifest["said"] == MANIFEST["said"]


def test_sealing_the_same_step_twice_gives_the_same_bytes() -> None:
    assert sealed() == sealed()


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_single_changed_byte_anywhere_is_found(data: st.DataObject) -> None:
    whole = bytearray(sealed())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Unacceptable):
        opened(bytes(whole))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_package_that_is_cut_short_is_refused(data: st.DataObject) -> None:
    whole = sealed()
    with pytest.raises(Unacceptable):
        opened(whole[: data.draw(st.integers(0, len(whole) - 1))])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_other_bytes_are_refused_in_a_sentence(junk: bytes) -> None:
    with pytest.raises(Unacceptable, match=r"^The .*\.$"):
        opened(junk)


def test_bytes_added_before_or_after_are_found() -> None:
    for altered in (b"x" + sealed(), sealed() + b"x"):
        with pytest.raises(Unacceptable):
            opened(altered)


def test_another_key_is_not_the_senders() -> None:
    forged = seal(MANIFEST, FILES, Ed25519PrivateKey.generate())
    with pytest.raises(Unacceptable, match="signature"):
        opened(forged)


def test_a_package_larger_than_allowed_is_not_even_opened() -> None:
    with pytest.raises(Unacceptable, match="larger"):
        unseal(sealed(), 100)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "documents/../x", "documents\\x", "other/x", "documents/"]
)
def test_a_name_that_would_lead_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(Unacceptable, match="name that is not allowed"):
        opened(container({name: b"x"}))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = container({"documents/a.pdf": b"\0" * 50_000_000}, zipfile.ZIP_DEFLATED)
    assert len(bomb) < MOST
    with pytest.raises(Unacceptable, match="compressed"):
        opened(bomb)


def test_two_files_of_one_name_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("documents/a.pdf", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("documents/a.pdf", b"2")
    with pytest.raises(Unacceptable, match="same name"):
        opened(buffer.getvalue())


def test_too_many_files_are_refused() -> None:
    with pytest.raises(Unacceptable, match="too many"):
        opened(container({f"documents/{n}.pdf": b"" for n in range(600)}))


@pytest.mark.parametrize("field", sorted(MANIFEST))
def test_a_manifest_without_a_field_is_refused_by_its_name(field: str) -> None:
    lacking = {name: value for name, value in MANIFEST.items() if name != field}
    with pytest.raises(Unacceptable, match=field):
        opened(seal(lacking, FILES, KEY))


def test_a_format_of_the_future_is_refused_with_a_sentence() -> None:
    raw = json.dumps({**MANIFEST, "format": 99, "files": {}}).encode()

    with pytest.raises(Unacceptable, match="format"):
        unseal(_container(raw, KEY.sign(raw), {}), MOST)


def container(files: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()
