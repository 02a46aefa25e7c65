"""What our own national law adds to our own steps: remedies, bars beside the instrument's grounds, formalities, authorities.

It is offered, in the language of the letter, and whoever signs may change it. What the letter then says stands in its answers:
nobody who receives it, or reads it later, needs our law, and what another State says is never judged by ours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import ClassVar

from wtforms import StringField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Line, One, Several, Text
from forms.days import AHEAD
from forms.enclosing import Enclosing
from forms.offered import CheckList, DropDown
from forms.rows import Rows
from mla.canonical import Answers
from mla.instruments import Law
from mla.instruments.periods import last_day
from mla.instruments.plain import Span
from mla.instruments.schema import Ground
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.text import RequestText
from mla.national_law import NationalLaw, language_at_home, national, of_requested
from mla.national_law.schema import NOTHING, Assurance, Period, Remedy
from mla.words import _, joined, ngettext


class RemedyOpen(Asked):
    """A remedy against what was decided, as the letter tells it."""

    name = Line(_("Remedy"))
    who = Line(_("Who may use it"))
    court = Line(_("Before which court"))
    period = Line(_("Within which time, from when"))
    until = Day(
        _("Until"),
        _("Left empty, it is reckoned where our law counts from the decision. Give it where you know the day."),
        sense=AHEAD,
    )
    suspends = One(
        _("Until it is decided"),
        choices=(("yes", _("the decision is not carried out")), ("no", _("the decision is carried out all the same"))),
    )
    rule = Line(_("Where that stands"), _("Article and act."))


def Remedies() -> Rows:  # noqa: N802 - what makes a field is named like a field
    """The remedies against a decision."""
    return Rows(
        RemedyOpen,
        _("Remedies against the decision"),
        noun=_("Remedy"),
        another=_("Add another remedy"),
        hint=_(
            "Which remedy lies, before which court, until when, and whether it suspends. Empty where none is to be told."
        ),
    )


class TellingRemedies(Enclosing):
    """A decision that tells which remedies lie against it. A form of one takes it in and asks `remedies` in its place.

    `decision` is what national law calls it; `decided` the question that tells its day, else it is the day of the letter.
    """

    decision: ClassVar[str] = ""
    decided: ClassVar[str] = ""
    remedies: Rows
    own: NationalLaw = NOTHING

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Know our own law, where the decision is ours."""
        super().offer(dossier, law, officials)
        self.own = NOTHING if self.abroad else of_requested(law, dossier)

    def propose(self, about: CaseFile, law: Law) -> None:
        """The remedies that our law knows against such a decision."""
        super().propose(about, law)
        rows, language = self.own.remedies_against(self.decision), about.language
        if self.remedies.told:
            return
        for number, row in enumerate(rows):
            form = (self.remedies[number] if number < len(self.remedies) else self.remedies.append_entry()).form
            for name in ("name", "who", "court", "period"):
                form[name].data = getattr(row, name).text(language)
            form["suspends"].data = "yes" if row.suspends else "no"
            form["rule"].data = self.own.cite(row, language)

    def validate_remedies(self, field: Rows) -> None:
        """A remedy has its name; its last day is reckoned where our law counts from the decision."""
        for row in field.told:
            if not row["name"].data:
                raise StopValidation(_("Name the remedy, or empty its row."))
            known, day = self._known(str(row["rule"].data or "")), self._decided_on()
            if known and day and not row["until"].data and known.counted_from == "decision":
                last = last_day(day, known)
                row["until"].data = last if self.said_on is None or last >= self.said_on else None  # it has passed

    def _known(self, rule: str) -> Remedy | None:
        language = self.about.language if self.about else "en"
        return next(
            (row for row in self.own.remedies_against(self.decision) if self.own.cite(row, language) == rule), None
        )

    def _decided_on(self) -> date | None:
        return (self[self.decided].data if self.decided else None) or self.said_on


class LawGround(Asked):
    """A bar of the requested State's own law, in words."""

    words = Text(_("The bar, in words"), rows=2, most=5000)
    rule = Line(_("Where it stands"), _("Article and act."))


def OwnLaw() -> CheckList:  # noqa: N802 - as above
    """The bars of our law that are on file."""
    return Several(
        _("Bars of our own law"),
        _("The legal basis lets our law decide by the ground named above. The letter gives each bar with its article."),
    )


def LawGrounds() -> Rows:  # noqa: N802 - as above
    """Bars of the law that are told in words."""
    return Rows(LawGround, _("Bars of the law of the requested State"), noun=_("Bar"), another=_("Add another bar"))


class NamingBars(Asked):
    """Bars of national law beside the grounds of the instrument, where one of these lets that law decide, and only there."""

    own_law: CheckList
    law_grounds: Rows
    bars: dict[str, tuple[str, str]] = {}
    opening: Collection[str] = ()

    def offer_bars(self, dossier: CaseFile, law: Law, grounds: Iterable[Ground]) -> None:
        """The bars of our law; no question about them where the list of the instrument is closed."""
        self.opening = [row.label.told for row in grounds if row.national]
        own = NOTHING if self.abroad else of_requested(law, dossier)
        rows = own.grounds_for(dossier.field, dossier.kind) if self.opening else []
        language = dossier.language
        self.bars = {row.code: (row.label.text(language), own.cite(row, language)) for row in rows}
        levels = {"mandatory": _("mandatory under our law"), "optional": _("optional under our law")}
        self.own_law.choices = [
            (row.code, _("%(bar)s (%(rule)s; %(level)s; %(mark)s)", bar=row.label.told, rule=own.cited(row), level=levels[row.level], mark=row.mark))
            for row in rows
        ]  # fmt: skip
        if not rows:
            self.drop("own_law")
        if not self.opening and not self.abroad:
            self.drop("law_grounds")

    def validate_law_grounds(self, field: Rows) -> None:
        """A bar has its words and its article, and stands beside a ground that lets national law decide."""
        self._beside_an_opening([*field.told, *(self["own_law"].data or () if "own_law" in self else ())])
        for row in field.told:
            if not (row["words"].data and row["rule"].data):
                raise StopValidation(_("Give each bar of the law in words, with its article and act."))

    def _beside_an_opening(self, told: Collection[object]) -> None:
        named = self.named()  # type: ignore[attr-defined]  # of every form that names grounds
        if told and not self.abroad and not any(row.national for row in named):
            raise StopValidation(
                _(
                    "Our law decides only by a ground that lets it: name “%(ground)s”.",
                    ground=joined("”, “", self.opening),
                )
            )

    def answers(self) -> Answers:
        """The bars that are ticked stand in words beside those that were typed; those that are not ticked, nowhere."""
        told = super().answers()
        if not self.bars:
            return told
        ticked = {code: self.bars[code] for code in told.get("own_law") or () if code in self.bars}
        known = set(self.bars.values())
        typed = [row for row in told.get("law_grounds") or () if (row["words"], row["rule"]) not in known]
        rows = [{"words": words, "rule": rule} for words, rule in ticked.values()] + typed
        others = {name: value for name, value in told.items() if name not in ("own_law", "law_grounds")}
        return others | ({"own_law": [*ticked]} if ticked else {}) | ({"law_grounds": rows} if rows else {})


def formalities(law: NationalLaw, measures: Collection[str], language: str) -> str:
    """What our law asks at these measures, a paragraph each, with its article."""
    rows = law.formalities_of(measures)
    return "\n\n".join(f"{row.label.text(language)} ({law.cite(row, language)})" for row in rows)


def told_of_periods(law: NationalLaw, rule: str, filled_in: bool) -> str:
    """What our law fixes by a rule, for whoever names a last day; whether an empty answer is filled in from it."""
    told = joined("; ", (_with_source(law, row) for row in law.periods_of(rule)))
    if filled_in:
        return _("The legal basis fixes no days; our law: %(told)s. Left empty, that is the last day.", told=told)
    return _("Besides what the legal basis fixes, our law: %(told)s.", told=told)


def _with_source(law: NationalLaw, row: Period) -> str:
    return _("%(period)s (%(rule)s; %(mark)s)", period=in_units(row), rule=law.cited(row), mark=row.mark)


def in_units(span: Span) -> str:
    """A period in words."""
    told = (
        ngettext("%(num)s hour", "%(num)s hours", span.hours or 0) if span.hours else "",
        ngettext("%(num)s day", "%(num)s days", span.days or 0) if span.days else "",
        ngettext("%(num)s month", "%(num)s months", span.months or 0) if span.months else "",
        ngettext("%(num)s year", "%(num)s years", span.years or 0) if span.years else "",
    )
    return joined(", ", filter(None, told))


def kinds_of(dossier: CaseFile, number: str = "") -> set[str]:
    """The kinds of the measures of a request, or of the one that is named."""
    measures = RequestText.of(dossier).measures
    return {one.kind for one in measures if one.kind and (not number or str(one.number) == number)}


def propose_decider(field: StringField, about: CaseFile, law: Law) -> None:
    """The authority that decides under our law, where nothing was said yet."""
    own = of_requested(law, about)
    found = own.competent("decides", about.kind)
    if found and not field.data:
        field.data = found[0].authority.text(about.language)


def propose_authority(form: Asked, about: CaseFile, law: Law, measures: Collection[str]) -> None:
    """The authority that executes under our law, and its address, in the ministry's own language."""
    own = of_requested(law, about)
    found = own.competent("executes", about.kind, measures)
    if not found:
        return
    named = [
        _("%(who)s (%(rule)s; %(mark)s)", who=row.authority.told, rule=own.cited(row), mark=row.mark) for row in found
    ]
    field = form["authority"]
    field.description = _("Our law names: %(authorities)s.", authorities=joined("; ", named))
    if not field.data and not form["address"].data:
        field.data, form["address"].data = found[0].authority.text(language_at_home(law)), found[0].address


def admissible(law: Law, side: str) -> dict[str, Assurance]:
    """The assurances that our law lets be given (by the State that asks) or accepted (by the one that is asked), by kind."""
    rows = national(law).assurances
    return {row.kind: row for row in rows if (row.gives if side == "requesting" else row.accepts)}


def offer_promises(field: DropDown, dossier: CaseFile, law: Law) -> None:
    """The kinds of promise that our law admits come first, each with its article and who gives it."""
    known, own = admissible(law, dossier.side), national(law)
    if not known:
        return
    told = [
        (one.value, _("%(kind)s (our law: %(who)s, %(rule)s)", kind=one.label, who=known[one.value].by.told, rule=own.cited(known[one.value])))
        for one in field.choices or () if one.value in known
    ]  # fmt: skip
    rest = [(one.value, one.label) for one in field.choices or () if one.value not in known]
    field.choices = [*rest[:1], *told, *rest[1:]] if rest and not rest[0][0] else [*told, *rest]


def told_of_assurances(law: Law, dossier: CaseFile) -> str:
    """The words in which our law has its assurances given; nothing where none is on file."""
    own, language = national(law), dossier.language
    rows = admissible(law, dossier.side).values()
    words = [f"“{row.words.text(language)}” ({own.cite(row, language)}; {row.mark})" for row in rows]
    return _("Our law knows these assurances, in these words: %(words)s.", words="; ".join(words)) if words else ""
