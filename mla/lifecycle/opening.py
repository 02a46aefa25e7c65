"""A file that opens by itself, because the law attaches it to what was decided."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Opens:
    """A request of this `kind`, with the same State, is begun when the step's answer `asked` is `value`.

    Its section of this name says at first what stands in `says`; what both requests say alike is taken over.
    """

    kind: str
    asked: str
    value: str
    section: str
    says: dict[str, str] = field(default_factory=dict, hash=False)
