"""A lawyer's slip in a file of the law: named by file, line and what is expected, all slips at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mla.cli import cli
from mla.instruments import Law, Refusable
from mla.instruments.checks import circle, cited
from mla.instruments.faults import Unsound
from mla.instruments.law import HERE
from mla.instruments.lines import line_of

SMALL = """\
code = "small"
rank = 1
mark = "C"
source = "Invented"
kinds = ["assistance"]

[name]
en = "Small Treaty"
fr = "Petit traité"

[short]
en = "Small Treaty"
fr = "Petit traité"

[of]
en = "of the Small Treaty"
fr = "du Petit traité"

[cite]
request = "1"

[participation]
rule = "register"

[covers]
any = true

[[articles]]
number = "1"
title = { en = "Help", fr = "Aide" }

[[articles]]
number = "2"
title = { en = "No help", fr = "Pas d’aide" }

[[contents]]
id = "S-1"
paper = "request"
level = "M"
article = "1"
label = { en = "Facts", fr = "Faits" }
required_when = "always"

[[contents]]
id = "S-2"
paper = "request"
level = "C"
article = "1(2)"
label = { en = "Dates", fr = "Dates" }
required_when = "known"
requires = ["S-1"]

[[grounds]]
code = "G"
kind = "assistance"
level = "optional"
article = "2"
label = { en = "Interests", fr = "Intérêts" }
"""

ANNEX = """\
extends = "small"
mark = "R-m"
source = "Adopted later"

[[annexes]]
code = "Z"
title = { en = "Piracy", fr = "Piraterie" }

[[crimes]]
code = "piracy"
article = "2, annex Z"
annex = "Z"
label = { en = "Piracy", fr = "Piraterie" }
"""


def wrong(folder: Path, text: str, name: str = "small.toml") -> list[str]:
    (folder / name).write_text(text)
    with pytest.raises(Unsound) as caught:
        Law(folder)
    return [str(fault) for fault in caught.value.faults]


def line(text: str, start: str, nth: int = 1) -> int:
    found = [number for number, one in enumerate(text.splitlines(), 1) if one.startswith(start)]
    return found[nth - 1]


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_text(SMALL)
    law = Law(tmp_path)
    assert law.bases() == [("small", "Small Treaty")]
    assert [row.code for row in law.grounds("small", Refusable("assistance", "assistance"))] == ["G"]


def test_what_a_row_leaves_out_it_has_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_text(SMALL)
    row = Law(tmp_path).instruments["small"].grounds[0]
    assert (row.mark, row.source) == ("C", "Invented")


def test_an_unknown_key_is_named_with_the_keys_there_are(tmp_path: Path) -> None:
    text = SMALL.replace('level = "optional"', 'level = "optional"\nlevle = "optional"')
    (one,) = wrong(tmp_path, text)
    assert one.startswith(
        f"small.toml, line {line(text, 'levle')}: the key “levle” of grounds 1 is unknown; expected: "
    )
    assert "level" in one.split("expected: ")[1]


def test_an_unknown_table_is_named(tmp_path: Path) -> None:
    text = SMALL + '\n[[groudns]]\ncode = "H"\n'
    (one,) = wrong(tmp_path, text)
    assert one.startswith(f"small.toml, line {line(text, '[[groudns]]')}: the key “groudns” is unknown")


@pytest.mark.parametrize(
    ("written", "instead", "where", "answers"),
    [
        ('level = "optional"', 'level = "maybe"', 'level = "maybe"', "“maybe” is not a value of “level” of grounds 1"),
        ('mark = "C"', 'mark = "sure"', "mark", "“sure” is no mark; expected: C, R-h, R-m, R-l, U or P"),
        ("rank = 1", 'rank = "1"', "rank", "“rank” is “1”; expected: a valid integer"),
        ('source = "Invented"\n', "", "code", "the key “source” is missing"),
        ('fr = "Petit traité"\n\n[short]', "\n[short]", "[name]", "the French (fr) of name is missing"),
        ('{ en = "Interests", fr = "Intérêts" }', '{ en = "Interests" }', 'label = { en = "Interests"', "the French (fr) of grounds 1, label is missing"),
    ],
)  # fmt: skip
def test_each_slip_is_found_on_its_line(tmp_path: Path, written: str, instead: str, where: str, answers: str) -> None:
    text = SMALL.replace(written, instead, 1)
    (one,) = wrong(tmp_path, text)
    assert one.startswith(f"small.toml, line {line(text, where)}: ")
    assert answers in one


def test_a_double_id_is_named_where_it_stands_the_second_time(tmp_path: Path) -> None:
    text = SMALL.replace('id = "S-2"', 'id = "S-1"').replace('requires = ["S-1"]\n', "")
    assert wrong(tmp_path, text) == [
        f"small.toml, line {line(text, 'id', 2)}: the id “S-1” stands twice in contents; expected: once"
    ]


def test_an_article_that_does_not_exist_is_named(tmp_path: Path) -> None:
    text = SMALL.replace('article = "2"', 'article = "2, 14(3)"').replace('request = "1"', 'request = "99"')
    assert [one.split(";")[0] for one in wrong(tmp_path, text)] == [
        f"small.toml, line {line(text, 'request')}: the article “99” does not exist",
        f"small.toml, line {line(text, 'article', 3)}: the article “14” does not exist",
    ]


def test_a_circle_of_conditions_is_told_in_its_order(tmp_path: Path) -> None:
    text = SMALL.replace('required_when = "always"', 'required_when = "always"\nrequires = ["S-2"]')
    (one,) = wrong(tmp_path, text)
    assert f"line {line(text, 'requires')}: the conditions go in a circle: S-1 → S-2 → S-1" in one


def test_a_condition_on_an_item_that_does_not_exist_is_named(tmp_path: Path) -> None:
    (one,) = wrong(tmp_path, SMALL.replace('requires = ["S-1"]', 'requires = ["S-9"]'))
    assert "“S-9” is no id of this instrument" in one


def test_a_ground_for_a_kind_that_the_instrument_does_not_carry_is_named(tmp_path: Path) -> None:
    (one,) = wrong(tmp_path, SMALL.replace('kind = "assistance"', 'kind = "transfer"'))
    assert "the kind “transfer” is none of this instrument's; expected: assistance" in one


def test_a_loan_from_nowhere_and_a_crime_defined_nowhere_are_named(tmp_path: Path) -> None:
    text = SMALL.replace("[covers]\nany = true", '[like]\nmeasures = "other"\n\n[covers]\ncrimes = ["murder"]')
    assert [one.split(": ")[1].split(";")[0] for one in wrong(tmp_path, text)] == [
        "“other” has no measures to borrow",
        "the crime “murder” is defined nowhere",
    ]


def test_what_is_not_toml_is_named_with_its_line(tmp_path: Path) -> None:
    (one,) = wrong(tmp_path, SMALL.replace("rank = 1", "rank = one"))
    assert one.startswith("small.toml, line 2: this is not TOML")


def test_what_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_bytes(SMALL.encode("latin-1", "replace"))
    with pytest.raises(Unsound, match=rf"small\.toml, line {line(SMALL, 'fr')}: this is not UTF-8"):
        Law(tmp_path)


def test_the_code_is_the_name_of_the_file(tmp_path: Path) -> None:
    assert wrong(tmp_path, SMALL, "tiny.toml") == [
        "tiny.toml, line 1: the code is “small”; expected: the name of the file"
    ]


def test_the_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("rank = ")
    (tmp_path / "b.toml").write_text(SMALL.replace('code = "small"', 'code = "b"').replace("rank = 1\n", ""))
    found = wrong(tmp_path, SMALL.replace('article = "2"', 'article = "7"'))
    assert [one.split(",")[0] for one in found] == ["a.toml", "b.toml", "small.toml"]


def test_a_template_is_checked_and_never_offered(tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_text(SMALL)
    pattern = SMALL.replace('code = "small"', 'code = "pattern"').replace("rank = 1", "rank = 0\ntemplate = true")
    (tmp_path / "pattern.toml").write_text(pattern)
    law = Law(tmp_path)
    assert (law.first(), list(law.instruments), list(law.templates)) == ("small", ["small"], ["pattern"])


class TestANewAnnex:
    """An annex adopted later is a new file, and no code."""

    def test_adds_its_crime_to_the_instrument_and_changes_its_digest(self, tmp_path: Path) -> None:
        (tmp_path / "small.toml").write_text(SMALL)
        before = Law(tmp_path)
        (tmp_path / "small-annex-z.toml").write_text(ANNEX)
        law = Law(tmp_path)
        assert law.crimes("small") == [("piracy", "Piracy (art. 2, annex Z)")]
        assert law.instruments["small"].annexes[0].mark == "R-m"
        assert law.digest("small") != before.digest("small")

    def test_is_named_when_it_extends_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "small.toml").write_text(SMALL)
        (one,) = wrong(tmp_path, ANNEX.replace('"small"', '"large"'), "z.toml")
        assert one == "z.toml, line 1: “large” is no instrument; expected: one of small"

    def test_is_named_by_its_own_file_and_line_when_it_is_wrong(self, tmp_path: Path) -> None:
        (tmp_path / "small.toml").write_text(SMALL)
        text = ANNEX.replace("2, annex Z", "3, annex Y")
        assert [one.split(";")[0] for one in wrong(tmp_path, text, "z.toml")] == [
            f"z.toml, line {line(text, 'article')}: the article “3” does not exist",
            f"z.toml, line {line(text, 'article')}: the article “annex Y” does not exist",
        ]


class TestTheCommand:
    """`mla law check`."""

    def test_says_that_everything_holds(self) -> None:
        done = CliRunner().invoke(cli, ["law", "check"])
        assert done.exit_code == 0
        assert done.output.endswith("Everything holds.\n")

    def test_says_what_is_wrong_and_ends_with_status_1(self, tmp_path: Path) -> None:
        (tmp_path / "small.toml").write_text(SMALL.replace("rank = 1", "rnak = 1"))
        done = CliRunner().invoke(cli, ["law", "check", str(tmp_path)])
        assert done.exit_code == 1
        assert "small.toml, line 2: the key “rnak” is unknown" in done.output
        assert done.output.endswith("2 faults found.\n")


def test_references_are_read_as_lawyers_write_them() -> None:
    assert cited("24(g), 35") == ["24", "35"]
    assert cited("28; 56(3)") == ["28", "56"]
    assert cited("45(1)-(8)") == ["45"]
    assert cited("15-17") == ["15", "17"]
    assert cited("24(b),(l)") == ["24"]
    assert cited("9(3) Prot. II, annex A") == ["9 Prot. II", "annex A"]
    assert cited("") == []


def test_a_circle_is_found_and_a_chain_is_none() -> None:
    assert circle({"a": ["b"], "b": ["c"], "c": []}) == []
    assert circle({"a": ["b"], "b": ["c"], "c": ["b"]}) == ["b", "c", "b"]
    assert circle({"a": ["a"]}) == ["a", "a"]


def test_a_path_that_is_nowhere_is_shown_at_what_is_around_it() -> None:
    assert line_of(SMALL, ()) == 1
    assert line_of(SMALL, ("grounds", 0, "nothing")) == line(SMALL, "[[grounds]]")
    assert line_of(SMALL, ("grounds", 7)) == 1


class TestWhatAnInstrumentLacks:
    """A kind of request that an instrument claims can be refused under it, and what it leaves unsaid is told."""

    BOTH = SMALL.replace('kinds = ["assistance"]', 'kinds = ["assistance", "extradition"]')

    def test_a_kind_without_a_ground_of_refusal_is_a_fault_and_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "small.toml").write_text(self.BOTH)
        with pytest.raises(Unsound) as caught:
            Law(tmp_path)
        assert [str(fault) for fault in caught.value.faults] == [
            (
                "small.toml, line 5: it claims requests of the kind “extradition” and names no ground on which one can be"
                " refused; expected: at least one [[grounds]] with kind = “extradition”"
            )
        ]

    def test_a_borrowed_ground_is_one(self, tmp_path: Path) -> None:
        lender = (
            SMALL.replace('"small"', '"lender"')
            .replace('"assistance"', '"extradition"')
            .replace('code = "G"', 'code = "H"')
        )
        (tmp_path / "lender.toml").write_text(lender)
        (tmp_path / "small.toml").write_text(self.BOTH.replace("[cite]", '[like]\ngrounds = "lender"\n\n[cite]'))
        assert Law(tmp_path).grounds("small", Refusable("extradition", "extradition"))

    def test_whoever_copies_the_pattern_of_a_treaty_can_refuse_every_kind_it_carries(self, tmp_path: Path) -> None:
        for path in HERE.glob("*.toml"):
            (tmp_path / path.name).write_text(path.read_text())
        copied = (
            (HERE / "bilateral.toml").read_text().replace('"bilateral"', '"si-rs"').replace("template = true\n", "")
        )
        (tmp_path / "si-rs.toml").write_text(copied)
        law = Law(tmp_path)
        for kind in law.instruments["si-rs"].kinds:
            seen = law.about(kind)
            assert seen.grounds("si-rs", Refusable(kind, kind))
            assert all(seen.article("si-rs", purpose) for purpose in ("request", "contents", "refusal"))

    @pytest.mark.parametrize("one", [*Law().instruments.values(), *Law().templates.values()], ids=lambda one: one.code)
    def test_every_kind_that_any_instrument_claims_can_be_refused(self, one: dict[str, Any]) -> None:
        assert {row.kind for row in one.grounds} >= set(one.kinds)

    EXTRADITION = '\n[[grounds]]\ncode = "E"\nkind = "extradition"\nlevel = "optional"\narticle = ""\nlabel = { en = "Law", fr = "Droit" }\n'
    SILENT = (
        '\n[[silences]]\ncode = "extradition-{what}"\nkind = "extradition"\nwhat = "{what}"\nwhy = "It sets none"\n'
    )

    def test_the_check_tells_what_an_instrument_leaves_unsaid(self, tmp_path: Path) -> None:
        (tmp_path / "small.toml").write_text(self.BOTH + self.EXTRADITION)
        told = CliRunner().invoke(cli, ["law", "check", str(tmp_path)]).output
        assert (
            "extradition: it does not say the article on which a request rests, nor what a request must contain."
            in told
        )

    def test_a_silence_that_is_named_is_none_for_the_check(self, tmp_path: Path) -> None:
        silences = "".join(self.SILENT.format(what=what) for what in ("request", "contents"))
        (tmp_path / "small.toml").write_text(self.BOTH + self.EXTRADITION + silences)
        assert "extradition:" not in CliRunner().invoke(cli, ["law", "check", str(tmp_path)]).output

    def test_of_every_file_that_ships_the_check_has_nothing_to_say(self) -> None:
        told = CliRunner().invoke(cli, ["law", "check"]).output.splitlines()
        assert [line for line in told if line.startswith("  ")] == []
        assert told[-1] == "Everything holds."

    def test_what_nobody_has_read_is_marked_so(self) -> None:
        silences = [row for one in Law().instruments.values() for row in one.silences]
        assert {row.mark for row in silences if row.why.startswith("Not read")} == {"U"}
        assert {row.mark for row in silences if row.why.startswith("Recalled")} == {"R-h"}
