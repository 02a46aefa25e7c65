"""Translations: ordered, received, and travelling with the letter or the annex that they are of."""

from __future__ import annotations

from typing import Any

import pytest

from mla.lifecycle.terms import Role
from mla.models import Attachment, Dossier
from mla.records.verify import verify
from tests.support.drive import ORDER, Matter, Page, Site, Visitor, a_file, in_boxes
from tests.unit.documents.reader import text
from tests.web.test_domestic import assert_sound, running

ORDERED = {"source": "en", "target": "fr", "translator": "Office of translators"}
CAME = {
    "outcome": "received",
    "certificate": "sworn",
    "certificate_details": "No. 77 of M. Kos, sworn translator",
    "cost": "90 EUR",
}


def order(visitor: Visitor, matter: Matter, **what: Any) -> Page:
    """Have something translated."""
    return visitor.fill(matter.at("order_translation"), **ORDERED, due_on=in_boxes(10), **what)


def receive(visitor: Visitor, matter: Matter, title: str, **more: Any) -> Page:
    """The translation that is awaited comes."""
    page = visitor.get(matter.at("receive_translation"))
    number = str(page.tree.xpath("//select[@name='order']/option[@value!='']/@value")[-1])
    return page.again(
        **CAME | {"order": number, "received_on": in_boxes(), "title": title, "files": a_file("t.pdf", ORDER)} | more
    )


def annexes(site: Site, matter: Matter) -> list[tuple[str, str, str, bool]]:
    """Title, role, language of the documents of a request, and whether each has crossed the border."""
    with site.ministry.session() as session:
        held: list[Attachment] = session.get_one(Dossier, matter.number).attachments
        return [(one.title, one.role, one.language, bool(one.sent_by)) for one in held]


def document(visitor: Visitor, matter: Matter, title: str) -> str:
    """The name of a document as forms offer it."""
    page = visitor.get(matter.at("order_translation"))
    return str(page.tree.xpath(f"//input[@name='documents'][../label[contains(., '{title}')]]/@value")[0])


def send(matter: Matter) -> None:
    """Submitted, signed, sent, delivered."""
    drafter, signatory = matter.si.official(Role.DRAFTER), matter.si.official(Role.SIGNATORY)
    drafter.fill(matter.at("submit"))
    signatory.fill(matter.at("sign"), read="y")
    sent = signatory.dispatch(matter.at("transmit"))
    assert sent.status == 302, sent.main
    matter.post()


def test_the_translation_of_the_request_travels_with_it(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    assert order(drafter, draft, letter="transmit").status == 302
    assert "Office of translators" in running(draft.si, draft)
    assert receive(drafter, draft, "Translation of the request").status == 302
    assert running(draft.si, draft) == {}
    send(draft)
    told = ("Translation of the request", "step", "fr", True)
    assert told in annexes(draft.si, draft)
    assert told in annexes(draft.be, draft)
    with draft.be.ministry.session() as session:
        letter = session.get_one(Dossier, draft.number).papers[0]
        read = text(draft.be.ministry.installation.store.read(letter.sha256))
    assert "Translation of the request (French)" in read
    for site in (draft.si, draft.be):
        assert_sound(site)


def test_it_may_come_after_the_signature_which_holds(draft: Matter) -> None:
    drafter, signatory = draft.si.official(Role.DRAFTER), draft.si.official(Role.SIGNATORY)
    drafter.fill(draft.at("submit"))
    signatory.fill(draft.at("sign"), read="y")
    assert order(drafter, draft, letter="transmit").status == 302
    assert receive(drafter, draft, "Translation of the request").status == 302
    assert signatory.dispatch(draft.at("transmit")).status == 302
    draft.post()
    assert draft.stages() == ("transmitted", "transmitted")


def test_the_translation_of_an_annex_travels_with_the_annex(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    assert order(drafter, draft, documents=document(drafter, draft, "Order of the judge")).status == 302
    assert receive(drafter, draft, "Order of the judge, French").status == 302
    send(draft)
    assert ("Order of the judge, French", "step", "fr", True) in annexes(draft.be, draft)


def test_a_translation_that_comes_after_its_letter_has_left_stays_at_home(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    assert order(drafter, draft, letter="transmit").status == 302
    send(draft)
    assert receive(drafter, draft, "Too late").status == 302
    assert ("Too late", "internal", "fr", False) in annexes(draft.si, draft)
    assert_sound(draft.si)


def test_annexes_that_are_detached_meanwhile_do_not_confuse_the_numbers(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    assert order(drafter, draft, letter="transmit").status == 302
    assert receive(drafter, draft, "Translation of the request").status == 302
    assert drafter.fill(draft.at("attach"), title="A map", files=a_file("map.pdf", ORDER)).status == 302
    assert drafter.fill(draft.at("detach?number=1")).status == 302
    send(draft)
    assert draft.stages() == ("transmitted", "transmitted")
    assert {title for title, *_ in annexes(draft.be, draft)} == {"A map", "Translation of the request"}
    assert_sound(draft.be)


def test_what_came_from_abroad_is_translated_at_home_and_goes_to_the_court_with_its_original(executing: Matter) -> None:
    examiner = executing.be.official(Role.EXAMINER)
    assert order(examiner, executing, documents=document(examiner, executing, "Order of the judge")).status == 302
    assert receive(examiner, executing, "Ordonnance du juge").status == 302
    assert ("Ordonnance du juge", "internal", "fr", False) in annexes(executing.be, executing)
    told = {"measure": "1", "authority": "A court", "due_on": in_boxes(20)}
    letter = examiner.get(examiner.fill(executing.at("entrust_measure"), **told).location)
    assert "Ordonnance du juge" in letter.main
    executing.post()
    assert [one for one in annexes(executing.si, executing) if "Ordonnance" in one[0]] == []


def test_of_a_letter_that_has_not_left_yet_the_translation_waits_for_that_letter_and_no_other(
    executing: Matter,
) -> None:
    examiner, decider = (executing.be.official(role) for role in (Role.EXAMINER, Role.DECIDER))
    executing.be.bring_in(executing.number, Role.DECIDER)
    assert order(examiner, executing, letter="postpone").status == 302
    assert receive(examiner, executing, "Postponement, French").status == 302
    assert examiner.dispatch(executing.at("report_status"), words="Soon.").status == 302
    executing.post()
    assert [one for one in annexes(executing.si, executing) if "Postponement" in one[0]] == []
    assert examiner.dispatch(executing.at("postpone"), decider, reasons="A hearing.").status == 302
    executing.post()
    assert ("Postponement, French", "step", "fr", True) in annexes(executing.si, executing)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"letter": ""}, "Choose what is to be translated"),
        ({"letter": "supplement", "target": "en"}, "Choose two different languages."),
        ({"letter": "supplement", "due_on": in_boxes(-3)}, "has passed already"),
        ({"letter": "supplement", "translator": ""}, "Say who translates."),
    ],
)
def test_an_order_that_cannot_be_is_refused_in_a_sentence(
    executing: Matter, told: dict[str, Any], sentence: str
) -> None:
    drafter = executing.si.official(Role.DRAFTER)
    page = drafter.fill(
        executing.at("order_translation"), **{**ORDERED, "due_on": in_boxes(10), "remark": "Sworn.", **told}
    )
    assert page.status == 400
    assert sentence in page.mistakes[0]
    assert page.fields["remark"] == ["Sworn."]


def test_a_translation_comes_once_with_a_file_or_is_cancelled(executing: Matter) -> None:
    drafter = executing.si.official(Role.DRAFTER)
    assert order(drafter, executing, letter="supplement").status == 302
    assert "Attach the translation." in receive(drafter, executing, "T", files=None).main
    assert "who certified it" in receive(drafter, executing, "T", certificate_details="").main
    one, two = (drafter.get(executing.at("receive_translation")) for _ in range(2))
    number = str(one.tree.xpath("//select[@name='order']/option[@value!='']/@value")[0])
    told = {"order": number, "outcome": "cancelled", "received_on": in_boxes()}
    assert one.again(**told).status == 302
    assert two.again(**told).status in (400, 403, 409, 422)
    assert running(executing.si, executing) == {}
    with executing.si.ministry.session() as session:
        assert list(verify(session, executing.si.ministry.installation)) == []


def test_the_language_of_an_annex_stands_in_the_lists_of_both_states(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    told = {"title": "Autopsy report", "document_language": "sl", "files": a_file("autopsy.pdf", ORDER)}
    assert drafter.fill(draft.at("attach"), **told).status == 302
    send(draft)
    assert ("Autopsy report", "request", "sl", True) in annexes(draft.be, draft)
    assert "(Slovenian)" in draft.be.official(Role.REGISTRAR).get(draft.at()).main
    assert_sound(draft.be)
