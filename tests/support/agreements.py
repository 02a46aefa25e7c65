"""An agreement between Belgium and Slovenia as tests tell it, and two officials who bring it into use."""

from __future__ import annotations

from typing import Any

from mla.agreements import keeping
from mla.agreements.entered import QUESTIONS
from mla.agreements.known import know
from mla.lifecycle.terms import Role
from mla.models import Agreement
from mla.sample.ministry import Ministry

ANSWERS: dict[str, Any] = {
    "sort": "agreement",
    "other": "BE",
    "title_en": "Agreement on assistance in the case of the Ravna quarry",
    "title_fr": "Accord sur l’entraide dans l’affaire de la carrière de Ravna",
    "title_es": "Acuerdo sobre la asistencia en el asunto de la cantera de Ravna",
    "signed": "2025-05-03",
    "in_force_from": "2025-06-01",
    "kinds": ["assistance", "extradition"],
    "like": "lhc",
    "borrowed": ["measures", "crimes", "contents"],
    "any_offence": True,
    "articles": [
        {"purpose": "request", "kind": "", "article": "1"},
        {"purpose": "refusal", "kind": "", "article": "3"},
    ],
    "contents": [{"known": "lhc MLA-G-03", "level": "M", "article": "2"}],
    "grounds": [
        {
            "kind": "assistance", "level": "optional", "article": "3", "en": "The secrets of the quarry would be disclosed",
            "fr": "Les secrets de la carrière seraient révélés", "es": "Se revelarían los secretos de la cantera",
        },
        {"kind": "extradition", "level": "mandatory", "article": "3", "en": "Own nationals", "fr": "Nationaux", "es": "Nacionales"},
    ],
    "must_consult": ["assistance"],
    "consult_article": "3",
    "limits": [{"rule": "acknowledgement", "actor": "requested", "days": 5, "article": "4"}],
    "ways": [{"what": "channel", "en": "Central authorities", "fr": "Autorités centrales", "es": "Autoridades centrales"}],
}  # fmt: skip


def answered(**others: Any) -> dict[str, Any]:
    """The answers, some of them otherwise."""
    return {**ANSWERS, **others}


def entered(ministry: Ministry, way: str = QUESTIONS, **others: Any) -> int:
    """A draft of it, as the drafter has entered it."""
    with ministry.session() as session:
        drafter = ministry.official(session, Role.DRAFTER)
        row = keeping.begun(way, drafter, ministry.clock())
        session.add(row)
        other = next(state for state in ("BE", "SI") if state != ministry.config.state)
        keeping.write(row, answered(**{"other": other, **others}), drafter)
        session.commit()
        return row.id


def laid(ministry: Ministry, number: int) -> None:
    """Laid before a second official."""
    with ministry.session() as session:
        row = session.get_one(Agreement, number)
        drafter = ministry.official(session, Role.DRAFTER)
        keeping.lay(session, ministry.installation, row, drafter, ministry.clock())
        session.commit()


def checked(ministry: Ministry, number: int) -> str:
    """Checked by the second official; returns its code."""
    with ministry.session() as session:
        row = session.get_one(Agreement, number)
        decider = ministry.official(session, Role.DECIDER)
        keeping.check(session, row, decider, row.digest or "", ministry.clock())
        session.commit()
        know(session, ministry.installation)
        return row.code or ""


def in_use(ministry: Ministry, **others: Any) -> str:
    """Entered by one official and checked by another; returns its code."""
    number = entered(ministry, **others)
    laid(ministry, number)
    return checked(ministry, number)
