"""An arrest and the formal request after it, in whatever order anything happens: of each the register says what its record and the other's say."""

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
from sqlalchemy import true

from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.permission import why_not
from mla.register.keeping import faults
from mla.related import pairs
from mla.sample.ministry import Ministry
from mla.steps.advance import advance
from mla.steps.identifying import follow_on, identify
from mla.steps.linking import LINKS
from mla.steps.step_taken import OurStep
from mla.storage.database import local_day
from tests.support.drive import acknowledgement, in_days, send, staffed, today
from tests.walks.extraditions import PERSON, draft
from tests.walks.test_surrendered_on_the_arrest_alone import arrested

OTHERWISE = {**PERSON, "family_name": "Somebody else", "given_names": "", "born_on": ""}
STEPS: dict[str, dict[str, Any]] = {
    "submit": {}, "sign": {"read": True}, "transmit": {}, "acknowledge": acknowledgement(),
    "ask": {"questions": [{"question": "Which year?"}], "answer_by": in_days(9)}, "supply": {"information": "2014."},
    "suspend": {"reasons": "A court is to rule."}, "go_on": {}, "lay_aside": {"reason": "Nothing comes."}, "resume_file": {"reason": "It came."},
    "withdraw": {"reason": "No longer needed."}, "lapse": {"cause": "died", "told": "Of an illness."}, "discard": {"reason": "Not needed."},
    "note": {"words": "Between us."}, "release": {"reason": "The time has run out.", "released_on": today()},
}  # fmt: skip


class TwoRequests(RuleBasedStateMachine):
    """Officials of both ministries do what they may with either request; the post goes now and then."""

    @initialize(sent=st.booleans(), same=st.booleans())
    def begin(self, sent: bool, same: bool) -> None:
        """Somebody is arrested; the formal request is a draft, or has arrived, and names the same person or another."""
        self.folder = tempfile.TemporaryDirectory()
        self.both = [staffed(state, Path(self.folder.name)) for state in ("SI", "BE")]
        si, be = self.both
        si.knows(be, "http://127.0.0.1:9")
        be.knows(si, "http://127.0.0.1:9")
        self.arrest = arrested(si, be)
        self.formal = draft(si, "BE", name_person=PERSON if same else OTHERWISE)
        if sent:
            send(si, be, self.formal)

    @precondition(lambda self: hasattr(self, "both"))
    @rule(side=st.sampled_from([0, 1]), of_arrest=st.booleans(), which=st.integers(0, 99))
    def somebody_acts(self, side: int, of_arrest: bool, which: int) -> None:
        ministry, number = self.both[side], self.arrest if of_arrest else self.formal
        if found := [trigger for trigger in sorted(STEPS) if self.may(ministry, number, trigger)]:
            trigger = found[which % len(found)]
            ministry.take(number, trigger, **STEPS[trigger])

    @precondition(lambda self: hasattr(self, "both"))
    @rule(told=st.sampled_from([PERSON, OTHERWISE]), twice=st.booleans())
    def the_drafter_names_somebody_otherwise(self, told: dict[str, Any], twice: bool) -> None:
        si = self.both[0]
        if self.may(si, self.formal, "name_person"):
            si.take(self.formal, "name_person", **{**told, "number": 2 if twice else 1})

    @precondition(lambda self: hasattr(self, "both"))
    @rule(side=st.sampled_from([0, 1]), after=st.booleans())
    def somebody_says_on_what_it_follows(self, side: int, after: bool) -> None:
        ministry = self.both[side]
        with ministry.session() as session:
            formal = session.get(Dossier, self.formal)
            if formal is None:
                return
            step = next(one for one in formal.table.steps if one.effect == LINKS)
            official = ministry.official(session, step.roles[0])
            answers = {"earlier": str(self.arrest) if after else "", "words": "The warrant."}
            if why_not(official, formal, step, ministry.installation.law, answers) is None:
                now = ministry.clock()
                day = local_day(now, ministry.config.time_zone)
                advance(session, ministry.installation, OurStep(formal, step, answers, now, day, official))
                session.commit()

    @precondition(lambda self: hasattr(self, "both"))
    @rule(side=st.sampled_from([0, 1]))
    def somebody_says_who_is_who(self, side: int) -> None:
        ministry = self.both[side]
        with ministry.session() as session:
            arrest = session.get_one(Dossier, self.arrest)
            found = [one for one in pairs(session, arrest, true()) if one.said is None]
            if found:
                official = ministry.official(session, Role.REGISTRAR)
                identify(session, arrest, found[0], official, True, "Fingerprints.", ministry.clock(), "")
                follow_on(session, ministry.installation, found[0], arrest, official, ministry.clock())
                session.commit()

    @precondition(lambda self: hasattr(self, "both"))
    @rule(side=st.sampled_from([0, 1]))
    def the_post_goes_one_way(self, side: int) -> None:
        self.both[side].post_to(self.both[1 - side])

    @precondition(lambda self: hasattr(self, "both"))
    @invariant()
    def the_register_says_what_the_records_say(self) -> None:
        for ministry in self.both:
            with ministry.session() as session:
                assert list(faults(session, ministry.installation)) == []

    def may(self, ministry: Ministry, number: UUID, trigger: str) -> bool:
        with ministry.session() as session:
            dossier = session.get(Dossier, number)
            step = dossier.table.step.get(trigger) if dossier else None
            if dossier is None or step is None:
                return False
            return why_not(ministry.official(session, step.roles[0]), dossier, step, ministry.installation.law) is None

    def teardown(self) -> None:
        for ministry in getattr(self, "both", ()):
            ministry.engine.dispose()
        if hasattr(self, "folder"):
            self.folder.cleanup()


@pytest.mark.slow
def test_whatever_is_done_with_either_the_register_says_what_both_records_say() -> None:
    run_state_machine_as_test(
        TwoRequests,
        settings=settings(
            max_examples=5, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck), database=None
        ),
    )  # fmt: skip
