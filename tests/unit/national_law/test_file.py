"""A file of national law says what it may and nothing else; what is wrong with one is told in plain sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from mla.cli import cli
from mla.installation import Installation
from mla.instruments import Law
from mla.instruments.faults import Unsound
from mla.national_law import NationalLaw, national
from mla.national_law.checks import gaps
from mla.national_law.reading import SAMPLE, read_national
from mla.national_law.schema import NOTHING, TABLES
from mla.sample.ministry import Ministry

LAW = Law()
TEXT = SAMPLE.read_text()


def file_with(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """The sample with these changes, somewhere else."""
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "own.toml"
    path.write_text(text)
    return path


def faults(path: Path, state: str = "", sample: bool = False) -> str:
    """What is wrong with a file, for the installation of a State."""
    with pytest.raises(Unsound) as wrong:
        read_national(path, LAW, state, sample)
    return str(wrong.value)


def test_the_sample_is_sound_says_everything_in_spanish_and_passes_as_no_law() -> None:
    own = read_national(SAMPLE, LAW)
    assert list(gaps(own)) == []
    assert own.sample
    assert all(len(own.rows(table)) for table in TABLES)
    assert {row.mark for table in TABLES for row in own.rows(table)} == {"U"}
    for act in own.acts:
        assert "(sample)" in act.name.en and "(exemple)" in act.name.fr and "(ejemplo)" in act.name.es  # noqa: PT018


def test_only_a_sample_installation_may_use_the_sample() -> None:
    assert read_national(SAMPLE, LAW, "SI", sample=True).sample
    assert "made up for trying out" in faults(SAMPLE, "SI")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([("sample = true", "sample = true\nstate = 'SI'")], "a sample is the law of no State"),
        ([("sample = true", "state = 'XX'")], "“XX” is no State"),
        ([("sample = true", "state = 'BE'")], "this is the law of BE; expected: that of your State, SI"),
        ([('act = "assistance"', 'act = "ask"')], "the act “ask” does not exist"),
        ([("days = 8\n", "")], "it fixes no period"),
        ([('"extradition_ruling"', '"verdict"')], "“verdict” is not a value"),
        ([('measures = ["hearing", "video_hearing", "telephone_hearing", "appearance"]', 'measures = ["song"]')], "“song” is unknown"),
        ([('code = "extradition"', 'code = "ruling"')], "stands twice in remedies"),
        ([("suspends = true", "suspends = 'yes'")], "“suspends” of remedies 1"),
        ([("suspends = true", "suspends = true\nfee = 3")], "the key “fee” of remedies 1 is unknown"),
        ([('mark = "U"', 'mark = "sure"')], "is no mark"),
        ([("sample = true", "sample =")], "this is not TOML"),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_its_line(tmp_path: Path, changes: list[tuple[str, str]], words: str) -> None:
    told = faults(file_with(tmp_path, *changes), "SI")
    assert words in told
    assert told.startswith("own.toml, line ")


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    assert "cannot be read" in faults(tmp_path / "nowhere.toml")


def test_no_installation_starts_with_a_faulty_file(tmp_path: Path, slovenia: Ministry) -> None:
    wrong = file_with(tmp_path, ('act = "assistance"', 'act = "ask"'))
    with pytest.raises(Unsound, match="the act “ask” does not exist"):
        Installation(replace(slovenia.config, national_law=wrong))


def test_an_installation_without_a_file_knows_no_national_law(slovenia: Ministry) -> None:
    assert national(slovenia.installation.law) is NOTHING
    assert national(Installation(replace(slovenia.config, national_law=SAMPLE)).law.about("extradition")).sample


def test_the_command_checks_the_file_that_is_named(tmp_path: Path) -> None:
    run = CliRunner().invoke(cli, ["law", "check", "--national", str(SAMPLE)])
    assert (run.exit_code, "Everything holds." in run.output) == (0, True)
    run = CliRunner().invoke(
        cli, ["law", "check", "--national", str(file_with(tmp_path, ("sample = true", "state = 'XX'")))]
    )
    assert (run.exit_code, "“XX” is no State" in run.output) == (1, True)


def test_the_command_checks_the_file_of_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLA_NATIONAL_LAW", str(file_with(tmp_path, ("sample = true", "state = 'XX'"))))
    run = CliRunner().invoke(cli, ["law", "check"])
    assert (run.exit_code, "“XX” is no State" in run.output) == (1, True)


def test_a_row_has_a_mark_and_a_source_of_its_own_or_those_of_the_file(tmp_path: Path) -> None:
    path = file_with(tmp_path, ('article = "40"', 'article = "40"\nmark = "C"\nsource = "Official gazette 1"'))
    first, second, *_more = read_national(path, LAW).remedies
    assert (first.mark, first.source) == ("C", "Official gazette 1")
    assert (second.mark, second.source) == ("U", "Made up for the sample; the law of no State")


def test_the_authority_named_for_a_measure_goes_before_that_for_the_kind() -> None:
    own: NationalLaw = read_national(SAMPLE, LAW)
    assert [row.code for row in own.competent("executes", "assistance", {"hearing"})] == ["hearings", "others"]
    assert [row.code for row in own.competent("executes", "assistance", {"search"})] == ["others"]
    assert own.competent("executes", "extradition") == []
