"""Questions that apply only where another was answered so: told once in the form, for the page, the checks and the record.

A page shows such a question below the one it hangs on, once that is answered so (`templates/pages/parts/fields.html`); what
does not apply is not needed, and what was typed there is not among the answers. What came in a package stays as it was
signed, and is checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from wtforms import Field, Form

from forms.needed import loosen

TICKED = "y"


@dataclass(frozen=True)
class Where:
    """The question that something hangs on, and the answers with which it applies: those of a choice, or a tick."""

    question: str
    answers: tuple[str, ...] = (TICKED,)


def where(question: str, *answers: str) -> Where:
    """Applies where this question was answered so; without answers, where it is ticked."""
    return Where(question, answers or (TICKED,))


class Applying(Form):
    """A form some of whose questions hang on others (`asked_if`, by the name of the question that hangs)."""

    asked_if: Mapping[str, Where] = {}
    askable = True

    def applies(self, name: str) -> bool:
        """Whether a question applies, as the others are answered now."""
        told = self._hangs_on(name)
        if told is None:
            return True
        return self.applies(told.question) and bool(set(told.answers) & set(_said(self[told.question])))

    def kept(self, name: str) -> bool:
        """Whether the answer to a question stands on record."""
        return self.applies(name) or not self.askable

    def _hangs_on(self, name: str) -> Where | None:
        told = self.asked_if.get(name)
        return told if told and told.question in self._fields else None

    @contextmanager
    def only_what_applies(self) -> Iterator[None]:
        """Meanwhile the form has no other questions; in a package no other is needed."""
        every = self._fields
        others = {name for name in every if not self.applies(name)}
        for name in others:
            loosen(every[name])
        if self.askable:
            self._fields = {name: field for name, field in every.items() if name not in others}
        try:
            yield
        finally:
            self._fields = every

    # For the page
    def leading(self) -> Iterable[Field]:
        """The questions that hang on no other."""
        return [field for field in self if not self._hangs_on(field.short_name)]

    def below(self, question: Field) -> list[tuple[str, list[Field]]]:
        """The questions that hang on this one, gathered by what they hang on, each group with its name."""
        groups: dict[tuple[str, ...], list[Field]] = {}
        for field in self:
            told = self._hangs_on(field.short_name)
            if told and told.question == question.short_name:
                groups.setdefault(told.answers, []).append(field)
        return [(f"if-{number}", fields) for number, fields in enumerate(groups.values(), 1)]

    def reveals(self, question: Field, answer: str) -> dict[str, str]:
        """The mark on an answer that shows groups: their names, with blanks between."""
        told = [(name, self._hangs_on(fields[0].short_name)) for name, fields in self.below(question)]
        names = " ".join(name for name, where in told if where and answer in where.answers)
        return {"data-shows": names} if names else {}


def _said(field: Field) -> Iterable[str]:
    if isinstance(field.data, bool):
        return (TICKED,) if field.data else ()
    return field.data if isinstance(field.data, list) else (str(field.data or ""),)
