"""What every refusal asks: its grounds, the reasons, and the consultation that went before it.

Grounds are the instrument's and no others; several may be named, each for the whole request or for some of its persons,
offences and measures. Reasons and consultation are demanded where the instrument demands them (Ljubljana-The Hague
Convention, 30(4)-(5), 51(3)), of a request that is refused, of a part of it, and of a measure refused by what became of it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from wtforms import TextAreaField
from wtforms.validators import StopValidation

from forms.base import Asked, One, Pick, Several, Text
from forms.enclosing import Enclosing
from forms.national_law import LawGrounds, NamingBars, OwnLaw, Remedies, TellingRemedies
from forms.needed import loosen
from forms.offered import CheckList, DropDown, RadioPick
from forms.rows import Rows
from mla.instruments import Law, Refusable
from mla.instruments.law import LEVELS
from mla.instruments.schema import Ground
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.text import RequestText
from mla.words import N_, _, joined

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


def grounds_of(dossier: CaseFile, law: Law) -> list[Ground]:
    """The grounds on which this request may be refused under its instrument, and no others."""
    table = dossier.table
    measures = frozenset(measure.kind for measure in RequestText.of(dossier).measures)
    return law.grounds(dossier.instrument, Refusable(dossier.field, dossier.kind, measures, table.by_agreement))


def as_choices(grounds: Iterable[Ground]) -> list[tuple[str, str]]:
    """Grounds as choices, each with its article."""
    return [(row.code, _with_article(row)) for row in grounds]


def _with_article(row: Ground) -> str:
    return _("%(what)s (art. %(article)s)", what=row.label.told, article=row.article) if row.article else row.label.told


def offer_one(field: DropDown, grounds: Iterable[Ground], none: str) -> None:
    """Grounds in a list of which one or none is chosen, each with what the instrument attaches to it."""
    rows = [*grounds]
    field.choices = [("", none), *as_choices(rows)]
    field.hints = {row.code: attached(row) for row in rows if row.attaches}


def _parts(dossier: CaseFile) -> Iterable[tuple[str, str]]:
    """Every person, offence and measure of the request as a choice."""
    text = RequestText.of(dossier)
    for task in text.table.tasks:
        for one in () if task.documents else text.items(task):
            named = _("%(section)s: %(number)s. %(name)s", section=task.title, number=one.number, name=one.name)
            yield f"{task.items}-{one.number}", named


class FurtherGround(Asked):
    """One more ground, and what of the request it regards."""

    ground = Pick(_("Ground"))
    regards = Several(_("It regards"))


def Regards() -> CheckList:  # noqa: N802
    """What of the request the first ground regards."""
    return Several(_("The ground regards"), _("Tick nothing where it regards the whole request."))


def Further() -> Rows:  # noqa: N802
    """The grounds besides the first one."""
    return Rows(FurtherGround, _("Further grounds"), noun=_("Further ground"), another=_("Add another ground"))


class NamingGrounds:
    """The grounds of a letter. A form of one takes it in, and asks `ground`, in its own way, then `regards` and `further`."""

    regards: CheckList
    further: Rows
    known: Mapping[str, Ground] = {}
    abroad = False

    def offer_grounds(self, dossier: CaseFile, law: Law) -> list[Ground]:
        """Offer the instrument's grounds, and the parts of the request that each may regard."""
        rows = grounds_of(dossier, law)
        self.known = {row.code: row for row in rows}
        parts = [*_parts(dossier)]
        self.regards.choices = parts
        for entry in self.further:
            entry.form.ground.choices = [("", _("None")), *as_choices(rows)]
            entry.form.regards.choices = parts
        return rows

    def named(self) -> list[Ground]:
        """Every ground that is named, the first one first."""
        codes = [self["ground"].data, *(row["ground"].data for row in self.further.told)]  # type: ignore[index]
        return [self.known[code] for code in codes if code in self.known]

    def validate_further(self, field: Rows) -> None:
        """A further ground is one, stands beside a first, and is another than those before it."""
        seen = {self["ground"].data}  # type: ignore[index]
        if field.told and not any(seen) and not self.abroad:
            raise StopValidation(_("Name the first ground before a further one."))
        for row in field.told:
            code = row["ground"].data
            if not code:
                raise StopValidation(_("Name the further ground, or untick what it regards."))
            if code in seen:
                raise StopValidation(_("A ground is named twice. Name it once, with everything that it regards."))
            seen.add(code)


class Considering(NamingGrounds, NamingBars):
    """A consultation before a refusal: the grounds that are considered, and the bars of our law where one of these lets it decide."""

    ground = Pick(_("Ground under consideration"))
    own_law = OwnLaw()
    regards = Regards()
    further = Further()
    law_grounds = LawGrounds()
    private = ("own_law",)
    asked_since: Sequence[str] = ("regards", "further", "own_law", "law_grounds")

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The instrument's grounds and nothing else, each with what it means."""
        super().offer(dossier, law, officials)
        rows = self.offer_grounds(dossier, law)
        self.offer_bars(dossier, law, rows)
        offer_one(self.ground, rows, _("None in particular"))


class Refusal(NamingGrounds, NamingBars, TellingRemedies, Enclosing):
    """A refusal of any kind of request.

    `reasons_by_law` and `consultation_by_law` say that each is needed only where the instrument demands it.
    """

    ground = One(_("Ground"), needed=_("A refusal needs a ground of the instrument."))
    own_law = OwnLaw()
    regards = Regards()
    further = Further()
    law_grounds = LawGrounds()
    reasons = Text(
        _("Reasons{reasons}"),
        _("What the other State should know to understand the refusal."),
        needed=_("Give the reasons."),
        rows=10,
    )
    consultation = Consultation()
    consultation_reason = OfConsultation()
    remedy = Text(_("What would cure the refusal, and what can still be given"), rows=3, most=10_000)
    remedies = Remedies()
    private = ("own_law",)
    folded = ("regards", "further", "law_grounds", "remedies")
    fold_title = _("The ground regards a part only; further grounds; bars of national law; remedies")
    asked_since: Sequence[str] = ("regards", "further", "own_law", "law_grounds", "remedies")
    reasons_by_law = False
    consultation_by_law = True

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The instrument's grounds and nothing else, each with what it means; what is no ground is said."""
        super().offer(dossier, law, officials)
        rows = self.offer_grounds(dossier, law)
        self.offer_bars(dossier, law, rows)
        words = dict(as_choices(rows))
        self.ground.choices = [
            (row.code, _("%(ground)s: %(level)s", ground=words[row.code], level=LEVELS[row.level])) for row in rows
        ]
        self.ground.hints = {row.code: attached(row) for row in rows if row.attaches}
        if excluded := law.excluded(dossier.instrument, dossier.field):
            self.guidance = _("No ground of refusal is: %(what)s.", what=joined("; ", excluded))
        self._ask_what_the_law_asks(dossier, law)

    def _ask_what_the_law_asks(self, dossier: CaseFile, law: Law) -> None:
        if self.reasons_by_law and not law.article(dossier.instrument, "reasons"):
            loosen(self.reasons)
        if law.only_own(dossier.instrument, dossier.kind):  # refused at discretion: nothing obliges to consult first
            del self.consultation, self.consultation_reason
            return
        if self.consultation_by_law and not law.article(dossier.instrument, "consultation"):
            loosen(self.consultation)
            loosen(self.consultation_reason)
        offer_consultation(self.consultation, dossier, law)

    def validate_reasons(self, field: TextAreaField) -> None:
        """Where no ground is needed, the reasons stand in its place."""
        if not field.data and not self.later and any(row.level == "discretion" for row in self.named()):
            raise StopValidation(_("It rests on agreement and needs no ground: give the reasons."))

    def validate_remedy(self, field: TextAreaField) -> None:
        """An assurance that would remove the ground is asked for, or it is said why none would do."""
        cures = [one for row in self.named() for one in row.attaches if one.what == "assurance"]
        if cures and self.askable and not self.later and not field.data:
            raise StopValidation(
                _(
                    "This ground falls away with an assurance (art. %(article)s). Say whether one was asked for, "
                    "or why none would do.",
                    article=cures[0].article,
                )
            )


def attached(ground: Ground) -> str:
    """What the instrument attaches to a ground, in sentences for whoever chooses it."""
    told = (_(ATTACHED[one.what], what=one.label.told, article=one.article) for one in ground.attaches)
    return joined(" ", told)


ATTACHED = {
    "assurance": N_("Falls away with: %(what)s (art. %(article)s). Consult first."),
    "prosecution": N_("Then: %(what)s (art. %(article)s)."),
    "enforcement": N_("Where a sentence is to be served: %(what)s (art. %(article)s)."),
    "limitation": N_("Mind: %(what)s (art. %(article)s)."),
    "notice": N_("To be told: %(what)s (art. %(article)s)."),
}
"""How each thing that an instrument attaches to a ground is said where the ground is chosen."""


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
