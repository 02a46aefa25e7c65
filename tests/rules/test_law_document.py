"""docs/law.md says what the data says, and nothing else."""

from __future__ import annotations

from mla.instruments import Law
from mla.participation.law_document import TARGET, markdown


def test_the_page_of_the_law_is_current() -> None:
    assert TARGET.read_text() == markdown(), "Run `make pictures`."


def test_it_tells_of_every_instrument_with_its_mark_and_of_every_ground_and_limit() -> None:
    page = TARGET.read_text()
    law = Law()
    for one in (*law.instruments.values(), *law.templates.values()):
        assert f"## {one.name.en}\n\nCode `{one.code}`. Mark {one.mark}" in page
        for row in one.grounds:
            assert f"| {row.code} | {row.kind} | {row.level} | {row.article} |" in page
        for limit in one.limits:
            assert f"| {limit.id} |" in page
