"""The one file that checks seals without a network, opened from disk in a browser that has none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from mla.seals.key import read_seal
from mla.seals.sealing import seal_pdf
from tests.support import chromium, forged_seals, seals
from tests.support.barriers import barriers
from tests.support.drive import ORDER
from tests.unit.seals.test_sealing import REFERENCE, letter

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGE = Path("mla/static/seal-check.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(**chromium.launch_options())
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The page, copied away from the installation and opened from there; whatever it asks of a network is noted, and refused."""
    away = tmp_path / "away" / "seal-check.html"
    away.parent.mkdir()
    away.write_bytes(PAGE.read_bytes())
    context = browser.new_context(offline=True, locale="en-GB")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.goto(away.as_uri())
    yield opened
    assert [one for one in asked if not one.startswith("file:")] == []
    assert faults == []
    context.close()


def says(page: Page, content: bytes, told: str = "") -> dict[str, list[str]]:
    """The sentences about a file, by their sort."""
    page.fill("#told", told)
    page.evaluate("delete document.getElementById('result').dataset.done")
    page.set_input_files("#file", {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": content})
    page.wait_for_selector("#result[data-done]")
    return {sort: page.locator(f"#result li.{sort}").all_inner_texts() for sort in ("well", "open", "bad")}


def apart(act: Callable[[], bytes]) -> bytes:
    """Done in another thread: in that of the browser something runs already that would have to wait for it."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(act).result()


def sealed(folder: Path, made: seals.Made | None = None, service: str = "") -> bytes:
    seal = read_seal(seals.settings(folder, made, service=service))
    assert seal
    return apart(lambda: seal_pdf(letter(), seal, seals.NOW, REFERENCE).pdf)


def test_a_sealed_letter_is_found_whole_and_says_who_and_when(page: Page, tmp_path: Path) -> None:
    told = says(page, sealed(tmp_path))
    assert told["bad"] == []
    assert told["well"] == ["Proved: Nothing was changed since: the seal covers every byte of the file."]
    assert page.locator("#result h3").inner_text() == "Sealed by Ministry of Justice (test), Test"
    assert "sealed on 2026-11-25 12:00:00 UTC is what the sealer’s own clock said" in told["open"][0]
    fingerprint = hashlib.sha256(seals.as_der(seals.ministry())).hexdigest()
    assert fingerprint in page.locator("#result section").inner_text()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert barriers(page) == []


def test_a_key_of_the_other_sort_and_a_time_stamp_are_read_too(page: Page, tmp_path: Path) -> None:
    with seals.time_stamps() as address:
        told = says(page, sealed(tmp_path, seals.certificate("Ministry", seals.authority(), sort="rsa"), address))
    assert told["bad"] == []
    assert any(
        "“Time stamps (test), Test” says that it was there on 2026-11-25 12:00:00 UTC" in one for one in told["well"]
    )


def test_a_changed_byte_is_found(page: Page, tmp_path: Path) -> None:
    told = says(page, seals.one_byte_other(sealed(tmp_path)))
    assert told["well"] == []
    assert told["bad"] == [
        "Wrong: What stands in this file is not what was sealed: it was changed, or the seal was made up. Do not rely on it."
    ]


def test_what_was_added_after_the_seal_is_found(page: Page, tmp_path: Path) -> None:
    told = says(page, seals.with_more(sealed(tmp_path)))
    assert told["well"] == []
    assert "bytes were added to the file after it was sealed" in told["bad"][0]


def test_a_certificate_out_of_its_time_is_found(page: Page, tmp_path: Path) -> None:
    ended = seals.certificate("Ministry", seals.authority(), until=seals.NOW - timedelta(days=1))
    told = says(page, apart(lambda: seals.sealed_by_force(letter(), ended)))
    assert "The certificate was not valid when it was sealed" in told["bad"][0]


def test_a_file_without_a_seal_is_compared_by_its_digest(page: Page) -> None:
    digest = hashlib.sha256(ORDER).hexdigest()
    told = says(page, ORDER, f"{digest[:32]} {digest[32:].upper()}")
    assert told["well"] == ["Proved: It is the digest that you were told."]
    assert "This file bears no seal" in told["open"][0]
    assert page.locator("#result code").first.inner_text() == digest
    assert says(page, ORDER, "0" * 64)["bad"]


@pytest.mark.parametrize(
    "content",
    [b"no such thing", b"%PDF-1.7\n/ByteRange [0 9 1 99]", b"%PDF-1.7 /ByteRange [0 30 34 5] /Contents <00>     ", b""],
)
def test_what_is_no_sound_pdf_proves_nothing(page: Page, content: bytes) -> None:
    told = says(page, content)
    assert told["well"] == []
    assert [*told["open"], *told["bad"]]


def test_it_speaks_the_languages_of_letters(page: Page, tmp_path: Path) -> None:
    says(page, sealed(tmp_path))
    page.click("[data-language=fr]")
    page.wait_for_selector("#result h3:has-text('Scellé par')")
    assert page.locator("h1").inner_text() == "Vérifier un sceau"
    page.click("[data-language=es]")
    page.wait_for_selector("#result h3:has-text('Sellado por')")


def test_a_signature_that_was_moved_to_another_file_proves_nothing(page: Page, tmp_path: Path) -> None:
    """The bytes of the seal itself are the only ones that it does not cover: nothing can hide there."""
    real = sealed(tmp_path)
    other = seals.one_byte_other(real, -200)
    assert says(page, other)["bad"]
    assert BytesIO(real).read() == real


def test_it_calls_unchanged_nothing_that_the_installation_does_not(page: Page, tmp_path: Path) -> None:
    """What was signed elsewhere, weak methods, ranges with a free end, names that hide what is read."""
    real = sealed(tmp_path)
    for attack in (
        lambda: forged_seals.of_something_else(real, seals.ministry()),
        lambda: forged_seals.sealed_with(letter(), seals.ministry(), "sha1"),
        lambda: forged_seals.sealed_with(letter(), forged_seals.short_key()),
        lambda: forged_seals.with_a_free_tail(real, seals.ministry()),
        lambda: real + b"more",
    ):
        told = says(page, apart(attack))
        assert (told["well"], bool(told["bad"])) == ([], True)
    says(page, apart(lambda: forged_seals.sealed_with(letter(), seals.certificate("Ministry\u202eecitsuJ"))))
    assert "\u202e" not in page.locator("#result").inner_text()


def test_the_time_stamp_of_another_file_is_none(page: Page, tmp_path: Path) -> None:
    with seals.time_stamps() as address:
        stamped = sealed(tmp_path, service=address)
    other = apart(lambda: forged_seals.sealed_with(letter(), seals.ministry()))
    told = says(page, forged_seals.with_a_stamp_of_another(other, stamped))
    assert not any("time stamp of a service" in one for one in told["well"])
    assert any("what the sealer’s own clock said" in one for one in told["open"])
