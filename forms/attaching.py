"""Documents of the request itself, where a form offers them: to be enclosed, translated, or handed over from the file."""

from __future__ import annotations

from collections.abc import Collection

from wtforms import Form

from forms.languages import OfDocuments
from forms.needed import MayBeEmpty
from forms.of_persons import ask_what, ask_whom
from forms.offered import CheckList
from mla.languages import language_told
from mla.lifecycle.case_file import CaseFile
from mla.lifecycle.document_records import AttachmentRecord, Document, documents, name_of
from mla.words import _


def document_choices(dossier: CaseFile) -> list[tuple[str, str]]:
    """Every document of a request, by the name under which it is recorded."""
    return choices_of(dossier, documents(dossier))


def choices_of(dossier: CaseFile, held: Collection[Document]) -> list[tuple[str, str]]:
    """These documents, by the same names."""
    return [(name_of(one), _titled(dossier, one)) for one in held]


def _titled(dossier: CaseFile, one: Document) -> str:
    title = getattr(one, "title", "") or _paper_title(dossier, one)
    return _("%(title)s (%(language)s)", title=title, language=language_told(one.language)) if one.language else title


def _paper_title(dossier: CaseFile, paper: Document) -> str:
    event = next(event for event in dossier.events if event.number == paper.event_number)
    return _("Letter “%(step)s”", step=dossier.table.step[event.trigger].done)


def OnFile() -> CheckList:  # noqa: N802 - what makes a field is named like a field
    """Documents of this ministry that go along, without being chosen from the disk once more."""
    hint = _("What own authorities sent; a document goes with its translation.")
    return CheckList(_("Documents on file that go along"), [MayBeEmpty()], description=hint, choices=())


BESIDE_FILES = {"document_language": OfDocuments, "on_file": OnFile}
"""What every form asks that takes documents (`files`): their language, and what of this ministry's file goes along."""


def accompany(form: type[Form]) -> None:
    """Ask these of a form that takes documents, right after them; what the form asks itself stays as it is."""
    ask_what(form)
    if (files := vars(form).get("files")) is None:
        return
    for place, (name, field) in enumerate(BESIDE_FILES.items(), 1):
        if not hasattr(form, name):
            beside = field()  # not bound to a form yet: what is asked stands in the order of these counters
            object.__setattr__(beside, "creation_counter", files.creation_counter + place / 10)
            setattr(form, name, beside)
    ask_whom(form)


def stayed_here(dossier: CaseFile) -> list[AttachmentRecord]:
    """The documents that have stayed in this ministry: notes, replies of own authorities, and what came with them."""
    return [one for one in dossier.attachments if one.role == "internal" and one.side == dossier.side]


def crosses(form: Form, dossier: CaseFile) -> bool:
    """Whether a form is that of a letter to the other State."""
    return any(step.crosses and step.form == type(form).__name__ for step in dossier.table.steps)
