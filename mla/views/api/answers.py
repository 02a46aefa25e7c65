"""How the interface answers: JSON, and problems as RFC 9457 tells them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import NoReturn

from flask import Response
from werkzeug.exceptions import HTTPException

from forms.signatures import Value
from mla.canonical import Answers
from mla.views.words import shown


def answer(told: Value, status: int = 200, **heads: str) -> Response:
    """An answer as JSON; sentences in it are told in the language that was asked for."""
    said = json.dumps(_shown(told), ensure_ascii=False, indent=2)
    return Response(f"{said}\n", status, mimetype="application/json", headers=heads)


def problem(status: int, sentence: str, faults: Iterable[tuple[str, str]] = ()) -> Response:
    """What went wrong, in a sentence; `faults` name questions, each with what is wrong there."""
    told: Answers = {"status": status, "title": HTTPStatus(status).phrase, "detail": sentence}
    if found := [{"name": name, "detail": why} for name, why in faults]:
        told["faults"] = found
    response = answer(told, status)
    response.mimetype = "application/problem+json"
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


class Problem(HTTPException):
    """Ends a view with a problem."""


def refuse(status: int, sentence: str, faults: Iterable[tuple[str, str]] = ()) -> NoReturn:
    """End the view with a problem."""
    raise Problem(response=problem(status, sentence, faults))


def _shown(told: Value) -> Value:
    if isinstance(told, dict):
        return {str(name): _shown(value) for name, value in told.items()}
    if isinstance(told, list | tuple):
        return [_shown(one) for one in told]
    return shown(told)
