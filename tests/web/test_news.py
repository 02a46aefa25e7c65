"""Each official is told of what concerns him or her: once, as he or she wishes, of nothing that may not be seen, and without a name."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from email.message import Message
from typing import Any

import pytest
from sqlalchemy import select, update

from mla.exchange import reception
from mla.installation import Installation
from mla.lifecycle.terms import Role
from mla.models import Involvement, Mention, Notice, NoticeWish, Official
from mla.news import rounds
from mla.package.sealing import Unacceptable
from mla.sample.ministry import Ministry
from mla.storage.database import now
from tests.support.drive import REFUSAL, Matter, Site, Visitor, assign, send
from tests.web.test_absences import absent
from tests.web.test_comments import comment, number_of
from tests.web.test_handing_over import examiner
from tests.web.test_reminders import Box, asked, post

__all__ = ["asked", "post"]  # fixtures

Small = Callable[[Ministry, str], uuid.UUID]
Told = set[tuple[str, str]]
OF_DRAFTER = {("drafter", "due_soon"), ("drafter", "overdue")}


def told(ministry: Ministry, today: date | None = None) -> Told:
    """To whom a round tells what: the first role of each, and the kind."""
    with ministry.session() as session:
        before = set(session.scalars(select(Notice.id)))
    rounds.keep(ministry.engine, ministry.installation, rounds.first().until, today)
    with ministry.session() as session:
        people = {one.id: one.roles[0] for one in session.scalars(select(Official))}
        return {(people[one.official_id], one.kind) for one in session.scalars(select(Notice)) if one.id not in before}


def wish(ministry: Ministry, role: Role, **said: object) -> None:
    with ministry.session() as session:
        who = ministry.official(session, role).id
        session.merge(NoticeWish(**{"official_id": who, "not_shown": [], "not_mailed": [], "at_once": False, **said}))
        session.commit()


def news(visitor: Visitor) -> str:
    return str(visitor.get("/news").main)


def test_each_step_of_a_request_is_told_to_whom_it_concerns_and_to_nobody_twice(
    pair: tuple[Ministry, Ministry], small: Small
) -> None:
    si, be = pair
    number = small(si, "BE")
    assert told(si) == set(), "nobody is told of his or her own draft"
    si.take(number, "submit")
    assert told(si) == {("signatory", "submission")}
    si.take(number, "send_back", reason="Name the farm.")
    assert told(si) == {("drafter", "sent_back")}
    assert told(si) == set()
    send(si, be, number)
    told(si)
    assert told(be) == {("registrar", "arrival")}, "whose the next step is, where nobody deals with it yet"
    be.take(number, "acknowledge", received_on="2026-11-25", responsible="Central Authority", confidentiality="kept")
    assign(be, number)
    assert told(be) == {("examiner", "assignment")}
    be.post_to(si)
    assert told(si) == {("drafter", "arrival")}
    be.take(number, "refuse", **REFUSAL)
    be.post_to(si)
    assert told(si) == {("drafter", "decision")}
    assert told(be) == set()


def test_a_letter_that_waits_is_told_to_whoever_signs_and_no_longer_once_it_was_signed(executing: Matter) -> None:
    examiner, decider = executing.be.official(Role.EXAMINER), executing.be.official(Role.DECIDER)
    told(executing.be.ministry)
    letter = examiner.fill(executing.at("refuse"), **REFUSAL).location
    examiner.get(letter).press("propose")
    assert told(executing.be.ministry) == {("decider", "submission")}
    assert "waits for your signature" in news(decider)
    decider.get(letter).press("send-back", remark="Which interests?")
    assert told(executing.be.ministry) == {("examiner", "sent_back")}
    assert "Nothing has happened that you have not seen." in news(decider)
    opened = examiner.get("/news")
    leads = next(one for one in opened.links if re.fullmatch(r"/news/\d+", one))
    assert examiner.get(leads).location == letter
    assert "sent back to you" in opened.main
    assert "sent back to you" not in news(examiner), "what was opened is put away"


def test_whoever_is_asked_to_look_is_told_until_he_or_she_has_looked(draft: Matter) -> None:
    drafter, signatory = draft.si.official(Role.DRAFTER), draft.si.official(Role.SIGNATORY)
    thread = comment(drafter, draft, "Is Inventada named?", mentions=[number_of(draft.si, Role.SIGNATORY)])
    assert told(draft.si.ministry) == {("signatory", "mention")}
    page = signatory.get("/news")
    assert "a colleague asks you to look at a comment" in page.main
    assert "Inventada" not in page.main
    assert "1 news, not opened" in signatory.get("/").main
    signatory.get(thread)
    assert "Nothing has happened" in news(signatory)


def test_a_package_that_was_refused_is_told_to_the_registry_of_both_and_to_whoever_sent_it(
    pair: tuple[Ministry, Ministry], small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    si, be = pair
    number = small(si, "BE")

    def refuses(*_told: object) -> None:
        raise Unacceptable("It is not for us.")

    monkeypatch.setattr(reception, "_open", refuses)
    send(si, be, number)
    assert ("registrar", "refused_package") in told(be)
    assert {("registrar", "refused_package"), ("drafter", "refused_package")} <= told(si)


def test_a_limit_is_told_once_when_soon_and_once_when_late(asked: tuple[Ministry, Ministry, uuid.UUID]) -> None:
    si, _be, _number = asked
    told(si)
    days = [date(2026, 11, 27), date(2026, 11, 28), date(2026, 12, 2), date(2026, 12, 9)]
    assert [told(si, day) & OF_DRAFTER for day in days] == [
        {("drafter", "due_soon")},
        set(),
        {("drafter", "overdue")},
        set(),
    ]
    assert "a time limit ended on 1 December 2026" in news(Site(si).official(Role.DRAFTER))


def test_whoever_may_not_see_a_request_any_more_is_told_nothing_of_it(
    asked: tuple[Ministry, Ministry, uuid.UUID],
) -> None:
    si, _be, _number = asked
    told(si)
    drafter = Site(si).official(Role.DRAFTER)
    with si.session() as session:
        notice = session.scalars(select(Notice).where(Notice.kind == "arrival")).first()
        assert notice
        si.official(session, Role.DRAFTER).roles = [Role.ADMINISTRATOR.value]
        session.commit()
    assert "MLA-2026" not in news(drafter)
    assert drafter.get(f"/news/{notice.id}").status == 404
    other = Site(si).official(Role.SIGNATORY)
    assert other.get(f"/news/{notice.id}").status == 404, "nor is anybody told what a colleague is told"


def test_whoever_opens_the_request_by_another_way_has_seen_it_too(sent: Matter) -> None:
    told(sent.be.ministry)
    registrar = sent.be.official(Role.REGISTRAR)
    assert "has come: Request sent" in news(registrar)
    registrar.get(sent.at())
    assert "Nothing has happened" in news(registrar)
    assert "not opened" not in registrar.get("/").main


class TestMails:
    """What is told by mail, when, and how often."""

    @pytest.fixture
    def mailed(
        self, asked: tuple[Ministry, Ministry, uuid.UUID], post: tuple[Box, int]
    ) -> Iterator[Callable[[], list[str]]]:
        """Runs a daily round of mails, or one of the courier; returns what was said in each mail."""
        si, _be, _number = asked
        box, port = post
        self.ministry = si
        self.installation = Installation(replace(si.config, smtp_host="127.0.0.1", smtp_port=port))
        self.box = lambda: [said(one) for one in box.letters]

        def run(daily: bool = True) -> list[str]:
            box.letters.clear()
            if daily:
                list(rounds.remind(si.engine, self.installation))
            else:
                rounds.tell(si.engine, self.installation, rounds.Looked(rounds.first().until, date(2026, 11, 25)))
            return [said(one) for one in box.letters]

        return run  # type: ignore[return-value]

    def test_once_a_day_all_together_and_each_once(self, mailed: Callable[..., list[str]]) -> None:
        assert mailed(daily=False) == []
        (letter,) = (one for one in mailed() if "drafter" in one)
        assert "SI-MLA-2026-0001 (Mutual legal assistance): has come: Additional information asked" in letter
        for hidden in ("Inventada", "Test request", "IMAGINARIO"):
            assert hidden not in letter
        assert mailed() == []

    def test_at_once_where_it_is_wished(self, mailed: Callable[..., list[str]]) -> None:
        wish(self.ministry, Role.DRAFTER, at_once=True)
        (letter,) = mailed(daily=False)
        assert "has come: Additional information asked" in letter
        assert mailed(daily=False) == []

    def test_not_of_what_is_switched_off(self, mailed: Callable[..., list[str]]) -> None:
        wish(self.ministry, Role.DRAFTER, not_mailed=["arrival", "due_soon"], not_shown=["overdue"])
        assert not any("drafter" in one for one in mailed())
        drafter = Site(self.ministry).official(Role.DRAFTER)
        assert "Additional information asked" in news(drafter)

    def test_a_mail_server_that_is_away_keeps_nothing_from_being_told_later(
        self, mailed: Callable[..., list[str]]
    ) -> None:
        wish(self.ministry, Role.DRAFTER, at_once=True)
        there, self.installation = (
            self.installation,
            Installation(replace(self.ministry.config, smtp_host="127.0.0.1", smtp_port=9)),
        )
        assert mailed(daily=False) == []
        self.installation = there
        assert len(mailed(daily=False)) == 1

    @pytest.mark.parametrize("daily", [True, False])
    @pytest.mark.parametrize("address", ["nobody@ministry.example", "two\nlines@x.example"])
    def test_one_address_that_takes_no_mail_keeps_nobody_else_from_being_told(
        self, mailed: Callable[..., list[str]], address: str, daily: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def refuses(_self: Box, _server: Any, _session: Any, envelope: Any, to: str, _options: Any) -> str:
            if to.startswith("nobody"):
                return "550 There is nobody of this name"
            envelope.rcpt_tos.append(to)
            return "250 OK"

        monkeypatch.setattr(Box, "handle_RCPT", refuses, raising=False)
        with self.ministry.session() as session:
            first = self.ministry.official(session, Role.DRAFTER)
            session.add(Official(name="Later", email="later@x.example", password="", roles=["drafter"], active=True))
            session.flush()
            later = session.scalars(select(Official).order_by(Official.id.desc())).first()
            assert later
            assert later.id > first.id
            (about,) = {one.dossier_id for one in session.scalars(select(Involvement))}
            session.add(Involvement(dossier_id=about, official_id=later.id))
            for one in (first, later):
                session.merge(NoticeWish(official_id=one.id, not_shown=[], not_mailed=[], at_once=True))
                session.add(Notice(official_id=one.id, dossier_id=about, kind="assignment", key="entry x", at=now()))
            first.email = address
            session.commit()
        try:
            told = mailed(daily=daily)
        except (OSError, ValueError):
            told = self.box()
        assert sum("later@x.example" in one for one in told) == 1
        with self.ministry.session() as session:
            mailed_to = session.scalars(select(Notice.official_id).where(Notice.mailed_at.is_not(None)))
            assert first.id not in set(mailed_to), "what was not sent is told once it can be"

    def test_a_mail_server_that_hangs_is_waited_for_once_a_round(
        self, mailed: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with self.ministry.session() as session:
            (about,) = {one.dossier_id for one in session.scalars(select(Involvement))}
            for role in (Role.DRAFTER, Role.SIGNATORY):
                one = self.ministry.official(session, role)
                session.merge(NoticeWish(official_id=one.id, not_shown=[], not_mailed=[], at_once=True))
                session.add(Notice(official_id=one.id, dossier_id=about, kind="assignment", key="entry x", at=now()))
            session.commit()
        waited: list[object] = []

        def hangs(_config: object, messages: object) -> None:
            waited.append(messages)
            raise TimeoutError

        monkeypatch.setattr("mla.news.rounds.send", hangs)
        assert mailed(daily=False) == []
        assert len(waited) == 1


def said(letter: Message) -> str:
    """To whom a mail goes, and what it says."""
    payload = letter.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return f"{letter['To']} {letter['Subject']} {payload.decode()}"


def test_an_official_chooses_on_a_page_what_is_told_and_how(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    page = drafter.get("/news/wishes")
    assert page.fields["shown"] == page.fields["mailed"]
    assert len(page.fields["shown"]) == 10
    assert page.fields["when"] == ["daily"]
    drafter.fill("/news/wishes", shown=["arrival"], mailed=[], when="at_once")
    again = drafter.get("/news/wishes")
    assert (again.fields["shown"], again.fields.get("mailed", []), again.fields["when"]) == (
        ["arrival"],
        [],
        ["at_once"],
    )


def test_all_that_the_page_showed_is_put_away_and_nothing_that_came_since(sent: Matter) -> None:
    told(sent.be.ministry)
    registrar = sent.be.official(Role.REGISTRAR)
    page = registrar.get("/news")
    assert "has come: Request sent" in page.main
    sent.si.ministry.take(sent.number, "enquire", words="How does it stand?")
    sent.post()
    told(sent.be.ministry)
    page.press("seen")
    left = news(registrar)
    assert "Request sent" not in left
    assert "Status enquired" in left


def test_whoever_stands_in_is_told_that_the_absent_colleague_is_asked_to_look_until_one_of_them_has(
    executing: Matter,
) -> None:
    be = executing.be
    be.hire("Replacement", Role.EXAMINER)
    assert absent(be, Role.EXAMINER, examiner(be), "Replacement").status == 302
    comment(be.official(Role.DECIDER), executing, "See the seal.", mentions=[number_of(be, Role.EXAMINER)])
    told(be.ministry)
    stands_in, says = be.official("Replacement"), "a colleague asks you to look at a comment"
    assert says in news(stands_in)
    assert says in news(be.official(Role.EXAMINER))
    assert says not in news(be.official(Role.DECIDER))
    with be.ministry.session() as session:
        session.execute(update(Mention).values(seen_at=now()))
        session.commit()
    assert says not in news(stands_in)


def test_whoever_stands_in_is_told_of_what_comes_for_an_absent_colleague(sent: Matter) -> None:
    si, be = sent.si, sent.be
    si.hire("Substitute", Role.DRAFTER)
    with si.ministry.session() as session:
        drafter = si.ministry.official(session, Role.DRAFTER).name
    assert absent(si, Role.DRAFTER, drafter, "Substitute").status == 302
    told(si.ministry)
    be.ministry.take(sent.number, "acknowledge", received_on="2026-11-25", responsible="Office", confidentiality="kept")
    be.ministry.post_to(si.ministry)
    rounds.keep(si.ministry.engine, si.ministry.installation, rounds.first().until, None)
    with si.ministry.session() as session:
        rows = session.execute(select(Official.name, Notice.kind).join(Notice, Notice.official_id == Official.id))
        assert ("Substitute", "arrival") in {tuple(row) for row in rows}
