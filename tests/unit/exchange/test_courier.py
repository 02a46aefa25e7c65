"""The courier carries what is due, in order, until a signed receipt makes an end of it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import pytest
from sqlalchemy import select

from mla.exchange.courier import carry, post
from mla.models import Dossier, Outgoing, Peer
from mla.sample.ministry import Ministry
from mla.storage.database import now
from tests.support.drive import send

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

    assert carry(si.engine, si.installation, nobody) == 0
    assert (row(si).attempts, row(si).outcome) == (1, None)
    assert "nobody answers" in row(si).last_error
    assert carry(si.engine, si.installation, be.take_in) == 0, "not due yet"
    assert carry(si.engine, si.installation, be.take_in, now() + timedelta(hours=2)) == 1
    assert row(si).outcome == "applied"


def test_an_answer_that_is_no_receipt_is_an_error_of_the_way_and_not_final(pair: Pair, small: Small) -> None:
    si, _ = pair
    ready(si, small)
    carry(si.engine, si.installation, lambda _url, _data: b"<html>Bad gateway</html>")
    assert (row(si).outcome, row(si).attempts) == (None, 1)


def test_a_receipt_for_other_bytes_means_that_the_package_was_damaged_on_the_way(pair: Pair, small: Small) -> None:
    si, be = pair
    ready(si, small)
    carry(si.engine, si.installation, lambda url, data: be.take_in(url, data[:-1]))
    assert row(si).outcome is None
    assert "other bytes" in row(si).last_error
    assert carry(si.engine, si.installation, be.take_in, now() + timedelta(hours=2)) == 1


def test_a_receipt_lost_on_the_way_back_changes_nothing(pair: Pair, small: Small) -> None:
    si, be = pair
    number = ready(si, small)

    def loses_the_receipt(url: str, data: bytes) -> bytes:
        be.take_in(url, data)
        raise TimeoutError("no answer")

    carry(si.engine, si.installation, loses_the_receipt)
    carry(si.engine, si.installation, be.take_in, now() + timedelta(hours=2))
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

    assert carry(si.engine, si.installation, refuses_the_first) == 0
    assert len(seen) == 1
    assert carry(si.engine, si.installation, be.take_in, now() + timedelta(hours=2)) == 2
    assert be.stage(number) == "withdrawn"


def test_nothing_is_sealed_for_a_state_that_has_no_system(slovenia: Ministry, small: Small) -> None:
    number = small(slovenia, "CR")
    send(slovenia, slovenia, number)
    assert row(slovenia).package is None


def receipt_of(be: Ministry, data: bytes, **changes: str) -> bytes:
    """The receipt that Belgium gives, with something in it changed, and truly signed by Belgium."""
    told = json.loads(json.loads(be.take_in("", data))["receipt"]) | changes
    text = json.dumps(told, sort_keys=True, ensure_ascii=True)
    return json.dumps({"receipt": text, "signature": be.installation.key.sign(text.encode()).hex()}).encode()


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": "\ud800"},
        {"reason": "x\x1b[2J"},
        {"reason": "x" * 1_000_000},
        {"outcome": "lost"},
        {"outcome": 7},
        {"at": "9999-99-99"},
        {"state": "SI"},
        {"extra": "x"},
    ],
)  # fmt: skip
def test_a_receipt_that_is_not_to_the_letter_is_tried_again_and_ends_nothing(
    pair: Pair, small: Small, changes: dict[str, Any]
) -> None:
    si, be = pair
    ready(si, small)
    assert carry(si.engine, si.installation, lambda _url, data: receipt_of(be, data, **changes)) == 0
    assert (row(si).outcome, row(si).attempts) == (None, 1)
    assert row(si).last_error.isprintable()
    assert carry(si.engine, si.installation, be.take_in, now() + timedelta(hours=2)) == 1


def test_whatever_goes_wrong_with_one_state_the_others_get_their_packages(
    of: Callable[[str], Ministry], small: Small, caplog: pytest.LogCaptureFixture
) -> None:
    si, _, nl = of("SI"), of("BE"), of("NL")
    with si.session() as session:
        for peer in session.scalars(select(Peer)):
            peer.url = f"http://{peer.state}.example"
        session.commit()
    numbers = [ready(si, small) for _ in range(2)]
    with si.session() as session:  # the second one goes to the Netherlands: its package is the same to the courier
        session.get_one(Dossier, numbers[1]).counterpart = "NL"
        session.commit()

    def deliver(url: str, data: bytes) -> bytes:
        if "BE" in url:
            raise RecursionError("nobody has thought of this")
        text = {"package": hashlib.sha256(data).hexdigest(), "outcome": "filed", "reason": "", "state": "NL",
                "at": now().isoformat(), "reference": ""}  # fmt: skip
        told = json.dumps(text)
        return json.dumps({"receipt": told, "signature": nl.installation.key.sign(told.encode()).hex()}).encode()

    assert carry(si.engine, si.installation, deliver) == 1
    assert "failed in an unforeseen way" in caplog.text


class Answers(BaseHTTPRequestHandler):
    """Another installation that does not do what it should."""

    seen: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.seen.append(f"GET {self.path}")

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append(f"POST {self.path}")
        if "redirect" in self.path:
            self.send_response(307)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            return
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            for _ in range(200):
                self.wfile.write(b"x" if "slow" in self.path else b"x" * 100_000)
                time.sleep(0.1 if "slow" in self.path else 0)

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def installation() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Answers.seen = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_answer_that_leads_elsewhere_is_not_followed(installation: str) -> None:
    with pytest.raises(OSError, match="answered 307"):
        post(f"{installation}/redirect", b"package")
    assert Answers.seen == ["POST /redirect/exchange/packages"]


def test_an_answer_longer_than_any_receipt_is_not_read_to_its_end(installation: str) -> None:
    with pytest.raises(OSError, match="more than any receipt"):
        post(f"{installation}/huge", b"package")


def test_a_delivery_has_an_end_however_slowly_the_answer_trickles(
    installation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mla.exchange.courier.DEADLINE", 1.0)
    start = time.monotonic()
    with pytest.raises(OSError):
        post(f"{installation}/slow", b"package")
    assert time.monotonic() - start < 5


def test_a_courier_that_dies_is_started_again(tmp_path: Path) -> None:
    """Run as `mla serve` runs it: the command ends each time at once."""
    note = tmp_path / "runs"
    command = [sys.executable, "-c", f"open({str(note)!r}, 'a').write('x')"]
    program = f"import os; from mla.kept_running import keep_running; keep_running({command!r}, os.getppid())"
    keeper = subprocess.Popen([sys.executable, "-c", program])
    end = time.monotonic() + 40
    while time.monotonic() < end and not (note.exists() and len(note.read_text()) > 1):
        time.sleep(0.2)
    keeper.terminate()
    assert keeper.wait(timeout=20) == 0
    assert len(note.read_text()) > 1
