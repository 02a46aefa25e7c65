"""What becomes of a package that comes in: applied, filed, refused or held; always kept, always answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from mla.database import now
from mla.exchange.keys import public_bytes
from mla.exchange.package import seal, unseal
from mla.exchange.receipt import BadReceipt, Receipt, read_receipt
from mla.exchange.reception import receive, welcome
from mla.models import Dossier, Event, Incoming, Outgoing, Peer
from mla.sample.ministry import Ministry
from tests.walks.steps import acknowledgement, assign, send, take_in

Pair = tuple[Ministry, Ministry]
Small = Callable[[Ministry, str], UUID]


@pytest.fixture
def sent(pair: Pair, small: Small) -> tuple[Ministry, Ministry, bytes]:
    """A request signed and sealed at home, not yet carried; with its package."""
    si, be = pair
    number = small(si, "BE")
    si.take(number, "submit")
    si.take(number, "sign", read=True)
    si.take(number, "transmit")
    return si, be, packages(si)[0]


def packages(ministry: Ministry) -> list[bytes]:
    with ministry.session() as session:
        rows = session.scalars(select(Outgoing).order_by(Outgoing.id))
        return [ministry.house.store.read(row.package) for row in rows]


def give(receiver: Ministry, data: bytes) -> Receipt:
    return read_receipt(receiver.take_in("", data), public_bytes(receiver.house.key))


def count(ministry: Ministry, model: type[Any]) -> int:
    with ministry.session() as session:
        return session.query(model).count()


def altered(si: Ministry, data: bytes, **changes: Any) -> bytes:
    """The same package with another manifest, signed by the true sender."""
    package = unseal(data, 10**9)
    manifest = {name: value for name, value in package.manifest.items() if name not in ("files", "format")}
    return seal({**manifest, **changes}, package.files, si.house.key)


def test_a_package_is_applied_once_however_often_it_comes(sent: tuple[Ministry, Ministry, bytes]) -> None:
    _, be, data = sent
    first = give(be, data)
    assert (first.outcome, first.reference) == ("applied", "BE-MLA-2026-0001") or first.outcome == "applied"
    assert give(be, data) == first
    assert (count(be, Event), count(be, Incoming)) == (1, 1)


@pytest.mark.parametrize("place", [0, 60, 5_000, -1, -40, -400])
def test_a_damaged_package_is_refused_kept_and_reported(sent: tuple[Ministry, Ministry, bytes], place: int) -> None:
    _, be, data = sent
    damaged = bytearray(data)
    damaged[place] ^= 1
    receipt = give(be, bytes(damaged))
    assert receipt.outcome == "refused"
    assert receipt.reason.endswith(".")
    assert count(be, Dossier) == 0
    with be.session() as session:
        kept = session.scalars(select(Incoming)).one()
        assert be.house.store.read(kept.package) == bytes(damaged)
    assert give(be, data).outcome == "applied"  # and the whole one is still welcome


def test_a_sender_without_a_key_on_file_is_refused(slovenia: Ministry, belgium: Ministry, small: Small) -> None:
    slovenia.knows(belgium)
    send(slovenia, belgium, small(slovenia, "BE"))
    with slovenia.session() as session:
        row = session.scalars(select(Outgoing)).one()
        assert row.outcome is None  # Slovenia gave no address, so nothing was carried
        data = slovenia.house.store.read(row.package)
    assert "not among the States" in give(belgium, data).reason


def test_a_forged_signature_is_refused(sent: tuple[Ministry, Ministry, bytes]) -> None:
    _, be, data = sent
    package = unseal(data, 10**9)
    manifest = {name: value for name, value in package.manifest.items() if name not in ("files", "format")}
    forged = seal(manifest, package.files, Ed25519PrivateKey.generate())
    assert "signature" in give(be, forged).reason


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"recipient": "NL"}, "addressed to NL"),
        ({"dossier": "not-a-number"}, "names no dossier"),
        ({"trigger": "assign"}, "does not cross the border"),
        ({"trigger": "fly"}, "does not exist"),
        ({"trigger": "acknowledge"}, "not known here"),
        ({"kind": "divorce"}, "is not known here"),
        ({"table_version": 99}, "is not known here"),
        ({"number": 0}, "was received before"),
        ({"number": 10**30}, "lacks: number"),
        ({"on": "the day after tomorrow"}, "lacks: on"),
        ({"at": "noon"}, "lacks: at"),
        ({"previous": "ab" * 32}, "does not follow"),
        ({"said": {"accompanying": 7}}, None),
        ({"said": {"accompanying": "a\x00b"}}, "invisible control character"),
        ({"annexes": [{"file": "attachments/none.pdf"}]}, "annexes"),
        ({"annexes": "none"}, "annexes"),
        ({"request": {}}, "cannot be read"),
        ({"request": None}, "brings no request"),
    ],
)  # fmt: skip
def test_a_signed_package_is_still_read_with_care(
    sent: tuple[Ministry, Ministry, bytes], changes: dict[str, Any], words: str | None
) -> None:
    si, be, data = sent
    receipt = give(be, altered(si, data, **changes))
    if words is None:
        assert receipt.outcome == "applied"
    else:
        assert receipt.outcome == "refused"
        assert words in receipt.reason
        assert (count(be, Dossier), count(be, Event)) == (0, 0)


@pytest.mark.parametrize("section", ["persons", "offences", "measures", "contents"])
def test_the_request_itself_is_read_by_the_forms_that_officials_fill_in(
    sent: tuple[Ministry, Ministry, bytes], section: str
) -> None:
    si, be, data = sent
    request = json.loads(json.dumps(unseal(data, 10**9).manifest["request"]))
    if section == "contents":
        request["contents"]["state_facts"]["facts"] = ""
    else:
        request[section][0] |= {"kind": "waterboarding", "capacity": "slave", "crime": "9(9)"}
    receipt = give(be, altered(si, data, request=request))
    assert receipt.outcome == "refused"
    assert count(be, Dossier) == 0


def test_packages_out_of_order_wait_for_the_earlier_one(pair: Pair, small: Small) -> None:
    si, be = pair
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "ask", questions=[{"question": "Which?"}], answer_by="2027-01-01")
    be.take(number, "refuse", ground="M-g", reasons="x", consultation="not_appropriate", consultation_reason="x")
    asked, refused = packages(be)[-2:]
    late = give(si, refused)
    assert (late.outcome, si.stage(number)) == ("held", "received")
    assert "has not come in yet" in late.reason
    assert give(si, asked).outcome == "applied"
    assert si.stage(number) == "refused"
    assert give(si, refused).outcome == "applied"  # asked again, the answer is now final


def test_a_late_letter_is_filed_and_changes_nothing(pair: Pair, small: Small) -> None:
    si, be = pair
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    si.take(number, "withdraw", reason="No longer needed.")
    be.take(number, "accept")
    receipt = give(si, packages(be)[-1])
    assert receipt.outcome == "filed"
    assert si.stage(number) == "withdrawn"


def test_a_third_state_cannot_touch_a_dossier_that_is_not_its_own(pair: Pair, small: Small) -> None:
    si, be = pair
    number = small(si, "BE")
    send(si, be, number)
    be.take(number, "acknowledge", **acknowledgement())
    stranger = Ed25519PrivateKey.generate()
    with si.session() as session:
        session.add(Peer(state="NL", name="Another State", key=public_bytes(stranger), trusted=True))
        session.commit()
    package = unseal(packages(be)[0], 10**9)
    manifest = {name: value for name, value in package.manifest.items() if name not in ("files", "format")}
    receipt = give(si, seal({**manifest, "sender": "NL"}, package.files, stranger))
    assert "no part in" in receipt.reason
    assert si.stage(number) == "transmitted"


def test_a_receipt_of_another_state_or_a_changed_one_is_not_believed(sent: tuple[Ministry, Ministry, bytes]) -> None:

    si, be, data = sent
    raw = be.take_in("", data)
    with pytest.raises(BadReceipt):
        read_receipt(raw, public_bytes(si.house.key))
    with pytest.raises(BadReceipt):
        read_receipt(raw.replace(b"applied", b"refused"), public_bytes(be.house.key))


def test_what_the_examiner_notes_does_not_travel(pair: Pair, small: Small) -> None:
    si, be = pair
    number = small(si, "BE")
    si.take(number, "note", words="secret-at-home")
    send(si, be, number)
    be.take(number, "acknowledge", **acknowledgement())
    assign(be, number)
    be.take(number, "note", words="secret-abroad")
    be.take(number, "accept")
    be.post_to(si)
    travelled = b"".join(packages(si) + packages(be))
    assert b"secret" not in travelled


def test_strangers_cannot_fill_the_disk_and_a_known_state_is_always_heard(
    sent: tuple[Ministry, Ministry, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mla.exchange.reception.MOST_STRANGERS", 2)
    _, be, data = sent
    with be.session() as session:
        for junk in (b"one", b"two"):
            assert welcome(session, be.house, junk, now())
            receive(session, be.house, junk, "http", now())
        assert not welcome(session, be.house, b"three", now())
        assert welcome(session, be.house, data, now())


def test_an_unknown_dossier_needs_its_first_package(sent: tuple[Ministry, Ministry, bytes]) -> None:
    si, be, data = sent
    assert give(be, altered(si, data, number=2, dossier=str(uuid4()))).outcome == "held"
