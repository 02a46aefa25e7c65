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
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mla.deadlines.named_days import OBLIGATION_KINDS, OF_MEASURES
from mla.deadlines.whose import started_for
from mla.installation import Installation, law_of
from mla.instruments.periods import last_day
from mla.lifecycle import domestic, translations
from mla.lifecycle.items import MeasureText
from mla.lifecycle.questions import name_of
from mla.lifecycle.resting import resting, told_to_rest_after
from mla.lifecycle.terms import Limit, Side
from mla.models import Dossier, Event
from mla.models.event import day_of
from mla.national_law import of_requested
from mla.request_text.versions import sent_while_changed
from mla.words import _, changed, joined

SOON = 7
"""From so many days before its last day on, a limit is due soon."""


@dataclass(frozen=True)
class Due:
    """One limit that runs: its last day, what is to be done by whom, where the rule stands and how sure it is.

    `at_home` names the own authority, or the translator, whose time it is; the other State knows nothing of it.
    `act_by` is the last day, up to `on`, on which both States' authorities work beyond doubt; `closed` says why they do not work on
    `on` itself, `doubtful` of which holiday on that day two tables do not say alike whether it is one. `source` cites a rule of our own law, where it is that and no article of the instrument. `paused` says that the limit stands still, `extended` until when it ran before it was extended. `then` says
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
    doubtful: tuple[str, ...] = ()
    paused: bool = False
    extended: date | None = None
    at_home: str = ""
    then: str = ""
    protects: bool = False
    source: str = ""

    @property
    def brief(self) -> str:
        """What is due, without the words of anybody: for what leaves the walls."""
        return changed(self.what, lambda words: words.split(":")[0])

    def left(self, today: date) -> int:
        """Days left; negative when it is late. The last day itself is not late."""
        return (self.on - today).days

    def state(self, today: date) -> str:
        """late, soon, paused, well; or over, where it protected a person and nobody is late."""
        if self.paused:
            return "paused"
        if self.protects:
            return "over" if self.left(today) < 0 else "well"
        return state_on(self.on, today)

    def passed(self, today: date) -> bool:
        """Whether the last day has passed while the limit ran."""
        return self.state(today) in ("late", "over")


def state_on(last: date, today: date) -> str:
    """How it stands with a limit that ends on a day: late, soon or well."""
    left = (last - today).days
    return "late" if left < 0 else "soon" if left <= SOON else "well"


def due(dossier: Dossier, installation: Installation) -> list[Due]:
    """Every limit that runs in a dossier, the nearest first."""
    running = [
        *of_steps(dossier, installation),
        *_of_measures(dossier, installation),
        *_of_obligations(dossier),
        *_of_rests(dossier),
        *_at_home(dossier),
    ]
    return sorted((_in_both_calendars(one, dossier, installation) for one in running), key=lambda one: one.on)


def state_of(dossier: Dossier, installation: Installation, side: Side) -> str:
    """Which State stands on a side of the request."""
    return installation.config.state if side is dossier.our_side else dossier.counterpart


def _in_both_calendars(one: Due, dossier: Dossier, installation: Installation) -> Due:
    sides = [dossier.our_side] if one.at_home else list(Side)
    states = [state_of(dossier, installation, side) for side in sides]
    days = installation.calendars
    told = tuple(joined(": ", (state, why)) for state in states if (why := days.closed(state, one.on)))
    doubtful = tuple(f"{state}: {name}" for state in states if (name := days.doubtful(state, one.on)))
    return Due(
        **{
            **vars(one),
            "closed": told,
            "doubtful": doubtful,
            "act_by": days.on_or_before(one.on, *states),
        }
    )


def of_steps(dossier: Dossier, installation: Installation) -> Iterator[Due]:
    """The limits of the table that run, each begun by a step and ended by none yet."""
    happened = {event.trigger for event in dossier.events}
    for limit in dossier.table.limits:
        if limit.starts not in happened or not _stands(dossier, installation, limit):
            continue
        for place, (started, whose) in enumerate(started_for(dossier, limit)):
            if limit.after and not any(e.trigger in limit.after for e in dossier.events if e.number < started.number):
                continue
            if limit.only is None or _told(dossier, installation, started, limit.only[0]) in limit.only[1]:
                for one in _running(dossier, installation, _at_rung(limit, place), started):
                    yield replace(one, what=_("%(what)s: %(name)s", what=one.what, name=whose)) if whose else one


def _at_rung(limit: Limit, place: int) -> Limit:
    """A limit as it is for one that runs after so many others without an answer."""
    return replace(limit, then=limit.ladder[min(place, len(limit.ladder) - 1)]) if limit.ladder else limit


def _stands(dossier: Dossier, installation: Installation, limit: Limit) -> bool:
    """Whether a limit is one for this request at all: for what it asks, and where the instrument has no rule of its own."""
    if limit.yields and law_of(installation.law, dossier).limits(dossier.instrument, limit.yields):
        return False
    return not limit.measures or any(MeasureText.of(one).kind in limit.measures for one in dossier.measures)


def _running(dossier: Dossier, installation: Installation, limit: Limit, started: Event) -> Iterator[Due]:
    for found in _found(dossier, installation, limit, started):
        yield _moved(dossier, installation, limit, started, found)


def _found(dossier: Dossier, installation: Installation, limit: Limit, started: Event) -> Iterator[Due]:
    """The last days of a limit as they were when it began."""
    if limit.rows:
        yield from _of_rows(dossier, limit, started)
        return
    first = _first_day(dossier, installation, limit, started)
    if first is None:
        return
    if limit.national:
        yield from _of_our_law(dossier, installation, limit, first)
    elif limit.rule:
        yield from _of_the_instrument(dossier, installation, limit, started, first)
    else:
        last = first if limit.field else _count(dossier, installation, limit, first)
        name, whose = name_of(limit, started), limit.owner(dossier, started)
        yield Due(last, limit.what, whose, limit.purpose, limit.mark, name, then=limit.then)


def _of_the_instrument(
    dossier: Dossier, installation: Installation, limit: Limit, started: Event, first: date
) -> Iterator[Due]:
    for row in law_of(installation.law, dossier).limits(dossier.instrument, limit.rule):
        side = Side(row.actor) if row.actor in list(Side) else limit.owner(dossier, started)
        then = limit.must if row.then == "must" else limit.then or limit.must
        last = last_day(first, row)
        yield Due(last, limit.what, side, limit.purpose, row.mark, row.id, row.article, then=then)


def _of_our_law(dossier: Dossier, installation: Installation, limit: Limit, first: date) -> Iterator[Due]:
    """The periods of our own law, where ours is the requested State; what an instrument fixes, it can only shorten."""
    own = of_requested(installation.law, dossier)
    fixed = law_of(installation.law, dossier).limits(dossier.instrument, limit.rule) if limit.rule else []
    for row in own.periods_of(limit.national):
        last = last_day(first, row)
        if fixed and last >= max(last_day(first, one) for one in fixed):
            continue
        yield Due(
            last, limit.what, limit.side, limit.purpose, row.mark, f"{limit.name}-{row.code}",
            at_home=row.who.told, then=limit.then, source=own.cited(row),
        )  # fmt: skip


def _of_rows(dossier: Dossier, limit: Limit, started: Event) -> Iterator[Due]:
    """Each row of an answer names its own last day, and where that stands."""
    for number, row in enumerate(started.answers.get(limit.rows) or (), 1):
        if row.get(limit.field):
            name = f"{name_of(limit, started)}-{number}"
            what = _("%(what)s: %(name)s", what=limit.what, name=row["name"])
            yield Due(
                date.fromisoformat(row[limit.field]), what, limit.owner(dossier, started), limit.purpose, limit.mark, name,
                then=limit.then, source=row.get("rule", ""),
            )  # fmt: skip


def _first_day(dossier: Dossier, installation: Installation, limit: Limit, event: Event) -> date | None:
    """The day that was said, or the day that the letter of the step bears."""
    if asked := limit.field or limit.since:
        told = limit.stands(dossier) if limit.stands else _told(dossier, installation, event, asked)
        return date.fromisoformat(str(told)) if told else None
    return day_of(event, installation.config.time_zone)


def _told(dossier: Dossier, installation: Installation, event: Event, asked: str) -> object:
    """What was answered at a step, or, named as “section.answer”, in the text of the request as both States have it."""
    section, dot, answer = asked.partition(".")
    if not dot:
        return event.answers.get(asked)
    text = sent_while_changed(installation, dossier) or dossier
    return (text.contents.get(section) or {}).get(answer)


def _count(dossier: Dossier, installation: Installation, limit: Limit, first: date) -> date:
    """So many days of the calendar, or of work; a last day off moves on where the table says so."""
    states = [state_of(dossier, installation, side) for side in limit.calendars]
    if limit.working:
        return installation.calendars.add(first, limit.days, *states)
    return installation.calendars.on_or_after(first + timedelta(days=limit.days), *states)


def _moved(dossier: Dossier, installation: Installation, limit: Limit, started: Event, found: Due) -> Due:
    """What happened to a limit since it began: it stood still, or it was extended."""
    zone, last, extended, halted = installation.config.time_zone, found.on, None, False
    extends, still_after = dossier.table.triggers("extend_limit"), told_to_rest_after(dossier) if limit.waits else ()
    paused = day_of(started, zone) if started.number in still_after else None
    for event in dossier.events:
        if event.number <= started.number:
            continue
        day = day_of(event, zone)
        if event.trigger in extends and event.answers.get("limit") in (found.name, limit.name):
            last, extended = date.fromisoformat(event.answers["until"]), found.on
        halted = halted or any(
            event.trigger == trigger and event.answers.get(asked) in values
            for trigger, asked, values in limit.halted_by
        )
        still = event.number in still_after or event.to_stage in limit.pauses
        if paused and not still:
            last, paused = last + (day - paused), None
        elif still:
            paused = paused or day
    quiet = halted or paused is not None or (limit.waits and any(one.sort == "aside" for one in resting(dossier)))
    told = {"on": last, "extended": extended, "paused": quiet, "protects": limit.protects}
    return Due(**{**vars(found), **told})


def _of_measures(dossier: Dossier, installation: Installation) -> Iterator[Due]:
    """The dates by which the requesting State wished the measures done (a reasoned wish, not a limit with a sanction)."""
    if dossier.current_stage.abroad is None or dossier.current_stage.kind.decided:
        return
    sent = sent_while_changed(installation, dossier)
    done = {measure.number for measure in dossier.measures if not measure.open}
    for text in sent.measures if sent else map(MeasureText.of, dossier.measures):
        for asked, (what, side) in OF_MEASURES.items():
            if text.number not in done and (told := text.answer(asked)):
                name = f"measure-{text.number}" + ("" if asked == "deadline" else f"-{asked}")
                on, words = date.fromisoformat(str(told)), what % {"number": text.number}
                then = _("A wish, and no limit: say why it could not be met.")
                yield Due(on, words, side, "execution", "C", name, then=then)


def _of_obligations(dossier: Dossier) -> Iterator[Due]:
    """What was accepted or undertaken and has a last day: it runs on when the request itself is closed."""
    for one in dossier.obligations:
        if one.status == "accepted" and one.due_on:
            kind = OBLIGATION_KINDS.get(one.kind, one.kind)
            what = _("%(kind)s: %(words)s", kind=kind, words=one.words[:80]) if one.words else kind
            purpose = "return" if one.kind == "return_originals" else "use"
            then = _("It still binds: keep it, and report on it.")
            yield Due(one.due_on, what, Side(one.owner), purpose, "C", f"obligation-{one.name}", then=then)


def _of_rests(dossier: Dossier) -> Iterator[Due]:
    """The day until which a State lets the request rest."""
    for one in resting(dossier):
        if one.until:
            what, then = _("The request rests until"), _("It is to go on, or a new day to be named.")
            yield Due(
                date.fromisoformat(one.until), what, Side(one.began.side), "", "P", f"rest-{one.began.side}", then=then
            )


def _at_home(dossier: Dossier) -> Iterator[Due]:
    """What own authorities and translators owe: a reply, a translation."""
    side = dossier.our_side
    for letter in domestic.waiting(dossier):
        if letter.due_on:
            what = _("An own authority is to reply: %(authority)s", authority=letter.authority)
            on, name, then = date.fromisoformat(letter.due_on), f"authority-{letter.number}", _("Remind the authority.")
            yield Due(on, what, side, "", "P", name, at_home=letter.authority, then=then)
    for order in translations.orders(dossier):
        if order.waits:
            what = _("A translation is due: %(translator)s", translator=order.translator)
            on, then = date.fromisoformat(order.due_on), _("Remind the translator.")
            name = f"translation-{order.number}"
            yield Due(on, what, side, "", "P", name, at_home=order.translator, then=then)
