"""What is asked in provisional arrest, and in the prosecution that takes the place of extradition."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import HiddenField, TextAreaField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Several, Text, Tick
from forms.conditions import BINDS, Conditioned
from forms.days import AHEAD, PAST, RECENT
from forms.drafting import Draft
from forms.enclosing import Enclosing
from forms.not_extradited import (
    AWAITED,
    CONCERNS,
    INTENTIONS,
    NOTHING,
    PROSECUTED,
    WHY_NOTHING,
    Instead,
    NotLetGo,
    Present,
    WhyNothing,
)
from forms.questions import Answering, Asking, name_of
from forms.refusing import Refusal
from mla.canonical import Answers
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.lifecycle import questions
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.words import _


class ExplainArrest(Draft):
    """Why the person must be arrested now, and what will follow."""

    heading = _("Urgency, warrant and promise of a formal request")
    urgency = Text(
        _("Why it is urgent, and why arrest is warranted"),
        _("Risk of flight, where the person was seen, planned journeys."),
        needed=_("Say why it is urgent and why arrest is warranted."),
        rows=5,
        most=10_000,
    )
    document = Line(_("Warrant or judgment"), needed=_("Name the warrant or the judgment."))
    court = Line(_("Issued by"), needed=_("Name the court or judicial authority."))
    dated = Day(_("Of"), needed=_("Give its date."), sense=PAST)
    exists = Tick(
        _("We hold the documents that a formal request needs"),
        needed=_("Without these documents arrest cannot be asked."),
    )
    will_follow = Tick(
        _("A formal request for extradition will follow"),
        needed=_("Arrest is asked only where a formal request will follow."),
    )
    alert = Line(_("INTERPOL notice or diffusion"))
    consent_known = Text(_("What is known of the person's readiness to consent"), rows=2, most=2000)


class RefuseArrest(NotLetGo, Refusal):
    """Arrest is refused. Whoever is present is not simply let go."""

    heading = _("Refuse the arrest")
    present = Present()
    instead = Instead(_("What is done instead"), PROSECUTED, AWAITED, NOTHING)
    why_nothing = WhyNothing()
    asked_since = (*Refusal.asked_since, "present", "instead", "why_nothing")
    asked_if = WHY_NOTHING


class RefuseConsent(Refusal):
    """Consent is refused."""

    heading = _("Refuse consent")


class RefuseTransit(Refusal):
    """Transit is refused."""

    heading = _("Refuse the transit")


class Follow(Enclosing):
    """The formal request is here."""

    heading = _("The formal request was received")
    received_on = Day(
        _("Received on"),
        _("This day stops the time of the provisional arrest."),
        needed=_("Give the date."),
        sense=RECENT,
    )
    reference = Line(_("Its reference"), needed=_("Give the reference."))


class TellCustody(Draft):
    """Who is held, what was found, and what this State means to do (the draft of a prosecution file)."""

    heading = _("The person, the findings, and what is intended")
    occasion = One(
        _("This file is opened because"),
        choices=(
            ("refusal", _("extradition was refused")),
            ("national", _("the person is our national and is not extradited")),
            ("found", _("a suspect was found here and nobody has asked yet")),
            ("judgment", _("a court obliges us to prosecute or extradite")),
        ),
        needed=_("Say why the file is opened."),
    )
    concern = One(
        _("This State is told because"),
        _("Each State that is told has a file of its own."),
        choices=CONCERNS,
    )
    reference = Line(_("Reference of the request that was refused"))
    custody = Text(
        _("Custody or other measures"), needed=_("Say whether and how the person is held."), rows=3, most=5000
    )
    findings = Text(_("What the first inquiry found"), needed=_("Say what was found."), rows=6)
    intention = One(
        _("What is intended"),
        choices=INTENTIONS,
        needed=_("Say what is intended."),
    )
    asked_since = ("concern",)


class SubmitCase(Enclosing):
    """The case is with the prosecutor."""

    heading = _("Submission to the prosecutor")
    authority = Line(_("Prosecuting authority and its contact"), needed=_("Name the prosecuting authority."))
    submitted_on = Day(_("Submitted on"), needed=_("Give the date."), sense=RECENT)
    number = Line(_("Its case number"))
    wanted = Text(_("Evidence that is wanted from the State concerned"), rows=4, most=10_000)


class EnforceInstead(Asked):
    """The foreign sentence is enforced here."""

    heading = _("The sentence is enforced instead")
    court = Line(_("Court that took the sentence over"), needed=_("Name the court."))
    decided_on = Day(_("Of"), needed=_("Give the date."), sense=PAST)
    sentence = Text(_("Sentence to be served, and how it was arrived at"), needed=_("Describe the sentence."), rows=3)
    files = Files(_("The decision"), TAKEN)


class AskEvidence(Asking):
    """What the prosecutor needs."""

    trigger = "ask_evidence"
    heading = _("Ask for the evidence")
    wanted = Text(
        _("What is needed"), _("Files, exhibits, witnesses, translations."), needed=_("Say what is needed."), rows=8
    )
    answer_by = Day(_("By when"), sense=AHEAD)


class HandOverEvidence(Conditioned):
    """What the State that asked hands over."""

    heading = _("Hand over evidence")
    inventory = Text(_("What is handed over"), _("One thing per line."), needed=_("List what is handed over."), rows=8)
    terms = Text(_("Conditions, return"), BINDS, rows=3, most=5000)
    meets = Several(_("This completes what was asked for"), _("Nothing where more is to follow, or nobody asked."))
    concerning = ""
    files = Files(_("Evidence"), TAKEN)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The requests for evidence that wait; all of them are chosen at first."""
        super().offer(dossier, law, officials)
        waiting = questions.waiting(dossier.events, "ask_evidence", "hand_over_evidence", "meets")
        self.wanted = {name_of(event): event.answers["wanted"] for event in waiting}
        self.meets.choices = [(name, words[:120]) for name, words in self.wanted.items()]
        if self.meets.data is None:
            self.meets.data = list(self.wanted)
        if not waiting:
            del self.meets

    def answers(self) -> Answers:
        """With the words of what was asked for, so that the letter can repeat them."""
        answers = super().answers()
        return answers | {"concerning": "\n\n".join(self.wanted[name] for name in answers.get("meets", ()))}


class RecordCharge(Enclosing):
    """The prosecutor charges."""

    heading = _("The charge")
    charged_on = Day(_("Of"), needed=_("Give the date."), sense=PAST)
    offences = Text(_("Offences charged"), needed=_("Name the offences."), rows=3, most=5000)
    court = Line(_("Court"))


class ReportOutcome(Asked):
    """How it ended."""

    heading = _("The outcome")
    outcome = One(
        _("The case ended with"),
        choices=(
            ("no_charge", _("a decision not to charge")),
            ("conviction", _("a conviction")),
            ("acquittal", _("an acquittal")),
            ("served", _("the sentence having been served")),
            ("other", _("another end")),
        ),
        needed=_("Say how it ended."),
    )
    decided_on = Day(_("Of"), needed=_("Give the date."), sense=PAST)
    told = Text(_("The decision and its reasons in short"), needed=_("Tell the outcome."), rows=6)
    files = Files(_("The decision"), TAKEN)


class EnquireProsecution(Asking):
    """How does it stand?"""

    trigger = "enquire_prosecution"
    heading = _("Ask how the prosecution stands")
    words = Text(_("What you wish to know"), needed=_("Say what you wish to know."), rows=4, most=5000)


class ReportProgress(Answering):
    """How it stands: an answer to every enquiry that has come."""

    question_kind = ("enquire_prosecution", "report_progress", "enquiries")
    enquiries = HiddenField()
    heading = _("Report how the prosecution stands")
    words = Text(_("How it stands"), needed=_("Say how it stands."), rows=5, most=10_000)


class CloseFile(Enclosing):
    """The file is closed: the outcome was reported, or it is explained why there is none."""

    heading = _("Close the file")
    explanation = Text(
        _("Why there is no outcome to report"),
        _(
            "The instrument asks that whoever is not extradited be prosecuted{prosecution}. Needed where no outcome was reported: the person"
            " has died, was extradited after all, cannot be found."
        ),
        rows=4,
        most=10_000,
    )
    reported = False

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Remember whether the outcome was reported."""
        super().offer(dossier, law, officials)
        self.reported = dossier.stage == "decided"

    def validate_explanation(self, field: TextAreaField) -> None:
        """No file is closed in silence."""
        if not self.reported and not field.data:
            raise StopValidation(_("No outcome was reported. Report it, or explain why there is none."))
