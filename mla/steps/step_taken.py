"""A step taken, with all that belongs to it: one of our own, one that came in a package, or one recorded from a letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mla.canonical import Answers
from mla.lifecycle.fates import stage_after
from mla.lifecycle.late import LATE
from mla.lifecycle.terms import Side, Step
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Official


class NotAllowed(Exception):
    """The step may not be taken; the message is the sentence to show."""


@dataclass(frozen=True)
class Upload:
    """A document handed in with a step, already checked (see `mla/steps/annexes.py`).

    `active` names the kinds of what it could do by itself (`mla/documents/active_content.py`); it is kept as it is.
    """

    title: str
    filename: str
    media_type: str
    data: bytes
    pages: int
    active: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sealed:
    """What a package brought besides words: its sha256, its manifest, the other State's paper and annexes by name."""

    sha256: str
    manifest: Answers
    files: dict[str, bytes]


@dataclass(frozen=True)
class _Taken:
    """What every step taken has: the dossier, the row of its table, the answers of its form, when and on which day here."""

    dossier: Dossier
    step: Step
    answers: Answers
    at: datetime
    today: date


@dataclass(frozen=True)
class OurStep(_Taken):
    """A step that one of our officials takes. `shared` is what the other State is told instead of the answers, if not all.

    `proposed_by` is who wrote what the official signs, where these are two. One that is `rehearsed` is taken back, so that its letter can be read.
    """

    official: Official
    uploads: Sequence[Upload] = ()
    shared: Answers | None = None
    text: RequestText | None = None
    proposed_by: Official | None = None
    rehearsed: bool = False

    @property
    def side(self) -> Side:
        """Whose step it is."""
        return self.dossier.our_side

    @property
    def actor(self) -> str:
        """Who is named in the record."""
        return self.official.name

    @property
    def official_id(self) -> int:
        """The account under which it is recorded."""
        return self.official.id

    @property
    def channel(self) -> None:
        """How the other State's step reached us: our own did not."""
        return

    @property
    def sent_on(self) -> date:
        """The day on which it was sent."""
        return self.today

    @property
    def answers_abroad(self) -> Answers:
        """The answers as the package tells them."""
        return self.answers if self.shared is None else self.shared

    @property
    def weighed(self) -> Answers:
        """The answers, and under `brought` how many documents come along."""
        return self.answers | {"brought": len(self.uploads) + len(self.answers.get("on_file") or ())}


@dataclass(frozen=True)
class PackagedStep(_Taken):
    """A step of the other State that came in a package. `text` is that of the request, where the step brings it.

    One that is `late` came when the request had gone on: it is entered with what it does, and the stage stays as it is.
    """

    package: Sealed
    text: RequestText | None = None
    late: bool = False

    @property
    def side(self) -> Side:
        """Whose step it is."""
        return self.dossier.our_side.other

    @property
    def actor(self) -> str:
        """Who is named in the record: as the package says."""
        return str(self.package.manifest["actor"])

    @property
    def official_id(self) -> None:
        """The account under which it is recorded: none of ours."""
        return

    @property
    def channel(self) -> Answers:
        """How the step reached us, with its dates and the sender's reference."""
        manifest = self.package.manifest
        return {
            "channel": "package",
            "package": self.package.sha256,
            "number": manifest["number"],
            "received_on": self.today.isoformat(),
            "sent_on": manifest["on"],
            "their_reference": manifest["reference"],
            **({LATE: True} if self.late else {}),
        }

    @property
    def sent_on(self) -> date:
        """The day on which it was sent, as the package says."""
        return date.fromisoformat(self.package.manifest["on"])

    @property
    def weighed(self) -> Answers:
        """The answers, and under `brought` how many documents come along."""
        return self.answers | {"brought": len(self.package.manifest.get("annexes", ()))}


@dataclass(frozen=True)
class RecordedStep(_Taken):
    """A step of the other State that a registrar recorded from a letter.

    `channel` holds the answers of `forms.recording.Letter`: how the letter came, and its dates. The first of the
    `uploads` is the letter itself.
    """

    official: Official
    channel: Answers
    uploads: Sequence[Upload] = ()

    @property
    def side(self) -> Side:
        """Whose step it is."""
        return self.dossier.our_side.other

    @property
    def actor(self) -> str:
        """Who is named in the record."""
        return f"Recorded by {self.official.name}"

    @property
    def official_id(self) -> int:
        """The account under which it is recorded."""
        return self.official.id

    @property
    def sent_on(self) -> date:
        """The day on which it was sent, as the letter says."""
        return date.fromisoformat(self.channel["sent_on"])

    @property
    def weighed(self) -> Answers:
        """The answers, and under `brought` how many documents come along besides the letter itself."""
        return self.answers | {"brought": max(0, len(self.uploads) - 1)}


def moves_to(taken: StepTaken) -> str:
    """The stage to which a step leads from where the request stands: a letter that came too late leads nowhere."""
    return taken.dossier.stage if is_late(taken) else stage_after(taken.dossier, taken.step, taken.answers)


def is_late(taken: StepTaken) -> bool:
    """Whether it came too late for the stage at which the request stands."""
    return isinstance(taken, PackagedStep) and taken.late


StepTaken = OurStep | PackagedStep | RecordedStep
"""Exactly one of the three; each has what it must have, and nothing else."""
