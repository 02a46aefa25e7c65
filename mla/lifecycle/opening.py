"""Files that open by themselves, because the law attaches them to what was decided or found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mla.canonical import Answers

EVERYBODY = "for_persons"
"""The answer under which a step says whom it concerns, where it names no other."""


@dataclass(frozen=True)
class Opens:
    """Requests of this `kind` are begun once a step was taken.

    One with the same State, where the answer `asked` is one of the names in `says` (or always, where nothing is `asked`): its
    `section` says at first what stands there, and what the step answers under the names in `takes`. Or, with `each`, one with every
    `state` that a row of the answer `asked` names: the section says what it says here, and what that row says. What both
    requests say alike is taken over; of the persons those alone whom the answer `whom` lists, where it lists any.
    """

    kind: str
    section: str
    asked: str = ""
    says: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    takes: tuple[str, ...] = ()
    each: bool = False
    whom: str = EVERYBODY


@dataclass(frozen=True)
class Opened:
    """One file to be begun: with which State (“” for the same one), and what its section says at first."""

    counterpart: str
    says: Answers


def opened_by(opens: Opens | None, answers: Answers, told: Answers) -> Iterator[Opened]:
    """The files that a step opens by its answers; `told` is what the section says in the request itself."""
    if opens is None:
        return
    if opens.each:
        for row in answers.get(opens.asked) or ():
            yield Opened(row["state"], {**told, **{name: value for name, value in row.items() if name != "state"}})
        return
    answer = str(answers.get(opens.asked) or "")
    if answer in opens.says:
        taken = {name: answers[name] for name in opens.takes if answers.get(name)}
        yield Opened("", {**opens.says[answer], **taken})


def regards(opens: Opens, answers: Answers, number: int) -> bool:
    """Whether a file that a step opens regards a person of the request."""
    listed = answers.get(opens.whom)
    return not listed or str(number) in listed
