"""Requests on record that no database holds: what a rule, a form or a letter is asked about in tests of one thing alone."""

from __future__ import annotations

from typing import Any

from mla.lifecycle import LIFECYCLES
from mla.models import Dossier


def case_file(kind: str = "assistance", side: str = "requesting", instrument: str = "lhc", **known: Any) -> Dossier:
    """A dossier of a kind of which nothing else is known than what is named."""
    table = LIFECYCLES[kind]
    nothing: dict[str, Any] = {
        "table_version": table.version, "stage": table.start, "counterpart": "BE", "our_reference": "", "title": "",
        "language": "en", "arises_from_abroad": "", "contents": {}, "persons": [], "offences": [], "measures": [],
        "attachments": [], "obligations": [], "outgoing": [],
    }  # fmt: skip
    record = known.pop("events", [])
    return Dossier(kind=kind, side=side, instrument=instrument, record=record, **{**nothing, **known})
