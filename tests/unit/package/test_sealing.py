"""A package is opened only when every byte of it is as it was sealed."""

from __future__ import annotations

import io
import json
import re
import tracemalloc
import zipfile
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from mla.package.keys import public_bytes
from mla.package.sealing import Unacceptable, _container, seal, unseal

KEY = Ed25519PrivateKey.generate()
MOST = 1_000_000
MANIFEST = {
    "sender": "SI", "recipient": "BE", "dossier": "6e0f3f0a-1c5e-4d0e-9f6a-0c3b1f2d4e5a", "kind": "assistance",
    "table_version": 1, "instrument": "lhc", "instrument_digest": "ab" * 32, "trigger": "transmit", "number": 1,
    "previous": "", "at": "2026-11-23T10:00:00+00:00", "on": "2026-11-23", "actor": "N", "reference": "SI-MLA-2026-0001",
    "their_reference": "", "annexes": [], "answers": {"words": "Ω שלום 你好"},
}  # fmt: skip
FILES = {"documents/letter.pdf": b"%PDF-1.7 letter", "attachments/requesting-001.pdf": b"%PDF-1.7 annex"}


def sealed() -> bytes:
    return seal(MANIFEST, FILES, KEY)


def opened(data: bytes) -> None:
    """Everything reception asks of the bytes themselves."""
    package = unseal(data, MOST)
    package.check_signature(public_bytes(KEY))
    package.check_files()
    package.check_manifest()


def test_what_was_sealed_comes_out_as_it_went_in() -> None:
    package = unseal(sealed(), MOST)
    package.check_signature(public_bytes(KEY))
    package.check_files()
    assert package.files == FILES
    assert package.manifest["answers"] == MANIFEST["answers"]


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
    with pytest.raises(Unacceptable, match=f"lacks: {field}"):
        opened(seal(lacking, FILES, KEY))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"actor": "A\x1b[2J"}, "invisible control character (U+001B) in “actor”"),
        ({"actor": "A\ud800"}, "invisible control character (U+D800) in “actor”"),
        ({"actor": "A\nB"}, "“actor” must be one line"),
        ({"answers": {"words": "pay \u202e0001"}}, "invisible control character (U+202E) in “answers, words”"),
        ({"answers": {"words": "x" * 1_000_000}}, "longer than allowed in “answers, words”"),
        ({"answers": {str(n): "x" * 150_000 for n in range(20)}}, "longer than allowed"),
        ({"answers": {"rows": list(range(5_000))}}, "more than 1,000 entries in “answers, rows”"),
        ({"answers": {"a": float("nan")}}, "not whole"),
        ({"answers": {"a": 1.5}}, "not whole"),
        ({"answers": {"a": 10**20}}, "more than 12 digits"),
        ({"answers": {"a": [[[[[[[[[[[["x"]]]]]]]]]]]]}}, "nested deeper"),
        ({"answers": {"a\0": "x"}}, "by a name that is no name"),
        ({"reference": "R" * 1_000}, "“reference” is longer than 100 characters"),
        ({"on": "0001-01-01"}, "“on” must be a date between 2000 and 2100"),
        ({"on": "9999-12-31"}, "“on” must be a date between 2000 and 2100"),
        ({"on": "20261123"}, "“on” must be a date"),
        ({"at": "9999-12-31T23:59:59+00:00"}, "“at” must be a moment"),
        ({"at": "2026-11-23T10:00:00"}, "“at” must be a moment"),
        ({"number": True}, "“number” is of the wrong kind"),
        ({"number": -1}, "“number” must be 0 or more"),
        ({"dossier": "{6E0F3F0A-1c5e-4d0e-9f6a-0c3b1f2d4e5a}"}, "“dossier” must be the number of a dossier"),
        ({"previous": "x"}, "“previous” is not spelled as it must be"),
        ({"extra": 1}, "“extra” is not known"),
        ({"sender": "SI\u200b"}, "“sender” is not spelled"),
    ],
)  # fmt: skip
def test_a_manifest_that_is_not_to_the_letter_is_refused_with_the_reason(
    changes: dict[str, Any], sentence: str
) -> None:
    raw = json.dumps({**MANIFEST, "format": 1, "files": {}, **changes}, ensure_ascii=True).encode()
    with pytest.raises(Unacceptable, match=re.escape(sentence)) as refused:
        unseal(_container(raw, KEY.sign(raw), {}), 10**9).check_manifest()
    assert str(refused.value).isprintable()


def test_a_thing_named_twice_is_refused() -> None:
    raw = json.dumps({**MANIFEST, "format": 1, "files": {}}).encode().replace(b'"kind"', b'"number": 2, "kind"', 1)
    with pytest.raises(Unacceptable, match="one thing twice"):
        unseal(_container(raw, KEY.sign(raw), {}), MOST)


def test_a_list_of_files_of_any_length_is_not_read_into_memory() -> None:
    huge = container({f"documents/{n}" + "x" * 100: b"" for n in range(20_000)})
    tracemalloc.start()
    with pytest.raises(Unacceptable, match="too many"):
        unseal(huge, 10**9)
    assert tracemalloc.get_traced_memory()[1] < 3 * len(huge)
    tracemalloc.stop()


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
