"""A paper comes out whole, the same every time, and takes in nothing from outside; or it does not come out."""

import logging
from io import BytesIO
from types import SimpleNamespace

import pikepdf
import pytest

from mla.documents import draw as drawing
from mla.documents.draw import PaperNotDrawn, draw
from mla.languages import LETTERS as LANGUAGES
from tests.support.case_files import case_file
from tests.support.verapdf import failures
from tests.unit.documents.case import PAPERS, SECRET, context
from tests.unit.documents.reader import pages, text

BOTH = pytest.mark.parametrize("language", LANGUAGES)
EVERY_PAPER = pytest.mark.parametrize("name", PAPERS)


def letter_with(words: str, **more):
    """A short letter that carries these words."""
    return draw(
        "status_report", "en", context("status_report", answers={"words": words, "expected": ""}, annexes=[], **more)
    )


@pytest.mark.verapdf
@pytest.mark.slow
@pytest.mark.parametrize(("instrument", "language"), [*(("lhc", one) for one in LANGUAGES), ("reciprocity", "en")])
def test_every_paper_is_for_archives_and_for_screen_readers(tmp_path, instrument, language):
    """Without a treaty the articles are left out, in every language alike: one language shows it."""
    paths = []
    for name in PAPERS:
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(draw(name, language, context(name, language, instrument)).pdf)
    assert {p.name: why for p, why in failures(paths, "3a,ua1").items() if why} == {}


@BOTH
@EVERY_PAPER
def test_a_paper_says_who_writes_to_whom_and_under_which_references(name, language):
    known = context(name, language)
    drawn = draw(name, language, known)
    first = pages(drawn.pdf)[0].replace("2014– 2016", "2014–2016")
    for words in (
        known["us"].ministry(language),
        known["them"].ministry(language),
        known["us"].address[1],
        known["them"].address[1],
        known["paper"].reference,
        known["our_reference"],
        "Investigation Ravna, 2014–2016",
    ):
        assert words in first
    assert known["their_reference"] is None or known["their_reference"] in first
    whole = text(drawn.pdf)
    for words in (
        "Maria Solberg-Anton",
        known["signatory"].function_in(language),
        known["annexes"][0].sha256,
    ):
        assert words in whole.replace(known["annexes"][0].sha256[:8] + " ", known["annexes"][0].sha256[:8])
    for annex in known["annexes"]:
        assert annex.title in whole


@BOTH
def test_each_page_says_which_page_of_how_many_it_is(language):
    drawn = draw("letter_of_request", language, context("letter_of_request", language))
    read = pages(drawn.pdf)
    assert len(read) == drawn.pages > 5
    page_of = {"en": ("Page", "of"), "fr": ("Page", "sur"), "es": ("Página", "de")}
    called, of = page_of[language]
    for number, page in enumerate(read, 1):
        assert f"RV-MLA-2026-0001/3 · {called} {number} {of} {drawn.pages}" in page


def test_the_same_paper_has_the_same_bytes_every_time(drawn_anew):
    first, second = (draw("letter_of_request", "en", context("letter_of_request")).pdf for _ in range(2))
    assert first == second


def test_the_file_names_its_language_and_its_title():
    with pikepdf.open(BytesIO(draw("letter_of_refusal", "fr", context("letter_of_refusal", "fr")).pdf)) as paper:
        assert str(paper.Root.Lang) == "fr"
        assert "LY-2026-00417/3 · Demande d’entraide judiciaire – Refus de la demande" in str(paper.docinfo["/Title"])
        assert paper.Root.ViewerPreferences.DisplayDocTitle
        assert paper.Root.MarkInfo.Marked


@BOTH
def test_a_protected_person_is_printed_by_pseudonym_and_nothing_else(language):
    drawn = draw("letter_of_request", language, context("letter_of_request", language))
    whole = text(drawn.pdf)
    assert "Witness B" in whole
    assert not [secret for secret in SECRET if secret in whole or secret.encode() in drawn.pdf]
    assert "Threatened twice" not in whole
    assert "Worked in the kitchen" not in whole


def test_a_protected_person_without_a_pseudonym_is_printed_by_number():
    known = context("letter_of_request")
    held = known["dossier"]
    held.persons[4].answers = held.persons[4].answers | {"pseudonym": ""}
    known = context("letter_of_request", dossier=held)
    assert "Person 5: Protected person 5" in text(draw("letter_of_request", "en", known).pdf)


SCRIPTS = {
    "Arabic": "محكمة العدل الدولية",
    "Hebrew": "משרד המשפטים",
    "Cyrillic": "Прокуратура Җ",
    "Greek": "Υπουργείο Δικαιοσύνης",
    "Devanagari": "न्याय मंत्रालय",
    "Bengali": "বিচার মন্ত্রণালয়",
    "Tamil": "நீதி அமைச்சகம்",
    "Georgian": "იუსტიციის სამინისტრო",
    "Armenian": "Արդարադատության նախարարություն",
    "Thai": "กระทรวงยุติธรรม",
    "Lao": "ກະຊວງຍຸຕິທຳ",
    "Khmer": "ក្រសួងយុត្តិធម៌",
    "Burmese": "တရားရေးဝန်ကြီးဌာန",
    "Tibetan": "ཁྲིམས",
    "Ethiopic": "የፍትህ ሚኒስቴር",
    "Chinese": "司法部",
    "Traditional Chinese": "法務部",
    "Japanese": "法務省にて",
    "Korean": "법무부",
    "Vietnamese": "Bộ Tư pháp",
    "Sinhala": "අධිකරණ",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ",
    "Thaana": "ދިވެހި",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_can_be_printed(script):
    drawn = letter_with(SCRIPTS[script])
    with pikepdf.open(BytesIO(drawn.pdf)) as paper:
        fonts = {str(font.BaseFont) for page in paper.pages for font in dict(page.Resources.Font).values()}
    assert all("+" in font or len(font) > 1 for font in fonts)


@pytest.mark.verapdf
def test_a_letter_in_all_scripts_is_still_for_archives(tmp_path):
    path = tmp_path / "scripts.pdf"
    path.write_bytes(letter_with("\n\n".join(SCRIPTS.values())).pdf)
    assert failures([path], "3a,ua1")[path] == []


def test_a_text_from_right_to_left_stands_on_the_right():
    html = drawing.fill(
        "status_report", "en", context("status_report", answers={"words": "محكمة\n\nCourt", "expected": ""})
    )
    assert '<p class="own" dir="rtl">محكمة</p>' in html
    assert '<p class="own" dir="ltr">Court</p>' in html
    assert "Maria Solberg-Anton" in html


@pytest.mark.parametrize("character", ["\u0378", "\U0010fffd", "\ue000"])
def test_a_character_that_no_font_has_stops_the_paper(character):
    with pytest.raises(PaperNotDrawn) as stopped:
        letter_with(f"The name is {character}.")
    assert stopped.value.sentence.startswith("No font on this server can print the character “")
    assert "U+" in stopped.value.sentence


def test_after_a_paper_that_was_not_drawn_the_next_one_is():
    with pytest.raises(PaperNotDrawn):
        letter_with("\u0378")
    assert letter_with("All is well.").pages == 1


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x1b", "\x85", "\ud800", "\u202e", "\u2066", "\U000e0041", "\ufffe"]
)
def test_an_invisible_control_character_stops_the_paper(character):
    with pytest.raises(PaperNotDrawn, match=rf"U\+{ord(character):04X}") as stopped:
        letter_with(f"The account{character} number")
    assert "Delete it" in stopped.value.sentence


def test_a_paper_that_does_not_exist_is_not_drawn():
    with pytest.raises(PaperNotDrawn, match="There is no template"):
        draw("letter_of_marque", "en", {})
    with pytest.raises(PaperNotDrawn, match="There is no template"):
        draw("status_report", "xx", context("status_report"))


def test_a_detail_that_is_missing_stops_the_paper():
    known = context("status_report")
    del known["signatory"]
    with pytest.raises(PaperNotDrawn, match="signatory"):
        draw("status_report", "en", known)


@pytest.mark.parametrize(
    "words",
    [
        "{{ 7 * 7 }} {% include 'letter.css' %} {# hidden #}",
        "<b>bold</b> <script>x</script> &amp; <img src=http://127.0.0.1:9/x>",
        '<link rel=attachment href="file:///etc/hostname">',
        "</p></body><style>body{display:none}</style>",
    ],
)
def test_what_officials_write_is_printed_and_never_obeyed(words):
    drawn = letter_with(words)
    assert words.replace(" ", "") in text(drawn.pdf).replace(" ", "")
    with pikepdf.open(BytesIO(drawn.pdf)) as paper:
        assert len(paper.attachments) == 0


@pytest.mark.parametrize(
    "element",
    [
        '<link rel=attachment href="file:///etc/hostname">',
        '<a rel=attachment href="file:///etc/hostname">x</a>',
        '<img src="http://127.0.0.1:9/x.png">',
        '<img src="file:///etc/hostname">',
        '<link rel=stylesheet href="file:///etc/hostname">',
        "<style>@import url(file:///etc/hostname);</style>",
        "<style>body { background: url(http://127.0.0.1:9/x.png) }</style>",
        "<style>@font-face { font-family: x; src: url(file:///etc/hostname) } body { font-family: x }</style>",
        '<object data="file:///etc/hostname"></object>',
        '<embed src="file:///etc/hostname">',
        "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\">",
        '<link rel=attachment href="data:text/plain,hidden">',
    ],
)
def test_even_a_template_cannot_bring_anything_in_from_outside(element, monkeypatch, tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "open.html").write_text(
        f"<html lang=en><title>Open</title><body><p>Words{element}", encoding="utf-8"
    )
    templates = drawing.environment(tmp_path)
    monkeypatch.setattr(drawing, "environment", lambda how: templates)
    try:
        drawn = draw("open", "en", {})
    except PaperNotDrawn:
        return
    with pikepdf.open(BytesIO(drawn.pdf)) as paper:
        assert len(paper.attachments) == 0
        assert "/AF" not in paper.Root
    assert text(drawn.pdf) == "Words"


@pytest.mark.slow
def test_two_hundred_thousand_characters_can_be_printed():
    words = ("The witness says that the lorry left before dawn. " * 16 + "\n\n") * 250
    drawn = letter_with(words[:200_000])
    assert drawn.pages > 40


@pytest.mark.slow
def test_long_answers_everywhere_still_fit_the_paper():
    known = context("letter_of_request")
    held = known["dossier"]
    for person in held.persons[:2]:
        person.answers["link"] = "A long account of the part this person had. " * 110
    measure = held.measures[1]
    measure.answers["questions"] = "\n\n".join(f"What happened on day {day}?" for day in range(400))
    measure.answers["description"] = "W" * 5_000
    known = context("letter_of_request", dossier=held)
    known["annexes"] = [SimpleNamespace(**vars(known["annexes"][0]) | {"number": n}) for n in range(1, 61)]
    drawn = draw("letter_of_request", "en", known)
    whole = text(drawn.pdf)
    assert "(400) What happened on day 399?" in whole
    assert f"Page {drawn.pages} of {drawn.pages}" in whole


def test_paragraphs_are_numbered_through_the_whole_letter():
    whole = text(letter_with("One.\n\nTwo.\n \n\nThree.").pdf)
    for words in ("2. One.", "3. Two.", "4. Three."):
        assert words in whole


def test_a_draft_says_on_every_page_that_it_is_one():
    drawn = draw("letter_of_request", "en", context("letter_of_request"), draft=True)
    read = pages(drawn.pdf)
    assert all("DRAFT" in page for page in read)
    assert "not signed, not sent" in read[0]
    assert "Signed electronically" not in " ".join(read)
    assert "DRAFT" not in text(draw("letter_of_request", "en", context("letter_of_request")).pdf)


def test_a_first_draft_of_which_almost_nothing_is_known_can_be_looked_at():
    known = context("letter_of_request", annexes=[], answers={}, dossier=case_file())
    assert draw("letter_of_request", "en", known, draft=True).pages >= 1


def test_the_style_sheet_holds_nothing_that_is_not_understood(caplog):
    drawing.style_sheet.cache_clear()
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        drawing.style_sheet()
        drawing.lay_out(drawing.fill("transmittal_of_results", "fr", context("transmittal_of_results", "fr")))
    assert caplog.messages == []


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize(
    "name", ["acknowledgement_of_receipt", "notice_of_acceptance", "consultation", "status_enquiry"]
)
def test_a_short_letter_is_one_page(name: str, language: str) -> None:
    """Nobody turns a page to find a signature there and nothing else."""
    assert draw(name, language, context(name, language, annexes=[])).pages == 1


def test_a_letter_that_needs_its_pages_is_laid_out_as_usual() -> None:
    closely = drawing.closer_style()
    usual = drawing._rendered(
        drawing.fill("transmittal_of_results", "en", context("transmittal_of_results", annexes=[]))
    )
    assert len(usual.pages) == 2
    assert drawing._filled(usual.pages[0]) > 0.9 > drawing._filled(usual.pages[1]) > drawing.SPARSE
    nearly = drawing.fill("letter_of_refusal", "es", context("letter_of_refusal", "es", annexes=[]))
    document = drawing._rendered(nearly)
    assert drawing._filled(document.pages[-1]) < drawing.SPARSE
    assert len(drawing._rendered(nearly, closely).pages) == len(document.pages) == 2, "closer saves no page"
    assert len(drawing._fitting(nearly).pages) == 2
