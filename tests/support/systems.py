"""Another system of a ministry, with the secret that an official made for it."""

from __future__ import annotations

import json
import re
from typing import Any

from mla.lifecycle.terms import Role
from tests.support.drive import Site

SECRET = re.compile(r"[\w-]{43}")


class System:
    """Another system, with the secret that an official made for it."""

    def __init__(self, site: Site, role: Role | str = Role.DRAFTER, writes: str = "write") -> None:
        page = site.official(role).post("/account/systems", name="Court register", writes=writes, days="30")
        found = page.all("//p[@class='mla-digest']")[0]
        assert SECRET.fullmatch(found)
        self.client, self.secret = site.app.test_client(), found

    def ask(self, path: str, sent: Any = None, secret: str | None = None) -> tuple[int, Any]:
        """Get an address, or send something to it; the status and what is answered."""
        heads = {"Authorization": f"Bearer {self.secret if secret is None else secret}"}
        address = path if path.startswith("/api") else f"/api/v1{path}"
        found = (
            self.client.post(address, json=sent, headers=heads)
            if sent is not None
            else self.client.get(address, headers=heads)
        )
        return found.status_code, json.loads(found.data)  # fmt: skip
