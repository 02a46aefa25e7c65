"""The register as an official wants it: columns to choose, views kept by a name and shared; what is shared outlives its maker, and shows nobody more than he may see."""

from __future__ import annotations

from sqlalchemy import select, update

from mla.lifecycle.terms import Role
from mla.models import Official, SavedView
from mla.views.register_columns import COLUMNS, USUAL
from tests.support.drive import Matter, Page, Site
from tests.web.test_units import belongs, made


def heads(page: Page) -> list[str]:
    return [one.rstrip(" ▲▼") for one in page.all("//thead//th")]


def asks(page: Page) -> dict[str, str]:
    """What the questions above the register ask."""
    (form,) = page.tree.xpath("//form[@class='mla-filter']")
    return {name: value for name, value in form.form_values() if value}


def keep(site: Site, role: Role, question: str, name: str = "Mine", found_by: str = "nobody") -> Page:
    return site.official(role).fill(f"/requests/views/new?{question}", name=name, found_by=found_by)


def offered(site: Site, role: Role) -> list[str]:
    return site.official(role).get("/requests").all("//p[contains(@class,'mla-views')]/a/bdi")


def opened(site: Site, role: Role, name: str) -> Page:
    visitor = site.official(role)
    (link,) = visitor.get("/requests").tree.xpath(f"//p[contains(@class,'mla-views')]/a[bdi='{name}']/@href")
    return visitor.get(visitor.get(link).location)


# Columns
def test_columns_are_chosen_and_stay_chosen_from_link_to_link(executing: Matter) -> None:
    decider = executing.be.official(Role.DECIDER)
    assert heads(decider.get("/requests")) == [COLUMNS[name].head for name in COLUMNS if name in USUAL]
    page = decider.get("/requests?column=officer&column=measures&column=nonsense")
    assert heads(page) == ["Our reference", "Official", "Kinds of help"]
    assert "Tom Proefman" in page.all("//tbody//td")
    sorts = page.tree.xpath("//thead//a/@href")
    assert [heads(decider.get(one)) for one in sorts] == [heads(page)] * len(sorts)
    assert page.tree.xpath("//input[@name='column'][@checked]/@value") == ["officer", "measures"]


def test_every_column_can_be_shown(executing: Matter) -> None:
    page = executing.be.official(Role.DECIDER).get("/requests?" + "&".join(f"column={name}" for name in COLUMNS))
    assert heads(page) == [one.head for one in COLUMNS.values()]
    assert len(page.all("//tbody/tr/*")) == len(COLUMNS)


# Views
def test_a_view_is_kept_by_a_name_and_opens_as_it_was(executing: Matter) -> None:
    be = executing.be
    assert keep(be, Role.DECIDER, "side=requested&sort=due&order=desc&column=officer&words=Tresna").status == 302
    page = opened(be, Role.DECIDER, "Mine")
    assert heads(page) == ["Our reference", "Official"]
    told = asks(page)
    assert (told["side"], told["sort"], told["order"]) == ("requested", "due", "desc")
    assert "words" not in told, "words that were looked for may be a name"
    assert offered(be, Role.EXAMINER) == [], "it was shared with nobody"
    with be.ministry.session() as session:
        assert "Tresna" not in str(session.scalars(select(SavedView)).one().question)


def test_a_view_is_shared_with_the_unit_or_with_everybody(executing: Matter) -> None:
    be = executing.be
    unit = made(be, "Assistance")
    belongs(be, Role.DECIDER, unit)
    belongs(be, Role.EXAMINER, unit)
    keep(be, Role.DECIDER, "side=requested", "Of us", "unit")
    keep(be, Role.DECIDER, "side=requesting", "Of all", "everybody")
    found = {role: offered(be, role) for role in (Role.DECIDER, Role.EXAMINER, Role.REGISTRAR)}
    assert found == {Role.DECIDER: ["Of all", "Of us"], Role.EXAMINER: ["Of all", "Of us"], Role.REGISTRAR: ["Of all"]}
    with be.ministry.session() as session:
        number = session.scalars(select(SavedView.id).where(SavedView.name == "Of us")).one()
    assert be.official(Role.REGISTRAR).get(f"/requests/views/{number}").status == 404
    assert be.official(Role.EXAMINER).get(f"/requests/views/{number}/change").status == 403
    assert be.official(Role.EXAMINER).get(f"/requests/views/{number}/remove").status == 403


def test_a_shared_view_shows_nobody_more_than_he_may_see(executing: Matter) -> None:
    keep(executing.be, Role.DECIDER, "side=requested", "Of all", "everybody")
    assert len(opened(executing.be, Role.EXAMINER, "Of all").all("//tbody/tr")) == 1
    assert opened(executing.be, Role.DRAFTER, "Of all").all("//tbody/tr") == []


def test_a_view_of_a_colleague_who_left_still_works_and_somebody_can_remove_it(executing: Matter) -> None:
    be = executing.be
    keep(be, Role.DECIDER, "side=requested", "Of all", "everybody")
    with be.ministry.session() as session:
        session.execute(update(Official).where(Official.email == "decider@be.example").values(active=False))
        session.commit()
    assert len(opened(be, Role.REGISTRAR, "Of all").all("//tbody/tr")) == 1
    assert "(account closed)" in be.official(Role.EXAMINER).get("/requests/views").main
    (remove,) = [link for link in be.official(Role.REGISTRAR).get("/requests/views").links if link.endswith("/remove")]
    assert be.official(Role.EXAMINER).get(remove).status == 403
    assert be.official(Role.REGISTRAR).fill(remove).status == 302
    assert offered(be, Role.EXAMINER) == []


def test_a_view_that_names_what_is_no_more_opens_and_says_what_it_asks(executing: Matter) -> None:
    keep(executing.be, Role.DECIDER, "unit=77&label=88&measure=gone&stage=executing")
    page = opened(executing.be, Role.DECIDER, "Mine")
    assert page.all("//tbody/tr") == []
    told = asks(page)
    assert [told.get(name) for name in ("unit", "label", "measure", "stage")] == ["77", "88", "gone", "executing"]


def test_a_view_outlives_the_unit_with_which_it_was_shared(executing: Matter) -> None:
    be = executing.be
    unit = made(be, "Assistance")
    belongs(be, Role.DECIDER, unit)
    keep(be, Role.DECIDER, "side=requested", "Of us", "unit")
    belongs(be, Role.DECIDER, "")
    assert be.official("administrator").fill(f"/accounts/units/{unit}/remove").status == 302
    assert offered(be, Role.DECIDER) == ["Of us"]


def test_a_view_needs_a_name_of_its_own_and_is_renamed_and_removed(executing: Matter) -> None:
    be = executing.be
    assert keep(be, Role.DECIDER, "side=requested").status == 302
    page = keep(be, Role.DECIDER, "", "MINE")
    assert (page.status, page.mistakes) == (400, ["You have a view of this name already."])
    assert keep(be, Role.DECIDER, "", "").mistakes == ["Give the view a name."]
    assert keep(be, Role.DECIDER, "", "x" * 10_000).status == 400
    assert keep(be, Role.EXAMINER, "", "Mine").status == 302, "another's name is no hindrance"
    (change,) = [link for link in be.official(Role.DECIDER).get("/requests/views").links if link.endswith("/change")]
    assert be.official(Role.DECIDER).fill(change, name="Late").status == 302
    assert asks(opened(be, Role.DECIDER, "Late"))["side"] == "requested"
    assert be.official("administrator").get("/requests/views").status == 403
