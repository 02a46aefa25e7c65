"""How a State wishes to be asked, on the screen: read by everybody, kept by the registrar, in and out as a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import AuditEntry, SheetEntry
from tests.support.drive import Site, a_file, cast_from, staffed

SHEET = "/law/states/JP/sheet"
TOLD = {"source": "Note of the embassy", "mark": "C", "checked_on": "2026-05-02"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(staffed("SI", tmp_path_factory.mktemp("sheets")))


@pytest.fixture
def site(template: Site, tmp_path: Path) -> Iterator[Site]:
    made = Site(cast_from(template.ministry, tmp_path))
    yield made
    made.ministry.engine.dispose()


def rows(site: Site) -> list[tuple[str, int, str]]:
    with site.ministry.session() as session:
        return [(r.topic, r.number, r.answer) for r in session.scalars(select(SheetEntry).order_by(SheetEntry.id))]


def test_silence_is_not_called_acceptance(template: Site) -> None:
    page = template.official(Role.DRAFTER).get(SHEET)
    assert "Nothing is known yet. That does not mean that anything is accepted." in page.main
    assert "Enter an answer" not in page.main
    assert template.official(Role.DRAFTER).get("/law/states/XX/sheet").status == 404


def test_an_answer_is_entered_changed_and_taken_back_and_each_stays(site: Site) -> None:
    registrar = site.official(Role.REGISTRAR)
    for answer in ("en; ja", "ja", ""):
        assert registrar.fill(f"{SHEET}/languages", answer=answer, **TOLD).location == SHEET
    assert rows(site) == [("languages", 1, "en; ja"), ("languages", 2, "ja"), ("languages", 3, "")]
    page = registrar.get(SHEET)
    assert "known no more" in page.main
    assert "Note of the embassy" in page.main
    with site.ministry.session() as session:
        assert len(list(session.scalars(select(AuditEntry).where(AuditEntry.what == "sheet_changed")))) == 3


def test_authorities_differ_by_kind_of_help(site: Site) -> None:
    registrar = site.official(Role.REGISTRAR)
    registrar.fill(f"{SHEET}/competent_authority?measure=records", answer="A court of records", **TOLD)
    page = registrar.get(SHEET)
    assert "Bank, company and other records" in page.main
    assert "A court of records" in page.main
    assert registrar.get(f"{SHEET}/languages?measure=records").status == 404
    assert registrar.get(f"{SHEET}/nothing").status == 404


@pytest.mark.parametrize(
    ("answers", "mistake"),
    [
        ({"source": ""}, "Name the source."),
        ({"mark": "sure"}, "“sure” is no mark"),
        ({"checked_on": "2099-01-01"}, "lies in the future"),
        ({"answer": "klingon"}, "“klingon”"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(template: Site, answers: dict[str, str], mistake: str) -> None:
    page = template.official(Role.REGISTRAR).fill(f"{SHEET}/languages", **{"answer": "en", **TOLD, **answers})
    assert page.status == 400
    assert any(mistake in sentence for sentence in page.mistakes)
    assert page.fields["answer"] == [answers.get("answer", "en")]
    assert rows(template) == []


def test_who_comes_second_is_told(site: Site) -> None:
    registrar = site.official(Role.REGISTRAR)
    stale = registrar.get(f"{SHEET}/costs").fields
    registrar.fill(f"{SHEET}/costs", answer="None", **TOLD)
    page = registrar.send(f"{SHEET}/costs", {**stale, "answer": "Much", **TOLD})
    assert page.status == 409
    assert "Somebody else has changed this answer" in page.main


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.REGISTRAR])
def test_only_a_registrar_changes_a_sheet(template: Site, role: Role) -> None:
    for path in (f"{SHEET}/languages", "/law/sheets/import"):
        assert template.official(role).get(path).status == 403
    assert template.official(role).get("/law/sheets.csv").status == 200


def test_a_table_goes_out_and_comes_in_and_its_mistakes_come_back_to_be_mended(site: Site) -> None:
    registrar = site.official(Role.REGISTRAR)
    registrar.fill(f"{SHEET}/languages", answer="en; ja", **TOLD)
    raw = registrar.get("/law/sheets.csv").data
    page = registrar.post("/law/sheets/import", table=a_file("s.csv", raw))
    assert "It changes nothing" in page.main
    page.again()
    assert "0 new, 0 changed, 1 as they were." in registrar.get("/law/states").main
    page = registrar.post(
        "/law/sheets/import", table=a_file("s.csv", raw.replace(b"JP,", b"SU,").replace(b"en;", b"xx;"))
    )
    assert page.status == 400
    assert len(page.mistakes) == 2
    assert "the sheets as they stand" in page.main
    assert "SU,languages" in page.main
    assert len(rows(site)) == 1


TABLE = (
    "state,topic,measure,answer,source,mark,checked_on,checked_by\n"
    "JP,languages,,en; ja,Newer list,P,{day},Registrar of the list\n"
    "JP,contact_point,,Example desk (sample),Newer list,P,{day},Registrar of the list\n"
)


def test_a_newer_list_is_looked_at_first_and_only_what_is_ticked_is_taken_in(site: Site) -> None:
    registrar = site.official(Role.REGISTRAR)
    registrar.fill(f"{SHEET}/languages", answer="ja", **TOLD)
    page = registrar.post("/law/sheets/import", table=a_file("s.csv", TABLE.format(day="2026-11-25").encode()))
    assert "Nothing is taken in yet" in page.main
    assert len(rows(site)) == 1
    page.again(take=["JP|contact_point|"])
    assert "1 new, 0 changed, 1 as they were." in registrar.get("/law/states").main
    assert rows(site) == [("languages", 1, "ja"), ("contact_point", 1, "Example desk (sample)")]


def test_what_was_checked_later_here_does_not_give_way_unasked(site: Site) -> None:
    registrar = site.official(Role.REGISTRAR)
    registrar.fill(f"{SHEET}/languages", answer="ja", **TOLD)
    page = registrar.post("/law/sheets/import", table=a_file("s.csv", TABLE.format(day="2001-02-03").encode()))
    assert "Checked later" in page.main
    assert page.fields["take"] == ["JP|contact_point|"]


def test_what_was_changed_meanwhile_is_shown_again(site: Site) -> None:
    registrar = site.official(Role.REGISTRAR)
    page = registrar.post("/law/sheets/import", table=a_file("s.csv", TABLE.format(day="2026-11-25").encode()))
    registrar.fill(f"{SHEET}/languages", answer="ja", **TOLD)
    again = page.again()
    assert "Nothing is taken in yet" in again.main
    assert len(rows(site)) == 1
