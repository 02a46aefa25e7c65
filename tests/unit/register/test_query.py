"""A list is turned page by page: every request once, in the order asked for, forwards and back, whatever is asked; on both databases."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from mla.lifecycle.terms import Role
from mla.models import Absence, Dossier, Involvement, Official, RegisterEntry
from mla.models.register_entry import NEVER
from mla.register import lookup
from mla.register.asking import Asking, AskingOnce, asking
from mla.register.counting import MOST, count
from mla.register.figures import kept_for
from mla.register.keeping import enter, faults, fill, make_anew
from mla.register.lookup import one_of
from mla.register.query import PAGE, SORTS, Order, conditions, page
from mla.register.work import places_for
from mla.sample.ministry import Ministry

TODAY = date(2026, 11, 25)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def entries(session: Session, number: int) -> None:
    """So many requests in the register, alike in much: what sorts them last is their number."""
    kept = session.scalars(select(Dossier)).one()
    template = {column.key: getattr(kept, column.key) for column in Dossier.__mapper__.column_attrs}
    rows: list[dict[str, Any]] = []
    for one in range(number):
        rows.append(
            {
                "dossier_id": uuid.uuid4(), "kind": "assistance", "side": "requesting", "stage": ("drafting", "received")[one % 2],
                "counterpart": ("BE", "NL", "CR")[one % 3], "instrument": "lhc", "reference": f"X-{one:05}", "title": f"title {one % 7}",
                "opened_on": TODAY - timedelta(days=one % 11), "changed_at": FIRST + timedelta(minutes=one // 4), "officer_id": None, "open": True,
                "move": "us", "our_due": TODAY + timedelta(days=one % 13 - 4) if one % 5 else None, "their_due": None,
                "next_due": TODAY + timedelta(days=one % 13 - 4) if one % 5 else NEVER, "came": 0, "came_at": None, "urgent": False,
                "held_since": None, "turned_back": False, "rests": "", "officer": f"official {one % 5}", "priority": one % 3,
                "unit": f"unit {one % 4}", "labels": ("", "press", "press; urgent")[one % 3], "measures": f"search {one % 2}", "crimes": "F" * (one % 2), "grounds": "",
            }
        )  # fmt: skip
    session.execute(
        insert(Dossier), [{**template, "id": row["dossier_id"], "our_reference": row["reference"]} for row in rows]
    )
    session.execute(insert(RegisterEntry), rows)


@pytest.fixture
def reader(si: Ministry, small: Any) -> Any:
    small(si, "BE")
    with si.session() as session:
        session.execute(RegisterEntry.__table__.delete())
        entries(session, 2 * PAGE + 17)
        yield session, next(one for one in session.scalars(select(Official)) if one.has(Role.SIGNATORY))
        session.rollback()


def test_every_request_stands_once_in_every_order_and_the_way_back_is_the_same(reader: Any) -> None:
    session, official = reader
    for asked in ({}, {"counterpart": "NL"}, {"due": "late", "stage": "received"}, {"stage": "none"}):
        where = conditions(official, asked, TODAY)
        all_of = set(session.scalars(select(RegisterEntry.dossier_id).where(*where)))
        for sort in SORTS:
            for descending in (True, False):
                order = Order(sort, descending)
                pages = [page(session, where, order)]
                while pages[-1].after:
                    pages.append(page(session, where, replace(order, place=pages[-1].after)))
                walked = [one for found in pages for one in found.ids]
                assert (len(walked), set(walked)) == (len(all_of), all_of), (asked, sort)
                column = SORTS[sort].column
                values = [session.scalar(select(column).where(RegisterEntry.dossier_id == one)) for one in walked]
                assert values == sorted(values, reverse=descending), (asked, sort)
                for later, earlier in zip(pages[:0:-1], pages[-2::-1], strict=True):
                    back = page(session, where, replace(order, place=later.before, back=True))
                    assert back.ids == earlier.ids, (asked, sort)
                assert pages[0].before == ""


GROWS = ("register_entry", "register_mark", "register_time", "labelling", "dossier", "involvement")
NEW = (
    {"measure": "search"},
    {"crime": "F"},
    {"ground": "M-g"},
    {"label": "1"},
    {"unit": "1"},
    {"priority": "high"},
    {"reached": "decision"},
    {"from": "2026-11-01"},
    {},
)


@pytest.mark.parametrize("role", [Role.SIGNATORY, Role.DRAFTER], ids=["sees all", "sees own"])
@pytest.mark.parametrize("few", [10_000, -1], ids=["few", "many"])
def test_no_table_that_grows_is_read_whole(
    si: Ministry, reader: Any, few: int, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is asked, whoever asks, and however many there are: an index finds it, or is walked in the order of the list."""
    session, _signatory = reader
    official = si.official(session, role)
    monkeypatch.setattr(lookup, "FEW", few)
    monkeypatch.setattr(lookup, "FEW_TO_COUNT", few)
    statements: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, told: Any, *_more: object) -> None:
        statements.append((statement, told))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    for asked in NEW:
        for sort in SORTS:
            page(session, conditions(official, asked, TODAY), Order(sort))
        count(session, conditions(official, asked, TODAY, ordered=False))
    desk(asking(session, official, TODAY, DESK))
    found = [one_of(session, RegisterEntry.dossier_id, [uuid.uuid4() for _ in range(few if few > 0 else 3)])]
    page(session, found, Order())
    kept_for(session, official)
    event.remove(engine, "before_cursor_execute", note)
    connection, postgresql = session.connection(), engine.dialect.name == "postgresql"
    if postgresql:  # which reads a small table whole, and says so
        connection.exec_driver_sql("SET enable_seqscan = off")
    for statement, told in statements:
        explain = "EXPLAIN" if postgresql else "EXPLAIN QUERY PLAN"
        plan = [str(row[-1]) for row in connection.exec_driver_sql(f"{explain} {statement}", told)]
        whole = [line for line in plan if "Seq Scan" in line or (line.startswith("SCAN ") and " INDEX " not in line)]
        assert [line for line in whole if any(table in line.split() for table in GROWS)] == [], statement


DESK: tuple[dict[str, str], ...] = (
    {"waiting": "y"}, {"new": "y", "state": "open"}, {"officer": "nobody"}, {"due": "late"}, {"due": "soon"}, {"due": "theirs"}, {"held": "y"},
    {"urgent": "y"}, {"turned_back": "y", "mine": "y"}, {"due": "late", "unit": "1", "state": "open"},
)  # fmt: skip


def desk(questions: Asking) -> list[tuple[int, list[uuid.UUID]]]:
    """What a desk asks: how many answer to each question, and which of them stand first by one column and another."""
    every = [(asked, column, back) for asked in DESK for column in ("changed_at", "next_due") for back in (True, False)]
    return [(questions.count(asked), questions.first(asked, column, 8, back)) for asked, column, back in every]


@pytest.mark.parametrize("absent", [False, True], ids=["alone", "stands in for somebody"])
def test_whoever_sees_some_requests_is_told_in_one_pass_what_each_question_tells_by_itself(
    si: Ministry, reader: Any, absent: bool
) -> None:
    session, signatory = reader
    drafter = si.official(session, Role.DRAFTER)
    for place, entry in enumerate(session.scalars(select(RegisterEntry).order_by(RegisterEntry.reference))):
        entry.urgent, entry.turned_back, entry.came = place % 4 == 0, place % 6 == 0, place % 7
        entry.came_at, entry.held_since = FIRST + timedelta(hours=place), TODAY if place % 9 == 0 else None
        entry.their_due = TODAY - timedelta(days=place % 3)
        if place % 2:
            session.add(Involvement(dossier_id=entry.dossier_id, official_id=drafter.id))
        if absent and place % 5 == 0:
            entry.officer_id = signatory.id
    if absent:
        away = {"first": TODAY, "last": TODAY, "since": FIRST, "until": FIRST + timedelta(days=900)}
        session.add(
            Absence(official_id=signatory.id, substitute_id=drafter.id, said_by_id=signatory.id, said_at=FIRST, **away)
        )
    session.flush()
    session.expire_all()
    questions = asking(session, drafter, TODAY, DESK)
    assert isinstance(questions, AskingOnce)
    told = desk(questions)
    assert told == desk(Asking(session, drafter, TODAY))
    assert len({number for number, _first in told}) > 4, "they are different questions"
    assert questions.count({"counterpart": "NL"}) == Asking(session, drafter, TODAY).count({"counterpart": "NL"})
    assert isinstance(asking(session, signatory, TODAY, DESK), Asking)
    assert not isinstance(asking(session, signatory, TODAY, DESK), AskingOnce)


def test_more_than_a_thousand_are_not_counted(reader: Any) -> None:
    session, official = reader
    assert count(session, conditions(official, {}, TODAY)) == 2 * PAGE + 17
    entries_before = count(session, conditions(official, {"counterpart": "BE"}, TODAY))
    assert 0 < entries_before < PAGE
    kept = session.scalars(select(Dossier).limit(1)).one()
    template = {column.key: getattr(kept, column.key) for column in Dossier.__mapper__.column_attrs}
    row = {
        c.key: getattr(session.scalars(select(RegisterEntry).limit(1)).one(), c.key)
        for c in RegisterEntry.__mapper__.column_attrs
    }
    numbers = [uuid.uuid4() for _ in range(MOST)]
    session.execute(insert(Dossier), [{**template, "id": one, "our_reference": str(one)} for one in numbers])
    session.execute(insert(RegisterEntry), [{**row, "dossier_id": one} for one in numbers])
    assert count(session, conditions(official, {}, TODAY)) == MOST + 1


def test_what_is_missing_from_the_register_is_told_entered_and_told_no_more(si: Ministry, small: Any) -> None:
    number = small(si, "BE")
    with si.session() as session:
        dossier, installation = session.get_one(Dossier, number), si.installation
        assert list(faults(session, installation)) == []
        session.get_one(RegisterEntry, number).our_due = date(2030, 1, 1)
        assert [one for one in faults(session, installation) if "our_due" in one]
        assert fill(session, installation) == 0, "it is there, though wrong"
        assert make_anew(session, installation) == 1
        assert list(faults(session, installation)) == []
        session.delete(session.get_one(RegisterEntry, number))
        session.commit()
        assert len(list(faults(session, installation))) == 1
        assert fill(session, installation) == 1
        assert list(faults(session, installation)) == []
        enter(session, installation, session.get_one(Dossier, dossier.id))


@pytest.mark.parametrize("role", [one for one in Role if places_for([one.value])])
def test_the_list_of_a_step_holds_what_the_desk_counts_under_it_and_no_more(si: Ministry, role: Role) -> None:
    """Where an official has two steps that lead on, the desk counts a request under the first; it stood in the list of the second, too."""
    with si.session() as session:
        official = si.official(session, role)
        counted = places_for(official.roles)
        for trigger in {step.trigger for step in counted.values()}:
            wanted = next(one for one in map(str, told(official, trigger)) if "register_entry.stage" in one)
            assert sorted(told_places(wanted)) == sorted(at for at, step in counted.items() if step.trigger == trigger)


def told(official: Official, trigger: str) -> list[str]:
    """What is asked of the register for a step."""
    asked = conditions(official, {"step": trigger}, TODAY)
    return [str(one.compile(compile_kwargs={"literal_binds": True})) for one in asked]


def told_places(condition: str) -> list[tuple[str, ...]]:
    """The places of a condition: kind, our side and stage."""
    return re.findall(r"\('(\w+)', '(\w+)', '(\w+)'\)", condition)
