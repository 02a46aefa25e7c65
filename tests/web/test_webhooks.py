"""Other systems are told of each step: signed, of what their official sees and no more, again where it was not taken, and only where the installation allows."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
import time_machine
from sqlalchemy import delete, select, update
from standardwebhooks import Webhook as Reader
from standardwebhooks import WebhookVerificationError

from mla.lifecycle.terms import Role
from mla.models import Involvement, Official, Webhook, WebhookDelivery
from mla.news import webhooks
from mla.news.webhooks import WAITS, may_be_told, tell
from mla.sample.ministry import Ministry
from mla.sample.small import ENGLISH, small
from mla.storage.database import now
from tests.support.drive import Page, Site


class Listener:
    """A system that listens, and answers as it is told to."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], str]] = []
        self.status, self.location = 204, ""
        listener = self

        class Ear(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                listener.heard.append(({name.lower(): told for name, told in self.headers.items()}, body))
                self.send_response(listener.status)
                if listener.location:
                    self.send_header("Location", listener.location)
                self.end_headers()

            def log_message(self, *_args: Any) -> None:
                """Says nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Ear)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/steps"


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def told(si: Ministry, be: Ministry) -> Ministry:
    """A ministry that may tell systems on this machine."""
    si.knows(be, "http://127.0.0.1:9")
    si.config = replace(si.config, webhook_hosts=("127.0.0.1",))
    si.installation = replace(si.installation, config=si.config)
    return si


def added(site: Site, address: str, role: Role = Role.DRAFTER) -> Page:
    """What is shown once the official has given the address."""
    return site.official(role).post("/account/systems/addresses", called="Court register", address=address)


def secret_of(page: Page) -> str:
    return page.all("//p[@class='mla-digest']")[0]


def test_each_step_is_told_once_signed_and_without_a_person_or_a_fact(told: Ministry, listener: Listener) -> None:
    secret = secret_of(added(Site(told), listener.address))
    number = small(told, "BE", "A secret title", "en", ENGLISH)
    assert tell(told.engine, told.config) == len(listener.heard) > 0
    for heads, body in listener.heard:
        assert Reader(secret).verify(body, heads)["data"]["request"] == str(number)
        assert "secret title" not in body
    heads, body = listener.heard[0]
    with pytest.raises(WebhookVerificationError):
        Reader(secret).verify(body.replace("step", "stop"), heads)
    assert json.loads(body)["data"].keys() == {"request", "reference", "kind", "number", "trigger", "side", "stage"}
    assert tell(told.engine, told.config) == 0


def test_of_a_request_that_the_official_does_not_see_nothing_is_told(told: Ministry, listener: Listener) -> None:
    added(Site(told), listener.address, Role.EXAMINER)
    small(told, "BE", "Not the examiner's", "en", ENGLISH)
    assert tell(told.engine, told.config) == len(listener.heard) == 0


def test_what_happened_before_is_told_to_nobody(told: Ministry, listener: Listener) -> None:
    small(told, "BE", "Earlier", "en", ENGLISH)
    with time_machine.travel(now() + timedelta(minutes=1), tick=True):
        added(Site(told), listener.address)
        assert tell(told.engine, told.config) == 0


def test_what_was_not_taken_is_told_again_and_given_up_after_some_days(told: Ministry, listener: Listener) -> None:
    site, listener.status = Site(told), 503
    added(site, listener.address)
    small(told, "BE", "Told again", "en", ENGLISH)
    assert tell(told.engine, told.config) == 0
    first = len(listener.heard)
    assert tell(told.engine, told.config) == 0
    assert len(listener.heard) == first, "not before its time"
    assert "It answered with the status 503." in site.official(Role.DRAFTER).get("/account/systems").main
    listener.status = 200
    with time_machine.travel(now() + timedelta(minutes=2), tick=True):
        assert tell(told.engine, told.config) == first
    listener.status = 500
    told.take(small(told, "BE", "Given up", "en", ENGLISH), "note", words="A note.")
    moment = now()
    for wait in (timedelta(0), *WAITS):
        moment += wait + timedelta(minutes=1)
        with time_machine.travel(moment, tick=True):
            tell(told.engine, told.config)
    heard = len(listener.heard)
    with time_machine.travel(moment + timedelta(days=30), tick=True):
        assert tell(told.engine, told.config) == 0
    assert len(listener.heard) == heard
    with told.session() as session:
        left = session.scalars(select(WebhookDelivery).where(WebhookDelivery.taken_at.is_(None))).all()
        assert left
        assert {(one.attempts, one.next_attempt) for one in left} == {(len(WAITS) + 1, None)}


def test_where_it_leads_elsewhere_nothing_follows(told: Ministry, listener: Listener) -> None:
    added(Site(told), listener.address)
    listener.status, listener.location = 302, listener.address
    small(told, "BE", "Led away", "en", ENGLISH)
    assert tell(told.engine, told.config) == 0
    with told.session() as session:
        steps = session.scalars(select(WebhookDelivery)).all()
        assert len(listener.heard) == len(steps), "each once, and no second time for the redirect"


def test_an_ended_address_is_told_nothing_more_and_only_its_official_ends_it(
    told: Ministry, listener: Listener
) -> None:
    site = Site(told)
    added(site, listener.address)
    small(told, "BE", "Told", "en", ENGLISH)
    assert site.official(Role.SIGNATORY).post("/account/systems/addresses/1/end").status == 404
    assert site.official(Role.DRAFTER).post("/account/systems/addresses/1/end").status == 302
    assert tell(told.engine, told.config) == 0


def test_whose_account_was_closed_meanwhile_is_told_nothing_more(told: Ministry, listener: Listener) -> None:
    added(Site(told), listener.address)
    listener.status = 503
    small(told, "BE", "Told again", "en", ENGLISH)
    tell(told.engine, told.config)
    heard = len(listener.heard)
    with told.session() as session:
        session.execute(update(Official).where(Official.email == Site(told).email(Role.DRAFTER)).values(active=False))
        session.commit()
    with time_machine.travel(now() + timedelta(minutes=2), tick=True):
        assert tell(told.engine, told.config) == 0
    assert len(listener.heard) == heard > 0


def test_a_step_that_waits_is_told_no_more_once_its_official_does_not_see_the_request(
    told: Ministry, listener: Listener
) -> None:
    site, listener.status = Site(told), 503
    added(site, listener.address)
    number = small(told, "BE", "Seen for a while", "en", ENGLISH)
    tell(told.engine, told.config)
    heard = len(listener.heard)
    with told.session() as session:
        session.execute(delete(Involvement).where(Involvement.dossier_id == number))
        session.commit()
    listener.status = 200
    with time_machine.travel(now() + timedelta(minutes=2), tick=True):
        assert tell(told.engine, told.config) == 0
        assert len(listener.heard) == heard > 0
    assert "does not see the request" in site.official(Role.DRAFTER).get("/account/systems").main
    with time_machine.travel(now() + timedelta(days=2), tick=True):
        assert tell(told.engine, told.config) == 0
    assert len(listener.heard) == heard


def test_a_secret_that_cannot_be_opened_any_more_keeps_no_other_system_from_being_told(
    told: Ministry, listener: Listener
) -> None:
    site = Site(told)
    added(site, listener.address)
    with told.session() as session:
        session.execute(update(Webhook).values(secret=b"sealed with another MLA_SECRET"))
        session.commit()
    reader = Reader(secret_of(added(site, listener.address)))
    small(told, "BE", "Told to the other", "en", ENGLISH)
    assert tell(told.engine, told.config) == len(listener.heard) > 0
    assert all(reader.verify(body, heads) for heads, body in listener.heard)
    assert "cannot be opened" in site.official(Role.DRAFTER).get("/account/systems").main


def test_an_address_that_gives_no_answer_is_tried_once_in_a_round_and_holds_up_no_other(
    told: Ministry, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fifty steps that each wait fifteen seconds would keep officials from their news for a quarter of an hour."""
    site, post = Site(told), webhooks._post
    added(site, "http://127.0.0.1:9/dead")
    added(site, listener.address)
    small(told, "BE", "Told to the other", "en", ENGLISH)
    monkeypatch.setattr(webhooks, "AT_ONCE", 3)
    tried = []

    async def counted(one: webhooks.Errand) -> str:
        if "dead" not in one.address:
            return await post(one)
        tried.append(one)
        raise TimeoutError

    monkeypatch.setattr(webhooks, "_post", counted)
    rounds = [tell(told.engine, told.config) for _round in range(6)]
    assert sum(rounds) == len(listener.heard) > 3
    assert len(tried) == 1, "also where more waits for it than is told in one round"
    tell(told.engine, told.config)
    assert len(tried) == 1, "what was left waits for a minute"
    with time_machine.travel(now() + timedelta(seconds=70), tick=True):
        tell(told.engine, told.config)
        assert len(tried) == 2


def test_an_address_that_is_ended_within_a_round_is_told_nothing_more_in_it(
    told: Ministry, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(told)
    added(site, listener.address)
    small(told, "BE", "Told", "en", ENGLISH)
    sent, official = webhooks._sent, site.official(Role.DRAFTER)

    def ends_it(one: webhooks.Errand) -> str:
        official.post("/account/systems/addresses/1/end")
        return sent(one)

    monkeypatch.setattr(webhooks, "_sent", ends_it)
    assert tell(told.engine, told.config) == len(listener.heard) == 1


@pytest.mark.parametrize("address", ["http://127.0.0.1:1@example.org/", "ftp://127.0.0.1/", "http://[", "https://example.org/", "//127.0.0.1/", "http://127.0.0.1:x/"])  # fmt: skip
def test_only_hosts_that_the_installation_names_are_told(told: Ministry, address: str) -> None:
    assert not may_be_told(told.config, address)
    page = added(Site(told), address)
    assert (page.status, page.mistakes) == (
        400,
        ["This installation tells no system at such an address. Ask your administrator."],
    )


def test_where_no_host_is_named_no_address_is_asked_for(si: Ministry) -> None:
    page = Site(si).official(Role.DRAFTER).get("/account/systems")
    assert "names no host" in page.main
    assert page.tree.xpath("//input[@name='address']") == []
