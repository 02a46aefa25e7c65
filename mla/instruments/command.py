"""`mla law check`: whoever edits the law as data learns at once what is wrong, file by file and line by line."""

from __future__ import annotations

from pathlib import Path

import click

from mla.instruments.checks import gaps
from mla.instruments.faults import Unsound
from mla.instruments.law import HERE, Law
from mla.instruments.tables import KEYED, rows_of


@click.group()
def law() -> None:
    """The law as data."""


@law.command()
@click.argument("folder", default=HERE, type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folder: Path) -> None:
    """Check every instrument's file, and say what it leaves unsaid. Exit status 1 when something is wrong."""
    try:
        found = Law(folder)
    except Unsound as error:
        click.echo(str(error))
        click.echo(f"{len(error.faults)} faults found.")
        raise SystemExit(1) from None
    for code, one in {**found.instruments, **found.templates}.items():
        tables = {name: rows for name in KEYED if (rows := rows_of(one, name))}
        click.echo(f"{code}: " + ", ".join(f"{len(rows)} {name}" for name, rows in tables.items()))
        for sentence in gaps(one):
            click.echo(f"  {sentence}")
    click.echo("Everything holds.")
