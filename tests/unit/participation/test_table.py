"""The register as a table: every mistake named at once, nothing half taken in; what is written can be read again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mla.instruments import Law
from mla.participation import Dated, Facts
from mla.participation.csvtable import Slips
from mla.participation.lists import READ_IN_FULL
from mla.participation.table import COLUMNS, read, write
from tests.unit.participation.world import unhurried

LAW = Law()
HOME = LAW.first()
TODAY = date(2026, 11, 23)
HEAD = ",".join(COLUMNS)


def table(*rows: dict[str, str]) -> bytes:
    usual = {"state": "SI", "instrument": HOME, "source": "Depositary", "mark": "C", "checked_on": "2026-01-02", "checked_by": "A. Novak"}  # fmt: skip
    lines = [",".join(f'"{(usual | row).get(name, "")}"' for name in COLUMNS) for row in rows]
    return "\n".join([HEAD, *lines]).encode()


def slips(raw: bytes) -> list[str]:
    with pytest.raises(Slips) as caught:
        read(raw, LAW, TODAY)
    return [str(one) for one in caught.value.slips]


class TestWhatShips:
    """The forty signatories, and no entry into force."""

    FOUND = read(READ_IN_FULL.read_bytes(), LAW, TODAY)
    BY_STATE = {one.state: one for one in FOUND}

    def test_is_what_is_known(self) -> None:
        assert len(self.FOUND) == 40
        assert all(one.signed and one.source and one.checked_on for one in self.FOUND)
        assert [one.state for one in self.FOUND if one.ratified] == ["LV"]
        assert [one.state for one in self.FOUND if one.provisional_from] == ["NL"]
        assert self.BY_STATE["NL"].provisional_scope == ("III",)
        assert [dated.what for dated in self.BY_STATE["CD"].annexes] == list("ABCDEFGH")
        assert self.BY_STATE["FR"].reservations == (Dated("8(3)"),)

    def test_calls_nothing_in_force(self) -> None:
        assert [one.state for one in self.FOUND if one.in_force_from] == []

    def test_says_where_something_is_not_known(self) -> None:
        assert sorted(one.state for one in self.FOUND if "U" in one.mark) == ["DE", "LV", "NL"]


class TestMistakes:
    """Each with its line and what is expected."""

    @pytest.mark.parametrize(
        ("cells", "answers"),
        [
            ({"state": "XX"}, "“XX” is no State; expected: two capital letters such as SI"),
            ({"state": "Slovenia"}, "“Slovenia” is no State"),
            ({"state": "YU"}, "“YU” (Yugoslavia) is a State no longer; expected: the State of today"),
            ({"state": ""}, "“state” is empty"),
            ({"instrument": "treaty"}, "“treaty” is no instrument in which States take part; expected: one of"),
            ({"instrument": "reciprocity"}, "“reciprocity” is no instrument in which States take part"),
            ({"signed": "14.2.2024"}, "“14.2.2024” in “signed” is no date; expected: such as 2024-02-14"),
            ({"signed": "2024-02-30"}, "“2024-02-30” in “signed” is no date"),
            ({"signed": "2023-05-25"}, "2023-05-25 lies before the instrument was made; expected: 2023-05-26 or later"),
            ({"signed": "2024-02-14", "ratified": "2024-02-13"}, "“ratified” (2024-02-13) lies before “signed”"),
            ({"provisional_until": "2024-05-01"}, "“provisional_until” without “provisional_from”"),
            ({"provisional_from": "2024-02-14", "provisional_scope": "IX"}, "“IX” is no part of it; expected: I, II"),
            ({"annexes": "F; Q"}, "“Q” is no annex of it; expected: A, B"),
            ({"annexes": "F=soon"}, "“F=soon” in “annexes” cannot be read; expected: such as F or F=2025-01-01"),
            ({"annexes": "F=2026-01-01/2025-01-01"}, "“F” ends (2025-01-01) before it begins (2026-01-01)"),
            ({"reservations": "30"}, "“30” is no reservable article of it; expected: 39, 40, 42, 8(3), 86(3), 90(5)"),
            ({"cut_off": "2026-01-01", "in_force_from": "2025-01-01"}, "“in_force_from” (2025-01-01) lies before “cut_off”"),
            ({"mark": "sure"}, "“sure” is no mark; expected: C, D, R, R-h, R-m, R-l, U or P"),
            ({"source": ""}, "“source” is empty"),
            ({"checked_on": "2026-11-24"}, "“checked_on” (2026-11-24) lies in the future"),
        ],
    )  # fmt: skip
    def test_are_told_in_a_sentence(self, cells: dict[str, str], answers: str) -> None:
        (one,) = slips(table(cells))
        assert one.startswith(f"Line 2: {answers}")

    def test_come_all_at_once(self) -> None:
        found = slips(table({"state": "XX", "signed": "soon"}, {}, {"mark": "?"}, {"state": "SI"}))
        assert [one.split(":")[0] for one in found] == ["Line 2", "Line 2", "Line 4", "Line 4", "Line 5"]
        assert "SI and" in found[-1]

    def test_a_wrong_encoding_is_named_with_its_line(self) -> None:
        raw = table({}, {"state": "FR", "declarations": "Déclaration"}).decode().encode("latin-1")
        assert slips(raw) == ["Line 3: this is not UTF-8; expected: a table saved as “CSV UTF-8”"]

    @pytest.mark.parametrize("raw", [b"", b"state;instrument\r\nSI;x", b"state,instrument,colour\n", b"\xff\xfe"])
    def test_a_table_of_another_kind_is_not_taken_in(self, raw: bytes) -> None:
        assert slips(raw)[0].startswith("Line 1: ")

    def test_what_is_no_text_is_not_taken_in(self) -> None:
        assert "this is no text" in slips(HEAD.encode() + b"\nSI\0")[0]

    def test_a_row_that_is_too_short_and_a_quotation_mark_that_stays_open_are_named(self) -> None:
        assert slips(HEAD.encode() + b"\nSI\n")[0].startswith("Line 2: 1 cells; expected: 23")
        assert "this is not CSV" in slips(HEAD.encode() + b'\n"SI\n')[0]


def test_a_table_with_a_mark_of_order_and_empty_lines_is_read() -> None:
    assert len(read(b"\xef\xbb\xbf" + table({}) + b"\n\n,,,,,,,,,,,,,,,,\n", LAW, TODAY)) == 1


def test_a_cell_is_no_formula_for_a_spreadsheet() -> None:
    one = Facts("SI", HOME, declarations='=HYPERLINK("x")', source="x", mark="C", checked_on=TODAY, checked_by="-")
    text = write([one])
    assert "'=HYPERLINK" in text
    assert read(text.encode(), LAW, TODAY) == [one]


days = st.none() | st.dates(date(2023, 6, 1), date(2025, 1, 1))
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20).map(str.strip)


@unhurried
@given(st.sampled_from(["SI", "XK", "BE"]), days, st.frozensets(st.sampled_from("ABC")), words)
def test_what_is_written_can_be_read_again(state: str, day: date | None, annexes: frozenset[str], text: str) -> None:
    text = text if not text.startswith("'") else ""
    one = Facts(
        state,
        HOME,
        signed=day,
        annexes=tuple(Dated(code, day) for code in sorted(annexes)),
        declarations=text,
        source="x",
        mark="C",
        checked_on=TODAY,
        checked_by="A. Novak",
    )
    assert read(write([one]).encode(), LAW, TODAY) == [one]
