"""Officials comment on a request, its sections and its letters; whoever is asked finds it; a signature waits for what blocks."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from sqlalchemy import delete, select, update

from mla.lifecycle.terms import Role
from mla.models import AuditEntry, Comment, Official
from mla.records.digests import comment_digest
from mla.records.verify import verify
from tests.support.drive import REFUSAL, Matter, Page, Site, Visitor, in_boxes
from tests.web.test_few_questions import statements
from tests.web.test_when_something_fails import locked
from tests.web.test_words_survive_the_session import back_in, end_sessions

WAITS = "Comments that wait for you"
HOLDS = "The signature waits for comments that are still open"


def comment(visitor: Visitor, matter: Matter, words: str, place: str = "request", **more: object) -> str:
    """Comment on a place; the page of the thread."""
    page = visitor.fill(matter.at(f"comments/new?place={place}"), words=words, **more)
    assert page.status == 302, page.mistakes
    return page.location


def number_of(site: Site, role: Role) -> str:
    """The account of the official with a role, as a form names it."""
    with site.ministry.session() as session:
        return str(site.ministry.official(session, role).id)


def change(site: Site, number: str, **columns: object) -> None:
    """Change an account."""
    with site.ministry.session() as session:
        session.execute(update(Official).where(Official.id == int(number)).values(**columns))
        session.commit()


def offered(page: Page) -> list[str]:
    """Whom a page offers to be asked to look."""
    return [str(one) for one in page.tree.xpath("//input[@name='mentions']/@value")]


def submitted(matter: Matter) -> Matter:
    matter.si.ministry.take(matter.number, "submit")
    return matter


class TestAThread:
    """A comment is answered, resolved and opened again; nothing of it is rewritten."""

    def test_it_stands_on_the_page_of_the_request_with_its_author(self, draft: Matter) -> None:
        drafter, signatory = draft.si.official(Role.DRAFTER), draft.si.official(Role.SIGNATORY)
        thread = comment(drafter, draft, "Is the convoy named rightly?")
        page = signatory.get(draft.at())
        assert "Is the convoy named rightly?" in page.main
        assert thread in page.links

    def test_it_is_answered_resolved_and_opened_again_and_every_word_stays(self, draft: Matter) -> None:
        drafter, signatory = draft.si.official(Role.DRAFTER), draft.si.official(Role.SIGNATORY)
        thread = comment(drafter, draft, "Is the convoy named rightly?")
        assert signatory.fill(thread, words="It is.", resolve="y").status == 302
        assert "Resolved" in drafter.get(thread).main
        assert drafter.fill(thread, words="Not on page two.", open_again="y").status == 302
        page = signatory.get(thread)
        for words in ("Is the convoy named rightly?", "It is.", "Not on page two.", "opened again"):
            assert words in page.main
        assert "Resolve the comment" in page.main

    def test_nobody_says_nothing(self, draft: Matter) -> None:
        drafter = draft.si.official(Role.DRAFTER)
        assert drafter.fill(draft.at("comments/new"), words=" ").mistakes == ["Write your comment."]
        thread = comment(drafter, draft, "Is it so?")
        assert drafter.fill(thread, words="").mistakes == ["Write your answer."]
        assert drafter.fill(thread, words="", resolve="y").status == 302

    def test_what_was_typed_in_two_windows_is_not_lost_where_the_comment_was_resolved_meanwhile(
        self, draft: Matter
    ) -> None:
        drafter, signatory = draft.si.official(Role.DRAFTER), draft.si.official(Role.SIGNATORY)
        thread = comment(drafter, draft, "Is it so?")
        open_window = drafter.get(thread)
        signatory.fill(thread, words="", resolve="y")
        late = open_window.again(words="One more thing.")
        assert late.status == 409
        assert "One more thing." in late.fields["words"][0]
        assert late.again().status == 302

    def test_a_colleague_who_neither_wrote_it_nor_signs_may_answer_and_not_resolve_it(self, draft: Matter) -> None:
        thread = comment(draft.si.official(Role.SIGNATORY), draft, "Is it so?")
        registrar = draft.si.official(Role.REGISTRAR)
        assert "Resolve the comment" not in registrar.get(thread).main
        assert registrar.fill(thread, words="I think so.", resolve="y").status == 302
        assert "Open" in registrar.get(thread).main.split("Is it so?")[0]

    def test_an_auditor_reads_and_writes_nothing(self, draft: Matter) -> None:
        thread = comment(draft.si.official(Role.DRAFTER), draft, "Is it so?")
        auditor = draft.si.official(Role.AUDITOR)
        assert "Is it so?" in auditor.get(thread).main
        assert "Your answer" not in auditor.get(thread).main
        assert auditor.get(draft.at("comments/new")).status == 403
        assert draft.at("comments/new") not in auditor.get(draft.at()).links
        held = auditor.get("/account").hidden["csrf_token"]
        for path in (thread, draft.at("comments/new")):
            assert auditor.send(path, {"csrf_token": held, "words": "No."}).status == 403

    def test_it_comes_back_where_the_session_ended_meanwhile(self, draft: Matter) -> None:
        drafter = draft.si.official(Role.DRAFTER)
        typing = drafter.get(draft.at("comments/new?place=section:state_facts"))
        end_sessions(draft.si)
        again = back_in(drafter, draft.si, typing.again(words="Half a thought", blocks="y"), Role.DRAFTER)
        assert again.fields["words"] == ["Half a thought"]
        assert again.fields["blocks"] == ["y"]
        assert again.again().status == 302

    def test_a_section_that_the_request_does_not_have_is_no_place(self, draft: Matter) -> None:
        drafter = draft.si.official(Role.DRAFTER)
        for place in ("section:attach_all", "letter:nothing", "paper:99", "elsewhere", "section:"):
            assert drafter.get(draft.at(f"comments/new?place={place}")).status == 404, place


class TestWhoLearnsOfIt:
    """Only those who may see the request are named, asked, shown or found anything."""

    def test_whoever_may_not_see_the_request_is_not_offered_nor_taken(self, draft: Matter) -> None:
        draft.si.hire("Outsider", Role.DRAFTER)
        with draft.si.ministry.session() as session:
            outsider = str(session.scalars(select(Official.id).where(Official.name == "Outsider")).one())
        drafter = draft.si.official(Role.DRAFTER)
        page = drafter.get(draft.at("comments/new"))
        assert number_of(draft.si, Role.SIGNATORY) in offered(page)
        assert outsider not in offered(page)
        assert "Outsider" not in page.main
        refused = page.again(words="Look.", mentions=outsider)
        assert refused.status == 400
        assert "Outsider" not in refused.main
        signed_in = draft.si.nobody()
        assert draft.si.anew("Outsider") is not signed_in
        assert draft.si.anew("Outsider").get(draft.at("comments/new")).status == 404

    def test_whoever_was_mentioned_finds_it_on_the_desk_until_he_has_looked(self, draft: Matter) -> None:
        drafter, signatory = draft.si.official(Role.DRAFTER), draft.si.official(Role.SIGNATORY)
        thread = comment(drafter, draft, "Please look.", mentions=number_of(draft.si, Role.SIGNATORY))
        assert WAITS in signatory.get("/").main
        assert thread in signatory.get("/").links
        assert WAITS not in drafter.get("/").main
        assert "Please look." in signatory.get(thread).main
        assert WAITS not in signatory.get("/").main

    def test_an_answer_may_ask_somebody_else(self, draft: Matter) -> None:
        drafter, registrar = draft.si.official(Role.DRAFTER), draft.si.official(Role.REGISTRAR)
        thread = comment(drafter, draft, "Please look.")
        drafter.fill(thread, words="Or you.", mentions=number_of(draft.si, Role.REGISTRAR))
        assert WAITS in registrar.get("/").main
        registrar.fill(thread, words="I have.")
        assert WAITS not in registrar.get("/").main

    def test_its_words_are_found_by_those_who_see_the_request_and_by_nobody_else(self, draft: Matter) -> None:
        drafter = draft.si.official(Role.DRAFTER)
        thread = comment(drafter, draft, "Beware of the Krokodil.")
        drafter.fill(thread, words="It is a Lindwurm.")
        draft.si.hire("Outsider", Role.DRAFTER)
        for word in ("krokod", "lindwurm"):
            assert "Investigation Tresna" in draft.si.official(Role.SIGNATORY).get(f"/requests?words={word}").main
            assert "Investigation Tresna" not in draft.si.anew("Outsider").get(f"/requests?words={word}").main

    def test_the_page_of_a_request_asks_twice_more_and_the_desk_no_more_for_many(self, draft: Matter) -> None:
        drafter, signatory = draft.si.official(Role.DRAFTER), draft.si.official(Role.SIGNATORY)
        asked = number_of(draft.si, Role.SIGNATORY)
        counts = []
        for _ in range(2):
            for _ in range(3):
                comment(drafter, draft, "Please look.", mentions=asked)
            for path in (draft.at(), "/"):
                signatory.get(path)
                with statements() as sent:
                    signatory.get(path)
                counts.append((len(sent), sum("FROM comment" in one for one in sent)))
        assert counts[:2] == counts[2:]
        assert [about for _all, about in counts[:2]] == [2, 1]


class TestTheSignatureWaits:
    """While a comment that blocks is open, nobody signs what it is about, whatever page he comes from."""

    def test_a_text_is_signed_only_once_it_is_resolved(self, draft: Matter) -> None:
        drafter, signatory = submitted(draft).si.official(Role.DRAFTER), draft.si.official(Role.SIGNATORY)
        thread = comment(drafter, draft, "The place is wrong.", "section:state_facts", blocks="y")
        page = signatory.get(draft.at())
        assert HOLDS in page.main
        assert thread in page.links
        assert "Sign the request. The signature waits" in page.main
        refused = signatory.send(draft.at("sign"), {**page.hidden, "read": "y"})
        assert refused.status == 403
        assert thread in refused.links
        assert "The place is wrong." not in draft.si.official(Role.ADMINISTRATOR).get("/audit").html
        assert draft.stage == "checking"
        signatory.fill(thread, words="Corrected.", resolve="y")
        assert signatory.fill(draft.at("sign"), read="y").status == 302

    def test_whoever_drafts_sees_it_where_the_section_is_written(self, draft: Matter) -> None:
        thread = comment(draft.si.official(Role.SIGNATORY), draft, "Which year?", "section:state_facts")
        drafter = draft.si.official(Role.DRAFTER)
        for page in ("", "/draft", "/check", "/state_facts"):
            assert thread in drafter.get(f"{draft.base}{page}").links, page
        assert thread not in drafter.get(draft.at("describe_case")).links

    def test_whoever_reads_the_whole_text_before_signing_sees_what_was_said_of_the_whole(self, draft: Matter) -> None:
        thread = comment(draft.si.official(Role.DRAFTER), draft, "Is it urgent?")
        assert thread in draft.si.official(Role.SIGNATORY).get(draft.at("check")).links

    def test_what_does_not_block_holds_nothing_back(self, draft: Matter) -> None:
        submitted(draft)
        comment(draft.si.official(Role.DRAFTER), draft, "Well done.")
        assert draft.si.official(Role.SIGNATORY).fill(draft.at("sign"), read="y").status == 302

    def test_a_signed_text_is_not_sent_while_one_is_open(self, draft: Matter) -> None:
        submitted(draft)
        signatory = draft.si.official(Role.SIGNATORY)
        signatory.fill(draft.at("sign"), read="y")
        thread = comment(draft.si.official(Role.DRAFTER), draft, "Wait.", blocks="y")
        page = signatory.get(signatory.fill(draft.at("transmit")).location)
        assert HOLDS in page.main
        assert thread in page.links
        assert "Sign and send" not in page.main

    def test_a_letter_can_be_read_while_it_waits_and_is_signed_once_it_is_resolved(self, executing: Matter) -> None:
        examiner, decider = executing.be.official(Role.EXAMINER), executing.be.official(Role.DECIDER)
        written = examiner.get(examiner.fill(executing.at("refuse"), **REFUSAL).location)
        written.press("propose")
        address = written.path
        before = decider.get(address)
        thread = comment(decider, executing, "Name the article.", "letter:refuse", blocks="y")
        assert decider.get(thread).tree.xpath("//a[@class='govuk-back-link']/@href") == [address]
        page = decider.get(address)
        assert page.tree.xpath("//object/@data"), "The letter is still shown."
        assert "Sign and send" not in page.main
        assert thread in page.links
        refused = before.press("sign")
        assert refused.status == 422
        assert HOLDS in refused.main
        assert thread in refused.links
        assert executing.stages()[1] == "executing"
        examiner.fill(thread, words="Done.")
        assert WAITS in decider.get("/").main, "It is the author's to resolve what was answered."
        decider.fill(thread, words="", resolve="y")
        assert decider.get(address).press("sign").status == 302
        assert "Letter: Request refused" in decider.get(thread).main, "It stands with the letter that has left."

    def test_it_stands_with_a_letter_that_left_while_it_was_written_and_holds_back_no_later_one(
        self, executing: Matter
    ) -> None:
        examiner, decider = executing.be.official(Role.EXAMINER), executing.be.official(Role.DECIDER)
        letter = examiner.get(examiner.fill(executing.at("refuse"), **REFUSAL).location)
        letter.press("propose")
        window = examiner.get(executing.at("comments/new?place=letter:refuse"))
        assert decider.get(letter.path).press("sign").status == 302
        thread = window.again(words="Name the article.", blocks="y").location
        assert "Letter: Request refused" in decider.get(thread).main
        assert "that has not left" not in decider.get(executing.at()).main

    def test_what_was_typed_is_there_to_be_copied_where_the_database_is_busy(self, draft: Matter) -> None:
        drafter = draft.si.official(Role.DRAFTER)
        window = drafter.get(draft.at("comments/new"))
        answers = drafter.get(comment(drafter, draft, "Is it so?"))
        with locked(draft.si):
            for page in (window, answers):
                busy = page.again(words="Name the article.")
                assert busy.status == 503
                assert "Name the article." in busy.main

    def test_what_is_said_of_one_letter_holds_no_other_back(self, executing: Matter) -> None:
        examiner, decider = executing.be.official(Role.EXAMINER), executing.be.official(Role.DECIDER)
        comment(examiner, executing, "Not yet.", "letter:refuse", blocks="y")
        page = decider.get(examiner.fill(executing.at("postpone"), reasons="A trial runs.").location)
        assert "Sign and send" in page.main

    def test_it_waits_on_the_desk_of_whoever_deals_with_the_request(self, executing: Matter) -> None:
        examiner, decider = executing.be.official(Role.EXAMINER), executing.be.official(Role.DECIDER)
        thread = comment(decider, executing, "The seal is missing.", blocks="y")
        assert thread in examiner.get("/").links
        assert WAITS not in decider.get("/").main
        examiner.fill(thread, words="It is there now.")
        assert thread not in examiner.get("/").links
        assert thread in decider.get("/").links

    @pytest.mark.parametrize("gone", [{"active": False}, {"roles": ["administrator"]}])
    def test_once_its_author_has_left_it_waits_for_whoever_deals_with_the_request_who_may_resolve_it(
        self, executing: Matter, gone: dict[str, object]
    ) -> None:
        be = executing.be
        be.hire("Other", Role.DECIDER)
        examiner, other = be.official(Role.EXAMINER), be.official("Other")
        thread = comment(be.official(Role.DECIDER), executing, "The seal is missing.", blocks="y")
        examiner.fill(thread, words="It is there now.")
        change(be, number_of(be, Role.DECIDER), **gone)
        assert thread in examiner.get("/").links, "nobody else will speak next"
        assert WAITS not in other.get("/").main
        examiner.fill(thread, words="So be it.", resolve="y")
        assert WAITS not in examiner.get("/").main

    def test_where_nobody_deals_with_the_request_either_it_waits_for_whoever_signs(self, executing: Matter) -> None:
        be = executing.be
        be.hire("Other", Role.DECIDER)
        be.hire("Clerk", Role.REGISTRAR)
        thread = comment(be.official(Role.DECIDER), executing, "The seal is missing.", blocks="y")
        be.official(Role.EXAMINER).fill(thread, words="It is there now.")
        for role in (Role.DECIDER, Role.EXAMINER):
            change(be, number_of(be, role), active=False)
        assert thread in be.official("Other").get("/").links
        assert WAITS not in be.official("Clerk").get("/").main

    def test_whoever_stands_in_for_its_author_finds_it_once_it_is_answered(self, executing: Matter) -> None:
        be = executing.be
        be.hire("Other", Role.DECIDER)
        examiner, decider, other = be.official(Role.EXAMINER), be.official(Role.DECIDER), be.official("Other")
        thread = comment(decider, executing, "The seal is missing.", blocks="y")
        examiner.fill(thread, words="It is there now.")
        assert WAITS not in other.get("/").main
        with be.ministry.session() as session:
            stands_in = session.scalar(select(Official.id).where(Official.name == "Other"))
        told = {"first": in_boxes(0), "last": in_boxes(9), "substitute": str(stands_in)}
        assert decider.fill(f"/absences/{number_of(be, Role.DECIDER)}", **told).status == 302
        assert thread in other.get("/").links

    def test_what_the_other_state_sends_waits_for_nobody_here(self, sent: Matter) -> None:
        comment(sent.si.official(Role.DRAFTER), sent, "Hm.", blocks="y")
        sent.be.ministry.take(
            sent.number, "acknowledge", received_on=sent.be.ministry.clock().date().isoformat(), responsible="Unit 3",
            confidentiality="kept",
        )  # fmt: skip
        sent.post()
        assert sent.stages() == ("received", "received")


def test_comments_are_no_part_of_the_record_and_who_made_them_stands_in_the_audit_log(draft: Matter) -> None:
    ministry = draft.si.ministry
    thread = comment(draft.si.official(Role.DRAFTER), draft, "Is it so?")
    draft.si.official(Role.SIGNATORY).fill(thread, words="It is.", resolve="y")
    with ministry.session() as session:
        assert list(verify(session, ministry.installation)) == []
        lines = session.scalars(select(AuditEntry).where(AuditEntry.what == "commented").order_by(AuditEntry.number))
        told = {line.detail["comment"]: line.detail["sha256"] for line in lines}
        assert told == {one.id: comment_digest(one) for one in session.scalars(select(Comment))}
        assert "Is it so?" not in str([line.detail for line in session.scalars(select(AuditEntry))])
        answer, first = Comment.thread_id.is_not(None), Comment.thread_id.is_(None)
        for which, change, told in (
            (answer, {"words": "It is not."}, "is not what"),
            (first, {"author_id": Comment.author_id + 1}, "is not what"),
            (first, {"blocks": True}, "is not what"),
            (first, {"open": True}, "whether it is open"),
        ):
            session.execute(update(Comment).where(which).values(**change))
            session.expire_all()
            assert any(told in fault for fault in verify(session, ministry.installation)), change
            session.rollback()
        session.execute(delete(Comment).where(answer))
        assert any("is gone" in fault for fault in verify(session, ministry.installation))


class TestAName:
    """Whoever is named after an “@” is asked to look, without a list and without a script."""

    def test_it_asks_that_colleague_beside_those_who_are_ticked(self, draft: Matter) -> None:
        drafter, signatory = draft.si.official(Role.DRAFTER), draft.si.official(Role.SIGNATORY)
        name = name_of(draft.si, Role.SIGNATORY)
        decider = number_of(draft.si, Role.DECIDER)
        thread = comment(drafter, draft, f"@{name}, is it so?", mentions=[decider])
        assert WAITS in signatory.get("/").main
        assert WAITS in draft.si.official(Role.DECIDER).get("/").main
        assert f"to {name}" in signatory.get(thread).main
        signatory.fill(thread, words=f"Ask @{name_of(draft.si, Role.REGISTRAR).upper()}.")
        assert WAITS in draft.si.official(Role.REGISTRAR).get("/").main

    def test_who_is_not_known_or_may_not_see_the_request_is_said_so_and_nothing_typed_is_lost(
        self, draft: Matter
    ) -> None:
        drafter = draft.si.official(Role.DRAFTER)
        draft.si.hire("Stranger", Role.DRAFTER)
        for words in ("Is it so, @Nobody?", "@Stranger look", f"@{name_of(draft.si, Role.ADMINISTRATOR)}"):
            page = drafter.fill(draft.at("comments/new"), words=words)
            assert page.status == 400
            assert "is no colleague who may see this request" in page.mistakes[0], words
            assert page.fields["words"] == [words]
        assert drafter.fill(draft.at("comments/new"), words="Write to a@example.invalid").status == 302


def name_of(site: Site, role: Role) -> str:
    with site.ministry.session() as session:
        return site.ministry.official(session, role).name


class TestAnItem:
    """A comment stands on one person, measure or document, and stays with it."""

    def test_it_stands_on_the_person_and_names_a_protected_one_by_pseudonym(self, draft: Matter) -> None:
        drafter = draft.si.official(Role.DRAFTER)
        told = {"protected": "y", "pseudonym": "Witness B", "family_name": "Krokodilhalle", "given_names": ""}
        drafter.fill(draft.at("name_person") + "?number=1", **told)
        check = drafter.get(draft.at("check"))
        (on_person,) = (one for one in check.links if "item:name_person" in unquote(one))
        assert drafter.fill(on_person, words="Is she told of her rights?").status == 302
        signatory = draft.si.official(Role.SIGNATORY)
        page = signatory.get(draft.at())
        assert "Is she told of her rights? Person 1: Witness B" in page.main
        assert "Krokodilhalle" not in page.main
        for where in ("check", "draft", "name_person?number=1"):
            assert "Is she told of her rights?" in drafter.get(draft.at(where)).main, where

    def test_it_stays_with_its_item_when_numbers_move_up_and_says_when_that_is_gone(self, draft: Matter) -> None:
        drafter, ministry = draft.si.official(Role.DRAFTER), draft.si.ministry
        ministry.take(
            draft.number, "name_person", family_name="Second", capacity="witness", nature="natural", link="Saw it."
        )
        second = [one for one in drafter.get(draft.at("check")).links if "item:name_person" in unquote(one)][1]
        drafter.fill(second, words="Which Second?")
        ministry.take(draft.number, "drop_person", number="1")
        assert "Which Second? Person 1: Second" in drafter.get(draft.at()).main
        ministry.take(draft.number, "drop_person", number="1")
        assert "Which Second? Something that is not in the request any more" in drafter.get(draft.at()).main
        assert drafter.get(second).status == 404

    def test_it_stands_on_a_measure_and_on_a_document(self, draft: Matter) -> None:
        drafter = draft.si.official(Role.DRAFTER)
        links = [unquote(one) for one in drafter.get(draft.at("check")).links]
        for trigger in ("item:ask_measure", "item:attach"):
            (on,) = (one for one in links if trigger in one)
            assert drafter.fill(on, words=f"About {trigger}").status == 302
        page = drafter.get(draft.at()).main
        assert "About item:ask_measure Measure 1" in page
        assert "About item:attach Attachment 1: Order of the judge" in page
        for wrong in ("item:attach:999", "item:nothing:1", "item:", "item:name_person:x"):
            assert drafter.get(draft.at(f"comments/new?place={wrong}")).status == 404
