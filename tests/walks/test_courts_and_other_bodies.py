"""Courts, mechanisms, agencies and networks ask States, are asked by them and told by them: on paper, or by package where one
runs an installation. What only a court may ask no ministry starts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from mla.contents_check.findings import findings
from mla.deadlines.due import due
from mla.models import Dossier, Incoming
from mla.records.verify import verify
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.letter import counterpart
from tests.support.drive import assert_both_agree, assign, in_days, letter, results, send, take_in, today
from tests.walks.extraditions import draft

Of = Callable[[str], Ministry]
STATUTE = {"standing": "Belgium is a Party to the Statute.", "reciprocity": False, "instrument": "rome"}
PERSON = [
    {"family_name": "H.", "given_names": "H.", "born_on": "1942-08-13", "nationality": "Chadian", "capacity": "suspect"}
]
WHY = {"offences": ["1"], "purpose": "To prove who gave the orders."}
TOLD = {
    "provider": "Federal prosecutor",
    "receiver": "The Mechanism",
    "useful": "They show who was held where.",
    "contact": "Desk",
}
HEARD = [{"kind": "hearing", "heading_line": "Hearing of a witness", "description": "By a judge."}]


def sound(ministry: Ministry) -> None:
    with ministry.session() as session:
        assert list(verify(session, ministry.installation)) == []


def came(ministry: Ministry, body: str, kind: str = "assistance", instrument: str = "rome", **more: object) -> UUID:
    """A request of a body, as it came on paper and was given to an examiner."""
    told = {"measures": HEARD} if kind == "assistance" else {}
    number = ministry.register(
        letter("OTP/2026/7"), [annex("order.pdf", "Scan")], kind, counterpart=body, title="Case of H. H.", instrument=instrument,
        language="en", authority="Office of the Prosecutor", facts="Crimes against humanity.", persons=PERSON, **told, **more,
    )  # fmt: skip
    ministry.take(number, "acknowledge", received_on=today(), responsible="Desk", confidentiality="kept")
    assign(ministry, number)
    return number


def test_the_court_asks_for_an_arrest_and_then_for_the_surrender_by_package(of: Of) -> None:
    icc, be = of("ICC"), of("BE")
    arrest = draft(icc, "BE", "provisional_arrest", "rome", choose_basis=STATUTE)
    send(icc, be, arrest)
    take_in(be, icc, arrest)
    be.take(arrest, "report_arrest", arrested_on=today(), place="Ghent", identity="Passport", consent="no")
    be.post_to(icc)
    with be.session() as session:
        (clock,) = [
            one for one in due(session.get_one(Dossier, arrest), be.installation) if "formal request" in one.what
        ]
        assert (clock.on - date.fromisoformat(today())).days == 60
    formal = draft(icc, "BE", "surrender", "rome", arrest, choose_basis=STATUTE)
    send(icc, be, formal)
    take_in(be, icc, formal)
    be.take(arrest, "follow", received_on=today(), reference="ICC-01/26")
    be.take(formal, "grant", decided_by="Court of Appeal", decided_on=today())
    be.take(formal, "agree_surrender", place="Airport", day=today(), agreed_with="Registry")
    be.take(formal, "surrender", day=today(), place="Airport", to_whom="Escort of the Court")
    be.post_to(icc)
    assert (be.stage(arrest), be.stage(formal)) == ("followed", "surrendered")
    for number in (arrest, formal):
        assert_both_agree(icc, be, number)


def test_the_court_asks_for_evidence_on_paper_and_is_consulted_and_answered(of: Of) -> None:
    be = of("BE")
    number = came(be, "ICC")
    be.take(number, "consult", concerns="Article 93(3): our law knows no such hearing.", answer_by=in_days(20))
    be.record(number, "reply", letter(), position="A hearing by a judge is enough.", conditions="none")
    assign(be, number)
    be.take(number, "accept")
    be.take(number, "postpone", reasons="It would interfere with our own investigation (art. 94).", until=in_days(60))
    be.take(number, "resume")
    be.take(number, "report_measure", measure="1", outcome="done", result="Heard.")
    be.take(number, "answer", results=results(be, number), letter="Enclosed.")
    assert be.stage(number) == "answered"
    sound(be)


def test_a_state_asks_the_court_and_is_answered_on_paper(of: Of) -> None:
    be = of("BE")
    number = be.start("assistance", counterpart="ICC", title="Case of H. H.", instrument="rome", language="en")
    be.take(number, "choose_basis", **STATUTE, language="en", channel="diplomatic", addressee="The Registrar")
    for section, told in (
        ("describe_case", {"authority": "Federal prosecutor", "functions": "Prosecutes", "case_number": "1/26", "nature": "prosecution",
                           "subject": "Crimes against humanity."}),
        ("state_facts", {"facts": "Detainees were tortured."}),
        ("state_offence", {"crime": "5(2)", "name": "Crimes against humanity", "provision": "136ter", "provision_text": "Text.",
                           "penalty": "Life", "limitation": "None."}),
        ("name_person", {"nature": "natural", "capacity": "suspect", "family_name": "H.", "given_names": "H.", "link": "Gave the orders."}),
        ("ask_measure", {"kind": "service", "heading_line": "Summons", "description": "Serve it.", "documents": "Summons", "addressee": "H.", **WHY}),
        ("set_terms", {"confidentiality": "stop", "contact_name": "Desk", "contact_details": "+32 2"}),
    ):  # fmt: skip
        be.take(number, section, **told)
    with be.session() as session:
        dossier = session.get_one(Dossier, number)
        found = [one.label for one in findings(session, be.installation, dossier, date.fromisoformat(today()))]
        assert "International Criminal Court is not asked for this kind of help: Service of judicial documents" in found
        assert counterpart(session, dossier).ministry("fr") == "Le Greffier"
    be.take(number, "drop_measure", number="1")
    be.take(
        number,
        "ask_measure",
        kind="records",
        heading_line="Statements",
        description="Of two witnesses.",
        holder="The Prosecutor",
        certified="copies",
        **WHY,
    )
    be.take(number, "submit")
    be.take(number, "sign", read=True, although="The Statute asks no more.")
    be.take(number, "transmit")
    be.record(number, "answer", letter(), results=results(be, number), letter="Enclosed.")
    assert be.stage(number) == "answered"
    sound(be)


def test_a_mechanism_asks_for_evidence_and_is_told_of_more(of: Of) -> None:
    be = of("BE")
    asked = came(be, "IIIM", instrument="mandate")
    be.take(asked, "accept")
    be.take(asked, "report_measure", measure="1", outcome="done", result="Heard.")
    be.take(asked, "answer", results=results(be, asked), letter="Enclosed.")
    told = be.start("information", counterpart="IIIM", title="Photographs", instrument="mandate", language="en")
    be.take(
        told, "choose_basis", standing="Resolution 71/248.", language="en", channel="diplomatic", addressee="The Head"
    )
    be.take(told, "tell_information", information="Photographs of detainees.", **TOLD)
    be.take(told, "limit_use")
    be.take(told, "submit")
    be.take(told, "sign", read=True, although="No more is needed.")
    be.take(told, "transmit")
    assert (be.stage(asked), be.stage(told)) == ("answered", "transmitted")
    sound(be)


def test_an_agency_and_a_network_are_told_and_asked_for_information_alone(of: Of) -> None:
    be = of("BE")
    for body in ("EUROJUST", "EUROPOL", "INTERPOL", "GENNET", "JITNET"):
        be.start("information", counterpart=body, title="Told", instrument="mandate", language="en")
        be.start("assistance", counterpart=body, title="Asked", instrument="mandate", language="en")
        with pytest.raises(Misfilled, match="is not asked for this by a State"):
            be.start("extradition", counterpart=body, title="Never", instrument="reciprocity", language="en")
        with pytest.raises(Misfilled, match="does not ask this of States"):
            came(be, body, "surrender", "mandate")


@pytest.mark.parametrize("body", ["ICC", "IRMCT", "IIIM"])
def test_no_ministry_starts_what_only_a_court_may(of: Of, body: str) -> None:
    be = of("BE")
    with pytest.raises(Misfilled, match="is not asked for this by a State"):
        be.start("surrender", counterpart=body, title="Never", instrument="rome", language="en")
    with pytest.raises(Misfilled, match="Only an international court or mechanism asks for this"):
        be.start("surrender", counterpart="SI", title="Never", instrument="rome", language="en")
    with pytest.raises(Misfilled, match="is not asked for this by a State"):
        be.start("provisional_arrest", counterpart=body, title="Never", instrument="mandate", language="en")


def test_a_mechanism_that_only_collects_evidence_arrests_nobody_and_a_closed_one_asks_nothing(of: Of) -> None:
    be = of("BE")
    with pytest.raises(Misfilled, match="does not ask this of States"):
        came(be, "IIIM", "surrender", "mandate")
    with pytest.raises(Misfilled, match="does not ask this of States"):
        came(be, "UNITAD", instrument="mandate")


def test_a_body_rests_on_its_own_instrument_and_two_states_never_do(of: Of) -> None:
    be = of("BE")
    with pytest.raises(Misfilled, match="Between a State and this body, it rests on: Rome Statute"):
        be.start("assistance", counterpart="ICC", title="Never", instrument="lhc", language="en")
    with pytest.raises(Misfilled, match="an international body alone"):
        be.start("assistance", counterpart="SI", title="Never", instrument="rome", language="en")


def test_a_package_that_asks_what_its_sender_may_not_is_refused(of: Of, monkeypatch: pytest.MonkeyPatch) -> None:
    si, be = of("SI"), of("BE")
    monkeypatch.setattr(
        "forms.states.allowed", lambda *_asked: True
    )  # an installation that was made to send it all the same
    monkeypatch.setattr("forms.between.body", lambda _code: True)
    number = draft(si, "BE", "surrender", "rome", choose_basis={**STATUTE, "aware": True, "although": "A mistake."})
    send(si, be, number)
    with be.session() as session:
        (refused,) = session.scalars(select(Incoming))
        assert (refused.outcome, session.get(Dossier, number)) == ("refused", None)
        assert "may not ask this" in str(refused.reason)
