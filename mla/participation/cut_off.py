"""Acts before a day that a State has named: it does not apply the instrument to them.

A State may reserve against acts before a day, for all crimes or for those of an annex (Ljubljana-The Hague Convention,
art. 90(5)). Every act alleged is compared with the day of each of the two States: one can lie before it, begin before it and go on after, or be told without its
days, and then nobody can say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mla.instruments.states import state_told
from mla.participation.facts import Facts
from mla.words import _, joined


@dataclass(frozen=True)
class Act:
    """What one offence alleges: what it is called, and its first and last day as far as they are told."""

    name: str = _("The acts")
    first: date | None = None
    last: date | None = None
    number: int = 0
    crime: str = ""

    @property
    def period(self) -> str:
        """Its days, as a sentence names them."""
        if self.first and self.last:
            if self.first == self.last:
                return f"{self.first}"
            return _("%(first)s to %(last)s", first=self.first, last=self.last)
        if self.first:
            return _("from %(day)s", day=self.first)
        return _("until %(day)s", day=self.last) if self.last else _("days not told")


@dataclass(frozen=True)
class Cut:
    """One act set beside the day that one State has named. `how`: before, both (sides of it), begun (before it), or unknown."""

    act: Act
    state: str
    day: date
    how: str
    article: str = ""

    def __str__(self) -> str:
        """The sentence for a screen."""
        found = SENTENCES[self.how](act=self.act.name, period=self.act.period, day=self.day)
        name = state_told(self.state)
        if not self.article:
            rule = _("%(state)s does not apply it to acts before %(day)s.", state=name, day=self.day)
        else:
            rule = _(
                "%(state)s does not apply it to acts before %(day)s (art. %(article)s).",
                state=name,
                day=self.day,
                article=self.article,
            )
        return joined(" ", (found, rule))


SENTENCES: dict[str, Callable[..., str]] = {
    "before": lambda **told: _("%(act)s (%(period)s) lies before %(day)s.", **told),
    "both": lambda **told: _(
        "%(act)s (%(period)s) lies on both sides of %(day)s: what was done before that day is not covered.", **told
    ),
    "begun": lambda **told: _(
        "%(act)s (%(period)s) begins before %(day)s, and its last day is not told: say when it ended.", **told
    ),
    "unknown": lambda **told: _(
        "%(act)s (%(period)s) cannot be compared with %(day)s: say from which day to which day it was done.", **told
    ),
}


def cuts(
    state: str, facts: Facts | None, acts: Iterable[Act], article: str, annexes: Mapping[str, str]
) -> Iterator[Cut]:
    """Every act that is not known to lie wholly after the day that a State has named, in the order of the offences.

    `annexes` tells of a crime's code in which annex it stands.
    """
    for act in list(acts) or [Act()]:
        day = facts.not_before(annexes.get(act.crime, "")) if facts else None
        if day and (how := _how(act, day)):
            yield Cut(act, state, day, how, article)


def _how(act: Act, day: date) -> str:
    """Before, both, begun, unknown; or nothing where the act lies wholly on or after the day."""
    if act.last and act.last < day:
        return "before"
    if act.first and act.first >= day:
        return ""
    if act.first:
        return "both" if act.last else "begun"
    return "unknown"
