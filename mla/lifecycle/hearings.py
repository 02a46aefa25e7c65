"""When and where a measure is carried out, and what a witness who comes of free will may rely on.

Ljubljana-The Hague Convention, 32(3) (date and place of execution told on request, officials who wish to attend), 35 (invitation
of a witness or expert, whose answer is told without delay), 37 (safe conduct, which ends 15 consecutive days after the official
notice that the person is no longer needed). That a record is sent to be signed is practice.
"""

from __future__ import annotations

from mla.canonical import Answers
from mla.lifecycle import guards
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.questions import waiting
from mla.lifecycle.terms import Limit, Role, Side, Step
from mla.lifecycle.text import RequestText
from mla.words import _

REQUESTING, REQUESTED = Side.REQUESTING, Side.REQUESTED
INVITING = ("appearance", "service")
"""The kinds of help by which somebody is asked to come."""


def hearings(at_work: tuple[str, ...], known: tuple[str, ...]) -> tuple[Step, ...]:
    """Dates and places while measures are carried out (`at_work`); records to be signed, and witnesses, as long as both States `know` the request."""
    casework = (Role.EXAMINER, Role.DECIDER)
    writers = (Role.SIGNATORY, Role.DECIDER)
    return (
        Step("tell_date", at_work, None, REQUESTED, casework, _("Tell date and place of execution"), _("Date and place told"),
             "notice_of_date", crosses=True, checks=(guards.new_number("tell_date"), earlier_date_waits), effect="record",
             says="words", usual=True),
        Step("reply_on_date", at_work, None, REQUESTING, (Role.DRAFTER, Role.SIGNATORY),
             _("Say who will be present, or ask for another date"), _("Answered on date and presence"), "reply_on_date", crosses=True,
             guards=(some_date_waits,), effect="record", says="words"),
        Step("send_transcript", known, None, None, writers, _("Send a record to be signed"), _("Record sent to be signed"),
             "letter_with_transcript", crosses=True, checks=(guards.new_number("send_transcript"),), effect="record", says="what"),
        Step("return_transcript", known, None, None, writers, _("Return a record that was to be signed"),
             _("Record returned"), "return_of_transcript", crosses=True, guards=(some_transcript_waits,),
             checks=(guards.answers_the_other_state,), effect="record", says="words"),
        Step("report_invitation", at_work, None, REQUESTED, casework, _("Tell what a person who was invited answers"),
             _("Answer to an invitation told"), "answer_to_invitation", crosses=True, guards=(somebody_invited,), effect="record",
             says="words"),
        Step("report_arrival", known, None, REQUESTING, (Role.SIGNATORY,), _("Tell that a person has come to be heard"),
             _("Arrival of a person told"), "notice_of_arrival", crosses=True, guards=(somebody_invited,), effect="record", says="words"),
        Step("release_witness", known, None, REQUESTING, (Role.SIGNATORY,), _("Tell that a person who came is no longer needed"),
             _("Person no longer needed"), "notice_of_released_person", crosses=True, guards=(somebody_invited,),
             checks=(guards.new_number("release_witness"),), effect="record", says="by"),
        Step("report_departure", known, None, REQUESTING, (Role.SIGNATORY,), _("Tell that a person who came has left, or stays"),
             _("Departure of a person told"), "notice_of_departure", crosses=True, guards=(somebody_released,), effect="record",
             says="words"),
    )  # fmt: skip


_OVER = ("answer", "refuse", "withdraw")
_GIVEN = (("tell_date", "question"),)

HEARING_LIMITS = (
    Limit("tell_date", ("tell_date", *_OVER), REQUESTED, _("The measure is to be carried out on the day that was told"), field="day",
          purpose="presence", answered_in=_GIVEN, then=_("What became of that day is to be told.")),
    Limit("tell_date", ("tell_date", *_OVER), REQUESTED, _("The technical test of the connection"), field="test_on",
          purpose="presence", mark="P", answered_in=_GIVEN, then=_("Whether the connection works is to be told before the hearing.")),
    Limit("send_transcript", ("return_transcript",), REQUESTED, _("The record is to be signed and returned"), field="answer_by",
          purpose="execution", mark="P", answered_in=(("return_transcript", "question"),), time_of_other=True,
          then=_("Ask what has become of the record.")),
    Limit("release_witness", ("report_departure",), REQUESTING, _("Safe conduct protects the person"), rule="safe_conduct",
          since="noticed_on", purpose="safe_conduct", answered_in=(("report_departure", "question"),), protects=True,
          then=_("Safe conduct no longer protects the person, if the person was free to leave and stayed.")),
)  # fmt: skip


def dates_waiting(dossier: CaseFile) -> list[str]:
    """The dates that were told and have neither passed on record nor been moved, by the names that both States know."""
    return [f"{one.side}-{one.answers['number']}" for one in waiting(dossier.events, "tell_date", "tell_date", "question") if one.answers.get("day")]  # fmt: skip


# Guards
def some_date_waits(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Nobody answers on a date that was not told."""
    return None if dates_waiting(dossier) else _("No date has been told that is still to come.")


def some_transcript_waits(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """A record that nobody sent is not returned; the State that sent one does not return it itself."""
    found = waiting(dossier.events, "send_transcript", "return_transcript", "question")
    return None if found else _("No record waits to be signed.")


def somebody_released(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Of a person who was told to be free to leave it is said what the person did."""
    found = waiting(dossier.events, "release_witness", "report_departure", "question")
    return None if found else _("Of nobody was it told that the person is no longer needed.")


def somebody_invited(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Safe conduct is of a person who was asked to come."""
    asked = any(one.kind in INVITING for one in RequestText.of(dossier).measures)
    return None if asked else _("The request asks nobody to appear, and serves no summons.")


def earlier_date_waits(dossier: CaseFile, _side: Side, answers: Answers) -> str | None:
    """What became of a date is told of one that waits."""
    named = answers.get("question") or "none"
    if named != "none" and named not in dates_waiting(dossier):
        return _("That date has been told of already, or was never told.")
    return None
