"""Steps about a find, further States and the members of a team, as they are used: unchanged, with impossible days, after the session ended, from two tabs."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample.ministry import Ministry
from tests.support.drive import Site
from tests.walks import test_a_team_of_three as walk
from tests.walks.extraditions import draft
from tests.walks.test_information import given
from tests.web.test_words_survive_the_session import back_in, end_sessions

Pair = tuple[Ministry, Ministry]
FIND = {"place": "Zemono", "custody": "Reports to the police.", "findings": "The passport.", "intention": "prosecute"}
YESTERDAY = ["24", "11", "2026"]


def test_a_find_is_asked_for_whole_and_for_a_day_that_has_been(pair: Pair) -> None:
    si, be = pair
    number = given(si, be)
    examiner = Site(be).official(Role.EXAMINER)
    at = f"/dossiers/{number}/record_find"
    assert "Give the date." in examiner.fill(at).mistakes
    for day in (["31", "2", "2026"], ["1", "1", "2031"]):
        page = examiner.fill(at, **FIND, found_on=day)
        assert page.status == 400, day
        assert page.fields["findings"] == ["The passport."], "nothing typed is lost"


def test_a_find_survives_the_session_and_two_tabs_open_one_file_each_knowingly(pair: Pair) -> None:
    si, be = pair
    number = given(si, be)
    site = Site(be)
    examiner = site.official(Role.EXAMINER)
    typing = examiner.get(f"/dossiers/{number}/record_find")
    end_sessions(site)
    again = back_in(examiner, site, typing.again(**FIND, found_on=YESTERDAY), Role.EXAMINER)
    assert again.fields["findings"] == ["The passport."]
    first, second = (examiner.get(f"/dossiers/{number}/record_find") for _tab in range(2))
    assert first.again(**FIND, found_on=YESTERDAY).status == 302
    assert second.again(**FIND, found_on=YESTERDAY).status == 409, "the other tab is told of the first"
    with be.session() as session:
        assert len(session.scalars(select(Dossier).where(Dossier.arises_from == number)).all()) == 1


@pytest.mark.parametrize("trigger", ["invite_member", "tell_further_states"])
def test_further_states_are_named_and_none_twice(pair: Pair, trigger: str) -> None:
    si, _be = pair
    kind = {"invite_member": "team", "tell_further_states": "prosecution"}[trigger]
    more = {"propose_team": walk.TEAM} if kind == "team" else {}
    number = draft(si, "BE", kind, **more)
    page = (
        Site(si)
        .official(Role.DRAFTER)
        .fill(f"/dossiers/{number}/{trigger}", **{"states-0-state": "BE", "states-0-concern": "victims"})
    )
    assert page.status == 400
    assert any("Name each once." in one for one in page.mistakes)
