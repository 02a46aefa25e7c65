"""Documents that were chosen are not chosen again: a page that comes back keeps them until its form is taken."""

from __future__ import annotations

from datetime import timedelta

from mla.lifecycle.terms import Role
from mla.models import SavedForm
from mla.storage.database import now
from tests.support.drive import ORDER, RAVNA, Matter, Page, a_file


def asked(matter: Matter, **answers: object) -> Page:
    """The page that asks for information, sent with these answers."""
    return matter.be.official(Role.EXAMINER).fill(matter.at("ask"), **answers)


def test_a_page_that_comes_back_with_a_mistake_keeps_the_documents(executing: Matter) -> None:
    page = executing.si.official(Role.DRAFTER).fill(executing.at("note"), files=a_file("scan.pdf", ORDER))
    assert page.status == 400
    assert "scan.pdf" in page.main
    assert page.again(words="See the scan.").status == 302
    assert "scan.pdf" in executing.si.official(Role.DRAFTER).get(executing.at()).main
    with executing.si.ministry.session() as session:
        assert session.query(SavedForm).all() == []


def test_others_chosen_anew_go_instead_and_they_may_be_left_out(executing: Matter) -> None:
    drafter = executing.si.official(Role.DRAFTER)
    page = drafter.fill(executing.at("note"), files=a_file("scan.pdf", ORDER))
    page.again(words="Another.", files=a_file("ravna.png", RAVNA))
    assert "scan.pdf" not in drafter.get(executing.at()).main
    page = drafter.fill(executing.at("note"), files=a_file("scan.pdf", ORDER))
    assert page.again(words="None.", without_documents="y").status == 302
    assert "scan.pdf" not in drafter.get(executing.at()).main


def test_a_bad_document_is_not_kept_and_the_sentence_says_which(executing: Matter) -> None:
    page = executing.si.official(Role.DRAFTER).fill(executing.at("note"), words="x", files=a_file("scan.pdf", b"none"))
    assert page.status == 400
    assert "kept_documents" not in page.fields


def test_nobody_else_takes_them_and_they_are_sealed(executing: Matter) -> None:
    page = executing.si.official(Role.DRAFTER).fill(executing.at("note"), files=a_file("scan.pdf", ORDER))
    mark = page.fields["kept_documents"]
    form = executing.si.official(Role.SIGNATORY).get(executing.at("note"))
    assert form.again(words="Not mine.", kept_documents=mark).status == 302
    assert "scan.pdf" not in executing.si.official(Role.SIGNATORY).get(executing.at()).main
    with executing.si.ministry.session() as session:
        (left,) = session.query(SavedForm).all()
        assert b"scan.pdf" not in left.words
        left.at = now() - timedelta(days=15)
        session.commit()
    executing.si.official(Role.DRAFTER).fill(executing.at("note"), files=a_file("other.pdf", ORDER))
    with executing.si.ministry.session() as session:
        assert session.query(SavedForm).count() == 1, "what is too old is swept"


def test_a_new_attachment_has_the_title_that_was_given_last(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    page = drafter.fill(draft.at("attach"), title="", files=a_file("order.pdf", ORDER), language="xx")
    assert page.status == 400
    assert page.again(title="Order of the judge", language="").status == 302
    assert "Order of the judge" in drafter.get(draft.at("draft")).main
