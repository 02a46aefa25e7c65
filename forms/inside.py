"""What is asked inside one ministry and never crosses the border."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, TextAreaField
from wtforms.validators import ValidationError

from forms.base import Asked, Files, Line, One, Pick, Several, Text, Tick
from forms.offered import DropDown
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.facts import officer
from mla.lifecycle.terms import Role, Side
from mla.lifecycle.text import RequestText
from mla.words import _

SHORTEST_REASON = 15
DEALS_WITH_IT = {Side.REQUESTING: Role.DRAFTER.value, Side.REQUESTED: Role.EXAMINER.value}
"""Whose work a request is on each side."""


NOBODY_ELSE = _("Nobody else here does such work. An administrator gives somebody the role first.")


def who_deal(officials: Iterable[OfficialRecord], sides: Iterable[Side]) -> list[OfficialRecord]:
    """The officials whose work requests of one of these sides are."""
    roles = {DEALS_WITH_IT[side] for side in sides}
    return [one for one in officials if roles & set(one.roles)]


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
        self.colleague.choices = [(str(o.id), o.told) for o in officials]


def _successor() -> DropDown:
    return Pick(_("Who deals with it from now on"), needed=_("Choose a colleague."))


def _why() -> TextAreaField:
    return Text(
        _("Why, and what to look at first"),
        _("For example: absence until 12 January; the answer of the bank is awaited."),
        needed=_("Say why."),
        rows=4,
        most=5000,
    )


GOES_OVER = _(
    "It then stands on the colleague’s desk, with its time limits and what has been promised. Whoever dealt with it before still sees it."
)


class Reassign(Asked):
    """Give a request to a colleague who deals with it from now on."""

    heading = _("Hand over to a colleague")
    guidance = GOES_OVER
    officer = _successor()
    reason = _why()

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Those who do such work, without the one who does it already."""
        super().offer(dossier, law, officials)
        now, role = officer(dossier), DEALS_WITH_IT[dossier.our_side]
        self.officer.choices = [(str(one.id), one.told) for one in officials if role in one.roles and one.id != now]


REMARK = "remark_"
"""How the name of the question begins that asks for a remark on one request; its id follows."""


class ReassignAll(Asked):
    """The same for what lies with one official."""

    heading = _("Hand over")
    guidance = GOES_OVER
    requests = Several(_("The requests"), needed=_("Tick what is handed over."))
    officer = _successor()
    reason = _why()

    @classmethod
    def of(cls, requests: Iterable[tuple[str, str]]) -> type[ReassignAll]:
        """The form for these requests, each named by id and reference: a remark is asked of every one of them."""
        asked = {
            f"{REMARK}{name}": Text(_("Remark on %(reference)s", reference=reference), rows=2, most=5000)
            for name, reference in requests
        }
        return type(cls.__name__, (cls,), asked)

    def offer_requests(
        self, requests: list[tuple[str, str]], officials: Iterable[OfficialRecord], whose: int, beside: bool = False
    ) -> None:
        """The requests that lie with this official, and the colleagues who may take one of them; `beside` says that something else waits."""
        self.requests.choices = requests
        self.officer.choices = [(str(one.id), one.told) for one in officials if one.id != whose]
        if not self.officer.choices:
            self.officer.description = NOBODY_ELSE
        if beside and not requests and not self.requests.raw_data:  # then that alone is told
            self.drop("requests")

    def remarks(self) -> dict[str, str]:
        """What is remarked on each request, by its id."""
        told = {f.short_name.removeprefix(REMARK): f.data for f in self if f.short_name.startswith(REMARK)}
        return {name: words for name, words in told.items() if words}


class CountersignHandover(Asked):
    """The successor takes over what was handed over."""

    heading = _("Countersign")
    read = Tick(
        _("I have read this pack and take over what it says"), needed=_("Tick the box once you have read all of it.")
    )
    remark = Text(
        _("Remark"), _("What is unclear, or what you take over with a reservation. Whoever handed it over reads it."),
        rows=3, most=5000,
    )  # fmt: skip


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
