"""The register: who asks what of whom, filtered, found, and turned page by page."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from mla.deadlines.due import Due
from mla.deadlines.kept import keep
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Role, Side
from mla.models import RegisterEntry
from mla.views.register_columns import COLUMNS
from mla.words import _
from tests.support.drive import Matter, Site, in_days, staffed

TODAY = date(2026, 11, 25)

TITLES = {
    "Bank records (100%)": {"counterpart": "BE", "stage": "drafting"},
    "Hearing_of_a_witness": {"counterpart": "BE", "stage": "examining", "side": "requested"},
    "Service of documents": {"counterpart": "NL", "stage": "clarifying"},
    "Search of a house": {"counterpart": "NL", "stage": "executing", "side": "requested"},
    "Extradition file of ŽUŽEK": {"counterpart": "CR", "stage": "closed", "their_reference": "CR/77"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A ministry with five requests, of which a second drafter has started one more."""
    ministry = staffed("SI", tmp_path_factory.mktemp("register"))
    found = Site(ministry)
    for title, columns in TITLES.items():
        number = started(found, title, columns["counterpart"])
        found.put(number, **{"side": "requesting", **columns})
        found.enter(number)
    yield found
    ministry.engine.dispose()


def started(site: Site, title: str, counterpart: str = "BE") -> uuid.UUID:
    return site.ministry.start(counterpart=counterpart, title=title, instrument="lhc", language="en")


def titles(site: Site, query: str, role: Role = Role.SIGNATORY) -> set[str]:
    """The titles that the register shows for this question."""
    page = site.official(role).get(f"/requests{query}")
    assert page.status == 200
    return set(page.all("//tbody//td[1]/bdi"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", set(TITLES)),
        ("?stage=drafting", {"Bank records (100%)"}),
        ("?side=requested", {"Hearing_of_a_witness", "Search of a house"}),
        ("?counterpart=NL", {"Service of documents", "Search of a house"}),
        ("?counterpart=NL&side=requested", {"Search of a house"}),
        ("?waiting=y", {"Bank records (100%)", "Hearing_of_a_witness", "Service of documents", "Search of a house"}),
        ("?words=hearing", {"Hearing_of_a_witness"}),
        ("?words=100%25", {"Bank records (100%)"}),
        ("?words=_of_", {"Hearing_of_a_witness"}),
        ("?words=0%25)", {"Bank records (100%)"}),
        ("?words=%25", set()),
        ("?words=CR/77", {"Extradition file of ŽUŽEK"}),
        ("?words=cr%2F77", {"Extradition file of ŽUŽEK"}),
        ("?words=+search+", {"Search of a house"}),
        ("?words=-0003", {"Service of documents"}),
        ("?words=%5C", set()),
        ("?words='%20OR%201=1", set()),
        ("?stage=no_such_stage", set()),
        ("?kind=assistance&stage=closed", {"Extradition file of ŽUŽEK"}),
    ],
)
def test_the_register_finds_what_is_asked_for_and_nothing_else(site: Site, query: str, found: set[str]) -> None:
    assert titles(site, query) == found


def test_mine_are_those_that_i_work_on(site: Site) -> None:
    assert titles(site, "?mine=y", Role.DRAFTER) == set(TITLES)
    assert titles(site, "?mine=y", Role.SIGNATORY) == set()


def test_the_filter_keeps_what_was_asked_and_offers_only_what_there_is(site: Site) -> None:
    page = site.official(Role.SIGNATORY).get("/requests?stage=executing&counterpart=NL&waiting=y&words=house")
    assert page.tree.xpath("//select[@id='stage']/option[@selected]/@value") == ["executing"]
    assert page.tree.xpath("//select[@id='counterpart']/option/@value") == ["", "BE", "CR", "NL"]
    assert page.tree.xpath("//input[@id='words']/@value") == ["house"]
    assert page.tree.xpath("//input[@id='waiting']/@checked")


def test_the_filter_offers_every_stage_by_its_name(site: Site) -> None:
    offered = site.official(Role.SIGNATORY).get("/requests").all("//select[@id='stage']/option")
    titles = {stage.name: stage.title for table in LIFECYCLES.values() for stage in table.stages if stage.name != "new"}
    assert offered == ["All", *titles.values()]


def test_the_register_says_whose_move_it_is(site: Site) -> None:
    page = site.official(Role.SIGNATORY).get("/requests")
    told = dict(zip(page.all("//tbody//td[1]/bdi"), page.all("//tbody//td[5]"), strict=True))
    assert told == {
        "Bank records (100%)": "us",
        "Hearing_of_a_witness": "us",
        "Service of documents": "us",
        "Search of a house": "us",
        "Extradition file of ŽUŽEK": "–",
    }


def test_nothing_found_says_so_and_leads_back(site: Site) -> None:
    page = site.official(Role.SIGNATORY).get("/requests?words=nothing+of+the+kind")
    assert "No request matches." in page.main


def test_only_a_drafter_is_offered_to_start_and_only_a_registrar_to_register(site: Site) -> None:
    offered = {
        role: site.official(role).get("/requests").main for role in (Role.DRAFTER, Role.REGISTRAR, Role.SIGNATORY)
    }
    assert "Start a request" in offered[Role.DRAFTER]
    assert "Register a request that came on paper" in offered[Role.REGISTRAR]
    assert "Start a request" not in offered[Role.SIGNATORY] + offered[Role.REGISTRAR]
    assert "came on paper" not in offered[Role.SIGNATORY] + offered[Role.DRAFTER]


def test_after_fifty_the_register_is_turned_and_the_question_goes_along(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = Site(staffed("BE", tmp_path_factory.mktemp("long")))
    for number in range(51):
        started(site, f"Request {number:02}", "SI")
    started(site, "Something else", "SI")
    visitor = site.official(Role.SIGNATORY)
    first = visitor.get("/requests?words=request&side=requesting")
    assert len(first.all("//tbody/tr")) == 50
    assert "51 requests" in first.main
    assert "Previous page" not in first.main
    second = visitor.get(next(link for link in first.links if "after=" in link))
    assert second.all("//tbody//td[1]/bdi") == ["Request 00"]
    assert "Next page" not in second.main
    back = visitor.get(next(link for link in second.links if "before=" in link))
    assert back.all("//tbody//td[1]/bdi") == first.all("//tbody//td[1]/bdi")
    assert "Previous page" not in back.main
    site.ministry.engine.dispose()


@pytest.mark.parametrize("place", ["9" * 25, "-" + "9" * 25, "7", "x", "9" * 9_000, "", "1.5", "٣"])
@pytest.mark.parametrize("sort", ["priority", "due", "opened", "changed", "title"])
@pytest.mark.parametrize("way", ["after", "before"])
def test_a_place_that_no_list_has_is_its_beginning(site: Site, place: str, sort: str, way: str) -> None:
    address = f"/requests?sort={sort}&{way}={place}~00000000-0000-0000-0000-000000000000"
    assert site.official(Role.SIGNATORY).get(address).status == 200


@pytest.mark.parametrize(
    "query", ["_scheme=javascript&_external=1", "endpoint=x", "_anchor=x", "filename=x", "page=2&_method=x"]
)
def test_an_address_with_odd_questions_makes_no_odd_links(site: Site, query: str) -> None:
    page = site.official(Role.SIGNATORY).get(f"/requests?{query}")
    assert page.status == 200
    assert not [link for link in page.links if "javascript" in link or link == "x"]


EVERY_COLUMN = "&".join(f"column={name}" for name in COLUMNS)


@pytest.mark.parametrize("asked", ["", EVERY_COLUMN, "due=late", "words=kovac"])
def test_cells_that_are_drawn_once_for_many_rows_are_those_that_each_row_would_have_of_its_own(
    executing: Matter, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ministry in (executing.si.ministry, executing.be.ministry):
        for title in ("Records", "Hearing"):
            ministry.start(counterpart="NL", title=title, instrument="lhc", language="en")
    executing.be.ministry.take(executing.number, "suspend", reasons="A court is to rule.", until=in_days(40))
    with executing.be.ministry.session() as session:
        for place, entry in enumerate(session.scalars(select(RegisterEntry).order_by(RegisterEntry.reference))):
            entry.our_due = entry.next_due = TODAY - timedelta(days=place % 2)
            entry.our_limit = {"what": {"key": "Our time"}, "article": f"{place}", "then": ""}
            entry.priority, entry.officer_id = place % 3, place % 2 + 1
            entry.marks = ("measure:search", "crime:5(1) ground:M-g", "")[place % 3]
        session.commit()
    decider = executing.be.official(Role.DECIDER)
    once = decider.get(f"/requests?{asked}").main
    monkeypatch.setattr("mla.views.register.drawn_once", lambda cell: cell)
    assert decider.get(f"/requests?{asked}").main == once


def test_what_is_late_whose_time_it_is_and_by_which_article_is_told_in_the_language_of_the_reader(
    executing: Matter,
) -> None:
    si = executing.si
    with si.ministry.session() as session:
        entry = session.get_one(RegisterEntry, executing.number)
        entry.their_due = entry.next_due = TODAY - timedelta(days=3)
        entry.their_limit = keep(
            Due(
                TODAY,
                _("The request rests until"),
                Side.REQUESTED,
                "",
                "C",
                article="8(1)",
                then=_("Remind the authority."),
            )
        )
        session.commit()
    reader = si.official(Role.SIGNATORY)
    assert (
        "Their time: The request rests until (art. 8(1)): Remind the authority."
        in reader.get("/requests?due=theirs").main
    )
    with si.ministry.session() as session:
        si.ministry.official(session, Role.SIGNATORY).language = "fr"
        session.commit()
    told = si.official(Role.SIGNATORY).get("/requests?due=theirs").main
    assert "Leur temps" in told
    assert "The request rests" not in told
    assert "Remind the authority" not in told
