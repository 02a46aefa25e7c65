"""What the seals of a file mean, in plain words: what is proved, what is not, and what could not be checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from mla.seals.reading import BELIEVED, CHANGED, NO_ANCHORS, NOT_THEN, NOTHING, ODD, REVOKED, Found, Looked
from mla.words import _

WELL, OPEN, BAD = "well", "open", "bad"
"""What a sentence says: something is proved; something could not be checked; something is wrong."""

ACTIVE = {
    "script": _(
        "It holds scripts. What it shows can depend on where and when it is opened; the seal says nothing of that."
    ),
    "action": _("It does something by itself when it is opened or clicked. The seal says nothing of what that is."),
    "file": _("Other files stand in it. They are covered by the seal, and can still be harmful."),
    "xfa": _("It is a form that draws itself. What it shows can depend on the program that opens it."),
    "media": _("It plays sound or pictures that move."),
    "link": _("It leads to addresses outside itself."),
}
"""What a PDF does by itself, and what that means for whoever reads it."""

SHOWN_ACTIVE = ("script", "action", "xfa", "file")
"""Of these a reader of a seal must know."""


@dataclass(frozen=True)
class Line:
    """One sentence, and what sort it is of."""

    sort: str
    sentence: str


def moment(at: datetime) -> str:
    """A moment as seals tell it, the same wherever it is read."""
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def of_file(looked: Looked) -> Iterator[Line]:
    """What is to be said of the file as a whole."""
    if not looked.seals and not looked.broken:
        yield Line(
            OPEN,
            _(
                "This file bears no seal. Whether it was changed can only be told by its digest: compare it with the one on record, or on the receipt."
            ),
        )
    if looked.broken:
        yield Line(BAD, _("It bears a seal that cannot be read. Do not rely on it."))
    for kind in SHOWN_ACTIVE:
        if kind in looked.active:
            yield Line(OPEN, ACTIVE[kind])


def of_seal(found: Found) -> Iterator[Line]:
    """What is to be said of one seal: who, whether anything changed, when, how far it is believed."""
    yield from _whole(found)
    if not found.sound:
        return
    if found.weak:
        yield Line(
            BAD,
            _(
                "It was made in an old way (SHA-1, MD5 or a short key) in which somebody else could have made it. It proves nothing. Ask for the file with a newer seal."
            ),
        )
        return
    yield from _when(found)
    yield from _believed(found)
    yield from _revocation(found)


def _whole(found: Found) -> Iterator[Line]:
    if found.weak and found.sound:
        return  # what it covers may be another file of the same digest
    if not found.sound:
        yield Line(
            BAD,
            _(
                "What stands in this file is not what was sealed: it was changed, or the seal was made up. Do not rely on it."
            ),
        )
    elif found.added == NOTHING:
        yield Line(WELL, _("Nothing was changed since: the seal covers every byte of the file."))
    elif found.added == CHANGED:
        yield Line(
            BAD,
            _(
                "Something was added to the file after it was sealed, and can show what was never sealed. Ask for the file as it was sealed."
            ),
        )
    elif found.added == ODD:
        yield Line(
            BAD, _("The seal does not cover the whole file, and nobody can tell what belongs to it. Do not rely on it.")
        )
    else:
        yield Line(
            WELL,
            _("Nothing that is shown was changed since. Only what serves the checking of the seal was added later."),
        )


def _when(found: Found) -> Iterator[Line]:
    stamp = found.stamp
    if stamp and stamp.believed:
        yield Line(
            WELL,
            _(
                "A time-stamp service (%(name)s) proves that it was there on %(at)s.",
                name=stamp.by,
                at=moment(stamp.at),
            ),
        )
    elif stamp:
        yield Line(
            OPEN,
            _(
                "A time-stamp service (%(name)s) tells %(at)s, but nobody who is trusted here vouches for that service.",
                name=stamp.by,
                at=moment(stamp.at),
            ),
        )
    elif found.told_at:
        yield Line(
            OPEN,
            _(
                "It bears no time stamp: that it was sealed on %(at)s is what the sealer’s own clock said.",
                at=moment(found.told_at),
            ),
        )
    else:
        yield Line(OPEN, _("It does not say when it was sealed."))
    if found.ahead:
        yield Line(
            BAD,
            _("That time is still to come: the clock that told it was wrong, or it was made up. Do not rely on it."),
        )


def _believed(found: Found) -> Iterator[Line]:
    begins, ends = (moment(one) for one in found.valid)
    if found.trust == NOT_THEN:
        yield Line(
            BAD,
            _(
                "The certificate was not valid when it was sealed: it is valid from %(begins)s to %(ends)s.",
                begins=begins,
                ends=ends,
            ),
        )
    elif found.trust == REVOKED:
        told = _("The certificate had been revoked when it was sealed. Do not rely on it.")
        if found.revoked_on:
            told = _(
                "The certificate had been revoked when it was sealed, on %(on)s. Do not rely on it.",
                on=moment(found.revoked_on),
            )
        yield Line(BAD, told)
    elif found.trust == NO_ANCHORS:
        yield Line(
            OPEN,
            _(
                "Whether the certificate is truly theirs could not be checked: no certificate is on file here that vouches for it."
            ),
        )
    elif found.trust != BELIEVED:
        yield Line(
            OPEN,
            _(
                "Whether the certificate is truly theirs could not be checked: nobody whose certificate is on file here vouches for it. Anybody can make a certificate in any name."
            ),
        )
    elif found.pinned:
        yield Line(WELL, _("This very certificate is on file here."))
    else:
        yield Line(
            WELL,
            _(
                "%(name)s, whose certificate is on file here or is vouched for by one, vouches for it.",
                name=found.vouched_by,
            ),
        )


def _revocation(found: Found) -> Iterator[Line]:
    if found.trust in (NOT_THEN, REVOKED):
        return
    if found.revoked_on and not found.is_stamped:
        yield Line(
            BAD,
            _(
                "The certificate was revoked on %(on)s, and no time stamp that is believed here proves that it was sealed before: whoever has the key sets his own clock as he likes. Do not rely on it.",
                on=moment(found.revoked_on),
            ),
        )
    elif found.revoked_on:
        yield Line(
            OPEN, _("The certificate was revoked on %(on)s, after the time told above.", on=moment(found.revoked_on))
        )
    elif found.checked:
        yield Line(WELL, _("It is on file that the certificate was not revoked."))
    elif not found.pinned:
        yield Line(
            OPEN,
            _(
                "Whether the certificate was revoked could not be checked: no list of revoked certificates that covers it is on file here or in the file."
            ),
        )
