"""Seals that were made up: what a hostile sender can write into a PDF, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mla.documents.reading import Unreadable
from mla.seals.reading import BELIEVED, CHANGED, ODD, UNKNOWN, Found, Known, Looked, TimeStamp, look
from mla.seals.told import BAD, WELL, Line, of_file, of_seal
from tests.support import forged_seals as forged
from tests.support import seals
from tests.support.seals import NOW, as_der
from tests.unit.seals.test_sealing import letter


def told(content: bytes, *anchors: seals.Made) -> tuple[Looked, list[Line]]:
    looked = look(content, Known(NOW, tuple(as_der(one) for one in anchors or (seals.authority(),))))
    return looked, [*of_file(looked), *(line for one in looked.seals for line in of_seal(one))]


def sealed() -> bytes:
    return seals.sealed_by_force(letter(), seals.ministry())


def wrong(lines: list[Line]) -> str:
    return " ".join(one.sentence for one in lines if one.sort == BAD)


def test_a_seal_whose_ranges_leave_the_end_free_covers_nothing() -> None:
    free = forged.with_a_free_tail(sealed(), seals.ministry())
    other = seals.one_byte_other(free, -30)
    for one in (free, other):
        looked, lines = told(one)
        assert looked.seals[0].added == ODD
        assert [line for line in lines if "every byte" in line.sentence] == []
        assert "does not cover the whole file" in wrong(lines)


def test_what_was_signed_elsewhere_is_no_seal_of_this_file() -> None:
    looked, lines = told(forged.of_something_else(sealed(), seals.ministry()))
    assert (looked.seals, looked.broken) == ((), 1)
    assert "cannot be read" in wrong(lines)


def test_damaged_streams_are_told_in_a_sentence() -> None:
    """The compressed objects and the list of all objects, byte after byte."""
    whole = sealed()
    objects, listed = whole.index(b"stream\n") + 7, whole.rindex(b"stream\n", 0, whole.rindex(b"endstream")) + 7
    refused = []
    for place in (*range(objects, objects + 400, 10), *range(listed, listed + 40, 3)):
        try:
            looked, lines = told(seals.one_byte_other(whole, place))
        except Unreadable as error:
            refused.append(str(error))
        else:
            assert looked.broken or not looked.seals or wrong(lines)
    assert set(refused) == {"This PDF is damaged: its seals cannot be read."}


def test_bytes_behind_the_end_are_something_that_was_added() -> None:
    looked, lines = told(sealed() + b"\n% some bytes\n")
    assert looked.seals[0].added == CHANGED
    assert "Something was added" in wrong(lines)


@pytest.mark.parametrize(
    ("made", "digest"), [(forged.short_key, "sha256"), (seals.ministry, "sha1")], ids=["short key", "sha1"]
)
def test_a_weak_method_proves_nothing(made: object, digest: str) -> None:
    assert callable(made)
    looked, lines = told(forged.sealed_with(letter(), made(), digest))
    assert [line for line in lines if line.sort == WELL] == []
    assert "somebody else could have made it" in wrong(lines)
    assert not looked.seals[0].is_theirs


def test_the_seal_of_a_state_that_is_on_file_vouches_for_nobody_else() -> None:
    """Its holder could make a certificate in our name with it."""
    partner = seals.certificate("Ministry of Justice (partner)", seals.authority())
    ours = forged.sealed_with(letter(), seals.certificate("Ministry of Justice (ours)", partner))
    looked, lines = told(ours, partner)
    assert looked.seals[0].trust == UNKNOWN
    assert not any("vouches for it" in line.sentence and line.sort == WELL for line in lines)
    assert told(forged.sealed_with(letter(), partner), partner)[0].seals[0].trust == BELIEVED


@pytest.mark.parametrize("name", ["Ministry\u202eecitsuJ", "Minis\u200btry", "A\nProved: all is well", "\x1b[2Jx"])
def test_a_name_cannot_turn_or_hide_what_is_read(name: str) -> None:
    (found,) = told(forged.sealed_with(letter(), seals.certificate(name)))[0].seals
    assert found.by.isprintable()
    assert "\N{REPLACEMENT CHARACTER}" in found.by


def found_well(**other: object) -> Found:
    (found,) = told(sealed())[0].seals
    return replace(found, **other)  # type: ignore[arg-type]


def test_a_time_that_is_still_to_come_is_wrong() -> None:
    late = Known(NOW - timedelta(days=2), (as_der(seals.authority()),))
    (found,) = look(sealed(), late).seals
    assert "still to come" in wrong(list(of_seal(found)))
    assert "still to come" not in wrong(list(of_seal(found_well())))


def test_of_a_revoked_certificate_only_a_time_stamp_proves_that_it_was_sealed_before() -> None:
    since = NOW + timedelta(days=1)
    assert "sets his own clock as he likes" in wrong(list(of_seal(found_well(revoked_on=since))))
    stamp = TimeStamp(NOW, "Time stamps", believed=True)
    assert wrong(list(of_seal(found_well(revoked_on=since, stamp=stamp)))) == ""
    doubtful = replace(stamp, believed=False)
    assert "Do not rely on it" in wrong(list(of_seal(found_well(revoked_on=since, stamp=doubtful))))
