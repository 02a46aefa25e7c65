"""What is said of a treaty between two States, word for word."""

from __future__ import annotations

import pytest

from mla.instruments import Law
from mla.instruments.bodies import bodies
from mla.instruments.final_clauses import Entry, Protocol
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
    words,
)

LAW = Law()


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


class TestAnnexesThatAreMissing:
    """Which State has not notified an annex, or too late, each by its name and with its article."""

    def against(self, ours: tuple[Dated, ...], theirs: tuple[Dated, ...], treaty: Instrument = TREATY) -> str:
        rows = register(party("SI", annexes=ours), party("BE", annexes=theirs))
        (told,) = pair_status("SI", "BE", treaty, DAY, rows, crimes=["torture"]).against
        return told

    HELP = "An agreement for this one request may help (art. 6)."

    def test_of_the_one_that_did_not(self) -> None:
        assert self.against((), (Dated("F"),)) == f"Annex F is not notified by Slovenia (art. 2(2)). {self.HELP}"
        assert self.against((Dated("F"),), ()) == f"Annex F is not notified by Belgium (art. 2(2)). {self.HELP}"

    def test_of_both_in_one_sentence(self) -> None:
        told = self.against((), ())
        assert told == f"Annex F is not notified by Slovenia and Belgium (art. 2(2)). {self.HELP}"

    def test_another_annex_does_not_help(self) -> None:
        told = self.against((Dated("G"),), (Dated("F"),))
        assert told == f"Annex F is not notified by Slovenia (art. 2(2)). {self.HELP}"

    def test_of_one_to_which_it_applies_later_from_which_day(self) -> None:
        told = self.against((Dated("F"),), (Dated("F", LATER),))
        assert told == f"Annex F applies to Belgium from {LATER} only. {self.HELP}"

    def test_the_article_on_late_declarations_is_that_of_the_entry_into_force(self) -> None:
        entry = TREATY.participation.entry.model_copy(update={"annexes": "90(4)"})
        late = TREATY.model_copy(update={"participation": TREATY.participation.model_copy(update={"entry": entry})})
        told = self.against((Dated("F"),), (Dated("F", LATER),), late)
        assert told.startswith(f"Annex F applies to Belgium from {LATER} only (art. 90(4)).")

    def test_of_one_never_and_of_the_other_later(self) -> None:
        assert self.against((), (Dated("F", LATER),)) == (
            f"Annex F is not notified by Slovenia (art. 2(2)). Annex F applies to Belgium from {LATER} only. {self.HELP}"
        )

    def test_of_one_whose_notification_has_ended(self) -> None:
        told = self.against((Dated("F", MADE, EARLIER),), (Dated("F"),))
        assert told == f"Annex F is not notified by Slovenia (art. 2(2)). {self.HELP}"

    def test_without_a_rule_on_one_request_none_is_named(self) -> None:
        told = self.against((), (Dated("F"),), without("ad_hoc"))
        assert told == "Annex F is not notified by Slovenia (art. 2(2))."


def test_an_agreement_of_two_others_is_said_to_be_theirs() -> None:
    agreed = TREATY.model_copy(update={"between": ["NL", "FR"]})
    found = pair_status("SI", "BE", agreed, DAY, register())
    assert found.reasons == ("It is between Netherlands and France alone.",)


def test_what_is_for_bodies_is_said_to_carry_nothing_between_two_states() -> None:
    found = pair_status("SI", "BE", LAW.instruments["rome"], DAY, register())
    assert found.reasons == ("It does not carry requests between these two.",)


def test_of_a_body_it_is_said_under_what_it_acts_and_how_sure_that_is() -> None:
    one = bodies()["IIIM"]
    for asking, asked in (("IIIM", "BE"), ("BE", "IIIM")):
        found = pair_status(asking, asked, LAW.instruments["mandate"], DAY, register())
        (told,) = found.reasons
        assert told.startswith(f"{one.name.en} acts under its statute or mandate: {one.source} ({one.mark}).")
        assert told.endswith(" Whether that binds the State is to be verified.")


def test_the_sentence_for_the_file_cites_the_article_of_each_answer() -> None:
    for rows, said in (
        ((party("SI"), party("BE")), "is in force between Slovenia and Belgium (art. 90)."),
        ((applier("SI"), applier("BE")), "by provisional application (art. 91)."),
        ((applier("SI"), party("BE")), "may refuse for that reason (art. 91(2))."),
        ((applier("SI"), signatory("BE")), "nothing is owed between the two (art. 91(2))."),
        ((signatory("SI"), signatory("BE")), "is not in force between Slovenia and Belgium (art. 90)."),
    ):
        assert pair_status("SI", "BE", TREATY, DAY, register(*rows)).sentence.endswith(said)


def test_where_only_the_rule_of_entry_names_the_article_its_mark_goes_along() -> None:
    entry = Entry(months=3, mark="R-h", source="Invented", article="27(3)")
    rules = TREATY.participation.model_copy(update={"entry": entry, "force": ""})
    recalled = TREATY.model_copy(update={"participation": rules})
    found = pair_status("SI", "BE", recalled, DAY, register(party("SI"), party("BE")))
    assert found.sentence.endswith("is in force between Slovenia and Belgium (art. 27(3), recalled).")


def test_the_file_names_the_protocol_by_which_requests_of_a_kind_are_answered() -> None:
    named = words("The protocol")
    protocol = Protocol(code="protocol", kinds=["extradition"], name=named, mark="C", source="Invented")
    rules = TREATY.participation.model_copy(update={"protocols": [protocol]})
    both = TREATY.model_copy(update={"participation": rules})
    rows = register(party("SI"), party("BE"))
    assert "the The treaty is in force" in pair_status("SI", "BE", both, DAY, rows).sentence
    assert "the The protocol" in pair_status("SI", "BE", both, DAY, rows, kind="extradition").sentence
