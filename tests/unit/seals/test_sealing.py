"""A paper is sealed last of all: what the seal is, what it lacks, and when nothing is sealed."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from config import SealSettings
from mla import serving
from mla.documents.assembly import Part
from mla.documents.duplicate import as_duplicate
from mla.documents.leaves import leaf
from mla.seals import time_stamps
from mla.seals.key import NotSealed, Seal, read_seal
from mla.seals.sealing import LONG_TERM, TIME_STAMP, seal_pdf
from tests.support import seals
from tests.support.drive import staffed
from tests.support.seals import NOW, certificate, took
from tests.support.verapdf import failures
from tests.unit.documents.test_draw import letter_with

REFERENCE = "SI-MLA-2026-0001/1"


def letter() -> bytes:
    return letter_with("The matter is under way.").pdf


def made(settings: SealSettings) -> Seal:
    seal = read_seal(settings)
    assert seal
    return seal


def told_by_poppler(pdf: bytes, folder: Path) -> str:
    path = folder / "sealed.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout


def test_another_program_finds_the_seal_sound_and_over_the_whole_file(tmp_path: Path) -> None:
    plain = letter()
    sealed = seal_pdf(plain, made(seals.settings(tmp_path)), NOW, REFERENCE)
    assert sealed.lacks == ()
    assert sealed.pdf.startswith(plain)
    told = told_by_poppler(sealed.pdf, tmp_path)
    for words in (
        "Signature is Valid",
        "Total document signed",
        "ETSI.CAdES.detached",
        "Ministry of Justice (test)",
        "Nov 25 2026 12:00",
    ):
        assert words in told, told


@pytest.mark.verapdf
@pytest.mark.slow
def test_a_sealed_letter_is_still_for_archives_and_for_screen_readers(tmp_path: Path) -> None:
    with seals.time_stamps() as address:
        every = {
            "plain": seals.settings(tmp_path),
            "stamped": seals.settings(tmp_path, service=address),
            "long": seals.settings(tmp_path, service=address, revocation=seals.revoking()),
        }
        paths = []
        for name, settings in every.items():
            sealed = seal_pdf(letter(), made(settings), NOW, REFERENCE)
            assert sealed.lacks == ()
            paths.append(tmp_path / f"{name}.pdf")
            paths[-1].write_bytes(sealed.pdf)
            assert "Total document signed" in told_by_poppler(sealed.pdf, tmp_path)
    assert {p.name: why for p, why in failures(paths, "3a,ua1").items() if why} == {}


def test_what_is_known_of_revocations_stands_in_the_file_for_later(tmp_path: Path) -> None:
    sealed = seal_pdf(letter(), made(seals.settings(tmp_path, revocation=seals.revoking())), NOW, REFERENCE)
    with pikepdf.open(seals.written(tmp_path, sealed.pdf)) as pdf:
        assert len(pdf.Root.DSS.CRLs) == 1


def test_a_list_that_says_nothing_of_the_certificate_leaves_the_seal_without_it(tmp_path: Path) -> None:
    settings = seals.settings(tmp_path, certificate("A ministry that nobody vouches for"), revocation=seals.revoking())
    sealed = seal_pdf(letter(), made(settings), NOW, REFERENCE)
    assert [what for what, _ in sealed.lacks] == [LONG_TERM]
    assert "Signature is Valid" in told_by_poppler(sealed.pdf, tmp_path)


@pytest.mark.parametrize("manner", ["hangs", "fails", "nonsense"])
def test_a_service_without_a_sound_answer_costs_a_stamp_and_no_step(
    tmp_path: Path, manner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time_stamps.stamper, "__defaults__", (1.0,))
    with seals.time_stamps(manner) as address:
        began = time.monotonic()
        sealed = seal_pdf(letter(), made(seals.settings(tmp_path, service=address)), NOW, REFERENCE)
        assert took(began) < 5
    ((what, why),) = sealed.lacks
    assert what == TIME_STAMP
    assert why
    assert "Signature is Valid" in told_by_poppler(sealed.pdf, tmp_path)


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        ({"until": NOW - timedelta(days=3)}, "seal expired on 2026-11-22 12:00 UTC"),
        ({"since": NOW + timedelta(days=3)}, "is not valid before 2026-11-28 12:00 UTC"),
    ],
)
def test_out_of_its_time_nothing_is_sealed_and_the_start_says_so(
    tmp_path: Path, dates: dict[str, object], sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings = seals.settings(tmp_path, certificate("Ministry", seals.authority(), **dates))  # type: ignore[arg-type]
    with pytest.raises(NotSealed, match=sentence):
        seal_pdf(letter(), made(settings), NOW, REFERENCE)
    with caplog.at_level(logging.WARNING, "mla"):
        serving.check_seal(replace(staffed("SI", tmp_path).config, seal=settings), NOW)
    assert sentence in caplog.text


def test_with_a_revoked_certificate_nothing_is_sealed(tmp_path: Path) -> None:
    settings = seals.settings(tmp_path, revocation=seals.revoking(seals.ministry()))
    with pytest.raises(NotSealed, match="was revoked"):
        seal_pdf(letter(), made(settings), NOW, REFERENCE)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"file": Path("/nowhere/seal.p12")}, "cannot be read"),
        ({"passphrase": None}, "its passphrase is another"),
        ({"passphrase": Path("/nowhere/secret")}, "with the passphrase of the ministry’s seal"),
        ({"revocation": Path("/nowhere/lists")}, "There is no folder /nowhere/lists"),
    ],
)
def test_settings_that_lead_nowhere_are_told_at_the_start(
    tmp_path: Path, change: dict[str, object], sentence: str
) -> None:
    settings = replace(seals.settings(tmp_path), **change)  # type: ignore[arg-type]
    with pytest.raises(NotSealed, match=sentence):
        serving.check_seal(replace(staffed("SI", tmp_path).config, seal=settings), NOW)


def test_a_file_that_is_no_certificate_is_named_at_the_start(tmp_path: Path) -> None:
    settings = seals.settings(tmp_path)
    (tmp_path / "trust" / "notes.pem").write_text("no certificate")
    with pytest.raises(NotSealed, match=r"notes\.pem holds no certificate"):
        serving.check_seal(replace(staffed("SI", tmp_path).config, seal=settings), NOW)


def test_no_seal_is_set_unless_it_is_named() -> None:
    assert read_seal(SealSettings()) is None


def test_a_duplicate_and_a_bound_copy_bear_no_seal_that_cannot_hold(tmp_path: Path) -> None:
    sealed = seal_pdf(letter(), made(seals.settings(tmp_path)), NOW, REFERENCE).pdf
    assert "does not contain any signatures" in told_by_poppler(as_duplicate(sealed, REFERENCE, "en"), tmp_path)
    before, after = (leaf(Part("Letter", pdf), "SI-1", "en", 1, False) for pdf in (letter(), sealed))
    assert (after.holds, after.lacking, after.taken_out) == (before.holds, before.lacking, before.taken_out)
    assert "does not contain any signatures" in told_by_poppler(after.pdf, tmp_path)


def test_nothing_of_it_is_loaded_before_it_is_needed() -> None:
    """It takes most of a second, and most processes never seal."""
    code = "import sys, mla.cli, mla.app; print([one for one in sys.modules if one.startswith(('pyhanko', 'pkcs11', 'aiohttp'))])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
