"""The door for other States: a package comes in, a signed receipt goes back. Public, for the signature is the key."""

from __future__ import annotations

from flask import Blueprint, Response, request
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from mla.database import now
from mla.exchange.reception import receive, welcome
from mla.views.desk import db, house

room = Blueprint("exchange", __name__, url_prefix="/exchange")


@room.post("/packages")
def take() -> Response:
    """Take in a package. 503 means: try again, nothing has happened."""
    most = house().config.max_package
    if (request.content_length or 0) > most:
        return Response("The package is too large.\n", 413, mimetype="text/plain")
    data = request.stream.read(most + 1)
    try:
        if not welcome(db(), house(), data, now()):
            return Response("Too many packages of unproven origin today.\n", 429, mimetype="text/plain")
        incoming = receive(db(), house(), data, "http", now())
        db().commit()
    except (OperationalError, IntegrityError, StaleDataError, OSError):
        db().rollback()
        return Response("Busy. Try again.\n", 503, mimetype="text/plain", headers={"Retry-After": "30"})
    return Response(incoming.receipt, mimetype="application/json")
