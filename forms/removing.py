"""What is asked before an item of the draft is removed."""

from __future__ import annotations

from wtforms import HiddenField

from forms.base import Asked
from mla.words import _


class Drop(Asked):
    """Remove one item of a list."""

    number = HiddenField()


class DropOffence(Drop):
    """Remove an offence."""

    heading = _("Remove an offence")


class DropPerson(Drop):
    """Remove a person."""

    heading = _("Remove a person")


class DropMeasure(Drop):
    """Remove a measure."""

    heading = _("Remove a measure")


class Detach(Drop):
    """Remove an attachment."""

    heading = _("Remove an attachment")
