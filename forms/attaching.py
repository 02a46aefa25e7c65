"""Documents of the request itself, where a form offers them: to be enclosed, translated, or handed over from the file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from forms.base import Asked, Several
from forms.offered import CheckList
from mla.instruments import Law
from mla.languages import language_name
from mla.lifecycle.case_file import CaseFile, OfficialRecord
from mla.lifecycle.document_records import AttachmentRecord, Document, documents, name_of
from mla.words import _


def document_choices(dossier: CaseFile) -> list[tuple[str, str]]:
    """Every document of a request, by the name under which it is recorded."""
    return _choices(dossier, documents(dossier))


def _choices(dossier: CaseFile, held: Collection[Document]) -> list[tuple[str, str]]:
    return [(name_of(one), _titled(dossier, one)) for one in held]


def _titled(dossier: CaseFile, one: Document) -> str:
    title = getattr(one, "title", "") or _paper_title(dossier, one)
    return _("%(title)s (%(language)s)", title=title, language=language_name(one.language)) if one.language else title


def _paper_title(dossier: CaseFile, paper: Document) -> str:
    event = next(event for event in dossier.events if event.number == paper.event_number)
    return _("Letter “%(step)s”", step=dossier.table.step[event.trigger].done)


def OnFile() -> CheckList:  # noqa: N802 - what makes a field is named like a field
    """Documents of this ministry that go along, without being chosen from the disk once more."""
    return Several(
        _("Documents on file that go along"), _("What own authorities sent; a document goes with its translation.")
    )


class FromFile(Asked):
    """A letter with which documents of this ministry may go along: replies of own authorities, and what came with them."""

    on_file: CheckList

    def offer(self, dossier: CaseFile, law: Law, officials: Iterable[OfficialRecord] = ()) -> None:
        """The documents that have stayed in this ministry; none where a letter of the other State is recorded."""
        super().offer(dossier, law, officials)
        ours = [one for one in dossier.attachments if one.role == "internal" and one.side == dossier.side]
        if self.abroad or not ours:
            del self["on_file"]
        else:
            self.on_file.choices = _choices(dossier, ours)
            if self.typed is None:
                self.on_file.data = [name_of(one) for one in self.proposed(dossier, ours)]

    def proposed(self, _dossier: CaseFile, _ours: Sequence[AttachmentRecord]) -> Iterable[Document]:
        """Which of them are ticked from the first."""
        return ()
