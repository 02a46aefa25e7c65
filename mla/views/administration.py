"""Administration: one page that leads to all of it, and what an administrator sets on screen, with its history and the way back."""

from __future__ import annotations

import io
from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from forms.settings import Change, KeepLetterhead, KeepNumbering, KeepUsualNews, SetBack
from mla.agreements.known import know
from mla.documents.draw import PaperNotDrawn
from mla.languages import LETTERS
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Role
from mla.models import Setting
from mla.models.notice import KINDS
from mla.news.telling import TITLES
from mla.records import settings as kept
from mla.settings import NAMED, Given, Letterhead, Numbering, Value, of_environment, read
from mla.storage.database import local_day
from mla.views.accounts import only_administrators
from mla.views.context import db, installation, moment, official, today
from mla.views.letterhead import sample
from mla.views.posted import kept_words, posted
from mla.views.setting_words import in_words
from mla.views.words import tell
from mla.words import Words, _, day_in_words

bp = Blueprint("administration", __name__, url_prefix="/administration")
bp.before_request(only_administrators)

Answer = str | Response | tuple[str, int]


@bp.get("")
def index() -> str:
    """Where everything that is administered stands, each with what holds now."""
    settings = installation().settings
    who = official()
    return render_template(
        "administration.html",
        settings=settings,
        example=_example(settings.numbering),
        writes=who.has(Role.DRAFTER, Role.SIGNATORY, Role.EXAMINER, Role.DECIDER),
    )


@bp.route("/<any(letterhead, numbering, news):name>", methods=["GET", "POST"])
def edit(name: str) -> Answer:
    """What holds of a setting, and a change of it."""
    form, stands = _form(name), getattr(installation().settings, name)
    if request.method == "GET":
        if not kept_words():
            form.show(stands)
            form.seen.data = mark(name)
        return page(name, form)
    sound = form.validate()
    if not sound:
        return page(name, form)
    value = form.told()
    if "look" in request.form:
        return _look(name, form, value)
    return keep(name, form, value, lambda: _fits(form, value)) or page(name, form)


@bp.route("/<any(letterhead, numbering, news, holidays):name>/back/<int:number>", methods=["GET", "POST"])
def back(name: str, number: int) -> Answer:
    """Let a change of before stand again; 0 is what the environment says. It is a change as any other."""
    earlier = _change(name, number) if number else None
    value = read(NAMED[name], earlier.value) if earlier else None
    if earlier and value is None and earlier.value is not None:
        abort(404)
    form, usual = SetBack(posted()), getattr(of_environment(installation().config), name)
    if request.method == "GET" and not kept_words():
        form.seen.data = mark(name)
    if request.method == "POST" and form.validate():
        done = keep(name, form, value, lambda: _fits(form, value or usual))
        if done:
            return done
    told = in_words(value or usual, today())
    status = 409 if form.outrun else 400 if form.errors or form.reason.errors else 200
    return render_template("setting_back.html", form=form, name=name, title=TITLE[name], told=told), status


def keep(name: str, form: Change, value: Value | None, fits: Callable[[], bool]) -> Response | None:
    """Set something, or None: the environment's. Returns where to go on; None where the form says what is wrong."""
    home = url_for("holidays.index") if name == "holidays" else url_for("administration.edit", name=name)
    newest = _change(name)
    if (
        newest.value == (value.to_json() if value else None)
        if newest
        else value in (None, getattr(installation().settings, name))
    ):
        tell(_("Nothing was changed: this stands already."), "success")
        return redirect(home)
    if not (form.still(mark(name), _meanwhile(newest)) and form.with_reason() and fits()):
        form.seen.data = mark(name)
        return None
    told = value.to_json() if value else None
    kept.change(db(), name, told, str(form.reason.data), official(), moment(), request.remote_addr or "")
    db().commit()
    know(db(), installation())
    tell(_("Saved. It holds from now on."), "success")
    return redirect(home)


def page(name: str, form: Change, **more: object) -> Answer:
    """The page of a setting: the form, what the environment says, and every change."""
    status = 409 if form.outrun else 400 if form.errors or form.reason.errors else 200
    return render_template("setting.html", form=form, letters=LETTERS, **told_of(name), **more), status


def told_of(name: str) -> dict[str, object]:
    """What the page of a setting tells besides the form: what stands, what the environment says, the history."""
    usual = getattr(of_environment(installation().config), name)
    changes = kept.history(db(), name)
    rows = [(one, in_words(read(NAMED[name], one.value) or usual, today())) for one in changes]
    return {
        "name": name,
        "changes": rows,
        "stands": in_words(getattr(installation().settings, name), today()),
        "usual": in_words(usual, today()),
        "on_screen": bool(changes and changes[0].value is not None),
    }


TITLE: dict[str, Words] = {
    "letterhead": KeepLetterhead.heading,
    "numbering": KeepNumbering.heading,
    "news": KeepUsualNews.heading,
    "holidays": _("Days on which this ministry is closed"),
}
"""What each setting is called."""


def mark(name: str) -> str:
    """How many changes a page knows."""
    newest = _change(name)
    return str(newest.number if newest else 0)


def _change(name: str, number: int | None = None) -> Setting | None:
    changes = kept.history(db(), name)
    if number is None:
        return changes[0] if changes else None
    return next((one for one in changes if one.number == number), None) or abort(404)


def _meanwhile(newest: Setting | None) -> str:
    who, day = (
        (newest.by.name, day_in_words(local_day(newest.at, installation().config.time_zone))) if newest else ("", "")
    )
    return _(
        "%(name)s has changed this on %(day)s, after you opened the page. What stands now, and why, is told below. Save again to put yours in its place.",
        name=who, day=day,
    )  # fmt: skip


def _form(name: str) -> KeepLetterhead | KeepNumbering | KeepUsualNews:
    if name == "letterhead":
        return KeepLetterhead(posted())
    if name == "numbering":
        numbering = KeepNumbering(posted())
        numbering.own_state = installation().config.state
        return numbering
    form = KeepUsualNews(posted())
    form.offer_kinds((kind, TITLES[kind]) for kind in KINDS)
    return form


def _fits(form: Change, value: Value) -> bool:
    """Whether letters can be drawn so, and references be told from those of before."""
    if isinstance(value, Letterhead):
        try:
            drawn = [sample(value, language) for language in LETTERS]
        except PaperNotDrawn as error:
            form.reason.errors = [str(error)]
        else:
            if all(one.pages == 1 for one in drawn):
                return True
            form.reason.errors = [
                _("The letterhead takes more room than the first page has. Shorten the names or the address.")
            ]
        return False
    if isinstance(value, Numbering) and any(map(value.mistaken_for, kept.every_numbering(db(), installation().config))):
        form.reason.errors = [
            _("References were written with the same beginning and mark, and the year elsewhere: one could be taken for another. Choose another beginning, or another mark.")
        ]  # fmt: skip
        return False
    return True


def _look(name: str, form: Change, value: Value) -> Answer:
    """What it would look like: a letter as PDF, or references. Nothing is kept."""
    if isinstance(value, Letterhead):
        language = request.form["look"] if request.form["look"] in LETTERS else LETTERS[0]
        try:
            drawn = sample(value, language)
        except PaperNotDrawn as error:
            form.reason.errors = [str(error)]
            return page(name, form)
        return send_file(io.BytesIO(drawn.pdf), mimetype="application/pdf", download_name=f"letterhead-{language}.pdf")
    if isinstance(value, Numbering):
        return page(name, form, examples=_examples(value))
    return page(name, form)


def _example(how: Numbering) -> str:
    return how.write(Given(next(iter(LIFECYCLES.values())).letters, today().year, 7))


def _examples(how: Numbering) -> list[tuple[str, str]]:
    """The next reference of each kind of request."""
    next_number = kept.next_numbers(db(), installation().config.state, today().year)
    return [
        (table.title, how.write(Given(table.letters, today().year, next_number.get(table.letters, 1))))
        for table in LIFECYCLES.values()
    ]
