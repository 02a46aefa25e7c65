"""A letter of the other State that came too late for its stage: entered, and nothing moves.

What it says, hands over and binds to stands in the record as it does in that of its sender, who took the step in time. Only a
package can come too late: a letter on paper is recorded at a stage at which it may be, with what it implies.
"""

from __future__ import annotations

from collections.abc import Sequence

from mla.lifecycle.case_file import EventRecord

LATE = "late"
"""Under this name the channel of an entry says that it came too late for the stage at which the request stood."""


def came_late(event: EventRecord) -> bool:
    """Whether an entry moved nothing because the request had gone on meanwhile."""
    return bool(event.channel and event.channel.get(LATE))


def ended_before(event: EventRecord, events: Sequence[EventRecord], ends: Sequence[str]) -> bool:
    """Whether what an entry would have started was over when it came: the step that it crossed is one of those that end it."""
    if not came_late(event):
        return False
    moved = [one.trigger for one in events if one.number < event.number and one.to_stage != one.from_stage]
    return bool(moved) and moved[-1] in ends
