"""The sites of ministries, with their officials in front of them; and ministries copied from a template in milliseconds."""

from __future__ import annotations

import copy
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import update

from config import Config
from mla.app import create_app
from mla.installation import Installation
from mla.lifecycle.terms import Role
from mla.models import Dossier, Official
from mla.records import audit
from mla.sample import build
from mla.sample.ministry import Ministry
from mla.sample.staff import PASSWORD, STAFF, email
from mla.search import make_findable
from mla.storage.database import open_engine
from tests.conftest import settings
from tests.support.web import Visitor

SAMPLE = Path(build.__file__).parent
ORDER = (SAMPLE / "order.pdf").read_bytes()
RAVNA = (SAMPLE / "ravna.png").read_bytes()
"""A document and a picture to attach."""

EVIDENCE: dict[str, Any] = {
    "transmitted_on": date(2026, 11, 2),
    "received_on": date(2026, 11, 3),
    "signed_digest": "0" * 64,
    "refusal_ground": "M-e",
}


class Compiled(BytecodeCache):
    """Remembers compiled pages for all sites of a test process: compiling them takes longer than most tests."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is remembered."""
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember."""
        self.known[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


class Site:
    """The site of one ministry. Its officials sign in when they are first needed, each in a browser of their own."""

    def __init__(self, ministry: Ministry) -> None:
        self.ministry = ministry
        self.app: Flask = create_app(ministry.config)
        self.app.extensions["engine"].dispose()
        self.app.extensions["engine"] = ministry.engine
        self.app.extensions["installation"] = ministry.installation
        self.app.jinja_env.bytecode_cache = COMPILED
        self.here: dict[str, Visitor] = {}

    def nobody(self) -> Visitor:
        """Somebody who has not signed in."""
        return Visitor(self.app.test_client())

    def official(self, role: Role | str) -> Visitor:
        """The official with this role."""
        if role not in self.here:
            self.here[str(role)] = self.anew(role)
        return self.here[str(role)]

    def anew(self, role: Role | str) -> Visitor:
        """The same official in front of another browser."""
        visitor = self.nobody()
        visitor.sign_in(self.email(role), PASSWORD)
        return visitor

    def email(self, role: Role | str) -> str:
        """The address with which the official with this role signs in."""
        return email(self.ministry.config.state, str(role).lower())

    def hire(self, name: str, *roles: Role) -> None:
        """One more official, who signs in as this name."""
        hire(self.ministry, [(name.title(), "", self.email(name), roles)])

    def bring_in(self, number: uuid.UUID, *roles: Role) -> None:
        """Let the officials with these roles work on a dossier."""
        with self.ministry.session() as session:
            dossier = session.get_one(Dossier, number)
            for role in roles:
                dossier.involve(self.ministry.official(session, role))
            session.commit()

    def put(self, number: uuid.UUID, stage: str, **columns: Any) -> None:
        """Set a dossier to a stage by hand, behind the back of every rule; with what must be on record there."""
        self.alter(number, **EVIDENCE, **{"stage": stage, **columns})

    def alter(self, number: uuid.UUID, **columns: Any) -> None:
        """Change the row of a dossier by hand."""
        with self.ministry.session() as session:
            session.execute(update(Dossier).where(Dossier.id == number).values(**columns))
            dossier = session.get_one(Dossier, number)
            make_findable(dossier)
            session.commit()


@dataclass(frozen=True)
class Matter:
    """One request between two ministries, and where its pages are."""

    si: Site
    be: Site
    number: uuid.UUID
    base: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "base", f"/dossiers/{self.number}")

    def at(self, page: str = "") -> str:
        """The address of one of its pages, the same on both sites."""
        return f"{self.base}/{page}" if page else self.base

    @property
    def stage(self) -> str:
        """Where it stands in the requesting State."""
        return self.si.ministry.stage(self.number)

    def stages(self) -> tuple[str, str]:
        """Where it stands in either State."""
        return self.si.ministry.stage(self.number), self.be.ministry.stage(self.number)

    def post(self) -> None:
        """Let everything that waits be carried, both ways."""
        self.si.ministry.post_to(self.be.ministry)
        self.be.ministry.post_to(self.si.ministry)


def staffed(state: str, folder: Path) -> Ministry:
    """A ministry on SQLite with one official for every role."""
    ministry = Ministry(settings(state, folder, f"sqlite:///{folder / state}.db"))
    hire(ministry, [(name, function, email(state, role), roles) for name, function, role, roles in STAFF[state]])
    return ministry


QUICK = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
"""The password of all, kept so cheaply that signing in costs a test nothing. Real ones are dear on purpose."""


def hire(ministry: Ministry, people: Sequence[tuple[str, str, str, Sequence[Role]]]) -> None:
    """Accounts for (name, function, e-mail address, roles)."""
    with ministry.session() as session:
        session.add_all(
            Official(name=name, function=function, email=address, roles=[role.value for role in roles], password=QUICK)
            for name, function, address, roles in people
        )
        for _, _, address, roles in people:
            told = {"account": address, "roles": [role.value for role in roles], "active": True}
            audit.note(session, "account_changed", who="test", **told)
        session.commit()


def cast_from(template: Ministry, folder: Path) -> Ministry:
    """A ministry like another on SQLite, with database, store and key of its own."""
    home = folder / uuid.uuid4().hex
    home.mkdir(parents=True)
    template.engine.dispose()  # so that all of it stands in the one file
    shutil.copy(template.engine.url.database or "", home / "mla.db")
    shutil.copy(template.config.signing_key, home / "signing.key")
    if template.config.store.exists():
        shutil.copytree(template.config.store, home / "store")
    return _settled(template, home)


def _settled(template: Ministry, home: Path) -> Ministry:
    config: Config = replace(
        template.config,
        database_url=f"sqlite:///{home / 'mla.db'}",
        store=home / "store",
        signing_key=home / "signing.key",
    )
    made = copy.copy(template)
    made.config, made.installation, made.engine = (
        config,
        Installation(config, template.installation.law),
        open_engine(config.database_url),
    )
    return made
