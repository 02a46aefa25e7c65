"""`mla identity`: an authority makes the key to which an identity is sealed, and opens what came. Needs no installation, no network."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path

import click

from mla.documents.age import IN_WORDS, NoKey, NotOpened, fingerprint, new_key, unseal


@click.group()
def identity() -> None:
    """The identity of a protected person, sealed to an authority's key."""


@identity.command("new-key")
@click.argument("keyfile", type=click.Path(path_type=Path))
def make(keyfile: Path) -> None:
    """Make a key: the secret part goes to KEYFILE, which only its owner can read; the public part is printed."""
    secret, public = new_key()
    try:
        with os.fdopen(os.open(keyfile, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"# public key: {public}\n{secret}\n")
    except FileExistsError as error:
        raise click.ClickException(f"{keyfile} is there already; no key is overwritten.") from error
    except OSError as error:
        raise click.ClickException(f"{keyfile} cannot be written: {error.strerror}.") from error
    click.echo(f"Public key, to be told to the other State: {public}")
    click.echo(f"Fingerprint, to be confirmed by another channel: {fingerprint(public)}")


@identity.command("open")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The file of the secret key.")  # fmt: skip
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="A folder for the documents that show the person.")  # fmt: skip
def show(file: Path, key: Path, folder: Path | None) -> None:
    """Open a sealed FILE and print who the person is. Nothing is kept but the documents, where a folder for them is named."""
    try:
        lines = [line for line in key.read_text().splitlines() if line.strip() and not line.startswith("#")]
        _show(unseal(file.read_bytes(), "".join(lines)), folder)
    except (NoKey, NotOpened) as error:
        raise click.ClickException(str(error)) from error
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise click.ClickException(f"The file of the key, or the sealed file, cannot be read: {error}.") from error


def _show(content: bytes, folder: Path | None) -> None:
    """What was sealed: an archive; text alone, where an earlier version sealed it."""
    if not zipfile.is_zipfile(BytesIO(content)):
        click.echo(content.decode(errors="replace"))
        return
    with zipfile.ZipFile(BytesIO(content)) as archive:
        click.echo(archive.read(IN_WORDS).decode(errors="replace"))
        names = [name for name in archive.namelist() if name.startswith("documents/")]
        if names and folder is None:
            click.echo(f"{len(names)} document(s) show the person: name a folder for them with --to.")
        for name in names:
            if folder:  # the last part of the name alone: none leads out of the folder
                _keep(folder / Path(name).name, archive.read(name))


def _keep(path: Path, data: bytes) -> None:
    """A document that only its owner can read; none takes the place of another."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    click.echo(f"Kept: {path}")
