"""What is due, and what is late: a question asked of the events and of today, never a stored status.

Days are counted as most treaties count them: the day of the event does not count, the last day does. A month ends on
the day of the same number, or on the last day of a shorter month. A day is a day of the calendar, whatever summer time
does to its hours.

A limit ends on the same day in both States (decision 24): it counts from a day that both know alike, either a day that was said
in the step, or the day that its letter bears by the calendar of the State that took it; never from the day on which a letter
happened to arrive, nor by the zone of whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mla.installation import Installation, law_of
from mla.instruments.periods import last_day
from mla.lifecycle import domestic, translations
from mla.lifecycle.items import MeasureText
from mla.lifecycle.questions import name_of, running
from mla.lifecycle.terms import Limit, Side
from mla.models import Dossier, Event
from mla.storage.database import local_day
from mla.words import _, changed

OBLIGATION_KINDS = {
    "use_limitation": _("Use limitation"),
    "confidentiality": _("Confidentiality"),
    "death_penalty": _("Death penalty"),
    "return_originals": _("Return originals"),
    "return_person": _("Return person"),
    "retrial": _("Retrial"),
    "speciality": _("Speciality"),
    "erasure": _("Erasure"),
    "report_on_use": _("Report on use"),
    "presence": _("Presence"),
    "other": _("Other"),
}
"""What an obligation is about, in a word or two: this leaves the ministry's walls."""

OF_MEASURES = {
    "deadline": (_("Measure %(number)s is wished"), Side.REQUESTED),
    "latest_service": (_("Measure %(number)s: the document is to be served"), Side.REQUESTED),
    "hearing_on": (_("Measure %(number)s: the hearing takes place"), Side.REQUESTED),
    "follow_up": (_("Measure %(number)s: the request for handing over was to follow"), Side.REQUESTING),
}
"""The days that a measure names itself, and whose time each is."""

SOON = 7
"""From so many days before its last day on, a limit is due soon."""


@dataclass(frozen=True)
class Due:
    """One limit that runs: its last day, what is to be done by whom, where the rule stands and how sure it is.

    `at_home` names the own authority, or the translator, whose time it is; the other State knows nothing of it.
    `act_by` is the last day, up to `on`, on which both States' authorities work; `closed` says why they do not work on
    `on` itself. `paused` says that the limit stands still, `extended` until when it ran before it was extended. `then` says
    what must now happen by law once the last day has passed.
    """

    on: date
    what: str
    side: Side
    purpose: str
    mark: str
    name: str = ""
    article: str = ""
    act_by: date | None = None
    closed: tuple[str, ...] = ()
    paused: bool = False
    extended: date | None = None
    at_home: str = ""
    then: str = ""
    protects: bool = False

    @property
    def brief(self) -> str:
        """What is due, without the words of anybody: for what leaves the ministry's walls."""
        return changed(self.what, lambda words: words.split(":")[0])

    def left(self, today: date) -> int:
        """Days left; negative when it is late. The last day itself is not late."""
        return (self.on - today).days

    def state(self, today: date) -> str:
        """late, soon, paused, well; or over, where it protected a person and nobody is late."""
        if self.paused:
            return "paused"
        left = self.left(today)
        if self.protects:
            return "over" if left < 0 else "well"
        return "late" if left < 0 else "soon" if left <= SOON else "well"

    def passed(self, today: date) -> bool:
        """Whether the last day has passed while the limit ran."""
        return self.state(today) in ("late", "over")


def due(dossier: Dossier, installation: Installation) -> list[Due]:
    """Every limit that runs in a dossier, the nearest first."""
    running = [
        *_from_events(dossier, installation),
        *_of_measures(dossier),
        *_of_obligations(dossier),
        *_at_home(dossier),
    ]
    return sorted((_in_both_calendars(one, dossier, installation) for one in running), key=lambda one: one.on)


def state_of(dossier: Dossier, installation: Installation, side: Side) -> str:
    """Which State stands on a side of the request."""
    return installation.config.state if side is dossier.our_side else dossier.counterpart


def _in_both_calendars(one: Due, dossier: Dossier, installation: Installation) -> Due:
    sides = [dossier.our_side] if one.at_home else list(Side)
    states = [state_of(dossier, installation, side) for side in sides]
    closed = {state: installation.calendars.closed(state, one.on) for state in states}
    told = tuple(f"{state}: {why}" for state, why in closed.items() if why)
    return Due(**{**vars(one), "closed": told, "act_by": installation.calendars.on_or_before(one.on, *states)})


def _from_events(dossier: Dossier, installation: Installation) -> Iterator[Due]:
    for limit in dossier.table.limits:
        if limit.met_by and any(one.kind in limit.met_by and one.received_on for one in dossier.arising):
            continue
        for started in running(limit, dossier.events):
            if limit.only is None or _told(dossier, started, limit.only[0]) in limit.only[1]:
                yield from _running(dossier, installation, limit, started)


def _running(dossier: Dossier, installation: Installation, limit: Limit, started: Event) -> Iterator[Due]:
    first = _first_day(dossier, limit, started, installation.config.time_zone)
    if first is None:
        return
    if limit.rule:
        for row in law_of(installation.law, dossier).limits(dossier.instrument, limit.rule):
            side = Side(row.actor) if row.actor in list(Side) else limit.owner(dossier, started)
            last = last_day(first, row)
            found = Due(
                last,
                limit.what,
                side,
                limit.purpose,
                row.mark,
                row.id,
                row.article,
                then=limit.must if row.then == "must" else limit.then or limit.must,
            )
            yield _moved(dossier, installation, limit, started, found)
    else:
        last = first if limit.field else _count(dossier, installation, limit, first)
        name, whose = name_of(limit, started), limit.owner(dossier, started)
        found = Due(last, limit.what, whose, limit.purpose, limit.mark, name, then=limit.then)
        yield _moved(dossier, installation, limit, started, found)


def _first_day(dossier: Dossier, limit: Limit, event: Event, zone: str) -> date | None:
    """The day that was said, or the day that the letter of the step bears."""
    if asked := limit.field or limit.since:
        told = _told(dossier, event, asked)
        return date.fromisoformat(str(told)) if told else None
    return _day_of(event, zone)


def _told(dossier: Dossier, event: Event, asked: str) -> object:
    """What was answered at a step, or, named as “section.answer”, in the text of the request."""
    section, dot, answer = asked.partition(".")
    return (dossier.contents.get(section) or {}).get(answer) if dot else event.answers.get(asked)


def _day_of(event: Event, zone: str) -> date:
    """The day of a step as both States know it: the day of the sender's calendar, which travels with package and letter."""
    if event.channel and event.channel.get("sent_on"):
        return date.fromisoformat(event.channel["sent_on"])
    return local_day(event.at, zone)


def _count(dossier: Dossier, installation: Installation, limit: Limit, first: date) -> date:
    """So many days of the calendar, or of work; a last day off moves on where the table says so."""
    states = [state_of(dossier, installation, side) for side in limit.calendars]
    if limit.working:
        return installation.calendars.add(first, limit.days, *states)
    return installation.calendars.on_or_after(first + timedelta(days=limit.days), *states)


def _moved(dossier: Dossier, installation: Installation, limit: Limit, started: Event, found: Due) -> Due:
    """What happened to a limit since it began: it stood still, or it was extended."""
    zone, last, extended, paused, halted = installation.config.time_zone, found.on, None, None, False
    extends = dossier.table.triggers("extend_limit")
    for event in dossier.events:
        if event.number <= started.number:
            continue
        day = _day_of(event, zone)
        if event.trigger in extends and event.answers.get("limit") in (found.name, limit.name):
            last, extended = date.fromisoformat(event.answers["until"]), found.on
        halted = halted or any(
            event.trigger == trigger and event.answers.get(asked) in values
            for trigger, asked, values in limit.halted_by
        )
        if paused and event.to_stage not in limit.pauses:
            last, paused = last + (day - paused), None
        elif not paused and event.to_stage in limit.pauses:
            paused = day
    told = {"on": last, "extended": extended, "paused": halted or paused is not None, "protects": limit.protects}
    return Due(**{**vars(found), **told})


def _of_measures(dossier: Dossier) -> Iterator[Due]:
    """The dates by which the requesting State wished the measures done (a reasoned wish, not a limit with a sanction)."""
    if dossier.current_stage.abroad is None or dossier.current_stage.kind.decided:
        return
    for measure in dossier.measures:
        text = MeasureText.of(measure)
        for asked, (what, side) in OF_MEASURES.items():
            if measure.open and (told := text.answer(asked)):
                name = f"measure-{measure.number}" + ("" if asked == "deadline" else f"-{asked}")
                on, words = date.fromisoformat(told), what % {"number": measure.number}
                yield Due(
                    on,
                    words,
                    side,
                    "execution",
                    "C",
                    name,
                    then=_("A wish, and no limit: say why it could not be met."),
                )


def _of_obligations(dossier: Dossier) -> Iterator[Due]:
    """What was accepted or undertaken and has a last day: it runs on when the request itself is closed."""
    for one in dossier.obligations:
        if one.status == "accepted" and one.due_on:
            kind = OBLIGATION_KINDS.get(one.kind, one.kind)
            what = _("%(kind)s: %(words)s", kind=kind, words=one.words[:80]) if one.words else kind
            purpose = "return" if one.kind == "return_originals" else "use"
            then = _("It still binds: keep it, and report on it.")
            yield Due(one.due_on, what, Side(one.owner), purpose, "C", f"obligation-{one.name}", then=then)


def _at_home(dossier: Dossier) -> Iterator[Due]:
    """What own authorities and translators owe: a reply, a translation."""
    for letter in domestic.waiting(dossier):
        if letter.due_on:
            what = _("An own authority is to reply: %(authority)s", authority=letter.authority)
            name = f"authority-{letter.number}"
            yield Due(
                date.fromisoformat(letter.due_on), what, dossier.our_side, "", "P", name, at_home=letter.authority
            )
    for order in translations.orders(dossier):
        if order.waits:
            what = _("A translation is due: %(translator)s", translator=order.translator)
            name = f"translation-{order.number}"
            yield Due(date.fromisoformat(order.due_on), what, dossier.our_side, "", "P", name, at_home=order.translator)
