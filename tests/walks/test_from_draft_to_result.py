"""Two ministries carry requests from the draft to their end, by signed packages, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from mla.lifecycle.facts import executed_in_part
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Paper
from mla.sample.drafting import draft_ravna
from mla.sample.ministry import Ministry, Misfilled
from tests.support.drive import (
    CONSULTED,
    REFUSAL,
    assert_both_agree,
    assign,
    in_days,
    report_all,
    results,
    send,
    take_in,
    today,
)

Peers = tuple[Ministry, Ministry]
Small = Callable[[Ministry, str], UUID]


def papers(ministry: Ministry, dossier_id: UUID) -> list[str]:
    with ministry.session() as session:
        return [paper.name for paper in session.get_one(Dossier, dossier_id).papers if paper.side != "domestic"]


def test_a_request_is_clarified_consulted_on_accepted_postponed_executed_and_answered(
    peers: Peers, small: Small
) -> None:
    si, be = peers
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)

    be.take(
        number, "ask", questions=[{"question": "Which year?"}, {"question": "Which office?"}], answer_by="2027-05-01"
    )
    be.post_to(si)
    assert si.stage(number) == "clarifying"
    si.take(number, "supply", information="2014. The office in Namur.")
    si.post_to(be)
    assign(be, number)

    be.take(number, "consult", concerns="The register is not public.", conditions="Use in this case only.")
    be.post_to(si)
    si.take(number, "reply", position="Agreed.", conditions="accepted")
    si.post_to(be)
    assign(be, number)

    be.take(number, "accept", expected="in four weeks")
    be.take(number, "postpone", reasons="A hearing of our own comes first.", until="2027-06-01")
    be.take(number, "resume")
    be.post_to(si)
    assert si.stage(number) == be.stage(number) == "executing"

    si.take(number, "enquire", words="How does it stand?")
    si.post_to(be)
    be.take(number, "report_status", words="Nearly done.")
    be.take(number, "entrust_measure", measure="1", authority="Register of companies", due_on=in_days(30))
    report_all(be, number, "done_in_part")
    be.take(number, "answer_in_part", results=results(be, number, "done_in_part"))
    be.take(number, "answer", results=results(be, number), use="Only in these proceedings.")
    be.post_to(si)
    si.take(number, "close", words="With thanks.")
    si.post_to(be)

    assert si.stage(number) == be.stage(number) == "closed"
    assert papers(si, number) == papers(be, number)
    assert len(papers(si, number)) == 14
    assert_both_agree(si, be, number)


def test_the_sample_matter_arrives_whole_and_the_protected_name_stays_at_home(peers: Peers) -> None:
    si, be = peers
    number = draft_ravna(si)
    send(si, be, number)
    with be.session() as session:
        dossier = session.get_one(Dossier, number)
        assert [len(rows) for rows in (dossier.persons, dossier.offences, dossier.measures)] == [6, 3, 4]
        assert dossier.attachments[0].title.startswith("Order of the investigating judge")
        witness = dossier.persons[3]
        assert tuple(witness.answers.get(name, "") for name in ("pseudonym", "family_name", "address")) == (
            "Witness B",
            "",
            "",
        )
        whole = b"".join(path.read_bytes() for path in be.config.store.rglob("*") if path.is_file())
        assert b"Verzonnen" not in whole
    with si.session() as session:
        assert RequestText.of(dossier).digest == RequestText.of(session.get_one(Dossier, number)).digest
    assert_both_agree(si, be, number)


def test_a_refusal_names_its_ground_and_both_see_it(peers: Peers, small: Small) -> None:
    si, be = peers
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    with pytest.raises(Misfilled, match="ground"):
        be.take(number, "refuse", **{**REFUSAL, "ground": "political"})
    be.take(number, "refuse", **REFUSAL)
    be.post_to(si)
    with si.session() as session:
        dossier = session.get_one(Dossier, number)
        assert (dossier.stage, dossier.refusal_ground) == ("refused", "M-g")
        assert {m.status for m in dossier.measures} == {"refused"}
    si.take(number, "close")
    si.post_to(be)
    assert_both_agree(si, be, number)


def test_an_answer_may_refuse_one_measure_and_then_it_is_executed_in_part(peers: Peers) -> None:
    si, be = peers
    number = draft_ravna(si)
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "accept")
    report_all(be, number)
    rows = results(be, number)
    rows[2] |= {"outcome": "refused", "ground": "M-e", "result": "Not available in a domestic case."}
    rows[3] |= {"outcome": "impossible", "result": "The addressee has moved."}
    be.take(number, "answer", results=rows, **CONSULTED)
    be.post_to(si)
    with si.session() as session:
        dossier = session.get_one(Dossier, number)
        assert [m.status for m in dossier.measures] == ["done", "done", "refused", "impossible"]
        assert executed_in_part(dossier)
    assert_both_agree(si, be, number)


def test_letters_that_cross_leave_both_at_the_same_stage(peers: Peers, small: Small) -> None:
    si, be = peers
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    si.take(number, "withdraw", reason="The suspect has died.")
    be.take(number, "accept")
    be.take(number, "report_status", words="Begun.")
    be.post_to(si)  # arrives at a request that is withdrawn: filed
    si.post_to(be)
    assert si.stage(number) == be.stage(number) == "withdrawn"
    with be.session() as session:
        outcomes = [o.outcome for o in session.get_one(Dossier, number).outgoing]
        assert outcomes == ["applied", "filed", "filed"]
    assert_both_agree(si, be, number)


def test_everything_runs_the_other_way_round_in_french(peers: Peers, small: Callable[..., UUID]) -> None:
    si, be = peers
    number = small(be, "SI", "fr")
    send(be, si, number)
    si.take(number, "acknowledge", received_on=today(), responsible="Bureau", confidentiality="not_possible")
    si.post_to(be)
    with be.session() as session:
        dossier = session.get_one(Dossier, number)
        assert (dossier.stage, dossier.language) == ("received", "fr")
        assert dossier.their_reference == "SI-MLA-2026-0001" or dossier.their_reference.startswith("SI-MLA-")
        assert {p.language for p in session.query(Paper)} == {"fr"}
    assert_both_agree(si, be, number)


def test_a_request_sent_after_midnight_here_may_be_received_on_the_day_before_there(
    pair: tuple[Ministry, Ministry], small: Small
) -> None:
    si, be = pair
    object.__setattr__(si.config, "time_zone", "Pacific/Kiritimati")
    object.__setattr__(be.config, "time_zone", "Pacific/Niue")
    si.clock = be.clock = lambda: datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # 1 January here, 31 December there
    number = small(si, "BE")
    send(si, be, number)
    be.take(number, "acknowledge", received_on="2026-12-31", responsible="Office", confidentiality="kept")
    be.post_to(si)
    for ministry in (si, be):
        with ministry.session() as session:
            dossier = session.get_one(Dossier, number)
            assert (dossier.transmitted_on, dossier.received_on) == (date(2027, 1, 1), date(2026, 12, 31))
    assert_both_agree(si, be, number)
