"""Who a protected person is, sealed to the key of the one authority that has to know, and opened there on record.

The identity of a protected person stays in the requesting ministry. Where an authority of the requested State has to know it (to serve
a summons, to give safe conduct), that authority is named with a key of its own; the identity goes along sealed to that key, so that
no ministry on the way can read it; and the authority reports that it opened it. No instrument here prescribes it: it is practice (P).
"""

from __future__ import annotations

from mla.canonical import Answers
from mla.lifecycle import guards
from mla.lifecycle.case_file import CaseFile, EventRecord, OfficialRecord
from mla.lifecycle.items import PersonText
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.questions import waiting
from mla.lifecycle.terms import Role, Side, Signature, Step
from mla.lifecycle.text import RequestText
from mla.words import _

SEALS = "seal_identity"
"""The effect of the step that seals who a person is: it alone brings a sealed file."""

TELLS = "tell_identity"
"""The effect of the step that records, in the requesting ministry alone, who a protected person is."""


def sealed_identities(known: tuple[str, ...]) -> tuple[Step, ...]:
    """As long as both States `know` the request."""
    return (
        Step("name_identity_authority", known, None, Side.REQUESTED, (Role.EXAMINER, Role.DECIDER),
             _("Name the authority that has to know who a protected person is"), _("Authority named that has to know an identity"),
             "naming_of_authority", crosses=True, guards=(somebody_protected,),
             checks=(guards.new_number("name_identity_authority"),), effect="record", says="authority"),
        Step("send_sealed_identity", known, None, Side.REQUESTING, (Role.SIGNATORY,),
             _("Send who a protected person is, sealed to an authority"), _("Identity sent, sealed to an authority"),
             "letter_with_sealed_identity", crosses=True, guards=(somebody_protected, some_authority_named),
             checks=(guards.new_number("send_sealed_identity"), sealed_for_whom_it_was_named, something_to_seal), objection="identity_not_looked_at",
             signed=Signature.BY_ANOTHER, effect=SEALS, says="named"),
        Step("report_identity_opened", known, None, Side.REQUESTED, (Role.EXAMINER, Role.DECIDER),
             _("Report that a sealed identity was opened"), _("Opening of a sealed identity reported"),
             "report_on_opened_identity", crosses=True, guards=(some_identity_waits,), checks=(guards.answers_the_other_state,),
             effect="record", says="concerning"),
        Step("tell_identity", known, None, Side.REQUESTING, (Role.DRAFTER, Role.SIGNATORY),
             _("Record who a protected person is"), _("Identity of a protected person recorded"),
             guards=(somebody_protected,), checks=(somebody_told,), effect=TELLS),
    )  # fmt: skip


def authorities_named(dossier: CaseFile) -> dict[str, EventRecord]:
    """Every naming of an authority, by the name that both States know it by."""
    found = [one for one in dossier.events if one.trigger == "name_identity_authority"]
    return {f"{one.side}-{one.answers['number']}": one for one in found}


def protected_person(dossier: CaseFile, number: object) -> PersonText | None:
    """The protected person with this number."""
    persons = RequestText.of(dossier).persons
    return next((one for one in persons if one.protected and str(one.number) == str(number)), None)


# Guards and checks
def somebody_protected(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Who is not protected is named in the request itself."""
    found = any(one.protected for one in RequestText.of(dossier).persons)
    return None if found else _("The request names no protected person.")


def some_authority_named(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Without a key there is nothing to seal to."""
    return None if authorities_named(dossier) else _("The other State has named no authority, and no key to seal to.")


def some_identity_waits(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """What nobody sent is not opened."""
    found = waiting(dossier.events, "send_sealed_identity", "report_identity_opened", "question")
    return None if found else _("No sealed identity has come of which it is still to be reported that it was opened.")


def sealed_for_whom_it_was_named(dossier: CaseFile, _side: Side, answers: Answers) -> str | None:
    """An authority learns of the persons for whom it was named, and of no other."""
    named = authorities_named(dossier).get(answers.get("question") or "")
    if named is None or answers.get("person") not in named.answers["persons"]:
        return _("That authority was not named for this person.")
    return None


def something_to_seal(dossier: CaseFile, side: Side, answers: Answers) -> str | None:
    """Our own ministry seals what it knows of who the person is."""
    person = protected_person(dossier, answers.get("person"))
    if side.value == dossier.side and (person is None or not (person.identity or person.pictures)):
        return _("Nothing is on record of who this person is.")
    return None


def somebody_told(dossier: CaseFile, _side: Side, answers: Answers) -> str | None:
    """It is recorded of somebody whose identity is protected."""
    return (
        None if protected_person(dossier, answers.get("person")) else _("The request names no such protected person.")
    )
