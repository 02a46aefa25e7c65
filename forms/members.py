"""What is asked where an agreement has several members: whom it is proposed to besides, what changes, who leaves, and the roll of them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

from wtforms import HiddenField, TextAreaField
from wtforms.validators import StopValidation

from forms.applying import where
from forms.base import Asked, Day, Files, Line, One, Pick, Text
from forms.conditions import BINDS, Conditioned
from forms.days import AHEAD, OPEN, PAST, RECENT, DayField
from forms.enclosing import Enclosing
from forms.needed import loosen
from forms.offered import RadioPick
from forms.questions import AnsweringOne, Asking, name_of
from forms.rows import Rows
from forms.signatures import Value
from forms.states import StatePick
from mla.canonical import Answers
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.members import Member, changes_asked, rows, together
from mla.lifecycle.table import Lifecycle
from mla.words import _, day_in_words, joined

DAYS = ("until", "day", "hour")
"""The answers that tell until when, or on which day and at which hour, something holds; an agreement knows some of them."""

STANDINGS = (
    ("invited", _("is invited")),
    ("signed", _("has signed")),
    ("member", _("is a member")),
    ("declined", _("has declined")),
    ("left", _("has left, or its part has ended")),
)


class OfState(Asked):
    """A row that speaks of one State; one in which nothing is said is none."""

    state = StatePick(_("State"))

    def __init__(self, *told: Value, **more: Value) -> None:
        super().__init__(*told, **more)
        loosen(self.state)
        self.state.flags.needed = True


def offer_states(field: Rows, law: Law, table: Lifecycle | None = None) -> None:
    """The States of today and the bodies in each row, none chosen at first; with a `table`, those of which it may be asked."""
    for row in field:
        if table:
            row.form.state.offer_counterparts(law, table)
        else:
            row.form.state.offer_everybody(law)
        row.form.state.choices = [
            ("", _("Choose")),
            *((one.value, one.label) for one in row.form.state.choices if one.value),
        ]


class InviteMember(Asked):
    """The same agreement is proposed to further States."""

    heading = _("Propose the team to a further State")
    guidance = _(
        "For each State a draft opens by itself that says the same. Each State signs towards us; we send each the roll of the others. What"
        " the members agree on is the one text: change it for all, or for none."
    )
    states = Rows(OfState, _("States that are to be invited"), noun=_("State"), another=_("Add another State"))

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The States of today, but for those that are invited already."""
        super().offer(dossier, law, officials)
        self.states.flags.needed = True
        offer_states(self.states, law, dossier.table)
        self.invited = {one.counterpart for one in together(dossier)}

    def validate_states(self, field: Rows) -> None:
        """At least one State, none twice, none that is invited already."""
        seen = set(getattr(self, "invited", ()))
        if not field.told:
            raise StopValidation(_("Name the State that is to be invited."))
        for row in field.told:
            if row["state"].data in seen:
                raise StopValidation(_("A State is named twice, or is invited already. Name each once."))
            seen.add(row["state"].data)


class AskOtherStates(InviteMember):
    """The same is asked of further States, or bodies."""

    heading = _("Ask the same of further States")
    guidance = _(
        "For each a draft opens by itself that says the same, filed in the same matter; its basis is chosen anew. Change in each what that"
        " State should not read. What another State told in confidence is passed on with its consent only. Where all are to act on one"
        " day, propose the joint action to each once its request was sent."
    )
    states = Rows(OfState, _("States that are to be asked"), noun=_("State"), another=_("Add another State"))


class ProposeChange(Asking):
    """A change in what the members agreed on: it holds with the assent of the other State."""

    trigger = "propose_change"
    heading = _("Propose a change in the agreement")
    guidance = _(
        "Propose it to every member in its own file; it holds for each that agrees. The roll tells the others."
    )
    what = One(
        _("What is to change"),
        choices=(
            ("prolong", _("how long the team works")),
            ("members", _("its members or leaders")),
            ("rules", _("its rules on information, evidence, powers or costs")),
            ("purpose", _("its purpose")),
        ),
        needed=_("Say what is to change."),
    )
    until = Day(_("Until"), needed=_("Give the new last day."), sense=AHEAD)
    words = Text(_("The change, word for word, and why"), needed=_("Say what changes."), rows=6, most=20_000)
    answer_by = Day(_("Please answer by"), sense=AHEAD)
    files = Files(_("Documents"), TAKEN)
    asked_if = {"until": where("what", "prolong")}


class Assenting(AnsweringOne):
    """The other State agrees to a change, or does not. `moves` is the answer that names the day that holds from then on."""

    moves: ClassVar = ""
    days: Mapping[str, str] = {}
    holds = ""
    answer: RadioPick

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The changes that wait, with the day that each proposes."""
        super().offer(dossier, law, officials)
        asked = {name_of(event): event.answers for event in changes_asked(dossier)}
        self.days = {name: told.get(self.moves) or "" for name, told in asked.items()}
        self.question.choices = [
            (one.value, _on(self.days[one.value], asked[one.value].get("hour") or "", one.label))
            for one in self.question.choices
            if one.value in asked
        ]
        self.holds = dossier.table.members.now(dossier).get(self.moves, "") if dossier.table.members else ""
        if self.typed is None and (day := self.days.get(self.question.data or "") or self.holds):
            self[self.moves].data = date.fromisoformat(day)

    def validate_words(self, field: TextAreaField) -> None:
        """Whoever does not agree says why."""
        if self.answer.data == "declined" and not field.data:
            raise StopValidation(_("Say why you do not agree."))

    def as_proposed(self, field: DayField) -> None:
        """Whoever agrees agrees to the day that was proposed."""
        proposed = self.days.get(self.question.data or "", "")
        if self.answer.data == "accepted" and proposed and field.data and field.data.isoformat() != proposed:
            raise StopValidation(
                _(
                    "The other State proposed %(day)s. Agree to that day, or decline and propose another.",
                    day=day_in_words(proposed),
                )
            )

    def answers(self) -> Answers:
        """With the day on which both agree now: the one proposed, or the one that stands."""
        told = super().answers()
        if self.abroad:
            return told
        proposed = self.days.get(told.get("question") or "", "") if told.get("answer") == "accepted" else ""
        return told | {self.moves: proposed or self.holds}


def _on(day: str, hour: str, words: str) -> str:
    """A change as one chooses it: the day that it names, and its words."""
    return joined(" – ", (joined(", ", filter(None, (day_in_words(day), hour))), words)) if day else words


class AnswerChange(Assenting):
    """The other State agrees to the change in the team, or does not."""

    asks = ("propose_change", "answer_change", "words")
    moves = "until"
    heading = _("Answer a proposed change")
    question = Pick(_("Change that is answered"), needed=_("Choose the change that is answered."))
    answer = One(
        _("We"),
        choices=(("accepted", _("agree")), ("declined", _("do not agree; the agreement stands as it is"))),
        needed=_("Say whether you agree."),
    )
    signed_by = Line(_("Signed by"), _("Name and function."), needed=_("Name who signs."))
    words = Text(_("Reasons, or what is to be observed"), rows=4, most=10_000)
    until = Day(
        _("From then on the team works until"), _("The day that was proposed, or the one that stands."), sense=OPEN
    )
    files = Files(_("Documents"), TAKEN)

    def validate_until(self, field: DayField) -> None:
        """The day that was proposed."""
        self.as_proposed(field)


class DeclineProlongation(Enclosing):
    """The team ends on its day."""

    heading = _("Decline to prolong the team")
    reason = Text(_("Why"), needed=_("Say why."), rows=3, most=5000)


class SecondOfficial(Enclosing):
    """An official of one State works with the team on the territory of the other."""

    heading = _("A seconded official")
    official = Line(_("Name and function"), needed=_("Name the official."))
    authority = Line(_("Authority that seconds the official"), needed=_("Name the authority."))
    powers = Text(
        _("What the official may do there, under whose direction"),
        _("Presence at acts, acts entrusted by the leader, arms."),
        needed=_("Say what the official may do."),
        rows=4,
        most=10_000,
    )
    from_day = Day(_("From"), needed=_("Give the first day."), sense=OPEN)
    until = Day(_("Until"), needed=_("Give the last day."), sense=AHEAD)

    def validate_until(self, field: DayField) -> None:
        """It ends after it begins."""
        if field.data and self.from_day.data and field.data < self.from_day.data:
            raise StopValidation(_("The last day must not come before the first."))


class ShareEvidence(Conditioned):
    """What one member gathered is handed over to the team."""

    heading = _("Hand evidence over to the team")
    inventory = Text(_("What is handed over"), _("One thing per line."), needed=_("List what is handed over."), rows=6)
    obtained = Text(
        _("How, when and by whom it was obtained"), needed=_("Say how it was obtained."), rows=3, most=10_000
    )
    terms = Text(_("Conditions, use, return"), BINDS, rows=3, most=5000)
    files = Files(_("Evidence"), TAKEN)


class LeaveTeam(Enclosing):
    """One State leaves; the others go on."""

    heading = _("Leave the team")
    left_on = Day(_("Left on"), needed=_("Give the date."), sense=RECENT)
    reason = Text(_("Why"), needed=_("Say why."), rows=3, most=5000)
    told = Text(_("What becomes of evidence, officials and undertakings"), rows=3, most=10_000)


class MemberRow(OfState):
    """One other member, as the leading State knows it."""

    standing = Pick(_("How it stands"), choices=(("", _("Choose")), *STANDINGS))
    signed_by = Line(_("Signed by"))
    signed_on = Day(_("On"), sense=PAST)
    until = Day(_("Until"), sense=OPEN)
    day = Day(_("Acts on"), sense=OPEN)
    hour = Line(_("Hour, and time zone"))
    changes = Text(_("What was agreed otherwise with it"), rows=2, most=10_000)


class SendRoll(Enclosing):
    """Who else takes part: proposed from the other files of the same agreement."""

    heading = _("The roll of the members")
    guidance = _(
        "The other State learns who else was invited, has signed, and takes part. It is filled in from your files with the others."
    )
    members = Rows(MemberRow, _("The other members"), noun=_("Member"), another=_("Add another member"))
    words = Text(_("What else the members should know"), rows=3, most=10_000)
    digest = HiddenField()

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The other members as they stand, and the sum of the one text."""
        super().offer(dossier, law, officials)
        membership = dossier.table.members
        if membership and not self.abroad and dossier.side == "requesting":
            if self.typed is None or not self.members.told:
                self._propose(membership.others(dossier))
            self.digest.data = membership.text(dossier)
        holds = membership.now(dossier) if membership else {}
        for row in self.members:
            for name in (name for name in DAYS if name not in holds):
                row.form.drop(name)
        offer_states(self.members, law)

    def _propose(self, found: Iterable[Member]) -> None:
        while self.members.entries:
            self.members.pop_entry()
        for row in rows(found):
            dates = {name: date.fromisoformat(row[name]) for name in ("signed_on", "until", "day") if row.get(name)}
            self.members.append_entry({**row, **dates})

    def validate_members(self, field: Rows) -> None:
        """Of each member it is said how it stands."""
        if not field.told or any(not row["standing"].data for row in field.told):
            raise StopValidation(_("Name the other members, and how each stands."))
