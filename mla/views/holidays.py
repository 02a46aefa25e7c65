"""Days on which this ministry is closed: the list of a year as limits are counted by it, and what an administrator corrects of it."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, render_template, request, url_for

from forms.settings import Change, CorrectDay, KeepWeekend, SetBack, day_of_week
from mla.settings import DaysOff
from mla.views.accounts import only_administrators
from mla.views.administration import Answer, keep, mark, told_of
from mla.views.context import installation, today
from mla.views.posted import kept_words, posted
from mla.words import _, day_in_words

bp = Blueprint("holidays", __name__, url_prefix="/administration/holidays")
bp.before_request(only_administrators)

YEARS_BACK, YEARS_AHEAD = 1, 5


@bp.get("")
def index() -> str:
    """The days off of a year, with those that were corrected, and those of which two tables do not say alike."""
    days, state = installation().calendars, installation().config.state
    years = range(today().year - YEARS_BACK, today().year + YEARS_AHEAD)
    asked = request.args.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) in years else today().year
    corrected = {one.on: one for one in _stands().days}
    listed = dict(days.holidays(state, year))
    listed |= {on: one.why for on, one in corrected.items() if on.year == year}
    first, last = date(year, 1, 1), date(year, 12, 31)
    doubtful = days.doubts(state, first, last)
    rows = [
        (day, listed.get(day) or doubtful[day], day_of_week(day.weekday()), corrected.get(day), day in doubtful)
        for day in sorted({*listed, *doubtful})
    ]
    weekend = [day_of_week(day) for day in sorted(days.weekend(state))]
    return render_template("holidays.html", rows=rows, year=year, years=years, weekend=weekend, **told_of("holidays"))


@bp.route("/day", methods=["GET", "POST"])
def day() -> Answer:
    """Say that offices are closed, or open, on a day."""
    words = posted()
    form = CorrectDay(words)
    form.judged(today(), None)
    if request.method == "GET" and words is None:
        form.seen.data = mark("holidays")
        form.on.data = _asked_day()
    if request.method == "POST" and form.validate():
        found = form.told()
        if done := keep("holidays", form, _stands().with_day(found), lambda: _corrects(form)):
            return done
    return _page(form, form.heading, _("Save"))


@bp.route("/day/<on>/take-back", methods=["GET", "POST"])
def take_back(on: str) -> Answer:
    """Let a day be as the calendar has it."""
    found = next((one for one in _stands().days if one.on.isoformat() == on), None)
    form = SetBack(posted())
    if request.method == "GET" and not kept_words():
        form.seen.data = mark("holidays")
    if found is None and request.method == "GET":
        abort(404)
    if request.method == "POST" and form.validate():
        day = found.on if found else date.min
        if done := keep("holidays", form, _stands().without_day(day), lambda: True):
            return done
    heading = _("%(day)s: as the calendar has it", day=day_in_words(on)) if found else _("As the calendar has it")
    return _page(form, heading, _("Take the correction back"))


@bp.route("/weekend", methods=["GET", "POST"])
def weekend() -> Answer:
    """Say on which days of each week offices are closed."""
    words = posted()
    form = KeepWeekend(words)
    form.offer_days()
    state = installation().config.state
    if request.method == "GET" and words is None:
        form.seen.data = mark("holidays")
        form.weekend.data = [str(day) for day in sorted(installation().calendars.weekend(state))]
    if request.method == "POST" and form.validate():
        said = form.told()
        usual = said == tuple(sorted(installation().usual_calendars.weekend(state)))
        value = _stands().model_copy(update={"weekend": None if usual else said})
        if done := keep("holidays", form, value, lambda: True):
            return done
    return _page(form, form.heading, _("Save"))


def _corrects(form: CorrectDay) -> bool:
    """Whether the day is not as it is said already without any correction."""
    usual, state = installation().usual_calendars, installation().config.state
    on, closed = form.told().on, form.told().closed
    corrected = any(one.on == on for one in _stands().days)
    if corrected or bool(usual.closed(state, on)) != closed or usual.doubtful(state, on):
        return True
    form.closed.errors = [
        _("The calendar says already that offices are closed on this day.") if closed
        else _("The calendar says already that offices are open on this day.")
    ]  # fmt: skip
    return False


def _stands() -> DaysOff:
    return installation().settings.holidays


def _asked_day() -> date | None:
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return None


def _page(form: Change, heading: str, action: str) -> Answer:
    status = 409 if form.outrun else 400 if form.errors else 200
    back = url_for("holidays.index")
    page = render_template("form.html", form=form, heading=heading, back=back, action=action)
    return page, status
