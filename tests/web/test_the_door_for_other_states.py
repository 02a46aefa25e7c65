"""Anybody may knock at the door for packages; nobody without a key on file leaves anything behind."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from mla.models import Incoming
from mla.package.sealing import _container
from tests.support.drive import Matter

KEY = Ed25519PrivateKey.generate()


def knock(matter: Matter, body: Any, **headers: str) -> Any:
    client = matter.be.app.test_client()
    return client.post("/exchange/packages", data=body, base_url="http://127.0.0.1", headers=headers)


def kept(matter: Matter) -> list[str]:
    store = matter.be.ministry.config.store
    return [path.name for path in store.rglob("*") if path.is_file()]


def remembered(matter: Matter) -> list[Incoming]:
    with matter.be.ministry.session() as session:
        return list(session.scalars(select(Incoming)))


@pytest.mark.parametrize("sender", ["\ud800", "A\0", "NL", "SI", "x" * 100_000, "", 7, None])
def test_whoever_the_sender_claims_to_be_nothing_is_kept_of_what_is_not_proven(draft: Matter, sender: Any) -> None:
    raw = json.dumps({"format": 1, "sender": sender, "files": {}}, ensure_ascii=True).encode()
    body = _container(raw, KEY.sign(raw), {})
    answer = knock(draft, body)
    assert answer.status_code == 200
    receipt = json.loads(answer.get_json()["receipt"])
    assert (receipt["outcome"], receipt["state"]) == ("refused", "BE")
    assert kept(draft) == []
    assert [row.sender for row in remembered(draft)] == [None]


def test_a_large_body_of_a_stranger_is_never_read_into_memory(draft: Matter) -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("manifest.json", "{}")
        archive.writestr("signature", bytes(64))
        archive.writestr("documents/a.pdf", bytes(60 * 1024 * 1024))
    tracemalloc.start()
    answer = knock(draft, io.BytesIO(body.getvalue()), **{"Content-Length": str(len(body.getvalue()))})
    before = len(body.getvalue())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert json.loads(answer.get_json()["receipt"])["outcome"] == "refused"
    assert peak < before + 15 * 1024 * 1024, "only what the test itself holds"
    assert kept(draft) == []


def test_after_many_strangers_in_a_day_a_further_one_is_not_even_counted(
    draft: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mla.exchange.reception.MOST_STRANGERS", 3)
    assert [knock(draft, f"junk {n}".encode()).status_code for n in range(5)] == [200, 200, 200, 429, 429]
    assert (len(remembered(draft)), kept(draft)) == (3, [])


def test_what_is_larger_than_allowed_is_refused_and_not_counted(draft: Matter) -> None:
    site = draft.be.app.extensions["installation"]
    draft.be.app.extensions["installation"] = replace(site, config=replace(site.config, max_package=100_000))
    assert knock(draft, b"x" * 100_001).status_code == 413
    assert (remembered(draft), kept(draft)) == ([], [])


def test_a_receipt_that_nobody_gave_is_turned_away_at_the_door(draft: Matter) -> None:
    answer = draft.si.app.test_client().post("/exchange/packages", data=b'{"receipt": "{}", "signature": ""}')
    assert (answer.status_code, "no receipt" in answer.text) == (400, True)
