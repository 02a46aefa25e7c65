"""Treaties as data: one TOML file each, read once. No Python file names a treaty."""

from mla.instruments.law import Law, Refusable, Term

__all__ = ["Law", "Refusable", "Term"]
