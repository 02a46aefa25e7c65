"""The names in the records that a page shows as words: `letter_of_request` is shown as “Letter of request”.

A name that does not stand here is shown in English: names of fields in words that could not be taken, codes of instruments.
"""

from __future__ import annotations

from mla.lifecycle import LIFECYCLES
from mla.views.paper_names import PAPERS
from mla.words import _, changed

AUDITED = (
    _("Absence ended"),
    _("Absence said"),
    _("Account change proposed"),
    _("Account change rejected"),
    _("Account changed"),
    _("Agreement accepted"),
    _("Agreement arrived"),
    _("Agreement checked"),
    _("Agreement declined"),
    _("Agreement discarded"),
    _("Agreement document"),
    _("Agreement end laid"),
    _("Agreement entered"),
    _("Agreement laid"),
    _("Agreement sent back"),
    _("Agreement version"),
    _("Dossier bound"),
    _("Downloaded"),
    _("Handover countersigned"),
    _("Handover made"),
    _("Identification taken back"),
    _("Identity shown"),
    _("Label changed"),
    _("Label taken off"),
    _("Labelled"),
    _("Letter corrected"),
    _("Letter correction confirmed"),
    _("Letter correction taken back"),
    _("Letter read"),
    _("Package dropped"),
    _("Participation changed"),
    _("Password change failed"),
    _("Peer changed"),
    _("Persons identified"),
    _("Prioritised"),
    _("Refused"),
    _("Reminded"),
    _("Revoked"),
    _("Seal checked"),
    _("Seal incomplete"),
    _("Sent by hand"),
    _("Sheet changed"),
    _("Sign in failed"),
    _("Sign in throttled"),
    _("Signed in"),
    _("Signed out"),
    _("Unit changed"),
)
"""What the audit log tells of."""

STANDINGS = (
    _("Not started"),
    _("In progress"),
    _("Incomplete"),
    _("Done"),
    _("Sought"),
    _("Executing"),
    _("Done in part"),
    _("Impossible"),
    _("Refused"),
    _("Applied"),
    _("Filed"),
    _("Held"),
)
"""How far a section of a draft, a measure, or a package is."""

OF_THE_LAW = (
    _("Acknowledgement"),
    _("Assurance"),
    _("Contents"),
    _("Depositary"),
    _("Enforcement"),
    _("Execution"),
    _("Limitation"),
    _("Measure"),
    _("Notice"),
    _("Request"),
    _("Transmittal"),
    _("Court"),
    _("Mandatory"),
    _("Optional"),
    _("No obligation"),
    _("Discretion"),
    _("Requested"),
    _("Requesting"),
    _("Administering"),
    _("Consult"),
    _("Both"),
    _("Either"),
)
"""Levels of grounds, who pays, who must act within a period, which papers have contents, and of what an instrument is silent."""

OF_NATIONAL_LAW = (
    _("Assistance granted"),
    _("Assistance refused"),
    _("Extradition granted"),
    _("Extradition refused"),
    _("Extradition ruling"),
    _("Custody"),
    _("Freezing"),
    _("Confiscation"),
    _("Transfer granted"),
    _("Transfer refused"),
    _("Proceedings refused"),
    _("Decides"),
    _("Executes"),
    _("Decision"),
    _("Service"),
    _("Oath"),
    _("Caution"),
    _("Refusal"),
    _("Presence"),
    _("Counsel"),
    _("Interpreter"),
    _("Recording"),
    _("Video"),
)
"""What remedies lie against, what authorities do, from what a period counts, what formalities are about."""

ROLES = {
    "drafter": _("drafter"),
    "signatory": _("signatory"),
    "registrar": _("registrar"),
    "examiner": _("examiner"),
    "decider": _("decider"),
    "auditor": _("auditor"),
    "administrator": _("administrator"),
}
"""What officials are entrusted with."""

_KNOWN = {
    text.lower().replace(" ", "_"): text for text in (*PAPERS, *AUDITED, *STANDINGS, *OF_THE_LAW, *OF_NATIONAL_LAW)
}


def words(name: str) -> str:
    """A name as a page shows it: letter_of_request becomes “Letter of request”."""
    return _KNOWN.get(name) or capital(changed(name, lambda told: told.replace("_", " ")))


def kind(name: str) -> str:
    """A kind of request, or a field of the law, as a page names it."""
    return LIFECYCLES[name].title if name in LIFECYCLES else words(name)


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return changed(text, lambda words: words[:1].upper() + words[1:])


def role(name: str) -> str:
    """A role as a page names it."""
    return ROLES.get(name, name)
