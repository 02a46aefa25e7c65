"""`mla law check`: whoever edits the law as data learns at once what is wrong, file by file and line by line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

import config
from mla.instruments import Law
from mla.instruments.checks import gaps
from mla.instruments.faults import Unsound
from mla.instruments.law import HERE
from mla.instruments.tables import KEYED, rows_of
from mla.national_law import checks
from mla.national_law.reading import SAMPLE, read_national
from mla.national_law.schema import TABLES


@click.group()
def law() -> None:
    """The law as data."""


@law.command()
@click.argument("folder", default=HERE, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--national", type=click.Path(path_type=Path), help="A file of national law; without it, that of MLA_NATIONAL_LAW."
)
def check(folder: Path, national: Path | None) -> None:
    """Check every file of the law, and say what it leaves unsaid. Exit status 1 when something is wrong."""
    try:
        found = Law(folder)
        lines = [*_instruments(found), *_national(found, national, shipped=folder == HERE)]
    except Unsound as error:
        click.echo(str(error))
        click.echo(f"{len(error.faults)} faults found.")
        raise SystemExit(1) from None
    click.echo("\n".join([*lines, "Everything holds."]))


def _instruments(found: Law) -> Iterator[str]:
    for code, one in {**found.instruments, **found.templates}.items():
        tables = {name: rows for name in KEYED if (rows := rows_of(one, name))}
        yield f"{code}: " + ", ".join(f"{len(rows)} {name}" for name, rows in tables.items())
        yield from (f"  {sentence}" for sentence in gaps(one))


def _national(found: Law, named: Path | None, shipped: bool) -> Iterator[str]:
    """The file that is named, or that of the settings; and beside the instruments that ship, the sample that ships."""
    own = named or (Path(told) if (told := config.setting("MLA_NATIONAL_LAW")) else None)
    for file in dict.fromkeys(filter(None, (own, SAMPLE if shipped else None))):
        one = read_national(file, found)
        yield f"{file.name} (national law): " + ", ".join(f"{len(one.rows(name))} {name}" for name in TABLES)
        yield from (f"  {sentence}" for sentence in checks.gaps(one))
