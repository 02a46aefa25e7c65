"""Builds the sample: officials of both ministries, the Ravna matter, and dossiers at other stages, one by one step."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from mla.database import now
from mla.deed import Upload
from mla.lifecycle.terms import Role
from mla.sample import ravna
from mla.sample.ministry import Ministry
from mla.uploads import check

HERE = Path(__file__).parent
PASSWORD = "try-the-sample-system"  # noqa: S105 - published on purpose, for sample ministries on this machine only

STAFF: dict[str, tuple[tuple[str, str, str, tuple[Role, ...]], ...]] = {
    "SI": (
        ("Nika Vzorčna", "Adviser, Office for International Cooperation", "drafter", (Role.DRAFTER,)),
        ("Andrej Primerek", "Head of the Office for International Cooperation", "signatory", (Role.SIGNATORY,)),
        ("Maja Zgledna", "Registry", "registrar", (Role.REGISTRAR,)),
        ("Luka Poskus", "Legal adviser", "examiner", (Role.EXAMINER,)),
        ("Vida Namen", "Director-General", "decider", (Role.DECIDER,)),
        ("Iva Pregled", "Internal audit", "auditor", (Role.AUDITOR,)),
        ("Rok Ključ", "Information systems", "administrator", (Role.ADMINISTRATOR,)),
    ),
    "BE": (
        ("Elise Modèle", "Attachée, Central Authority", "drafter", (Role.DRAFTER,)),
        ("Bram Voorbeeld", "Head of the Central Authority", "signatory", (Role.SIGNATORY,)),
        ("Chloé Registre", "Registry", "registrar", (Role.REGISTRAR,)),
        ("Tom Proefman", "Legal officer", "examiner", (Role.EXAMINER,)),
        ("Hanne Besluit", "Director-General for Legislation and Fundamental Rights", "decider", (Role.DECIDER,)),
        ("Luc Contrôle", "Internal audit", "auditor", (Role.AUDITOR,)),
        ("Noor Sleutel", "Information systems", "administrator", (Role.ADMINISTRATOR,)),
    ),
}


class Calendar:
    """The sample's past: every look at the clock is some minutes later, and `rest` lets days go by."""

    def __init__(self) -> None:
        self.moment = now() - timedelta(days=31)

    def __call__(self) -> datetime:
        """The next moment."""
        self.moment += timedelta(minutes=3)
        return self.moment

    def rest(self, days: int) -> None:
        """Let days go by."""
        self.moment += timedelta(days=days)

    def day(self, ahead: int = 0) -> str:
        """A date, so many days ahead, as forms take it."""
        return (self.moment + timedelta(days=ahead)).date().isoformat()


CALENDAR = Calendar()


def email(state: str, role: str) -> str:
    """The sample sign-in of a role."""
    return f"{role}@{state.lower()}.example"


def build(si: Ministry, be: Ministry, urls: dict[str, str]) -> None:
    """Fill two fresh ministries."""
    si.clock = be.clock = CALENDAR
    for ministry, other in ((si, be), (be, si)):
        state = ministry.config.state
        ministry.hire([(n, f, email(state, r), roles) for n, f, r, roles in STAFF[state]], PASSWORD)
        ministry.knows(other, urls[other.config.state])
    _executing(si, be)
    _clarifying(be, si)
    CALENDAR.rest(2)
    _refused(si, be)
    CALENDAR.rest(2)
    _sent(si, be)
    _to_sign(be)
    _on_paper(si)
    _draft(si)


def annex(name: str, title: str) -> Upload:
    """One of the sample's annexes."""
    return check(name, (HERE / name).read_bytes(), 1024 * 1024, title)


def draft_ravna(ministry: Ministry, counterpart: str = "BE") -> uuid.UUID:
    """The Ravna request, drafted to the last page."""
    number = ministry.start(counterpart=counterpart, title=ravna.TITLE, instrument="lhc", language="en")
    fill(ministry, number, ravna.STANDING, ravna.CASE, ravna.FACTS, ravna.OFFENCES, ravna.PERSONS, ravna.MEASURES, ravna.TERMS)
    for name, title in ravna.ANNEXES:
        ministry.take(number, "attach", title=title, uploads=[annex(name, title)])
    return number


def fill(
    ministry: Ministry, number: uuid.UUID, standing: str, case: dict[str, Any], facts: str, offences: list[dict[str, Any]],
    persons: list[dict[str, Any]], measures: list[dict[str, Any]], terms: dict[str, Any], language: str = "en",
) -> None:  # fmt: skip
    """Work through the task list."""
    ministry.take(number, "choose_basis", instrument="lhc", standing=standing, reciprocity=True, language=language)
    ministry.take(number, "describe_case", **case)
    ministry.take(number, "state_facts", facts=facts)
    for offence in offences:
        ministry.take(number, "state_offence", **offence)
    for person in persons:
        ministry.take(number, "name_person", **person)
    for measure in measures:
        ministry.take(number, "ask_measure", **measure)
    ministry.take(number, "set_terms", **terms)


def send(sender: Ministry, receiver: Ministry, number: uuid.UUID) -> None:
    """From the finished draft to the other State's table."""
    sender.take(number, "submit")
    CALENDAR.rest(1)
    sender.take(number, "sign", read=True)
    sender.take(number, "transmit")
    sender.post_to(receiver)


def examine(receiver: Ministry, sender: Ministry, number: uuid.UUID) -> None:
    """Acknowledged and assigned."""
    with receiver.session() as session:
        examiner = receiver.official(session, Role.EXAMINER).id
    CALENDAR.rest(1)
    receiver.take(number, "acknowledge", received_on=CALENDAR.day(), responsible="Central Authority, international crimes unit",
                  confidentiality="kept", expected="within four weeks")
    receiver.take(number, "assign", examiner=str(examiner))
    receiver.post_to(sender)


def small(ministry: Ministry, counterpart: str, title: str, language: str, text: dict[str, str], kind: str = "records") -> uuid.UUID:
    """A smaller fictional request, drafted to the last page."""
    number = ministry.start(counterpart=counterpart, title=title, instrument="lhc", language=language)
    case = {**ravna.CASE, "authority": text["authority"], "functions": text["functions"], "case_number": "",
            "subject": text["subject"]}
    person = {"nature": "natural", "capacity": "suspect", "family_name": "Imaginario", "given_names": "Pedro",
              "link": text["link"]}
    measure = {"kind": kind, "heading_line": text["measure"], "description": text["description"], "persons": ["1"],
               "offences": ["1"], "purpose": text["purpose"]}
    if kind == "records":
        measure |= {"holder": text["holder"], "certified": "copies"}
    terms = {"confidentiality": "proceed", "contact_name": text["contact"], "contact_details": "+00 0 000 00 00"}
    offence = {**ravna.OFFENCES[1], **({"name": text["offence"]} if "offence" in text else {})}
    fill(ministry, number, text["standing"], case, text["facts"], [offence], [person], [measure], terms, language)
    return number


ENGLISH = {
    "authority": "Specialised State Prosecutor’s Office, Ljubljana (sample)",
    "functions": "Directs the investigation and brings the charge.",
    "subject": "Investigation of the recruitment of children by the (fictional) Northern Column in 2013 and 2014.",
    "link": "Said to have run the recruiting office at Gornje Polje.",
    "measure": "Register of residents: entries since 2015",
    "description": "Certified copies of all entries concerning Pedro IMAGINARIO and the members of his household.",
    "purpose": "To establish where the suspect lives and under which name.",
    "holder": "Register of residents of the municipality",
    "contact": "Peter Domišljen, State prosecutor (sample)",
    "standing": ravna.STANDING,
    "facts": "Between June 2013 and May 2014 at least nineteen children under fifteen were taken from farms in the (fictional) "
    "valley of the Tresna and brought to a camp of the Northern Column.\n\nThree of them, who have since been found, name "
    "Pedro IMAGINARIO as the man who kept the list. A copy of the list, with his handwriting, is in the file.",
}

FRENCH = {
    "authority": "Parquet fédéral, section crimes internationaux, Bruxelles (exemple)",
    "functions": "Dirige l’enquête et exerce l’action publique devant la juridiction compétente.",
    "subject": "Enquête sur la mort de quatre détenus au camp de Dolina, en (fictive) République de Vardanie, en 2013.",
    "link": "Aurait commandé la garde du camp de mars à décembre 2013.",
    "measure": "Dossier d’immatriculation d’un véhicule et contrats de location",
    "description": "Copies certifiées conformes du dossier d’immatriculation et des contrats de location du véhicule décrit.",
    "purpose": "Établir la présence du suspect au camp aux dates des faits.",
    "holder": "Registre des immatriculations",
    "contact": "Claire Imaginée, magistrate fédérale (exemple)",
    "offence": "Crime de guerre : meurtre de personnes ne participant pas aux hostilités",
    "standing": "La Belgique et la Slovénie ont signé la Convention. À la date de la présente demande, son entrée en vigueur "
    "entre les deux États n’est pas confirmée. La demande se fonde donc, pour autant que de besoin, sur la réciprocité et "
    "sur le droit de l’État requis.",
    "facts": "Le camp de Dolina a été ouvert en mars 2013 dans une ancienne briqueterie. Entre 90 et 140 civils y ont été "
    "détenus sans décision d’aucune autorité.\n\nQuatre d’entre eux sont morts entre le 2 et le 9 décembre 2013 des suites de "
    "coups, selon sept témoins entendus séparément. Les mêmes témoins ont décrit le véhicule de service du commandant.",
}  # fmt: skip


def _executing(si: Ministry, be: Ministry) -> None:
    """The Ravna matter: accepted, one measure done, one impossible so far, first results sent."""
    number = draft_ravna(si)
    send(si, be, number)
    examine(be, si, number)
    CALENDAR.rest(3)
    be.take(number, "accept", decided_by="Federal Prosecutor’s Office (sample)", expected="first results in December 2026",
            conditions="The records are used only in the proceedings named in the request.")
    be.take(number, "entrust_measure", measure="1", authority="Investigating judge at the court of first instance, Liège (sample)")
    be.take(number, "entrust_measure", measure="2", authority="Federal Judicial Police, Brussels (sample)")
    CALENDAR.rest(4)
    be.take(number, "report_measure", measure="2", outcome="done", result="Account file and 41 payment orders obtained "
            "from the bank; certified copies are ready to be handed over.")
    be.post_to(si)


def _clarifying(be: Ministry, si: Ministry) -> None:
    """A request in the other direction, in French, for which more is asked."""
    number = small(be, "SI", "Enquête Dolina (exemple) : véhicule du commandant", "fr", FRENCH)
    send(be, si, number)
    examine(si, be, number)
    si.take(number, "ask", answer_by=CALENDAR.day(40), questions="Le numéro d’immatriculation du véhicule, ou à défaut sa marque et "
            "sa couleur.\n\nLa période pour laquelle les contrats de location sont demandés.")
    si.post_to(be)


def _refused(si: Ministry, be: Ministry) -> None:
    """A request that was refused, after consultation."""
    number = small(si, "BE", "Investigation Tresna (sample): register of residents", "en", ENGLISH)
    send(si, be, number)
    examine(be, si, number)
    be.take(number, "consult", ground="M-e", concerns="The register may not give out the entries of persons of the household who "
            "are not themselves suspected.", conditions="Assistance could be given for the suspect alone.", answer_by=CALENDAR.day(20))
    be.post_to(si)
    CALENDAR.rest(5)
    si.take(number, "reply", position="The entries of the household are indispensable, since the suspect uses the names of "
            "relatives.", conditions="declined")
    si.post_to(be)
    with be.session() as session:
        examiner = be.official(session, Role.EXAMINER).id
    CALENDAR.rest(1)
    be.take(number, "assign", examiner=str(examiner))
    be.take(number, "refuse", ground="M-e", reasons="The law of the requested State would not allow the measure in a domestic "
            "case on the same conduct as far as persons are concerned who are not suspected, and the requesting State has stated "
            "that it does not wish the measure to be limited to the suspect.", consultation="held",
            consultation_reason="Consultation opened and answered within a week; the condition proposed was declined.",
            remedy="A new request limited to the suspect can be granted at once.")
    be.post_to(si)


def _sent(si: Ministry, be: Ministry) -> None:
    """A request that waits to be acknowledged."""
    text = {**ENGLISH, "measure": "Register of companies: Imaginario Logistics", "holder": "Register of companies"}
    send(si, be, small(si, "BE", "Investigation Tresna (sample): register of companies", "en", text))


def _to_sign(be: Ministry) -> None:
    """A request that waits for its signature."""
    text = {**FRENCH, "measure": "Renseignements sur une personne détenue"}
    number = small(be, "SI", "Enquête Dolina (exemple) : renseignements", "fr", text, "information")
    be.take(number, "submit")


def _on_paper(si: Ministry) -> None:
    """A request that came on paper from a State that does not run this system."""
    si.register(
        {"channel": "diplomatic", "sent_on": CALENDAR.day(-12), "received_on": CALENDAR.day(), "their_reference": "ES/2026/77 (sample)"},
        [annex("order.pdf", "Note verbale (sample scan)")],
        counterpart="CR", title="Request from Costa Rica (sample): hearing of a witness", instrument="reciprocity", language="en",
        authority="Public Prosecutor’s Office, San José (sample)", facts="Hearing of a witness in a fictional case of torture.",
        persons=[{"family_name": "Rosa Inventada", "capacity": "witness"}],
        measures=[{"kind": "hearing", "heading_line": "Hearing of Rosa Inventada", "description": "By a judge, with a record."}],
    )  # fmt: skip


def _draft(si: Ministry) -> None:
    """The Ravna matter again, addressed to another State, half written: the page to try first."""
    number = si.start(counterpart="NL", title="Investigation Ravna (sample): archive of a monitoring mission", instrument="lhc",
                      language="en")
    si.take(number, "describe_case", **ravna.CASE)
    si.take(number, "state_facts", facts=ravna.FACTS)
    si.take(number, "state_offence", **ravna.OFFENCES[0])
