"""Requests that were ticked in the register are assigned, handed over, labelled or saved at once: all of them, or none with the reason."""

from __future__ import annotations

import csv
import io

from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import AuditEntry, RegisterEntry
from mla.records.verify import verify
from tests.support.drive import Matter, Site, Visitor, acknowledgement
from tests.web.test_handing_over import examiner, number_of
from tests.web.test_sorting import listed, made, proved

WHY = "Absent until 12 January."


def all_of(site: Site) -> list[str]:
    with site.ministry.session() as session:
        return [str(one) for one in session.scalars(select(RegisterEntry.dossier_id).order_by(RegisterEntry.reference))]


def at(page: str, *numbers: str) -> str:
    return f"/requests/ticked/{page}?" + "&".join(f"ticked={one}" for one in numbers)


def two(site: Site) -> list[str]:
    """The request there is, and another that was drafted here."""
    told = {"counterpart": "NL", "instrument": "lhc", "language": "en"}
    return [*all_of(site), str(site.ministry.start(**told, title="Second"))]


def lie_with(site: Site, name: str) -> int:
    return listed(site, f"officer={number_of(site, name)}", Role.REGISTRAR)


def test_what_is_ticked_goes_to_one_colleague_each_by_its_own_step(draft: Matter) -> None:
    si, numbers = draft.si, two(draft.si)
    si.hire("Successor", Role.DRAFTER)
    page = si.official(Role.SIGNATORY).get(at("assign", *numbers))
    assert sorted(page.fields["requests"]) == sorted(numbers)
    assert page.again(officer=number_of(si, "Successor")).mistakes == [
        "Say why: one of them lies with a colleague already."
    ]
    assert page.again(officer=number_of(si, "Successor"), reason=WHY).status == 302
    assert lie_with(si, "Successor") == 2
    with si.ministry.session() as session:
        assert list(verify(session, si.ministry.installation)) == []


def test_what_lies_with_nobody_is_assigned_without_a_reason_by_whoever_assigns(sent: Matter) -> None:
    be = sent.be
    be.ministry.take(sent.number, "acknowledge", **acknowledgement())
    told = {"officer": number_of(be, examiner(be))}
    page = be.official(Role.DECIDER).fill(at("assign", str(sent.number)), **told)
    assert (page.status, "BE-MLA-2026-0001: Only a registrar may do this." in page.main) == (422, True)
    assert be.official(Role.REGISTRAR).fill(at("assign", str(sent.number)), **told).status == 302
    assert lie_with(be, examiner(be)) == 1


def test_where_one_cannot_be_none_is_and_nothing_typed_is_lost(executing: Matter) -> None:
    be, numbers = executing.be, two(executing.be)
    be.hire("Successor", Role.EXAMINER)
    page = be.official(Role.DECIDER).get(at("assign", *numbers)).again(officer=number_of(be, "Successor"), reason=WHY)
    assert page.status == 422
    assert "BE-MLA-2026-0002: This colleague does no such work." in page.main, "it is a draft, the work of drafters"
    assert (sorted(page.fields["requests"]), page.fields["reason"]) == (sorted(numbers), [WHY])
    assert lie_with(be, "Successor") == 0


def test_labels_go_on_and_off_what_is_ticked(executing: Matter) -> None:
    be, numbers = executing.be, two(executing.be)
    press, minister = made(be, "In the press"), made(be, "For the minister")
    examiner_here = be.official(Role.DECIDER)
    assert examiner_here.fill(at("labels", *numbers)).mistakes == ["Tick a label to put on or to take off."]
    assert examiner_here.fill(at("labels", *numbers), put_on=[press]).status == 302
    assert (listed(be, f"label={press}"), listed(be, f"label={minister}")) == (2, 0)
    page = examiner_here.get(at("labels", numbers[0]))
    assert page.again(put_on=[press], take_off=[press]).mistakes == ["A label is either put on or taken off."]
    assert page.again(put_on=[minister], take_off=[press]).status == 302
    assert (listed(be, f"label={press}"), listed(be, f"label={minister}")) == (1, 1)
    assert proved(be) == []


def saved(visitor: Visitor, query: str) -> list[dict[str, str]]:
    page = visitor.client.get(f"/requests.csv?{query}", base_url="http://127.0.0.1")
    assert page.status_code == 200
    return list(csv.DictReader(io.StringIO(page.get_data().decode("utf-8-sig"))))


def test_what_is_ticked_is_saved_and_nothing_that_was_not(executing: Matter) -> None:
    be, numbers = executing.be, two(executing.be)
    rows = saved(be.official(Role.DECIDER), f"only=ticked&ticked={numbers[0]}&sort=title")
    assert [row["Our reference"] for row in rows] == ["BE-MLA-2026-0001"]
    assert rows[0]["Official"] == examiner(be)
    assert rows[0]["Kinds of help"]
    nothing = be.official(Role.DECIDER).get("/requests.csv?only=ticked&side=requested")
    assert (nothing.status, nothing.location) == (302, "/requests?side=requested")
    with be.ministry.session() as session:
        noted = session.scalars(select(AuditEntry).where(AuditEntry.what == "register_exported")).all()
    assert [one.detail["ticked"] for one in noted] == [numbers[0]]


def test_nobody_ticks_what_he_may_not_see_and_whoever_only_reads_ticks_nothing(executing: Matter) -> None:
    be = executing.be
    number = str(executing.number)
    for page in ("assign", "labels"):
        assert be.official(Role.DRAFTER).get(at(page, number)).location == "/requests"
        assert be.official(Role.AUDITOR).get(at(page, number)).status == 403
        assert be.official(Role.DECIDER).get(at(page, "nonsense", "")).location == "/requests"
    assert saved(be.official(Role.DRAFTER), f"only=ticked&ticked={number}") == []
    assert be.official(Role.AUDITOR).get("/requests").all("//input[@name='ticked']") == []


def test_the_register_comes_back_as_it_was_asked(executing: Matter) -> None:
    be = executing.be
    press = made(be, "In the press")
    page = be.official(Role.DECIDER).get("/requests?side=requested&sort=due&column=officer")
    hidden = {one.get("name"): one.get("value") for one in page.tree.xpath("//form[.//input[@name='ticked']]/input")}
    assert (hidden["side"], hidden["sort"]) == ("requested", "due")
    asked = "&".join(f"{name}={value}" for name, value in hidden.items())
    page = be.official(Role.DECIDER).fill(f"{at('labels', str(executing.number))}&{asked}", put_on=[press])
    assert page.location == "/requests?side=requested&sort=due&column=officer"
