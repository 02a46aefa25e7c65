"""Who is protected is told by no dossier by mistake: documents that name the person are not ticked, and go in only when that is confirmed."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from mla.lifecycle.terms import Role
from mla.register.documents import read_waiting
from mla.sample.ministry import Ministry
from tests.support.documents import pdf
from tests.support.drive import Page, Site, send
from tests.unit.register.test_documents import WITNESS, annex, attach

Small = Callable[[Ministry, str], uuid.UUID]
NAMES, NOT_SEARCHED = "it names or shows a protected person", "it was not searched"


@pytest.fixture
def sent(pair: tuple[Ministry, Ministry], small: Small) -> tuple[Site, uuid.UUID]:
    """A request that was sent, with a document that names the protected witness, one that does not, and one that nobody can read."""
    si, be = pair
    number = small(si, "BE")
    si.take(number, "name_person", **WITNESS, rights="Threatened in 2025.")
    for title, content in (("Arcadia", pdf("Called was Krokodilhalle.")), ("Xanadu", pdf("Ledgers of the mill."))):
        attach(si, number, annex(content, title))
    attach(si, number, annex(b"\0", "Film", "f.mp4", "video/mp4"))
    send(si, be, number)
    read_waiting(si.engine, si.installation)
    return Site(si), number


def page(site: Site, number: uuid.UUID, purpose: str) -> Page:
    return site.official(Role.AUDITOR).get(f"/dossiers/{number}/bound?purpose={purpose}")


def parts(page: Page) -> dict[str, bool]:
    """Each document that is offered, and whether it is ticked."""
    boxes = page.tree.xpath("//input[@name='parts']")
    labels = {one.get("for"): " ".join(one.text_content().split()) for one in page.tree.xpath("//label")}
    return {labels[one.get("id")]: one.get("checked") is not None for one in boxes}


@pytest.mark.parametrize("purpose", ["court", "authority", "defence"])
def test_what_names_the_person_is_marked_and_not_ticked(sent: tuple[Site, uuid.UUID], purpose: str) -> None:
    offered = parts(page(*sent, purpose))
    assert [
        (name.partition(" (")[0].rpartition(": ")[2], ticked) for name, ticked in offered.items() if NAMES in name
    ] == [("Arcadia", False)]
    assert [ticked for name, ticked in offered.items() if NOT_SEARCHED in name] == [True]
    assert all(ticked for name, ticked in offered.items() if NAMES not in name)


@pytest.mark.parametrize("purpose", ["whole", "abroad"])
def test_whoever_has_seen_all_of_it_is_spared_the_question(sent: tuple[Site, uuid.UUID], purpose: str) -> None:
    opened = page(*sent, purpose)
    assert all(parts(opened).values())
    assert NAMES not in opened.main


def test_it_goes_in_only_when_that_is_confirmed(sent: tuple[Site, uuid.UUID]) -> None:
    form = page(*sent, "court")
    every = form.tree.xpath("//input[@name='parts']/@value")
    refused = form.again(parts=every)
    assert (refused.status, refused.mistakes) == (
        400, ["Untick the documents that name or show a protected person, or confirm that they go in."],
    )  # fmt: skip
    assert refused.again(parts=every, aware="y").status == 302


def test_without_it_nothing_is_to_be_confirmed(sent: tuple[Site, uuid.UUID]) -> None:
    assert page(*sent, "court").again().status == 302


def test_where_nobody_is_protected_nothing_is_marked(pair: tuple[Ministry, Ministry], small: Small) -> None:
    si, be = pair
    number = small(si, "BE")
    attach(si, number, annex(pdf("Called was Krokodilhalle."), "Arcadia"))
    send(si, be, number)
    opened = page(Site(si), number, "court")
    assert all(parts(opened).values())
    assert "aware" not in opened.fields
