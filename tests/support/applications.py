"""The web application of a ministry of a test: like `create_app`, without making again what all of them have in common.

Its addresses, views and pages are the same for every ministry with the same settings: they are made by `create_app` once
in a test process. What belongs to one ministry (its database, its installation, its turns) is its own.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import select

from config import Config, SealSettings
from mla.app import create_app
from mla.models import Official
from mla.sample.ministry import Ministry
from mla.views.capacity import Turns
from mla.views.context import db
from mla.views.sign_in import welcome
from tests.support.web import Visitor


class Compiled(BytecodeCache):
    """Remembers compiled pages for all sites of a test process: compiling them takes longer than most tests."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is remembered."""
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember."""
        self.known[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()
_made: dict[Config, Flask] = {}


def application(ministry: Ministry) -> Flask:
    """The application of this ministry, on the engine and the installation that it has."""
    settings = replace(ministry.config, database_url="", store=Path(), signing_key=Path(), seal=SealSettings())
    if settings not in _made:
        made = create_app(ministry.config)
        made.extensions["engine"].dispose()
        made.jinja_env.bytecode_cache = COMPILED
        _made[settings] = made
    app = copy.copy(_made[settings])
    app.config, app.view_functions = copy.copy(app.config), dict(app.view_functions)
    app.extensions = app.extensions | {"engine": ministry.engine, "installation": ministry.installation}
    app.__dict__.pop("wsgi_app")
    app.wsgi_app = Turns(app)
    return app


def let_in(app: Flask, visitor: Visitor, email: str) -> None:
    """What becomes of a right password, without the page that asks for it: the row of the session, the line of the log, the cookies."""
    here = {"environ_base": visitor.client.environ_base, "base_url": "http://127.0.0.1"}
    with app.test_request_context("/sign-in", method="POST", **here):
        answer = app.process_response(welcome(db().scalars(select(Official).where(Official.email == email)).one()))
        for told in answer.headers.getlist("Set-Cookie"):
            name, _is, value = told.partition(";")[0].partition("=")
            visitor.client.set_cookie(name, value, domain="127.0.0.1")
