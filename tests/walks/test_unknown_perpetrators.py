"""Help is asked about perpetrators whose identity is not known yet; nobody is extradited who is not known."""

from __future__ import annotations

import pytest

from mla.contents_check import required
from mla.contents_check.findings import findings
from mla.models import Dossier
from mla.sample.ministry import Ministry, Misfilled
from mla.sample.small import ENGLISH, small
from tests.support.drive import assert_both_agree, send, take_in
from tests.unit.documents.reader import pages
from tests.walks.extraditions import PERSON, draft

Pair = tuple[Ministry, Ministry]
UNKNOWN = {
    "nature": "unknown",
    "capacity": "suspect",
    "family_name": "Unknown gunman 1",
    "description": "A scar over the left eye.",
    "link": "Guarded the gate of the camp; seen by three witnesses.",
}


def test_the_letter_says_that_the_person_is_not_known_and_nothing_is_missing(pair: Pair) -> None:
    si, be = pair
    number = small(si, "BE", "The guards at the gate", "en", ENGLISH)
    with pytest.raises(Misfilled, match="what the papers are to call this person"):
        si.take(number, "name_person", **{**UNKNOWN, "family_name": ""})
    si.take(number, "name_person", **UNKNOWN)
    with si.session() as session:
        dossier = session.get_one(Dossier, number)
        missing = required(findings(session, si.installation, dossier, si.clock().date()))
        assert [one.label for one in missing if "person" in str(one.label).lower()] == []
        assert not [key for person in dossier.persons for key in person.keys if "gunman" in key.key]
    send(si, be, number)
    take_in(be, si, number)
    with be.session() as session:
        paper = session.get_one(Dossier, number).papers[0]
        words = " ".join(" ".join(pages(be.installation.store.read(paper.sha256))).split())
    assert "Unknown gunman 1" in words
    assert "Identity not known at present" in words
    assert_both_agree(si, be, number)


def test_nobody_is_extradited_who_is_not_known(pair: Pair) -> None:
    si, _be = pair
    number = draft(si, "BE")
    with pytest.raises(Misfilled, match="nature"):
        si.take(number, "name_person", **{**PERSON, **UNKNOWN})
