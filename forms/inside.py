"""What is asked inside one ministry and never crosses the border."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms.validators import ValidationError

from forms.base import Asked, Files, Line, One, Pick, Text
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.text import RequestText

SHORTEST_REASON = 15


class Note(Asked):
    """An internal note."""

    heading = "Internal note"
    guidance = "Stays in this ministry. The other State never sees it."
    words = Text("Note", needed="Write the note.", rows=5, most=20_000)
    files = Files("Documents", "PDF, PNG, JPEG or TIFF. They stay in this ministry.")


class SendBackProposal(Asked):
    """Return a letter that waits for signature to whoever wrote it."""

    heading = "Send it back"
    remark = Text("What should be changed", needed="Say what should be changed.", rows=3, most=5000)


class ShowIdentity(Asked):
    """See who a protected person is."""

    heading = "Show the identity"
    reason = Line(
        "Why you must know",
        "Stands in the audit log. Name the act for which you need it, for example the service of a summons.",
        needed="Say why you must know.",
    )

    def validate_reason(self, field: Any) -> None:
        """A reason that an auditor can weigh: words, not a letter."""
        if len(field.data or "") < SHORTEST_REASON or len((field.data or "").split()) < 3:
            raise ValidationError("Say in a sentence for which act you must know it: an auditor will read this.")


class Involve(Asked):
    """Bring in a colleague."""

    heading = "Bring in a colleague"
    colleague = Pick("Colleague", needed="Choose a colleague.")

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The officials of this ministry."""
        self.colleague.choices = [(str(o.id), o.name) for o in officials]


class CompareLaw(Asked):
    """Hold an offence against the law of the other State: the worksheet on dual criminality."""

    heading = "Compare the laws of both States"
    VIEWS = (("yes", "Yes"), ("partly", "In part"), ("no", "No"), ("open", "Still open"))
    guidance = "For the worksheet on dual criminality. It stays in this ministry; the other State never sees it."
    offence = Pick("Offence", needed="Choose the offence.")
    conduct = Text(
        "The conduct, in plain words",
        "What the person is said to have done, without the words of any law.",
        needed="Describe the conduct.",
        rows=4,
        most=10_000,
    )
    provision = Line("Provision of the requested State’s law", needed="Name the provision, or say that none was found.")
    provision_text = Text("Its text, or what it says", rows=4, most=20_000)
    penalty = Line("Penalty under that law")
    view = One(
        "Would the conduct be an offence in the requested State?",
        needed="Say what you think.",
        choices=VIEWS,
    )
    reasons = Text("Why", rows=3, most=10_000)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The offences of the request."""
        super().offer(dossier, law, officials)
        self.offence.choices = [
            (str(one.number), f"{one.number}. {one.name or one.told('provision')}")
            for one in RequestText.of(dossier).offences
        ]
