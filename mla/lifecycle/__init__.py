"""The rules of the house: which step leads from which stage to which, whose it is, and what it needs.

Pure Python; imports nothing of ours. Start reading in `assistance.py`.
"""

from mla.lifecycle.assistance import ASSISTANCE
from mla.lifecycle.terms import Lifecycle

LIFECYCLES: dict[str, Lifecycle] = {table.kind: table for table in (ASSISTANCE,)}
"""Every kind of request the house knows, by its name."""
