"""The dossier bound for a purpose: what goes in and what never does, how it is bound, kept, proved, and who may have it."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import select, update

from mla.dossier.purposes import EXCHANGED, IN, PURPOSES, Piece, Sort, pieces
from mla.languages import LETTERS
from mla.lifecycle.document_records import DOMESTIC
from mla.lifecycle.terms import Role
from mla.models import BoundDossier, Dossier, Paper
from mla.records.verify import verify
from mla.views.variants import NAMES, REASONS, RULES, SORTS
from tests.support.binding import worked
from tests.support.drive import ORDER, Matter, Page, Site, Template, a_file, in_boxes, opened
from tests.support.verapdf import failures
from tests.unit.documents.reader import text
from tests.web.test_what_stays_home import _at_home

HOME = "Schneckenpost"


@pytest.fixture(scope="module")
def told(accepted: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matter]:
    """A request that was answered; the ministry that answered it wrote a note and letters to own authorities, each with the word in it."""
    for matter in opened(accepted, tmp_path_factory.mktemp("bound")):
        examiner, decider = (matter.be.official(role) for role in (Role.EXAMINER, Role.DECIDER))
        note = {"words": f"About {HOME}.", "files": a_file(f"{HOME}.pdf", ORDER)}
        assert examiner.fill(matter.at("note"), **note).status == 302
        measure = {"measure": "1", "authority": "A court in Liège", "due_on": in_boxes(30)}
        assert examiner.dispatch(matter.at("entrust_measure"), **measure).status == 302
        _at_home(examiner, matter, HOME)
        done = {"measure": "1", "outcome": "done", "result": "Certified copies."}
        assert examiner.fill(matter.at("report_measure"), **done).status == 302
        result = {"files": a_file("Account statement.pdf", ORDER)}
        assert examiner.dispatch(matter.at("answer"), decider, **result).status == 302
        matter.post()
        yield matter


def bound(site: Site, matter: Matter, page: str, **chosen: object) -> Page:
    """The answer to whoever asked for a dossier; the worker has bound it meanwhile."""
    answer = site.official(Role.AUDITOR).get(matter.at(f"bound?purpose={page}")).again(**chosen)
    worked(site)
    return answer


def newest(site: Site, matter: Matter) -> bytes:
    visitor = site.official(Role.AUDITOR)
    link = next(one for one in visitor.get(matter.at("bound")).links if one.endswith(".pdf") and "/bound/" in one)
    return visitor.get(link).data


def of(site: Site, matter: Matter, purpose: str, **chosen: object) -> bytes:
    page = bound(site, matter, purpose, **chosen)
    assert page.status == 302, page.mistakes
    return newest(site, matter)


def on_record(site: Site, matter: Matter) -> list[Piece]:
    with site.ministry.session() as session:
        return list(pieces(session.get_one(Dossier, matter.number)))


def test_the_table_answers_for_every_purpose_and_sort_and_every_name_has_its_words() -> None:
    assert all(row.keys() == set(Sort) for row in PURPOSES.values())
    assert {why for row in PURPOSES.values() for why in row.values()} - {IN} == REASONS.keys()
    assert PURPOSES.keys() == NAMES.keys() == RULES.keys()
    assert SORTS.keys() == set(Sort)


def test_what_the_other_state_gets_is_what_crossed_and_no_other_thing(told: Matter) -> None:
    for site, other in ((told.si, told.be), (told.be, told.si)):
        given = {one.document.sha256 for one in on_record(site, told) if PURPOSES[EXCHANGED][one.sort] == IN}
        assert given == {one.document.sha256 for one in on_record(other, told) if PURPOSES[EXCHANGED][one.sort] == IN}
        with other.ministry.session() as session:
            there = session.get_one(Dossier, told.number)
            known = {one.sha256 for one in there.papers if one.side != DOMESTIC} | {
                one.sha256 for one in there.attachments
            }
        assert given <= known
        assert len(given) > 4
    words = text(of(told.be, told, "abroad"))
    assert HOME not in words
    assert "never crossed" in words


def test_a_defence_gets_request_decisions_and_results_and_nothing_else(told: Matter) -> None:
    sorts = {one.sort for one in on_record(told.be, told) if PURPOSES["defence"][one.sort] == IN}
    assert sorts == {Sort.REQUEST, Sort.RESULT}
    page = told.be.official(Role.AUDITOR).get(told.at("bound?purpose=defence"))
    assert "What the two States consult about is between them." in page.main
    pdf = text(of(told.be, told, "defence"))
    assert "For the person concerned and the defence" in pdf
    assert "Acknowledgement of receipt" not in pdf
    assert HOME not in pdf


def test_an_authority_gets_those_letters_to_own_authorities_that_were_picked(told: Matter) -> None:
    (letter, *_) = [one.key for one in on_record(told.be, told) if one.sort is Sort.HOME]
    page = told.be.official(Role.AUDITOR).get(told.at("bound?purpose=authority"))
    ticked = page.tree.xpath("//input[@name='parts'][@checked]/@value")
    assert letter in page.tree.xpath("//input[@name='parts']/@value")
    assert letter not in ticked
    assert HOME not in text(of(told.be, told, "authority"))
    picked = text(of(told.be, told, "authority", parts=[*ticked, letter]))
    assert len(picked) > 0
    with told.be.ministry.session() as session:
        newest_row = session.scalars(select(BoundDossier).order_by(BoundDossier.id.desc())).first()
    assert newest_row is not None
    assert letter not in newest_row.choices["without"]


def test_what_a_purpose_leaves_out_nobody_adds(told: Matter) -> None:
    forbidden = next(one.key for one in on_record(told.be, told) if one.sort is Sort.HOME)
    page = bound(told.be, told, "defence", parts=[forbidden])
    assert page.status == 400
    assert page.mistakes


def test_the_whole_file_has_what_stays_in_the_ministry(told: Matter) -> None:
    assert {Sort.HOME, Sort.INTERNAL} <= {one.sort for one in on_record(told.be, told)}
    assert HOME in text(of(told.be, told, "whole"))


def test_evidence_tells_of_each_result_how_it_came(told: Matter) -> None:
    words = text(of(told.si, told, "evidence"))
    found = [one for one in on_record(told.si, told) if one.sort is Sort.RESULT]
    assert any(not isinstance(one.document, Paper) for one in found)
    assert "Chain of custody" in words
    for one in found:
        assert one.document.sha256 in "".join(words.split())
    assert "Belgium" in words


def test_less_may_go_in_and_the_dossier_says_how_much_was_left_out_but_no_title_of_it(told: Matter) -> None:
    kept = [one for one in on_record(told.be, told) if PURPOSES["court"][one.sort] == IN]
    annex = next(one for one in kept if one.sort is Sort.RESULT and one.annex)
    words = text(of(told.be, told, "court", parts=[one.key for one in kept if one is not annex]))
    assert "Results (1)" in words
    assert "Account statement" not in words.split("How this dossier")[0]


@pytest.mark.verapdf
@pytest.mark.parametrize("language", LETTERS)
def test_certified_tabbed_and_by_kind_it_is_what_it_claims_to_be(told: Matter, tmp_path: Path, language: str) -> None:
    chosen = {"certified": "y", "tabs": "y", "order": "kind", "place": "Brussels", "language": language}
    pdf = of(told.be, told, "court", **chosen)
    path = tmp_path / "court.pdf"
    path.write_bytes(pdf)
    assert failures([path]) == {path: []}, (
        "It is what it claims to be: an annex came without tags, so that is no PDF/UA."
    )
    with pikepdf.open(io.BytesIO(pdf)) as book, book.open_outline() as outline:
        assert [one.title[:4] for one in outline.root] == [f"{n} · " for n in range(1, len(outline.root) + 1)]
        assert all(one.children for one in outline.root)
    assert "Brussels" in text(pdf)


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"parts": []}, "Tick at least one part."),
        ({"most": "0"}, "Give at least 2 pages, or leave it empty for one volume."),
        ({"most": "1"}, "Give at least 2 pages, or leave it empty for one volume."),
        ({"most": "-3"}, "Give at least 2 pages, or leave it empty for one volume."),
        ({"most": "many"}, "Give a whole number, in digits."),
        ({"certified": "y", "place": ""}, "Write where it is certified."),
        ({"language": "xx"}, ""),
        ({"order": "size"}, ""),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    told: Matter, chosen: dict[str, object], sentence: str
) -> None:
    page = bound(told.be, told, "court", **{"function": "A clerk", **chosen})
    assert page.status == 400
    assert sentence in page.main
    assert page.fields["function"] == ["A clerk"]


def test_a_volume_too_thin_and_a_purpose_that_is_none(told: Matter) -> None:
    assert bound(told.be, told, "court", most="3").status == 302
    assert "too thin" in told.be.official(Role.AUDITOR).get(told.at("bound")).main
    for answer in (
        told.be.official(Role.AUDITOR).get(told.at("bound?purpose=press")),
        bound(told.be, told, "court", purpose="press"),
    ):
        assert answer.status == 400
        assert "Choose what the dossier is for." in answer.main


def test_volumes_are_kept_each_by_itself(told: Matter) -> None:
    assert bound(told.be, told, "court", most="9").status == 302
    with told.be.ministry.session() as session:
        at = session.scalars(select(BoundDossier.at).order_by(BoundDossier.at.desc())).first()
        rows = session.scalars(select(BoundDossier).where(BoundDossier.at == at).order_by(BoundDossier.volume)).all()
        assert [row.volume for row in rows] == list(range(1, len(rows) + 1))
        assert len(rows) > 1
        assert all(row.pages <= 9 and row.volumes == len(rows) for row in rows)


def test_a_file_that_is_gone_is_said_and_nothing_is_kept(executing: Matter) -> None:
    site = executing.be
    with site.ministry.session() as session:
        paper = session.get_one(Dossier, executing.number).papers[0]
        site.ministry.installation.store.path(paper.sha256).write_bytes(b"damaged")
    assert bound(site, executing, "court").status == 302
    main = site.official(Role.AUDITOR).get(executing.at("bound")).main
    assert "changed in the store" in main
    assert "Nothing was bound for a purpose yet." in main


def test_it_stands_in_the_log_and_is_proved(executing: Matter) -> None:
    site = executing.be
    assert bound(site, executing, "court").status == 302
    main = site.official(Role.AUDITOR).get(executing.at("bound")).main
    assert "For the court" in main
    assert "Dossier bound" in site.official(Role.AUDITOR).get("/audit").main
    assert faults(site) == []
    with site.ministry.session() as session:
        row = session.scalars(select(BoundDossier)).one()
        path = site.ministry.installation.store.path(row.sha256)
        whole = path.read_bytes()
        path.write_bytes(whole + b"x")
        session.execute(update(BoundDossier).values(purpose="defence"))
        session.commit()
        assert len(faults(site)) == 2
        path.write_bytes(whole)
        session.delete(row)
        session.commit()
    assert faults(site) == ["Bound dossier 1: it was made, and is gone."]


def faults(site: Site) -> list[str]:
    with site.ministry.session() as session:
        return list(verify(session, site.ministry.installation))


def test_to_whoever_does_not_see_the_request_nothing_of_it_exists(executing: Matter) -> None:
    site = executing.be
    site.hire("stranger", Role.EXAMINER)
    assert bound(site, executing, "court").status == 302
    link = next(one for one in site.official(Role.AUDITOR).get(executing.at("bound")).links if "/bound/" in one)
    stranger = site.official("stranger")
    assert {stranger.get(at).status for at in (executing.at("bound"), link)} == {404}
    held = stranger.get("/account").hidden["csrf_token"]
    assert stranger.send(executing.at("bound"), {"csrf_token": held, "purpose": "court"}).status == 404
    other = f"/dossiers/{uuid.uuid4()}/bound/1.pdf"
    assert site.official(Role.AUDITOR).get(other).status == 404
