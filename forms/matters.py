"""What is asked when a request is filed in a matter, or arises from another request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from wtforms import StringField
from wtforms.validators import StopValidation

from forms.base import Asked, Line, Pick
from forms.numbers import Number
from mla.instruments import Law
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.words import _


class MatterRecord(Protocol):
    """What this ministry files together."""

    @property
    def id(self) -> int:
        """By which an address names it."""

    @property
    def title(self) -> str:
        """What it is called."""


class RequestRecord(Protocol):
    """A request on which another may follow."""

    @property
    def id(self) -> UUID:
        """By which both know it."""

    @property
    def our_reference(self) -> str:
        """How this ministry cites it."""

    @property
    def title(self) -> str:
        """What it is about."""


class AdoptTable(Asked):
    """Move the request to a newer version of its life cycle (by command, never on a page)."""

    heading = _("Move to the new life cycle")
    version = Number(_("Version"), needed=_("Name the version."))
    stage = Line(_("Stage there"), needed=_("Name the stage."))
    before = Number(_("Version until now"), needed=_("Name the version until now."))
    private = ("version", "stage", "before")


class FileInMatter(Asked):
    """File the request in a matter of this ministry."""

    heading = _("File in a matter")
    guidance = _("A matter holds all requests of one investigation. It stays in this ministry.")
    matter = Pick(_("Matter"))
    title = Line(_("Or a new matter, called"), most=200)
    private = ("matter", "title")

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """None; those that the official may know of are offered apart."""
        super().offer(dossier, law, officials)
        self.offer_matters(())

    def offer_matters(self, matters: Iterable[MatterRecord]) -> None:
        """The matters in which the official may see a request."""
        self.matter.choices = [("", _("None of these")), *((str(one.id), one.title) for one in matters)]

    def validate_title(self, field: StringField) -> None:
        """One of the two."""
        if not field.data and not self.matter.data:
            raise StopValidation(_("Choose a matter, or give a new one a title."))
        if field.data and self.matter.data:
            raise StopValidation(_("Either choose a matter or give a new one a title, not both."))


class FollowOn(Asked):
    """Say on which request this one follows."""

    heading = _("Say on which request this one follows")
    guidance = _(
        "For example the formal request on the arrest that was asked for before it: the time limit of that arrest then counts as kept,"
        " for the persons whom both name. It stays in this ministry; the other State is told nothing."
    )
    earlier = Pick(_("It follows on"))
    words = Line(_("What shows it"), needed=_("Say what shows it."), most=1000)
    private = ("earlier", "words")

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """None; those that the official may see are offered apart."""
        super().offer(dossier, law, officials)
        self.offer_requests(())

    def offer_requests(self, requests: Iterable[RequestRecord]) -> None:
        """The requests that the official may see and on which this one may follow."""
        offered = ((str(one.id), f"{one.our_reference}: {one.title}") for one in requests)
        self.earlier.choices = [("", _("None of these, or none at all")), *offered]
