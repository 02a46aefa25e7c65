"""The page that checks a seal, and the command: what is proved, what is wrong, what could not be checked, and nothing of what one may not see."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from mla.lifecycle.terms import Role
from tests.support import seals
from tests.support.drive import ORDER, Matter, Site, Template, a_file, opened
from tests.support.web import Page
from tests.unit.seals.test_sealing import letter
from tests.web.test_sealed_papers import papers, report, seals_with


@pytest.fixture(scope="module")
def told(accepted: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Matter, bytes]]:
    """A ministry that trusts the authority of the tests and has sealed a letter; and that letter."""
    for matter in opened(accepted, tmp_path_factory.mktemp("checked")):
        with seals.time_stamps() as address:
            folder = tmp_path_factory.mktemp("seal")
            seals_with(matter.be, seals.settings(folder, service=address, revocation=seals.revoking()))
            assert report(matter).press("sign").status == 302
        matter.post()
        yield matter, papers(matter.be, matter)[-1]


def checked(site: Site, content: bytes, role: Role | str = Role.AUDITOR) -> Page:
    visitor = site.official(role)
    return visitor.post("/seals", file=a_file("letter.pdf", content))


def lines(page: Page, sort: str) -> list[str]:
    return page.all(f"//li[@class='mla-seal__{sort}']")


def test_a_letter_of_ours_is_proved_and_names_its_step(told: tuple[Matter, bytes]) -> None:
    matter, paper = told
    page = checked(matter.be, paper)
    assert page.status == 200
    assert (lines(page, "bad"), lines(page, "open")) == ([], [])
    well = " ".join(lines(page, "well"))
    for words in ("the seal covers every byte", "Time stamps (test)", "was not revoked"):
        assert words in well
    assert "Sealed by Ministry of Justice (test)" in page.main
    assert re.search(r"Status report, BE-MLA-2026-\d+: entry \d+ of its history, “Status reported”", page.main), (
        page.main
    )


def test_the_other_state_that_knows_no_certificate_says_what_it_could_not_check(told: tuple[Matter, bytes]) -> None:
    matter, paper = told
    page = checked(matter.si, paper)
    assert lines(page, "bad") == []
    unchecked = " ".join(lines(page, "open"))
    assert "no certificate is on file here that vouches for it" in unchecked
    assert "nobody who is trusted here vouches for that service" in unchecked
    assert "SI-MLA-2026-" in page.main


def test_who_may_not_see_the_request_learns_nothing_of_it(told: tuple[Matter, bytes]) -> None:
    matter, paper = told
    matter.be.hire("stranger", Role.EXAMINER)
    page = checked(matter.be, paper, "stranger")
    assert "Sealed by Ministry of Justice (test)" in page.main
    assert "No paper with this digest is kept here in a request that you may see." in page.main
    unknown = checked(matter.be, letter(), "stranger")
    assert "No paper with this digest is kept here in a request that you may see." in unknown.main
    assert "BE-MLA" not in page.main


def test_what_was_changed_is_wrong_whatever_it_claims(told: tuple[Matter, bytes]) -> None:
    matter, paper = told
    page = checked(matter.be, seals.one_byte_other(paper))
    assert lines(page, "well") == []
    assert "It claims to be sealed by" in page.main
    assert "What stands in this file is not what was sealed" in lines(page, "bad")[0]
    assert "No paper with this digest" in page.main


def test_what_was_added_is_found_and_what_was_sealed_is_still_named(told: tuple[Matter, bytes]) -> None:
    matter, paper = told
    page = checked(matter.be, seals.with_more(paper))
    assert "Something was added to the file after it was sealed" in lines(page, "bad")[0]
    assert "As it was sealed, without what was added, it is:Status report, BE-MLA-2026-" in page.main
    assert "Which step it proves" not in page.main


def test_a_certificate_that_was_not_valid_then_is_wrong(told: tuple[Matter, bytes]) -> None:
    ended = seals.certificate("Ministry", seals.authority(), until=seals.NOW - timedelta(days=1))
    page = checked(told[0].be, seals.sealed_by_force(letter(), ended))
    assert "The certificate was not valid when it was sealed" in lines(page, "bad")[0]


@pytest.mark.parametrize(("days", "sort"), [(1, "bad"), (-1, "bad")])
def test_a_revoked_certificate_is_wrong_from_the_day_on_which_it_was_revoked(
    executing: Matter, tmp_path: Path, days: int, sort: str
) -> None:
    made = seals.certificate("Ministry", seals.authority())
    since = seals.NOW - timedelta(days=days)
    seals_with(executing.be, seals.settings(tmp_path, revocation=seals.revoking(made, on=since)))
    page = checked(executing.be, seals.sealed_by_force(letter(), made))
    assert any(
        f"revoked {'when it was sealed, ' if days > 0 else ''}on {since:%Y-%m-%d}" in one for one in lines(page, sort)
    ), page.main


def test_a_certificate_in_any_name_proves_nothing(told: tuple[Matter, bytes]) -> None:
    page = checked(told[0].be, seals.sealed_by_force(letter(), seals.certificate("Ministry of Justice (test)")))
    assert "It claims to be sealed by Ministry of Justice (test)" in page.main
    assert any("Anybody can make a certificate in any name" in one for one in lines(page, "open"))


def test_our_own_certificate_is_known_without_anybody_who_vouches(executing: Matter, tmp_path: Path) -> None:
    seals_with(executing.be, seals.settings(tmp_path, seals.certificate("Ministry, signed by itself")))
    assert report(executing).press("sign").status == 302
    page = checked(executing.be, papers(executing.be, executing)[-1])
    assert any("This very certificate is on file here." in one for one in lines(page, "well")), page.main
    assert lines(page, "bad") == []


def test_a_file_without_a_seal_is_told_by_its_digest(told: tuple[Matter, bytes]) -> None:
    page = checked(told[0].be, ORDER)
    assert "This file bears no seal" in lines(page, "open")[0]


def locked() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(ORDER)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def scripted() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(ORDER)) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        pdf.save(out)
    return out.getvalue()


def without_cms(pdf: bytes) -> bytes:
    """A seal whose bytes are nonsense."""
    place = pdf.index(b"/Contents <3") + 11
    return pdf[:place] + b"00ff" * 50 + pdf[place + 200 :]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Choose a PDF file."),
        (b"no such thing", "This is no PDF."),
        (ORDER[:300], "This PDF is damaged"),
        (b"%PDF-1.7\n" + b"\xff" * 5000, "This PDF is damaged"),
        (locked(), "protected by a password"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    told: tuple[Matter, bytes], content: bytes, sentence: str
) -> None:
    page = checked(told[0].be, content)
    assert page.status in (400, 422)
    assert sentence in page.mistakes[0]


def test_scripts_are_named_and_a_broken_seal_is_not_read(told: tuple[Matter, bytes]) -> None:
    matter, paper = told
    assert any("It holds scripts" in one for one in lines(checked(matter.be, scripted()), "open"))
    assert "its seals cannot be read" in checked(matter.be, without_cms(paper)).mistakes[0]


def test_a_file_larger_than_the_site_takes_is_refused_with_a_page(told: tuple[Matter, bytes]) -> None:
    app = told[0].be.app
    app.config["MAX_CONTENT_LENGTH"], before = 100_000, app.config["MAX_CONTENT_LENGTH"]
    page = checked(told[0].be, b"%PDF-1.7" + b"\0" * 200_000)
    app.config["MAX_CONTENT_LENGTH"] = before
    assert page.status == 413


def test_the_page_for_use_without_a_network_is_saved_and_not_opened(told: tuple[Matter, bytes]) -> None:
    page = told[0].be.official(Role.DRAFTER).get("/seals/offline")
    assert page.headers["Content-Disposition"].startswith("attachment")
    assert b"default-src 'none'" in page.data


# The command
@pytest.fixture
def command(told: tuple[Matter, bytes]) -> dict[str, str]:
    config = told[0].be.ministry.config
    return {
        **os.environ, "MLA_STATE": "BE", "MLA_MINISTRY": "M", "MLA_MINISTRY_FR": "M", "MLA_ADDRESS": "1", "MLA_CITY": "C", "MLA_EMAIL": "e",
        "MLA_PHONE": "1", "MLA_DATABASE": config.database_url, "MLA_STORE": str(config.store), "MLA_SIGNING_KEY": str(config.signing_key),
        "MLA_SECRET": "s" * 40, "MLA_HOSTS": "localhost", "MLA_SEAL_TRUST": str(config.seal.trust), "MLA_SEAL_REVOCATION": str(config.seal.revocation),
    }  # fmt: skip


def ran(command: dict[str, str], path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mla.cli", "check", path], env=command, capture_output=True, text=True, check=False
    )


def test_the_command_says_the_same(told: tuple[Matter, bytes], command: dict[str, str], tmp_path: Path) -> None:
    done = ran(command, seals.written(tmp_path, told[1]))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "proved       Nothing was changed since" in done.stdout
    assert re.search(r"It is kept here as: Status report, BE-MLA-2026-\d+, entry \d+ of its history", done.stdout)


def test_the_command_fails_on_what_is_wrong(
    told: tuple[Matter, bytes], command: dict[str, str], tmp_path: Path
) -> None:
    done = ran(command, seals.written(tmp_path, seals.one_byte_other(told[1])))
    assert done.returncode == 1
    assert "WRONG        What stands in this file is not what was sealed" in done.stdout
    assert "no paper with this digest is kept here" in done.stdout


def test_the_command_does_not_read_a_file_of_a_gigabyte(command: dict[str, str], tmp_path: Path) -> None:
    path = seals.written(tmp_path, b"%PDF-1.7")
    os.truncate(path, 2**30)
    done = ran(command, path)
    assert done.returncode == 1
    assert "is larger than 200 MB (MLA_MAX_PACKAGE): it is not looked at." in done.stderr


def test_the_command_says_when_what_it_should_believe_cannot_be_read(
    command: dict[str, str], told: tuple[Matter, bytes], tmp_path: Path
) -> None:
    (trust := tmp_path / "trust").mkdir()
    (trust / "odd.pem").write_text("no certificate")
    done = ran(command | {"MLA_SEAL_TRUST": str(trust)}, seals.written(tmp_path, told[1]))
    assert done.returncode == 1
    assert "odd.pem holds no certificate" in done.stderr
    assert "Traceback" not in done.stderr
