"""Whoever opens a request for which somebody is held reads that first: who, since when, and which time limit ends next."""

from __future__ import annotations

from uuid import UUID

import pytest

from mla.lifecycle.terms import Role
from mla.sample.ministry import Ministry
from tests.support.drive import Site, in_days
from tests.walks.test_days_in_custody import DETAINED, FREED, sought

Pair = tuple[Ministry, Ministry]


@pytest.fixture
def formal(pair: Pair) -> UUID:
    """A request for extradition, which Belgium examines."""
    return sought(pair)


def notice(ministry: Ministry, number: UUID) -> str:
    page = Site(ministry).official(Role.DECIDER).get(f"/dossiers/{number}")
    return " ".join(page.all("//section[@aria-labelledby='in-custody']"))


def test_nothing_is_said_while_nobody_is_held(pair: Pair, formal: UUID) -> None:
    assert notice(pair[1], formal) == ""


def test_who_is_held_stands_at_the_head_until_released(pair: Pair, formal: UUID) -> None:
    be = pair[1]
    be.take(formal, "report_custody", **DETAINED)
    told = notice(be, formal)
    assert "A person is in custody" in told
    assert "H. H.: held since 16 November 2026" in told
    be.take(formal, "report_custody", **FREED)
    assert notice(be, formal) == ""


def test_the_nearest_limit_that_still_runs_says_how_many_days_are_left(pair: Pair, formal: UUID) -> None:
    be = pair[1]
    be.take(formal, "report_custody", **DETAINED)
    for days in (30, 20):
        be.take(formal, "ask_further", purpose="information", question="Who signed?", answer_by=in_days(days))
    assert "(20 days left)" in notice(be, formal)
