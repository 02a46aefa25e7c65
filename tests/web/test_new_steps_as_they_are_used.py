"""Steps about a find, further States and the members of a team, as they are used: unchanged, with impossible days, after the session ended, from two tabs."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import Dossier, Person
from mla.sample.ministry import Ministry
from tests.support.drive import Matter, Site
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


WITNESS = {
    "nature": "natural",
    "capacity": "witness",
    "protected": True,
    "pseudonym": "Witness B",
    "link": "Kept the books.",
}


def test_who_a_protected_person_is_is_asked_whole_kept_over_the_session_and_never_shown(executing: Matter) -> None:
    si = executing.si
    with si.ministry.session() as session:
        dossier = session.get_one(Dossier, executing.number)
        dossier.persons.append(Person(number=len(dossier.persons) + 1, answers=WITNESS))
        session.commit()
    drafter, at = si.official(Role.DRAFTER), executing.at("tell_identity")
    typing = drafter.get(at)
    assert "Say at least one thing" in " ".join(typing.again().mistakes), "saved unchanged, it says what is missing"
    for born in (["31", "2", "1980"], ["1", "1", "2031"]):
        page = typing.again(family_name="Dorsetti", born_on=born)
        assert page.status == 400, born
        assert page.fields["family_name"] == ["Dorsetti"], "nothing typed is lost"
    end_sessions(si)
    again = back_in(drafter, si, typing.again(family_name="Dorsetti"), Role.DRAFTER)
    assert again.fields["family_name"] == ["Dorsetti"]
    first, second = (drafter.get(at) for _tab in range(2))
    assert first.again(family_name="Dorsetti").status == 302
    assert second.again(address="Quai 7").status == 409, "the other tab is told of the first"
    assert "Dorsetti" not in drafter.get(executing.at()).html


def test_on_which_request_one_follows_is_asked_whole_and_the_second_tab_is_told(executing: Matter) -> None:
    examiner, at = executing.be.official(Role.EXAMINER), executing.at("follow_on")
    first, second = (examiner.get(at) for _tab in range(2))
    assert first.again().status == 400
    assert first.again(earlier="00000000-0000-0000-0000-000000000000", words="x").status == 400, (
        "none that is not offered"
    )
    assert first.again(earlier="", words="Nothing came before.").status == 302
    assert second.again(earlier="", words="Nothing came before.").status == 409
