"""What a setting says, in words: as its page tells what stands, what stood before, and what the environment says."""

from __future__ import annotations

from datetime import date

from forms.settings import day_of_week
from mla.lifecycle import LIFECYCLES
from mla.models.notice import KINDS
from mla.news.telling import TITLES
from mla.settings import DaysOff, Given, Letterhead, Numbering, UsualNews, Value
from mla.words import Words, _, day_in_words, joined

Told = list[tuple[str, str]]


def in_words(value: Value, today: date) -> Told:
    """Each part that is told, with what it says."""
    if isinstance(value, Letterhead):
        return _letterhead(value)
    if isinstance(value, Numbering):
        return [(_("For example"), value.write(Given(next(iter(LIFECYCLES.values())).letters, today.year, 7)))]
    if isinstance(value, UsualNews):
        return _news(value)
    assert isinstance(value, DaysOff)
    return _days(value)


def _letterhead(value: Letterhead) -> Told:
    return [
        (_("Name of the ministry"), joined("; ", filter(None, (value.ministry_en, value.ministry_fr, value.ministry_es)))),
        (_("Postal address"), joined("; ", value.address)),
        (_("City"), value.city),
        (_("E-mail address"), value.email),
        (_("Telephone"), value.phone),
        (_("Colour"), value.colour),
        (_("Ministry of foreign affairs"), joined("; ", filter(None, (value.foreign_en, value.foreign_fr, value.foreign_es))) or _("not named")),
    ]  # fmt: skip


def _news(value: UsualNews) -> Told:
    def left(without: tuple[str, ...]) -> Words | str:
        return (
            joined("; ", (TITLES[kind] for kind in KINDS if kind not in without))
            if len(without) < len(KINDS)
            else _("nothing")
        )

    return [
        (_("On the desk"), left(value.not_shown)),
        (_("By mail"), left(value.not_mailed)),
        (_("When mails come"), _("at once") if value.at_once else _("once a day")),
    ]


def _days(value: DaysOff) -> Told:
    weekend = (
        _("as the calendar has it") if value.weekend is None
        else joined(", ", map(day_of_week, value.weekend)) if value.weekend else _("none")
    )  # fmt: skip
    return [
        (_("Weekend"), weekend),
        *((day_in_words(one.on), _day(one.closed, one.why, one.source)) for one in value.days),
    ]


def _day(closed: bool, why: str, source: str) -> Words:
    if closed:
        return _("closed: %(why)s (%(source)s)", why=why, source=source)
    return _("open: %(why)s (%(source)s)", why=why, source=source)
