"""Spanish, the Convention's third authentic language: every letter, in the register of a ministry, and no English in between."""

from __future__ import annotations

import re

import pytest

from forms.base import retold
from forms.basis import Open
from mla.documents.draw import TEMPLATES, draw, fill
from mla.documents.titles import title
from mla.documents.wordings import wordings
from mla.instruments.in_spanish import lacking, languages
from mla.instruments.plain import Label, spanish
from mla.instruments.states import state_name
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.text import RequestText
from tests.support.case_files import case_file
from tests.unit.documents.case import LAW, PAPERS, SAID, context
from tests.unit.documents.reader import text
from tests.unit.documents.test_a_letter_says_its_case import read

SAYS = {
    "letter_of_request": ("Tengo el honor de transmitirle", "conforme al artículo 26 del Convenio de Liubliana-La Haya", "Delito 2"),
    "acknowledgement_of_receipt": ("acusar recibo de su solicitud", "Se recibió el 5 de marzo de 2026."),
    "request_for_additional_information": ("conforme al artículo 28 del", "a más tardar el 1 de mayo de 2026"),
    "consultation": ("si, y en qué condiciones, puede prestarse la asistencia", "(art. 30(1)(e), Convenio de Liubliana-La Haya)"),
    "letter_of_refusal": ("lamento comunicarle que no puede accederse", "conforme al artículo 30(4)", "nueva solicitud"),
    "notice_of_postponement": ("ha de aplazarse (artículo 32(4)", "hasta el 1 de octubre de 2026"),
    "transmittal_of_results": (
        ("se ha cumplido en parte. Cumplimiento total: medida 1. Cumplimiento parcial: medida 2. Cumplimiento imposible: "
        "medida 3. Denegación: medida 4."),
        "31 de enero de 2027 (artículo 38(2)",
    ),
    "notice_of_withdrawal": ("se retira la solicitud", "(artículo 32(2)"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAYS)
def test_a_letter_in_spanish_says_what_it_has_to_say_and_says_it_courteously(name: str) -> None:
    whole = text(draw(name, "es", context(name, "es")).pdf)
    courtesy = "Aprovecho la oportunidad para expresarle las seguridades de mi más alta y distinguida consideración."
    for words in (*SAYS[name], "Distinguida señora, distinguido señor:", courtesy, "Jefa del Departamento"):
        assert words in whole


ENGLISH = re.compile(r"\b(the|which|your|this ministry|and|of|has been|I have)\b")


def test_no_template_and_no_wording_holds_english_in_spanish() -> None:
    for path in sorted((TEMPLATES / "es").rglob("*.*")):
        code = re.sub(r"{[#%].*?[#%]}|{{.*?}}|<[^>]*>|^#.*?$", " ", path.read_text(), flags=re.DOTALL | re.MULTILINE)
        if path.suffix == ".toml":
            code = " ".join(re.findall(r'"([^"]*)"', code))
        assert ENGLISH.findall(code) == [], path.name


@pytest.mark.parametrize("name", PAPERS)
def test_every_word_of_the_law_that_a_letter_prints_is_spanish(name: str) -> None:
    assert "[en inglés]" not in fill(name, "es", context(name, "es"))
    assert title(name, "es") != title(name, "en")


@pytest.mark.parametrize("code", LAW.instruments)
def test_no_shipped_instrument_lacks_a_spanish_word(code: str) -> None:
    assert lacking(LAW, code) == [], "Add them to mla/instruments/spanish/words.toml."
    assert languages(LAW, code) == ("en", "fr", "es")


def test_a_word_without_spanish_is_printed_in_english_and_says_so() -> None:
    unknown = Label(en="A word nobody translated", fr="Un mot")
    assert unknown.text("es") == "A word nobody translated [en inglés]"
    assert Label(en="A word nobody translated", fr="Un mot", es="Una palabra").text("es") == "Una palabra"
    assert Label(en="Torture", fr="Torture").text("es") == "Tortura"


def test_no_spanish_word_is_kept_for_a_label_that_is_gone() -> None:
    told = {
        label
        for one in LAW.instruments.values()
        for label in re.findall(r'"en":"((?:[^"\\]|\\.)*)"', one.model_dump_json())
    }
    told |= {
        label
        for one in LAW.templates.values()
        for label in re.findall(r'"en":"((?:[^"\\]|\\.)*)"', one.model_dump_json())
    }
    told.add("What is asked for rests on the agreement of both States, and there is no agreement")
    assert sorted(spanish().keys() - {one.replace('\\"', '"') for one in told}) == []


def test_letters_in_spanish_are_offered_only_where_the_basis_has_all_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"counterpart": "ES", "title": "Investigación", "instrument": "lhc", "language": "es"}
    form = Open(retold(asked))
    form.offer_text(RequestText.of(case_file()), LAW)
    assert form.validate(), form.mistakes()
    monkeypatch.delitem(spanish(), "Hearing of a person")
    again = Open(retold(asked))
    again.offer_text(RequestText.of(case_file()), LAW)
    assert not again.validate()
    assert "do not all have Spanish words yet" in again.mistakes()[0][1]


def test_states_and_courts_have_their_spanish_names() -> None:
    assert (state_name("VA", "es"), state_name("ICC", "es")) == ("Santa Sede", "Corte Penal Internacional")
    assert state_name("SI", "es") == "Eslovenia"


@pytest.mark.parametrize("kind", LIFECYCLES)
def test_the_request_of_every_kind_is_made_in_spanish(kind: str) -> None:
    name = LIFECYCLES[kind].sending.paper or ""
    whole = read(name, "es", kind, "rome" if kind == "surrender" else "lhc", answers=SAID.get(name, {}))
    noun = wordings("es").nouns[kind]
    assert "Tengo el honor" in whole
    assert noun
    assert "su Estado" in whole


def test_function_and_unit_stand_in_the_language_of_the_letter() -> None:
    told = {one: fill("status_report", one, context("status_report", one)) for one in ("en", "fr", "es")}
    assert "Head of the Department" in told["en"]
    assert "Unit II B 4" in told["en"]
    assert "Cheffe du Département" in told["fr"]
    assert "Unité II B 4" in told["fr"]
    assert "Jefa del Departamento" in told["es"]
    assert "Unidad II B 4" in told["es"]
    known = context("status_report", "fr")
    known["signatory"].function_fr = ""
    assert "Head of the Department" in fill("status_report", "fr", known), "What was given in no other language."
