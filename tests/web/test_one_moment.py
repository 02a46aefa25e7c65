"""A step that is taken around midnight bears one day: in the event, on its letter, and in its package, in whatever zone."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from hypothesis import example, given
from hypothesis import strategies as st

from mla.installation import Installation
from mla.lifecycle.terms import Role
from mla.models import Dossier, Outgoing
from mla.sample.ministry import Ministry
from mla.steps.advance import advance
from mla.steps.step_taken import OurStep
from mla.storage.database import local_day
from mla.views import context
from tests.support.case_files import case_file
from tests.support.drive import Matter, in_days
from tests.unit.documents.reader import text

ZONES = ("UTC", "Europe/Ljubljana", "Asia/Tokyo", "America/Lima", "Pacific/Kiritimati", "Pacific/Pago_Pago")


def zoned(ministry: Ministry, zone: str) -> None:
    """The ministry lives by another clock."""
    ministry.config = replace(ministry.config, time_zone=zone)
    ministry.installation = Installation(ministry.config, ministry.installation.law)


def passing(midnight: datetime) -> Iterator[datetime]:
    """A clock that is asked for the first time just before midnight, and each time a second later."""
    moment = midnight - timedelta(milliseconds=400)
    while True:
        yield moment
        moment += timedelta(seconds=1)


@pytest.mark.parametrize("zone", ["Europe/Ljubljana", "Asia/Tokyo", "America/Lima"])
def test_midnight_that_passes_while_a_step_is_taken_tears_nothing_apart(
    sent: Matter, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    zoned(sent.be.ministry, zone)
    registrar = sent.be.official(Role.REGISTRAR)
    page = registrar.fill(
        sent.at("acknowledge"), received_on=["25", "11", "2026"], responsible="Unit 3", confidentiality="kept"
    )
    letter = registrar.get(page.location)
    evening = local_day(datetime.now(UTC), zone)
    clock = passing(datetime(evening.year, evening.month, evening.day, tzinfo=ZoneInfo(zone)) + timedelta(days=1))
    monkeypatch.setattr(context, "now", lambda: next(clock).astimezone(UTC))
    assert letter.press("sign").status == 302
    with sent.be.ministry.session() as session:
        dossier = session.get_one(Dossier, sent.number)
        event, paper = dossier.events[-1], dossier.papers[-1]
        package = session.query(Outgoing).order_by(Outgoing.id.desc()).first()
        store = sent.be.ministry.installation.store
        assert package
        with zipfile.ZipFile(BytesIO(store.read(str(package.package)))) as sealed:
            manifest = json.loads(sealed.read("manifest.json"))
        assert event.trigger == "acknowledge"
        assert local_day(event.at, zone) == date.fromisoformat(manifest["on"]) == evening
        assert format_date(evening, "long", locale="en_GB") in text(store.read(paper.sha256))


moments = st.integers(0, 3 * 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(moments, st.sampled_from(ZONES), st.sampled_from([-1, 1]))
@example(datetime(2026, 3, 28, 23, 30, tzinfo=UTC), "Europe/Ljubljana", -1)
@example(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Ljubljana", 1)
def test_no_step_can_be_taken_of_another_day_than_that_of_its_moment(at: datetime, zone: str, away: int) -> None:
    dossier = case_file()
    wrong = local_day(at, zone) + timedelta(days=away)
    taken = OurStep(dossier, dossier.table.step["enquire"], {}, at, wrong, official=None)  # type: ignore[arg-type]
    installation = _Zoned(zone)
    with pytest.raises(ValueError, match="bear one day"):
        advance(None, installation, taken)  # type: ignore[arg-type]


class _Zoned:
    """Of an installation, its time zone."""

    def __init__(self, zone: str) -> None:
        self.config = self
        self.time_zone = zone


@pytest.mark.parametrize(
    ("zone", "day"), [("Pacific/Kiritimati", "26 November 2026"), ("America/Lima", "25 November 2026")]
)
def test_a_correction_names_a_letter_by_the_day_that_it_bears(executing: Matter, zone: str, day: str) -> None:
    be = executing.be.ministry
    zoned(be, zone)
    with be.session() as session:
        sent = next(e for e in session.get_one(Dossier, executing.number).events if e.trigger == "acknowledge")
        number, told = sent.number, sent.answers
    be.clock = lambda: datetime(2026, 11, 27, 12, tzinfo=UTC)
    answers = {f"told-{name}": value for name, value in told.items()}
    be.take(
        executing.number,
        "correct_letter",
        entry=str(number),
        reason="A slip.",
        **{**answers, "told-responsible": "Unit 7"},
    )
    with be.session() as session:
        paper = session.get_one(Dossier, executing.number).papers[-1]
        assert paper.name == "letter_of_correction"
        assert day in " ".join(text(be.installation.store.read(paper.sha256)).split())


def test_an_own_authority_is_reminded_of_a_letter_by_the_day_that_it_bears(executing: Matter) -> None:
    zoned(executing.be.ministry, "Pacific/Kiritimati")
    be, number = executing.be.ministry, executing.number
    told = {"authority": "District Court", "due_on": in_days(20)}
    be.take(number, "write_to_authority", subject="A question", remark="Please tell us.", **told)
    with be.session() as session:
        dossier = session.get_one(Dossier, number)
        letter = dossier.events[-1].number
    be.clock = lambda: datetime(2026, 11, 27, 12, tzinfo=UTC)
    be.take(number, "remind_authority", letter=str(letter), due_on=in_days(30))
    with be.session() as session:
        paper = session.get_one(Dossier, number).papers[-1]
        assert paper.name == "reminder_to_authority"
        assert "26 November 2026" in " ".join(text(be.installation.store.read(paper.sha256)).split())
