"""In which language a page speaks: every text of a screen is told here, and nowhere else, in that language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from unicodedata import combining, normalize

from flask import Flask, flash, g, request, session
from flask_babel import Babel, get_domain, get_locale
from flask_login import current_user
from jinja2 import pass_context, pass_eval_context
from jinja2.filters import sync_do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import Markup, soft_str

from mla.languages import of_letters
from mla.words import Catalog, Words, changed

SCREENS = ("en", "fr", "es", "ar")
"""The languages of screens: those that have a catalog in `mla/translations`, in the order in which they are offered."""

CHOSEN = "language"
"""Where a session keeps the language that somebody chose who is not signed in."""


def select_locale() -> str:
    """The language in which this page speaks: what the official chose, or this browser; else what the browser asks for; else English."""
    chosen = getattr(current_user, "language", "") or session.get(CHOSEN, "")
    return chosen if chosen in SCREENS else request.accept_languages.best_match(SCREENS, SCREENS[0])


@dataclass(frozen=True)
class _Told:
    """The catalog of the language of a page."""

    language: str
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]


def catalog() -> Catalog:
    """What the language of this page calls each text (`mla/translations`); looked up once for each request."""
    known = g.get("catalog")
    if known is None:
        found = get_domain().get_translations()
        known = g.catalog = _Told(spoken_here(), found.gettext, found.ngettext)
    return cast(Catalog, known)


def spoken_here() -> str:
    """The code of the language of this page."""
    return str(get_locale() or SCREENS[0])


def law_language() -> str:
    """The language of this page where letters and the law are told in it, else English."""
    return of_letters(spoken_here())


def shown(value: Any) -> Any:
    """A text as this page tells it; anything else as it is. Every `{{ … }}` of a template passes by here."""
    return value.in_language_of(catalog()) if isinstance(value, Words) else value


def alphabetical(text: str) -> tuple[str, str]:
    """The place of a text among others in the alphabet, as this page tells it: a letter with a mark stands with the letter."""
    told = str(shown(text))
    return "".join(one for one in normalize("NFKD", told) if not combining(one)).casefold(), told


def tell(words: str, category: str = "message") -> None:
    """Show a sentence on the next page. It waits there in the language of this one."""
    flash(shown(words), category)


def prepare(app: Flask) -> None:
    """Give templates `_`, `trans` and `ngettext`."""
    Babel(app, locale_selector=select_locale)
    env = app.jinja_env
    env.finalize = shown
    env.policies["ext.i18n.trimmed"] = True
    env.globals.update(gettext=_gettext, ngettext=_ngettext, language=_language, law_language=law_language)
    env.filters.update(join=_join, lower=_lower)


def _language() -> dict[str, str]:
    """The code of the language for the attribute `lang`, and in which direction it is written."""
    locale = get_locale()
    return {"code": str(locale).replace("_", "-"), "direction": getattr(locale, "text_direction", "ltr")}


@pass_eval_context
def _join(context: EvalContext, values: Iterable[Any], separator: str = "") -> str:
    return sync_do_join(context, [shown(value) for value in values], separator)


def _lower(value: Any) -> str:
    return changed(soft_str(value), lambda words: words.lower())


@pass_context
def _gettext(context: Context, message: str, /, **values: Any) -> str:
    return _filled(context, catalog().gettext(message), values)


@pass_context
def _ngettext(context: Context, singular: str, plural: str, num: int, /, **values: Any) -> str:
    return _filled(context, catalog().ngettext(singular, plural, num), {"num": num, **values})


def _filled(context: Context, text: str, values: Mapping[str, Any]) -> str:
    """The text is ours and may hold markup; what is put into it is escaped."""
    safe = Markup(text) if context.eval_ctx.autoescape else text  # noqa: S704
    return safe % {name: shown(value) for name, value in values.items()}
