"""Right first time: what an instrument wants a request to contain, held against what the draft says."""

from mla.contents_check.check import Finding, check, required

__all__ = ["Finding", "check", "required"]
