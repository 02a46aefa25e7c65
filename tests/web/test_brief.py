"""The brief before a meeting: what each State waits for from the other, the oldest first, and what was promised; only for who sees requests with it."""

from __future__ import annotations

from mla.lifecycle.terms import Role
from tests.support.drive import Matter


def test_what_we_owe_here_is_what_they_wait_for_there(executing: Matter) -> None:
    ours = executing.be.official(Role.DECIDER).get("/states/SI/brief").main
    theirs = executing.si.official(Role.SIGNATORY).get("/states/BE/brief").main
    assert "What Slovenia has asked of us 1 request is under way" in ours
    assert "What we have asked of Slovenia Nothing is under way." in ours
    assert "What Belgium has asked of us Nothing is under way." in theirs
    assert "What we have asked of Belgium 1 request is under way" in theirs


def test_a_draft_stands_in_no_brief(draft: Matter) -> None:
    page = draft.si.official(Role.SIGNATORY).get("/states/BE/brief")
    assert page.status == 200
    assert "Investigation Tresna" not in page.main


def test_of_a_state_with_which_nothing_is_seen_there_is_no_brief(executing: Matter) -> None:
    executing.be.hire("stranger", Role.EXAMINER)
    assert executing.be.official("stranger").get("/states/SI/brief").status == 404
    for code in ("FR", "XX", "..", "si", "<b>"):
        assert executing.be.official(Role.DECIDER).get(f"/states/{code}/brief").status == 404
    link = executing.be.official(Role.DECIDER).get("/requests?counterpart=SI").links
    assert "/states/SI/brief" in link
