"""What is said of a treaty between two States, word for word."""

from __future__ import annotations

import pytest

from mla.instruments.schema import Instrument
from mla.participation import Dated, Facts
from mla.participation.pair import Pair, part_of
from mla.participation.status import pair_status
from tests.unit.participation.world import (
    DAY,
    EARLIER,
    LATER,
    LISTING,
    MADE,
    TREATY,
    applier,
    party,
    register,
    signatory,
)


def without(*articles: str) -> Instrument:
    """The treaty, silent on some of the rules that it has."""
    return TREATY.model_copy(
        update={"participation": TREATY.participation.model_copy(update=dict.fromkeys(articles, ""))}
    )


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        (None, "absent"),
        (party("SI"), "force"),
        (party("SI", denounced_effective=DAY), "out"),
        (applier("SI"), "provisional"),
        (signatory("SI"), "signed"),
        (party("SI", LATER), "signed"),
        (Facts("SI", "treaty", signed=LATER), "out"),
        (Facts("SI", "treaty"), "absent"),
    ],
)
def test_each_state_has_a_part_of_its_own(facts: Facts | None, part: str) -> None:
    assert part_of(facts, Pair("SI", "BE", TREATY, DAY, "II", (facts, None), listing=LISTING)) == part


def test_where_no_article_says_so_none_is_cited() -> None:
    found = pair_status("SI", "BE", without("force"), DAY, register(party("SI"), party("BE")))
    assert found.reasons == (
        "In force for Slovenia since 2024-01-01.",
        "In force for Belgium since 2024-01-01.",
    )


@pytest.mark.parametrize(("state", "name"), [("SI", "Slovenia"), ("BE", "Belgium")])
def test_a_reservation_is_said_of_the_state_that_made_it(state: str, name: str) -> None:
    made = {code: party(code, reservations=(Dated("12"),) if code == state else ()) for code in ("SI", "BE")}
    found = pair_status("SI", "BE", TREATY, DAY, register(*made.values()), measures=["covert"])
    assert found.against == (f"Covert investigation: {name} has a reservation to art. 12.",)


def test_only_where_all_rests_on_the_silence_of_a_list_is_its_age_told() -> None:
    for rows in ((party("SI"), party("BE")), (party("SI"), signatory("BE")), (applier("SI"), applier("BE"))):
        found = pair_status("SI", "BE", TREATY, DAY, register(*rows), old_before=DAY)
        assert [told for told in found.reasons if "may have changed" in told] == []
        assert found.old_list == ""
    silent = pair_status("SI", "BE", TREATY, DAY, register(party("SI")), old_before=DAY)
    assert silent.old_list == (f"The list is of {EARLIER} and may have changed since: verify it with the depositary.")
    assert silent.reasons[-1] == silent.old_list
    assert pair_status("SI", "BE", TREATY, DAY, register(party("SI")), old_before=MADE).old_list == ""
