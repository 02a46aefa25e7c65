"""How screens are drawn: components, words, dates, the ministry's colour."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from flask import Blueprint, Flask, Response
from flask_login import current_user
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from forms.basis import CHANNELS
from mla.canonical import Answers
from mla.instruments.states import state_name
from mla.lifecycle.terms import StageKind
from mla.models import Dossier
from mla.participation.sheets import TOPICS
from mla.views.context import installation

bp = Blueprint("screens", __name__)


def stage_class(dossier: Dossier) -> str:
    """How a stage is coloured: draft, open, waiting (for us), done or ended."""
    stage = dossier.standing
    if stage.ends:
        return "ended"
    if stage.abroad is None:
        return "draft"
    if stage.waits_for == dossier.side:
        return "waiting"
    return "done" if stage.kind is StageKind.FULFILLED else "open"


@bp.get("/brand.css")
def brand() -> Response:
    """The ministry's colour, from its settings."""
    return Response(
        f":root {{ --mla-brand: {installation().config.colour}; }}\n",
        mimetype="text/css",
        headers={"Cache-Control": "max-age=3600"},
    )


def prepare(app: Flask) -> None:
    """Give templates their components and words."""
    app.register_blueprint(bp)
    app.jinja_options = {"autoescape": True}
    app.jinja_loader = ChoiceLoader(
        [
            app.jinja_loader,  # type: ignore[list-item]
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(visible=visible, day=_day, moment=_moment, size=_size, words=_words)
    app.context_processor(_words_of_the_house)


def _words_of_the_house() -> Answers:
    return {
        "installation": installation(),
        "law": installation().law,
        "state_name": lambda code: state_name(code, "en"),
        "stage_class": stage_class,
        "sheet_topics": TOPICS,
        "channels": dict(CHANNELS) | {"package": "Package"},
        "official": current_user if current_user.is_authenticated else None,
    }


def visible(text: str) -> str:
    """Control characters as the signs that stand for them, so that whoever typed one sees it and can delete it."""
    return "".join(_sign(character) for character in text)


def _sign(character: str) -> str:
    code = ord(character)
    if character in "\n\r\t" or unicodedata.category(character) not in ("Cc", "Cs"):
        return character
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def _day(value: date | str | None) -> str:
    """27 March 2026."""
    if isinstance(value, str):
        value = date.fromisoformat(value[:10]) if value else None
    return format_date(value, "d MMMM y", "en") if value else ""


def _moment(value: datetime) -> str:
    """27 March 2026, 14:05, at the ministry."""
    return format_datetime(value, "d MMMM y, HH:mm", ZoneInfo(installation().config.time_zone), "en")


def _size(value: int) -> str:
    """A size for people."""
    return f"{value / 1024 / 1024:.1f} MB" if value >= 1024 * 1024 else f"{max(1, value // 1024)} KB"


def _words(name: str) -> str:
    """letter_of_request -> Letter of request."""
    text = name.replace("_", " ")
    return text[:1].upper() + text[1:]
