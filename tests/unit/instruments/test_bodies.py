"""Courts, mechanisms, agencies and networks as data: each row has a source, rests on what carries it, and is sure where it was read."""

from __future__ import annotations

from datetime import date

import pytest

from forms.base import retold
from forms.basis import Open
from mla.instruments import Law
from mla.instruments.bodies import allowed, bodies, body, row_between
from mla.instruments.states import state_codes, state_name
from mla.languages import LETTERS, language_codes
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.text import RequestText
from mla.participation import Status, bases_for, pair_status
from mla.participation.facts import Begun, Facts, Register

LAW = Law()
ROWS = [(code, row) for code, one in bodies().items() for row in one.may]
DAY = date(2026, 11, 23)


def test_no_body_bears_the_code_of_a_state_and_each_has_its_name_in_every_language() -> None:
    assert not bodies().keys() & state_codes()
    for code, one in bodies().items():
        assert set(one.languages) <= set(language_codes())
        for language in LETTERS:
            assert state_name(code, language) == one.name.text(language)
            assert "inglés" not in one.to.text(language)


@pytest.mark.parametrize(("code", "row"), ROWS)
def test_each_row_rests_on_an_instrument_that_carries_its_kind_of_request(code: str, row: object) -> None:
    table, helps = LIFECYCLES[row.kind], dict(LAW.every_measure())  # type: ignore[attr-defined]
    for basis in row.basis:  # type: ignore[attr-defined]
        assert table.field in LAW.instruments[basis].kinds
    assert set(row.measures) <= helps.keys()  # type: ignore[attr-defined]
    assert row.source  # type: ignore[attr-defined]


def test_only_what_the_fact_sheet_confirms_of_the_statute_is_sure() -> None:
    assert {(code, row.kind) for code, row in ROWS if row.mark == "C"} == {
        ("ICC", kind) for kind in ("surrender", "provisional_arrest", "assistance", "transit")
    }


def test_whoever_only_bodies_may_ask_is_asked_by_no_state() -> None:
    only = [kind for kind, table in LIFECYCLES.items() if table.only_bodies]
    assert only == ["surrender"]
    for code in bodies():
        assert not allowed("surrender", "BE", code, True)
    assert not allowed("surrender", "SI", "BE", True)
    assert allowed("surrender", "ICC", "BE", True)
    assert not allowed("assistance", "ICC", "IRMCT")


def test_whoever_is_closed_asks_nothing() -> None:
    for one in bodies().values():
        assert not (one.closed and one.may)


@pytest.mark.parametrize("kind", LIFECYCLES)
def test_the_chooser_offers_the_bodies_that_may_be_asked_and_no_others(kind: str) -> None:
    table = LIFECYCLES[kind]
    form = Open(retold({}))
    form.offer_text(RequestText(table), LAW.about(table.field))
    form.counterpart.here(LAW, "BE")
    offered = {str(choice.value) for choice in form.counterpart.choices}
    assert offered & bodies().keys() == {code for code in bodies() if row_between(kind, "BE", code)}
    assert offered - bodies().keys() == (set() if table.only_bodies else state_codes() - {"BE"})


def known(**parts: date) -> Register:
    facts = {(s, "rome"): Facts(s, "rome", in_force_from=day, source="x", mark="C") for s, day in parts.items()}
    return Register(facts, {}, {"rome": Begun(date(2002, 7, 1))})


def test_between_a_state_and_the_court_the_states_own_part_decides() -> None:
    rome = LAW.instruments["rome"]
    register = known(BE=date(2002, 7, 1))
    for asking, asked in (("ICC", "BE"), ("BE", "ICC")):
        assert pair_status(asking, asked, rome, DAY, register).status is Status.IN_FORCE
    assert pair_status("ICC", "SI", rome, DAY, register).status is Status.UNKNOWN
    assert pair_status("SI", "BE", rome, DAY, register).status is Status.NONE
    assert pair_status("ICC", "BE", LAW.instruments["lhc"], DAY, register).status is Status.NONE


@pytest.mark.parametrize("field", ["assistance", "extradition", "court"])
@pytest.mark.parametrize(("asking", "asked"), [("BE", "SI"), ("ICC", "BE"), ("IIIM", "BE"), ("BE", "EUROJUST")])
def test_bases_of_bodies_and_of_states_are_never_mixed(asking: str, asked: str, field: str) -> None:
    found = {one.code for one in bases_for(LAW, known(BE=date(2002, 7, 1)), asking, asked, DAY, kind=field)}
    of_bodies = {code for code, one in LAW.instruments.items() if one.participation.for_bodies}
    if one := body(asking) or body(asked):
        assert found <= {code for row in one.may for code in row.basis}
    else:
        assert not found & of_bodies
