"""A document is redacted on its page: looked at before it is kept, proved, bound in the place of the original, and nobody's but this ministry's."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable

import pikepdf
import pytest
from sqlalchemy import delete, select, update

from mla.lifecycle.terms import Role
from mla.models import AuditEntry, BoundDossier, Dossier, Redaction
from mla.records.verify import verify
from mla.register.documents import read_waiting
from mla.sample.ministry import Ministry
from tests.support.binding import worked
from tests.support.documents import pdf
from tests.support.drive import Page, Site, Visitor, send
from tests.unit.documents.reader import text
from tests.unit.documents.test_redaction import everything
from tests.unit.register.test_documents import WITNESS, annex, attach

Small = Callable[[Ministry, str], uuid.UUID]
NAME = "Krokodilhalle"
TELLS = "it names or shows a protected person"
ROW = {
    "regions-0-page": "1", "regions-0-left": "5", "regions-0-top": "10", "regions-0-right": "60,5",
    "regions-0-bottom": "20 %", "regions-0-reason": "personal",
}  # fmt: skip
WORDS = {"words": NAME, "words_reason": "protected"}


@pytest.fixture
def sent(pair: tuple[Ministry, Ministry], small: Small) -> tuple[Site, uuid.UUID]:
    """A request that was sent, with a document that names the protected witness."""
    si, be = pair
    number = small(si, "BE")
    si.take(number, "name_person", **WITNESS, rights="Threatened in 2025.")
    attach(
        si,
        number,
        annex(pdf(f"Called was {NAME}.", "Ledgers of the mill, as they were found there in June."), "Arcadia"),
    )
    send(si, be, number)
    read_waiting(si.engine, si.installation)
    return Site(si), number


def address(site: Site, number: uuid.UUID, title: str = "Arcadia") -> str:
    with site.ministry.session() as session:
        found = next(one for one in session.get_one(Dossier, number).attachments if one.title == title)
    return f"/dossiers/{number}/attachments/{found.id}/redact"


def drafter(site: Site, number: uuid.UUID) -> Visitor:
    site.bring_in(number, Role.DRAFTER)
    return site.official(Role.DRAFTER)


def looked(site: Site, number: uuid.UUID, **typed: str) -> Page:
    return drafter(site, number).get(address(site, number)).again(act="look", **typed)


def kept(site: Site, number: uuid.UUID, **typed: str) -> Page:
    return looked(site, number, **typed).again(act="keep")


def copies(site: Site) -> list[Redaction]:
    with site.ministry.session() as session:
        return list(session.scalars(select(Redaction).order_by(Redaction.id)))


def test_it_is_looked_at_before_it_is_kept(sent: tuple[Site, uuid.UUID]) -> None:
    page = looked(*sent, **WORDS, **ROW)
    assert page.status == 200
    assert "found at 1 place" in page.main
    assert len(page.tree.xpath("//img[starts-with(@src, 'data:image/jpeg')]")) == 1
    assert copies(sent[0]) == []
    assert page.again(act="keep").status == 302
    (row,) = copies(sent[0])
    assert sorted(one["reason"] for one in row.regions) == ["personal", "protected"]
    assert (row.pages, row.still) == (2, [])
    assert NAME not in text(sent[0].ministry.installation.store.read(row.sha256))


def test_what_was_changed_since_is_looked_at_again(sent: tuple[Site, uuid.UUID]) -> None:
    page = looked(*sent, **WORDS)
    again = page.again(act="keep", **ROW)
    assert again.status == 200
    assert copies(sent[0]) == []
    assert again.again(act="keep").status == 302


def test_nothing_is_kept_that_nobody_looked_at(sent: tuple[Site, uuid.UUID]) -> None:
    page = drafter(*sent).get(address(*sent)).again(act="keep", **ROW)
    assert page.status == 200
    assert copies(sent[0]) == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Draw a region, type one, or write the words that are to be blacked out."),
        ({**ROW, "regions-0-right": "160"}, "Give a number between 0 and 100."),
        ({**ROW, "regions-0-left": "-1"}, "Give a number between 0 and 100."),
        ({**ROW, "regions-0-top": "many"}, "Give a number between 0 and 100."),
        ({**ROW, "regions-0-top": ""}, "Give a number between 0 and 100."),
        ({**ROW, "regions-0-bottom": "9"}, "It must be more than the edge on the other side."),
        ({**ROW, "regions-0-page": "3"}, "Give a page between 1 and 2: the document has no other."),
        ({**ROW, "regions-0-page": "0"}, "Give a page between 1 and 2: the document has no other."),
        ({**ROW, "regions-0-page": "first"}, "Give a whole number, in digits."),
        ({**ROW, "regions-0-reason": ""}, "Choose why it is blacked out."),
        ({**ROW, "regions-0-reason": "other"}, "Write which other reason there is."),
        ({"words": NAME}, "Choose why these words are blacked out."),
        ({**WORDS, "words": "x"}, "“x” is too short to be looked for."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    sent: tuple[Site, uuid.UUID], typed: dict[str, str], sentence: str
) -> None:
    page = looked(*sent, **typed)
    assert (page.status, page.mistakes) == (400, [sentence])
    assert {name: page.fields[name][0].strip() for name in typed} == typed


def test_words_that_are_nowhere_are_told(sent: tuple[Site, uuid.UUID]) -> None:
    page = looked(*sent, words="Somebodyelse", words_reason="personal")
    assert "not found" in page.main
    assert "Nothing is black yet." in page.main
    assert page.again(act="keep").status == 200
    assert copies(sent[0]) == []


def test_another_row_is_offered_and_words_stay(sent: tuple[Site, uuid.UUID]) -> None:
    page = drafter(*sent).get(address(*sent)).again(more="regions", **ROW)
    assert page.fields["regions-0-left"] == ["5"]
    assert "regions-1-left" in page.fields


@pytest.mark.parametrize("which", ["long", "locked"])
def test_a_document_that_cannot_be_redacted_says_why(pair: tuple[Ministry, Ministry], small: Small, which: str) -> None:
    number = small(pair[0], "BE")
    with pikepdf.open(io.BytesIO(pdf(*["x"] * (5_000 if which == "long" else 1)))) as book:
        lock = pikepdf.Encryption(owner="o", user="u") if which == "locked" else False
        book.save(out := io.BytesIO(), encryption=lock)
    attach(pair[0], number, annex(out.getvalue(), "Arcadia"))
    site = Site(pair[0])
    page = drafter(site, number).get(address(site, number))
    told = {"long": "This document has 5,000 pages. At most 200", "locked": "This PDF is protected by a password."}[
        which
    ]
    assert page.status == 400
    assert told in page.main


def test_who_may_only_read_may_not_redact_and_strangers_see_nothing(sent: tuple[Site, uuid.UUID]) -> None:
    site, number = sent
    kept(site, number, **WORDS)
    at = address(site, number)
    copy = f"{at}/{copies(site)[0].id}.pdf"
    auditor = site.official(Role.AUDITOR)
    page = auditor.get(at)
    assert page.status == 200
    assert "Only an official who works on requests redacts documents." in page.main
    assert auditor.post(at, act="look", **ROW).status == 403
    assert auditor.get(f"{at}/pages/1.jpg").status == 403
    assert auditor.get(copy).status == 200
    site.hire("A stranger", Role.EXAMINER)
    stranger = site.official("A stranger")
    assert {stranger.get(one).status for one in (at, copy, f"{at}/pages/1.jpg")} == {404}
    assert stranger.post(at, act="look", **ROW).status == 404
    assert drafter(site, number).get(f"{at}/pages/3.jpg").status == 404
    assert drafter(site, number).get(f"{at}/9999.pdf").status == 404


def test_who_redacted_what_and_why_is_logged_and_proved(sent: tuple[Site, uuid.UUID]) -> None:
    site, number = sent
    kept(site, number, **{**ROW, "regions-0-reason": "other", "other": "A trade secret"})
    ministry = site.ministry
    with ministry.session() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.what == "document_redacted")).one()
        assert entry.detail["reasons"] == ["other"]
        assert session.scalars(select(Redaction)).one().others == ["A trade secret"]
        assert list(verify(session, ministry.installation)) == []
        session.execute(update(Redaction).values(others=["Nothing"]))
        assert "Redacted copy 1" in " ".join(verify(session, ministry.installation))
        session.execute(delete(Redaction))
        assert "Redacted copy 1: it was made, and is gone." in list(verify(session, ministry.installation))
        session.rollback()
        row = session.scalars(select(Redaction)).one()
        ministry.installation.store.path(row.sha256).unlink()
        assert "Redacted copy 1" in " ".join(verify(session, ministry.installation))


def test_what_is_still_to_be_read_is_told_when_it_is_kept(sent: tuple[Site, uuid.UUID]) -> None:
    page = kept(*sent, **{**ROW, "regions-0-top": "60", "regions-0-bottom": "70"})
    assert copies(sent[0])[0].still == [1]
    after = drafter(*sent).get(page.location)
    assert "words stand still that should not" in after.text
    assert "are read still on pages: 1" in after.main


# Bound in the place of the original
def bound(site: Site, number: uuid.UUID, purpose: str, **chosen: object) -> bytes:
    page = site.official(Role.AUDITOR).get(f"/dossiers/{number}/bound?purpose={purpose}").again(**chosen)
    assert page.status == 302, page.mistakes
    worked(site)
    with site.ministry.session() as session:
        row = session.scalars(select(BoundDossier).order_by(BoundDossier.id.desc())).first()
        assert row is not None
        return site.ministry.installation.store.read(row.sha256)


def offered(site: Site, number: uuid.UUID, purpose: str) -> Page:
    return site.official(Role.AUDITOR).get(f"/dossiers/{number}/bound?purpose={purpose}")


@pytest.mark.parametrize("purpose", ["court", "authority", "defence"])
def test_the_redacted_copy_goes_in_and_the_index_says_so(sent: tuple[Site, uuid.UUID], purpose: str) -> None:
    site, number = sent
    assert TELLS in offered(site, number, purpose).main
    kept(site, number, **WORDS)
    page = offered(site, number, purpose)
    assert "Redacted copies that go in" in page.main
    ticked = [one.get("value") for one in page.tree.xpath("//input[@name='parts'][@checked]")]
    assert any(one.startswith("document-") for one in ticked)
    made = bound(site, number, purpose)
    assert not [one for one in everything(made) if NAME.encode().lower() in one.lower()]
    words = text(made)
    assert NAME not in words
    assert "Arcadia (redacted)" in words
    assert "Ledgers of the mill" in words
    assert "1 document redacted" in offered(site, number, purpose).main


@pytest.mark.parametrize("purpose", ["whole", "abroad"])
def test_who_has_had_it_all_gets_the_original(sent: tuple[Site, uuid.UUID], purpose: str) -> None:
    site, number = sent
    kept(site, number, **WORDS)
    assert "originals" not in offered(site, number, purpose).fields
    words = text(bound(site, number, purpose))
    assert NAME in words
    assert "(redacted)" not in words


def test_the_original_goes_in_only_when_it_is_chosen_and_what_it_tells_is_confirmed(
    sent: tuple[Site, uuid.UUID],
) -> None:
    site, number = sent
    kept(site, number, **WORDS)
    page = offered(site, number, "court")
    (key,) = page.tree.xpath("//input[@name='originals']/@value")
    refused = page.again(originals=[key])
    assert (refused.status, refused.mistakes) == (
        400, ["Untick the documents that name or show a protected person, or confirm that they go in."],
    )  # fmt: skip
    words = text(bound(site, number, "court", originals=[key], aware="y"))
    assert NAME in words
    assert "(redacted)" not in words


def test_a_copy_on_which_the_name_is_read_still_is_marked_as_the_original_was(sent: tuple[Site, uuid.UUID]) -> None:
    site, number = sent
    kept(site, number, **{**ROW, "regions-0-top": "60", "regions-0-bottom": "70"})
    page = offered(site, number, "court")
    assert TELLS in page.main
    assert not [one for one in page.tree.xpath("//input[@name='parts'][@checked]/@value") if one.startswith("document")]


def test_the_other_state_never_sees_any_of_it(pair: tuple[Ministry, Ministry], sent: tuple[Site, uuid.UUID]) -> None:
    site, number = sent
    kept(site, number, **WORDS)
    pair[0].post_to(pair[1])
    assert copies(Site(pair[1])) == []
    assert "Redacted copy" not in offered(Site(pair[1]), number, "court").main
