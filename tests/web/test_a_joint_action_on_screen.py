"""A joint action as it is used on screen: what stands there already, impossible days, an ended session, two tabs, a small screen."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Browser

from mla.lifecycle.joint_action import others_in_action
from mla.lifecycle.members import ROLL, rows
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample.ministry import Ministry
from mla.words import day_in_words
from tests.support.drive import Site
from tests.walks import test_a_joint_action as walk
from tests.web.test_a_team_on_screen import seen
from tests.web.test_for_everybody import browser  # noqa: F401 - a fixture
from tests.web.test_words_survive_the_session import back_in, end_sessions

Trio = tuple[Ministry, Ministry, Ministry]
IN_BOXES = {name: list(reversed(day.split("-"))) for name, day in (("day", walk.DAY), ("answer_by", walk.EARLIER))}
ACTION = walk.ACTION | IN_BOXES


@pytest.fixture
def three(of: Callable[[str], Ministry]) -> Trio:
    return of("SI"), of("BE"), of("FR")


def test_what_was_proposed_to_one_state_stands_there_for_the_next(three: Trio) -> None:
    si, be, _fr = three
    first, second = walk.both_asked(three)
    lead = Site(si).official(Role.SIGNATORY)
    assert set(lead.fill(f"/dossiers/{first}/propose_joint_action").mistakes) == {
        "Say what is done together.", "Give the day.", "Name the authority that leads.",
        "Say what the members may do with what they learn.",
    }  # fmt: skip
    walk.proposed(si, be, first)
    assert "It was not proposed to France yet." in lead.get(f"/dossiers/{second}").main
    page = lead.get(f"/dossiers/{second}/propose_joint_action")
    assert page.fields["what"] == [walk.ACTION["what"]]
    assert [int(part) for part in page.fields["day"]] == [int(part) for part in IN_BOXES["day"]]
    assert "Propose a joint action" in lead.get(page.again().location).main, "unchanged, its letter can be read"
    otherwise = page.again(information="As each likes.")
    assert otherwise.status == 403 or "All members hold one text" in otherwise.main
    assert otherwise.fields["information"] == ["As each likes."], "nothing typed is lost"


def test_days_that_cannot_be_are_told_and_nothing_typed_is_lost(three: Trio) -> None:
    si, be, _fr = three
    first, _second = walk.both_asked(three)
    lead = Site(si).official(Role.SIGNATORY)
    for day in (["31", "2", "2027"], ["1", "1", "2026"], ["day", "", ""]):
        page = lead.fill(f"/dossiers/{first}/propose_joint_action", **ACTION | {"day": day})
        assert page.status == 400, day
        assert (page.fields["what"], page.fields["day"]) == ([walk.ACTION["what"]], day)
    walk.proposed(si, be, first)
    decider = Site(be).official(Role.DECIDER)
    at = f"/dossiers/{first}/answer_joint_action"
    said = {**walk.YES, "signed_on": ["31", "11", "2026"], "day": IN_BOXES["day"]}
    assert decider.fill(at, **said).fields["authority"] == [walk.YES["authority"]]
    mistakes = decider.fill(at, **said | {"signed_on": ["20", "11", "2026"], "day": ["1", "2", "2027"]}).mistakes
    assert any("Agree to that day, or decline" in one for one in mistakes)


def test_whoever_answers_reads_which_day_was_proposed(three: Trio) -> None:
    si, be, _fr = three
    first, _second = walk.both_asked(three)
    walk.proposed(si, be, first)
    page = Site(be).official(Role.DECIDER).get(f"/dossiers/{first}/answer_joint_action")
    assert f"all act on {day_in_words(walk.DAY)}, {walk.ACTION['hour']}." in page.main
    walk.answered(si, be, first, walk.YES)
    si.take(first, "change_joint_action", **walk.ANOTHER_DAY)
    si.post_to(be)
    page = Site(be).official(Role.SIGNATORY).get(f"/dossiers/{first}/answer_joint_change")
    assert f"{day_in_words(walk.LATER)}, 05:30 – The court sits later." in page.main


def test_an_answer_survives_the_session_and_two_tabs_answer_once(three: Trio) -> None:
    si, be, _fr = three
    first, _second = walk.both_asked(three)
    walk.proposed(si, be, first)
    site = Site(be)
    examiner, decider = site.official(Role.EXAMINER), site.official(Role.DECIDER)
    at = f"/dossiers/{first}/answer_joint_action"
    said = {**walk.YES, "signed_on": ["20", "11", "2026"], "day": IN_BOXES["day"]}
    typing = examiner.get(at)
    end_sessions(site)
    again = back_in(examiner, site, typing.again(**said), Role.EXAMINER)
    assert again.fields["authority"] == [walk.YES["authority"]]
    decider = site.anew(Role.DECIDER)
    one, other = examiner.get(at), examiner.get(at)
    letter = examiner.get(one.again(**said).location)
    letter.press("propose")
    assert decider.get(letter.path).press("sign").status == 302
    assert walk.holds(be, first)["standing"] == "member"
    late = other.again(**said)
    assert (late.status, "No joint action waits for an answer." in late.main) == (403, True)
    be.post_to(si)
    assert "takes part" not in decider.get(f"/dossiers/{first}").main, "our own standing is said in one word"


def test_the_roll_is_filled_in_whole_from_our_files(three: Trio) -> None:
    si, be, fr = three
    first, second = walk.both_asked(three)
    for number, other in ((first, be), (second, fr)):
        walk.proposed(si, other, number)
        walk.answered(si, other, number, {**walk.YES, "changes": "Not before sunrise."})
    lead = Site(si).official(Role.SIGNATORY)
    letter = lead.dispatch(f"/dossiers/{first}/{ROLL}")
    assert letter.status == 302
    si.post_to(be)
    with si.session() as session:
        assert walk.roll_in(be, first) == rows(others_in_action(session.get_one(Dossier, first)))
    told = Site(be).official(Role.DECIDER).get(f"/dossiers/{first}").main
    assert "France" in told
    assert "Federal Prosecutor, 20 November 2026" in told
    assert "As the leading State told us last." in told


@pytest.mark.browser
def test_pages_about_a_joint_action(three: Trio, browser: Browser) -> None:  # noqa: F811
    si, be, fr = three
    first, second = walk.both_asked(three)
    for number, other in ((first, be), (second, fr)):
        walk.proposed(si, other, number)
    walk.answered(si, be, first, walk.YES)
    walk.told(si, be, first)
    si.take(first, "change_joint_action", **walk.ANOTHER_DAY)
    si.post_to(be)
    looked = (
        (si, Role.SIGNATORY, first, ("", ROLL, "change_joint_action", "ask_other_states")),
        (be, Role.DECIDER, first, ("", "answer_joint_change", "end_joint_action")),
        (fr, Role.DECIDER, second, ("", "answer_joint_action")),
    )
    for ministry, role, number, pages in looked:
        found = seen(ministry, role, browser, _pages(number, *pages))
        assert {page: one for page, one in found.items() if one.barriers or one.sideways} == {}


def _pages(number: UUID, *of: str) -> list[str]:
    return [f"dossiers/{number}/{one}".removesuffix("/") for one in of]
