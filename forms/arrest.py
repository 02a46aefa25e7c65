"""What is asked in provisional arrest, and in the prosecution that takes the place of extradition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import HiddenField
from wtforms.validators import StopValidation

from forms.base import Asked, Day, Files, Line, One, Several, Text, Tick
from forms.conditions import BINDS, Conditioned
from forms.days import AHEAD, PAST, past
from forms.drafting import Draft
from forms.extradition import DOCUMENTS
from forms.questions import Answering, Asking, name_of
from mla.instruments import Law
from mla.lifecycle import questions
from mla.lifecycle.case_file import CaseFile, OfficialRecord


class ExplainArrest(Draft):
    """Why the person must be arrested now, and what will follow."""

    heading = "Urgency, warrant and promise of a formal request"
    urgency = Text(
        "Why it is urgent, and why arrest is warranted",
        "Risk of flight, where the person was seen, planned journeys.",
        needed="Say why it is urgent and why arrest is warranted.",
        rows=5,
        most=10_000,
    )
    document = Line("Warrant or judgment", needed="Name the warrant or the judgment.")
    court = Line("Issued by", needed="Name the court or judicial authority.")
    dated = Day("Of", needed="Give its date.", sense=PAST)
    exists = Tick(
        "We hold the documents that a formal request needs", needed="Without these documents arrest cannot be asked."
    )
    will_follow = Tick(
        "A formal request for extradition will follow",
        needed="Arrest is asked only where a formal request will follow.",
    )
    alert = Line("INTERPOL notice or diffusion")
    consent_known = Text("What is known of the person's readiness to consent", rows=2, most=2000)


class ReportArrest(Asked):
    """The person was arrested."""

    heading = "The person was arrested"
    arrested_on = Day(
        "Arrested on", "From this day the time for the formal request runs.", needed="Give the date.", sense=PAST
    )
    place = Line("Place", needed="Name the place.")
    court = Line("Court that decides on the detention")
    identity = Text(
        "How the identity was established", needed="Say how the identity was established.", rows=2, most=5000
    )
    last_day = Day(
        "Last day of the arrest without the formal request",
        "As your law or the court sets it, besides what the legal basis fixes{provisional_arrest}.",
        sense=AHEAD,
    )
    last_day_source = Line("Where that last day comes from", "Article and act, or the decision of the court.")
    rights = Tick("The person was told of the right to contact the consular authorities")
    consent = One(
        "Asked about consent to surrender, the person",
        choices=(("yes", "consents"), ("no", "does not consent"), ("not_asked", "has not been asked yet")),
        needed="Say what the person answers.",
    )
    language = Text("In which form and language the formal request is expected, and where", rows=2, most=5000)
    last_days: Sequence[dict[str, str | int]] = ()
    must_name = False

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Know what the legal basis fixes; where it fixes nothing, whoever arrests names the last day."""
        super().offer(dossier, law, officials)
        rule = "provisional_arrest"
        if self.arrested_on.data:
            self.last_days = law.ends(dossier.instrument, rule, self.arrested_on.data)
        self.must_name = dossier.side == "requested" and not law.limits(dossier.instrument, rule)

    def validate_last_day(self, field: Any) -> None:
        """No arrest without a last day, and none that ends before it begins."""
        if self.must_name and not field.data:
            raise StopValidation("The legal basis fixes no days. Give the last day that your law or the court sets.")
        if field.data and self.arrested_on.data and field.data < self.arrested_on.data:
            raise StopValidation("The last day lies before the day of the arrest.")

    def validate_last_day_source(self, field: Any) -> None:
        """A last day has its source."""
        if self.last_day.data and not field.data:
            raise StopValidation("Say where the last day comes from: article and act, or the decision of the court.")

    def answers(self) -> dict[str, Any]:
        """With the last days that the legal basis fixes, so that the letter can print them."""
        return super().answers() | {"last_days": list(self.last_days)}


class RefuseArrest(Asked):
    """Arrest is refused."""

    heading = "Refuse the arrest"
    ground = One("Ground", needed="A refusal needs a ground of the instrument.")
    reasons = Text("Reasons", needed="Give the reasons.", rows=6, most=20_000)
    remedy = Text("What can still be done", rows=2, most=5000)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The instrument's grounds and nothing else."""
        self.ground.choices = law.grounds(dossier.instrument, dossier.field)


class RefuseConsent(RefuseArrest):
    """Consent is refused."""

    heading = "Refuse consent"


class RefuseTransit(RefuseArrest):
    """Transit is refused."""

    heading = "Refuse the transit"


class EndArrest(Asked):
    """The person is released."""

    heading = "The person is released"
    released_on = Day("Released on", needed="Give the date.", sense=past(since="report_arrest.arrested_on"))
    cause = One(
        "Why",
        choices=(
            ("time", "the formal request was not received in time"),
            ("court", "the court ordered the release"),
            ("other", "another reason"),
        ),
        needed="Say why.",
    )
    told = Text("What is to be said about it", rows=3, most=5000)


class Follow(Asked):
    """The formal request is here."""

    heading = "The formal request was received"
    received_on = Day(
        "Received on", "This day stops the time of the provisional arrest.", needed="Give the date.", sense=PAST
    )
    reference = Line("Its reference", needed="Give the reference.")


class TellCustody(Draft):
    """Who is held, what was found, and what this State means to do (the draft of a prosecution file)."""

    heading = "The person, the findings, and what is intended"
    occasion = One(
        "This file is opened because",
        choices=(
            ("refusal", "extradition was refused"),
            ("national", "the person is our national and is not extradited"),
            ("found", "a suspect was found here and nobody has asked yet"),
            ("judgment", "a court obliges us to prosecute or extradite"),
        ),
        needed="Say why the file is opened.",
    )
    reference = Line("Reference of the request that was refused")
    custody = Text("Custody or other measures", needed="Say whether and how the person is held.", rows=3, most=5000)
    findings = Text("What the first inquiry found", needed="Say what was found.", rows=6)
    intention = One(
        "What is intended",
        choices=(
            ("prosecute", "to prosecute here"),
            ("extradite", "to extradite, if a State asks"),
            ("enforce", "to enforce the sentence here"),
        ),
        needed="Say what is intended.",
    )


class SubmitCase(Asked):
    """The case is with the prosecutor."""

    heading = "Submission to the prosecutor"
    authority = Line("Prosecuting authority and its contact", needed="Name the prosecuting authority.")
    submitted_on = Day("Submitted on", needed="Give the date.", sense=PAST)
    number = Line("Its case number")
    wanted = Text("Evidence that is wanted from the State concerned", rows=4, most=10_000)


class EnforceInstead(Asked):
    """The foreign sentence is enforced here."""

    heading = "The sentence is enforced instead"
    court = Line("Court that took the sentence over", needed="Name the court.")
    decided_on = Day("Of", needed="Give the date.", sense=PAST)
    sentence = Text("Sentence to be served, and how it was arrived at", needed="Describe the sentence.", rows=3)
    files = Files("The decision", DOCUMENTS)


class AskEvidence(Asking):
    """What the prosecutor needs."""

    trigger = "ask_evidence"
    heading = "Ask for the evidence"
    wanted = Text("What is needed", "Files, exhibits, witnesses, translations.", needed="Say what is needed.", rows=8)
    answer_by = Day("By when", sense=AHEAD)


class HandOverEvidence(Conditioned):
    """What the State that asked hands over."""

    heading = "Hand over evidence"
    inventory = Text("What is handed over", "One thing per line.", needed="List what is handed over.", rows=8)
    terms = Text("Conditions, return", BINDS, rows=3, most=5000)
    meets = Several("This completes what was asked for", "Nothing where more is to follow, or nobody asked.")
    concerning = ""
    files = Files("Evidence", DOCUMENTS)

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

    def answers(self) -> dict[str, Any]:
        """With the words of what was asked for, so that the letter can repeat them."""
        answers = super().answers()
        return answers | {"concerning": "\n\n".join(self.wanted[name] for name in answers.get("meets", ()))}


class RecordCharge(Asked):
    """The prosecutor charges."""

    heading = "The charge"
    charged_on = Day("Of", needed="Give the date.", sense=PAST)
    offences = Text("Offences charged", needed="Name the offences.", rows=3, most=5000)
    court = Line("Court")


class ReportOutcome(Asked):
    """How it ended."""

    heading = "The outcome"
    outcome = One(
        "The case ended with",
        choices=(
            ("no_charge", "a decision not to charge"),
            ("conviction", "a conviction"),
            ("acquittal", "an acquittal"),
            ("served", "the sentence having been served"),
            ("other", "another end"),
        ),
        needed="Say how it ended.",
    )
    decided_on = Day("Of", needed="Give the date.", sense=PAST)
    told = Text("The decision and its reasons in short", needed="Tell the outcome.", rows=6)
    files = Files("The decision", DOCUMENTS)


class EnquireProsecution(Asking):
    """How does it stand?"""

    trigger = "enquire_prosecution"
    heading = "Ask how the prosecution stands"
    words = Text("What you wish to know", needed="Say what you wish to know.", rows=4, most=5000)


class ReportProgress(Answering):
    """How it stands: an answer to every enquiry that has come."""

    question_kind = ("enquire_prosecution", "report_progress", "enquiries")
    enquiries = HiddenField()
    heading = "Report how the prosecution stands"
    words = Text("How it stands", needed="Say how it stands.", rows=5, most=10_000)


class CloseFile(Asked):
    """The file is closed: the outcome was reported, or it is explained why there is none."""

    heading = "Close the file"
    explanation = Text(
        "Why there is no outcome to report",
        "Needed where none was reported: the person has died, was extradited after all, cannot be found.",
        rows=4,
        most=10_000,
    )
    reported = False

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Remember whether the outcome was reported."""
        self.reported = dossier.stage == "decided"

    def validate_explanation(self, field: Any) -> None:
        """No file is closed in silence."""
        if not self.reported and not field.data:
            raise StopValidation("No outcome was reported. Report it, or explain why there is none.")
