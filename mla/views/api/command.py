"""The command that writes the description of the interface into the documentation."""

from __future__ import annotations

import json
from pathlib import Path

import click

from forms import measures
from mla.instruments import Law
from mla.views.api.document import document


@click.command("interface")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def interface(file: Path) -> None:
    """Write the description of the interface for other systems (OpenAPI 3.1)."""
    measures.know(Law().question_sets())
    file.write_text(json.dumps(document(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    click.echo(f"Written {file}")
