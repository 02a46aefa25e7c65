"""Hears what WeasyPrint only logs: characters without a glyph, and resources that failed to load.

A character that no installed font has is drawn as an empty box, with no more than a warning in the log
(`weasyprint/draw/text.py`). A paper with an empty box in it must not go out, so the warning is caught here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class Heard:
    """What was logged while one paper was drawn."""

    missing: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


_current: ContextVar[Heard | None] = ContextVar("heard", default=None)


class _Ear(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        """Sort one record into what was heard for the paper being drawn."""
        heard = _current.get()
        if heard is None:
            return
        if str(record.msg).startswith(".notdef") and isinstance(record.args, tuple):
            heard.missing.append(int(str(record.args[1])))
        elif record.levelno >= logging.ERROR:
            heard.errors.append(record.getMessage())
        elif record.levelno == logging.WARNING:
            heard.warnings.append(record.getMessage())


_logger = logging.getLogger("weasyprint")
_logger.addHandler(_Ear())
if _logger.level == logging.NOTSET:
    _logger.setLevel(logging.WARNING)


@contextmanager
def listening() -> Iterator[Heard]:
    """Collect what WeasyPrint logs inside this block, for this thread of work only."""
    heard = Heard()
    token = _current.set(heard)
    try:
        yield heard
    finally:
        _current.reset(token)
