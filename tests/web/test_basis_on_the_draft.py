"""Where a legal basis is chosen, the page shows which would serve, what speaks for each and what against."""

from __future__ import annotations

from uuid import UUID

from mla.lifecycle.terms import Role
from mla.sample.ministry import Ministry
from tests.support.drive import Site


def test_the_page_tells_how_every_basis_stands_and_ends_with_reciprocity(slovenia: Ministry) -> None:
    number: UUID = slovenia.start(counterpart="NL", title="T", instrument="reciprocity", language="en")
    page = Site(slovenia).official(Role.DRAFTER).get(f"/dossiers/{number}/choose_basis")
    assert "Netherlands applies it provisionally" in page.text
    assert "neither owes the other anything" in page.text
    assert page.text.index("Ljubljana-The Hague Convention") < page.text.rindex("It needs no treaty")
    assert "chosen now" in page.text[page.text.index("Reciprocity") :]
