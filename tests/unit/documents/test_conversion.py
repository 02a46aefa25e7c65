"""Letters and slides of every age become pages, in a room where nothing else can be seen; what cannot is said."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from mla.documents import confined, conversion
from mla.documents.bounded import MEGABYTE, Limit, run
from mla.documents.reading import Lacking, Unreadable
from mla.documents.words import Stretch, read
from tests.support.documents import MADE
from tests.unit.documents.test_words import docx

needs_office = pytest.mark.skipif(not conversion.possible(), reason="LibreOffice and bubblewrap are not installed")
needs_room = pytest.mark.skipif(not confined.possible(), reason="bubblewrap is not installed, or may make no room")
RTF = b"{\\rtf1\\ansi The quarry of Arcadia.\\page Second page: Xanadu.}"
SLIDES = """<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body><office:presentation>
 <draw:page draw:name="a"><draw:frame svg:x="1cm" svg:y="1cm" svg:width="9cm" svg:height="3cm"><draw:text-box><text:p>Arcadia</text:p></draw:text-box></draw:frame></draw:page>
 <draw:page draw:name="b"><draw:frame svg:x="1cm" svg:y="1cm" svg:width="9cm" svg:height="3cm"><draw:text-box><text:p>Xanadu</text:p></draw:text-box></draw:frame></draw:page>
</office:presentation></office:body></office:document>"""

MANIFEST = """<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
 <m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>
 <m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>"""


@cache
def written(data: bytes, ending: str, to: str) -> bytes:
    """A document of an old kind, as LibreOffice itself writes it."""
    command = [
        "soffice",
        "-env:UserInstallation=file:///tmp/profile",
        "--headless",
        "--convert-to",
        to,
        f"/tmp/a{ending}",
    ]
    _said, made = confined.run(command, {f"a{ending}": data}, 60, f"a.{to}")
    assert made
    return made


@needs_office
@pytest.mark.slow
def test_letters_and_slides_of_every_age_say_what_stands_on_their_pages() -> None:
    assert read(RTF, "application/rtf", ["en"]) == Stretch(["The quarry of Arcadia.", "Second page: Xanadu."])
    old = written(RTF, ".rtf", "doc")
    assert read(old, "application/msword", ["en"]) == Stretch(["The quarry of Arcadia.", "Second page: Xanadu."])
    shown = written(SLIDES.encode(), ".fodp", "ppt")
    assert read(shown, "application/vnd.ms-powerpoint", ["en"]) == Stretch(["Arcadia", "Xanadu"])


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("ending", [".doc", ".ppt"])
def test_what_only_looks_like_one_is_said_to_be_damaged_or_locked(ending: str) -> None:
    kind = {".doc": "application/msword", ".ppt": "application/vnd.ms-powerpoint"}[ending]
    with pytest.raises(Unreadable, match="damaged, or protected by a password"):
        conversion.as_pdf(MADE[ending], kind)


@needs_office
@pytest.mark.slow
def test_one_that_unfolds_to_all_memory_ends_in_a_sentence() -> None:
    with pytest.raises(Unreadable) as stopped:
        conversion.as_pdf(docx("x " * 150_000_000), conversion.LETTERS[0])
    assert stopped.value.sentence.endswith(".")


def test_without_the_program_it_is_said_what_is_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "possible", lambda: False)
    assert read(RTF, "application/rtf", ["en"]) == Stretch([""], lacking="office")
    with pytest.raises(Lacking):
        conversion.as_pdf(RTF, "application/rtf")


@needs_room
def test_a_program_in_the_room_sees_no_file_of_this_machine_no_network_and_no_process(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Arcadia")
    script = f"cat {secret} /etc/passwd; ls /home /root /work /var/lib; ls /sys/class/net /proc/net/../1; env; grep -c : /proc/net/dev; echo x > /usr/x && echo written; ls /proc | grep -c '^[0-9]'"
    said, _made = confined.run(["sh", "-c", f"({script}) 2>/dev/null"], {}, 20)
    lines = said.decode().split()
    assert "Arcadia" not in lines
    assert not any("root" in line or "SECRET" in line or "written" in line for line in lines)
    assert lines[-2:][0] == "1", "there is one network, the loop within the room"
    assert int(lines[-1]) < 10, "its own processes, and no other"


@needs_room
def test_a_program_in_the_room_ends_when_its_time_memory_or_disk_does() -> None:
    with pytest.raises(confined.TooLong):
        confined.run(["sleep", "30"], {}, 1)
    hungry = ["dd", "if=/dev/zero", "of=/dev/null", f"bs={confined.MEMORY}", "count=1"]
    said, _made = confined.run(["sh", "-c", f"{' '.join(hungry)} 2>&1; echo"], {}, 20)
    assert b"memory" in said
    fills = (
        f"dd if=/dev/zero of=/tmp/full bs=1M count={confined.MOST_WRITTEN // MEGABYTE + 50} 2>&1; stat -c %s /tmp/full"
    )
    said, _made = confined.run(["sh", "-c", fills], {}, 60)
    assert int(said.split()[-1]) <= confined.MOST_WRITTEN


@needs_room
def test_what_a_program_leaves_is_taken_only_where_it_is_a_file_in_the_room(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("Arcadia")
    assert confined.run(["ln", "-s", str(tmp_path / "secret"), "out"], {}, 10, "out")[1] is None
    assert confined.run(["mkdir", "out"], {}, 10, "out")[1] is None
    assert confined.run(["cp", "in", "out"], {"in": b"x"}, 10, "out")[1] == b"x"


@needs_office
@pytest.mark.slow
def test_no_link_is_followed_and_it_runs_where_drawing_runs(tmp_path: Path) -> None:
    """A letter that would fetch a section of another file says its own words only."""
    secret = tmp_path / "secret.txt"
    secret.write_text("Arcadia")
    spaces = 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    links = "".join(
        f'<t:section t:name="{n}"><t:section-source xlink:href="{path.as_uri()}" xlink:type="simple" xlink:show="embed"/><t:p>Xanadu</t:p></t:section>'
        for n, path in enumerate([secret, Path("/etc/passwd"), Path("/etc/fonts/fonts.conf")])
    )
    letter = (
        f'<o:document-content {spaces} o:version="1.2"><o:body><o:text>{links}</o:text></o:body></o:document-content>'
    )
    with ZipFile(file := BytesIO(), "w") as archive:
        archive.writestr("mimetype", conversion.LETTERS[1])
        archive.writestr("content.xml", letter)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    limit = Limit(60.0, 1_500 * MEGABYTE)
    pdf = run("mla.documents.conversion", "as_pdf", file.getvalue(), conversion.LETTERS[1], limit=limit)
    told = read(pdf, "application/pdf", ["en"])
    assert told
    assert [page.split() for page in told.pages] == [["Xanadu"] * 3]
