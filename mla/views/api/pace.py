"""How often a system may ask: so many calls within a minute, of each secret, and no thread of the server is held by whoever asks more."""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime, timedelta
from functools import partial
from math import ceil
from threading import Lock

MOST, WITHIN = 300, timedelta(minutes=1)
"""Calls of one secret within any stretch of this length. Each process of the web server counts its own: nothing is written for a call that reads."""


class Pace:
    """When each of several callers came of late (a sliding window, kept in memory)."""

    def __init__(self, most: int = MOST, within: timedelta = WITHIN) -> None:
        self.within = within
        self._lock = Lock()
        self._came: dict[str, deque[datetime]] = defaultdict(partial(deque, maxlen=most))

    def wait(self, who: str, moment: datetime) -> int:
        """For how many whole seconds somebody has to wait; 0 lets the call in, and only then it is counted."""
        with self._lock:
            came = self._came[who]
            if len(came) == came.maxlen and (left := came[0] + self.within - moment) > timedelta(0):
                return min(ceil(left.total_seconds()), ceil(self.within.total_seconds()))
            came.append(moment)
            return 0


calls = Pace()
"""Of the interface, by the digest of each secret."""
