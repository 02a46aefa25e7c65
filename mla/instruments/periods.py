"""The last day of a period that an instrument fixes."""

from __future__ import annotations

from datetime import date
from math import ceil

from dateutil.relativedelta import relativedelta

from mla.instruments.plain import Span

HOURS = 24


def last_day(first: date, limit: Span) -> date:
    """The last day of a period of the law, counted from the day after `first`.

    Of a period in hours it is the last day on which the period can end; some periods end on the first day of a month.
    """
    days = (limit.days or 0) + ceil((limit.hours or 0) / HOURS)
    last = first + relativedelta(days=days, months=limit.months or 0, years=limit.years or 0)
    return last.replace(day=1) + relativedelta(months=1) if limit.first_of_month else last
