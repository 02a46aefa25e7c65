"""What is asked about a person who is present and is not handed over: what is done instead, whom it is told, and what is given up.

Ljubljana-The Hague Convention, 8(1)-(2), 13(4), 14(1), 54(1). Whoever says that nothing can be done says why.
"""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import TextAreaField
from wtforms.validators import StopValidation

from forms.applying import where
from forms.base import Asked, Day, Line, One, Several, Text
from forms.days import RECENT
from forms.needed import loosen
from forms.offered import RadioPick
from forms.rows import Rows
from forms.signatures import Choice, Value
from forms.states import StatePick
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.text import RequestText
from mla.words import _

PROSECUTED = ("prosecution", _("the case is submitted for prosecution here"))
AWAITED = ("awaited", _("the person stays within reach of our authorities, and the formal request is awaited"))
NOTHING = ("nothing", _("nothing can be done; the reasons say why"))

CONCERNS = (
    ("asked", _("it asked for the person")),
    ("territory", _("the acts were committed on its territory, or on board its ship or aircraft")),
    ("national", _("the person is its national")),
    ("resident", _("the person is stateless and habitually lives there")),
    ("victims", _("a victim is its national")),
    ("other", _("it is concerned in another way")),
)
"""Why a State is told of a suspect who is present (8(1)-(2))."""

INTENTIONS = (
    ("prosecute", _("to prosecute here")),
    ("extradite", _("to extradite, if a State asks")),
    ("enforce", _("to enforce the sentence here")),
)


def Present(needed: str = "") -> RadioPick:  # noqa: N802  # reads like the other fields
    """Whether the person is within reach."""
    return One(
        _("The person is present here"),
        _("Whoever is present and is not extradited is to be brought before our own prosecutor."),
        choices=(("yes", _("yes")), ("no", _("no, or not any more"))),
        needed=needed,
    )


def Instead(label: str, *choices: Choice) -> RadioPick:  # noqa: N802
    """What is done in place of handing the person over."""
    return One(label, choices=choices)


def WhyNothing() -> TextAreaField:  # noqa: N802
    """Why the law's demand cannot be met."""
    return Text(
        _("Why nothing can be done"),
        _("The instrument asks that whoever is not extradited be prosecuted{prosecution}."),
        needed=_("Say why neither prosecution nor enforcement of the sentence is possible."),
        rows=3,
        most=10_000,
    )


WHY_NOTHING = {"why_nothing": where("instead", "nothing")}


class NotLetGo:
    """A refusal after which whoever is present is not simply let go; a form of one takes it in."""

    present: RadioPick

    def validate_instead(self, field: RadioPick) -> None:
        """A person who is present is handed over, or it is said what is done instead."""
        if self.present.data == "yes" and not field.data:
            raise StopValidation(_("The person is present: say what is done instead of extradition."))


class RecordFind(Asked):
    """A suspect of whom the other State wrote is here, and nobody has asked for the person."""

    heading = _("A suspect was found here")
    guidance = _(
        "Whoever is suspected of such a crime and is present is taken into custody or otherwise kept within reach; an inquiry follows"
        " at once, and the States concerned are told{custody}. Nothing is sent by this step: a prosecution file opens by itself, with what you say"
        " here and with the persons that you name. From it you tell this State, and any other."
    )
    found = Several(_("Who was found"))
    found_on = Day(_("Found on"), needed=_("Give the date."), sense=RECENT)
    place = Line(_("Where"), needed=_("Name the place."))
    custody = Text(
        _("Custody or other measures"), needed=_("Say whether and how the person is held."), rows=3, most=5000
    )
    findings = Text(
        _("What is known so far"),
        needed=_("Say what is known: who the person is, and how that was established."),
        rows=4,
    )
    intention = One(_("What is intended"), choices=INTENTIONS, needed=_("Say what is intended."))

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The persons of the request, where it names any."""
        super().offer(dossier, law, officials)
        persons = RequestText.of(dossier).persons
        if not persons:
            del self.found
            return
        self.found.choices = [(str(one.number), f"{one.number}. {one.name}") for one in persons]
        if self.typed is None and len(persons) == 1:
            self.found.data = [str(persons[0].number)]


class FurtherState(Asked):
    """One more State that is to be told, and why."""

    state = StatePick(_("State"))
    concern = One(_("It is told because"), choices=CONCERNS[1:])

    def __init__(self, *told: Value, **more: Value) -> None:
        super().__init__(*told, **more)
        loosen(self.state)  # a row in which nothing is said is none; of any other both are asked by the list
        self.state.flags.needed = self.concern.flags.needed = True


class TellFurtherStates(Asked):
    """Every State concerned gets a notice of its own."""

    heading = _("Tell further States")
    guidance = _(
        "Each State that is concerned is told of the person, of the findings and of what is intended{custody}, in a letter of its own. For each"
        " a draft opens by itself, with what this one says; change in each what that State should not read. What another State told in"
        " confidence is passed on with its consent only."
    )
    states = Rows(FurtherState, _("States that are to be told"), noun=_("State"), another=_("Add another State"))

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The States of today, but for the one that this file tells."""
        super().offer(dossier, law, officials)
        self.states.flags.needed = True
        for row in self.states:
            row.form.state.offer_states(law)
            row.form.state.choices = [("", _("Choose")), *row.form.state.choices]
        self.told_here = dossier.counterpart

    def validate_states(self, field: Rows) -> None:
        """At least one State, none twice, and not the one that this file tells."""
        seen = {getattr(self, "told_here", "")}
        if not field.told:
            raise StopValidation(_("Name the State that is to be told."))
        for row in field.told:
            if not row["state"].data or not row["concern"].data:
                raise StopValidation(_("Of each State say which it is, and why it is told."))
            if row["state"].data in seen:
                raise StopValidation(_("A State is named twice, or is told by this file already. Name each once."))
            seen.add(row["state"].data)
