"""Translations: ordered, received, and which letter one travels with. Asked of the entries of the record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from mla.canonical import Answers
from mla.lifecycle.case_file import CaseFile, EventRecord, OfficialRecord
from mla.lifecycle.document_records import AttachmentRecord, name_of
from mla.lifecycle.law_of_field import LawOfField
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Side
from mla.lifecycle.text import RequestText
from mla.words import _

ORDERS, RECEIVES = "note_order", "note_translation"
"""The effects of the steps that deal with translations."""
TRANSLATED, LETTER_TRANSLATED = "text_translated", "letter_translated"
"""Under these names an order keeps the digests of the text of the request, and of the letter, as they were to be translated."""


@dataclass(frozen=True)
class Order:
    """A translation, by the number of the entry that ordered it: of which documents or of which letter, and how it stands.

    `documents` are names of documents (`document_records.py`); `letter` is the step of ours whose letter has not left yet.
    `received` is the number of the entry with which it came. `outcome` is received or cancelled; empty while it is awaited.
    `text` and `said` are the digests of the text of the request and of the letter that were given to the translator.
    """

    number: int
    documents: tuple[str, ...]
    letter: str
    source: str
    target: str
    translator: str
    ordered: datetime
    due_on: str
    cost: str
    outcome: str = ""
    received: int = 0
    received_on: str = ""
    certificate: str = ""
    text: str = ""
    said: str = ""

    @property
    def waits(self) -> bool:
        """Whether the translator still has it."""
        return not self.outcome


class Orders:
    """The translations, read entry by entry."""

    def __init__(self, table: Lifecycle) -> None:
        self.table = table
        self.orders: dict[int, Order] = {}

    def read(self, event: EventRecord) -> None:
        """What an entry changes."""
        step, told = self.table.step.get(event.trigger), event.answers
        if step and step.effect == ORDERS:
            self.orders[event.number] = Order(
                event.number, tuple(told["documents"]), told["letter"], told["source"], told["target"], told["translator"],
                event.at, told["due_on"], told["cost"], text=told.get(TRANSLATED, ""), said=told.get(LETTER_TRANSLATED, ""),
            )  # fmt: skip
        elif step and step.effect == RECEIVES and (order := self.orders.get(int(told["order"]))):
            self.orders[order.number] = replace(
                order, outcome=told["outcome"], received=event.number, received_on=told["received_on"],
                certificate=told["certificate"], cost=told["cost"] or order.cost,
            )  # fmt: skip

    def waiting(self) -> list[Order]:
        """Those that a translator still has, the oldest first."""
        return [order for order in self.orders.values() if order.waits]


def orders(dossier: CaseFile) -> list[Order]:
    """Every translation, the oldest first."""
    told = Orders(dossier.table)
    for event in dossier.events:
        told.read(event)
    return list(told.orders.values())


def order_of(dossier: CaseFile, number: str) -> Order | None:
    """The order with this number."""
    return next((one for one in orders(dossier) if str(one.number) == number), None)


def translations_of(dossier: CaseFile, names: Collection[str]) -> list[AttachmentRecord]:
    """The translations of any of these documents."""
    came = {one.received for one in orders(dossier) if set(one.documents) & set(names)}
    return [one for one in dossier.attachments if one.event_number in came and _of_ours(dossier, one)]


def with_translations(dossier: CaseFile, names: Collection[str]) -> list[str]:
    """These documents, and the translations of any of them: they go together."""
    return list(dict.fromkeys([*names, *map(name_of, translations_of(dossier, names))]))


def files_of(dossier: CaseFile, order: Order) -> list[AttachmentRecord]:
    """The files in which a translation came."""
    mine = (one for one in dossier.attachments if _of_ours(dossier, one))
    return [one for one in mine if order.received and one.event_number == order.received]


# What travels
def goes_abroad(dossier: CaseFile, order: Order) -> bool:
    """Whether a translation waits to travel: what was translated is a letter or an annex of ours that has not left yet."""
    annexes = [one for one in dossier.attachments if _unsent(dossier, one)]
    letter = bool(order.letter) and not _left(dossier, order)
    return letter or any(name_of(one) in order.documents for one in annexes)


def _left(dossier: CaseFile, order: Order) -> bool:
    """Whether the letter that was to be translated has left since."""
    return any(e.trigger == order.letter and e.side == dossier.side and e.number > order.number for e in dossier.events)


def travels(dossier: CaseFile, annex: AttachmentRecord, trigger: str, leaving: Collection[AttachmentRecord]) -> bool:
    """Whether a document is a translation that goes with the letter of this step, or with an annex that leaves with it."""
    order = next((one for one in orders(dossier) if one.received == annex.event_number), None)
    if order is None or not _unsent(dossier, annex) or replaced(dossier, order):
        return False
    return order.letter == trigger or bool({name_of(one) for one in leaving} & set(order.documents))


def replaced(dossier: CaseFile, order: Order) -> bool:
    """Whether a newer translation of the same letter into the same language has come: that one travels."""
    return bool(order.letter) and any(one.outcome == "received" for one in _newer(dossier, order))


def of_letter(dossier: CaseFile, trigger: str) -> list[Order]:
    """The newest translation into each language of a letter that has not left since it was ordered."""
    mine = (one for one in orders(dossier) if one.letter == trigger and one.outcome != "cancelled")
    return [one for one in mine if not _left(dossier, one) and not _newer(dossier, one)]


def outdated(dossier: CaseFile) -> list[Order]:
    """The newest translations of a text of the request that is not sent yet and has been changed since it was ordered."""
    now = RequestText.of(dossier).digest
    brings = {step.trigger for step in dossier.table.steps if step.brings_request}
    return [one for trigger in sorted(brings) for one in of_letter(dossier, trigger) if one.text and one.text != now]


def _newer(dossier: CaseFile, order: Order) -> list[Order]:
    """The later orders of the same letter into the same language that were not cancelled."""
    like = (one for one in orders(dossier) if (one.letter, one.target) == (order.letter, order.target))
    return [one for one in like if one.number > order.number and one.outcome != "cancelled"]


def _unsent(dossier: CaseFile, one: AttachmentRecord) -> bool:
    return _of_ours(dossier, one) and one.role in ("request", "step") and one.sent_by is None


def _of_ours(dossier: CaseFile, one: AttachmentRecord) -> bool:
    return one.side == dossier.side


# Why a step may not be taken
def some_translation_ordered(dossier: CaseFile, _official: OfficialRecord | None, _law: LawOfField) -> str | None:
    """What is received was ordered."""
    return None if any(one.waits for one in orders(dossier)) else _("No translation is awaited.")


def order_still_waits(dossier: CaseFile, _side: Side, answers: Answers) -> str | None:
    """A translation comes once."""
    order = order_of(dossier, answers["order"])
    return None if order and order.waits else _("This translation has been received or cancelled already.")


def translation_brought(_dossier: CaseFile, _side: Side, answers: Answers) -> str | None:
    """A translation that came is there to be read."""
    if answers["outcome"] == "cancelled" or answers["brought"]:
        return None
    return _("Attach the translation.")
