"""Documents that cannot be taken are refused with a sentence; the words beside them stay, and nothing is kept."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from mla.documents import active_content, bounded
from mla.documents.bounded import Limit
from mla.lifecycle.terms import Role
from mla.models import Attachment
from tests.support.drive import ORDER, RAVNA, Matter, Page, a_file
from tests.unit.documents.test_active import CASES as ACTIVE


def picture(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (20, 20), "white").save(out, kind)
    return out.getvalue()


def locked(password: str) -> bytes:
    """The order, encrypted, so that it opens with a password only."""
    out = BytesIO()
    with pikepdf.open(BytesIO(ORDER)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user=password, owner="owner"))
    return out.getvalue()


def attached(draft: Matter, name: str, data: bytes) -> Page:
    """What the site answers when a drafter attaches this file."""
    files = a_file(name, data)
    return draft.si.official(Role.DRAFTER).fill(draft.at("attach"), title="The order of the judge", files=files)


def titles(draft: Matter) -> list[str]:
    with draft.si.ministry.session() as session:
        return [row.filename for row in session.query(Attachment).order_by(Attachment.id)]


GOOD = {
    "order.pdf": ORDER,
    "ravna.png": RAVNA,
    "photo.jpg": picture("JPEG"),
    "photo.jpeg": picture("JPEG"),
    "fax.tif": picture("TIFF"),
    "ORDER.PDF": ORDER,
    "Odredba sodnika č. 7.pdf": ORDER,
    "محكمة.pdf": ORDER,
}

BAD = {
    "empty": ("order.pdf", b"", "“order.pdf” is empty. Choose the file again."),
    "a picture called PDF": ("order.pdf", RAVNA, "“order.pdf” is not what its name says"),
    "a PDF called picture": ("ravna.png", ORDER, "“ravna.png” is not what its name says"),
    "a program called PDF": ("order.pdf", b"MZ\x90\x00" * 500, "“order.pdf” is not what its name says"),
    "a page of the web": ("order.html", b"<script>alert(1)</script>", "is of no kind of document that is taken here."),
    "a drawing that may run": ("seal.svg", b"<svg onload='x'/>", "is of no kind of document that is taken here."),
    "two endings": ("order.pdf.exe", ORDER, "is of no kind of document that is taken here."),
    "no ending": ("order", ORDER, "is of no kind of document that is taken here."),
    "protected by a password": ("order.pdf", locked("secret"), "cannot be read: This PDF is protected by a password."),
    "cut short": ("order.pdf", ORDER[:300], "cannot be read:"),
    "half a picture": ("ravna.png", RAVNA[: len(RAVNA) // 2], "cannot be read:"),
    "a picture of nothing": ("ravna.png", RAVNA[:20], "“ravna.png”"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_document_of_these_kinds_is_taken(draft: Matter, name: str) -> None:
    assert attached(draft, name, GOOD[name]).status == 302
    assert titles(draft)[-1] == name


@pytest.mark.parametrize("kind", BAD)
def test_any_other_is_refused_with_a_sentence_and_the_words_stay(draft: Matter, kind: str) -> None:
    name, data, sentence = BAD[kind]
    before = titles(draft)
    page = attached(draft, name, data)
    assert page.status == 400
    assert any(sentence in told for told in page.mistakes), page.mistakes
    assert page.fields["title"] == ["The order of the judge"]
    assert titles(draft) == before


def test_a_document_over_the_limit_is_refused_with_the_limit(draft: Matter) -> None:
    most = draft.si.ministry.installation.config.max_upload
    page = attached(draft, "order.pdf", b"%PDF-1.7" + b"\0" * most)
    assert page.status == 400
    (told,) = page.mistakes
    assert told.startswith("“order.pdf” is 50.1 MB large; this installation takes 50 MB a file. Split it,")
    assert page.fields["title"] == ["The order of the judge"]


def test_a_form_larger_than_the_site_takes_at_all_is_refused_with_a_page(draft: Matter) -> None:
    draft.si.app.config["MAX_CONTENT_LENGTH"] = 100_000
    page = attached(draft, "order.pdf", b"%PDF-1.7" + b"\0" * 200_000)
    assert page.status == 413
    assert "Split it, or scan at a lower resolution." in page.main


def test_a_page_without_a_file_asks_for_one(draft: Matter) -> None:
    page = draft.si.official(Role.DRAFTER).fill(draft.at("attach"), title="Nothing")
    assert page.status == 400
    assert page.mistakes == ["Choose a file."]


@pytest.mark.parametrize("name", ["../../etc/order.pdf", "scans/order.pdf", "/etc/order.pdf"])
def test_a_file_name_keeps_nothing_of_folders(draft: Matter, name: str) -> None:
    assert attached(draft, name, ORDER).status == 302
    assert titles(draft)[-1] == "order.pdf"


@pytest.mark.parametrize("name", ["a\u202efdp.pdf", "a\nb.pdf", "a\x01b.pdf", "a\0b.pdf"])
def test_a_file_name_keeps_nothing_that_nobody_sees(draft: Matter, name: str) -> None:
    page = attached(draft, name, ORDER)
    kept = titles(draft)[-1]
    assert kept.isprintable()
    assert page.status == 400 or kept.endswith(".pdf")


@pytest.mark.parametrize("name", ["<b>.pdf", "%0d%0aSet-Cookie.pdf", "a;b.pdf"])
def test_an_odd_file_name_is_handed_back_harmless(draft: Matter, name: str) -> None:
    assert attached(draft, name, ORDER).status == 302
    visitor = draft.si.official(Role.DRAFTER)
    assert not visitor.get(draft.at("draft")).tree.xpath("//main//b")
    link = next(
        link
        for link in visitor.get(draft.at("check")).links[::-1]
        if "/attachments/" in link and not link.endswith("redact") and "show=" not in link
    )
    answer = visitor.get(link)
    assert answer.status == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Content-Disposition"].startswith("attachment; ")


def test_a_document_is_always_handed_out_as_a_download_without_rights(draft: Matter) -> None:
    visitor = draft.si.official(Role.DRAFTER)
    link = next(link for link in visitor.get(draft.at("check")).links if "/attachments/" in link)
    answer = visitor.get(link)
    assert answer.data == ORDER
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == "attachment; filename=order.pdf"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_of_several_documents_of_which_one_is_bad_none_is_kept(draft: Matter) -> None:
    before = titles(draft)
    files = [a_file("order.pdf", ORDER), a_file("empty.pdf", b"")]
    page = draft.si.official(Role.DRAFTER).fill(draft.at("note"), words="Both scans.", files=files)
    assert page.status == 400
    assert page.fields["words"] == ["Both scans."]
    assert titles(draft) == before


def test_a_damaged_file_in_the_store_is_said_so_and_not_handed_out(draft: Matter) -> None:
    with draft.si.ministry.session() as session:
        sha256 = session.query(Attachment).first().sha256
    path = draft.si.ministry.installation.store.path(sha256)
    path.write_bytes(path.read_bytes() + b" ")
    visitor = draft.si.official(Role.DRAFTER)
    link = next(link for link in visitor.get(draft.at("check")).links if "/attachments/" in link)
    page = visitor.get(link)
    assert page.status == 500
    assert "has been changed in the store." in page.main


def test_the_page_after_an_upload_says_what_the_file_could_do_by_itself(draft: Matter) -> None:
    content = ACTIVE["script at opening"][0]
    drafter = draft.si.official(Role.DRAFTER)
    page = drafter.fill(draft.at("attach"), title="Letter", files=a_file("letter.pdf", content))
    assert page.status == 302
    assert "“letter.pdf” holds a script." in " ".join(drafter.get(draft.at("draft")).all("//*[@role='status']"))


def unfolding() -> bytes:
    """A PDF of a few thousand bytes that unfolds to three million dictionaries."""
    out = BytesIO()
    with pikepdf.open(BytesIO(ORDER)) as pdf:
        pdf.Root.Many = pdf.make_indirect(pikepdf.Object.parse(b"[" + b"<<>>" * 3_000_000 + b"]"))
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def test_a_small_file_that_unfolds_to_any_size_ends_in_a_sentence(
    draft: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(active_content, "LOOKING", Limit(2.0, bounded.LOOKING.memory))
    data, before = unfolding(), titles(draft)
    assert len(data) < 200_000
    page = attached(draft, "order.pdf", data)
    assert page.status == 400
    assert "“order.pdf” takes longer to look through, or more memory, than this installation allows." in page.main
    assert titles(draft) == before


def test_while_others_are_looked_at_a_document_is_asked_for_again_and_not_called_bad(
    draft: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "WAIT", 0.1)
    with bounded._turns, bounded._turns:
        page = attached(draft, "order.pdf", ORDER)
    assert page.status == 422
    assert "Try again in a minute." in page.main
    assert attached(draft, "order.pdf", ORDER).status == 302
