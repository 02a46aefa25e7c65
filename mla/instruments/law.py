"""The law that forms and papers ask: which bases, measures, crimes and grounds there are, and how they are called."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from datetime import date
from pathlib import Path
from typing import cast

from mla.canonical import Answers, canonical
from mla.instruments.agreement import instrument_of
from mla.instruments.periods import last_day
from mla.instruments.plain import Kind
from mla.instruments.reading import read
from mla.instruments.refusal import Refusable, is_ground_of, no_agreement
from mla.instruments.schema import ASSISTANCE, Content, Crime, Ground, Instrument, Limit, Measure, Obliges, Provision
from mla.instruments.speaking import Lent, Speaking, term_told
from mla.instruments.states import FORMER, state_codes, state_told
from mla.words import _

HERE = Path(__file__).parent
LEVELS = {
    "mandatory": _("mandatory, the request must be refused"),
    "optional": _("optional, the request may be refused"),
    "no_obligation": _("there is no obligation to help"),
    "discretion": _("no ground is needed, the reasons are given"),
}
"""What each level of a ground means for whoever decides."""


LENT: dict[type[Provision], str] = {Measure: "measures", Crime: "crimes", Ground: "grounds"}
"""The tables that one instrument may borrow from another, by what their rows are."""


class Law(Speaking):
    """All instruments, and the States. Raises Unsound, which names every fault of every file.

    Screens speak English (`language="en"`); papers speak the dossier's language. `templates` are instruments to
    be copied and filled in, never offered.
    """

    def __init__(self, folder: Path = HERE) -> None:
        found = read(folder)
        self.texts = found.texts
        self.instruments = self.shipped = found.instruments
        self.agreements: Mapping[str, Answers] = {}
        self.superseded: frozenset[str] = frozenset()
        self.learnt = 0
        self.templates: dict[str, Instrument] = found.templates
        self.field: Kind = ASSISTANCE
        self._rows: dict[tuple[str, type[Provision]], list[Provision]] = {}
        self.groups = {row.code: row.group for one in self.shipped.values() for row in one.crimes}

    def learn(self, agreements: Mapping[str, Answers], superseded: Collection[str] = (), learnt: int = 0) -> None:
        """Know these agreements between two States, by their codes, besides what ships, and no others.

        What ships stays as it is: an agreement defines no crime and no kind of help, and is never the home treaty. Of a
        `superseded` version only requests made under it still speak. `learnt` says up to which acceptance all are known.
        """
        made = {code: instrument_of(told) for code, told in agreements.items()}
        shipped = {code: text for code, text in self.texts.items() if code not in self.agreements}
        self.texts = {**shipped, **{code: canonical(told).encode() for code, told in agreements.items()}}
        self.agreements, self.superseded, self._rows = dict(agreements), frozenset(superseded), {}
        self.learnt = learnt
        ranked = sorted({**made, **self.shipped}.values(), key=lambda one: (one.rank, one.code))
        self.instruments = {one.code: one for one in ranked}

    def about(self, field: str) -> Law:
        """The same law as asked about a request of one field (assistance, extradition ...): it cites that field's rules."""
        seen = copy(self)
        seen.field = cast(Kind, field)
        return seen

    # What forms offer
    def bases(self, kind: str = ASSISTANCE, held: Collection[str] = (), bodies: bool = False) -> list[tuple[str, str]]:
        """Every instrument that carries this kind of request as a choice, best known first; of an agreement its newest
        version, and those that the request was `held` to before; with `bodies`, also what no two States rest on."""
        found = [
            one
            for code, one in self.instruments.items()
            if kind in one.kinds and (code in held or code not in self.superseded)
        ]
        of_states = [one for one in found if not one.participation.for_bodies]
        return [(one.code, one.name.told) for one in (found if bodies else of_states or found)]

    def first(self) -> str:
        """The home treaty."""
        return next(iter(self.shipped))

    def taking_part(self) -> list[tuple[str, str]]:
        """Every treaty that has a list of its own in the register, by its short name."""
        found = [one for one in self.shipped.values() if one.participation.registered]
        protocols = {one.code: [(row.code, row.name.told) for row in one.participation.protocols] for one in found}
        return [pair for one in found for pair in ((one.code, one.short.told), *protocols[one.code])]

    def taken_part_in(self, code: str) -> Instrument | None:
        """The instrument to which a code of the register belongs, its own or that of one of its protocols."""
        for one in self.instruments.values():
            if one.participation.registered and code in (
                one.code,
                *(row.code for row in one.participation.protocols),
            ):
                return one
        return None

    def states(self) -> list[tuple[str, str]]:
        """Every State as a choice, by its English name."""
        return sorted(((code, state_told(code)) for code in state_codes()), key=lambda pair: pair[1])

    def former(self) -> dict[str, str]:
        """The States of the past, by the codes they had."""
        return {code: name[0].upper() + name[1:] for code, name in FORMER.items()}

    def measures(self, code: str | None) -> list[tuple[str, str]]:
        """The kinds of help an instrument knows."""
        return [(row.code, row.label.told) for row in self.rows(code, Measure)]

    def crimes(self, code: str | None) -> list[tuple[str, str]]:
        """The crimes an instrument covers."""
        rows = [row for row in self.rows(code, Crime) if self.covers(code, row.code)]
        return [(row.code, term_told(row)) for row in rows]

    def grounds(self, code: str | None, asked: Refusable) -> list[Ground]:
        """The grounds on which an instrument lets this request be refused, and no others.

        Where what is asked rests on the agreement of both States and the instrument says nothing of it, the one answer is
        that there is no agreement.
        """
        one = self.instruments.get(code or "")
        alone = one is not None and asked.request in one.only_own
        rows = [row for row in self.rows(code, Ground) if row.kind == asked.field and is_ground_of(row, asked, alone)]
        agreed = asked.by_agreement and not any(row.level == "discretion" for row in rows)
        return [no_agreement(asked.field), *rows] if agreed else rows

    def of_bodies(self, code: str) -> bool:
        """Whether an instrument stands for whatever a body rests on, which is named with each body."""
        return self.instruments[code].participation.rule == "body"

    def only_own(self, code: str, request: str) -> bool:
        """Whether the instrument has this kind of request refused on its own grounds alone."""
        one = self.instruments.get(code)
        return one is not None and request in one.only_own

    def excluded(self, code: str | None, kind: str) -> list[str]:
        """What the instrument says is no ground of refusal for a request of this kind."""
        one = self.instruments.get(code or "")
        return [term_told(row) for row in one.excluded if kind in row.kinds] if one else []

    def every_crime(self) -> list[tuple[str, str]]:
        """The crimes of all instruments, without the acts that a crime gathers."""
        rows = [row for one in self.shipped.values() for row in one.crimes if not row.group]
        return [(row.code, row.label.told) for row in rows]

    def every_measure(self) -> list[tuple[str, str]]:
        """The kinds of help of all instruments, each as the first that knows it calls it."""
        rows = [row for one in self.shipped.values() for row in one.measures]
        known: dict[str, tuple[str, str]] = {row.code: (row.code, row.label.told) for row in reversed(rows)}
        return [*known.values()][::-1]

    def question_sets(self) -> dict[str, str]:
        """Which set of questions goes with each kind of measure."""
        return {row.code: row.questions for one in reversed(self.shipped.values()) for row in one.measures}

    # What the law says
    def covers(self, code: str | None, crime: str) -> str:
        """How an instrument covers a crime: “any”, “yes”, “partly”, or nothing."""
        one = self.instruments.get(code or "")
        if one is None:
            return ""
        if one.covers.any:
            return "any"
        family = {crime, self.group(crime)}
        if family & set(one.covers.crimes):
            return "yes"
        acts = {self.group(act) for act in (*one.covers.crimes, *one.covers.partly)}
        return "partly" if family & set(one.covers.partly) or crime in acts else ""

    def contents(self, code: str) -> list[Content]:
        """What papers under an instrument contain: its own list, and what is mere practice in the one it is like.

        A duty of one treaty binds only under that treaty; practice (mark P) goes with any basis, without article.
        """
        own = self.instruments[code].contents
        like = self.instruments[code].like.contents
        if not like:
            return list(own)
        there = {row.id for row in own}
        borrowed = [row for row in self.instruments[like].contents if row.mark == "P" and row.id not in there]
        return [*own, *(row.model_copy(update={"article": "", "requires": []}) for row in borrowed)]

    def rows(self, code: str | None, what: type[Lent]) -> list[Lent]:
        """The measures, crimes or grounds of an instrument, then those it borrows; of these no article is cited."""
        one = self.instruments.get(code or "")
        if one is None:
            return []
        if (one.code, what) not in self._rows:
            self._rows[one.code, what] = [*self._with_lent(one, what)]
        return cast("list[Lent]", self._rows[one.code, what])

    def _with_lent(self, one: Instrument, what: type[Lent]) -> Sequence[Lent]:
        own: list[Lent] = getattr(one, LENT[what])
        lender = self.instruments.get(getattr(one.like, LENT[what]))
        there = {row.code for row in own}
        lent: list[Lent] = getattr(lender, LENT[what]) if lender else []
        return [*own, *(row.model_copy(update={"article": ""}) for row in lent if row.code not in there)]

    def must_consult(self, code: str, kind: str) -> bool:
        """Whether the instrument obliges the State that is asked to consult before it refuses a request of this kind."""
        one = self.instruments.get(code)
        return one is not None and any(row.kind == kind and row.what == "consultation" for row in one.duties)

    def obligations(self, code: str, on: str, measures: frozenset[str] = frozenset()) -> list[Obliges]:
        """What binds a State by the instrument itself once this is handed over, these measures having been carried out."""
        one = self.instruments.get(code)
        rows = one.obligations if one else []
        return [row for row in rows if row.on == on and (not row.measures or measures & set(row.measures))]

    def limits(self, code: str, rule: str) -> list[Limit]:
        """The periods that an instrument fixes for a rule, for example provisional arrest; none where it fixes none.

        There may be several: after one the person may be released, after another must be.
        """
        return [row for row in self.instruments[code].limits if row.rule == rule]

    def ends(self, code: str, rule: str, first: date) -> list[dict[str, str | int]]:
        """When the periods of a rule end that began on a day: the last day (`on`, ISO), article, days, and what follows."""
        return [
            {
                "on": last_day(first, row).isoformat(),
                "days": row.days or "",
                "article": row.article,
                "then": row.then,
            }
            for row in self.limits(code, rule)
        ]

    def digest(self, code: str) -> str:
        """The sha256 of the instrument's files: packages say under which text of the data they were made."""
        return hashlib.sha256(self.texts[code]).hexdigest()

    def group(self, crime: str) -> str:
        """The crime to which an act belongs; the crime itself when it stands alone."""
        return self.groups.get(crime) or crime
