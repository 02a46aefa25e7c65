"""The one way in which tests drive the application. Three doors, each the one that real people and States use:

- **A step**: `si.take(number, "refuse", ground=...)` fills in the step's own form and goes through `advance`, as an
  official does (`mla/sample/ministry.py`); `si.record(...)` takes it from a letter, `si.post_to(be)` carries the post.
  The stretches that most stories begin with are below: `send`, `take_in`, `report_all` ...
- **A page**: `Site(si).official(Role.DRAFTER)` is somebody who has signed in; `get`, `fill` and `post` open a page and
  send its form as it stands there (`tests/support/web.py`).
- **The command line and a running server**, where the process itself is what is tested.

Ministries come from fixtures: `pair` (Slovenia and Belgium on SQLite), `peers` (the same on each database), `of` (any
State), in `tests/web` also a request at a stage: `draft`, `sent`, `executing`. Who needs one at hand makes it with
`staffed` and copies it with `cast_from`. `case_file` makes a request on record that no database holds.
"""

from __future__ import annotations

import copy
import shutil
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from flask import Flask
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select, update

from config import SAMPLE_SECRET, Config
from mla.installation import Installation
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Role
from mla.models import Dossier, Official
from mla.package.keys import new_key
from mla.records import audit
from mla.records.verify import verify
from mla.register.keeping import enter
from mla.register.keeping import faults as not_registered
from mla.sample import build
from mla.sample import ministry as sample
from mla.sample.ministry import Ministry
from mla.sample.staff import PASSWORD, STAFF, email
from mla.storage.database import local_day, open_engine
from mla.storage.migrate import upgrade
from tests.support.applications import application, let_in
from tests.support.web import Page, Visitor, a_file

__all__ = ["Page", "Visitor", "a_file"]  # what is read and sent on a page; all else is made here

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


class Site:
    """The site of one ministry. Its officials sign in when they are first needed, each in a browser of their own."""

    def __init__(self, ministry: Ministry) -> None:
        self.ministry = ministry
        self.here: dict[str, Visitor] = {}

    @cached_property
    def app(self) -> Flask:
        """The application, made when somebody first comes: many stories look at one side only."""
        return application(self.ministry)

    def nobody(self) -> Visitor:
        """Somebody who has not signed in."""
        return Visitor(self.app.test_client())

    def official(self, role: Role | str) -> Visitor:
        """The official with this role."""
        if role not in self.here:
            self.here[str(role)] = self.anew(role)
        return self.here[str(role)]

    def anew(self, role: Role | str) -> Visitor:
        """The same official in front of another browser, already signed in: the page where that is done is opened by the tests of it."""
        visitor = self.nobody()
        let_in(self.app, visitor, self.email(role))
        return visitor

    def email(self, role: Role | str) -> str:
        """The address with which the official with this role signs in."""
        return email(self.ministry.config.state, str(role).lower())

    def hire(self, name: str, *roles: Role) -> None:
        """One more official, who signs in as this name."""
        hire(self.ministry, [(name.title(), "", name.lower(), roles)])

    def bring_in(self, dossier_id: uuid.UUID, *roles: Role) -> None:
        """Let the officials with these roles work on a dossier."""
        with self.ministry.session() as session:
            dossier = session.get_one(Dossier, dossier_id)
            for role in roles:
                dossier.involve(self.ministry.official(session, role))
            session.commit()

    def put(self, dossier_id: uuid.UUID, stage: str, **columns: Any) -> None:
        """Set a dossier to a stage by hand, behind the back of every rule; with what must be on record there."""
        self.alter(dossier_id, **EVIDENCE, **{"stage": stage, **columns})

    def alter(self, dossier_id: uuid.UUID, **columns: Any) -> None:
        """Change the row of a dossier by hand; the register says what it said before."""
        with self.ministry.session() as session:
            session.execute(update(Dossier).where(Dossier.id == dossier_id).values(**columns))
            session.commit()

    def enter(self, dossier_id: uuid.UUID) -> None:
        """Enter a dossier that was changed by hand in the register, where a test reads lists."""
        with self.ministry.session() as session:
            enter(session, self.ministry.installation, session.get_one(Dossier, dossier_id))
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


QUICK = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
"""The password of all, kept so cheaply that signing in costs a test nothing. Real ones are dear on purpose."""


def hire(ministry: Ministry, people: Sequence[tuple[str, str, str, Sequence[Role]]]) -> None:
    """Accounts for (name, function, first part of the e-mail address, roles)."""
    with ministry.session() as session:
        for name, function, box, roles in people:
            address, known = email(ministry.config.state, box), [role.value for role in roles]
            session.add(Official(name=name, function=function, email=address, roles=known, password=QUICK))
            audit.note(session, "account_changed", who="test", account=address, roles=known, active=True)
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
        Installation(config),
        open_engine(config.database_url),
    )
    return made


Template = tuple[Ministry, Ministry, uuid.UUID]
"""A request between two ministries, to be copied."""


def copied(template: Template, folder: Path) -> Template:
    """The same between ministries of its own."""
    return cast_from(template[0], folder), cast_from(template[1], folder), template[2]


def opened(template: Template, folder: Path) -> Iterator[Matter]:
    """The request of a template, between ministries of its own."""
    si, be, number = copied(template, folder)
    yield Matter(Site(si), Site(be), number)
    si.engine.dispose()
    be.engine.dispose()


# Making ministries
def settings(state: str, folder: Path, url: str) -> Config:
    """The settings of a ministry for tests."""
    home = folder / f"{state}-{uuid.uuid4().hex[:8]}"
    home.mkdir()
    new_key(home / "signing.key")
    return Config(
        state=state,
        ministry_en=f"Ministry of Justice of {state}",
        ministry_fr=f"Ministère de la Justice ({state})",
        address=("1 Example Street", "1000 Example"),
        city="Example",
        email=f"mla@{state.lower()}.example",
        phone="+00 0",
        colour="#1d3557",
        database_url=url,
        store=home / "store",
        signing_key=home / "signing.key",
        secret_key=SAMPLE_SECRET,
        hosts=("127.0.0.1", "localhost"),
        secure_cookies=False,
        sample=True,
    )


def migrated(path: Path) -> str:
    """The address of a SQLite database there that has gone through all migrations: once in a process, then copied."""
    path.write_bytes(_newest())
    return f"sqlite:///{path}"


@cache
def _newest() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "newest.db"
        engine = open_engine(f"sqlite:///{path}")
        upgrade(engine)
        engine.dispose()
        return path.read_bytes()


def staffed(state: str, folder: Path, url: str = "") -> Ministry:
    """A ministry with one official for every role, made from nothing; on SQLite unless told otherwise."""
    ministry = Ministry(settings(state, folder, url or migrated(folder / f"{state}.db")))
    hire(ministry, STAFF.get(state) or [(f"{role.title()} of {state}", role.title(), role, (role,)) for role in Role])
    return ministry


# Stretches of a story
def started_as_if_it_might(ministry: Ministry, kind: str) -> uuid.UUID:
    """A request of a kind, started to the first State there is, also where a ministry may not: for what is asked of every kind."""
    law = ministry.installation.law.about(LIFECYCLES[kind].field)
    state = next(code for code, _name in law.states() if code != ministry.config.state)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("forms.states.allowed", lambda *_asked: True)
        patch.setattr("forms.between.body", lambda _code: True)
        basis = law.bases(law.field)[0][0]
        return ministry.start(kind, counterpart=state, instrument=basis, title="His own", language="en")


def send(sender: Ministry, receiver: Ministry, dossier_id: uuid.UUID) -> None:
    """Signed by a colleague, sent, delivered."""
    sender.take(dossier_id, "submit")
    sender.take(dossier_id, "sign", read=True)
    sender.take(dossier_id, "transmit")
    sender.post_to(receiver)


def take_in(receiver: Ministry, sender: Ministry, dossier_id: uuid.UUID) -> None:
    """Acknowledged, assigned."""
    receiver.take(dossier_id, "acknowledge", **acknowledgement())
    assign(receiver, dossier_id)
    receiver.post_to(sender)


def assign(receiver: Ministry, dossier_id: uuid.UUID) -> None:
    """Given to the examiner."""
    with receiver.session() as session:
        examiner = receiver.official(session, Role.EXAMINER).id
    receiver.take(dossier_id, "assign", examiner=str(examiner))


def acknowledgement() -> dict[str, Any]:
    """What an acknowledgement says today."""
    return {
        "received_on": today(),
        "responsible": "Central Authority",
        "confidentiality": "kept",
    }


def today() -> str:
    """Today at both ministries, as forms take it."""
    return local_day(sample.now(), "UTC").isoformat()


def in_days(days: int) -> str:
    """A day to come, as forms take it."""
    return (local_day(sample.now(), "UTC") + timedelta(days=days)).isoformat()


def in_boxes(days: int = 0) -> list[str]:
    """So many days from today in the three boxes of a page."""
    year, month, day = in_days(days).split("-")
    return [day, month, year]


def letter(reference: str = "NL/77") -> dict[str, str]:
    """A letter of the other State that came today."""
    return {"channel": "diplomatic", "sent_on": today(), "received_on": today(), "their_reference": reference}


CONSULTED = {"consultation": "not_appropriate", "consultation_reason": "No condition could meet the concern."}
REFUSAL = {"ground": "M-g", "reasons": "Essential interests would be prejudiced."} | CONSULTED


def results(ministry: Ministry, dossier_id: uuid.UUID, outcome: str = "done") -> list[dict[str, str]]:
    """One outcome for every measure."""
    with ministry.session() as session:
        measures = session.get_one(Dossier, dossier_id).measures
        return [
            {"number": str(m.number), "authority": "A court", "outcome": outcome, "result": "As asked.", "ground": ""}
            for m in measures
        ]


def report_all(ministry: Ministry, dossier_id: uuid.UUID, outcome: str = "done") -> None:
    """The examiner records what became of every measure."""
    with ministry.session() as session:
        numbers = [m.number for m in session.get_one(Dossier, dossier_id).measures]
    for measure in numbers:
        ministry.take(dossier_id, "report_measure", measure=str(measure), outcome=outcome, result="As asked.")


def seen_abroad(ministry: Ministry, dossier_id: uuid.UUID) -> str | None:
    """The stage as the other State may know it."""
    with ministry.session() as session:
        return session.get_one(Dossier, dossier_id).current_stage.abroad


def ledger_of(ministry: Ministry, dossier_id: uuid.UUID) -> list[dict[str, Any]]:
    """Every line of the ledger of a request, whole."""
    with ministry.session() as session:
        lines = session.get_one(Dossier, dossier_id).obligations
        return sorted(({name: getattr(line, name) for name in line.FIELDS} for line in lines), key=str)


def assert_both_agree(one: Ministry, other: Ministry, dossier_id: uuid.UUID) -> None:
    """The same stage abroad, the same ledger line by line, and records that hold on both sides."""
    assert seen_abroad(one, dossier_id) == seen_abroad(other, dossier_id)
    assert ledger_of(one, dossier_id) == ledger_of(other, dossier_id)
    for ministry in (one, other):
        with ministry.session() as session:
            assert [*verify(session, ministry.installation), *not_registered(session, ministry.installation)] == []


def the_only_dossier(ministry: Ministry) -> uuid.UUID:
    """The id of the one dossier there is."""
    with ministry.session() as session:
        return session.scalars(select(Dossier)).one().id
