"""A package is opened only when every byte of it is as it was sealed."""

from __future__ import annotations

import hashlib
import io
import json
import re
import struct
import tracemalloc
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from mla.package.keys import public_bytes
from mla.package.schema import MOST_FILES
from mla.package.sealing import MOST_MANIFEST, Unacceptable, _container, seal, unseal

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


# Each refusal in its own words
DAMAGED = "The package is damaged or cut short: it cannot be opened."
MANY = "The package has too many files, or two of the same name."
UNREADABLE = "The package has no readable manifest."


def refused(data: bytes, most: int = MOST) -> str:
    """The sentence with which these bytes are refused."""
    with pytest.raises(Unacceptable) as told:
        unseal(data, most)
    return str(told.value)


def parts(**changed: bytes | None) -> dict[str, bytes]:
    """The two parts that every package has, without those that are None."""
    usual = {"manifest.json": json.dumps({**MANIFEST, "format": 1, "files": {}}).encode(), "signature": b"s" * 64}
    return {name: data for name, data in {**usual, **changed}.items() if data is not None}


@pytest.mark.parametrize(
    "changed",
    [
        {"manifest.json": None}, {"manifest.json": b""}, {"signature": None}, {"signature": b"s" * 63},
        {"signature": b"s" * 65}, {"signature": b""},
    ],
)  # fmt: skip
def test_without_a_manifest_and_a_signature_of_64_bytes_it_is_no_package(changed: dict[str, bytes | None]) -> None:
    assert refused(container(parts(**changed))) == UNREADABLE


def test_a_manifest_is_read_up_to_its_limit_and_no_further() -> None:
    room = 10 * MOST_MANIFEST
    assert refused(container(parts(**{"manifest.json": b" " * (MOST_MANIFEST + 1)})), room) == UNREADABLE
    assert refused(container(parts(**{"manifest.json": b" " * MOST_MANIFEST})), room) == (
        "The manifest cannot be taken. It is not readable JSON."
    )
    assert MOST_MANIFEST == 8 * 1024 * 1024


def test_the_limit_of_a_package_is_told_in_megabytes_and_is_itself_allowed() -> None:
    whole = sealed()
    assert unseal(whole, len(whole)).files == FILES
    assert refused(container({"documents/a.pdf": b"x" * 3 * 1024 * 1024}), 2 * 1024 * 1024) == (
        "The package is larger than 2 MB."
    )


def test_a_file_that_no_manifest_lists_is_found_and_one_that_is_missing_too() -> None:
    listed = "The files in the package are not those that its manifest lists."
    assert refused(container(parts(**{"documents/more.pdf": b"x"}))) == listed
    raw = json.dumps({**MANIFEST, "format": 1, "files": {"documents/a.pdf": {"sha256": "0" * 64, "size": 2}}}).encode()
    assert refused(container(parts(**{"manifest.json": raw}))) == listed
    assert refused(container(parts(**{"manifest.json": raw, "documents/a.pdf": b"xyz"}))) == listed


def test_a_file_with_other_words_of_the_same_length_is_not_the_one_that_was_signed() -> None:
    package = unseal(sealed(), MOST)
    other = {**package.files, "documents/letter.pdf": b"%PDF-1.7 LETTER"}
    with pytest.raises(Unacceptable) as told:
        replace(package, files=other).check_files()
    assert str(told.value) == "The file documents/letter.pdf is not the one that was signed."


def test_a_signature_may_be_of_any_of_the_keys_on_file_and_must_be_of_one() -> None:
    package, other = unseal(sealed(), MOST), public_bytes(Ed25519PrivateKey.generate())
    package.check_signature(other, public_bytes(KEY))
    for keys in ((other,), ()):
        with pytest.raises(Unacceptable) as told:
            package.check_signature(*keys)
        assert str(told.value) == (
            "The signature does not belong to the sender's key on file, or the manifest was changed."
        )


def test_a_package_that_is_spelled_otherwise_is_damaged() -> None:
    raw = parts()["manifest.json"]
    loose = container({"manifest.json": raw, "signature": b"s" * 64})
    assert refused(loose) == "The package is damaged: its container is not as it was sealed."
    assert (
        unseal(_container(raw, b"s" * 64, {}), MOST).sha256
        == hashlib.sha256(_container(raw, b"s" * 64, {})).hexdigest()
    )


def test_what_is_no_container_is_damaged() -> None:
    for data in (b"", b"x" * 21, b"x" * 22, sealed()[:-1], sealed() + b"x"):
        assert refused(data) == DAMAGED


def test_the_list_of_files_is_the_only_one() -> None:
    """A second end of the list (ZIP64) would let Python read a list of any size."""
    whole = sealed()
    assert refused(whole[:-22] + b"PK\x06\x07" + b"\0" * 16 + whole[-22:]) == DAMAGED
    assert refused(whole[:-22] + whole[-22:].replace(b"PK\x05\x06", b"PK\x05\x07")) == DAMAGED


def test_as_many_files_as_a_manifest_may_list_and_not_one_more() -> None:
    full = {f"documents/{n}.pdf": b"" for n in range(MOST_FILES)}
    assert refused(container({**parts(), **full})) == "The files in the package are not those that its manifest lists."
    assert refused(container({**parts(), **full, "documents/more.pdf": b""})) == MANY
    long = {f"documents/{'n' * 80}{n:02}": b"" for n in range(99)}
    assert (
        unseal(seal(MANIFEST, {f"documents/{n}.pdf": b"" for n in range(MOST_FILES)}, KEY), MOST).files.keys()
        == full.keys()
    )
    assert unseal(seal(MANIFEST, long, KEY), MOST).files == long


def test_a_list_of_files_has_its_limit_in_bytes_too() -> None:
    end = bytearray(sealed())
    end[-10:-6] = struct.pack("<I", (MOST_FILES + 2) * 250 + 1)
    assert refused(bytes(end)) == MANY
    end[-10:-6] = struct.pack("<I", (MOST_FILES + 2) * 250)
    assert refused(bytes(end)) == DAMAGED
    end = bytearray(sealed())
    end[-12:-10] = struct.pack("<H", MOST_FILES + 3)
    assert refused(bytes(end)) == MANY


def test_two_files_of_one_name_and_a_name_that_is_none_and_a_compressed_one_are_refused_in_their_words() -> None:
    twice = sealed().replace(b"attachments/requesting-001.pdf", b"attachments/requesting-002.pdf")
    other = seal(MANIFEST, {**FILES, "attachments/requesting-002.pdf": b"%PDF-1.7 other"}, KEY)
    assert refused(other.replace(b"requesting-002", b"requesting-001")) == MANY
    assert refused(twice) != MANY
    assert refused(container({**parts(), "other/x": b""})) == (
        "The package holds a file with a name that is not allowed."
    )
    inside = "The package is compressed or encrypted inside, which is not allowed."
    assert refused(container(parts(), zipfile.ZIP_DEFLATED)) == inside
    locked = bytearray(container(parts()))
    first = locked.index(b"PK\x01\x02")
    locked[first + 8] |= 1
    assert refused(bytes(locked)) == inside


def test_a_package_cannot_hold_more_than_it_weighs() -> None:
    swollen = bytearray(container({**parts(), "documents/a.pdf": b"x" * 10}))
    last = swollen.rindex(b"PK\x01\x02")
    swollen[last + 24 : last + 28] = struct.pack("<I", len(swollen))
    assert refused(bytes(swollen)) == "The package claims to hold more than it does."


def test_one_that_claims_as_much_as_it_weighs_is_compared_with_its_manifest() -> None:
    files = parts()
    swollen = bytearray(container({**files, "documents/a.pdf": b"x" * 10}))
    last = swollen.rindex(b"PK\x01\x02")
    swollen[last + 24 : last + 28] = struct.pack("<I", len(swollen) - sum(map(len, files.values())))
    assert refused(bytes(swollen)) == "The files in the package are not those that its manifest lists."


@pytest.mark.parametrize("part", [b"%PDF-1.7 letter", b'"actor": "N"'])
def test_a_part_that_does_not_fit_its_own_sum_is_damaged(part: bytes) -> None:
    assert refused(sealed().replace(part, part[:-1] + b"?")) == DAMAGED


def test_what_is_wrong_with_the_address_is_told_before_the_sender_is_known() -> None:
    lacking = json.dumps({"format": 1, "files": {}}).encode()
    assert refused(container(parts(**{"manifest.json": lacking}))) == (
        "The manifest cannot be taken. The manifest lacks: sender, recipient, dossier, trigger, number, previous."
    )
    for raw in (b"[]", b"7"):
        assert refused(container(parts(**{"manifest.json": raw}))).startswith(
            "The manifest cannot be taken. In the manifest, "
        )
    future = json.dumps({**MANIFEST, "format": 2, "files": {}}).encode()
    assert refused(container(parts(**{"manifest.json": future}))) == (
        "The package has a format that this installation does not know (known: 1)."
    )


def test_the_manifest_is_written_so_that_a_person_can_read_it() -> None:
    raw = unseal(sealed(), MOST).raw_manifest.decode()
    assert "Ω שלום 你好" in raw
    assert raw.splitlines()[1:3] == [' "actor": "N",', ' "annexes": [],']
    told = json.loads(raw)
    assert list(told) == sorted(told)
    assert told["files"]["documents/letter.pdf"] == {
        "sha256": hashlib.sha256(b"%PDF-1.7 letter").hexdigest(), "size": 15,
    }  # fmt: skip


def test_the_container_has_the_parts_in_one_order_with_one_day_and_nothing_of_the_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(sealed())) as archive:
        entries = archive.infolist()
    assert [one.filename for one in entries] == ["manifest.json", "signature", *sorted(FILES)]
    assert {one.date_time for one in entries} == {(2023, 5, 26, 0, 0, 0)}
    assert {(one.create_system, one.external_attr >> 16, one.compress_type) for one in entries} == {(3, 0o600, 0)}


def container(files: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()
