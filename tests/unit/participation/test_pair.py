"""Each State's own part in an instrument on a day, and which instruments carry anything between two at all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mla.instruments import Law
from mla.instruments.final_clauses import Entry
from mla.instruments.schema import Instrument
from mla.participation import Dated, Facts
from mla.participation.facts import Begun
from mla.participation.pair import Pair, of_others, part_of, unfit
from tests.unit.participation.world import DAY, EARLIER, LATER, LISTING, MADE, TREATY, applier, party, signatory

NEXT = timedelta(days=1)
LAW = Law()


def pair(facts: Facts | None, on: date = DAY, treaty: Instrument = TREATY, part: str = "II", **more: Any) -> Pair:
    """The question about Slovenia, of which this is known, and Belgium."""
    return Pair("SI", "BE", treaty, on, part, (facts, None), listing=LISTING, **more)


def entering(annexes: str = "") -> Instrument:
    """The treaty, which enters into force for a State three months after its deposit."""
    entry = Entry(months=3, mark="C", source="Invented", annexes=annexes)
    return TREATY.model_copy(update={"participation": TREATY.participation.model_copy(update={"entry": entry})})


class TestAnnexes:
    """From which day to which an annex applies to a State."""

    def test_an_annex_applies_from_its_own_day_on(self) -> None:
        told = signatory("SI", annexes=(Dated("F", DAY),))
        assert pair(told, DAY - NEXT).annexes(told) == set()
        assert pair(told, DAY).annexes(told) == {"F"}

    def test_on_the_day_on_which_it_ends_it_applies_no_longer(self) -> None:
        told = party("SI", annexes=(Dated("F", EARLIER, DAY),))
        assert pair(told, DAY - NEXT).annexes(told) == {"F"}
        assert pair(told, DAY).annexes(told) == set()

    def test_a_day_to_come_is_told_until_it_has_come(self) -> None:
        told = party("SI", annexes=(Dated("F", DAY), Dated("G", LATER)))
        assert pair(told, DAY - NEXT).annex_from(told, "F") == DAY
        assert pair(told, DAY).annex_from(told, "F") is None
        assert pair(told, DAY).annex_from(told, "G") == LATER
        assert pair(told, DAY).annex_from(told, "H") is None
        assert pair(None).annex_from(None, "F") is None

    def test_declared_after_the_entry_into_force_it_applies_after_the_period_of_the_article(self) -> None:
        treaty = entering("90(4)")
        told = party("SI", EARLIER, annexes=(Dated("F", DAY),))
        assert pair(told, DAY, treaty).annex_from(told, "F") == date(2025, 9, 1)
        assert pair(told, date(2025, 9, 1), treaty).annexes(told) == {"F"}

    def test_as_long_as_the_whole_is_not_in_force_the_declared_day_stands(self) -> None:
        treaty = entering("90(4)")
        told = applier("SI", annexes=(Dated("F", DAY),))
        assert pair(told, DAY, treaty).annexes(told) == {"F"}


class TestLeaving:
    """A State that has left, and one that has come back."""

    def test_it_has_left_on_the_day_itself_and_not_on_the_day_before(self) -> None:
        told = party("SI", denounced_effective=DAY)
        assert pair(told, DAY - NEXT).left_from(told) is None
        assert pair(told, DAY).left_from(told) == DAY

    @pytest.mark.parametrize("back", [EARLIER, DAY - NEXT, DAY])
    def test_back_since_the_day_of_leaving_or_later_it_has_not_left(self, back: date) -> None:
        told = party("SI", back, denounced_effective=EARLIER)
        assert pair(told, DAY).left_from(told) is None
        assert part_of(told, pair(told, DAY)) == "force"

    def test_whoever_comes_back_later_is_still_gone(self) -> None:
        told = party("SI", LATER, denounced_effective=EARLIER)
        assert pair(told, DAY).left_from(told) == EARLIER

    @pytest.mark.parametrize("listed", [EARLIER, DAY - NEXT, DAY])
    def test_where_a_list_of_that_day_or_later_still_names_it_nobody_knows(self, listed: date) -> None:
        told = party("SI", MADE, denounced_effective=EARLIER, in_force_by=listed)
        assert pair(told, DAY).doubted(told)
        assert part_of(told, pair(told, DAY)) == "unknown"

    @pytest.mark.parametrize("listed", [None, EARLIER - NEXT, DAY + NEXT])
    def test_a_list_from_before_or_of_a_day_to_come_raises_no_doubt(self, listed: date | None) -> None:
        told = party("SI", MADE, denounced_effective=EARLIER, in_force_by=listed)
        assert not pair(told, DAY).doubted(told)
        assert part_of(told, pair(told, DAY)) == "out"


class TestThePart:
    """What a State is on the day."""

    def test_provisionally_it_applies_only_the_parts_that_it_named(self) -> None:
        told = applier("SI", provisional_scope=("III",))
        assert part_of(told, pair(told, part="III")) == "provisional"
        assert part_of(told, pair(told, part="II")) == "signed"

    def test_named_by_a_later_list_that_does_not_tell_since_when_nobody_knows(self) -> None:
        told = signatory("SI", in_force_by=LATER)
        assert part_of(told, pair(told)) == "unknown"

    def test_its_own_day_counts_for_more_than_a_later_list(self) -> None:
        told = party("SI", LATER, in_force_by=LATER)
        assert part_of(told, pair(told)) == "signed"

    def test_a_day_computed_from_its_deposit_counts_as_its_own(self) -> None:
        treaty = entering()
        told = signatory("SI", ratified=DAY - NEXT, in_force_by=LATER, mark="C")
        assert part_of(told, pair(told, treaty=treaty)) == "unknown", "It is not known that it is in force at all."
        assert part_of(told, pair(told, treaty=treaty, begun=Begun(EARLIER))) == "signed"


class TestWhatCarriesNothing:
    """An agreement of two others; an instrument for bodies between two States."""

    AGREED = TREATY.model_copy(update={"between": ["SI", "BE"]})

    def test_an_agreement_is_of_the_two_that_made_it_whoever_asks(self) -> None:
        assert not of_others(self.AGREED, "SI", "BE")
        assert not of_others(self.AGREED, "BE", "SI")
        assert not unfit(self.AGREED, "BE", "SI")

    def test_one_of_the_two_and_another_are_others(self) -> None:
        for asking, asked in (("SI", "FR"), ("FR", "SI"), ("FR", "NL")):
            assert of_others(self.AGREED, asking, asked)
            assert unfit(self.AGREED, asking, asked)

    def test_a_treaty_that_names_nobody_is_of_no_others(self) -> None:
        assert not of_others(TREATY, "FR", "NL")
        assert not unfit(TREATY, "FR", "NL")

    def test_between_a_body_and_a_state_only_that_on_which_the_body_acts_carries_anything(self) -> None:
        rome, lhc = LAW.instruments["rome"], LAW.instruments["lhc"]
        assert not unfit(rome, "ICC", "BE")
        assert unfit(lhc, "ICC", "BE")
        assert unfit(lhc, "BE", "ICC")

    def test_an_instrument_for_bodies_carries_nothing_between_two_states(self) -> None:
        assert unfit(LAW.instruments["rome"], "SI", "BE")
        assert unfit(LAW.instruments["mandate"], "SI", "BE")
