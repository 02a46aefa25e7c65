"""Which step corrects which entry, and for whom: a letter of ours is told anew, what is on record inside is corrected inside."""

from __future__ import annotations

from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.permission import correction_of, why_not
from mla.sample.ministry import Ministry
from mla.sample.small import ENGLISH, small
from tests.support.drive import send, take_in


def test_a_letter_is_corrected_by_a_letter_and_an_entry_inside_by_an_entry(pair: tuple[Ministry, Ministry]) -> None:
    si, be = pair
    number = small(si, "BE", "The accounts of a company", "en", ENGLISH)
    send(si, be, number)
    take_in(be, si, number)
    be.take(number, "write_to_authority", authority="A prosecutor", subject="The file", remark="Advise.")
    law = be.installation.law
    with be.session() as session:
        dossier = session.get_one(Dossier, number)
        letter, came, written = (
            next(event for event in dossier.events if event.trigger == trigger)
            for trigger in ("acknowledge", "transmit", "write_to_authority")
        )
        decider, registrar = be.official(session, Role.DECIDER), be.official(session, Role.REGISTRAR)
        found = correction_of(decider, dossier, letter, law)
        assert found
        assert (found[0].trigger, found[0].crosses) == ("correct_letter", True)
        inside = correction_of(registrar, dossier, written, law)
        assert inside
        assert inside[0].trigger == "correct_entry"
        assert correction_of(decider, dossier, came, law) is None, "what the other State sent is not ours to correct"
        auditor = be.official(session, Role.AUDITOR)
        assert correction_of(auditor, dossier, letter, law) is None


def test_what_came_by_a_package_is_not_discarded_as_a_registration(pair: tuple[Ministry, Ministry]) -> None:
    si, be = pair
    number = small(si, "BE", "The accounts of a company", "en", ENGLISH)
    send(si, be, number)
    with be.session() as session:
        dossier = session.get_one(Dossier, number)
        step = dossier.table.step["discard_registration"]
        why = why_not(be.official(session, Role.REGISTRAR), dossier, step, be.installation.law)
    assert why == "This can be done only with a request that came by letter and was registered here."
