"""The pages on who is who and on competing requests put up no barrier, wide or small, and keep what was typed."""

from __future__ import annotations

import uuid

import pytest
from playwright.sync_api import Page

from mla.lifecycle.terms import Role
from mla.models import Dossier
from tests.support.barriers import SIDEWAYS, barriers
from tests.support.drive import Matter, acknowledgement
from tests.web.test_for_everybody import LETTER, REQUEST, address, browser, sign_in, window

__all__ = ["address", "browser", "window"]  # fixtures

pytestmark = pytest.mark.browser


def sought(matter: Matter, state: str, **person: str) -> str:
    registrar = matter.si.official(Role.REGISTRAR)
    told = {name: value for name, value in REQUEST.items() if not name.startswith("measures")}
    form = registrar.get("/dossiers/paper/extradition")
    born = {"persons-0-born_on": ["13", "8", "1942"]}
    page = registrar.record(form, **LETTER, **{**told, **born, "counterpart": state, **person})
    assert page.status == 302, page.mistakes
    number = uuid.UUID(str(page.location).rsplit("/", 1)[-1])
    matter.si.ministry.take(number, "acknowledge", **acknowledgement())
    return str(page.location)


def looked_at(window: Page, page: str) -> None:
    for width in (1280, 390):
        window.set_viewport_size({"width": width, "height": 900})
        answer = window.goto(page)
        assert answer
        assert answer.status == 200, page
        assert barriers(window) == [], page
        assert window.evaluate(SIDEWAYS) == [], page


def test_the_pages_on_one_person_and_several_who_ask(matter: Matter, address: str, window: Page) -> None:
    first = sought(matter, "CR")
    sought(matter, "FR")
    third = sought(matter, "BE", **{"persons-0-given_names": "Fatma", "persons-0-born_on": ""})
    with matter.si.ministry.session() as session:
        other = session.get_one(Dossier, uuid.UUID(third.rsplit("/", 1)[-1])).persons[0].id
    sign_in(window, address, Role.DECIDER)
    for page in (
        "/same-person",
        f"/same-person/1/{other}",
        "/competing",
        "/competing/views",
        "/competing/decide",
        "/competing/letters",
    ):
        looked_at(window, f"{address}{first}{page}")
