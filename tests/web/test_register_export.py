"""What the register shows is saved as a table: all of it, in its order, harmless in a spreadsheet, and nothing that its reader may not see."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator

import pytest
from lxml import etree
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import AuditEntry
from mla.register.export import HEADS, harmless
from mla.register.query import PAGE
from tests.support.drive import Site, staffed

EVIL = '=HYPERLINK("http://elsewhere.example","Look")'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    ministry = staffed("SI", tmp_path_factory.mktemp("export"))
    for number in range(PAGE + 5):
        ministry.start(
            counterpart=("BE", "NL")[number % 2], title=f"Request {number:03}", instrument="lhc", language="en"
        )
    ministry.start(counterpart="BE", title=EVIL, instrument="lhc", language="en")
    ministry.start(counterpart="BE", title="Quoted, “” and \"'; a\u2028b", instrument="lhc", language="en")
    yield Site(ministry)
    ministry.engine.dispose()


def table(site: Site, query: str = "", role: Role = Role.SIGNATORY) -> list[dict[str, str]]:
    page = site.official(role).client.get(f"/requests.csv{query}", base_url="http://127.0.0.1")
    assert page.status_code == 200
    assert page.mimetype == "text/csv"
    assert "attachment" in page.headers["Content-Disposition"]
    told = page.get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(told)))


def test_every_request_stands_there_once_over_all_pages_in_the_order_asked_for(site: Site) -> None:
    found = table(site, "?words=request&sort=title")
    assert [row["Title"] for row in found] == [f"Request {number:03}" for number in range(PAGE + 5)]
    assert {row["Next action by"] for row in found} == {"us"}
    assert list(found[0]) == list(HEADS)
    assert {row["Other State"] for row in table(site, "?counterpart=NL")} == {"Netherlands"}


def test_no_cell_is_a_formula(site: Site) -> None:
    (row,) = [row for row in table(site) if "HYPERLINK" in row["Title"]]
    assert row["Title"] == f"'{EVIL}"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_begins_as_a_formula_may_is_text(first: str) -> None:
    assert harmless(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize("split", [";", "; ", "\t", ';"', ";'", "\n", "|", ";;"])
@pytest.mark.parametrize("first", ["=", "+", "-", "@", "＝"])
def test_nor_does_a_cell_begin_as_one_where_another_sign_than_the_comma_stands_between_two(
    split: str, first: str
) -> None:
    assert harmless(f"Case{split}{first}1+1") == f"Case{split}'{first}1+1"
    assert harmless("Case 2026-01-02; a-b, c=d") == "Case 2026-01-02; a-b, c=d"


def test_what_was_asked_stands_in_the_log_as_far_as_it_was_looked_for(site: Site) -> None:
    table(site, f"?words={'x' * 10_000}")
    with site.ministry.session() as session:
        lines = session.scalars(select(AuditEntry).where(AuditEntry.what == "register_exported"))
        assert max(len(str(line.detail)) for line in lines) < 300


def test_a_workbook_holds_the_same_as_text_and_days(site: Site) -> None:
    page = site.official(Role.SIGNATORY).client.get("/requests.xlsx?sort=title", base_url="http://127.0.0.1")
    told = page.get_data()
    page.close()
    with zipfile.ZipFile(io.BytesIO(told)) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    space = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    assert sheet.xpath("count(//x:row)", namespaces=space) == PAGE + 5 + 2 + 1
    assert sheet.xpath("//x:f", namespaces=space) == []
    texts = sheet.xpath("//x:is/x:t/text()", namespaces=space)
    assert EVIL in texts
    assert "Request 003" in texts
    assert sheet.xpath("//x:c[@s and not(@t)]/x:v", namespaces=space), "days are days"


def test_nobody_saves_what_he_may_not_see_and_it_is_on_record_who_did(site: Site) -> None:
    assert table(site, "", Role.EXAMINER) == []
    table(site, "?words=quoted", Role.AUDITOR)
    with site.ministry.session() as session:
        line = session.scalars(
            select(AuditEntry).where(AuditEntry.what == "register_exported").order_by(AuditEntry.number.desc())
        ).first()
        assert line
        assert (line.detail, line.who) == ({"words": "quoted"}, site.email(Role.AUDITOR))
