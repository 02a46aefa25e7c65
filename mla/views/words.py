"""In which language a page speaks: every text of a screen is told here, and nowhere else, in that language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from flask import Flask, flash, g
from flask_babel import Babel, get_domain, get_locale
from jinja2 import pass_context, pass_eval_context
from jinja2.filters import sync_do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import Markup, soft_str

from mla.words import Catalog, Words, changed

LANGUAGE = "en"
"""The language of every screen. Once there is more than one, `select_locale` asks a setting, or the official."""


def select_locale() -> str:
    """The language in which this page speaks."""
    return LANGUAGE


def catalog() -> Catalog:
    """What the language of this page calls each text (`mla/translations`); looked up once for each request."""
    if "catalog" not in g:
        g.catalog = get_domain().get_translations()
    return cast(Catalog, g.catalog)


def shown(value: Any) -> Any:
    """A text as this page tells it; anything else as it is. Every `{{ … }}` of a template passes by here."""
    return value.in_language_of(catalog()) if isinstance(value, Words) else value


def tell(words: str, category: str = "message") -> None:
    """Show a sentence on the next page. It waits there in the language of this one."""
    flash(shown(words), category)


def prepare(app: Flask) -> None:
    """Give templates `_`, `trans` and `ngettext`."""
    Babel(app, locale_selector=select_locale)
    env = app.jinja_env
    env.finalize = shown
    env.policies["ext.i18n.trimmed"] = True
    env.globals.update(gettext=_gettext, ngettext=_ngettext, language=_language)
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
