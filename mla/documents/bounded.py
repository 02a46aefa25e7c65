"""Runs what may take for ever, or all memory, in a process of its own that has only so much of either.

What officials and other States write, and the PDF files they attach, decide how long a layout takes; no check
beforehand can tell. So drawing and binding happen in a child that is kept for the next time (starting one takes a
second), and that is ended when its time is over. Parent and child run the same code and speak over pipes.
"""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from mla.documents.refusing import PaperNotDrawn
from mla.words import _

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limit:
    """How many seconds by the clock a task may take, and how many bytes of memory the child may have meanwhile."""

    seconds: float
    memory: int


DRAWING = Limit(60.0, 1_500 * MEGABYTE)
BINDING = Limit(180.0, 4_000 * MEGABYTE)
LOOKING = Limit(60.0, 1_500 * MEGABYTE)

AT_ONCE = 2
"""How many children a process of the site has at most."""

WAIT = 90.0
"""Seconds for which a task waits for a child to be free."""

MOST_TASKS = 300
"""After so many tasks a child makes room for a fresh one."""

TOO_MUCH = _(
    "Drawing this takes longer, or more memory, than this installation allows. Look for a text of many thousand "
    "characters without a blank, or a very large document, and shorten it or attach it as a document of its own."
)
INSIDE = "MLA_DRAWING_PROCESS"


class Busy(PaperNotDrawn):
    """No child was free in time; nothing is wrong with what was to be done."""


class _Child:
    """One child and the pipes to it."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "mla.documents.drawing_process"]
        self.tasks, self.owner = 0, os.getpid()
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, INSIDE: "yes"}
        )

    def ask(self, task: tuple[object, ...], limit: Limit) -> tuple[str, Any]:
        """Hand over a task and wait for its outcome. Raises EOFError when the child ended before it had one."""
        assert self.process.stdin
        assert self.process.stdout
        self.tasks += 1
        clock = threading.Timer(limit.seconds, self.process.kill)
        clock.start()
        try:
            pickle.dump(task, self.process.stdin)
            self.process.stdin.flush()
            outcome, value = pickle.load(self.process.stdout)  # noqa: S301 - from our own child
            return outcome, value
        except (OSError, pickle.UnpicklingError) as error:
            raise EOFError from error
        finally:
            clock.cancel()

    def end(self) -> None:
        """Let go of it."""
        if self.owner != os.getpid():
            return  # another process made it, and ends it
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        self.process.wait()


_idle: list[_Child] = []
_turns = threading.BoundedSemaphore(AT_ONCE)


def run(where: str, name: str, *arguments: object, limit: Limit = DRAWING) -> Any:
    """What the function `name` of a module of ours returns. Raises what it raises, PaperNotDrawn at the limit, Busy."""
    if os.environ.get(INSIDE):
        return getattr(import_module(where), name)(*arguments)
    if not _turns.acquire(timeout=WAIT):
        raise Busy(_("Other papers are being drawn just now. Try again in a minute."))
    try:
        child = _a_child()
        try:
            outcome, value = child.ask((where, name, arguments, limit), limit)
        except EOFError as error:
            child.end()
            raise PaperNotDrawn(TOO_MUCH) from error
        _keep(child)
    finally:
        _turns.release()
    if outcome == "raised":
        raise value
    return value


def _a_child() -> _Child:
    while _idle:
        with suppress(IndexError):
            child = _idle.pop()
            if child.owner == os.getpid() and child.process.poll() is None:
                return child
            child.end()
    return _Child()


def _keep(child: _Child) -> None:
    if child.tasks < MOST_TASKS:
        _idle.append(child)
    else:
        child.end()


@atexit.register
def end_all() -> None:
    """End the children that are kept for the next time."""
    while _idle:
        _idle.pop().end()
