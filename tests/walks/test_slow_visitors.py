"""A real `mla serve` under visitors who are slow on purpose: officials still get their pages."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest

from config import read
from mla.lifecycle.terms import Role
from mla.sample import run
from mla.sample.ministry import Ministry
from mla.sample.staff import PASSWORD, email
from tests.support.desks import free_port, until_it_answers

pytestmark = pytest.mark.slow

CROWD = 24


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A ministry served by `mla serve`."""
    folder, number = tmp_path_factory.mktemp("slow"), free_port()
    run.furnish(folder, "SI")
    environment = run.settings(folder, "SI") | {"MLA_PORT": str(number)}
    ministry = Ministry(read(environment))
    ministry.hire([("D", "", email("SI", "drafter"), [Role.DRAFTER])], PASSWORD)
    ministry.engine.dispose()
    server = subprocess.Popen([sys.executable, "-m", "mla.cli", "serve"], env={**os.environ, **environment})
    try:
        until_it_answers(number)
        yield number
    finally:
        server.terminate()
        server.wait(timeout=30)


def visitors(port: int, first: bytes) -> Iterator[socket.socket]:
    """So many who send this much, and then nothing more."""
    for _ in range(CROWD):
        one = socket.create_connection(("127.0.0.1", port))
        one.sendall(first)
        yield one


def seconds_for_a_page(port: int) -> float:
    start = time.monotonic()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=60) as page:
        assert page.status == 200
    return time.monotonic() - start


LINES = b"Host: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nx"


@pytest.mark.parametrize(
    "first",
    [
        b"POST /exchange/packages HTTP/1.1\r\n" + LINES,
        b"POST /sign-in HTTP/1.1\r\n" + LINES,
        b"POST / HTTP/1.1\r\nHo",
        b"",
    ],
    ids=["packages", "forms", "heads", "silence"],
)
def test_an_officials_page_is_answered_within_seconds(port: int, first: bytes) -> None:
    seconds_for_a_page(port)
    with ExitStack() as stack:
        for one in visitors(port, first):
            stack.enter_context(one)
        time.sleep(0.5)
        assert max(seconds_for_a_page(port) for _ in range(3)) < 8


def test_a_body_that_trickles_is_cut_off(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as one:
        one.settimeout(30)
        one.sendall(b"POST /exchange/packages HTTP/1.1\r\n" + LINES)
        start = time.monotonic()
        with suppress(OSError):
            while time.monotonic() - start < 25:
                one.sendall(b"x")
                time.sleep(0.5)
        assert time.monotonic() - start < 20
