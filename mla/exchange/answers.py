"""What a package says, read by the very forms that officials fill in. Raises Unacceptable for what no form would take.

That the manifest is whole and of the right kinds is known already (`schema.py`).
"""

from __future__ import annotations

import hashlib
from datetime import date
from types import SimpleNamespace
from typing import Any

from forms import Asked, form_for
from forms.base import retold, unanswered
from mla.documents.active_content import looked_at
from mla.documents.bounded import Busy
from mla.documents.printable import missing, named
from mla.documents.reading import Unreadable
from mla.documents.refusing import PaperNotDrawn
from mla.installation import Installation
from mla.lifecycle.machine import open_steps
from mla.lifecycle.terms import Side, Step
from mla.models import Dossier, Person
from mla.package.sealing import Package, Unacceptable
from mla.request_text.versions import Item, changed_places
from mla.steps.annexes import BadUpload, check

ITEMS = ("persons", "offences", "measures")
KEPT = (*ITEMS, "attachments", "contents", "title", "instrument", "language", "arises_from")


class NotInstalled(Exception):
    """The request rests on an instrument that is not installed here; the message names it."""


def read(
    installation: Installation, dossier: Dossier, step: Step, package: Package
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """What was said with the step, and the whole request where the step brings one."""
    _check_paper(step, package)
    _check_annexes(installation, dossier, package)
    said_on = date.fromisoformat(package.manifest["on"])
    if not step.brings_request:
        return _ask(step.form, package.manifest["answers"], dossier, installation, said_on), None
    text = package.manifest.get("request")
    if text is None:
        raise Unacceptable("The package brings no request.")
    request = _read_request(installation, dossier, text, said_on)
    if not dossier.text_open and step.trigger in open_steps(dossier.table, dossier.our_side, dossier.stage):
        _only_what_was_asked(dossier, request)
    return _ask(step.form, package.manifest["answers"], dossier, installation, said_on), request


def _ask(
    form_name: str, answers: dict[str, Any], dossier: Any, installation: Installation, said_on: date
) -> dict[str, Any]:
    form: Asked = form_for(form_name)(retold(answers))
    form.judged(said_on, dossier, abroad=True)
    form.offer(dossier, installation.law.about(dossier.field))
    if not form.validate():
        why = "; ".join(sentence for _, sentence in form.mistakes())
        raise Unacceptable(f"What the package says does not answer what the step asks: {why}")
    return form.answers()


def _check_paper(step: Step, package: Package) -> None:
    papers = [name for name in package.files if name.startswith("documents/")]
    if papers != [f"documents/{step.paper}.pdf"]:
        raise Unacceptable("The package does not hold the one formal paper of its step.")
    try:
        looked_at(package.files[papers[0]])
    except Busy:
        raise
    except (Unreadable, PaperNotDrawn) as error:
        raise Unacceptable(f"The formal paper cannot be opened: {error.sentence}") from error


def _check_annexes(installation: Installation, dossier: Dossier, package: Package) -> None:
    annexes = package.manifest["annexes"]
    files = {name for name in package.files if name.startswith("attachments/")}
    if {annex["file"] for annex in annexes} != files or len(annexes) != len(files):
        raise Unacceptable("The annexes in the package are not those that its manifest lists.")
    sender = dossier.our_side.other
    taken = {a.number for a in dossier.attachments if a.side == sender and a.role in ("request", "step")}
    for annex in annexes:
        if annex["number"] in taken:
            raise Unacceptable(f"There is more than one annex with the number {annex['number']}.")
        taken.add(annex["number"])
        _check_annex(installation, sender, annex, package.files[annex["file"]])


def _check_annex(installation: Installation, sender: Side, annex: dict[str, Any], data: bytes) -> None:
    if annex["side"] != sender:
        raise Unacceptable("An annex does not come from the sender.")
    for name in ("title", "filename"):
        if lacking := missing(annex[name]):
            raise Unacceptable(f"No font here can print {named(lacking[0])} in the {name} of annex {annex['number']}.")
    try:
        upload = check(annex["filename"], data, installation.config.max_upload, annex["title"])
    except BadUpload as error:
        raise Unacceptable(f"An annex cannot be taken: {error}") from error
    listed = (annex["media_type"], annex["size"], annex["pages"])
    if (upload.media_type, len(data), upload.pages) != listed or hashlib.sha256(data).hexdigest() != annex["sha256"]:
        raise Unacceptable(f"The annex “{annex['title']}” is not what the list says.")


def _read_request(installation: Installation, dossier: Dossier, text: dict[str, Any], said_on: date) -> dict[str, Any]:
    """Every section and item of the request, each by its own form. Raises Unacceptable, NotInstalled."""
    if text["instrument"] not in installation.law.instruments:
        raise NotInstalled(
            f"The request rests on the instrument “{text['instrument']}”, which is not installed here yet."
        )
    head = {name: text[name] for name in ("title", "instrument", "language", "arises_from")}
    if lacking := missing(head["title"]):
        raise Unacceptable(f"No font here can print {named(lacking[0])} in the title of the request.")
    items: dict[str, Any] = {name: [] for name in ITEMS}
    seen: Any = SimpleNamespace(**head, kind=dossier.kind, field=dossier.field, **items)
    whole: dict[str, Any] = {**head, "contents": {}}
    _no_other_sections(dossier, text)
    for task in dossier.table.tasks:
        form_name = dossier.table.step[task.trigger].form
        if not task.items:
            whole["contents"][task.trigger] = _ask(
                form_name, text["contents"][task.trigger], seen, installation, said_on
            )
        elif task.items != "attachments":
            told = enumerate(text[task.items], 1)
            whole[task.items] = [_read_item(form_name, n, one, seen, installation, said_on) for n, one in told]
            setattr(seen, task.items, [Item(n, one) for n, one in enumerate(whole[task.items], 1)])
    return whole


def _no_other_sections(dossier: Dossier, text: dict[str, Any]) -> None:
    """The request has the sections of its kind, every one and no other."""
    tasks = dossier.table.tasks
    sections = {task.trigger for task in tasks if not task.items}
    other = [name for name in ITEMS if text[name] and name not in {task.items for task in tasks}]
    if odd := sorted(sections ^ text["contents"].keys()) + other:
        raise Unacceptable(f"The text of the request cannot be read: it lacks, or has too much, “{odd[0]}”.")


def _only_what_was_asked(dossier: Dossier, request: dict[str, Any]) -> None:
    """A text that was sent before changes only where additional information was asked. Raises Unacceptable."""
    nothing: dict[str, Any] = {name: [] for name in ITEMS}
    persons = [_as_kept(one) for one in request.get("persons", ())]
    old = _answered(nothing | dossier.request_text() | {"attachments": []})  # annexes are judged apart
    new = _answered(nothing | request | {"persons": persons, "attachments": []})
    asked = dossier.sections_asked()
    heads = [name for name in ("title", "arises_from") if old[name] != new[name]]
    if "choose_basis" not in {trigger for trigger, _ in asked}:
        heads += [name for name in ("instrument", "language") if old[name] != new[name]]
    open_places = {(place.task.trigger, place.number) for place in changed_places(dossier, old, new)}
    closed = [at for at in open_places if (at[0], "") not in asked and (at[0], str(at[1] or "")) not in asked]
    titles = {task.trigger: task.title for task in dossier.table.tasks}
    changed = heads + sorted(f"{titles[trigger]}{f' {number}' if number else ''}" for trigger, number in closed)
    if changed:
        raise Unacceptable(f"The text is changed where nothing was asked about: {', '.join(changed)}.")


def _answered(told: Any) -> Any:
    """The same words without the questions of inner pages that were not answered: an earlier form may not have asked them."""
    if isinstance(told, list):
        return [_answered(one) for one in told]
    if not isinstance(told, dict):
        return told
    return {name: _answered(value) for name, value in told.items() if name in KEPT or not unanswered(value)}


def _as_kept(told: dict[str, Any]) -> dict[str, Any]:
    """A person as the dossier will hold and tell it."""
    answers = {name: value for name, value in told.items() if name != "number"}
    return {
        "number": told["number"],
        **Person(answers=answers, protected=bool(answers.get("protected"))).known_abroad(),
    }


def _read_item(
    form_name: str, number: int, one: dict[str, Any], seen: Any, installation: Installation, said_on: date
) -> dict[str, Any]:
    if type(one.get("number")) is not int or one["number"] != number:
        raise Unacceptable("The items of the request are not numbered in order.")
    answers = _ask(form_name, {k: v for k, v in one.items() if k != "number"}, seen, installation, said_on)
    return {**answers, "number": number}
