"""What is asked of the requesting State: to sign and send, to supply what is missing, to reply, to enquire, to end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms.validators import StopValidation

from forms.base import Asked, Files, Line, One, Text, Tick
from forms.questions import Asking
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.facts import unanswered


class Submit(Asked):
    """Hand the draft to a signatory."""

    heading = "Submit for signature"
    remark = Text("Remark for the signatory", "Stays in this ministry.", rows=3, most=5000)
    private = ("remark",)


class Discard(Asked):
    """Give the draft up."""

    heading = "Discard the draft"
    reason = Line("Reason", needed="Say why the draft is discarded.")


class SendBack(Asked):
    """Back to the drafter."""

    heading = "Send back to the drafter"
    reason = Text("What must change", needed="Say what must change.", rows=4, most=5000)


class Revise(Asked):
    """Take the text back to change it."""

    heading = "Take back and change the text"
    guidance = "A signature already given falls away."
    reason = Line("Reason", needed="Say why the text is taken back.")


class Sign(Asked):
    """Sign the request."""

    heading = "Sign the request"
    guidance = "You sign exactly the text shown on the check page. If it changes, the signature falls away."
    although = Text(
        "Sign although mandatory items are missing, because",
        "Needed only if some are missing. Kept on record in this ministry; the other State does not see it.",
        rows=3,
        most=5000,
    )
    read = Tick("I have read the request and its annexes and sign it", needed="Tick the box to sign.")


class Transmit(Asked):
    """Send the request."""

    heading = "Send the request"
    guidance = "The formal letter is drawn, sealed and sent. After this the text cannot be changed."
    accompanying = Text("Words to accompany the request", "Printed in the letter, or leave empty.", rows=3, most=5000)


class Countersign(Asked):
    """Sign the text as it was changed."""

    heading = "Sign the changed text"
    guidance = "You sign exactly the text as it now stands on the page of the request. If it changes again, the signature falls away."
    read = Tick("I have read the changes and sign the request as changed", needed="Tick the box to sign.")


class Supply(Asked):
    """Supply additional information (art. 28)."""

    heading = "Supply the information"
    guidance = "What was changed in the request goes along, and the letter prints the changed parts as they now read."
    information = Text("The information asked for", needed="Give the information.", rows=16)
    files = Files("Documents to go with the letter", "PDF, PNG, JPEG or TIFF.")


class Supplement(Asked):
    """Send additional information of one's own accord."""

    heading = "Send additional information unasked"
    guidance = "For what has become known since. The text of the request stays as it was sent."
    information = Text("The information", needed="Give the information.", rows=12)
    files = Files("Documents to go with the letter", "PDF, PNG, JPEG or TIFF.")


class Reply(Asked):
    """Reply to the consultation."""

    heading = "Reply to the consultation"
    position = Text("Our position", needed="Give your position.", rows=8)
    conditions = One(
        "The conditions proposed",
        "What is accepted or declined here is so in the ledger; single ones are answered under “Accept or decline”.",
        choices=(("accepted", "are accepted"), ("declined", "are declined"), ("none", "none were proposed")),
        needed="Say whether the conditions are accepted.",
    )
    files = Files("Documents to go with the letter", "PDF, PNG, JPEG or TIFF.")

    proposed = False

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Remember whether the consultation proposed conditions that nobody has answered."""
        super().offer(dossier, law, officials)
        self.proposed = any(one.standing == "offered" and one.side == "requested" for one in dossier.obligations)

    def validate_conditions(self, field: Any) -> None:
        """Conditions that were proposed are answered."""
        if self.proposed and field.data == "none":
            raise StopValidation("Conditions were proposed. Say whether they are accepted.")


class Enquire(Asking):
    """Ask how the request stands (art. 32(2)), as often as needed."""

    trigger = "enquire"
    heading = "Ask how the request stands"
    words = Text("What you wish to know", rows=4, most=5000, needed="Say what you wish to know.")


class Close(Asked):
    """Close the request."""

    heading = "Close the request"
    words = Text("Thanks, and what became of the results", rows=3, most=5000)


class Withdraw(Asked):
    """Withdraw the request (art. 32(2)), because it is not needed any more or because no answer has come."""

    heading = "Withdraw the request"
    CAUSES = (
        ("not_needed", "What was asked is no longer needed"),
        ("unanswered", "No decision and no result has reached us, and we close the request without one"),
    )
    cause = One("Why", "The letter says so, and nothing else.", choices=CAUSES)
    reason = Text("Reason", needed="Give the reason.", rows=3, most=5000)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """A request that was decided on, or is being executed, was answered."""
        super().offer(dossier, law, officials)
        if dossier.side == "requesting" and not unanswered(dossier):
            self.cause.choices = self.CAUSES[:1]
        if not self.cause.data:
            self.cause.data = "not_needed"
