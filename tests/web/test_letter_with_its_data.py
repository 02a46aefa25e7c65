"""A PDF sent by e-mail is enough: a letter carries its data, and is taken in as its package would be, if pages and data are what was signed."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import select

from mla.documents.carrier import Difference, compared
from mla.documents.standard import claim
from mla.dossier.purposes import PURPOSES
from mla.lifecycle.terms import Role
from mla.models import BoundDossier, Incoming, Paper, Peer
from mla.package.published import document
from mla.package.sealing import unseal
from tests.support import seals
from tests.support.binding import worked
from tests.support.drive import ORDER, Matter, Site
from tests.support.verapdf import failures
from tests.unit.seals.test_sealing import told_by_poppler
from tests.web.test_check_a_seal import locked
from tests.web.test_post_room import by_hand, download, dropped, post_room
from tests.web.test_sealed_papers import seals_with

__all__ = ["by_hand"]  # a fixture


def carrier(site: Site) -> bytes:
    """The letter that waits to go out, with its data."""
    link = next(link for link in post_room(site).links if link.startswith("/post/out/") and link.endswith(".pdf"))
    return site.official(Role.REGISTRAR).get(link).data


def came(site: Site) -> list[tuple[str, str]]:
    with site.ministry.session() as session:
        return [(one.outcome, one.reason) for one in session.scalars(select(Incoming).order_by(Incoming.id))]


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as book:
        change(book)
        book.save(out)
    return out.getvalue()


def files(pdf: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(pdf)) as book:
        return {name: spec.get_file().read_bytes() for name, spec in book.attachments.items()}


def put(name: str, data: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(book: pikepdf.Pdf) -> None:
        book.attachments[name] = pikepdf.AttachedFileSpec(book, data, filename=name)

    return change


def test_the_pdf_is_taken_in_as_its_package_would_be_and_answered_with_the_same_receipt(by_hand: Matter) -> None:
    pdf, package = carrier(by_hand.si), download(by_hand.si, ".mla.zip")
    assert "The package was taken in." in dropped(by_hand.be, pdf, "letter.pdf")
    assert by_hand.stages() == ("transmitted", "transmitted")
    assert came(by_hand.be) == [("applied", "")]
    receipt = download(by_hand.be, ".receipt.json")
    assert "The package was taken in." in dropped(by_hand.be, package)  # the same bytes again: nothing new
    assert came(by_hand.be) == [("applied", "")]
    assert "The receipt was kept: the package was applied." in dropped(by_hand.si, receipt, "x.receipt.json")


def test_what_it_says_for_machines_is_what_is_published(by_hand: Matter) -> None:
    payload = json.loads(files(carrier(by_hand.si))["payload.json"])
    Draft202012Validator(document()).validate(payload)
    with pikepdf.open(BytesIO(carrier(by_hand.si))) as book:
        assert [(str(one.AFRelationship), str(one.F)) for one in book.Root.AF] == [
            ("/Data", "payload.json"),
            ("/Data", f"{payload['reference']}-001.mla.zip"),
        ]


@pytest.mark.verapdf
@pytest.mark.slow
def test_it_is_for_archives_and_for_screen_readers_and_bears_no_broken_seal(by_hand: Matter, tmp_path: Path) -> None:
    seals_with(by_hand.si, seals.settings(tmp_path))
    path = seals.written(tmp_path, carrier(by_hand.si))
    assert not any(failures([path], "3a,ua1").values())
    assert "does not contain any signatures" in told_by_poppler(path.read_bytes(), tmp_path)


def test_pages_that_say_something_else_are_shown_and_nothing_is_taken_in(by_hand: Matter) -> None:
    pdf = carrier(by_hand.si)
    with pikepdf.open(BytesIO(ORDER)) as other:
        wrong = changed(pdf, lambda book: book.pages.insert(0, other.pages[0]))
    told = dropped(by_hand.be, wrong, "letter.pdf")
    assert "The pages of this PDF are not those of the letter that was signed. Nothing was taken in." in told
    assert "Page 1: “" in told
    assert came(by_hand.be) == []


def test_a_page_that_only_looks_otherwise_is_found(by_hand: Matter) -> None:
    """A white box over a name changes no word of the text."""
    box = b"\nq 1 g 50 300 500 300 re f Q\n"
    wrong = changed(carrier(by_hand.si), lambda book: book.pages[0].contents_add(box))
    told = dropped(by_hand.be, wrong, "letter.pdf")
    assert "Page 1 looks otherwise than it was signed." in told
    assert came(by_hand.be) == []


def _mark(book: pikepdf.Pdf, kind: str, **more: object) -> pikepdf.Object:
    look = pikepdf.Stream(book, b"BT /F1 20 Tf 10 10 Td (GRANTED) Tj ET")
    look.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 200, 50]})
    mark = {"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name(kind), "/Rect": [100, 100, 300, 150], "/F": 4}
    return book.make_indirect(pikepdf.Dictionary({**mark, "/AP": {"/N": look}, **more}))


def _lay(book: pikepdf.Pdf, mark: pikepdf.Object) -> None:
    page = book.pages[0].obj
    page["/Annots"] = pikepdf.Array([*page.get("/Annots", []), mark])


def in_a_form(book: pikepdf.Pdf) -> None:
    """A field over the page: what draws only pages does not draw it."""
    field = _mark(book, "/Widget", **{"/FT": pikepdf.Name.Tx, "/T": "a", "/V": "GRANTED"})
    _lay(book, field)
    book.Root["/AcroForm"] = pikepdf.Dictionary({"/Fields": [field], "/NeedAppearances": True})


def only_in_print(book: pikepdf.Pdf) -> None:
    _lay(book, _mark(book, "/Stamp", **{"/F": 4 | 32}))  # printed, not seen


def as_a_layer(book: pikepdf.Pdf) -> None:
    """A layer that is hidden on the screen and printed."""
    layer = book.make_indirect(pikepdf.Dictionary({"/Type": pikepdf.Name.OCG, "/Name": "x"}))
    book.Root["/OCProperties"] = pikepdf.Dictionary({"/OCGs": [layer], "/D": {"/OFF": [layer]}})
    book.pages[0].Resources["/Properties"] = pikepdf.Dictionary({"/L": layer})
    book.pages[0].contents_add(b"/OC /L BDC q 0 g 50 300 500 300 re f Q EMC")


def by_a_script(book: pikepdf.Pdf) -> None:
    book.Root["/OpenAction"] = pikepdf.Dictionary({"/S": pikepdf.Name.JavaScript, "/JS": "app.alert(1)"})


def outside_the_edge(book: pikepdf.Pdf) -> None:
    """What was cut off in the letter is not here: another edge of the paper."""
    book.pages[0].obj["/TrimBox"] = pikepdf.Array([0, 0, 100, 100])


@pytest.mark.parametrize("change", [in_a_form, only_in_print, as_a_layer, by_a_script, outside_the_edge])
def test_what_shows_something_else_only_elsewhere_is_refused(
    by_hand: Matter, change: Callable[[pikepdf.Pdf], None]
) -> None:
    told = dropped(by_hand.be, changed(carrier(by_hand.si), change), "letter.pdf")
    assert "The pages of this PDF are not those of the letter that was signed. Nothing was taken in." in told
    assert came(by_hand.be) == []


def test_a_small_file_does_not_unfold_to_any_size(by_hand: Matter) -> None:
    pdf = carrier(by_hand.si)
    name = next(one for one in files(pdf) if one.endswith(".zip"))
    most = by_hand.be.ministry.config.max_package
    wrong = changed(pdf, put(name, b"\0" * (most + 1)))
    assert len(wrong) < most // 10
    assert "larger than this installation takes" in dropped(by_hand.be, wrong, "letter.pdf")


def nothing_in_it(book: pikepdf.Pdf) -> None:
    """A name of a file behind which there is none."""
    for spec in book.Root.Names.EmbeddedFiles.Names[1::2]:
        del spec["/EF"]


@pytest.mark.parametrize("change", [nothing_in_it, put("../../etc/passwd.mla.zip", b"PK")])
def test_odd_attachments_are_told_in_a_sentence(by_hand: Matter, change: Callable[[pikepdf.Pdf], None]) -> None:
    told = dropped(by_hand.be, changed(carrier(by_hand.si), change), "letter.pdf")
    assert "This PDF" in told
    assert came(by_hand.be) == []


def test_data_that_say_something_else_are_refused(by_hand: Matter) -> None:
    pdf = carrier(by_hand.si)
    payload = files(pdf)["payload.json"].replace(b'"number": 1', b'"number": 2')
    told = dropped(by_hand.be, changed(pdf, put("payload.json", payload)), "letter.pdf")
    assert "What this PDF says for machines (payload.json) is not what was signed." in told
    assert came(by_hand.be) == []


def test_what_nobody_on_file_has_signed_is_refused_as_a_package_would_be(by_hand: Matter) -> None:
    pdf, package = carrier(by_hand.si), download(by_hand.si, ".mla.zip")
    with by_hand.be.ministry.session() as session:
        session.get_one(Peer, "SI").trusted = False
        session.commit()
    told = [dropped(by_hand.be, data) for data in (pdf, package)]
    assert "is not among the States whose keys are on file here" in told[0]
    assert told[0] == told[1]


def test_a_package_that_was_changed_within_is_refused_as_a_package_would_be(by_hand: Matter) -> None:
    pdf = carrier(by_hand.si)
    ((name, package),) = [one for one in files(pdf).items() if one[0].endswith(".zip")]
    wrong = seals.one_byte_other(package, len(package) // 2)
    told = [dropped(by_hand.be, data) for data in (changed(pdf, put(name, wrong)), wrong)]
    assert told[0] == told[1]
    assert "The package was refused." in told[0]
    assert {outcome for outcome, _ in came(by_hand.be)} == {"refused"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (ORDER, "This PDF carries no data of a step."),
        (ORDER[:200], "This is not a PDF that can be opened"),
        (locked(), "protected by a password"),
    ],
)
def test_what_carries_nothing_is_told_in_a_sentence(by_hand: Matter, content: bytes, sentence: str) -> None:
    assert sentence in dropped(by_hand.be, content, "letter.pdf")
    assert came(by_hand.be) == []


def test_several_packages_are_none(by_hand: Matter) -> None:
    wrong = changed(carrier(by_hand.si), put("other.mla.zip", b"PK"))
    assert "carries several packages" in dropped(by_hand.be, wrong, "letter.pdf")


def test_only_the_post_room_hands_it_out(by_hand: Matter) -> None:
    link = next(link for link in post_room(by_hand.si).links if link.startswith("/post/out/") and link.endswith(".pdf"))
    assert by_hand.si.official(Role.DRAFTER).get(link).status == 403


def test_the_same_letter_has_no_difference() -> None:
    assert compared(ORDER, ORDER) == []
    assert compared(ORDER, seals_of_two(ORDER))[0] == Difference(2, "", compared(ORDER, seals_of_two(ORDER))[0].signed)


def seals_of_two(pdf: bytes) -> bytes:
    return changed(pdf, lambda book: book.pages.append(book.pages[0]))


def test_the_letter_within_is_the_one_that_is_kept(by_hand: Matter) -> None:
    dropped(by_hand.be, carrier(by_hand.si), "letter.pdf")
    kept = []
    for site in (by_hand.si, by_hand.be):
        with site.ministry.session() as session:
            kept.append(session.scalars(select(Paper.sha256).order_by(Paper.id)).first())
    assert kept[0] == kept[1]


def test_the_published_schema_is_that_of_the_code() -> None:
    kept = Path(__file__).parents[2] / "docs" / f"package-{document()['version']}.schema.json"
    assert json.loads(kept.read_text()) == document(), "mla schema docs/package-1.schema.json"


# Bound dossiers
def bound_for(matter: Matter, purpose: str, **chosen: object) -> bytes:
    page = matter.be.official(Role.AUDITOR).get(matter.at(f"bound?purpose={purpose}")).again(**chosen)
    assert page.status == 302, page.mistakes
    worked(matter.be)
    with matter.be.ministry.session() as session:
        row = session.scalars(select(BoundDossier).order_by(BoundDossier.id.desc())).first()
        assert row
        return matter.be.ministry.installation.store.read(row.sha256)


def packages_in(pdf: bytes) -> list[str]:
    return [name for name in files(pdf) if name.endswith(".mla.zip")]


def test_a_dossier_for_the_other_state_carries_what_crossed_and_no_other_one_does(executing: Matter) -> None:
    for purpose in set(PURPOSES) - {"abroad"}:
        if "Bind it" in executing.be.official(Role.AUDITOR).get(executing.at(f"bound?purpose={purpose}")).main:
            assert packages_in(bound_for(executing, purpose)) == []
    book = bound_for(executing, "abroad")
    told = packages_in(book)
    assert "requesting-001.mla.zip" in told
    assert any(name.startswith("requested-") for name in told)
    for name in told:
        package = unseal(files(book)[name], 10**8)
        assert {package.manifest["sender"], package.manifest["recipient"]} == {"SI", "BE"}


def test_a_package_of_which_a_part_is_left_out_does_not_go_along(executing: Matter) -> None:
    page = executing.be.official(Role.AUDITOR).get(executing.at("bound?purpose=abroad"))
    parts = page.fields["parts"]
    annex = next(one for one in parts if one.startswith("document-"))
    told = packages_in(bound_for(executing, "abroad", parts=[one for one in parts if one != annex]))
    assert "requesting-001.mla.zip" not in told
    assert told


@pytest.mark.verapdf
@pytest.mark.slow
def test_a_dossier_that_carries_packages_is_for_archives(executing: Matter, tmp_path: Path) -> None:
    path = seals.written(tmp_path, bound_for(executing, "abroad"))
    with pikepdf.open(path) as book:
        level = claim(book)
    assert not any(failures([path], f"3{level.keeps.lower() or 'b'}").values())
