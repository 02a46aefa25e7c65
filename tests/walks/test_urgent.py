"""A request by telephone in an urgent case: agreed, carried out, confirmed in writing, or stopped.

Convention (2023), art. 25(3).
"""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from mla.lifecycle.machine import StepNotOpen
from mla.models import Dossier
from mla.sample.ministry import Ministry, Misfilled
from mla.sample.small import ENGLISH, small
from mla.steps.step_taken import NotAllowed
from tests.support.drive import assert_both_agree, send, take_in, today
from tests.walks.extraditions import BASIS
from tests.walks.sentences import running

Pair = tuple[Ministry, Ministry]
CALL = {
    "asked_by": "Duty prosecutor, Oster (sample)",
    "asked_of": "Duty desk, central authority (sample)",
    "asked_on": today(),
    "hour": "23.40 CET",
    "means": "telephone",
    "urgency": "The log files are overwritten at midnight.",
    "what": "To preserve the log files of the server at 4 Quay Street.",
}
AGREED = {"agreed_by": "Head of the duty desk", "agreed_on": today(), "authority": "Investigating judge on duty"}
BASED = BASIS | {"aware": True, "although": "Both States wish to act in its spirit.", "instrument": "lhc"}


def recorded(one: Ministry, other: Ministry) -> uuid.UUID:
    """The call is recorded, signed by a colleague, sent, received and assigned."""
    number = one.start("urgent", counterpart="BE", title="Log files at Quay Street", instrument="lhc", language="en")
    one.take(number, "choose_basis", **BASED)
    one.take(number, "record_call", **CALL)
    send(one, other, number)
    take_in(other, one, number)
    return number


def test_agreed_by_telephone_carried_out_and_confirmed_in_writing(peers: Pair) -> None:
    si, be = peers
    number = recorded(si, be)
    assert (si.stage(number), be.stage(number)) == ("received", "examining")
    with pytest.raises(Misfilled, match="nobody can have agreed before"):
        be.take(number, "agree_urgent", **AGREED | {"agreed_on": "2020-01-01"})
    be.take(number, "agree_urgent", **AGREED)
    be.take(number, "note", words="The judge was woken.")
    be.take(number, "report_urgent", done_on=today(), done="The log files were copied at 23.55.")
    be.post_to(si)
    seventh = (date.fromisoformat(today()) + timedelta(days=7)).isoformat()
    assert (seventh, "requesting") in running(si, number).values()

    confirmation = {"reference": "SI-MLA-1", "sent_on": today()}
    with pytest.raises(NotAllowed, match="written request has not been sent yet"):
        si.take(number, "confirm", **confirmation)
    written = small(si, "BE", "Log files", "en", ENGLISH, arises_from=str(number))
    send(si, be, written)
    with pytest.raises(Misfilled, match="No written request with this reference"):
        si.take(number, "confirm", **confirmation)
    with si.session() as session:
        reference = session.get_one(Dossier, written).our_reference
        assert "note" not in [event.trigger for event in session.get_one(Dossier, number).events]
    si.take(number, "confirm", **confirmation | {"reference": reference})
    si.post_to(be)
    assert si.stage(number) == be.stage(number) == "confirmed"
    assert running(si, number) == {}
    assert_both_agree(si, be, number)


def test_what_nobody_confirms_is_stopped_and_a_late_confirmation_takes_it_up_again(pair: Pair) -> None:
    si, be = pair
    number = recorded(si, be)
    with pytest.raises(StepNotOpen):
        be.take(number, "stop_urgent", stopped_on=today(), effect="The copies are kept for thirty days.")
    be.take(number, "agree_urgent", **AGREED)
    be.post_to(si)
    written = small(si, "BE", "Log files", "en", ENGLISH, arises_from=str(number))
    send(si, be, written)
    with si.session() as session:
        reference = session.get_one(Dossier, written).our_reference

    # The two letters cross.
    be.take(number, "stop_urgent", stopped_on=today(), effect="The copies are kept for thirty days.")
    si.take(number, "confirm", reference=reference, sent_on=today())
    si.post_to(be)
    be.post_to(si)
    assert si.stage(number) == be.stage(number) == "confirmed"
    assert_both_agree(si, be, number)
