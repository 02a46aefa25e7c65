"""Signing in and out, sessions that end, passwords, accounts, and the log of it all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import request
from sqlalchemy import select, update

from mla.accounts.passwords import NOBODY, passwords
from mla.app import create_app
from mla.lifecycle.terms import Role
from mla.models import AuditEntry, Official, SignIn
from mla.records import audit
from mla.sample.ministry import Ministry
from mla.sample.staff import PASSWORD
from mla.storage.database import now
from mla.views.throttle import MOST_HERE, MOST_PER_ACCOUNT, MOST_PER_ADDRESS
from tests.support.drive import Matter, Page, Site, Visitor

NOT_RIGHT = "The e-mail address or the password is not right."
TOO_MANY = "Too many attempts. Wait a quarter of an hour, or ask your administrator."
DRAFTER = "drafter@si.example"


@pytest.fixture
def site(draft: Matter) -> Site:
    """A ministry of one's own."""
    return draft.si


def attempt(site: Site, address: str, password: str) -> Page:
    return site.nobody().sign_in(address, password)


def signed_in(visitor: Visitor) -> bool:
    return visitor.get("/account").status == 200


def log(site: Site) -> list[AuditEntry]:
    with site.ministry.session() as session:
        return list(session.scalars(select(AuditEntry).order_by(AuditEntry.number)))


def move(site: Site, change: Callable[[SignIn], dict[str, datetime]]) -> None:
    """Move the times of every open session by hand."""
    with site.ministry.session() as session:
        for row in session.scalars(select(SignIn)):
            session.execute(update(SignIn).where(SignIn.id == row.id).values(**change(row)))
        session.commit()


def account_of(site: Site, address: str) -> str:
    with site.ministry.session() as session:
        return f"/accounts/{session.scalar(select(Official.id).where(Official.email == address))}"


# Signing in
def test_the_right_password_lets_in_and_leads_to_the_register(site: Site) -> None:
    visitor = site.nobody()
    page = visitor.sign_in(DRAFTER, PASSWORD)
    assert (page.status, page.location) == (302, "/")
    assert signed_in(visitor)


@pytest.mark.parametrize("address", ["DRAFTER@SI.EXAMPLE", "  drafter@si.example "])
def test_an_address_is_the_same_in_capitals_and_with_spaces_around_it(site: Site, address: str) -> None:
    assert attempt(site, address, PASSWORD).status == 302


def test_for_an_unknown_account_comparing_costs_what_it_costs_for_a_known_one() -> None:
    assert not passwords.current_hasher.check_needs_rehash(NOBODY)


def test_a_wrong_password_an_unknown_and_a_closed_account_are_answered_alike(site: Site) -> None:
    with site.ministry.session() as session:
        session.execute(update(Official).where(Official.email == "examiner@si.example").values(active=False))
        session.commit()
    wrong = attempt(site, DRAFTER, "not the password")
    unknown = attempt(site, "nobody@si.example", PASSWORD)
    closed = attempt(site, "examiner@si.example", PASSWORD)
    assert {page.status for page in (wrong, unknown, closed)} == {401}
    assert {tuple(page.mistakes) for page in (wrong, unknown, closed)} == {(NOT_RIGHT,)}
    assert len({page.main.replace(page.fields["email"][0], "") for page in (wrong, unknown, closed)}) == 1


@pytest.mark.parametrize("told", [{}, {"email": DRAFTER}, {"password": PASSWORD}, {"email": "\0", "password": "\0"}])
def test_half_a_form_lets_nobody_in(site: Site, told: dict[str, str]) -> None:
    page = site.nobody().post("/sign-in", **told)
    assert page.status == 401
    assert page.mistakes


def test_the_password_is_never_written_back_to_the_page(site: Site) -> None:
    assert "a-most-secret-word" not in attempt(site, DRAFTER, "a-most-secret-word").html


def test_whoever_is_signed_in_is_not_asked_again(site: Site) -> None:
    assert site.official(Role.DRAFTER).get("/sign-in").location == "/"


# Throttling
def fail(site: Site, times: int, address: str = DRAFTER, place: str = "127.0.0.1") -> None:
    with site.ministry.session() as session:
        for _ in range(times):
            audit.note(session, "sign_in_failed", address=place, email=address)
        session.commit()


def test_after_five_failures_an_account_waits_even_with_the_right_password(site: Site) -> None:
    statuses = [attempt(site, DRAFTER, "not the password").status for _ in range(MOST_HERE)]
    assert statuses == [401] * 5
    page = attempt(site, DRAFTER, PASSWORD)
    assert (page.status, page.mistakes) == (429, [TOO_MANY])
    assert attempt(site, "signatory@si.example", PASSWORD).status == 302


def test_four_failures_are_forgiven(site: Site) -> None:
    fail(site, MOST_HERE - 1)
    assert attempt(site, DRAFTER, PASSWORD).status == 302


def test_after_a_quarter_of_an_hour_the_account_may_try_again(site: Site) -> None:
    fail(site, MOST_HERE)
    with site.ministry.session() as session:
        session.execute(update(AuditEntry).values(at=now() - timedelta(minutes=16)))
        session.commit()
    assert attempt(site, DRAFTER, PASSWORD).status == 302


def test_whoever_tries_many_accounts_from_one_address_waits_too(site: Site) -> None:
    for number in range(MOST_PER_ADDRESS):
        fail(site, 1, f"guess{number}@si.example")
    assert attempt(site, DRAFTER, PASSWORD).status == 429


def test_an_unknown_account_is_throttled_like_any_other(site: Site) -> None:
    fail(site, MOST_HERE, "nobody@si.example")
    assert attempt(site, "nobody@si.example", "x").status == 429


def test_a_stranger_who_fails_on_purpose_locks_nobody_out_elsewhere(site: Site) -> None:
    fail(site, MOST_PER_ADDRESS, place="203.0.113.9")
    assert attempt(site, DRAFTER, PASSWORD).status == 302


def test_a_browser_that_is_known_is_not_locked_out_by_guessing_from_many_places(site: Site) -> None:
    known = site.nobody()
    known.sign_in(DRAFTER, PASSWORD)
    known.send("/sign-out", {"csrf_token": known.get("/").hidden["csrf_token"]})
    for number in range(MOST_PER_ACCOUNT):
        fail(site, 1, place=f"203.0.113.{number}")
    assert attempt(site, DRAFTER, PASSWORD).status == 429
    assert known.sign_in(DRAFTER, PASSWORD).status == 302


def test_a_known_browser_is_slowed_like_any_other_when_it_guesses(site: Site) -> None:
    known = site.nobody()
    known.sign_in(DRAFTER, PASSWORD)
    known.send("/sign-out", {"csrf_token": known.get("/").hidden["csrf_token"]})
    statuses = [known.sign_in(DRAFTER, "not the password").status for _ in range(MOST_HERE + 1)]
    assert statuses == [401] * MOST_HERE + [429]


def test_a_browser_known_for_one_account_is_a_stranger_to_the_others(site: Site) -> None:
    visitor = site.nobody()
    visitor.sign_in("signatory@si.example", PASSWORD)
    visitor.send("/sign-out", {"csrf_token": visitor.get("/").hidden["csrf_token"]})
    statuses = [visitor.sign_in(DRAFTER, "not the password").status for _ in range(MOST_HERE + 1)]
    assert statuses == [401] * MOST_HERE + [429]


def test_guesses_at_the_present_password_are_slowed_and_logged(site: Site) -> None:
    visitor = site.official(Role.DRAFTER)
    told = {"present": "not the password", "new": "four-walnut-harbour-sixty"}
    statuses = [visitor.fill("/account", **told).status for _ in range(MOST_HERE + 1)]
    assert statuses == [400] * MOST_HERE + [429]
    assert visitor.fill("/account", present=PASSWORD, new="copper-walnut-harbour-sixty").mistakes == [TOO_MANY]
    assert [entry.what for entry in log(site)].count("password_change_failed") == MOST_HERE


# Sessions
def cookie(visitor: Visitor) -> str:
    found = visitor.client.get_cookie("mla_si", "127.0.0.1")
    return found.value if found else ""


def with_cookie(site: Site, value: str) -> Visitor:
    visitor = site.nobody()
    visitor.client.set_cookie("mla_si", value, domain="127.0.0.1")
    return visitor


def test_a_cookie_planted_before_signing_in_is_worth_nothing_afterwards(site: Site) -> None:
    visitor = site.nobody()
    visitor.get("/sign-in")
    planted = cookie(visitor)
    visitor.sign_in(DRAFTER, PASSWORD)
    assert cookie(visitor) != planted
    assert not signed_in(with_cookie(site, planted))


def test_every_sign_in_has_a_token_of_its_own_and_the_database_keeps_only_its_digest(site: Site) -> None:
    first, second = site.anew(Role.DRAFTER), site.anew(Role.DRAFTER)
    tokens = [_token(site, visitor) for visitor in (first, second)]
    assert len(set(tokens)) == 2
    with site.ministry.session() as session:
        kept = list(session.scalars(select(SignIn.token)))
    assert not set(tokens) & set(kept)


def _token(site: Site, visitor: Visitor) -> str:
    with visitor.client.session_transaction(base_url="http://127.0.0.1") as held:
        return str(held["_user_id"])


def test_a_session_ends_when_nobody_uses_it(site: Site) -> None:
    visitor = site.anew(Role.DRAFTER)
    idle = site.ministry.config.idle_minutes
    move(site, lambda _: {"last_seen": now() - timedelta(minutes=idle - 1)})
    assert signed_in(visitor)
    move(site, lambda _: {"last_seen": now() - timedelta(minutes=idle)})
    assert not signed_in(visitor)


def test_using_a_session_keeps_it_alive(site: Site) -> None:
    visitor = site.anew(Role.DRAFTER)
    move(site, lambda _: {"last_seen": now() - timedelta(minutes=30)})
    visitor.get("/")
    with site.ministry.session() as session:
        assert session.scalars(select(SignIn.last_seen)).one() > now() - timedelta(minutes=1)


def test_a_session_ends_after_a_day_s_work_however_much_it_is_used(site: Site) -> None:
    visitor = site.anew(Role.DRAFTER)
    with site.ministry.session() as session:
        row = session.scalars(select(SignIn)).one()
        assert row.expires - row.since == timedelta(minutes=site.ministry.config.session_minutes)
    move(site, lambda _: {"expires": now(), "last_seen": now()})
    assert not signed_in(visitor)


def test_signing_out_ends_the_session_on_the_server(site: Site) -> None:
    visitor = site.anew(Role.DRAFTER)
    held = cookie(visitor)
    assert signed_in(with_cookie(site, held))
    visitor.post("/account", present="x")  # any page carries the token that the button sends
    page = visitor.send("/sign-out", {"csrf_token": visitor.get("/").hidden["csrf_token"]})
    assert (page.status, page.location) == (302, "/sign-in")
    assert not signed_in(with_cookie(site, held))


def test_everywhere_else_ends_the_other_sessions_and_not_this_one(site: Site) -> None:
    here, there = site.anew(Role.DRAFTER), site.anew(Role.DRAFTER)
    other = site.anew(Role.SIGNATORY)
    assert here.get("/account").main.count("from 127.0.0.1") == 2
    here.send("/account/revoke", {"csrf_token": here.get("/account").hidden["csrf_token"]})
    assert [signed_in(one) for one in (here, there, other)] == [True, False, True]
    assert here.get("/account").main.count("from 127.0.0.1") == 1


@pytest.mark.parametrize(
    "change", [{"active": None}, {"roles": ["registrar"]}, {"password": "four-walnut-harbour-sixty"}]
)
def test_any_change_of_what_an_account_may_do_ends_its_sessions(site: Site, change: dict[str, Any]) -> None:
    visitor = site.anew(Role.DRAFTER)
    assert site.official(Role.ADMINISTRATOR).fill(account_of(site, DRAFTER), **change).status == 302
    site.official("administrator2").post(account_of(site, DRAFTER) + "/confirm")
    assert not signed_in(visitor)


@pytest.mark.parametrize("place", [0, -2], ids=["the first character", "the last but one, whose bits all count"])
def test_a_forged_cookie_is_nobody(site: Site, place: int) -> None:
    value = cookie(site.anew(Role.DRAFTER))
    part = value.rindex(".") + 1 if place == 0 else len(value) + place
    forged = value[:part] + ("A" if value[part] != "A" else "B") + value[part + 1 :]
    assert signed_in(with_cookie(site, value))
    assert not signed_in(with_cookie(site, forged))
    assert not signed_in(with_cookie(site, "eyJfdXNlcl9pZCI6IjEifQ.x.y"))


# Where to go then
@pytest.mark.parametrize(
    "then",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "\\\\elsewhere.example",
     "/\t/elsewhere.example", "/\n//x", "/%0A//x", "/%5Celsewhere.example", "javascript:alert(1)", "elsewhere.example", "///elsewhere.example", " //elsewhere.example"],
)  # fmt: skip
def test_signing_in_leads_to_no_other_site(site: Site, then: str) -> None:
    visitor = site.nobody()
    form = visitor.get("/sign-in").hidden
    answer = visitor.client.post(
        "/sign-in",
        query_string={"then": then},
        data=form | {"email": DRAFTER, "password": PASSWORD},
        base_url="http://127.0.0.1",
    )
    assert answer.headers["Location"] == "/"


def test_signing_in_leads_back_to_the_page_that_was_asked_for(site: Site) -> None:
    visitor = site.nobody()
    sent_to = visitor.get("/?stage=drafting").location
    assert visitor.post(sent_to, email=DRAFTER, password=PASSWORD).location == "/?stage=drafting"


# Passwords
def test_a_password_is_changed_by_whoever_knows_the_present_one(site: Site) -> None:
    here, there = site.anew(Role.DRAFTER), site.anew(Role.DRAFTER)
    page = here.fill("/account", present=PASSWORD, new="four-walnut-harbour-sixty")
    assert page.status == 302
    assert [signed_in(here), signed_in(there)] == [True, False]
    assert attempt(site, DRAFTER, PASSWORD).status == 401
    assert attempt(site, DRAFTER, "four-walnut-harbour-sixty").status == 302


@pytest.mark.parametrize(
    ("present", "new", "sentence"),
    [
        ("wrong", "four-walnut-harbour-sixty", "This is not your present password."),
        ("", "four-walnut-harbour-sixty", "Give your present password."),
        (PASSWORD, "short", "A password needs at least 12 characters."),
        (PASSWORD, "", "Give a new password."),
        (
            PASSWORD,
            "aaaaaaaaaaaa",
            "This password is too easily guessed. Take four or more words that do not belong together.",
        ),
        (
            PASSWORD,
            "Nika.Vzorčna",
            "This password is too easily guessed. Take four or more words that do not belong together.",
        ),
    ],
)
def test_otherwise_it_stays(site: Site, present: str, new: str, sentence: str) -> None:
    page = site.official(Role.DRAFTER).fill("/account", present=present, new=new)
    assert page.status == 400
    assert sentence in page.mistakes
    assert attempt(site, DRAFTER, PASSWORD).status == 302


def test_passwords_are_kept_as_argon2_and_never_as_words(site: Site) -> None:
    administrator = site.official(Role.ADMINISTRATOR)
    told = {"name": "Ana Nova", "email": "ana@si.example", "roles": ["drafter"], "active": "y"}
    assert administrator.fill("/accounts/new", **told, password="four-walnut-harbour-sixty").status == 302
    site.official("administrator2").post(account_of(site, "ana@si.example") + "/confirm")
    with site.ministry.session() as session:
        kept = session.scalar(select(Official.password).where(Official.email == "ana@si.example")) or ""
    assert kept.startswith("$argon2id$")
    assert passwords.verify("four-walnut-harbour-sixty", kept)
    assert not passwords.current_hasher.check_needs_rehash(kept)
    assert attempt(site, "ana@si.example", "four-walnut-harbour-sixty").status == 302


# Accounts
def test_only_an_administrator_keeps_accounts_and_keys(site: Site) -> None:
    for role in (role for role in Role if role is not Role.ADMINISTRATOR):
        for path in ("/accounts", "/accounts/new", "/accounts/1", "/peers", "/peers/edit"):
            page = site.official(role).get(path)
            assert page.status == 403
            assert "Only an administrator may keep accounts and keys." in page.main
    assert site.official(Role.ADMINISTRATOR).get("/accounts").status == 200


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"name": ""}, "Give the name."),
        ({"email": "no address"}, "This is not an e-mail address."),
        ({"email": "DRAFTER@si.example"}, "There is an account with this address already."),
        ({"password": ""}, "Make a link, or give a first password."),
        ({"password": "short"}, "A password needs at least 12 characters."),
        (
            {"password": "password1234"},
            "This password is too easily guessed. Take four or more words that do not belong together.",
        ),
    ],
)
def test_a_faulty_account_is_not_made(site: Site, told: dict[str, str], sentence: str) -> None:
    good = {
        "name": "Ana Nova",
        "email": "ana@si.example",
        "roles": ["drafter"],
        "password": "four-walnut-harbour-sixty",
    }
    page = site.official(Role.ADMINISTRATOR).fill("/accounts/new", **{**good, **told})
    assert page.status == 400
    assert sentence in page.mistakes
    assert "Ana Nova" not in site.official(Role.ADMINISTRATOR).get("/accounts").main


def test_an_account_that_is_opened_again_keeps_its_password(site: Site) -> None:
    administrator = site.official(Role.ADMINISTRATOR)
    administrator.fill(account_of(site, DRAFTER), active=None)
    assert attempt(site, DRAFTER, PASSWORD).status == 401
    administrator.fill(account_of(site, DRAFTER), active="y")
    assert attempt(site, DRAFTER, PASSWORD).status == 401
    site.official("administrator2").post(account_of(site, DRAFTER) + "/confirm")
    assert attempt(site, DRAFTER, PASSWORD).status == 302


def test_no_role_that_does_not_exist_can_be_given(site: Site) -> None:
    page = site.official(Role.ADMINISTRATOR).fill(account_of(site, DRAFTER), roles=["drafter", "king"])
    assert page.status == 400
    with site.ministry.session() as session:
        assert session.scalar(select(Official.roles).where(Official.email == DRAFTER)) == ["drafter"]


# The log
def test_the_log_tells_of_signing_in_and_of_failing_to(site: Site) -> None:
    attempt(site, DRAFTER, "not the password")
    site.anew(Role.DRAFTER)
    failed, came = log(site)[-2:]
    assert (failed.what, failed.detail, failed.address) == ("sign_in_failed", {"email": DRAFTER}, "127.0.0.1")
    assert (came.what, came.who) == ("signed_in", DRAFTER)


def test_the_log_tells_of_what_was_refused_and_why(draft: Matter) -> None:
    draft.si.official(Role.SIGNATORY).get(draft.at("state_facts"))
    entry = log(draft.si)[-1]
    assert (entry.what, entry.who) == ("refused", "signatory@si.example")
    assert entry.detail == {"path": draft.at("state_facts"), "why": "Only a drafter may do this."}


def test_the_log_tells_of_every_document_that_was_handed_out(sent: Matter) -> None:
    registrar = sent.be.official(Role.REGISTRAR)
    page = registrar.get(sent.at())
    links = {link for link in page.links if "/papers/" in link or "/attachments/" in link or "dossier.pdf" in link}
    assert len(links) == 5, "The annex may be looked at, fetched and redacted."
    assert {registrar.get(link).status for link in links} == {200}
    told = [entry for entry in log(sent.be) if entry.what == "downloaded"]
    assert len(told) == 5
    assert {entry.who for entry in told} == {"registrar@be.example"}
    reference = page.all("//*[@class='mla-dossier-head__reference']")[0].split()[0]
    assert {entry.detail["dossier"] for entry in told} == {reference}


def test_the_log_tells_of_accounts_and_keys(site: Site) -> None:
    administrator = site.official(Role.ADMINISTRATOR)
    administrator.fill(account_of(site, DRAFTER), function="Adviser")
    administrator.fill("/peers/edit?state=BE", url="https://mla.be.example")
    assert [entry.what for entry in log(site)[-2:]] == ["account_changed", "peer_changed"]


def test_only_an_auditor_reads_the_log_and_may_look_for_one_kind(site: Site) -> None:
    for role in (role for role in Role if role is not Role.AUDITOR):
        assert site.official(role).get("/audit").status == 403
    auditor = site.official(Role.AUDITOR)
    assert "Only an auditor may read the audit log." in auditor.get("/audit").main
    shown = auditor.get("/audit?what=refused").all("//tbody//td[3]")
    assert len(shown) == len(Role) - 1
    assert set(shown) == {"Refused"}


def test_the_log_is_turned_page_by_page(site: Site) -> None:
    auditor = site.official(Role.AUDITOR)
    fail(site, 150)
    first = auditor.get("/audit?what=sign_in_failed")
    older = next(link for link in first.links if "page=2" in link)
    assert len(first.all("//tbody/tr")) == 100
    assert len(auditor.get(older).all("//tbody/tr")) == 50


# The keys of other States
def test_a_key_is_put_on_file_and_shown_with_its_fingerprint(site: Site) -> None:
    administrator = site.official(Role.ADMINISTRATOR)
    told = {"state": "NL", "name": "Ministry of Justice and Security", "key": "ab" * 32, "trusted": "y"}
    assert administrator.fill("/peers/edit", **told).status == 302
    page = administrator.get("/peers").main
    assert "Netherlands" in page
    assert "carried by hand" in page
    assert site.ministry.installation.fingerprint in page


@pytest.mark.parametrize(
    "told", [{"key": "ab"}, {"key": "z" * 64}, {"url": "ftp://x"}, {"url": "javascript:x"}, {"state": "??"}]
)
def test_a_faulty_key_is_not_put_on_file(site: Site, told: dict[str, str]) -> None:
    good = {"state": "NL", "name": "Ministry", "key": "ab" * 32}
    page = site.official(Role.ADMINISTRATOR).fill("/peers/edit", **{**good, **told})
    assert page.status == 400
    assert page.mistakes
    assert "Netherlands" not in site.official(Role.ADMINISTRATOR).get("/peers").main


def test_behind_a_proxy_of_ours_visitors_are_told_apart_by_their_own_address(slovenia: Ministry) -> None:
    behind = create_app(replace(slovenia.config, proxies=1))
    alone = create_app(slovenia.config)
    for app, seen in ((behind, "203.0.113.7"), (alone, "127.0.0.1")):
        with app.test_client() as client:
            client.get("/sign-in", base_url="http://127.0.0.1", headers={"X-Forwarded-For": "203.0.113.7"})
            assert request.remote_addr == seen
        app.extensions["engine"].dispose()
