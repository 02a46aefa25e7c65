"""What a file of national law may say, word for word (docs/national-law.md). Nothing else is read, and nothing is guessed.

Every row cites its act and article and keeps its mark, as a row of an instrument does. What a row says abroad stands in the
languages of letters; what a letter said stays in its answers, so that nobody who reads one needs this file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from mla import words
from mla.instruments.plain import Fact, Kind, Label, Mark, Span, Strict, Words
from mla.languages import of_letters

Decision = Literal[
    "assistance_granted", "assistance_refused", "extradition_granted", "extradition_refused", "extradition_ruling",
    "custody", "freezing", "confiscation", "transfer_granted", "transfer_refused", "proceedings_refused",
]  # fmt: skip
"""Against what a remedy may lie, and what an authority may be competent to decide."""

Promise = Literal[
    "use_limitation", "confidentiality", "death_penalty", "return_originals", "return_person", "retrial", "speciality",
    "erasure", "report_on_use", "presence", "other",
]  # fmt: skip
"""What an assurance is about: the kinds of the ledger of conditions and undertakings."""


class Act(Strict):
    """A law that the rows cite by its code."""

    code: Words
    name: Label


class Rule(Fact):
    """A row: its code, and where it stands."""

    code: Words
    act: Words
    article: Words


class Remedy(Rule, Span):
    """A remedy against a decision: who may use it, before which court, how long, and whether it suspends.

    `period` says it in words. It counts from the `decision`, or from its `service` on whoever may use the remedy, a day that
    somebody must know.
    """

    against: Annotated[list[Decision], Field(min_length=1)]
    name: Label
    who: Label
    court: Label
    period: Label
    counted_from: Literal["decision", "service"]
    suspends: bool


class Competence(Rule):
    """Which authority decides or executes requests of these kinds, or these measures; with neither, all."""

    does: Literal["decides", "executes"]
    requests: list[str] = []
    measures: list[str] = []
    authority: Label
    address: str = ""


class Formality(Rule):
    """What must be observed at a measure, such as a hearing: oath, caution, right to refuse, presence, recording, video."""

    what: Literal["oath", "caution", "refusal", "presence", "counsel", "interpreter", "recording", "video", "other"]
    measures: Annotated[list[str], Field(min_length=1)]
    label: Label


class Assurance(Rule):
    """An assurance that the State can give, or accept, in ready words; `by` whom it is given."""

    kind: Promise
    gives: bool
    accepts: bool
    by: Label
    words: Label


class Period(Rule, Span):
    """How long the provisional arrest or the remand may last, or after how long the remand is reviewed, and by whom."""

    rule: Literal["arrest", "remand", "remand_review"]
    who: Label
    label: Label


class NationalGround(Rule):
    """A bar of the State's own law, for requests of a field (or some kinds of them), where the instrument lets that law decide."""

    kind: Kind
    requests: list[str] = []
    level: Literal["mandatory", "optional"]
    label: Label


Row = TypeVar("Row", bound=Rule)
TABLES = ("remedies", "competence", "formalities", "assurances", "periods", "grounds")
"""Every table of rows."""


class NationalLaw(Strict):
    """A file. `sample` says that it is made up for trying out, and is the law of no State; `state` whose law it is.

    `read_on` is the day on which the law was last read for this file.
    """

    name: Label
    mark: Mark
    source: Words
    state: str = ""
    sample: bool = False
    read_on: date | None = None
    note: Label | None = None
    acts: list[Act] = []
    remedies: list[Remedy] = []
    competence: list[Competence] = []
    formalities: list[Formality] = []
    assurances: list[Assurance] = []
    periods: list[Period] = []
    grounds: list[NationalGround] = []

    def rows(self, table: str) -> Sequence[Rule]:
        """The rows of one of TABLES."""
        rows: Sequence[Rule] = getattr(self, table)
        return rows

    def cite(self, row: Rule, language: str) -> str:
        """Where a row stands: “art. 12, Code of Criminal Procedure”."""
        act = next(one.name.text(language) for one in self.acts if one.code == row.act)
        return f"art. {row.article}, {act}"

    def cited(self, row: Rule) -> words.Words:
        """The same for a page, which tells it in the language of its reader."""
        return words.by_language(lambda here: self.cite(row, of_letters(here)))

    def remedies_against(self, decision: str) -> list[Remedy]:
        """The remedies that lie against a decision."""
        return [row for row in self.remedies if decision in row.against]

    def competent(self, does: str, request: str, measures: Collection[str] = ()) -> list[Competence]:
        """The authorities that decide or execute, those named for the measures first, then for the kind of request, then for all."""
        found = [row for row in self.competence if row.does == does]
        of_measure = [row for row in found if set(row.measures) & set(measures)]
        of_kind = [row for row in found if not row.measures and request in row.requests]
        return [*of_measure, *of_kind, *(row for row in found if not row.measures and not row.requests)]

    def formalities_of(self, measures: Collection[str]) -> list[Formality]:
        """What is to be observed at any of these measures."""
        return [row for row in self.formalities if set(row.measures) & set(measures)]

    def periods_of(self, rule: str) -> list[Period]:
        """The periods that the law fixes by a rule."""
        return [row for row in self.periods if row.rule == rule]

    def grounds_for(self, field: str, request: str) -> list[NationalGround]:
        """The bars of this law to a request."""
        return [row for row in self.grounds if row.kind == field and (not row.requests or request in row.requests)]

    def inherited(self) -> NationalLaw:
        """The same, every row with a mark and a source: its own or the file's."""
        return self.model_copy(update={table: [*self._marked(self.rows(table))] for table in TABLES})

    def _marked(self, rows: Sequence[Row]) -> Iterator[Row]:
        for row in rows:
            yield row.model_copy(update={"mark": row.mark or self.mark, "source": row.source or self.source})


NOTHING = NationalLaw(
    name=Label(
        en="No national law on file", fr="Aucun droit national enregistré", es="Ningún derecho nacional registrado"
    ),
    mark="U",
    source="-",
)
"""What an installation knows that names no file."""
