"""The child that draws and binds (`bounded.py`): takes tasks from its parent, one after the other, until it is gone."""

from __future__ import annotations

import gc
import os
import pickle
import resource
import sys
from importlib import import_module

from mla.documents.bounded import TOO_MUCH, Limit
from mla.documents.draw import prepare
from mla.documents.reading import Unreadable
from mla.documents.refusing import PaperNotDrawn


def main() -> None:
    """Serve until the parent closes the pipe."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes where faults go
    prepare()
    gc.freeze()  # what every paper needs is never garbage: looking through it again and again is a tenth of drawing
    while True:
        try:
            where, name, arguments, limit = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
        except EOFError:
            return
        _bound(limit)
        pickle.dump(_outcome(where, name, arguments), answers)
        answers.flush()


def _bound(limit: Limit) -> None:
    """Let this task have so much memory and time; the parent's clock ends it besides."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + limit.seconds) + 5
    resource.setrlimit(resource.RLIMIT_AS, (limit.memory, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


def _outcome(where: str, name: str, arguments: tuple[object, ...]) -> tuple[str, object]:
    try:
        return "told", getattr(import_module(where), name)(*arguments)
    except MemoryError:
        return "raised", PaperNotDrawn(TOO_MUCH)
    except (PaperNotDrawn, Unreadable) as refusal:
        return "raised", refusal
    except Exception as error:  # noqa: BLE001 - the parent knows what to tell of it
        return "raised", RuntimeError(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
