"""Who is who in the transfer of a sentenced person, and what must be on record before anything is agreed or done.

Either State may ask: the one that passed the sentence, or the one that is to enforce it. The table of the transfer asks
here which of the two a side is. Source: Ljubljana-The Hague Convention, arts. 67, 70, 71, 72.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from mla.canonical import Answers
from mla.lifecycle import facts
from mla.lifecycle.case_file import CaseFile, OfficialRecord, Written
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.terms import Check, Guard, Side
from mla.words import _

SENTENCING, ADMINISTERING = "sentencing", "administering"
NAMES = {
    SENTENCING: _("the State that passed the sentence"),
    ADMINISTERING: _("the State that is to enforce the sentence"),
}
GIVEN = ("record_consent_to_transfer", "uphold_request")
REVOKED = "record_consent_revoked"
SENTENCE = "state_sentence"
DOCUMENTS = "send_sentencing_documents"


def wish(dossier: Written) -> Answers:
    """What the request says of who asks, in which case, and what the person wishes; empty where a letter did not tell."""
    answers: Answers = dossier.contents.get("state_wish", {})
    return answers


def side_of(part: str, dossier: Written) -> Side | None:
    """The side on which the sentencing or the administering State stands, or None while that is not known."""
    asking = wish(dossier).get("asking")
    if not asking:
        return None
    return Side.REQUESTING if asking == part else Side.REQUESTED


def administering(dossier: CaseFile) -> Side:
    """The side of the administering State; the State that was asked while that is not known."""
    return side_of(ADMINISTERING, dossier) or Side.REQUESTED


def sentencing(dossier: CaseFile) -> Side:
    """The side of the sentencing State."""
    return administering(dossier).other


def answer_given(dossier: CaseFile, name: str) -> Any:
    """What is known of the sentence: as the sentencing State told it last, else as the request says."""
    return facts.answer_given(dossier, name, DOCUMENTS, SENTENCE)


def consent_stands(dossier: CaseFile) -> bool:
    """Whether the person's consent is on record, was not withdrawn since, and was not found to be involuntary."""
    stands = wish(dossier).get("consent") == "given"
    for event in dossier.events:
        if event.trigger in GIVEN:
            stands = True
        elif event.trigger == REVOKED or (event.trigger == "verify_consent" and event.answers["found"] == "not_free"):
            stands = False
    return stands


def without_consent(dossier: CaseFile) -> bool:
    """Whether the law does not ask the person's consent: a person who fled, a person to be expelled."""
    return wish(dossier).get("case") in ("fled", "expelled")


def fled(dossier: CaseFile) -> bool:
    """Whether the person is in the State that is to enforce the sentence already (71)."""
    return wish(dossier).get("case") == "fled"


# Whose step it is
def only(part: str) -> Guard:
    """A step of one of the two States, whichever of them asked."""

    def guard(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
        return _not_theirs(part, dossier, dossier.our_side)

    return guard


def comes_from(part: str) -> Check:
    """The same, of whoever took the step."""

    def check(dossier: CaseFile, side: Side, _said: Answers) -> str | None:
        return _not_theirs(part, dossier, side)

    return check


def _not_theirs(part: str, dossier: CaseFile, side: Side) -> str | None:
    return _("This is for %(state)s to do.", state=NAMES[part]) if side_of(part, dossier) not in (None, side) else None


# What must be on record
def consent_on_record(dossier: CaseFile, _official: OfficialRecord | None, law: LawOfField) -> str | None:
    """Nobody is transferred against the will, except where the law says so."""
    if without_consent(dossier) or consent_stands(dossier):
        return None
    if any(event.trigger == REVOKED for event in dossier.events):
        return _(
            "The person has withdrawn the consent%(article)s: there is no transfer without it.",
            article=_art(dossier, law, "person_consent"),
        )
    return _(
        "No consent of the person is on record%(article)s. Have it recorded first.",
        article=_art(dossier, law, "person_consent"),
    )


def consent_to_revoke(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Only a consent that the law asks for, and that was given, can be withdrawn."""
    if without_consent(dossier):
        return _(
            "In this case no consent is needed, so none can be withdrawn. The person's opinion is told in a supplement."
        )
    return None if consent_stands(dossier) else _("No consent of the person is on record.")


def opinion_on_record(dossier: CaseFile, _official: OfficialRecord | None, law: LawOfField) -> str | None:
    """Of a person who is to be expelled, the opinion and the order must be known."""
    answers = wish(dossier)
    if answers.get("case") == "expelled" and not (answers.get("opinion") and answers.get("order")):
        return _(
            "The opinion of the person and the order of expulsion are not on record%(article)s.",
            article=_art(dossier, law, "expulsion"),
        )
    return None


def judgment_final(dossier: CaseFile, _official: OfficialRecord | None, law: LawOfField) -> str | None:
    """Only a final judgment is taken over."""
    if answer_given(dossier, "final_on"):
        return None
    return _(
        "It is not on record since when the judgment is final%(article)s. Ask the sentencing State.",
        article=_art(dossier, law, "request"),
    )


def enough_remains(dossier: CaseFile, _official: OfficialRecord | None, law: LawOfField) -> str | None:
    """Enough of the sentence was left when the request was received, or the States make an exception."""
    row = next(iter(law.limits(dossier.instrument, "remaining_transfer")), None)
    if (
        row is None
        or row.months is None
        or answer_given(dossier, "indeterminate")
        or answer_given(dossier, "exception")
    ):
        return None
    months, ends_on, remaining = row.months, answer_given(dossier, "ends_on"), answer_given(dossier, "remaining")
    if ends_on and dossier.received_on:
        enough = dossier.received_on + relativedelta(months=months) <= date.fromisoformat(ends_on)
    else:
        enough = remaining != "" and int(remaining) >= months
    if enough:
        return None
    return _(
        "It is not on record that %(months)s months of the sentence were left when the request was received"
        " (art. %(article)s), nor why an exception is made.",
        months=months,
        article=row.article,
    )


def agreement_stands(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """With the consent, the agreement fell: on a new consent it is given again, and a new day is set."""
    if dossier.stage != "arranged":
        return _(
            "The agreement fell when the consent was withdrawn. Agree to the transfer again, and set a new day, first."
        )
    return None


def held_abroad(dossier: CaseFile, _official: OfficialRecord | None, law: LawOfField) -> str | None:
    """Nobody is handed over who is there already."""
    if not fled(dossier):
        return None
    return _(
        "The person is in the State that is to enforce the sentence%(article)s: nobody is handed over. That State records how the sentence"
        " is enforced there.",
        article=_art(dossier, law, "fled"),
    )


def fled_here(dossier: CaseFile, _official: OfficialRecord | None, law: LawOfField) -> str | None:
    """The State that is asked holds only a person who fled to it (71(2)); any other is held by the State that passed the sentence."""
    if fled(dossier):
        return None
    return _(
        "Only a person who has fled to the State that is to enforce the sentence is arrested there%(article)s.",
        article=_art(dossier, law, "fled"),
    )


def reasons_asked(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Reasons are given where the other State asked for them."""
    asked = [event.trigger for event in dossier.events if event.trigger in ("ask_reasons", "give_reasons")]
    return None if asked[-1:] == ["ask_reasons"] else _("The other State has not asked for reasons.")


def _art(dossier: CaseFile, law: LawOfField, purpose: str) -> str:
    return facts.in_brackets(law.about(dossier.field).article(dossier.instrument, purpose))
