"""Requests at the stages that the tests of the site start from, each test with ministries of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import Official
from mla.sample.build import annex
from mla.sample.sheets import furnish_sheets
from mla.sample.small import ENGLISH
from mla.sample.small import small as draft_small
from tests.support.drive import Matter, Site, Template, copied, opened, staffed


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A request of Slovenia to Belgium, drafted to the last page, with one annex."""
    folder = tmp_path_factory.mktemp("drafted")
    si, be = (staffed(state, folder) for state in ("SI", "BE"))
    si.knows(be, "http://127.0.0.1:9")
    be.knows(si, "http://127.0.0.1:9")
    number = draft_small(si, "BE", "Investigation Tresna (sample)", "en", ENGLISH)
    si.take(number, "attach", title="Order of the judge", uploads=[annex("order.pdf", "Order of the judge")])
    return si, be, number


@pytest.fixture(scope="session")
def transmitted(drafted: Template, tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The same request, signed, sent and arrived."""
    si, be, number = copied(drafted, tmp_path_factory.mktemp("transmitted"))
    si.take(number, "submit")
    si.take(number, "sign", read=True)
    si.take(number, "transmit")
    si.post_to(be)
    return si, be, number


@pytest.fixture(scope="session")
def accepted(transmitted: Template, tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The same request, acknowledged, assigned and accepted."""
    si, be, number = copied(transmitted, tmp_path_factory.mktemp("accepted"))
    with be.session() as session:
        examiner = session.scalar(select(Official.id).where(Official.email == "examiner@be.example"))
    today = be.clock().date().isoformat()
    be.take(number, "acknowledge", received_on=today, responsible="Unit 3", confidentiality="kept")
    be.take(number, "assign", examiner=str(examiner))
    be.take(number, "accept")
    be.post_to(si)
    return si, be, number


@pytest.fixture
def draft(drafted: Template, tmp_path: Path) -> Iterator[Matter]:
    """A draft, ready to be submitted."""
    yield from opened(drafted, tmp_path)


@pytest.fixture
def sent(transmitted: Template, tmp_path: Path) -> Iterator[Matter]:
    """A request that has arrived and waits to be acknowledged."""
    yield from opened(transmitted, tmp_path)


@pytest.fixture
def executing(accepted: Template, tmp_path: Path) -> Iterator[Matter]:
    """A request that is being executed."""
    yield from opened(accepted, tmp_path)


@pytest.fixture(scope="module")
def matter(accepted: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matter]:
    """A request that is being executed, and on which everybody works who may.

    Shared by the tests of a module, which only read it or first put it where they need it.
    """
    for found in opened(accepted, tmp_path_factory.mktemp("matter")):
        for site in (found.si, found.be):
            site.bring_in(found.number, Role.DRAFTER, Role.EXAMINER)
        yield found


@pytest.fixture
def site_with_sheet(drafted: Template, tmp_path: Path) -> Iterator[tuple[Site, str]]:
    """A ministry that knows how Belgium wishes to be asked, and the address of a draft that was just started."""
    for matter in opened(drafted, tmp_path):
        furnish_sheets(matter.si.ministry, "BE", matter.si.ministry.clock().date())
        page = matter.si.official(Role.DRAFTER).fill(
            "/dossiers/new/assistance", counterpart="BE", title="Fresh", instrument="lhc", language="en"
        )
        yield matter.si, page.location.removesuffix("/draft")
