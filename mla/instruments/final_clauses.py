"""How States come to take part in an instrument and leave it: what its final clauses say, as its file states them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from mla.instruments.plain import Fact, Kind, Label, Span, Strict, Words


class Entry(Fact, Span):
    """When it enters into force for a State: so long after the State's deposit, and never before it is in force at all.

    It is in force at all `since` a day, or, where that day has not come yet, once so many `deposits` were made.
    `annexes` is the article by which a declaration on an annex that comes later takes effect after the same period.
    """

    since: date | None = None
    article: str = ""
    deposits: int = 0
    annexes: str = ""


class Notice(Fact, Span):
    """How long after its notice a denunciation takes effect."""

    article: str = ""


class Renewable(Fact, Span):
    """A reservation that ends by itself after its term, unless the State renews it."""

    reservation: Words
    article: Words


class Protocol(Fact):
    """A treaty that an instrument's file covers too, and by whose list it is told who takes part in requests of some kinds."""

    code: Words
    kinds: list[Kind]
    name: Label
    entry: Entry = Entry()


class Participation(Strict):
    """How States take part. Every other key is the article that says so; empty where there is no such rule.

    `listed` names what its list of States is of, where the file covers more (its Protocols, say). `signature_until` is the last day on which it could be signed; who comes later accedes.

    `rule` is register (the register of participation knows), none (no State need take part), court (the register knows States, and the other side is a body), or body (a body alone, no register). `entry`, `notice` and `terms` are the periods from which days are computed that nobody has told.
    """

    rule: Literal["register", "none", "court", "body"]
    entry: Entry = Entry()
    notice: Notice = Notice()
    terms: list[Renewable] = []
    protocols: list[Protocol] = []
    listed: Label | None = None
    worldwide: bool = False
    signature: str = ""
    signature_until: date | None = None
    force: str = ""
    requests_decide: str = ""
    cut_off: str = ""
    provisional: str = ""
    refusable: str = ""
    denunciation: str = ""
    annexes: str = ""
    ad_hoc: str = ""
    reservable: list[str] = []
    note: Label | None = None

    @property
    def for_bodies(self) -> bool:
        """Whether it carries requests between a State and an international body, and none between two States."""
        return self.rule in ("court", "body")

    @property
    def registered(self) -> bool:
        """Whether the register tells which States take part."""
        return self.rule in ("register", "court")

    def protocol(self, kind: str) -> Protocol | None:
        """The treaty by whose list it is told who takes part in requests of a kind, where it is not the instrument itself."""
        return next((one for one in self.protocols if kind in one.kinds), None)
