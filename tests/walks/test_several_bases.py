"""One request carried by several bases together: in the letter, in the grounds that may be named, and in what binds."""

from __future__ import annotations

from uuid import UUID

import pytest

from forms.refusing import grounds_of
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample.ministry import Ministry, Misfilled
from tests.support.drive import assert_both_agree
from tests.walks.extraditions import NOBODY_ASKED, request
from tests.walks.test_on_which_basis import asked, letter
from tests.walks.test_questions_side_by_side import Pair, newest

TOGETHER = {
    "aware": True,
    "although": "No other treaty is in force between our two States.",
    "further": ["ets30", "reciprocity"],
    "further_standing": "The European Convention is in force between our two States; reciprocity is given besides.",
}


@pytest.fixture
def carried(pair: Pair) -> UUID:
    """A request that rests on three bases, and lies with the other State's examiner."""
    si, be = pair
    number = asked(si, "lhc", **TOGETHER)
    request(si, be, number)
    return number


def grounds(ministry: Ministry, dossier_id: UUID) -> dict[str, str]:
    """What may be chosen, and under which instrument."""
    with ministry.session() as session:
        dossier = session.get_one(Dossier, dossier_id)
        law = ministry.installation.law_of(dossier)
        return {row.code: law.instrument_of(dossier.instrument, row.code) for row in grounds_of(dossier, law)}


def test_the_letter_names_every_basis_and_how_each_stands(pair: Pair, carried: UUID) -> None:
    si, be = pair
    for ministry in pair:
        told = " ".join(letter(ministry, carried).split())
        assert "based on the following, which apply together: Ljubljana-The Hague Convention" in told
        assert "European Convention on Mutual Assistance in Criminal Matters" in told
        assert "reciprocity is given besides" in told
    assert_both_agree(si, be, carried)


def test_a_refusal_may_rest_on_a_ground_of_any_of_them_and_the_letter_says_of_which(pair: Pair, carried: UUID) -> None:
    si, be = pair
    found = grounds(be, carried)
    assert set(found.values()) == {"lhc", "ets30", "reciprocity"}
    code = next(code for code, source in found.items() if source == "ets30")
    be.take(carried, "refuse", Role.DECIDER, ground=code, reasons="Essential interests are at stake.", **NOBODY_ASKED)
    be.post_to(si)
    assert "European Convention on Mutual Assistance" in newest(si, "letter_of_refusal").split("Ground")[1]
    assert_both_agree(si, be, carried)


def test_further_bases_are_told_of_in_words(pair: Pair) -> None:
    si, _be = pair
    with pytest.raises(Misfilled, match="how the further bases stand"):
        asked(si, "lhc", **{**TOGETHER, "further_standing": ""})
