"""Who a protected person is stands on no screen; it is shown after an act that gives its reason and is on record."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import AuditEntry, Dossier
from mla.records.verify import verify
from tests.support.drive import Matter, Page, Site, Template, opened
from tests.unit.documents.reader import text

NAME = "Ilvane Dorsetti"


def words_of(site: Site, dossier_id: uuid.UUID) -> str:
    """What the first letter of a request says."""
    with site.ministry.session() as session:
        paper = session.get_one(Dossier, dossier_id).papers[0]
        return text(site.ministry.installation.store.read(paper.sha256))


@pytest.fixture
def matter(drafted: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matter]:
    """A draft whose first person is protected."""
    for one in opened(drafted, tmp_path_factory.mktemp("protected")):
        told = {"protected": "y", "pseudonym": "Witness B", "family_name": NAME, "given_names": "", "address": NAME}
        drafter = one.si.official(Role.DRAFTER)
        assert drafter.fill(one.at("name_person") + "?number=1", **told).status == 302
        yield one


def test_no_page_of_the_request_shows_the_name(matter: Matter) -> None:
    drafter = matter.si.official(Role.DRAFTER)
    for page in ("", "draft", "check", "name_person?number=1", "drop_person?number=1", "ask_measure?number=1"):
        assert NAME not in drafter.get(matter.at(page)).html, page
    assert drafter.get(f"/requests?words={NAME}").all("//main//tbody//th") == [], "what was asked for is no row"


def test_to_change_something_else_leaves_the_identity_as_it_was(matter: Matter) -> None:
    drafter = matter.si.official(Role.DRAFTER)
    drafter.fill(matter.at("name_person") + "?number=1", link="Saw what happened.")
    with matter.si.ministry.session() as session:
        person = session.scalars(select(Dossier)).one().persons[0]
        assert (person.answers["family_name"], person.answers["link"]) == (NAME, "Saw what happened.")


def test_it_is_shown_with_a_reason_which_stands_in_the_audit_log(matter: Matter) -> None:
    drafter = matter.si.official(Role.DRAFTER)
    at = matter.at("persons/1/identity")
    assert NAME not in drafter.get(at).html
    refused = drafter.fill(at, reason="")
    assert refused.status == 400
    assert NAME not in refused.html
    shown = drafter.fill(at, reason="The court asks for the file.")
    assert NAME in shown.main
    with matter.si.ministry.session() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.what == "identity_shown")).one()
        assert entry.detail["reason"] == "The court asks for the file."
        assert NAME not in str(entry.detail)


def test_nobody_else_finds_the_page(matter: Matter) -> None:
    assert matter.si.official(Role.ADMINISTRATOR).get(matter.at("persons/1/identity")).status == 404
    assert matter.si.official(Role.DRAFTER).get(matter.at("persons/2/identity")).status == 404


def test_the_other_state_reads_of_a_protected_person_what_the_letter_says_and_no_more(draft: Matter) -> None:
    site = draft.si
    told = {
        "protected": "y", "pseudonym": "Witness Q", "link": "She kept the books of the unit.",
        "rights": "She fears her cousin in Ghent.", "family_name": "Krokodilhalle",
    }  # fmt: skip
    assert site.official(Role.DRAFTER).fill(draft.at("name_person") + "?number=1", **told).status == 302
    page = site.official(Role.DRAFTER).get(draft.at("name_person") + "?number=1")
    assert page.fields["link"] == ["She kept the books of the unit."], "at home it stands on the page"
    for trigger, answers in (("submit", {}), ("sign", {"read": True}), ("transmit", {})):
        site.ministry.take(draft.number, trigger, **answers)
    draft.post()
    assert draft.be.ministry.stage(draft.number) == "transmitted"
    abroad = draft.be.official(Role.REGISTRAR).get(draft.at()).main
    letter = words_of(draft.be, draft.number)
    for secret in ("kept the books", "cousin in Ghent", "Krokodilhalle"):
        assert secret not in letter
        assert secret not in abroad
    assert "Witness Q" in letter
    assert "Witness Q" in abroad


def documents(*numbers: str) -> dict[str, str]:
    """Identity documents as the page of a person takes them."""
    rows = {}
    for place, number in enumerate(numbers):
        rows |= {f"identity_documents-{place}-kind": "passport", f"identity_documents-{place}-number": number}
    return rows


def identity_of(matter: Matter) -> dict[str, object]:
    with matter.si.ministry.session() as session:
        return dict(session.get_one(Dossier, matter.number).persons[0].answers)


def looked_at(matter: Matter) -> Page:
    """The page that shows the identity, after the reason was given."""
    return matter.si.official(Role.DRAFTER).fill(matter.at("persons/1/identity"), reason="The court asks for the file.")


def offered(page: Page, words: str) -> str:
    """The mark under which the page offers to remove what it shows with these words."""
    return str(page.tree.xpath(f"//input[@name='removed'][../label[contains(., '{words}')]]/@value")[0])


def test_what_was_recorded_wrongly_is_removed_while_the_person_stays_protected(matter: Matter) -> None:
    drafter = matter.si.official(Role.DRAFTER)
    at = matter.at("name_person") + "?number=1"
    drafter.fill(at, **documents("PB0123456", "PB7654321"), original_name="Илване")
    page = drafter.get(at)
    assert "PB0123456" not in page.html
    shown = looked_at(matter)
    gone = [offered(shown, "PB0123456"), offered(shown, "Илване")]
    done = shown.press("remove", removed=gone)
    assert done.status == 302
    after = drafter.get(done.location)
    assert "Removed." in after.main
    assert NAME not in after.html
    told = identity_of(matter)
    assert [row["number"] for row in told["identity_documents"]] == ["PB7654321"]  # type: ignore[attr-defined]
    assert (told["original_name"], told["family_name"], told["protected"]) == ("", NAME, True)
    with matter.si.ministry.session() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.what == "identity_changed")).one()
        assert entry.detail["reason"] == "The court asks for the file."
        assert entry.detail["removed"] == ["identity_documents.0", "original_name"]
        assert "PB0123456" not in str(entry.detail)
        assert list(verify(session, matter.si.ministry.installation)) == []


def test_nothing_is_removed_unseen(matter: Matter) -> None:
    drafter = matter.si.official(Role.DRAFTER)
    shown, hidden = looked_at(matter), drafter.get(matter.at("name_person") + "?number=1").hidden
    nothing = shown.press("remove")
    assert nothing.status == 400
    assert "Tick what is to be removed." in nothing.main
    drafter.fill(matter.at("name_person") + "?number=1", **documents("PB0123456"))
    late = shown.press("remove", removed=offered(shown, NAME))
    assert late.status == 409
    assert "Somebody changed this person" in late.main
    unseen = {"csrf_token": hidden["csrf_token"], "removed": "family_name"}
    assert drafter.send(matter.at("persons/1/identity/remove"), unseen).location.endswith("/identity")
    assert identity_of(matter)["family_name"] == NAME


def test_it_is_removed_only_while_the_text_may_be_changed_and_by_whoever_may(matter: Matter) -> None:
    shown = looked_at(matter)
    matter.si.put(matter.number, "checking")
    assert shown.press("remove", removed=offered(shown, NAME)).status == 403
    assert looked_at(matter).tree.xpath("//input[@name='removed']") == []
    assert identity_of(matter)["family_name"] == NAME
