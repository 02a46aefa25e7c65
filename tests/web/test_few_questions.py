"""A page asks the database as often with many requests as with few: nothing is loaded row by row."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import Engine, event

from mla.lifecycle.terms import Role
from mla.models import Dossier, Measure, Obligation, Person, RegisterEntry
from tests.support.drive import Matter, Site
from tests.walks.extraditions import PERSON


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that is sent to any database meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def opened(site: Site, path: str, role: Role = Role.SIGNATORY) -> list[str]:
    """What is asked of the database for a page that was opened once before."""
    visitor = site.official(role)
    visitor.get(path)
    with statements() as sent:
        assert visitor.get(path).status == 200
    return sent


def more_requests(site: Site, count: int, like: uuid.UUID) -> None:
    """So many more requests at the stage of another, each with a person, a measure and an obligation that has its day."""
    ministry = site.ministry
    for place in range(count):
        number = ministry.start(counterpart="BE", title=f"Request {place}", instrument="lhc", language="en")
        with ministry.session() as session:
            one, model = session.get_one(Dossier, number), session.get_one(Dossier, like)
            for name in ("stage", "side", "transmitted_on", "received_on"):
                setattr(one, name, getattr(model, name))
            one.persons.append(Person(number=1, answers={"given_names": "Ivo", "family_name": f"Drugi {place}"}))
            one.measures.append(Measure(number=1, answers={"kind": "records", "deadline": "2027-01-04"}))
            one.obligations.append(
                Obligation(
                    side="requesting", number=1, owner="requested", kind="other", words="Keep it.", period="",
                    due_on=date(2027, 1, 4), status="accepted",
                )
            )  # fmt: skip
            session.commit()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/requests",
        "/requests?due=theirs&sort=due",
        "/requests?words=Request",
        "/matters",
        "/obligations",
        "/states/BE/brief",
    ],
)
def test_a_list_asks_as_often_for_many_requests_as_for_few(executing: Matter, path: str) -> None:
    more_requests(executing.si, 2, executing.number)
    few = opened(executing.si, path)
    more_requests(executing.si, 12, executing.number)
    assert len(opened(executing.si, path)) == len(few)


def test_what_lies_with_an_official_is_asked_as_often_for_many_requests_as_for_few(draft: Matter) -> None:
    with draft.si.ministry.session() as session:
        path = f"/desk/hand-over/{session.get_one(RegisterEntry, draft.number).officer_id}"
    more_requests(draft.si, 2, draft.number)
    few = opened(draft.si, path)
    more_requests(draft.si, 12, draft.number)
    assert len(opened(draft.si, path)) == len(few)


def test_a_request_s_page_asks_as_often_whatever_else_is_on_record(executing: Matter) -> None:
    path = f"/dossiers/{executing.number}"
    alone = opened(executing.si, path)
    more_requests(executing.si, 12, executing.number)
    assert len(opened(executing.si, path)) == len(alone)


def test_a_person_s_page_asks_as_often_for_many_requests_as_for_few(draft: Matter) -> None:
    si = draft.si
    numbers = [named(si) for _ in range(3)]
    path = f"/dossiers/{numbers[0]}/persons/1"
    few = opened(si, path)
    for _ in range(4):
        named(si)
    assert len(si.official(Role.SIGNATORY).get(path).all("//tbody/tr/td/a[contains(@href, '/persons/')]")) == 6
    assert len(opened(si, path)) == len(few)


def named(site: Site) -> uuid.UUID:
    """One more request that names the same person."""
    number = site.ministry.start(counterpart="BE", title="Records", instrument="lhc", language="en")
    site.ministry.take(number, "name_person", **PERSON)
    return number


def test_a_step_that_tells_nothing_new_of_persons_reads_and_writes_nothing_by_which_they_are_found(
    draft: Matter,
) -> None:
    ministry = draft.si.ministry
    ministry.take(draft.number, "state_facts", facts="They crossed the river.")
    for trigger, answers in (("note", {"words": "A note."}), ("state_facts", {"facts": "They crossed the river."})):
        with statements() as sent:
            ministry.take(draft.number, trigger, **answers)
        assert not [one for one in sent if "person_key" in one or ("search_text" in one and "INSERT" not in one)]


def test_a_step_asks_as_often_after_a_long_story_as_after_a_short_one(draft: Matter) -> None:
    ministry = draft.si.ministry
    ministry.take(draft.number, "note", words="A note.")
    with statements() as few:
        ministry.take(draft.number, "note", words="A note.")
    for _ in range(12):
        ministry.take(draft.number, "note", words="A note.")
    with statements() as many:
        ministry.take(draft.number, "note", words="A note.")
    assert len(many) == len(few)
