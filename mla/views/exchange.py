"""The door for other States: a package comes in, a signed receipt goes back. Public, for the signature is the key."""

from __future__ import annotations

from typing import BinaryIO

from flask import Blueprint, Response, request
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from mla.documents.bounded import Busy
from mla.exchange.receipts import take_receipt
from mla.exchange.reception import TooManyStrangers, receive
from mla.package.receipt import MOST_RECEIPT, BadReceipt
from mla.storage.database import now
from mla.views.context import db, installation
from mla.views.errors import why_not_kept

bp = Blueprint("exchange", __name__, url_prefix="/exchange")
PIECE = 64 * 1024


@bp.post("/packages")
def take() -> Response:
    """Take in a package. 503 means: try again, nothing has happened; 500 the same, with a number in our log."""
    most = installation().config.max_package
    if (request.content_length or 0) > most:
        return _words("The package is too large.", 413)
    try:
        with installation().store.scratch() as file:
            if not _copied(file, most):
                return _words("The package is too large.", 413)
            file.seek(0)
            if (data := file.read(MOST_RECEIPT + 1)).startswith(
                b"{"
            ):  # no package: another State's newer word on one of ours
                take_receipt(db(), data, now())
                db().commit()
                return _words("Kept.", 200)
            incoming = receive(db(), installation(), file, "http", now())
            db().commit()
    except BadReceipt:
        db().rollback()
        return _words("This is no receipt for a package of this ministry.", 400)
    except TooManyStrangers:
        db().rollback()
        return _words("Too many packages of unproven origin today.", 429)
    except Busy:
        db().rollback()
        return _words("Busy. Try again.", 503, {"Retry-After": "30"})
    except (OperationalError, IntegrityError, StaleDataError, OSError) as error:
        db().rollback()
        sentence, status = why_not_kept(error, "Busy. Try again.")
        return _words(sentence, status, {"Retry-After": "30"})
    return Response(incoming.receipt, mimetype="application/json")


def _copied(file: BinaryIO, most: int) -> bool:
    """Write what comes in to a file, piece by piece; False when it is more than `most` bytes."""
    count = 0
    while piece := request.stream.read(PIECE):
        count += len(piece)
        if count > most:
            return False
        file.write(piece)
    return True


def _words(sentence: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(f"{sentence}\n", status, headers, mimetype="text/plain")
