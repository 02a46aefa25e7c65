"""Rows that every kind of request has: the draft and its signature, receipt, status, notices, notes.

A kind names what is its own and takes the rest from here, so that a rule of all kinds stands once.
"""

from __future__ import annotations

from collections.abc import Iterable

from mla.lifecycle import domestic, guards, translations
from mla.lifecycle.deferral import deferral
from mla.lifecycle.named import Named
from mla.lifecycle.opening import Opens
from mla.lifecycle.passing_on import passing_on
from mla.lifecycle.resting import reopening, rest
from mla.lifecycle.sections import edits
from mla.lifecycle.striking import some_entry_to_strike
from mla.lifecycle.terms import Role, Sets, Side, Signature, Stage, StageKind, Step, Task
from mla.words import _

REQUESTING, REQUESTED = Side.REQUESTING, Side.REQUESTED
DRAFTER, SIGNATORY, REGISTRAR = (Role.DRAFTER,), (Role.SIGNATORY,), (Role.REGISTRAR,)
EXAMINER, DECIDER = (Role.EXAMINER,), (Role.DECIDER,)
CASEWORK = (Role.DRAFTER, Role.SIGNATORY, Role.REGISTRAR, Role.EXAMINER, Role.DECIDER)

WRITERS = (Role.DRAFTER, Role.SIGNATORY, Role.EXAMINER, Role.DECIDER)
"""Who writes to the own authorities of a ministry, and has things translated."""

SENT = ("transmitted_on",)
RECEIVED = (*SENT, "received_on")

DRAFT_STAGES = (
    Stage("new", _("New"), seen_as=None, kind=StageKind.UNOPENED),
    Stage("drafting", _("Being drafted"), seen_as=None, waits_for=REQUESTING, kind=StageKind.DRAFT),
    Stage("checking", _("Waiting for signature"), seen_as=None, waits_for=REQUESTING, kind=StageKind.SIGNATURE),
    Stage(
        "signed",
        _("Signed, not yet sent"),
        seen_as=None,
        waits_for=REQUESTING,
        evidence=("signed_digest",),
        kind=StageKind.SIGNATURE,
    ),
    Stage("discarded", _("Discarded"), seen_as=None, ends=True, kind=StageKind.OVER),
    Stage("transmitted", _("Sent"), waits_for=REQUESTED, evidence=SENT, kind=StageKind.UNDER_WAY),
    Stage("received", _("Received"), waits_for=REQUESTED, evidence=RECEIVED, kind=StageKind.ARRIVED),
    Stage(
        "examining",
        _("Being examined"),
        seen_as="received",
        waits_for=REQUESTED,
        evidence=RECEIVED,
        kind=StageKind.ARRIVED,
    ),
)
"""From the first line of the draft to the examiner's desk: the same in every kind."""

BASIS = Task("choose_basis", _("Legal basis"), basis=True, copied=False, says="although")
CASE = Task("describe_case", _("The case and the authority conducting it"))
FACTS = Task("state_facts", _("Summary of the facts"))
OFFENCES = Task("state_offence", _("Offences and penalties"), items="offences", drop="drop_offence")
PERSONS = Task("name_person", _("Persons concerned"), items="persons", drop="drop_person")
TERMS = Task("set_terms", _("Time limits, confidentiality, contact"), between_two=True)
# Documents are attached anew, and the basis is always thought over: it depends on the State.
PAPERS = Task(
    "attach", _("Attachments"), items="attachments", drop="detach", optional=True, documents=True, copied=False
)


def ends(*stages: Stage) -> tuple[Stage, ...]:
    """The last stages of a request, after those of its own."""
    return (
        *stages,
        Stage("closed", _("Closed"), ends=True, evidence=RECEIVED, kind=StageKind.OVER),
        Stage("withdrawn", _("Withdrawn"), ends=True, evidence=SENT, kind=StageKind.OVER),
    )


def draft(tasks: Iterable[Task], sent: Named, paper: str, stages: tuple[Stage, ...]) -> tuple[Step, ...]:
    """Opening, a step for every task, checking, signing and sending; `sent` names what is sent, by `paper`.

    Where the kind knows additional information, the sections that were asked about open again in that stage.
    """
    sections = list(tasks)
    again = ("clarifying",) if any(stage.name == "clarifying" for stage in stages) else ()
    return (
        Step("open", ("new",), "drafting", REQUESTING, DRAFTER, sent.start, sent.opened,
             effect="open_request"),
        *(one for task in sections for one in edits(task, again)),
        Step("submit", ("drafting",), "checking", REQUESTING, DRAFTER, _("Submit for signature"),
             _("Submitted for signature"), guards=(guards.every_task_done, guards.protected_names_hidden),
             effect="record", says="remark", beside_text=True, lays_before=True, leads=True),
        Step("discard", ("drafting",), "discarded", REQUESTING, DRAFTER, _("Discard the draft"), _("Draft discarded"),
             effect="record", says="reason", warns=True),
        Step("send_back", ("checking", "signed"), "drafting", REQUESTING, SIGNATORY,
             _("Send back to the drafter"), _("Sent back to the drafter"),
             effect="undo_signature", says="reason", turns_back=True, beside_text=True),
        Step("revise", ("checking", "signed"), "drafting", REQUESTING, DRAFTER,
             _("Take back and change the text"), _("Taken back to change the text"),
             effect="undo_signature", says="reason", turns_back=True, beside_text=True),
        Step("sign", ("checking",), "signed", REQUESTING, SIGNATORY, sent.sign, sent.signed, guards=(guards.four_eyes,),
             objection="contents_missing",
             effect="sign_text", says="although", beside_text=True, leads=True),
        Step("transmit", ("signed",), "transmitted", REQUESTING, SIGNATORY, sent.send, sent.sent, paper, crosses=True,
             guards=(guards.four_eyes, guards.signature_holds), brings_request=True,
             effect="bring_request", leads=True),
    )  # fmt: skip


def receipt() -> tuple[Step, ...]:
    """The other State takes it in hand."""
    return (
        Step("acknowledge", ("transmitted",), "received", REQUESTED, REGISTRAR,
             _("Acknowledge receipt"), _("Receipt acknowledged"), "acknowledgement_of_receipt", crosses=True,
             implied=True, effect="note_receipt", leads=True),
        Step("assign", ("received",), "examining", REQUESTED, REGISTRAR,
             _("Assign to an examiner"), _("Assigned to an examiner"),
             effect="assign_examiner", leads=True),
        Step("take_up", ("received",), "examining", REQUESTED, EXAMINER,
             _("Go on examining"), _("Examination taken up again"), guards=(guards.examiner_known,),
             effect="record", leads=True),
    )  # fmt: skip


def questions(pending: tuple[str, ...]) -> tuple[Step, ...]:
    """Additional information, and consultation, while it is examined; each leads back to the examiner. At any other stage: `further`."""
    return (
        Step("ask", ("examining",), "clarifying", REQUESTED, EXAMINER, _("Ask for additional information"),
             _("Additional information asked"), "request_for_additional_information", crosses=True,
             effect="record", says="questions"),
        Step("countersign", ("clarifying",), None, REQUESTING, SIGNATORY, _("Sign the changed text"), _("Changed text signed"),
             guards=(guards.text_changed, guards.every_task_done, guards.protected_names_hidden, guards.four_eyes),
             effect="sign_text", usual=True, leads=True),
        Step("supply", ("clarifying",), "received", REQUESTING, SIGNATORY, _("Supply the information"),
             _("Additional information supplied"), "additional_information", crosses=True,
             guards=(guards.every_task_done, guards.protected_names_hidden, guards.four_eyes, guards.change_signed),
             brings_request=True,
             effect="bring_changed_text", says="information", leads=True),
        Step("consult", ("examining",), "consulting", REQUESTED, DECIDER, _("Consult the requesting State"),
             _("Consultation opened"), "consultation", crosses=True,
             effect="record", says="concerns", sets=(Sets("conditions", "offered"),)),
        Step("reply", ("consulting",), "received", REQUESTING, SIGNATORY, _("Reply to the consultation"),
             _("Consultation answered"), "reply_to_consultation", crosses=True,
             effect="settle_conditions_in_reply", says="position", leads=True),
        Step("supplement", ("transmitted", *pending), None, REQUESTING, SIGNATORY, _("Send additional information unasked"),
             _("Additional information sent unasked"), "supplementary_information", crosses=True,
             effect="record", says="information"),
    )  # fmt: skip


QUESTION_STAGES = (
    Stage(
        "clarifying", _("Additional information asked"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.ARRIVED
    ),
    Stage("consulting", _("In consultation"), waits_for=REQUESTING, evidence=RECEIVED, kind=StageKind.ARRIVED),
)


def coordinated(kind: str, pending: tuple[str, ...]) -> Step:
    """The same is asked of several States: a draft for each, which says the same but for the basis; each goes its own way."""
    same = Opens(kind, CASE.trigger, "states", each=True)
    return Step("ask_other_states", ("drafting", "transmitted", *pending), None, REQUESTING, (*DRAFTER, *SIGNATORY),
                _("Ask the same of further States"), _("The same to be asked of further States"), effect="record", opens=same)  # fmt: skip


def status(pending: tuple[str, ...]) -> tuple[Step, ...]:
    """How it stands: asked and told, while it is pending (art. 32(2))."""
    return (
        Step("enquire", ("transmitted", *pending), None, REQUESTING, (Role.DRAFTER, Role.SIGNATORY, Role.REGISTRAR),
             _("Ask how the request stands"), _("Status enquired"), "status_enquiry", crosses=True,
             checks=(guards.new_number("enquire"),),
             effect="record", says="words"),
        Step("report_status", pending, None, REQUESTED, (Role.EXAMINER, Role.REGISTRAR, Role.DECIDER),
             _("Report how the request stands"), _("Status reported"), "status_report", crosses=True,
             effect="record", says="words"),
    )  # fmt: skip


def end(answered: tuple[str, ...], pending: tuple[str, ...], final: tuple[str, ...] = (),
        away: tuple[tuple[str, str], ...] = ()) -> tuple[Step, ...]:  # fmt: skip
    """The requesting State closes what was answered, or withdraws what was not (art. 32(2)).

    A withdrawal that crosses an answer in the post still holds in both States, except over what is `final`: where a
    person was handed over, the letter that says so outweighs the withdrawal. While the person is `away`, in the stages
    named there each with its reason, there is no withdrawal at all.
    """
    open_to_withdrawal = tuple(dict.fromkeys(("transmitted", *pending, *(s for s in answered if s == "received"))))
    crossed = tuple(stage for stage in answered if stage not in (*open_to_withdrawal, *final))
    return (
        Step("close", answered, "closed", REQUESTING, SIGNATORY, _("Close the request"), _("Request closed"),
             "notice_of_closure", crosses=True,
             effect="record", says="words", leads=True),
        Step("withdraw", open_to_withdrawal, "withdrawn", REQUESTING, SIGNATORY,
             _("Withdraw the request"), _("Request withdrawn"), "notice_of_withdrawal", crosses=True, crossed=crossed,
             refused_at=away, checks=(guards.end_not_taken_in,),
             signed=Signature.BY_ANOTHER, effect="record", says="reason", warns=True),
        *reopening(final),
    )  # fmt: skip


def outlasting(stages: tuple[Stage, ...]) -> tuple[str, ...]:
    """The stages at which both States know of the request, its ends among them: what is owed for data and results outlasts the case."""
    return tuple(one.name for one in stages if one.abroad is not None and one.kind is not StageKind.UNDER_WAY)


def over(stages: tuple[Stage, ...]) -> tuple[str, ...]:
    """The ends that both States know of."""
    return tuple(one.name for one in stages if one.abroad is not None and one.kind.decided)


def notices(all_stages: tuple[Stage, ...]) -> tuple[Step, ...]:
    """What either State may have to tell the other at any time once they deal with each other, and when the case is over.

    What comes late (a consignment after the answer, a reply after the request was closed without one) is sent and taken in at any
    end. Wrong or unlawful data (arts. 16(4)), evidence that speaks for the accused (17(4), 31(2)), consent to another use
    or to passing on (16(1), 31(1)).
    """
    senders, stages = (Role.SIGNATORY, Role.DECIDER), outlasting(all_stages)
    return (
        *corrections(stages),
        *rest(all_stages),
        passing_on(all_stages),
        Step("send_late", over(all_stages), None, None, senders, _("Send something further after the end"),
             _("Sent after the end"), "late_consignment", crosses=True, gives=True,
             signed=Signature.BY_ANOTHER, effect="record", says="words"),
        Step("correct_data", stages, None, None, senders, _("Give notice that data are wrong"),
             _("Correction of data notified"), "notice_of_data_correction", crosses=True,
             effect="record"),
        Step("disclose_exculpatory", stages, None, None, senders, _("Give notice of exculpatory disclosure"),
             _("Exculpatory disclosure notified"), "notice_of_exculpatory_disclosure", crosses=True,
             effect="record"),
        Step("ask_other_use", stages, None, None, senders, _("Ask consent to another use or to passing on"),
             _("Consent to another use asked"), "request_for_consent_to_other_use", crosses=True,
             checks=(guards.new_number("ask_other_use"),),
             effect="record"),
        Step("decide_other_use", stages, None, None, senders, _("Answer on another use or passing on"),
             _("Consent to another use answered"), "answer_on_other_use", crosses=True, guards=(guards.other_use_asked,),
             checks=(guards.answers_the_other_state,),
             signed=Signature.BY_ANOTHER, effect="record", says="words", sets=(Sets("words", "accepted", "use_limitation", only=("decision", "given_with")),)),
    )  # fmt: skip


def further(stages: tuple[str, ...]) -> tuple[Step, ...]:
    """Additional information, consultation and postponement at any stage (28, 56(3); 30(5), 32(4), 51(3), 62): the request stays where it is."""
    return (
        Step("ask_further", stages, None, REQUESTED, (Role.EXAMINER, Role.DECIDER),
             _("Ask or consult, the request staying where it is"), _("Further question asked"), "further_question", crosses=True,
             checks=(guards.new_number("ask_further"),), effect="record", says="question"),
        Step("answer_further", stages, None, REQUESTING, (Role.DRAFTER, Role.SIGNATORY), _("Answer a further question"),
             _("Further question answered"), "answer_to_further_question", crosses=True, guards=(guards.further_asked,),
             checks=(guards.answers_the_other_state,), effect="record", says="words"),
        *deferral(stages),
    )  # fmt: skip


def corrections(stages: tuple[str, ...]) -> tuple[Step, ...]:
    """What was told abroad wrongly is told again."""
    return (
        Step("correct_letter", stages, None, None, (Role.SIGNATORY, Role.DECIDER, Role.REGISTRAR),
             _("Correct a letter that was sent"), _("Letter corrected"), "letter_of_correction", crosses=True,
             guards=(guards.some_letter_sent,), signed=Signature.BY_ANOTHER, effect="put_right", says="reason"),
    )  # fmt: skip


def comparison(stages: tuple[str, ...]) -> Step:
    """Dual criminality: the conduct set beside both laws, for oneself alone."""
    return Step("compare_law", stages, None, None, (Role.DRAFTER, Role.EXAMINER),
                _("Compare the laws of both States"), _("Laws compared"), guards=(guards.some_offence,),
                effect="compare_offence", says="reasons")  # fmt: skip


def inside(stages: tuple[Stage, ...]) -> tuple[Step, ...]:
    """Within one ministry, at any time; the other State never learns of these."""
    everywhere = tuple(stage.name for stage in stages if stage.kind is not StageKind.UNOPENED)
    underway = tuple(stage.name for stage in stages if stage.seen_as and not stage.ends)
    return (
        Step("correct_entry", everywhere, None, None, CASEWORK, _("Correct an entry of the record"), _("Entry corrected"),
             guards=(guards.some_entry_recorded,), effect="put_right", says="reason"),
        Step("strike_out", everywhere, None, None, (Role.REGISTRAR, Role.SIGNATORY, Role.DECIDER),
             _("Strike out a letter recorded in error"), _("Entry struck out"), guards=(some_entry_to_strike,),
             effect="put_aside", says="reason", warns=True),
        Step("discard_registration", underway, "discarded", REQUESTED, REGISTRAR,
             _("Discard a registration made by mistake"), _("Registration discarded"),
             guards=(guards.nothing_told_abroad,), by_letter=True, effect="record", says="reason", warns=True),
        Step("note", everywhere, None, None, CASEWORK, _("Add an internal note"), _("Internal note added"),
             effect="record", says="words"),
        Step("involve", everywhere, None, None, CASEWORK, _("Bring in a colleague"), _("Colleague brought in"),
             effect="add_to_team"),
        Step("reassign", everywhere, None, None, CASEWORK, _("Hand over to a colleague"), _("Handed over to a colleague"),
             guards=(guards.somebody_deals_with_it,), effect="change_officer", says="reason"),
        Step("adopt_table", everywhere, None, None, (Role.ADMINISTRATOR,), _("Move to the new life cycle"),
             _("Moved to the new life cycle"), effect="change_table"),
        *at_home(everywhere),
        Step("follow_on", everywhere, None, None, CASEWORK, _("Say on which request this one follows"),
             _("Request on which this one follows recorded"), effect="put_after", says="words"),
        Step("file_in_matter", everywhere, None, None, CASEWORK, _("File in a matter"), _("Filed in a matter"),
             effect="put_into_matter"),
    )  # fmt: skip


def at_home(stages: tuple[str, ...]) -> tuple[Step, ...]:
    """What either ministry has to do with its own courts, prosecutors and translators; the other State never learns of it."""
    return (
        Step("write_to_authority", stages, None, None, WRITERS, _("Write to an own authority"), _("Own authority written to"),
             "letter_to_authority", domestic=True, effect="ask_authority", says="remark"),
        Step("record_authority_reply", stages, None, None, (*WRITERS, Role.REGISTRAR),
             _("Record the reply of an own authority"), _("Reply of an own authority recorded"),
             guards=(domestic.some_authority_written_to,), checks=(domestic.letter_still_waits, domestic.reply_says_something),
             effect="note_reply", says="words"),
        Step("remind_authority", stages, None, None, WRITERS, _("Remind an own authority"), _("Own authority reminded"),
             "reminder_to_authority", domestic=True, guards=(domestic.some_reply_awaited,),
             checks=(domestic.letter_still_waits,), effect="note_reminder", says="remark"),
        Step("order_translation", stages, None, None, (*WRITERS, Role.REGISTRAR), _("Order a translation"), _("Translation ordered"),
             effect="note_order", says="remark"),
        Step("receive_translation", stages, None, None, (*WRITERS, Role.REGISTRAR), _("Record a translation received"),
             _("Translation received"), guards=(translations.some_translation_ordered,),
             checks=(translations.order_still_waits, translations.translation_brought),
             effect="note_translation", says="remark"),
    )  # fmt: skip
