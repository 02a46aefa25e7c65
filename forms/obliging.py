"""What binds by the instrument itself once something is handed over: shown with the step that hands it over, told in its letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, get_args

from wtforms import FieldList, Form, FormField

from forms.base import One, Pick, Several, Text, told_mistakes
from forms.conditions import Conditioned
from forms.offered import CheckList
from forms.signatures import MoreChecks
from mla.canonical import Answers
from mla.instruments import Law
from mla.instruments.refusal import source_of
from mla.instruments.schema import ObligationKind, Obliges
from mla.languages import of_letters
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.words import _, by_language


class Line(Form):
    """One line of the ledger as a package tells it."""

    kind = Pick(
        "",
        needed=_("The kind of an obligation is missing."),
        choices=((kind, kind) for kind in get_args(ObligationKind)),
    )
    words = Text("", needed=_("The words of an obligation are missing."), most=20_000)
    binds = One("", needed=_("Whom an obligation binds is missing."), choices=(("taker", "taker"), ("giver", "giver")))


class Brought(Form):
    """The lines that a package brings."""

    obligations = FieldList(FormField(Line), max_entries=100)


NOT_CARRIED_OUT = ("refused", "impossible")


class Obliging(Conditioned):
    """A step that hands something over: `hands_over` says what, as instruments call it.

    What the instrument attaches to that stands ticked; an official takes off what was waived. Both States enter the same
    lines in the ledger, as the letter tells them.
    """

    hands_over: ClassVar = ""
    owed = Several(
        _("What binds by the instrument itself from now on"),
        _(
            "Told in the letter and entered in the ledger of both States. Take off only what is waived or does not apply."
        ),
    )
    asked_since: Sequence[str] = ("owed",)
    rows: Iterable[Obliges] = ()
    language = "en"
    law: Law | None = None
    brought: Brought | None = None

    def __init_subclass__(cls) -> None:
        """Every form of this kind leaves the question out of what earlier letters said."""
        super().__init_subclass__()
        cls.asked_since = tuple(dict.fromkeys((*cls.asked_since, "owed")))

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The rows of the request's instrument; what a letter of theirs names is taken as it comes."""
        super().offer(dossier, law, officials)
        assert isinstance(self.owed, CheckList)
        measures = frozenset(
            one.answers.get("kind", "") for one in dossier.measures if one.outcome not in NOT_CARRIED_OUT
        )
        self.law, self.language = law, dossier.language
        self.rows = law.obligations(dossier.instrument, self.hands_over, measures)
        if self.typed is None:
            self.leave_ticked()
        told = set(self.owed.data or ()) if self.abroad else set()
        foreign = sorted(told - {row.code for row in self.rows})
        self.owed.choices = [
            *((row.code, self._told(row)) for row in self.rows),
            *((code, code) for code in foreign),
        ]
        self.owed.flags.quiet = True  # no question: it stands as it is
        if self.owed.choices:
            self._put_before_documents()
        else:
            self.drop("owed")

    def _put_before_documents(self) -> None:
        """What binds stands last, but for the documents: it follows from what is said before it."""
        names = [name for name in self._fields if name != "owed"]
        place = names.index("files") if "files" in names else len(names)
        self._fields = {name: self._fields[name] for name in (*names[:place], "owed", *names[place:])}

    def leave_ticked(self) -> None:
        """All of it binds, as the page shows it when it is opened."""
        if "owed" in self:
            self.owed.data = [row.code for row in self.rows]

    def validate(self, extra_validators: MoreChecks = None) -> bool:
        """The lines that a package brings are judged as what is typed here is."""
        sound = super().validate(extra_validators)
        self.brought = Brought(self.typed) if self.abroad and self.typed else None
        return (self.brought is None or self.brought.validate()) and sound

    def mistakes(self) -> list[tuple[str, str]]:
        """With those of the lines that a package brings."""
        return [*super().mistakes(), *(told_mistakes(self.brought) if self.brought else [])]

    def answers(self) -> Answers:
        """With each line as both ledgers enter it: its kind, its words in the language of the letters, whom it binds.

        Of a package the lines are those that came: the other State's file of the instrument may say more than ours.
        """
        answers = super().answers()
        lines = self.brought.obligations.data if self.brought else []
        lines = lines or [
            {"kind": row.kind, "words": self._cited(row, self.language), "binds": row.binds}
            for row in self.rows
            if row.code in (answers.get("owed") or ())
        ]
        return {**answers, "obligations": lines} if lines else answers

    def _told(self, row: Obliges) -> str:
        return by_language(lambda here: self._cited(row, of_letters(here)))

    def _cited(self, row: Obliges, language: str) -> str:
        """In words, with its article, and with its instrument where that is a further basis."""
        assert self.law
        source, _code = source_of("", row.code)
        place = ", ".join(filter(None, (row.article, self.law.short(source, language) if source else "")))
        words = row.label.text(language)
        return f"{words} (art. {place})" if place else words
