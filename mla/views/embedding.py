"""A page that shows a PDF or a letter within itself, and the document that lets itself be shown there and nowhere else."""

from __future__ import annotations

from flask import Response, make_response

from mla.views.guard import POLICY

PDF = "sandbox allow-scripts allow-same-origin"
"""What a browser's own viewer of PDF files needs."""
LETTER = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
"""A letter as text gets no rights but its own style."""


def may_embed(page: str, status: int) -> Response:
    """The page may show documents of this site within itself."""
    response = make_response(page, status)
    response.headers["Content-Security-Policy"] = f"{POLICY}; object-src 'self'; frame-src 'self'"
    return response


def embedded(response: Response, policy: str) -> Response:
    """The document may be shown within pages of this site; what is in it gets no rights in the browser but these."""
    response.headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'self'"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response
