"""A ministry at work without a browser: its officials take steps by the same forms and through the same door.

Used to build the sample, and by the walks in `tests/`.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from config import Config
from forms import form_for, measures
from forms.base import Asked, retold
from forms.obliging import Obliging
from forms.of_persons import name_everybody
from forms.recording import Letter, TransmitRecorded
from forms.states import StateDropDown
from mla.accounts.passwords import passwords
from mla.agreements.known import know
from mla.canonical import Answers
from mla.exchange.courier import carry
from mla.exchange.receipts import take_receipt
from mla.exchange.reception import receive
from mla.installation import Installation
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.fates import WHAT, WHOM
from mla.lifecycle.terms import Role, Side, Step
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Official, Peer
from mla.package.keys import public_bytes
from mla.participation.sheets import Entry, keep
from mla.permission import PREPARES
from mla.records import audit
from mla.records.keys_on_file import put_on_file
from mla.register.keeping import fill
from mla.sample.staff import FUNCTIONS
from mla.steps.advance import advance, new_dossier
from mla.steps.proposals import needs_another
from mla.steps.step_taken import OurStep, RecordedStep, StepTaken, Upload
from mla.storage.database import local_day, now, open_engine, open_session
from mla.storage.migrate import upgrade

Filled = TypeVar("Filled", bound=Asked)
Done = TypeVar("Done")


class Misfilled(Exception):
    """A form was not filled in as it must be; the message gathers its sentences."""


class Ministry:
    """One installation, and the officials who work in it."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.clock: Callable[[], datetime] = now
        self.installation = Installation(config)
        measures.know(self.installation.law.question_sets())
        self.engine: Engine = open_engine(config.database_url)
        upgrade(self.engine)
        with open_session(self.engine) as session:
            fill(session, know(session, self.installation))

    def session(self) -> Session:
        """A session of one's own; with it comes the law of the moment."""
        session = open_session(self.engine)
        know(session, self.installation)
        session.rollback()
        return session

    def does(self, act: Callable[[Session], Done]) -> Done:
        """Do something beside the dossiers, all of it or nothing."""
        with self.session() as session:
            done = act(session)
            session.commit()
            return done

    def hire(self, people: Sequence[tuple[str, str, str, Sequence[Role]]], password: str) -> None:
        """Accounts for (name, function, e-mail address, roles)."""
        hashed = passwords.hash(password)
        with self.session() as session:
            session.add_all(
                Official(
                    name=name,
                    function=function,
                    function_fr=FUNCTIONS.get(function, ("", ""))[0],
                    function_es=FUNCTIONS.get(function, ("", ""))[1],
                    email=email,
                    roles=[r.value for r in roles],
                    password=hashed,
                )
                for name, function, email, roles in people
            )
            for _, _, email, roles in people:
                audit.note(
                    session, "account_changed", who="sample", account=email, roles=[r.value for r in roles], active=True
                )
            session.commit()

    def knows(self, other: Ministry, url: str | None = None) -> None:
        """Put another ministry's key on file."""
        theirs = other.config
        with self.session() as session:
            session.merge(
                Peer(
                    state=theirs.state,
                    name=theirs.ministry_en,
                    name_fr=theirs.ministry_fr,
                    name_es=theirs.ministry_es or None,
                    key=public_bytes(other.installation.key),
                    url=url,
                    trusted=True,
                )
            )
            key = public_bytes(other.installation.key)
            put_on_file(session, theirs.state, key, self.clock())
            audit.note(
                session, "peer_changed", who="sample", state=theirs.state, key=key.hex(), url=url or "", trusted=True
            )
            session.commit()

    def learns(self, entries: Iterable[Entry]) -> None:
        """Enter answers on the sheets of other States."""
        with self.session() as session:
            keep(session, entries, "sample data")
            session.commit()

    def official(self, session: Session, role: Role) -> Official:
        """The first official with a role."""
        people = session.scalars(select(Official).where(Official.active).order_by(Official.id))
        return next(one for one in people if one.has(role))

    # Steps
    def start(self, kind: str = "assistance", **answers: object) -> uuid.UUID:
        """Start a request, as the first drafter; returns the dossier's id."""
        moment = self.clock()
        with self.session() as session:
            drafter = self.official(session, Role.DRAFTER)
            day = local_day(moment, self.config.time_zone)
            form = _filled(form_for("Open"), answers, self.installation, RequestText(LIFECYCLES[kind]), day)
            dossier = new_dossier(session, self.installation, kind, Side.REQUESTING, day)
            step = LIFECYCLES[kind].step["open"]
            advance(session, self.installation, OurStep(dossier, step, form.answers(), moment, day, drafter))
            session.commit()
            return dossier.id

    def take(
        self, dossier_id: uuid.UUID, trigger: str, /, role: Role | None = None, uploads: Sequence[Upload] = (), **answers: object,
    ) -> None:  # fmt: skip
        """Take one of our own steps, as the first official with the role (by default the step's first)."""
        self._go(dossier_id, trigger, role, uploads, answers, None)

    def record(
        self, dossier_id: uuid.UUID, trigger: str, letter: Answers, uploads: Sequence[Upload] = (), /, **answers: object,
    ) -> None:  # fmt: skip
        """Record a step of the other State from a letter."""
        self._go(dossier_id, trigger, Role.REGISTRAR, uploads, answers, letter)

    def _go(
        self, dossier_id: uuid.UUID, trigger: str, role: Role | None, uploads: Sequence[Upload], answers: Answers, letter: Answers | None,
    ) -> None:  # fmt: skip
        moment = self.clock()
        with self.session() as session:
            dossier = session.get_one(Dossier, dossier_id)
            step = dossier.table.step[trigger]
            people = list(session.scalars(select(Official)))
            actor = self.official(session, role or step.roles[0])
            day = local_day(moment, self.config.time_zone)
            channel = _filled(Letter, letter, self.installation, None, day).answers() if letter else None
            said_on = date.fromisoformat(channel["sent_on"]) if channel else day
            form = _filled(
                form_for(step.form), answers, self.installation, dossier, said_on, people, abroad=bool(letter)
            )
            told = (dossier, step, form.answers(), moment, day, actor)
            taken: StepTaken
            if channel:
                taken = RecordedStep(*told, channel, uploads)
            else:
                proposer = self._proposer(people, step, actor, form.answers(), dossier.our_side)
                taken = OurStep(*told, uploads, form.shared(), proposed_by=proposer)
            advance(session, self.installation, taken)
            session.commit()

    def _proposer(
        self, people: Sequence[Official], step: Step, signs: Official, answers: Answers, side: Side
    ) -> Official | None:
        """A colleague who prepares what the official signs, where it takes two."""
        if not needs_another(self.config.signed_alone, step, answers):
            return None
        return next(one for one in people if one.active and one.id != signs.id and one.has(*PREPARES[side]))

    def register(
        self, letter: Answers, uploads: Sequence[Upload] = (), kind: str = "assistance", **answers: object
    ) -> uuid.UUID:
        """Register a request that came on paper; returns the dossier's id."""
        moment = self.clock()
        with self.session() as session:
            day = local_day(moment, self.config.time_zone)
            channel = _filled(Letter, letter, self.installation, None, day).answers()
            said_on = date.fromisoformat(channel["sent_on"])
            form = _filled(
                TransmitRecorded, answers, self.installation, RequestText(LIFECYCLES[kind]), said_on, abroad=True
            )
            dossier = new_dossier(session, self.installation, kind, Side.REQUESTED, day, form.answers()["counterpart"])
            registrar = self.official(session, Role.REGISTRAR)
            step = LIFECYCLES[kind].step["transmit"]
            advance(
                session,
                self.installation,
                RecordedStep(dossier, step, form.answers(), moment, day, registrar, channel, uploads),
            )
            session.commit()
            return dossier.id

    # The post
    def take_in(self, _url: str, data: bytes) -> bytes:
        """Take in a package as if it had come over the network; returns the receipt."""
        with self.session() as session:
            if data.startswith(b"{"):
                take_receipt(session, data, self.clock())
                session.commit()
                return data
            incoming = receive(session, self.installation, data, "http", self.clock())
            session.commit()
            return incoming.receipt or b""

    def post_to(self, other: Ministry) -> int:
        """Carry what waits for another ministry in this process to it."""
        return carry(self.engine, self.installation, other.take_in, self.clock(), other.config.state)

    def stage(self, dossier_id: uuid.UUID) -> str:
        """Where a dossier stands here."""
        with self.session() as session:
            return session.get_one(Dossier, dossier_id).stage


def _filled(
    cls: type[Filled],
    answers: Answers,
    installation: Installation,
    about: Dossier | RequestText | None,
    day: date,
    people: Sequence[Official] = (),
    abroad: bool = False,
) -> Filled:
    """A form filled in and checked: about a dossier, or about a request of which nothing is told yet. Raises Misfilled."""
    form = cls(retold(answers))
    form.judged(day, about if isinstance(about, Dossier) else None, abroad)
    if isinstance(about, Dossier):
        form.offer(about, installation.law_of(about), people)
    elif about:
        form.offer_text(about, installation.law_of(about))
        for chosen in (field for field in form if isinstance(field, StateDropDown)):
            chosen.here(installation.law, installation.config.state)
    if isinstance(form, Obliging) and "owed" not in answers:
        form.leave_ticked()
    if not {WHOM, WHAT} & answers.keys():
        name_everybody(form)
    if not form.validate():
        raise Misfilled("; ".join(f"{field}: {sentence}" for field, sentence in form.mistakes()))
    return form
