"""How screens are drawn: components, words, dates, the ministry's colour."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal
from flask import Blueprint, Flask, Response, g
from flask_login import current_user
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from wtforms import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than WTForms 3.3

from forms.basis import CHANNELS
from forms.offered import NameDropDown, Offered
from mla.canonical import Answers
from mla.documents.kinds import ACCEPT, name_of, shown
from mla.dossier.redacting import may_redact, redactable
from mla.instruments.bodies import body
from mla.instruments.states import state_told
from mla.languages import language_name, language_told
from mla.lifecycle.for_whom import for_whom
from mla.lifecycle.passing_on import passed_on
from mla.lifecycle.resting import resting
from mla.lifecycle.terms import StageKind
from mla.models import Dossier, Event
from mla.models.event import day_of
from mla.participation.sheets import TOPICS
from mla.register.query import day_asked
from mla.storage.database import now
from mla.views import codes, words
from mla.views.context import installation, official
from mla.views.screen_languages import unread
from mla.views.templates import Templates
from mla.words import _, by_language, day_told, replaced

bp = Blueprint("screens", __name__)


def stage_class(dossier: Dossier, of_one: str = "") -> str:
    """How the stage of a request, or of one of its persons, is coloured: draft, open, waiting (for us), done or ended."""
    stage = dossier.table.stage[of_one or dossier.stage]
    if stage.ends:
        return "ended"
    if stage.abroad is None:
        return "draft"
    if stage.waits_for == dossier.side:
        return "waiting"
    return "done" if stage.kind is StageKind.FULFILLED else "open"


@bp.get("/brand.css")
def brand() -> Response:
    """The ministry’s colour."""
    return Response(
        f":root {{ --mla-brand: {installation().settings.letterhead.colour}; }}\n",
        mimetype="text/css",
        headers={"Cache-Control": "max-age=3600"},
    )


def prepare(app: Flask) -> None:
    """Give templates their components and words."""
    app.register_blueprint(bp)
    app.jinja_environment = Templates
    app.jinja_options = {"autoescape": True}
    app.jinja_loader = ChoiceLoader(
        [
            app.jinja_loader,  # type: ignore[list-item]
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    words.prepare(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["accepted_files"] = ACCEPT
    app.jinja_env.tests["shown_here"] = shown
    app.jinja_env.tests["redactable"] = lambda annex: redactable(annex) and may_redact(official())
    app.context_processor(_words_of_the_house)


def _words_of_the_house() -> Answers:
    return {
        "installation": installation(),
        "law": installation().law,
        "body_of": body,
        "state_name": state_told,
        "unread": unread,
        "screen_languages": [(code, language_name(code, code).capitalize()) for code in words.SCREENS],
        "stage_class": stage_class,
        "titled": _titled,
        "sheet_topics": TOPICS,
        "channels": dict(CHANNELS) | {"package": _("Package")},
        "official": current_user if current_user.is_authenticated else None,
        "session_seconds": _session_seconds,
    }


def _session_seconds() -> int:
    """After how many seconds without a sign of life the session of this page ends."""
    left = (g.sign_in.expires - now()).total_seconds()
    return int(min(installation().config.idle_minutes * 60, left))


UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but those of lines and tabs, and halves of characters (Unicode categories Cc and Cs)."""


def visible(text: str) -> str:
    """Control characters as the signs that stand for them, so that whoever typed one sees it and can delete it."""
    return UNSEEN.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def _day(value: date | str | None) -> str:
    """27 March 2026, in the language of the page."""
    if isinstance(value, str):
        value = date.fromisoformat(value[:10]) if value else None
    return day_told(value, words.catalog().language) if value else ""


def _asked_day(told: str) -> str:
    """The day of a question as a date field takes it; nothing where it names none."""
    day = day_asked(told)
    return day.isoformat() if day else ""


def _day_of_letter(event: Event) -> str:
    """The day that the letter of a step bears."""
    return _day(day_of(event, installation().config.time_zone))


def _moment(value: datetime) -> str:
    """27 March 2026, 14:05, at the ministry."""
    here = value.astimezone(ZoneInfo(installation().config.time_zone))
    return f"{_day(here.date())}, {here:%H:%M}"


def _size(value: int) -> str:
    """A size for people."""
    if value < 1024 * 1024:
        return _("%(size)s KB", size=max(1, value // 1024))
    return _("%(size)s MB", size=by_language(lambda here: format_decimal(value / 1024 / 1024, "0.0", here)))


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of what somebody wrote; a text of a screen is one."""
    return text.split("\n\n") if "\n\n" in text else [text]


def _between(story: str, first: str, second: str) -> str:
    """Belgium asks Senegal."""
    return replaced(replaced(story, "{0}", first), "{1}", second)


def _kind(name: str) -> str:
    """A kind of help or of request, or a field of the law, as a page names it."""
    return dict(installation().law.every_measure()).get(name) or codes.kind(name)


def _in_order(field: Offered) -> list[SelectChoice]:
    """The choices of a list as it is drawn: names of States and of languages in the order that they have in the language of the page."""
    choices = list(field.choices or ())
    if not isinstance(field, NameDropDown):
        return choices
    return sorted(choices, key=lambda one: (field.group(one.value), words.alphabetical(one.label)))


def _states_in_order(states: Iterable[str]) -> list[str]:
    """The codes of States, in the order that their names have in the language of the page."""
    return sorted(states, key=lambda code: words.alphabetical(state_told(code)))


def _titled(title: str, wrong: object) -> str:
    """The title of a page with a form; whoever hears it read out learns at once that something is wrong."""
    return _("Error: %(page)s", page=title) if wrong else title


FILTERS = {
    "visible": visible,
    "for_whom": for_whom,
    "day": _day,
    "asked_day": _asked_day,
    "moment": _moment,
    "size": _size,
    "kind_of_document": name_of,
    "words": codes.words,
    "capital": codes.capital,
    "role": codes.role,
    "kind": _kind,
    "paragraphs": _paragraphs,
    "between": _between,
    "in_order": _in_order,
    "states_in_order": _states_in_order,
    "tongue": language_told,
    "rests": resting,
    "passed_on": passed_on,
    "day_of_letter": _day_of_letter,
}
