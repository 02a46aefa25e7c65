"""Several bases that carry one request together: what each of them says, side by side, each with its source.

They apply cumulatively. What one of them asks is asked; what one of them attaches binds; a request may be refused on the
grounds of each, and the basis with the narrower right of refusal stands first, as it is the one that leaves least room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from mla.instruments.law import Law
from mla.instruments.refusal import AGREEMENT, Refusable
from mla.instruments.schema import Content, Ground, Limit, Obliges
from mla.instruments.speaking import Lent, Term

Item = TypeVar("Item")


def resting_on(law: Law, code: str, further: Sequence[str]) -> Law:
    """The law as a request sees it that rests on `code` and, besides, on `further`; codes that are not known are left out."""
    known = tuple(one for one in dict.fromkeys(further) if one in law.instruments and one != code)
    if not known:
        return law
    seen = object.__new__(Cumulative)
    vars(seen).update(vars(law))
    seen.together = (code, *known)
    return seen


class Cumulative(Law):
    """The law of a request that rests on several bases: the first is the one that the request names first."""

    together: tuple[str, ...]

    def carried_by(self, code: str) -> Sequence[str]:
        """All of them, for the request that names this one first."""
        return self.together if code == self.together[0] else (code,)

    # Side by side, each with its source
    def grounds(self, code: str | None, asked: Refusable) -> list[Ground]:
        """The grounds of each, those of the basis first that leaves the least room to refuse; each names its instrument."""
        each = {one: super(Cumulative, self).grounds(one, asked) for one in self.carried_by(code or "")}
        if len(each) == 1:
            return each[code or ""]
        narrow = sorted((one for one in each if each[one]), key=lambda one: len(each[one]))
        rows = [self._from(one, row) for one in narrow for row in each[one] if row.code != AGREEMENT]
        agreement = next((row for one in narrow for row in each[one] if row.code == AGREEMENT), None)
        return [*([agreement] if agreement else []), *rows]

    def _from(self, source: str, row: Ground) -> Ground:
        article = ", ".join(filter(None, (row.article, self.short(source, "en"))))
        code = row.code if source == self.together[0] else f"{source}:{row.code}"
        return row.model_copy(update={"code": code, "article": article})

    def obligations(self, code: str, on: str, measures: frozenset[str] = frozenset()) -> list[Obliges]:
        """What each of them attaches."""
        return [
            row if one == code else row.model_copy(update={"code": f"{one}:{row.code}"})
            for one in self.carried_by(code)
            for row in super(Cumulative, self).obligations(one, on, measures)
        ]

    def excluded(self, code: str | None, kind: str) -> list[str]:
        """What one of them says is no ground."""
        return [
            *dict.fromkeys(
                row for one in self.carried_by(code or "") for row in super(Cumulative, self).excluded(one, kind)
            )
        ]

    def contents(self, code: str) -> list[Content]:
        """What each of them asks; an item that several ask stands once."""
        return _once((super(Cumulative, self).contents(one) for one in self.carried_by(code)), lambda row: row.id)

    def rows(self, code: str | None, what: type[Lent]) -> list[Lent]:
        """What each of them knows; what several know stands once, as the first has it. Grounds stay each with its own."""
        each = (code or "",) if what is Ground else self.carried_by(code or "")
        return _once((super(Cumulative, self).rows(one, what) for one in each), lambda row: row.code)

    # One of them is enough
    def covers(self, code: str | None, crime: str) -> str:
        """How the one covers it that covers it best."""
        told = {super(Cumulative, self).covers(one, crime) for one in self.carried_by(code or "")}
        return next((how for how in ("yes", "any", "partly") if how in told), "")

    def must_consult(self, code: str, kind: str) -> bool:
        """Whether one of them obliges to."""
        return any(super(Cumulative, self).must_consult(one, kind) for one in self.carried_by(code))

    def only_own(self, code: str, request: str) -> bool:
        """Whether each of them has it so."""
        return all(super(Cumulative, self).only_own(one, request) for one in self.carried_by(code))

    # The first that says something
    def limits(self, code: str, rule: str) -> list[Limit]:
        """The periods of the first that fixes any."""
        return next(filter(None, (super(Cumulative, self).limits(one, rule) for one in self.carried_by(code))), [])

    def article(self, code: str, purpose: str) -> str:
        """The article of the first; of another one it is named with its instrument."""
        own = super().article(code, purpose)
        others = ((one, super(Cumulative, self).article(one, purpose)) for one in self.carried_by(code)[1:])
        return own or next((f"{found}, {self.short(one, 'en')}" for one, found in others if found), "")

    def cite(self, code: str, purpose: str, language: str) -> str:
        """The rule of the first that has one."""
        return next(filter(None, self._cited(code, purpose, language)), "")

    def cite_all(self, code: str, purpose: str, language: str) -> str:
        """The rule of each that has one."""
        return "; ".join(filter(None, self._cited(code, purpose, language)))

    def _cited(self, code: str, purpose: str, language: str) -> Iterable[str]:
        known = (one for one in self.carried_by(code) if super(Cumulative, self).article(one, purpose))
        return (super(Cumulative, self).cite(one, purpose, language) for one in known)

    def measure(self, code: str, kind: str, language: str) -> Term:
        """A kind of help as the first calls it that knows it."""
        terms = (super(Cumulative, self).measure(one, kind, language) for one in self.carried_by(code))
        return next((term for term in terms if term.label != kind), Term(kind, "", kind))


def _once(lists: Iterable[list[Item]], key: Callable[[Item], str]) -> list[Item]:
    """The rows of several lists in their order, each key once."""
    found: dict[str, Item] = {}
    for rows in lists:
        for row in rows:
            found.setdefault(key(row), row)
    return [*found.values()]
