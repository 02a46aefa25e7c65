"""Builds the sample: officials of both ministries, the Ravna matter, and dossiers at other stages, one by one step."""

from __future__ import annotations

from mla.lifecycle.terms import Role
from mla.sample import ravna
from mla.sample.agreed import agreed
from mla.sample.drafting import CALENDAR, annex, draft_ravna, examine, send
from mla.sample.ministry import Ministry
from mla.sample.sheets import furnish_sheets
from mla.sample.small import ENGLISH, FRENCH, small
from mla.sample.sorted import sort
from mla.sample.staff import PASSWORD, STAFF, email
from mla.sample.wanted import sought


def build(si: Ministry, be: Ministry, urls: dict[str, str]) -> None:
    """Fill two fresh ministries."""
    si.clock = be.clock = CALENDAR
    for ministry, other in ((si, be), (be, si)):
        state = ministry.config.state
        ministry.hire([(n, f, email(state, r), roles) for n, f, r, roles in STAFF[state]], PASSWORD)
        ministry.knows(other, urls[other.config.state])
        furnish_sheets(ministry, other.config.state, CALENDAR.moment.date())
    agreed(si, be)
    _executing(si, be)
    _clarifying(be, si)
    CALENDAR.rest(2)
    _refused(si, be)
    CALENDAR.rest(2)
    _sent(si, be)
    sought(si, be)
    _to_sign(be)
    _on_paper(si)
    _draft(si)
    for ministry in (si, be):
        sort(ministry)


def _executing(si: Ministry, be: Ministry) -> None:
    """The Ravna matter: accepted, one measure done, one impossible so far, first results sent."""
    number = draft_ravna(si)
    send(si, be, number)
    examine(be, si, number)
    CALENDAR.rest(3)
    be.take(
        number,
        "accept",
        decided_by="Federal Prosecutor’s Office (sample)",
        expected="first results in December 2026",
        conditions="The records are used only in the proceedings named in the request.",
    )
    be.take(
        number,
        "entrust_measure",
        measure="1",
        authority="Investigating judge at the court of first instance, Liège (sample)",
        due_on=CALENDAR.day(30),
        confidential=True,
    )
    police = "Federal Judicial Police, Brussels (sample)"
    be.take(number, "entrust_measure", measure="2", authority=police, due_on=CALENDAR.day(21), confidential=True)
    CALENDAR.rest(4)
    be.take(
        number,
        "report_measure",
        measure="2",
        outcome="done",
        result="Account file and 41 payment orders obtained "
        "from the bank; certified copies are ready to be handed over.",
    )
    be.post_to(si)
    be.take(
        number,
        "offer_conditions",
        conditions=[
            {"kind": "report_on_use", "words": "A report is given on the use made of the records.", "owner": "requesting",
             "due_on": CALENDAR.day(120)},
        ],
        answer_by=CALENDAR.day(21),
    )  # fmt: skip
    be.post_to(si)
    si.take(number, "answer_conditions", conditions=[{"number": n, "answer": "accepted"} for n in ("1", "2")])
    si.post_to(be)


def _clarifying(be: Ministry, si: Ministry) -> None:
    """A request in the other direction, in French, for which more is asked."""
    number = small(be, "SI", "Enquête Dolina (exemple) : véhicule du commandant", "fr", FRENCH)
    send(be, si, number)
    examine(si, be, number)
    si.take(
        number,
        "ask",
        answer_by=CALENDAR.day(40),
        questions=[
            {
                "question": "Le numéro d’immatriculation du véhicule, ou à défaut sa marque et sa couleur.",
                "item": "MLA-G-11",
                "section": "ask_measure:1",
            },
            {
                "question": "La période pour laquelle les contrats de location sont demandés.",
                "section": "ask_measure:1",
            },
        ],
    )
    si.post_to(be)


def _refused(si: Ministry, be: Ministry) -> None:
    """A request that was refused, after consultation."""
    number = small(si, "BE", "Investigation Tresna (sample): register of residents", "en", ENGLISH)
    send(si, be, number)
    examine(be, si, number)
    be.take(
        number,
        "consult",
        ground="M-e",
        concerns="The register may not give out the entries of persons of the household who "
        "are not themselves suspected.",
        conditions="Assistance could be given for the suspect alone.",
        answer_by=CALENDAR.day(20),
    )
    be.post_to(si)
    CALENDAR.rest(5)
    si.take(
        number,
        "reply",
        position="The entries of the household are indispensable, since the suspect uses the names of relatives.",
        conditions="declined",
    )
    si.post_to(be)
    with be.session() as session:
        examiner = be.official(session, Role.EXAMINER).id
    CALENDAR.rest(1)
    be.take(number, "assign", examiner=str(examiner))
    be.take(
        number,
        "refuse",
        ground="M-e",
        reasons="The law of the requested State would not allow the measure in a domestic "
        "case on the same conduct as far as persons are concerned who are not suspected, and the requesting State has stated "
        "that it does not wish the measure to be limited to the suspect.",
        consultation="held",
        consultation_reason="Consultation opened and answered within a week; the condition proposed was declined.",
        remedy="A new request limited to the suspect can be granted at once.",
    )
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
    number = si.start(
        counterpart="NL",
        title="Investigation Ravna (sample): archive of a monitoring mission",
        instrument="lhc",
        language="en",
    )
    si.take(number, "describe_case", **ravna.CASE)
    si.take(number, "state_facts", facts=ravna.FACTS)
    si.take(number, "state_offence", **ravna.OFFENCES[0])
