"""Several States and a court seek one man whom each writes otherwise: told of one another, asked, decided in one go, granted once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from mla.deadlines.due import due
from mla.exchange.courier import carry
from mla.lifecycle.facts import last_said
from mla.lifecycle.terms import Role
from mla.models import Dossier, Peer
from mla.records.verify import verify
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry
from mla.steps.step_taken import NotAllowed
from tests.support.drive import Site, assert_both_agree, assign, in_boxes
from tests.support.web import Page, Visitor
from tests.walks.extraditions import draft, request

HISSENE = {"family_name": "Habré", "given_names": "Hissène", "born_on": "1942-08-13"}
HISSEIN = {"family_name": "HABRE", "given_names": "Hissein", "born_on": "1942-08-13"}
LETTER = {"channel": "diplomatic", "sent_on": "2026-11-02", "received_on": "2026-11-09", "their_reference": "ICC-01/99"}
GRANTED = {"decided_by": "Minister", "decided_on": "2026-11-01"}


def post(from_: Ministry, *others: Ministry) -> None:
    """Everything that waits goes to the ministry to which it is addressed."""
    houses = {f"http://127.0.0.1:9/{one.config.state}": one for one in others}
    with from_.session() as session:
        for one in others:
            session.get_one(Peer, one.config.state).url = f"http://127.0.0.1:9/{one.config.state}"
        session.commit()

    def deliver(url: str, data: bytes) -> bytes:
        return next(house for address, house in houses.items() if url.startswith(address)).take_in(url, data)

    carry(from_.engine, from_.installation, deliver, from_.clock())


def asked(from_: Ministry, of: Ministry, kind: str, person: dict[str, str]) -> UUID:
    number = draft(from_, of.config.state, kind, name_person=person)
    request(from_, of, number)
    return number


def by_the_court(be: Ministry) -> UUID:
    number = be.register(
        LETTER, [annex("order.pdf", "Scan")], "surrender", counterpart="ICC", title="Surrender", instrument="rome",
        language="en", authority="Pre-Trial Chamber", facts="Crimes against humanity.",
        persons=[{"family_name": "حبري", "given_names": "حسين", "born_on": "1942-01-01", "nationality": "Chadian", "capacity": "suspect"}],
        offences=[{"name": "Crimes against humanity", "penalty": "Imprisonment up to 30 years"}],
    )  # fmt: skip
    be.take(number, "acknowledge", received_on="2026-11-09", responsible="Desk", confidentiality="kept")
    assign(be, number)
    return number


def row_of(ministry: Ministry, number: UUID) -> int:
    with ministry.session() as session:
        return session.get_one(Dossier, number).persons[0].id


def is_the_same(be: Ministry, decider: Visitor, one: UUID, other: UUID) -> None:
    page = decider.get(f"/dossiers/{one}/same-person/1/{row_of(be, other)}")
    assert page.status == 200, page.main
    assert page.again(verdict="same", reason="Fingerprints compared.").status == 302


def read_all(visitor: Visitor, page: Page) -> None:
    letters = [link for link in page.links if "/letters/" in link]
    for link in letters:
        assert visitor.get(link).status == 200


def last(ministry: Ministry, number: UUID, trigger: str) -> dict[str, Any]:
    with ministry.session() as session:
        return last_said(session.get_one(Dossier, number), trigger) or {}


def rows_of(page: Page) -> dict[str, str]:
    """The name of the field that says of which request a row is, by request."""
    return {value: name for name, value in page.hidden.items() if name.endswith("-request")}


def named(page: Page, number: UUID) -> str:
    return rows_of(page)[str(number)].replace("-request", "-named")


def clocks(ministry: Ministry, number: UUID) -> list[str]:
    with ministry.session() as session:
        return [str(one.what) for one in due(session.get_one(Dossier, number), ministry.installation)]


def test_three_who_ask_for_one_man(of: Callable[[str], Ministry]) -> None:
    belgium, slovenia, chad = of("BE"), of("SI"), of("TD")
    first = asked(slovenia, belgium, "extradition", HISSENE)
    arrest = asked(chad, belgium, "provisional_arrest", HISSEIN)
    court = by_the_court(belgium)
    site = Site(belgium)
    site.hire("second", Role.DECIDER)
    decider, second = site.official(Role.DECIDER), site.official("second")

    # They are proposed; nothing is granted before somebody has said who is who.
    assert "may be" in decider.get(f"/dossiers/{first}").main
    with pytest.raises(NotAllowed, match="likely the same"):
        belgium.take(first, "grant", **GRANTED)
    is_the_same(belgium, decider, first, arrest)
    is_the_same(belgium, decider, first, court)
    with pytest.raises(NotAllowed, match="Decide first which request goes first"):
        belgium.take(first, "grant", **GRANTED)

    # All are told of one another, the arrest and the Court included, and asked for their views by a day.
    assert "Others ask for the same person" in decider.get(f"/dossiers/{arrest}").main
    beside = decider.get(f"/dossiers/{arrest}/competing")
    for told in ("Slovenia", "Chad", "International Criminal Court", "Provisional arrest", "not asked for"):
        assert told in beside.main
    page = decider.get(f"/dossiers/{arrest}/competing/views")
    day = dict(zip(("views_by", "views_by-month", "views_by-year"), in_boxes(20), strict=True))
    sent = page.again(
        wanted="Which should go first?",
        views_by=list(day.values()),
        **{named(page, one): "y" for one in (first, court)},
    )
    assert sent.status == 302, sent.mistakes
    waiting = decider.get(f"/dossiers/{first}/competing/letters")
    assert waiting.main.count("not read by you yet") == 3
    early = waiting.press("sign")
    assert early.status == 409
    assert "Read every letter first" in early.main
    read_all(decider, waiting)
    assert decider.get(f"/dossiers/{first}/competing/letters").press("sign").status == 302
    post(belgium, slovenia, chad)
    told = last(slovenia, first, "notify_competing")
    ours = last(belgium, first, "notify_competing")
    assert {name: ours[name] for name in ("other", "further", "views_by", "wanted")} == {
        name: told[name] for name in ("other", "further", "views_by", "wanted")
    }
    assert [told["other"], *(one["name"] for one in told["further"])].count("unnamed") == 1
    assert "Views on priority are asked for by" in clocks(slovenia, first)
    assert "Views on priority are asked for by" in clocks(chad, arrest)

    # A State gives its views; the clock of the others runs on.
    slovenia.take(first, "give_views", views="The place of the acts.", later="Onward after our trial.")
    slovenia.post_to(belgium)
    assert "Views on priority are asked for by" not in clocks(belgium, first)
    assert "The place of the acts." in decider.get(f"/dossiers/{court}/competing").main

    # One decision; one letter to each; all or none.
    page = decider.get(f"/dossiers/{court}/competing/decide")
    rows = rows_of(page)
    outcomes = {first: "after", arrest: "after", court: "first"}
    words = {rows[str(one)].replace("-request", "-outcome"): outcome for one, outcome in outcomes.items()}
    decided = {"decided_on": in_boxes(0), "reasons": "The duty under the Statute of the Court."}
    wrong = page.again(**{**words, rows[str(first)].replace("-request", "-outcome"): "first"}, **decided)
    assert wrong.status == 400
    assert "Only one request goes first." in wrong.main
    assert page.again(**words, **decided).status == 302
    mine = decider.get(f"/dossiers/{court}/competing/letters")
    assert "Sign and send all of them" not in mine.main
    assert mine.press("lay").status == 302
    theirs = second.get(f"/dossiers/{court}/competing/letters")
    read_all(second, theirs)
    assert theirs.press("sign").status == 302, theirs.main
    post(belgium, slovenia, chad)
    assert [last(belgium, one, "decide_priority")["outcome"] for one in (first, arrest, court)] == [
        "after",
        "after",
        "first",
    ]
    assert last(slovenia, first, "decide_priority")["outcome"] == "after"
    assert_both_agree(slovenia, belgium, first)
    assert_both_agree(chad, belgium, arrest)

    # Only the one that goes first is granted.
    with pytest.raises(NotAllowed, match="goes first, asks for the same person, and is not over"):
        belgium.take(first, "grant", **GRANTED)
    again = decider.get(f"/dossiers/{court}/competing/decide")
    turned = {rows[str(one)].replace("-request", "-outcome"): "after" for one in (court, arrest)}
    refused = again.again(**turned, **{rows[str(first)].replace("-request", "-outcome"): "first"}, **decided)
    assert refused.status == 422
    assert "goes first already" in refused.main
    assert "wait to be read and signed" in refused.main
    belgium.take(court, "grant", **GRANTED)
    for ministry in (belgium, slovenia, chad):
        with ministry.session() as session:
            assert list(verify(session, ministry.installation)) == []


def test_an_examiner_who_sees_one_of_them_decides_for_none(of: Callable[[str], Ministry]) -> None:
    belgium, slovenia, chad = of("BE"), of("SI"), of("TD")
    first, other = (asked(one, belgium, "extradition", HISSENE) for one in (slovenia, chad))
    site = Site(belgium)
    site.hire("stranger", Role.EXAMINER)
    assert site.official("stranger").get(f"/dossiers/{first}/competing").status == 404
    decider = site.official(Role.DECIDER)
    assert decider.get(f"/dossiers/{first}/competing/decide").status == 200
    assert decider.get(f"/dossiers/{other}/competing/views").status == 200


def test_views_are_given_only_where_they_were_asked_for(pair: tuple[Ministry, Ministry]) -> None:
    slovenia, belgium = pair
    number = asked(slovenia, belgium, "extradition", HISSENE)
    with pytest.raises(NotAllowed, match="has not asked for views"):
        slovenia.take(number, "give_views", views="Ours first.")
    belgium.take(number, "notify_competing", other="Chad", received_on="2026-11-09", views_by="2026-12-20")
    belgium.post_to(slovenia)
    slovenia.take(number, "give_views", views="Ours first.")
    slovenia.post_to(belgium)
    assert_both_agree(slovenia, belgium, number)


def test_days_in_custody_are_counted_once_for_whoever_an_official_took_for_one_man(
    of: Callable[[str], Ministry],
) -> None:
    belgium, slovenia, chad = of("BE"), of("SI"), of("TD")
    first = asked(slovenia, belgium, "extradition", HISSENE)
    arrest = asked(chad, belgium, "provisional_arrest", HISSEIN)
    decider = Site(belgium).official(Role.DECIDER)
    held = {"measure": "detained", "ordered_by": "Investigating judge"}
    belgium.take(first, "report_custody", since="2026-11-16", **held)
    belgium.take(arrest, "report_custody", since="2026-11-18", **held)
    assert "Held since 16 November 2026, 10 days" in decider.get(f"/dossiers/{first}").main
    assert "Held since 18 November 2026, 8 days" in decider.get(f"/dossiers/{arrest}").main
    is_the_same(belgium, decider, first, arrest)
    told = decider.get(f"/dossiers/{arrest}").main
    assert "Held since 16 November 2026, 10 days" in told
    assert "each day counted once" in told
