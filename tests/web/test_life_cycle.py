"""The page of a request's life cycle: drawn and in words, as this State sees it and as the other State sees it."""

from __future__ import annotations

import pytest
from lxml import html

from mla import graphs
from mla.graphs import laid_out
from mla.lifecycle.assistance import ASSISTANCE
from mla.lifecycle.terms import Role
from mla.sample.ministry import Ministry
from tests.support.drive import Matter, Page, Site
from tests.walks.extraditions import PERSON, request
from tests.walks.extraditions import draft as drafted_by
from tests.walks.test_extradition import KNOWINGLY
from tests.walks.test_persons_with_fates_of_their_own import GRANT

SVG = "*[local-name()='svg']"


def part(page: Page, name: str) -> html.HtmlElement:
    """The part of the page that says how one State sees it."""
    return page.tree.xpath(f"//section[@aria-labelledby='{name}']")[0]


def drawn(page: Page, name: str, look: str = "") -> str:
    """What is written into the boxes of a drawing; of one look, where that is asked."""
    boxes = part(page, name).xpath(f".//{SVG}//*[contains(@class, 'mla-life__stage--{look}')]")
    return "; ".join(" ".join(box.xpath("string()").split()) for box in boxes)


def words(page: Page, name: str) -> str:
    """What stands in words below the drawing."""
    told = part(page, name).xpath(f".//*[not(ancestor-or-self::{SVG})]/text()[not(ancestor::{SVG})]")
    return " ".join(" ".join(told).split())


def test_a_drawing_says_where_it_stands_what_was_passed_and_whose_move_may_follow(executing: Matter) -> None:
    page = executing.be.official(Role.EXAMINER).get(executing.at("life-cycle"))
    assert page.status == 200
    assert drawn(page, "ours", "present").startswith("Being executed since ")
    assert "Being examined" in drawn(page, "ours", "past")
    assert "Answered our move" in drawn(page, "ours", "next")
    assert "Withdrawn move of Slovenia" in drawn(page, "ours", "next")
    assert "Closed" in drawn(page, "ours", "later")


def test_all_that_is_drawn_stands_in_words(executing: Matter) -> None:
    page = executing.be.official(Role.EXAMINER).get(executing.at("life-cycle"))
    for name in ("ours", "theirs"):
        told = words(page, name).lower()
        for title in part(page, name).xpath(f".//{SVG}//*[contains(@class, 'mla-life__title')]/text()"):
            assert title.lower() in told
        assert part(page, name).xpath(".//ol/li[@aria-current='step']")
    assert "Send the results and conclude Answered our move" in words(page, "ours")


def test_as_the_other_state_sees_it_nothing_internal_is_said(executing: Matter) -> None:
    """Both ministries are asked, on both their pages, for the stages that never cross."""
    internal = [stage.title for stage in ASSISTANCE.stages if stage.abroad != stage.name]
    assert "Being examined" in internal
    for site in (executing.be, executing.si):
        page = site.official(Role.SIGNATORY).get(executing.at("life-cycle"))
        theirs = part(page, "theirs").xpath("string()")
        assert [title for title in internal if title.lower() in theirs.lower()] == []
        assert "Received" in theirs


def test_what_we_say_they_see_is_what_they_see(executing: Matter) -> None:
    """The drawing that Belgium makes for Slovenia, beside that which Slovenia makes of what has crossed."""
    told, seen = (
        site.official(Role.SIGNATORY).get(executing.at("life-cycle")) for site in (executing.be, executing.si)
    )
    theirs = [one.split(",")[0] for one in part(told, "theirs").xpath(".//ol/li/text()")]
    ours = [one.split(",")[0] for one in part(seen, "ours").xpath(".//ol/li/text()")]
    assert theirs == [one for one in ours if one in theirs]
    assert "Being executed" in theirs


def test_of_a_draft_nothing_is_seen_abroad(draft: Matter) -> None:
    page = draft.si.official(Role.DRAFTER).get(draft.at("life-cycle"))
    assert "Belgium sees nothing of this request" in words(page, "theirs")
    assert not part(page, "theirs").xpath(f".//{SVG}")
    assert "Being drafted" in drawn(page, "ours", "present")


def test_a_drawing_has_a_name_and_a_description_and_no_style_of_its_own(executing: Matter) -> None:
    page = executing.si.official(Role.SIGNATORY).get(executing.at("life-cycle"))
    pictures = page.tree.xpath(f"//{SVG}[@role='img']")
    assert len(pictures) == 2
    for picture in pictures:
        named = picture.get("aria-labelledby").split()
        assert all(page.tree.xpath(f"string(//*[@id='{one}'])") for one in named)
        assert not picture.xpath(".//@style")
    ids = page.tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_page_of_the_request_says_it_in_short_and_leads_there(executing: Matter) -> None:
    page = executing.be.official(Role.EXAMINER).get(executing.at())
    assert executing.at("life-cycle") in page.links
    assert "“Being executed” since" in page.main
    assert "Slovenia may lead it to: withdrawn." in page.main


def test_without_the_program_that_lays_out_the_page_says_all_in_words(
    executing: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out.cache_clear()
    monkeypatch.setattr(graphs, "which", lambda _name: None)
    page = executing.be.official(Role.EXAMINER).get(executing.at("life-cycle"))
    laid_out.cache_clear()
    assert page.status == 200
    assert not page.tree.xpath(f"//{SVG}[@role='img']")
    assert "cannot lay out drawings" in page.main
    assert "Being executed" in words(page, "ours")


def test_each_of_several_persons_stands_in_a_table(pair: tuple[Ministry, Ministry]) -> None:
    si, be = pair
    number = drafted_by(si, "BE", "extradition", "lhc", choose_basis=KNOWINGLY)
    si.take(number, "name_person", **{**PERSON, "given_names": "K."})
    request(si, be, number)
    decider = Site(be).official(Role.DECIDER)
    assert "Who or what" not in decider.get(f"/dossiers/{number}/life-cycle").main
    be.take(number, "grant", for_persons=["1"], **GRANT)
    rows = decider.get(f"/dossiers/{number}/life-cycle").tree.xpath("//section[@aria-labelledby='each']//tbody/tr")
    stands = [" ".join(row.xpath("string(td[3])").split()) for row in rows]
    abroad = [" ".join(row.xpath("string(td[4])").split()) for row in rows]
    assert stands == ["Granted", "Being examined"]
    assert abroad == ["Granted", "Received"]
