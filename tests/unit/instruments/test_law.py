"""The law that ships with the system: complete where it must be, honest about what is not known."""

from __future__ import annotations

import pytest

from mla.instruments import Law, Refusable
from mla.instruments.tables import KEYED, rows_of

LAW = Law()
HOME = LAW.instruments[LAW.first()]
EVERY = [*LAW.instruments.values(), *LAW.templates.values()]
every_instrument = pytest.mark.parametrize("one", EVERY, ids=[one.code for one in EVERY])


class TestTheHomeTreaty:
    """Complete, from the first article to the last annex."""

    def test_has_its_ninety_four_articles_in_their_eight_parts(self) -> None:
        assert [row.number for row in HOME.articles] == [str(number) for number in range(1, 95)]
        ends = {row.part: int(row.number) for row in HOME.articles}
        assert ends == {"I": 19, "II": 22, "III": 48, "IV": 65, "V": 80, "VI": 83, "VII": 85, "VIII": 94}

    def test_says_in_a_line_of_our_own_what_each_article_is_about(self) -> None:
        assert [row.number for row in HOME.articles if not row.summary] == []
        assert {row.mark for row in HOME.articles} == {"C"}, "Every article was read (the file's own mark, C)."
        assert HOME.wording == {"en": "U", "fr": "U"}, (
            "The words are ours, and nobody has held them against the authentic text."
        )

    def test_hardens_no_annex_letter(self) -> None:
        assert {row.code: row.mark for row in HOME.annexes} == {
            "A": "R-m", "B": "R-m", "C": "R-m", "D": "R-m", "E": "C", "F": "R-h", "G": "R-h", "H": "C",
        }  # fmt: skip
        assert all(row.mark == "R-m" for row in HOME.crimes if row.annex in ("A", "B", "C", "D"))

    def test_has_every_crime(self) -> None:
        acts = dict.fromkeys(("5(1)", "5(2)", "5(4)(a)", "5(4)(b)", "5(4)(c)", "5(4)(e)"), 0)
        for row in HOME.crimes:
            if row.group:
                acts[row.group] += 1
        assert acts == {"5(1)": 5, "5(2)": 11, "5(4)(a)": 8, "5(4)(b)": 25, "5(4)(c)": 4, "5(4)(e)": 12}
        assert [row.annex for row in HOME.crimes if row.annex] == list("ABCDEFGH")

    def test_numbers_war_crimes_apart_from_the_statute_after_the_nineteenth(self) -> None:
        place = {row.code: row.rome for row in HOME.crimes}
        assert place["5(4)(b)(xix)"] == "8(2)(b)(xix)"
        assert place["5(4)(b)(xx)"] == "8(2)(b)(xxi)"
        assert place["5(4)(b)(xxv)"] == "8(2)(b)(xxvi)"
        assert "8(2)(b)(xx)" not in place.values()

    def test_has_four_mandatory_grounds_in_extradition_and_none_in_assistance(self) -> None:
        levels = {(row.kind, row.level) for row in HOME.grounds}
        mandatory = [row.article for row in HOME.grounds if row.level == "mandatory" and not row.requests]
        assert mandatory == ["51(1)(a)", "51(1)(b)", "51(1)(c)", "51(1)(d)"]
        assert ("assistance", "mandatory") not in levels
        thirty = [row.article for row in HOME.grounds if row.article.startswith("30(1)")]
        assert thirty == [f"30(1)({letter})" for letter in "abcdefghij"]
        assert [row.article for row in HOME.grounds if row.kind == "transfer" and not row.requests] == [
            "67(3)", "71(4)", "72(6)", "91(2)", "90(5)",
        ]  # fmt: skip

    def test_excludes_the_political_the_fiscal_and_the_banker_s_ground(self) -> None:
        assert {row.code: row.article for row in HOME.excluded} == {
            "political": "5(6)", "fiscal": "30(3)", "bank_secrecy": "30(3)",
        }  # fmt: skip

    def test_lets_no_practice_pass_for_a_duty(self) -> None:
        without_article = [row.id for row in HOME.contents if not row.article and row.mark != "P"]
        assert without_article == []

    def test_fixes_periods_only_where_the_treaty_does(self) -> None:
        fixed = [r.id[-2:] for r in HOME.limits if any(getattr(r, k) is not None for k in ("days", "months", "years"))]
        assert fixed == ["04", "06", "07", "08", "09", "10", "11", "12", "16", "17", "18", "19", "20"]


@every_instrument
def test_every_fact_says_how_sure_it_is_and_where_it_was_read(one: dict[str, object]) -> None:
    rows = [row for table in KEYED for row in rows_of(one, table)]
    assert [row for row in rows if not row.mark or not row.source] == []


@pytest.mark.parametrize("kind", ["assistance", "extradition"])
def test_every_instrument_that_carries_requests_lets_them_be_refused_and_measures_be_asked(kind: str) -> None:
    for code, _ in LAW.bases(kind):
        assert LAW.grounds(code, Refusable(kind, kind)), code
        if kind == "assistance":
            assert LAW.measures(code), code
            assert LAW.crimes(code), code


def test_every_item_of_the_checklists_stands_in_some_instrument() -> None:
    assert len({row.id for one in EVERY for row in one.contents}) == 204


def test_every_row_of_the_table_of_deadlines_stands_in_some_instrument() -> None:
    rows = [row for one in EVERY for row in one.limits]
    counts = {"LHC": 29, "ETS24": 7, "EAW": 5, "EIO": 4, "EU": 3, "UNM": 1}
    for group, count in counts.items():
        assert len({row.id for row in rows if row.id.startswith(f"D-{group}-")}) == count, group


def test_what_is_recalled_of_the_union_stays_recalled() -> None:
    marks = {row.id: row.mark for one in EVERY for row in one.limits}
    assert (marks["D-EAW-01"], marks["D-EAW-03"], marks["D-EIO-01"], marks["D-EU-02"]) == ("C", "R-h", "R-h", "R-m")


def test_borrowed_measures_and_crimes_cite_no_article_of_the_lender() -> None:
    last = list(LAW.instruments)[-1]
    assert str(LAW.measure(last, "records", "en")) == "Bank, company and other records"
    assert str(LAW.crime(last, "5(1)", "fr")) == "Génocide"


def test_practice_goes_with_any_basis_and_duties_stay_with_their_treaty() -> None:
    last = list(LAW.instruments)[-1]
    found = {row.id: row for row in LAW.contents(last)}
    assert "TRN-09" in found
    assert "MLA-G-09" not in found
    assert all(row.article == "" for row in found.values())


def test_a_crime_is_covered_by_its_group_by_name_in_part_or_not_at_all() -> None:
    covering = {code: LAW.covers(code, "5(2)(f)") for code in LAW.instruments}
    assert covering[LAW.first()] == "yes"
    assert covering["cat"] == "partly"
    assert covering["genocide"] == ""
    assert covering["reciprocity"] == "any"
    assert LAW.covers("cat", "5(2)") == "partly"
    assert LAW.covers("cat", "5(2)(a)") == ""
    assert LAW.covers("genocide", "5(1)(c)") == "yes"
    assert LAW.covers(None, "5(1)") == ""


def test_the_court_s_statute_is_no_basis_between_states() -> None:
    kinds = ("assistance", "extradition", "transfer", "proceedings")
    assert all("rome" not in dict(LAW.bases(kind)) for kind in kinds)
