"""What a reading of the data against the Convention's text found wrong, fact by fact: none of it comes back.

Source: official translation, Tractatenblad 2024, 39, arts. 1-94 read in full. What is recalled of other treaties keeps its mark.
"""

from __future__ import annotations

import csv

import pytest

from mla.instruments import Law
from mla.instruments.law import HERE
from mla.instruments.schema import Ground, Limit
from mla.instruments.tables import key_of, rows_of

LAW = Law()
HOME = LAW.instruments["lhc"]
GROUNDS = {row.code: row for row in HOME.grounds}
ARTICLES = {row.number: row for row in HOME.articles}
CONTENTS = {row.id: row for row in HOME.contents}
LIMITS = {row.id: row for row in HOME.limits}
COSTS = {row.code: row for row in HOME.costs}


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("M-d", "torture or other cruel, inhuman or degrading treatment or punishment", "peines ou traitements cruels"),
        (
            "E-1d",
            "torture or other cruel, inhuman or degrading treatment or punishment",
            "peines ou traitements cruels",
        ),
        ("E-1a", "Serious reasons to believe", "Raisons sérieuses de croire"),
        ("M-a", "position may be prejudiced", "situation de la personne"),
        ("E-2c", "the requested State or another State recognises", "l’État requis ou par un autre État"),
        ("E-2h", "in particular because of age or health", "notamment de son âge ou de sa santé"),
        ("M-j", "without possibility of early release", "libération anticipée"),
        ("E-2a", "without possibility of early release", "libération anticipée"),
        ("M-h", "no sufficient assurance is given", "aucune garantie suffisante"),
        ("E-2e", "no sufficient assurance is given", "aucune garantie suffisante"),
    ],
)
def test_a_ground_says_all_that_its_letter_says(code: str, english: str, french: str) -> None:
    assert english in GROUNDS[code].label.en
    assert french in GROUNDS[code].label.fr


@pytest.mark.parametrize(
    ("kind", "articles"),
    [
        ("assistance", {"91(2)", "90(5)", "92(2)", "16(10)", "34(2)", "36(1)(a)", "36(1)(b)"}),
        ("extradition", {"49(2)", "91(2)", "90(5)"}),
        ("transfer", {"91(2)", "90(5)"}),
    ],
)
def test_every_lawful_ground_outside_the_lists_is_offered(kind: str, articles: set[str]) -> None:
    assert articles <= {row.article for row in HOME.grounds if row.kind == kind}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("8", "stateless persons"),
        ("17", "where the State that provided it so asks, use as evidence only after a request for it is granted"),
        ("41", "By mutual agreement"),
        ("43", "assimilated to local ones"),
        ("44", "reimburses"),
    ],
)
def test_an_article_is_summed_up_as_it_reads(number: str, words: str) -> None:
    assert words in ARTICLES[number].summary
    assert ARTICLES[number].mark == "C"


def test_articles_are_cited_for_what_they_say() -> None:
    assert HOME.cite["disposal"] == "47"
    assert "exculpatory" not in HOME.cites["extradition"], "31(2) is of Part III; Part IV has no such rule."


def test_a_detainee_s_consent_is_no_content_of_the_request() -> None:
    assert CONTENTS["MLA-TTP-02"].level == "R"
    assert "ritten" not in CONTENTS["MLA-TTP-02"].label.en


@pytest.mark.parametrize("item", ["MLA-TTP-02", "MLA-APP-04", "MLA-SRV-04", "MLA-SIT-02", "PA-01"])
def test_practice_is_marked_as_practice(item: str) -> None:
    assert CONTENTS[item].mark.startswith("P")


@pytest.mark.parametrize("item", ["REF-08", "TSP-10"])
def test_what_is_half_practice_says_which_half(item: str) -> None:
    assert CONTENTS[item].mark.startswith("C (")
    assert " / P (" in CONTENTS[item].mark


def test_limits_say_no_more_than_their_articles() -> None:
    assert "receipt" not in LIMITS["D-LHC-12"].trigger
    assert LIMITS["D-LHC-02"].mark == "C (rule) / P (effect)"
    assert LIMITS["D-LHC-02"].effect.startswith("none by these articles")


@pytest.mark.parametrize("article", ["26, 57", "35(1)", "36(2)(b)", "59(3)", "61(3)", "64(4)", "65(2)", "69(2)", "79"])
def test_a_time_that_an_article_sets_stands_among_the_limits(article: str) -> None:
    assert article in {row.article for row in HOME.limits}


def test_costs_cite_their_letters_and_may_be_waived() -> None:
    cited = {code: COSTS[code].article for code in ("experts", "links", "interpreters", "witnesses")}
    assert cited == {"experts": "18(2)(a)", "links": "18(2)(b)", "interpreters": "18(2)(c)", "witnesses": "18(2)(d)"}
    assert (COSTS["extradition_transport"].article, COSTS["transfer_transport"].article) == ("18(4)", "18(5)")
    assert all("unless waived" in COSTS[code].label.en for code in ("extradition_transport", "transfer_transport"))


# Other treaties: recalled, and so marked
def recalled(code: str, article: str) -> list[Ground | Limit]:
    one = LAW.instruments[code]
    rows: list[Ground | Limit] = [*one.grounds, *one.limits]
    found = [row for row in rows if row.article == article]
    assert all((row.mark or one.mark).startswith("R-") for row in found)
    return found


@pytest.mark.parametrize(
    ("code", "article"),
    [
        ("ets24", "2"), ("ets24", "7(1)"), ("ets24", "7(2)"), ("ets24", "2(1)"), ("ets30", "5(1)"), ("ets112", "3(1)(c)"), ("ets112", "3(1)(e)"),
        *(("ets73", f"11({letter})") for letter in "abcdefghijk"),
        *(("eaw", article) for article in ("3(1)", "3(2)", "3(3)", "4(1)", "4(6)", "4a")),
        *(("eio", f"11(1)({letter})") for letter in "abcdefgh"),
    ],
)  # fmt: skip
def test_what_other_treaties_say_is_there_with_its_mark(code: str, article: str) -> None:
    assert recalled(code, article)


def test_the_channels_of_the_proceeds_convention_are_in_its_articles_on_channels() -> None:
    assert {row.code: row.article for row in LAW.instruments["ets141"].channels} == {
        "central": "23", "judicial": "24", "interpol": "24",
    }  # fmt: skip


def test_the_letters_of_the_european_convention_cite_its_articles() -> None:
    cite = LAW.instruments["ets24"].cite
    cited = (
        "speciality",
        "re_extradition",
        "provisional_arrest",
        "competing",
        "surrender",
        "postponement",
        "property",
        "transit",
    )
    assert [cite[one] for one in cited] == ["14", "15", "16", "17", "18", "19(1)", "20", "21"]  # type: ignore[index]


@pytest.mark.parametrize(("code", "article"), [("uncac", "44(16)"), ("untoc", "16(15)")])
def test_extradition_is_not_refused_for_fiscal_matters_alone(code: str, article: str) -> None:
    assert article in {row.article for row in LAW.instruments[code].excluded if "extradition" in row.kinds}


@pytest.mark.parametrize("code", ["eaw", "eio"])
def test_an_instrument_of_the_union_says_that_its_form_is_its_own(code: str) -> None:
    note = LAW.instruments[code].note
    assert note is not None
    assert "closed list" in note.en
    assert "form of the annex" in note.en


def test_the_investigation_order_covers_neither_teams_nor_service_nor_confiscation() -> None:
    known = {code for code, _ in LAW.measures("eio")}
    assert known & {"joint_team", "service", "assets", "return", "reparation"} == set()
    assert "hearing" in known


def listed() -> list[dict[str, str]]:
    with (HERE / "corrections.csv").open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", listed(), ids=lambda row: f"{row['instrument']}-{row['place']}")
def test_the_place_of_every_listed_correction_is_there(row: dict[str, str]) -> None:
    one = LAW.instruments[row["instrument"]]
    table, key = row["place"].split(":")
    known = set(one.cite) if table == "cite" else {key_of(table, each) for each in rows_of(one, table)}
    assert key in known
    assert row["corrected"]
