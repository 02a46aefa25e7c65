"""The post goes wrong: a package is refused by mistake and reconsidered; one is lost and sent again; a paper goes again as a duplicate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from mla.documents.duplicate import as_duplicate
from mla.exchange import reception
from mla.exchange.courier import carry, settle
from mla.exchange.reception import reconsider
from mla.lifecycle.terms import Role
from mla.models import Dossier, Incoming, Outgoing
from mla.package.keys import public_bytes
from mla.package.receipt import as_told, read_receipt
from mla.package.sealing import Unacceptable
from mla.sample.ministry import Ministry
from tests.support.drive import ORDER, Matter, Site, assert_both_agree, in_boxes
from tests.unit.documents.reader import text
from tests.walks.test_letters_that_imply import posted
from tests.walks.test_questions_side_by_side import Pair, received

__all__ = ["received"]  # a fixture

Small = Callable[[Ministry, str], UUID]


def outcomes(ministry: Ministry, model: type[Any]) -> list[str | None]:
    with ministry.session() as session:
        return list(session.scalars(select(model.outcome).order_by(model.id)))


def later(*ministries: Ministry) -> None:
    for ministry in ministries:
        ministry.clock = lambda at=ministry.clock: at() + timedelta(minutes=5)  # type: ignore[misc]


def reconsidered(ministry: Ministry) -> str:
    """What becomes of the first package that was refused."""
    with ministry.session() as session:
        first = session.scalars(select(Incoming).where(Incoming.outcome == "refused").order_by(Incoming.id)).first()
        assert first
        outcome = reconsider(session, ministry.installation, first, ministry.clock()).outcome
        session.commit()
        return outcome


def test_what_was_refused_by_mistake_is_taken_in_with_what_came_after_it_and_the_sender_sees_both(
    pair: Pair, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    si, be = pair
    number = posted(si, small(si, "BE"))
    si.take(number, "enquire", words="How does it stand?")
    with monkeypatch.context() as mistaken:

        def refuse(*_anything: object) -> None:
            raise Unacceptable("A fault of this installation.")

        mistaken.setattr(reception.contents, "read", refuse)
        si.post_to(be)
        assert reconsidered(be) == "refused", "what still speaks against it"
    assert outcomes(si, Outgoing) == ["refused", "refused"]
    later(si, be)
    assert reconsidered(be) == "applied"
    assert outcomes(be, Incoming) == ["applied", "applied"]
    be.post_to(si)
    assert outcomes(si, Outgoing) == ["applied", "applied"]
    with si.session() as session:
        row = session.scalars(select(Outgoing).order_by(Outgoing.id)).first()
        assert row
        assert row.earlier_receipt
        assert row.receipt
        old, new = as_told(row.earlier_receipt), as_told(row.receipt)
        assert (old.outcome, new.outcome) == ("refused", "applied")
        assert "A fault of this installation." in old.reason
        settle(session, old, row.earlier_receipt, si.clock())
        assert row.outcome == "applied", "the older word changes nothing, however late it comes"
        assert read_receipt(row.receipt, public_bytes(be.installation.key)) == new
    with be.session() as session:
        assert session.scalars(select(Incoming.receipt_due)).all() == [None, None]
    assert be.stage(number) == si.stage(number) == "transmitted"
    assert_both_agree(si, be, number)


def test_a_receipt_that_cannot_be_carried_is_carried_later(
    pair: Pair, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    si, be = pair
    number = posted(si, small(si, "BE"))
    with monkeypatch.context() as mistaken:
        mistaken.setattr(reception.contents, "read", lambda *_: (_ for _ in ()).throw(Unacceptable("No.")))
        si.post_to(be)
    later(si, be)
    assert reconsidered(be) == "applied"

    def unreachable(_url: str, _data: bytes) -> bytes:
        raise OSError("No way there.")

    carry(be.engine, be.installation, unreachable, be.clock())
    assert outcomes(si, Outgoing) == ["refused"]
    carry(be.engine, be.installation, si.take_in, be.clock() + timedelta(hours=2))
    assert outcomes(si, Outgoing) == ["applied"]
    assert_both_agree(si, be, number)


def test_one_that_was_lost_is_asked_for_again_and_what_followed_waits_for_it(pair: Pair, received: UUID) -> None:
    si, be = pair
    si.take(received, "enquire", words="The letter that is lost.")
    si.take(received, "supplement", information="What follows it.")
    with si.session() as session:
        lost, follows = session.scalars(select(Outgoing).order_by(Outgoing.number.desc()).limit(2)).all()[::-1]
        data = si.installation.store.read(follows.package or "")
        lost.sent_on, lost.sent_by = si.clock().date(), "courier"
        session.commit()
        answer = be.take_in("", data)
        receipt = as_told(answer)
        assert receipt.outcome == "held"
        lost.next_attempt = si.clock() + timedelta(days=1)
        settle(session, receipt, answer, si.clock())
        session.commit()
        assert "has not come in yet" in (lost.last_error or "")
        assert lost.next_attempt <= si.clock(), "it goes again at once"
    si.post_to(be)
    with be.session() as session:
        dossier = session.get_one(Dossier, received)
        assert [event.trigger for event in dossier.events][-2:] == ["enquire", "supplement"]
    later(si, be)
    with si.session() as session:
        for row in session.scalars(select(Outgoing)):
            row.next_attempt = None
        session.commit()
    si.post_to(be)
    assert set(outcomes(si, Outgoing)) == {"applied"}
    assert_both_agree(si, be, received)


def test_a_letter_that_was_lost_goes_again_as_a_duplicate_and_nothing_new_happens(sent: Matter) -> None:
    si = sent.si.ministry
    registrar = sent.si.official(Role.REGISTRAR)
    with si.session() as session:
        dossier = session.get_one(Dossier, sent.number)
        row = dossier.outgoing[0]
        row.package, row.outcome, row.receipt, row.sent_on, row.sent_by = None, None, None, si.clock().date(), "post"
        number, events = row.id, len(dossier.events)
        session.commit()
    page = registrar.get(f"/post/out/{number}/duplicate.pdf")
    assert page.status == 200
    shown = registrar.fill(f"/post/out/{number}/again", channel="post", sent_on=in_boxes(), tracking="RR 1")
    assert shown.status == 302
    assert "Duplicate (PDF)" in registrar.get("/post").main
    with si.session() as session:
        assert len(session.get_one(Dossier, sent.number).events) == events


@pytest.mark.parametrize(("language", "word"), [("en", "DUPLICATE of"), ("fr", "DUPLICATA de"), ("es", "DUPLICADO de")])
def test_every_page_of_a_duplicate_says_so_in_the_language_of_the_letter(language: str, word: str) -> None:
    assert f"{word} SI-MLA-2026-0001/1" in " ".join(text(as_duplicate(ORDER, "SI-MLA-2026-0001/1", language)).split())


def test_a_package_that_was_refused_is_reconsidered_from_the_post_room(
    sent: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    si, be = sent.si.ministry, sent.be.ministry
    si.take(sent.number, "enquire", words="Well?")
    with monkeypatch.context() as mistaken:
        mistaken.setattr(reception.contents, "read", lambda *_: (_ for _ in ()).throw(Unacceptable("A mistake.")))
        si.post_to(be)
    registrar = Site(be).official(Role.REGISTRAR)
    page = registrar.get("/post")
    assert "Reconsider it" in page.main
    with be.session() as session:
        row = session.scalars(select(Incoming).where(Incoming.outcome == "refused")).one()
    assert registrar.post(f"/post/in/{row.id}/again").status == 302
    assert "Before: " in registrar.get("/post").main
    assert outcomes(be, Incoming) == ["applied", "applied"]
