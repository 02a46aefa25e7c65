"""What identifies a person: asked once, printed as it was given, kept from the other State where the person is protected."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.records.verify import verify
from tests.support.drive import ORDER, Matter, Site, Visitor, a_file
from tests.unit.documents.reader import text
from tests.web.test_drafting import lists

PASSPORT = {
    "identity_documents-0-kind": "passport", "identity_documents-0-number": "XQ7400921",
    "identity_documents-0-issued_by": "Ravnia", "identity_documents-0-valid_until": ["3", "5", "2031"],
}  # fmt: skip
TOLD = PASSPORT | {
    "sex": "female", "description": "A scar on the left hand.", "notice_number": "A-7741/3-2026",
    "aliases-0-name": "Вымысел", "aliases-0-sort": "spelling",
    "addresses-0-address": "4 Kiln Steps, Port Lys", "addresses-0-sort": "last_known",
}  # fmt: skip
IN_THE_LETTER = (
    "Female", "A scar on the left hand.", "A-7741/3-2026", "Вымысел (other spelling)", "4 Kiln Steps, Port Lys (last known)",
    "Passport XQ7400921, issued by Ravnia, valid until 3 May 2031",
)  # fmt: skip
SECRETS = ("XQ7400921", "A scar", "A-7741", "Вымысел", "Kiln Steps")
ROWS = ("aliases", "identity_documents", "addresses")


def person(site: Site, number: int = 1) -> dict[str, Any]:
    """What is on record of a person of the newest request."""
    with site.ministry.session() as session:
        dossier = session.scalars(select(Dossier).order_by(Dossier.changed_at.desc())).first()
        assert dossier
        return dict(dossier.persons[number - 1].answers)


def preview(site: Site, draft: Matter) -> str:
    """What the letter of request would say."""
    return " ".join(text(site.official(Role.DRAFTER).get(draft.at("preview.pdf")).data).split())


@pytest.fixture
def drafter(draft: Matter) -> Visitor:
    """Who writes the request."""
    return draft.si.official(Role.DRAFTER)


def page_of(draft: Matter) -> str:
    return draft.at("name_person") + "?number=1"


def test_what_was_given_comes_back_on_the_page_and_stands_in_the_letter(draft: Matter, drafter: Visitor) -> None:
    before = preview(draft.si, draft)
    assert not [one for one in ("Sex", "Identity documents", "INTERPOL", "Photographs") if one in before]
    assert drafter.fill(page_of(draft), **TOLD).status == 302
    fields = drafter.get(page_of(draft)).fields
    assert fields["identity_documents-0-number"] == ["XQ7400921"]
    assert fields["aliases-0-name"] == ["Вымысел"]
    letter = preview(draft.si, draft)
    assert not [one for one in IN_THE_LETTER if one not in letter]
    check = drafter.get(draft.at("check")).main
    assert "Kind of document: Passport; Number: XQ7400921; Issued by: Ravnia; Valid until: 3 May 2031" in check


def test_what_is_rarely_asked_is_folded_away_until_something_is_said_there(draft: Matter, drafter: Visitor) -> None:
    assert drafter.get(page_of(draft)).tree.xpath("count(//details[not(@open)]//input[@name='notice_number'])") == 1
    drafter.fill(page_of(draft), sex="male")
    assert drafter.get(page_of(draft)).tree.xpath("count(//details[@open]//input[@name='notice_number'])") == 1


def test_as_many_rows_as_are_wanted_and_an_empty_one_is_none(draft: Matter, drafter: Visitor) -> None:
    page = drafter.get(page_of(draft)).again(**PASSPORT, more="identity_documents")
    assert page.status == 200
    assert page.fields["identity_documents-0-number"] == ["XQ7400921"]
    assert page.fields["identity_documents-1-number"] == [""]
    more = {"identity_documents-1-kind": "register", "identity_documents-1-number": "77"}
    assert page.again(**more, more=None).status == 302
    assert [one["number"] for one in person(draft.si)["identity_documents"]] == ["XQ7400921", "77"]
    gone = {name: "" for name in drafter.get(page_of(draft)).fields if name.startswith("identity_documents-0-")}
    assert drafter.fill(page_of(draft), **gone).status == 302
    assert [one["number"] for one in person(draft.si)["identity_documents"]] == ["77"]


def test_where_nothing_is_said_nothing_is_kept_so_that_texts_of_before_keep_their_digest(
    draft: Matter, drafter: Visitor
) -> None:
    before = person(draft.si)
    assert drafter.fill(page_of(draft)).status == 302
    assert person(draft.si) == before
    assert not {"sex", *ROWS} & before.keys()


@pytest.mark.parametrize(
    ("half", "sentence"),
    [
        ({"identity_documents-0-number": "1"}, "Say what kind of document it is, or empty the row."),
        ({"identity_documents-0-kind": "passport"}, "Give the number of the document, or empty the row."),
        ({"aliases-0-sort": "alias"}, "Give the name, or empty the row."),
        ({"addresses-0-sort": "home"}, "Give the address, or empty the row."),
    ],
)  # fmt: skip
def test_a_row_that_is_half_filled_is_named_and_does_not_stop_finishing_later(
    draft: Matter, drafter: Visitor, half: dict[str, str], sentence: str
) -> None:
    page = drafter.fill(page_of(draft), **half)
    assert (page.status, page.mistakes) == (400, [sentence])
    assert page.tree.xpath("count(//details[@open])") == 1
    assert page.again(later="y").status == 302
    assert "In progress" in lists(drafter.get(draft.at("draft")))["persons"]
    (name, value), fields = next(iter(half.items())), drafter.get(page_of(draft)).fields
    assert fields[name] == [value]


def test_an_impossible_day_on_a_document_is_refused_and_kept_on_the_page(draft: Matter, drafter: Visitor) -> None:
    page = drafter.fill(page_of(draft), **PASSPORT | {"identity_documents-0-valid_until": ["31", "2", "2031"]})
    assert page.status == 400
    assert "This is not a date." in page.mistakes[0]
    assert page.fields["identity_documents-0-valid_until"] == ["31", "2", "2031"]


def test_two_tabs_both_versions_stand_side_by_side(draft: Matter, drafter: Visitor) -> None:
    first, second = drafter.get(page_of(draft)), drafter.get(page_of(draft))
    assert first.again(**PASSPORT).status == 302
    page = second.again(**PASSPORT | {"identity_documents-0-number": "OTHER-5"})
    assert page.status == 409
    assert "XQ7400921" in page.main
    assert "OTHER-5" in page.main
    assert page.again().status == 302
    assert person(draft.si)["identity_documents"][0]["number"] == "OTHER-5"


def test_an_ended_session_loses_no_row(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    keeps = drafter.get(page_of(draft))
    fields = {**keeps.fields, **TOLD}
    address = page_of(draft)
    assert drafter.send(f"/kept-words?address={address}", fields).status == 204
    again = drafter.get(address)
    assert again.fields["identity_documents-0-number"] == ["XQ7400921"]
    assert again.fields["aliases-0-name"] == ["Вымысел"]
    assert again.tree.xpath("count(//details[@open])") == 1


# Photographs and fingerprints
def attach(draft: Matter, title: str, **told: str) -> None:
    page = draft.si.official(Role.DRAFTER).fill(
        draft.at("attach"), title=title, files=a_file("photo.pdf", ORDER), **told
    )
    assert page.status == 302, page.mistakes


def test_a_photograph_is_a_document_of_the_request_and_named_with_its_person(draft: Matter) -> None:
    attach(draft, "Photograph, 2024", shows="photographs", person="1")
    attach(draft, "Prints", shows="fingerprints", person="1")
    assert (person(draft.si)["photographs"], person(draft.si)["fingerprints"]) == (["2"], ["3"])
    letter = preview(draft.si, draft)
    assert "Photographs Annex 2" in letter
    assert "Fingerprints Annex 3" in letter
    assert "Photograph, 2024" in letter


def test_several_photographs_at_once_all_belong_to_their_person(draft: Matter, drafter: Visitor) -> None:
    files = [a_file(f"{n}.pdf", ORDER) for n in (1, 2, 3)]
    drafter.fill(draft.at("attach"), title="Photographs", files=files, shows="photographs", person="1")
    assert person(draft.si)["photographs"] == ["2", "3", "4"]


def test_a_photograph_without_its_person_is_asked_about(draft: Matter, drafter: Visitor) -> None:
    page = drafter.fill(draft.at("attach"), title="P", files=a_file("p.pdf", ORDER), shows="photographs")
    assert page.mistakes == ["Say both what the document is and whom it shows, or neither."]


def test_where_a_document_is_removed_the_others_are_still_named_with_their_person(
    draft: Matter, drafter: Visitor
) -> None:
    attach(draft, "Photograph", shows="photographs", person="1")
    drafter.fill(draft.at("detach") + "?number=1")
    assert person(draft.si)["photographs"] == ["1"]
    drafter.fill(draft.at("detach") + "?number=1")
    assert "photographs" not in person(draft.si)


# The other State
def sent(draft: Matter) -> None:
    for trigger, answers in (("submit", {}), ("sign", {"read": True}), ("transmit", {})):
        draft.si.ministry.take(draft.number, trigger, **answers)
    draft.post()
    assert draft.be.ministry.stage(draft.number) == "transmitted"


def test_the_other_state_reads_all_of_it_and_both_hold_the_same_text(draft: Matter, drafter: Visitor) -> None:
    drafter.fill(page_of(draft), **TOLD)
    attach(draft, "Photograph", shows="photographs", person="1")
    sent(draft)
    page = draft.be.official(Role.REGISTRAR).get(draft.at()).main
    assert not [one for one in SECRETS if one not in page]
    assert "Attachment 2: Photograph" in page
    for site in (draft.si, draft.be):
        with site.ministry.session() as session:
            assert list(verify(session, site.ministry.installation)) == []


def test_of_a_protected_person_none_of_it_leaves_this_ministry_nor_the_photograph(
    draft: Matter, drafter: Visitor
) -> None:
    attach(draft, "Portrait", shows="photographs", person="1")
    drafter.fill(page_of(draft), **TOLD)
    drafter.fill(page_of(draft), protected="y", pseudonym="Witness Q", family_name="Krokodilhalle", rights="Fears.")
    letter = preview(draft.si, draft)
    assert "It does not go along: it shows a protected person." in drafter.get(draft.at("draft")).main
    for page in ("", "draft", "check", "name_person?number=1"):
        assert not [one for one in SECRETS if one in drafter.get(draft.at(page)).html.replace("A scar, ", "")], page
    sent(draft)
    with draft.be.ministry.session() as session:
        dossier = session.get_one(Dossier, draft.number)
        assert [one.title for one in dossier.attachments] == ["Order of the judge"]
        letter += text(draft.be.ministry.installation.store.read(dossier.papers[0].sha256))
        assert list(verify(session, draft.be.ministry.installation)) == []
    abroad = draft.be.official(Role.REGISTRAR).get(draft.at()).html
    assert not [one for one in (*SECRETS, "Portrait", "Krokodilhalle") if one in letter + abroad]
    shown = drafter.fill(draft.at("persons/1/identity"), reason="The court asks.").main
    assert not [one for one in SECRETS if one not in shown]


def test_the_page_of_a_protected_person_keeps_its_rows_and_adds_to_them(draft: Matter, drafter: Visitor) -> None:
    drafter.fill(page_of(draft), protected="y", pseudonym="Witness Q", **TOLD)
    drafter.fill(page_of(draft), link="Saw it.")
    drafter.fill(page_of(draft), **PASSPORT | {"identity_documents-0-number": "SECOND-9"})
    kept = person(draft.si)
    assert [one["number"] for one in kept["identity_documents"]] == ["XQ7400921", "SECOND-9"]
    assert (kept["link"], kept["sex"]) == ("Saw it.", "female")


def test_a_number_or_another_name_gives_a_protected_person_away(draft: Matter, drafter: Visitor) -> None:
    drafter.fill(page_of(draft), protected="y", pseudonym="Witness Q", **TOLD)
    drafter.fill(draft.at("state_facts"), facts="She showed the passport xq7400921.")
    assert "Witness Q" in drafter.get(draft.at()).steps_offered["Submit for signature"]


# Taken over, found, on paper
def test_another_request_takes_the_person_over_and_leaves_the_photograph_behind(
    draft: Matter, drafter: Visitor
) -> None:
    drafter.fill(page_of(draft), **TOLD)
    attach(draft, "Photograph", shows="photographs", person="1")
    address = f"/dossiers/new/assistance?from={draft.number}"
    new = drafter.fill(address, counterpart="BE", title="Second", instrument="lhc", language="en").location
    taken = person(draft.si)
    assert taken["identity_documents"][0]["number"] == "XQ7400921"
    assert "photographs" not in taken
    assert not taken.get("unfinished")
    assert "Photograph" not in lists(drafter.get(new))["attachments"]


def test_a_request_is_found_by_another_name_and_by_the_number_of_a_document(draft: Matter, drafter: Visitor) -> None:
    drafter.fill(page_of(draft), **TOLD)
    for words in ("xq7400921", "вымысел", "A-7741"):
        assert draft.at() in drafter.get(f"/requests?words={words}").links


def test_a_registrar_is_asked_the_same_of_a_person_in_a_letter(draft: Matter) -> None:
    registrar = draft.si.official(Role.REGISTRAR)
    page = registrar.get("/dossiers/paper/assistance")
    asked = {name.removeprefix("persons-0-") for name in page.tree.xpath("//main//@name")}
    drafters = set(draft.si.official(Role.DRAFTER).get(page_of(draft)).tree.xpath("//form[@enctype]//@name"))
    assert drafters - asked == {"number", "offences", "photographs", "fingerprints", "seen", "another", "later"}
    assert "{" not in page.main
    page = page.again(**{f"persons-0-{name}": value for name, value in TOLD.items()}, more="persons-0-aliases")
    assert page.fields["persons-0-aliases-1-name"] == [""]
    day = ["1", "6", "2026"]
    told = {"letter-channel": "post", "letter-sent_on": day, "letter-received_on": day, "counterpart": "CR", "title": "On paper",
            "instrument": "reciprocity", "language": "en", "authority": "Court", "facts": "It rained.",
            "measures-0-kind": "hearing", "measures-0-heading_line": "Hearing", "more": None}  # fmt: skip
    nameless = page.again(**told)
    assert "Give the name, or empty the row." in nameless.mistakes
    done = registrar.record(nameless, **told, **{"persons-0-family_name": "Izmislek"})
    assert done.status == 302, done.mistakes
    assert person(draft.si)["identity_documents"][0]["number"] == "XQ7400921"
    shown = registrar.get(done.location).main
    assert not [one for one in SECRETS if one not in shown]
