"""Nobody chooses a password for another: a link, handed over, lets the owner of an account choose one, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from mla.lifecycle.terms import Role
from mla.models import AuditEntry, Invitation, Official
from mla.storage.database import now
from tests.support.drive import Matter, Page, Site
from tests.web.test_keeping_accounts import run

FIRST, SECOND = "administrator", "administrator2"
PHRASE = "four-walnut-harbour-sixty"
NEW = {
    "name": "Ana Nova",
    "email": "ana@si.example",
    "roles": ["drafter"],
    "active": "y",
    "invite": "y",
    "password": "",
}


@pytest.fixture
def site(draft: Matter) -> Site:
    """A ministry with two administrators."""
    return draft.si


def account(site: Site, address: str) -> str:
    with site.ministry.session() as session:
        return f"/accounts/{session.scalars(select(Official.id).where(Official.email == address)).one()}"


def link_in(page: Page) -> str:
    """The address within the site that a page hands over."""
    shown = page.tree.get_element_by_id("link").text_content()
    return str(shown)[str(shown).index("/invitation/") :]


def invited(site: Site) -> str:
    """Ana's account is made by one administrator, and confirmed by another, who sees the link."""
    site.official(FIRST).fill("/accounts/new", **NEW)
    return link_in(site.official(SECOND).post(account(site, "ana@si.example") + "/confirm"))


def test_a_new_official_chooses_a_password_by_the_link_and_signs_in(site: Site) -> None:
    visitor, link = site.nobody(), invited(site)
    page = visitor.get(link)
    assert "For the account of Ana Nova" in page.main
    assert page.again(new=PHRASE).location == "/sign-in"
    assert site.nobody().sign_in("ana@si.example", PHRASE).status == 302


def test_the_link_works_once_and_is_kept_nowhere(site: Site) -> None:
    link = invited(site)
    with site.ministry.session() as session:
        assert session.scalars(select(Invitation.token)).one() not in link
        assert link.rsplit("/", 1)[1] not in str([entry.detail for entry in session.scalars(select(AuditEntry))])
    site.nobody().get(link).again(new=PHRASE)
    again = site.nobody().get(link)
    assert again.status == 404
    assert "Ask your administrator for a new one" in again.main
    assert "Ana" not in again.main


def test_after_three_days_the_link_is_over(site: Site) -> None:
    link = invited(site)
    with site.ministry.session() as session:
        session.execute(update(Invitation).values(expires=now() - timedelta(seconds=1)))
        session.commit()
    assert site.nobody().get(link).status == 404


def test_a_newer_link_replaces_the_one_before(site: Site) -> None:
    first = invited(site)
    path = account(site, "ana@si.example")
    site.official(FIRST).fill(path, invite="y")
    second = link_in(site.official(SECOND).post(f"{path}/confirm"))
    assert site.nobody().get(first).status == 404
    assert site.nobody().get(second).status == 200


def test_a_link_to_a_closed_account_opens_nothing(site: Site) -> None:
    link = invited(site)
    with site.ministry.session() as session:
        session.execute(update(Official).where(Official.email == "ana@si.example").values(active=False))
        session.commit()
    assert site.nobody().get(link).status == 404


def test_a_weak_password_is_refused_and_the_link_still_works(site: Site) -> None:
    page = site.nobody().get(invited(site)).again(new="ana nova 2026")
    assert page.status == 400
    assert "too easily guessed" in " ".join(page.mistakes)
    assert page.again(new=PHRASE).status == 302


def test_until_it_is_confirmed_there_is_no_link_and_whoever_proposed_sees_none(site: Site) -> None:
    site.official(FIRST).fill("/accounts/new", **NEW)
    with site.ministry.session() as session:
        assert session.scalars(select(Invitation)).all() == []
    assert site.official(FIRST).post(account(site, "ana@si.example") + "/confirm").status == 403


def test_a_new_password_by_a_link_ends_the_sessions_that_were_open(site: Site) -> None:
    visitor = site.anew(Role.DRAFTER)
    path = account(site, "drafter@si.example")
    site.official(FIRST).fill(path, invite="y")
    link = link_in(site.official(SECOND).post(f"{path}/confirm"))
    site.nobody().get(link).again(new=PHRASE)
    assert visitor.get("/account").status == 302


def test_a_new_account_needs_a_link_or_a_password_and_not_both(site: Site) -> None:
    nothing = {key: value for key, value in NEW.items() if key != "invite"}
    assert site.official(FIRST).fill("/accounts/new", **nothing).mistakes == ["Make a link, or give a first password."]
    both = site.official(FIRST).fill("/accounts/new", **{**NEW, "password": PHRASE})
    assert "Either a link or a password" in both.mistakes[0]


def test_links_are_not_guessed_at_leisure(site: Site) -> None:
    visitor = site.nobody()
    answers = [visitor.get(f"/invitation/guess-{number}").status for number in range(8)]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_the_command_line_hands_out_a_link_where_there_is_no_second_administrator(site: Site) -> None:
    told = run(site, "change", "drafter@si.example", "--invite")
    link = told.output[told.output.index("/invitation/") :].split()[0]
    assert site.nobody().get(link).again(new=PHRASE).status == 302
