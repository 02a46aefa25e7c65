"""What becomes of the liberty of a person who is sought: arrest, measures in its place, and their end, at any stage."""

from __future__ import annotations

from mla.lifecycle.table import Liberty
from mla.lifecycle.terms import Role, Side, Step
from mla.words import _


def custody(stages: tuple[str, ...]) -> Step:
    """The requested State reports on it, and the request stays where it is (Ljubljana-The Hague Convention, 59(3), 60, 61(1))."""
    return Step("report_custody", stages, None, Side.REQUESTED, (Role.EXAMINER, Role.DECIDER),
                _("Report on custody and measures in its place"), _("Custody reported on"), "report_on_custody", crosses=True,
                effect="record", says="remark")  # fmt: skip


DETAINED = ("detained",)
AT_LIBERTY = ("released", "discharged", "bail", "reporting", "passport", "house_arrest", "other")
"""Measures in place of custody are told, and are no days in custody; whether house arrest counts is for the law of the State that deducts it."""

TOLD = (
    Liberty("report_custody", True, ("arrested_on", "since"), ("measure", DETAINED)),
    Liberty("report_custody", False, ("since",), ("measure", AT_LIBERTY)),
)
