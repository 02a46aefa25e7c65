"""The page of a request whose persons go different ways, and the page of a step that may concern some of them alone."""

from __future__ import annotations

import pytest

from mla.lifecycle.terms import Role
from mla.sample.ministry import Ministry
from tests.support.drive import Site
from tests.walks.extraditions import PERSON, draft, request
from tests.walks.test_extradition import KNOWINGLY
from tests.walks.test_persons_with_fates_of_their_own import GRANT, both


def test_each_stands_on_the_page_with_his_stage_and_the_form_offers_those_who_can_be_moved(
    pair: tuple[Ministry, Ministry],
) -> None:
    si, be = pair
    number = draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY)
    si.take(number, "name_person", **{**PERSON, "given_names": "K."})
    request(si, be, number)
    decider = Site(be).official(Role.DECIDER)
    assert "where each stands" not in decider.get(f"/dossiers/{number}").main
    page = decider.get(f"/dossiers/{number}/grant")
    assert page.html.count('name="for_persons"') == 2
    assert page.fields["for_persons"] == ["1", "2"]
    assert decider.get(f"/dossiers/{number}/grant?letter=1").fields["for_persons"] == ["1", "2"]
    be.take(number, "grant", for_persons=["1"], **GRANT)
    assert both(pair, number) == {1: "granted", 2: "received"}
    for site in (Site(be), Site(si)):
        shown = site.official(Role.REGISTRAR).get(f"/dossiers/{number}").main
        assert "where each stands" in shown
        assert "Granted" in shown
    again = decider.get(f"/dossiers/{number}/grant")
    assert again.html.count('name="for_persons"') == 1
    nobody = decider.post(f"/dossiers/{number}/agree_surrender", place="Airport")
    assert nobody.status == 400
    assert "Say whom this concerns." in nobody.main
    forged = decider.post(f"/dossiers/{number}/agree_surrender", for_persons="2", place="Airport")
    assert forged.status == 400


@pytest.mark.parametrize("kind", ["assistance", "team"])
def test_where_the_kind_does_not_know_that_nobody_is_asked(pair: tuple[Ministry, Ministry], kind: str) -> None:
    si, _be = pair
    number = si.start(kind, counterpart="BE", title="T", instrument="lhc", language="en", arises_from="")
    shown = Site(si).official(Role.DRAFTER).get(f"/dossiers/{number}/attach")
    assert "for_persons" not in shown.html
