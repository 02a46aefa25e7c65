"""What a ministry has to do with its own courts and prosecutors: it writes, is answered, reminds; the other State sees nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from babel.dates import format_date

from mla.deadlines.due import due
from mla.deadlines.reminders import reminders
from mla.deadlines.time_used import spans, totals
from mla.lifecycle.document_records import DOMESTIC
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.records.verify import verify
from tests.support.drive import ORDER, Matter, Site, Visitor, a_file, in_boxes, in_days
from tests.unit.documents.reader import text
from tests.web.test_words_survive_the_session import back_in, end_sessions

COURT = "Court of first instance of Liège"


def entrusted(matter: Matter, authority: str = COURT, days: int = 20, **more: Any) -> Visitor:
    """The examiner entrusts the measure; the letter is read and signed."""
    examiner = matter.be.official(Role.EXAMINER)
    told = {"measure": "1", "authority": authority, "due_on": in_boxes(days), **more}
    assert examiner.dispatch(matter.at("entrust_measure"), **told).status == 302
    return examiner


def asked(visitor: Visitor, matter: Matter, trigger: str, words: str) -> str:
    """The value under which a form offers the letter that has these words."""
    offered = visitor.get(matter.at(trigger)).tree.xpath(
        f"//select[@name='letter']/option[contains(., '{words}')]/@value"
    )
    return str(offered[0]) if offered else ""


def replied(matter: Matter, to: str = COURT, **more: Any) -> Any:
    """A reply is recorded."""
    examiner = matter.be.official(Role.EXAMINER)
    told = {
        "letter": asked(examiner, matter, "record_authority_reply", to),
        "received_on": in_boxes(),
        "outcome": "final",
    }
    return examiner.fill(matter.at("record_authority_reply"), **told | {"words": "Done on the spot."} | more)


def letters(site: Site, matter: Matter) -> Iterator[tuple[str, bytes]]:
    """The letters to own authorities, each with its language."""
    with site.ministry.session() as session:
        for paper in session.get_one(Dossier, matter.number).papers:
            if paper.side == DOMESTIC:
                yield paper.language, site.ministry.installation.store.read(paper.sha256)


def running(site: Site, matter: Matter) -> dict[str, date]:
    """What own authorities and translators owe, with the last day."""
    with site.ministry.session() as session:
        every = due(session.get_one(Dossier, matter.number), site.ministry.installation)
        return {one.at_home: one.on for one in every if one.at_home}


def long_date(days: int) -> str:
    """So many days from today, as letters print it."""
    return format_date(date.fromisoformat(in_days(days)), "long", "en_GB")


def assert_sound(site: Site) -> None:
    with site.ministry.session() as session:
        assert list(verify(session, site.ministry.installation)) == []


def test_the_letter_is_read_before_it_leaves_and_says_all_that_the_court_needs(executing: Matter) -> None:
    examiner = executing.be.official(Role.EXAMINER)
    told = {"measure": "1", "authority": COURT, "address": "Place Saint-Lambert 16\n4000 Liège", "their_reference": "LI/55",
            "remark": "Please seize nothing else.", "due_on": in_boxes(20), "contact": "Eva Martens, 02 111"}  # fmt: skip
    page = examiner.fill(executing.at("entrust_measure"), **told)
    assert page.status == 302
    letter = examiner.get(page.location)
    assert "Nothing of it goes to Slovenia" in letter.main
    assert "letter_of_request.pdf" in letter.main
    assert list(letters(executing.be, executing)) == []
    sent = letter.press("sign")
    assert "the other State learns nothing" in examiner.get(sent.location).main
    [(_, pdf)] = letters(executing.be, executing)
    read = text(pdf)
    for words in (COURT, "4000 Liège", "LI/55", "Please seize nothing else.", "for your reply by", "kept confidential", "Eva Martens",
                  "Letter of request", "Order of the judge", "Measure 1"):  # fmt: skip
        assert words in read, words
    assert executing.stages() == ("executing", "executing")
    assert_sound(executing.be)


def test_it_is_drawn_in_the_ministry_s_own_language(executing: Matter) -> None:
    object.__setattr__(executing.be.ministry.config, "language", "fr")
    entrusted(executing)
    [(language, pdf)] = letters(executing.be, executing)
    assert language == "fr"
    assert "Je vous saurais gré de votre réponse au plus tard le" in text(pdf)


def test_a_measure_goes_to_several_authorities_and_each_has_a_clock_of_its_own(executing: Matter) -> None:
    entrusted(executing)
    entrusted(executing, "Federal police", 30)
    be = executing.be
    assert set(running(be, executing)) == {COURT, "Federal police"}
    assert f"{COURT}; Federal police" in be.official(Role.EXAMINER).get(executing.at()).main
    assert replied(executing, files=a_file("report.pdf", ORDER), document_language="fr").status == 302
    assert set(running(be, executing)) == {"Federal police"}
    page = be.official(Role.EXAMINER).get(executing.at()).main
    assert "Concluding reply" in page
    assert "French, report.pdf" in page
    assert_sound(be)


def test_a_reminder_sets_the_clock_anew_and_names_the_letter(executing: Matter) -> None:
    examiner = entrusted(executing)
    told = {
        "letter": asked(examiner, executing, "remind_authority", COURT),
        "remark": "Slovenia has asked.",
        "due_on": in_boxes(45),
    }
    assert examiner.dispatch(executing.at("remind_authority"), **told).status == 302
    first, reminder = (text(pdf) for _, pdf in letters(executing.be, executing))
    assert "Reminder" in reminder
    assert "/A1" in first
    assert "/A1" in reminder
    assert "Slovenia has asked." in reminder
    assert long_date(20) in reminder, "by when a reply was asked in the first letter"
    assert f"for your reply by {long_date(45)}" in reminder
    assert running(executing.be, executing)[COURT].isoformat() == in_days(45)
    assert "1 reminder" in examiner.get(executing.at()).main


def test_officials_are_reminded_of_what_an_authority_owes_without_being_told_which(executing: Matter) -> None:
    entrusted(executing, days=5)
    be = executing.be.ministry
    with be.session() as session:
        found = reminders(session, be.installation, be.official(session, Role.EXAMINER), be.clock().date())
        assert any("An own authority is to reply" in one.line for one in found)
        assert not any(COURT in one.line for one in found)


def test_the_time_is_the_authority_s_until_it_replies(executing: Matter) -> None:
    entrusted(executing)
    be = executing.be.ministry

    def days() -> dict[str, int]:
        with be.session() as session:
            later = be.clock().date() + timedelta(days=9)
            return totals(spans(session.get_one(Dossier, executing.number), be.installation, later))

    assert days() == {"authority": 9}
    assert replied(executing).status == 302
    assert days() == {"requested": 9}


def test_a_reply_says_something_or_brings_something_and_concludes_once(executing: Matter) -> None:
    entrusted(executing)
    assert "Say what the reply says" in replied(executing, words="").main
    first = {"letter": asked(executing.be.official(Role.EXAMINER), executing, "record_authority_reply", COURT)}
    assert replied(executing, outcome="interim").status == 302
    assert replied(executing).status == 302
    again = executing.be.official(Role.EXAMINER).fill(
        executing.at("record_authority_reply"), **first, received_on=in_boxes(), outcome="final", words="Twice."
    )
    assert again.status in (400, 422)
    assert_sound(executing.be)


@pytest.mark.parametrize(
    ("field", "days", "sentence"),
    [("due_on", -1, "has passed already"), ("due_on", 0, "Is this right?"), ("due_on", 4000, "Is this right?")],
)
def test_a_day_that_cannot_be_is_refused_and_one_that_surprises_is_asked_about(
    executing: Matter, field: str, days: int, sentence: str
) -> None:
    examiner = executing.be.official(Role.EXAMINER)
    page = examiner.fill(
        executing.at("entrust_measure"), measure="1", authority=COURT, remark="Kept.", **{field: in_boxes(days)}
    )
    assert page.status == 400
    assert sentence in " ".join(page.mistakes)
    assert page.fields["remark"] == ["Kept."]


def test_a_reply_does_not_come_before_the_letter_nor_tomorrow(executing: Matter) -> None:
    entrusted(executing)
    assert "cannot have come before" in " ".join(replied(executing, received_on=in_boxes(-9)).mistakes)
    assert "lies in the future" in " ".join(replied(executing, received_on=in_boxes(2)).mistakes)


def test_from_two_tabs_each_letter_is_written_and_no_word_is_lost(executing: Matter) -> None:
    examiner = executing.be.official(Role.EXAMINER)
    one, two = (examiner.get(executing.at("entrust_measure")) for _ in range(2))
    told = {"measure": "1", "due_on": in_boxes(20)}
    examiner.get(one.again(authority="The first court", **told).location).press("sign")
    second = two.again(authority="The second court", **told)
    assert second.status == 409
    assert second.fields["authority"] == ["The second court"]
    examiner.get(second.again().location).press("sign")
    assert set(running(executing.be, executing)) == {"The first court", "The second court"}


def test_a_session_that_ends_costs_no_word_of_the_letter(executing: Matter) -> None:
    examiner = executing.be.official(Role.EXAMINER)
    page = examiner.get(executing.at("write_to_authority"))
    end_sessions(executing.be)
    typed = page.again(authority=COURT, subject="The file", remark="A long hour of words.", due_on=in_boxes(20))
    again = back_in(examiner, executing.be, typed, Role.EXAMINER)
    assert again.fields["remark"] == ["A long hour of words."]
    assert examiner.get(again.again().location).press("sign").status == 302


def test_the_requesting_state_asks_its_prosecutor_and_hands_the_evidence_on(executing: Matter) -> None:
    si = executing.si
    drafter = si.official(Role.DRAFTER)
    told = {
        "authority": "State prosecutor, Ljubljana",
        "subject": "Additional information",
        "remark": "Which year was it?",
    }
    assert drafter.dispatch(executing.at("write_to_authority"), **told, due_on=in_boxes(14)).status == 302
    assert set(running(si, executing)) == {"State prosecutor, Ljubljana"}
    handed = {"authority": "Court of Ljubljana", "subject": "Evidence", "remark": "I send you the evidence."}
    assert drafter.dispatch(executing.at("write_to_authority"), **handed).status == 302
    assert set(running(si, executing)) == {"State prosecutor, Ljubljana"}, (
        "no reply is asked of whom evidence is handed on to"
    )
    read = text(next(iter(letters(si, executing)))[1])
    assert "which this ministry sent to Belgium" in read
    assert_sound(si)


def test_what_an_authority_sent_is_handed_over_from_the_file_with_its_translation(executing: Matter) -> None:
    be, examiner = executing.be, entrusted(executing)
    assert "Documents on file" not in examiner.get(executing.at("answer_in_part")).main
    assert replied(executing, files=a_file("record.pdf", ORDER), document_language="nl").status == 302
    told = {"source": "nl", "target": "en", "translator": "M. Tolk", "due_on": in_boxes(9)}
    page = examiner.get(executing.at("order_translation"))
    record = page.tree.xpath("//input[@name='documents'][../label[contains(., 'record')]]/@value")[0]
    assert page.again(documents=str(record), **told).status == 302
    page = examiner.get(executing.at("receive_translation"))
    came = {"outcome": "received", "received_on": in_boxes(), "title": "Record in English", "certificate": "none"}
    order = str(page.tree.xpath("//select[@name='order']/option[last()]/@value")[0])
    assert page.again(order=order, **came, files=a_file("english.pdf", ORDER)).status == 302
    reported = {"measure": "1", "outcome": "done", "result": "The record of the hearing."}
    assert examiner.fill(executing.at("report_measure"), **reported).status == 302
    letter = examiner.dispatch(executing.at("answer"), be.official(Role.DECIDER), on_file=str(record))
    assert letter.status == 302
    executing.post()
    assert executing.stages() == ("answered", "answered")
    with executing.si.ministry.session() as session:
        held = session.get_one(Dossier, executing.number).attachments
        assert [(a.title, a.language) for a in held if a.side == "requested"] == [
            ("record", "nl"),
            ("Record in English", "en"),
        ]
    for site in (executing.si, be):
        assert_sound(site)


def test_what_goes_along_can_be_had_as_one_archive(executing: Matter) -> None:
    examiner = entrusted(executing, files=a_file("plan.pdf", ORDER))
    link = next(link for link in examiner.get(executing.at()).links if link.endswith(".zip"))
    names = zipfile.ZipFile(BytesIO(examiner.get(link).data)).namelist()
    assert [name.split("/")[-1] for name in names] == [
        "00-letter.pdf",
        "01-letter_of_request.pdf",
        "02-order.pdf",
        "03-plan.pdf",
    ]


def test_the_other_state_has_no_part_in_any_of_it(executing: Matter) -> None:
    entrusted(executing)
    assert replied(executing, files=a_file("report.pdf", ORDER)).status == 302
    executing.post()
    page = executing.si.official(Role.SIGNATORY).get(executing.at()).main
    assert COURT not in page
    assert "Own authorities" not in page
    bound = executing.be.official(Role.AUDITOR).get(executing.at("dossier.pdf")).data
    assert COURT not in text(bound)


def test_an_entry_is_corrected_and_the_clock_follows(executing: Matter) -> None:
    examiner = entrusted(executing)
    page = examiner.get(executing.at("correct_entry"))
    entry = page.tree.xpath("//option[contains(., 'entrusted')]/@value")[0]
    asked_again = examiner.get(executing.at(f"correct_entry?entry={entry}"))
    day = in_boxes(60)
    answer = asked_again.again(entry=entry, reason="The court asked for more time.", **{"told-due_on": day})
    assert answer.status == 302, answer.mistakes
    assert running(executing.be, executing)[COURT].isoformat() == in_days(60)
    assert_sound(executing.be)
