"""Runs a program of the system on a file that others made, where it sees nothing but that file.

Bubblewrap (`bwrap`) gives the program namespaces of its own: no network, no other process, no file of this machine but the
programs and fonts, which it cannot change, and one empty folder. `prlimit` bounds its memory, its time and the files that it
writes. Where the system allows no such room nothing is run at all: a large program on a file from abroad is not to be trusted.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

PROGRAM = "bwrap"

ROOM = "/tmp"  # noqa: S108 - inside, where there is nothing else
"""How the one folder is called inside: the program finds its files there, and leaves there what it made."""

MEMORY = 2_000 * 1024 * 1024
MOST_WRITTEN = 300 * 1024 * 1024
"""So many bytes of memory, and of any file that it writes, a program may have."""

SHOWN = (
    "/usr",
    "/opt",
    "/etc/fonts",
    "/etc/libreoffice",
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/var/cache/fontconfig",
)
"""What of this machine a program sees and cannot change, where it is there: programs and fonts."""

ROOTS = ("bin", "lib", "lib32", "lib64", "sbin")


class TooLong(Exception):
    """The program had not ended when its time was over."""


@cache
def possible() -> bool:
    """Whether this system gives a program a room of its own."""
    if shutil.which(PROGRAM) is None or shutil.which("prlimit") is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(_within(Path(folder), ["true"], 10), capture_output=True, timeout=30, check=False)  # noqa: S603
    return done.returncode == 0


def installed(program: str) -> bool:
    """Whether a program is here, and a room in which to run it."""
    return shutil.which(program) is not None and possible()


def run(command: Sequence[str], files: Mapping[str, bytes], seconds: int, made: str = "") -> tuple[bytes, bytes | None]:
    """What a program says, and the file `made` that it left, None where it left none. `files` lie in `ROOM`, by their names.

    Raises TooLong after so many seconds by the clock.
    """
    with tempfile.TemporaryDirectory(prefix="mla-") as folder:
        room = Path(folder)
        for name, data in files.items():
            path = room / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        try:
            done = subprocess.run(  # noqa: S603 - a program of the system, in a room of its own
                _within(room, command, seconds), stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise TooLong from error
        left = room / made
        whole = bool(made) and left.is_file() and not left.is_symlink()
        return done.stdout, left.read_bytes() if whole else None


def _within(room: Path, command: Sequence[str], seconds: int) -> list[str]:
    """The whole command: bounds, the room, the program."""
    bounds = [f"--as={MEMORY}", f"--cpu={seconds + 5}", f"--fsize={MOST_WRITTEN}", "--core=0"]
    shown = [part for path in SHOWN for part in ("--ro-bind-try", path, path)]
    alone = ["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"]
    return [
        "prlimit", *bounds, PROGRAM, *alone, *shown, *_roots(), "--dev", "/dev", "--proc", "/proc",
        "--bind", str(room), ROOM, "--chdir", ROOM, "--setenv", "HOME", ROOM, "--setenv", "PATH", "/usr/bin:/bin",
        "--setenv", "LANG", "C.UTF-8", *command,
    ]  # fmt: skip


def _roots() -> list[str]:
    """The folders of programs at the root, which on most systems are other names of those under /usr."""
    there = [Path("/") / name for name in ROOTS]
    linked = [part for path in there if path.is_symlink() for part in ("--symlink", str(path.readlink()), str(path))]
    own = [part for path in there if path.is_dir() and not path.is_symlink() for part in ("--ro-bind", str(path), str(path))]  # fmt: skip
    return [*linked, *own]
