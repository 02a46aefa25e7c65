"""The same is asked of several States: each has its own request and goes its own way; none learns from it of the others."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from mla.models import Dossier
from mla.sample.ministry import Ministry, Misfilled
from mla.sample.small import ENGLISH, small
from tests.support.drive import assert_both_agree, report_all, results, send, take_in
from tests.walks.extraditions import BASIS
from tests.walks.test_a_team_of_three import siblings


def answered(si: Ministry, other: Ministry, number: UUID) -> None:
    send(si, other, number)
    take_in(other, si, number)
    other.take(number, "accept")
    report_all(other, number)
    other.take(number, "answer", results=results(other, number))
    other.post_to(si)
    assert_both_agree(si, other, number)


def test_each_state_has_a_request_of_its_own_that_says_the_same(of: Callable[[str], Ministry]) -> None:
    si, be, fr = of("SI"), of("BE"), of("FR")
    first = small(si, "BE", "The accounts of a company", "en", ENGLISH)
    with pytest.raises(Misfilled, match="named twice, or is invited already"):
        si.take(first, "ask_other_states", states=[{"state": "BE"}])
    si.take(first, "ask_other_states", states=[{"state": "FR"}])
    second = siblings(si, first)["FR"]
    with si.session() as session:
        one, other = session.get_one(Dossier, first), session.get_one(Dossier, second)
        assert other.contents["state_facts"] == one.contents["state_facts"]
        assert [m.answers for m in other.measures] == [m.answers for m in one.measures]
        assert other.arises_from_abroad == "", "France does not learn that Belgium is asked"
        assert "choose_basis" not in other.contents
    si.take(second, "choose_basis", **{**BASIS, "instrument": "reciprocity"})
    answered(si, be, first)
    answered(si, fr, second)
