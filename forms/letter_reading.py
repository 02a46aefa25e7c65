"""What is asked of a lawyer who has read the text of a letter in one language."""

from __future__ import annotations

from wtforms import HiddenField

from forms.base import Asked, Line, Text, Tick
from mla.words import _


class ReadLetter(Asked):
    """The text of one letter was read."""

    heading = _("Say that you have read it")
    sure = Tick(
        _("I am a lawyer, I write this language well enough to answer for it, and I have read every sentence above"),
        needed=_("Nobody has read a text who has not read every sentence of it."),
    )
    remark = Text(_("Remark"), _("What is right, what should read otherwise."), rows=3, most=5000)
    words = HiddenField()


class CorrectSentence(Asked):
    """One sentence of a letter is to read otherwise in this installation."""

    heading = _("Correct a sentence")
    now = Text(
        _("The sentence as it is to read"),
        _("Plain words. An ellipsis stands for what the case fills in: leave each where it is, and in its order."),
        needed=_("Write the sentence as it is to read."),
        rows=4,
        most=5000,
    )
    reason = Line(_("Why"), needed=_("Say why it is to read otherwise."))
    seen = HiddenField()
    outrun = False

    def still(self, stands: str) -> bool:
        """Whether the sentence is still the one that the page showed."""
        self.outrun = self.seen.data != stands
        if self.outrun:
            self.now.errors = [
                _("The sentence has changed since you opened this page. It is shown above as it reads now.")
            ]
        return not self.outrun

    def refuse(self) -> None:
        """The sentence cannot be said so."""
        self.now.errors = [
            _(
                "The letter could not be read so. Change at least one word; leave every ellipsis, and the stroke between two ways of "
                "going on, where they are; use no quotation marks and none of < > { } & % #. Some sentences are put "
                "together from pieces and can only be corrected by whoever maintains the system."
            )
        ]


class ConfirmCorrection(Asked):
    """A second official has read it."""

    heading = _("Confirm a corrected sentence")
    read = Tick(
        _("I have read the sentence in both wordings, and the second is right"), needed=_("Tick the box to confirm.")
    )


class TakeCorrectionBack(Asked):
    """The letter says again what it said."""

    heading = _("Take a corrected sentence back")
    guidance = _(
        "Letters that are drawn from now on say again what they said before; letters that left stay as they are."
    )
