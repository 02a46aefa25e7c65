"""What the questions of the register offer to choose from, and how what they answer is called."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from mla.canonical import Answers
from mla.instruments.states import state_told
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import StageKind, Step
from mla.models import Label, Official
from mla.register.export import PRIORITIES
from mla.register.marks import MARKED, there_are, titles
from mla.register.query import LEVELS, states, visible
from mla.register.times import TITLES
from mla.register.work import next_steps
from mla.views.context import db, installation, official, officials, units
from mla.views.words import alphabetical, law_language
from mla.words import _


def choices(asked: Mapping[str, str]) -> Answers:
    """What each question offers. What is asked for stands there also where it is offered no more."""
    marks = titles(installation().law)
    return {
        "stages": stage_titles(),
        "states": states(db(), official()),
        "kind_titles": [(kind, table.title) for kind, table in LIFECYCLES.items()],
        "instruments": [
            (code, installation().law.short(code, law_language())) for code in installation().law.instruments
        ],
        "people": _people(asked.get("officer", "")),
        "units": [(str(one.id), one.name) for one in units()],
        "steps_to_take": {step.trigger: step.title for step in _steps()},
        "titles": marks,
        "reached": [(one.value, told) for one, told in TITLES.items()],
        "priority_names": PRIORITIES,
        "people_by": {one.id: (one.name, one.unit.name if one.unit else "") for one in _everybody()},
        "labels": [(str(one.id), one.name) for one in _labels(asked.get("label", ""))],
        "priorities": [(value, PRIORITIES[level]) for value, level in LEVELS.items()],
        **{f"{sort}s": _there(sort, marks[sort]) for sort in MARKED},
    }


def in_words(asked: Mapping[str, str], offered: Answers) -> list[tuple[str, str]]:
    """What is asked for, as a sheet says of which requests it is: each question with its answer in words."""
    yes, people = {"y": _("yes")}, {str(one.id): one.name for one in offered["people"]}
    questions = {
        "words": (_("Words"), {}), "stage": (_("Stage"), offered["stages"]), "kind": (_("Kind"), dict(offered["kind_titles"])),
        "side": (_("Our side"), {"requesting": _("We ask"), "requested": _("We are asked")}),
        "counterpart": (_("Other State"), {code: state_told(code) for code in offered["states"]}),
        "instrument": (_("Legal basis"), dict(offered["instruments"])), "state": (_("Under way"), {"open": _("under way"), "ended": _("ended")}),
        "due": (_("Time limits"), {"late": _("ours, late"), "soon": _("ours, within a week"), "theirs": _("theirs, late")}),
        "step": (_("Next step, where it is ours"), offered["steps_to_take"]), "officer": (_("Official"), people | {"nobody": _("nobody yet")}),
        "unit": (_("Unit"), dict(offered["units"]) | {"none": _("no unit")}), "mine": (_("Mine"), yes), "waiting": (_("Waiting for us"), yes),
        "new": (_("New to me"), yes), "urgent": (_("Urgent"), yes), "held": (_("Somebody is held"), yes), "turned_back": (_("Sent back for more work"), yes),
        "measure": (_("Kind of help"), dict(offered["measures"])), "crime": (_("Crime"), dict(offered["crimes"])),
        "ground": (_("Ground of refusal"), dict(offered["grounds"])), "label": (_("Label"), dict(offered["labels"])),
        "priority": (_("Priority"), dict(offered["priorities"])), "from": (_("Opened from"), {}), "until": (_("Opened until"), {}),
        "reached": (_("What was reached"), {one.value: told for one, told in TITLES.items()}),
    }  # fmt: skip
    return [(name, answers.get(asked[one], asked[one])) for one, (name, answers) in questions.items() if one in asked]


def stage_titles() -> dict[str, str]:
    """What the stages of all kinds are called, by name."""
    return {s.name: s.title for table in LIFECYCLES.values() for s in table.stages if s.kind is not StageKind.UNOPENED}


def _there(sort: str, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """The kinds of help, crimes or grounds that there are in what the official may see, by their names."""
    found = [(code, names.get(code, code)) for code in there_are(db(), sort, visible(official()))]
    return sorted(found, key=lambda pair: alphabetical(pair[1]))


def _people(told: str) -> list[Official]:
    """By whom the list can be filtered: also whoever the address asks for who no longer works on requests."""
    found = officials()
    asked = None if _number(told) in {one.id for one in found} else db().get(Official, _number(told))
    return [*found, asked] if asked else found


def _everybody() -> list[Official]:
    """Every official, also of accounts that are closed, each with the unit."""
    return list(db().scalars(select(Official).options(joinedload(Official.unit))))


def _labels(told: str) -> list[Label]:
    """The labels that are offered, and the one that the address asks for."""
    wanted = or_(Label.offered, Label.id == _number(told))
    return list(db().scalars(select(Label).where(wanted).order_by(Label.name)))


def _number(told: str) -> int:
    return int(told) if told.isdecimal() and len(told) < 10 else 0


def _steps() -> list[Step]:
    """Every step that may be the next one here, once."""
    return list({step.trigger: step for steps in next_steps().values() for step in steps}.values())
