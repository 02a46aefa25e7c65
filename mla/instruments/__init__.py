"""Treaties as data: one TOML file each, read once. No Python file names a treaty."""

from mla.instruments.law import Law
from mla.instruments.refusal import Refusable
from mla.instruments.speaking import Term

__all__ = ["Law", "Refusable", "Term"]
