"""What the stories about sentenced persons have in common: how a transfer is drafted and brought to the other State."""

from __future__ import annotations

import uuid
from typing import Any

from mla.deadlines.due import due
from mla.models import Dossier
from mla.sample.drafting import annex
from mla.sample.ministry import Ministry
from tests.support.drive import send, take_in
from tests.walks.extraditions import BASIS, FACTS, OFFENCE, PERSON, TERMS

WISH = {
    "asking": "sentencing",
    "case": "ordinary",
    "wish": "Told the prison governor on 3 February 2027 of the wish to serve the sentence at home.",
    "national": True,
    "home_address": "4 Quay Street, Oster",
    "consent": "given",
    "consent_on": "2027-02-10",
    "consent_before": "The sentence judge, with counsel and an interpreter",
}
SENTENCE = {
    "judgment": "K 7/2024",
    "court": "Regional Court at Oster",
    "dated": "2024-05-17",
    "final_on": "2024-11-02",
    "copy": "certified",
    "law": "Criminal Code, section 101: imprisonment of ten years and more.",
    "sentence": "Imprisonment for twelve years",
    "nature": "imprisonment",
    "duration": "144",
    "started_on": "2024-05-17",
    "served": "33 months, of which 6 on remand.",
    "remaining": "111",
}
CONVICT = PERSON | {
    "capacity": "convicted",
    "family_name": "Merrow-Kest",
    "given_names": "Anton",
    "born_on": "1979-04-17",
    "born_in": "Oster",
    "nationality": "Belgian",
    "address": "Prison at Oster",
    "link": "Commanded the company; convicted.",
}
SECTIONS: dict[str, dict[str, Any]] = {
    "choose_basis": BASIS,
    "state_wish": WISH,
    "state_facts": FACTS,
    "state_offence": OFFENCE,
    "name_person": CONVICT,
    "state_sentence": SENTENCE,
    "set_terms": TERMS,
}
CONSENT = {
    "given_on": "2027-03-01",
    "given_by": "person",
    "before": "The sentence judge, with counsel",
    "informed": True,
}
AGREED = {"decided_by": "Minister of Justice", "decided_on": "2027-03-20"}
DAY = {
    "day": "2027-04-15",
    "place": "Airport of Oster",
    "transit": "none",
    "agreed_with": "Police liaison, 25 March 2027",
}
HANDED_OVER = {"day": "2027-04-15", "place": "Airport of Oster", "to_whom": "Two officers of the prison service"}


def draft(
    ministry: Ministry, counterpart: str, basis: str = "reciprocity", sections: dict[str, Any] = SECTIONS, kind: str = "transfer", language: str = "en", **answers: dict[str, Any],
) -> uuid.UUID:  # fmt: skip
    """A request drafted to its last section; `said` replaces what a section says by default."""
    number = ministry.start(
        kind, counterpart=counterpart, title="Anton Merrow-Kest", instrument=basis, language=language, arises_from=""
    )
    for trigger, words in sections.items():
        told = {**words, **answers.get(trigger, {})}
        if trigger == "choose_basis":
            told |= {"instrument": basis, "language": language}
        ministry.take(number, trigger, **told)
    ministry.take(number, "attach", title="Certified copy of the judgment", uploads=[annex("order.pdf", "Judgment")])
    return number


def request(one: Ministry, other: Ministry, dossier_id: uuid.UUID) -> None:
    """Signed, sent, acknowledged, assigned."""
    send(one, other, dossier_id)
    take_in(other, one, dossier_id)


def running(ministry: Ministry, dossier_id: uuid.UUID) -> dict[str, tuple[str, str]]:
    """What is due: the name of each limit, with its last day and whose time it is."""
    with ministry.session() as session:
        found = due(session.get_one(Dossier, dossier_id), ministry.installation)
        return {one.name: (one.on.isoformat(), str(one.side)) for one in found}
