"""What is asked inside one ministry and never crosses the border."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField
from wtforms.validators import ValidationError

from forms.base import Asked, Files, Line, One, Pick, Several, Text
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.text import RequestText
from mla.words import _

SHORTEST_REASON = 15


class Note(Asked):
    """An internal note."""

    heading = _("Internal note")
    guidance = _("Stays in this ministry. The other State never sees it.")
    words = Text(_("Note"), needed=_("Write the note."), rows=5, most=20_000)
    files = Files(_("Documents"), _("Of any kind that is taken here. They stay in this ministry."))


class SendBackProposal(Asked):
    """Return a letter that waits for signature to whoever wrote it."""

    heading = _("Send it back")
    remark = Text(_("What should be changed"), needed=_("Say what should be changed."), rows=3, most=5000)


class ShowIdentity(Asked):
    """See who a protected person is."""

    heading = _("Show the identity")
    reason = Line(
        _("Why you must know"),
        _("Stands in the audit log. Name the act for which you need it, for example the service of a summons."),
        needed=_("Say why you must know."),
    )

    def validate_reason(self, field: Any) -> None:
        """A reason that an auditor can weigh: words, not a letter."""
        if len(field.data or "") < SHORTEST_REASON or len((field.data or "").split()) < 3:
            raise ValidationError(_("Say in a sentence for which act you must know it: an auditor will read this."))


class RemoveFromIdentity(Asked):
    """Take off what was recorded wrongly of who a protected person is."""

    reason = HiddenField()
    seen = HiddenField()
    removed = Several(_("What is to be removed"), needed=_("Tick what is to be removed."))


class TakeUp(Asked):
    """Go on with a request that came back to this ministry."""

    heading = _("Go on examining")
    guidance = _("What was asked has come. Nothing is sent by this step.")


class Involve(Asked):
    """Bring in a colleague."""

    heading = _("Bring in a colleague")
    colleague = Pick(_("Colleague"), needed=_("Choose a colleague."))

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The officials of this ministry."""
        super().offer(dossier, law, officials)
        self.colleague.choices = [(str(o.id), o.name) for o in officials]


class CompareLaw(Asked):
    """Hold an offence against the law of the other State: the worksheet on dual criminality."""

    heading = _("Compare the laws of both States")
    VIEWS = (("yes", _("Yes")), ("partly", _("In part")), ("no", _("No")), ("open", _("Still open")))
    guidance = _("For the worksheet on dual criminality. It stays in this ministry; the other State never sees it.")
    offence = Pick(_("Offence"), needed=_("Choose the offence."))
    conduct = Text(
        _("The conduct, in plain words"),
        _("What the person is said to have done, without the words of any law."),
        needed=_("Describe the conduct."),
        rows=4,
        most=10_000,
    )
    provision = Line(
        _("Provision of the requested State’s law"), needed=_("Name the provision, or say that none was found.")
    )
    provision_text = Text(_("Its text, or what it says"), rows=4, most=20_000)
    penalty = Line(_("Penalty under that law"))
    view = One(
        _("Would the conduct be an offence in the requested State?"),
        needed=_("Say what you think."),
        choices=VIEWS,
    )
    reasons = Text(_("Why"), rows=3, most=10_000)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The offences of the request."""
        super().offer(dossier, law, officials)
        self.offence.choices = [
            (str(one.number), f"{one.number}. {one.name or one.answer('provision')}")
            for one in RequestText.of(dossier).offences
        ]
