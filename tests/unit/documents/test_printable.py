"""What a paper can show is known before anything is drawn, and agrees with the drawing itself."""

from __future__ import annotations

import time

import pytest
from weasyprint import HTML

from mla.documents.printable import first_invisible, missing
from mla.documents.warnings import listening

SAMPLE = [
    *range(0x20, 0x7F), *range(0xA0, 0x600), *range(0x900, 0xA00, 3), *range(0x2000, 0x2028), 0x20AC, 0x4F60, 0x5D0,
    0x378, 0xE000, 0xF0B7, 0x1F600, 0x1F9FF, 0x10FFFD, 0xFE0F, 0xE0100,
]  # fmt: skip


def test_what_is_said_to_be_printable_is_what_the_drawing_prints() -> None:
    with listening() as heard:
        HTML(string="".join(f"<p>a{chr(code)}b</p>" for code in SAMPLE)).write_pdf()
    assert set(missing("".join(map(chr, SAMPLE)))) == set(heard.missing)


@pytest.mark.parametrize(
    "name", ["Čížková", "محمد علي", "你好", "שלום", "Žižka\u0301", "क्षि", "葛\U000e0100", "co\xadop"]
)
def test_names_of_every_script_can_be_printed(name: str) -> None:
    assert missing(name) == []
    assert first_invisible(name) is None


@pytest.mark.parametrize("character", "\0\x1b\x85\u202a\u202e\u2066\u2069\ud800\ufffe\ufdd0\U000e0041\u2028\ufffa")
def test_what_nobody_sees_is_found_with_its_place(character: str) -> None:
    assert first_invisible(f"abc{character}d") == 3


def test_two_hundred_thousand_characters_are_judged_at_once() -> None:
    start = time.monotonic()
    assert missing("Ωé你a" * 50_000) == []
    assert time.monotonic() - start < 1
