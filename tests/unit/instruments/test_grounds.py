"""Which grounds of refusal are offered for which request: every lawful one, and none that does not exist."""

from __future__ import annotations

import pytest

from mla.instruments import Law, Refusable
from mla.instruments.refusal import AGREEMENT
from mla.lifecycle import LIFECYCLES

LAW = Law()
EVERY = [*LAW.instruments.values(), *LAW.templates.values()]
REFUSED = {
    kind: table for kind, table in LIFECYCLES.items() if any(step.trigger.startswith("refuse") for step in table.steps)
}
CARRIED = [(code, kind) for kind, table in REFUSED.items() for code, _ in LAW.bases(table.field)]


def offered(code: str, kind: str, *measures: str) -> dict[str, str]:
    """The articles of the grounds that are offered for a request of this kind, and their levels."""
    table = LIFECYCLES[kind]
    asked = Refusable(table.field, kind, frozenset(measures), table.by_agreement)
    return {row.article: row.level for row in LAW.grounds(code, asked)}


@pytest.mark.parametrize(("code", "kind"), CARRIED)
def test_whatever_an_instrument_carries_can_be_refused_under_it(code: str, kind: str) -> None:
    assert offered(code, kind)


@pytest.mark.parametrize("kind", ["extradition", "transfer", "proceedings", "assets", "assistance"])
def test_what_belongs_to_another_kind_is_not_offered(kind: str) -> None:
    assert not {"41(1)", "52(1)(a), 53", "59(1)", "65(2)", "65(5)", "65(6)", "80(2)"} & set(offered("lhc", kind))


class TestUnderTheHomeTreaty:
    def test_a_team_consent_and_an_arrest_beforehand_are_declined_with_reasons_and_without_a_ground(self) -> None:
        assert offered("lhc", "team") == {"41(1)": "discretion"}
        assert offered("lhc", "consent") == {"52(1)(a), 53": "discretion"}
        assert offered("lhc", "provisional_arrest") == {"59(1)": "discretion"}

    def test_transit_is_refused_for_essential_interests_danger_and_nationality_and_for_nothing_of_article_51(
        self,
    ) -> None:
        assert offered("lhc", "transit") == {
            "65(2)": "optional", "65(5)": "mandatory", "65(6)": "optional", "80(2)": "optional",
        }  # fmt: skip

    def test_without_the_detainees_consent_there_is_no_transfer_and_article_30_stands_beside_it(self) -> None:
        found = offered("lhc", "detainee")
        assert {"36(1)(a)", "36(1)(b)", "30(1)(g)"} <= set(found)
        assert found["36(1)(b)"] == "discretion"

    def test_a_ground_of_one_measure_is_offered_where_that_measure_is_asked_for(self) -> None:
        assert "34(2)" not in offered("lhc", "assistance", "hearing")
        assert "34(2)" in offered("lhc", "assistance", "hearing", "video_hearing")
        assert "92(2)" in offered("lhc", "assistance", "covert")
        assert "92(2)" not in offered("lhc", "assistance", "records")

    def test_what_the_convention_attaches_to_a_ground_is_told_with_its_article(self) -> None:
        attached = {
            row.article: [(one.what, one.article) for one in row.attaches] for row in LAW.instruments["lhc"].grounds
        }
        assert attached["51(1)(b)"] == [("assurance", "51(1)(b)")]
        assert attached["30(1)(h)"] == [("assurance", "30(1)(h)")]
        assert attached["51(2)(i)"] == [("limitation", "11"), ("prosecution", "14(1)")]
        assert attached["54(1)"] == [("prosecution", "14(1)"), ("enforcement", "54(3)")]


def test_where_an_instrument_says_nothing_of_teams_the_answer_is_that_there_is_no_agreement() -> None:
    asked = Refusable("assistance", "team", frozenset(), by_agreement=True)
    first = LAW.grounds("uncac", asked)[0]
    assert (first.code, first.level, first.article) == (AGREEMENT, "discretion", "")
    assert "rests on the agreement" in str(LAW.ground("uncac", AGREEMENT, "en"))
    assert "accord" in str(LAW.ground("uncac", AGREEMENT, "fr"))


def test_national_security_is_no_ground_against_surrender_to_the_court() -> None:
    found = offered("rome", "surrender")
    assert not {article for article in found if article.startswith(("72", "93", "96"))}
    assert {"89(2)", "90", "98(1)", "98(2)"} <= set(found)


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.code)
def test_a_ground_names_only_kinds_and_measures_that_there_are(one: object) -> None:
    kinds, measures = set(LIFECYCLES), {row.code for each in EVERY for row in each.measures}
    assert set(one.only_own) <= kinds  # type: ignore[attr-defined]
    for row in one.grounds:  # type: ignore[attr-defined]
        assert set(row.requests) <= kinds, row.code
        assert set(row.measures) <= measures, row.code


def test_what_is_recalled_of_other_treaties_stays_recalled() -> None:
    marks = {(one.code, row.code): row.mark for one in EVERY for row in one.grounds}
    recalled = [
        ("ets24", "X-16"),
        ("ets24", "X-21-national"),
        ("ets30", "C-11-consent"),
        ("uncac", "U-x-national"),
        ("rome", "S-immunity"),
    ]
    assert {marks[row] for row in recalled} == {"R-h"}
