"""The national law of the State that runs this installation, as data of its own: remedies, competence, formalities, periods."""

from mla.national_law.law import LawAtHome, language_at_home, national, of_requested
from mla.national_law.schema import NationalLaw

__all__ = ["LawAtHome", "NationalLaw", "language_at_home", "national", "of_requested"]
