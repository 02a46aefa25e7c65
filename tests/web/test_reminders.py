"""What is due soon or late comes by mail, once, and stands in a calendar behind a secret address; no name leaves."""

from __future__ import annotations

import socket
import ssl
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage, Message
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from icalendar import Calendar
from sqlalchemy import select

from mla.deadlines.mail import send
from mla.deadlines.reminders import mail, remember, reminders
from mla.lifecycle.terms import Role
from mla.models import Official
from mla.sample.ministry import Ministry
from tests.support.drive import Site, Visitor, take_in
from tests.support.drive import send as send_request

Small = Callable[[Ministry, str], uuid.UUID]


class Box:
    """A mail server's box."""

    def __init__(self) -> None:
        self.letters: list[Message] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a mail in."""
        self.letters.append(message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def post() -> Iterator[tuple[Box, int]]:
    """A real mail server on this machine."""
    box = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, port
    server.stop()


@pytest.fixture
def impostor(tmp_path: Path) -> Iterator[tuple[Box, int]]:
    """A mail server whose certificate nobody has vouched for."""
    box = Box()
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begun = datetime.now(UTC) - timedelta(days=1)
    paper = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(begun).not_valid_after(begun + timedelta(days=9)).sign(key, SHA256())
    )  # fmt: skip
    plain = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "server.pem").write_bytes(key.private_bytes(*plain) + paper.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port, tls_context=context)
    server.start()
    yield box, port
    server.stop()


def test_a_mail_server_that_cannot_prove_who_it_is_is_told_nothing(
    slovenia: Ministry, impostor: tuple[Box, int]
) -> None:
    box, port = impostor
    config = replace(slovenia.config, smtp_host="127.0.0.1", smtp_port=port, smtp_tls=True, smtp_user="mla")
    message = EmailMessage()
    message["To"] = "drafter@si.example"
    with pytest.raises(ssl.SSLCertVerificationError):
        send(config, [message])
    assert box.letters == []


@pytest.fixture
def asked(pair: tuple[Ministry, Ministry], small: Small) -> tuple[Ministry, Ministry, uuid.UUID]:
    """Belgium asked Slovenia for more, to be answered by 1 December 2026."""
    si, be = pair
    number = small(si, "BE")
    send_request(si, be, number)
    take_in(be, si, number)
    be.take(
        number, "ask", questions=[{"question": "Where does the witness Rosa Inventada live?"}], answer_by="2026-12-01"
    )
    be.post_to(si)
    return si, be, number


def told(ministry: Ministry, day: date) -> list[str]:
    with ministry.session() as session:
        drafter = ministry.official(session, Role.DRAFTER)
        found = reminders(session, ministry.installation, drafter, day)
        remember(session, drafter, found)
        session.commit()
        return [one.level for one in found]


def test_each_limit_is_told_once_when_soon_and_once_when_late(asked: tuple[Ministry, Ministry, uuid.UUID]) -> None:
    si, _, _ = asked
    days = [
        date(2026, 11, 20),
        date(2026, 11, 27),
        date(2026, 11, 28),
        date(2026, 12, 2),
        date(2026, 12, 9),
    ]
    assert [told(si, day) for day in days] == [[], ["soon"], [], ["late"], []]


def test_whoever_has_handed_a_request_over_is_reminded_no_more_and_the_colleague_is(
    asked: tuple[Ministry, Ministry, uuid.UUID],
) -> None:
    si, _, number = asked
    Site(si).hire("Successor", Role.DRAFTER)
    with si.session() as session:
        successor = session.scalars(select(Official).where(Official.name == "Successor")).one()
        drafter = si.official(session, Role.DRAFTER)
        assert drafter.id != successor.id
        mine = [len(reminders(session, si.installation, one, date(2026, 12, 2))) for one in (drafter, successor)]
    assert mine == [1, 0]
    si.take(number, "reassign", officer=str(successor.id), reason="Leave until January.")
    with si.session() as session:
        both = [session.get_one(Official, one.id) for one in (drafter, successor)]
        assert [len(reminders(session, si.installation, one, date(2026, 12, 2))) for one in both] == [0, 1]


def test_the_mail_arrives_and_names_reference_and_limit_only(
    asked: tuple[Ministry, Ministry, uuid.UUID], post: tuple[Box, int]
) -> None:
    si, _, _ = asked
    box, port = post
    config = replace(si.config, smtp_host="127.0.0.1", smtp_port=port)
    with si.session() as session:
        drafter = si.official(session, Role.DRAFTER)
        found = reminders(session, si.installation, drafter, date(2026, 12, 2))
        send(config, [mail(si.installation, drafter, found)])
    (letter,) = box.letters
    assert letter["To"] == drafter.email
    words = letter.get_payload(decode=True).decode()
    assert (
        "SI-MLA-2026-0001: Additional information is to be supplied, 01.12.2026 (late). It may be decided as it stands."
        in words
    )
    assert "Inventada" not in words
    assert "Test request" not in words


def test_a_calendar_is_read_by_its_secret_address_until_it_is_replaced(
    asked: tuple[Ministry, Ministry, uuid.UUID],
) -> None:
    site = Site(asked[0])
    drafter, nobody = site.official(Role.DRAFTER), site.nobody()
    assert "End the address" not in drafter.get("/account").main, "there is none yet"
    path = made(drafter)
    entries = events(nobody, path)
    assert "SI-MLA-2026-0001: Additional information is to be supplied" in [str(one["summary"]) for one in entries]
    assert "It may be decided as it stands." in str([one["description"] for one in entries])
    assert "Test request" not in str(entries)
    newer = made(drafter)
    assert (nobody.get(path).status, nobody.get(newer).status) == (404, 200)
    drafter.get("/account").press("calendar/end")
    assert nobody.get(newer).status == 404


def test_it_holds_only_what_its_owner_may_see(asked: tuple[Ministry, Ministry, uuid.UUID]) -> None:
    site = Site(asked[0])
    assert events(site.nobody(), made(site.official(Role.ADMINISTRATOR))) == []


def made(official: Visitor) -> str:
    """The path of a fresh address."""
    page = official.send("/calendar", official.get("/account").hidden)
    return "/calendar/" + page.html.split("/calendar/")[1].split("<")[0]


def events(visitor: Visitor, path: str) -> list[Any]:
    """What the calendar holds, as a calendar program reads it."""
    answer = visitor.client.get(path, base_url="http://127.0.0.1")
    return Calendar.from_ical(answer.data).walk("VEVENT")
