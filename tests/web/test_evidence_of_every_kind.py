"""Evidence is taken in every usual kind, told with its digest, shown only where that is safe, and never run."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import replace

import pikepdf
import pytest
from flask import Flask

from mla.dossier import binder
from mla.lifecycle.terms import Role
from mla.models import Attachment, Dossier, Incoming
from mla.records.verify import verify
from tests.support.documents import HARMFUL, MADE, bomb
from tests.support.drive import ORDER, Matter, Page, a_file
from tests.unit.documents.reader import text

SOME = (".docx", ".xlsx", ".eml", ".msg", ".mp3", ".mp4", ".zip", ".csv", ".txt", ".gif")


def attach(draft: Matter, *files: tuple[str, bytes]) -> Page:
    """What the site answers when a drafter attaches these files."""
    chosen = [a_file(name, data) for name, data in files]
    return draft.si.official(Role.DRAFTER).fill(draft.at("attach"), title="Evidence", files=chosen)


def last_link(draft: Matter) -> str:
    links = draft.si.official(Role.DRAFTER).get(draft.at("check")).links
    return next(
        one for one in reversed(links) if "/attachments/" in one and not one.endswith("redact") and "show=" not in one
    )


def limited(draft: Matter, **limits: int) -> None:
    """Other limits in this installation."""
    app: Flask = draft.si.app
    before = app.extensions["installation"]
    app.extensions["installation"] = replace(before, config=replace(before.config, **limits))


@pytest.mark.parametrize("ending", SOME)
def test_a_document_of_each_kind_is_taken_and_handed_back_as_a_download(draft: Matter, ending: str) -> None:
    page = attach(draft, (f"evidence{ending}", MADE[ending]))
    assert page.status == 302, page.mistakes
    answer = draft.si.official(Role.DRAFTER).get(last_link(draft))
    assert answer.data == MADE[ending]
    assert answer.headers["Content-Disposition"] == f"attachment; filename=evidence{ending}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("harmful", HARMFUL)
@pytest.mark.parametrize("ending", [".pdf", ".txt", ".docx", ".eml", ".exe", ".html", ".svg"])
def test_what_could_run_is_refused_whatever_its_name_says(draft: Matter, harmful: str, ending: str) -> None:
    page = attach(draft, (f"order{ending}", HARMFUL[harmful]))
    assert page.status == 400
    assert f"“order{ending}” is " in page.mistakes[0]
    assert page.fields["title"] == ["Evidence"]


def test_an_archive_that_would_fill_a_disk_and_an_empty_file_are_refused_with_a_sentence(draft: Matter) -> None:
    assert "unfolds to more than anybody can keep" in attach(draft, ("all.zip", bomb())).mistakes[0]
    assert attach(draft, ("all.zip", b"")).mistakes == ["“all.zip” is empty. Choose the file again."]


def test_the_kind_that_is_told_is_the_one_that_the_content_says(draft: Matter) -> None:
    (told,) = attach(draft, ("sheet.xlsx", MADE[".docx"])).mistakes
    assert told.startswith("“sheet.xlsx” is not what its name says: by its content it is no spreadsheet.")


def test_only_what_is_safe_is_shown_on_a_page_of_its_own(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    for ending in (".txt", ".png", ".csv", ".eml"):
        attach(draft, (f"evidence{ending}", MADE[ending]))
        answer = drafter.get(last_link(draft) + "?show=1")
        safe = ending in (".txt", ".png")
        assert answer.headers["Content-Disposition"].startswith("inline" if safe else "attachment"), ending
        assert (last_link(draft) + "?show=1" in drafter.get(draft.at("check")).links) == safe
        if safe:
            assert "sandbox" in answer.headers["Content-Security-Policy"]
    attach(draft, ("b.txt", MADE[".txt"]))
    assert drafter.get(last_link(draft) + "?show=1").headers["Content-Type"] == "text/plain; charset=utf-8"


def test_the_limits_of_the_installation_are_told_with_the_size(draft: Matter) -> None:
    limited(draft, max_upload=2_000_000, max_step=3_000_000)
    (told,) = attach(draft, ("a.txt", b"a" * 2_500_000)).mistakes
    assert told.startswith("“a.txt” is 2.4 MB large; this installation takes 2 MB a file.")
    both = attach(draft, ("a.txt", b"a" * 1_900_000), ("b.txt", b"b" * 1_900_000))
    assert both.mistakes == [
        "The documents are 3.7 MB together; this installation takes 2.9 MB with one step. Hand some of them in with another step."
    ]
    assert both.fields["title"] == ["Evidence"]


# Across the border
def sent(draft: Matter) -> None:
    for trigger, answers in (("submit", {}), ("sign", {"read": True}), ("transmit", {})):
        draft.si.ministry.take(draft.number, trigger, **answers)
    draft.post()


def test_the_letter_lists_each_with_kind_size_and_digest_and_the_court_abroad_finds_the_same(draft: Matter) -> None:
    for ending in (".msg", ".mp4"):
        attach(draft, (f"evidence{ending}", MADE[ending]))
    sent(draft)
    with draft.be.ministry.session() as session:
        dossier = session.get_one(Dossier, draft.number)
        assert dossier.stage == "transmitted"
        store = draft.be.ministry.installation.store
        letter = "".join(text(store.read(dossier.papers[0].sha256)).split())
        for row, ending in zip(dossier.attachments[1:], (".msg", ".mp4"), strict=True):
            assert store.read(row.sha256) == MADE[ending]
            assert hashlib.sha256(MADE[ending]).hexdigest() in letter
        assert re.search(r"E-mail,[0-9.]+[kK]B", letter)
        assert "Video,224B" in letter
        assert list(verify(session, draft.be.ministry.installation)) == []


@pytest.mark.parametrize("room", [binder.MOST_ENCLOSED, len(MADE[".mp3"]) - 1])
def test_the_bound_dossier_has_a_sheet_for_what_has_no_pages_and_encloses_it_where_there_is_room(
    draft: Matter, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binder, "MOST_ENCLOSED", room)
    attach(draft, ("recording.mp3", MADE[".mp3"]))
    sent(draft)
    bound = draft.be.official(Role.REGISTRAR).get(draft.at("dossier.pdf")).data
    words = text(bound)
    assert "recording.mp3" in words
    assert "Sound recording" in words
    assert hashlib.sha256(MADE[".mp3"]).hexdigest() in "".join(words.split())
    with pikepdf.open(io.BytesIO(bound)) as book:
        enclosed = [one.get_file().read_bytes() for one in book.attachments.values()]
    assert enclosed == ([MADE[".mp3"]] if room >= len(MADE[".mp3"]) else [])
    assert ("It is enclosed, unchanged" in words, "It is kept apart" in words) == (bool(enclosed), not enclosed)


def test_a_file_in_a_package_that_is_not_what_its_name_says_is_refused_told_and_kept(draft: Matter) -> None:
    """As a ministry whose own check was tampered with would send it."""
    attach(draft, ("evidence.txt", MADE[".txt"]))
    program = HARMFUL["a program of Windows"]
    ministry = draft.si.ministry
    name = ministry.installation.store.keep(program)
    with ministry.session() as session:
        row = session.query(Attachment).order_by(Attachment.id.desc()).first()
        assert row
        row.sha256, row.size = name, len(program)
        session.commit()
    sent(draft)
    with draft.be.ministry.session() as session:
        (incoming,) = session.query(Incoming)
        assert incoming.outcome == "refused"
        assert "“evidence.txt” is not what its name says" in incoming.reason
        assert draft.be.ministry.installation.store.read(incoming.package)
    assert "is not what its name says" in draft.si.official(Role.REGISTRAR).get(draft.at()).main


def test_the_order_itself_is_still_bound(draft: Matter) -> None:
    attach(draft, ("second.pdf", ORDER))
    sent(draft)
    assert "recording" not in text(draft.be.official(Role.REGISTRAR).get(draft.at("dossier.pdf")).data)
