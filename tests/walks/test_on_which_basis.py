"""On which basis a request can rest: the treaty in force, applied by one State alone, an annex, another treaty, reciprocity."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from mla.models import Dossier, Paper
from mla.participation.dossiers import bases_of
from mla.participation.facts import Dated, Facts
from mla.participation.pair import Status
from mla.participation.register import keep
from mla.sample.ministry import Ministry
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree
from tests.unit.documents.reader import text
from tests.walks.extraditions import draft, request

Pair = tuple[Ministry, Ministry]
BETWEEN_PARTIES = {"standing": "The treaty is in force between our two States.", "reciprocity": False}
MEASURE = {
    "kind": "records",
    "heading_line": "Statement of account",
    "description": "Certified statements of account.",
    "persons": ["1"],
    "offences": ["1"],
    "purpose": "To follow the money.",
    "holder": "Banque Lys",
    "certified": "copies",
    "period_from": "2014-01-01",
}


def registers(ministries: Pair, instrument: str, **facts: Any) -> None:
    """Both ministries enter that both States take part."""
    for ministry in ministries:
        with ministry.session() as session:
            known = {"source": "Test", "mark": "C", "checked_on": date(2026, 1, 2), "checked_by": "Test"}
            keep(session, [Facts(state, instrument, **known, **facts) for state in ("SI", "BE")], "Test")
            session.commit()


def asked(si: Ministry, basis: str, to: str = "BE", crime: str = "5(2)", **choose: Any) -> UUID:
    """A request for records, drafted to the last page."""
    answers = {"choose_basis": choose, "state_offence": {"crime": crime}, "name_person": {"offences": ["1"]}}
    return draft(si, to, "assistance", basis, ask_measure=MEASURE, **answers)


def letter(ministry: Ministry, dossier_id: UUID) -> str:
    with ministry.session() as session:
        paper = session.query(Paper).join(Paper.event).filter(Paper.name == "letter_of_request").one()
        assert session.get_one(Dossier, dossier_id)
        return text(ministry.installation.store.read(paper.sha256))


def test_between_two_parties_after_the_entry_into_force(pair: Pair) -> None:
    registers(pair, "lhc", ratified=date(2025, 12, 1), in_force_from=date(2026, 4, 1))
    si, be = pair
    number = asked(si, "lhc", **BETWEEN_PARTIES)
    request(si, be, number)
    assert "is in force between our two States" in letter(be, number)
    assert "is not known to be in force" not in letter(be, number)
    assert_both_agree(si, be, number)


def test_signed_only_is_no_basis_and_the_letter_says_so(pair: Pair) -> None:
    si, be = pair
    with pytest.raises(NotAllowed, match="cannot rest on this basis alone today"):
        asked(si, "lhc", **BETWEEN_PARTIES)
    number = asked(si, "lhc", aware=True, although="Its terms are offered as common ground.")
    request(si, be, number)
    assert "the request cannot rest on that basis alone" in letter(be, number)
    assert "offered as common ground" in letter(be, number)


def test_a_state_that_applies_it_provisionally_owes_nothing_to_one_that_only_signed(slovenia: Ministry) -> None:
    with pytest.raises(NotAllowed, match="Slovenia is no State Party"):
        asked(slovenia, "lhc", "NL", **BETWEEN_PARTIES)
    number = asked(slovenia, "lhc", "NL", aware=True, although="Reciprocity is offered besides.", reciprocity=True)
    with slovenia.session() as session:
        dossier = session.get_one(Dossier, number)
        found = {b.code: b for b in bases_of(session, slovenia.installation.law, dossier, "SI", date(2026, 11, 24))}
    assert found["lhc"].treaty_status.status is Status.PROVISIONAL_ALONE
    assert found["lhc"].verdict == "not usable"
    assert (next(iter(found)), found["ets30"].verdict) == ("ets30", "usable, as listed"), (
        "What serves today comes first."
    )


def test_an_annex_crime_needs_the_same_annex_on_both_sides(pair: Pair) -> None:
    si, _ = pair
    registers(pair, "lhc", ratified=date(2025, 12, 1), in_force_from=date(2026, 4, 1))
    annex = {"in_force_from": date(2026, 4, 1), "ratified": date(2025, 12, 1), "source": "Test", "mark": "C"}
    notified = Facts("SI", "lhc", annexes=(Dated("F"),), checked_on=date(2026, 1, 3), checked_by="Test", **annex)
    with si.session() as session:
        keep(session, [notified], "Test")
        session.commit()
    number = asked(si, "lhc", crime="F", **BETWEEN_PARTIES)
    with pytest.raises(NotAllowed, match=r"[Aa]nnex F|cannot rest"):
        si.take(
            number, "choose_basis", instrument="lhc", language="en", channel="system", addressee="X", **BETWEEN_PARTIES
        )


def test_under_another_treaty_that_is_in_force(pair: Pair) -> None:
    registers(pair, "uncac", ratified=date(2008, 1, 1), in_force_from=date(2008, 2, 1))
    si, be = pair
    crime = si.installation.law.crimes("uncac")
    number = asked(si, "uncac", crime=crime[0][0] if crime else "", **BETWEEN_PARTIES)
    request(si, be, number)
    assert "United Nations Convention against Corruption" in letter(be, number)
    assert_both_agree(si, be, number)


def test_on_reciprocity_the_assurance_is_given_in_the_letter(pair: Pair) -> None:
    si, be = pair
    number = asked(si, "reciprocity")
    request(si, be, number)
    assert "assurance of reciprocity" in letter(be, number)
    assert "Ljubljana" not in letter(be, number)
