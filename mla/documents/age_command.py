"""`mla identity`: an authority makes the key to which an identity is sealed, and opens what came. Needs no installation, no network."""

from __future__ import annotations

import os
from pathlib import Path

import click

from mla.documents.age import NoKey, NotOpened, fingerprint, new_key, unseal


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
def show(file: Path, key: Path) -> None:
    """Open a sealed FILE and print what it holds. Nothing is kept."""
    try:
        lines = [line for line in key.read_text().splitlines() if line.strip() and not line.startswith("#")]
        click.echo(unseal(file.read_bytes(), "".join(lines)).decode(errors="replace"))
    except (NoKey, NotOpened) as error:
        raise click.ClickException(str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"The file of the key, or the sealed file, cannot be read: {error}.") from error
