"""What is asked, word for word: one class for each step. Imports WTForms, and of the installation only what a page can print."""

from forms import (
    arrest,
    assets,
    basis,
    court,
    deciding,
    detainee,
    drafting,
    executing,
    extradition,
    informing,
    inside,
    matters,
    notices,
    proceedings,
    removing,
    signing,
    surrender,
    team,
    transfer,
    transferring,
    undertakings,
    urgent,
)
from forms.base import Asked

MODULES = (
    arrest,
    assets,
    basis,
    court,
    deciding,
    detainee,
    drafting,
    executing,
    extradition,
    informing,
    inside,
    matters,
    notices,
    proceedings,
    removing,
    signing,
    surrender,
    team,
    transfer,
    transferring,
    undertakings,
    urgent,
)

__all__ = ["Asked", "form_for"]


def form_for(name: str) -> type[Asked]:
    """The form class of a step by its name (`Step.form`). Raises LookupError when there is none."""
    for module in MODULES:
        found = getattr(module, name, None)
        if isinstance(found, type) and issubclass(found, Asked):
            return found
    raise LookupError(f"No form is called “{name}”.")
