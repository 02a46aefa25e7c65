"""Rows of settings on both databases: the newest stands, every process follows, and two at once do not both win."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mla.agreements.known import know
from mla.canonical import Answers
from mla.installation import Installation
from mla.lifecycle.terms import Role
from mla.models import Setting
from mla.records.settings import change, every_numbering, history, moved_from, standing
from mla.records.verify import verify
from mla.sample.ministry import Ministry
from mla.settings import Numbering
from mla.storage.database import is_race, now


def keep(si: Ministry, session: Session, name: str, value: Answers | None) -> Setting:
    return change(session, name, value, "Because", si.official(session, Role.ADMINISTRATOR), now(), "")


def test_the_newest_of_each_name_stands_and_every_process_follows(si: Ministry) -> None:
    other = Installation(si.config)
    with si.session() as session:
        keep(si, session, "numbering", {"begins": "MJ"})
        keep(si, session, "news", {"at_once": True})
        keep(si, session, "numbering", {"begins": "MJ.5"})
        session.commit()
        assert set(standing(session)) == {"numbering", "news"}
        assert know(session, other).settings.numbering == Numbering(begins="MJ.5")
        assert other.settings.news.at_once
        keep(si, session, "numbering", None)
        session.commit()
        assert know(session, other).settings.numbering == Numbering(begins="SI")
        assert [one.number for one in history(session, "numbering")] == [3, 2, 1]
        assert [one.begins for one in every_numbering(session, si.config)] == ["MJ.5", "MJ", "SI"]
        assert list(verify(session, other)) == []


def test_what_is_tried_out_is_tried_with_what_stands(si: Ministry) -> None:
    with si.session() as session:
        keep(si, session, "numbering", {"begins": "MJ"})
        beside = know(session, Installation(si.config)).beside()
    assert beside.settings.numbering.begins == "MJ"


def test_two_changes_of_one_number_do_not_both_stand(si: Ministry) -> None:
    with si.session() as session:
        first = keep(si, session, "news", {})
        session.add(Setting(name="news", number=first.number, value={}, reason="At once", at=now(), by_id=first.by_id, entered_at=None))  # fmt: skip
        with pytest.raises(IntegrityError) as raised:
            session.flush()
    assert is_race(raised.value)


def test_a_change_of_days_off_moves_nothing_before_the_first_day_that_is_another(si: Ministry) -> None:
    def day(on: str) -> Answers:
        return {"on": on, "closed": True, "why": "W", "source": "S"}

    with si.session() as session:
        rows = [
            keep(si, session, "holidays", value)
            for value in (
                {"days": [day("2026-12-24"), day("2026-12-31")]},
                {"days": [day("2026-12-24"), day("2026-12-30")]},
                {"days": [day("2026-12-24"), day("2026-12-30")], "weekend": [4, 5]},
                None,
            )
        ]
        assert [moved_from(session, row) for row in rows] == [
            date(2026, 12, 24),
            date(2026, 12, 30),
            date.min,
            date.min,
        ]
        assert [row.entered_at for row in rows] == [None] * 4


def test_a_file_that_broke_since_the_start_stops_no_page(si: Ministry, tmp_path: Path) -> None:
    file = tmp_path / "calendars.toml"
    file.write_text("[SI]\nclosed = [2026-12-23]\nopen = [2026-12-24]\n")
    installation = Installation(replace(si.config, calendars=file))
    assert not installation.calendars.works(date(2026, 12, 23), "SI")
    file.write_text("[SI")
    with si.session() as session:
        on_screen = {"on": "2026-12-24", "closed": True, "why": "W", "source": "S"}
        keep(si, session, "holidays", {"days": [on_screen]})
        calendars = know(session, installation).calendars
    assert [calendars.closed("SI", date(2026, 12, day)) for day in (22, 23, 24)] == ["", "offices closed", "W"], (
        "the screen goes before the file, and the file before the library"
    )
