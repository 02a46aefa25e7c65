"""The certificate of the translator: what was given for translation, from and into which language, to be signed by hand."""

from __future__ import annotations

import pytest

from mla.lifecycle.terms import Role
from tests.support.drive import Matter
from tests.unit.documents.reader import text

ORDER = {"letter": "transmit", "source": "en", "translator": "Agency Primer", "due_on": "2026-12-20"}
SAYS = {
    "fr": ("Certificat du traducteur", "traduction fidèle et complète", "Demande d’entraide judiciaire"),
    "es": ("Certificado del traductor", "traducción fiel y completa", "inglés"),
    "sl": ("Translator’s certificate", "from English into Slovenian", "Letter of request"),
}


@pytest.mark.parametrize("target", SAYS)
def test_it_names_the_text_and_the_languages_in_that_of_the_translation(draft: Matter, target: str) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    assert drafter.fill(draft.at("order_translation"), **ORDER, target=target).status == 302
    page = drafter.get(draft.at())
    address = next(one for one in page.links if one.endswith("certificate.pdf"))
    whole = " ".join(text(drafter.get(address).data).split())
    for words in (*SAYS[target], "Agency Primer", "SI-MLA-2026-0001"):
        assert words in whole
    assert drafter.get(address.replace("/translations/", "/translations/9")).status == 404
