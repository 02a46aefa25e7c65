"""A State covers no acts before a day that it has named: the draft, the signature and the requested side all hear of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from mla.contents_check.findings import acts_not_covered, findings
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.participation.facts import Dated, Facts
from mla.participation.register import keep
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed
from tests.support.drive import Site
from tests.walks.test_on_which_basis import BETWEEN_PARTIES, asked, letter

Pair = tuple[Ministry, Ministry]
IN_FORCE = {"ratified": date(2025, 12, 1), "in_force_from": date(2026, 4, 1), "annexes": (Dated("F"),)}
CHECKED = {"source": "Test", "mark": "C", "checked_on": date(2026, 1, 2), "checked_by": "Test"}


@pytest.fixture
def reserved(pair: Pair) -> Pair:
    """Slovenia covers no acts before 2015, Belgium no torture before 2020."""
    for ministry in pair:
        with ministry.session() as session:
            one = Facts("SI", "lhc", cut_off=date(2015, 1, 1), **IN_FORCE, **CHECKED)
            other = Facts("BE", "lhc", annex_cut_offs=(Dated("F", date(2020, 1, 1)),), **IN_FORCE, **CHECKED)
            keep(session, [one, other], "Test")
            session.commit()
    return pair


def drafted(si: Ministry) -> UUID:
    """A request about three offences: one wholly early, one on both sides, one of torture without its days."""
    number = asked(si, "lhc", **BETWEEN_PARTIES)
    usual = {"crime": "5(2)", "provision": "Art. 100", "provision_text": "Whoever kills.", "penalty": "Thirty years"}
    si.take(
        number, "state_offence", number="1", name="Killings", acts_from="2010-01-01", acts_until="2012-01-01", **usual
    )
    si.take(number, "state_offence", name="Camp", acts_from="2014-01-01", acts_until="2016-01-01", **usual)
    si.take(number, "state_offence", name="Torture", **(usual | {"crime": "F"}))
    return number


def test_the_check_names_every_act_and_each_of_the_two_states(reserved: Pair) -> None:
    si, _ = reserved
    number = drafted(si)
    with si.session() as session:
        found = findings(session, si.installation, session.get_one(Dossier, number), date(2026, 11, 24))
    told = [(one.number, one.why) for one in found if one.field == "acts_from"]
    assert [number for number, _ in told] == [1, 2, 3, 3]
    assert (
        "Offence 1: Killings (2010-01-01 to 2012-01-01) lies before 2015-01-01. Slovenia does not apply" in told[0][1]
    )
    assert "lies on both sides of 2015-01-01: what was done before that day is not covered" in told[1][1]
    assert "Offence 3: Torture (days not told) cannot be compared with 2020-01-01" in told[3][1]
    assert "Belgium does not apply it to acts before 2020-01-01 (art. 90(5))" in told[3][1]
    assert all(one.required for one in found if one.field == "acts_from")


def test_it_is_not_signed_without_a_reason(reserved: Pair) -> None:
    si, _ = reserved
    number = drafted(si)
    si.take(number, "submit")
    with pytest.raises(NotAllowed, match=r"does not cover all the acts.*days of the acts are to be told"):
        si.take(number, "sign", read=True)


def test_the_requested_side_reads_the_same_on_its_page_and_the_days_in_the_letter(reserved: Pair) -> None:
    si, be = reserved
    number = drafted(si)
    si.take(number, "submit")
    si.take(number, "sign", read=True, although="The early acts are told for the background.")
    si.take(number, "transmit")
    si.post_to(be)
    with be.session() as session:
        assert (
            len(acts_not_covered(session, be.installation, session.get_one(Dossier, number), date(2026, 11, 24))) == 4
        )
    page = Site(be).official(Role.REGISTRAR).get(f"/dossiers/{number}")
    assert "Acts that the basis of this request may not cover: 4" in page.main
    assert "Offence 2: Camp (1 January 2014 to 1 January 2016) lies on both sides of 1 January 2015" in page.main
    assert "1 January 2014" in letter(be, number)


def test_the_days_of_the_acts_run_forward(pair: Pair) -> None:
    si, _ = pair
    number = asked(si, "reciprocity")
    with pytest.raises(Misfilled, match="lies before the first"):
        si.take(number, "state_offence", number="1", acts_from="2014-01-01", acts_until="2013-01-01")
