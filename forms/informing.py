"""What is asked when a State gives information without a request, and when the other takes it as evidence."""

from __future__ import annotations

from forms.base import Asked, Day, Line, Text, Tick
from forms.days import PAST
from forms.drafting import Draft


class TellInformation(Draft):
    """What is known, whose information it is, for whom, and what it may be useful for."""

    heading = "The information, for whom, and why it is useful"
    provider = Line("Authority that gives the information", needed="Name the authority that gives the information.")
    receiver = Line("Authority for which it is meant", needed="Name the authority for which it is meant.")
    information = Text("The information", needed="State the information.", rows=10)
    obtained = Text("How it was obtained, and how reliable it is", rows=3, most=10_000)
    useful = Text(
        "Why it may be useful",
        "For which inquiry or proceedings, or for which request that the other State might make.",
        needed="Say why the information may be useful.",
        rows=4,
        most=10_000,
    )
    contact = Line("Contact: name, telephone, secure e-mail", needed="Say who can be asked.")


class LimitUse(Draft):
    """On which conditions the information is given."""

    heading = "Confidentiality, use, and evidence"
    guidance = "Each condition is accepted or declined by the State that receives the information, and then binds it."
    confidentiality = Text("Condition of confidentiality", "Leave empty where there is none.", rows=3, most=5000)
    use = Text("Condition of use", "For example: only for the inquiry named. Leave empty if none.", rows=3, most=5000)
    not_evidence = Tick(
        "It may not be used as evidence before a request for assistance has been granted{spontaneous}",
        "Every letter is then marked as intelligence only.",
    )


class OpenAsEvidence(Asked):
    """The information goes to the file of the proceedings."""

    heading = "Open the information as evidence"
    proceedings = Line("Proceedings, and the authority that conducts them", needed="Name the proceedings.")
    opened_on = Day("Opened on", needed="Give the date.", sense=PAST)
    request = Line("Reference of the request for assistance that was granted", "Where the information was marked.")
    remark = Text("What the other State should know", rows=3, most=5000)
