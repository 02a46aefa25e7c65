"""Who a protected witness is goes to the one authority that has to know, sealed to its key; its ministry cannot read it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner
from PIL import Image
from sqlalchemy import select

from mla.cli import cli
from mla.documents.age import IN_WORDS, NotOpened, fingerprint, new_key, seal, unseal
from mla.documents.kinds import SEALED
from mla.exchange.reception import receive
from mla.lifecycle.terms import Role
from mla.models import AuditEntry, Dossier, Incoming, Official, Outgoing
from mla.package.sealing import Package
from mla.package.sealing import seal as seal_package
from mla.package.sealing import unseal as unseal_package
from mla.records import audit
from mla.records.verify import verify
from mla.sample.ministry import Ministry, Misfilled
from mla.steps.step_taken import NotAllowed, Upload
from tests.support.drive import (
    ORDER,
    Site,
    a_file,
    assert_both_agree,
    in_boxes,
    in_days,
    report_all,
    results,
    take_in,
    today,
)

Small = Callable[[Ministry, str], UUID]
Sent = tuple[Ministry, Ministry, UUID]
NAME, HOME, PASSPORT = "Dorsetti", "Quai Malaparte 7", "XK4471902"
SECRET, PUBLIC = new_key()
WITNESS = {
    "nature": "natural", "capacity": "witness", "protected": True, "pseudonym": "Witness B", "link": "Kept the books.", "rights": "Threatened.", "family_name": NAME,
    "given_names": "Ilvane", "address": HOME, "identity_documents": [{"kind": "passport", "number": PASSPORT, "issuer": "SI"}],
}  # fmt: skip
NAMED = {
    "authority": "Investigating judge, Ghent", "persons": ["2"], "purpose": "Service of a summons.",
    "contact": "Registry, +32 9 000 00 00", "key": PUBLIC,
}  # fmt: skip
SEALING = {"person": "2", "key_confirmed": "yes", "how": "By telephone with the registry.", "by": "Head of section"}


@pytest.fixture
def sent(pair: tuple[Ministry, Ministry], small: Small) -> Sent:
    """A request with a protected witness, which is being dealt with."""
    si, be = pair
    number = small(si, "BE")
    si.take(number, "name_person", **WITNESS)
    si.take(number, "submit")
    si.take(number, "sign", read=True, although="The costs are not known yet.")
    si.take(number, "transmit")
    si.post_to(be)
    take_in(be, si, number)
    return si, be, number


def look(ministry: Ministry, number: UUID, person: int = 2) -> None:
    """Everybody of the ministry has looked at the identity, with a reason on record."""
    with ministry.session() as session:
        reference = session.get_one(Dossier, number).our_reference
        for official in session.scalars(select(Official)).all():
            audit.note(
                session, "identity_shown", official, dossier=reference, person=person, reason="Service of a summons."
            )
        session.commit()


def sealed_file(ministry: Ministry, number: UUID) -> bytes:
    with ministry.session() as session:
        found = [a for a in session.get_one(Dossier, number).attachments if a.filename.endswith(".age")]
        assert [one.filename for one in found] == ["identity-1.age"]
        return ministry.installation.store.read(found[0].sha256)


def in_words(sealed: bytes) -> str:
    """What the authority reads once it has opened the file."""
    with zipfile.ZipFile(io.BytesIO(unseal(sealed, SECRET))) as archive:
        return archive.read(IN_WORDS).decode()


def test_only_the_authority_opens_it_and_both_records_hold_that_it_did(sent: Sent, tmp_path: Path) -> None:
    si, be, number = sent
    be.take(number, "name_identity_authority", **NAMED)
    be.post_to(si)
    look(si, number)
    si.take(number, "send_sealed_identity", **SEALING)
    si.post_to(be)
    told = in_words(sealed_file(be, number))
    assert all(word in told for word in (NAME, HOME, PASSPORT, "Witness B"))
    with pytest.raises(NotOpened, match="does not open"):
        unseal(sealed_file(be, number), new_key()[0])
    be.take(number, "report_identity_opened", outcome="opened", opened_on=today(), by="Registrar", act="Summons")
    be.post_to(si)
    for one in (si, be):
        with one.session() as session:
            dossier = session.get_one(Dossier, number)
            assert dossier.events[-1].answers["concerning"] == "Investigating judge, Ghent: Witness B"
            assert list(verify(session, one.installation)) == []
    assert_both_agree(si, be, number)


def test_nothing_of_the_identity_leaves_in_clear(sent: Sent) -> None:
    si, be, number = sent
    be.take(number, "name_identity_authority", **NAMED)
    be.post_to(si)
    look(si, number)
    si.take(number, "send_sealed_identity", **SEALING)
    si.post_to(be)
    with si.session() as session:
        event = session.get_one(Dossier, number).events[-1]
        lines = session.scalars(select(AuditEntry).where(AuditEntry.what == "identity_sealed")).all()
        said = f"{event.answers} {[line.detail for line in lines]}"
        assert lines[-1].detail["key"] == fingerprint(PUBLIC)
        assert not any(word in said for word in (NAME, HOME, PASSPORT))
    with be.session() as session:
        packages = session.scalars(select(Incoming.package)).all()
        held = [one for name in packages for one in unpacked(be.installation.store.read(name))]
        kept = [be.installation.store.read(one.sha256) for one in session.get_one(Dossier, number).attachments]
        for word in (NAME, HOME, PASSPORT):
            assert not any(word.encode() in one for one in (*held, *kept))


def unpacked(package: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_without_a_key_nothing_is_sealed_and_a_key_is_one(sent: Sent) -> None:
    si, be, number = sent
    page = Site(si).official(Role.SIGNATORY).get(f"/dossiers/{number}/send_sealed_identity")
    assert "has named no authority, and no key to seal to." in page.text
    for wrong in ("age1xx", SECRET, "ssh-ed25519 AAAA"):
        with pytest.raises(Misfilled, match="no public key in the age format"):
            be.take(number, "name_identity_authority", **{**NAMED, "key": wrong})


def test_it_is_sealed_as_it_was_looked_at_with_a_reason(sent: Sent) -> None:
    si, be, number = sent
    be.take(number, "name_identity_authority", **NAMED)
    be.post_to(si)
    with pytest.raises(NotAllowed, match="Look at the identity of this person first"):
        si.take(number, "send_sealed_identity", **SEALING)
    with pytest.raises(Misfilled, match="The real name of the person"):
        si.take(number, "send_sealed_identity", **SEALING, words=f"It is {NAME}.")
    signs = Site(si).official(Role.SIGNATORY)
    shown = signs.fill(f"/dossiers/{number}/persons/2/identity", reason="Service of the summons in Ghent.")
    assert "send_sealed_identity?person=2" in shown.html
    page = signs.get(f"/dossiers/{number}/send_sealed_identity?person=2")
    assert NAME not in page.html
    si.take(number, "send_sealed_identity", **SEALING)


def test_one_writes_it_another_signs_the_letter_that_was_shown_and_the_file_in_it_leaves(sent: Sent) -> None:
    si, be, number = sent
    be.take(number, "name_identity_authority", **NAMED)
    be.post_to(si)
    look(si, number)
    site = Site(si)
    drafter, signatory = site.official(Role.DRAFTER), site.official(Role.SIGNATORY)
    own = (io.BytesIO(seal(b"of somebody else", PUBLIC)), "own.age")
    at = f"/dossiers/{number}/send_sealed_identity?person=2"
    refused = drafter.fill(at, **SEALING, question="requested-1", files=own)
    assert (refused.status, "is of no kind of document" in refused.text) == (400, True)
    written = drafter.fill(at, **SEALING, question="requested-1")
    assert written.status == 302, written.mistakes
    shown = drafter.get(written.location)
    assert NAME not in shown.html
    assert shown.press("propose").status == 302
    left = signatory.get(written.location).press("sign")
    assert left.status == 302, left.text
    si.post_to(be)
    assert NAME in in_words(sealed_file(be, number))
    assert_both_agree(si, be, number)


def test_an_identity_that_changed_since_it_was_looked_at_does_not_leave(sent: Sent) -> None:
    si, be, number = sent
    be.take(number, "name_identity_authority", **NAMED)
    be.post_to(si)
    site = Site(si)
    drafter, signatory = site.official(Role.DRAFTER), site.official(Role.SIGNATORY)
    look(si, number)
    at = f"/dossiers/{number}/send_sealed_identity?person=2"
    written = drafter.fill(at, **SEALING, question="requested-1")
    drafter.get(written.location).press("propose")
    be.take(
        number, "ask", questions=[{"question": "Where is she now?", "section": "name_person"}], answer_by=in_days(20)
    )
    be.post_to(si)
    si.take(number, "name_person", **{**WITNESS, "number": "2", "address": "Elsewhere 1"})
    assert "Look at the identity of this person first" in signatory.get(written.location).text


def test_a_sealed_file_that_came_by_mail_is_recorded_with_its_letter(sent: Sent) -> None:
    _si, be, number = sent
    be.take(number, "name_identity_authority", **NAMED)
    registrar = Site(be).official(Role.REGISTRAR)
    file = (io.BytesIO(seal(NAME.encode(), PUBLIC)), "identity-1.age")
    page = registrar.get(f"/dossiers/{number}/record/send_sealed_identity")
    said = {**SEALING, "question": "requested-1", "letter-scan": a_file("letter.pdf", ORDER)}
    days = {"letter-sent_on": in_boxes(), "letter-received_on": in_boxes()}
    head = {"letter-channel": "diplomatic", "letter-their_reference": "X", **days}
    recorded = registrar.record(page, **head, **said, files=file)
    assert recorded.status == 302, recorded.mistakes
    assert unseal(sealed_file(be, number), SECRET).decode() == NAME


def test_the_photograph_of_a_protected_witness_goes_along_sealed_and_no_other_way(
    pair: tuple[Ministry, Ministry], small: Small, tmp_path: Path
) -> None:
    si, be = pair
    number = small(si, "BE")
    face = photograph()
    si.take(number, "attach", title="Photograph", uploads=[Upload("Photograph", "face.png", "image/png", face, 1)])
    with si.session() as session:
        document = max(one.number for one in session.get_one(Dossier, number).attachments)
    si.take(number, "name_person", **WITNESS, photographs=[str(document)])
    si.take(number, "submit")
    si.take(number, "sign", read=True, although="The costs are not known yet.")
    si.take(number, "transmit")
    si.post_to(be)
    take_in(be, si, number)
    be.take(number, "name_identity_authority", **NAMED)
    be.post_to(si)
    look(si, number)
    si.take(number, "send_sealed_identity", **SEALING)
    si.post_to(be)
    with be.session() as session:
        packages = session.scalars(select(Incoming.package)).all()
        assert not any(face in one for name in packages for one in unpacked(be.installation.store.read(name)))
    keyfile, file = tmp_path / "key", tmp_path / "identity-1.age"
    keyfile.write_text(SECRET)
    file.write_bytes(sealed_file(be, number))
    opened = CliRunner().invoke(cli, ["identity", "open", str(file), "--key", str(keyfile)]).output
    assert NAME in opened
    assert "1 document(s) show the person: name a folder for them with --to." in opened
    CliRunner().invoke(cli, ["identity", "open", str(file), "--key", str(keyfile), "--to", str(tmp_path / "out")])
    kept = list((tmp_path / "out").iterdir())
    assert [one.read_bytes() for one in kept] == [face]
    assert kept[0].stat().st_mode & 0o077 == 0
    again = CliRunner().invoke(
        cli, ["identity", "open", str(file), "--key", str(keyfile), "--to", str(tmp_path / "out")]
    )
    assert again.exit_code == 1, "no document takes the place of another"


def photograph() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (12, 16), "grey").save(kept, "PNG")
    return kept.getvalue()


LATER = {"capacity": "witness", "protected": True, "pseudonym": "Witness C"}
HEARD_TOO = {"kind": "video_hearing", "heading_line": "Hear Witness C", "description": "By video link."}


def test_who_a_witness_is_that_was_named_later_is_recorded_here_and_sealed_from_there(sent: Sent) -> None:
    si, be, number = sent
    si.take(number, "add_measures", persons=[LATER], measures=[HEARD_TOO], words="Witness B named her.")
    si.post_to(be)
    be.take(number, "name_identity_authority", **{**NAMED, "persons": ["3"]})
    be.post_to(si)
    look(si, number, person=3)
    with pytest.raises(NotAllowed, match="Nothing is on record of who this person is"):
        si.take(number, "send_sealed_identity", **{**SEALING, "person": "3"})
    drafter = Site(si).official(Role.DRAFTER)
    at = f"/dossiers/{number}/tell_identity"
    assert "Say at least one thing" in drafter.fill(at, person="3").text
    assert drafter.fill(at, person="3", family_name=NAME, address=HOME).status == 302
    assert drafter.fill(at, person="3", given_names="Ilvane").status == 302
    with si.session() as session:
        dossier = session.get_one(Dossier, number)
        told = next(one.answers for one in dossier.persons if one.number == 3)
        assert (told["family_name"], told["given_names"], told["pseudonym"]) == (NAME, "Ilvane", "Witness C")
        assert list(verify(session, si.installation)) == []
    for page in ("", "/history", "/sections", "/tell_identity"):
        assert NAME not in drafter.get(f"/dossiers/{number}{page}").html
    with pytest.raises(NotAllowed, match="Look at the identity of this person first"):
        si.take(number, "send_sealed_identity", **{**SEALING, "person": "3"})
    look(si, number, person=3)
    si.take(number, "send_sealed_identity", **{**SEALING, "person": "3"})
    si.post_to(be)
    assert all(word in in_words(sealed_file(be, number)) for word in (NAME, HOME, "Ilvane", "Witness C"))
    assert_both_agree(si, be, number)


def test_one_without_a_protected_person_names_no_authority(pair: tuple[Ministry, Ministry], small: Small) -> None:
    si, be = pair
    number = small(si, "BE")
    si.take(number, "submit")
    si.take(number, "sign", read=True, although="The costs are not known yet.")
    si.take(number, "transmit")
    si.post_to(be)
    take_in(be, si, number)
    page = Site(be).official(Role.EXAMINER).get(f"/dossiers/{number}/name_identity_authority")
    assert "names no protected person" in page.text


def test_what_could_not_be_opened_is_sealed_anew(sent: Sent) -> None:
    si, be, number = sent
    be.take(number, "name_identity_authority", **NAMED)
    be.post_to(si)
    look(si, number)
    si.take(number, "send_sealed_identity", **SEALING)
    si.post_to(be)
    with pytest.raises(Misfilled, match="why it could not be opened"):
        be.take(number, "report_identity_opened", outcome="failed")
    be.take(number, "report_identity_opened", outcome="failed", words="The key is lost.")
    be.take(number, "name_identity_authority", **{**NAMED, "key": new_key()[1]})
    be.post_to(si)
    with pytest.raises(Misfilled, match="Choose the authority"):
        si.take(number, "send_sealed_identity", **SEALING)
    look(si, number)
    si.take(number, "send_sealed_identity", **SEALING, question="requested-2")
    si.post_to(be)
    assert_both_agree(si, be, number)


def test_a_sealed_file_is_taken_with_no_other_letter(sent: Sent) -> None:
    _si, be, number = sent
    examiner = Site(be).official(Role.EXAMINER)
    page = examiner.fill(f"/dossiers/{number}/note", words="Look.", files=(io.BytesIO(b"age-encryption.org/v1\n"), "identity-1.age"))  # fmt: skip
    assert page.status == 400
    assert "is of no kind of document that is taken here" in page.text


def given(si: Ministry, be: Ministry, package: Package) -> Incoming:
    """What became of a package of ours, signed anew."""
    data = seal_package(package.manifest, package.files, si.installation.key)
    return be.does(lambda session: receive(session, be.installation, data, "file", be.clock()))


def last_package(si: Ministry) -> Package:
    with si.session() as session:
        newest = session.scalars(select(Outgoing).order_by(Outgoing.number.desc())).first()
        assert newest
        return unseal_package(io.BytesIO(si.installation.store.read(newest.package)), si.config.max_package)


def test_a_package_with_this_step_brings_a_sealed_file(sent: Sent) -> None:
    si, be, number = sent
    be.take(number, "name_identity_authority", **NAMED)
    be.post_to(si)
    look(si, number)
    si.take(number, "send_sealed_identity", **SEALING)
    whole = last_package(si)
    bare = {name: data for name, data in whole.files.items() if not name.startswith("attachments/")}
    refused = given(si, be, replace(whole, manifest={**whole.manifest, "annexes": []}, files=bare))
    assert (refused.outcome, "the package holds 0" in refused.reason) == ("refused", True)


def test_a_package_with_another_step_brings_none(sent: Sent) -> None:
    si, be, number = sent
    file = Upload("Sealed", "identity-1.age", SEALED.media_type, seal(b"x", PUBLIC), 0)
    si.take(number, "send_transcript", what="Record", persons=["1"], uploads=[file])
    refused = given(si, be, last_package(si))
    assert (refused.outcome, "no kind of document that is taken" in refused.reason) == ("refused", True)


def test_an_answer_that_crosses_it_loses_nothing_and_the_opening_is_reported_after_the_end(sent: Sent) -> None:
    si, be, number = sent
    be.take(number, "name_identity_authority", **NAMED)
    be.take(number, "accept")
    be.post_to(si)
    report_all(be, number)
    be.take(number, "answer", results=results(be, number), letter="Enclosed.")
    look(si, number)
    si.take(number, "send_sealed_identity", **SEALING)
    be.post_to(si)
    si.post_to(be)
    be.take(number, "report_identity_opened", outcome="opened", opened_on=today(), by="Registrar", act="Summons")
    be.post_to(si)
    assert_both_agree(si, be, number)


def test_the_authority_makes_its_key_and_opens_what_came(tmp_path: Path) -> None:
    run, keyfile, file = CliRunner(), tmp_path / "key", tmp_path / "identity-1.age"
    made = run.invoke(cli, ["identity", "new-key", str(keyfile)])
    public = made.output.split("State: ")[1].split()[0]
    assert fingerprint(public) in made.output
    assert keyfile.stat().st_mode & 0o077 == 0
    file.write_bytes(seal(NAME.encode(), public))
    assert NAME in run.invoke(cli, ["identity", "open", str(file), "--key", str(keyfile)]).output
    assert "no key is overwritten" in run.invoke(cli, ["identity", "new-key", str(keyfile)]).output
    run.invoke(cli, ["identity", "new-key", str(tmp_path / "other")])
    wrong = run.invoke(cli, ["identity", "open", str(file), "--key", str(tmp_path / "other")])
    assert wrong.exit_code == 1
    assert "does not open the file" in wrong.output
