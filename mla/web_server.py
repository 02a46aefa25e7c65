"""Gunicorn's threads, kept from waiting for visitors who are slow or silent: every request has its time to arrive.

A thread that reads a request can do nothing else meanwhile. Bytes must therefore come at SLOWEST a second on average,
after a first while, and all of them within LONGEST. What is too slow is cut off; nothing of it has happened.
"""

from __future__ import annotations

import errno
import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers import gthread

THREADS = 8
HEAD_SECONDS = 2.0
BODY_SECONDS = 10.0
LONGEST = 15 * 60.0
"""Seconds: for the lines before the body; for the body whatever its size; for any body at all."""

SLOWEST = 16 * 1024
"""Bytes a second."""

PIECE = 64 * 1024
SILENCE = 0.1
"""Seconds for which a thread waits for the first byte; then the connection goes back to those that nobody waits for."""


class PatientSocket:
    """A visitor's socket whose every reading ends when the time for the request is over."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self.allow(HEAD_SECONDS)

    def __getattr__(self, name: str) -> Any:
        """Whatever else a socket does."""
        return getattr(self._sock, name)

    def allow(self, seconds: float) -> None:
        """Begin to count anew: these seconds, and more as bytes come."""
        self._since, self._seconds, self._count = time.monotonic(), seconds, 0

    def recv(self, size: int) -> bytes:
        """The next bytes. Raises ConnectionResetError when the visitor is too slow."""
        until = self._since + min(self._seconds + self._count / SLOWEST, LONGEST)
        left = until - time.monotonic()
        before = self._sock.gettimeout()
        try:
            if left <= 0:
                raise TimeoutError
            self._sock.settimeout(left if before is None else min(left, before))
            data: bytes = self._sock.recv(size)
        except TimeoutError as error:
            raise ConnectionResetError(errno.ECONNRESET, "the request came too slowly") from error
        finally:
            self._sock.settimeout(before)
        self._count += len(data)
        return data


class Worker(gthread.ThreadWorker):
    """Gunicorn's worker with threads, every one of whose sockets is patient only for so long."""

    def handle(self, conn: Any) -> Any:
        """Take the next request of a connection (runs in a thread of the pool)."""
        if not conn.initialized:
            if not conn.data_ready and not conn.wait_for_data(SILENCE):
                return gthread._DEFER  # type: ignore[attr-defined]
            conn.init()
            conn.parser.unreader.sock = PatientSocket(conn.sock)
        conn.parser.unreader.sock.allow(HEAD_SECONDS)
        kept = super().handle(conn)
        if kept is False:
            _part(conn)
        return kept

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer a request whose first lines have come."""
        conn.parser.unreader.sock.allow(BODY_SECONDS)
        return super().handle_request(req, conn)

    def _keepalive_after(self, conn: Any, keepalive: bool) -> bool:
        """Keep the connection only if nothing of the request is still under way."""
        return keepalive and bool(conn.parser.finish_body(deadline=time.monotonic() + SILENCE))


def _part(conn: Any) -> None:
    """Close a connection here and now: Gunicorn would wait for the visitor in the one thread that serves all others."""
    with suppress(OSError):
        conn.sock.shutdown(socket.SHUT_WR)
        conn.sock.setblocking(False)
        for _ in range(16):  # what is left unread would make the system throw our answer away
            if not conn.sock.recv(PIECE):
                break
    conn.sock.close()
    conn.close = lambda graceful=False: None  # noqa: ARG005 - Gunicorn's own name
