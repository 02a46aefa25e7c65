"""What letters would look like with a letterhead that is not kept yet."""

from __future__ import annotations

from mla.documents.draw import Drawn, draw
from mla.instruments.states import state_name
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Side
from mla.models import Dossier
from mla.settings import Given, Letterhead
from mla.steps.letter_corrections import corrections
from mla.views.context import db, installation, official, today


def sample(head: Letterhead, language: str) -> Drawn:
    """The first page of a letter that is none, with this letterhead. Raises PaperNotDrawn."""
    here = installation()
    table = next(iter(LIFECYCLES.values()))
    shown = here.us_with(head)
    dossier = Dossier(
        kind=table.kind, table_version=table.version, side=Side.REQUESTING.value, instrument=here.law.first(), language=language, contents={}, record=[],
    )  # fmt: skip
    reference = here.settings.numbering.write(Given(table.letters, today().year, 1))
    context = {
        "us": shown, "them": shown, "dossier": dossier, "law": here.law, "marks": [], "our_reference": reference, "their_reference": "",
        "paper": {"reference": reference, "date": today()}, "answers": {}, "annexes": [], "signatory": official(), "today": today(),
        "foreign_ministry": head.foreign_ministry(language), "state_name": state_name, "corrections": corrections(db()),
    }  # fmt: skip
    return draw("letterhead_sample", language, context, draft=True)
