"""The front door: one ministry's web application, and the checks without which it does not start."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Config, ConfigError
from forms import form_for, measures
from mla.installation import Installation
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.earlier import EARLIER
from mla.lifecycle.problems import problems
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.terms import Signature
from mla.steps.effects import EFFECTS
from mla.steps.objections import OBJECTIONS
from mla.steps.one_person import RULES
from mla.storage.database import open_engine
from mla.views import (
    absences,
    accounts,
    administration,
    agreement_entry,
    agreement_writing,
    agreements,
    api_tokens,
    at_home,
    audit,
    bodies,
    briefs,
    comments,
    competing,
    desk,
    dossiers,
    draft,
    errors,
    exchange,
    feed,
    guard,
    handing_over,
    handovers,
    help,
    holidays,
    identity,
    invitations,
    labels,
    law,
    letter_corrections,
    letter_languages,
    letters,
    life_cycle,
    matters,
    newer_lists,
    newer_sheets,
    news,
    notes_verbales,
    obligations,
    packages,
    paragraphs,
    participation,
    peers,
    person,
    posted,
    questionnaires,
    redactions,
    same_person,
    saved_views,
    screens,
    seals,
    sheets,
    sign_in,
    sorting,
    statistics,
    statistics_by,
    steps,
    ticked,
    translator_certificates,
    units,
    variants,
    yearly_reports,
)
from mla.views import capacity as crowding
from mla.views import register as register_list
from mla.views.api import requests as interface

csrf = CSRFProtect()

# The steps come last: their address takes what no other room has taken.
BLUEPRINTS = (
    sign_in,
    desk,
    handing_over,
    absences,
    handovers,
    register_list,
    saved_views,
    ticked,
    dossiers,
    variants,
    redactions,
    at_home,
    draft,
    feed,
    api_tokens,
    comments,
    sorting,
    identity,
    invitations,
    life_cycle,
    person,
    obligations,
    briefs,
    statistics,
    statistics_by,
    questionnaires,
    matters,
    competing,
    notes_verbales,
    news,
    packages,
    seals,
    paragraphs,
    exchange,
    accounts,
    units,
    labels,
    peers,
    administration,
    holidays,
    audit,
    bodies,
    help,
    agreements,
    agreement_entry,
    agreement_writing,
    law,
    letter_corrections,
    letter_languages,
    newer_lists,
    newer_sheets,
    participation,
    same_person,
    sheets,
    translator_certificates,
    yearly_reports,
    posted,
    letters,
    interface,
    steps,
)


def create_app(config: Config) -> Flask:
    """Build the application. Raises RuntimeError when a life-cycle table is not sound, BadCalendar and Unsound for their files."""
    check_tables()
    app = Flask("mla", template_folder="../templates/pages", static_folder="static")
    if config.proxies:
        near = config.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=near, x_proto=near, x_host=near)  # type: ignore[method-assign]
    installation = Installation(config)
    installation.calendars  # noqa: B018 - read now, so that a fault in the file is told at the start
    check_signed_alone(config)
    measures.know(installation.law.question_sets())
    app.config.update(_settings(config))
    app.extensions["installation"] = installation
    app.extensions["engine"] = open_engine(config.database_url)
    screens.prepare(app)  # before anything asks for the environment of the templates
    csrf.init_app(app)
    guard.prepare(app)
    errors.prepare(app)
    for bp in BLUEPRINTS:
        app.register_blueprint(bp.bp)
    csrf.exempt(exchange.take)
    csrf.exempt(interface.bp)  # no cookie opens it, so no other site can use one
    app.wsgi_app = crowding.Turns(app)  # type: ignore[assignment, method-assign]
    return app


def _settings(config: Config) -> dict[str, object]:
    """Our settings in Flask's own names."""
    return {
        "SECRET_KEY": config.secret_key,
        "MAX_CONTENT_LENGTH": config.max_package + 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 16 * 1024 * 1024,
        "MAX_FORM_PARTS": 2000,
        "TRUSTED_HOSTS": list(config.hosts),
        "SESSION_COOKIE_NAME": f"mla_{config.state.lower()}",
        "SESSION_COOKIE_SECURE": config.secure_cookies,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": config.secure_cookies,
    }


def check_signed_alone(config: Config) -> None:
    """Every step that the settings let one official sign alone is one of which that may be said. Raises ConfigError."""
    steps = {step.trigger: step for table in LIFECYCLES.values() for step in table.steps}
    for name in sorted(config.signed_alone):
        step = steps.get(name)
        if step is None or step.signed is not Signature.BY_ANOTHER:
            may = ", ".join(sorted(one.trigger for one in steps.values() if one.signed is Signature.BY_ANOTHER))
            raise ConfigError(f"MLA_SIGNED_ALONE names “{name}”, which no setting relaxes. It may name: {may}.")


def check_tables() -> None:
    """Every table is sound, and whatever its rows name is there. Raises RuntimeError with the sentences."""
    tables = (*LIFECYCLES.values(), *EARLIER.values())
    wrong = [f"{table.kind}: {sentence}" for table in tables for sentence in (*problems(table), *unknown_names(table))]
    if wrong:
        raise RuntimeError("The life cycles are not sound:\n" + "\n".join(wrong))


def unknown_names(table: Lifecycle) -> Iterator[str]:
    """What the rows of a table name and nobody knows: effects, objections, what is done once, forms."""
    for step in table.steps:
        named = (
            ("effect", step.effect, EFFECTS),
            ("objection", step.objection, OBJECTIONS),
            ("rule for one person", step.once, RULES),
        )
        for what, name, known in named:
            if name not in known and (name or what == "effect"):
                yield f"“{step.trigger}” names the unknown {what} “{name}”."
        try:
            form_for(step.form)
        except LookupError as error:
            yield str(error)
