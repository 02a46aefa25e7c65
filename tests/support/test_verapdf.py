"""The judge lets pass what is right and, more to the point, fails what is not."""

import pytest
import weasyprint

from tests.support import verapdf

pytestmark = pytest.mark.verapdf

LETTER = """
<html lang="en">
<head><title>Letter of request</title><style>body { font-family: "DejaVu Sans" }</style></head>
<body><h1>Letter of request</h1><p>Запрос</p></body></html>
"""


@pytest.fixture(scope="module")
def letters(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    letters = {}
    for name, variant in {
        "sealed": "pdf/a-3u",
        "tagged": "pdf/a-3a",
        "accessible": "pdf/ua-1",
        "plain": None,
    }.items():
        letters[name] = folder / f"{name}.pdf"
        weasyprint.HTML(string=LETTER).write_pdf(letters[name], pdf_variant=variant)
    return letters


@pytest.mark.parametrize(
    ("flavour", "passing"),
    [
        ("3u", {"sealed", "tagged"}),
        ("3a", {"tagged"}),
        ("ua1", {"accessible"}),
        ("3a,ua1", set()),
        ("3u,3a", {"tagged"}),
        ("auto", {"sealed", "tagged", "accessible"}),
    ],
)
def test_each_flavour_passes_what_keeps_to_it_and_nothing_else(letters, flavour, passing):
    found = verapdf.failures(letters.values(), flavour)
    assert {name for name, path in letters.items() if not found[path]} == passing


def test_a_failure_names_the_clause_that_is_broken(letters):
    found = verapdf.failures([letters["plain"]], "3u")
    assert any(finding.startswith("3u 6.1.3-1: The file trailer") for finding in found[letters["plain"]])


def test_what_is_no_pdf_is_not_passed_over(tmp_path):
    path = tmp_path / "note.pdf"
    path.write_text("not a PDF")
    assert verapdf.failures([path], "3u")[path]


def test_an_unknown_flavour_is_not_passed_over(letters):
    assert verapdf.failures([letters["sealed"]], "9z")[letters["sealed"]]


def test_no_files_no_work():
    assert verapdf.failures([]) == {}
