"""Conditions that are told with another step: each paragraph is one, and enters the ledger of obligations in both States."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import HiddenField

from forms.enclosing import Enclosing
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.words import _

EACH = _("Each paragraph is one condition. It enters the ledger; the other State accepts or declines it.")
BINDS = _("Each paragraph is one condition. It enters the ledger and binds the State that makes use of what is given.")


class Conditioned(Enclosing):
    """A step with which conditions may be set. `first` is the number of the first of them in the ledger."""

    first = HiddenField()

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The next number that neither State has used, unless the letter came with its own."""
        super().offer(dossier, law, officials)
        told = str(self.first.data or "")
        if not told.isdigit() or not 0 < int(told) < 10_000:
            self.first.data = str(1 + max((one.number for one in dossier.obligations), default=0))
