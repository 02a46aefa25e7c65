"""A State Party holds a person whom another State and the International Criminal Court both want.

The Court has no such system: its request is registered from paper, and what it is told goes out by post (Rome Statute,
arts. 89, 90). The other State's request came as a package.
"""

from __future__ import annotations

from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.records.verify import verify
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry
from tests.support.drive import Site, assert_both_agree, assign
from tests.walks.extraditions import draft, request

LETTER = {"channel": "diplomatic", "sent_on": "2026-11-02", "received_on": "2026-11-09", "their_reference": "ICC-01/99"}
NOTICE = {"concerns": "Acts of the same years."}


def test_both_are_told_side_by_side_and_the_court_goes_first(pair: tuple[Ministry, Ministry]) -> None:
    si, be = pair
    states = draft(si, "BE")
    request(si, be, states)
    courts = be.register(
        LETTER, [annex("order.pdf", "Scan")], "surrender", counterpart="ICC", title="Surrender of H. H.", instrument="rome",
        language="en", authority="Pre-Trial Chamber", facts="Crimes against humanity.",
        persons=[{"family_name": "H.", "given_names": "H.", "born_on": "1942-08-13", "nationality": "Chadian", "capacity": "suspect"}],
        offences=[{"name": "Crimes against humanity", "penalty": "Imprisonment up to 30 years"}],
    )  # fmt: skip
    be.take(courts, "acknowledge", received_on="2026-11-09", responsible="Desk", confidentiality="kept")
    assign(be, courts)

    decider = Site(be).official(Role.DECIDER)
    page = decider.get(f"/dossiers/{states}")
    assert "Others ask for the same person" in page.text
    be.take(courts, "weigh", priority_duty="Article 90 of its Statute binds Belgium.", gravity="The gravest crimes.")
    be.take(states, "notify_competing", other="International Criminal Court", received_on="2026-11-09", **NOTICE)
    be.take(courts, "notify_competing", other="Slovenia", received_on="2026-11-05", **NOTICE)
    be.take(
        courts, "decide_priority", other="Slovenia", outcome="first", decided_on="2026-11-20", reasons="Its Statute."
    )
    be.take(states, "decide_priority", other="International Criminal Court", outcome="after", decided_on="2026-11-20", reasons="The duty under the Statute of the Court.")  # fmt: skip
    side_by_side = decider.get(f"/dossiers/{states}/competing").text
    for told in ("International Criminal Court", "Slovenia", "binds Belgium", "goes first", "after another", "given"):
        assert told in side_by_side

    be.take(courts, "grant", decided_by="Court of Appeal", decided_on="2026-11-21")
    be.take(courts, "agree_surrender", place="Airport", day="2026-11-30", agreed_with="Registry of the Court")
    be.post_to(si)
    assert_both_agree(si, be, states)
    with be.session() as session:
        to_court = session.get_one(Dossier, courts)
        assert [o.package for o in to_court.outgoing] == [None] * 5, "The Court gets everything on paper."
        assert to_court.stage == "surrender_agreed"
        assert list(verify(session, be.installation)) == []
    with si.session() as session:
        assert session.get(Dossier, courts) is None, "What the Court asks is not for Slovenia to see."
