"""All that is to be mended, or known, before a request is signed: contents, legal basis, and the other State's sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from babel import Locale
from sqlalchemy.orm import Session

from mla.contents_check import Finding, check
from mla.house import House
from mla.instruments.states import state_name
from mla.lifecycle.terms import Side
from mla.models import Dossier
from mla.participation.bases import Basis
from mla.participation.dossiers import bases_of
from mla.participation.sheets import Sheet, sheet

BASIS = "choose_basis"


def findings(session: Session, house: House, dossier: Dossier, today: date) -> list[Finding]:
    """Everything found in a draft of ours, what is required first. Nothing is found in the other State's text."""
    if dossier.our_side is not Side.REQUESTING:
        return []
    law = house.law.about(dossier.field)
    found = check(dossier, law)
    if said := dossier.contents.get(BASIS):
        found += _of_basis(basis_chosen(session, house, dossier, today), said)
        found += _of_sheet(sheet(session, dossier.counterpart), dossier, law, said, today, house.config.sheet_months)
    return sorted(found, key=lambda finding: (not finding.required, finding.judged))


def basis_chosen(session: Session, house: House, dossier: Dossier, today: date, code: str = "") -> Basis | None:
    """How the basis of a dossier (or another one) stands on its day; None when it covers nothing of what is asked."""
    found = bases_of(session, house.law, dossier, house.config.state, today)
    return next((basis for basis in found if basis.code == (code or dossier.instrument)), None)


def against(basis: Basis | None) -> str:
    """What stands against a basis, in one line; nothing when a request may rest on it."""
    if basis and basis.usable:
        return ""
    return " ".join(basis.against) if basis else "It covers none of the crimes of the request."


def _of_basis(basis: Basis | None, said: dict[str, Any]) -> Iterator[Finding]:
    why = against(basis)
    if why and not said.get("aware"):
        label = "The request cannot rest on this basis alone today"
        yield Finding("", label, "", "M", "C", BASIS, "aware", True, why=why)


def _of_sheet(
    known: Sheet, dossier: Dossier, law: Any, said: dict[str, Any], today: date, months: int
) -> Iterator[Finding]:
    """What the other State's sheet objects to: a language or a channel that it does not accept, and old answers."""
    name = state_name(dossier.counterpart, "en")
    asked = (("languages", "language", "MLA-G-21"), ("channels", "channel", "MLA-G-02"))
    for topic, field, item in asked:
        entry, chosen = known.get((topic, "")), said.get(field)
        if entry and chosen and chosen not in entry.words:
            label = f"The {field} is not one that {name} accepts"
            why = f"Accepted: {_languages(entry.words) if topic == 'languages' else entry.shown} ({entry.source})."
            yield Finding(
                item, label, law.place(dossier.instrument, item), "M", entry.mark, BASIS, field, True, why=why
            )
    old = [entry for entry in known.values() if entry.stale(today, months)]
    if old:
        label = f"The sheet of {name} is to be checked again"
        why = f"{len(old)} of its answers were last checked more than {months} months ago."
        yield Finding("", label, "", "R", "P", BASIS, "addressee", False, why=why)


def _languages(codes: tuple[str, ...]) -> str:
    return ", ".join(Locale("en").languages.get(code, code) for code in codes)
