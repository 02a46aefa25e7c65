"""An agreement between the two sample States, so that a newcomer sees one. Everything in it is invented."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from mla.agreements import keeping
from mla.agreements.entered import QUESTIONS
from mla.canonical import Answers
from mla.lifecycle.terms import Role
from mla.records import audit
from mla.sample.ministry import Ministry

ANSWERS: Answers = {
    "sort": "agreement",
    "other": "BE",
    "title_en": "Agreement on records of transport companies in investigations of war crimes (sample, invented)",
    "title_fr": "Accord relatif aux registres des entreprises de transport dans les enquêtes sur les crimes de guerre (exemple inventé)",
    "title_es": "Acuerdo sobre los registros de empresas de transporte en investigaciones de crímenes de guerra (ejemplo inventado)",
    "signed": "2024-10-07",
    "in_force_from": "2025-01-01",
    "remarks": "Sample data. No such agreement exists between any two States.",
    "kinds": ["assistance"],
    "force_article": "6",
    "any_offence": True,
    "covers_en": "Acts that the investigating State prosecutes as war crimes",
    "covers_fr": "Faits que l’État qui enquête poursuit comme crimes de guerre",
    "measures": [{"measure": "records", "article": "1"}, {"measure": "hearing", "article": "1"}],
    "articles": [
        {"purpose": "request", "kind": "", "article": "1"},
        {"purpose": "contents", "kind": "", "article": "2"},
        {"purpose": "refusal", "kind": "", "article": "3"},
        {"purpose": "channel", "kind": "", "article": "5"},
    ],
    "contents": [
        {"known": "lhc MLA-G-03", "level": "M", "article": "2"},
        {"known": "lhc MLA-G-06", "level": "M", "article": "2"},
    ],
    "grounds": [
        {
            "kind": "assistance",
            "level": "optional",
            "article": "3",
            "en": "The records are held for the defence of the State",
            "fr": "Les registres sont tenus pour la défense de l’État",
            "es": "Los registros se llevan para la defensa del Estado",
        }
    ],
    "must_consult": ["assistance"],
    "consult_article": "3(2)",
    "limits": [
        {
            "rule": "acknowledgement",
            "actor": "requested",
            "days": 7,
            "article": "4",
            "period": "seven days from receipt",
        }
    ],
    "ways": [
        {
            "what": "channel",
            "article": "5",
            "en": "Central authorities, by the system",
            "fr": "Autorités centrales, par le système",
            "es": "Autoridades centrales, por el sistema",
        }
    ],
}


def agreed(one: Ministry, other: Ministry) -> None:
    """Entered and checked in one ministry, brought to the other and accepted there."""
    moment = one.clock()

    def entered(session: Session) -> Answers:
        author, second = one.official(session, Role.DRAFTER), one.official(session, Role.DECIDER)
        row = keeping.begun(QUESTIONS, author, moment)
        session.add(row)
        keeping.write(row, ANSWERS, author)
        keeping.lay(session, one.installation, row, author, moment + timedelta(minutes=20))
        keeping.check(session, row, second, row.digest or "", moment + timedelta(minutes=50))
        return row.told or {}

    told = one.does(entered)

    def accepted(session: Session) -> None:
        row = keeping.arrived(session, told, one.config.state, moment + timedelta(minutes=60))
        session.flush()
        audit.note(session, "agreement_arrived", who=one.config.state, code=row.code, digest=row.digest)
        lawyer = other.official(session, Role.DECIDER)
        keeping.accept(session, row, lawyer, row.digest or "", moment + timedelta(minutes=90))

    other.does(accepted)
