"""Another system of the ministry reads and files requests, in the name of an official and with no more rights than that official has."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import time_machine
from hypothesis import HealthCheck, settings
from openapi_spec_validator import validate
from sqlalchemy import select, update

from mla.lifecycle.terms import Role
from mla.models import ApiToken, AuditEntry, Dossier, Official
from mla.sample.ministry import Ministry
from mla.storage.database import now
from mla.views.api import pace
from mla.views.api.document import document
from tests.support.drive import Site, staffed
from tests.support.systems import System


@pytest.fixture
def site(si: Ministry) -> Site:
    """A ministry, seen by its officials."""
    return Site(si)


@pytest.fixture
def register(site: Site) -> System:
    """A system that may write, in the name of the drafter."""
    return System(site)


OPENING = {"counterpart": "BE", "title": "Filed by the register", "language": "en", "instrument": "lhc"}


def filed(system: System, **told: str) -> Any:
    status, found = system.ask("/requests", {"kind": "assistance", "answers": {**OPENING, **told}})
    assert status == 201, found
    return found


# What it can do
def test_a_system_files_a_draft_fills_its_sections_and_reads_it_back(register: System, site: Site) -> None:
    request = filed(register)
    assert request["stage"]["name"] in {one["stage"] for one in request["history"]}
    at = f"/requests/{request['id']}"
    status, asked = register.ask(f"{at}/steps/state_facts")
    assert status == 200
    assert "facts" in asked["answers"]["properties"]
    status, after = register.ask(
        f"{at}/steps/state_facts", {"answers": {"facts": "What happened."}, "version": request["version"]}
    )
    assert status == 200, after
    assert after["text"]["contents"]["state_facts"]["facts"] == "What happened."
    assert after == register.ask(at)[1]
    page = site.official(Role.DRAFTER).get(f"/dossiers/{request['id']}")
    assert "Filed by the register" in page.main  # fmt: skip


def test_a_document_is_attached_checked_as_any_other_and_read_back(register: System) -> None:
    at = f"/requests/{filed(register)['id']}"
    name = next(one["trigger"] for one in register.ask(at)[1]["steps"] if "attach" in one["trigger"])
    content = base64.b64encode(b"A statement.\n").decode()
    sent = {"answers": {"title": "Statement"}, "documents": [{"filename": "statement.txt", "content": content}]}
    status, after = register.ask(f"{at}/steps/{name}", sent)
    assert status == 200, after
    (document_told,) = after["documents"]
    heads = {"Authorization": f"Bearer {register.secret}"}
    assert register.client.get(document_told["href"], headers=heads).data == b"A statement.\n"
    sent["documents"][0]["filename"] = "statement.pdf"  # type: ignore[index]
    status, refused = register.ask(f"{at}/steps/{name}", sent)
    assert (status, "is not what its name says" in refused["detail"]) == (422, True)


def test_the_list_is_the_register_of_the_official_page_by_page(register: System) -> None:
    for number in range(3):
        filed(register, title=f"Number {number}")
    _status, found = register.ask("/requests?sort=title&order=asc&words=number")
    assert [one["title"] for one in found["requests"]] == ["Number 0", "Number 1", "Number 2"]
    assert register.ask("/requests?kind=extradition")[1]["requests"] == []
    for none in ("sort=", "sort=colour", "order="):
        assert register.ask(f"/requests?{none}")[0] == 400, "an order that is none, be it empty"


# What it cannot do
@pytest.mark.parametrize("secret", ["", "nothing", "é" * 43, "x" * 10_000])
def test_without_a_secret_that_lasts_nothing_is_told(register: System, secret: str) -> None:
    status, told = register.ask("/requests", secret=secret.encode("latin-1", "replace").decode("latin-1"))
    assert (status, told["status"]) == (401, 401)


def test_a_session_of_a_browser_opens_no_part_of_it(site: Site) -> None:
    visitor = site.official(Role.DRAFTER)
    assert visitor.get("/requests").status == 200
    assert visitor.client.get("/api/v1/requests").status_code == 401


def test_an_ended_secret_one_past_its_day_and_that_of_a_closed_account_open_nothing(site: Site) -> None:
    ended, late, closed = System(site), System(site, Role.SIGNATORY), System(site, Role.EXAMINER)
    own = site.official(Role.DRAFTER)
    with site.ministry.session() as session:
        one, two, _three = session.scalars(select(ApiToken).order_by(ApiToken.id)).all()
        two.until -= timedelta(days=31)
        session.execute(update(Official).where(Official.email == "examiner@si.example").values(active=False))
        session.commit()
        number = one.id
    assert site.official(Role.SIGNATORY).post(f"/account/systems/{number}/end").status == 404
    assert ended.ask("/requests")[0] == 200
    own.post(f"/account/systems/{number}/end")
    assert [one.ask("/requests")[0] for one in (ended, late, closed)] == [401, 401, 401]
    with site.ministry.session() as session:
        notes = [one.detail for one in session.scalars(select(AuditEntry).where(AuditEntry.what == "account_changed"))]
        assert any("secret made for Court register" in str(one) for one in notes)
        assert any("secret ended for Court register" in str(one) for one in notes)  # fmt: skip


def test_a_secret_that_may_read_writes_nothing(site: Site) -> None:
    reader = System(site, writes="read")
    assert reader.ask("/requests")[0] == 200
    assert reader.ask("/requests", {"kind": "assistance", "answers": OPENING})[0] == 403


def test_a_system_that_asks_too_often_is_told_when_to_ask_again_and_holds_up_no_other(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "calls", pace.Pace(3))
    eager, other = System(site), System(site, Role.SIGNATORY)
    heads = {"Authorization": f"Bearer {eager.secret}"}
    assert [eager.ask("/kinds")[0] for _call in range(4)] == [200, 200, 200, 429]
    refused = eager.client.get("/api/v1/requests", headers=heads)
    assert (refused.status_code, refused.mimetype) == (429, "application/problem+json")
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert "You asked too often" in refused.text
    assert eager.ask("/requests", {"kind": "assistance", "answers": OPENING})[0] == 429
    assert other.ask("/kinds")[0] == 200
    with time_machine.travel(now() + timedelta(seconds=61), tick=True):
        assert eager.ask("/kinds")[0] == 200


def test_it_sees_no_request_that_its_official_does_not_see(register: System, site: Site) -> None:
    request = filed(register)
    other = System(site, Role.EXAMINER)
    assert other.ask(f"/requests/{request['id']}")[0] == 404
    assert other.ask("/requests")[1]["requests"] == []
    assert other.ask(f"/requests/{request['id']}/steps/note", {"answers": {"words": "Seen."}})[0] == 404


def test_a_letter_is_taken_by_persons_alone(register: System) -> None:
    request = filed(register)
    triggers = {one["trigger"] for one in register.ask(f"/requests/{request['id']}")[1]["steps"]}
    assert "transmit" not in triggers
    status, told = register.ask(f"/requests/{request['id']}/steps/transmit", {"answers": {}})
    assert (status, "A person reads this letter" in told["detail"]) == (409, True)


def test_who_a_protected_person_is_is_told_to_no_system(register: System) -> None:
    at = f"/requests/{filed(register)['id']}"
    name = next(one["trigger"] for one in register.ask(at)[1]["steps"] if "person" in one["trigger"])
    answers = {
        "family_name": "Hidden",
        "given_names": "Name",
        "protected": True,
        "pseudonym": "Witness Q",
        "rights": "Threatened.",
        "role": "witness",
        "nature": "natural",
        "capacity": "witness",
        "link": "Saw it.",
    }
    known = register.ask(f"{at}/steps/{name}")[1]["answers"]["properties"]
    status, after = register.ask(f"{at}/steps/{name}", {"answers": {k: v for k, v in answers.items() if k in known}})
    assert status == 200, after
    assert "Witness Q" in json.dumps(after)
    assert "Hidden" not in json.dumps(after)  # fmt: skip


def test_wrong_answers_are_refused_in_sentences_and_nothing_is_kept(register: System, site: Site) -> None:
    request = filed(register)
    at = f"/requests/{request['id']}/steps/state_facts"
    for answers in ({"fcts": "x"}, {"facts": 7}, {"facts": ["x"]}, {"facts": "x" * 300_000}):
        status, told = register.ask(at, {"answers": answers})
        assert (status, bool(told["faults"])) == (422, True)
    status, told = register.ask("/requests", {"kind": "assistance", "answers": {**OPENING, "title": ""}})
    assert status == 422
    assert [one["name"] for one in told["faults"]] == ["title"]
    assert register.ask(at, {"answers": {"facts": "x"}, "version": 0})[0] == 409
    with site.ministry.session() as session:
        assert session.scalars(select(Dossier.version)).all() == [request["version"]]


@pytest.mark.parametrize(
    "sent",
    [
        '{"kind": "assistance", "answers": ' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}",
        "[" * 900 + "]" * 900,
        '{"\\ud800": 1}',
        '{"kind": "assistance", "kind": "extradition", "answers": {}}',
        '{"kind": "\\ud800", "answers": {}}',
    ],
)  # fmt: skip
def test_what_no_reader_reads_alike_is_refused_in_a_sentence(register: System, sent: str) -> None:
    heads = {"Authorization": f"Bearer {register.secret}", "Content-Type": "application/json"}
    answered = register.client.post("/api/v1/requests", data=sent, headers=heads)
    assert answered.status_code in (400, 422)
    assert answered.mimetype == "application/problem+json"


@pytest.mark.parametrize("title", ["a\u202eb", "a\x00b", "x" * 301, "half \ud800"])
def test_the_title_of_a_document_is_a_line_as_any_that_is_typed(register: System, site: Site, title: str) -> None:
    """What no paper can print would keep the whole request from being sent."""
    at = f"/requests/{filed(register)['id']}"
    document = {"filename": "statement.txt", "title": title, "content": base64.b64encode(b"Words.").decode()}
    status, told = register.ask(f"{at}/steps/attach", {"answers": {"title": "Statement"}, "documents": [document]})
    assert (status, told["faults"][0]["name"]) == (422, "documents")
    assert register.ask(at)[1]["documents"] == []


# How it is described
def test_the_description_is_sound_and_stands_in_the_documentation() -> None:
    validate(document())
    kept = Path(__file__).parents[2] / "docs" / "openapi.json"
    assert json.loads(kept.read_text()) == json.loads(json.dumps(document())), "mla interface docs/openapi.json"


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[System, str]]:
    """A ministry with one draft, for a system that asks in every way."""
    ministry = staffed("SI", tmp_path_factory.mktemp("interface"))
    system = System(Site(ministry))
    yield system, filed(system)["id"]
    ministry.engine.dispose()


STEPS_ASKED = (
    "note", "submit", "assign", "attach", "choose_basis", "name_person", "state_offence", "ask_measure", "list_property", "correct_entry", "tell_custody",
)  # fmt: skip
"""One view answers for every step. These ask for every kind of answer: none, words, choices, ticks, days, numbers, officials, files, rows of a list, items of the text."""

schema = schemathesis.openapi.from_dict(
    {name: part for name, part in json.loads(json.dumps(document())).items() if name != "security"}
).exclude(path_regex=rf"/steps/(?!({'|'.join(STEPS_ASKED)})$)")
"""Without the secret, which each call brings."""


def is_number(told: object) -> bool:
    """Whether something names a request as the interface does."""
    try:
        return bool(uuid.UUID(str(told)))
    except ValueError:
        return False


LEFT = [
    schemathesis.checks.CHECKS.get_one(
        "positive_data_acceptance"
    ),  # what a schema lets through, a form may still refuse in a sentence
    schemathesis.checks.CHECKS.get_one("ignored_auth"),  # it asks anew without the secret: the tests above do
]


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_asked_is_answered_as_described(case: schemathesis.Case, described: tuple[System, str]) -> None:
    system, number = described
    if is_number(case.path_parameters.get("id")):
        case.path_parameters["id"] = number
    response = case.call(app=system.client.application, headers={"Authorization": f"Bearer {system.secret}"})
    assert response.status_code < 500
    case.validate_response(response, excluded_checks=LEFT)
