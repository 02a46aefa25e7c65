"""What the sample ministries know of how the other wishes to be asked. Every contact is invented."""

from __future__ import annotations

from datetime import date

from mla.participation.sheets import Entry
from mla.sample.ministry import Ministry

SOURCE = "Sample data, invented for trying out"

ANSWERS = {
    "BE": (
        ("central_authority", "", "Central authority for international legal assistance (sample)\nRue de l’Exemple 100, 1000 Example\n+00 0 000 00 01"),
        ("competent_authority", "video_hearing", "Court of first instance of the place where the person lives (sample)"),
        ("competent_authority", "records", "Federal Prosecutor’s Office (sample)"),
        ("channels", "", "system; post; email"),
        ("languages", "", "fr; nl; de; en"),
        ("electronic", "", "original_follows"),
        ("urgent_contact", "", "Duty desk, at any hour (sample): +00 0 000 00 02"),
        ("special_documents", "search", "The domestic order for the search, in a certified copy (sample)."),
        ("costs", "", "Experts and video links are charged after consultation (sample)."),
    ),
    "SI": (
        ("central_authority", "", "Autorité centrale pour l’entraide judiciaire internationale (exemple)\nPrimerova ulica 1, 1000 Example\n+00 0 000 00 03"),
        ("channels", "", "system; post; diplomatic"),
        ("languages", "", "sl; en; fr"),
        ("electronic", "", "accepted"),
        ("urgent_contact", "", "Duty desk (sample): +00 0 000 00 04"),
    ),
}  # fmt: skip


def furnish_sheets(ministry: Ministry, state: str, checked_on: date) -> None:
    """Enter what this ministry knows of another State."""
    ministry.learns(
        Entry(state, topic, measure, answer, SOURCE, "P", checked_on, "Sample registrar")
        for topic, measure, answer in ANSWERS[state]
    )
