"""The database file is private, and a race is told from every other failure."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from mla.models import Matter, Official
from mla.sample.ministry import Ministry
from mla.storage.database import is_race, open_engine


def test_nobody_else_on_the_machine_reads_the_database(tmp_path: Path) -> None:
    for name in ("new.db", "old.db"):
        path = tmp_path / name
        if name == "old.db":
            path.touch(mode=0o644)
        engine = open_engine(f"sqlite:///{path}")
        with engine.connect() as connection:
            connection.execute(text("CREATE TABLE witness (name TEXT)"))
            connection.commit()
            modes = {one.name: oct(one.stat().st_mode & 0o777) for one in tmp_path.glob(f"{name}*")}
        engine.dispose()
        assert len(modes) == 3, "the file and its two journals"
        assert set(modes.values()) == {"0o600"}, modes


def test_only_two_rows_for_one_place_are_a_race(si: Ministry) -> None:
    person = {"name": "Ana", "function": "", "password": "x", "roles": [], "active": True}
    with si.session() as session:
        session.execute(insert(Official).values(**person, email="ana@si.example"))
        with pytest.raises(IntegrityError) as twice, session.begin_nested():
            session.execute(insert(Official).values(**person, email="ana@si.example"))
        with pytest.raises(IntegrityError) as nobody, session.begin_nested():
            session.execute(text("INSERT INTO involvement (dossier_id, official_id) VALUES (NULL, 7)"))
        with pytest.raises(IntegrityError) as untitled, session.begin_nested():
            session.execute(insert(Matter).values(title=None, opened_at=None, opened_by_id=1))
    assert [is_race(one.value) for one in (twice, nobody, untitled)] == [True, False, False]
