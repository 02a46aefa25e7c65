"""Requests are found by what stands in their documents, read beside the steps, once each; nobody is found by the name that is protected."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from mla.documents.words import Stretch
from mla.models import Attachment, DocumentText, Dossier, SearchText
from mla.models.search_text import DOCUMENT
from mla.register import documents, findable
from mla.register.documents import WHY, faults, not_searched, read_waiting
from mla.register.excerpts import in_documents
from mla.register.findable import find
from mla.register.given_away import gives_away
from mla.register.keeping import faults as not_registered
from mla.register.keeping import make_anew
from mla.sample.ministry import Ministry
from mla.steps.step_taken import Upload
from tests.support.documents import bomb, pdf, scan
from tests.support.drive import letter
from tests.support.outlook import msg
from tests.unit.documents.test_archive import packed
from tests.unit.register.test_never_findable import HIDDEN, PAPER

Small = Callable[[Ministry, str], uuid.UUID]
WITNESS = {"nature": "natural", "capacity": "witness", "family_name": "Krokodilhalle", "given_names": "Marko", "protected": True, "pseudonym": "Witness Q", "link": "Saw it."}  # fmt: skip


def annex(data: bytes, title: str = "Annex", name: str = "a.pdf", media_type: str = "application/pdf") -> Upload:
    return Upload(title, name, media_type, data, 1)


def attach(ministry: Ministry, number: uuid.UUID, *uploads: Upload) -> None:
    for one in uploads:
        ministry.take(number, "attach", uploads=[one], title=one.title)


def read(ministry: Ministry) -> int:
    return read_waiting(ministry.engine, ministry.installation)


def hits(ministry: Ministry, words: str) -> set[uuid.UUID]:
    with ministry.session() as session:
        return set(find(session, words).ids)


def wrong(ministry: Ministry) -> list[str]:
    with ministry.session() as session:
        return list(faults(session))


def test_a_request_is_found_by_its_documents_once_they_are_read(si: Ministry, small: Small) -> None:
    number = small(si, "BE")
    attach(
        si,
        number,
        annex(pdf("The quarry of Arcadia", "Second page: Xanadu"), "Report"),
        annex("Šentjur".encode(), "Notes", "n.txt", "text/plain"),
    )
    assert hits(si, "arcadia") == set(), "no step reads a document"
    assert wrong(si) == [], "what waits is no fault"
    assert read(si) == 2
    assert [hits(si, words) for words in ("arcadia", "xanadu quarry", "sentjur", "report")] == [{number}] * 4
    assert read(si) == 0
    assert wrong(si) == []
    with si.session() as session:
        (found,) = in_documents(session, [number], "xanadu", 3)[number]
        assert (found.of, found.page, found.words) == (
            "attachment",
            2,
            "second page: xanadu",
        )
        assert in_documents(session, [number], "nowhere", 3) == {}
    long = f"{'before ' * 30} needle {'after ' * 30}".encode()
    attach(si, number, annex(long, "Long", "long.txt", "text/plain"))
    read(si)
    with si.session() as session:
        (found,) = in_documents(session, [number], "NEEDLE", 3)[number]
    assert found.words.startswith("… before")
    assert found.words.endswith("after …")
    assert "needle" in found.words


def test_a_document_is_read_once_however_often_it_is_attached(
    si: Ministry, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = small(si, "BE"), small(si, "BE")
    runs: list[Any] = []
    really = documents.run
    monkeypatch.setattr(documents, "run", lambda *told, **more: (runs.append(told), really(*told, **more))[1])
    same = annex(pdf("The quarry of Arcadia"))
    for number in (first, second):
        attach(si, number, same)
    assert read(si) == 2
    assert len(runs) == 1
    assert hits(si, "arcadia") == {first, second}


def test_what_is_taken_out_of_a_draft_is_not_found(si: Ministry, small: Small) -> None:
    number = small(si, "BE")
    attach(si, number, annex(pdf("The quarry of Arcadia")), annex(pdf("Xanadu"), name="b.pdf"))
    read(si)
    si.take(number, "detach", number="1")
    assert hits(si, "arcadia") == set(), "at once"
    read(si)
    assert (hits(si, "arcadia"), hits(si, "xanadu")) == (set(), {number})
    assert wrong(si) == []


@pytest.mark.parametrize("says", ["Called was Krokodilhalle.", "krokodilhalleju (Marko)", "Krok0dilhalle, by phone"])
def test_a_document_that_names_a_protected_person_is_found_by_nothing(si: Ministry, small: Small, says: str) -> None:
    number = small(si, "BE")
    attach(si, number, annex(pdf(says, "Arcadia")), annex(pdf("Xanadu, Marko"), name="b.pdf"))
    read(si)
    assert hits(si, "arcadia") == {number}
    si.take(number, "name_person", **WITNESS)
    assert hits(si, "arcadia") == set(), "from the step on that protects the person"
    read(si)
    assert (hits(si, "krokodil"), hits(si, "arcadia"), hits(si, "xanadu")) == (set(), set(), {number})
    si.take(number, "name_person", **{**WITNESS, "number": "2", "family_name": "Somebody"})
    read(si)
    assert hits(si, "krokodil") == set(), "nor once something else stands there: who it was is on record"
    assert wrong(si) == []


def test_a_document_that_shows_a_protected_person_is_found_by_nothing(si: Ministry, small: Small) -> None:
    number = small(si, "BE")
    attach(si, number, annex(pdf("Arcadia")))
    read(si)
    si.take(number, "name_person", **WITNESS, photographs=["1"])
    read(si)
    assert hits(si, "arcadia") == set()
    si.take(number, "drop_person", number="2")
    read(si)
    assert hits(si, "arcadia") == {number}


def test_a_scan_that_could_not_be_read_is_read_again_when_the_register_is_written_anew(
    si: Ministry, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = small(si, "BE")
    attach(si, number, annex(scan("WAREHOUSE LEDGER"), "A scan"), annex(b"\0", "A film", "f.mp4", "video/mp4"))
    with monkeypatch.context() as patch:
        patch.setattr("mla.documents.ocr.installed", frozenset)
        patch.setenv("MLA_DRAWING_PROCESS", "yes")
        read(si)
    assert (hits(si, "warehouse"), hits(si, "scan film")) == (set(), {number})
    with si.session() as session:
        assert set(session.scalars(select(DocumentText.outcome))) == {"scan", "not_read"}
        make_anew(session, si.installation)
    assert hits(si, "film") == {number}, "what was written stays until the courier comes by"
    read(si)
    assert hits(si, "warehouse") == {number}


def test_a_document_that_harms_its_reader_keeps_no_other_waiting(si: Ministry, small: Small) -> None:
    number = small(si, "BE")
    attach(si, number, annex(b"%PDF-1.7 broken", "Broken"), annex(pdf("Arcadia"), name="b.pdf"))
    assert read(si) == 2
    assert (hits(si, "broken"), hits(si, "arcadia")) == ({number}, {number})
    with si.session() as session:
        assert set(session.scalars(select(DocumentText.outcome))) == {"unreadable", "read"}


def test_letters_are_found_and_it_is_proved_what_is_found(si: Ministry, small: Small) -> None:
    number = small(si, "BE")
    attach(si, number, annex(pdf("Arcadia")))
    read(si)
    with si.session() as session:
        row = session.scalars(select(SearchText).where(SearchText.place.startswith(DOCUMENT))).one()
        row.text = "something else"
        session.flush()
        assert any("by what its documents say" in fault for fault in not_registered(session, si.installation))
        session.rollback()
        session.delete(session.scalars(select(DocumentText)).one())
        session.flush()
        assert any("by what its documents say" in fault for fault in faults(session))


def test_documents_crowd_out_nothing_that_was_written_in_a_request(
    si: Ministry, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = small(si, "BE"), small(si, "BE")
    si.take(second, "note", words="The consul of Arcadia called.")
    for name in ("a", "b", "c"):
        attach(si, first, annex(pdf(f"Arcadia {name}"), name, f"{name}.pdf"))
    read(si)
    assert hits(si, "arcadia") == {first, second}
    monkeypatch.setattr(findable, "MANY", 1)
    assert hits(si, "arcadia") == {second}, "what the request says is looked through first"


def test_what_only_libreoffice_reads_is_read_again_once_it_is_there_and_the_page_says_why_not(
    si: Ministry, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = small(si, "BE")
    attach(si, number, annex(b"{\\rtf1 Arcadia}", "A letter", "a.rtf", "application/rtf"))
    monkeypatch.setattr(documents, "run", lambda *told, **more: Stretch([""], lacking="office"))
    read(si)
    with si.session() as session:
        dossier = session.get(Dossier, number)
        assert dossier
        assert list(not_searched(session, dossier).values()) == [WHY["office"]]
    monkeypatch.setattr(documents, "run", lambda *told, **more: Stretch(["Arcadia"]))
    assert (read(si), hits(si, "arcadia")) == (0, set())
    with si.session() as session:
        make_anew(session, si.installation)
        session.commit()
    assert (read(si) > 0, hits(si, "arcadia")) == (True, {number})


def test_a_request_is_found_by_what_lies_in_an_archive_and_by_an_e_mail_of_outlook(si: Ministry, small: Small) -> None:
    number = small(si, "BE")
    message = msg({"__substg1.0_1000001F": "Xanadu".encode("utf-16-le")})
    attach(
        si,
        number,
        annex(packed({"in/report.pdf": pdf("Arcadia"), "a.wav": b"-"}), "All", "all.zip", "application/zip"),
        annex(message, "Mail", "m.msg", "application/vnd.ms-outlook"),
        annex(bomb(), "Bomb", "b.zip", "application/zip"),
    )
    read(si)
    assert [hits(si, one) for one in ("arcadia", "report", "xanadu", "bomb")] == [{number}] * 4
    assert wrong(si) == []
    with si.session() as session:
        assert sorted(session.scalars(select(DocumentText.outcome))) == ["names", "read", "unreadable"]


def test_a_request_that_came_on_paper_is_found_by_its_scan(si: Ministry) -> None:
    number = si.register(letter(), [annex(pdf("The quarry of Arcadia"), "Letter")], **PAPER, persons=[HIDDEN])
    other = si.register(letter("X"), [annex(pdf("PB 012 3456, Arcadia"), "Letter")], **PAPER, persons=[HIDDEN])
    read(si)
    assert hits(si, "arcadia") == {number}
    assert other not in hits(si, "3456")


def test_no_scan_of_a_growing_table_looks_for_what_waits(si: Ministry) -> None:
    with si.session() as session:
        if session.get_bind().dialect.name != "sqlite":
            pytest.skip("the plan of a table without rows says nothing there")
        wanted = select(Attachment.id).where(~Attachment.found).order_by(Attachment.id).limit(50)
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {wanted.compile(session.get_bind(), compile_kwargs={'literal_binds': True})}")  # fmt: skip
        assert "ix_attachment_waits" in " ".join(str(row) for row in plan)


@pytest.mark.parametrize(
    ("text", "secret", "given"),
    [("the novak house", "novak", True), ("novakovic", "novak", True), ("li wei", "li", True), ("living", "li", False), ("новак", "novak", True),
     ("no. 12 34-56", "123456", True), ("nothing", "novak", False), ("asked mr. ng, who left", "ng", True), ("(ng)", "ng", True),
     ("ng-smith", "ng", True), ("nothing", "ng", False), ("mr. ander- sson came", "andersson", True), ("a n d e r s s o n", "andersson", True),
     ("ander\u00ad sson", "andersson", True), ("de la cruz", "delacruz", True), ("a (smyth), said", "smith", True)],
)  # fmt: skip
def test_a_name_gives_itself_away_in_any_script_declined_or_misread(text: str, secret: str, given: bool) -> None:
    assert gives_away(text, [secret]) is given
