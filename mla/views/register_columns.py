"""Which columns the register may show, in which order they stand, and by which of them it is sorted."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from mla.words import _


@dataclass(frozen=True)
class Column:
    """A column: its head, and the sort of `SORTS` that it brings."""

    head: str
    sort: str


COLUMNS = {
    "reference": Column(_("Our reference"), "reference"),
    "title": Column(_("Request"), "title"),
    "kind": Column(_("Kind"), "kind"),
    "instrument": Column(_("Legal basis"), "instrument"),
    "counterpart": Column(_("Other State"), "counterpart"),
    "side": Column(_("Our side"), "side"),
    "stage": Column(_("Stage"), "stage"),
    "move": Column(_("Next action by"), "move"),
    "due": Column(_("Due"), "due"),
    "officer": Column(_("Official"), "officer"),
    "unit": Column(_("Unit"), "unit"),
    "priority": Column(_("Priority"), "priority"),
    "labels": Column(_("Labels"), "labels"),
    "measures": Column(_("Kinds of help"), "measures"),
    "crimes": Column(_("Crimes"), "crimes"),
    "grounds": Column(_("Grounds of refusal"), "grounds"),
    "opened": Column(_("Opened"), "opened"),
    "changed": Column(_("Last change"), "changed"),
}
"""Every column by its name in an address, in the order in which they stand."""

USUAL = ("reference", "title", "counterpart", "side", "stage", "move", "due", "changed")
"""What is shown unless columns are chosen."""

ALWAYS = "reference"
"""What leads to the request, which no choice leaves out."""


def chosen() -> list[str]:
    """The columns that the address asks for; what is none asks nothing, and nothing asks for the usual ones."""
    told = {*request.args.getlist("column")} & COLUMNS.keys()
    wanted = told | {ALWAYS} if told else {*USUAL}
    return [name for name in COLUMNS if name in wanted]


def as_asked(columns: list[str]) -> dict[str, list[str]]:
    """The columns as an address asks for them, where they are not the usual ones."""
    return {} if columns == [name for name in COLUMNS if name in USUAL] else {"column": columns}
