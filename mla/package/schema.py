"""What a manifest and a receipt must look like, to the letter: one strict schema, nothing missing, nothing more.

What is said with a step goes through the form of that step besides (`contents.py`); here stand the bounds of the rest.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from mla.canonical import Answers
from mla.documents.kinds import OF_TYPE
from mla.documents.printable import first_invisible
from mla.package.strict_json import Unclear

FORMAT = 1
MOST_NUMBER = 999_999
MOST_FILES = 500
MOST_ITEMS = 500
MOST_AGREEMENTS = 10
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
"""No step was taken before the first of these days, or will be from the second on."""

NAME = re.compile(r"(documents|attachments|agreement)/[A-Za-z0-9][A-Za-z0-9._-]{0,120}")


def _must(check: Callable[[str], object], what: str) -> AfterValidator:
    """Refuse a text for which the check raises ValueError or says False, by saying `what` it must be."""

    def checked(text: str) -> str:
        try:
            sound = check(text) is not False
        except ValueError:
            sound = False
        if not sound:
            raise PydanticCustomError("must_be", "{what}", {"what": what})
        return text

    return AfterValidator(checked)


def _taken(media_type: str) -> str:
    if media_type not in OF_TYPE:
        raise PydanticCustomError("must_be", "{what}", {"what": "a media type that is taken here"})
    return media_type


def _line(text: str) -> bool:
    return first_invisible(text) is None and not re.search(r"[\t\n\r]", text)


def _day(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None and EARLIEST <= date.fromisoformat(text) < LATEST


def _moment(text: str) -> bool:
    moment = datetime.fromisoformat(text)
    return moment.tzinfo is not None and EARLIEST <= moment.astimezone(UTC).date() < LATEST


def _dossier(text: str) -> bool:
    return str(uuid.UUID(text)) == text


def _file_name(text: str) -> bool:
    return _line(text) and not re.search(r"[/\\]", text)


LINE = _must(_line, "one line of text that can be printed")
Line = Annotated[str, Field(max_length=300), LINE]
Reference = Annotated[str, Field(max_length=100), LINE]
FileName = Annotated[str, Field(min_length=1, max_length=200), _must(_file_name, "the name of a file, on one line")]
Word = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$")]
State = Annotated[str, Field(pattern=r"^[A-Z]{2,3}$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Sha256OrNone = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
Day = Annotated[str, Field(max_length=40), _must(_day, f"a date between {EARLIEST.year} and {LATEST.year}")]
Moment = Annotated[str, Field(max_length=40), _must(_moment, f"a moment between {EARLIEST.year} and {LATEST.year}")]
DossierNumber = Annotated[str, Field(max_length=40), _must(_dossier, "the number of a dossier")]
Number = Annotated[int, Field(ge=0, le=MOST_NUMBER)]
Size = Annotated[int, Field(ge=0, le=2**31)]
Member = Annotated[str, Field(max_length=140), _must(lambda name: bool(NAME.fullmatch(name)), "a name that is allowed")]


class Strict(BaseModel):
    """Exactly these fields, each of exactly its kind."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class FileEntry(Strict):
    """A file of the package: what it must be."""

    sha256: Sha256
    size: Size


class Listed(Strict):
    """A document as lists of annexes name it."""

    number: Annotated[int, Field(ge=1, le=9_999)]
    side: Literal["requesting", "requested"]
    role: Literal["request", "step"]
    title: Annotated[str, Field(min_length=1, max_length=500), LINE]
    filename: FileName
    media_type: Annotated[str, AfterValidator(_taken)]
    sha256: Sha256
    size: Size
    pages: Annotated[int, Field(ge=0, le=100_000)]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = ""


class Annex(Listed):
    """An annex that travels in this package, and under which name."""

    file: Member


class TextInPackage(Strict):
    """The whole text of a request, as `RequestText.to_json` tells it; the forms judge what it says."""

    title: Annotated[str, Field(max_length=200), LINE]
    instrument: Word
    language: Literal["en", "fr", "es"]
    arises_from: DossierNumber | Literal[""]
    contents: dict[Word, Answers]
    persons: Annotated[list[Answers], Field(max_length=MOST_ITEMS)]
    offences: Annotated[list[Answers], Field(max_length=MOST_ITEMS)]
    measures: Annotated[list[Answers], Field(max_length=MOST_ITEMS)]
    attachments: Annotated[list[Listed], Field(max_length=MOST_FILES)]


class Manifest(Strict):
    """The list of a package: who, to whom, which step of which dossier, what was said, which files.

    `agreements` is what each agreement between the two States tells on which a request rests; their documents are files.
    """

    format: Literal[1]
    sender: State
    recipient: State
    dossier: DossierNumber
    reference: Reference
    their_reference: Reference
    kind: Word
    table_version: Number
    instrument: Word
    instrument_digest: Sha256
    trigger: Word
    number: Number
    previous: Sha256OrNone
    at: Moment
    on: Day
    actor: Line
    answers: Answers
    annexes: Annotated[list[Annex], Field(max_length=MOST_FILES)]
    request: TextInPackage | None = None
    request_digest: Sha256 | None = None
    agreements: Annotated[list[Answers], Field(max_length=MOST_AGREEMENTS)] = []
    files: Annotated[dict[Member, FileEntry], Field(max_length=MOST_FILES)]


class Address(BaseModel):
    """As much of a manifest as must be known to tell whose package it is, and which of a dossier's packages."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    sender: State
    recipient: State
    dossier: DossierNumber
    trigger: Word
    number: Number
    previous: Sha256OrNone
    files: Annotated[dict[Member, FileEntry], Field(max_length=MOST_FILES)]


class ReceiptText(Strict):
    """What became of a package, as its receiver says it."""

    package: Sha256
    outcome: Literal["applied", "filed", "refused", "held"]
    reason: Annotated[str, Field(max_length=2_000), LINE]
    state: State
    at: Moment
    reference: Reference


class ReceiptEnvelope(Strict):
    """The receipt's own text, and the signature over exactly it."""

    receipt: Annotated[str, Field(max_length=20_000)]
    signature: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]


Shape = TypeVar("Shape", bound=BaseModel)


def check(shape: type[Shape], told: object, what: str) -> Shape:
    """What was read, if it has the shape. Raises Unclear, whose sentence names `what` and every wrong field."""
    try:
        return shape.model_validate(told)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        lacking = [_place(fault["loc"]) for fault in faults if fault["type"] == "missing"]
        wrong = [f"“{_place(f['loc'])}” {_why(f)}" for f in faults if f["type"] != "missing"]
        sentences = [f"{what} lacks: {', '.join(lacking[:10])}."] if lacking else []
        sentences += [f"In {what[0].lower()}{what[1:]}, {'; '.join(wrong[:5])}."] if wrong else []
        raise Unclear(" ".join(sentences)) from error


def _place(loc: tuple[int | str, ...]) -> str:
    """Where: “annexes, 2, title”. What a foreign key is called is shown only as far as it can be printed."""
    parts = [str(part + 1) if isinstance(part, int) else part[:40] for part in loc]
    return ", ".join(part for part in parts if part.isprintable() and not part.startswith(("function-", "literal[")))


WHY = {
    "extra_forbidden": "is not known",
    "string_pattern_mismatch": "is not spelled as it must be",
    "string_too_long": "is longer than {max_length} characters",
    "string_too_short": "is empty",
    "too_long": "has more than {max_length} entries",
    "literal_error": "must be {expected}",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "must_be": "must be {what}",
}


def _why(fault: ErrorDetails) -> str:
    return WHY.get(fault["type"], "is of the wrong kind").format(**fault.get("ctx", {}))
