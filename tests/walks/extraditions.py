"""What the stories about persons sought have in common: how a request is drafted, sent, and brought to its decision."""

from __future__ import annotations

import uuid
from typing import Any

from mla.instruments import Refusable
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry
from tests.support.drive import assign, send

BASIS = {
    "standing": "The request rests on reciprocity and on the law of the requested State.",
    "reciprocity": True,
    "language": "en",
    "channel": "system",
    "addressee": "Central authority",
}
CASE = {
    "authority": "Investigating judge, Court of First Instance at Oster",
    "functions": "Conducts the investigation",
    "case_number": "IJ 12/2026",
    "nature": "prosecution",
    "subject": "Torture and murder of detainees.",
}
FACTS = {"facts": "Between June 1982 and December 1990 detainees were tortured in the house by the swimming bath."}
OFFENCE = {
    "crime": "5(2)",
    "name": "Crimes against humanity",
    "provision": "Criminal Code, section 136ter",
    "provision_text": "Whoever commits a crime against humanity is punished with imprisonment.",
    "penalty": "Imprisonment for life",
    "limitation": "None.",
}
PERSON = {
    "nature": "natural",
    "capacity": "suspect",
    "family_name": "H.",
    "given_names": "H.",
    "born_on": "1942-08-13",
    "nationality": "Chadian",
    "address": "Dakar",
    "link": "Head of State at the time; gave the orders.",
}
TITLE = {
    "status": "accused",
    "document": "International warrant of arrest",
    "court": "Investigating judge",
    "dated": "2005-09-19",
    "copy": "certified",
}
ASSURANCES = {"death": "none", "speciality": True, "onward": True}
MORE = {"earlier": "None known."}
TERMS = {"confidentiality": "stop", "contact_name": "Desk officer", "contact_details": "+999 1 555 0100"}
ARREST = {
    "urgency": "The person is about to leave the country.",
    "document": "Warrant of arrest IJ 12/2026",
    "court": "Investigating judge",
    "dated": "2026-01-15",
    "exists": True,
    "will_follow": True,
}
CUSTODY = {
    "occasion": "refusal",
    "reference": "BE-EXT-1",
    "custody": "The person lives under supervision at home.",
    "findings": "The acts described in the request were not committed here; the person is present.",
    "intention": "prosecute",
}
SECTIONS: dict[str, dict[str, Any]] = {
    "choose_basis": BASIS,
    "describe_case": CASE,
    "name_person": PERSON,
    "state_title": TITLE,
    "state_facts": FACTS,
    "state_offence": OFFENCE,
    "give_assurances": ASSURANCES,
    "say_more": MORE,
    "set_terms": TERMS,
    "explain_arrest": ARREST,
    "tell_custody": CUSTODY,
}
NOBODY_ASKED = {
    "consultation": "not_appropriate",
    "consultation_reason": "A matter of law on which nothing can be agreed.",
}


def draft(
    ministry: Ministry, counterpart: str, kind: str = "extradition", basis: str = "reciprocity", arises_from: uuid.UUID | str = "", **answers: dict[str, Any],
) -> uuid.UUID:  # fmt: skip
    """A request of the kind, drafted to its last section; `said` replaces what sections say by default."""
    number = ministry.start(
        kind,
        counterpart=counterpart,
        title="Case of H. H.",
        instrument=basis,
        language="en",
        arises_from=str(arises_from),
    )
    with ministry.session() as session:
        tasks = [
            t for t in session.get_one(Dossier, number).table.tasks if t.trigger in SECTIONS or t.trigger in answers
        ]
    for task in tasks:
        words = {**SECTIONS.get(task.trigger, {}), **answers.get(task.trigger, {})}
        if task.trigger == "choose_basis":
            words["instrument"] = basis
        ministry.take(number, task.trigger, **words)
    ministry.take(number, "attach", title="Warrant of arrest, certified copy", uploads=[annex("order.pdf", "Warrant")])
    return number


def request(one: Ministry, other: Ministry, dossier_id: uuid.UUID) -> None:
    """Signed, sent, acknowledged, assigned."""
    send(one, other, dossier_id)
    other.take(dossier_id, "acknowledge", received_on=today_of(other), responsible="Desk", confidentiality="kept")
    assign(other, dossier_id)
    other.post_to(one)


def today_of(ministry: Ministry) -> str:
    """Today there, by the calendar on its wall."""
    return ministry.clock().date().isoformat()


def refuse(ministry: Ministry, dossier_id: uuid.UUID, reasons: str, **answers: Any) -> None:
    """Extradition is refused."""
    words = {"reasons": reasons, **NOBODY_ASKED, "present": "yes", "instead": "prosecution", **answers}
    with ministry.session() as session:
        dossier = session.get_one(Dossier, dossier_id)
        grounds = ministry.installation.law.grounds(dossier.instrument, Refusable(dossier.field, dossier.kind))
    ministry.take(dossier_id, "refuse_extradition", Role.DECIDER, **{"ground": grounds[0].code, "remedy": "", **words})
