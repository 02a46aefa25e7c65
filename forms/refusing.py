"""What every refusal asks besides its ground: the reasons, and the consultation that went before it.

Each is demanded where the instrument demands it (Ljubljana-The Hague Convention, 30(4)-(5), 51(3)), of a request that is
refused, of a part of it, and of a measure that is refused by what became of it.
"""

from __future__ import annotations

from collections.abc import Container

from wtforms import TextAreaField
from wtforms.validators import StopValidation

from forms.base import One, Text
from forms.offered import RadioPick
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile
from mla.words import _

CONSULTED = (("held", _("was held")), ("not_appropriate", _("was not appropriate")))
TOLD = _("Dates and answers of the consultation, or why it was not appropriate")
SAY = _("Say whether you consulted.")
TELL = _("Tell of the consultation, or why none was appropriate.")


def Consultation(hint: str = "", needed: str = SAY) -> RadioPick:  # noqa: N802  # reads like the other fields
    """Whether the other State was consulted first."""
    return One(_("Consultation before the refusal{consultation}"), hint, needed=needed, choices=CONSULTED)


def OfConsultation(needed: str = TELL) -> TextAreaField:  # noqa: N802
    """What the consultation brought, or why there was none."""
    return Text(TOLD, rows=3, most=10_000, needed=needed)


def offer_consultation(field: RadioPick, dossier: CaseFile, law: Law) -> None:
    """Where the instrument obliges us to consult, nobody says that it was not appropriate.

    What another State says of its own consultation is recorded as it says it.
    """
    if dossier.side == "requested" and law.must_consult(dossier.instrument, dossier.field):
        field.choices = CONSULTED[:1]


class RefusedMeasures:
    """The consultation about measures that are refused by what became of them; a form of such measures takes it in."""

    demands: Container[str] = ()

    def know_demands(self, dossier: CaseFile, law: Law) -> None:
        """Remember what the instrument demands of a refusal, and what was told already when part was refused."""
        offer_consultation(self["consultation"], dossier, law)  # type: ignore[index]
        self.demands = {name for name in ("reasons", "consultation") if law.article(dossier.instrument, name)}
        parts = [event.answers for event in dossier.events if event.trigger == "refuse_in_part"]
        self.told_before = {str(number) for answers in parts for number in answers["measures"]}

    def refused_now(self) -> bool:
        """Whether a measure is refused here of which the other State has not been told yet."""
        raise NotImplementedError

    def validate_consultation(self, field: RadioPick) -> None:
        """No measure is refused without the consultation that the instrument demands."""
        if "consultation" in self.demands and self.refused_now() and not field.data:
            raise StopValidation(_("A measure is refused. Say whether you consulted."))

    def validate_consultation_reason(self, field: TextAreaField) -> None:
        """A consultation is told of, and so is why there was none."""
        if "consultation" in self.demands and self.refused_now() and not field.data:
            raise StopValidation(_("A measure is refused. Tell of the consultation, or why none was appropriate."))
