"""No letter leaves unread: it is shown as it will be sent, proposed where it takes two, signed, and confirmed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mla.accounts.saved_forms import KEPT_FOR
from mla.lifecycle.terms import Role
from mla.models import Dossier, LetterShown, Outgoing, Proposal
from mla.sample.small import ENGLISH
from mla.sample.small import small as draft_small
from mla.steps.proposals import Filled, prepare
from mla.storage.database import now
from tests.support.drive import ORDER, REFUSAL, Matter, in_days
from tests.support.web import Page, a_file


@pytest.fixture
def examined(sent: Matter) -> Matter:
    """A request that Brussels examines; the examiner works on it."""
    be, number = sent.be, sent.number
    today = be.ministry.clock().date().isoformat()
    be.ministry.take(number, "acknowledge", received_on=today, responsible="Unit 3", confidentiality="kept")
    with be.ministry.session() as session:
        examiner = str(be.ministry.official(session, Role.EXAMINER).id)
    be.ministry.take(number, "assign", examiner=examiner)
    return sent


def letters_left(matter: Matter) -> int:
    with matter.be.ministry.session() as session:
        return session.scalar(select(func.count()).select_from(Outgoing)) or 0


def refusal(matter: Matter, role: Role = Role.EXAMINER, **more: object) -> Page:
    """The page of the letter of a refusal that an official has filled in."""
    visitor = matter.be.official(role)
    page = visitor.fill(f"{matter.base}/refuse", **{**REFUSAL, **more})
    assert page.status == 302, page.mistakes
    return visitor.get(page.location)


def test_filling_in_a_form_sends_nothing_and_shows_the_letter(examined: Matter) -> None:
    before = letters_left(examined)
    page = refusal(examined)
    assert letters_left(examined) == before
    assert "Read the letter before it leaves" in page.main
    (pdf,) = page.tree.xpath("//object/@data")
    visitor = examined.be.official(Role.EXAMINER)
    assert visitor.get(pdf).data.startswith(b"%PDF-")
    (text,) = page.tree.xpath("//object/iframe/@src")
    assert REFUSAL["reasons"] in visitor.get(text).html


class TestTwoOfficials:
    """A refusal is written by one and signed by another."""

    def test_the_author_proposes_it_and_nothing_leaves(self, examined: Matter) -> None:
        page = refusal(examined)
        assert "Sign and send" not in page.main
        proposed = page.press("propose")
        assert proposed.status == 302
        assert "waits for signature" in examined.be.official(Role.DECIDER).get(examined.base).main
        assert examined.stages() == ("transmitted", "examining")

    def test_another_reads_and_signs_it_and_a_page_says_what_left(self, examined: Matter) -> None:
        refusal(examined).press("propose")
        before = letters_left(examined)
        decider = examined.be.official(Role.DECIDER)
        page = decider.get(waiting(examined))
        assert "shown as" not in page.main
        sent = page.press("sign")
        assert sent.status == 302
        assert letters_left(examined) == before + 1
        done = decider.get(sent.location)
        assert "Request refused" in done.main
        assert "proposed by" in done.main
        assert "What happens next" in done.main
        with examined.be.ministry.session() as session:
            event = session.get_one(Dossier, examined.number).events[-1]
            assert (event.trigger, event.official, event.proposed_by) == (
                "refuse", examined.be.ministry.official(session, Role.DECIDER),
                examined.be.ministry.official(session, Role.EXAMINER),
            )  # fmt: skip
            assert session.scalars(select(Proposal)).all() == []

    def test_who_may_sign_it_finds_it_on_the_first_page_and_nobody_else(self, examined: Matter) -> None:
        waits = "Letters that wait for your signature"
        decider, examiner = (examined.be.official(role) for role in (Role.DECIDER, Role.EXAMINER))
        page = refusal(examined)
        assert waits not in decider.get("/").main
        page.press("propose")
        assert f"{waits} Refuse the request" in decider.get("/").main
        assert waits not in examiner.get("/").main
        assert waits not in examined.be.official(Role.AUDITOR).get("/").main
        decider.get(waiting(examined)).press("sign")
        assert waits not in decider.get("/").main

    def test_when_the_request_has_moved_on_nobody_is_asked_to_sign_it(self, examined: Matter) -> None:
        page = refusal(examined)
        page.press("propose")
        examined.be.ministry.take(examined.number, "refuse", **REFUSAL)
        decider = examined.be.official(Role.DECIDER)
        assert "Letters that wait" not in decider.get("/").main
        assert "Letters that have not left yet" not in decider.get(examined.base).main
        assert decider.get(page.path).status == 409

    def test_who_has_not_seen_the_letter_does_not_sign_it(self, examined: Matter) -> None:
        page = refusal(examined)
        page.press("propose")
        path = waiting(examined)
        decider = examined.be.official(Role.DECIDER)
        token = decider.get("/account").hidden["csrf_token"]
        before = letters_left(examined)
        answer = decider.send(f"{path}/sign", {"csrf_token": token})
        assert answer.status == 409
        assert "not the one that you were shown" in answer.main
        assert letters_left(examined) == before

    def test_nor_a_letter_that_has_become_another_one(self, examined: Matter) -> None:
        refusal(examined).press("propose")
        decider = examined.be.official(Role.DECIDER)
        page = decider.get(waiting(examined))
        examined.be.official(Role.EXAMINER).fill(
            changing(examined), **{**REFUSAL, "reasons": "Other reasons altogether."}
        )
        before = letters_left(examined)
        answer = page.press("sign")
        assert (answer.status, letters_left(examined)) == (409, before)
        assert "Other reasons altogether." in decider.get(f"{waiting(examined)}/letter.html").html

    def test_it_is_sent_back_with_words_and_changed(self, examined: Matter) -> None:
        refusal(examined).press("propose")
        decider, examiner = (examined.be.official(role) for role in (Role.DECIDER, Role.EXAMINER))
        page = decider.get(waiting(examined))
        assert page.press("send-back", remark="").status == 400
        assert page.press("send-back", remark="Name the interest.").status == 302
        assert "Name the interest." in examiner.get(examined.base).main
        form = examiner.get(changing(examined))
        assert REFUSAL["reasons"] in form.html
        again = form.again(reasons="The security of an ongoing operation.")
        page = examiner.get(again.location)
        assert "The security of an ongoing operation." in page.main
        assert page.press("propose").status == 302

    def test_whoever_signs_may_change_it_first(self, examined: Matter) -> None:
        refusal(examined).press("propose")
        decider = examined.be.official(Role.DECIDER)
        changed = decider.fill(changing(examined), **{**REFUSAL, "reasons": "Said better."})
        page = decider.get(changed.location)
        assert page.press("sign").status == 302
        with examined.be.ministry.session() as session:
            event = session.get_one(Dossier, examined.number).events[-1]
            assert event.answers["reasons"] == "Said better."
            assert event.proposed_by == examined.be.ministry.official(session, Role.EXAMINER)

    def test_documents_chosen_before_go_along_when_it_is_changed(self, examined: Matter) -> None:
        asking = f"{examined.base}/ask"
        examiner = examined.be.official(Role.EXAMINER)
        said = {"questions-0-question": "Which bank?", "answer_by": ["4", "1", "2027"]}
        first = examiner.get(examiner.fill(asking, **said, files=a_file("order.pdf", ORDER)).location)
        assert "order.pdf" in first.main
        form = examiner.get(f"{asking}?proposal={first.path.rsplit('/', 1)[1]}")
        assert "order.pdf" in form.main
        assert "order.pdf" in examiner.get(form.again(**{"questions-0-question": "Which branch?"}).location).main

    def test_who_wrote_it_alone_does_not_sign_it_even_with_the_role(self, examined: Matter) -> None:
        page = refusal(examined, Role.DECIDER)
        assert "Sign and send" not in page.main
        token = page.hidden["csrf_token"]
        answer = examined.be.official(Role.DECIDER).send(f"{page.path}/sign", {"csrf_token": token})
        assert answer.status == 403

    def test_it_may_be_given_up_by_its_author_alone(self, examined: Matter) -> None:
        page = refusal(examined)
        token = examined.be.official(Role.DECIDER).get("/account").hidden["csrf_token"]
        assert examined.be.official(Role.DECIDER).send(f"{page.path}/give-up", {"csrf_token": token}).status == 403
        assert page.press("give-up").status == 302
        assert examined.be.official(Role.EXAMINER).get(page.path).status == 409


def test_a_letter_of_one_official_is_read_and_signed_by_that_official(sent: Matter) -> None:
    drafter_side = sent.si.official(Role.SIGNATORY)
    page = drafter_side.fill(f"{sent.base}/enquire", words="How far is it?")
    assert page.status == 302, page.mistakes
    letter = drafter_side.get(page.location)
    assert "How far is it?" in letter.main
    assert letter.press("sign").status == 302


def test_another_request_s_letter_has_no_page_here(examined: Matter) -> None:
    page = refusal(examined)
    other = examined.be.ministry.start(counterpart="SI", title="Another", instrument="lhc", language="en")
    number = page.path.rsplit("/", 1)[1]
    for path in ("", "/letter.pdf", "/letter.html"):
        answer = examined.be.official(Role.SIGNATORY).get(f"/dossiers/{other}/letters/{number}{path}")
        assert (answer.status, REFUSAL["reasons"] in answer.html) == (409, False)


def test_what_is_against_a_step_is_said_on_its_form(executing: Matter) -> None:
    """Not only when it is signed: results without a word are no results."""
    page = executing.be.official(Role.DECIDER).fill(f"{executing.base}/refuse", **{**REFUSAL, "ground": "political"})
    assert page.status == 400


def waiting(matter: Matter) -> str:
    """The address of the letter that waits."""
    with matter.be.ministry.session() as session:
        return f"{matter.base}/letters/{session.scalars(select(Proposal.id)).one()}"


def changing(matter: Matter) -> str:
    """The address of its form."""
    return f"{matter.base}/refuse?proposal={waiting(matter).rsplit('/', 1)[1]}"


class TestOvertaken:
    """A letter that the request has left behind: nobody is offered it, its author reads its words for a while."""

    def test_its_author_still_reads_the_words_and_nobody_else(self, examined: Matter) -> None:
        page = refusal(examined)
        page.press("propose")
        examined.be.ministry.take(examined.number, "refuse", **{**REFUSAL, "reasons": "Said otherwise."})
        examiner, decider = (examined.be.official(role) for role in (Role.EXAMINER, Role.DECIDER))
        assert "What you had written before the request moved on" in examiner.get(examined.base).main
        assert "What you had written" not in decider.get(examined.base).main
        mine, theirs = examiner.get(page.path), decider.get(page.path)
        assert (mine.status, theirs.status) == (409, 409)
        assert REFUSAL["reasons"] in mine.main
        assert REFUSAL["reasons"] not in theirs.main
        assert mine.press("give-up").status == 302
        assert "What you had written" not in examiner.get(examined.base).main

    def test_where_the_step_is_open_again_it_is_written_anew_and_not_signed_as_it_stood(self, examined: Matter) -> None:
        be = examined.be
        accepted = be.official(Role.EXAMINER).fill(f"{examined.base}/accept", decided_by="The prosecutor of Bruges")
        page = be.official(Role.EXAMINER).get(accepted.location)
        page.press("propose")
        be.ministry.take(examined.number, "ask", questions=[{"question": "Which bank?"}], answer_by=in_days(30))
        be.put(examined.number, "examining")
        assert "Letters that wait" not in be.official(Role.DECIDER).get("/").main
        assert be.official(Role.DECIDER).get(page.path).status == 409
        mine = be.official(Role.EXAMINER).get(page.path)
        (anew,) = (link for link in mine.links if "accept?proposal=" in link)
        form = be.official(Role.EXAMINER).get(anew)
        assert "The prosecutor of Bruges" in form.html
        again = be.official(Role.EXAMINER).get(form.again().location)
        assert again.press("propose").status == 302
        assert be.official(Role.DECIDER).get(waiting(examined)).press("sign").status == 302

    def test_after_the_time_of_kept_words_it_is_removed(self, examined: Matter) -> None:
        refusal(examined).press("propose")
        examined.be.ministry.take(examined.number, "refuse", **REFUSAL)
        with examined.be.ministry.session() as session:
            (left,) = session.scalars(select(Proposal)).all()
            left.overtaken_at = now() - KEPT_FOR - timedelta(minutes=1)
            session.commit()
            assert session.scalars(select(LetterShown)).all() != []
        with examined.be.ministry.session() as session:
            other = session.get_one(Dossier, draft_small(examined.be.ministry, "SI", "Another", "en", ENGLISH))
            author, step = examined.be.ministry.official(session, Role.DRAFTER), other.table.step["submit"]
            another = prepare(session, "secret", other, step, author, Filled({}, {}, ()), now())
            assert session.scalars(select(Proposal)).all() == [another]
            assert session.scalars(select(LetterShown)).all() == []


def test_everyone_who_was_shown_it_is_remembered(examined: Matter) -> None:
    refusal(examined).press("propose")
    examined.be.hire("second", Role.DECIDER)
    examined.be.bring_in(examined.number, Role.DECIDER)
    first, second = examined.be.official(Role.DECIDER), examined.be.anew("second")
    page = first.get(waiting(examined))
    shown = second.get(waiting(examined))
    assert "Hanne Besluit" in shown.main
    for reader in (first, second):
        assert reader.get(f"{waiting(examined)}/letter.pdf").data.startswith(b"%PDF-")
    assert page.press("sign").status == 302, "that a colleague read it meanwhile takes nothing from whoever signs"
