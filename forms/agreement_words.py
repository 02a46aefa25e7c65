"""The words of the choices on an agreement's pages: what an article rules, which periods there are, what is taken over."""

from __future__ import annotations

from mla.words import _

PURPOSES = (
    ("request", _("The request: on what it rests")),
    ("contents", _("What a request contains")),
    ("refusal", _("Refusal")),
    ("reasons", _("Reasons of a refusal")),
    ("consultation", _("Consultation")),
    ("additional_information", _("Additional information")),
    ("postponement", _("Postponement")),
    ("execution", _("Execution, and how it is told")),
    ("confidentiality", _("Confidentiality")),
    ("use", _("Limits on use")),
    ("data", _("Protection of personal data")),
    ("costs", _("Costs")),
    ("return", _("Return of what was handed over")),
    ("presence", _("Presence of officials")),
    ("channel", _("Channels")),
    ("contact", _("Contact points")),
    ("urgent", _("Urgent requests")),
    ("spontaneous", _("Information without a request")),
    ("team", _("Joint teams")),
    ("assets", _("Freezing and confiscation")),
    ("disposal", _("What becomes of property")),
    ("detainee", _("Detained persons who give evidence")),
    ("provisional_arrest", _("Provisional arrest")),
    ("death_penalty", _("Death penalty")),
    ("simplified", _("Simplified extradition")),
    ("surrender", _("Surrender")),
    ("speciality", _("Speciality")),
    ("re_extradition", _("Re-extradition")),
    ("competing", _("Competing requests")),
    ("transit", _("Transit")),
    ("person_consent", _("Consent of the person")),
    ("documents", _("Supporting documents")),
    ("enforcement", _("Enforcement of the sentence")),
    ("proceedings", _("Transfer of proceedings")),
)
"""What articles of an agreement may be cited for, as far as the page asks; a file may name the others too."""

RULES = (
    ("acknowledgement", _("Acknowledgement of receipt")),
    ("recognition", _("Decision whether help is given")),
    ("execution", _("Carrying out what is asked")),
    ("provisional_arrest", _("Provisional arrest without a request")),
    ("decision_on_consent", _("Decision where the person consents")),
    ("decision_after_arrest", _("Decision after the arrest")),
    ("surrender_due", _("Surrender after the decision")),
    ("surrender_missed", _("Surrender after a day was missed")),
    ("speciality", _("Speciality: time to leave after release")),
    ("safe_conduct", _("Safe conduct: time to leave")),
    ("preservation", _("Preservation of data")),
    ("remaining_sentence", _("Sentence that must remain, for a transfer")),
)
"""The periods that a life cycle runs where an instrument fixes them."""

ACTORS = (
    ("requested", _("The requested State")),
    ("requesting", _("The requesting State")),
    ("both", _("Each of the two States")),
    ("either", _("Either State, whichever does it")),
)
"""Who must act within a period. With the last two, it runs for the State whose step ends it."""

LEVELS_ASKED = (
    ("mandatory", _("Mandatory: the request must be refused")),
    ("optional", _("Optional: the request may be refused")),
    ("no_obligation", _("There is no obligation to help")),
)

TAKEN_OVER = (
    ("measures", _("Its kinds of help")),
    ("crimes", _("Its crimes")),
    ("grounds", _("Its grounds of refusal")),
    ("contents", _("What is customary in a request")),
)
