"""Reference numbers without gaps: the number rises in the transaction that uses it."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mla.models import ReferenceCounter
from mla.settings import Given, Numbering


def next_reference(session: Session, state: str, letters: str, year: int, how: Numbering | None = None) -> str:
    """The next reference of a series, for example SI-MLA-2026-0007; `how` it is written is chosen by an administrator.

    The number runs on in its series and year, however the references before it were written.

    The counter's row is locked until the transaction ends, so two officials never get the same number and a
    step that is rolled back leaves no gap.
    """
    series = f"{state}-{letters}"
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    counter = dialect.insert(ReferenceCounter).values(series=series, year=year, last=1)
    counter = counter.on_conflict_do_update(index_elements=["series", "year"], set_={"last": ReferenceCounter.last + 1})
    number = session.scalar(counter.returning(ReferenceCounter.last))
    return (how or Numbering(begins=state)).write(Given(letters, year, number or 1))
