"""Keeps a program running beside the web. It imports nothing of ours: two of these wait beside each site, and are as small as they may be."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading

logger = logging.getLogger("mla")

PAUSE = 2.0
"""Seconds before a process beside the web that ended is started again."""


def keep_running(command: list[str], parent: int) -> None:
    """Run a command again and again, each time it ends, until told to stop (SIGTERM) or the parent is gone."""
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    while not stopped.is_set() and os.getppid() == parent:
        running = subprocess.Popen(command)  # noqa: S603 - our own command
        while running.poll() is None and not stopped.wait(0.5) and os.getppid() == parent:
            pass
        if running.poll() is None:
            running.terminate()
            running.wait()
        elif not stopped.wait(PAUSE):
            logger.error("%s ended (%s) and is started again", command[-1], running.returncode)


if __name__ == "__main__":
    keep_running([sys.executable, "-m", "mla.cli", *sys.argv[1:]], os.getppid())
