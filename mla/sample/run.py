"""`mla sample`: two ministries side by side on this machine, with data to try."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from config import SAMPLE_SECRET, read
from mla.national_law.reading import SAMPLE
from mla.package.keys import new_key
from mla.sample.build import build
from mla.sample.ministry import Ministry
from mla.sample.seal import SEAL, TRUST, new_seal
from mla.sample.staff import PASSWORD, STAFF, email
from mla.serving import must_be_free

PORTS = {"SI": 5001, "BE": 5002}
NAMES = {
    "SI": ("Ministry of Justice (sample)", "Ministère de la Justice (exemple)", "Ministerio de Justicia (ejemplo)", "Župančičeva 0|1000 Ljubljana|Slovenia (sample address)",
           "Ljubljana", "mla@si.example", "+386 0 000 00 00", "#14532d"),
    "BE": ("Federal Public Service Justice (sample)", "Service public fédéral Justice (exemple)", "Servicio Público Federal de Justicia (ejemplo)",
           "Boulevard de l’Exemple 0|1000 Bruxelles|Belgium (sample address)", "Brussels", "mla@be.example", "+32 0 000 00 00", "#1d3557"),
}  # fmt: skip


def settings(folder: Path, state: str) -> dict[str, str]:
    """The environment of one sample ministry."""
    english, french, spanish, address, city, mail, phone, colour = NAMES[state]
    home = folder.resolve() / state
    return {
        "MLA_STATE": state, "MLA_MINISTRY": english, "MLA_MINISTRY_FR": french, "MLA_MINISTRY_ES": spanish, "MLA_ADDRESS": address, "MLA_CITY": city,
        "MLA_EMAIL": mail, "MLA_PHONE": phone, "MLA_COLOUR": colour, "MLA_DATABASE": f"sqlite:///{home}/mla.db",
        "MLA_STORE": str(home / "store"), "MLA_SIGNING_KEY": str(home / "signing.key"), "MLA_SECRET": SAMPLE_SECRET,
        "MLA_HOSTS": "127.0.0.1,localhost", "MLA_PORT": str(PORTS[state]), "MLA_INSECURE_COOKIES": "yes",
        "MLA_TIME_ZONE": "Europe/Ljubljana" if state == "SI" else "Europe/Brussels", "MLA_SAMPLE": "yes",
        "MLA_NATIONAL_LAW": str(SAMPLE), "MLA_SEAL": str(home / SEAL), "MLA_SEAL_TRUST": str(folder.resolve() / TRUST),
    }  # fmt: skip


def furnish(folder: Path, state: str) -> None:
    """The folder of one sample ministry, with the key and the seal that its settings name."""
    (folder / state).mkdir(parents=True)
    new_key(folder / state / "signing.key")
    new_seal(folder / state, NAMES[state][0])


def prepare(folder: Path) -> dict[str, dict[str, str]]:
    """Make both ministries if they are not there yet; returns the environment of each."""
    environments = {state: settings(folder, state) for state in PORTS}
    if (folder / "ready").exists():
        for state in PORTS:
            if not (folder / state / SEAL).exists():  # the sample was made when there were no seals
                new_seal(folder / state, NAMES[state][0])
        return environments
    shutil.rmtree(folder, ignore_errors=True)
    print("Making the two sample ministries (half a minute)…", flush=True)  # noqa: T201
    for state in PORTS:
        furnish(folder, state)
    ministries = {state: Ministry(read(environment)) for state, environment in environments.items()}
    build(ministries["SI"], ministries["BE"], {state: f"http://127.0.0.1:{port}" for state, port in PORTS.items()})
    (folder / "ready").touch()
    return environments


def run(folder: Path) -> None:
    """Make what is missing, start both, and wait until stopped."""
    for port in PORTS.values():
        must_be_free(port)
    environments = prepare(folder)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that both servers end with us, however we are stopped
    running = [
        subprocess.Popen([sys.executable, "-m", "mla.cli", "serve"], env={**os.environ, **environment})
        for environment in environments.values()
    ]
    _wait_until_they_answer()
    print(WELCOME.format(password=PASSWORD, people=_people()), flush=True)  # noqa: T201
    try:
        for process in running:
            process.wait()
    except KeyboardInterrupt:
        pass
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def _wait_until_they_answer(seconds: int = 120) -> None:
    end = time.monotonic() + seconds
    for port in PORTS.values():
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)


def _people() -> str:
    rows = [f"  {role:<14} {email('SI', role):<26} {email('BE', role)}" for _, _, role, _ in STAFF["SI"]]
    return "\n".join(rows)


WELCOME = """
Two sample ministries are running. Every person and case in them is fictional.

  Slovenia (asks)     http://127.0.0.1:5001
  Belgium (is asked)  http://127.0.0.1:5002

Sign in with one of these addresses and the password   {password}

{people}

What to try first:
  1. At 5001 sign in as drafter: open the draft “archive of a monitoring mission” and its task list.
  2. At 5002 sign in as registrar: acknowledge “register of companies”, assign it; then as decider accept it.
  3. Look at the Ravna request on both sides: the same stage, each side's own papers.
  4. Save one of its letters and give it to “Check a seal”, at the foot of every page: both ministries seal what they send.

Both keep their data in ./var/sample; “make clean-data” starts over. Stop with Ctrl-C.
"""
