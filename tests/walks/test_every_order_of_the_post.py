"""Two real ministries, and whatever order their officials act and their letters arrive in: in the end they agree."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from mla.lifecycle.document_records import name_of
from mla.lifecycle.machine import open_steps
from mla.lifecycle.terms import Role, Side
from mla.models import Dossier, Outgoing
from mla.permission import why_not
from mla.register.keeping import faults as not_registered
from mla.sample.ministry import Ministry
from mla.sample.small import ENGLISH, small
from tests.support.drive import REFUSAL, acknowledgement, assert_both_agree, in_days, results, staffed, today

DUE = in_days(30)
WORDS: dict[str, dict[str, Any]] = {
    "ask": {"questions": [{"question": "Which?", "section": "state_facts"}], "answer_by": "2027-01-01"},
    "supply": {"answers": "This."},
    "offer_conditions": {"conditions": [{"kind": "use_limitation", "words": "This case only.", "owner": "requesting"}]},
    "undertake": {"undertakings": [{"kind": "erasure", "words": "Erased after the trial."}]},
    "supplement": {"information": "And this."},
    "consult": {"concerns": "A concern."},
    "reply": {"position": "Agreed.", "conditions": "none"},
    "accept": {},
    "postpone": {"reasons": "A hearing."},
    "resume": {},
    "refuse": REFUSAL,
    "enquire": {"words": "Well?"},
    "report_status": {"words": "Soon."},
    "close": {},
    "withdraw": {"reason": "No longer needed."},
    "note": {"words": "Between us."},
    "suspend": {"reasons": "A court is to rule."},
    "close_unanswered": {},
    "go_on": {},
    "lay_aside": {"reason": "Nothing comes."},
    "resume_file": {"reason": "Something came."},
    "ask_reopening": {"reasons": "A new trial."},
    "reopen": {"received_on": today()},
    "decline_reopening": {"reasons": "Destroyed."},
    "report_measure": {"measure": "1", "outcome": "done", "result": "Done."},
    "entrust_measure": {"measure": "1", "authority": "A court", "due_on": DUE},
    "write_to_authority": {
        "authority": "A prosecutor",
        "subject": "The file",
        "remark": "Please advise.",
        "due_on": DUE,
    },
    "add_measures": {
        "measures": [{"kind": "hearing", "heading_line": "A neighbour", "description": "What she saw."}],
        "words": "Found on the spot.",
    },
    "tell_date": {"what": "fixed", "measures": ["1"], "day": DUE, "place": "Court"},
    "send_transcript": {"what": "The record"},
    "order_translation": {"source": "en", "target": "fr", "translator": "T", "due_on": DUE},
}
TAKEN = (*WORDS, "acknowledge", "assign", "answer", "answer_in_part")


class Post(RuleBasedStateMachine):
    """Officials of both ministries act as they please; the post is carried now and then, one side at a time."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        home = Path(self.folder.name)
        self.both = [staffed(state, home) for state in ("SI", "BE")]
        si, be = self.both
        si.knows(be, "http://127.0.0.1:9")
        be.knows(si, "http://127.0.0.1:9")
        self.number: UUID = small(si, "BE", "Test request", "en", ENGLISH)
        for trigger, answers in (("submit", {}), ("sign", {"read": True}), ("transmit", {})):
            si.take(self.number, trigger, **answers)
        si.post_to(be)

    @precondition(lambda self: hasattr(self, "both"))
    @rule(side=st.sampled_from([0, 1]), trigger=st.sampled_from(TAKEN))
    def somebody_acts(self, side: int, trigger: str) -> None:
        ministry = self.both[side]
        if self.open(ministry, trigger):
            ministry.take(self.number, trigger, **self.answers(ministry, trigger))

    @precondition(lambda self: hasattr(self, "both"))
    @rule(side=st.sampled_from([0, 1]))
    def the_post_goes_one_way(self, side: int) -> None:
        self.both[side].post_to(self.both[1 - side])

    @precondition(lambda self: hasattr(self, "both"))
    @invariant()
    def the_register_says_what_the_records_say(self) -> None:
        for ministry in self.both:
            with ministry.session() as session:
                assert list(not_registered(session, ministry.installation)) == []

    def open(self, ministry: Ministry, trigger: str) -> bool:
        with ministry.session() as session:
            dossier = session.get_one(Dossier, self.number)
            step = dossier.table.step[trigger]
            if trigger not in open_steps(dossier.table, Side(dossier.side), dossier.stage):
                return False
            return why_not(ministry.official(session, step.roles[0]), dossier, step, ministry.installation.law) is None

    def answers(self, ministry: Ministry, trigger: str) -> dict[str, Any]:
        if trigger == "acknowledge":
            return acknowledgement()
        if trigger == "assign":
            with ministry.session() as session:
                return {"examiner": str(ministry.official(session, Role.EXAMINER).id)}
        if trigger in ("answer", "answer_in_part"):
            return {"results": results(ministry, self.number)}
        if trigger == "order_translation":
            with ministry.session() as session:
                letter = session.get_one(Dossier, self.number).papers[0]
                return {"documents": [name_of(letter)], **WORDS[trigger]}
        return WORDS[trigger]

    def teardown(self) -> None:
        if not hasattr(self, "both"):
            return
        si, be = self.both
        while self.waiting(si) or self.waiting(be):
            si.post_to(be)
            be.post_to(si)
        assert_both_agree(si, be, self.number)
        for ministry in self.both:
            ministry.engine.dispose()
        self.folder.cleanup()

    def waiting(self, ministry: Ministry) -> bool:
        with ministry.session() as session:
            return session.scalar(select(Outgoing).where(Outgoing.outcome.is_(None)).limit(1)) is not None


@pytest.mark.slow
def test_whatever_happens_in_whatever_order_both_end_up_at_the_same_stage_with_records_that_hold() -> None:
    run_state_machine_as_test(
        Post,
        settings=settings(
            max_examples=6,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
