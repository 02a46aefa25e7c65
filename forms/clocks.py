"""Which day that a form asks for has no limit of its own in the tables, and why: every other day starts one.

A key is “form.field”, or “form.list.field” for a row of a list. `tests/rules/test_every_date_has_a_clock.py` holds this table
against every date of every form, and the periods against every instrument; docs/law.md prints both.
"""

from __future__ import annotations

WISH = "A wish of the State that asks; what is agreed upon it is what runs."
LEDGER = "It runs in the ledger of conditions and undertakings, also when the request is closed."
AT_HOME = "It runs at home, as what an own authority or a translator owes; the other State knows nothing of it."
MEASURE = "It runs as the day of its measure, as long as the measure is open."
LASTS = "It tells from when or how long something holds; nobody has to act on that day."
GUARDED = "What must remain of the sentence is a condition of the request, and its step asks for it."

MOVES = "It moves the day that was agreed on first, which runs since."
OTHERS = "It is another State’s time, told in the roll."

TO_COME: dict[str, str] = {
    "AmendTeam.from_day": LASTS,
    "AnswerChange.until": MOVES,
    "AnswerJointChange.day": MOVES,
    "ReplyOnDate.another": WISH,
    "Answer.return_by": LEDGER,
    "AnswerInPart.return_by": LEDGER,
    "AskDetainee.return_by": WISH,
    "AskFreezingAgain.until": WISH,
    "AskLonger.until": WISH,
    "AskMeasure.deadline": MEASURE,
    "AskMeasure.follow_up": MEASURE,
    "AskMeasure.hearing_on": MEASURE,
    "AskMeasure.latest_service": MEASURE,
    "AskMeasure.period_from": LASTS,
    "AskMeasure.period_to": LASTS,
    "AskProlongation.until": WISH,
    "EntrustMeasure.due_on": AT_HOME,
    "Extend.until": "It moves the limit that it extends.",
    "Freeze.from_day": LASTS,
    "GiveBackProceedings.from_day": LASTS,
    "NamePerson.identity_documents.valid_until": LASTS,
    "TellIdentity.identity_documents.valid_until": LASTS,
    "OfferConditions.conditions.due_on": LEDGER,
    "OrderTranslation.due_on": AT_HOME,
    "ProlongTeam.until": MOVES,
    "ChangeJointAction.day": WISH,
    "ProposeChange.until": WISH,
    "ProposeJointAction.day": WISH,
    "ProposeTeam.until_day": WISH,
    "SecondOfficial.from_day": LASTS,
    "SendRoll.members.day": OTHERS,
    "SendRoll.members.until": OTHERS,
    "LayAside.until": "It is due as long as the file rests.",
    "RemindAuthority.due_on": AT_HOME,
    "RecordRuling.remedies.until": "The last of them is the day until which an appeal is open, which runs.",
    "SendSentencingDocuments.ends_on": GUARDED,
    "StateSentence.ends_on": GUARDED,
    "Suspend.until": "It is due as long as the request rests.",
    "Undertake.undertakings.due_on": LEDGER,
    "WriteToAuthority.due_on": AT_HOME,
}
"""Why each of these days, which may lie ahead, starts no limit."""

ENDS = "The step that tells it ends what ran; nothing counts from it."
DECIDED = "It dates a decision. The step has its own limits; no instrument here counts from that day."
DATED = "It dates a document or an entry on which the request rests."
FACT = "It is part of what happened; no instrument here counts from it."
NAMED = "The last day is named beside it, and runs."
RECEIPT = "Only some instruments count from receipt, and for some kinds of request: there it runs."

BEEN: dict[str, str] = {
    "AcceptProceedings.decided_on": DECIDED,
    "Acknowledge.received_on": RECEIPT,
    "ReportArrival.arrived_on": "Safe conduct lasts from here until the notice that the person is no longer needed, from which its days run.",
    "ReportDeparture.day": ENDS,
    "ReportIdentityOpened.opened_on": FACT,
    "SendTranscript.heard_on": FACT,
    "AgreeDetainee.decided_on": NAMED,
    "AgreeTeam.signed_on": NAMED,
    "AnswerJointAction.signed_on": NAMED,
    "Confirm.sent_on": ENDS,
    "ConfirmTeam.signed_on": FACT,
    "ConfirmTransfer.decided_on": DECIDED,
    "Confiscate.decided_on": ENDS,
    "DecideEnforcement.decided_on": NAMED,
    "DecidePriority.decided_on": ENDS,
    "DeclineToProsecute.decided_on": ENDS,
    "DiscloseExculpatory.disclosed_on": "The notice itself is what is owed without delay (17(4), 31(2) of the Convention).",
    "Dispose.given_on": ENDS,
    "EndArrest.released_on": ENDS,
    "EndEnforcement.ended_on": ENDS,
    "EndJointAction.ended_on": ENDS,
    "EndTeam.ended_on": ENDS,
    "EnforceInstead.decided_on": ENDS,
    "ExplainArrest.dated": DATED,
    "Follow.received_on": ENDS,
    "GiveBack.day": ENDS,
    "GiveConsent.decided_on": ENDS,
    "HandOverDetainee.day": NAMED,
    "HandOverProperty.day": "What is to come back, and when, is a condition, and runs in the ledger.",
    "InformPerson.informed_on": ENDS,
    "Lend.day": NAMED,
    "LiftFreezing.lifted_on": ENDS,
    "LeaveTeam.left_on": ENDS,
    "LiftInPart.lifted_on": FACT,
    "RecordExpiry.expired_on": ENDS,
    "ReportAccount.balances.on": FACT,
    "ReportPayment.paid_on": ENDS,
    "ReturnEarly.day": "What is returned early is accounted for by a day that is asked beside it.",
    "NamePerson.born_on": FACT,
    "TellIdentity.born_on": FACT,
    "NotifyCompeting.received_on": NAMED,
    "NotifyCompeting.further.received_on": NAMED,
    "OpenAsEvidence.opened_on": FACT,
    "OpenProceedings.opened_on": FACT,
    "PassToProsecutor.passed_on": FACT,
    "PassOn.passed_on": FACT,
    "Realise.sold_on": FACT,
    "ReceiveTranslation.received_on": "It ends what the translator owes, at home.",
    "RecordAppeal.lodged_on": ENDS,
    "BackToCourt.decided_on": DECIDED,
    "ReportHearing.happened_on": FACT,
    "NoteHearing.happened_on": FACT,
    "RecordAuthorityReply.received_on": "It ends what the own authority owes, at home.",
    "RecordCall.asked_on": "The time for the written confirmation counts from the agreement to act, which names its day.",
    "RecordCharge.charged_on": FACT,
    "RecordConsentRevoked.revoked_on": ENDS,
    "RecordConsentToTransfer.given_on": DATED,
    "RecordConsentWithdrawn.withdrawn_on": ENDS,
    "RecordDetaineeConsent.given_on": DATED,
    "RecordFind.found_on": "The file that opens has limits of its own.",
    "RecordRuling.ruled_on": NAMED,
    "RecordTransfer.day": ENDS,
    "Release.released_on": ENDS,
    "Reopen.received_on": "It ends what was asked; the times of the request begin with what is then decided.",
    "ReportAction.day": NAMED,
    "ReportCustody.since": "The periods after an arrest count from the day of the arrest, asked beside it.",
    "ReportDeath.died_on": ENDS,
    "ReportEnforcement.day": NAMED,
    "ReportJudgment.decided_on": DECIDED,
    "ReportJudgment.final_on": DECIDED,
    "ReportLanding.landed_on": NAMED,
    "ReportObligation.discharged_on": "It ends what the ledger says is owed.",
    "ReportOutcome.decided_on": ENDS,
    "ReportOwnProceedings.day": FACT,
    "ReportPassage.left_on": ENDS,
    "ReportReview.decided_on": NAMED,
    "ReportUrgent.done_on": FACT,
    "ReportVerdict.decided_on": ENDS,
    "ReportVerdict.final_on": ENDS,
    "ReturnDetainee.day": ENDS,
    "SendSentencingDocuments.dated": DATED,
    "SendSentencingDocuments.final_on": DATED,
    "SendSentencingDocuments.started_on": DATED,
    "SetTerms.oral_request_on": "The request is itself the confirmation for which that day counted.",
    "StateOffence.acts_from": FACT,
    "StateOffence.acts_until": FACT,
    "StateSentence.dated": DATED,
    "StateSentence.final_on": DATED,
    "StateSentence.started_on": DATED,
    "StateSurrender.surrendered_on": DATED,
    "SendRoll.members.signed_on": DATED,
    "StateTitle.dated": DATED,
    "StateTitle.further.dated": DATED,
    "StateWish.consent_on": DATED,
    "StopUrgent.stopped_on": ENDS,
    "SubmitCase.submitted_on": ENDS,
    "Surrender.day": ENDS,
    "Surrender.detained_from": FACT,
    "TakeOverEnforcement.decided_on": NAMED,
    "TellLanding.landed_on": NAMED,
    "UpholdRequest.given_on": DATED,
    "VerifyConsent.verified_on": DATED,
}
"""Why each of these days, which have been, starts no limit."""

WITHOUT_LIMIT = TO_COME | BEEN

TAKES_PART = "It tells since when or until when a State or an agreement is bound: what may be asked hangs on it, and no time to act."
READ_ON = "It dates what was read; the page says how old that is, and nobody is late."
QUESTION = "It is part of a question to the law, which is answered at once and kept nowhere."
OF_EACH = "It is asked once for several requests: the step that is taken on each of them has the limit."
OF_PAPER = "The step that is recorded with it has the limit; this is the day that its letter bears, or came."
ABSENT = "It says who stands in for whom on which days; no request has a limit by it."

CALENDAR = "It corrects the calendar by which limits are counted, and is no limit itself."

BESIDE_STEPS: dict[str, str] = {
    "CorrectDay.on": CALENDAR,
    "SayAbsence.first": ABSENT,
    "SayAbsence.last": ABSENT,
    "AskAllViews.views_by": OF_EACH,
    "DecideForAll.decided_on": OF_EACH,
    "BasisForm.on": QUESTION,
    "BasisForm.acts_from": QUESTION,
    "BasisForm.acts_until": QUESTION,
    "ListForm.day": READ_ON,
    "SheetForm.checked_on": READ_ON,
    "ParticipationForm.checked_on": READ_ON,
    "MarkSent.sent_on": OF_PAPER,
    "Letter.sent_on": OF_PAPER,
    "Letter.received_on": OF_PAPER,
    "TransmitRecorded.persons.born_on": FACT,
    "TransmitRecorded.persons.identity_documents.valid_until": LASTS,
    "TransmitRecorded.offences.acts_from": FACT,
    "TransmitRecorded.offences.acts_until": FACT,
    "EndAgreement.ends": TAKES_PART,
    **{
        f"{form}.{name}": FACT if name == "born_on" else TAKES_PART
        for form in ("EnterAgreement", "EnterAgreementFile")
        for name in ("signed", "in_force_from", "ends", "born_on")
    },
    **{
        f"ParticipationForm.{name}": TAKES_PART
        for name in (
            "signed", "ratified", "in_force_from", "in_force_by", "provisional_from", "provisional_until", "denounced",
            "denounced_effective", "cut_off",
        )
    },
}  # fmt: skip
"""Why each day of a form that is that of no step starts no limit."""

CONDITION = "A condition of the request, asked when it is decided, and no time that runs."
TREATY = "It computes the days on which a State takes part, and binds no request."
NO_STEP = "No kind of request has the step from which it runs."

NOT_RUNNING: dict[str, str] = {
    "D-LHC-16": TREATY,
    "D-LHC-17": TREATY,
    "D-LHC-18": TREATY,
    "D-LHC-19": TREATY,
    "D-LHC-20": TREATY,
    "D-LHC-11": CONDITION,
    "D-LHC-12": CONDITION,
    "D-ETS112-01": CONDITION,
    "D-ETS24-07": CONDITION,
    "D-ETS30-01": "It counts backwards from the appearance, where a State declared it: the measure names the latest day of service, which runs.",
    "D-ETS182-01": NO_STEP,
    "D-EU-03": "It binds a service provider, and no State.",
    "D-REG1805-02": "The freezing is recorded once it is carried out: between the decision and that there is no step.",
    "D-RS-02": NO_STEP,
}
"""Why each of these periods, which an instrument fixes, runs in no table, by the number of its row."""
