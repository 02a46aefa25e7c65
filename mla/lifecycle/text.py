"""The text of a request: what one State asks of the other, in the one shape that everything reads.

The form fills it in; the letter, the package, the comparison, the contents check and the guards read it. It is pure: it
knows neither database nor web. Its canonical JSON is what the signatory signs and what crosses the border.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from dataclasses import field as filled_by
from typing import TYPE_CHECKING, Any, ClassVar, Self

from mla.canonical import Answers, canonical
from mla.words import _

if TYPE_CHECKING:
    from mla.lifecycle.case_file import CaseFile, ItemRecord
    from mla.lifecycle.document_records import AttachmentRecord
    from mla.lifecycle.table import Lifecycle
    from mla.lifecycle.terms import Task


@dataclass(frozen=True)
class ItemText:
    """Something that a request lists: its number there, and what was answered about it."""

    number: int
    answers: Answers
    noun: ClassVar = _("Item")

    @classmethod
    def of(cls, row: ItemRecord) -> Self:
        """The text of an item on record."""
        return cls(row.number, dict(row.answers))

    @classmethod
    def from_json(cls, told: Answers) -> Self:
        """An item as `to_json` told it."""
        return cls(told["number"], {name: value for name, value in told.items() if name != "number"})

    def answer(self, name: str) -> Any:
        """What was answered under this name; empty when nothing was."""
        return self.answers.get(name, "")

    def __getitem__(self, name: str) -> Any:
        """What a template names: {{ person.number }}, {{ person.name }}, {{ person.family_name }}."""
        ours = name == "number" or isinstance(getattr(type(self), name, None), property)
        return getattr(self, name) if ours else self.answer(name)

    @property
    def name(self) -> str:
        """What it is called, without its number; empty while nobody has said."""
        return str(self.answer("name"))

    @property
    def heading(self) -> str:
        """How people refer to it: “Offence 2: Deportation”."""
        if not self.name:
            return _("%(what)s %(number)s", what=self.noun, number=self.number)
        return _("%(what)s %(number)s: %(name)s", what=self.noun, number=self.number, name=self.name)

    @property
    def protected(self) -> bool:
        """Whether it is a person whose identity stays in the requesting ministry."""
        return False

    def shown(self) -> Answers:
        """What pages of this ministry show of it."""
        return dict(self.answers)

    def known_abroad(self) -> Self:
        """As much of it as the other State may know."""
        return self

    def to_json(self) -> Answers:
        """As it crosses the border and is signed."""
        return {"number": self.number, **self.known_abroad().answers}


@dataclass(frozen=True)
class PersonText(ItemText):
    """A person, natural or legal, whom the request concerns."""

    noun: ClassVar = _("Person")
    ABROAD: ClassVar = ("nature", "capacity", "protected", "pseudonym", "offences")
    """What the other State may know of a protected person: in the letter, in the package, in the text it reads."""
    SHOWN: ClassVar = (*ABROAD, "link", "rights")
    """What pages of this ministry show of one."""
    NAMES: ClassVar = ("family_name", "original_name", "also_known_as")
    """Names that must not stand anywhere in a text that protects the person."""

    @property
    def protected(self) -> bool:
        """Whether the identity stays in the requesting ministry."""
        return bool(self.answer("protected"))

    @property
    def name(self) -> str:
        """How the person is called on screens and papers: a protected person by pseudonym only."""
        if self.protected:
            return str(self.answer("pseudonym") or _("Protected person %(number)s", number=self.number))
        return self.real_name

    @property
    def real_name(self) -> str:
        """The given names and the family name, whoever may read them."""
        return " ".join(part for part in (self.answer("given_names"), self.answer("family_name")) if part)

    @property
    def hidden(self) -> list[str]:
        """The answers that tell who a protected person is."""
        known = (*self.SHOWN, "unfinished", "missing")
        return [name for name in self.answers if name not in known] if self.protected else []

    def shown(self) -> Answers:
        """What pages of this ministry show: of a protected person, nothing that tells who it is."""
        return self._only(self.SHOWN)

    def known_abroad(self) -> Self:
        """What may be said of the person abroad: of a protected person, nothing that tells who it is."""
        return replace(self, answers=self._only(self.ABROAD))

    def _only(self, names: Iterable[str]) -> Answers:
        return {name: self.answers[name] for name in names if name in self.answers} if self.protected else self.answers


@dataclass(frozen=True)
class OffenceText(ItemText):
    """An offence under the requesting State's law, with its penalty."""

    noun: ClassVar = _("Offence")


@dataclass(frozen=True)
class MeasureText(ItemText):
    """One measure sought."""

    noun: ClassVar = _("Measure")

    @property
    def name(self) -> str:
        """The measure in one line."""
        return str(self.answer("heading_line"))

    @property
    def kind(self) -> str:
        """The code of the kind of help, as instruments name it."""
        return str(self.answer("kind"))


@dataclass(frozen=True)
class AttachmentText(ItemText):
    """A document that is part of the request; nothing is asked about it but its title."""

    noun: ClassVar = _("Attachment")
    FIELDS: ClassVar = ("number", "side", "role", "title", "filename", "media_type", "sha256", "size", "pages")

    @classmethod
    def of_file(cls, row: AttachmentRecord) -> Self:
        """The entry of a document on record."""
        spoken = {"language": row.language} if row.language else {}  # as before there was one: what was signed stays so
        return cls(row.number, {**{name: getattr(row, name) for name in cls.FIELDS if name != "number"}, **spoken})

    @property
    def name(self) -> str:
        """Its title."""
        return str(self.answer("title"))


@dataclass(frozen=True)
class Place:
    """Where two texts differ: the section of the task list, and the number of the item of a list (None for a section)."""

    task: Task
    number: int | None = None


@dataclass(frozen=True)
class RequestText:
    """All that a request says, in the life cycle `table`: its heads, its sections by their step, and its lists.

    `arises_from` is the identity of the request out of which this one arose, if both States know that one; else nothing.
    """

    table: Lifecycle
    title: str = ""
    instrument: str = ""
    language: str = ""
    arises_from: str = ""
    contents: dict[str, Answers] = filled_by(default_factory=dict)
    persons: tuple[PersonText, ...] = ()
    offences: tuple[OffenceText, ...] = ()
    measures: tuple[MeasureText, ...] = ()
    attachments: tuple[AttachmentText, ...] = ()

    # Where it comes from
    @classmethod
    def of(cls, dossier: CaseFile) -> RequestText:
        """The text as a dossier holds it, with all that this ministry knows of protected persons."""
        return cls(
            dossier.table, dossier.title, dossier.instrument, dossier.language, dossier.arises_from_abroad,
            {task.trigger: dossier.contents.get(task.trigger, {}) for task in _sections(dossier.table)},
            tuple(PersonText.of(row) for row in dossier.persons),
            tuple(OffenceText.of(row) for row in dossier.offences),
            tuple(MeasureText.of(row) for row in dossier.measures),
            tuple(
                AttachmentText.of_file(row)
                for row in dossier.attachments
                if row.side == "requesting" and row.role == "request"
            ),
        )  # fmt: skip

    @classmethod
    def from_json(cls, table: Lifecycle, told: Answers) -> RequestText:
        """The text that `to_json` told, or that a package brought. Raises KeyError where a part is missing."""
        heads: Any = {name: told[name] for name in HEADS}
        lists: Any = {name: tuple(kind.from_json(one) for one in told[name]) for name, kind in LISTS.items()}
        return cls(table, contents=told["contents"], **heads, **lists)

    # What it says
    @property
    def kind(self) -> str:
        """The kind of request."""
        return self.table.kind

    @property
    def field(self) -> str:
        """The field of law that carries it."""
        return self.table.field

    def items(self, task: Task) -> tuple[ItemText, ...]:
        """The list that a drafting step fills; nothing for a section."""
        return getattr(self, task.items) if task.items else ()

    def item(self, task: Task, number: object) -> ItemText | None:
        """One item of a list by its number, as a page or an address writes it."""
        return next((one for one in self.items(task) if str(one.number) == str(number)), None)

    def names_given_away(self) -> list[str]:
        """The pseudonyms of protected persons whose name stands somewhere in the text that would go abroad."""
        text = self.canonical.casefold()
        return [
            one.name
            for one in self.persons
            if one.protected and any(name and name.casefold() in text for name in map(one.answer, one.NAMES))
        ]

    # As the other State reads it
    def known_abroad(self) -> RequestText:
        """As much of it as the other State may know; the letter and the package say the same."""
        return replace(self, persons=tuple(one.known_abroad() for one in self.persons))

    def to_json(self) -> Answers:
        """As it crosses the border: nothing that tells who a protected person is."""
        lists = {name: [one.to_json() for one in getattr(self, name)] for name in LISTS}
        return {**{name: getattr(self, name) for name in HEADS}, "contents": self.contents, **lists}

    @property
    def canonical(self) -> str:
        """Its JSON in one fixed spelling."""
        return canonical(self.to_json())

    @property
    def digest(self) -> str:
        """The sha256 of its canonical JSON, in hexadecimal: this is what the signatory signs."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    # Made anew, or beside another
    def telling(self, task: Task, answers: Iterable[Answers]) -> RequestText:
        """The same text with a section, or a list, told anew; items are numbered from one in the order given."""
        if not task.items:
            return replace(self, contents={**self.contents, task.trigger: next(iter(answers))})
        kind = LISTS[task.items]
        items: Any = tuple(kind(number, one) for number, one in enumerate(answers, 1))
        return replace(self, **{task.items: items})

    def each(self, change: Callable[[Answers], Answers]) -> RequestText:
        """The same text with the answers of every section and item as `change` returns them."""
        lists: Any = {
            name: tuple(replace(one, answers=change(one.answers)) for one in getattr(self, name)) for name in LISTS
        }
        return replace(self, contents={name: change(told) for name, told in self.contents.items()}, **lists)

    def diff(self, later: RequestText) -> list[Place]:
        """The sections and items that a later text tells otherwise, in the order of the task list."""
        return [place for task in self.table.tasks for place in self._differing(task, later)]

    def _differing(self, task: Task, later: RequestText) -> Iterator[Place]:
        if not task.items:
            if self.contents.get(task.trigger) != later.contents.get(task.trigger):
                yield Place(task)
            return
        before, after = ({one.number: one.to_json() for one in text.items(task)} for text in (self, later))
        for number in sorted(before | after):
            if before.get(number) != after.get(number):
                yield Place(task, number)


HEADS = ("title", "instrument", "language", "arises_from")
LISTS: dict[str, type[ItemText]] = {
    "persons": PersonText,
    "offences": OffenceText,
    "measures": MeasureText,
    "attachments": AttachmentText,
}


BUILT_UP = ("offences", "persons", "measures")
"""The lists whose items name one another, each only those before it."""


def _sections(table: Lifecycle) -> Iterator[Task]:
    return (task for task in table.tasks if not task.items)
