"""What was written and not sent before a request moved on: its author still reads the words, and may use them again."""

from __future__ import annotations

from typing import NoReturn

from flask import abort, make_response, render_template

from forms import form_for
from forms.base import retold
from mla.models import Dossier, Proposal
from mla.permission import why_not_begin
from mla.steps import proposals
from mla.views.context import installation, official, officials
from mla.views.posted import typed
from mla.words import _

OVERTAKEN = _("It was written before the request moved on, so nobody is asked to sign it as it stands.")


def moved_on(dossier: Dossier, why: str, overtaken: Proposal | None = None) -> NoReturn:
    """Say that a letter is no longer to be sent, and where the request stands; with its words, for whoever wrote it."""
    said = _words(dossier, overtaken) if overtaken and wrote(overtaken) else {}
    abort(make_response(render_template("moved_on.html", dossier=dossier, why=why, typed=typed(), **said), 409))


def wrote(proposal: Proposal) -> bool:
    """Whether the official at work is one of those who wrote it."""
    return official().id in (proposal.author_id, proposal.changed_by_id)


def _words(dossier: Dossier, proposal: Proposal) -> dict[str, object]:
    step = dossier.table.step[proposal.trigger]
    filled = proposals.filled_of(installation().config.secret_key, proposal)
    if filled is None:
        return {}
    form = form_for(step.form)(retold(filled.answers))
    form.offer(dossier, installation().law_of(dossier), officials())
    return {
        "overtaken": proposal,
        "step": step,
        "lines": form.lines(),
        "documents": filled.uploads,
        "until": proposals.kept_until(proposal),
        "open_again": why_not_begin(official(), dossier, step, installation().law) is None,
    }
