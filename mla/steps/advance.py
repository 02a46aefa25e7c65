"""The one door: every step of every dossier goes through `advance`.

It asks one question (may this be done?), moves the stage, changes the contents, keeps the documents, writes one
event, draws and seals one paper, seals one package, all in the caller's transaction. If any of it fails, the caller rolls
back and the step has not happened.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from mla.documents.draw import Drawn
from mla.documents.reading import page_count
from mla.installation import Installation
from mla.lifecycle import LIFECYCLES, table_of
from mla.lifecycle.document_records import DOMESTIC
from mla.lifecycle.facts import ADDS
from mla.lifecycle.fates import fates, open_now, parted, stage_after
from mla.lifecycle.machine import StepNotOpen, move
from mla.lifecycle.terms import Side
from mla.lifecycle.text import RequestText
from mla.lifecycle.translations import ORDERS
from mla.models import Dossier, Event, Paper, Peer
from mla.permission import why_not, why_not_record
from mla.records import audit
from mla.records.digests import content_digest, event_digest
from mla.records.seals import sealed
from mla.register.keeping import enter_after_step
from mla.request_text.versions import LAID, keep_text
from mla.search import make_findable
from mla.steps.agreed import not_for_this
from mla.steps.comments import go_along, waits
from mla.steps.concerned import not_for_all, wrong_for
from mla.steps.dispatch import Leaving, dispatch
from mla.steps.documents import keep_uploads
from mla.steps.effects import apply
from mla.steps.home_letter import language_of, reference_of
from mla.steps.implied import implied_by, is_derived
from mla.steps.letter import draw_paper, going_along
from mla.steps.objections import objection
from mla.steps.one_person import done_already
from mla.steps.opened import open_file, to_be_opened
from mla.steps.proposals import needs_another, overtake
from mla.steps.references import next_reference
from mla.steps.step_taken import NotAllowed, OurStep, PackagedStep, RecordedStep, StepTaken, is_late
from mla.steps.translated import keep_translated
from mla.storage.database import local_day
from mla.words import _


def new_dossier(
    session: Session,
    installation: Installation,
    kind: str,
    side: Side,
    today: date,
    counterpart: str = "",
    dossier_id: uuid.UUID | None = None,
    version: int | None = None,
) -> Dossier:
    """A dossier at the start of its life, with its reference. Nothing is known of it until a first step is taken."""
    table = table_of(kind, version) if version else LIFECYCLES[kind]
    return Dossier(
        id=dossier_id or uuid.uuid4(), kind=kind, table_version=table.version, side=side.value, stage=table.start,
        counterpart=counterpart, chain_head="", title="", arises_from_abroad="", instrument=installation.law.first(), language="en", contents={}, opened_on=today,
        our_reference=next_reference(session, installation.config.state, table.letters, today.year, installation.settings.numbering),
        record=[], papers=[], attachments=[], persons=[], offences=[], measures=[], obligations=[], outgoing=[], involvements=[],
    )  # fmt: skip


def advance(session: Session, installation: Installation, taken: StepTaken) -> Event:
    """Take a step. Raises NotAllowed, StepNotOpen, PaperNotDrawn, OSError; the caller commits or rolls back."""
    dossier, step = taken.dossier, taken.step
    if taken.today != local_day(taken.at, installation.config.time_zone):
        raise ValueError(f"A step of {taken.at} cannot be of {taken.today}: event, letter and package bear one day.")
    for earlier in implied_by(installation, taken) if isinstance(taken, RecordedStep) else ():
        advance(session, installation, earlier)
    _ask(session, installation, taken)
    source, followed, reference = dossier.stage, dossier.arises_from, dossier.their_reference
    before = RequestText.of(dossier)
    with session.no_autoflush:
        session.add(dossier)
        apply(session, taken)
        _move(taken)
        dossier.changed_at = taken.at
        number = 1 + max((entry.number for entry in dossier.record), default=0)
        annexes = keep_uploads(installation, taken, number)
        event = _record(session, taken, source, number)
        if step.brings_request or step.effect == ADDS:
            keep_text(installation, event)
        elif step.lays_before:
            keep_text(installation, event, LAID)
        elif step.effect == ORDERS:
            keep_translated(session, installation, event)
        session.add(event)
        text = RequestText.of(dossier)
        _chain(dossier, event, before, text)
    session.flush()
    if step.paper and isinstance(taken, OurStep):
        peer = session.get(Peer, dossier.counterpart)  # the letter asks for it, too, and finds what is held here
        paper = _draw(session, installation, taken, event)
        go_along(event)
        if step.crosses:
            dispatch(session, installation, taken, event, Leaving(paper, annexes, peer))
    elif isinstance(taken, PackagedStep):
        _keep_paper(session, installation, taken, event)
    if dossier.stage != source or parted(taken.dossier, taken.answers):
        overtake(session, dossier, taken.at)
    session.flush()
    enter_after_step(session, installation, dossier, followed, text != before or dossier.their_reference != reference)
    _open_files(session, installation, taken)
    return event


def _open_files(session: Session, installation: Installation, taken: StepTaken) -> None:
    """The files that the law attaches to a step of ours open by themselves."""
    for one in to_be_opened(taken):
        assert isinstance(taken, OurStep)
        assert taken.step.opens
        file = new_dossier(session, installation, taken.step.opens.kind, Side.REQUESTING, taken.today)
        open_file(session, installation, taken, one, file, lambda step: advance(session, installation, step))


def _ask(session: Session, installation: Installation, taken: StepTaken) -> None:
    dossier, step, law = taken.dossier, taken.step, installation.law
    if is_late(taken):  # what may be done is no question: the other State has done it, and it moves nothing here
        return
    if isinstance(taken, OurStep):
        why = why_not(taken.official, dossier, step, law, taken.answers) or not_for_all(taken)
        why = why or objection(session, installation, taken)
        why = why or (None if taken.rehearsed else waits(session, dossier, step))
    elif isinstance(taken, RecordedStep):
        why = why_not_record(taken.official, dossier, step, law)
    else:
        why = why_not(None, dossier, step, law)
    if not (isinstance(taken, RecordedStep) and is_derived(taken)):
        why = why or next(wrong_for(taken), None)
    why = why or done_already(session, taken) or _not_by_two(installation, taken) or not_for_this(law, taken)
    if not why:
        stage_after(dossier, step, taken.answers)
        return
    if step.trigger not in open_now(dossier):
        raise StepNotOpen(why)
    raise NotAllowed(why)


def _move(taken: StepTaken) -> None:
    dossier, step = taken.dossier, taken.step
    if is_late(taken):
        return
    if fates(dossier) or parted(taken.dossier, taken.answers):
        dossier.stage = stage_after(dossier, step, taken.answers)
    else:
        move(dossier.table, dossier.our_side, dossier, step.trigger)


def _not_by_two(installation: Installation, taken: StepTaken) -> str | None:
    """Whether a second official is missing who signs what the first wrote."""
    if not isinstance(taken, OurStep) or not needs_another(installation.config.signed_alone, taken.step, taken.answers):
        return None
    if taken.proposed_by is None or taken.proposed_by.id == taken.official.id:
        return _("What one official has written, another signs: propose it to a colleague.")
    return None


# The event
def _record(session: Session, taken: StepTaken, source: str, number: int) -> Event:
    dossier = taken.dossier
    return Event(
        dossier=dossier, dossier_id=dossier.id, number=number, trigger=taken.step.trigger, from_stage=source, to_stage=dossier.stage,
        side=taken.side.value, official_id=taken.official_id, proposed_by_id=_proposer(taken), actor=taken.actor, at=taken.at,
        answers=taken.answers, channel=taken.channel, content="", log_head=audit.head(session), previous=dossier.chain_head, hash="",
    )  # fmt: skip


def _proposer(taken: StepTaken) -> int | None:
    proposer = taken.proposed_by if isinstance(taken, OurStep) else None
    return proposer.id if proposer and proposer.id != taken.official_id else None


def _chain(dossier: Dossier, event: Event, before: RequestText, text: RequestText) -> None:
    if event.channel and event.channel.get("their_reference"):
        dossier.their_reference = event.channel["their_reference"]
    make_findable(dossier, before.persons)
    event.content = content_digest(dossier, text)
    event.hash = event_digest(event)
    dossier.chain_head = event.hash


# The paper
class Heads(NamedTuple):
    """How a paper is filed: whose it is, its number among those, its language."""

    side: str
    number: int
    language: str


def _draw(session: Session, installation: Installation, taken: OurStep, event: Event) -> bytes:
    dossier, domestic = taken.dossier, taken.step.domestic
    side = DOMESTIC if domestic else dossier.side
    number = 1 + sum(1 for paper in dossier.papers if paper.side == side)
    reference = reference_of(dossier, number, domestic)
    drawn = draw_paper(session, installation, taken, reference, going_along(installation, dossier, event))
    if not taken.rehearsed:
        drawn = Drawn(sealed(session, installation, drawn.pdf, taken.at, reference), drawn.pages)
    language = language_of(installation, dossier, taken.step)
    _add_paper(session, installation, taken, event, drawn, Heads(side, number, language))
    return drawn.pdf


def _add_paper(
    session: Session, installation: Installation, taken: StepTaken, event: Event, drawn: Drawn, heads: Heads
) -> None:
    assert taken.step.paper
    paper = Paper(
        dossier=taken.dossier, event=event, name=taken.step.paper, side=heads.side, number=heads.number, language=heads.language,
        sha256=installation.store.keep(drawn.pdf), size=len(drawn.pdf), pages=drawn.pages, at=taken.at,
    )  # fmt: skip
    session.add(paper)


def _keep_paper(session: Session, installation: Installation, taken: PackagedStep, event: Event) -> None:
    """Keep the other State's paper and annexes as they came."""
    for name, data in taken.package.files.items():
        installation.store.keep(data)
        if name.startswith("documents/"):
            number = int(taken.package.manifest["number"])
            heads = Heads(taken.side.value, number, taken.dossier.language)
            _add_paper(session, installation, taken, event, Drawn(data, page_count(data)), heads)
