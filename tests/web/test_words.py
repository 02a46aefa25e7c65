"""What officials write is kept letter by letter, in every script; it is never run, and never lost with a mistake."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from forms.base import PAGES
from mla.lifecycle.terms import Role
from tests.support.drive import Matter, Page, Visitor, a_file

SCRIPTS = {
    "Latin": "Čížek łódź Þórður Ağrı œuvre ẞ",
    "Vietnamese": "Nguyễn Thị Ánh Tuyết",
    "Cyrillic": "Ђорђе Љубичић, Київ, Қазақстан",
    "Greek": "Ελληνική Δημοκρατία",
    "Arabic": "محكمة بداية بيروت",
    "Hebrew": "בית המשפט",
    "Chinese": "最高人民检察院",
    "Japanese": "東京地方裁判所のきろく",
    "Korean": "대한민국 법무부",
    "Devanagari": "उच्च न्यायालय",
    "Thai": "ศาลอาญา",
    "Georgian": "თბილისის სასამართლო",
    "Armenian": "Երեւանի դատարան",
    "Ethiopic": "ፍርድ ቤት",
}
LIVE = "<script>document.title='x'</script>{{ 987*989 }}{% raw %}<b onclick=\"x\">&amp;"


def drafter(draft: Matter) -> Visitor:
    return draft.si.official(Role.DRAFTER)


def letter(draft: Matter) -> str:
    """The words of the letter as it would be sent, without spaces (a PDF keeps none of its own)."""
    page = draft.si.official(Role.SIGNATORY).get(draft.at("preview.pdf"))
    assert page.status == 200, page.text
    return squeezed(" ".join(part.extract_text() for part in PdfReader(BytesIO(page.data)).pages))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_script_is_kept_and_shown_as_it_was_written(draft: Matter) -> None:
    written = "\n\n".join(SCRIPTS.values())
    assert drafter(draft).fill(draft.at("state_facts"), facts=written).status == 302
    assert drafter(draft).get(draft.at("state_facts")).fields["facts"] == [written]
    shown = drafter(draft).get(draft.at("check")).main
    assert all(words in shown for words in SCRIPTS.values())


def test_a_letter_in_every_script_is_drawn(draft: Matter) -> None:
    drafter(draft).fill(draft.at("state_facts"), facts="\n\n".join(SCRIPTS.values()))
    printed = letter(draft)
    for script in ("Latin", "Cyrillic", "Greek", "Chinese", "Korean", "Georgian", "Armenian"):
        assert squeezed(SCRIPTS[script]) in printed, script


def test_marks_that_only_steer_the_reading_direction_are_kept(draft: Matter) -> None:
    written = "The name محمد علي stands first,\u200f then \u200ethe date."
    assert drafter(draft).fill(draft.at("state_facts"), facts=written).status == 302
    assert drafter(draft).get(draft.at("state_facts")).fields["facts"] == [written]
    assert letter(draft)


def test_a_name_from_right_to_left_does_not_turn_the_page_around_it(draft: Matter) -> None:
    drafter(draft).fill(draft.at("name_person") + "?number=1", family_name="محمد", original_name="محمد")
    tasks = drafter(draft).get(draft.at("draft"))
    assert any("محمد" in words for words in tasks.all("//bdi"))


@pytest.mark.parametrize("turned", ["\u202e", "\u202d", "\u202a", "\u2068"])
def test_a_mark_that_reverses_what_follows_is_refused_where_it_is_typed(draft: Matter, turned: str) -> None:
    page = drafter(draft).fill(draft.at("state_facts"), facts=f"The sum was {turned}0001 euros.")
    assert page.status == 400
    assert f"invisible control character in “Facts” (U+{ord(turned):04X} after “was”)" in page.main


def test_what_no_font_can_print_is_named_where_it_is_typed_before_anything_is_kept(draft: Matter) -> None:
    page = drafter(draft).fill(draft.at("state_facts"), facts="He laughed \U0010fffd.")
    assert page.status == 400
    assert "No font on this server can print the character “\U0010fffd” (U+10FFFD)" in page.main
    assert "after “laughed” (character 12 of the text)" in page.main
    assert page.fields["facts"] == ["He laughed \U0010fffd."]


@pytest.mark.parametrize("control", ["\0", "\x01", "\x1b", "\x7f", "\x85"])
@pytest.mark.parametrize(("step", "field"), [("state_facts", "facts"), ("describe_case", "authority")])
def test_a_control_character_is_refused_with_a_sentence_and_the_words_stay(
    draft: Matter, step: str, field: str, control: str
) -> None:
    page = drafter(draft).fill(draft.at(step), **{field: f"Zvezda{control}Luna"})
    assert page.status == 400
    assert any("invisible control character" in sentence for sentence in page.mistakes)
    assert "Zvezda" in page.html
    assert "Luna" in page.html
    assert "Zvezda" not in drafter(draft).get(draft.at("check")).main


def test_a_megabyte_of_facts_is_refused_with_a_sentence_and_nothing_is_lost(draft: Matter) -> None:
    facts = ("The witness saw the lorries at the bridge. " * 24_000)[:1_000_000]
    page = drafter(draft).fill(draft.at("state_facts"), facts=facts)
    assert page.status == 400
    assert page.mistakes == [f"This is longer than {PAGES:,} characters. Shorten it, or attach it as a document."]
    assert page.fields["facts"] == [facts.strip()]


def test_sixty_pages_of_facts_are_taken(draft: Matter) -> None:
    facts = ("The witness saw the lorries at the bridge. " * 5_000)[: PAGES - 1]
    assert drafter(draft).fill(draft.at("state_facts"), facts=facts).status == 302


def test_more_text_than_the_site_takes_at_all_is_refused_with_a_page(draft: Matter) -> None:
    page = drafter(draft).fill(draft.at("note"), words="x" * 17 * 1024 * 1024, files=a_file("scan.pdf", b"%PDF-"))
    assert page.status == 413
    assert "larger than this installation accepts" in page.main


def test_lines_and_paragraphs_come_back_as_they_were_typed(draft: Matter) -> None:
    drafter(draft).fill(draft.at("state_facts"), facts="  One.\r\n\r\nTwo.\rThree.  ")
    assert drafter(draft).get(draft.at("state_facts")).fields["facts"] == ["One.\n\nTwo.\nThree."]


# Nothing that is written is run
TEXTS = {
    "choose_basis": ("standing",),
    "describe_case": ("authority", "functions", "case_number", "subject"),
    "state_facts": ("facts",),
    "state_offence": ("name", "provision", "provision_text", "penalty", "limitation"),
    "name_person": ("family_name", "given_names", "original_name", "also_known_as", "born_in", "nationality", "address",
                    "link", "rights"),
    "ask_measure": ("heading_line", "description", "purpose", "procedure", "holder", "account"),
    "set_terms": ("presence", "costs", "related", "contact_name", "contact_details"),
}  # fmt: skip
NUMBERED = ("state_offence", "name_person", "ask_measure")


def fill_with(draft: Matter, words: str) -> int:
    """Write these words, each time with a number, into every text field of the draft; returns how many there are."""
    count = 0
    for step, fields in TEXTS.items():
        told = {}
        for field in fields:
            count += 1
            told[field] = f"{words} no{count}."
        page = drafter(draft).fill(draft.at(step) + ("?number=1" if step in NUMBERED else ""), **told)
        assert page.status == 302, page.mistakes
    return count


def shown_literally(page: Page, words: str, count: int) -> bool:
    """Whether the page shows each of the texts as it was written, and has no script or element made of them."""
    assert "976143" not in page.main
    assert not page.tree.xpath("//main//script | //*[@onclick]")
    return all(f"{words} no{number}." in page.main for number in range(1, count + 1))


def test_code_in_any_field_is_shown_and_not_run(draft: Matter) -> None:
    count = fill_with(draft, LIVE)
    assert count > 25
    assert shown_literally(drafter(draft).get(draft.at("check")), LIVE, count)


def test_code_in_any_field_is_printed_and_not_run(draft: Matter) -> None:
    fill_with(draft, LIVE)
    printed = letter(draft)
    assert "{{987*989}}{%raw%}" in printed
    assert "<script>document.title='x'</script>" in printed.replace("’", "'")


def test_code_in_a_title_a_note_and_a_file_name_is_shown_and_not_run(draft: Matter) -> None:
    signatory = draft.si.official(Role.SIGNATORY)
    draft.si.alter(draft.number, title=LIVE, their_reference=LIVE)
    signatory.fill(draft.at("note"), words=LIVE)
    for path in (draft.at(), draft.at("draft"), draft.at("check"), draft.at("note"), "/", f"/?words={LIVE[:8]}"):
        page = signatory.get(path)
        assert page.status == 200
        assert not page.tree.xpath("//main//script | //*[@onclick]"), path
        assert "976143" not in page.main, path
    assert LIVE in signatory.get(draft.at()).main


def test_code_in_the_search_and_the_address_is_shown_and_not_run(draft: Matter) -> None:
    page = drafter(draft).get("/requests?words=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%7B%7B7*7%7D%7D")
    assert page.status == 200
    assert not page.tree.xpath("//main//script")
    assert page.tree.xpath("//input[@id='words']/@value") == ['"><script>alert(1)</script>{{7*7}}']


@pytest.mark.parametrize("address", ["/?words=%00", "/?stage=%00", "/audit?what=%00", "/help/%00", "/?page=%00"])
def test_a_nul_in_an_address_is_no_question_to_the_database(draft: Matter, address: str) -> None:
    assert draft.si.official(Role.AUDITOR).get(address).status == 400


@pytest.mark.parametrize("address", ["/?page=9{30}", "/?page=-1", "/?page=x", "/audit?page=9{30}"])
def test_a_page_number_beyond_all_pages_is_an_empty_page(draft: Matter, address: str) -> None:
    assert draft.si.official(Role.AUDITOR).get(address.replace("9{30}", "9" * 30)).status == 200


@pytest.mark.parametrize(
    "path", ["/accounts/{}", "/post/out/{}.mla.zip", "/post/in/{}.mla.zip", "/post/in/{}.receipt.json"]
)
def test_a_number_larger_than_any_database_keeps_leads_nowhere(draft: Matter, path: str) -> None:
    visitor = draft.si.official(Role.ADMINISTRATOR if "accounts" in path else Role.REGISTRAR)
    assert visitor.get(path.format("9" * 30)).status == 404
