"""Several persons in one request, each with a fate of his or her own: granted, refused, surrendered, dead, and both States agree."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mla.deadlines.due import due
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.fates import WHOM, derived, fates, moved
from mla.lifecycle.machine import sources
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Role, Side
from mla.models import Dossier
from mla.permission import why_not
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.advance import advance
from mla.steps.step_taken import NotAllowed, OurStep
from tests.support.drive import assert_both_agree, today
from tests.walks import sentences
from tests.walks.extraditions import PERSON, draft, refuse, request
from tests.walks.test_extradition import KNOWINGLY
from tests.walks.test_questions_side_by_side import newest
from tests.walks.test_transit import ROUTE

Pair = tuple[Ministry, Ministry]
GRANT = {"decided_by": "Ministry of Justice", "decided_on": "2026-11-24"}
ON = {"day": "2026-12-08", "place": "Brussels Airport", "agreed_with": "Police"}


@pytest.fixture
def three(pair: Pair) -> UUID:
    """An extradition of three men, which Belgium examines."""
    si, be = pair
    number = draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY)
    for name in ("K.", "L."):
        si.take(number, "name_person", **{**PERSON, "given_names": name})
    request(si, be, number)
    return number


def where(ministry: Ministry, number: UUID) -> dict[int, str]:
    """Where each person stands, as the other State knows it."""
    with ministry.session() as session:
        dossier = session.get_one(Dossier, number)
        return {one: dossier.table.stage[stage].abroad or "" for one, stage in fates(dossier).items()}


def both(pair: Pair, number: UUID) -> dict[int, str]:
    """The same, once both States agree on it."""
    si, be = pair
    be.post_to(si)
    si.post_to(be)
    assert_both_agree(si, be, number)
    assert where(si, number) == where(be, number)
    return where(be, number)


def test_one_is_granted_one_refused_and_one_dies(pair: Pair, three: UUID) -> None:
    si, be = pair
    assert both(pair, three) == {}
    be.take(three, "grant", for_persons=["1"], **GRANT)
    assert both(pair, three) == {1: "granted", 2: "received", 3: "received"}
    assert si.stage(three) == "received", "the request stands where the person stands who has come least far"
    refuse(be, three, "A national of my State.", for_persons=["2"])
    assert both(pair, three) == {1: "granted", 2: "refused", 3: "received"}
    letter = newest(si, "refusal_of_extradition")
    assert "only" in letter
    assert "2. " in letter
    be.take(three, "lapse", for_persons=["3"], cause="died", told="Died in hospital.")
    assert both(pair, three) == {1: "granted", 2: "refused", 3: "lapsed"}
    assert si.stage(three) == be.stage(three) == "granted"


def test_whoever_was_refused_is_not_surrendered_with_the_others(pair: Pair, three: UUID) -> None:
    _si, be = pair
    refuse(be, three, "A national of my State.", for_persons=["2"])
    with pytest.raises(Misfilled):
        be.take(three, "grant", for_persons=["1", "2"], **GRANT)
    be.take(three, "grant", for_persons=["1", "3"], **GRANT)
    be.take(three, "agree_surrender", for_persons=["1"], **ON)
    with pytest.raises(Misfilled):
        be.take(three, "surrender", for_persons=["3"], day="2026-11-24", place="Airport", to_whom="Police")
    assert both(pair, three) == {1: "surrender_agreed", 2: "refused", 3: "granted"}


def test_a_letter_that_names_nobody_is_not_written_while_they_go_different_ways(pair: Pair, three: UUID) -> None:
    _si, be = pair
    be.take(three, "grant", for_persons=["1"], **GRANT)
    with pytest.raises(Misfilled, match="whom"):
        be.take(three, "agree_surrender", for_persons=[], **ON)


def test_all_of_them_named_is_nobody_named(pair: Pair, three: UUID) -> None:
    _si, be = pair
    be.take(three, "grant", for_persons=["1", "2", "3"], **GRANT)
    assert both(pair, three) == {}
    with be.session() as session:
        assert WHOM not in session.get_one(Dossier, three).events[-1].answers


def test_each_has_his_own_clock(pair: Pair, three: UUID) -> None:
    _si, be = pair
    be.take(three, "grant", for_persons=["1", "3"], **GRANT)
    for one, day in (("1", "2026-12-08"), ("3", "2026-12-10")):
        be.take(three, "agree_surrender", for_persons=[one], **{**ON, "day": day})
    be.take(three, "release", for_persons=["3"], reason="He was not taken over.", released_on="2026-11-24")
    both(pair, three)
    for ministry in pair:
        with ministry.session() as session:
            told = {str(one.what) for one in due(session.get_one(Dossier, three), ministry.installation)}
        assert {what for what in told if "taken over" in what} == {"The person is to be taken over: 1. H. H."}


def test_one_of_them_is_withdrawn_while_his_surrender_is_in_the_post(pair: Pair, three: UUID) -> None:
    si, be = pair
    be.take(three, "grant", for_persons=["1", "2"], **GRANT)
    be.take(three, "agree_surrender", for_persons=["1"], **ON)
    be.post_to(si)
    be.take(three, "surrender", for_persons=["1"], day="2026-11-24", place="Airport", to_whom="Police")
    si.take(three, "withdraw", for_persons=["1"], reason="The warrant was quashed.")
    assert both(pair, three) == {1: "surrendered", 2: "granted", 3: "received"}


def test_a_person_of_whom_the_letter_speaks_has_gone_on_meanwhile(pair: Pair, three: UUID) -> None:
    _si, be = pair
    be.take(three, "grant", for_persons=["1", "2"], **GRANT)
    with be.session() as session:
        dossier = session.get_one(Dossier, three)
        step = dossier.table.step["agree_surrender"]
        decider = be.official(session, Role.DECIDER)
        assert why_not(decider, dossier, step, be.installation.law) is None
        now = be.clock()
        taken = OurStep(dossier, step, {WHOM: ["2", "3"], **ON}, now, now.date(), decider)
        with pytest.raises(NotAllowed, match="cannot be done for person 3"):
            advance(session, be.installation, taken)


# The two post bags, with two persons
APART = [table for table in LIFECYCLES.values() if table.per_person or table.per_property]


@pytest.mark.parametrize("table", APART, ids=lambda table: table.kind)
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_in_whatever_order_letters_come_both_states_agree_on_every_person(
    table: Lifecycle, data: st.DataObject
) -> None:
    """Each State acts where its own persons stand; the letters of each arrive in their order, whenever they do."""
    sent = "transmitted"
    own = {side: {1: sent, 2: sent} for side in Side}
    bags: dict[Side, list[tuple[str, list[str]]]] = {side: [] for side in Side}
    for _turn in range(data.draw(st.integers(1, 14))):
        side = data.draw(st.sampled_from(list(Side)))
        if bags[side] and data.draw(st.booleans()):
            _arrive(table, own, bags, side)
            continue
        may = [
            (step, whom)
            for step in table.steps
            if step.crosses and step.side in (None, side) and step.to and not step.by_letter and not step.brings_request
            for whom in ([["1"], ["2"], []] if step.trigger in (*table.per_person, *table.per_property) else [[]])
            if all(own[side][int(one)] in step.sources for one in whom or ["1", "2"])
        ]
        if may:
            step, whom = data.draw(st.sampled_from(may))
            own[side] = moved(table, side, own[side], step, {WHOM: whom})
            bags[side.other].append((step.trigger, whom))
    for side in Side:
        while bags[side]:
            _arrive(table, own, bags, side)
    seen = [{one: table.stage[stage].abroad for one, stage in own[side].items()} for side in Side]
    assert seen[0] == seen[1]
    assert len({table.stage[derived(table, own[side])].abroad for side in Side}) == 1


def _arrive(
    table: Lifecycle, own: dict[Side, dict[int, str]], bags: dict[Side, list[tuple[str, list[str]]]], side: Side
) -> None:
    trigger, whom = bags[side].pop(0)
    assert sources(table, side, table.step[trigger]) is not None
    own[side] = moved(table, side, own[side], table.step[trigger], {WHOM: whom})


def test_a_rival_request_for_one_of_them_is_held_against_that_one_alone(pair: Pair, three: UUID) -> None:
    si, be = pair
    other = draft(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY, name_person={"given_names": "K."})
    request(si, be, other)
    for number in (three, other):
        be.take(number, "grant", for_persons=["1", "2"] if number == three else [], **GRANT)
    handed = {"day": "2026-11-24", "place": "Airport", "to_whom": "Police"}
    for whom in ("2", "1"):
        be.take(three, "agree_surrender", for_persons=[whom], **ON)
    be.take(three, "surrender", for_persons=["1"], **handed)
    be.take(other, "agree_surrender", **ON)
    be.take(other, "surrender", **handed)
    with pytest.raises(NotAllowed, match="handed over already"):
        be.take(three, "surrender", for_persons=["2"], **handed)
    assert both(pair, three) == {1: "surrendered", 2: "surrender_agreed", 3: "received"}


@pytest.mark.parametrize("whom", [["1"], ["1", "2", "3"]])
def test_a_letter_that_is_corrected_moves_nobody(pair: Pair, three: UUID, whom: list[str]) -> None:
    si, be = pair
    be.take(three, "grant", for_persons=whom, **GRANT)
    before = both(pair, three)
    with be.session() as session:
        number = session.get_one(Dossier, three).outgoing[-1].number
    told = {**GRANT, "decided_on": "2026-11-23", "for_persons": ["2"]}
    be.take(three, "correct_letter", entry=str(number), reason="The day was wrong.", told=told)
    assert both(pair, three) == before
    assert ("This letter concerns" in newest(si, "letter_of_correction")) == (len(whom) < 3)
    for ministry in pair:
        with ministry.session() as session:
            entry = next(e for e in session.get_one(Dossier, three).events if e.trigger == "grant")
            assert entry.answers["decided_on"] == "2026-11-23"
            assert entry.answers.get(WHOM) == (whom if len(whom) < 3 else None)


def test_of_two_sentenced_persons_one_stays_and_the_other_goes(pair: Pair) -> None:
    si, be = pair
    number = sentences.draft(si, "BE")
    si.take(number, "name_person", **{**sentences.CONVICT, "given_names": "Bela"})
    sentences.request(si, be, number)
    be.take(number, "agree_transfer", **sentences.AGREED)
    be.post_to(si)
    si.take(number, "record_consent_revoked", for_persons=["2"], revoked_on="2027-03-25", before="A judge")
    si.post_to(be)
    be.take(number, "arrange_transfer", for_persons=["1"], **sentences.DAY)
    be.take(number, "record_transfer", for_persons=["1"], **sentences.HANDED_OVER)
    assert both(pair, number) == {1: "transferred", 2: "consent_revoked"}


def test_transit_is_authorised_for_one_of_two_and_refused_for_the_other(pair: Pair) -> None:
    si, be = pair
    number = draft(si, "BE", "transit", state_route=ROUTE)
    si.take(number, "name_person", **{**PERSON, "given_names": "K."})
    request(si, be, number)
    be.take(number, "authorise", for_persons=["1"], decided_by="Minister", valid_until="2027-06-03", authority="Police")
    be.take(number, "refuse_transit", for_persons=["2"], ground="X-law", reasons="A national.")
    assert both(pair, number) == {1: "authorised", 2: "refused"}
    be.take(number, "report_passage", for_persons=["1"], left_on=today(), detained_days="0")
    assert both(pair, number) == {1: "passed", 2: "refused"}
    assert be.stage(number) == "passed"


def test_each_is_sought_on_a_document_of_his_own(pair: Pair) -> None:
    si, be = pair
    other = {
        "who": "K. H.",
        "status": "convicted",
        "document": "Judgment K 7/2024",
        "court": "Regional Court",
        "dated": "2024-05-17",
    }
    with pytest.raises(Misfilled, match="Of each further document say whom it concerns"):
        draft(si, "BE", state_title={"further": [other]})
    number = draft(si, "BE", state_title={"further": [{**other, "copy": "certified"}]})
    si.take(number, "name_person", **{**PERSON, "given_names": "K."})
    request(si, be, number)
    words = " ".join(newest(be, "request_for_extradition").split())
    assert "Further persons, each sought on another document" in words
    assert "17 May 2024" in words
    assert "K. H." in words
    assert_both_agree(si, be, number)
