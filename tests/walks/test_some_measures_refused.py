"""Some measures are refused and the others go on; both States see the same."""

from __future__ import annotations

import pytest

from mla.models import Dossier
from mla.sample.drafting import draft_ravna
from mla.sample.ministry import Ministry, Misfilled
from tests.walks.steps import REFUSAL, assert_both_agree, send, take_in


def standings(ministry: Ministry, number: object) -> list[str]:
    with ministry.session() as session:
        return [measure.standing for measure in session.get_one(Dossier, number).measures]


def test_two_measures_are_refused_and_two_go_on(pair: tuple[Ministry, Ministry]) -> None:
    si, be = pair
    number = draft_ravna(si)
    send(si, be, number)
    take_in(be, si, number)
    with pytest.raises(Misfilled, match="To refuse them all, refuse the request"):
        be.take(number, "refuse_in_part", measures=["1", "2", "3", "4"], **REFUSAL)
    be.take(number, "refuse_in_part", measures=["2", "3"], **REFUSAL)
    be.take(number, "accept")
    be.post_to(si)
    assert standings(si, number) == standings(be, number) == ["sought", "refused", "refused", "sought"]
    assert si.stage(number) == be.stage(number) == "executing"
    be.take(number, "refuse", **REFUSAL)
    be.post_to(si)
    assert set(standings(si, number)) == {"refused"}
    assert_both_agree(si, be, number)
