"""What any version has left behind is opened, moved on and verified by this one: databases, stores, packages."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from mla.agreements.known import know
from mla.installation import Installation
from mla.lifecycle.terms import Role
from mla.models import Dossier, Official, Outgoing
from mla.package.keys import public_bytes
from mla.package.sealing import unseal
from mla.records.verify import verify
from mla.register.keeping import faults as not_registered
from mla.register.keeping import fill
from mla.steps.table_upgrade import move_all
from mla.storage.database import local_day, now, open_engine, open_session
from mla.storage.migrate import upgrade
from tests.support.drive import settings

KEPT = Path(__file__).parents[1] / "fixtures"
VERSIONS = sorted(path.name for path in KEPT.glob("version-*"))


def opened(version: str, state: str, folder: Path) -> tuple[Installation, Engine]:
    """An installation of an earlier version, copied and brought to this one."""
    home = folder / version / state
    shutil.copytree(KEPT / version / state, home)
    config = replace(
        settings(state.upper(), folder, f"sqlite:///{home / 'mla.db'}"),
        store=home / "store",
        signing_key=home / "signing.key",
    )
    engine = open_engine(config.database_url)
    upgrade(engine)
    installation = Installation(config)
    with open_session(engine) as session:
        fill(session, know(session, installation))
    return installation, engine


def test_at_least_the_first_version_is_kept() -> None:
    assert "version-1" in VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("state", ["si", "be"])
def test_its_records_hold_and_its_requests_move_on(version: str, state: str, tmp_path: Path) -> None:
    installation, engine = opened(version, state, tmp_path)
    with open_session(engine) as session:
        dossiers = session.scalars(select(Dossier)).all()
        assert [one.title for one in dossiers] == ["Investigation Tresna (sample)"]
        assert [*verify(session, installation), *not_registered(session, installation)] == []
        by = next(o for o in session.scalars(select(Official)) if o.has(Role.ADMINISTRATOR))
        assert all(why is None for _, why in move_all(session, installation, by, now(), local_day(now(), "UTC")))
        session.commit()
        assert list(verify(session, installation)) == []
    engine.dispose()


@pytest.mark.parametrize("version", VERSIONS)
def test_its_packages_are_opened_and_proved(version: str, tmp_path: Path) -> None:
    installation, engine = opened(version, "si", tmp_path)
    with open_session(engine) as session:
        sealed = [one.package for one in session.scalars(select(Outgoing)) if one.package]
    assert sealed
    for name in sealed:
        package = unseal(installation.store.read(name), installation.config.max_package)
        package.check_signature(public_bytes(installation.key))
        package.check_files()
    engine.dispose()
