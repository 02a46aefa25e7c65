#!/usr/bin/env python3
"""Changes the rules a little, one change at a time, and sees whether a test notices.

    python tools/mutate.py                      a sample of every module of rules
    python tools/mutate.py guards due           of these modules only
    python tools/mutate.py --all                every change there is (hours)

mutmut makes the changes and runs, for each, the tests that enter the changed function (`[tool.mutmut]` in
pyproject.toml names the modules and the tests). This chooses the sample, leaves out what changes no rule, and says how
many were noticed. docs/mutation.toml lists changes that nobody can notice, each with the reason.
docs/decisions/0018-mutation-testing.md says why it is done so.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / ".cache" / "mutate"
WANTED = 0.9
"""The share of changes that must be noticed in every module."""

MOST_TESTS = 25
"""So many of the tests that enter a function are asked about a change to it, besides those of its own module."""

KILLED = ("killed", "timeout", "segfault", "caught by type check", "suspicious")


@dataclass(frozen=True)
class Change:
    """One change: its name in mutmut, the function, and the line before and after."""

    name: str
    module: str
    function: str
    was: str
    becomes: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known by when lines move."""
        return f"{self.module}.{self.function}", self.was, self.becomes

    @property
    def spelling_only(self) -> bool:
        """Whether a sentence is merely put into capitals or small letters: of its three changes one is enough."""
        return self.was.casefold() == self.becomes.casefold() and bool(re.search(r'"[^"]* [^"]*"', self.was))


def changes(path: Path) -> Iterator[Change]:
    """Every change that can be made to a module."""
    from mutmut.mutation.data import SourceFileMutationData
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    data = SourceFileMutationData(path=path)
    data.load()
    module = ".".join(path.with_suffix("").parts)
    for name in sorted(data.exit_code_by_key):
        lines = get_diff_for_mutant(name, path=path).splitlines()[2:]
        was, becomes = (" ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+")
        inner = name.removeprefix(f"{module}.").rpartition("__mutmut_")[0]
        yield Change(name, module, inner.removeprefix("x_").removeprefix("xǁ").replace("ǁ", "."), was, becomes)


def told() -> dict[tuple[str, str, str], str]:
    """The changes that nobody can notice, each with its reason."""
    listed = tomllib.loads((ROOT / "docs" / "mutation.toml").read_text(encoding="utf-8")).get("same", [])
    return {(one["where"], one["was"], one["becomes"]): one["why"] for one in listed}


def statuses(path: Path) -> dict[str, str]:
    """What became of each change to a module."""
    from mutmut.mutation.data import SourceFileMutationData
    from mutmut.stats import status_by_exit_code

    data = SourceFileMutationData(path=path)
    data.load()
    return {name: status_by_exit_code[code] for name, code in data.exit_code_by_key.items()}


def main() -> int:
    """Make the changes, run the tests, tell what was noticed. 1 when a module stays below the share that is wanted."""
    wishes = _wishes()
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "run").mkdir(exist_ok=True)
    os.chdir(ROOT)
    os.environ["MLA_TEST_RUN"] = str(WORK / "run")  # papers and pages are not changed: drawn and judged once for all
    (ROOT / "mutants").mkdir(exist_ok=True)
    with contextlib.suppress(FileExistsError):
        (ROOT / "mutants" / "node_modules").symlink_to(ROOT / "node_modules")

    import mutmut.__main__ as mutmut
    from mutmut.configuration import config

    paths = [Path(one) for one in config().only_mutate if not wishes.modules or Path(one).stem in wishes.modules]
    with _quiet():
        mutmut.copy_src_dir()
        mutmut.copy_also_copy_files()
        mutmut.setup_source_paths()
        mutmut.create_mutants(wishes.jobs)
    same = told()
    chosen: dict[Path, list[Change]] = {}
    for path in paths:
        every = [one for one in changes(path) if not one.spelling_only and one.key not in same]
        few = random.Random(f"{wishes.seed} {path}")
        chosen[path] = every if wishes.all else few.sample(every, min(wishes.each, len(every)))
    _fewer_tests(mutmut)
    print(f"{sum(map(len, chosen.values()))} changes in {len(paths)} modules", flush=True)
    with _quiet():
        mutmut._run([one.name for some in chosen.values() for one in some], wishes.jobs)
    return _tell(chosen)


def _fewer_tests(mutmut: Any) -> None:
    """For each function the tests of its own module and the quickest of the others, quickest first."""
    collect = mutmut.collect_or_load_stats

    def collect_and_choose(*given: Any, **more: Any) -> None:
        collect(*given, **more)
        known = mutmut.state()
        for function, tests in known.tests_by_mangled_function_name.items():
            quick = sorted(tests, key=lambda test: (known.duration_by_test.get(test, 0.0), test))
            own = function.partition(".x")[0].split(".")
            mirrored = f"tests/unit/{'/'.join([*own[1:-1], f'test_{own[-1]}'])}"  # its file of tests, and those that go on from it
            few = set(quick[:MOST_TESTS]) | {test for test in quick if test.startswith(mirrored)}
            known.tests_by_mangled_function_name[function] = [test for test in quick if test in few]

    mutmut.collect_or_load_stats = collect_and_choose


def _wishes() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description="Changes the rules a little, and sees whether a test notices.")
    asked.add_argument("modules", nargs="*", help="names of modules (all if none is named)")
    asked.add_argument("--all", action="store_true", help="every change, not a sample")
    asked.add_argument("--each", type=int, default=40, help="changes in the sample of a module")
    asked.add_argument("--seed", type=int, default=1, help="another number draws another sample")
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at once")
    return asked.parse_args()


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """What mutmut and pytest say goes into a file; where mutmut gives up, that file says why."""
    log = WORK / "log"
    kept = os.dup(1), os.dup(2)
    try:
        with log.open("ab") as file:
            sys.stdout.flush()
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
            try:
                yield
            finally:
                sys.stdout.flush()
                os.dup2(kept[0], 1)
                os.dup2(kept[1], 2)
    except SystemExit:
        print(f"The tests do not pass on the unchanged rules: {log.relative_to(ROOT)} tells which.")
        raise


def _tell(chosen: dict[Path, list[Change]]) -> int:
    low, whole, seen = [], 0, 0
    print(f"\n{'module':42}{'noticed':>9}{'of':>6}{'share':>8}")
    for path, some in chosen.items():
        became = statuses(path)
        missed = [one for one in some if became[one.name] not in KILLED]
        noticed, share = len(some) - len(missed), 1 - len(missed) / max(len(some), 1)
        whole, seen = whole + len(some), seen + noticed
        if share < WANTED:
            low.append(path.stem)
        print(f"{path!s:42}{noticed:>9}{len(some):>6}{share:>8.0%}")
        for one in missed:
            print(f"    {became[one.name]} in {one.function}\n      - {one.was}\n      + {one.becomes}")
    print(f"{'all':42}{seen:>9}{whole:>6}{seen / max(whole, 1):>8.0%}")
    if low:
        print(f"Below {WANTED:.0%}: {', '.join(low)}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
