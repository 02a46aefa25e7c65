"""Whoever is present and is not handed over is prosecuted, and every State concerned is told; nobody forgets it by chance.

Convention (2023), arts. 8(1)-(2), 13(4), 14(1), 54(1).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from mla.lifecycle.items import PersonText
from mla.models import Dossier
from mla.records.verify import verify
from mla.sample.ministry import Ministry, Misfilled
from tests.support.drive import assert_both_agree, in_days, send, take_in, today
from tests.walks.extraditions import NOBODY_ASKED, PERSON, draft, refuse, request
from tests.walks.test_information import given

Pair = tuple[Ministry, Ministry]
NOTHING = {"instead": "nothing", "why_nothing": "The acts are no offence here, and no sentence was passed."}
FOUND = {
    "found_on": today(),
    "place": "Zemono",
    "custody": "The person reports to the police twice a week.",
    "findings": "The passport bears the name of the person of whom you wrote.",
    "intention": "prosecute",
}
RELEASED = {"released_on": today(), "cause": "time"}


def files(ministry: Ministry, source: UUID) -> list[Dossier]:
    """The prosecution files that arose from a request, the oldest first."""
    with ministry.session() as session:
        found = session.scalars(select(Dossier).where(Dossier.arises_from == source).order_by(Dossier.our_reference))
        return [one for one in found if one.kind == "prosecution" and (one.events, one.persons, one.involvements)]


def said(file: Dossier) -> dict[str, Any]:
    """What the file says of the person, the findings, and what is intended."""
    told: dict[str, Any] = file.contents["tell_custody"]
    return told


def finish(si: Ministry, be: Ministry, file: UUID) -> None:
    """The draft is completed, signed by a colleague, sent and acknowledged."""
    told = {"standing": "The notice rests on reciprocity.", "reciprocity": True, "language": "en", "channel": "system"}
    with si.session() as session:
        row = session.get_one(Dossier, file)
        custody, counterpart, basis = dict(said(row)), row.counterpart, row.instrument
    si.take(
        file,
        "choose_basis",
        instrument=basis,
        addressee="Central authority",
        aware=True,
        although="It is not in force.",
        **told,
    )
    si.take(file, "tell_custody", **{"custody": "Reports to the police.", "findings": "Known.", **custody})
    si.take(file, "state_facts", facts="Detainees were tortured in the camp at Ravna.")
    si.take(file, "state_offence", crime="5(2)", name="Crimes against humanity", provision="Criminal Code, 101",
            provision_text="Whoever ...", penalty="Imprisonment for life", limitation="None.")  # fmt: skip
    assert counterpart == be.config.state
    send(si, be, file)
    be.take(file, "acknowledge", received_on=today(), responsible="Desk", confidentiality="kept")
    be.post_to(si)


def test_a_find_opens_a_file_and_every_state_concerned_is_told_in_its_own_words(peers: Pair) -> None:
    si, be = peers
    number = given(si, be)  # Slovenia informs Belgium of a man; Belgium finds him
    be.take(number, "record_find", **FOUND)
    (file,) = files(be, number)
    assert (file.counterpart, file.stage, said(file)["occasion"]) == ("SI", "drafting", "found")
    assert (said(file)["custody"], said(file)["intention"]) == (FOUND["custody"], "prosecute")
    assert file.involvements, "somebody owns the file"

    # The file that the find opened is told; from it two further States are, each for its own reason.
    be.take(file.id, "name_person", **PERSON)
    with pytest.raises(Misfilled, match="named twice, or is told by this file already"):
        be.take(file.id, "tell_further_states", states=[{"state": "SI", "concern": "territory"}])
    with pytest.raises(Misfilled, match="Of each State say which it is, and why"):
        be.take(file.id, "tell_further_states", states=[{"state": "RW", "concern": ""}])
    be.take(
        file.id,
        "tell_further_states",
        states=[
            {"state": "RW", "concern": "territory"},
            {"state": "", "concern": ""},
            {"state": "FR", "concern": "victims"},
        ],
    )
    told = files(be, file.id)
    assert [(one.counterpart, said(one)["concern"], said(one)["findings"]) for one in told] == [
        ("RW", "territory", FOUND["findings"]),
        ("FR", "victims", FOUND["findings"]),
    ]
    assert [[PersonText.of(person).name for person in one.persons] for one in told] == [["H. H."], ["H. H."]]
    assert not any(one.arises_from_abroad for one in told), "no State learns from this which other file it arose from"

    # With Slovenia: notice, evidence, charge, outcome, closing; both records agree.
    finish(be, si, file.id)
    be.take(file.id, "submit_case", authority="Federal prosecutor", submitted_on=today())
    be.take(file.id, "ask_evidence", wanted="The register of the camp.")
    be.post_to(si)
    si.take(file.id, "hand_over_evidence", inventory="Certified copy of the register.")
    si.post_to(be)
    be.take(file.id, "record_charge", charged_on=today(), offences="Torture")
    be.take(file.id, "report_outcome", outcome="conviction", decided_on=today(), told="Imprisonment for life.")
    be.take(file.id, "close_file")
    be.post_to(si)
    assert si.stage(file.id) == be.stage(file.id) == "closed"
    assert_both_agree(si, be, file.id)
    for ministry in peers:
        with ministry.session() as session:
            assert list(verify(session, ministry.installation)) == []


def test_of_several_persons_those_alone_who_are_refused_or_found_stand_in_the_file(pair: Pair) -> None:
    si, be = pair
    number = draft(si, "BE")
    si.take(number, "name_person", **{**PERSON, "family_name": "Second"})
    request(si, be, number)
    refuse(be, number, "A national.", instead="prosecution", for_persons=["2"])
    (file,) = files(be, number)
    assert [PersonText.of(person).name for person in file.persons] == ["H. Second"]
    assert said(file)["concern"] == "asked"


@pytest.mark.parametrize(("instead", "intention"), [("prosecution", "prosecute"), ("awaited", "")])
def test_an_arrest_that_is_refused_or_ends_opens_the_file_where_the_case_goes_to_the_prosecutor(
    pair: Pair, instead: str, intention: str
) -> None:
    si, be = pair
    refused, ended = (draft(si, "BE", "provisional_arrest") for _ in range(2))
    for number in (refused, ended):
        send(si, be, number)
        take_in(be, si, number)
    with pytest.raises(Misfilled, match="say what is done instead"):
        be.take(
            refused,
            "refuse_arrest",
            ground="essential_interests",
            reasons="The warrant is not valid.",
            present="yes",
            **NOBODY_ASKED,
        )
    be.take(
        ended,
        "report_arrest",
        place="Ostend",
        arrested_on=today(),
        identity="Passport",
        consent="no",
        last_day=in_days(30),
        last_day_source="Order of the court",
    )
    with pytest.raises(Misfilled, match="Say why neither prosecution nor enforcement"):
        be.take(ended, "end_arrest", instead="nothing", **RELEASED)
    be.take(ended, "end_arrest", instead=instead, **RELEASED)
    opened = files(be, ended)
    assert [said(one)["intention"] for one in opened] == [intention] * bool(intention)
    be.post_to(si)
    assert_both_agree(si, be, ended)


def test_a_file_that_the_law_demands_is_given_up_knowingly(pair: Pair) -> None:
    si, be = pair
    number = draft(si, "BE")
    request(si, be, number)
    refuse(be, number, "A national.", instead="sentence")
    (file,) = files(be, number)
    assert said(file)["intention"] == "enforce"
    with pytest.raises(Misfilled, match="Tick that you know what the law asks"):
        be.take(file.id, "discard", reason="The person has died.")
    be.take(file.id, "discard", reason="The person has died.", aware=True)
    assert be.stage(file.id) == "discarded"


def test_a_refusal_that_lets_go_says_why_and_opens_nothing(pair: Pair) -> None:
    si, be = pair
    number = draft(si, "BE")
    request(si, be, number)
    refuse(be, number, "The court has no jurisdiction.", present="yes", **NOTHING)
    assert files(be, number) == []
