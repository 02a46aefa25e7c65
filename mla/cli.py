"""The command line: `mla serve`, `mla sample`, `mla verify` and the rest. Each command says plainly what is wrong."""

from __future__ import annotations

import json
import secrets
import sys
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

import config
from mla import serving
from mla.accounts.command import official
from mla.agreements.known import know
from mla.calendars import BadCalendar
from mla.documents.age_command import identity
from mla.documents.draw import PaperNotDrawn
from mla.dossier.binder import bind_volumes
from mla.installation import Installation
from mla.instruments.faults import Unsound
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.picture import markdown
from mla.lifecycle.terms import Role
from mla.models import Dossier, Official, Peer
from mla.national_law.command import law
from mla.news.rounds import remind as told
from mla.package.keys import KeyProblem, fingerprint, new_key, public_bytes
from mla.package.published import document as document_of_package
from mla.participation import law_document
from mla.records import audit
from mla.records.keys_on_file import put_on_file
from mla.records.verify import verify as faults
from mla.register.check_command import check
from mla.register.keeping import faults as not_registered
from mla.register.keeping import fill, make_anew
from mla.seals.key import NotSealed
from mla.steps.table_upgrade import move_all
from mla.storage.database import local_day, now, open_engine, open_session
from mla.storage.files import Missing
from mla.storage.migrate import upgrade
from mla.views.api.command import interface


def main() -> None:
    """Run a command; a known problem ends in one sentence and exit status 2."""
    try:
        cli(standalone_mode=True)
    except (config.ConfigError, KeyProblem, NotSealed, Unsound, BadCalendar, serving.PortTaken) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except OperationalError as error:
        click.echo(f"The database does not answer, or not as it should: {error.orig}", err=True)
        sys.exit(2)


@click.group()
def cli() -> None:
    """Mutual legal assistance between ministries of justice."""


@cli.command()
def serve() -> None:
    """Run one ministry from its settings (see README, “Running a real ministry”)."""
    serving.serve(config.read())


@cli.command()
@click.option("--folder", default="var/sample", type=click.Path(path_type=Path), help="Where the sample lives.")
def sample(folder: Path) -> None:
    """Run two sample ministries side by side on this machine."""
    from mla.sample.run import run

    run(folder)


@cli.command()
@click.option("--once", is_flag=True, help="Carry what is due and stop.")
def courier(once: bool) -> None:
    """Carry waiting packages to the other States, and read the documents that have come, to find requests by them."""
    serving.carry(Installation(config.read()), once)


@cli.command()
@click.option("--once", is_flag=True, help="Do what waits and stop.")
def worker(once: bool) -> None:
    """Do what takes too long for a page: bind dossiers for a purpose."""
    serving.work(Installation(config.read()), once)


@cli.command()
def migrate() -> None:
    """Bring the database to the newest migration."""
    settings = config.read()
    engine = open_engine(settings.database_url)
    upgrade(engine)
    with open_session(engine) as session:
        fill(session, know(session, Installation(settings)))
    click.echo("The database is up to date.")


@cli.command()
def register() -> None:
    """Write the register anew from the records: after holidays or national law were changed in their files, or OCR was installed.

    The courier then looks at every document anew.
    """
    settings = config.read()
    with open_session(open_engine(settings.database_url)) as session:
        count = make_anew(session, know(session, Installation(settings)))
    click.echo(f"{count} requests entered anew.")


@cli.command()
def verify() -> None:
    """Prove the records: chains, stages, papers, attachments, packages. Exit status 1 when something is wrong."""
    settings = config.read()
    with open_session(open_engine(settings.database_url)) as session:
        installation = know(session, Installation(settings))
        found = [*faults(session, installation), *not_registered(session, installation)]
    for fault in found:
        click.echo(fault)
    click.echo(f"{len(found)} faults found." if found else "Everything holds.")
    sys.exit(1 if found else 0)


@cli.command("move")
@click.option("--as", "email", required=True, help="The e-mail address of the administrator who answers for it.")
def move(email: str) -> None:
    """Move open requests to the newest version of their life cycle; name those that cannot be moved."""
    settings = config.read()
    with open_session(open_engine(settings.database_url)) as session:
        by = session.scalar(select(Official).where(Official.email == email, Official.active))
        if by is None or not by.has(Role.ADMINISTRATOR):
            raise click.ClickException(f"{email} is no active administrator.")
        moment = now()
        found = list(
            move_all(session, know(session, Installation(settings)), by, moment, local_day(moment, settings.time_zone))
        )
        session.commit()
    for dossier, why in found:
        click.echo(f"{dossier.our_reference}: {why or f'moved to version {dossier.table_version}'}")
    click.echo(f"{sum(not why for _, why in found)} moved, {sum(bool(why) for _, why in found)} left where they were.")


@cli.command("dossier")
@click.argument("reference")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--volumes", type=click.IntRange(min=2), help="Write volumes of at most so many pages, each a PDF.")
def dossier_pdf(reference: str, file: Path, volumes: int | None) -> None:
    """Write a whole dossier as one PDF, or as volumes: FILE, FILE-2 and so on."""
    settings = config.read()
    with open_session(open_engine(settings.database_url)) as session:
        found = session.scalar(select(Dossier).where(Dossier.our_reference == reference))
        if found is None:
            raise click.ClickException(f"There is no request with the reference {reference}.")
        try:
            today = local_day(now(), settings.time_zone)
            books = bind_volumes(session, know(session, Installation(settings)), found, today, volumes)
        except (Missing, PaperNotDrawn) as error:
            raise click.ClickException(str(error)) from error
    for number, pdf in enumerate(books, 1):
        path = file if number == 1 else file.with_stem(f"{file.stem}-{number}")
        path.write_bytes(pdf)
        click.echo(f"Written to {path}.")


@cli.command()
def remind() -> None:
    """Mail every official what is new, due soon or late in their requests, each once. Run it every day."""
    settings = config.read()
    try:
        for email, count in told(open_engine(settings.database_url), Installation(settings)):
            click.echo(f"{email}: {count}")
    except (OSError, ValueError) as error:
        raise click.ClickException(f"A mail could not be sent: {error}") from error


@cli.command()
def secret() -> None:
    """Make a secret for MLA_SECRET."""
    click.echo(secrets.token_urlsafe(48))


cli.add_command(check)


@cli.command("schema")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def schema(file: Path) -> None:
    """Write what a step says for machines as JSON Schema (docs/package-1.schema.json)."""
    file.write_text(json.dumps(document_of_package(), indent=2, ensure_ascii=False) + "\n")
    click.echo(f"Written {file}")


@cli.group()
def key() -> None:
    """The signing key."""


@key.command("new")
@click.argument("file", type=click.Path(path_type=Path))
def key_new(file: Path) -> None:
    """Make a signing key."""
    made = new_key(file)
    click.echo(f"Made {file}. Public key: {public_bytes(made).hex()}")


@key.command("show")
def key_show() -> None:
    """Show our public key and fingerprint."""
    installation = Installation(config.read())
    click.echo(f"Public key:  {public_bytes(installation.key).hex()}\nFingerprint: {installation.fingerprint}")


@cli.group()
def peer() -> None:
    """Other States' installations."""


@peer.command("add")
@click.argument("state")
@click.argument("name")
@click.argument("public_key")
@click.option("--name-fr", default=None)
@click.option("--name-es", default=None)
@click.option("--url", default=None, help="Leave out when packages are carried by hand.")
def peer_add(state: str, name: str, public_key: str, name_fr: str | None, url: str | None, name_es: str | None) -> None:
    """Put another State's public key on file."""
    try:
        raw = bytes.fromhex(public_key)
    except ValueError:
        raw = b""
    if len(raw) != 32:
        raise click.ClickException("A public key has 64 characters from 0 to 9 and a to f.")
    with open_session(open_engine(config.read().database_url)) as session:
        session.merge(
            Peer(state=state.upper(), name=name, name_fr=name_fr, name_es=name_es, key=raw, url=url, trusted=True)
        )
        put_on_file(session, state.upper(), raw, now())
        audit.note(session, "peer_changed", who="command line", state=state.upper(), key=public_key, url=url or "")
        session.commit()
    click.echo(f"Compare this fingerprint with {name} by telephone:\n{fingerprint(raw)}")


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
def pictures(folder: Path) -> None:
    """Write the life cycles as Markdown with Mermaid pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, table in LIFECYCLES.items():
        (folder / f"{kind}.md").write_text(markdown(table))
        click.echo(f"Written {folder / kind}.md")


@law.command("document")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def document(file: Path) -> None:
    """Write all that the data says of the law as one page of Markdown."""
    file.write_text(law_document.markdown())
    click.echo(f"Written {file}")


cli.add_command(identity)
cli.add_command(interface)
cli.add_command(law)
cli.add_command(official)


if __name__ == "__main__":
    main()
