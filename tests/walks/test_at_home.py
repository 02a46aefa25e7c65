"""An extradition in which each ministry writes to its own prosecutor, court and translator: the other never hears of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from mla.deadlines.due import due
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.document_records import DOMESTIC
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry
from tests.support.drive import assert_both_agree, in_days, today
from tests.walks.extraditions import draft, request

TO_COURT = {
    "authority": "Court of appeal of Dakar",
    "subject": "Request for extradition",
    "remark": "I lay the request before you.",
}


def owed(ministry: Ministry, number: UUID) -> dict[str, date]:
    """What own authorities and translators owe."""
    with ministry.session() as session:
        every = due(session.get_one(Dossier, number), ministry.installation)
        return {one.at_home: one.on for one in every if one.at_home}


def newest(ministry: Ministry, number: UUID) -> str:
    """The number of the newest entry."""
    with ministry.session() as session:
        return str(session.get_one(Dossier, number).events[-1].number)


def at_home(ministry: Ministry, number: UUID) -> list[str]:
    """The letters to own authorities."""
    with ministry.session() as session:
        return [paper.name for paper in session.get_one(Dossier, number).papers if paper.side == DOMESTIC]


def test_each_ministry_writes_at_home_while_the_request_goes_on(peers: tuple[Ministry, Ministry]) -> None:
    si, be = peers
    number = draft(si, "BE")
    ask = {
        "authority": "Investigating judge",
        "subject": "The warrant",
        "remark": "Please send the warrant.",
        "due_on": in_days(9),
    }
    si.take(number, "write_to_authority", Role.DRAFTER, **ask, confidential=True)
    letter = newest(si, number)
    si.take(number, "remind_authority", Role.DRAFTER, letter=letter, due_on=in_days(14))
    assert set(owed(si, number)) == {"Investigating judge"}
    came = {"letter": letter, "received_on": today(), "outcome": "final", "words": "Enclosed."}
    si.take(number, "record_authority_reply", Role.DRAFTER, [annex("order.pdf", "The warrant")], **came)
    si.take(
        number,
        "order_translation",
        Role.DRAFTER,
        letter="transmit",
        source="en",
        target="fr",
        translator="M. Kos",
        due_on=in_days(9),
    )
    order = {
        "order": newest(si, number),
        "outcome": "received",
        "received_on": today(),
        "certificate": "none",
        "title": "Traduction",
    }
    si.take(number, "receive_translation", Role.DRAFTER, [annex("order.pdf", "Traduction")], **order)
    assert owed(si, number) == {}
    request(si, be, number)

    be.take(number, "write_to_authority", Role.EXAMINER, **TO_COURT, due_on=in_days(30), confidential=True)
    court = newest(be, number)
    be.take(number, "open_court", court="Court of appeal", detained="detained")
    be.post_to(si)
    assert set(owed(be, number)) == {"Court of appeal of Dakar"}
    be.take(
        number,
        "record_authority_reply",
        Role.EXAMINER,
        letter=court,
        received_on=today(),
        outcome="final",
        words="Admissible.",
    )
    be.take(
        number,
        "record_ruling",
        ruling="admissible",
        ruled_on=today(),
        court="Court of appeal",
        reasons="All is in order.",
    )
    be.post_to(si)

    assert at_home(si, number) == ["letter_to_authority", "reminder_to_authority"]
    assert at_home(be, number) == ["letter_to_authority"]
    with be.session() as session:
        dossier = session.get_one(Dossier, number)
        assert [one.title for one in dossier.attachments if one.language == "fr"] == ["Traduction"]
        assert "Investigating judge, " not in str(
            [event.answers for event in dossier.events if event.side == "requested"]
        )
    assert_both_agree(si, be, number)


def test_in_every_kind_either_ministry_may_write_to_its_own_authorities() -> None:
    for table in LIFECYCLES.values():
        step = table.step["write_to_authority"]
        assert step.side is None
        assert step.domestic
        assert {stage.name for stage in table.stages} - set(step.sources) == {"new"}
