"""State sheets: what is known of how a State wishes to be asked; nothing is overwritten, nothing half taken in."""

from __future__ import annotations

from datetime import date

import pytest

from mla.instruments import Law
from mla.participation.csvtable import Slips
from mla.participation.sheet_table import COLUMNS, read, write
from mla.participation.sheets import Entry, authority_for, history, keep, known, sheet
from mla.sample.ministry import Ministry

LAW = Law()
TODAY = date(2026, 11, 23)


def entry(topic: str = "languages", answer: str = "en; fr", state: str = "BE", measure: str = "") -> Entry:
    return Entry(state, topic, measure, answer, "Sample", "P", date(2026, 5, 23), "Somebody")


def test_what_goes_out_comes_in_as_it_was() -> None:
    rows = [
        entry(),
        entry("costs", "=SUM(A1)\nor more, “quoted”"),
        entry("competent_authority", "A court", measure="records"),
    ]
    assert read(write(rows).encode(), LAW, TODAY) == rows


@pytest.mark.parametrize(
    ("change", "answers"),
    [
        (("BE,", "XX,"), "“XX” is no State"),
        (("BE,", "SU,"), "“SU” (the Soviet Union) is a State no longer"),
        (("languages", "tongues"), "“tongues” is no question of the sheet; expected: one of central_authority"),
        (("en; fr", "en; klingon"), "“klingon” in “answer” is not known for “languages”"),
        (("en; fr", ""), "“answer” is empty"),
        (("languages,", "languages,records"), "“languages” is not asked by kind of measure"),
        (("2026-05-23", "23 May"), "“23 May” in “checked_on” is no date"),
        (("2026-05-23", "2027-05-23"), "lies in the future"),
        ((",P,", ",sure,"), "“sure” is no mark"),
    ],
)
def test_every_mistake_is_named_with_its_line(change: tuple[str, str], answers: str) -> None:
    with pytest.raises(Slips) as caught:
        read(write([entry()]).replace(*change).encode(), LAW, TODAY)
    assert any(slip.line == 2 and answers in slip.sentence for slip in caught.value.slips)


def test_all_mistakes_come_at_once_and_a_double_is_one() -> None:
    table = write([entry(), entry(), entry("channels", "pigeon"), entry("nothing", "x")])
    with pytest.raises(Slips) as caught:
        read(table.encode(), LAW, TODAY)
    assert [slip.line for slip in caught.value.slips] == [3, 4, 5]


def test_a_table_with_other_columns_is_not_read() -> None:
    with pytest.raises(Slips, match="the names of the columns are not as expected"):
        read(",".join([*COLUMNS, "more"]).encode(), LAW, TODAY)


def test_a_change_is_a_row_of_its_own_and_an_empty_answer_is_known_no_more(slovenia: Ministry) -> None:
    with slovenia.session() as session:
        assert keep(session, [entry(), entry("costs", "None")], "me") == (2, 0)
        assert keep(session, [entry()], "me") == (0, 0)
        assert keep(session, [entry(answer="fr"), entry("costs", "")], "me") == (0, 2)
        assert [row.number for row in history(session, "BE")] == [2, 1, 2, 1]
        assert {place: one.answer for place, one in sheet(session, "BE").items()} == {("languages", ""): "fr"}
        assert list(known(session)) == [("BE", "languages", "")]


def test_an_answer_is_old_after_six_months_to_the_day() -> None:
    assert not entry().stale(date(2026, 11, 23), 6)
    assert entry().stale(date(2026, 11, 24), 6)
    assert not entry().stale(date(2026, 11, 24), 7)


def test_the_central_authority_is_addressed_first() -> None:
    court = {("competent_authority", "records"): entry("competent_authority", "A court", measure="records")}
    assert authority_for(court, ["records"]) == "A court"
    central = {("central_authority", ""): entry("central_authority", "Ministry\nStreet 1")}
    assert authority_for(court | central, ["records"]) == "Ministry"
    assert authority_for({}, ["records"]) == ""
