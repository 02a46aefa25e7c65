"""Letters and certified dossiers are sealed where the ministry has a seal: at the signature, never before, and what is kept is what was sealed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from config import SealSettings
from mla.installation import Installation
from mla.lifecycle.terms import Role
from mla.models import AuditEntry, BoundDossier, Paper
from mla.records.verify import verify
from tests.support import seals
from tests.support.binding import worked
from tests.support.drive import ORDER, Matter, Site, a_file
from tests.support.web import Page
from tests.unit.seals.test_sealing import told_by_poppler

NONE = "does not contain any signatures"


def seals_with(site: Site, settings: SealSettings) -> None:
    """From now on the ministry has a seal."""
    ministry = site.ministry
    ministry.config = replace(ministry.config, seal=settings)
    ministry.installation = Installation(ministry.config)


@pytest.fixture
def sealing(executing: Matter, tmp_path: Path) -> Matter:
    """A request that is being executed, by a ministry that has a seal."""
    seals_with(executing.be, seals.settings(tmp_path))
    return executing


def papers(site: Site, matter: Matter) -> list[bytes]:
    ministry = site.ministry
    with ministry.session() as session:
        found = session.scalars(select(Paper).where(Paper.dossier_id == matter.number).order_by(Paper.id))
        return [ministry.installation.store.read(one.sha256) for one in found]


def report(matter: Matter) -> Page:
    """A letter that the examiner has filled in and looks at."""
    visitor = matter.be.official(Role.EXAMINER)
    page = visitor.fill(matter.at("report_status"), words="Under way.", files=a_file("Annex.pdf", ORDER))
    assert page.status == 302, page.mistakes
    return visitor.get(page.location)


def test_a_letter_is_sealed_when_it_is_signed_and_not_when_it_is_shown(sealing: Matter, tmp_path: Path) -> None:
    shown = report(sealing)
    (address,) = shown.tree.xpath("//object/@data")
    assert NONE in told_by_poppler(sealing.be.official(Role.EXAMINER).get(address).data, tmp_path)
    assert shown.press("sign").status == 302
    kept = papers(sealing.be, sealing)[-1]
    assert "Signature is Valid" in told_by_poppler(kept, tmp_path)
    sealing.post()
    assert papers(sealing.si, sealing)[-1] == kept
    for site in (sealing.si, sealing.be):
        with site.ministry.session() as session:
            assert list(verify(session, site.ministry.installation)) == []


def test_with_an_expired_certificate_the_step_is_refused_in_a_sentence_and_the_letter_waits(
    executing: Matter, tmp_path: Path
) -> None:
    ended = seals.certificate("Ministry", seals.authority(), until=seals.NOW - timedelta(days=1))
    seals_with(executing.be, seals.settings(tmp_path, ended))
    before = len(papers(executing.be, executing))
    page = report(executing).press("sign")
    assert page.status == 422
    assert "seal expired on 2026-11-24" in page.main
    assert len(papers(executing.be, executing)) == before


def test_a_time_stamp_that_cannot_be_had_is_on_record(executing: Matter, tmp_path: Path) -> None:
    with seals.time_stamps("fails") as address:
        seals_with(executing.be, seals.settings(tmp_path, service=address))
        assert report(executing).press("sign").status == 302
    with executing.be.ministry.session() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.what == "seal_incomplete")).one()
    assert entry.detail["lacks"] == "time_stamp"
    assert "500" in entry.detail["why"]


@pytest.mark.parametrize("certified", [True, False])
def test_a_dossier_that_is_certified_is_sealed_and_no_other(sealing: Matter, tmp_path: Path, certified: bool) -> None:
    chosen = (
        {"certified": "y", "name": "Ana", "function": "Head", "place": "Liège"} if certified else {"certified": None}
    )
    page = sealing.be.official(Role.AUDITOR).get(sealing.at("bound?purpose=court")).again(**chosen)
    assert page.status == 302, page.mistakes
    worked(sealing.be)
    with sealing.be.ministry.session() as session:
        row = session.scalars(select(BoundDossier)).one()
        kept = sealing.be.ministry.installation.store.read(row.sha256)
        assert list(verify(session, sealing.be.ministry.installation)) == []
    assert ("Signature is Valid" if certified else NONE) in told_by_poppler(kept, tmp_path)


def test_nothing_is_certified_without_a_valid_seal(executing: Matter, tmp_path: Path) -> None:
    ended = seals.certificate("Ministry", seals.authority(), until=seals.NOW - timedelta(days=1))
    seals_with(executing.be, seals.settings(tmp_path, ended))
    chosen = {"certified": "y", "name": "Ana", "function": "Head", "place": "Liège"}
    auditor = executing.be.official(Role.AUDITOR)
    assert auditor.get(executing.at("bound?purpose=court")).again(**chosen).status == 302
    worked(executing.be)
    page = auditor.get(executing.at("bound"))
    assert re.search("Not bound: .*seal expired", page.main)
    assert "Nothing was bound for a purpose yet." in page.main
