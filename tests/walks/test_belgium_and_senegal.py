"""Belgium and Senegal, 2005 to 2012, as the public record tells it: four requests, and a judgment.

The case of H. H. before the International Court of Justice (Questions relating to the Obligation to Prosecute or
Extradite, judgment of 20 July 2012). Dates of the rulings are those of the record; the words are ours.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.records.verify import verify
from mla.sample.ministry import Ministry, Misfilled
from tests.support.drive import assert_both_agree, send
from tests.walks.extraditions import draft, refuse, request

CAT = {
    "choose_basis": {
        "standing": "Both States take part in the Convention against Torture.",
    },
    "state_offence": {"crime": "5(2)(f)", "name": "Torture as a crime against humanity"},
}


def at(ministries: tuple[Ministry, ...], year: int, month: int, day: int) -> None:
    """The calendar on every wall says this day."""
    moment = datetime(year, month, day, 9, 0, tzinfo=UTC)
    for ministry in ministries:
        ministry.clock = lambda: moment


@pytest.mark.slow
def test_four_requests_a_judgment_and_the_prosecution_that_followed(of: Callable[[str], Ministry]) -> None:
    belgium, senegal = both = of("BE"), of("SN")

    # September 2005: the first request. In November the court of appeal finds that it has no jurisdiction.
    at(both, 2005, 9, 22)
    first = asked(belgium, senegal)
    senegal.take(first, "open_court", court="Court of Appeal, Dakar", detained="detained")
    at(both, 2005, 11, 25)
    senegal.take(first, "record_ruling", court="Court of Appeal, Dakar", ruled_on="2005-11-25", ruling="inadmissible",
                 reasons="The court declines jurisdiction: a former Head of State enjoys immunity.")  # fmt: skip
    with pytest.raises(Exception, match="not admissible"):
        senegal.take(first, "grant", decided_by="Ministry", decided_on="2005-11-25")
    refuse(senegal, first, "The court has no jurisdiction.", instead="nothing", present="yes",
           why_nothing="The courts have declined jurisdiction; who may try the person is put before the African Union.")  # fmt: skip
    senegal.post_to(belgium)
    assert_both_agree(belgium, senegal, first)

    # March 2011: the second request. In August: inadmissible, documents are missing.
    at(both, 2011, 3, 15)
    second = asked(belgium, senegal, arises_from=first)
    ruled(both, second, "2011-08-18", "Documents that the law demands are missing.")
    refuse(senegal, second, "Documents are missing.", remedy="A new request with the complete documents.")
    senegal.post_to(belgium)

    # September 2011: the third. In January 2012: the copy of the warrant is not authentic.
    at(both, 2011, 9, 5)
    third = asked(belgium, senegal, arises_from=second)
    ruled(both, third, "2012-01-10", "The copy of the warrant is not authentic.")
    refuse(senegal, third, "The copy is not authentic.", remedy="A certified copy.")
    senegal.post_to(belgium)

    # January 2012: the fourth, with an authentic copy. The form had wanted to know all along.
    at(both, 2012, 1, 17)
    with pytest.raises(Misfilled, match="plain copy"):
        draft(belgium, "SN", basis="cat", state_title={"copy": ""}, **CAT)
    fourth = asked(belgium, senegal, arises_from=third)
    assert_both_agree(belgium, senegal, fourth)

    # 20 July 2012: prosecute without further delay if not extradited. Senegal refuses, and opens the file.
    at(both, 2012, 7, 25)
    refuse(senegal, fourth, "The case is prosecuted here, as the Court has held.", instead="prosecution")
    senegal.post_to(belgium)
    file = draft(senegal, "BE", "prosecution", "cat", fourth, tell_custody={"occasion": "judgment"}, **CAT)
    send(senegal, belgium, file)
    at(both, 2012, 7, 26)
    belgium.take(
        file, "acknowledge", Role.REGISTRAR, received_on="2012-07-26", responsible="Desk", confidentiality="kept"
    )
    belgium.post_to(senegal)
    with pytest.raises(Misfilled, match="explain why there is none"):
        senegal.take(file, "close_file")
    at(both, 2013, 2, 8)
    senegal.take(file, "submit_case", authority="Extraordinary African Chambers", submitted_on="2013-02-08")
    senegal.take(file, "ask_evidence", wanted="The file of the investigating judge.")
    senegal.post_to(belgium)
    belgium.take(file, "hand_over_evidence", inventory="Certified copy of the file, 40 binders.")
    belgium.post_to(senegal)
    at(both, 2016, 5, 30)
    senegal.take(
        file, "record_charge", charged_on="2013-07-02", offences="Crimes against humanity, war crimes, torture"
    )
    senegal.take(file, "report_outcome", outcome="conviction", decided_on="2016-05-30", told="Imprisonment for life.")
    senegal.take(file, "close_file")
    senegal.post_to(belgium)
    assert_both_agree(belgium, senegal, file)

    with belgium.session() as session:
        chain = session.get_one(Dossier, file)
        story = []
        while chain:
            story.append((chain.kind, chain.stage))
            chain = session.get(Dossier, chain.arises_from) if chain.arises_from else None
        assert story == [("prosecution", "closed")] + [("extradition", "refused")] * 4
        assert list(verify(session, belgium.installation)) == []


def asked(belgium: Ministry, senegal: Ministry, arises_from: object = "") -> object:
    """One request of Belgium, sent and taken in."""
    number = draft(belgium, "SN", basis="cat", arises_from=arises_from, **CAT)
    request(belgium, senegal, number)
    return number


def ruled(both: tuple[Ministry, Ministry], number: object, day: str, reasons: str) -> None:
    """The court in Dakar finds a request inadmissible. Time goes by in both capitals."""
    senegal = both[1]
    senegal.take(number, "open_court", court="Court of Appeal, Dakar", detained="at_large")
    year, month, date = (int(part) for part in day.split("-"))
    at(both, year, month, date)
    senegal.take(
        number, "record_ruling", court="Court of Appeal, Dakar", ruled_on=day, ruling="inadmissible", reasons=reasons
    )
