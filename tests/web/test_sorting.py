"""A ministry sorts its requests: labels of its own words, priority with a reason, each with who and when; the register is asked by them, and by kind of help, crime and ground."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select, update

from mla.lifecycle.terms import Role
from mla.models import AuditEntry, Label, Official, RegisterEntry, RegisterMark
from mla.register import lookup
from mla.register.keeping import faults
from mla.register.query import SORTS
from mla.views.register_columns import COLUMNS
from tests.support.drive import REFUSAL, Matter, Page, Site, results

ADMIN = "administrator"


def made(site: Site, name: str) -> str:
    assert site.official(ADMIN).fill("/accounts/labels/new", name=name).location == "/accounts/labels"
    with site.ministry.session() as session:
        return str(session.scalars(select(Label.id).where(Label.name == name)).one())


def listed(site: Site, question: str, role: Role = Role.DECIDER) -> int:
    page = site.official(role).get(f"/requests?{question}")
    assert page.status == 200
    return len(page.all("//tbody/tr"))


def proved(site: Site) -> list[str]:
    with site.ministry.session() as session:
        return list(faults(session, site.ministry.installation))


def sort(matter: Matter, site: Site, role: Role = Role.DECIDER, **answers: object) -> Page:
    return site.official(role).fill(matter.at("sorting"), **answers)


# Labels
def test_a_label_is_put_on_and_taken_off_and_who_did_so_stands_there(executing: Matter) -> None:
    be = executing.be
    press, minister = made(be, "In the press"), made(be, "For the minister")
    assert sort(executing, be, labels=[press, minister]).status == 302
    page = be.official(Role.EXAMINER).get(executing.at())
    assert "In the press" in page.main
    assert (listed(be, f"label={press}"), listed(be, "label=99"), listed(be, "label=x")) == (1, 0, 0)
    assert "In the press" in be.official(Role.DECIDER).get("/requests").main
    assert sort(executing, be, Role.EXAMINER, labels=[minister]).status == 302
    assert (listed(be, f"label={press}"), listed(be, f"label={minister}")) == (0, 1)
    told = be.official(Role.AUDITOR).get(executing.at("sorting")).main
    assert re.search("In the press put on by Hanne Besluit, .*; taken off by Tom Proefman, ", told)
    with be.ministry.session() as session:
        whats = list(session.scalars(select(AuditEntry.what).order_by(AuditEntry.number)))
    assert (whats.count("labelled"), whats.count("label_taken_off")) == (2, 1)
    assert proved(be) == []


def test_labels_and_priority_never_cross(executing: Matter) -> None:
    sort(
        executing, executing.be, labels=[made(executing.be, "In the press")], priority="high", reason="A hunger strike."
    )
    executing.post()
    for page in (executing.at(), executing.at("sorting"), "/requests"):
        abroad = executing.si.official(Role.SIGNATORY).get(page).html
        assert "In the press" not in abroad
        assert "hunger" not in abroad


def test_what_a_colleague_put_on_meanwhile_stays(executing: Matter) -> None:
    be = executing.be
    press, minister = made(be, "In the press"), made(be, "For the minister")
    page = be.official(Role.DECIDER).get(executing.at("sorting"))
    sort(executing, be, Role.EXAMINER, labels=[press])
    assert page.again(labels=[minister]).status == 302
    assert listed(be, f"label={press}") == listed(be, f"label={minister}") == 1


def test_a_label_that_is_offered_no_more_stays_where_it_is(executing: Matter) -> None:
    be = executing.be
    press = made(be, "In the press")
    sort(executing, be, labels=[press])
    assert be.official(ADMIN).fill(f"/accounts/labels/{press}", name="Press", offered=[]).status == 302
    assert listed(be, f"label={press}") == 1
    assert "Press" in be.official(Role.DECIDER).get(f"/requests?label={press}").all("//select[@id='label']/option")
    assert sort(executing, be, labels=[]).status == 302
    assert be.official(Role.DECIDER).get(executing.at("sorting")).all("//input[@name='labels']") == []


def test_no_two_labels_bear_one_name_and_only_an_administrator_keeps_them(draft: Matter) -> None:
    made(draft.si, "In the press")
    page = draft.si.official(ADMIN).fill("/accounts/labels/new", name="IN THE PRESS")
    assert page.mistakes == ["There is a label of this name already."]
    assert draft.si.official(ADMIN).fill("/accounts/labels/new", name="x" * 10_000).status == 400
    assert draft.si.official(Role.DRAFTER).get("/accounts/labels").status == 403


def test_whoever_only_reads_sorts_nothing_and_whoever_may_not_see_it_finds_nothing(executing: Matter) -> None:
    be = executing.be
    press = made(be, "In the press")
    sort(executing, be, labels=[press], priority="high", reason="A hunger strike.")
    assert be.official(Role.AUDITOR).get(executing.at("sorting")).all("//main//form") == []
    assert be.official(Role.AUDITOR).post(executing.at("sorting"), priority="low", reason="No.").status == 403
    assert be.official(Role.DRAFTER).get(executing.at("sorting")).status == 404
    for question in (f"label={press}", "priority=high", "measure=search", ""):
        assert listed(be, question, Role.DRAFTER) == 0
    page = be.official(Role.DRAFTER).get("/requests")
    assert page.all("//select[@id='measure' or @id='crime' or @id='ground']") == [], "not even which there are"


# Priority
def test_a_priority_needs_a_reason_and_sorts_the_register(executing: Matter) -> None:
    be = executing.be
    page = sort(executing, be, priority="high")
    assert (page.status, page.mistakes) == (400, ["Say why the priority changes."])
    assert page.again(reason="A hunger strike.").status == 302
    assert (listed(be, "priority=high"), listed(be, "priority=normal")) == (1, 0)
    assert "High priority" in be.official(Role.DECIDER).get("/requests?sort=priority").main
    assert "A hunger strike." in be.official(Role.AUDITOR).get(executing.at("sorting")).main
    assert proved(be) == []
    be.enter(executing.number)
    assert listed(be, "priority=high") == 1, "the register was written anew"
    with be.ministry.session() as session:
        session.execute(update(RegisterEntry).values(priority=0))
        session.commit()
    assert ["priority" in one for one in proved(be)] == [True]


# What is asked, of which crime, refused on which ground
def test_the_register_is_asked_by_kind_of_help_crime_and_ground(executing: Matter) -> None:
    be = executing.be
    page = be.official(Role.DECIDER).get("/requests")
    for question in ("measure", "crime"):
        codes = page.tree.xpath(f"//select[@id='{question}']/option/@value")[1:]
        assert codes
        assert {listed(be, f"{question}={code}") for code in codes} == {1}
        assert listed(be, f"{question}=nothing") == 0
    assert page.all("//select[@id='ground']") == []
    executing.be.ministry.take(executing.number, "refuse", **REFUSAL)
    assert (listed(be, "ground=M-g"), listed(be, "ground=M-a")) == (1, 0)
    options = be.official(Role.DECIDER).get("/requests").all("//select[@id='ground']/option")
    assert any("essential interests" in one for one in options)
    assert proved(be) == []


def test_many_are_asked_one_by_one_and_few_looked_up_and_both_find_the_same(
    executing: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    be = executing.be
    sort(executing, be, labels=[made(be, "In the press")])
    asked = ["label=1", "label=2", "crime=nothing", *(f"measure={code}" for code in _codes(be, "measure"))]
    few = [listed(be, question) for question in asked]
    monkeypatch.setattr(lookup, "FEW", -1)
    monkeypatch.setattr(lookup, "FEW_TO_COUNT", -1)
    assert [listed(be, question) for question in asked] == few


def _codes(site: Site, question: str) -> list[str]:
    page = site.official(Role.DECIDER).get("/requests")
    return [str(code) for code in page.tree.xpath(f"//select[@id='{question}']/option/@value")[1:]]


def test_further_grounds_and_those_of_a_measure_count_too(executing: Matter) -> None:
    be = executing.be
    rows = results(be.ministry, executing.number)
    refused = rows[0] | {"outcome": "refused", "ground": "M-g", "further_grounds": ["M-f"], "result": "Refused."}
    told = {"consultation": "not_appropriate", "consultation_reason": "None could help.", "reasons": "As told."}
    for row in (refused, *rows[1:]):
        measure = row | {"measure": row["number"]} | (told if row is refused else {})
        be.ministry.take(executing.number, "report_measure", **measure)
    assert (listed(be, "ground=M-g"), listed(be, "ground=M-f"), listed(be, "ground=M-e")) == (1, 1, 0)
    assert proved(be) == []


def test_a_mark_that_is_missing_is_told_and_written_anew(executing: Matter) -> None:
    be = executing.be
    with be.ministry.session() as session:
        session.execute(RegisterMark.__table__.delete())
        session.commit()
    assert ["marks" in one for one in proved(be)] == [True]
    be.enter(executing.number)
    assert proved(be) == []


# Every column sorts
def test_every_column_that_is_shown_sorts(executing: Matter) -> None:
    page = executing.be.official(Role.DECIDER).get("/requests")
    assert page.all("//thead//th[not(a)]") == []
    for sort_by in SORTS:
        for way in ("asc", "desc"):
            assert listed(executing.be, f"sort={sort_by}&order={way}") == 1


def test_no_column_is_left_by_which_nothing_is_sorted(executing: Matter) -> None:
    asked = "&".join(f"column={name}" for name in COLUMNS)
    page = executing.be.official(Role.DECIDER).get(f"/requests?{asked}")
    assert len(page.all("//thead//th/a")) == len(COLUMNS)
    assert page.all("//thead//th[not(a)]") == []


def copy(matter: Matter, name: str) -> str:
    with matter.be.ministry.session() as session:
        return str(getattr(session.get_one(RegisterEntry, matter.number), name))


def test_labels_sort_by_their_names_also_once_one_is_called_otherwise(executing: Matter) -> None:
    be = executing.be
    press, minister = made(be, "In the press"), made(be, "Žur minister")
    sort(executing, be, labels=[minister, press])
    assert copy(executing, "labels") == "in the press; zur minister"
    assert be.official(ADMIN).fill(f"/accounts/labels/{minister}", name="A question of parliament").status == 302
    assert copy(executing, "labels") == "a question of parliament; in the press"
    assert proved(be) == []
    sort(executing, be, labels=[press])
    assert copy(executing, "labels") == "in the press"
    be.ministry.take(executing.number, "note", words="A step keeps them.")
    assert copy(executing, "labels") == "in the press"
    assert proved(be) == []


def test_a_unit_sorts_by_its_name_whoever_moves_to_it_and_whatever_it_is_called_then(executing: Matter) -> None:
    be = executing.be
    assert copy(executing, "unit") == ""
    assert be.official(ADMIN).fill("/accounts/units/new", name="Assistance").status == 302
    with be.ministry.session() as session:
        number = session.scalars(select(Official.id).where(Official.email == "examiner@be.example")).one()
    assert be.official(ADMIN).fill(f"/accounts/{number}", belongs_to="1").status == 302
    assert copy(executing, "unit") == "assistance"
    assert be.official(ADMIN).fill("/accounts/units/1", name="Žetale desk").status == 302
    assert copy(executing, "unit") == "zetale desk"
    assert proved(be) == []
    be.ministry.take(executing.number, "note", words="A step keeps it.")
    assert proved(be) == []
    assert be.official(ADMIN).fill(f"/accounts/{number}", belongs_to="").status == 302
    assert copy(executing, "unit") == ""
    assert proved(be) == []


def test_kinds_of_help_crimes_and_grounds_sort_as_they_stand_in_their_cells(executing: Matter) -> None:
    be = executing.be
    for name, question in (("measures", "measure"), ("crimes", "crime")):
        assert copy(executing, name) == " ".join(sorted(_codes(be, question)))
    assert copy(executing, "grounds") == ""
    be.ministry.take(executing.number, "refuse", **REFUSAL)
    assert copy(executing, "grounds") == "M-g"
    assert proved(be) == []


@pytest.mark.parametrize("name", ["unit", "labels", "measures", "crimes", "grounds"])
def test_a_copy_by_which_is_sorted_is_proved_and_written_anew(executing: Matter, name: str) -> None:
    with executing.be.ministry.session() as session:
        session.execute(update(RegisterEntry).values({name: "another"}))
        session.commit()
    assert [f"({name})" in one for one in proved(executing.be)] == [True]
    executing.be.enter(executing.number)
    assert proved(executing.be) == []


@pytest.mark.parametrize(
    "question", ["measure=%00", "label=" + "9" * 40, "priority=%2e", "crime=" + "x" * 10_000, "sort=officer&after=~"]
)
def test_whatever_is_asked_gets_an_answer(executing: Matter, question: str) -> None:
    assert executing.be.official(Role.DECIDER).get(f"/requests?{question}").status in (200, 400)


def test_an_official_who_is_renamed_is_sorted_by_the_new_name(executing: Matter) -> None:
    be = executing.be
    with be.ministry.session() as session:
        number = session.scalars(select(Official.id).where(Official.email == "examiner@be.example")).one()
    assert be.official(ADMIN).fill(f"/accounts/{number}", name="Žana Proefman").status == 302
    with be.ministry.session() as session:
        assert session.get_one(RegisterEntry, executing.number).officer == "zana proefman"
    assert proved(be) == []
