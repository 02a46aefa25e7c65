"""What is asked when criminal proceedings are transferred: the proposal, the file, the decision, the outcome."""

from __future__ import annotations

from collections.abc import Iterable

from forms.base import Asked, Day, Files, Line, One, Text
from forms.conditions import BINDS, Conditioned
from forms.days import OPEN, PAST
from forms.drafting import Draft
from forms.extradition import DOCUMENTS
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord


class ProposeProceedings(Draft):
    """Why the case should go on there, and what there is."""

    heading = "Reasons, evidence, limitation, victims"
    guidance = "The other State only considers a transfer{proceedings}: tell what helps it to take the case over."
    reasons = Text(
        "Why the case should be taken over",
        "Nationality or residence, a sentence or a case there, where the evidence is, no extradition.",
        needed="Say why the case should be taken over.",
        rows=6,
    )
    evidence = Text("Evidence there is", "One piece per line.", needed="List the evidence.", rows=6)
    limitation = Text(
        "Limitation: dates, and what interrupted it", needed="Tell how it stands with limitation.", rows=3
    )
    victims = Text("Victims, and what they claim", needed="Name the victims, or say that none is known.", rows=3)
    earlier = Text(
        "Judgments and proceedings on the same acts, anywhere",
        "Say “none known” if there are none.",
        needed="Say what judgments and proceedings are known, or that none are.",
        rows=3,
    )
    custody = Text("Custody and other measures in force", rows=2, most=5000)
    own = Text("What becomes of our own proceedings", needed="Say what becomes of them.", rows=2, most=5000)
    file = One(
        "The file",
        choices=(("annexed", "is annexed"), ("follows", "follows in certified copies")),
        needed="Say where the file is.",
    )


class SendFile(Conditioned):
    """The file, in certified copies or originals."""

    heading = "Send the file"
    inventory = Text("What is sent", "One piece per line.", needed="List what is sent.", rows=8)
    copy = One(
        "As",
        choices=(("certified", "certified copies"), ("original", "originals")),
        needed="Say whether these are certified copies or originals. Plain copies prove nothing.",
    )
    translation = Line("Translation", "Into which language, and which parts.")
    terms = Text("Return, and other terms", BINDS, rows=2, most=5000)
    files = Files("The file", DOCUMENTS)


class AcceptProceedings(Asked):
    """The case is taken over."""

    heading = "Take over the proceedings"
    decided_by = Line("Decision of", needed="Name the authority that decided.")
    decided_on = Day("Of", needed="Give the date.", sense=PAST)
    authority = Line("Prosecuting authority and its contact", needed="Name the prosecuting authority.")
    extent = Text("For which acts", "Leave empty if for all.", rows=2, most=5000)
    files = Files("The decision", DOCUMENTS)


class RefuseProceedings(Asked):
    """The case is not taken over."""

    heading = "Refuse to take over the proceedings"
    guidance = "The right to prosecute stays with the State that asked."
    ground = One("Ground", needed="A refusal needs a ground of the instrument.")
    reasons = Text("Reasons", needed="Give the reasons.", rows=6, most=20_000)
    file_back = Line("What becomes of the file")

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The instrument's grounds and nothing else."""
        super().offer(dossier, law, officials)
        self.ground.choices = law.grounds(dossier.instrument, dossier.field)


class OpenProceedings(Asked):
    """Proceedings are pending there."""

    heading = "Proceedings were opened"
    authority = Line("Authority that conducts them", needed="Name the authority.")
    opened_on = Day("Opened on", needed="Give the date.", sense=PAST)
    number = Line("Its case number")
    offences = Text("For which offences of our law", needed="Name the offences.", rows=3, most=5000)


class ReportOwnProceedings(Asked):
    """What the State that asked did with its own case."""

    heading = "What became of the own proceedings"
    what = One(
        "They were",
        choices=(("suspended", "suspended"), ("ended", "ended"), ("resumed", "resumed")),
        needed="Say what became of them.",
    )
    day = Day("On", needed="Give the date.", sense=PAST)
    words = Text("What is to be noted", rows=3, most=5000)


class ReportProceedings(Asked):
    """How the case goes on."""

    heading = "Report on the proceedings"
    words = Text("How they stand", needed="Say how they stand.", rows=5, most=10_000)


class ReportJudgment(Asked):
    """How it ended, with a copy of the decision."""

    heading = "The outcome"
    outcome = One(
        "The case ended with",
        choices=(
            ("conviction", "a conviction"),
            ("acquittal", "an acquittal"),
            ("no_charge", "a decision not to prosecute"),
            ("other", "another end"),
        ),
        needed="Say how it ended.",
    )
    court = Line("Court or authority", needed="Name the court or authority.")
    decided_on = Day("Of", needed="Give the date.", sense=PAST)
    final_on = Day("Final since", sense=PAST)
    told = Text("The decision in short", needed="Tell the decision.", rows=5)
    copy = One(
        "The decision is attached as",
        choices=(("certified", "a certified copy"), ("original", "an original")),
        needed="Say how the decision is attached.",
    )
    files = Files("The decision", DOCUMENTS)


class GiveBackProceedings(Asked):
    """The State that took the case over does not go on with it: the other State may prosecute again."""

    heading = "Give the proceedings back"
    reason = Text("Why", needed="Give the reason.", rows=4, most=10_000)
    from_day = Day("From", needed="Give the day from which the other State may prosecute again.", sense=OPEN)
    file_back = Line("What becomes of the file", needed="Say what becomes of the file.")
