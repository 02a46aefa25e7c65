"""What is asked of a lawyer who has read the text of a letter in one language."""

from __future__ import annotations

from wtforms import HiddenField

from forms.base import Asked, Text, Tick
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
