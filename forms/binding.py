"""What is asked to bind a dossier for a purpose."""

from __future__ import annotations

from collections.abc import Iterable, Set

from wtforms import HiddenField, IntegerField
from wtforms.validators import StopValidation

from forms.base import Asked, Line, One, Pick, Several, Tick
from forms.numbers import Number
from forms.signatures import Choice, Given
from mla.canonical import Answers
from mla.words import _

FEWEST = 2
"""A volume has at least so many pages: its cover is one."""


class BindDossier(Asked):
    """What goes into a bound dossier, and how it is bound."""

    heading = _("Bind the dossier")
    purpose = HiddenField()
    parts = Several(_("What goes in"), _("Untick what is to be left out besides."), needed=_("Tick at least one part."))
    originals = Several(
        _("Documents that go in as they are, not redacted"),
        _("Of these a redacted copy was made. The newest goes in, unless you tick the document here."),
    )
    aware = Tick(
        _("Documents that name or show a protected person go in"),
        _("Whoever gets this dossier may learn who the person is. You have read them, and the law allows it."),
    )
    language = Pick(_("Language of cover, index and stamps"), needed=_("Choose the language."))
    order = One(
        _("Order"), needed=_("Choose the order."), choices=(("date", _("By date")), ("kind", _("By kind of document")))
    )
    tabs = Tick(_("Sheets between the sections"))
    most = Number(_("Pages of a volume, at most"), _("Empty: one volume. No document is torn apart."), most=100_000)
    certified = Tick(
        _("A page that certifies the copy"), _("It is signed by hand once it is printed. The day is today.")
    )
    name: Given = Line(_("Who certifies it: name"), most=200)
    function: Given = Line(_("Who certifies it: function"), most=200)
    place: Given = Line(_("Where"), most=200)

    def offer_parts(
        self,
        purpose: str,
        parts: Iterable[Choice],
        languages: Iterable[Choice],
        language: str,
        tell_who: Set[str],
        picked: Set[str],
        originals: Iterable[Choice] = (),
        originals_tell: Set[str] = frozenset(),
    ) -> None:
        """What may go in, ticked at first but for what tells who a protected person is, and what is `picked` one by one. What the purpose leaves out is not offered.

        `originals` are the documents of which a redacted copy goes in, `originals_tell` those of them that tell who it is when they go in themselves.
        """
        self.parts.choices = list(parts)
        self.tell_who, self.originals_tell = tell_who, originals_tell
        self.originals.choices = list(originals)
        if not self.originals.choices:
            del self.originals
        if not (tell_who | originals_tell) & {str(one.value) for one in self.parts.choices}:
            del self.aware
        self.language.choices = list(languages)
        self.purpose.data = purpose
        if self.typed is None:
            self.parts.data = [str(one.value) for one in self.parts.choices if one.value not in tell_who | picked]
            self.language.data, self.order.data = language, "date"

    def as_chosen(self, choices: Answers) -> None:
        """The same as another time: what was chosen for a dossier that was not bound then."""
        self.parts.data = [one for one in self.parts.data or [] if one not in choices["without"]]
        self.language.data, self.most.data, self.tabs.data = choices["language"], choices["most"], choices["tabs"]
        self.order.data = "kind" if choices["by_kind"] else "date"
        if "originals" in self:
            self.originals.data = [
                str(one.value) for one in self.originals.choices if one.value not in choices.get("redacted", {})
            ]
        self.certified.data = bool(choices["certificate"])
        for name, value in (choices["certificate"] or {}).items():
            self[name].data = value

    def validate_aware(self, field: Given) -> None:
        """Nobody hands out by mistake what tells who a protected person is."""
        asked = set(self["originals"].data or ()) if "originals" in self else set[str]()
        if (self.tell_who | (self.originals_tell & asked)) & set(self.parts.data or ()) and not field.data:
            raise StopValidation(
                _("Untick the documents that name or show a protected person, or confirm that they go in.")
            )

    def validate_most(self, field: IntegerField) -> None:
        """A volume holds more than its cover."""
        if field.data is not None and field.data < FEWEST:
            raise StopValidation(_("Give at least %(fewest)s pages, or leave it empty for one volume.", fewest=FEWEST))

    def validate_name(self, field: Given) -> None:
        """Nobody certifies without a name."""
        if self.certified.data and not field.data:
            raise StopValidation(_("Write who certifies it."))

    def validate_function(self, field: Given) -> None:
        """Nor without a function."""
        if self.certified.data and not field.data:
            raise StopValidation(_("Write the function of whoever certifies it."))

    def validate_place(self, field: Given) -> None:
        """Nor without a place."""
        if self.certified.data and not field.data:
            raise StopValidation(_("Write where it is certified."))
