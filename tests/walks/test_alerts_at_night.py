"""What cannot wait reaches whoever is on duty: by mail, by a command, at an address; once, without a name, and no failure stops a package."""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from time import monotonic, sleep
from uuid import UUID

import pytest

from config import Config
from mla import serving
from mla.deadlines.alerts import alerts
from mla.installation import Installation
from mla.models import RegisterEntry
from mla.records.verify import verify
from mla.sample.ministry import Ministry
from mla.sample.small import ENGLISH, small
from tests.support.drive import send
from tests.walks.extraditions import draft
from tests.web.test_reminders import Box, post  # noqa: F401 - a fixture

Pair = tuple[Ministry, Ministry]


@pytest.fixture
def arrest(pair: Pair) -> UUID:
    """Slovenia asks Belgium to arrest somebody."""
    si, be = pair
    number = draft(si, "BE", "provisional_arrest")
    send(si, be, number)
    return number


def a_round(ministry: Ministry, **named: object) -> None:
    """What the courier does with alerts, as the installation has named its ways."""
    config: Config = replace(ministry.config, **named)  # type: ignore[arg-type]
    serving._alert(ministry.engine, Installation(config))


def runs(process: str) -> bool:
    """Whether a process is there and has not ended."""
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().split()[2] != "Z"


def drip(server: socket.socket) -> None:
    """Answer a single request, one line of the head after the other, for six seconds."""
    taken, _from = server.accept()
    with taken, suppress(OSError):
        taken.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(20):
            sleep(0.3)
            taken.sendall(b"X-%d: y\r\n" % number)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[dict[str, object]]]]:
    """A service that takes what is posted, at its address."""
    taken: list[dict[str, object]] = []

    class Takes(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Takes)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", taken
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.usefixtures("arrest")
def test_an_arrest_that_is_asked_is_told_once_by_mail_and_names_nobody(pair: Pair, post: tuple[Box, int]) -> None:  # noqa: F811
    _si, be = pair
    box, port = post
    named = {"alert_mail": ("duty@be.example",), "smtp_host": "127.0.0.1", "smtp_port": port}
    for _again in range(3):
        a_round(be, **named)
    (letter,) = box.letters
    words = str(letter.get_payload())
    assert "BE-ARR-2026-0001" in words
    assert "has come: Request sent" in words
    for hidden in ("H. H.", "Case of"):
        assert hidden not in words
    with be.session() as session:
        assert list(verify(session, be.installation)) == []


@pytest.mark.usefixtures("arrest")
def test_a_command_reads_the_lines_and_no_shell_stands_between(pair: Pair, tmp_path: Path) -> None:
    _si, be = pair
    told = tmp_path / "told"
    script = f"import sys; open({str(told)!r}, 'w').write(sys.stdin.read() + repr(sys.argv[1:]))"
    a_round(be, alert_command=f'{sys.executable} -c "{script}" "; echo no"')
    assert "BE-ARR-2026-0001" in told.read_text()
    assert told.read_text().endswith("['; echo no']")


@pytest.mark.usefixtures("arrest")
def test_what_no_way_has_taken_is_tried_again(pair: Pair, listener: tuple[str, list[dict[str, object]]]) -> None:
    _si, be = pair
    at, taken = listener
    a_round(be, alert_command="/no/such/program", alert_address="http://127.0.0.1:9/")
    a_round(be, alert_command="/no/such/program", alert_address=at)
    a_round(be, alert_command="/no/such/program", alert_address=at)
    ((told),) = taken
    assert (told["installation"], len(told["alerts"])) == ("BE", 1)  # type: ignore[arg-type]


@pytest.mark.usefixtures("arrest")
@pytest.mark.parametrize("command", [" ", "'", "/no/such/program"])
def test_what_one_way_has_taken_is_told_once_whatever_is_wrong_with_another(
    pair: Pair,
    post: tuple[Box, int],  # noqa: F811
    command: str,
) -> None:
    box, port = post
    for _again in range(2):
        a_round(pair[1], alert_mail=("duty@be.example",), smtp_host="127.0.0.1", smtp_port=port, alert_command=command)
    assert len(box.letters) == 1


@pytest.mark.usefixtures("arrest")
def test_nothing_that_a_command_started_outlives_its_time(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mla.deadlines.alerts.PATIENCE", 1)
    began = tmp_path / "began"
    a_round(pair[1], alert_command=f"sh -c 'sleep 60 & echo $! > {began}; wait'")
    deadline = monotonic() + 5
    while runs(began.read_text().strip()):
        assert monotonic() < deadline, "it still sleeps"
        sleep(0.05)


@pytest.mark.usefixtures("arrest")
def test_an_address_that_never_comes_to_an_end_keeps_no_package_waiting(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mla.deadlines.alerts.PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, args=(server,), daemon=True).start()
        began = monotonic()
        a_round(pair[1], alert_address=f"http://127.0.0.1:{server.getsockname()[1]}/")
        assert monotonic() - began < 4


@pytest.mark.usefixtures("arrest")
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_an_address_that_leads_elsewhere_is_not_followed(
    pair: Pair, listener: tuple[str, list[dict[str, object]]], status: int
) -> None:
    at, taken = listener
    asked: list[str] = []

    class Leads(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.send_header("Location", at)
            self.end_headers()

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Leads)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    a_round(pair[1], alert_address=f"http://127.0.0.1:{server.server_port}/hook")
    server.shutdown()
    thread.join()
    server.server_close()
    assert (asked, taken) == (["/hook"], [])
    a_round(pair[1], alert_address=at)
    assert len(taken) == 1, "what was not taken is told on another way"


@pytest.mark.usefixtures("arrest")
@pytest.mark.parametrize(
    "named",
    [
        {"alert_address": "http://duty:S3CRET@127.0.0.1:9/S3CRET?key=S3CRET"},
        {"alert_address": "http://[S3CRET/"},
        {"alert_address": "gopher://S3CRET@127.0.0.1/S3CRET"},
        {"alert_address": "http://127.0.0.1:S3CRET/"},
        {"alert_command": "sh -c 'sleep 9' S3CRET"},
        {"alert_command": "sh -c 'exit 1' S3CRET"},
        {"alert_command": "sh 'S3CRET"},
    ],
)
def test_the_log_of_a_way_that_fails_holds_no_secret(
    pair: Pair, named: dict[str, str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("mla.deadlines.alerts.PATIENCE", 1)
    with caplog.at_level("DEBUG"):
        a_round(pair[1], **named)
    assert "an alert could not be sent" in caplog.text
    assert "S3CRET" not in caplog.text


@pytest.mark.usefixtures("arrest")
def test_the_log_of_a_refusal_holds_no_secret(pair: Pair, caplog: pytest.LogCaptureFixture) -> None:
    class Refuses(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(403)
            self.end_headers()

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Refuses)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    with caplog.at_level("INFO"):
        a_round(pair[1], alert_address=f"http://127.0.0.1:{server.server_port}/S3CRET")
    server.shutdown()
    thread.join()
    server.server_close()
    assert "127.0.0.1 answered 403" in caplog.text
    assert "S3CRET" not in caplog.text


def test_of_several_letters_that_come_together_each_is_told(
    pair: Pair, arrest: UUID, listener: tuple[str, list[dict[str, object]]]
) -> None:
    si, be = pair
    at, taken = listener
    for words in ("Is he held?", "We ask again."):
        si.take(arrest, "enquire", words=words)
    si.post_to(be)
    a_round(be, alert_address=at)
    ((told),) = taken
    assert len(told["alerts"]) == 3, "the request and both enquiries"  # type: ignore[arg-type]
    a_round(be, alert_address=at)
    assert len(taken) == 1


def test_a_last_day_of_ours_is_told_on_that_day_and_not_before(pair: Pair, arrest: UUID) -> None:
    _si, be = pair
    with be.session() as session:
        last = session.get_one(RegisterEntry, arrest).our_due
        assert last is not None, "receipt is to be acknowledged"
        told = {
            day: [one.key for one in alerts(session, day) if " due " in one.key] for day in (last - timedelta(1), last)
        }
    assert told == {last - timedelta(1): [], last: [f"BE-ARR-2026-0001 due {last}"]}


def test_what_can_wait_is_not_told_and_nothing_is_where_no_way_is_named(
    pair: Pair, listener: tuple[str, list[dict[str, object]]]
) -> None:
    si, be = pair
    at, taken = listener
    number = small(si, "BE", "A register", "en", ENGLISH)
    send(si, be, number)
    a_round(be, alert_address=at)
    a_round(be)
    assert taken == []
