"""Days in custody: counted for each person, once across the requests of several States; a formal request finds the arrest it follows on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mla.deadlines.due import due
from mla.deadlines.met_late import met_late
from mla.dossier.history import timeline
from mla.lifecycle.held import counted, periods
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample.ministry import Ministry
from tests.support.drive import Site, assert_both_agree, in_days
from tests.walks.extraditions import PERSON, draft, request
from tests.walks.test_extradition import KNOWINGLY

Pair = tuple[Ministry, Ministry]
TODAY = date(2026, 11, 25)
DETAINED = {"measure": "detained", "since": "2026-11-16", "ordered_by": "Investigating judge"}
FREED = {"measure": "bail", "since": "2026-11-20", "ordered_by": "Investigating judge"}
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def sought(pair: Pair, kind: str = "extradition", **others: dict[str, object]) -> UUID:
    """A request for the one man, which Belgium examines."""
    si, be = pair
    number = draft(si, "BE", kind, "lhc", choose_basis=KNOWINGLY, **others)
    request(si, be, number)
    return number


def days(ministry: Ministry, number: UUID, person: int = 1) -> tuple[int, bool]:
    """How many days until today, and whether the person is held now."""
    with ministry.session() as session:
        found = counted(periods(session.get_one(Dossier, number), person), TODAY)
        return found.days, found.since is not None


def test_both_states_count_the_days_from_arrest_to_release(pair: Pair) -> None:
    si, be = pair
    number = sought(pair)
    assert days(be, number) == (0, False)
    be.take(number, "report_custody", **DETAINED)
    be.post_to(si)
    assert days(be, number) == days(si, number) == (10, True)
    be.take(number, "report_custody", **FREED)
    be.post_to(si)
    assert days(be, number) == days(si, number) == (5, False)
    assert_both_agree(si, be, number)


def test_of_several_persons_each_has_his_own_days(pair: Pair) -> None:
    si, be = pair
    number = draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY)
    si.take(number, "name_person", **{**PERSON, "given_names": "K."})
    request(si, be, number)
    be.take(number, "report_custody", for_persons=["2"], **DETAINED)
    be.post_to(si)
    for ministry in pair:
        assert [days(ministry, number, one) for one in (1, 2)] == [(0, False), (10, True)]


@pytest.fixture
def arrested(pair: Pair) -> UUID:
    """The man is provisionally arrested, at the request of Slovenia."""
    number = sought(pair, "provisional_arrest")
    said = {"arrested_on": "2026-11-20", "place": "Brussels", "identity": "Passport", "consent": "not_asked"}
    pair[1].take(number, "report_arrest", **said)
    pair[1].post_to(pair[0])
    return number


def waits_for_the_formal_request(ministry: Ministry, number: UUID) -> bool:
    with ministry.session() as session:
        found = due(session.get_one(Dossier, number), ministry.installation)
        return any("formal request" in str(one.what) for one in found)


def test_the_formal_request_finds_the_arrest_and_stops_its_clock(pair: Pair, arrested: UUID) -> None:
    _si, be = pair
    assert waits_for_the_formal_request(be, arrested)
    formal = sought(pair)
    with be.session() as session:
        assert session.get_one(Dossier, formal).arises_from == arrested
    assert not waits_for_the_formal_request(be, arrested)


def test_the_formal_request_for_somebody_else_does_not(pair: Pair, arrested: UUID) -> None:
    formal = sought(pair, name_person={"given_names": "Ana", "family_name": "Novak"})
    with pair[1].session() as session:
        assert session.get_one(Dossier, formal).arises_from is None
    assert waits_for_the_formal_request(pair[1], arrested)


OTHERWISE = {"family_name": "Hh.", "given_names": "H.", "born_on": "", "aliases": [{"name": "H. H.", "sort": "alias"}]}


def test_who_is_confirmed_to_be_the_same_after_the_formal_request_came_waits_no_longer(
    pair: Pair, arrested: UUID
) -> None:
    _si, be = pair
    formal = sought(pair, name_person=OTHERWISE)
    assert waits_for_the_formal_request(be, arrested), "a name alone asserts nothing"
    decider = Site(be).official(Role.DECIDER)
    address = decider.get(f"/dossiers/{formal}/same-person").tree.xpath("//a[contains(@href, '/same-person/')]/@href")[
        0
    ]
    assert decider.fill(address, verdict="same", reason="Fingerprints agree.").status == 302
    assert not waits_for_the_formal_request(be, arrested)
    with be.session() as session:
        assert session.get_one(Dossier, formal).arises_from == arrested
    assert "These are the same person" in decider.get(f"/dossiers/{formal}").main
    assert_both_agree(*pair, formal)


def test_what_was_confirmed_of_others_enters_nothing(pair: Pair) -> None:
    _si, be = pair
    first, second = sought(pair), sought(pair, name_person=OTHERWISE)
    decider = Site(be).official(Role.DECIDER)
    address = decider.get(f"/dossiers/{second}/same-person").tree.xpath("//a[contains(@href, '/same-person/')]/@href")[
        0
    ]
    decider.fill(address, verdict="same", reason="Fingerprints agree.")
    with be.session() as session:
        assert {session.get_one(Dossier, one).arises_from for one in (first, second)} == {None}


def test_a_formal_request_for_one_of_two_who_were_arrested_stops_the_clock_of_that_one(pair: Pair) -> None:
    si, be = pair
    number = draft(si, "BE", "provisional_arrest", "lhc", choose_basis=KNOWINGLY)
    si.take(number, "name_person", **{**PERSON, "given_names": "K.", "born_on": "1950-01-01"})
    request(si, be, number)
    said = {"arrested_on": "2026-11-20", "place": "Brussels", "identity": "Passport", "consent": "not_asked"}
    be.take(number, "report_arrest", **said)
    be.post_to(si)
    sought(pair)
    with be.session() as session:
        waits = [
            str(one.what)
            for one in due(session.get_one(Dossier, number), be.installation)
            if one.purpose == "provisional_arrest"
        ]
    assert [one.rpartition(": ")[2] for one in waits] == ["2. K. H."], waits


def test_an_official_says_on_which_request_one_follows_and_that_it_does_not(pair: Pair, arrested: UUID) -> None:
    _si, be = pair
    formal = sought(pair, name_person={"given_names": "Ana", "family_name": "Novak"})
    decider = Site(be).official(Role.DECIDER)
    address = f"/dossiers/{formal}/follow_on"
    assert decider.fill(address, earlier=str(arrested), words="").status == 400
    assert decider.fill(address, earlier=str(arrested), words="Their letter of the 20th says so.").status == 302
    assert not waits_for_the_formal_request(be, arrested)
    assert str(formal) not in decider.get(f"/dossiers/{arrested}/follow_on").main, (
        "nothing follows on what follows on it"
    )
    assert decider.get(address).fields["earlier"] == [str(arrested)], "the page opens with what was said"
    assert decider.fill(address, earlier="", words="That letter meant another.").status == 302
    assert waits_for_the_formal_request(be, arrested)
    assert_both_agree(*pair, formal)


def test_days_that_arrest_and_request_both_tell_are_counted_once_on_the_page(pair: Pair, arrested: UUID) -> None:
    formal = sought(pair)
    pair[1].take(formal, "report_custody", **{**DETAINED, "since": "2026-11-20"})
    decider = Site(pair[1]).official(Role.DECIDER)
    page = decider.get(f"/dossiers/{formal}").main
    assert "6 days in custody until today" in page
    assert "each day counted once" in page
    assert decider.get(f"/dossiers/{formal}/grant").fields["detained_days"] == ["6"]
    assert "6 days in custody until today" in decider.get(f"/dossiers/{arrested}").main


@given(st.lists(st.tuples(DAYS, st.integers(0, 40) | st.none()), max_size=6), DAYS)
def test_a_day_is_a_day_whoever_claims_it_and_none_that_is_yet_to_come(
    spans: list[tuple[date, int | None]], today: date
) -> None:
    found = [(first, None if length is None else first + timedelta(days=length)) for first, length in spans]
    claimed = {
        day
        for n in range((today - date(2026, 1, 1)).days + 1)
        if any(first <= (day := date(2026, 1, 1) + timedelta(days=n)) <= (last or today) for first, last in found)
    }
    told = counted(found, today)
    assert told.days == len(claimed)
    assert (told.since is not None) == any(last is None for _first, last in found)


def test_whoever_is_lent_is_held_on_our_account_until_the_return(pair: Pair) -> None:
    si, be = pair
    number = sought(pair)
    be.take(number, "postpone_surrender", reasons="A sentence is served here.", until=in_days(300))
    be.take(
        number,
        "lend",
        Role.DECIDER,
        day="2026-11-20",
        place="Airport",
        return_by=in_days(60),
        conditions="Held in custody there.",
    )
    be.post_to(si)
    assert days(be, number) == days(si, number) == (6, True)
    si.take(number, "give_back", day="2026-11-24", place="Airport", report="Was heard.")
    si.post_to(be)
    assert days(be, number) == days(si, number) == (5, False)


def test_a_limit_that_has_passed_stands_in_the_history_with_what_must_now_happen(pair: Pair, arrested: UUID) -> None:
    _si, be = pair
    be.clock = lambda: datetime(2027, 2, 1, 12, tzinfo=UTC)
    with be.session() as session:
        dossier = session.get_one(Dossier, arrested)
        passed = [one for one in due(dossier, be.installation) if one.passed(date(2027, 2, 1))]
        story = timeline(session, dossier, passed)
    ended = next(one for one in story if "The formal request is to be received" in one.title)
    assert ended.title.startswith("Time limit passed")
    assert "released" in ended.words
    assert [one.at for one in story] == sorted((one.at for one in story), reverse=True)


PASSED = "Time limit passed: The formal request is to be received"


@pytest.mark.parametrize(("late", "stands"), [(True, 1), (False, 0)])
def test_a_limit_that_had_passed_when_it_was_met_stays_in_the_history_and_one_met_in_time_does_not(
    pair: Pair, arrested: UUID, late: bool, stands: int
) -> None:
    day = datetime(2027, 2, 1, 12, tzinfo=UTC) if late else datetime(2026, 12, 1, 12, tzinfo=UTC)
    for ministry in pair:
        ministry.clock = lambda: day
    sought(pair)
    be = pair[1]
    assert not waits_for_the_formal_request(be, arrested)
    with be.session() as session:
        found = [one.what for one in met_late(session.get_one(Dossier, arrested), be.installation)]
    assert len([one for one in found if "formal request" in one]) == stands


def test_a_limit_that_a_step_ended_late_stays_in_the_history_with_what_had_to_happen(
    pair: Pair, arrested: UUID
) -> None:
    si, be = pair
    for ministry in pair:
        ministry.clock = lambda: datetime(2027, 2, 1, 12, tzinfo=UTC)
    be.take(arrested, "end_arrest", released_on="2027-02-01", cause="time", instead="prosecution")
    be.post_to(si)
    for ministry in pair:
        words = Site(ministry).official(Role.DECIDER).get(f"/dossiers/{arrested}").main
        assert PASSED in words
        assert words.count(PASSED) == 1
