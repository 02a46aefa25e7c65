"""Every setting of one ministry's installation, read from the environment. Refuses to be incomplete.

A file named by MLA_CONFIG (lines NAME=value) is read first; the environment overrides it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

SAMPLE_SECRET = "sample-secret-for-trying-out-only"  # noqa: S105 - published on purpose, and refused by `mla serve`


class ConfigError(Exception):
    """The settings are incomplete or wrong; the message says which and what to do."""


@dataclass(frozen=True)
class SealSettings:
    """With what letters and bound dossiers are sealed, and against what seals are checked; nothing is set unless it is named.

    `file` is a PKCS#12 file; or the key stands in a token: `token` is the PKCS#11 library, `token_name` the token's label, `token_key` the label of key and certificate.
    `passphrase` is the file with the passphrase of the one, or the PIN of the other. `time_stamp` is the address of a service of RFC 3161. `trust` is a folder of certificates (PEM) that are
    believed, `revocation` one of lists of revoked certificates and answers about single ones (.crl, .ocsp); nothing of either is ever fetched.
    """

    file: Path | None = None
    token: Path | None = None
    token_name: str = ""
    token_key: str = ""
    passphrase: Path | None = None
    time_stamp: str = ""
    trust: Path | None = None
    revocation: Path | None = None


@dataclass(frozen=True)
class Config:
    """The settings. Sizes are in bytes, times in minutes where the name does not say otherwise.

    `national_law` is the file of your State's own law (docs/national-law.md). `signed_alone` names the steps that one official may write and sign here, though the tables ask for two.
    `language` is that of letters to own authorities. `foreign_ministry` is what the ministry of foreign affairs is called, by language. `sheet_months` is the age from which an answer on a
    State's sheet is to be checked again. `webhook_hosts` are the hosts of other systems that may be told of steps; none unless it names them. `proxies` is how many proxies of ours stand before the site; only from so many is a visitor's address believed.
    """

    state: str
    ministry_en: str
    ministry_fr: str
    address: tuple[str, ...]
    city: str
    email: str
    phone: str
    colour: str
    database_url: str
    store: Path
    signing_key: Path
    secret_key: str
    hosts: tuple[str, ...]
    port: int = 5000
    secure_cookies: bool = True
    proxies: int = 0
    max_upload: int = 50 * 1024 * 1024
    max_step: int = 150 * 1024 * 1024
    max_package: int = 200 * 1024 * 1024
    session_minutes: int = 480
    idle_minutes: int = 60
    courier_seconds: int = 5
    time_zone: str = "UTC"
    calendars: Path | None = None
    national_law: Path | None = None
    smtp_host: str = ""
    smtp_port: int = 25
    smtp_tls: bool = False
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_from: str = ""
    alert_mail: tuple[str, ...] = ()
    alert_command: str = ""
    alert_address: str = ""
    webhook_hosts: tuple[str, ...] = ()
    sheet_months: int = 6
    signed_alone: frozenset[str] = frozenset()
    language: str = "en"
    ministry_es: str = ""
    foreign_ministry: tuple[tuple[str, str], ...] = ()
    sample: bool = False
    seal: SealSettings = SealSettings()

    @property
    def queue(self) -> Path:
        """The file of the queue of work that takes too long for a page, beside the store."""
        return self.store.parent / "queue.db"

    def ministry(self, language: str) -> str:
        """The ministry's name in a language of the papers."""
        names = {"fr": self.ministry_fr, "es": self.ministry_es}
        return names.get(language) or self.ministry_en


FOREIGN_MINISTRY = {
    "en": "MLA_FOREIGN_MINISTRY",
    "fr": "MLA_FOREIGN_MINISTRY_FR",
    "es": "MLA_FOREIGN_MINISTRY_ES",
}
"""The settings that name the ministry of foreign affairs in each language of letters."""

NEEDED = {
    "MLA_STATE": "the two-letter code of your State, for example SI (or the code of an international body)",
    "MLA_MINISTRY": "the name of your ministry in English",
    "MLA_MINISTRY_FR": "the name of your ministry in French",
    "MLA_ADDRESS": "the postal address, lines separated by |",
    "MLA_CITY": "the city that letters are dated from",
    "MLA_EMAIL": "the central authority's e-mail address",
    "MLA_PHONE": "the central authority's telephone number",
    "MLA_DATABASE": "the database, for example sqlite:////var/lib/mla/mla.db or postgresql://…",
    "MLA_STORE": "the folder that keeps papers, attachments and packages",
    "MLA_SIGNING_KEY": "the file of the Ed25519 signing key (make one with: mla key new FILE)",
    "MLA_SECRET": "a long random secret for cookies (make one with: mla secret)",
    "MLA_HOSTS": "the host names this site answers to, separated by commas",
}


def read(environ: Mapping[str, str] | None = None) -> Config:
    """The settings from the environment. Raises ConfigError naming everything that is missing or wrong."""
    given = _checked(os.environ if environ is None else environ)
    return Config(
        state=given["MLA_STATE"],
        ministry_en=given["MLA_MINISTRY"],
        ministry_fr=given["MLA_MINISTRY_FR"],
        ministry_es=given.get("MLA_MINISTRY_ES", ""),
        foreign_ministry=_foreign_ministry(given),
        address=tuple(line.strip() for line in given["MLA_ADDRESS"].split("|")),
        city=given["MLA_CITY"], email=given["MLA_EMAIL"], phone=given["MLA_PHONE"],
        colour=given.get("MLA_COLOUR", "#1d3557"),
        database_url=given["MLA_DATABASE"],
        store=Path(given["MLA_STORE"]),
        signing_key=Path(given["MLA_SIGNING_KEY"]),
        secret_key=given["MLA_SECRET"],
        hosts=tuple(name.strip() for name in given["MLA_HOSTS"].split(",")),
        port=_number(given, "MLA_PORT", 5000),
        proxies=_number(given, "MLA_PROXIES", 0),
        secure_cookies=given.get("MLA_INSECURE_COOKIES") != "yes",
        max_upload=_number(given, "MLA_MAX_UPLOAD", Config.max_upload),
        max_step=_number(given, "MLA_MAX_STEP", Config.max_step),
        max_package=_number(given, "MLA_MAX_PACKAGE", Config.max_package),
        session_minutes=_number(given, "MLA_SESSION_MINUTES", Config.session_minutes),
        idle_minutes=_number(given, "MLA_IDLE_MINUTES", Config.idle_minutes),
        courier_seconds=_number(given, "MLA_COURIER_SECONDS", Config.courier_seconds),
        time_zone=given.get("MLA_TIME_ZONE", "UTC"),
        calendars=Path(given["MLA_CALENDARS"]) if given.get("MLA_CALENDARS") else None,
        national_law=Path(given["MLA_NATIONAL_LAW"]) if given.get("MLA_NATIONAL_LAW") else None,
        sheet_months=_number(given, "MLA_SHEET_MONTHS", Config.sheet_months),
        signed_alone=frozenset(re.findall(r"\w+", given.get("MLA_SIGNED_ALONE", ""))),
        language=given.get("MLA_LANGUAGE", "en"),
        sample=_is_sample(given),
        smtp_host=given.get("MLA_SMTP_HOST", ""),
        smtp_port=_number(given, "MLA_SMTP_PORT", 587),
        smtp_tls=given.get("MLA_SMTP_PLAIN") != "yes",  # the connection is encrypted unless told otherwise
        smtp_user=given.get("MLA_SMTP_USER", ""),
        smtp_password=given.get("MLA_SMTP_PASSWORD", ""),
        smtp_from=given.get("MLA_SMTP_FROM", ""),
        alert_mail=_several(given, "MLA_ALERT_MAIL"),
        alert_command=given.get("MLA_ALERT_COMMAND", ""),
        alert_address=given.get("MLA_ALERT_ADDRESS", ""),
        webhook_hosts=_several(given, "MLA_WEBHOOK_HOSTS"),
        seal=_seal(given),
    )  # fmt: skip


def _seal(given: Mapping[str, str]) -> SealSettings:
    def path(name: str) -> Path | None:
        return Path(given[name]) if given.get(name) else None

    file, token, service = path("MLA_SEAL"), path("MLA_SEAL_TOKEN"), given.get("MLA_SEAL_TIME_STAMP", "")
    if file and token:
        raise ConfigError("Set MLA_SEAL (a key in a file) or MLA_SEAL_TOKEN (a key in a token), not both.")
    if token and not (given.get("MLA_SEAL_TOKEN_NAME") and given.get("MLA_SEAL_TOKEN_KEY")):
        raise ConfigError(
            "MLA_SEAL_TOKEN also needs MLA_SEAL_TOKEN_NAME (the token’s label) and MLA_SEAL_TOKEN_KEY (the label of the key in it)."
        )
    if service and not re.match(r"https?://[^/]", service):
        raise ConfigError(
            "MLA_SEAL_TIME_STAMP must be the address of a time-stamp service, beginning with https:// or http://."
        )
    return SealSettings(
        file, token, given.get("MLA_SEAL_TOKEN_NAME", ""), given.get("MLA_SEAL_TOKEN_KEY", ""), path("MLA_SEAL_PASSPHRASE_FILE"),
        service, path("MLA_SEAL_TRUST"), path("MLA_SEAL_REVOCATION"),
    )  # fmt: skip


def _several(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\s,]+", given.get(name, "")))


def _checked(environ: Mapping[str, str]) -> dict[str, str]:
    given = _given(environ)
    _refuse_missing(given)
    _refuse_unsafe(given, _is_sample(given))
    _refuse_too_large(given)
    return given


def _is_sample(given: Mapping[str, str]) -> bool:
    return given.get("MLA_SAMPLE") == "yes"


def setting(name: str, environ: Mapping[str, str] | None = None) -> str:
    """One setting, whatever else is missing; empty where it is not made. Raises ConfigError where the file cannot be read."""
    return _given(os.environ if environ is None else environ).get(name, "")


def _given(environ: Mapping[str, str]) -> dict[str, str]:
    given: dict[str, str] = {}
    if path := environ.get("MLA_CONFIG"):
        try:
            lines = Path(path).read_text().splitlines()
        except OSError as error:
            raise ConfigError(f"The settings file {path} cannot be read: {error.strerror}.") from error
        for line in lines:
            name, found, value = line.partition("=")
            if found and not line.lstrip().startswith("#"):
                given[name.strip()] = value.strip()
    return given | {name: value for name, value in environ.items() if name.startswith("MLA_")}


def _foreign_ministry(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    named = ((language, given.get(setting, "").strip()) for language, setting in FOREIGN_MINISTRY.items())
    return tuple((language, name) for language, name in named if name)


def _refuse_missing(given: Mapping[str, str]) -> None:
    missing = [f"  {name}: {what}" for name, what in NEEDED.items() if not given.get(name)]
    if missing:
        raise ConfigError("These settings are missing:\n" + "\n".join(missing))


def _refuse_unsafe(given: Mapping[str, str], sample: bool) -> None:
    if not re.fullmatch(r"[A-Z]{2,12}", given["MLA_STATE"]):
        raise ConfigError(
            "MLA_STATE must be two capital letters, for example SI, or the code of an international body, for example ICC."
        )
    if given.get("MLA_LANGUAGE", "en") not in ("en", "fr", "es"):
        raise ConfigError(
            "MLA_LANGUAGE must be en, fr or es: the language of your letters to your own courts and prosecutors."
        )
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", given.get("MLA_COLOUR", "#000000")):
        raise ConfigError("MLA_COLOUR must be a colour such as #1d3557.")
    if sample:
        return
    if given["MLA_SECRET"] == SAMPLE_SECRET:
        raise ConfigError("MLA_SECRET is the published sample secret. Make your own with: mla secret")
    if len(given["MLA_SECRET"]) < 32:
        raise ConfigError("MLA_SECRET is shorter than 32 characters. Make one with: mla secret")


def _refuse_too_large(given: Mapping[str, str]) -> None:
    """What is handed in with one step travels in one package, and each document with its step."""
    limits = [
        ("MLA_MAX_UPLOAD", _number(given, "MLA_MAX_UPLOAD", Config.max_upload)),
        ("MLA_MAX_STEP", _number(given, "MLA_MAX_STEP", Config.max_step)),
        ("MLA_MAX_PACKAGE", _number(given, "MLA_MAX_PACKAGE", Config.max_package)),
    ]
    for (small, least), (large, most) in pairwise(limits):
        if not 0 < least <= most:
            raise ConfigError(
                f"{small} ({least} bytes) must be more than nothing and not more than {large} ({most} bytes)."
            )


def _number(given: Mapping[str, str], name: str, default: int) -> int:
    try:
        return int(given.get(name, default))
    except ValueError as error:
        raise ConfigError(f"{name} must be a whole number, not “{given[name]}”.") from error
