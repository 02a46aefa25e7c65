"""The courier carries what is due, in order, until a signed receipt makes an end of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from mla.database import now
from mla.exchange.courier import carry
from mla.models import Outgoing
from mla.sample.ministry import Ministry
from tests.walks.steps import send

Pair = tuple[Ministry, Ministry]
Small = Callable[[Ministry, str], UUID]


def ready(si: Ministry, small: Small) -> UUID:
    number = small(si, "BE")
    si.take(number, "submit")
    si.take(number, "sign", read=True)
    si.take(number, "transmit")
    return number


def row(ministry: Ministry) -> Outgoing:
    with ministry.session() as session:
        return session.scalars(select(Outgoing).order_by(Outgoing.id)).first()


def test_when_the_other_side_cannot_be_reached_it_is_tried_again_later(pair: Pair, small: Small) -> None:
    si, be = pair
    ready(si, small)

    def nobody(_url: str, _data: bytes) -> bytes:
        raise ConnectionRefusedError("nobody answers")

    assert carry(si.engine, si.house, nobody) == 0
    assert (row(si).attempts, row(si).outcome) == (1, None)
    assert "nobody answers" in row(si).last_error
    assert carry(si.engine, si.house, be.take_in) == 0, "not due yet"
    assert carry(si.engine, si.house, be.take_in, now() + timedelta(hours=2)) == 1
    assert row(si).outcome == "applied"


def test_an_answer_that_is_no_receipt_is_an_error_of_the_way_and_not_final(pair: Pair, small: Small) -> None:
    si, _ = pair
    ready(si, small)
    carry(si.engine, si.house, lambda _url, _data: b"<html>Bad gateway</html>")
    assert (row(si).outcome, row(si).attempts) == (None, 1)


def test_a_receipt_for_other_bytes_means_that_the_package_was_damaged_on_the_way(pair: Pair, small: Small) -> None:
    si, be = pair
    ready(si, small)
    carry(si.engine, si.house, lambda url, data: be.take_in(url, data[:-1]))
    assert row(si).outcome is None
    assert "other bytes" in row(si).last_error
    assert carry(si.engine, si.house, be.take_in, now() + timedelta(hours=2)) == 1


def test_a_receipt_lost_on_the_way_back_changes_nothing(pair: Pair, small: Small) -> None:
    si, be = pair
    number = ready(si, small)

    def loses_the_receipt(url: str, data: bytes) -> bytes:
        be.take_in(url, data)
        raise TimeoutError("no answer")

    carry(si.engine, si.house, loses_the_receipt)
    carry(si.engine, si.house, be.take_in, now() + timedelta(hours=2))
    assert row(si).outcome == "applied"
    assert be.stage(number) == "transmitted"


def test_later_packages_wait_for_earlier_ones(pair: Pair, small: Small) -> None:
    si, be = pair
    number = ready(si, small)
    si.take(number, "withdraw", reason="A mistake.")
    seen: list[bytes] = []

    def refuses_the_first(url: str, data: bytes) -> bytes:
        seen.append(data)
        if len(seen) == 1:
            raise ConnectionResetError("broken off")
        return be.take_in(url, data)

    assert carry(si.engine, si.house, refuses_the_first) == 0
    assert len(seen) == 1
    assert carry(si.engine, si.house, be.take_in, now() + timedelta(hours=2)) == 2
    assert be.stage(number) == "withdrawn"


def test_nothing_is_sealed_for_a_state_that_has_no_system(slovenia: Ministry, small: Small) -> None:
    number = small(slovenia, "CR")
    send(slovenia, slovenia, number)
    assert row(slovenia).package is None
