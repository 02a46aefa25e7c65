"""A formal request stays where it was put: the arrest on which it follows is not awaited anew, whatever is supplied to it later."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import Dossier, Official
from mla.register.keeping import faults
from mla.sample.ministry import Ministry
from tests.support.drive import Site, in_days
from tests.walks.extraditions import draft, request
from tests.walks.test_surrendered_on_the_arrest_alone import arrested, last_days

Pair = tuple[Ministry, Ministry]


def follows_on(ministry: Ministry, number: UUID) -> UUID | None:
    with ministry.session() as session:
        assert list(faults(session, ministry.installation)) == []
        return session.get_one(Dossier, number).arises_from


def says_that_it_follows(ministry: Ministry, number: UUID, earlier: str) -> None:
    page = (
        Site(ministry)
        .official(Role.EXAMINER)
        .fill(f"/dossiers/{number}/follow_on", earlier=earlier, words="The warrant shows it.")
    )
    assert page.status == 302, page.mistakes


def test_what_is_supplied_does_not_take_a_formal_request_off_its_arrest(pair: Pair) -> None:
    si, be = pair
    arrest, formal = arrested(si, be), draft(si, "BE")
    assert last_days(be, arrest) == [in_days(40)]
    request(si, be, formal)
    assert (follows_on(be, formal), last_days(be, arrest)) == (arrest, []), "found by the person whom both name"
    be.take(formal, "ask", questions=[{"question": "Which year?"}], answer_by=in_days(9))
    be.post_to(si)
    si.take(formal, "supply", information="2014.")
    si.post_to(be)
    assert (follows_on(be, formal), last_days(be, arrest)) == (arrest, [])


def test_what_an_official_said_outlasts_what_is_supplied(pair: Pair) -> None:
    si, be = pair
    arrest = arrested(si, be)
    formal = draft(si, "BE", name_person={"family_name": "Somebody else", "born_on": ""})
    request(si, be, formal)
    assert follows_on(be, formal) is None
    says_that_it_follows(be, formal, str(arrest))
    be.take(formal, "ask", questions=[{"question": "Which year?"}], answer_by=in_days(9))
    be.post_to(si)
    si.take(formal, "supply", information="2014.")
    si.post_to(be)
    assert follows_on(be, formal) == arrest


def test_one_that_its_letter_puts_elsewhere_is_put_there(pair: Pair) -> None:
    si, be = pair
    arrest = arrested(si, be)
    formal = draft(si, "BE", arises_from=arrest)
    request(si, be, formal)
    assert follows_on(be, formal) == arrest
    says_that_it_follows(be, formal, "")
    assert (follows_on(be, formal), last_days(be, arrest)) == (None, [in_days(40)])


def test_whoever_may_not_see_the_arrest_takes_nothing_off_it_unknowingly(pair: Pair) -> None:
    si, be = pair
    arrest, formal = arrested(si, be), draft(si, "BE")
    request(si, be, formal)
    site = Site(be)
    site.hire("stranger", Role.EXAMINER)
    with be.session() as session:
        stranger = session.scalars(select(Official).where(Official.email == site.email("stranger"))).one()
        session.get_one(Dossier, formal).involve(stranger)
        session.commit()
    page = site.official("stranger").get(f"/dossiers/{formal}/follow_on")
    assert str(arrest) not in page.html
    assert page.again(words="I see none.").status == 302
    assert (follows_on(be, formal), last_days(be, arrest)) == (arrest, [])
