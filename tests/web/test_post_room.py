"""The post room: packages and receipts carried by hand, papers that go by post, what came in."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from mla.documents import bounded
from mla.lifecycle.terms import Role
from mla.models import AuditEntry, Dossier, Incoming, Outgoing, Peer
from tests.support.drive import Matter, Page, Site, Visitor, a_file


@pytest.fixture
def by_hand(draft: Matter) -> Matter:
    """A request, signed and sent, between two ministries that have no line to one another."""
    for site in (draft.si, draft.be):
        with site.ministry.session() as session:
            session.execute(update(Peer).values(url=None))
            session.commit()
    draft.si.ministry.take(draft.number, "submit")
    draft.si.ministry.take(draft.number, "sign", read=True)
    draft.si.ministry.take(draft.number, "transmit")
    return draft


def post_room(site: Site) -> Page:
    return site.official(Role.REGISTRAR).get("/post")


def download(site: Site, ending: str) -> bytes:
    """What the first link with this ending in the post room hands out."""
    link = next(link for link in post_room(site).links if link.endswith(ending))
    answer = site.official(Role.REGISTRAR).get(link)
    assert answer.status == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    return answer.data


def dropped(site: Site, data: bytes, name: str = "package.mla.zip") -> str:
    """What the post room says after this file was dropped."""
    token = post_room(site).hidden["csrf_token"]
    answer = site.official(Role.REGISTRAR).send("/post/drop", {"csrf_token": token, "file": a_file(name, data)})
    assert (answer.status, answer.location) == (302, "/post")
    return " ".join(post_room(site).all("//*[@role='status']"))


def test_a_package_and_its_receipt_are_carried_by_hand_there_and_back(by_hand: Matter) -> None:
    assert "Carry the file" in post_room(by_hand.si).main
    package = download(by_hand.si, ".mla.zip")
    assert "The package was taken in." in dropped(by_hand.be, package)
    assert by_hand.stages() == ("transmitted", "transmitted")
    receipt = download(by_hand.be, ".receipt.json")
    assert "The receipt was kept: the package was applied." in dropped(by_hand.si, receipt, "x.receipt.json")
    page = by_hand.si.official(Role.REGISTRAR).get(by_hand.at())
    assert "Package 1 was delivered and taken in." in page.main
    assert "Nothing waits." in post_room(by_hand.si).main


def test_a_package_that_finds_everything_busy_is_not_refused_for_it(
    by_hand: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = download(by_hand.si, ".mla.zip")
    with monkeypatch.context() as busy, bounded._turns, bounded._turns:
        busy.setattr(bounded, "WAIT", 0.1)
        at_the_door = by_hand.be.app.test_client().post(
            "/exchange/packages", data=package, base_url="http://127.0.0.1", content_type="application/zip"
        )
        assert (at_the_door.status_code, at_the_door.headers["Retry-After"]) == (503, "30")
        assert "nothing has happened" in dropped(by_hand.be, package)
    assert "The package was taken in." in dropped(by_hand.be, package)


def test_the_same_package_again_changes_nothing(by_hand: Matter) -> None:
    package = download(by_hand.si, ".mla.zip")
    dropped(by_hand.be, package)
    dropped(by_hand.be, package)
    with by_hand.be.ministry.session() as session:
        assert len(session.scalars(select(Incoming)).all()) == 1
        assert len(session.get_one(Dossier, by_hand.number).events) == 1


def test_the_package_that_came_in_is_handed_out_as_it_came(by_hand: Matter) -> None:
    package = download(by_hand.si, ".mla.zip")
    dropped(by_hand.be, package)
    assert download(by_hand.be, ".mla.zip") == package


@pytest.mark.parametrize("data", [b"no package", b"{}", b'{"receipt": 1}', b"PK\x03\x04", b"{" + b"\0" * 99])
def test_a_file_that_is_neither_is_refused_with_a_sentence(by_hand: Matter, data: bytes) -> None:
    answers = dropped(by_hand.be, data)
    assert "The package was refused." in answers or "This is not a receipt." in answers


def test_no_file_at_all_asks_for_one(by_hand: Matter) -> None:
    registrar = by_hand.be.official(Role.REGISTRAR)
    registrar.send("/post/drop", {"csrf_token": registrar.get("/post").hidden["csrf_token"]})
    assert "Choose a file" in registrar.get("/post").main


def test_a_receipt_of_another_ministry_is_not_believed(by_hand: Matter) -> None:
    package = download(by_hand.si, ".mla.zip")
    dropped(by_hand.be, package)
    receipt = download(by_hand.be, ".receipt.json")
    forged = receipt.replace(b"applied", b"refused")
    assert "The receipt is not signed by the State that should have given it." in dropped(by_hand.si, forged)
    assert "The receipt is for a package that was not sent from here" not in post_room(by_hand.si).main
    with by_hand.si.ministry.session() as session:
        assert session.scalars(select(Outgoing.outcome)).all() == [None]


def test_what_was_refused_stands_out_in_the_post_room_and_on_the_register(by_hand: Matter) -> None:
    dropped(by_hand.be, b"no package")
    assert "Refused" in " ".join(post_room(by_hand.be).all("//tr[contains(@class, 'mla-register__late')]"))
    assert "1 came in and could not be applied." in by_hand.be.official(Role.REGISTRAR).get("/").main


def test_a_paper_for_a_state_without_the_system_is_printed_and_marked_as_sent(draft: Matter) -> None:
    site = draft.si
    with site.ministry.session() as session:
        session.delete(session.get_one(Peer, "BE"))
        session.commit()
    for step in ("submit", "sign", "transmit"):
        site.ministry.take(draft.number, step, **({"read": True} if step == "sign" else {}))
    registrar = site.official(Role.REGISTRAR)
    page = registrar.get("/post")
    assert "Print the paper and post it" in page.main
    assert not [link for link in page.links if link.endswith(".mla.zip")]
    assert "1 to be sent by hand." in registrar.get("/").main
    form = next(link for link in page.links if link.endswith("/sent"))
    assert registrar.fill(form).mistakes == ["Say how it was sent.", "Give the date."]
    told = registrar.fill(form, channel="diplomatic", sent_on=["5", "11", "2026"], tracking="RR 12 SI")
    assert (told.status, told.location) == (302, "/post")
    assert "Nothing waits." in registrar.get("/post").main
    with site.ministry.session() as session:
        row = session.scalars(select(Outgoing)).one()
        assert (row.sent_on, row.sent_by) == (date(2026, 11, 5), "diplomatic RR 12 SI")
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.number.desc())).first()
        assert entry
        assert entry.what == "sent_by_hand"
    assert "Sent by hand on 5 November 2026" in registrar.get(draft.at()).main
    _corrected(site, registrar, form)
    assert "Sent by hand on 4 November 2026" in registrar.get(draft.at()).main


def _corrected(site: Site, registrar: Visitor, form: str) -> None:
    """What was recorded wrongly is corrected with a reason, and what was recorded first stays readable."""
    assert form in registrar.get("/post").links
    page = registrar.get(form)
    assert page.fields["channel"] == ["diplomatic"]
    assert page.fields["tracking"] == ["RR 12 SI"]
    assert page.again().mistakes == ["Say why what was recorded is corrected."]
    page.again(sent_on=["4", "11", "2026"], reason="The receipt of the post says the 4th.")
    assert "2026-11-05 diplomatic RR 12 SI (recorded by registrar@si.example)" in registrar.get(form).main
    with site.ministry.session() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.number.desc())).first()
        assert entry
        assert entry.detail["was"] == "2026-11-05 diplomatic RR 12 SI"
        assert entry.detail["reason"] == "The receipt of the post says the 4th."


def test_only_a_registrar_handles_the_post_and_an_auditor_looks_on(by_hand: Matter) -> None:
    for role in (Role.DRAFTER, Role.SIGNATORY, Role.EXAMINER, Role.DECIDER, Role.ADMINISTRATOR):
        page = by_hand.si.official(role).get("/post")
        assert page.status == 403
        assert "Only a registrar may enter the post room." in page.main
    auditor = by_hand.si.official(Role.AUDITOR)
    page = auditor.get("/post")
    assert page.status == 200
    refused = auditor.send("/post/drop", {"csrf_token": page.hidden["csrf_token"], "file": a_file("x", b"x")})
    assert refused.status == 403
    assert "Only a registrar may handle the post." in refused.main


def test_a_package_that_is_not_there_is_not_handed_out(by_hand: Matter) -> None:
    registrar = by_hand.si.official(Role.REGISTRAR)
    for path in ("/post/out/99.mla.zip", "/post/in/99.mla.zip", "/post/in/99.receipt.json", "/post/out/99/sent"):
        assert registrar.get(path).status == 404


def test_a_package_under_a_treaty_that_is_not_installed_waits_until_the_registrar_asks_again(by_hand: Matter) -> None:
    whole = by_hand.be.app.extensions["installation"]
    lesser = copy(whole.law)
    lesser.instruments = {code: rows for code, rows in whole.law.instruments.items() if code != "lhc"}
    by_hand.be.app.extensions["installation"] = replace(whole, law=lesser)
    answers = dropped(by_hand.be, download(by_hand.si, ".mla.zip"))
    assert (
        "The package was held. The request rests on the instrument “lhc”, which is not installed here yet." in answers
    )
    page = post_room(by_hand.be)
    assert "Look at it again" in page.main
    held = dropped(by_hand.si, download(by_hand.be, ".receipt.json"), "x.receipt.json")
    assert "held" in held
    assert "Carry the file" in post_room(by_hand.si).main, "not settled yet"
    by_hand.be.app.extensions["installation"] = whole  # the administrator installs it
    registrar = by_hand.be.official(Role.REGISTRAR)
    path = page.tree.xpath("//form[contains(@action, '/again')]/@action")[0]
    assert registrar.send(path, {"csrf_token": page.hidden["csrf_token"]}).status == 302
    assert "The package was taken in." in post_room(by_hand.be).main
    assert by_hand.stages() == ("transmitted", "transmitted")
    assert registrar.send(path, {"csrf_token": page.hidden["csrf_token"]}).status == 404
    receipt = download(by_hand.be, ".receipt.json")
    assert "the package was applied" in dropped(by_hand.si, receipt, "x.receipt.json")


def test_what_waits_is_shown_however_much_went_out_since(by_hand: Matter) -> None:
    with by_hand.si.ministry.session() as session:
        (waits,) = session.scalars(select(Outgoing)).all()
        for number in range(2, 602):
            session.add(
                Outgoing(
                    dossier_id=waits.dossier_id, event_id=waits.event_id, number=number, package=f"{number:064d}",
                    next_attempt=waits.next_attempt, attempts=1, outcome="applied", outcome_reason="", receipt=b"{}",
                )
            )  # fmt: skip
        session.commit()
    assert "Carry the file" in post_room(by_hand.si).main


def test_steps_are_named_in_words_also_where_their_package_was_refused(by_hand: Matter) -> None:
    by_hand.be.ministry.engine.dispose()
    package = download(by_hand.si, ".mla.zip")
    dropped(by_hand.be, package)
    with by_hand.be.ministry.session() as session:
        session.execute(update(Incoming).values(dossier_id=None, trigger="answer_in_part"))
        session.commit()
    cells = post_room(by_hand.be).all("//table[.//th='Outcome'][1]//tbody/tr/td[4]")
    assert cells == ["First results sent"]
