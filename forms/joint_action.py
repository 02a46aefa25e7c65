"""What is asked for a joint action: the one text and day that is proposed to every State, whether it takes part, and the end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wtforms import HiddenField, TextAreaField
from wtforms.validators import StopValidation

from forms.applying import where
from forms.base import Day, Files, Line, One, Pick, Text
from forms.conditions import BINDS, Conditioned
from forms.days import AHEAD, OPEN, RECENT, DayField
from forms.enclosing import Enclosing
from forms.members import Assenting
from forms.questions import Asking
from mla.canonical import Answers
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.joint_action import ASSENTS, CHANGES, ONE_TEXT, PROPOSES, now, others_under_way, proposed
from mla.words import _, day_in_words, joined


class ProposeJointAction(Asking):
    """What all do on one day; the same words to every State."""

    trigger = PROPOSES
    heading = _("Propose a joint action")
    guidance = _(
        "The same is proposed to each State, in its own file: once it was proposed to one, it stands here for the next. What is done on the"
        " territory of this State alone stands in the request itself. Send each the roll of the others when you want it to know of them."
    )
    what = Text(
        _("What is done together"),
        _("For example: searches, arrests, freezing of accounts, in which States and in which order."),
        needed=_("Say what is done together."),
        rows=5,
        most=10_000,
    )
    day = Day(_("The day on which all act"), needed=_("Give the day."), sense=AHEAD)
    hour = Line(_("Hour, and time zone"), _("For example: 06:00, Central European Time."))
    leader = Line(
        _("Authority that leads"), _("And how it is reached on that day."), needed=_("Name the authority that leads.")
    )
    coordinator = Line(
        _("Where it is coordinated"), _("A coordination centre, an agency or a liaison officer, if any.")
    )
    information = Text(
        _("What the members may do with what they learn{use}"),
        _("Who is told what and when, what may be used as evidence, what is said to the public."),
        needed=_("Say what the members may do with what they learn."),
        rows=4,
        most=10_000,
    )
    answer_by = Day(_("Please answer by"), sense=AHEAD)
    files = Files(_("Documents"), TAKEN)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """What was proposed to the other States already."""
        super().offer(dossier, law, officials)
        event = next(map(proposed, others_under_way(dossier)), None)
        if event is None or self.typed is not None or self.abroad:
            return
        for name in ONE_TEXT:
            self[name].data = event.answers.get(name, "")
        holds = now(others_under_way(dossier)[0])
        self.day.data, self.hour.data = date.fromisoformat(holds["day"]), holds["hour"]

    def validate_answer_by(self, field: DayField) -> None:
        """Whoever answers answers before the day."""
        if field.data and self.day.data and field.data > self.day.data:
            raise StopValidation(_("Ask for the answer before the day on which all act."))


class OnProposal(Enclosing):
    """A letter about the action that was proposed last; which one that is goes with it."""

    question = HiddenField()
    holds: Answers = {}

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The proposal that is meant, unless the letter came with its own."""
        super().offer(dossier, law, officials)
        self.holds = now(dossier)
        self.question.data = self.question.data or self.holds["proposal"]


class AnswerJointAction(OnProposal, Conditioned):
    """The requested State takes part, or does not."""

    heading = _("Answer whether we take part in the joint action")
    guidance = _("The request itself is decided by itself: whoever declines may execute it on another day.")
    answer = One(
        _("We"),
        choices=(("accepted", _("take part on the day proposed")), ("declined", _("do not take part"))),
        needed=_("Say whether we take part."),
    )
    signed_by = Line(_("Signed by"), _("Name and function."), needed=_("Name who signs."))
    signed_on = Day(_("On"), needed=_("Give the date."), sense=RECENT)
    day = Day(
        _("The day on which we act"),
        _("The day that was proposed. Another is proposed once we take part."),
        needed=_("Give the day."),
        sense=OPEN,
    )
    authority = Line(
        _("Authority that acts"), _("And how it is reached on that day."), needed=_("Name the authority that acts.")
    )
    changes = Text(_("What is agreed otherwise than proposed"), rows=3, most=10_000)
    terms = Text(
        _("Conditions on which the other members may be told, and use, what we obtain"), BINDS, rows=3, most=5000
    )
    words = Text(_("Reasons, or what is to be observed"), rows=4, most=10_000)
    asked_if = {name: where("answer", "accepted") for name in ("day", "authority", "changes", "terms")}

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The day as it was proposed, which whoever answers agrees to or not."""
        super().offer(dossier, law, officials)
        if not self.holds["day"]:
            return
        on = joined(", ", filter(None, (day_in_words(self.holds["day"]), self.holds["hour"])))
        self.guidance = _("It is proposed that all act on %(day)s. %(besides)s", day=on, besides=self.guidance)
        if self.typed is None:
            self.day.data = date.fromisoformat(self.holds["day"])

    def validate_day(self, field: DayField) -> None:
        """Whoever takes part acts on the day that was proposed."""
        proposed = self.holds.get("day")
        if not self.abroad and field.data and proposed and field.data.isoformat() != proposed:
            raise StopValidation(
                _(
                    "The other State proposed %(day)s. Agree to that day, or decline and propose another.",
                    day=day_in_words(proposed),
                )
            )

    def validate_words(self, field: TextAreaField) -> None:
        """Whoever does not take part says why."""
        if self.answer.data == "declined" and not field.data:
            raise StopValidation(_("Say why we do not take part."))


class ChangeJointAction(Asking):
    """Another day, or other terms: they hold with the assent of the other State."""

    trigger = CHANGES
    heading = _("Propose a change in the joint action")
    guidance = _(
        "Propose it to every member in its own file; it holds for each that agrees. The roll tells the others."
    )
    what = One(
        _("What is to change"),
        choices=(
            ("day", _("the day or the hour")),
            ("members", _("its members, or who leads")),
            ("rules", _("what the members may do with what they learn")),
            ("purpose", _("what is done together")),
        ),
        needed=_("Say what is to change."),
    )
    day = Day(_("The day on which all act"), needed=_("Give the day."), sense=AHEAD)
    hour = Line(_("Hour, and time zone"))
    words = Text(_("The change, word for word, and why"), needed=_("Say what changes."), rows=6, most=20_000)
    answer_by = Day(_("Please answer by"), sense=AHEAD)
    proposal = HiddenField()
    asked_if = {"day": where("what", "day"), "hour": where("what", "day")}

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The hour as it stands, and which of several proposals is meant."""
        super().offer(dossier, law, officials)
        holds = now(dossier)
        self.proposal.data = self.proposal.data or holds["proposal"]
        if self.typed is None and not self.abroad:
            self.hour.data = holds["hour"]


class AnswerJointChange(Assenting):
    """The other State agrees to the change, or does not."""

    asks = (CHANGES, ASSENTS, "words")
    moves = "day"
    heading = _("Answer a proposed change")
    question = Pick(_("Change that is answered"), needed=_("Choose the change that is answered."))
    answer = One(
        _("We"),
        choices=(("accepted", _("agree")), ("declined", _("do not agree; what was agreed stands as it is"))),
        needed=_("Say whether you agree."),
    )
    signed_by = Line(_("Signed by"), _("Name and function."), needed=_("Name who signs."))
    words = Text(_("Reasons, or what is to be observed"), rows=4, most=10_000)
    day = Day(_("From then on we act on"), _("The day that was proposed, or the one that stands."), sense=OPEN)

    def validate_day(self, field: DayField) -> None:
        """The day that was proposed."""
        self.as_proposed(field)


class EndJointAction(OnProposal):
    """The action was carried out or called off, or this State takes part no longer."""

    heading = _("End our part in the joint action")
    reason = One(
        _("Because"),
        choices=(
            ("done", _("it was carried out")),
            ("off", _("it does not take place")),
            ("left", _("we take part no longer")),
        ),
        needed=_("Say why."),
    )
    ended_on = Day(_("Ended on"), needed=_("Give the date."), sense=RECENT)
    words = Text(
        _("What happened, and what becomes of information and undertakings"), needed=_("Say what happened."), rows=4, most=10_000
    )  # fmt: skip
