"""The Nu HTML checker (npm `vnu-jar`) judges every page that a test opens, once for each shape a page can have."""

from __future__ import annotations

import hashlib
import json
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

JAR = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
STARTS_WITHIN = 60  # seconds; a busy machine may need some


class Checker:
    """A running checker, and the shapes of pages that it has found sound."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/?out=json"
        self.known: set[str] = set()

    def faults(self, html: str) -> list[str]:
        """What is wrong with a page, each fault with the place; empty for a shape that was sound before."""
        shape = _shape(html)
        if shape in self.known:
            return []
        asked = Request(self.address, html.encode(), {"Content-Type": "text/html; charset=utf-8"})
        with urlopen(asked, timeout=60) as answer:
            messages = json.load(answer)["messages"]
        found = [f"{one['message']} … {one.get('extract', '')}" for one in messages if one["type"] != "info"]
        if not found:
            self.known.add(shape)
        return found


def _shape(html: str) -> str:
    """What makes one page like another: the elements and their attributes, whatever numbers and values they hold."""
    plain = re.sub(r'\b(value|href)="[^"]*"', "", html)
    marks = "".join(re.findall(r"<[^>]*>", re.sub(r"[0-9a-f]{8,}|\d+", "0", plain)))
    return hashlib.sha256(marks.encode()).hexdigest()


@contextmanager
def checker() -> Iterator[Checker]:
    """Start the checker for the length of a `with`; it listens on this machine only."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["java", "-Xmx256m", "-Dnu.validator.servlet.bind-address=127.0.0.1", "-cp", str(JAR),
               "nu.validator.servlet.Main", str(port)]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(port, process)
            yield Checker(port)
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
