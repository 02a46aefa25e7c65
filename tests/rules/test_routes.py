"""Every address of the site: who may come in, which headers an answer carries, what is left unused."""

from __future__ import annotations

import inspect
import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from flask import Flask
from jinja2 import Environment, nodes
from werkzeug.routing import Rule

import forms
from forms.base import Asked
from mla.app import create_app
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Role
from mla.views import guard
from tests.support.drive import Page, Site, Visitor, staffed

PAGES = Path(__file__).parents[2] / "templates" / "pages"
VIEWS = Path(guard.__file__).parent
EXAMPLES = {
    "dossier_id": uuid.UUID(int=7),
    "number": 7,
    "thing": "kind",
    "asked_by": "review",
    "name": "letterhead",
    "place": 1,
    "paper_id": 1,
    "attachment_id": 1,
    "event": 1,
    "person": 1,
    "proposal": 1,
    "token": "unknown",
    "trigger": "note",
    "kind": "assistance",
    "filename": "mla.css",
    "code": "SI",
    "instrument": "lhc",
    "topic": "languages",
    "language": "es",
    "letter": "letter_of_refusal",
    "on": "2026-12-24",
}
STRICT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A ministry without any request, which these tests only read."""
    ministry = staffed("SI", tmp_path_factory.mktemp("routes"))
    yield Site(ministry)
    ministry.engine.dispose()


def addresses(app: Flask, method: str) -> dict[str, str]:
    """An address for every endpoint that answers this method."""
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("127.0.0.1")
        rules = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]
        return {f"{rule.endpoint} {rule.rule}": adapter.build(rule.endpoint, _example(rule)) for rule in rules}


def _example(rule: Rule) -> dict[str, object]:
    return {name: EXAMPLES[name] for name in rule.arguments}


def closed(site: Site, method: str) -> list[str]:
    """The addresses that nobody may open without signing in, but for those of other systems."""
    found = addresses(site.app, method).items()
    return [
        path for name, path in found if name.split()[0] not in guard.PUBLIC and not name.startswith(f"{guard.API}.")
    ]


def token(visitor: Visitor) -> str:
    """What a form of this visitor proves that it came from our own page with."""
    return visitor.get("/sign-in").hidden["csrf_token"]


# Who comes in
def test_only_these_endpoints_are_public() -> None:
    assert {
        "static",
        "sign_in.sign_in",
        "sign_in.choose_language",
        "invitations.take",
        "screens.brand",
        "exchange.take",
        "help.health",
        "feed.show",
    } == guard.PUBLIC


def test_the_addresses_above_are_all_there_are(site: Site) -> None:
    assert len(closed(site, "GET")) > 15
    assert len(closed(site, "POST")) > 8


def test_whoever_has_not_signed_in_is_sent_to_sign_in(site: Site) -> None:
    for path in closed(site, "GET"):
        page = site.nobody().get(path)
        assert (page.status, page.location.split("?")[0]) == (302, "/sign-in"), path
        assert not page.html.count("<form"), path


def test_to_the_interface_no_system_comes_without_a_secret_and_no_official_by_a_session(site: Site) -> None:
    for method in ("GET", "POST"):
        paths = [path for name, path in addresses(site.app, method).items() if name.startswith(f"{guard.API}.")]
        assert paths
        for path in paths:
            for visitor in (site.nobody(), site.official(Role.DRAFTER)):
                assert visitor.client.open(path, method=method).status_code == 401, path


def test_a_form_of_whoever_has_not_signed_in_is_sent_to_sign_in(site: Site) -> None:
    visitor = site.nobody()
    held = token(visitor)
    for path in closed(site, "POST"):
        page = visitor.send(path, {"csrf_token": held})
        assert (page.status, page.location) == (302, "/sign-in"), path


def test_no_form_is_taken_that_did_not_come_from_our_own_page(site: Site) -> None:
    for name, path in addresses(site.app, "POST").items():
        for fields in ({}, {"csrf_token": "forged"}):
            page = site.official(Role.ADMINISTRATOR).send(path, fields, origin="https://elsewhere.example")
            if name.startswith("exchange.take"):
                assert page.status == 200  # a package proves itself by its signature
            elif name.startswith(f"{guard.API}."):
                assert page.status == 401, path  # no cookie opens it
            else:
                assert page.status == 400, path
                assert "For your safety nothing was done" in page.main, path


def test_a_page_of_our_own_that_is_too_old_changes_nothing_either(site: Site) -> None:
    for name, path in addresses(site.app, "POST").items():
        if not name.startswith(("exchange.take", f"{guard.API}.")):
            page = site.official(Role.ADMINISTRATOR).send(path, {"csrf_token": "of yesterday", "name": "Kept"})
            assert page.status == 400 or page.location.startswith(path), path


def test_nothing_changes_by_merely_opening_a_page(site: Site) -> None:
    writing = {"sign_in.sign_out", "sign_in.revoke_others", "packages.drop", "exchange.take"}
    opened = {name.split()[0] for name in addresses(site.app, "GET")}
    assert not writing & opened


# Headers
def answers(site: Site) -> Iterator[tuple[str, Page]]:
    """One answer of every kind."""
    signatory, nobody = site.official(Role.SIGNATORY), site.nobody()
    yield "sign-in", nobody.get("/sign-in")
    yield "wrong password", nobody.post("/sign-in", email="nobody@si.example", password="wrong")
    yield "sent to sign in", nobody.get("/")
    yield "register", signatory.get("/")
    yield "form", signatory.get("/account")
    yield "not allowed", signatory.get("/accounts")
    yield "not there", signatory.get(f"/dossiers/{uuid.UUID(int=7)}")
    yield "no such page", nobody.get("/nowhere")
    yield "wrong method", signatory.get("/sign-out")
    yield "no token", signatory.send("/account", {})
    yield "package", nobody.send("/exchange/packages", {})
    yield "alive", nobody.get("/health")
    yield "colour", nobody.get("/brand.css")
    yield "another host", Page(site.app.test_client().get("/", base_url="http://elsewhere.example"))


def test_every_answer_tells_the_browser_to_be_strict(site: Site) -> None:
    for kind, page in answers(site):
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, kind
        assert "frame-ancestors 'none'" in policy, kind
        assert "unsafe" not in policy, kind
        assert {name: page.headers.get(name) for name in STRICT} == STRICT, kind


def test_nothing_but_style_and_scripts_stays_in_a_cache(site: Site) -> None:
    for kind, page in answers(site):
        assert page.headers.get("Cache-Control") == ("max-age=3600" if kind == "colour" else "no-store"), kind


def test_the_kinds_of_answers_above_are_what_they_say(site: Site) -> None:
    assert {kind: page.status for kind, page in answers(site)} == {
        "sign-in": 200,
        "wrong password": 401,
        "sent to sign in": 302,
        "register": 200,
        "form": 200,
        "not allowed": 403,
        "not there": 404,
        "no such page": 404,
        "wrong method": 405,
        "no token": 400,
        "package": 200,
        "alive": 200,
        "colour": 200,
        "another host": 400,
    }


def test_over_https_the_browser_is_told_to_stay_with_it_and_to_guard_the_cookie(site: Site) -> None:
    app = create_app(replace(site.ministry.config, secure_cookies=True, sample=False))
    answer = app.test_client().get("/sign-in", base_url="https://127.0.0.1")
    app.extensions["engine"].dispose()
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    cookie = answer.headers["Set-Cookie"]
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}


def test_no_page_carries_script_or_style_in_its_own_text() -> None:
    for page in PAGES.rglob("*.html"):
        text = page.read_text()
        assert not re.search(r"<style|style=\"|\son\w+=\"|javascript:", text), page.name
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), page.name


# What is left unused
def test_every_page_a_view_draws_exists_and_every_page_is_drawn() -> None:
    told = "\n".join(path.read_text() for path in VIEWS.glob("*.py"))
    drawn = set(re.findall(r"render_template\(\s*\"([\w/]+\.html)\"", told))
    parts = set()
    for page in PAGES.rglob("*.html"):
        parts |= set(re.findall(r"{% (?:extends|from|include) \"((?!govuk)[\w/]+\.html)\"", page.read_text()))
    present = {path.relative_to(PAGES).as_posix() for path in PAGES.rglob("*.html")}
    assert drawn <= present
    assert present == drawn | parts


def test_no_two_forms_bear_one_name() -> None:
    """A step finds its form by its name alone."""
    rooms = [import_module(f"forms.{found.name}") for found in iter_modules(forms.__path__)]
    named = [
        name
        for room in rooms
        for name, form in inspect.getmembers(room, inspect.isclass)
        if issubclass(form, Asked) and form.__module__ == room.__name__
    ]
    assert sorted(named) == sorted(set(named))


def test_every_form_is_asked_by_a_step_or_by_a_view() -> None:
    steps = {step.form for table in LIFECYCLES.values() for step in table.steps}
    told = "\n".join(path.read_text() for path in VIEWS.glob("*.py"))
    rooms = [import_module(f"forms.{found.name}") for found in iter_modules(forms.__path__) if found.name != "base"]
    for room in rooms:
        for name, form in inspect.getmembers(room, inspect.isclass):
            if not issubclass(form, Asked) or form.__module__ != room.__name__:
                continue
            asked = name in steps or re.search(rf"\b{name}(\.of)?\(", told)
            assert asked or form.__subclasses__() or _within_another(name), f"Nobody asks {name}."


def _within_another(name: str) -> bool:
    """Whether the form is a row of another."""
    told = re.compile(rf"FormField\({name}\)|Rows\(\s*{name},")
    return any(told.search(path.read_text()) for path in Path(forms.__file__).parent.glob("*.py"))


def test_every_step_has_a_form_that_asks_nothing_of_the_other_steps() -> None:
    for table in LIFECYCLES.values():
        names = [step.form for step in table.steps]
        assert len(set(names)) == len(names)
        assert all(forms.form_for(name).heading for name in names), "Every page has a heading."


# Links
def test_every_link_of_a_template_names_what_its_address_needs(site: Site) -> None:
    """A link that is shown only now and then fails only then."""
    needs = {rule.endpoint: rule.arguments for rule in site.app.url_map.iter_rules()}
    wrong = []
    for path in sorted(PAGES.rglob("*.html")):
        for call in Environment(extensions=["jinja2.ext.i18n"]).parse(path.read_text()).find_all(nodes.Call):
            if getattr(call.node, "name", "") == "url_for" and isinstance(call.args[0], nodes.Const):
                lacking = needs[call.args[0].value] - {named.key for named in call.kwargs}
                wrong += [f"{path.name}:{call.lineno} {call.args[0].value} lacks {name}" for name in lacking]
    assert wrong == []
