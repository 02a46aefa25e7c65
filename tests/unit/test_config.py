"""Settings are complete and safe, or the installation does not start; the sentence says which and what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from config import NEEDED, SAMPLE_SECRET, ConfigError, read
from mla.cli import main

COMPLETE = dict.fromkeys(NEEDED, "x") | {
    "MLA_STATE": "SI",
    "MLA_SECRET": "a-long-and-random-secret-of-one-ministry",
    "MLA_HOSTS": "mla.example, localhost",
    "MLA_ADDRESS": "1 Street | 1000 City",
}


def test_a_complete_set_is_read() -> None:
    config = read(COMPLETE)
    assert (config.state, config.hosts, config.address) == (
        "SI",
        ("mla.example", "localhost"),
        ("1 Street", "1000 City"),
    )
    assert config.secure_cookies
    assert not config.sample


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_what_is_missing_is_named(name: str) -> None:
    with pytest.raises(ConfigError, match=name):
        read({**COMPLETE, name: ""})


def test_everything_missing_is_named_at_once() -> None:
    with pytest.raises(ConfigError) as refused:
        read({})
    assert all(name in str(refused.value) for name in NEEDED)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"MLA_SECRET": SAMPLE_SECRET}, "published sample secret"),
        ({"MLA_SECRET": "short"}, "shorter than 32"),
        ({"MLA_STATE": "Slovenia"}, "two capital letters"),
        ({"MLA_COLOUR": "red; } body { display:none"}, "must be a colour"),
        ({"MLA_PORT": "http"}, "whole number"),
        ({"MLA_SEAL": "seal.p12", "MLA_SEAL_TOKEN": "library.so"}, "not both"),
        ({"MLA_SEAL_TOKEN": "library.so"}, "also needs MLA_SEAL_TOKEN_NAME"),
        ({"MLA_SEAL_TIME_STAMP": "ftp://stamps.example"}, "address of a time-stamp service"),
        ({"MLA_CONFIG": "/no/such/file"}, "cannot be read"),
    ],
)
def test_what_is_unsafe_or_wrong_is_refused(change: dict[str, str], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        read({**COMPLETE, **change})


def test_a_settings_file_is_read_and_the_environment_overrides_it(tmp_path: Path) -> None:
    file = tmp_path / "mla.conf"
    file.write_text("# ours\n" + "\n".join(f"{name}={value}" for name, value in COMPLETE.items()))
    assert read({"MLA_CONFIG": str(file), "MLA_PORT": "5009"}).port == 5009


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line with these words and no other settings than these, in this process."""

    def _run(*words: str, **environment: str) -> Done:
        with monkeypatch.context() as inside:
            for name in [name for name in os.environ if name.startswith("MLA_")]:
                inside.delenv(name)
            for name, value in environment.items():
                inside.setenv(name, value)
            inside.setattr(sys, "argv", ["mla", *words])
            with pytest.raises(SystemExit) as ended:
                main()
        told = capsys.readouterr()
        return Done(int(ended.value.code or 0), told.out, told.err)

    return _run


def test_serve_says_what_is_missing_and_shows_no_traceback() -> None:
    words = [sys.executable, "-m", "mla.cli", "serve"]
    done = subprocess.run(words, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "MLA_SIGNING_KEY: the file of the Ed25519 signing key" in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_refuses_the_sample_secret_and_a_missing_key(run: Run, tmp_path: Path) -> None:
    refused = run("serve", **{**COMPLETE, "MLA_SECRET": SAMPLE_SECRET})
    assert "published sample secret" in refused.stderr
    keyless = run("serve", **{**COMPLETE, "MLA_SIGNING_KEY": str(tmp_path / "none.key"), "MLA_STORE": str(tmp_path)})
    assert "mla key new" in keyless.stderr
    assert "Traceback" not in keyless.stderr


def test_a_real_ministry_is_set_up_from_the_command_line_alone(run: Run, tmp_path: Path) -> None:
    settings = {**COMPLETE, "MLA_DATABASE": f"sqlite:///{tmp_path}/mla.db", "MLA_STORE": str(tmp_path / "store"),
                "MLA_SIGNING_KEY": str(tmp_path / "signing.key")}  # fmt: skip
    assert run("key", "new", settings["MLA_SIGNING_KEY"]).returncode == 0
    assert (tmp_path / "signing.key").stat().st_mode & 0o077 == 0
    assert "never overwritten" in run("key", "new", settings["MLA_SIGNING_KEY"]).stderr
    assert run("migrate", **settings).returncode == 0
    added = run(
        "official",
        "add",
        "a@b.example",
        "Ana",
        "--role",
        "administrator",
        "--password",
        "a-good-long-password",
        **settings,
    )
    assert added.returncode == 0, added.stderr
    twice = run(
        "official",
        "add",
        "a@b.example",
        "Ana",
        "--role",
        "administrator",
        "--password",
        "a-good-long-password",
        **settings,
    )
    assert "already" in twice.stderr
    weak = run("official", "add", "c@b.example", "C", "--role", "drafter", "--password", "short", **settings)
    assert "12 characters" in weak.stderr
    shown = run("key", "show", **settings).stdout
    public = shown.split("Public key:")[1].split()[0]
    assert run("peer", "add", "BE", "Ministry", public, **settings).returncode == 0
    assert "64 characters" in run("peer", "add", "BE", "Ministry", "zz", **settings).stderr
    holds = run("verify", **settings)
    assert (holds.returncode, holds.stdout.strip()) == (0, "Everything holds.")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"MLA_MAX_UPLOAD": "2000", "MLA_MAX_STEP": "1000"}, "MLA_MAX_UPLOAD .2000 bytes. must be"),
        ({"MLA_MAX_PACKAGE": "1000"}, "MLA_MAX_STEP .* not more than MLA_MAX_PACKAGE"),
        ({"MLA_MAX_UPLOAD": "0"}, "more than nothing"),
    ],
)
def test_a_document_fits_in_its_step_and_the_documents_of_a_step_in_a_package(
    change: dict[str, str], words: str
) -> None:
    with pytest.raises(ConfigError, match=words):
        read({**COMPLETE, **change})
