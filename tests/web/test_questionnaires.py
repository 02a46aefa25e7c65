"""What questionnaires ask for: counts of a period, refusals by ground, property; what the records cannot know is said to be so. Nothing of what the reader may not see."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from sqlalchemy import select

from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Role, Side
from mla.models import AuditEntry, Dossier, Event
from mla.register.recovered import COUNTED, recovered
from mla.views.questionnaires import NAMES
from tests.conftest import TODAY
from tests.support.drive import Matter

DAY = TODAY.date()


def rows(matter: Matter, name: str, who: Role | str = Role.DECIDER, **asked: object) -> list[list[str]]:
    """The lines of a questionnaire as a table."""
    address = f"/statistics/questionnaires/{name}.csv?" + "&".join(f"{key}={told}" for key, told in asked.items())
    return list(csv.reader(io.StringIO(matter.be.official(who).get(address).data.decode())))


def test_the_review_of_the_conventions_counts_requests_of_the_period_by_kind(executing: Matter) -> None:
    told = rows(executing, "review")
    line = next(row for row in told if row[:2] == ["Mutual legal assistance", "We were asked"])
    assert line[2:7] == ["1", "0", "0", "0", "1"]
    assert line[7].isdecimal()
    assert [
        "Co-operation between police forces, and joint investigations outside this system",
        "to be filled in by hand",
    ] in told
    before = rows(executing, "review", until=DAY - timedelta(1))
    assert not [row for row in before if row[:1] == ["Mutual legal assistance"]]


def test_another_legal_basis_counts_other_requests(executing: Matter) -> None:
    def there(basis: str) -> bool:
        return any(row[:1] == ["Mutual legal assistance"] for row in rows(executing, "review", basis=basis))

    assert there("lhc")
    assert not there("uncac")
    assert there("nonsense"), "what is no basis asks nothing"


def test_an_evaluation_tells_crimes_apart_and_what_became_of_property(executing: Matter) -> None:
    told = [row[0] for row in rows(executing, "evaluation") if row]
    for title in (
        "All crimes",
        "Laundering of proceeds",
        "Refused, by ground",
        "Decisions to freeze",
        "Paid or handed over",
    ):
        assert title in told
    assert ["Worth of what was frozen and confiscated, by currency", "to be filled in by hand"] in rows(
        executing, "evaluation"
    )


@pytest.mark.parametrize("name", NAMES)
def test_it_says_on_what_it_rests_and_how_sure_it_is(executing: Matter, name: str) -> None:
    page = executing.be.official(Role.DECIDER).get(f"/statistics/questionnaires/{name}")
    assert "told from memory" in page.main
    assert "Compare with" in page.main
    assert f"/statistics/questionnaires/{name}" in executing.be.official(Role.DECIDER).get("/statistics").links


@pytest.mark.parametrize("name", NAMES)
def test_whoever_sees_no_request_finds_none_counted_nor_a_crime_named(executing: Matter, name: str) -> None:
    executing.be.hire("Outsider", Role.EXAMINER)
    told = rows(executing, name, "Outsider")
    assert not [row for row in told if row[:1] == ["Mutual legal assistance"]]
    assert {row[2] for row in told if len(row) == 4 and row[1] in ("We asked", "We were asked")} <= {"0"}
    titles = {before[0] for before, row in pairwise(told) if row[1:2] == ["Our side"]}
    assert titles <= {"All requests", "All crimes", "Laundering of proceeds", "Refused, by ground",
                      "Property, at the request of another State or of ours, whatever the legal basis"}  # fmt: skip


def test_the_workbook_opens_and_that_it_left_stands_in_the_audit_log(executing: Matter) -> None:
    answer = executing.be.official(Role.DECIDER).get("/statistics/questionnaires/evaluation.xlsx?from=soon")
    assert zipfile.ZipFile(io.BytesIO(answer.data)).testzip() is None
    with executing.be.ministry.session() as session:
        detail = session.scalars(select(AuditEntry.detail).where(AuditEntry.what == "register_exported")).one()
    assert detail == {
        "statistics": True, "questionnaire": "evaluation", "from": f"{DAY.year}-01-01", "until": DAY.isoformat(),
    }  # fmt: skip


def test_there_is_no_other_questionnaire(executing: Matter) -> None:
    for name in ("x", "review.pdf", "evaluation.csv.csv"):
        assert executing.be.official(Role.DECIDER).get(f"/statistics/questionnaires/{name}").status == 404


def test_amounts_of_each_currency_are_added_by_themselves_and_what_was_not_paid_is_left_out(
    executing: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    be = executing.be
    with be.ministry.session() as session, session.no_autoflush:
        who = be.ministry.official(session, Role.DECIDER)
        dossier = session.get_one(Dossier, executing.number)
        dossier.kind, dossier.table_version = "assets", LIFECYCLES["assets"].version
        monkeypatch.setattr("mla.register.recovered._dossiers", lambda *_: [dossier])
        last = dossier.record[-1]
        for place, answers in enumerate(
            (
                {"result": "paid", "amount": "1 000.50", "currency": "EUR"},
                {"result": "paid", "amount": "2", "currency": "eur"},
                {"result": "failed", "amount": "7", "currency": "EUR"},
                {"result": "paid", "amount": "3", "currency": "BTC"},
                {"result": "paid", "amount": "", "currency": ""},
                {"result": "paid", "amount": "1e999999999", "currency": "EUR"},
                {"result": "paid", "amount": "9" * 30, "currency": "ETH"},
                {"result": "paid", "amount": "0.000000000000000001", "currency": "ETH"},
            ),
            1,
        ):
            told = {
                column.key: getattr(last, column.key) for column in Event.__mapper__.column_attrs if column.key != "id"
            }
            dossier.record.append(
                Event(**told | {"number": last.number + place, "trigger": "report_payment", "answers": answers})
            )
        found = [one for one in recovered(session, who, DAY, DAY, "UTC") if one.number]
        session.rollback()
    assert [(one.what, one.side, one.number, one.amounts) for one in found] == [
        (
            COUNTED[-1],
            Side.REQUESTED,
            7,
            {"BTC": Decimal(3), "ETH": Decimal("9" * 30 + "." + "0" * 17 + "1"), "EUR": Decimal("1002.50")},
        )
    ]


@pytest.mark.parametrize("path", ["questionnaires/review.csv", "by/kind/times.csv", "times.csv", "2026.csv"])
def test_spreadsheets_know_that_a_table_is_in_utf_8(executing: Matter, path: str) -> None:
    """As the register itself is saved: without the mark, “Ljubljana – Žale” is shown in other letters."""
    assert executing.be.official(Role.DECIDER).get(f"/statistics/{path}").data.startswith("\ufeff".encode())


@pytest.mark.parametrize("name", NAMES)
def test_a_period_that_ends_before_it_begins_is_told(executing: Matter, name: str) -> None:
    address = f"/statistics/questionnaires/{name}?from=2026-12-31&until=2026-01-01"
    assert "lies after the last" in executing.be.official(Role.DECIDER).get(address).main
