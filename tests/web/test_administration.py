"""Administration: what is set on screen holds at once and everywhere, with a reason and a history; nothing of before changes."""

from __future__ import annotations

import io
from datetime import date

import pypdfium2
import pytest
from sqlalchemy import select, update

from mla.agreements.known import know
from mla.deadlines.due import due
from mla.installation import Installation
from mla.lifecycle.terms import Role
from mla.models import AuditEntry, Dossier, RegisterEntry, Setting
from mla.news.telling import wish_of
from mla.records.verify import verify
from mla.register.keeping import faults, follow_days_off
from tests.support.drive import Matter, Page, Site

ADMIN = Role.ADMINISTRATOR
WHY = {"reason": "Renamed by law"}
PAGES = (
    "",
    "/letterhead",
    "/numbering",
    "/news",
    "/holidays",
    "/holidays/day",
    "/holidays/weekend",
    "/letterhead/back/0",
)


def change(site: Site, name: str, **told: object) -> Page:
    return site.official(ADMIN).fill(f"/administration/{name}", **{**WHY, **told})


def correct(site: Site, day: str, closed: str = "closed", **told: str) -> Page:
    boxes = list(reversed(day.split("-")))
    words = {"reason": "Bridge day", "source": "Official gazette 91/2026", **told}
    return site.official(ADMIN).fill("/administration/holidays/day", on=boxes, closed=closed, **words)


def wrong(site: Site) -> list[str]:
    with site.ministry.session() as session:
        return list(verify(session, know(session, site.ministry.installation)))


def words_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


@pytest.mark.parametrize("role", [role for role in Role if role is not ADMIN])
def test_nobody_but_an_administrator_administers(draft: Matter, role: Role) -> None:
    for page in PAGES:
        assert draft.si.official(role).get(f"/administration{page}").status == 403
    assert draft.si.official(role).post("/administration/letterhead", **WHY).status == 403


def test_one_page_leads_to_all_of_it(draft: Matter) -> None:
    chief = draft.si.official(ADMIN)
    links = chief.get("/administration").tree.xpath("//main//a/@href")
    assert len(links) == 10
    assert {chief.get(link).status for link in links} == {200}


class TestLetterhead:
    def test_it_holds_at_once_for_pages_and_papers_also_in_another_process(self, draft: Matter) -> None:
        si = draft.si
        other = Installation(si.ministry.config)
        with si.ministry.session() as session:
            know(session, other)
        told = {
            "ministry_en": "Ministry of Justice and Peace",
            "city": "Maribor",
            "colour": "#7A3B00",
            "address": "Trg 1\n\n2000 Maribor",
        }
        assert change(si, "letterhead", **told).status == 302
        page = si.official(Role.DRAFTER).get("/")
        assert "Ministry of Justice and Peace" in page.html
        assert "brand.css?colour=7a3b00" in page.html
        assert "#7a3b00" in si.nobody().get("/brand.css").data.decode()
        pdf = si.official(Role.DRAFTER).get(draft.at("preview.pdf")).data
        assert all(one in words_of(pdf) for one in ("Ministry of Justice and Peace", "Maribor", "Trg 1"))
        with si.ministry.session() as session:
            know(session, other)
        assert (other.us.city, other.us.address) == ("Maribor", ("Trg 1", "2000 Maribor"))

    def test_letters_kept_before_stay_as_they_are(self, sent: Matter) -> None:
        si = sent.si
        with si.ministry.session() as session:
            (paper,) = session.get_one(Dossier, sent.number).papers
            before = si.ministry.installation.store.read(paper.sha256)
        assert change(si, "letterhead", ministry_en="Ministry of Justice and Peace").status == 302
        assert si.ministry.installation.store.read(paper.sha256) == before
        assert wrong(si) == []

    def test_it_is_looked_at_before_it_is_kept(self, draft: Matter) -> None:
        form = draft.si.official(ADMIN).get("/administration/letterhead")
        for language in ("en", "fr", "es"):
            shown = form.again(
                look=language, city="Maribor", ministry_fr="Ministère de la Paix", foreign_es="Ministerio de Exteriores"
            )
            assert shown.data.startswith(b"%PDF")
            assert "Maribor" in words_of(shown.data)
        assert "Ministerio de Exteriores" in words_of(shown.data)
        assert wrong(draft.si) == []
        assert "Maribor" not in draft.si.official(ADMIN).get("/administration/letterhead").html

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            ({"colour": "#ffee00"}, "contrast is 1.2 to 1"),
            ({"colour": "red"}, "six of 0 to 9 and a to f"),
            ({"colour": "#777777"}, "contrast is 4.4 to 1"),
            ({"email": "nobody"}, "not an e-mail address"),
            ({"email": "a@b.example\nBcc: c@d.example"}, "not an e-mail address"),
            ({"email": "žan@gov.example"}, "Not every mail server"),
            ({"email": "zan@прав.example"}, "Not every mail server"),
            ({"phone": "call me"}, "A telephone number has digits"),
            ({"address": "\n".join("abcdefg")}, "room for 6 lines"),
            ({"address": "x" * 61}, "room for 6 lines"),
            ({"address": ""}, "Give the postal address"),
            ({"ministry_en": "x" * 121}, "longer than 120"),
            ({"ministry_fr": "\U000f0000"}, "No font"),
            ({"city": "Mari\u202ebor"}, "invisible control character"),
            ({"reason": ""}, "Say why this is changed"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_typed_is_lost(
        self, draft: Matter, told: dict[str, str], sentence: str
    ) -> None:
        page = change(draft.si, "letterhead", **{"foreign_en": "Ministry of Foreign Affairs", **told})
        assert page.status == 400
        assert any(sentence in mistake for mistake in page.mistakes), page.mistakes
        assert page.fields["foreign_en"] == ["Ministry of Foreign Affairs"]
        with draft.si.ministry.session() as session:
            assert session.scalars(select(Setting)).all() == []

    def test_a_change_made_meanwhile_is_told_and_not_overwritten_unseen(self, draft: Matter) -> None:
        chief = draft.si.official(ADMIN)
        mine = chief.get("/administration/letterhead")
        assert change(draft.si, "letterhead", city="Maribor").status == 302
        page = mine.again(city="Celje", **WHY)
        assert page.status == 409
        assert "has changed this on" in page.main
        assert "Maribor" in page.main
        assert page.fields["city"] == ["Celje"]
        assert page.again().status == 302
        assert draft.si.ministry.installation.settings.letterhead.city == "Celje"

    def test_what_stood_before_stands_again_as_a_new_change(self, draft: Matter) -> None:
        si, chief = draft.si, draft.si.official(ADMIN)
        for city in ("Maribor", "Celje"):
            change(si, "letterhead", city=city)
        assert "Maribor" in chief.get("/administration/letterhead/back/1").main
        assert chief.fill("/administration/letterhead/back/1").status == 400, "no reason"
        assert chief.fill("/administration/letterhead/back/1", **WHY).status == 302
        assert si.ministry.installation.settings.letterhead.city == "Maribor"
        assert chief.fill("/administration/letterhead/back/0", **WHY).status == 302
        assert si.ministry.installation.settings.letterhead.city == si.ministry.config.city
        with si.ministry.session() as session:
            assert session.scalars(select(Setting.number).order_by(Setting.id)).all() == [1, 2, 3, 4]
            logged = session.scalars(select(AuditEntry).where(AuditEntry.what == "setting_changed")).all()
        assert [(one.who, one.detail["reason"]) for one in logged] == [("administrator@si.example", WHY["reason"])] * 4
        for number in ("7", "9" * 12):
            assert chief.get(f"/administration/letterhead/back/{number}").status == 404
        assert wrong(si) == []


class TestNumbering:
    def start(self, matter: Matter) -> str:
        si = matter.si.ministry
        number = si.start(counterpart="BE", title="T", instrument="reciprocity", language="en")
        with si.session() as session:
            return session.get_one(Dossier, number).our_reference

    def test_new_references_follow_and_the_number_runs_on(self, draft: Matter) -> None:
        page = (
            draft.si.official(ADMIN)
            .get("/administration/numbering")
            .again(look="y", begins="MJ.5", mark=".", digits="3")
        )
        assert "MJ.5.MLA.2026.002" in page.main
        assert change(draft.si, "numbering", begins="MJ.5", mark=".", digits="3").status == 302
        assert self.start(draft) == "MJ.5.MLA.2026.002"
        assert change(draft.si, "numbering", begins="MJ", mark="-", order="number", digits="1").status == 302
        assert self.start(draft) == "MJ-MLA-3-2026"
        with draft.si.ministry.session() as session:
            assert session.get_one(Dossier, draft.number).our_reference == "SI-MLA-2026-0001"
        assert wrong(draft.si) == []
        found = draft.si.official(Role.SIGNATORY).get("/requests?words=MJ.5.MLA.2026.002")
        assert len(found.all("//tbody/tr")) == 1

    def test_a_package_with_such_a_reference_is_taken_in_abroad(self, draft: Matter) -> None:
        assert change(draft.si, "numbering", begins="MJ.5", mark=".").status == 302
        si, be = draft.si.ministry, draft.be.ministry
        with si.session() as session:
            session.execute(
                update(Dossier).where(Dossier.id == draft.number).values(our_reference="MJ.5.MLA.2026.0001")
            )
            session.commit()
        for step, told in (("submit", {}), ("sign", {"read": True}), ("transmit", {})):
            si.take(draft.number, step, **told)
        si.post_to(be)
        with be.session() as session:
            assert session.get_one(Dossier, draft.number).their_reference == "MJ.5.MLA.2026.0001"

    @pytest.mark.parametrize("begins", ["", "si", "SI/MJ", "SI--MJ", "-SI", "ŠI", "SI MJ", "A" * 21])
    def test_signs_that_others_would_not_accept_are_refused(self, draft: Matter, begins: str) -> None:
        page = change(draft.si, "numbering", begins=begins)
        assert (page.status, page.fields["begins"]) == (400, [begins])

    @pytest.mark.parametrize("begins", ["BE", "BE-5", "ICC", "FR.MJ"])
    def test_a_beginning_by_which_others_are_known_is_refused(self, draft: Matter, begins: str) -> None:
        """Both references stand in one register and one letter: they must not be alike."""
        page = change(draft.si, "numbering", begins=begins)
        assert (page.status, page.fields["begins"]) == (400, [begins])
        assert any("could be taken for theirs" in one for one in page.mistakes)
        assert change(draft.si, "numbering", begins="SI-5").status == 302

    def test_a_pattern_that_could_be_taken_for_another_is_refused(self, draft: Matter) -> None:
        page = change(draft.si, "numbering", order="number")
        assert page.status == 400
        assert "could be taken for another" in page.main

    def test_a_number_that_is_gone_and_one_that_was_never_given_are_found(self, draft: Matter) -> None:
        change(draft.si, "numbering", begins="MJ")
        self.start(draft)
        for reference, told in (
            ("MJ-MLA-2026-0009", ["SI-MLA-2026-0001"[2:], "never given"]),
            ("XX-1", ["never given"]),
        ):
            with draft.si.ministry.session() as session:
                session.execute(update(Dossier).where(Dossier.id == draft.number).values(our_reference=reference))
                session.commit()
            assert all(any(one in fault for fault in wrong(draft.si)) for one in told)


class TestDaysOff:
    def test_the_day_by_which_to_act_lies_before_it(self, sent: Matter) -> None:
        be = sent.be

        def act_by() -> list[date | None]:
            with be.ministry.session() as session:
                installation = know(session, be.ministry.installation)
                return [one.act_by for one in due(session.get_one(Dossier, sent.number), installation)]

        assert act_by()[0] == date(2026, 12, 4), "the Friday before the last day"
        assert correct(be, "2026-12-04").status == 302
        assert act_by()[0] == date(2026, 12, 3)

    @pytest.mark.parametrize(("stood", "follows"), [(date(2026, 12, 9), True), (date(2026, 12, 3), False)])
    def test_the_register_is_written_anew_for_limits_that_may_have_moved(
        self, sent: Matter, stood: date, follows: bool
    ) -> None:
        be = sent.be
        assert correct(be, "2026-12-04").status == 302
        with be.ministry.session() as session:
            last = session.get_one(RegisterEntry, sent.number).our_due
            session.execute(update(RegisterEntry).values(our_due=stood, their_due=None))
            session.commit()
            installation = know(session, be.ministry.installation)
            assert follow_days_off(session, installation) == int(follows)
            assert session.get_one(RegisterEntry, sent.number).our_due == (last if follows else stood)
            assert follow_days_off(session, installation) == 0, "once is enough"
            assert bool(list(faults(session, installation))) is not follows

    def test_a_day_is_closed_opened_and_taken_back(self, draft: Matter) -> None:
        si, chief = draft.si, draft.si.official(ADMIN)
        assert correct(si, "2026-12-24").status == 302
        assert correct(si, "2026-12-25", "open", reason="Moved to Monday").status == 302
        page = chief.get("/administration/holidays")
        assert all(
            one in page.main
            for one in ("Bridge day", "Official gazette 91/2026", "offices are open", "Moved to Monday")
        )
        days = si.ministry.installation.calendars
        assert days.closed("SI", date(2026, 12, 24)) == "Bridge day"
        assert days.works(date(2026, 12, 25), "SI")
        assert not days.works(date(2026, 12, 25), "BE"), "another State's calendar stays"
        assert chief.fill("/administration/holidays/day/2026-12-24/take-back", **WHY).status == 302
        assert si.ministry.installation.calendars.works(date(2026, 12, 24), "SI")
        assert chief.get("/administration/holidays/day/2026-12-24/take-back").status == 404
        assert chief.get("/administration/holidays/day/nonsense/take-back").status == 404

    @pytest.mark.parametrize(
        ("day", "closed", "sentence"),
        [
            ("2027-02-31", "closed", "This is not a date"),
            ("3026-12-24", "closed", "Look at the year again"),
            ("2026-12-25", "closed", "says already that offices are closed"),
            ("2026-12-23", "open", "says already that offices are open"),
            ("2026-12-24", "", "Choose whether offices are open"),
            ("2026-01-05", "closed", "Is this right?"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_refused(self, draft: Matter, day: str, closed: str, sentence: str) -> None:
        page = correct(draft.si, day, closed)
        assert page.status == 400
        assert any(sentence in mistake for mistake in page.mistakes), page.mistakes

    def test_a_weekend_leaves_days_on_which_both_states_work(self, draft: Matter) -> None:
        assert change(draft.si, "holidays/weekend", weekend=["4", "5"]).status == 302
        assert draft.si.ministry.installation.calendars.weekend("SI") == {4, 5}
        assert change(draft.si, "holidays/weekend", weekend=["0", "1", "2", "3"]).status == 400
        assert change(draft.si, "holidays/weekend", weekend=["5", "6"]).status == 302
        assert draft.si.ministry.installation.settings.holidays.weekend is None, "as the calendar has it"

    @pytest.mark.parametrize("year", ["2027", "1999", "x", "9" * 30, "²⁰²⁷"])
    def test_every_year_that_is_asked_for_has_an_answer(self, draft: Matter, year: str) -> None:
        assert draft.si.official(ADMIN).get(f"/administration/holidays?year={year}").status == 200


def test_usual_news_reaches_whoever_has_chosen_nothing(draft: Matter) -> None:
    si = draft.si
    si.official(Role.DRAFTER).fill("/news/wishes", shown=["arrival"], mailed=[], when="daily")
    assert change(si, "news", shown=["arrival", "decision"], mailed=["overdue"], when="at_once").status == 302
    usual = si.ministry.installation.settings.news
    with si.ministry.session() as session:
        told = {
            role: wish_of(session, si.ministry.official(session, role), usual)
            for role in (Role.DRAFTER, Role.SIGNATORY)
        }
    assert (told[Role.DRAFTER].at_once, told[Role.SIGNATORY].at_once) == (False, True)
    assert {"arrival", "decision"} & {*told[Role.SIGNATORY].not_shown} == set()
    assert "overdue" not in told[Role.SIGNATORY].not_mailed
    form = si.official(Role.SIGNATORY).get("/news/wishes")
    assert form.tree.xpath("//input[@name='when'][@checked]/@value") == ["at_once"]


def test_a_setting_that_was_changed_behind_the_back_of_the_log_is_found(draft: Matter) -> None:
    for city in ("Maribor", "Celje"):
        change(draft.si, "letterhead", city=city)
    with draft.si.ministry.session() as session:
        session.execute(update(Setting).where(Setting.number == 2).values(reason="Another"))
        session.commit()
    assert any("is not what the audit log tells" in one for one in wrong(draft.si))
    with draft.si.ministry.session() as session:
        session.delete(session.scalars(select(Setting).where(Setting.number == 1)).one())
        session.commit()
    told = wrong(draft.si)
    assert any("does not follow" in one for one in told)
    assert any("is gone" in one for one in told)


def test_nothing_but_the_settings_reads_what_may_be_set_on_screen() -> None:
    """One place: whoever asked the environment would not see what an administrator has set."""
    import re
    from pathlib import Path

    root = Path(__file__).parents[2]
    asked = re.compile(r"config(\(\))?\.(ministry|ministry_\w+|address|city|phone|colour|foreign_ministry)\b")
    sources = [*root.glob("mla/**/*.py"), *root.glob("templates/**/*.html")]
    guilty = {path.name for path in sources if asked.search(path.read_text())}
    assert guilty == {"settings.py"}
