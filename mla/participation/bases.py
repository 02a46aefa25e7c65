"""Which legal bases serve a request between two States, best first, with what speaks for each and what against."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mla.instruments import Law
from mla.instruments.schema import ASSISTANCE, REQUESTS, Instrument
from mla.instruments.states import state_told
from mla.languages import of_letters
from mla.participation.cut_off import Act
from mla.participation.facts import Register
from mla.participation.marks import letters
from mla.participation.pair import APPLICABLE, FORCE, Status, unfit
from mla.participation.status import TreatyStatus, pair_status
from mla.words import _, by_language, changed, joined

ORDER = [
    Status.IN_FORCE,
    Status.LISTED,
    Status.PROVISIONAL_BOTH,
    Status.BELIEVED,
    Status.PROVISIONAL_ONE,
    Status.UNKNOWN,
    Status.NOT_NEEDED,
    Status.PROVISIONAL_ALONE,
    Status.SIGNED_ONLY,
    Status.NOT_LISTED,
    Status.NONE,
]


@dataclass(frozen=True)
class Basis:
    """One instrument as the basis of this request. `usable` says whether a request may rest on it without more."""

    code: str
    name: str
    short: str
    treaty_status: TreatyStatus
    usable: bool
    covered: tuple[str, ...]
    uncovered: tuple[str, ...]
    lacking: tuple[str, ...]
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    _place: tuple[int, ...] = ()

    @property
    def verdict(self) -> str:
        """In a word: usable, to be verified, or not usable."""
        if self.treaty_status.status is Status.UNKNOWN:
            return _("to be verified")
        if not self.usable:
            return _("not usable")
        cut = any(one.how != "unknown" for one in self.treaty_status.cuts)
        partly = bool(self.uncovered or self.lacking or cut)
        if self.treaty_status.status is Status.LISTED:
            return _("usable in part, as listed") if partly else _("usable, as listed")
        if self.treaty_status.status is Status.BELIEVED:
            return _("usable in part, as believed") if partly else _("usable, as believed")
        if partly:
            return _("usable in part, may be refused") if self.treaty_status.refusable else _("usable in part")
        return _("usable, may be refused") if self.treaty_status.refusable else _("usable")


def bases_for(
    law: Law,
    register: Register,
    requesting: str,
    requested: str,
    on: date,
    crimes: Sequence[str] = (),
    measures: Sequence[str] = (),
    kind: str = ASSISTANCE,
    acts: Sequence[Act] = (),
    old_before: date | None = None,
    held: Collection[str] = (),
) -> list[Basis]:
    """Every instrument that carries this kind of request and covers any of the crimes: what is usable before what is to
    be verified, and that before the rest; of the usable, reciprocity last.

    `acts` and `old_before` as `pair_status` takes them. Of agreements between two States only those of these two, each in
    its newest version or in those to which the request is `held`.
    """
    found = []
    for code, one in law.instruments.items():
        old = code in law.superseded and code not in held
        if kind not in one.kinds or old or unfit(one, requesting, requested):
            continue
        covers = {crime: law.covers(code, crime) for crime in crimes}
        if crimes and not any(covers.values()):
            continue
        treaty_status = pair_status(
            requesting, requested, one, on, register,
            kind=kind, crimes=crimes, measures=measures, acts=acts, old_before=old_before,
        )  # fmt: skip
        covers |= {crime: "" for crime in crimes if _annex(one, crime) & treaty_status.missing}
        found.append(_basis(law, one, treaty_status, covers, measures))
    last = max((b for b in found if b.treaty_status.status is Status.NOT_NEEDED), key=_rank(law), default=None)
    return sorted(found, key=lambda b: (b._place[0], b is last, b._place))


def _annex(one: Instrument, crime: str) -> frozenset[str]:
    return frozenset(row.annex for row in one.crimes if row.code == crime and row.annex)


def _rank(law: Law) -> Callable[[Basis], int]:
    return lambda basis: law.instruments[basis.code].rank


def _basis(
    law: Law, one: Instrument, treaty_status: TreatyStatus, covers: dict[str, str], measures: Iterable[str]
) -> Basis:
    code = one.code
    known = dict(law.measures(code))
    wanted = list(measures) if known else []
    lacking = tuple(m for m in wanted if m not in known or m in treaty_status.reserved)
    uncovered = tuple(crime for crime, how in covers.items() if not how)
    served = not wanted or len(lacking) < len(wanted)
    rests = not covers or len(uncovered) < len(covers)
    usable = treaty_status.status in APPLICABLE and not treaty_status.barred and served and rests
    partly = sum(how == "partly" for how in covers.values())
    detail = 0 if any(row.paper in REQUESTS for row in one.contents) else 1
    place = (
        0 if usable else 1 if treaty_status.status is Status.UNKNOWN else 2,
        ORDER.index(treaty_status.status),
        len(uncovered) + partly,
        len(lacking),
        detail,
        one.rank,
    )
    return Basis(
        code,
        one.name.told,
        one.short.told,
        treaty_status,
        usable,
        tuple(crime for crime, how in covers.items() if how),
        uncovered,
        lacking,
        tuple(_for(treaty_status, covers, detail)),
        tuple(
            _against(
                law, one, treaty_status, covers, uncovered, [m for m in lacking if m not in treaty_status.reserved]
            )
        ),
        place,
    )


def _for(treaty_status: TreatyStatus, covers: dict[str, str], detail: int) -> Iterable[str]:
    if treaty_status.status in APPLICABLE:
        yield from treaty_status.reasons
    if covers and all(how in ("yes", "any") for how in covers.values()):
        yield _("It covers every crime of the request.")
    if not detail and treaty_status.status is not Status.NOT_NEEDED:
        yield _("It says what a request must contain.")


def _against(
    law: Law,
    one: Instrument,
    treaty_status: TreatyStatus,
    covers: dict[str, str],
    uncovered: Sequence[str],
    lacking: Sequence[str],
) -> Iterable[str]:
    if treaty_status.status not in APPLICABLE:
        yield changed(treaty_status.status.value, lambda words: f"{words.capitalize()}.")
        yield from treaty_status.reasons
    yield from treaty_status.against
    if treaty_status.old_list and treaty_status.status in FORCE:
        yield treaty_status.old_list
    if one.covers.note:
        yield changed(one.covers.note.told, lambda words: f"{words}.")
    if partly := [crime for crime, how in covers.items() if how == "partly"]:
        yield _("It covers only in part: %(crimes)s.", crimes=_crimes(law, partly))
    if uncovered:
        yield _("It does not cover here: %(crimes)s.", crimes=_crimes(law, uncovered))
    if lacking:
        yield _("It does not name: %(measures)s.", measures=joined(", ", (_measure(law, code) for code in lacking)))
    for side in treaty_status.known_by:
        if not letters(side.mark) <= {"C", "D", "R"}:  # what was listed, or is recalled, is said so above
            yield _(
                "What is known of %(state)s is marked %(mark)s: verify it.",
                state=state_told(side.state),
                mark=side.mark,
            )


def _crimes(law: Law, codes: Sequence[str]) -> str:
    first = law.first()
    return by_language(lambda here: ", ".join(law.crime(first, code, of_letters(here)).label for code in codes))


def _measure(law: Law, code: str) -> str:
    known = next((one for one in law.instruments if law.measure(one, code, "en").label != code), None)
    return by_language(lambda here: law.measure(known, code, of_letters(here)).label) if known else code
