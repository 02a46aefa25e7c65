"""JSON as it is stored: what it holds, and the one fixed spelling that is hashed and signed."""

from __future__ import annotations

import json
from typing import Any

Answers = dict[str, Any]
"""What was answered, told or listed: each by its name, with a value that JSON can write."""


def canonical(value: object) -> str:
    """Sorted keys, no spaces, text as it is; what JSON does not know (days, moments, identities) as its own words."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
