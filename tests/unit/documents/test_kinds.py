"""Which documents are taken: each is what its content says, and everything else is refused."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mla.documents.kinds import KINDS, OF_ENDING, TooMuch, listed
from tests.support.documents import HARMFUL, MADE, bomb, zipped

EMPTY_FAMILIES = ({".mkv", ".webm"}, {".txt", ".csv", ".eml", ".rtf"}, {".zip", *(e for e in MADE if e[1:4] in ("doc", "xls", "ppt", "odt", "ods", "odp"))})  # fmt: skip
"""Kinds of which one may also be another: a Word file is an archive, a message is a text."""


@pytest.mark.parametrize("ending", MADE)
def test_a_document_of_each_kind_is_told_by_its_content(ending: str) -> None:
    assert OF_ENDING[ending].holds(MADE[ending])


@pytest.mark.parametrize(("name", "content"), list(permutations(MADE, 2)), ids="-".join)
def test_no_document_passes_for_one_of_another_family(name: str, content: str) -> None:
    if not any({name, content} <= family for family in EMPTY_FAMILIES):
        assert not OF_ENDING[name].holds(MADE[content])


@pytest.mark.parametrize(
    ("name", "content"), list(permutations((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"), 2))
)
def test_no_office_file_passes_for_another(name: str, content: str) -> None:
    assert not OF_ENDING[name].holds(MADE[content])


@pytest.mark.parametrize("harmful", HARMFUL)
@pytest.mark.parametrize("ending", OF_ENDING)
def test_what_could_run_is_of_no_kind(ending: str, harmful: str) -> None:
    assert not OF_ENDING[ending].holds(HARMFUL[harmful])


@given(st.binary(max_size=400), st.sampled_from(list(KINDS)))
def test_whatever_bytes_there_are_the_answer_is_yes_or_no(data: bytes, kind: object) -> None:
    try:
        assert kind.holds(data) in (True, False)  # type: ignore[attr-defined]
    except TooMuch:
        assert data.startswith(b"PK")


@given(st.sampled_from(sorted(MADE)), st.integers(0, 200))
def test_a_document_cut_short_ends_in_an_answer(ending: str, left: int) -> None:
    for kind in KINDS:
        assert kind.holds(MADE[ending][:left]) in (True, False)


def test_an_archive_that_unfolds_to_more_than_a_disk_is_told_from_its_list_alone() -> None:
    with pytest.raises(TooMuch):
        listed(bomb())


def test_a_letter_with_macros_is_not_what_its_name_says() -> None:
    assert not OF_ENDING[".docx"].holds(zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"))


def test_only_pdf_pictures_and_plain_text_are_ever_shown() -> None:
    assert {kind.media_type for kind in KINDS if kind.shown} == {
        "application/pdf",
        "image/png",
        "image/jpeg",
        "image/tiff",  # as pages of a PDF
        "text/plain",
    }
