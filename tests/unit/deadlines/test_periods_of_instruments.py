"""The periods that an instrument fixes run where it is the basis, and nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from mla.calendars import Calendars
from mla.deadlines.due import due
from mla.instruments import Law
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Side

LAW, CALENDARS = Law(), Calendars()
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def running(kind: str, instrument: str, *steps: tuple[str, dict[str, Any]], stage: str) -> dict[str, date]:
    """The last days under articles that run in such a request, by article, as the requested State sees it."""
    table = LIFECYCLES[kind]
    events = [
        SimpleNamespace(
            number=n, trigger=trigger, answers=told, channel=None, at=NOON, to_stage=stage, side="requested"
        )
        for n, (trigger, told) in enumerate(steps, 1)
    ]
    dossier: Any = SimpleNamespace(
        table=table, events=events, measures=(), stage=stage, current_stage=table.stage[stage], our_side=Side.REQUESTED,
        counterpart="FR", instrument=instrument, obligations=[], field=table.field,
    )  # fmt: skip
    installation: Any = SimpleNamespace(
        config=SimpleNamespace(time_zone="UTC", state="BE"), calendars=CALENDARS, law=LAW
    )
    return {one.article: one.on for one in due(dossier, installation) if one.article}


RECEIVED = ("acknowledge", {"received_on": "2026-11-02"})
DETAINED = ("report_custody", {"arrested_on": "2026-11-02"})


@pytest.mark.parametrize(
    ("kind", "instrument", "step", "stage", "expected"),
    [
        ("assistance", "eio", ("transmit", {}), "transmitted", {"16(1)": date(2026, 11, 9)}),
        ("assistance", "eio", RECEIVED, "examining", {"12(3),(5)": date(2026, 12, 2)}),
        ("assistance", "eio", ("accept", {}), "executing", {"12(4)": date(2027, 1, 31)}),
        ("extradition", "eaw", ("record_consent", {}), "consented", {"17(2)": date(2026, 11, 12)}),
        ("extradition", "eaw", DETAINED, "examining", {"17(3)-(4)": date(2027, 1, 1)}),
        ("extradition", "eaw", ("grant", {"decided_on": "2026-11-02"}), "granted", {"23(2)-(3)": date(2026, 11, 12)}),
        ("extradition", "lhc", ("record_consent", {}), "consented", {}),
        ("extradition", "lhc", ("grant", {"decided_on": "2026-11-02"}), "granted", {}),
        ("assistance", "lhc", RECEIVED, "examining", {}),
        ("assistance", "ets30", ("accept", {}), "executing", {}),
        ("consent", "eaw", RECEIVED, "examining", {"27(4)": date(2026, 12, 2)}),
        ("consent", "ets24", RECEIVED, "examining", {"14 Prot. IV": date(2027, 1, 31)}),
        ("provisional_arrest", "ets24", ("report_arrest", {"arrested_on": "2026-11-02", "last_day": ""}), "arrested", {"16(4)": date(2026, 12, 12)}),
        ("provisional_arrest", "lhc", ("report_arrest", {"arrested_on": "2026-11-02", "last_day": ""}), "arrested", {"59(4)": date(2027, 1, 1)}),
    ],
)  # fmt: skip
def test_a_period_runs_under_its_own_instrument_alone(
    kind: str, instrument: str, step: tuple[str, dict[str, Any]], stage: str, expected: dict[str, date]
) -> None:
    assert running(kind, instrument, step, stage=stage) == expected


def test_each_ends_with_what_it_waits_for() -> None:
    assert running("assistance", "eio", RECEIVED, ("accept", {}), ("answer", {}), stage="answered") == {}
    assert running("extradition", "eaw", DETAINED, ("refuse_extradition", {}), stage="refused") == {}
