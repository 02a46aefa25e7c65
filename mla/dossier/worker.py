"""The worker: a process beside the web that binds dossiers, one after the other; and how a page lets it know of one."""

from __future__ import annotations

import logging
import sqlite3

from huey import crontab
from sqlalchemy import Engine

from mla.dossier import jobs
from mla.installation import Installation
from mla.storage.queue import queue_at

logger = logging.getLogger(__name__)

LOOKS = 1.0
"""Seconds after which the worker looks into the queue again, at most."""


class Worker:
    """The queue of an installation, and what is done with each number in it."""

    def __init__(self, engine: Engine, installation: Installation) -> None:
        self.engine, self.installation = engine, installation
        self.queue = queue_at(installation.config.queue, installation.config.secret_key)
        self.bind = self.queue.task(name="bind")(self._bind)

    def _bind(self, number: int) -> None:
        jobs.work(self.engine, self.installation, number)

    def _look(self) -> None:
        """Whatever waits and is in no queue comes into it: its page could not write there, or its worker fell silent."""
        numbers = jobs.waiting(self.engine)
        if not self.queue.pending_count():
            for number in numbers:
                self.bind(number)

    def run(self) -> None:
        """Work until told to stop (SIGINT, SIGTERM). What an earlier worker left comes first; every minute it is looked for more."""
        jobs.begun(self.engine)
        self.queue.flush()
        self._look()
        self.queue.periodic_task(crontab(), name="look")(self._look)
        self.queue.create_consumer(workers=1, max_delay=LOOKS).run()

    def run_once(self) -> None:
        """Do what waits, here and now."""
        self._look()
        while task := self.queue.dequeue():
            self.queue.execute(task)

    def close(self) -> None:
        """Let go of the file."""
        self.queue.storage.close()


def enqueue(engine: Engine, installation: Installation, number: int) -> None:
    """Let the worker know of a job that is written down. Where its queue cannot be written, the worker finds the job within a minute."""
    try:
        worker = Worker(engine, installation)
        try:
            worker.bind(number)
        finally:
            worker.close()
    except (OSError, sqlite3.Error):
        logger.exception("the queue cannot be written; the worker looks for job %s by itself", number)
