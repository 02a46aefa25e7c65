"""What a manifest and a receipt must look like: every bound is met on either side, every fault named with its place."""

from __future__ import annotations

from typing import Any

import pytest

from mla.package.schema import Listed, ReceiptEnvelope, ReceiptText, TextInPackage, check
from mla.package.strict_json import Unclear

RECEIPT = {
    "package": "ab" * 32, "outcome": "applied", "reason": "", "state": "BE", "at": "2026-11-23T10:00:00+00:00",
    "reference": "BE-MLA-2026-0001",
}  # fmt: skip
ANNEX = {
    "number": 1, "side": "requesting", "role": "request", "title": "Order", "filename": "order.pdf",
    "media_type": "application/pdf", "sha256": "ab" * 32, "size": 10, "pages": 1,
}  # fmt: skip
TEXT = {
    "title": "T", "instrument": "lhc", "language": "en", "arises_from": "", "contents": {}, "persons": [], "offences": [],
    "measures": [], "attachments": [],
}  # fmt: skip


def faults(shape: Any, told: Any, what: str = "The receipt") -> str:
    """What is wrong with something that was read, or nothing."""
    try:
        check(shape, told, what)
    except Unclear as error:
        return str(error)
    return ""


def test_what_has_the_shape_is_given_back() -> None:
    assert check(ReceiptText, RECEIPT, "The receipt").model_dump() == RECEIPT


def test_all_that_is_lacking_is_told_first_and_then_all_that_is_wrong() -> None:
    told = {"package": "x", "outcome": "lost", "reason": "", "state": "BE"}
    assert faults(ReceiptText, told) == (
        "The receipt lacks: at, reference. In the receipt, “package” is not spelled as it must be; "
        "“outcome” must be 'applied', 'filed', 'refused' or 'held'."
    )


def test_of_many_faults_ten_that_are_lacking_and_five_that_are_wrong_are_told() -> None:
    assert faults(TextInPackage, {}).count(",") == 8
    extra = {f"extra{number:02}": 1 for number in range(7)}
    assert faults(ReceiptText, RECEIPT | extra).count("is not known") == 5
    rows = [{}, {}]
    told = faults(TextInPackage, TEXT | {"attachments": rows})
    assert told.startswith("The receipt lacks: attachments, 1, number, attachments, 1, side, ")
    assert told.count("attachments, ") == 10


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"pages": -1}, "“attachments, 2, pages” must be 0 or more"),
        ({"media_type": "text/html"}, "“attachments, 2, media_type” must be a media type that is taken here"),
        ({"pages": 100_001}, "“attachments, 2, pages” must be 100000 or less"),
        ({"number": 10_000}, "“attachments, 2, number” must be 9999 or less"),
        ({"size": -1}, "“attachments, 2, size” must be 0 or more"),
        ({"title": ""}, "“attachments, 2, title” is empty"),
        ({"title": "x" * 501}, "“attachments, 2, title” is longer than 500 characters"),
        ({"title": "A\tB"}, "“attachments, 2, title” must be one line of text that can be printed"),
        ({"filename": "a/b.pdf"}, "“attachments, 2, filename” must be the name of a file, on one line"),
        ({"filename": "a\\b.pdf"}, "“attachments, 2, filename” must be the name of a file, on one line"),
        ({"filename": "a\nb.pdf"}, "“attachments, 2, filename” must be the name of a file, on one line"),
        ({"side": "both"}, "“attachments, 2, side” must be 'requesting' or 'requested'"),
        ({"pages": "1"}, "“attachments, 2, pages” is of the wrong kind"),
        ({"language": "French"}, "“attachments, 2, language” is not spelled as it must be"),
    ],
)
def test_a_fault_in_a_list_is_told_with_the_number_of_its_item(change: dict[str, Any], sentence: str) -> None:
    told = faults(TextInPackage, TEXT | {"attachments": [ANNEX, ANNEX | change]}, "The text")
    assert told == f"In the text, {sentence}."


@pytest.mark.parametrize(
    "change", [{"pages": 100_000}, {"number": 9_999}, {"size": 0}, {"title": "x" * 500}, {"language": "fr"}]
)
def test_the_bounds_themselves_are_allowed(change: dict[str, Any]) -> None:
    assert faults(Listed, ANNEX | change) == ""


def test_a_list_has_at_most_so_many_entries() -> None:
    assert faults(TextInPackage, TEXT | {"persons": [{}] * 500}) == ""
    assert faults(TextInPackage, TEXT | {"persons": [{}] * 501}) == (
        "In the receipt, “persons” has more than 500 entries."
    )


@pytest.mark.parametrize(
    ("at", "sound"),
    [
        ("2000-01-01T00:00:00+00:00", True), ("1999-12-31T23:59:59+00:00", False), ("2000-01-01T00:30:00+01:00", False),
        ("2099-12-31T23:59:59+00:00", True), ("2100-01-01T00:00:00+00:00", False), ("2026-11-23T10:00:00", False),
        ("yesterday", False),
    ],
)  # fmt: skip
def test_a_moment_has_a_zone_and_lies_in_this_century_as_everybody_reckons(at: str, sound: bool) -> None:
    fault = "" if sound else "In the receipt, “at” must be a moment between 2000 and 2100."
    assert faults(ReceiptText, RECEIPT | {"at": at}) == fault


def test_the_number_of_a_dossier_has_one_spelling_or_there_is_none() -> None:
    sound = "6e0f3f0a-1c5e-4d0e-9f6a-0c3b1f2d4e5a"
    for told in ("", sound):
        assert faults(TextInPackage, TEXT | {"arises_from": told}) == ""
    for told in (sound.upper(), sound.replace("-", ""), "none"):
        wrong = faults(TextInPackage, TEXT | {"arises_from": told}, "The text")
        assert "“arises_from” must be the number of a dossier" in wrong


def test_a_foreign_name_is_told_only_as_far_as_it_can_be_printed() -> None:
    long, hidden = "n" * 60, "a\u202eb"
    assert faults(ReceiptText, RECEIPT | {long: 1}) == f"In the receipt, “{'n' * 40}” is not known."
    assert faults(ReceiptText, RECEIPT | {hidden: 1}) == "In the receipt, “” is not known."


def test_a_receipt_comes_in_an_envelope_with_a_signature() -> None:
    assert faults(ReceiptEnvelope, {"receipt": "x" * 20_000, "signature": "0f" * 64}) == ""
    assert faults(ReceiptEnvelope, {"receipt": "x" * 20_001, "signature": "0F" * 64}, "It") == (
        "In it, “receipt” is longer than 20000 characters; “signature” is not spelled as it must be."
    )
