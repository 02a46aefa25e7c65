"""Where a legal basis is chosen, the page says first which would serve; the rest is folded, with what speaks for and against."""

from __future__ import annotations

from uuid import UUID

from mla.lifecycle.terms import Role
from mla.sample.ministry import Ministry
from tests.support.drive import Site


def test_the_page_says_first_on_what_the_request_can_rest_and_folds_the_rest(slovenia: Ministry) -> None:
    number: UUID = slovenia.start(counterpart="NL", title="T", instrument="reciprocity", language="en")
    page = Site(slovenia).official(Role.DRAFTER).get(f"/dossiers/{number}/choose_basis")
    assert "Netherlands applies it provisionally" in page.text
    assert "neither owes the other anything" in page.text
    first = page.all("//ul[@class='mla-bases']/li/p[1]")
    names = [name.split(" Usable")[0] for name in first]
    assert names[0] == "European Convention on Mutual Assistance", "Both States are in its list."
    assert names[-1].startswith("Reciprocity")
    assert "chosen now" in first[-1], "What is chosen is never folded."
    folded = page.tree.xpath("//details//table[contains(@class,'mla-register')]")
    assert folded
    assert not page.tree.xpath("//table[not(ancestor::details)]")


def test_doubt_about_a_basis_that_serves_is_not_asked_for_and_not_kept(slovenia: Ministry) -> None:
    number: UUID = slovenia.start(counterpart="NL", title="T", instrument="lhc", language="en")
    drafter = Site(slovenia).official(Role.DRAFTER)
    page = drafter.get(f"/dossiers/{number}/choose_basis")
    shown = page.tree.xpath("//select[@name='instrument']/option[@data-shows='if-1']/@value")
    assert "lhc" in shown
    assert "reciprocity" not in shown
    doubt = {"aware": "y", "although": "For lack of better.", "standing": "No treaty."}
    page.again(instrument="reciprocity", **doubt)
    told = drafter.get(f"/dossiers/{number}/choose_basis").fields
    assert "aware" not in told
    assert told["although"] == [""]
    drafter.get(f"/dossiers/{number}/choose_basis").again(instrument="lhc", **doubt)
    assert drafter.get(f"/dossiers/{number}/choose_basis").fields["although"] == ["For lack of better."]
