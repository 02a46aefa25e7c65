"""How long a recording lasts, and a still of a video: told by FFmpeg where it is installed, in a room of its own (`confined.py`)."""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass

from mla.documents import confined
from mla.documents.kinds import OF_TYPE

LOOKS, DRAWS = "ffprobe", "ffmpeg"
PATIENCE = 20
"""Seconds that each may take."""

SIDE = 960
"""A still is at most so many dots wide."""


@dataclass(frozen=True)
class Recording:
    """How long it lasts, in hours, minutes and seconds, and a still as a data address; nothing where it cannot be told."""

    duration: str = ""
    still: str = ""


def look(data: bytes, media_type: str) -> Recording:
    """What a sheet says of a recording; of anything else, nothing."""
    kind = OF_TYPE.get(media_type)
    if not data or kind is None or kind.code not in ("sound", "video") or not confined.installed(LOOKS):
        return Recording()
    seconds = _seconds(data)
    still = _still(data, seconds) if kind.code == "video" and seconds is not None else b""
    address = f"data:image/png;base64,{base64.b64encode(still).decode()}" if still else ""
    return Recording("" if seconds is None else told(seconds), address)


def told(seconds: float) -> str:
    """So many seconds as a clock shows them; what lasts less than one counts as one."""
    whole = max(1, round(seconds))
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def _seconds(data: bytes) -> float | None:
    command = [LOOKS, "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", "recording"]
    try:
        said, _made = confined.run(command, {"recording": data}, PATIENCE)
        seconds = float(said)
    except (confined.TooLong, ValueError):
        return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _still(data: bytes, seconds: float) -> bytes:
    """A frame from the first tenth, when most have begun."""
    command = [
        DRAWS, "-v", "error", "-ss", f"{min(seconds / 10, 10):.2f}", "-i", "recording", "-frames:v", "1",
        "-vf", f"scale='min({SIDE},iw)':-2", "-threads", "1", "still.png",
    ]  # fmt: skip
    try:
        return confined.run(command, {"recording": data}, PATIENCE, "still.png")[1] or b""
    except confined.TooLong:
        return b""
