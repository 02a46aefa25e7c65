"""The Nu HTML checker (npm `vnu-jar`) judges every page that a test opens, once in a run for each shape of a page."""

from __future__ import annotations

import hashlib
import json
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.support.verapdf import QUICK_START

JAR = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
STARTS_WITHIN = 60  # seconds; a busy machine may need some


class Checker:
    """The checker, started when a page of a new shape comes; and the shapes it has found sound, an empty file each."""

    def __init__(self, known: Path, stack: ExitStack) -> None:
        self.known, self.stack = known, stack
        known.mkdir(exist_ok=True)

    def faults(self, html: str) -> list[str]:
        """What is wrong with a page, each fault with the place; empty for a shape that was sound before."""
        shape = self.known / _shape(html)
        if shape.exists():
            return []
        asked = Request(self.address, html.encode(), {"Content-Type": "text/html; charset=utf-8"})
        with urlopen(asked, timeout=60) as answer:
            messages = json.load(answer)["messages"]
        found = [f"{one['message']} … {one.get('extract', '')}" for one in messages if one["type"] != "info"]
        if not found:
            shape.touch()
        return found

    @cached_property
    def address(self) -> str:
        """Where it listens, on this machine only, until the stack is closed."""
        return f"http://127.0.0.1:{self.stack.enter_context(_running())}/?out=json"


MARKS = re.compile(r"<[^>]*>")
VARYING = re.compile(r' (?:value|href|action)="[^"]*"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d[0-9a-f]*|[⟦⟧]')
"""What differs between pages alike: values, addresses, numbers, tokens; the brackets of `tests/support/pseudo.py`."""


def _shape(html: str) -> str:
    """What makes one page like another: the elements and their attributes, whatever numbers and values they hold."""
    marks = "".join(MARKS.findall(html))
    return hashlib.sha256(VARYING.sub("0", marks).encode()).hexdigest()


@contextmanager
def _running() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["java", "-Xmx256m", "-Xss8m", *QUICK_START, "-Dnu.validator.servlet.bind-address=127.0.0.1", "-cp", str(JAR),
               "nu.validator.servlet.Main", str(port)]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(port, process)
            yield port
        finally:
            process.kill()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("The Nu HTML checker does not start: tools/assets fetches it, and it needs Java.")
