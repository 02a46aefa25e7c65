"""The officials of the sample ministries. All invented."""

from __future__ import annotations

from mla.lifecycle.terms import Role

PASSWORD = "try-the-sample-system"  # noqa: S105 - published on purpose, for sample ministries on this machine only

STAFF: dict[str, tuple[tuple[str, str, str, tuple[Role, ...]], ...]] = {
    "SI": (
        ("Nika Vzorčna", "Adviser, Office for International Cooperation", "drafter", (Role.DRAFTER,)),
        ("Andrej Primerek", "Head of the Office for International Cooperation", "signatory", (Role.SIGNATORY,)),
        ("Maja Zgledna", "Registry", "registrar", (Role.REGISTRAR,)),
        ("Luka Poskus", "Legal adviser", "examiner", (Role.EXAMINER,)),
        ("Vida Namen", "Director-General", "decider", (Role.DECIDER,)),
        ("Iva Pregled", "Internal audit", "auditor", (Role.AUDITOR,)),
        ("Rok Ključ", "Information systems", "administrator", (Role.ADMINISTRATOR,)),
        ("Eva Zapora", "Information security", "administrator2", (Role.ADMINISTRATOR,)),
    ),
    "BE": (
        ("Elise Modèle", "Attachée, Central Authority", "drafter", (Role.DRAFTER,)),
        ("Bram Voorbeeld", "Head of the Central Authority", "signatory", (Role.SIGNATORY,)),
        ("Chloé Registre", "Registry", "registrar", (Role.REGISTRAR,)),
        ("Tom Proefman", "Legal officer", "examiner", (Role.EXAMINER,)),
        ("Hanne Besluit", "Director-General for Legislation and Fundamental Rights", "decider", (Role.DECIDER,)),
        ("Luc Contrôle", "Internal audit", "auditor", (Role.AUDITOR,)),
        ("Noor Sleutel", "Information systems", "administrator", (Role.ADMINISTRATOR,)),
        ("Wim Grendel", "Information security", "administrator2", (Role.ADMINISTRATOR,)),
    ),
}

FUNCTIONS = {
    "Head of the Office for International Cooperation": (
        "Chef du Bureau de la coopération internationale",
        "Jefe de la Oficina de Cooperación Internacional",
    ),
    "Legal adviser": ("Conseiller juridique", "Asesor jurídico"),
    "Director-General": ("Directrice générale", "Directora General"),
    "Head of the Central Authority": ("Chef de l’autorité centrale", "Jefe de la Autoridad Central"),
    "Legal officer": ("Juriste", "Asesor jurídico"),
    "Director-General for Legislation and Fundamental Rights": (
        "Directrice générale de la Législation et des Droits fondamentaux",
        "Directora General de Legislación y Derechos Fundamentales",
    ),
    "Registry": ("Greffe", "Registro"),
}
"""The functions of those who sign letters, in French and Spanish."""


def email(state: str, role: str) -> str:
    """The sample sign-in of a role."""
    return f"{role}@{state.lower()}.example"
