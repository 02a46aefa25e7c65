"""The last day of a period that an instrument fixes."""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import Any

from dateutil.relativedelta import relativedelta

HOURS = 24


def last_day(first: date, row: dict[str, Any]) -> date:
    """The last day of a period of the law (`[[limits]]`), counted from the day after `first`.

    Of a period in hours it is the last day on which the period can end; some periods end on the first day of a month.
    """
    hours = ceil((row["hours"] or 0) / HOURS)
    last = first + relativedelta(days=(row["days"] or 0) + hours, months=row["months"] or 0, years=row["years"] or 0)
    return last.replace(day=1) + relativedelta(months=1) if row["first_of_month"] else last
