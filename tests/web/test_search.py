"""Whoever looks for a request finds it by a person, a title or a part of a reference, as it comes to mind."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import Attachment, Dossier, Official, SearchText
from mla.names import normal
from mla.register import findable
from mla.register.documents import read_waiting
from mla.register.keeping import faults as not_registered
from mla.sample.ministry import Ministry
from mla.steps.step_taken import Upload
from tests.support.documents import pdf
from tests.support.drive import Matter, Site


@pytest.fixture
def about_ljubic(si: Ministry, small: object) -> tuple[Site, uuid.UUID]:
    """A request about a person whose name has marks, and one about a protected witness; on both databases."""
    number = small(si, "BE")  # type: ignore[operator]
    person = {"nature": "natural", "capacity": "suspect", "family_name": "Ljubić-Žužek", "given_names": "Łukasz Øystein",
              "original_name": "Љубић", "link": "Commanded."}  # fmt: skip
    si.take(number, "name_person", **person)
    secret = {"nature": "natural", "capacity": "witness", "family_name": "Krokodilhalle", "protected": True,
              "pseudonym": "Witness Q", "link": "Saw it."}  # fmt: skip
    si.take(number, "name_person", **secret)
    return Site(si), number


def found(site: Site, words: str) -> int:
    page = site.official(Role.SIGNATORY).client.get(
        "/requests", query_string={"words": words}, base_url="http://127.0.0.1"
    )  # fmt: skip
    return page.get_data(as_text=True).count('class="govuk-table__row"')


FINDS = [
    "ljubic",
    "LJUBIĆ",
    "Žužek Łukasz",
    "oystein ljubić",
    "љубић",
    "ЉУБИЋ",
    "lukasz",
    "MLA-",
    "witness q",
    "TEST REQUEST",
    "ljubić øystein request",
    "children taken from farms",
    "Ljubić ž",
    "lj",
]


def test_a_request_is_found_however_it_comes_to_mind(about_ljubic: tuple[Site, uuid.UUID]) -> None:
    site, _ = about_ljubic
    assert [words for words in FINDS if found(site, words) != 1] == []


def test_it_is_not_found_by_what_it_does_not_say_nor_by_who_is_protected(about_ljubic: tuple[Site, uuid.UUID]) -> None:
    site, number = about_ljubic
    assert [words for words in ("Krokodilhalle", "ljubic smith", "%", "_", "\\") if found(site, words)] == []
    with site.ministry.session() as session:
        rows = session.scalars(select(SearchText).where(SearchText.dossier_id == number)).all()
        assert rows
        assert not any("krokodil" in row.text for row in rows)
        installation = site.ministry.installation
        assert list(not_registered(session, installation)) == []
        rows[0].text = "something else"
        session.flush()
        assert any("the words by which it is found" in fault for fault in not_registered(session, installation))


@given(st.text(max_size=300))
def test_text_is_compared_alike_whichever_way_it_is_written(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@pytest.mark.parametrize("words", ["x" * 10_000, "a " * 5_000, "'; --", '"', "\u202e", "NEAR(", "*"])
def test_whatever_is_asked_gets_an_answer(draft: Matter, words: str) -> None:
    assert found(draft.si, words) in (0, 1)


@pytest.mark.parametrize(
    "place",
    ["after=0001-01-01T00:00:00%2B00:00~00000000-0000-0000-0000-000000000000", "after=x", "before=~", "after=~%FF", "after=2026-01-01~1",
     "after=2026-01-01T00:00:00~00000000-0000-0000-0000-000000000000", "sort=no&order=no&after=-3", "sort=due&after=abc"],
)  # fmt: skip
def test_a_place_that_is_not_there_shows_the_list_and_never_that_there_is_nothing(draft: Matter, place: str) -> None:
    shown = draft.si.official(Role.SIGNATORY).get(f"/requests?{place}")
    assert "Investigation Tresna" in shown.main
    assert "No requests yet" not in shown.main


def test_a_hit_says_where_the_words_stand_and_what_stands_around_them(draft: Matter) -> None:
    draft.si.ministry.take(draft.number, "note", words="The consul of Arcadia has called about the quarry.")
    page = draft.si.official(Role.SIGNATORY).get("/requests?words=arcadia")
    assert "Internal note added: the consul of arcadia has called about the quarry." in page.main
    text = draft.si.official(Role.SIGNATORY).get("/requests?words=farms")
    assert "Text of the request: … " in text.main


def test_what_others_work_on_hides_nothing_of_mine_and_shows_in_nothing(
    draft: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = draft.si
    site.hire("stranger", Role.DRAFTER)
    monkeypatch.setattr(findable, "MANY", 3)
    ministry = site.ministry
    own = site.official("stranger")
    for number in range(5):  # newer than the request of the first drafter, and full of the same word
        ministry.start(counterpart="BE", title=f"Investigation {number}", instrument="lhc", language="en")
    assert 0 < found(site, "investigation") < 6, "who sees everything is told that only the newest were looked through"
    all_of = site.official(Role.SIGNATORY).get("/requests?words=investigation").main
    assert "only the newest were looked through" in all_of
    assert "only the newest" not in own.get("/requests?words=investigation").main
    with ministry.session() as session:
        colleague = session.scalars(select(Official).where(Official.email == site.email("stranger"))).one()
        session.get_one(Dossier, draft.number).involve(colleague)
        session.commit()
    shown = own.get("/requests?words=investigation").main
    assert "1 request" in shown
    assert "Investigation Tresna" in shown


def test_a_hit_in_a_document_says_in_which_on_which_page_and_leads_there(draft: Matter) -> None:
    ministry = draft.si.ministry
    one = Upload("Report <b>", "report.pdf", "application/pdf", pdf("First page", "The quarry of Arcadia"), 2)
    ministry.take(draft.number, "attach", uploads=[one], title=one.title)
    read_waiting(ministry.engine, ministry.installation)
    page = draft.si.official(Role.SIGNATORY).get("/requests?words=arcadia")
    assert "Report <b>, page 2: the quarry of arcadia" in page.main
    with ministry.session() as session:
        (document,) = session.scalars(select(Attachment.id).where(Attachment.title == one.title))
    assert f'href="{draft.at("attachments")}/{document}?show=1#page=2"' in page.html
    draft.si.hire("stranger", Role.DRAFTER)
    assert "quarry" not in draft.si.official("stranger").get("/requests?words=arcadia").main


def test_the_request_says_of_which_documents_the_words_are_not_searched(draft: Matter) -> None:
    ministry = draft.si.ministry
    for title, name, kind in (("A film", "f.mp4", "video/mp4"), ("Broken", "b.pdf", "application/pdf")):
        ministry.take(draft.number, "attach", uploads=[Upload(title, name, kind, title.encode(), 1)], title=title)
    read_waiting(ministry.engine, ministry.installation)
    page = draft.si.official(Role.SIGNATORY).get(draft.at("check")).main
    assert page.count("not searched: documents of this kind are not read") == 1
    assert page.count("not searched: it cannot be opened") == 1
    assert page.count("not searched") == 2


def test_days_are_asked_for_and_shown_as_people_write_them(draft: Matter) -> None:
    draft.si.ministry.take(draft.number, "note", words="Hearing on 2026-11-30 in Arcadia.")
    for asked in ("30.11.2026", "30/11/2026", "2026-11-30", "arcadia"):
        page = draft.si.official(Role.SIGNATORY).get(f"/requests?words={asked}")
        assert "hearing on 30 November 2026 in arcadia" in page.main, asked
    assert "/entries/" in page.html
