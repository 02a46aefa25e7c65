"""The lawyer's room: what every official may read, what a registrar may change, and which basis is offered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
from sqlalchemy import select

from mla.instruments import Law
from mla.lifecycle.terms import Role
from mla.models import AuditEntry, Dossier, Participation
from mla.participation.dossiers import bases_of
from mla.participation.lists import READ_IN_FULL, shipped
from mla.participation.register import known
from tests.support.drive import Matter, Page, Site, a_file, cast_from, staffed

LAW = Law()
HOME = LAW.first()
ENTRY = f"/law/states/BE/{HOME}"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(staffed("SI", tmp_path_factory.mktemp("law")))


@pytest.fixture
def site(template: Site, tmp_path: Path) -> Iterator[Site]:
    made = Site(cast_from(template.ministry, tmp_path))
    yield made
    made.ministry.engine.dispose()


def read(site: Site, path: str) -> Page:
    return site.official(Role.DRAFTER).get(path)


def entries(site: Site, state: str) -> list[Participation]:
    with site.ministry.session() as session:
        return list(session.scalars(select(Participation).where(Participation.state == state)))


class TestReading:
    """Open to everyone who has signed in."""

    @pytest.mark.parametrize("role", list(Role))
    def test_everybody_finds_the_room(self, template: Site, role: Role) -> None:
        visitor = template.official(role)
        assert "/law" in visitor.get("/account").links
        assert [visitor.get(path).status for path in ("/law", "/law/states", "/law/states/NL", "/law/basis")] == [
            200
        ] * 4

    @pytest.mark.parametrize("code", [*LAW.instruments, *LAW.templates])
    def test_every_instrument_has_its_page_with_every_row_mark_and_source(self, template: Site, code: str) -> None:
        page = read(template, f"/law/{code}")
        one = (LAW.instruments | LAW.templates)[code]
        assert page.status == 200
        labels = [row.label.en for row in (*one.contents, *one.grounds, *one.measures)]
        titles = [row.title.en for row in one.articles]
        assert [told for told in (*labels, *titles, *(row.effect for row in one.limits)) if told not in page.main] == []
        assert one.mark in page.main
        assert one.source in page.main

    def test_what_is_no_instrument_and_no_state_is_not_there(self, template: Site) -> None:
        assert [read(template, path).status for path in ("/law/nothing", "/law/states/XX", "/law/states/si")] == [
            404
        ] * 3

    def test_a_state_s_page_tells_what_is_known_and_how_sure_it_is(self, template: Site) -> None:
        page = read(template, "/law/states/LV")
        assert "Instrument deposited28 August 2025" in page.main
        assert "In force fromnothing is on record" in page.main
        assert "Dutch Treaty Database" in page.main
        assert "Read in a dataset" not in page.main, "It was read in full."
        hungary = read(template, "/law/states/HU").main
        assert (
            "Hungary has left with effect from 2 June 2026 (art. 127, recalled), as listed (Coalition for the ICC"
            in hungary
        )
        assert "yet a list known on 2 October 2026 still names it (ASP/ICC list of States Parties" in hungary
        assert "a new government announced a reversal" in hungary
        france = read(template, "/law/states/FR").main
        assert "Listed as a party on31 March 2022" in france
        assert "The day of Korea, and Denmark, Montenegro and Serbia, are recalled." in france, (
            "What the list lacks is told beside what it says."
        )
        assert "Protocol I to the Geneva Conventions" in france

    def test_each_list_is_told_with_its_day_age_source_and_what_it_lacks(self, template: Site) -> None:
        page = read(template, "/law/states").main
        _before, _name, row = page.partition("UN Convention against Corruption10 July 2014")
        assert row.startswith("12 years")
        for told in ("Check again", "UN Treaty Collection via zmjones/untreaties", "188", "Everything after July 2014"):
            assert told in row[:200]
        assert "All 27, Denmark and Ireland included." in page

    def test_silence_is_not_called_no(self, template: Site) -> None:
        japan = read(template, "/law/states/JP").main
        assert "Japan is not known to take part as of 31 March 2022 (UK Treaties Online participants" in japan
        assert "not among" not in japan

    def test_of_a_state_on_no_list_the_list_speaks_with_its_day_and_source_and_says_when_it_is_old(
        self, template: Site
    ) -> None:
        old = "The list is of 28 August 2025 and may have changed since: verify it with the depositary."
        state = read(template, "/law/states/GB").main
        assert "United Kingdom is not known to take part as of 28 August 2025 (Dutch Treaty Database 013717" in state
        assert old in state
        instrument = read(template, f"/law/{HOME}").main
        assert "As known on 28 August 2025 (Dutch Treaty Database 013717" in instrument
        assert old in instrument
        asked = TestTheChooser.ASKED.replace("requested=BE", "requested=GB")
        assert "United Kingdom is not known to take part as of 28 August 2025" in read(template, asked).main
        for page in ("/law/states/GB", "/law/states/BE", f"/law/{HOME}", asked):
            assert "not among the States that take part" not in read(template, page).main

    def test_a_state_on_the_list_is_not_said_to_be_unknown(self, template: Site) -> None:
        assert "Belgium is not known to take part as of 28 August 2025" not in read(template, "/law/states/BE").main


class TestTheChooser:
    """The question stands in the address; the answer is a table, best first."""

    ASKED = "/law/basis?requesting=SI&requested=BE&on=23&on=11&on=2026&kind=assistance&crimes=5(1)&measures=records"

    def test_names_every_basis_with_what_speaks_for_it_and_against(self, template: Site) -> None:
        page = read(template, self.ASKED)
        assert page.status == 200
        best, others = page.all("//ul[@class='mla-bases']/li/p[1]/a"), page.all("//details//tbody/tr/th/a")
        assert best[0] == "European Convention on Mutual Assistance"
        assert {"National law", "Reciprocity", "European Investigation Order"} <= set(others)
        assert "Usable, as listed" in page.main
        assert "look it up" not in page.main
        assert "Ljubljana-The Hague Convention" in others
        assert "Belgium signed on 14 February 2024; no ratification is on record." in page.main

    @pytest.mark.parametrize(
        ("change", "answers"),
        [
            (("requested=BE", "requested=SI"), "Choose two that are different."),
            (("on=11", "on=13"), "This is not a date."),
            (("requested=BE", "requested="), "Choose who is asked."),
        ],
    )
    def test_says_what_is_missing(self, template: Site, change: tuple[str, str], answers: str) -> None:
        page = read(template, self.ASKED.replace(*change))
        assert page.status == 400
        assert any(answers in sentence for sentence in page.mistakes)
        assert not page.all("//table")

    def test_answers_for_a_request_what_its_own_pages_ask(self, draft: Matter) -> None:
        ministry = draft.si.ministry
        with ministry.session() as session:
            dossier = session.get_one(Dossier, draft.number)
            found = bases_of(session, LAW, dossier, "SI", ministry.clock().date())
        assert [one.code for one in found if one.usable][-1] == "reciprocity"
        assert HOME in [one.code for one in found]


class TestTheRegistrar:
    """Enters what a source says; what was known before stays."""

    def test_changes_an_entry_and_the_old_one_stays(self, site: Site) -> None:
        answers = {
            "ratified": "2026-05-01",
            "annexes": "F; G=2026-05-01",
            "source": "Depositary",
            "checked_on": "2026-05-02",
        }
        page = site.official(Role.REGISTRAR).fill(ENTRY, **answers)
        assert (page.status, page.location) == (302, "/law/states/BE")
        (row,) = entries(site, "BE")
        assert (row.signed, row.number, row.recorded_by) == (date(2024, 2, 14), 1, "registrar@si.example")
        assert row.checked_by
        shown = read(site, "/law/states/BE").main
        assert "Annexes notifiedF, G from 1 May 2026" in shown
        with site.ministry.session() as session:
            (noted,) = session.scalars(select(AuditEntry).where(AuditEntry.what == "participation_changed"))
            assert (noted.who, noted.detail["states"]) == ("registrar@si.example", ["BE"])
        site.official(Role.REGISTRAR).fill(ENTRY, ratified="2026-05-02", checked_on="2026-05-03")
        assert [one.ratified for one in entries(site, "BE")] == [date(2026, 5, 1), date(2026, 5, 2)]

    def test_makes_what_is_in_force_the_first_basis(self, site: Site) -> None:
        for state in ("SI", "BE"):
            fields = {"ratified": "2025-09-01", "in_force_from": "2026-01-01", "checked_on": "2026-01-02"}
            assert site.official(Role.REGISTRAR).fill(f"/law/states/{state}/{HOME}", **fields).status == 302
        names = read(site, TestTheChooser.ASKED).all("//ul[@class='mla-bases']/li/p[1]/a")
        assert names[0] == "Ljubljana-The Hague Convention"

    @pytest.mark.parametrize(
        ("answers", "mistake"),
        [
            ({"source": ""}, "Name the source."),
            ({"mark": "sure"}, "“sure” is no mark"),
            ({"annexes": "Q"}, "“Q” is no annex of it"),
            ({"ratified": "2020-01-01"}, "1 January 2020 lies before the instrument was made"),
            ({"checked_on": "2099-01-01"}, "lies in the future"),
            ({"signed": "30 2 2024"}, "This is not a date."),
            ({"provisional_until": "2025-01-01"}, "“Applied provisionally until” without “Applied provisionally from”"),
        ],
    )
    def test_is_told_what_cannot_be(self, template: Site, answers: dict[str, Any], mistake: str) -> None:
        page = template.official(Role.REGISTRAR).fill(ENTRY, **answers)
        assert page.status == 400
        assert any(mistake in sentence for sentence in page.mistakes)
        assert entries(template, "BE") == []

    def test_who_comes_second_is_told(self, site: Site) -> None:
        registrar = site.official(Role.REGISTRAR)
        stale = registrar.get(ENTRY).fields
        registrar.fill(ENTRY, ratified="2026-05-01")
        page = registrar.send(ENTRY, {**stale, "ratified": "2026-06-01"})
        assert page.status == 409
        assert "Somebody else has changed this entry" in page.main
        assert len(entries(site, "BE")) == 1

    def test_enters_a_state_that_was_not_there(self, site: Site) -> None:
        page = site.official(Role.REGISTRAR).fill(
            f"/law/states/JP/{HOME}", ratified="2026-05-01", source="Depositary", mark="C", checked_on="2026-05-02"
        )
        assert page.status == 302
        assert len(entries(site, "JP")) == 1

    @pytest.mark.parametrize("path", [f"/law/states/XX/{HOME}", "/law/states/SI/reciprocity", "/law/states/SI/nothing"])
    def test_cannot_enter_what_does_not_exist(self, template: Site, path: str) -> None:
        assert template.official(Role.REGISTRAR).get(path).status == 404

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.REGISTRAR])
    def test_is_the_only_one_who_may(self, template: Site, role: Role) -> None:
        for path in (ENTRY, "/law/import"):
            page = template.official(role).get(path)
            assert page.status == 403
            assert "Only a registrar may change the register of participation." in page.main
        assert "/law/import" not in template.official(role).get("/law/states").links


class TestTables:
    """The whole register, or a newer list: looked at, then taken in."""

    LIST: ClassVar[dict[str, str]] = {"code": "uncac", "day": "2026-11-01", "source": "Depositary's page"}

    def look(self, site: Site, raw: bytes, **more: str) -> Page:
        return site.official(Role.REGISTRAR).post("/law/import", table=a_file("register.csv", raw), **more)

    def test_what_goes_out_comes_in_and_changes_nothing(self, site: Site) -> None:
        out = read(site, "/law/participation.csv")
        assert "participation-" in out.headers["Content-Disposition"]
        page = self.look(site, out.data)
        assert "It changes nothing of what is known of any State." in page.main
        assert page.again().location == "/law/states"
        told = site.official(Role.REGISTRAR).get("/law/states").main
        assert f"0 new, 0 changed, 0 gone, {len(shipped().facts)} as they were." in told
        assert entries(site, "BE") == []

    def test_a_changed_table_shows_what_it_changes_and_takes_in_no_more(self, site: Site) -> None:
        raw = READ_IN_FULL.read_text().replace("BE,lhc,2024-02-14,", "BE,lhc,2024-02-14,2026-05-01")
        page = self.look(site, raw.encode())
        assert page.status == 200
        assert "BelgiumLjubljana-The Hague ConventionInstrument of ratification" in page.main
        assert entries(site, "BE") == [], "Nothing is taken in yet."
        page.again()
        (row,) = entries(site, "BE")
        assert row.ratified == date(2026, 5, 1)
        assert "0 new, 1 changed, 0 gone, 39 as they were." in site.official(Role.REGISTRAR).get("/law/states").main

    def test_a_newer_list_shows_who_is_new_changed_and_gone_and_becomes_the_list_of_its_treaty(
        self, site: Site
    ) -> None:
        rows = "SI,acceded,2008-04-01,,\nFR,ratified,2005-07-12,,\nXK,acceded,2026-10-01,,\n"
        page = self.look(site, ("state,action,on,source,mark\n" + rows).encode(), **self.LIST, complete="y")
        gone = sum(one == "uncac" and state not in ("SI", "FR") for state, one in shipped().facts)
        for title in ("New (1)", "Changed (1)", f"Gone: the list of all does not name them any more ({gone})"):
            assert title in page.main
        assert page.again().location == "/law/uncac"
        with site.ministry.session() as session:
            found = known(session)
            (noted,) = session.scalars(select(AuditEntry).where(AuditEntry.what == "participation_changed"))
        assert (found.lists["uncac"].day, found.lists["uncac"].count) == (date(2026, 11, 1), 3)
        assert found["FR", "uncac"].ratified == date(2005, 7, 12)
        assert found["BE", "uncac"].joined == ()
        assert noted.detail["list"]["code"] == "uncac"
        belgium = read(site, "/law/states/BE").main
        assert "Belgium is not known to take part as of 1 November 2026 (Depositary's page)." in belgium

    def test_the_list_of_a_treaty_goes_out_as_it_comes_in(self, site: Site) -> None:
        out = read(site, "/law/lists/ets30.csv")
        assert out.data.decode("utf-8-sig").startswith("state,action,on,source,mark\r\nAD,")
        page = self.look(site, out.data, code="ets30", day="2026-11-24", source="Read again")
        assert "It changes nothing of what is known of any State." in page.main
        assert read(site, "/law/lists/nothing.csv").status == 404

    def test_what_changed_in_the_meantime_is_looked_at_again(self, site: Site) -> None:
        raw = READ_IN_FULL.read_text().replace("BE,lhc,2024-02-14,", "BE,lhc,2024-02-14,2026-05-01")
        page = self.look(site, raw.encode())
        site.official(Role.REGISTRAR).fill(ENTRY, ratified="2026-04-01", checked_on="2026-05-02")
        again = page.again()
        assert again.status == 200
        assert "2026-04-01" in again.main
        assert len(entries(site, "BE")) == 1
        assert again.again().location == "/law/states"
        assert len(entries(site, "BE")) == 2

    def test_a_list_must_say_of_what_it_is_since_when_and_from_where(self, template: Site) -> None:
        page = self.look(template, b"state,action,on,source,mark\nSI,acceded,2008-04-01,,\n")
        assert page.status == 400
        assert page.mistakes == ["Say which treaty the list is of.", "Give the day of the list.", "Name the source."]
        assert "SI,acceded,2008-04-01" in page.html, "What was chosen is kept."

    def test_a_table_with_mistakes_is_not_taken_in_at_all_every_mistake_is_named_and_its_rows_are_kept(
        self, site: Site
    ) -> None:
        raw = READ_IN_FULL.read_text().replace("AL,lhc,", "XX,lhc,").replace("BE,lhc,2024-02-14", "BE,lhc,14 Feb")
        page = self.look(site, raw.encode())
        assert page.status == 400
        assert [sentence.split(":")[0] for sentence in page.mistakes] == ["Line 2", "Line 6"]
        mended = page.fields["rows"][0].replace("XX,lhc,", "AL,lhc,").replace("BE,lhc,14 Feb", "BE,lhc,2024-02-14")
        assert "It changes nothing of what is known" in page.again(rows=mended).main
        assert [*entries(site, "AL"), *entries(site, "BE")] == []

    @pytest.mark.parametrize("raw", [b"", b"\xff\xfeS\0I\0", b"%PDF-1.7\n", "état;x".encode("latin-1")])
    def test_what_is_no_table_is_not_taken_in(self, template: Site, raw: bytes) -> None:
        page = self.look(template, raw)
        assert page.status == 400
        assert page.mistakes[0].startswith("Line 1: ")

    def test_no_table_is_no_table(self, template: Site) -> None:
        page = template.official(Role.REGISTRAR).post("/law/import")
        assert (page.status, page.mistakes) == (400, ["Choose a table."])
