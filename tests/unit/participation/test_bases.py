"""Which basis serves best: told with what speaks for it and what against, and reciprocity always last."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mla.instruments import Law
from mla.participation import Basis, Dated, Facts, Status, bases_for
from mla.participation.facts import Begun, Register
from mla.participation.lists import shipped
from tests.unit.participation.world import unhurried

LAW = Law()
HOME = LAW.first()
TODAY = date(2026, 11, 23)
SIGNED = {place: facts for place, facts in shipped().facts.items() if place[1] == HOME}
"""What is known of the home treaty alone; the lists speak of the others, and are silent where a test says nothing."""
CORE = ["5(4)(c)(i)"]


def offered(
    asking: str, asked: str, register: dict[tuple[str, str], Facts] | None = None, **more: object
) -> list[Basis]:
    question = {"crimes": CORE, "measures": ["records"], "on": TODAY} | more
    known = Register(SIGNED if register is None else register, shipped().lists, {HOME: Begun(None, 1)})
    return bases_for(LAW, known, asking, asked, **question)


def at(code: str, bases: list[Basis]) -> Basis:
    return next(one for one in bases if one.code == code)


def parties(code: str, *states: str, **more: object) -> dict[tuple[str, str], Facts]:
    since = date(2026, 1, 1)
    return {(s, code): Facts(s, code, in_force_from=since, source="x", mark="C", **more) for s in states}


def test_between_two_parties_the_home_treaty_comes_first() -> None:
    first = offered("SI", "BE", SIGNED | parties(HOME, "SI", "BE"))[0]
    assert (first.code, first.verdict) == (HOME, "usable")
    assert "In force for Slovenia since 2026-01-01 (art. 90(1))." in first.reasons
    assert "It covers every crime of the request." in first.reasons


def test_today_it_is_not_usable_between_two_signatories_and_says_why() -> None:
    found = at(HOME, offered("SI", "BE"))
    assert found.verdict == "not usable"
    assert found.treaty_status.status is Status.SIGNED_ONLY
    assert "Belgium signed on 2024-02-14; no ratification is on record." in found.against


@pytest.mark.parametrize(
    ("asking", "asked", "other"), [("NL", "FR", "France"), ("NL", "LV", "Latvia"), ("FR", "NL", "France")]
)
def test_provisional_application_is_no_basis_towards_a_state_that_only_signed_or_deposited(
    asking: str, asked: str, other: str
) -> None:
    found = at(HOME, offered(asking, asked))
    assert found.verdict == "not usable"
    assert any(
        f"{other} is no State Party, and it is to States Parties alone that provisional application speaks (art. 91(2))"
        in answers
        for answers in found.against
    )


def test_a_state_that_applies_provisionally_may_ask_a_party_and_be_refused() -> None:
    found = at(HOME, offered("NL", "BE", SIGNED | parties(HOME, "BE")))
    assert found.verdict == "usable, may be refused"
    assert "Belgium may refuse for that reason alone (art. 91(2))." in found.against


def test_a_deposit_is_not_an_entry_into_force() -> None:
    found = at(HOME, offered("LV", "BE"))
    assert found.verdict == "not usable"
    assert (
        "Latvia deposited its instrument on 2025-08-28; no entry into force is on record: it takes 3 deposits, of which 1"
        " known (art. 90(1), 90(2))."
    ) in found.against


def test_of_a_state_on_no_list_it_is_said_that_nothing_is_known_as_of_the_day_of_the_list() -> None:
    found = at(HOME, offered("SI", "GB", old_before=date(2026, 5, 25)))
    assert (found.treaty_status.status, found.verdict) == (Status.NOT_LISTED, "not usable")
    told = " ".join(found.against)
    assert "United Kingdom is not known to take part as of 2025-08-28 (Dutch Treaty Database 013717" in told
    assert "The list is of 2025-08-28 and may have changed since: verify it with the depositary." in told
    assert "not among" not in told


def test_an_annex_crime_notified_by_one_only_is_left_out_of_what_is_covered() -> None:
    both = SIGNED | parties(HOME, "SI", "CD")
    both["CD", HOME] = Facts("CD", HOME, in_force_from=date(2026, 1, 1), annexes=(Dated("F"),), source="x", mark="C")
    alone = at(HOME, offered("SI", "CD", both, crimes=["F"]))
    assert alone.verdict == "not usable"
    assert "Annex F is not notified by Slovenia (art. 2(2))." in alone.against[0]
    mixed = at(HOME, offered("SI", "CD", both, crimes=["F", *CORE]))
    assert (mixed.verdict, mixed.uncovered) == ("usable in part", ("F",))


def test_a_measure_held_back_by_a_reservation_cannot_be_asked() -> None:
    reserved = SIGNED | parties(HOME, "SI", "BE", reservations=(Dated("40"),))
    alone = at(HOME, offered("SI", "BE", reserved, measures=["covert"]))
    assert alone.verdict == "not usable"
    mixed = at(HOME, offered("SI", "BE", reserved, measures=["covert", "records"]))
    assert (mixed.verdict, mixed.lacking) == ("usable in part", ("covert",))


def test_the_silence_of_a_list_with_gaps_is_to_be_verified_and_never_called_usable() -> None:
    found = at("ets185", offered("SI", "BE"))
    assert found.verdict == "to be verified"
    assert not found.usable
    assert any("not known to take part as of 2020-03-13" in told and "has gaps" in told for told in found.against)


def test_between_two_members_of_the_council_of_europe_nothing_is_left_to_be_looked_up() -> None:
    found = offered("SI", "BE", dict(shipped().facts), crimes=[], old_before=date(2026, 5, 25))
    told = [sentence for one in found for sentence in (*one.reasons, *one.against)]
    assert [sentence for sentence in told if "look it up" in sentence] == []
    first = found[0]
    assert (first.code, first.verdict) == ("ets30", "usable, as listed")
    assert "Slovenia is a party as listed (UK Treaties Online participants" in first.reasons[0]
    assert first.treaty_status.sentence == (
        "On 2026-11-23 the European Convention on Mutual Assistance in Criminal Matters (1959), without its Protocols, is in"
        " force between Slovenia and Belgium, as the lists tell that are named for each (art. 27(3), recalled)."
    )
    assert "whether a Protocol to it binds both States must be verified" in " ".join(first.against)
    assert "The list is of 2022-03-31 and may have changed since: verify it with the depositary." in first.against


def test_what_is_recalled_is_offered_as_believed_and_says_so() -> None:
    found = at("eaw", offered("SI", "BE", dict(shipped().facts), kind="extradition", measures=[]))
    assert (found.verdict, found.usable) == ("usable, as believed", True)
    assert found.reasons[0].startswith("Slovenia is believed to be a party (recalled")
    assert "no list was read: verify it" in found.reasons[0]


def test_help_under_the_geneva_conventions_asks_who_joined_protocol_one() -> None:
    for kind, expected in (("assistance", Status.NOT_LISTED), ("extradition", Status.LISTED)):
        found = at("geneva", offered("FR", "IN", dict(shipped().facts), kind=kind, crimes=["5(4)(a)"], measures=[]))
        assert found.treaty_status.status is expected


def test_a_treaty_on_corruption_is_offered_for_corruption_and_not_for_war_crimes() -> None:
    assert "uncac" not in [one.code for one in offered("SI", "BE")]
    first = offered("SI", "BE", SIGNED | parties("uncac", "SI", "BE"), crimes=["laundering"])[0]
    assert (first.code, first.verdict) == ("uncac", "usable")


def test_a_treaty_that_covers_all_comes_before_one_that_covers_part() -> None:
    register = parties(HOME, "SI", "BE") | parties("cat", "SI", "BE")
    codes = [one.code for one in offered("SI", "BE", register, crimes=["5(2)(f)"])]
    assert codes.index(HOME) < codes.index("cat")


def test_the_court_is_never_a_basis_between_states() -> None:
    for kind in ("assistance", "extradition", "transfer", "proceedings"):
        assert "rome" not in [one.code for one in offered("SI", "BE", kind=kind)]


def test_what_is_not_confirmed_is_to_be_verified() -> None:
    unsure = parties(HOME, "SI", "BE")
    unsure["BE", HOME] = Facts("BE", HOME, in_force_from=date(2026, 1, 1), source="x", mark="R-m")
    assert "What is known of Belgium is marked R-m: verify it." in at(HOME, offered("SI", "BE", unsure)).against


STATES = [code for code, _ in LAW.states()]
CRIMES = [code for code, _ in LAW.crimes(HOME)]


@unhurried
@given(
    st.sampled_from(STATES),
    st.sampled_from(STATES),
    st.lists(st.sampled_from(CRIMES), max_size=3),
    st.dates(),
    st.sampled_from(["assistance", "extradition", "transfer", "proceedings"]),
)
def test_what_serves_stands_first_and_reciprocity_is_the_last_of_it(
    asking: str, asked: str, crimes: list[str], on: date, kind: str
) -> None:
    found = offered(asking, asked, crimes=crimes, on=on, kind=kind)
    order = [0 if one.usable else 1 if one.verdict == "to be verified" else 2 for one in found]
    assert order == sorted(order)
    assert [one.code for one in found if one.usable][-1] == "reciprocity"
    assert all(one.reasons or one.against for one in found)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_instrument_has_a_name_to_be_printed(language: str) -> None:
    assert all(LAW.name(one.code, language) for one in offered("SI", "BE"))
