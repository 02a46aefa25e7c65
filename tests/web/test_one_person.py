"""One page about a person: the requests that may be seen, stage, custody, who goes first, decisions, promises; of a protected person no identity."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Page as Window

from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample.ministry import Ministry
from tests.support.barriers import SIDEWAYS, barriers
from tests.support.drive import Matter, Page, Site
from tests.walks.extraditions import PERSON, draft, request
from tests.walks.test_days_in_custody import DETAINED, FREED, OTHERWISE, sought
from tests.walks.test_extradition import KNOWINGLY
from tests.walks.test_once_for_one_person import FIRST, asked
from tests.walks.test_persons_with_fates_of_their_own import GRANT
from tests.web.test_for_everybody import address, browser, sign_in, window

__all__ = ["address", "browser", "window"]  # fixtures

Pair = tuple[Ministry, Ministry]
REQUESTS, DECIDED, PROMISED = (
    "The requests, and where this person stands in each",
    "What was decided, and what happened",
    "Obligations",
)


def page_of(ministry: Ministry, number: UUID, person: int = 1, who: Role | str = Role.DECIDER) -> Page:
    return Site(ministry).official(who).get(f"/dossiers/{number}/persons/{person}")


def rows(page: Page, table: str) -> list[str]:
    return page.all(f"//div[@aria-label='{table}']//tbody/tr")


def reference(ministry: Ministry, number: UUID) -> str:
    with ministry.session() as session:
        return session.get_one(Dossier, number).our_reference


@pytest.fixture
def two(pair: Pair) -> tuple[UUID, UUID]:
    """One man, sought for arrest and for extradition; held for four days by what the first says, for five by the second: six in all."""
    arrest, formal = sought(pair, "provisional_arrest"), sought(pair)
    be = pair[1]
    be.take(arrest, "report_custody", **{**DETAINED, "since": "2026-11-15"})
    be.take(arrest, "report_custody", **{**FREED, "since": "2026-11-18"})
    be.take(formal, "report_custody", **DETAINED)
    be.take(formal, "report_custody", **FREED)
    return arrest, formal


def test_every_request_for_the_person_stands_there_and_each_day_in_custody_is_counted_once(
    pair: Pair, two: tuple[UUID, UUID]
) -> None:
    be, (arrest, formal) = pair[1], two
    page = page_of(be, formal)
    told = rows(page, REQUESTS)
    assert len(told) == 2
    assert reference(be, formal) in told[0]
    assert "this request" in told[0]
    assert "5 days in custody" in told[0]
    assert reference(be, arrest) in told[1]
    assert "4 days in custody" in told[1]
    assert "by name and day of birth" in told[1]
    assert "6 days in custody, now at liberty or handed over (each day counted once" in page.main


def test_the_days_stand_also_on_the_page_of_a_request_of_a_kind_that_tells_of_no_custody(
    pair: Pair, two: tuple[UUID, UUID]
) -> None:
    be = pair[1]
    helped = be.start(counterpart="SI", title="Records", instrument="lhc", language="en")
    be.take(helped, "name_person", **PERSON)
    assert "6 days in custody" in page_of(be, helped).main
    assert len(rows(page_of(be, helped), REQUESTS)) == 1 + len(two)


def test_who_confirmed_it_stands_there_and_before_that_nobody_is_listed(pair: Pair) -> None:
    be = pair[1]
    one, other = sought(pair, "provisional_arrest"), sought(pair, name_person=OTHERWISE)
    before = page_of(be, other)
    assert reference(be, one) not in before.main
    assert "may be the same; nobody has said so yet" in before.main
    decider = Site(be).official(Role.DECIDER)
    compared = decider.get(f"/dossiers/{other}/same-person")
    judged = compared.tree.xpath("//a[contains(@href, '/same-person/')]/@href")[0]
    assert f"/dossiers/{other}/persons/1" in compared.links
    assert f"/dossiers/{other}/persons/1" in decider.get(judged).links
    assert decider.fill(judged, verdict="same", reason="Fingerprints agree.").status == 302
    told = rows(page_of(be, other), REQUESTS)
    with be.session() as session:
        name = be.official(session, Role.DECIDER).name
    assert [reference(be, one) in row and name in row for row in told] == [False, True]


def test_of_a_request_that_the_official_may_not_see_nothing_stands_there(pair: Pair, two: tuple[UUID, UUID]) -> None:
    be, (arrest, formal) = pair[1], two
    with be.session() as session:
        for number in two:
            dossier = session.get_one(Dossier, number)
            dossier.involvements.clear()
            dossier.examiner_id = None
        session.commit()
    Site(be).bring_in(formal, Role.EXAMINER)
    page = page_of(be, formal, who=Role.EXAMINER)
    assert len(rows(page, REQUESTS)) == 1
    assert reference(be, arrest) not in page.html
    assert str(arrest) not in page.html
    assert "5 days in custody" in page.main
    assert "6 days" not in page.main
    assert page_of(be, arrest, who=Role.EXAMINER).status == 404


def test_of_several_persons_each_has_his_own_stage_decisions_and_promises(pair: Pair) -> None:
    si, be = pair
    number = draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY)
    si.take(number, "name_person", **{**PERSON, "given_names": "K."})
    request(si, be, number)
    be.take(number, "grant", for_persons=["1"], conditions="K. is not handed on.", **GRANT)
    first, second = (page_of(be, number, one) for one in (1, 2))
    assert "Granted" in rows(first, REQUESTS)[0]
    assert "Being examined" in rows(second, REQUESTS)[0]
    assert any("Extradition granted" in row for row in rows(first, DECIDED))
    assert not any("Extradition granted" in row for row in rows(second, DECIDED))
    assert any("K. is not handed on." in row for row in rows(first, PROMISED))
    assert not any("K. is not handed on." in row for row in rows(second, PROMISED))
    assert any("speciality" in row.lower() for row in rows(second, PROMISED)), "what was promised for all regards each"
    assert page_of(be, number, 3).status == 404
    decider = Site(be).official(Role.DECIDER)
    for path in ("/obligations", "/states/SI/brief", f"/dossiers/{number}", f"/dossiers/{number}/persons/1"):
        told = rows(decider.get(path), PROMISED)
        assert ["For H. H. alone" in row for row in told if "K. is not handed on." in row] == [True], path
        assert not [row for row in told if "alone" in row and "K. is not" not in row], "what binds for all names nobody"


def test_who_else_asks_and_what_was_decided_on_priority(of: Callable[[str], Ministry]) -> None:
    belgium, slovenia, chad = of("BE"), of("SI"), of("TD")
    one, other = asked(slovenia, belgium), asked(chad, belgium)
    belgium.take(one, "decide_priority", other="Chad", **{**FIRST, "outcome": "after"})
    for number in (one, other):
        told = sorted(rows(page_of(belgium, number), "Competing requests, and which goes first"))
        assert [row.split("BE-")[0] for row in told] == ["Chad", "Slovenia"]
        assert "not decided yet" in told[0]
        assert "after another" in told[1]
    assert "Competing requests, and which goes first" not in page_of(slovenia, one, who=Role.SIGNATORY).main


def test_a_draft_tells_of_no_decision(pair: Pair) -> None:
    si = pair[0]
    number = draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY)
    page = page_of(si, number, who=Role.SIGNATORY)
    assert rows(page, DECIDED) == []
    assert "Nothing yet." in page.main


def test_a_protected_person_is_called_by_pseudonym_and_compared_with_nobody(pair: Pair) -> None:
    si = pair[0]
    kept = {"protected": True, "pseudonym": "Person A", "rights": "Threatened.", "family_name": "Quicksilver"}
    one, other = (
        draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY, name_person=told)
        for told in (kept, {"family_name": "Quicksilver"})
    )
    page = page_of(si, one, who=Role.SIGNATORY)
    assert "Person A" in page.main
    for secret in ("Quicksilver", PERSON["born_on"], "13 August 1942", PERSON["nationality"], str(other)):
        assert secret not in page.html
    assert "Person A" not in page_of(si, other, who=Role.SIGNATORY).html


def test_the_page_of_the_request_leads_there(pair: Pair, two: tuple[UUID, UUID]) -> None:
    for number in two:
        page = Site(pair[1]).official(Role.DECIDER).get(f"/dossiers/{number}")
        assert f"/dossiers/{number}/persons/1" in page.links


def test_nothing_said_of_a_person_there_is_taken_for_markup(pair: Pair) -> None:
    si = pair[0]
    number = draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY, name_person={"family_name": "<b>Bold</b>"})
    assert "<b>Bold" not in page_of(si, number, who=Role.SIGNATORY).html


@pytest.mark.browser
def test_the_page_puts_up_no_barrier_wide_or_small(matter: Matter, address: str, window: Window) -> None:
    sign_in(window, address, Role.DRAFTER)
    for width in (1280, 390):
        window.set_viewport_size({"width": width, "height": 900})
        answer = window.goto(f"{address}{matter.at('persons/1')}")
        assert answer
        assert answer.status == 200
        assert barriers(window) == []
        assert window.evaluate(SIDEWAYS) == []
