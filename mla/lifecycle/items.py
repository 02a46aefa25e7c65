"""What a request lists: persons, offences, measures, documents; and how much of a person the other State may know."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Self

from mla.canonical import Answers, canonical
from mla.words import _

if TYPE_CHECKING:
    from mla.lifecycle.case_file import ItemRecord
    from mla.lifecycle.document_records import AttachmentRecord


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

    def taken_over(self) -> Answers:
        """What of it is said in another request that takes it over."""
        return self.answers

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
    SHORTEST_NUMBER: ClassVar = 5
    """A shorter number of a document may stand in a text by chance."""
    UNKNOWN: ClassVar = "unknown"
    """The nature of a person whose identity is not known yet: the family name is what the papers call that person."""
    PICTURES: ClassVar = ("photographs", "fingerprints")
    OF_VICTIMS: ClassVar = ("represented_by", "views", "reparation", "informed")
    """What is told of a victim alone, a civil party among them."""
    """Documents of the request that show who the person is, by their numbers."""

    @property
    def protected(self) -> bool:
        """Whether the identity stays in the requesting ministry."""
        return bool(self.answer("protected"))

    @property
    def comparable(self) -> bool:
        """Whether the name is one by which a natural person is found: not a company's, nor what somebody unknown is called."""
        return not self.protected and self.answer("nature") not in ("legal", self.UNKNOWN)

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
    def other_names(self) -> list[str]:
        """Every other name, in whatever script."""
        return [str(self.answer("original_name")), str(self.answer("also_known_as")), *self._of_rows("aliases", "name")]

    @property
    def numbers(self) -> list[str]:
        """The numbers by which the person is found: of identity documents, of the INTERPOL notice."""
        return [*self._of_rows("identity_documents", "number"), str(self.answer("notice_number"))]

    @property
    def pictures(self) -> frozenset[int]:
        """The numbers of the documents that show who the person is."""
        return frozenset(int(number) for name in self.PICTURES for number in self.answer(name))

    def shown_by(self, name: str, number: int) -> Self:
        """The same person, shown by one document more."""
        return replace(self, answers={**self.answers, name: [*self.answer(name), str(number)]})

    def without_document(self, gone: int) -> Self:
        """The same person once a document is gone from the request and later ones have moved up."""
        return self._documents(lambda number: None if number == gone else number - (number > gone))

    def shown_only_by(self, numbers: Collection[int]) -> Self:
        """The same person, of its documents only these."""
        return self._documents(lambda number: number if number in numbers else None)

    def _documents(self, place: Callable[[int], int | None]) -> Self:
        moved = {name: [place(int(n)) for n in self.answer(name)] for name in self.PICTURES if self.answer(name)}
        kept = {name: [str(number) for number in numbers if number is not None] for name, numbers in moved.items()}
        others = {name: value for name, value in self.answers.items() if name not in moved}
        return replace(self, answers=others | {name: numbers for name, numbers in kept.items() if numbers})

    def gives_away(self, text: str) -> bool:
        """Whether a text, in small letters, holds something that tells who the person is."""
        names = [self.answer("family_name"), *self.other_names]
        numbers = [one for one in self.numbers if len(one) >= self.SHORTEST_NUMBER]
        return any(one and one.casefold() in text for one in (*names, *numbers))

    def _of_rows(self, rows: str, name: str) -> list[str]:
        return [str(row[name]) for row in self.answer(rows) if row.get(name)]

    @property
    def hidden(self) -> list[str]:
        """The answers that tell who a protected person is."""
        known = (*self.SHOWN, "unfinished", "missing")
        return [name for name in self.answers if name not in known] if self.protected else []

    @property
    def only_told(self) -> Self:
        """The same person without the documents that show who it is: they stay where they are."""
        return replace(self, answers={name: v for name, v in self.answers.items() if name not in self.PICTURES})

    @property
    def identity(self) -> Answers:
        """What tells who a protected person is, in words; documents that show it are not among it."""
        return {name: self.answers[name] for name in self.only_told.hidden if self.answers[name]}

    @property
    def mark(self) -> str:
        """What tells the person as it stands now from the same person told otherwise."""
        return hashlib.sha256(canonical(self.answers).encode()).hexdigest()[:32]

    def parts_hidden(self) -> dict[str, Answers]:
        """Each single thing that tells who a protected person is, by a mark that names it: of a list, each row."""
        told = {name: self.answers[name] for name in self.hidden if self.answers[name]}
        rows = {
            f"{name}.{place}": {name: [row]}
            for name, value in told.items()
            if isinstance(value, list)
            for place, row in enumerate(value)
        }
        return {**{name: {name: value} for name, value in told.items() if not isinstance(value, list)}, **rows}

    def without_parts(self, marks: Collection[str]) -> Answers:
        """The answers that change when the things so marked are taken off, as they are then."""
        names = dict.fromkeys(mark.partition(".")[0] for mark in self.parts_hidden() if mark in marks)
        return {name: self._less(name, marks) for name in names}

    def _less(self, name: str, marks: Collection[str]) -> object:
        value = self.answers[name]
        if isinstance(value, list):
            return [row for place, row in enumerate(value) if f"{name}.{place}" not in marks]
        return "" if isinstance(value, str) else False

    def shown(self) -> Answers:
        """What pages of this ministry show: of a protected person, nothing that tells who it is."""
        return self._only(self.SHOWN)

    def taken_over(self) -> Answers:
        """What another request takes over of the person; documents are attached anew."""
        return self.shown_only_by(()).answers

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
