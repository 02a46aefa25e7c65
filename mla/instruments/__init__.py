"""Treaties as data: one TOML file each, read once. No Python file names a treaty."""

from mla.instruments.law import Law, Term
from mla.instruments.refusable import Refusable

__all__ = ["Law", "Refusable", "Term"]
