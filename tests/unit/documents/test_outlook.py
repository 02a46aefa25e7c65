"""What stands in an e-mail of Outlook is read; what only looks like one is said to be none."""

from __future__ import annotations

from contextlib import suppress

import pytest

from mla.documents.kinds import OF_TYPE
from mla.documents.outlook import MEDIA_TYPE
from mla.documents.reading import Unreadable
from mla.documents.words import read
from tests.support.documents import MADE
from tests.support.outlook import msg

STREAMS = {
    "__substg1.0_0C1A001F": "Rosa Inventada".encode("utf-16-le"),
    "__substg1.0_5D01001F": "rosa@example.invalid".encode("utf-16-le"),
    "__substg1.0_0E04001F": "Sodišče".encode("utf-16-le"),
    "__substg1.0_0037001F": "The quarry".encode("utf-16-le"),
}
PLAIN = {"__substg1.0_1000001F": "Meet in Uhlířská.".encode("utf-16-le")}
ENCLOSED = {"__substg1.0_3707001F": "ledger 1987.pdf".encode("utf-16-le"), "__substg1.0_37010102": b"%PDF"}


def said(data: bytes) -> str:
    told = read(data, MEDIA_TYPE, ["en"])
    assert told
    return "\n".join(told.pages)


def test_it_says_who_writes_to_whom_about_what_and_what_is_enclosed() -> None:
    message = msg(STREAMS | PLAIN, ENCLOSED)
    assert OF_TYPE[MEDIA_TYPE].holds(message)
    assert said(message).split("\n") == [
        "Rosa Inventada rosa@example.invalid",
        "Sodišče",
        "The quarry",
        "Meet in Uhlířská.",
        "ledger 1987.pdf",
    ]


def test_of_one_that_is_a_page_the_words_are_read_and_nothing_runs() -> None:
    page = b"<html><p>One &amp; <b>two</b><script>no()</script></html>"
    assert "One & two" in said(msg(STREAMS | {"__substg1.0_10130102": page}))
    assert "no()" not in said(msg(STREAMS | {"__substg1.0_10130102": page}))


def test_an_old_one_is_read_as_western_europe_wrote() -> None:
    assert "Réquisition" in said(msg({"__substg1.0_0037001E": "Réquisition".encode("cp1252")}))


@pytest.mark.parametrize("data", [b"", MADE[".msg"], MADE[".doc"], msg(STREAMS | PLAIN)[:600], msg(STREAMS)[:512]])
def test_what_is_damaged_is_said_to_be(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data, MEDIA_TYPE, ["en"])


@pytest.mark.parametrize("turn", range(0, 3000, 97))
def test_one_in_which_a_byte_is_wrong_says_something_or_is_said_to_be_damaged(turn: int) -> None:
    whole = bytearray(msg(STREAMS | PLAIN, ENCLOSED))
    whole[turn % len(whole)] ^= 0xFF
    with suppress(Unreadable):
        assert isinstance(said(bytes(whole)), str)
