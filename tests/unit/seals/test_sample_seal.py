"""The sample ministries have seals of their own, and know each other's."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from config import SealSettings
from mla.documents.draw import lay_out
from mla.sample.seal import SEAL, TRUST, new_seal
from mla.seals.key import read_seal
from mla.seals.reading import BELIEVED, known_here, look
from mla.seals.sealing import seal_pdf

PAGE = "<html lang=en><head><title>Letter</title></head><body><p>Words.</p></body></html>"


def test_what_one_seals_the_other_believes(tmp_path: Path) -> None:
    for state in ("SI", "BE"):
        (tmp_path / state).mkdir()
        new_seal(tmp_path / state, f"Ministry of {state}")
    assert (tmp_path / "SI" / SEAL).stat().st_mode & 0o077 == 0
    now = datetime.now(UTC)
    settings = {state: SealSettings(file=tmp_path / state / SEAL, trust=tmp_path / TRUST) for state in ("SI", "BE")}
    ours = read_seal(settings["SI"])
    assert ours
    sealed = seal_pdf(lay_out(PAGE).pdf, ours, now, "SI-1").pdf
    (found,) = look(sealed, known_here(settings["BE"], read_seal(settings["BE"]), now)).seals
    assert (found.by, found.sound, found.trust, found.pinned) == ("Ministry of SI", True, BELIEVED, True)
