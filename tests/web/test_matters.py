"""A matter is known to whoever may see one of its requests, and to nobody else: neither its title nor its place."""

from __future__ import annotations

from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import Matter
from tests.support.drive import Matter as Between

TITLE = "Operation Quicksilver"


def test_the_title_of_a_matter_is_told_to_nobody_who_may_not_see_a_request_in_it(draft: Between) -> None:
    draft.si.ministry.take(draft.number, "file_in_matter", Role.SIGNATORY, title=TITLE)
    draft.si.hire("stranger", Role.DRAFTER)
    stranger = draft.si.official("stranger")
    mine = stranger.fill("/dossiers/new/assistance", counterpart="BE", title="Mine", instrument="lhc", language="en")
    page = stranger.get(mine.location.replace("/draft", "/file_in_matter"))
    assert TITLE not in page.html
    assert TITLE in draft.si.official(Role.SIGNATORY).get(draft.at("file_in_matter")).html
    number = page.tree.xpath("//select[@name='matter']/option/@value")
    assert number == [""]

    # Neither by its number nor by its title does a stranger file there.
    assert page.again(matter="1").status == 400
    assert page.again(title=TITLE).status == 302
    with draft.si.ministry.session() as session:
        filed = session.scalars(select(Matter).where(Matter.title == TITLE)).all()
    assert len(filed) == 2, "the stranger has a matter of the same title"
    assert stranger.get(f"/matters/{filed[0].id}").status == 404
    assert "Investigation Tresna" not in stranger.get(f"/matters/{filed[1].id}").main


def test_whoever_knows_a_matter_files_there_by_its_title(draft: Between) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    drafter.fill(draft.at("file_in_matter"), title=TITLE)
    other = drafter.fill("/dossiers/new/assistance", counterpart="BE", title="More", instrument="lhc", language="en")
    assert drafter.fill(other.location.replace("/draft", "/file_in_matter"), title=TITLE).status == 302
    with draft.si.ministry.session() as session:
        assert len(session.scalars(select(Matter)).all()) == 1


def test_a_request_that_arises_from_another_is_filed_where_that_one_is(draft: Between) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    drafter.fill(draft.at("file_in_matter"), title=TITLE)
    page = f"/dossiers/new/assistance?from={draft.number}"
    arisen = drafter.fill(page, counterpart="BE", title="More", instrument="lhc", language="en")
    assert TITLE in drafter.get(arisen.location.removesuffix("/draft")).main


def test_a_plain_copy_says_the_same_and_nothing_links_the_two(draft: Between) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    assert "Start a plain copy" in drafter.get(draft.at()).main
    page = drafter.get(f"/dossiers/new/assistance?copy={draft.number}")
    assert page.fields["counterpart"] == ["BE"]
    assert page.fields["title"] == ["Investigation Tresna (sample)"]
    copied = page.again(counterpart="FR", title="A similar case").location.removesuffix("/draft")
    said, meant = (
        drafter.get(f"{where}/check").all("//h2[.!='Annexes']/following-sibling::dl//dd")
        for where in (copied, draft.base)
    )
    assert said == [one for one in meant if one in said]
    assert "Pedro Imaginario" in drafter.get(f"{copied}/draft").main
    assert "Order of the judge" not in drafter.get(f"{copied}/draft").main, "Documents are attached anew."
    assert "Arises from" not in drafter.get(copied).main
    assert "Gave rise to" not in drafter.get(draft.at()).main
