"""Every page on which something is edited, saved as it stands, leaves everything as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import Official
from mla.sample.sheets import furnish_sheets
from mla.storage.database import Base
from tests.support.drive import Matter, Site

BESIDE = {"audit_entry", "audit_head", "sign_in", "event", "saved_form"}
"""Tables that only say that somebody was here."""
MOVING = {"version", "changed_at", "chain_head"}


def everything(site: Site) -> dict[str, list[dict[str, Any]]]:
    """Every cell that is not merely a trace of the visit."""
    with site.ministry.session() as session:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in BESIDE]
        rows = {table.name: session.execute(select(table)).mappings().all() for table in tables}
    return {
        name: sorted(({k: v for k, v in row.items() if k not in MOVING} for row in told), key=str)
        for name, told in rows.items()
    }


SECTIONS = [
    "choose_basis", "describe_case", "state_facts", "state_offence?number=1", "name_person?number=1",
    "ask_measure?number=1", "set_terms",
]  # fmt: skip


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_of_a_draft(draft: Matter, section: str) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    before = everything(draft.si)
    page = drafter.get(draft.at(section))
    assert "number" not in section or page.fields["number"] == ["1"]
    assert page.again().status == 302, page.mistakes
    assert everything(draft.si) == before


def test_every_account(draft: Matter) -> None:
    with draft.si.ministry.session() as session:
        mine = {"administrator@si.example"}
        numbers = session.scalars(select(Official.id).where(Official.email.not_in(mine))).all()
    before = everything(draft.si)
    for number in numbers:
        assert draft.si.official(Role.ADMINISTRATOR).fill(f"/accounts/{number}").status == 302
    assert everything(draft.si) == before


def test_every_setting(draft: Matter) -> None:
    before = everything(draft.si)
    for page in ("letterhead", "numbering", "news", "holidays/weekend"):
        assert draft.si.official(Role.ADMINISTRATOR).fill(f"/administration/{page}").status == 302, page
    assert everything(draft.si) == before


def test_another_state_s_key(draft: Matter) -> None:
    before = everything(draft.si)
    assert draft.si.official(Role.ADMINISTRATOR).fill("/peers/edit?state=BE").status == 302
    assert everything(draft.si) == before


def test_a_state_s_part_in_a_treaty_and_its_sheet(draft: Matter) -> None:
    furnish_sheets(draft.si.ministry, "BE", date(2026, 11, 1))
    registrar = draft.si.official(Role.REGISTRAR)
    for path in ("/law/states/BE/lhc", "/law/states/NL/lhc", "/law/states/BE/sheet/languages"):
        before, page = everything(draft.si), registrar.get(path)
        checked = {} if page.fields.get("checked_on") and any(page.fields["checked_on"]) else {"checked_on": ["1", "11", "2026"]}  # fmt: skip
        answer = page.again(**checked)
        assert answer.status == 302, (path, answer.mistakes)
        after = everything(draft.si)
        changed = {name for name in after if after[name] != before[name]}
        assert not changed or checked, (path, changed)
        for name in changed:  # a new day of checking is a new entry; what it says is what stood there
            assert _facts(after[name]) == _facts(before[name]), (path, name)


def _facts(rows: list[dict[str, Any]]) -> set[str]:
    """What the rows say, whoever checked it and when."""
    beside = {"id", "number", "checked_on", "checked_by", "at", "entered_at", "entered_by", "source", "mark", "by"}
    return {str(sorted((k, str(v)) for k, v in row.items() if k not in beside)) for row in rows}
