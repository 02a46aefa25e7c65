"""What the days are called that obligations and measures name themselves."""

from __future__ import annotations

from mla.lifecycle.terms import Side
from mla.words import _

OBLIGATION_KINDS = {
    "use_limitation": _("Use limitation"),
    "confidentiality": _("Confidentiality"),
    "death_penalty": _("Death penalty"),
    "return_originals": _("Return originals"),
    "return_person": _("Return person"),
    "retrial": _("Retrial"),
    "speciality": _("Speciality"),
    "erasure": _("Erasure"),
    "report_on_use": _("Report on use"),
    "presence": _("Presence"),
    "other": _("Other"),
}
"""What an obligation is about, in a word or two: this leaves the ministry's walls."""

OF_MEASURES = {
    "deadline": (_("Measure %(number)s is wished"), Side.REQUESTED),
    "latest_service": (_("Measure %(number)s: the document is to be served"), Side.REQUESTED),
    "hearing_on": (_("Measure %(number)s: the hearing takes place"), Side.REQUESTED),
    "follow_up": (_("Measure %(number)s: the request for handing over was to follow"), Side.REQUESTING),
}
"""The days that a measure names itself, and whose time each is."""
