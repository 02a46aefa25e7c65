"""Time limits that every kind of request has, so that each stands once.

What follows when one has passed (`then`) is what the instruments attach to it; where they attach nothing, it says what practice does.
"""

from __future__ import annotations

from mla.lifecycle.deferral import deferral_limit
from mla.lifecycle.resting import REOPENING_LIMIT
from mla.lifecycle.terms import Limit, Side
from mla.words import _

REQUESTING, REQUESTED = Side.REQUESTING, Side.REQUESTED

AS_IT_STANDS = _("It may be decided as it stands.")
TELL_WHY = _("The requesting State is to be told why, and how long it will take.")
SPECIALITY_ENDED = _("Speciality no longer protects the person, if the person was free to leave and stayed.")

PRACTICE = (
    Limit("transmit", ("acknowledge", "withdraw"), REQUESTED, _("Receipt is to be acknowledged (practice, no duty)"),
          days=10, mark="P", yields="acknowledgement", then=_("Ask whether it has arrived, if need be by another channel."), waits=True),
    REOPENING_LIMIT,
)  # fmt: skip
"""Limits that no treaty sets and every kind observes."""


def question_limits(*decided: str) -> tuple[Limit, ...]:
    """The dates that the States themselves named in questions and enquiries; `decided` are the steps that overtake them."""
    return (
        Limit("ask", ("supply", "withdraw", *decided), REQUESTING, _("Additional information is to be supplied"),
              field="answer_by", purpose="additional_information", then=AS_IT_STANDS, waits=True),
        Limit("consult", ("reply", "withdraw", *decided), REQUESTING, _("The consultation is to be answered"),
              field="answer_by", purpose="consultation", then=AS_IT_STANDS, waits=True),
        *further_limits(*decided),
        enquiry_limit(*decided),
    )  # fmt: skip


def further_limits(*decided: str) -> tuple[Limit, ...]:
    """Each further question has its own day, and so has a postponement."""
    return (
        Limit("ask_further", ("answer_further", "withdraw", *decided), REQUESTING, _("The further question is to be answered"),
              field="answer_by", purpose="additional_information", answered_in=(("answer_further", "question"),), then=AS_IT_STANDS, waits=True),
        deferral_limit(*decided),
    )  # fmt: skip


SILENCE = (
    _("Ask again how the request stands, and name the enquiry that has no answer."),
    _("Ask a third time, by another channel that the State’s sheet names."),
    _("Turn to the liaison magistrate or to a contact point of a network, and note what was said."),
    _(
        "Have a note verbale sent through the diplomatic channel: its text stands on the page of each letter that was sent."
    ),
    _("Close the request without a reply by the letter that says so, or leave it open knowingly."),
)
"""What practice does when an enquiry stays without an answer, then a second one, and so on: no law attaches anything to it."""


def enquiry_limit(*decided: str) -> Limit:
    """Each enquiry has its own time; `decided` are the steps that say where the request stands better than a report."""
    return Limit("enquire", ("report_status", "withdraw", *decided), REQUESTED, _("The status enquiry is to be answered"),
                 days=14, purpose="status", mark="P", answered_in=(("report_status", "enquiries"),),
                 then=SILENCE[0], ladder=SILENCE, waits=True)  # fmt: skip


NOTICE_LIMITS = (
    Limit("ask_other_use", ("decide_other_use",), REQUESTED, _("The question on another use is to be answered"),
          field="answer_by", purpose="use", answered_in=(("decide_other_use", "question"),), time_of_other=True,
          then=_("Without an answer there is no consent.")),
)  # fmt: skip
"""The date that a State named when it asked for consent to another use; every question has its own."""


def remedy_limit(decides: str, *ends: str) -> Limit:
    """The last day of each remedy that a decision tells of; the national law of the State that decided fixes it."""
    return Limit(decides, ends, REQUESTED, _("A remedy against the decision is open until"), rows="remedies", field="until",
                 mark="P", then=_("If nobody has used the remedy, the decision stands."))  # fmt: skip


def remand_limits(*ends: str, arrests: str = "") -> tuple[Limit, ...]:
    """How long a person may be held and when the detention is reviewed, as the national law of the requested State has it."""
    review = _("The detention is to be reviewed")
    reviewed = _("The detention is to be reviewed now, and what was decided to be told.")
    return (
        Limit("report_custody", ends, REQUESTED, _("The person may be held until"), national="remand", since="arrested_on",
              then=_("The person is to be released, unless the law allows the detention to be prolonged.")),
        Limit("report_custody", ends, REQUESTED, review, national="remand_review", since="arrested_on",
              only=("reviewed_on", ("", None)), then=reviewed),
        Limit("report_custody", ends, REQUESTED, review, national="remand_review", since="reviewed_on", then=reviewed),
        *((Limit(arrests, ("report_custody", *ends), REQUESTED, review, national="remand_review", since="arrested_on", then=reviewed),)
          if arrests else ()),
    )  # fmt: skip
