"""What each letter says, in the words a foreign ministry reads."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from forms import basis, drafting, executing, form_for, measures, persons
from mla.documents.draw import TEMPLATES, draw, environment, fill
from mla.documents.wordings import wordings
from mla.lifecycle import LIFECYCLES
from mla.models import Person
from tests.support.case_files import case_file
from tests.unit.documents.case import PAPERS, SAID, context
from tests.unit.documents.reader import text

BOTH = ("en", "fr")
LANGUAGES = (*BOTH, "es")
CONVENTION = {
    "en": "of the Ljubljana-The Hague Convention",
    "fr": "de la Convention de Ljubljana-La Haye",
    "es": "del Convenio de Liubliana-La Haya",
}

WORDS = {
    "letter_of_request": (
        [
            "I have the honour to transmit to you a request for mutual legal assistance",
            "assurance of reciprocity",
            "It is not yet in force between them",
            "provides for the death penalty",
            "please do not act on the request",
            "Wished by 30 September 2026. Reason: Custody",
            "Measure 3: Hearing of Witness B by video conference",
            "(4) Which drivers took part",
            "Person 3, Tarn Freight Company Ltd; Person 4, Gerhard Tolland",
        ],
        [
            "J’ai l’honneur de vous adresser une demande d’entraide judiciaire",
            "assurance de réciprocité",
            "prévoit la peine de mort",
            "de ne pas donner suite à la demande",
            "Souhaitée au plus tard le 30 septembre 2026",
            "Mesure 3 : Hearing of Witness B",
        ],
    ),
    "acknowledgement_of_receipt": (
        [
            "acknowledge receipt, on 5 March 2026, of your request for mutual legal assistance of 3 March 2026, reference RV-MLA-2026-0001",
            "will be kept confidential, as article 26",
            "Unit II B 4",
            "within eight weeks",
        ],
        [
            "accuser réception de votre demande d’entraide judiciaire du 3 mars 2026",
            "reçue le 5 mars 2026",
            "seront tenus confidentiels, comme le prévoit l’article 26",
        ],
    ),
    "request_for_additional_information": (
        [
            "need further information",
            "as article 28",
            "Which court ordered the search",
            "concerned: Description of the assistance sought",
            "Assistance requested, no. 1",
            "by 1 May 2026",
            "has not been refused",
        ],
        [
            "informations complémentaires",
            "comme le prévoit l’article 28",
            "Which court",
            "Mention requise en cause : Description de l’entraide",
            "Entraide demandée, n° 1",
            "au plus tard le 1er mai 2026",
            "n’est pas refusée",
        ],
    ),
    "additional_information": (
        ["The account was opened on 11 May 2009.", "your reference LY-2026-00417", "as article 28"],
        ["The account was opened on 11 May 2009.", "votre référence LY-2026-00417", "l’article 28"],
    ),
    "supplementary_information": (
        ["without being asked", "The witness has moved to Port Lys.", "stays as it was sent"],
        ["spontanément", "The witness has moved to Port Lys.", "reste telle"],
    ),
    "offer_of_conditions": (
        ["Use in this case only.", "your State", "31 January 2027", "by 1 July 2026"],
        ["Limitation de l’utilisation", "votre État", "31 janvier 2027", "1er juillet 2026"],
    ),
    "answer_to_conditions": (
        ["Use in this case only.", "accepted", "They are exhibits."],
        ["acceptée", "refusée", "They are exhibits."],
    ),
    "undertakings_given": (
        ["is bound by them", "Erasure", "The data are erased.", "1 June 2027"],
        ["est lié par eux", "Effacement", "1er juin 2027"],
    ),
    "report_on_obligation": (
        ["Use in this case only.", "fulfilled", "1 December 2026", "nowhere else"],
        ["exécutée", "1er décembre 2026", "nowhere else"],
    ),
    "extension_of_time": (
        ["is extended", "15 June 2026", "The archive is closed in May."],
        ["est prorogé", "15 juin 2026"],
    ),
    "consultation": (
        [
            "No decision has been taken yet",
            "article 30(5)",
            "(art. 30(1)(e), Ljubljana-The Hague Convention)",
            "A production order could be made instead",
            "by 15 May 2026",
        ],
        [
            "Aucune décision n’a encore été prise",
            "l’article 30(5)",
            "(art. 30(1)(e), Convention de Ljubljana-La Haye)",
            "au plus tard le 15 mai 2026",
        ],
    ),
    "reply_to_consultation": (
        ["The conditions proposed are accepted.", "will abide by them"],
        ["Les conditions proposées sont acceptées.", "les respecteront"],
    ),
    "notice_of_acceptance": (
        [
            "has been accepted for execution",
            "Regional Court at Port Lys, order of 4 May 2026",
            "following conditions (article 31",
        ],
        ["a été acceptée en vue de son exécution", "Regional Court at Port Lys", "conditions suivantes (article 31"],
    ),
    "notice_of_postponement": (
        ["has to be postponed (article 32(4)", "would be compromised", "until 1 October 2026", "has not been refused"],
        ["doit être ajournée (article 32(4)", "jusqu’au 1er octobre 2026", "n’est pas refusée"],
    ),
    "notice_of_resumption": (
        ["has been resumed", "concluded on 20 September 2026"],
        ["a repris", "concluded on 20 September 2026"],
    ),
    "transmittal_of_results": (
        [
            "Results of execution",
            "executed in part. Done: measure 1. Done in part: measure 2. Could not be done: measure 3. Refused: measure 4.",
            "214 pages, certified",
            "Ground: National law would forbid",
            "(art. 30(1)(e)",
            "may not be used for the purposes of taxation",
            "by 31 January 2027 (article 38(2)",
            "(article 18",
        ],
        [
            "Résultats de l’exécution",
            "exécutée en partie. Exécution complète : mesure 1. Exécution partielle : mesure 2. Exécution impossible : mesure 3. Refus : mesure 4.",
            "Motif : Le droit national interdirait",
            "au plus tard le 31 janvier 2027 (article 38(2)",
        ],
    ),
    "letter_of_refusal": (
        [
            "I regret to inform you that the request cannot be granted",
            "(art. 30(1)(g)",
            "which article 30(4)",
            "engage the responsibility of the State",
            "consulted you before the decision",
            "limited to the statements of account could be granted",
        ],
        ["ne peut être donné suite", "(art. 30(1)(g)", "que l’article 30(4)", "vous a consultés"],
    ),
    "notice_of_closure": (
        ["is regarded as concluded here", "used at the trial"],
        ["considérée comme close", "used at the trial"],
    ),
    "notice_of_withdrawal": (
        ["is withdrawn", "(article 32(2)", "The accused has died.", "take no further step"],
        ["est retirée", "(article 32(2)", "The accused has died."],
    ),
    "status_enquiry": (
        ["enquire about the progress", "(article 32(2)", "Has the hearing"],
        ["l’état d’avancement", "(article 32(2)", "Has the hearing"],
    ),
    "status_report": (
        ["inform you of its progress", "fixed for 9 June 2026", "results in July 2026"],
        ["informer de son état d’avancement", "fixed for 9 June 2026"],
    ),
}
OPENING = {"en": "Sir, Madam,", "fr": "Madame, Monsieur,"}
CLOSING = {
    "en": "Please accept, Sir, Madam, the assurances of my highest consideration.",
    "fr": "Je vous prie d’agréer, Madame, Monsieur, l’expression de ma haute considération.",
}


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("name", PAPERS)
def test_a_letter_says_what_it_has_to_say_and_says_it_courteously(name, language):
    whole = text(draw(name, language, context(name, language)).pdf)
    for words in (*WORDS[name][BOTH.index(language)], OPENING[language], CLOSING[language]):
        assert words in whole


def plain(name, language, **more):
    """The words of a paper, without drawing it."""
    html = fill(name, language, context(name, language, **more))
    return " ".join(re.sub(r"<[^>]*>", "", html).replace("&#34;", '"').split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAPERS)
def test_without_a_treaty_no_article_of_one_is_cited_and_the_sentences_stand(name, language):
    whole = plain(name, language, instrument="reciprocity")
    for words in (
        "Ljubljana",
        CONVENTION[language],
        "as  provides",
        "(art. )",
        "()",
        " ,",
        "l’ ",
        "None",
        "bank secrecy",
        "secret bancaire",
        "  ",
    ):
        assert words not in whole
    assert not re.search(r"\bart(icle|\.)?\s*\d", whole)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAPERS)
def test_a_letter_stands_when_nothing_optional_was_said(name, language):
    answers = {key: value if key in ("results", "ground") else "" for key, value in SAID[name].items()}
    whole = plain(name, language, answers=answers, annexes=[])
    for words in ("None", "Undefined", "()", " ,", " ."):
        assert words not in whole


EXTENT = {
    ("done", "done"): ("executed in full.", "entièrement exécutée."),
    ("done", ""): (
        "in part so far. Done: measure 1. Still open: measure 2; a further letter will follow.",
        "en partie à ce jour. Exécution complète : mesure 1. En cours : mesure 2",
    ),
    ("done", "done", "refused", "refused"): (
        "executed in part. Done: measures 1 and 2. Refused: measures 3 and 4.",
        "Refus : mesures 3 et 4.",
    ),
    ("done", "impossible", "impossible", "impossible"): (
        "Could not be done: measures 2, 3 and 4.",
        "Exécution impossible : mesures 2, 3 et 4.",
    ),
    ("refused", "refused"): (
        "None of the measures requested has been granted.",
        "Aucune des mesures demandées n’a été accordée.",
    ),
    ("impossible", "refused"): (
        "could not be executed. Could not be done: measure 1. Refused: measure 2.",
        "n’a pu être exécutée.",
    ),
    ("impossible",): ("The request could not be executed.", "La demande n’a pu être exécutée."),
}


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("outcomes", EXTENT)
def test_the_letter_of_results_says_how_far_the_request_was_executed(outcomes, language):
    results = [
        {"number": str(n), "authority": "", "outcome": outcome, "result": "", "ground": "M-e"}
        for n, outcome in enumerate(outcomes, 1)
    ]
    whole = plain("transmittal_of_results", language, answers=SAID["transmittal_of_results"] | {"results": results})
    assert EXTENT[outcomes][BOTH.index(language)] in whole.replace("\xa0", " ")
    assert ("First results" in whole or "Premiers résultats" in whole) == ("" in outcomes)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("stop", "please do not act on the request"),
        ("proceed", "please act on the request all the same"),
        ("", "be kept confidential"),
    ],
)
def test_the_request_says_what_to_do_if_it_cannot_be_kept_confidential(choice, words):
    known = context("letter_of_request")
    known["dossier"].contents["set_terms"]["confidentiality"] = choice
    assert words in " ".join(re.sub(r"<[^>]*>", "", fill("letter_of_request", "en", known)).split())


def test_the_acknowledgement_says_so_when_confidentiality_cannot_be_kept():
    answers = SAID["acknowledgement_of_receipt"] | {"confidentiality": "not_possible"}
    assert "say whether it is to be acted on all the same" in plain("acknowledgement_of_receipt", "en", answers=answers)
    assert "will be kept confidential" not in plain("acknowledgement_of_receipt", "en", answers=answers)


def test_a_request_that_is_not_urgent_is_not_marked_so():
    known = context("letter_of_request")
    known["dossier"].contents["set_terms"]["urgent"] = False
    assert "Urgent" not in fill("letter_of_request", "en", known)
    assert "<span>Confidential</span>" in fill("letter_of_request", "en", known)


def test_the_request_follows_the_order_of_the_list_of_contents():
    whole = plain("letter_of_request", "en")
    heads = [
        "Requesting authority; subject",
        "Summary of the facts",
        "Offences, applicable",
        "Persons concerned",
        "Assistance requested",
        "Contact for",
    ]
    places = [whole.index(head) for head in heads]
    assert places == sorted(places)


# The templates and the rest of the installation
def test_every_paper_of_the_tables_has_a_template_in_every_language():
    named = {step.paper for table in LIFECYCLES.values() for step in table.steps if step.paper}
    for language in LANGUAGES:
        drawn = {path.stem for path in (TEMPLATES / language).glob("*.html")}
        assert named <= drawn | set(wordings(language).papers)
    assert set(PAPERS) <= named


def asked():
    """For each paper, the names of everything its step asks."""
    found = {}
    for table in LIFECYCLES.values():
        for step in table.steps:
            if step.paper:
                found.setdefault(step.paper, set()).update(dir(form_for(step.form)))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAPERS)
def test_a_letter_prints_only_what_its_form_asks(name, language):
    if words := wordings(language).papers.get(name):
        used = set(words.says)
    else:
        used = set(re.findall(r'said\.get\("(\w+)"', (TEMPLATES / language / f"{name}.html").read_text()))
    assert used <= asked()[name]
    assert set(SAID[name]) <= asked()[name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_request_prints_only_what_the_draft_asks_and_all_of_it(language):
    source = (TEMPLATES / language / "letter_of_request.html").read_text()
    source += (TEMPLATES / language / "sections.html").read_text()
    forms = {
        "case": drafting.DescribeCase,
        "basis": basis.ChooseBasis,
        "terms": drafting.SetTerms,
        "facts": drafting.StateFacts,
    }
    for prefix, form in forms.items():
        used = set(re.findall(rf'{prefix}\.get\("(\w+)"', source))
        assert used == fields(form) - {"instrument", "language", "further"}
    for prefix, form in {
        "person": persons.NamePerson,
        "offence": drafting.StateOffence,
        "measure": drafting.AskMeasure,
    }.items():
        used = set(re.findall(rf"\b{prefix}\.(\w+)", source + (TEMPLATES / language / "words.html").read_text()))
        assert fields(form) - used - set(measures.MEASURE_FIELDS) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_victim_the_request_says_what_it_wishes_and_claims(language):
    told = {
        "views": "She wishes to be heard.",
        "reparation": "Her house.",
        "represented_by": "Maître Lis",
        "informed": True,
    }
    known = context("letter_of_request", language)
    persons_of = [
        replace(one, answers={**one.answers, **told, "capacity": "civil_party"}) for one in known["text"].persons
    ]
    whole = fill("letter_of_request", language, known | {"text": replace(known["text"], persons=tuple(persons_of))})
    words = environment().get_template(f"{language}/words.html").make_module({"language": language})
    for said in ("She wishes to be heard.", "Her house.", "Maître Lis", words.capacities["civil_party"]):
        assert said in whole


def fields(form):
    return {name for name in dir(form) if hasattr(getattr(form, name), "field_class")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_about_a_measure_has_its_words(language):
    words = environment().get_template(f"{language}/words.html").make_module({"language": language})
    assert set(words.labels) == set(measures.MEASURE_FIELDS)
    assert set(words.capacities) == {code for code, _ in persons.CAPACITIES}
    assert set(words.outcomes) == {"", *(code for code, _ in executing.MEASURE_OUTCOMES)}


def test_no_template_names_a_treaty():
    for path in Path(TEMPLATES).rglob("*.html"):
        assert not re.search(r"Ljubljana|Hague|Rome Statute|Geneva|La Haye|art\. \d", path.read_text()), path


def test_an_addressee_that_is_only_known_as_central_authority_is_not_called_so_twice():
    known = context("status_report")
    known["them"].ministry, before = lambda _: "Central authority for legal assistance", known["them"].ministry
    try:
        assert fill("status_report", "en", known).count("Central authority") == 1
    finally:
        known["them"].ministry = before


def test_a_draft_that_has_no_number_of_its_own_yet_prints_one_reference():
    known = context("letter_of_request")
    known["paper"].reference = known["our_reference"]
    assert "This letter" not in fill("letter_of_request", "en", known)
    assert "This letter" in plain("letter_of_request", "en")


IDENTIFIED = {
    "nature": "natural", "capacity": "suspect", "family_name": "Izmislek", "sex": "female", "notice_number": "A-7741/3-2026",
    "description": "A scar.", "aliases": [{"name": "Вымысел", "sort": "spelling"}],
    "addresses": [{"address": "4 Kiln Steps", "sort": "last_known"}],
    "identity_documents": [{"kind": "passport", "number": "XQ7400921", "issued_by": "Ravnia", "valid_until": "2031-05-03"}],
}  # fmt: skip
NAMING_PERSONS = [kind for kind, table in LIFECYCLES.items() if any(t.trigger == "name_person" for t in table.tasks)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NAMING_PERSONS)
def test_the_request_of_every_kind_prints_what_was_given_of_a_person_and_only_that(kind, language):
    name = LIFECYCLES[kind].sending.paper
    given = fill(name, language, context(name, dossier=case_file(kind, persons=[Person(number=1, answers=IDENTIFIED)])))
    told = ("A-7741/3-2026", "A scar.", "Вымысел", "4 Kiln Steps", "XQ7400921", "Ravnia", "2031")
    assert not [words for words in told if words not in given]
    bare = {name: IDENTIFIED[name] for name in ("nature", "capacity", "family_name")}
    less = fill(name, language, context(name, dossier=case_file(kind, persons=[Person(number=1, answers=bare)])))
    assert not [
        one
        for one in ("INTERPOL", "Вымысел", "Fotogr", "Photogr", "Empreintes", "Huellas", "Fingerprints")
        if one in less
    ]
    hidden = IDENTIFIED | {"protected": True, "pseudonym": "Witness Q"}
    none = fill(name, language, context(name, dossier=case_file(kind, persons=[Person(number=1, answers=hidden)])))
    assert not [words for words in ("Izmislek", *told[:-1]) if words in none]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_about_a_person_has_its_words(language):
    words = environment().get_template(f"{language}/words.html").make_module({"language": language})
    for told, choices in (
        (words.sexes, persons.SEXES),
        (words.sorts_of_names, persons.ALIASES),
        (words.identity_documents, persons.IDENTITY_DOCUMENTS),
        (words.sorts_of_addresses, persons.ADDRESSES),
    ):
        assert set(told) == {code for code, _ in choices}
