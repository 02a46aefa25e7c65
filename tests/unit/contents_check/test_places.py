"""Every item of contents has its place: told on a page that exists, or with the reason why no machine looks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms import form_for
from forms.measures import MEASURE_FIELDS, asked_for, know
from mla.contents_check.conditions import CONDITIONS
from mla.contents_check.places import FILE, Misplaced, places
from mla.instruments import Law
from mla.lifecycle import LIFECYCLES

LAW = Law()
know(LAW.question_sets())
EVERY = [*LAW.instruments.values(), *LAW.templates.values()]
STEPS = {step.trigger: step for table in LIFECYCLES.values() for step in table.steps}
PLACES = places()


def fields(step: str) -> set[str]:
    return set(dir(form_for(STEPS[step].form)))


def test_every_item_of_the_checklists_has_exactly_one_place() -> None:
    ids = PLACES.ids()
    assert len(ids) == len(set(ids)) == 204
    assert set(ids) == {row.id for one in EVERY for row in one.contents}


def test_how_many_items_a_draft_tells_and_how_many_come_with_their_kinds() -> None:
    later = sum(len(ids) for ids in PLACES.later.values())
    counts = [len(t) for t in (PLACES.told, PLACES.asked, PLACES.printed, PLACES.door, PLACES.person)]
    assert counts == [139, 36, 13, 6, 10]
    assert later == 0


@pytest.mark.parametrize("item", PLACES.told)
def test_what_is_told_is_asked_on_a_page_that_exists(item: str) -> None:
    place = PLACES.told[item]
    assert {*place.fields, *place.any} <= fields(place.step)
    for kind in place.kinds:
        asked = {name for name in (*place.fields, *place.any) if name in MEASURE_FIELDS}
        assert asked <= set(asked_for(kind)), kind


@pytest.mark.parametrize("item", PLACES.asked)
def test_what_later_steps_ask_is_on_their_page(item: str) -> None:
    step, field = PLACES.asked[item].split(": ")
    assert field in fields(step)


def test_the_kinds_of_measure_are_those_of_the_instruments() -> None:
    known = dict(LAW.every_measure())
    assert {kind for place in PLACES.told.values() for kind in place.kinds} <= set(known)
    for row in LAW.instruments[LAW.first()].contents:
        if row.id in PLACES.told:
            assert set(row.measures) <= set(PLACES.told[row.id].kinds), row.id


def test_no_condition_is_left_unused() -> None:
    assert {place.when for place in PLACES.told.values()} - {""} == set(CONDITIONS)


def test_every_reason_why_no_machine_looks_is_a_sentence() -> None:
    for table in (PLACES.printed, PLACES.door, PLACES.person):
        assert all(len(reason.split()) > 4 for reason in table.values())


@pytest.mark.parametrize(
    ("written", "instead", "answers"),
    [
        ('when = "urgent"', 'when = "hurried"', "“hurried” is no condition; expected: one of accused, coercive"),
        ("[told.MLA-G-04]\nstep = ", "[told.MLA-G-04]\nsetp = ", "told.MLA-G-04.setp: Extra inputs are not permitted"),
        ('REF-03 = "refuse: ground"', 'ACK-01 = "refuse: ground"', "ACK-01 stand in more than one place"),
        ('fields = ["penalty"]', "", "an item needs “fields” or “any”"),
        ("\n[papers]\n", "\n[papers\n", "this is not TOML"),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path: Path, written: str, instead: str, answers: str) -> None:
    text = FILE.read_text()
    assert written in text
    (tmp_path / "places.toml").write_text(text.replace(written, instead, 1))
    with pytest.raises(Misplaced) as caught:
        places(tmp_path / "places.toml")
    assert answers in str(caught.value)
