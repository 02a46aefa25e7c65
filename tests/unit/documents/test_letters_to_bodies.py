"""A letter to a court, a mechanism, an agency or a network speaks of it by its name: it has no State, no central authority, and
asks for no extradition. So does a letter that a body writes to a State of itself."""

from __future__ import annotations

import re
from itertools import product

import pytest

from mla.documents.draw import environment, fill
from mla.documents.retelling import TEMPLATES, Retelling
from mla.documents.wordings import wordings
from mla.installation import Party
from mla.instruments.bodies import Body, bodies
from mla.languages import LETTERS
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.terms import Side
from mla.lifecycle.text import RequestText
from mla.models import Dossier
from tests.unit.documents.case import LAW, SAID, context

NEVER = {
    "en": r"your State|our two States|your central authorit|central authorities|xtradit(?!ed)|your authorities",
    "fr": r"votre État|nos deux États|votre autorité centrale|entre autorités centrales|xtradition|vos autorités|demande d’entraide|\b(?:de|à) (?:le|les) (?:Mécanisme|Tribunal|Réseau|Chambres)",
    "es": r"su Estado|nuestros dos Estados|su autoridad central|entre autoridades centrales|xtradición|sus autoridades|recíproca|\b(?:de|a) el Mecanismo",
}
OWN = {
    "en": r"my State|our two States|this ministry",
    "fr": r"mon État|présent ministère",
    "es": r"mi Estado|presente Ministerio",
}


def passing() -> list[tuple[str, str, str, str]]:
    """Every letter that a State sends to a body: the body, the kind of request, the side of the State, the paper."""
    found = []
    for code, one in bodies().items():
        for kind in dict.fromkeys(row.kind for row in one.may):
            for row in (row for row in one.may if row.kind == kind):
                side = Side.REQUESTED if row.from_it else Side.REQUESTING
                steps = [
                    s
                    for s in LIFECYCLES[kind].steps
                    if s.crosses and s.side in (None, side) and s.effect != "put_right"
                ]
                found += [(code, kind, str(side), name) for name in dict.fromkeys(s.paper or "" for s in steps)]
    return found


def told(code: str, kind: str, side: str, name: str, language: str, us: bool = False) -> str:
    """The words of such a letter, without its head."""
    body = bodies()[code]
    case = context(name if name in SAID else "status_report", language, "rome" if code == "ICC" else "mandate")
    held: Dossier = case["dossier"]
    held.kind, held.table_version, held.side, held.counterpart = kind, LIFECYCLES[kind].version, side, code
    held.persons, held.offences = [], []
    held.measures = held.measures if name == "transmittal_of_results" else []
    held.contents = {"choose_basis": {"channel": "post", "addressee": body.to.text(language)}}
    case["silence"] = {"heard": None, "enquired": []}
    case["text"] = case["text"] if held.measures else RequestText.of(held)
    case["law"] = LAW.about(held.field)
    case["answers"] = dict(SAID.get(name, {})) | {"ground": "", "concerns": "X", "answer_by": "", "summary": "X"}
    case["answers"] = case["answers"] if name in SAID else {"ground": "", "reasons": "X", "words": "X"}
    party = Party(code, {each: body.to.text(each) for each in LETTERS})
    html = fill(name, language, {**case, ("us" if us else "them"): party})
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace("\xa0", " ").split())


FEW = [one for one in passing() if one[0] in ("ICC", "IIIM", "ECCC")]


@pytest.mark.parametrize("language", LETTERS)
@pytest.mark.parametrize(("code", "kind", "side", "name"), FEW)
def test_no_letter_to_a_body_speaks_of_its_state(code: str, kind: str, side: str, name: str, language: str) -> None:
    whole = told(code, kind, side, name, language)
    found = re.findall(rf".{{0,40}}(?:{NEVER[language]}).{{0,30}}", whole)
    assert found == []
    body: Body = bodies()[code]
    assert body.salutation.text(language) in whole
    assert body.to.text(language) in whole


@pytest.mark.parametrize(("language", "body"), [*product(LETTERS, bodies().values())])
def test_no_sentence_of_any_text_speaks_to_a_body_of_its_state(language: str, body: Body) -> None:
    how = Retelling(to=tuple(body.forms(language)))
    own, loader = wordings(language, how=how), environment(how=how).loader
    assert loader
    for kind in (
        "extradition",
        "provisional_arrest",
        "surrender",
        "notices",
        "resting",
        "passing_on",
        "undertakings",
        "information",
    ):
        for paper in own.own[kind].values():
            assert not re.search(NEVER[language].split("|")[0], str(paper)), (kind, paper.subject)
    for path in (TEMPLATES / language).glob("*.html"):
        source, _name, _fresh = loader.get_source(environment(how=how), f"{language}/{path.name}")
        assert not re.search(NEVER[language].split("|")[0], " ".join(source.split())), path.name


@pytest.mark.parametrize("language", LETTERS)
@pytest.mark.parametrize("name", ["request_for_surrender", "request_for_provisional_arrest", "letter_of_request"])
def test_what_a_court_writes_of_itself_speaks_of_no_state_of_its_own(name: str, language: str) -> None:
    kind = {"request_for_surrender": "surrender", "letter_of_request": "assistance"}.get(name, "provisional_arrest")
    whole = told("ICC", kind, "requesting", name, language, us=True)
    assert re.findall(rf".{{0,40}}(?:{OWN[language]}).{{0,30}}", whole) == []
    assert not re.search("xtradi[tc]i", whole)
