"""The Ravna matter goes on: one of its suspects is found, arrested, and sought by extradition. All invented."""

from __future__ import annotations

import uuid

from mla.canonical import Answers
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample import ravna
from mla.sample.drafting import CALENDAR, annex, send
from mla.sample.ministry import Ministry

TITLE = "Investigation Ravna (sample): the person sought"
MATTER = "Ravna (sample)"
ARREST = {
    "urgency": "The person was seen in Ghent on two days of last week and has booked a journey overseas.",
    "document": "Warrant of arrest Kpr 77/2026 (sample)",
    "court": "Investigating judge at the District Court in Ljubljana (sample)",
    "dated": "2026-09-14",
    "exists": True,
    "will_follow": True,
    "alert": "INTERPOL diffusion of 2 October 2026 (sample)",
}
TITLE_OF_ARREST = {
    "status": "accused",
    "document": ARREST["document"],
    "court": ARREST["court"],
    "dated": ARREST["dated"],
    "copy": "certified",
}
ASSURANCES = {
    "death": "none",
    "speciality": True,
    "onward": True,
    "treatment": "Visits of the consul are granted at any time.",
}
MORE = {
    "earlier": "None known.",
    "arrest": "The person has been under provisional arrest since the date notified by you.",
}


def sought(si: Ministry, be: Ministry) -> None:
    """Arrested in Belgium, the days running; the formal request sent, and before the court."""
    arrest = _drafted(si, "provisional_arrest", "", {"explain_arrest": ARREST})
    send(si, be, arrest)
    _taken_in(be, si, arrest)
    be.take(
        arrest, "report_arrest", arrested_on=CALENDAR.day(), place="Ghent (sample)", court="Court of first instance (sample)",
        identity="By fingerprints and passport.", rights=True, consent="no", language="In English or French, by the system.",
    )  # fmt: skip
    be.post_to(si)
    CALENDAR.rest(4)
    told: dict[str, Answers] = {"state_title": TITLE_OF_ARREST, "give_assurances": ASSURANCES, "say_more": MORE}
    formal = _drafted(si, "extradition", str(arrest), told)
    send(si, be, formal)
    _taken_in(be, si, formal)
    be.take(arrest, "follow", Role.REGISTRAR, received_on=CALENDAR.day(), reference=_reference(be, formal))
    be.take(formal, "open_court", court="Indictments chamber (sample)", hearing_on=CALENDAR.day(9), detained="detained")
    be.post_to(si)
    for ministry in (si, be):
        ministry.take(arrest, "file_in_matter", Role.REGISTRAR, title=MATTER)
        ministry.take(formal, "file_in_matter", Role.REGISTRAR, title=MATTER)


def _drafted(si: Ministry, kind: str, arises_from: str, told: dict[str, Answers]) -> uuid.UUID:
    number = si.start(kind, counterpart="BE", title=TITLE, instrument="lhc", language="en", arises_from=arises_from)
    sections: dict[str, Answers] = {
        "choose_basis": {
            "instrument": "lhc", "standing": ravna.STANDING, "aware": True, "although": ravna.ALTHOUGH["en"],
            "reciprocity": True, "addressee": ravna.ADDRESSEE["en"], "channel": "system", "language": "en",
        },
        "describe_case": ravna.CASE,
        "name_person": {**ravna.PERSONS[1], "address": "Ghent, at an address that is known to the police (sample).", "offences": ["1"]},
        "state_facts": {"facts": ravna.FACTS},
        "state_offence": ravna.OFFENCES[0],
        "set_terms": ravna.TERMS,
        **told,
    }  # fmt: skip
    with si.session() as session:
        triggers = [task.trigger for task in session.get_one(Dossier, number).table.tasks]
    for trigger in triggers:
        if trigger in sections:
            si.take(number, trigger, **sections[trigger])
    si.take(
        number, "attach", title="Warrant of arrest, certified copy", uploads=[annex("order.pdf", "Warrant (sample)")]
    )
    return number


def _taken_in(be: Ministry, si: Ministry, dossier_id: uuid.UUID) -> None:
    with be.session() as session:
        examiner = str(be.official(session, Role.EXAMINER).id)
    be.take(
        dossier_id,
        "acknowledge",
        received_on=CALENDAR.day(),
        responsible="International crimes unit",
        confidentiality="kept",
    )
    be.take(dossier_id, "assign", examiner=examiner)
    be.post_to(si)


def _reference(ministry: Ministry, dossier_id: uuid.UUID) -> str:
    with ministry.session() as session:
        return session.get_one(Dossier, dossier_id).our_reference
