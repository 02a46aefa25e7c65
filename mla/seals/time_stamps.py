"""Time stamps of a service (RFC 3161), which has so many seconds for all it is asked while one paper is sealed."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper

SECONDS = 10.0
"""So long a step waits for the service in all: nobody else writes meanwhile (on SQLite)."""

MOST_ANSWER = 64 * 1024
"""Bytes of an answer; a token with its certificates has some five thousand."""


def stamper(address: str, seconds: float = SECONDS) -> TimeStamper:
    """Who asks the service at this address. Asking raises OSError, or TimestampRequestError of pyHanko, when there is no sound answer in time."""
    from asn1crypto.tsp import TimeStampReq, TimeStampResp
    from pyhanko.sign.timestamps import TimeStamper

    until = time.monotonic() + seconds

    class Asking(TimeStamper):
        async def async_request_tsa_response(self, req: TimeStampReq) -> TimeStampResp:
            left = until - time.monotonic()
            try:
                return TimeStampResp.load(await asyncio.wait_for(_answer(address, req.dump()), max(left, 0.01)))
            except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                raise OSError(f"{type(error).__name__} {error}".strip()) from error

    return Asking()  # type: ignore[no-untyped-call]


async def _answer(address: str, question: bytes) -> bytes:
    head = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    async with (
        httpx.AsyncClient(timeout=SECONDS, trust_env=False) as client,
        client.stream("POST", address, content=question, headers=head) as told,
    ):
        told.raise_for_status()
        found = b""
        async for piece in told.aiter_bytes():
            found += piece
            if len(found) > MOST_ANSWER:
                raise ValueError("the answer is too long")
        return found
