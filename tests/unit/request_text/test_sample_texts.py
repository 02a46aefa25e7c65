"""The canonical texts of the sample are signed: whatever else changes, not one byte of them does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from mla.canonical import canonical
from mla.lifecycle.text import RequestText
from mla.models import Dossier
from mla.sample.build import CALENDAR, build
from mla.sample.ministry import Ministry
from tests.support.drive import settings

BOTH = {
    "MLA-2026-0001": "61d79cf2d2cbe95dba924ec1d918829fdd21e18cab8c3b8f743008b1e289be74",
    "MLA-2026-0002": "b1d3a601ba914ef0b0ae21d302c5f4a69b4113afc9d89cde5d89f35598fbede7",
    "MLA-2026-0003": "d9d61391d07c879ba95586c2a492cffe962efa784d3babe73996cb42a34fb2e5",
    "MLA-2026-0004": "6664d53d4586e5b1e0034dd220bebe14c49e2b23920da4ec8f64c4681b4ddc6a",
    "ARR-2026-0001": "e4c55ee1c8e6eccc3ce133bdf468e04faeb32fe3f0b4a244aa9e0c4442e030d2",
    "EXT-2026-0001": "ee2f26e57de5812b0fb39837328cebb06e87d6f2143bc31c582c6cf9438fae76",
}
"""The requests that crossed the border: both States hold the same text."""

PINNED = {
    **{f"{state}-{reference}": digest for state in ("SI", "BE") for reference, digest in BOTH.items()},
    "SI-MLA-2026-0005": "0d8a7957779af743bc1b62e1cb513bc955d848aaac234def87f69e022517af3c",
    "SI-MLA-2026-0006": "0602751d26255eae733e966a61b3d85b9f9acd33e31ece2242f1f9dda475d443",
    "BE-MLA-2026-0005": "98cc017de3f2821973115b91c75493bd6d3ace56c1b866d9d7c3cdeed1d1d3e3",
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Ministry]]:
    """The two sample ministries, built as on one fixed day."""
    folder = tmp_path_factory.mktemp("sample")
    before, CALENDAR.moment = CALENDAR.moment, datetime(2026, 10, 5, 7, 0, tzinfo=UTC)
    si, be = (Ministry(settings(state, folder, f"sqlite:///{folder / state}.db")) for state in ("SI", "BE"))
    build(si, be, {"SI": "http://127.0.0.1:9", "BE": "http://127.0.0.1:9"})
    yield [si, be]
    CALENDAR.moment = before
    for ministry in (si, be):
        ministry.engine.dispose()


def dossiers(sample: list[Ministry]) -> Iterator[Dossier]:
    for ministry in sample:
        with ministry.session() as session:
            yield from session.scalars(select(Dossier))


def without_identity(text: dict[str, Any]) -> str:
    """The digest of a text; the identity of the arrest from which one arises is drawn by lot."""
    told = text | {"arises_from": "the arrest" if text["arises_from"] else ""}
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def test_the_texts_of_the_sample_are_what_they_always_were(sample: list[Ministry]) -> None:
    assert {one.our_reference: without_identity(RequestText.of(one).to_json()) for one in dossiers(sample)} == PINNED


def test_what_is_signed_is_the_canonical_json_of_the_text(sample: list[Ministry]) -> None:
    for one in dossiers(sample):
        text = RequestText.of(one)
        assert text.digest == hashlib.sha256(canonical(text.to_json()).encode()).hexdigest()
