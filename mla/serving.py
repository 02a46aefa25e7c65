"""Running an installation: gunicorn for the web, one courier beside it."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import threading
import time
from datetime import datetime
from typing import Any

from gunicorn.app.base import BaseApplication
from sqlalchemy import Engine

from config import Config
from mla.agreements.known import know
from mla.app import check_tables, create_app
from mla.deadlines.alerts import alert
from mla.documents.bounded import run
from mla.dossier.worker import Worker
from mla.exchange.courier import carry as carry_once
from mla.installation import Installation
from mla.news import rounds, webhooks
from mla.register.documents import read_waiting
from mla.register.figures import counted_anew, keep
from mla.register.keeping import fill, follow_days_off
from mla.seals.key import certificates
from mla.storage.database import local_day, looking, now, open_engine, open_session
from mla.storage.migrate import count_rows, upgrade
from mla.web_server import THREADS

logger = logging.getLogger("mla")

BESIDE = ("courier", "worker")
"""The commands that run beside the web."""


class PortTaken(Exception):
    """Something else listens on the port already."""


class Web(BaseApplication):
    """Gunicorn, told what it needs in code."""

    def __init__(self, config: Config) -> None:
        self.config = config
        super().__init__()

    def load_config(self) -> None:
        """Two workers with threads; `reuse_port` lets the system share connections out among them."""
        listen = "127.0.0.1" if self.config.sample else "0.0.0.0"  # noqa: S104 - a service is there to be reached
        options: dict[str, object] = {
            "bind": f"{listen}:{self.config.port}", "workers": 2, "threads": THREADS, "worker_class": "mla.web_server.Worker",
            "reuse_port": True,
            "control_socket_disable": True, "timeout": 120, "loglevel": "warning", "proc_name": f"mla-{self.config.state.lower()}",
        }  # fmt: skip
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, made anew in every worker; the process that draws is started before its first paper."""
        threading.Thread(target=run, args=("mla.documents.draw", "prepare"), daemon=True).start()
        return create_app(self.config)


def serve(config: Config) -> None:
    """Run the web and the courier until stopped. Raises KeyProblem, NotSealed, PortTaken."""
    check_tables()
    Installation(config).key  # noqa: B018 - a missing key is said now, not when the first package is sealed
    check_seal(config, now())
    must_be_free(config.port)
    engine = open_engine(config.database_url)
    upgrade(engine)
    count_rows(engine)  # what was written since the last start counts, too
    with open_session(engine) as session:
        fill(session, know(session, Installation(config)))
    beside = [subprocess.Popen([sys.executable, "-m", "mla.kept_running", one]) for one in BESIDE]  # noqa: S603 - our own commands
    try:
        Web(config).run()
    finally:
        for one in beside:
            one.terminate()
        for one in beside:
            one.wait()


def work(installation: Installation, once: bool = False) -> None:
    """Bind what is asked for until stopped; or what waits, and no more."""
    worker = Worker(open_engine(installation.config.database_url), installation)
    try:
        worker.run_once() if once else worker.run()
    finally:
        worker.close()


def check_seal(config: Config, at: datetime) -> None:
    """Say when nothing can be sealed today: what needs no seal goes on. Raises NotSealed where the seal cannot be read at all."""
    certificates(config.seal.trust)
    seal = Installation(config).seal
    if seal and (why := seal.why_not(at)):
        logger.warning("%s", why)


def carry(installation: Installation, once: bool = False) -> None:
    """Carry what is due, again and again. A round that fails is logged; the next one tries again.

    Documents are read, and officials told, beside it: what takes long there delays no package.
    """
    engine = open_engine(installation.config.database_url)
    if not once:
        for work in (_read_documents, _tell, _count):
            threading.Thread(target=work, args=(engine, installation), daemon=True).start()
    while True:
        try:
            carry_once(engine, installation)
        except Exception:  # the next round may find the database, the disk, the other side in better shape
            if once:
                raise
            logger.exception("a round of the courier failed; it is tried again")
        _keep_register(engine, installation)
        _alert(engine, installation)
        if once:
            read_waiting(engine, installation)
            rounds.keep(engine, installation, rounds.first().until, None)
            return
        time.sleep(installation.config.courier_seconds)


def _read_documents(engine: Engine, installation: Installation) -> None:
    """Read what has come, again and again, so that requests are found by it."""
    while True:
        try:
            read_waiting(engine, installation)
        except Exception:  # the next round may find the database in better shape
            logger.exception("a round of reading documents failed; it is tried again")
        time.sleep(installation.config.courier_seconds)


def _tell(engine: Engine, installation: Installation) -> None:
    """Tell officials what is new, and other systems of each step, again and again."""
    looked = rounds.first()
    while True:
        try:
            looked = rounds.tell(engine, installation, looked)
        except Exception:  # the next round may find the database in better shape, and looks at the same stretch again
            logger.exception("a round of telling officials failed; it is tried again")
        try:
            webhooks.tell(engine, installation.config)
        except Exception:  # what was not told is told in the next round
            logger.exception("a round of telling other systems failed; it is tried again")
        time.sleep(rounds.PAUSE)


def _count(engine: Engine, installation: Installation) -> None:
    """Keep the figures of all requests fresh, again and again: of very many they take longer than anybody waits for a page."""
    while True:
        try:
            with looking(engine) as session:  # it takes long, and must keep nobody from writing
                at = now()
                today = local_day(at, know(session, installation).config.time_zone)
                figures = counted_anew(session, at, today)
            if figures:
                with open_session(engine) as session:
                    keep(session, {}, figures, today)
                    session.commit()
        except Exception:  # the next round may find the database in better shape
            logger.exception("the figures could not be counted; it is tried again")
        time.sleep(rounds.PAUSE)


def _alert(engine: Engine, installation: Installation) -> None:
    """Whoever is on duty is told of what has come. An alert that fails keeps no package from going."""
    try:
        with open_session(engine) as session:
            if alert(session, know(session, installation)):
                session.commit()
    except Exception:  # whatever it is, it is tried again with the next round
        logger.exception("a round of alerts failed; it is tried again")


def _keep_register(engine: Engine, installation: Installation) -> None:
    """The register follows days off that were changed on screen."""
    try:
        with open_session(engine) as session:
            follow_days_off(session, know(session, installation))
    except Exception:  # what was not written is written in the next round
        logger.exception("the register could not follow the days off; it is tried again")


def must_be_free(port: int) -> None:
    """Raises PortTaken when something listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTaken(f"Port {port} is in use already. Stop what runs there, or set MLA_PORT.") from error
