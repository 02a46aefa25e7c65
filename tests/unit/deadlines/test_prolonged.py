"""The State that is asked takes more time for its own decision where, and as long as, the instrument lets it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from forms.base import retold
from forms.undertakings import Extend
from mla.instruments import Law
from mla.lifecycle.undertakings import prolongable, some_limit_to_extend
from mla.models import Dossier, Event
from tests.support.case_files import case_file

LAW = Law()
TODAY = date(2026, 11, 25)


def acknowledged(instrument: str, side: str = "requested", *more: tuple[str, dict[str, Any]]) -> Dossier:
    """A request that was received on 2 November, and what was done since."""
    steps = [("acknowledge", {"received_on": "2026-11-02"}), *more]
    events = [Event(number=n, trigger=name, side="requested", answers=told) for n, (name, told) in enumerate(steps, 1)]
    return case_file("assistance", side, instrument, stage="examining", events=events)


def extend(dossier: Dossier, abroad: bool = False, **said: Any) -> Extend:
    form = Extend(retold({"reason": "The file is large.", **said}))
    form.judged(TODAY, dossier, abroad=abroad, askable=not abroad)
    form.offer(dossier, LAW)
    return form


def test_our_own_decision_is_put_off_within_what_the_instrument_allows_and_the_letter_says_so() -> None:
    form = extend(acknowledged("eio"), limit="D-EIO-02", until="2027-01-01")
    assert form.validate(), form.mistakes()
    assert (form.answers()["whose"], form.answers()["article"]) == ("own", "12(3),(5)")


def test_it_is_not_put_off_beyond() -> None:
    form = extend(acknowledged("eio"), limit="D-EIO-02", until="2027-01-02")
    assert not form.validate()
    assert "to 1 January 2027 at most" in str(form.mistakes())


def test_it_is_put_off_once() -> None:
    done = ("extend", {"limit": "D-EIO-02", "until": "2026-12-20", "reason": "Large."})
    assert prolongable(acknowledged("eio", "requested", done), LAW) == []


def test_where_the_instrument_says_nothing_of_it_nothing_is_put_off() -> None:
    assert some_limit_to_extend(acknowledged("lhc"), None, LAW) == "No time limit that we set is running."
    assert some_limit_to_extend(acknowledged("eio"), None, LAW) is None


def test_the_requesting_state_reads_whose_time_it_is() -> None:
    said = {"limit": "D-EIO-02", "until": "2027-01-01", "whose": "own", "article": "12(3),(5)"}
    form = extend(acknowledged("eio", "requesting"), abroad=True, **said)
    assert form.validate(), form.mistakes()
    assert form.answers()["whose"] == "own"


@pytest.mark.parametrize("said", [{}, {"whose": "theirs"}])
def test_an_extension_told_before_anybody_asked_whose_time_it_is_reads_as_it_did(said: dict[str, str]) -> None:
    asked = ("ask", {"answer_by": "2026-12-20", "questions": []})
    dossier = acknowledged("lhc", "requesting", asked)
    form = extend(dossier, abroad=True, limit="ask-answer_by", until="2027-02-01", **said)
    assert form.validate(), form.mistakes()
    assert {name: value for name, value in form.answers().items() if name == "whose"} == said
