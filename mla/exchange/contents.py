"""What a package says, read by the very forms that officials fill in. Raises Unacceptable for what no form would take."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date
from types import SimpleNamespace
from typing import Any

from forms import Asked, form_for
from forms.base import retold
from mla.documents.reading import Unreadable, page_count
from mla.exchange.package import Package, Unacceptable
from mla.house import House
from mla.lifecycle.terms import Side, Step
from mla.models import Dossier
from mla.sent import Item
from mla.uploads import BadUpload, check


def read(house: House, dossier: Dossier, step: Step, package: Package) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """What was said with the step, and the whole request where the step brings one."""
    _check_paper(step, package)
    _check_annexes(house, dossier.our_side.other, package)
    said_on = date.fromisoformat(package.manifest["on"])
    request = package.manifest.get("request")
    if step.brings_request and request is None:
        raise Unacceptable("The package brings no request.")
    if not step.brings_request:
        return _ask(step.form, package.manifest["said"], dossier, house, said_on), None
    request = _read_request(house, dossier, request, said_on)
    return _ask(step.form, package.manifest["said"], dossier, house, said_on), request


def _ask(form_name: str, said: Any, dossier: Any, house: House, said_on: date) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise Unacceptable("What the package says cannot be read.")
    form: Asked = form_for(form_name)(retold(said))
    form.judged(said_on, dossier, abroad=True)
    form.offer(dossier, house.law.about(dossier.field))
    if not form.validate():
        why = "; ".join(sentence for _, sentence in form.mistakes())
        raise Unacceptable(f"What the package says does not answer what the step asks: {why}")
    return form.said()


def _check_paper(step: Step, package: Package) -> None:
    papers = [name for name in package.files if name.startswith("documents/")]
    if papers != [f"documents/{step.paper}.pdf"]:
        raise Unacceptable("The package does not hold the one formal paper of its step.")
    try:
        page_count(package.files[papers[0]])
    except Unreadable as error:
        raise Unacceptable(f"The formal paper cannot be opened: {error}") from error


def _check_annexes(house: House, sender: Side, package: Package) -> None:
    annexes = package.manifest.get("annexes", [])
    files = {name for name in package.files if name.startswith("attachments/")}
    try:
        if {annex["file"] for annex in annexes} != files or len(annexes) != len(files):
            raise Unacceptable("The annexes in the package are not those that its manifest lists.")
        for annex in annexes:
            _check_annex(house, sender, annex, package.files[annex["file"]])
    except (KeyError, TypeError, AttributeError) as error:
        raise Unacceptable("The list of annexes cannot be read.") from error


def _check_annex(house: House, sender: Side, annex: dict[str, Any], data: bytes) -> None:
    listed = _listed(annex)
    if annex["side"] != sender or annex["role"] not in ("request", "step"):
        raise Unacceptable("An annex does not come from the sender.")
    try:
        upload = check(annex["filename"], data, house.config.max_upload, annex["title"])
    except BadUpload as error:
        raise Unacceptable(f"An annex cannot be taken: {error}") from error
    if (upload.media_type, len(data), upload.pages) != listed or hashlib.sha256(data).hexdigest() != annex["sha256"]:
        raise Unacceptable(f"The annex “{annex['title']}” is not what the list says.")


def _listed(annex: dict[str, Any]) -> tuple[str, int, int]:
    """What the list of annexes says of one. Raises TypeError when it is of the wrong kind."""
    if annex["number"] not in range(1, 10_000) or not all(
        isinstance(annex[n], str) for n in ("title", "filename", "sha256")
    ):
        raise TypeError("annex")
    return annex["media_type"], annex["size"], annex["pages"]


def _read_request(house: House, dossier: Dossier, text: Any, said_on: date) -> dict[str, Any]:
    """Every section and item of the request, each by its own form."""
    try:
        title, instrument, language = (str(text[name]) for name in ("title", "instrument", "language"))
        if instrument not in house.law.instruments or language not in ("en", "fr"):
            raise Unacceptable(
                "The request rests on an instrument, or is written in a language, that is not known here."
            )
        seen: Any = SimpleNamespace(
            instrument=instrument,
            language=language,
            kind=dossier.kind,
            field=dossier.field,
            persons=[],
            offences=[],
            measures=[],
        )
        whole: dict[str, Any] = {"title": title[:200], "instrument": instrument, "language": language, "contents": {}}
        whole["arises_from"] = _number(text["arises_from"])
        for task in dossier.table.tasks:
            form_name = dossier.table.step[task.trigger].form
            if not task.items:
                whole["contents"][task.trigger] = _ask(form_name, text["contents"][task.trigger], seen, house, said_on)
            elif task.items != "attachments":
                whole[task.items] = [
                    _read_item(form_name, n, one, seen, house, said_on) for n, one in enumerate(text[task.items], 1)
                ]
                items = [Item(n, one) for n, one in enumerate(whole[task.items], 1)]
                setattr(seen, task.items, items)
    except (KeyError, TypeError, AttributeError) as error:
        raise Unacceptable("The text of the request cannot be read.") from error
    return whole


def _number(text: Any) -> str:
    """The number of another dossier, or nothing."""
    if text in ("", None):
        return ""
    try:
        return str(uuid.UUID(str(text)))
    except ValueError as error:
        raise Unacceptable("The request names another request whose number cannot be read.") from error


def _read_item(form_name: str, number: int, one: Any, seen: Any, house: House, said_on: date) -> dict[str, Any]:
    if one["number"] != number:
        raise Unacceptable("The items of the request are not numbered in order.")
    said = _ask(form_name, {k: v for k, v in one.items() if k != "number"}, seen, house, said_on)
    return {**said, "number": number}
