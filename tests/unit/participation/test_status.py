"""How a treaty stands between two States on the day of a request."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mla.instruments.schema import Instrument
from mla.participation import Act, Dated, Facts, Status, TreatyStatus, pair_status
from mla.participation.facts import Listing
from tests.unit.participation.world import (
    DAY,
    EARLIER,
    LATER,
    LISTING,
    MADE,
    TREATY,
    annex,
    applier,
    party,
    register,
    signatory,
    unhurried,
)


def stands(
    *rows: Facts, on: date = DAY, treaty: Instrument = TREATY, listing: Listing | None = LISTING, **more: Any
) -> TreatyStatus:
    return pair_status("SI", "BE", treaty, on, register(*rows, listing=listing), **more)


def act(first: date, last: date | None = None, **more: Any) -> Act:
    return Act(first=first, last=last or first, **more)


def rule(**changed: Any) -> Instrument:
    return TREATY.model_copy(update={"participation": TREATY.participation.model_copy(update=changed)})


class TestTheStatus:
    """One word for how it stands."""

    @pytest.mark.parametrize(
        ("asking", "asked", "expected"),
        [
            (party("SI"), party("BE"), Status.IN_FORCE),
            (applier("SI"), applier("BE"), Status.PROVISIONAL_BOTH),
            (applier("SI"), signatory("BE"), Status.PROVISIONAL_ALONE),
            (signatory("SI"), applier("BE"), Status.PROVISIONAL_ALONE),
            (applier("SI"), signatory("BE", ratified=EARLIER), Status.PROVISIONAL_ALONE),
            (party("SI"), signatory("BE"), Status.SIGNED_ONLY),
            (signatory("SI"), signatory("BE"), Status.SIGNED_ONLY),
            (party("SI"), party("BE", LATER), Status.SIGNED_ONLY),
            (party("SI"), applier("BE"), Status.PROVISIONAL_BOTH),
            (applier("SI"), party("BE"), Status.PROVISIONAL_ONE),
            (applier("SI"), party("BE", provisional_from=MADE), Status.PROVISIONAL_BOTH),
        ],
    )
    def test_follows_from_what_each_state_has_done(self, asking: Facts, asked: Facts, expected: Status) -> None:
        assert stands(asking, asked).status is expected

    def test_a_party_that_made_no_declaration_may_refuse_a_state_that_applies_provisionally(self) -> None:
        found = stands(applier("SI"), party("BE"))
        assert found.refusable
        assert found.against == ("Belgium may refuse for that reason alone (art. 91(2)).",)

    @pytest.mark.parametrize(
        ("asking", "asked", "other"),
        [
            (signatory("SI"), applier("BE"), "Slovenia"),
            (applier("SI"), signatory("BE"), "Belgium"),
            (applier("SI"), signatory("BE", ratified=EARLIER), "Belgium"),
        ],
    )
    def test_of_one_that_applies_it_alone_is_no_basis_whoever_asks(
        self, asking: Facts, asked: Facts, other: str
    ) -> None:
        found = stands(asking, asked)
        assert not found.applicable
        assert not found.refusable, "Nothing is owed, so there is nothing to refuse."
        assert found.against == (
            (
                f"{other} is no State Party, and it is to States Parties alone that provisional application speaks (art. 91(2)): "
                "on this basis alone neither owes the other anything. Name another treaty or reciprocity as well."
            ),
        )

    def test_silence_of_a_list_of_all_is_said_of_the_list_its_day_and_source(self) -> None:
        found = stands(party("SI"))
        assert (found.status, found.applicable) == (Status.NOT_LISTED, False)
        assert "Belgium is not known to take part as of 2024-01-01 (Depositary)." in found.reasons

    def test_an_old_list_warns_and_a_fresh_one_does_not(self) -> None:
        old, fresh = (stands(party("SI"), old_before=day).reasons for day in (DAY, MADE))
        assert any("The list is of 2024-01-01 and may have changed since" in sentence for sentence in old)
        assert not any("The list is of 2024-01-01 and may have changed since" in sentence for sentence in fresh)

    def test_is_unknown_where_no_list_names_all_and_the_register_is_silent(self) -> None:
        found = stands(party("SI"), listing=None)
        assert found.status is Status.UNKNOWN
        assert "Belgium is not in the register: look it up." in found.reasons

    def test_stays_unknown_for_a_treaty_of_the_whole_world_until_somebody_looks_it_up(self) -> None:
        found = stands(treaty=rule(worldwide=True), listing=None)
        assert found.status is Status.UNKNOWN
        assert found.reasons[-1].startswith("Nearly every State takes part, yet nobody has verified")

    def test_an_empty_row_says_nothing(self) -> None:
        assert stands(party("SI"), Facts("BE", "treaty"), listing=None).status is Status.UNKNOWN

    def test_is_none_before_the_treaty_was_made_and_for_a_state_with_itself(self) -> None:
        before = MADE - timedelta(days=1)
        found = stands(party("SI", before), party("BE", before), on=before)
        assert found.status is Status.NONE
        assert "had not been made yet" in found.reasons[0]
        assert pair_status("SI", "SI", TREATY, DAY, register(party("SI"))).status is Status.NONE

    def test_needs_nobody_where_no_treaty_is_needed_and_is_none_for_a_court(self) -> None:
        assert stands(treaty=rule(rule="none")).status is Status.NOT_NEEDED
        assert stands(party("SI"), party("BE"), treaty=rule(rule="court")).status is Status.NONE


class TestProvisionalApplication:
    """Of the whole, or of a part only."""

    def test_of_one_part_serves_the_requests_of_that_part_only(self) -> None:
        rows = applier("SI", provisional_scope=("II",)), applier("BE", provisional_scope=("II", "III"))
        assert stands(*rows).status is Status.PROVISIONAL_BOTH
        assert stands(*rows, kind="extradition").status is Status.PROVISIONAL_ALONE
        assert "parts II" in stands(*rows).reasons[0]

    def test_ends_for_requests_made_from_the_day_on_and_not_for_earlier_ones(self) -> None:
        rows = applier("SI", provisional_until=DAY), applier("BE")
        assert stands(*rows, on=DAY).status is Status.PROVISIONAL_ALONE
        assert stands(*rows, on=DAY - timedelta(days=1)).status is Status.PROVISIONAL_BOTH

    def test_that_becomes_full_membership_no_longer_reaches_a_mere_signatory(self) -> None:
        rows = applier("SI", ratified=EARLIER, in_force_from=LATER), signatory("BE")
        assert stands(*rows, on=DAY).status is Status.PROVISIONAL_ALONE
        assert stands(*rows, on=LATER).status is Status.SIGNED_ONLY


class TestTime:
    """The day of the request decides, not the day of the act, and not today."""

    def test_a_request_made_before_a_denunciation_stays_valid(self) -> None:
        rows = party("SI"), party("BE", denounced_effective=DAY)
        assert stands(*rows, on=DAY - timedelta(days=1)).status is Status.IN_FORCE
        assert stands(*rows, on=DAY).status is Status.NONE
        assert "Belgium has left with effect from 2025-06-01 (art. 93)." in stands(*rows).reasons

    def test_a_state_that_left_may_come_back(self) -> None:
        rows = party("SI"), party("BE", LATER, denounced_effective=DAY)
        assert stands(*rows, on=DAY).status is Status.NONE
        assert stands(*rows, on=LATER).status is Status.IN_FORCE

    def test_acts_before_the_entry_into_force_are_covered(self) -> None:
        assert stands(party("SI"), party("BE"), acts=[act(date(1994, 4, 7))]).applicable

    def test_acts_before_the_day_named_in_a_reservation_of_either_state_are_not(self) -> None:
        for rows in ((party("SI", cut_off=EARLIER), party("BE")), (party("SI"), party("BE", cut_off=EARLIER))):
            assert stands(*rows, acts=[act(EARLIER)]).applicable
            found = stands(*rows, acts=[act(EARLIER - timedelta(days=1))])
            assert found.status is Status.IN_FORCE
            assert not found.applicable
            assert found.barred
            assert "does not apply it to acts before 2024-01-01 (art. 90(5))." in found.against[0]

    def test_every_act_is_compared_and_named_for_each_of_the_two_states(self) -> None:
        early, across, late = act(MADE, name="Killing"), act(MADE, LATER, name="Camp"), act(LATER, name="Looting")
        found = stands(
            party("SI", cut_off=MADE + timedelta(days=1)), party("BE", cut_off=EARLIER), acts=[early, across, late]
        )
        assert [(one.act.name, one.state, one.how) for one in found.cuts] == [
            ("Killing", "SI", "before"), ("Camp", "SI", "both"), ("Killing", "BE", "before"), ("Camp", "BE", "both"),
        ]  # fmt: skip
        assert not found.barred, "Something is left of what is alleged."
        assert not found.applicable
        assert (
            "Camp (2020-01-01 to 2026-01-01) lies on both sides of 2024-01-01: what was done before that day is not covered. "
            "Belgium does not apply it to acts before 2024-01-01 (art. 90(5))."
        ) in found.against

    def test_a_day_named_for_an_annex_holds_for_its_crimes_alone(self) -> None:
        rows = party("SI"), party("BE", annex_cut_offs=(Dated("F", EARLIER),))
        torture, other = (act(MADE, crime=crime) for crime in ("torture", "core"))
        assert [one.act for one in stands(*rows, acts=[torture, other]).cuts] == [torture]

    def test_of_an_annex_crime_the_later_of_two_days_counts(self) -> None:
        rows = party("SI"), party("BE", cut_off=LATER, annex_cut_offs=(Dated("F", EARLIER),))
        assert stands(*rows, acts=[act(DAY, crime="torture")]).cuts[0].day == LATER

    def test_an_unknown_day_of_the_act_is_a_warning_and_bars_nothing(self) -> None:
        found = stands(party("SI", cut_off=EARLIER), party("BE"))
        assert found.applicable
        assert found.against


class TestAnnexes:
    """An annex crime needs the same annex on both sides."""

    def test_notified_by_both_is_shared(self) -> None:
        found = stands(party("SI", annexes=annex("F", "G")), party("BE", annexes=annex("E", "F")), crimes=["torture"])
        assert found.annexes == {"F"}
        assert found.applicable

    def test_notified_by_one_is_not_and_an_agreement_for_this_request_may_help(self) -> None:
        found = stands(party("SI", annexes=annex("F")), party("BE"), crimes=["core", "torture"])
        assert found.missing == {"F"}
        assert not found.applicable
        assert found.against == (
            "Annex F is not notified by Belgium (art. 2(2)). An agreement for this one request may help (art. 6).",
        )

    def test_counts_from_its_day_until_it_is_withdrawn(self) -> None:
        rows = party("SI", annexes=(Dated("F", DAY, LATER),)), party("BE", annexes=annex("F"))
        days = (DAY - timedelta(days=1), DAY, LATER - timedelta(days=1), LATER)
        assert [bool(stands(*rows, on=day).annexes) for day in days] == [False, True, True, False]

    def test_are_not_asked_for_when_no_annex_crime_is(self) -> None:
        assert stands(party("SI"), party("BE"), crimes=["core"]).applicable


class TestReservations:
    """To the article of a measure: that measure cannot be asked, the others can."""

    @pytest.mark.parametrize("who", ["SI", "BE"])
    def test_of_either_state_hold_back_the_measure(self, who: str) -> None:
        rows = [party(s, reservations=annex("12") if s == who else ()) for s in ("SI", "BE")]
        found = stands(*rows, measures=["records", "covert"])
        assert found.reserved == {"covert"}
        assert found.against[0].startswith("Covert investigation: ")
        assert found.applicable

    def test_to_other_articles_are_told_and_hold_nothing_back(self) -> None:
        found = stands(party("SI"), party("BE", reservations=annex("8(3)")), measures=["covert"])
        assert not found.reserved
        assert found.reasons[-1] == "Belgium has a reservation to art. 8(3)."

    def test_lapse_on_their_last_day(self) -> None:
        ended = party("BE", reservations=(Dated("12", None, DAY),))
        assert not stands(party("SI"), ended, measures=["covert"]).reserved


class TestTheSentences:
    """What the register knows of each State is said with its day and its article."""

    @pytest.mark.parametrize(
        ("known", "sentence"),
        [
            (party("BE"), "In force for Belgium since 2024-01-01 (art. 90)."),
            (party("BE", denounced_effective=DAY), "Belgium has left with effect from 2025-06-01 (art. 93)."),
            (applier("BE"), "Belgium applies it provisionally since 2024-01-01 (art. 91)."),
            (
                applier("BE", provisional_scope=("II", "III")),
                "Belgium applies it provisionally since 2024-01-01, parts II, III (art. 91).",
            ),
            (
                applier("BE", provisional_scope=("III",)),
                "Belgium signed on 2020-01-01; no ratification is on record.",
            ),
            (
                signatory("BE", ratified=EARLIER),
                "Belgium deposited its instrument on 2024-01-01; no entry into force is on record.",
            ),
            (signatory("BE", ratified=DAY), "Belgium deposited its instrument on 2025-06-01; no entry into force is on record."),
            (signatory("BE", ratified=LATER), "Belgium signed on 2020-01-01; no ratification is on record."),
            (Facts("BE", "treaty", signed=DAY), "Belgium signed on 2025-06-01; no ratification is on record."),
            (Facts("BE", "treaty", signed=LATER), "Belgium took no part on 2025-06-01, as far as the register goes."),
            (Facts("BE", "treaty"), "Belgium is not known to take part as of 2024-01-01 (Depositary)."),
        ],
    )  # fmt: skip
    def test_of_each_state(self, known: Facts, sentence: str) -> None:
        assert stands(party("SI"), known).reasons[:2] == ("In force for Slovenia since 2024-01-01 (art. 90).", sentence)

    def test_name_no_article_where_the_treaty_has_none(self) -> None:
        found = stands(party("SI"), party("BE"), treaty=rule(force=""))
        assert found.reasons == ("In force for Slovenia since 2024-01-01.", "In force for Belgium since 2024-01-01.")

    def test_name_both_states_that_lack_an_annex_and_no_way_out_where_there_is_none(self) -> None:
        found = stands(party("SI"), party("BE"), crimes=["torture"], treaty=rule(ad_hoc=""))
        assert found.against == ("Annex F is not notified by Slovenia and Belgium (art. 2(2)).",)

    def test_of_what_needs_no_treaty_and_of_what_was_not_made_yet(self) -> None:
        assert stands(treaty=rule(rule="none")).reasons == ("It needs no treaty; it binds nobody either.",)
        before = MADE - timedelta(days=1)
        assert stands(on=before).reasons == (
            "On 2019-12-31 the instrument had not been made yet: it is of 2020-01-01.",
        )

    def test_of_a_treaty_of_the_whole_world_end_with_what_is_to_be_done(self) -> None:
        found = stands(treaty=rule(worldwide=True), listing=None)
        assert found.reasons == (
            "Slovenia is not in the register: look it up.",
            "Belgium is not in the register: look it up.",
            "Nearly every State takes part, yet nobody has verified these two: look them up and enter them.",
        )
        named = stands(party("SI"), party("BE"), treaty=rule(worldwide=True), listing=None)
        assert len(named.reasons) == 2

    def test_of_an_old_list_say_what_is_to_be_done(self) -> None:
        old = "The list is of 2024-01-01 and may have changed since: verify it with the depositary."
        found = stands(party("SI"), old_before=EARLIER + timedelta(days=1))
        assert (found.reasons[-1], found.old_list) == (old, old)
        assert stands(party("SI"), old_before=EARLIER).old_list == ""
        assert stands(party("SI")).old_list == ""

    def test_of_a_reservation_name_the_measure_the_state_and_the_article(self) -> None:
        found = stands(party("SI", reservations=annex("12")), party("BE"), measures=["covert", "records"])
        assert found.against == ("Covert investigation: Slovenia has a reservation to art. 12.",)

    def test_tell_of_all_that_is_on_record(self) -> None:
        rows = party("SI"), party("BE")
        assert stands(*rows).known_by == rows
        assert stands(rows[0]).known_by == rows[:1]


class TestAStateThatIsNoPartToday:
    """Whoever has left, or comes later, takes no part on the day of the request."""

    @pytest.mark.parametrize(
        "gone", [party("BE", denounced_effective=DAY), Facts("BE", "treaty", signed=LATER), party("BE", LATER, denounced_effective=MADE)]
    )  # fmt: skip
    def test_leaves_nothing_between_the_two(self, gone: Facts) -> None:
        for rows in ((party("SI"), gone), (signatory("SI"), gone)):
            assert stands(*rows).status is Status.NONE

    def test_weighs_more_than_the_silence_of_the_list_on_the_other(self) -> None:
        assert stands(party("BE", denounced_effective=DAY)).status is Status.NONE

    def test_a_list_that_names_all_says_more_of_its_silence_than_one_that_does_not(self) -> None:
        assert stands(signatory("SI")).status is Status.NOT_LISTED
        assert stands(signatory("SI"), listing=None).status is Status.UNKNOWN


# What holds whatever the States have done.
days = st.dates(MADE, date(2030, 1, 1))
maybe = st.none() | days
letters = st.frozensets(st.sampled_from("EFGH")).map(lambda found: annex(*sorted(found)))
LEVEL = [
    Status.NONE, Status.NOT_LISTED, Status.SIGNED_ONLY, Status.PROVISIONAL_ALONE, Status.PROVISIONAL_ONE,
    Status.PROVISIONAL_BOTH, Status.IN_FORCE,
]  # fmt: skip


@st.composite
def facts(draw: Any, state: str, leaves: bool = True, provisional: bool = True) -> Facts:
    ends = {"denounced_effective": draw(maybe), "provisional_until": draw(maybe)} if leaves else {}
    return Facts(
        state,
        "treaty",
        signed=draw(maybe),
        ratified=draw(maybe),
        in_force_from=draw(maybe),
        provisional_from=draw(maybe) if provisional else None,
        cut_off=draw(maybe),
        reservations=draw(st.sampled_from([(), annex("12")])),
        annexes=draw(letters),
        **ends,
    )


@unhurried
@given(facts("SI"), facts("BE"), days)
def test_who_asks_matters_only_for_provisional_application(one: Facts, other: Facts, on: date) -> None:
    there = pair_status("SI", "BE", TREATY, on, register(one, other), measures=["covert"])
    back = pair_status("BE", "SI", TREATY, on, register(one, other), measures=["covert"])
    assert (there.annexes, there.reserved, there.barred) == (back.annexes, back.reserved, back.barred)
    provisional = {Status.PROVISIONAL_ONE, Status.PROVISIONAL_BOTH}
    assert there.status is back.status or {there.status, back.status} == provisional


@unhurried
@given(facts("SI", False, False), facts("BE", False, False), days, days)
def test_while_nobody_leaves_time_only_brings_states_closer(one: Facts, other: Facts, a: date, b: date) -> None:
    first, second = sorted((a, b))
    before, after = (stands(one, other, on=day).status for day in (first, second))
    assert LEVEL.index(before) <= LEVEL.index(after)


@unhurried
@given(facts("SI", leaves=False), facts("BE", leaves=False), days, days)
def test_provisional_application_too_unless_it_ends_in_full_membership(one: Any, other: Any, a: date, b: date) -> None:
    first, second = sorted((a, b))
    before, after = (stands(one, other, on=day).status for day in (first, second))
    turned = any(side.provisional(first) and side.in_force(second) for side in (one, other))
    assert LEVEL.index(before) <= LEVEL.index(after) or turned


@unhurried
@given(facts("SI"), facts("BE"), days, st.sampled_from("EFGH"))
def test_an_annex_needs_both_and_is_never_gained_by_one(one: Facts, other: Facts, on: date, letter: str) -> None:
    shared = stands(one, other, on=on).annexes
    for side in (one, other):
        assert shared <= {dated.what for dated in side.annexes}
    assert letter not in shared or (letter in {d.what for d in one.annexes} & {d.what for d in other.annexes})


@unhurried
@given(facts("SI"), facts("BE"), days, maybe)
def test_a_request_is_applicable_only_where_the_status_says_so(one: Facts, other: Facts, on: date, acts: Any) -> None:
    found = stands(one, other, on=on, crimes=["torture"], acts=[act(acts, crime="torture")] if acts else [])
    if found.applicable:
        assert found.status in LEVEL[4:]
        assert "F" in found.annexes
    assert found.refusable == (found.status is Status.PROVISIONAL_ONE)
    assert found.reasons, "It always says why."


@unhurried
@given(facts("SI"), facts("BE"), days, days)
def test_what_happens_after_the_request_changes_nothing(one: Facts, other: Facts, on: date, later: date) -> None:
    if later <= on:
        return
    left = Facts(**{**vars(one), "denounced_effective": later, "provisional_until": later})
    stayed = Facts(**{**vars(one), "denounced_effective": None, "provisional_until": None})
    assert stands(left, other, on=on).status is stands(stayed, other, on=on).status
