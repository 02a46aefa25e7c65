"""What stands beside the form of a step: bases that would serve, the other State's sheet, what is still missing."""

from __future__ import annotations

from flask import request

from forms import Asked
from forms.basis import ChooseBasis
from forms.national_law import admissible
from forms.paragraphs import OwnParagraph, insert
from forms.signing import Sign
from mla.canonical import Answers
from mla.contents_check import Finding, required
from mla.contents_check.findings import bases_here, findings
from mla.instruments.bodies import body, row_between
from mla.lifecycle.machine import implied_before
from mla.lifecycle.terms import Step
from mla.lifecycle.text import RequestText
from mla.models import Dossier
from mla.national_law import national
from mla.participation.bases import Basis
from mla.participation.pair import unfit
from mla.participation.sheets import TOPICS, Sheet, authority_for, sheet
from mla.request_text.paragraphs import paragraphs_for
from mla.views.chosen import letter_before
from mla.views.comments import panel
from mla.views.context import db, installation, today
from mla.views.held import propose_days


def panels(dossier: Dossier, step: Step, form: Asked) -> Answers:
    """All of it, as the page of the step names it."""
    return {
        "bases": _bases(dossier, step),
        "implied": implied_before(dossier.table, dossier.our_side, dossier.stage, step.trigger) or (),
        "sheet": _sheet(dossier, step, form),
        "findings": _findings(dossier, step, form),
        "hidden": _hidden(dossier, step, form),
        "said": panel(dossier).within(task) if (task := dossier.table.task_of(step.trigger)) else [],
        "today": today(),
    }


def offer_paragraphs(dossier: Dossier, step: Step, form: Asked) -> None:
    """The ministry's own paragraphs that fit; the one whose button was pressed is put behind what was typed."""
    kind = str(form["kind"].data or "") if form.kind_first else ""
    form.paragraphs = offered = paragraphs_for(db(), installation(), dossier, step.trigger, kind)
    for given in dossier.table.given:
        if given.section == step.trigger and given.owner == dossier.side and given.field in form:
            offered.setdefault(given.field, []).extend(_assurances(dossier, given.kind))
    name, _colon, number = request.form.get("insert", "").partition(":")
    for one in offered.get(name, ()):
        if str(one.id) == number and name in form:
            insert(form, name, one.text)


def _assurances(dossier: Dossier, kind: str) -> list[OwnParagraph]:
    """The words of an assurance that our own law lets be given."""
    own, one = national(installation().law), admissible(installation().law, dossier.side).get(kind)
    if one is None:
        return []
    title = f"{own.cite(one, dossier.language)}, {one.by.text(dossier.language)}"
    return [OwnParagraph(f"law-{one.code}", title, one.words.text(dossier.language))]


def drop_excuse(dossier: Dossier, form: Asked) -> None:
    """Where nothing mandatory is missing, nobody is asked why the request is signed all the same."""
    if isinstance(form, Sign) and not required(findings(db(), installation(), dossier, today())):
        del form["although"]


def offer_bases(dossier: Dossier, step: Step, form: Asked) -> None:
    """Where a basis is chosen, offer those first that serve today; the form asks what depends on it."""
    if isinstance(form, ChooseBasis):
        found = _bases(dossier, step)
        known = installation().law.instruments
        here = (installation().config.state, dossier.counterpart)
        others = {code for code, one in known.items() if unfit(one, *here)}
        others |= known.keys() - {one.code for one in found} if any(map(body, here)) else set()
        form.know_bases([one.code for one in found], {one.code for one in found if one.usable}, others)


def _bases(dossier: Dossier, step: Step) -> list[Basis]:
    return bases_here(db(), installation(), dossier, today()) if _of_basis(dossier, step) else []


def _of_basis(dossier: Dossier, step: Step) -> bool:
    """Whether the step chooses the instrument."""
    return step.trigger == dossier.table.basis.trigger


def suggest(dossier: Dossier, step: Step, form: Asked) -> None:
    """Offer what our own law proposes for a step of ours, and what the other State's sheet names: the authority, the one channel."""
    if not form.abroad and letter_before(dossier, step) is None:
        form.propose(dossier, installation().law_of(dossier))
        propose_days(dossier, form)
    if not _of_basis(dossier, step) or step.trigger in dossier.contents:
        return
    if to := body(dossier.counterpart):
        row = row_between(dossier.kind, installation().config.state, dossier.counterpart)
        form["addressee"].data = form["addressee"].data or to.to.text(dossier.language)
        form["standing"].data = form["standing"].data or (row.rests(dossier.language) if row else "")
    known = sheet(db(), dossier.counterpart)
    kinds = [measure.kind for measure in RequestText.of(dossier).measures if measure.kind]
    channels = known[("channels", "")].words if ("channels", "") in known else ()
    form["addressee"].data = form["addressee"].data or authority_for(known, kinds)
    form["channel"].data = form["channel"].data or (channels[0] if channels else "")


def _sheet(dossier: Dossier, step: Step, form: Asked) -> Sheet:
    """The answers that matter for this page: all for the basis, those about its kind of help for a measure."""
    if _of_basis(dossier, step):
        return sheet(db(), dossier.counterpart)
    if form.kind_first and form["kind"].data:
        known = sheet(db(), dossier.counterpart)
        return {
            place: e
            for place, e in known.items()
            if TOPICS[e.topic].by_measure and e.measure in ("", form["kind"].data)
        }
    return {}


def _hidden(dossier: Dossier, step: Step, form: Asked) -> int | None:
    """The number of the person whom a page is about, where it does not show who that is."""
    task = dossier.table.list_of("persons")
    if not task or step.trigger != task.trigger or "number" not in form or dossier.side != "requesting":
        return None
    here = [one for one in RequestText.of(dossier).persons if str(one.number) == str(form["number"].data)]
    return next((one.number for one in here if one.hidden), None)


def _findings(dossier: Dossier, step: Step, form: Asked) -> list[Finding]:
    """All that was found, before a signature; on a page of the draft that was told already, what concerns it."""
    if step.beside_text and not step.turns_back:
        return [one for one in findings(db(), installation(), dossier, today()) if not one.judged]
    task = next((task for task in dossier.table.tasks if task.trigger == step.trigger), None)
    number = str(form["number"].data or "") if "number" in form else ""
    if task is None or (not number if task.items else step.trigger not in dossier.contents):
        return []
    found = findings(db(), installation(), dossier, today())
    return [one for one in found if one.step == step.trigger and (not number or str(one.number) == number)]
