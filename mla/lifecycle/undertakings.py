"""Conditions and undertakings: rows that any kind of request may use by naming them in its table.

Source: Ljubljana-The Hague Convention, art. 30(5) (assistance subject to conditions; the State that accepts them abides
by them), 31 (use), 38 (return). The ledger and its reports are practice.
"""

from __future__ import annotations

from mla.canonical import Answers
from mla.lifecycle.case_file import CaseFile, EventRecord, OfficialRecord
from mla.lifecycle.law_of_field import LawOfField, PeriodRecord
from mla.lifecycle.questions import name_of, running
from mla.lifecycle.terms import Limit, Role, Side, Signature, Step
from mla.words import _


def conditions(
    offered_from: tuple[str, ...], pending: tuple[str, ...], after: tuple[str, ...], over: tuple[str, ...] = ()
) -> tuple[Step, ...]:
    """Offer, answer, undertake, report.

    `offered_from` are the stages at which the requested State may offer, `pending` those at which the request is open,
    `after` those at which what was accepted must still be kept, `over` its ends: conditions on data that were given may follow
    when the request is over (16(3) of the Convention).
    """
    requesting, requested = Side.REQUESTING, Side.REQUESTED
    offered_from, pending = tuple(dict.fromkeys((*offered_from, *over))), tuple(dict.fromkeys((*pending, *over)))
    # fmt: off
    return (
        Step("offer_conditions", offered_from, None, requested, (Role.DECIDER,),
             _("Offer conditions"), _("Conditions offered"), "offer_of_conditions", crosses=True,
             signed=Signature.BY_ANOTHER, effect="enter_conditions", says="remark"),
        answer(pending, requesting, (Role.SIGNATORY,), "answer_to_conditions"),
        Step("undertake", ("transmitted", *pending), None, requesting, (Role.SIGNATORY,),
             _("Give an undertaking"), _("Undertaking given"), "undertakings_given", crosses=True,
             effect="enter_undertakings", says="remark"),
        report(tuple(dict.fromkeys((*pending, *after)))),
    )
    # fmt: on


def answer(pending: tuple[str, ...], side: Side, roles: tuple[Role, ...], paper: str) -> Step:
    """The State that is to keep the conditions accepts or declines each of them."""
    return Step("answer_conditions", pending, None, side, roles,
                _("Accept or decline the conditions"), _("Conditions answered"), paper, crosses=True,
                guards=(some_condition_unanswered,),
                signed=Signature.BY_ANOTHER, effect="settle_conditions", says="remark", usual=True)  # fmt: skip


def report(stages: tuple[str, ...]) -> Step:
    """Either State says how it keeps what it owes."""
    return Step("report_obligation", stages, None, None, (Role.SIGNATORY, Role.DECIDER, Role.EXAMINER),
                _("Report on an obligation"), _("Obligation reported on"), "report_on_obligation", crosses=True,
                guards=(some_obligation_ours,), checks=(owner_reports,),
                effect="note_obligation_kept", says="words")  # fmt: skip


def extension(pending: tuple[str, ...]) -> Step:
    """The requested State gives more time for what it asked by a date, or takes more for its own decision where the instrument lets it."""
    return Step("extend", pending, None, Side.REQUESTED, (Role.EXAMINER, Role.DECIDER),
                _("Extend a time limit"), _("Time limit extended"), "extension_of_time", crosses=True,
                guards=(some_limit_to_extend,),
                signed=Signature.BY_ANOTHER, effect="extend_limit", says="reason")  # fmt: skip


def conditions_limit(*decided: str) -> Limit:
    """The date by which conditions are to be answered; `decided` are the steps that overtake it."""
    return Limit("offer_conditions", ("answer_conditions", "offer_conditions", "withdraw", *decided), Side.REQUESTING,
                 _("The conditions offered are to be answered"), field="answer_by", purpose="consultation",
                 answered_in=(("answer_conditions", "conditions"), ("offer_conditions", "falls")),
                 waits=True, then=_("What depends on the conditions is not given before they are answered."))  # fmt: skip


# Guards
def conditions_settled(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """Results are released when every condition offered was accepted, or fell away."""
    waiting = [str(one.number) for one in dossier.obligations if one.status == "offered"]
    if waiting:
        return _("The requesting State has not yet answered condition %(numbers)s.", numbers=", ".join(waiting))
    declined = [str(one.number) for one in dossier.obligations if one.status == "declined"]
    if declined:
        return _(
            "The requesting State declined condition %(numbers)s. Offer another, let it fall, or refuse.",
            numbers=", ".join(declined),
        )
    return None


def some_condition_unanswered(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """There must be something to answer."""
    if not any(one.status == "offered" for one in dossier.obligations):
        return _("No condition waits for an answer.")
    return None


def some_obligation_ours(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """A State reports on what it owes itself."""
    if not any(one.status == "accepted" and one.owner == dossier.side for one in dossier.obligations):
        return _("There is no obligation of ours to report on.")
    return None


def some_limit_to_extend(dossier: CaseFile, _official: OfficialRecord | None, law: LawOfField) -> str | None:
    """Only a date that we named ourselves, or a period of our own that the instrument lets us prolong, can be put off."""
    if not extendable(dossier) and not prolongable(dossier, law):
        return _("No time limit that we set is running.")
    return None


def prolongable(dossier: CaseFile, law: LawOfField) -> list[tuple[Limit, PeriodRecord, EventRecord]]:
    """The periods of the requested State that run now, and that the instrument lets it prolong, once."""
    done = {e.answers.get("limit") for e in dossier.events if dossier.table.step[e.trigger].effect == "extend_limit"}
    ours = [
        one
        for one in dossier.table.limits
        if one.rule and one.since and one.side is Side.REQUESTED and not one.national
    ]
    return [
        (limit, row, event)
        for limit in ours
        for row in law.limits(dossier.instrument, limit.rule)
        for event in running(limit, dossier.events)
        if row.extension and row.id not in done and event.answers.get(limit.since)
    ]


def extendable(dossier: CaseFile) -> list[tuple[str, str, str]]:
    """The limits on the requesting State's time that were named as a date and run now: name, what is due, that date."""
    every = [
        (limit, event) for limit in dossier.table.limits for event in running(limit, dossier.events) if limit.field
    ]
    named = [
        (limit, event, limit.stands(dossier) if limit.stands else event.answers.get(limit.field))
        for limit, event in every
        if limit.owner(dossier, event) is Side.REQUESTING
    ]
    return [(name_of(limit, event), limit.what, day) for limit, event, day in named if day]


# Checks
def owner_reports(dossier: CaseFile, side: Side, answers: Answers) -> str | None:
    """Nobody reports on what the other State owes."""
    found = next((one for one in dossier.obligations if one.name == answers["obligation"]), None)
    if found is not None and found.owner != side:
        return _("This obligation is the other State's to report on.")
    return None
