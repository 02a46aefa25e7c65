"""The application does not start on a table that has a hole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mla.app import check_tables, create_app, unknown_names
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.assistance import ASSISTANCE
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Role, Side, Step
from mla.sample.ministry import Ministry


def with_last(**changes: object) -> Lifecycle:
    """The table of assistance, its last row changed."""
    return replace(ASSISTANCE, steps=(*ASSISTANCE.steps[:-1], replace(ASSISTANCE.steps[-1], **changes)))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"effect": ""}, "names the unknown effect “”."),
        ({"effect": "put_into_mater"}, "names the unknown effect “put_into_mater”."),
        ({"objection": "contents_mising"}, "names the unknown objection “contents_mising”."),
        ({"once": "goes_frist"}, "names the unknown rule for one person “goes_frist”."),
        ({"trigger": "fly"}, "No form is called “Fly”."),
    ],
)
def test_what_a_row_names_is_there(changes: dict[str, object], sentence: str) -> None:
    assert sentence in " ".join(unknown_names(with_last(**changes)))


def test_every_table_names_only_what_is_there() -> None:
    assert [found for table in LIFECYCLES.values() for found in unknown_names(table)] == []


def test_a_row_without_an_effect_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="effect"):
        Step("fly", ("new",), None, Side.REQUESTING, (Role.DRAFTER,), "Fly", "Flown")  # type: ignore[call-arg]


def test_the_application_refuses_to_start_on_an_unknown_effect(
    slovenia: Ministry, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_tables()
    monkeypatch.setitem(LIFECYCLES, "assistance", with_last(effect="nowhere"))
    with pytest.raises(RuntimeError, match="assistance: “file_in_matter” names the unknown effect “nowhere”"):
        create_app(slovenia.config)
