"""What is asked, word for word: one class for each step. Imports WTForms, and of the installation only what a page can print."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from forms.base import Asked

__all__ = ["Asked", "form_for"]


@cache
def form_for(name: str) -> type[Asked]:
    """The form class of a step by its name (`Step.form`), in whichever file it stands. Raises LookupError when there is none."""
    for file in sorted(one.name for one in iter_modules(__path__)):
        found = getattr(import_module(f"{__name__}.{file}"), name, None)
        if isinstance(found, type) and issubclass(found, Asked):
            return found
    raise LookupError(f"No form is called “{name}”.")
