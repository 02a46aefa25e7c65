"""A real PostgreSQL to throw away.

Each test process starts a server of its own: nothing is shared, nothing is waited for, and one that dies
takes only its own tests along. In a conftest:

    @pytest.fixture(scope="session")
    def postgres():
        with postgres.server() as server:
            yield server

    @pytest.fixture
    def url(postgres):
        with postgres.database() as url:
            yield url

The server listens on this machine only, trusts whoever comes, and forgoes every safeguard for speed.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

STARTS_WITHIN = 60  # seconds; a busy machine may need some

# PostgreSQL ends when this shell hears a word or its input closes. It closes also when the tests are killed
# outright; then nobody else is left to remove the data.
KEEPER = """
home=$0
"$@" </dev/null & server=$!
read -r word
kill -INT "$server"
wait "$server"
[ "$word" ] || rm -rf "$home"
"""

FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


class NoServer(RuntimeError):
    """PostgreSQL is missing or does not start; the message says which, in PostgreSQL's own words."""


@dataclass(frozen=True)
class Server:
    """A running server and the databases in it."""

    port: int

    @property
    def url(self) -> str:
        """The address of the server itself, for SQLAlchemy, without a database."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}"

    def create(self, name: str, template: str = "template1") -> str:
        """Make a database, empty or as a copy of another (to which nobody may then be connected)."""
        self._order("CREATE DATABASE {} TEMPLATE {}", name, template)
        return f"{self.url}/{name}"

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._order("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """The address of a database that exists for the length of a `with`."""
        name = f"test_{uuid.uuid4().hex}"
        try:
            yield self.create(name, template)
        finally:
            self.drop(name)

    def _order(self, statement: str, *names: str) -> None:
        with self._connect() as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user="postgres",
            dbname="postgres",
            autocommit=True,
            connect_timeout=5,
        )


@contextmanager
def server(*, forgetful: bool = True) -> Iterator[Server]:
    """Start PostgreSQL for the length of a `with`; not forgetful, it writes to disk as in real life."""
    home = Path(tempfile.mkdtemp(prefix="mla-postgres-"))
    try:
        _hand_over(home)
        _initialise(home)
        process, running = _start(home, forgetful)
        try:
            yield running
        finally:
            _stop(process)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def program(name: str) -> str:
    """Where a program of PostgreSQL is: Debian keeps the server's off the PATH, one folder a version."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3].split(".")[0])
    )
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        raise NoServer(f"PostgreSQL's {name} is not installed: tools/setup test installs it")
    return path


def _as_whom() -> dict[str, object]:
    """PostgreSQL refuses to run as root: then it runs as the user its package made."""
    if os.geteuid() != 0:
        return {}
    owner = pwd.getpwnam("postgres")
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _hand_over(home: Path) -> None:
    whom = _as_whom()
    if whom:
        os.chown(home, whom["user"], whom["group"])


def _initialise(home: Path) -> None:
    made = subprocess.run(
        [
            program("initdb"),
            f"--pgdata={home / 'data'}",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ],
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        **_as_whom(),
    )
    if made.returncode:
        raise NoServer(f"initdb: {made.stderr.strip()}")


def _start(home: Path, forgetful: bool) -> tuple[subprocess.Popen, Server]:
    # Between the choice of a free port and its use another process may take it: then choose again.
    for _ in range(5):
        running = Server(_free_port())
        log = home / "log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                ["/bin/sh", "-c", KEEPER, str(home), *_command(home, running.port, forgetful)],
                cwd=home,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for the tests; they end the server
                **_as_whom(),
            )
        if _answers(running, home / "data", log):
            return process, running
        _stop(process)
    raise NoServer(f"PostgreSQL does not start: {log.read_text(errors='replace').strip()}")


def _command(home: Path, port: int, forgetful: bool) -> list[str]:
    settings = (
        f"port={port}",
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        *(FORGETFUL if forgetful else ()),
    )
    return [
        program("postgres"),
        "-D",
        str(home / "data"),
        *(word for each in settings for word in ("-c", each)),
    ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(running: Server, data: Path, log: Path) -> bool:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and not _has_given_up(log):
        try:
            with running._connect() as connection:
                answering = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return answering == (str(data),)  # another process's server may have got the port
    return False


def _has_given_up(log: Path) -> bool:
    # Who knocks too early is turned away with a FATAL as well: that one only asks for patience.
    lines = log.read_text(errors="replace").splitlines()
    return any("FATAL" in line and not line.endswith("starting up") for line in lines)


def _stop(process: subprocess.Popen) -> None:
    try:
        process.communicate(b"stop\n", timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.wait()
