"""What a package says, read by the very forms that officials fill in. Raises Unacceptable for what no form would take.

That the manifest is whole and of the right kinds is known already (`schema.py`).
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from forms import Asked, form_for
from forms.base import retold
from forms.needed import unanswered
from mla.canonical import Answers
from mla.documents.active_content import looked_at
from mla.documents.bounded import Busy
from mla.documents.kinds import SEALED
from mla.documents.printable import missing, named
from mla.documents.reading import Unreadable
from mla.documents.refusing import PaperNotDrawn
from mla.installation import Installation
from mla.lifecycle import facts
from mla.lifecycle.fates import open_now
from mla.lifecycle.items import AttachmentText
from mla.lifecycle.sealed_identity import SEALS
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Side, Step, Task
from mla.lifecycle.text import HEADS, RequestText
from mla.models import Dossier
from mla.package.sealing import Package, Unacceptable
from mla.steps.annexes import BadUpload, check, kinds_with

LISTS = ("persons", "offences", "measures")


class NotInstalled(Exception):
    """The request rests on an instrument that is not installed here; the message names it."""


def read(
    installation: Installation, dossier: Dossier, step: Step, package: Package
) -> tuple[Answers, RequestText | None]:
    """What was said with the step, and the whole request where the step brings one."""
    _check_paper(step, package)
    _check_annexes(installation, dossier, step, package)
    said_on = date.fromisoformat(package.manifest["on"])
    if not step.brings_request:
        return _ask_step(step, package, dossier, installation, said_on), None
    told = package.manifest.get("request")
    if told is None:
        raise Unacceptable("The package brings no request.")
    text = _read_request(installation, dossier.table, told, said_on)
    if not facts.text_open(dossier) and step.trigger in open_now(dossier):
        _only_what_was_asked(dossier, text)
    return _ask_step(step, package, dossier, installation, said_on), text


def _ask_step(step: Step, package: Package, dossier: Dossier, installation: Installation, said_on: date) -> Answers:
    form = form_for(step.form)(retold(package.manifest["answers"]))
    form.judged(said_on, dossier, abroad=True, askable=False)
    form.offer(dossier, installation.law_of(dossier))
    return _accepted(form)


def _accepted(form: Asked) -> Answers:
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


def _check_annexes(installation: Installation, dossier: Dossier, step: Step, package: Package) -> None:
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
        _check_annex(installation, sender, step, annex, package.files[annex["file"]])
    if (sealed := sum(one["media_type"] == SEALED.media_type for one in annexes)) != (step.effect == SEALS):
        raise Unacceptable(f"The step brings one sealed identity or none, and the package holds {sealed}.")


def _check_annex(installation: Installation, sender: Side, step: Step, annex: Answers, data: bytes) -> None:
    if annex["side"] != sender:
        raise Unacceptable("An annex does not come from the sender.")
    for name in ("title", "filename"):
        if lacking := missing(annex[name]):
            raise Unacceptable(f"No font here can print {named(lacking[0])} in the {name} of annex {annex['number']}.")
    try:
        most, kinds = installation.config.max_upload, kinds_with(step)
        upload = check(annex["filename"], data, most, annex["title"], kinds)
    except BadUpload as error:
        raise Unacceptable(f"An annex cannot be taken: {error}") from error
    listed = (annex["media_type"], annex["size"], annex["pages"])
    if (upload.media_type, len(data), upload.pages) != listed or hashlib.sha256(data).hexdigest() != annex["sha256"]:
        raise Unacceptable(f"The annex “{annex['title']}” is not what the list says.")


def _read_request(installation: Installation, table: Lifecycle, told: Answers, said_on: date) -> RequestText:
    """Every section and item of the request, each by its own form. Raises Unacceptable, NotInstalled."""
    if told["instrument"] not in installation.law.instruments:
        raise NotInstalled(
            f"The request rests on the instrument “{told['instrument']}”, which is not installed here yet."
        )
    if lacking := missing(told["title"]):
        raise Unacceptable(f"No font here can print {named(lacking[0])} in the title of the request.")
    listed = tuple(AttachmentText.from_json(one) for one in told["attachments"])
    text = RequestText(table, **{name: told[name] for name in HEADS}, attachments=listed)
    _no_other_sections(table, told)
    for task in table.tasks:
        if not task.documents:
            answers = _in_order(told[task.items]) if task.items else [told["contents"][task.trigger]]
            text = text.telling(task, [_ask_task(task, one, text, installation, said_on) for one in answers])
    return text


def _ask_task(task: Task, answers: Answers, text: RequestText, installation: Installation, said_on: date) -> Answers:
    """The answers of one section or item, offered what was read of the text so far."""
    form = form_for(text.table.step[task.trigger].form)(retold(answers))
    form.judged(said_on, None, abroad=True, askable=False)
    form.offer_text(text, installation.law_of(text))
    return {name: value for name, value in _accepted(form).items() if name != "number"}


def _in_order(items: list[Answers]) -> list[Answers]:
    """The answers of a list whose items are numbered from one. Raises Unacceptable."""
    if any(type(one.get("number")) is not int or one["number"] != n for n, one in enumerate(items, 1)):
        raise Unacceptable("The items of the request are not numbered in order.")
    return [{name: value for name, value in one.items() if name != "number"} for one in items]


def _no_other_sections(table: Lifecycle, told: Answers) -> None:
    """The request has the sections of its kind, every one and no other."""
    sections = {task.trigger for task in table.tasks if not task.items}
    other = [name for name in LISTS if told[name] and name not in {task.items for task in table.tasks}]
    if odd := sorted(sections ^ told["contents"].keys()) + other:
        raise Unacceptable(f"The text of the request cannot be read: it lacks, or has too much, “{odd[0]}”.")


def _only_what_was_asked(dossier: Dossier, text: RequestText) -> None:
    """A text that was sent before changes only where additional information was asked. Raises Unacceptable."""
    old, new = (_comparable(one) for one in (RequestText.of(dossier), text))
    asked = facts.sections_asked(dossier)
    heads = [name for name in ("title", "arises_from") if getattr(old, name) != getattr(new, name)]
    if dossier.table.basis.trigger not in {trigger for trigger, _ in asked}:
        heads += [name for name in ("instrument", "language") if getattr(old, name) != getattr(new, name)]
    open_places = {(place.task.trigger, place.number) for place in old.diff(new)}
    closed = [at for at in open_places if (at[0], "") not in asked and (at[0], str(at[1] or "")) not in asked]
    titles = {task.trigger: task.title for task in dossier.table.tasks}
    changed = heads + sorted(f"{titles[trigger]}{f' {number}' if number else ''}" for trigger, number in closed)
    if changed:
        raise Unacceptable(f"The text is changed where nothing was asked about: {', '.join(changed)}.")


def _comparable(text: RequestText) -> RequestText:
    """As much as is compared: without documents, which are judged apart, and without questions that were not answered.

    An earlier form may not have asked them.
    """
    return replace(text.known_abroad().each(_answered), attachments=())


def _answered(told: Answers) -> Answers:
    return {name: _within(value) for name, value in told.items() if not unanswered(value)}


def _within(value: object) -> object:
    if isinstance(value, list):
        return [_within(one) for one in value]
    return _answered(value) if isinstance(value, dict) else value
