"""JSON in one fixed spelling: the form that is stored, hashed and signed."""

from __future__ import annotations

import json
from typing import Any


def canonical(value: Any) -> str:
    """Sorted keys, no spaces, text as it is; what JSON does not know (days, moments, identities) as its own words."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
