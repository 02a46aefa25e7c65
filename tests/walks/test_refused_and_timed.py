"""A refusal tells whether there was a consultation; the days of a request are accounted for on both sides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from mla.deadlines.due import due
from mla.deadlines.time_used import spans, totals
from mla.lifecycle.terms import Role
from mla.models import Dossier, Paper
from mla.sample.ministry import Ministry, Misfilled
from tests.support.drive import REFUSAL, assert_both_agree, assign, send, take_in
from tests.unit.documents.reader import text

Peers = tuple[Ministry, Ministry]
Small = Callable[[Ministry, str], UUID]


def letter(ministry: Ministry, name: str) -> str:
    with ministry.session() as session:
        return text(ministry.installation.store.read(session.query(Paper).filter_by(name=name).one().sha256))


def test_refused_after_consultation_the_letter_tells_of_it(peers: Peers, small: Small) -> None:
    si, be = peers
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "consult", concerns="The register is not public.", answer_by="2027-02-01")
    be.post_to(si)
    si.take(number, "reply", position="It is indispensable.", conditions="none")
    si.post_to(be)
    assign(be, number)
    be.take(
        number, "refuse", **REFUSAL | {"consultation": "held", "consultation_reason": "Your reply did not remove it."}
    )
    be.post_to(si)
    words = letter(si, "letter_of_refusal")
    assert "consulted you before the decision was taken" in words
    assert "Your reply did not remove it." in words
    assert_both_agree(si, be, number)


def test_refused_without_consultation_the_letter_says_why_there_was_none(peers: Peers, small: Small) -> None:
    si, be = peers
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    with pytest.raises(Misfilled, match="consultation"):
        be.take(number, "refuse", **REFUSAL | {"consultation_reason": ""})
    be.take(number, "refuse", **REFUSAL)
    be.post_to(si)
    words = letter(si, "letter_of_refusal")
    assert "was not considered appropriate" in words
    assert "No condition could meet the concern." in words
    assert_both_agree(si, be, number)


def test_the_days_are_those_of_whoever_had_the_move(pair: Peers, small: Small) -> None:
    si, be = pair
    moment = [datetime(2026, 12, 1, 9, tzinfo=UTC)]
    si.clock = be.clock = lambda: moment[0]

    def rest(days: int) -> None:
        moment[0] += timedelta(days=days)

    number = small(si, "BE")
    send(si, be, number)
    rest(4)
    be.take(number, "acknowledge", received_on="2026-12-03", responsible="Office", confidentiality="kept")
    assign(be, number)
    be.take(number, "ask", questions=[{"question": "Which?"}], answer_by="2027-01-01")
    be.post_to(si)
    rest(10)
    si.take(number, "supply", information="This.")
    si.post_to(be)
    rest(3)
    for ministry in (si, be):
        with ministry.session() as session:
            dossier = session.get_one(Dossier, number)
            found = totals(spans(dossier, ministry.installation, moment[0].date()))
            assert found == {"requesting": 10, "requested": 7}


def test_both_clocks_show_the_same_last_day_with_the_days_off_of_both_states(pair: Peers, small: Small) -> None:
    si, be = pair
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "ask", questions=[{"question": "Which?"}], answer_by="2027-07-21")
    be.post_to(si)
    seen = []
    for ministry in (si, be):
        with ministry.session() as session:
            (one,) = due(session.get_one(Dossier, number), ministry.installation)
            seen.append((one.on, set(one.closed), one.act_by))
    assert seen[0] == seen[1] == (date(2027, 7, 21), {"BE: National Day"}, date(2027, 7, 20))
    be.take(number, "extend", Role.EXAMINER, limit="ask-answer_by", until="2027-08-16", reason="A holiday.")
    be.post_to(si)
    with si.session() as session:
        (one,) = due(session.get_one(Dossier, number), si.installation)
        assert (one.on, one.extended) == (date(2027, 8, 16), date(2027, 7, 21))
