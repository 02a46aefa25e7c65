"""Documents that lie in the file go along with a letter of any kind, and say in which language they are written."""

from __future__ import annotations

from mla.lifecycle.document_records import name_of
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.records.verify import verify
from mla.sample.build import annex
from mla.sample.ministry import Ministry
from tests.support.drive import ORDER, Matter, Site, a_file, in_boxes
from tests.walks.extraditions import draft, request

RULED = {"court": "Court of Bruges", "ruled_on": "2026-10-01", "ruling": "admissible", "reasons": "All conditions are met."}  # fmt: skip
GRANTED = {"decided_by": "Minister", "decided_on": "2026-11-01"}


def test_the_ruling_of_the_court_goes_along_with_the_letter_that_grants_extradition(
    pair: tuple[Ministry, Ministry],
) -> None:
    si, be = pair
    number = draft(si, "BE")
    request(si, be, number)
    be.take(number, "open_court", court="Court of Bruges", detained="detained")
    ruling = [annex("order.pdf", "Ruling of the court")]
    be.take(number, "note", uploads=ruling, words="The court has sent its ruling.", document_language="fr")
    be.take(number, "record_ruling", **RULED)
    with be.session() as session:
        held = next(one for one in session.get_one(Dossier, number).attachments if one.role == "internal")
        name, language = name_of(held), held.language
    assert language == "fr"
    page = Site(be).official(Role.DECIDER).get(f"/dossiers/{number}/grant")
    assert "Ruling of the court (French)" in page.main
    assert "Language of the documents" in page.main
    be.take(number, "grant", **GRANTED, on_file=[name])
    be.post_to(si)
    with si.session() as session:
        came = [
            (one.title, one.language) for one in session.get_one(Dossier, number).attachments if one.side == "requested"
        ]
    assert came == [("Ruling of the court", "fr")]
    for ministry in (si, be):
        with ministry.session() as session:
            assert list(verify(session, ministry.installation)) == []


def test_the_scan_of_a_letter_says_its_language(sent: Matter) -> None:
    registrar = sent.be.official(Role.REGISTRAR)
    page = registrar.get(sent.at("record/withdraw"))
    came = {"letter-channel": "post", "letter-sent_on": in_boxes(-1), "letter-received_on": in_boxes()}
    told = {"reason": "It is no longer needed.", "letter-language": "sl", "letter-scan": a_file("letter.pdf", ORDER)}
    assert "Language of the scan" in page.main
    recorded = registrar.record(page, **came, **told)
    assert recorded.status == 302, recorded.mistakes
    with sent.be.ministry.session() as session:
        scan = next(one for one in session.get_one(Dossier, sent.number).attachments if one.role == "scan")
        assert scan.language == "sl"
        assert list(verify(session, sent.be.ministry.installation)) == []
    assert "Slovenian" in registrar.get(sent.at()).main


def test_a_scan_of_which_nobody_says_the_language_leaves_the_record_as_it_always_was(sent: Matter) -> None:
    registrar = sent.be.official(Role.REGISTRAR)
    came = {"letter-channel": "post", "letter-sent_on": in_boxes(-1), "letter-received_on": in_boxes()}
    page = registrar.get(sent.at("record/withdraw"))
    assert registrar.record(page, **came, reason="It is no longer needed.").status == 302
    with sent.be.ministry.session() as session:
        channel = session.get_one(Dossier, sent.number).events[-1].channel or {}
    assert set(channel) == {"channel", "sent_on", "received_on", "their_reference"}


def test_the_language_of_a_document_is_corrected_with_its_entry(executing: Matter) -> None:
    drafter, si = executing.si.official(Role.DRAFTER), executing.si
    came = {"words": "See the scan.", "files": a_file("scan.pdf", ORDER), "document_language": "sl"}
    assert drafter.fill(executing.at("note"), **came).status == 302
    page = drafter.get(executing.at("correct_entry"))
    entry = str(page.tree.xpath("//option[contains(., 'Internal note')]/@value")[0])
    again = drafter.get(executing.at(f"correct_entry?entry={entry}"))
    told = {"reason": "It is in Serbian.", "told-document_language": "sr"}
    assert again.again(entry=entry, **told).status == 302
    with si.ministry.session() as session:
        scan = next(one for one in session.get_one(Dossier, executing.number).attachments if one.role == "internal")
        assert scan.language == "sr"
        assert list(verify(session, si.ministry.installation)) == []
