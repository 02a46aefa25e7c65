"""Units of the ministry: kept by the administrator, printed by letters, asked of the register; who heads one finds its figures and gains no right."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import AuditEntry, Official, Unit
from mla.storage.database import open_engine, open_session
from mla.storage.migrate import downgrade, upgrade
from tests.support.drive import Matter, Page, Site
from tests.web.test_desk import figures
from tests.web.test_handing_over import number_of

ADMIN = "administrator"


def made(site: Site, name: str) -> str:
    assert site.official(ADMIN).fill("/accounts/units/new", name=name).location == "/accounts/units"
    with site.ministry.session() as session:
        return str(session.scalars(select(Unit.id).where(Unit.name == name)).one())


def belongs(site: Site, role: Role, unit: str, **more: str) -> Page:
    with site.ministry.session() as session:
        name = site.ministry.official(session, role).name
    return site.official(ADMIN).fill(f"/accounts/{number_of(site, name)}", belongs_to=unit, **more)


def listed(site: Site, role: Role, question: str) -> int:
    return len(site.official(role).get(f"/requests?{question}").all("//tbody/tr"))


def test_a_request_lies_with_the_unit_of_whoever_deals_with_it(executing: Matter) -> None:
    be = executing.be
    assistance, other = made(be, "Assistance"), made(be, "Extradition")
    assert listed(be, Role.DECIDER, "unit=none") == 1, "nobody belongs to a unit yet"
    assert belongs(be, Role.EXAMINER, assistance).status == 302
    asked = {
        question: listed(be, Role.DECIDER, f"unit={question}") for question in (assistance, other, "none", "9" * 30)
    }
    assert asked == {assistance: 1, other: 0, "none": 0, "9" * 30: 0}
    assert belongs(be, Role.EXAMINER, other).status == 302
    assert (listed(be, Role.DECIDER, f"unit={assistance}"), listed(be, Role.DECIDER, f"unit={other}")) == (0, 1)


def test_what_nobody_deals_with_yet_lies_with_no_unit(sent: Matter) -> None:
    unit = made(sent.be, "Assistance")
    assert (listed(sent.be, Role.REGISTRAR, f"unit={unit}"), listed(sent.be, Role.REGISTRAR, "unit=none")) == (0, 1)


def test_whoever_heads_a_unit_finds_its_figures_and_the_whole_ministry_with_one_click(executing: Matter) -> None:
    be = executing.be
    assistance, other = made(be, "Assistance"), made(be, "Extradition")
    belongs(be, Role.EXAMINER, assistance)
    belongs(be, Role.DECIDER, other, heads_unit="y")
    desk = be.official(Role.DECIDER).get("/")
    assert "those of your unit, Extradition" in desk.main
    assert "waiting for us" not in figures(desk)
    assert "Tom Proefman" not in desk.all("//aside//tbody//th/a")
    whole = be.official(Role.DECIDER).get("/?all=y")
    assert figures(whole)["waiting for us"][0] == 1
    assert "Tom Proefman" in whole.all("//aside//tbody//th/a")
    belongs(be, Role.DECIDER, assistance, heads_unit="y")
    desk = be.official(Role.DECIDER).get("/")
    number, address = figures(desk)["waiting for us"]
    assert (number, f"unit={assistance}" in address) == (1, True)
    assert {"Tom Proefman", "Hanne Besluit"} <= set(desk.all("//aside//tbody//th/a")), "also whoever has nothing to do"


def test_heading_a_unit_shows_nobody_what_the_roles_do_not(executing: Matter) -> None:
    be = executing.be
    unit = made(be, "Assistance")
    belongs(be, Role.EXAMINER, unit)
    belongs(be, Role.DRAFTER, unit, heads_unit="y")
    assert listed(be, Role.DRAFTER, f"unit={unit}") == 0
    assert figures(be.official(Role.DRAFTER).get("/")) == {}
    assert be.official(Role.DRAFTER).get(executing.at()).status == 404


def test_nobody_heads_what_he_does_not_belong_to_and_no_two_units_bear_one_name(draft: Matter) -> None:
    si = draft.si
    made(si, "Assistance")
    assert belongs(si, Role.EXAMINER, "", heads_unit="y").mistakes == ["Choose the unit that the official heads."]
    page = si.official(ADMIN).fill("/accounts/units/new", name="ASSISTANCE")
    assert (page.status, page.mistakes) == (400, ["There is a unit of this name already."])
    assert page.fields["name"] == ["ASSISTANCE"]
    page = si.official(ADMIN).fill("/accounts/units/new", name="x" * 10_000)
    assert page.status == 400
    assert page.mistakes


def test_a_unit_is_removed_once_nobody_belongs_to_it_and_all_of_it_is_on_record(draft: Matter) -> None:
    si = draft.si
    unit = made(si, "Assistance")
    belongs(si, Role.EXAMINER, unit)
    page = si.official(ADMIN).post(f"/accounts/units/{unit}/remove")
    assert page.status == 409
    assert "1 official belongs to it" in page.main
    belongs(si, Role.EXAMINER, "")
    assert si.official(ADMIN).fill(f"/accounts/units/{unit}", name="Legal aid").status == 302
    assert si.official(ADMIN).fill(f"/accounts/units/{unit}/remove").status == 302
    with si.ministry.session() as session:
        noted = [one.detail for one in session.scalars(select(AuditEntry).where(AuditEntry.what == "unit_changed"))]
        assert session.scalars(select(Unit)).all() == []
    assert [one["name"] for one in noted] == ["Assistance", "Legal aid", "Legal aid"]


def test_nobody_but_an_administrator_keeps_units(draft: Matter) -> None:
    for role in (Role.DRAFTER, Role.SIGNATORY, Role.AUDITOR):
        assert draft.si.official(role).get("/accounts/units").status == 403
        assert draft.si.official(role).get("/accounts/units/new").status == 403


def test_names_of_units_that_letters_printed_become_units(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/earlier.db")
    upgrade(engine, "0021_comments")
    told = [("a", "Unit B 4", "Unité B 4"), ("b", "Unit B 4", ""), ("c", "", "Greffe"), ("d", "", "")]
    with engine.begin() as connection:
        for box, unit, french in told:
            connection.exec_driver_sql(
                "INSERT INTO official (name, function, email, password, roles, active, unit, unit_fr) VALUES (?, '', ?, '', '[]', 1, ?, ?)",
                (box, box, unit, french),
            )
    upgrade(engine)
    with open_session(engine) as session:
        found = {one.name: (one.unit_in("en"), one.unit_in("fr")) for one in session.scalars(select(Official))}
        assert found == {
            "a": ("Unit B 4", "Unité B 4"), "b": ("Unit B 4", "Unité B 4"), "c": ("Greffe", "Greffe"), "d": ("", ""),
        }  # fmt: skip
    downgrade(engine, "0021_comments")
    with engine.begin() as connection:
        kept = connection.exec_driver_sql("SELECT name, unit FROM official ORDER BY name").all()
    assert [tuple(row) for row in kept] == [("a", "Unit B 4"), ("b", "Unit B 4"), ("c", "Greffe"), ("d", "")]
    engine.dispose()
