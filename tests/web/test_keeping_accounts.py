"""Keeping accounts: the page shows what is so, two administrators give power, and somebody can always repair."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select, update

from mla.accounts.command import official as official_command
from mla.lifecycle.terms import Role
from mla.models import AccountChange, AuditEntry, Official
from mla.sample.staff import PASSWORD
from tests.support.drive import Matter, Site

DRAFTER = "drafter@si.example"
FIRST, SECOND = "administrator", "administrator2"
PHRASE = "four-walnut-harbour-sixty"


@pytest.fixture
def site(draft: Matter) -> Site:
    """A ministry with two administrators."""
    return draft.si


def number_of(site: Site, address: str) -> int:
    with site.ministry.session() as session:
        return session.scalars(select(Official.id).where(Official.email == address)).one()


def account(site: Site, address: str) -> str:
    return f"/accounts/{number_of(site, address)}"


def kept(site: Site, address: str) -> dict[str, Any]:
    with site.ministry.session() as session:
        found = session.scalars(select(Official).where(Official.email == address)).one()
        return {n: getattr(found, n) for n in ("name", "function", "email", "password", "roles", "active")}


def waiting(site: Site) -> int:
    with site.ministry.session() as session:
        return len(session.scalars(select(AccountChange)).all())


def entries(site: Site) -> int:
    with site.ministry.session() as session:
        return len(session.scalars(select(AuditEntry).where(AuditEntry.what.startswith("account"))).all())


# The page shows what is so
def test_the_page_of_an_account_shows_its_roles_and_whether_it_may_be_used(site: Site) -> None:
    fields = site.official(FIRST).get(account(site, DRAFTER)).fields
    assert fields["roles"] == ["drafter"]
    assert fields["active"] == ["y"]


def test_an_account_that_is_saved_unchanged_stays_as_it_is_and_its_owner_stays_signed_in(site: Site) -> None:
    before, visitor = kept(site, DRAFTER), site.anew(Role.DRAFTER)
    told = entries(site)
    assert site.official(FIRST).fill(account(site, DRAFTER)).status == 302
    assert kept(site, DRAFTER) == before
    assert waiting(site) == 0
    assert visitor.get("/account").status == 200
    assert entries(site) == told


def test_one_change_changes_one_thing(site: Site) -> None:
    before = kept(site, DRAFTER)
    site.official(FIRST).fill(account(site, DRAFTER), function="Adviser")
    assert kept(site, DRAFTER) == before | {"function": "Adviser"}


# Two administrators
POWER = [{"roles": ["drafter", "decider"]}, {"email": "other@si.example"}, {"password": PHRASE}]


@pytest.mark.parametrize("change", POWER, ids=lambda change: next(iter(change)))
def test_what_gives_power_holds_once_a_second_administrator_has_confirmed_it(
    site: Site, change: dict[str, Any]
) -> None:
    before, path = kept(site, DRAFTER), account(site, DRAFTER)
    assert site.official(FIRST).fill(path, **change).status == 302
    assert kept(site, DRAFTER) == before
    assert "Nika Vzorčna: a change waits" in site.official(SECOND).get("/accounts").main
    assert site.official(SECOND).post(f"{path}/confirm").status == 302
    address = change.get("email", DRAFTER)
    after = kept(site, address)
    assert {name for name in after if after[name] != before[name]} == set(change)
    assert waiting(site) == 0


def test_whoever_proposed_a_change_cannot_confirm_it(site: Site) -> None:
    path = account(site, DRAFTER)
    site.official(FIRST).fill(path, roles=["decider"])
    page = site.official(FIRST).post(f"{path}/confirm")
    assert page.status == 403
    assert page.mistakes == ["You proposed this change. Another administrator must confirm it."]
    assert kept(site, DRAFTER)["roles"] == ["drafter"]


def test_a_change_that_is_rejected_never_holds(site: Site) -> None:
    path = account(site, DRAFTER)
    site.official(FIRST).fill(path, roles=["decider"])
    site.official(SECOND).post(f"{path}/confirm", reject="y")
    assert waiting(site) == 0
    assert site.official(SECOND).get(f"{path}/confirm").status == 404
    assert kept(site, DRAFTER)["roles"] == ["drafter"]


def test_a_new_account_lets_nobody_in_until_it_is_confirmed(site: Site) -> None:
    told = {"name": "Ana Nova", "email": "ana@si.example", "roles": ["drafter"], "active": "y", "password": PHRASE}
    site.official(FIRST).fill("/accounts/new", **told)
    assert site.nobody().sign_in("ana@si.example", PHRASE).status == 401
    site.official(SECOND).post(account(site, "ana@si.example") + "/confirm")
    assert site.nobody().sign_in("ana@si.example", PHRASE).status == 302


def test_a_page_for_a_new_account_is_ticked_as_it_will_be_wanted(site: Site) -> None:
    assert site.official(FIRST).get("/accounts/new").fields["active"] == ["y"]


def test_an_account_is_closed_at_once_and_opened_again_by_two(site: Site) -> None:
    path = account(site, DRAFTER)
    site.official(FIRST).fill(path, active=None)
    assert not kept(site, DRAFTER)["active"]
    site.official(FIRST).fill(path, active="y")
    assert not kept(site, DRAFTER)["active"]
    site.official(SECOND).post(f"{path}/confirm")
    assert kept(site, DRAFTER)["active"]


# Nobody changes their own account, and the last administrator stays
@pytest.mark.parametrize("change", [{"roles": ["administrator", "decider"]}, {"active": None}, {"password": PHRASE}])
def test_an_administrator_gives_himself_nothing_and_takes_himself_nothing(site: Site, change: dict[str, Any]) -> None:
    mine = "administrator@si.example"
    before = kept(site, mine)
    page = site.official(FIRST).fill(account(site, mine), **change)
    assert page.status == 400
    assert "Another administrator changes your account." in page.mistakes[0]
    assert kept(site, mine) == before
    assert waiting(site) == 0


def test_the_last_administrator_cannot_be_removed(site: Site) -> None:
    with site.ministry.session() as session:
        session.execute(update(Official).where(Official.email == "administrator2@si.example").values(active=False))
        session.commit()
    told = run(site, "change", "administrator@si.example", "--close")
    assert told.exit_code == 1
    assert "This is the last administrator who can sign in." in told.output
    assert run(site, "change", "administrator@si.example", "--role", "drafter").exit_code == 1
    assert kept(site, "administrator@si.example")["active"]


def test_two_administrators_who_close_each_other_leave_one(site: Site) -> None:
    first, second = site.anew(FIRST), site.anew(SECOND)
    theirs = first.get(account(site, "administrator2@si.example"))
    mine = second.get(account(site, "administrator@si.example"))
    assert theirs.again(active=None).status == 302
    assert mine.again(active=None).location.startswith("/sign-in")
    assert kept(site, "administrator@si.example")["active"]


def test_the_only_administrator_is_told_how_changes_are_confirmed(site: Site) -> None:
    site.official(SECOND).fill(account(site, "administrator@si.example"), active=None)
    assert "mla official confirm" in site.official(SECOND).get("/accounts").main


# The command line repairs
def run(site: Site, *words: str, typed: str = "") -> Any:
    environment = {name: value for name, value in _settings(site).items() if value}
    return CliRunner().invoke(official_command, [*words], input=typed, env=environment)


def _settings(site: Site) -> dict[str, str]:
    told = asdict(site.ministry.config)
    return {
        "MLA_STATE": told["state"], "MLA_MINISTRY": told["ministry_en"], "MLA_MINISTRY_FR": told["ministry_fr"],
        "MLA_ADDRESS": "|".join(told["address"]), "MLA_CITY": told["city"], "MLA_EMAIL": told["email"],
        "MLA_PHONE": told["phone"], "MLA_DATABASE": told["database_url"], "MLA_STORE": str(told["store"]),
        "MLA_SIGNING_KEY": str(told["signing_key"]), "MLA_SECRET": told["secret_key"], "MLA_HOSTS": "127.0.0.1",
        "MLA_SAMPLE": "yes",
    }  # fmt: skip


def test_an_account_that_lost_everything_is_repaired_from_the_command_line(site: Site) -> None:
    with site.ministry.session() as session:
        broken = update(Official).where(Official.email == "administrator@si.example")
        session.execute(broken.values(active=False, roles=[]))
        session.commit()
    assert "administrator@si.example  no roles  (closed)" in run(site, "list").output
    words = ("change", "administrator@si.example", "--role", "administrator", "--open", "--password")
    assert run(site, *words, typed=f"{PHRASE}\n{PHRASE}\n").exit_code == 0
    visitor = site.nobody()
    assert visitor.sign_in("administrator@si.example", PHRASE).status == 302
    assert visitor.get("/accounts").status == 200


def test_what_waits_is_confirmed_from_the_command_line_where_there_is_no_second_administrator(site: Site) -> None:
    site.official(FIRST).fill(account(site, DRAFTER), roles=["decider"])
    assert run(site, "confirm", DRAFTER).exit_code == 0
    assert kept(site, DRAFTER)["roles"] == ["decider"]
    again = run(site, "confirm", DRAFTER)
    assert again.exit_code == 1
    assert "No change of drafter@si.example waits" in again.output


def test_an_address_that_has_an_account_is_told_how_to_change_it(site: Site) -> None:
    told = run(site, "add", DRAFTER, "Nika", "--role", "drafter", "--password", PHRASE)
    assert told.exit_code == 1
    assert "mla official change" in told.output


def test_a_weak_password_is_no_more_welcome_on_the_command_line(site: Site) -> None:
    told = run(site, "add", "ana@si.example", "Ana", "--role", "drafter", "--password", "aaaaaaaaaaaa")
    assert told.exit_code == 1
    assert "too easily guessed" in told.output


def test_the_sample_password_would_be_accepted_like_any_other(site: Site) -> None:
    told = run(site, "add", "ana@si.example", "Ana", "--role", "drafter", "--password", PASSWORD)
    assert told.exit_code == 0
