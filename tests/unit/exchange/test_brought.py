"""What an agreement that a package brings may be: data of another State's making, within strict bounds, never more."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from mla.canonical import Answers
from mla.exchange import brought
from mla.instruments.agreement import code_of, digest_of
from mla.models import Agreement, AuditEntry, Dossier, Incoming, Outgoing
from mla.package.keys import public_bytes
from mla.package.receipt import Receipt, read_receipt
from mla.package.sealing import seal, unseal
from mla.sample.ministry import Ministry
from tests.support.agreements import in_use
from tests.walks.test_on_which_basis import asked

Sent = tuple[Ministry, Ministry, bytes]
BASIS = {"standing": "The agreement is in force between our two States.", "reciprocity": False}


@pytest.fixture
def sent(pair: tuple[Ministry, Ministry]) -> Sent:
    """A request under an agreement, signed and sealed at home and not yet carried; with its package."""
    si, be = pair
    number = asked(si, in_use(si), **BASIS)
    for step, answers in (("submit", {}), ("sign", {"read": True}), ("transmit", {})):
        si.take(number, step, **answers)
    with si.session() as session:
        row = session.scalars(select(Outgoing)).one()
        return si, be, si.installation.store.read(row.package or "")


def give(receiver: Ministry, data: bytes) -> Receipt:
    return read_receipt(receiver.take_in("", data), public_bytes(receiver.installation.key))


def count(ministry: Ministry, model: type[Any]) -> int:
    with ministry.session() as session:
        return session.query(model).count()


def bringing(
    si: Ministry, data: bytes, change: Callable[[Answers], object], named: bool = True, **files: bytes
) -> bytes:
    """The same package with another agreement, signed by the true sender; `named`: the package names that one."""
    package = unseal(data, 10**9)
    manifest = {name: value for name, value in package.manifest.items() if name not in ("files", "format")}
    told = copy.deepcopy(manifest["agreements"][0])
    change(told)
    manifest["agreements"] = [told]
    if named and isinstance(told.get("states"), list):
        manifest["instrument"] = manifest["request"]["instrument"] = code_of(told)
        manifest["instrument_digest"] = digest_of(told)
    return seal(manifest, {**package.files, **{f"agreement/{n}": d for n, d in files.items()}}, si.installation.key)


def test_it_is_kept_once_and_the_package_is_held_however_often_it_comes(sent: Sent) -> None:
    _, be, data = sent
    first = give(be, data)
    assert (first.outcome, first.final) == ("held", False)
    assert give(be, data).reason == first.reason
    assert (count(be, Agreement), count(be, Incoming), count(be, Dossier)) == (1, 1, 0)
    with be.session() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.what == "agreement_arrived")).one()
        assert entry.who == "SI"


def of_others(told: Answers) -> None:
    told["states"] = ["BE", "FR"]


def too_long(told: Answers) -> None:
    told["remarks"] = "x" * 6_000


def far_too_long(told: Answers) -> None:
    told["rules"]["grounds"] += [
        {**told["rules"]["grounds"][0], "code": f"X-{n}", "article": "3, 3, 3, 3, 3, 3"} for n in range(900)
    ]


def markup(told: Answers) -> None:
    told["rules"]["grounds"][0]["label"]["en"] = "<script>alert(1)</script>"


def template(told: Answers) -> None:
    told["name"]["fr"] = "{{ us.name }}"


def own_measure(told: Answers) -> None:
    told["rules"]["measures"] = [{"code": "torture", "article": "1", "label": {"en": "a", "fr": "b"}}]


def own_crimes(told: Answers) -> None:
    told["rules"]["crimes"] = [{"code": "5(2)", "article": "1", "label": {"en": "a", "fr": "b"}}]


def never_refused(told: Answers) -> None:
    told["rules"]["grounds"] = told["rules"]["grounds"][:1]


def another_sort(told: Answers) -> None:
    told["sort"] = "ultimatum"


def unknown_article(told: Answers) -> None:
    told["rules"]["cite"]["request"] = "99"


def a_strange_code(told: Answers) -> None:
    told["rules"]["grounds"][0]["code"] = "a b\u00e9"


def a_borrower(told: Answers) -> None:
    told["rules"]["like"]["grounds"] = "no such treaty"


def invented_document(told: Answers) -> None:
    told["documents"] = [
        {"title": "T", "filename": "t.pdf", "language": "en", "media_type": "application/pdf", "sha256": "0" * 64, "size": 1, "pages": 1}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (of_others, "not between the sender and this State"),
        (too_long, "longer than 5,000 characters"),
        (far_too_long, "says more than is taken in"),
        (markup, "no text of an agreement holds"),
        (template, "no text of an agreement holds"),
        (own_measure, "no kind of help that is known here"),
        (own_crimes, "“crimes” of rules is unknown"),
        (never_refused, "could be refused"),
        (another_sort, "is not a value of “sort”"),
        (unknown_article, "the article “99” does not exist"),
        (a_strange_code, "is no code"),
        (a_borrower, "has no grounds to borrow"),
        (invented_document, "are not those that they list"),
        (lambda told: told.clear(), "not between the sender and this State"),
    ],
)
def test_what_is_no_agreement_of_these_two_or_breaks_its_bounds_is_refused_and_not_kept(
    sent: Sent, change: Callable[[Answers], object], words: str
) -> None:
    si, be, data = sent
    receipt = give(be, bringing(si, data, change))
    assert receipt.outcome == "refused"
    assert words in receipt.reason
    assert (count(be, Agreement), count(be, Dossier)) == (0, 0)


def test_another_text_under_the_same_name_is_refused(sent: Sent) -> None:
    si, be, data = sent
    changed = bringing(si, data, lambda told: told["name"].update(en="Another"), named=False)
    assert "brings another agreement than the one under which it is made" in give(be, changed).reason
    assert count(be, Agreement) == 0


def test_documents_of_no_agreement_are_refused(sent: Sent) -> None:
    si, be, data = sent
    package = unseal(data, 10**9)
    manifest = {n: v for n, v in package.manifest.items() if n not in ("files", "format", "agreements")}
    stray = seal(manifest, {**package.files, "agreement/1-1.pdf": b"%PDF-"}, si.installation.key)
    assert "are not those that they list" in give(be, stray).reason


def test_the_package_and_the_request_in_it_name_one_instrument(sent: Sent) -> None:
    si, be, data = sent
    package = unseal(data, 10**9)
    manifest = {n: v for n, v in package.manifest.items() if n not in ("files", "format")}
    other = seal({**manifest, "instrument": "lhc"}, package.files, si.installation.key)
    assert "names another instrument than the request in it" in give(be, other).reason


def test_a_package_that_brings_no_agreement_and_names_an_unknown_one_waits(sent: Sent) -> None:
    si, be, data = sent
    package = unseal(data, 10**9)
    manifest = {n: v for n, v in package.manifest.items() if n not in ("files", "format", "agreements")}
    receipt = give(be, seal(manifest, package.files, si.installation.key))
    assert receipt.outcome == "held"
    assert "which is not installed here yet" in receipt.reason


def test_only_so_many_agreements_of_one_state_wait_and_the_requests_under_others_are_held_without_them(
    sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, be, data = sent
    monkeypatch.setattr(brought, "MOST_WAITING", 0)
    receipt = give(be, data)
    assert receipt.outcome == "held"
    assert "more agreements of the sender wait" in receipt.reason
    assert count(be, Agreement) == 0
    monkeypatch.undo()
    assert "until a lawyer here has read" in give(be, data).reason
    assert count(be, Agreement) == 1


def test_what_arrives_is_not_part_of_the_law(sent: Sent) -> None:
    _, be, data = sent
    before = dict(be.installation.law.instruments)
    give(be, data)
    with be.session():
        assert be.installation.law.instruments == before
