"""A step taken is ours, came in a package, or was recorded from a letter: each has what it must have, and no more."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from mla.lifecycle.assistance import ASSISTANCE
from mla.lifecycle.terms import Side
from mla.steps.step_taken import OurStep, PackagedStep, RecordedStep, Sealed, Upload

TODAY = date(2026, 11, 25)
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
OFFICIAL: Any = SimpleNamespace(id=7, name="Ana Novak")
PAGE = Upload("A page", "page.pdf", "application/pdf", b"%PDF", 1)


def head(side: Side) -> tuple[Any, ...]:
    """What every step has, on a dossier of this side."""
    return SimpleNamespace(our_side=side), ASSISTANCE.step["accept"], {"reasons": ""}, AT, TODAY


@pytest.mark.parametrize("kind", [OurStep, RecordedStep, PackagedStep])
def test_nobody_takes_a_step_without_what_its_kind_must_have(kind: type) -> None:
    with pytest.raises(TypeError, match="missing"):
        kind(*head(Side.REQUESTED))


def test_no_kind_has_what_belongs_to_another() -> None:
    own = {kind: {one.name for one in fields(kind)} for kind in (OurStep, RecordedStep, PackagedStep)}
    assert not own[PackagedStep] & {"official", "uploads", "shared"}
    assert not own[OurStep] & {"channel", "package", "request"}
    assert not own[RecordedStep] & {"package", "request", "shared"}


def test_our_step_is_of_our_side_and_of_today() -> None:
    taken = OurStep(*head(Side.REQUESTED), OFFICIAL, [PAGE], {"told": "abroad"})
    assert (taken.side, taken.actor, taken.official_id, taken.channel) == (Side.REQUESTED, "Ana Novak", 7, None)
    assert taken.sent_on == TODAY
    assert taken.weighed == {"reasons": "", "brought": 1}
    assert taken.answers_abroad == {"told": "abroad"}
    assert OurStep(*head(Side.REQUESTED), OFFICIAL).answers_abroad == {"reasons": ""}


def test_a_recorded_step_is_the_other_sides_and_the_letter_is_no_annex() -> None:
    letter = {"channel": "post", "sent_on": "2026-11-20", "received_on": "2026-11-24"}
    taken = RecordedStep(*head(Side.REQUESTING), OFFICIAL, letter, [PAGE, PAGE])
    assert (taken.side, taken.actor, taken.official_id) == (Side.REQUESTED, "Recorded by Ana Novak", 7)
    assert (taken.sent_on, taken.channel) == (date(2026, 11, 20), letter)
    assert taken.weighed["brought"] == 1
    assert RecordedStep(*head(Side.REQUESTING), OFFICIAL, letter).weighed["brought"] == 0


def test_a_packaged_step_is_told_by_its_manifest() -> None:
    manifest = {"actor": "Jan Peeters", "number": 3, "on": "2026-11-24", "reference": "BE-1", "annexes": [{}, {}]}
    taken = PackagedStep(*head(Side.REQUESTING), Sealed("ab" * 32, manifest, {}))
    assert (taken.side, taken.actor, taken.official_id) == (Side.REQUESTED, "Jan Peeters", None)
    assert (taken.sent_on, taken.weighed["brought"]) == (date(2026, 11, 24), 2)
    assert taken.channel == {
        "channel": "package",
        "package": "ab" * 32,
        "number": 3,
        "received_on": "2026-11-25",
        "sent_on": "2026-11-24",
        "their_reference": "BE-1",
    }
