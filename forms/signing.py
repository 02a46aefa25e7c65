"""What is asked of the requesting State: to sign and send, to supply what is missing, to reply, to enquire, to end."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms.validators import StopValidation

from forms.base import Asked, Files, Line, One, Text, Tick
from forms.enclosing import Enclosing
from forms.offered import RadioPick
from forms.questions import Asking
from mla.documents.kinds import TAKEN
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.facts import unanswered
from mla.words import _


class Submit(Asked):
    """Hand the draft to a signatory."""

    heading = _("Submit for signature")
    remark = Text(_("Remark for the signatory"), _("Stays in this ministry."), rows=3, most=5000)
    private = ("remark",)


class Discard(Asked):
    """Give the draft up."""

    heading = _("Discard the draft")
    reason = Line(_("Reason"), needed=_("Say why the draft is discarded."))
    aware = Tick(
        _("I know what the law asks, and give the file up all the same"),
        needed=_("Tick that you know what the law asks, or leave the file open."),
    )
    asked_since = ("aware",)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """What the law demands stands before whoever gives it up."""
        self.guidance = dossier.table.demands
        if not self.guidance:
            del self.aware
        super().offer(dossier, law, officials)


class SendBack(Asked):
    """Back to the drafter."""

    heading = _("Send back to the drafter")
    reason = Text(_("What must change"), needed=_("Say what must change."), rows=4, most=5000)


class Revise(Asked):
    """Take the text back to change it."""

    heading = _("Take back and change the text")
    guidance = _("A signature already given falls away.")
    reason = Line(_("Reason"), needed=_("Say why the text is taken back."))


class Sign(Asked):
    """Sign the request."""

    heading = _("Sign the request")
    guidance = _("You sign exactly the text that this letter shows. If it changes, the signature falls away.")
    although = Text(
        _("Sign although mandatory items are missing, because"),
        _("Needed only if some are missing. Kept on record in this ministry; the other State does not see it."),
        rows=3,
        most=5000,
    )
    read = Tick(_("I have read the request and its annexes and sign it"), needed=_("Tick the box to sign."))


class Transmit(Asked):
    """Send the request."""

    heading = _("Send the request")
    guidance = _("The formal letter is drawn, sealed and sent. After this the text cannot be changed.")
    accompanying = Text(
        _("Words to accompany the request"), _("Printed in the letter, or leave empty."), rows=3, most=5000
    )


class Countersign(Asked):
    """Sign the text as it was changed."""

    heading = _("Sign the changed text")
    guidance = _(
        "You sign exactly the text as it now stands on the page of the request. If it changes again, the signature falls away."
    )
    read = Tick(_("I have read the changes and sign the request as changed"), needed=_("Tick the box to sign."))


class Supply(Asked):
    """Supply additional information (art. 28)."""

    heading = _("Supply the information")
    guidance = _(
        "What was changed in the request goes along, and the letter prints the changed parts as they now read."
    )
    information = Text(_("The information asked for"), needed=_("Give the information."), rows=16)
    files = Files(_("Documents to go with the letter"), TAKEN)


class Supplement(Asked):
    """Send additional information of one's own accord."""

    heading = _("Send additional information unasked")
    guidance = _("For what has become known since. The text of the request stays as it was sent.")
    information = Text(_("The information"), needed=_("Give the information."), rows=12)
    files = Files(_("Documents to go with the letter"), TAKEN)


class Reply(Asked):
    """Reply to the consultation."""

    heading = _("Reply to the consultation")
    position = Text(_("Our position"), needed=_("Give your position."), rows=8)
    conditions = One(
        _("The conditions proposed"),
        _("What is accepted or declined here is so in the ledger; single ones are answered under “Accept or decline”."),
        choices=(("accepted", _("are accepted")), ("declined", _("are declined")), ("none", _("none were proposed"))),
        needed=_("Say whether the conditions are accepted."),
    )
    files = Files(_("Documents to go with the letter"), TAKEN)

    proposed = False

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """Remember whether the consultation proposed conditions that nobody has answered."""
        super().offer(dossier, law, officials)
        self.proposed = any(one.status == "offered" and one.side == "requested" for one in dossier.obligations)

    def validate_conditions(self, field: RadioPick) -> None:
        """Conditions that were proposed are answered."""
        if self.proposed and field.data == "none":
            raise StopValidation(_("Conditions were proposed. Say whether they are accepted."))


class Enquire(Asking):
    """Ask how the request stands (art. 32(2)), as often as needed."""

    trigger = "enquire"
    heading = _("Ask how the request stands")
    words = Text(_("What you wish to know"), rows=4, most=5000, needed=_("Say what you wish to know."))


class Close(Enclosing):
    """Close the request."""

    heading = _("Close the request")
    words = Text(_("Thanks, and what became of the results"), rows=3, most=5000)


class Withdraw(Enclosing):
    """Withdraw the request (art. 32(2)), because it is not needed any more or because no answer has come."""

    heading = _("Withdraw the request")
    CAUSES = (
        ("not_needed", _("What was asked is no longer needed")),
        ("unanswered", _("No decision and no result has reached us, and we close the request without one")),
    )
    cause = One(_("Why"), _("The letter says so, and nothing else."), choices=CAUSES)
    reason = Text(_("Reason"), needed=_("Give the reason."), rows=3, most=5000)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """A request that was decided on, or is being executed, was answered."""
        super().offer(dossier, law, officials)
        if dossier.side == "requesting" and not unanswered(dossier):
            self.cause.choices = self.CAUSES[:1]
        if not self.cause.data:
            self.cause.data = "not_needed"
