"""A letter is read before it leaves: shown as it would be sent, proposed to a colleague where it takes two, and signed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response as AnyResponse

from forms import Asked, form_for
from forms.base import retold
from forms.inside import SendBackProposal
from mla.deadlines.due import due
from mla.documents.draw import PaperNotDrawn
from mla.lifecycle.document_records import DOMESTIC
from mla.lifecycle.machine import StepNotOpen
from mla.lifecycle.terms import Step
from mla.lifecycle.translations import ORDERS, Order, of_letter
from mla.models import Dossier, LetterShown, Official, Paper, Proposal
from mla.permission import held_back, why_not, why_not_begin
from mla.steps import proposals
from mla.steps.letter import going_along
from mla.steps.proposals import Filled, needs_another
from mla.steps.rehearsal import NotAsShown, Rehearsed, rehearse, send
from mla.steps.sealed_identity import with_sealed
from mla.steps.step_taken import NotAllowed, OurStep
from mla.steps.translated import said_then
from mla.storage.database import is_race, now, reading
from mla.views.comments import panel
from mla.views.context import db, dossier_or_404, installation, moment, official, officials, start_over, today
from mla.views.embedding import LETTER, PDF, embedded, may_embed
from mla.views.errors import Denied, our_fault, why_not_kept
from mla.views.overtaken import OVERTAKEN, moved_on, wrote
from mla.words import _

bp = Blueprint("letters", __name__, url_prefix="/dossiers/<uuid:dossier_id>/letters")

Answer = str | AnyResponse | Response | tuple[str, int]
OTHERWISE = _("The letter is not the one that you were shown: the request has changed, or the day. Read it again.")
GONE = _("This letter is no longer here: it was sent, written anew, or given up.")
UNREADABLE = _(
    "What was filled in can no longer be opened, because the installation's secret has changed. Fill it in again."
)
NOT_KEPT = _("This could not be kept just now, so nothing was sent. Try again in a moment.")


@dataclass(frozen=True)
class Waiting:
    """A letter that waits, with all that is asked of it: its request, its step, what its form says, who may sign it."""

    proposal: Proposal
    dossier: Dossier
    step: Step
    filled: Filled
    signatories: Sequence[Official]

    @property
    def by_two(self) -> bool:
        """Whether a second official must sign it."""
        return needs_another(installation().config.signed_alone, self.step, self.filled.answers)

    @property
    def why_not_sign(self) -> str | None:
        """Why the official at work may not sign it now, or None."""
        if why := why_not(official(), self.dossier, self.step, installation().law):
            return why
        if self.by_two and self.proposal.other_writer(official().id) is None:
            return _("You have written it yourself: another official signs it.")
        return None

    @property
    def held_back(self) -> str | None:
        """Why nobody may sign it now, whoever may otherwise: comments that are still open."""
        return held_back(self.dossier, self.step)

    def taken(self, signs: Official) -> OurStep:
        """The step, as it is taken when this official signs."""
        said = self.filled
        writer = self.proposal.other_writer(signs.id) if self.by_two else None
        return OurStep(
            self.dossier, self.step, said.answers, moment(), today(), signs, said.uploads, said.shared,
            proposed_by=db().get_one(Official, writer) if writer else None,
        )  # fmt: skip


@bp.get("/<int:proposal>")
def show(dossier_id: uuid.UUID, proposal: int) -> Answer:
    """The letter as it would be sent, with what goes along, and what may be done with it."""
    return _page(loaded(dossier_id, proposal))


@bp.get("/<int:proposal>/letter.pdf")
def pdf(dossier_id: uuid.UUID, proposal: int) -> Response:
    """The letter as it was last shown to this official."""
    shown = proposals.letter_of(_secret(), _shown(dossier_id, proposal))
    return embedded(Response(shown.pdf if shown else b"", mimetype="application/pdf"), PDF)


@bp.get("/<int:proposal>/letter.html")
def html(dossier_id: uuid.UUID, proposal: int) -> Response:
    """The same letter as text, for a browser that shows no PDF, and for a small screen."""
    shown = proposals.letter_of(_secret(), _shown(dossier_id, proposal))
    return embedded(
        Response(shown.html if shown else "", mimetype="text/html"),
        LETTER,
    )


@bp.post("/<int:proposal>/propose")
def propose(dossier_id: uuid.UUID, proposal: int) -> Answer:
    """Lay it before a second official."""
    waiting = loaded(dossier_id, proposal)
    _only_writers(waiting.proposal)
    proposals.propose(waiting.proposal, now())
    db().commit()
    return redirect(url_for("dossiers.show", dossier_id=dossier_id))


@bp.post("/<int:proposal>/send-back")
def send_back(dossier_id: uuid.UUID, proposal: int) -> Answer:
    """Return it to its author, with words."""
    waiting = loaded(dossier_id, proposal)
    form = SendBackProposal(request.form)
    if waiting.why_not_sign:
        raise Denied(waiting.why_not_sign)
    if not form.validate():
        return _page(waiting, back=form, status=400)
    proposals.send_back(waiting.proposal, official(), form.remark.data or "", now())
    db().commit()
    return redirect(url_for("dossiers.show", dossier_id=dossier_id))


@bp.post("/<int:proposal>/give-up")
def give_up(dossier_id: uuid.UUID, proposal: int) -> Answer:
    """Throw it away; nothing was sent."""
    _dossier, found = _found(dossier_id, proposal)
    _only_writers(found)
    db().delete(found)
    db().commit()
    return redirect(url_for("dossiers.show", dossier_id=dossier_id))


@bp.post("/<int:proposal>/sign")
def sign(dossier_id: uuid.UUID, proposal: int) -> Answer:
    """Sign it and send it: the step is taken. Whoever signs has seen this very letter."""
    waiting = loaded(dossier_id, proposal)
    if why := waiting.why_not_sign:
        raise Denied(why)
    seen = waiting.proposal.shown_to(official().id)
    try:
        event = send(db(), installation(), waiting.taken(official()), seen.mark if seen else "")
        db().delete(waiting.proposal)
        sent = event.number
        db().commit()
    except NotAsShown:
        return _again(dossier_id, proposal, OTHERWISE, 409)
    except (PaperNotDrawn, NotAllowed, StepNotOpen) as error:
        return _again(dossier_id, proposal, str(error), 422)
    except StaleDataError:
        return _again(dossier_id, proposal, OTHERWISE, 409)
    except IntegrityError as error:
        return _again(dossier_id, proposal, *((OTHERWISE, 409) if is_race(error) else (our_fault(error), 500)))
    except (OSError, OperationalError) as error:
        return _again(dossier_id, proposal, *why_not_kept(error, NOT_KEPT))
    return redirect(url_for("letters.left", dossier_id=dossier_id, event=sent))


@bp.get("/sent/<int:event>")
def left(dossier_id: uuid.UUID, event: int) -> str:
    """What left, when, to whom, with the letter, and what happens next."""
    dossier = dossier_or_404(dossier_id)
    paper = next((one for one in dossier.papers if one.event_number == event and _ours(dossier, one)), None) or abort(
        404
    )
    return render_template(
        "letter_sent.html", dossier=dossier, event=paper.event, step=dossier.table.step[paper.event.trigger], paper=paper,
        sent=next((one for one in dossier.outgoing if one.event.number == event), None),
        annexes=going_along(installation(), dossier, paper.event), due=due(dossier, installation()), today=today(),
    )  # fmt: skip


def _ours(dossier: Dossier, paper: Paper) -> bool:
    return paper.side in (dossier.side, DOMESTIC)


def prepared(dossier: Dossier, step: Step, filled: Filled, before: int | None, shown: bool = True) -> str:
    """Keep a filled step, rehearsed so that whatever is against it is said on its form; the page of its letter.

    Raises what `advance` raises. `before` is the proposal that is changed, if one is. `shown`: the page of its letter comes next.
    """
    filled = replace(filled, uploads=with_sealed(installation(), dossier, step, filled.answers, filled.uploads))
    kept = db().get(Proposal, before) if before else None
    if kept is None or kept.dossier_id != dossier.id or kept.trigger != step.trigger:
        kept = proposals.prepare(db(), _secret(), dossier, step, official(), filled, now())
    else:
        proposals.change(kept, _secret(), official(), filled, now())
    waiting = Waiting(kept, dossier, step, filled, _signatories(dossier, step))
    if signs := _signs(waiting):
        letter = rehearse(db(), installation(), waiting.taken(signs))
        if shown:
            _keep_shown(waiting, letter)
    db().commit()
    return url_for("letters.show", dossier_id=dossier.id, proposal=kept.id)


def _found(dossier_id: uuid.UUID, proposal: int) -> tuple[Dossier, Proposal]:
    dossier = dossier_or_404(dossier_id)
    found = db().get(Proposal, proposal)
    if found is None or found.dossier_id != dossier.id:
        moved_on(dossier, GONE)
    return dossier, found


def loaded(dossier_id: uuid.UUID, proposal: int) -> Waiting:
    """A letter that waits, of a request that the official may see."""
    dossier, found = _found(dossier_id, proposal)
    step = dossier.table.step.get(found.trigger) or abort(404)
    why = why_not_begin(official(), dossier, step, installation().law)
    if not proposals.still_open(found, dossier):
        moved_on(dossier, why or OVERTAKEN, found)
    if why:
        raise Denied(why)
    filled = proposals.filled_of(_secret(), found)
    if filled is None:
        raise Denied(UNREADABLE)
    return Waiting(found, dossier, step, filled, _signatories(dossier, step))


def _shown(dossier_id: uuid.UUID, proposal: int) -> LetterShown:
    return loaded(dossier_id, proposal).proposal.shown_to(official().id) or abort(404)


def _secret() -> str:
    return installation().config.secret_key


def _signatories(dossier: Dossier, step: Step) -> list[Official]:
    law = installation().law
    return [one for one in officials() if one.has(*step.roles) and why_not(one, dossier, step, law) is None]


def _signs(waiting: Waiting) -> Official | None:
    """In whose name the letter is shown: of whoever looks at it, if that official may sign; else of the first who may."""
    if waiting.why_not_sign is None:
        return official()
    writers = {waiting.proposal.author_id, waiting.proposal.changed_by_id}
    return next((one for one in waiting.signatories if not waiting.by_two or one.id not in writers), None)


def _only_writers(proposal: Proposal) -> None:
    if not wrote(proposal):
        raise Denied(_("Only whoever wrote it may do this."))


def _again(dossier_id: uuid.UUID, proposal: int, why: str, status: int) -> Answer:
    start_over()
    return _page(loaded(dossier_id, proposal), why, status)


def _page(waiting: Waiting, problem: str = "", status: int = 200, back: Asked | None = None) -> Answer:
    signs = _signs(waiting)
    letter = None
    if signs is None:
        problem = problem or _(
            "Nobody else in this ministry may sign it. Let a colleague write it, or ask the administrator to give another"
            " official the role."
        )
    else:
        letter, why = _show_letter(waiting, signs)
        problem = problem or why
    form = form_for(waiting.step.form)(retold(waiting.filled.answers))
    form.offer(waiting.dossier, installation().law_of(waiting.dossier), officials())
    page = render_template(
        "letter.html", dossier=waiting.dossier, step=waiting.step, waiting=waiting, letter=letter, signs=signs, form=form,
        back=back or SendBackProposal(), problem=problem, translated=_changed_since_translated(waiting, form),
        order_again=next(iter(waiting.dossier.table.triggers(ORDERS)), None),
        comments=(said := panel(waiting.dossier)), blocking=said.blocking(waiting.step),
    )  # fmt: skip
    return may_embed(page, status)


def _changed_since_translated(waiting: Waiting, form: Asked) -> list[tuple[Order, list[str]]]:
    """The translations of this letter whose original said something else, with the questions that are answered anew."""
    told = []
    for order in of_letter(waiting.dossier, waiting.step.trigger):
        then = said_then(installation(), order)
        if then is None or then == waiting.filled.answers:
            continue
        before = form_for(waiting.step.form)(retold(then))
        before.offer(waiting.dossier, installation().law_of(waiting.dossier), officials())
        old, new = dict(before.lines()), dict(form.lines())
        if anew := [question for question in {**new, **old} if old.get(question) != new.get(question)]:
            told.append((order, anew))
    return told


def _show_letter(waiting: Waiting, signs: Official) -> tuple[Rehearsed | None, str]:
    """The letter, noted as shown to whoever looks at it; or why it cannot be sent as things stand."""
    number, proposal = waiting.dossier.id, waiting.proposal.id
    start_over()
    reading.set(False)  # it is tried out, and that it was shown is kept
    fresh = loaded(number, proposal)
    try:
        letter = rehearse(db(), installation(), fresh.taken(signs))
    except (PaperNotDrawn, NotAllowed, StepNotOpen) as error:
        start_over()
        return None, str(error)
    _keep_shown(loaded(number, proposal), letter)
    db().commit()
    return letter, ""


def _keep_shown(waiting: Waiting, letter: Rehearsed) -> None:
    proposals.keep_shown(waiting.proposal, _secret(), official(), letter.mark, proposals.Shown(letter.pdf, letter.html))
