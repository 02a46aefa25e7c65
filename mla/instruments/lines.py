"""Where in a file something stands: the line of a table, a row or a key, for whoever must mend it."""

from __future__ import annotations

import re
from collections.abc import Sequence

Path = Sequence[str | int]


def line_of(text: str, path: Path) -> int:
    """The line (from 1) of what `path` names, or of the nearest thing around it.

    A path is what pydantic calls a location: ("measures", 3, "label", "fr").
    """
    lines = text.splitlines()
    start, end = 0, _next_header(lines, 0)
    if path:
        row = path[1] if len(path) > 1 and isinstance(path[1], int) else 0
        header = _header(lines, str(path[0]), row)
        if header is None:
            return (_key(lines, start, end, str(path[0])) or 0) + 1
        start, end = header, _next_header(lines, header + 1)
    for name in path[1:]:
        found = _key(lines, start, end, str(name))
        if found is not None:
            return found + 1
    return start + 1


def _header(lines: list[str], name: str, row: int) -> int | None:
    wanted = re.compile(rf"\s*(\[\[{re.escape(name)}\]\]|\[{re.escape(name)}\])\s*(#.*)?$")
    found = [number for number, line in enumerate(lines) if wanted.match(line)]
    return found[row] if row < len(found) else None


def _next_header(lines: list[str], start: int) -> int:
    for number in range(start, len(lines)):
        if re.match(r"\s*\[", lines[number]):
            return number
    return len(lines)


def _key(lines: list[str], start: int, end: int, name: str) -> int | None:
    wanted = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=")
    return next((number for number in range(start, end) if wanted.match(lines[number])), None)
