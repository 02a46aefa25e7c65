"""`mla check FILE`: what the seals of a PDF prove, at the command line, for whoever runs the server."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from sqlalchemy.orm import Session

import config
from mla.agreements.known import know
from mla.documents.bounded import Busy
from mla.documents.reading import Unreadable
from mla.documents.titles import title
from mla.installation import Installation
from mla.models import Attachment, Paper
from mla.register.by_digest import Kept, kept_as
from mla.seals.key import NotSealed
from mla.seals.reading import Looked, known_here, look_at
from mla.seals.told import BAD, OPEN, WELL, Line, moment, of_file, of_seal
from mla.storage.database import now, open_engine, open_session

MARKS = {WELL: "proved     ", OPEN: "not checked", BAD: "WRONG      "}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def check(context: click.Context, file: Path) -> None:
    """Say who sealed a PDF and when, whether it was changed since, and which step it proves. Exit status 1 when something is wrong."""
    settings = config.read()
    if file.stat().st_size > settings.max_package:
        raise click.ClickException(
            f"{file} is larger than {settings.max_package // 1024 // 1024} MB (MLA_MAX_PACKAGE): it is not looked at."
        )
    installation = Installation(settings)
    try:
        looked = look_at(file.read_bytes(), known_here(settings.seal, installation.seal, now()))
    except (Unreadable, NotSealed, Busy) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"SHA-256: {looked.sha256}")
    lines = _say(of_file(looked))
    for found in looked.seals:
        click.echo(f"\n{'Sealed' if found.is_theirs else 'It claims to be sealed'} by {found.by}")
        lines += _say(of_seal(found))
        click.echo(f"  SHA-256 of the certificate: {found.fingerprint}")
    with open_session(open_engine(settings.database_url)) as session:
        know(session, installation)
        _prove(session, looked)
    context.exit(1 if any(line.sort == BAD for line in lines) else 0)


def _say(lines: Iterable[Line]) -> list[Line]:
    told = list(lines)
    for line in told:
        click.echo(f"  {MARKS[line.sort]}  {line.sentence}")
    return told


def _prove(session: Session, looked: Looked) -> None:
    """Which papers kept here it is, or was when it was sealed."""
    click.echo()
    for digest in dict.fromkeys([looked.sha256, *(one.sealed for one in looked.seals if one.sound)]):
        found = kept_as(session, [digest], None)
        before = "" if digest == looked.sha256 else "As it was sealed, without what was added: "
        for one in found:
            click.echo(before + _named(one))
        if not found:
            click.echo(f"{before}no paper with this digest is kept here.")


def _named(one: Kept) -> str:
    kept = one.kept
    if isinstance(kept, Paper):
        called = title(kept.name, "en", one.dossier.kind)
    else:
        called = kept.title if isinstance(kept, Attachment) else f"Dossier bound for “{kept.purpose}”"
    where = f"It is kept here as: {called}, {one.dossier.our_reference}"
    if one.event is None:
        return where
    return f"{where}, entry {one.event.number} of its history, “{one.dossier.table.step[one.event.trigger].done}”, {moment(one.event.at)}"
