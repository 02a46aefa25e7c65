"""A PDF comes in that carries its data (decision 60): its package is taken in by the very way that every package goes.

Before, the pages are held against the letter that was signed, and what the step says against what was signed: whoever read the
pages must have read what is taken in.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mla.documents.carrier import Difference, carried_in, differences
from mla.exchange.reception import receive
from mla.installation import Installation
from mla.models import Incoming
from mla.package.sealing import Package, Unacceptable, unseal
from mla.words import _, joined


class SaysOtherwise(Exception):
    """The pages or the data of a PDF are not what was signed; the sentence says where. Nothing was taken in."""


def receive_pdf(session: Session, installation: Installation, content: bytes, at: datetime) -> Incoming:
    """Take in the package that a PDF carries. The caller commits. Raises SaysOtherwise; Unreadable, Busy."""
    carried = carried_in(content, installation.config.max_package)
    if not carried.package:
        raise SaysOtherwise(_("This PDF carries no data of a step. Record the letter from its pages instead."))
    try:
        package = unseal(carried.package, installation.config.max_package)
    except Unacceptable:
        return receive(session, installation, carried.package, "file", at)  # which says to the sender why not
    if carried.payload != package.raw_manifest:
        raise SaysOtherwise(
            _(
                "What this PDF says for machines (payload.json) is not what was signed. Nothing was taken in. Ask the sender for the letter again."
            )
        )
    if found := differences(content, _letter(package)):
        lines = joined(" ", (_told(one) for one in found))
        raise SaysOtherwise(
            _(
                "The pages of this PDF are not those of the letter that was signed. Nothing was taken in. %(lines)s Ask the sender for the letter again.",
                lines=lines,
            )
        )
    return receive(session, installation, carried.package, "file", at)


def _letter(package: Package) -> bytes:
    letters = [data for name, data in package.files.items() if name.startswith("documents/")]
    if len(letters) != 1:
        raise SaysOtherwise(
            _(
                "The package in this PDF holds no letter, or several: its pages cannot be held against it. Nothing was taken in."
            )
        )
    return letters[0]


def _told(one: Difference) -> str:
    if not one.page:
        return _("It can show something else when it is printed, clicked, or opened in another program.")
    if one.here or one.signed:
        return _(
            "Page %(number)s: “%(here)s” stands where “%(signed)s” was signed.",
            number=one.page,
            here=one.here[:200],
            signed=one.signed[:200],
        )
    return _("Page %(number)s looks otherwise than it was signed.", number=one.page)
