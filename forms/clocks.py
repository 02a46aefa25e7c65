"""Which day that a form asks for has no limit of its own in the tables, and why: every other day to come starts or ends one.

A key is “form.field”, or “form.list.field” for a row of a list. `tests/rules/test_every_date_has_a_clock.py` holds this table
against every date of every form; docs/law.md prints it.
"""

from __future__ import annotations

WISH = "A wish of the State that asks; what is agreed upon it is what runs."
LEDGER = "It runs in the ledger of conditions and undertakings, also when the request is closed."
AT_HOME = "It runs at home, as what an own authority or a translator owes; the other State knows nothing of it."
MEASURE = "It runs as the day of its measure, as long as the measure is open."
LASTS = "It tells from when or how long something holds; nobody has to act on that day."

WITHOUT_LIMIT: dict[str, str] = {
    "AgreeDetainee.return_by": "The handover names the day again, and it runs from there.",
    "AgreeDetainee.sentence_ends": LASTS,
    "AmendTeam.from_day": LASTS,
    "Answer.return_by": LEDGER,
    "AnswerInPart.return_by": LEDGER,
    "AskDetainee.needed_from": WISH,
    "AskDetainee.return_by": WISH,
    "AskLonger.until": WISH,
    "AskMeasure.deadline": MEASURE,
    "AskMeasure.follow_up": MEASURE,
    "AskMeasure.hearing_on": MEASURE,
    "AskMeasure.latest_service": MEASURE,
    "AskMeasure.period_from": LASTS,
    "AskMeasure.period_to": LASTS,
    "AskProlongation.until": WISH,
    "DecideEnforcement.ends_on": "The end of the sentence; the end of its enforcement is a step, and reports on it have their day.",
    "EndCustody.ended_from": LASTS,
    "EntrustMeasure.due_on": AT_HOME,
    "Extend.until": "It moves the limit that it extends.",
    "Freeze.from_day": LASTS,
    "GiveBackProceedings.from_day": LASTS,
    "NamePerson.identity_documents.valid_until": LASTS,
    "OfferConditions.conditions.due_on": LEDGER,
    "OrderTranslation.due_on": AT_HOME,
    "ProposeTeam.from_day": WISH,
    "ProposeTeam.until_day": WISH,
    "RemindAuthority.due_on": AT_HOME,
    "SendSentencingDocuments.ends_on": LASTS,
    "StateRoute.day": WISH,
    "StateSentence.ends_on": LASTS,
    "Undertake.undertakings.due_on": LEDGER,
    "WriteToAuthority.due_on": AT_HOME,
}
"""Why each of these days starts no limit."""
