"""A request that rests, and one that is taken up again: suspending, closing without a reply, laying aside, going on, reopening."""

from __future__ import annotations

from collections.abc import Iterable

from forms.base import Asked, Day, Several, Text
from forms.days import AHEAD, RECENT
from forms.enclosing import Enclosing
from forms.measures import named_measures
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.words import _


class Suspend(Enclosing):
    """Let the request rest, and tell the other State."""

    heading = _("Suspend the request")
    guidance = _(
        "The request stays at its stage, and what the other State sends is taken as ever. Times of practice and dates that were named"
        " stand still until you say that it goes on; what the law fixes for a person, a property or data runs on."
    )
    reasons = Text(_("Reasons"), needed=_("Give the reasons."), rows=5, most=20_000)
    meanwhile = Text(_("What is, or is not, to be done meanwhile"), rows=3, most=10_000)
    until = Day(_("Expected until"), sense=AHEAD)


class GoOn(Enclosing):
    """The request rests no more."""

    heading = _("Go on with the request")
    guidance = _(
        "Whatever rested goes on from where it stood: a request that was suspended, and one closed without a reply."
    )
    remark = Text(_("What has changed"), rows=3, most=5000)


class CloseUnanswered(Enclosing):
    """Close the file because no reply comes, without withdrawing the request."""

    heading = _("Close without a reply")
    guidance = _(
        "The letter says what came last and which enquiries had no answer, and that a late reply will still be taken. It thanks for nothing"
        " and withdraws nothing. The request stays at its stage, so that a late reply is recorded as what it is. Where help is no longer"
        " needed, withdraw the request instead."
    )
    words = Text(_("What the letter is to say besides"), rows=3, most=5000)


class LayAside(Asked):
    """Let the file rest at home; the other State is told nothing."""

    heading = _("Lay the file aside without a letter")
    guidance = _(
        "Nothing leaves this ministry, and the request stays as it is. No late letter is called late here until the file is taken up again;"
        " for the other State every time runs on."
    )
    reason = Text(_("Why"), needed=_("Say why the file is laid aside."), rows=3, most=5000)
    until = Day(_("Until"), _("Leave it empty where the file is closed without a letter."), sense=AHEAD)


class ResumeFile(Asked):
    """Work on a file that was laid aside."""

    heading = _("Take the file up again")
    reason = Text(_("Why"), needed=_("Say why the file is taken up again."), rows=3, most=5000)


class AskReopening(Enclosing):
    """Ask the State that was asked to take up again what was closed or withdrawn."""

    heading = _("Ask that the request be reopened")
    guidance = _("The other State takes the request up again, or says why not. Until then it stays over.")
    reasons = Text(_("Reasons, and what is still sought"), needed=_("Give the reasons."), rows=6, most=20_000)
    answer_by = Day(_("Please answer by"), sense=AHEAD)


class Reopen(Enclosing):
    """Take up again a request that was over."""

    heading = _("Reopen the request")
    received_on = Day(_("Letter that asks for it received on"), needed=_("Give the date."), sense=RECENT)
    measures = Several(
        _("Measures that are taken up again"), _("What was carried out stays so unless it is named here.")
    )
    words = Text(_("What follows"), rows=3, most=5000)

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The measures of the request, where it asks any."""
        super().offer(dossier, law, officials)
        if dossier.measures:
            self.measures.choices = named_measures(dossier)
        else:
            self.drop("measures")


class DeclineReopening(Enclosing):
    """What was over stays over."""

    heading = _("Decline to reopen the request")
    reasons = Text(_("Reasons"), needed=_("Give the reasons."), rows=5, most=20_000)
