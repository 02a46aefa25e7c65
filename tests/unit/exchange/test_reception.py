"""What becomes of a package that comes in: applied, filed, refused or held; always kept, always answered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from mla.documents.reading import page_count
from mla.exchange.reception import TooManyStrangers, receive
from mla.instruments import Law
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Event, Incoming, Outgoing, Peer
from mla.package.keys import public_bytes
from mla.package.receipt import BadReceipt, Receipt, read_receipt
from mla.package.sealing import _container, seal, unseal
from mla.records.verify import verify
from mla.sample.drafting import HERE
from mla.sample.ministry import Ministry
from mla.sample.small import ENGLISH
from mla.sample.small import small as draft_small
from mla.storage.database import now
from tests.support.drive import REFUSAL, acknowledgement, assign, send, take_in

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
        return [ministry.installation.store.read(row.package) for row in rows]


def give(receiver: Ministry, data: bytes) -> Receipt:
    return read_receipt(receiver.take_in("", data), public_bytes(receiver.installation.key))


def count(ministry: Ministry, model: type[Any]) -> int:
    with ministry.session() as session:
        return session.query(model).count()


def files(ministry: Ministry) -> list[str]:
    return [path.name for path in ministry.config.store.rglob("*") if path.is_file()]


def altered(si: Ministry, data: bytes, **changes: Any) -> bytes:
    """The same package with another manifest, signed by the true sender."""
    package = unseal(data, 10**9)
    manifest = {name: value for name, value in package.manifest.items() if name not in ("files", "format")}
    return seal({**manifest, **changes}, package.files, si.installation.key)


def test_a_package_is_applied_once_however_often_it_comes(sent: tuple[Ministry, Ministry, bytes]) -> None:
    _, be, data = sent
    first = give(be, data)
    assert (first.outcome, first.reference) == ("applied", "BE-MLA-2026-0001") or first.outcome == "applied"
    assert give(be, data) == first
    assert (count(be, Event), count(be, Incoming)) == (1, 1)


@pytest.mark.parametrize("place", [0, 60, 5_000, -1, -40, -400])
def test_a_damaged_package_is_refused_and_reported_and_leaves_no_file(
    sent: tuple[Ministry, Ministry, bytes], place: int
) -> None:
    _, be, data = sent
    damaged = bytearray(data)
    damaged[place] ^= 1
    receipt = give(be, bytes(damaged))
    assert receipt.outcome == "refused"
    assert receipt.reason.endswith(".")
    assert count(be, Dossier) == 0
    assert files(be) == [], "nobody has proven to have sent it, so nothing of it is kept"
    with be.session() as session:
        remembered = session.scalars(select(Incoming)).one()
        assert (remembered.sender, remembered.reason) == (None, receipt.reason)
    assert give(be, data).outcome == "applied"  # and the whole one is still welcome


def test_a_sender_without_a_key_on_file_is_refused(slovenia: Ministry, belgium: Ministry, small: Small) -> None:
    slovenia.knows(belgium)
    send(slovenia, belgium, small(slovenia, "BE"))
    with slovenia.session() as session:
        row = session.scalars(select(Outgoing)).one()
        assert row.outcome is None  # Slovenia gave no address, so nothing was carried
        data = slovenia.installation.store.read(row.package)
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
        ({"dossier": "not-a-number"}, "“dossier” must be the number of a dossier"),
        ({"trigger": "assign"}, "does not cross the border"),
        ({"trigger": "fly"}, "does not exist"),
        ({"trigger": "acknowledge"}, "not known here"),
        ({"kind": "divorce"}, "is not known here"),
        ({"table_version": 99}, "is not known here"),
        ({"number": 0}, "was received before"),
        ({"number": 10**30}, "a number of more than 12 digits"),
        ({"on": "the day after tomorrow"}, "“on” must be a date"),
        ({"on": (now() + timedelta(days=3)).date().isoformat()}, "yet to come"),
        ({"at": (now() + timedelta(days=3)).isoformat()}, "yet to come"),
        ({"at": "noon"}, "“at” must be a moment"),
        ({"previous": "ab" * 32}, "does not follow"),
        ({"answers": {"accompanying": 7}}, None),
        ({"answers": {"accompanying": "a\x00b"}}, "invisible control character"),
        ({"annexes": [{"file": "attachments/none.pdf"}]}, "annexes"),
        ({"annexes": "none"}, "annexes"),
        ({"answers": {"accompanying": "Good \U0010fffd luck"}}, "No font on this server can print the character"),
        ({"request": {}}, "lacks: request, title"),
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


def test_a_late_letter_is_filed_and_moves_nothing(pair: Pair, small: Small) -> None:
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
        read_receipt(raw, public_bytes(si.installation.key))
    with pytest.raises(BadReceipt):
        read_receipt(raw.replace(b"applied", b"refused"), public_bytes(be.installation.key))


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
    si, be, data = sent
    with be.session() as session:
        for junk in (b"one", altered(si, data, sender="NL")):
            assert receive(session, be.installation, junk, "http", now()).outcome == "refused"
        with pytest.raises(TooManyStrangers):
            receive(session, be.installation, b"three", "http", now())
        session.commit()
    assert (count(be, Incoming), files(be)) == (2, [])
    assert give(be, data).outcome == "applied"


def test_what_a_strange_sender_sent_is_judged_anew_once_the_key_is_on_file(pair: Pair, small: Small) -> None:
    si, be = pair
    number = small(si, "BE")
    si.take(number, "submit")
    si.take(number, "sign", read=True)
    si.take(number, "transmit")
    with be.session() as session:
        session.get_one(Peer, "SI").trusted = False
        session.commit()
    assert give(be, packages(si)[0]).outcome == "refused"
    assert files(be) == []
    be.knows(si)
    assert give(be, packages(si)[0]).outcome == "applied"


def test_a_true_head_with_other_files_behind_it_leaves_no_file(sent: tuple[Ministry, Ministry, bytes]) -> None:
    """Whoever has seen one package of a State could otherwise fill the disk with it, over and over."""
    _, be, data = sent
    package = unseal(data, 10**9)
    other = {name: bytes(len(content)) for name, content in package.files.items()}
    forged = _container(package.raw_manifest, package.signature, other)
    assert "not the one that was signed" in give(be, forged).reason
    assert files(be) == []


def test_an_unknown_dossier_needs_its_first_package(sent: tuple[Ministry, Ministry, bytes]) -> None:
    si, be, data = sent
    assert give(be, altered(si, data, number=2, dossier=str(uuid4()))).outcome == "held"


def test_a_request_under_an_instrument_that_is_not_installed_waits_for_it(
    sent: tuple[Ministry, Ministry, bytes],
) -> None:
    """Belgium's administrator has not installed the treaty yet: the package is held, and taken in by itself later."""
    _, be, data = sent
    number = UUID(unseal(data, 10**9).manifest["dossier"])
    whole = be.installation
    be.installation = replace(whole, law=without(whole.law, "lhc"))
    held = give(be, data)
    assert (held.outcome, held.final) == ("held", False)
    assert "the instrument “lhc”, which is not installed here yet" in held.reason
    assert count(be, Dossier) == 0
    be.installation = whole
    assert give(be, data).outcome == "applied"
    assert be.stage(number) == "transmitted"


def without(law: Law, code: str) -> Law:
    """The same law without an instrument."""
    lesser = copy(law)
    lesser.instruments = {name: rows for name, rows in law.instruments.items() if name != code}
    return lesser


@pytest.mark.parametrize(
    ("annexes", "words"),
    [
        ([{}, {}], "more than one annex with the number 1"),
        ([{"filename": "a\r\nb.pdf"}], "“annexes, 1, filename” must be the name of a file"),
        ([{"filename": "../a.pdf"}], "“annexes, 1, filename” must be the name of a file"),
        ([{"title": "Order \U0010fffd"}], "No font here can print"),
        ([{"pages": 7}], "is not what the list says"),
        ([{}, {"number": 2}], ""),
    ],
)
def test_annexes_have_numbers_and_names_of_their_own(
    sent: tuple[Ministry, Ministry, bytes], annexes: list[dict[str, Any]], words: str
) -> None:
    si, be, data = sent
    package = unseal(data, 10**9)
    pdf = (HERE / "order.pdf").read_bytes()
    entry = {
        "side": "requesting", "role": "request", "title": "Order", "filename": "order.pdf", "media_type": "application/pdf",
        "sha256": hashlib.sha256(pdf).hexdigest(), "size": len(pdf), "pages": page_count(pdf), "number": 1,
    }  # fmt: skip
    extra = {f"attachments/requesting-{n:03d}.pdf": pdf for n in range(1, len(annexes) + 1)}
    listed = [{**entry, **annex, "file": name} for annex, name in zip(annexes, extra, strict=True)]
    answers = {name: value for name, value in package.manifest.items() if name not in ("files", "format")}
    receipt = give(be, seal({**answers, "annexes": listed}, {**package.files, **extra}, si.installation.key))
    assert receipt.outcome == ("refused" if words else "applied")
    assert words in receipt.reason


def test_a_package_refused_for_its_words_uses_up_its_number(pair: Pair, small: Small) -> None:
    """Otherwise everything that follows would wait for it for ever."""
    si, be = pair
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "ask", questions=[{"question": "Which?"}], answer_by="2027-01-01")
    be.take(number, "refuse", **REFUSAL)
    asked, refused = packages(be)[-2:]
    bad = altered(be, asked, actor="A\x1b[2J")
    assert give(si, bad).outcome == "refused"
    last = altered(be, refused, previous=hashlib.sha256(bad).hexdigest())
    assert give(si, last).outcome == "applied"


def test_a_request_does_not_arise_from_the_dossier_of_a_third_state(pair: Pair, small: Small) -> None:
    si, be = pair
    third = be.start(counterpart="NL", title="Another matter", instrument="lhc", language="en")
    number = small(si, "BE")
    si.take(number, "submit")
    si.take(number, "sign", read=True)
    si.take(number, "transmit")
    data = packages(si)[0]
    request = unseal(data, 10**9).manifest["request"]
    receipt = give(be, altered(si, data, request={**request, "arises_from": str(third)}))
    assert receipt.outcome == "refused"
    assert "in which the sender has no part" in receipt.reason


def test_a_request_that_comes_before_the_one_it_arises_from_says_the_same_for_ever(pair: Pair, small: Small) -> None:
    si, be = pair
    first = small(si, "BE")
    second = draft_small(si, "BE", "More of it", "en", ENGLISH, arises_from=str(first))
    for number in (first, second):
        for trigger, answers in (("submit", {}), ("sign", {"read": True}), ("transmit", {})):
            si.take(number, trigger, **answers)
    before, after = packages(si)
    for data in (after, before):  # the later one comes first
        assert give(be, data).outcome == "applied"
    with si.session() as ours, be.session() as theirs:
        texts = [RequestText.of(session.get_one(Dossier, second)) for session in (ours, theirs)]
        assert [text.arises_from for text in texts] == [str(first)] * 2
        assert texts[0].digest == texts[1].digest == ours.get_one(Dossier, second).signed_digest
        assert list(verify(theirs, be.installation)) == []


@pytest.mark.parametrize(
    ("place", "named"),
    [
        (("title",), "title"),
        (("contents", "state_facts", "facts"), "Summary of the facts"),
        (("persons", 0, "family_name"), " 1"),
        (("language",), "language"),
    ],
)
def test_what_is_supplied_changes_only_what_was_asked(
    pair: Pair, small: Small, place: tuple[Any, ...], named: str
) -> None:
    si, be = pair
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "ask", questions=[{"question": "Which?", "section": "describe_case"}], answer_by="2027-01-01")
    be.post_to(si)
    si.take(number, "supply", information="This one.")
    data = packages(si)[-1]
    request = json.loads(json.dumps(unseal(data, 10**9).manifest["request"]))
    inner: Any = request
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = "fr" if place == ("language",) else "Changed"
    refused = give(be, altered(si, data, request=request))
    assert refused.outcome == "refused"
    assert refused.reason.startswith("The text is changed where nothing was asked about: ")
    assert named in refused.reason


def test_what_was_asked_may_be_changed(pair: Pair, small: Small) -> None:
    si, be = pair
    number = small(si, "BE")
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "ask", questions=[{"question": "Which?", "section": "state_facts"}], answer_by="2027-01-01")
    be.post_to(si)
    si.take(number, "supply", information="This one.")
    data = packages(si)[-1]
    request = json.loads(json.dumps(unseal(data, 10**9).manifest["request"]))
    request["contents"]["state_facts"]["facts"] = "What happened, told better."
    assert give(be, altered(si, data, request=request)).outcome == "applied"
