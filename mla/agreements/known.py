"""What an installation learns from its database, in every process, without a restart: agreements accepted here, and what was set on screen."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mla.installation import Installation
from mla.instruments.agreement import code_of
from mla.models import Agreement, Setting
from mla.records.settings import standing

NEWEST = select(func.max(Agreement.accepted), select(func.max(Setting.id)).scalar_subquery())
"""The two numbers that tell whether anything is to be read anew: asked with every page, so put together once."""


def know(session: Session, installation: Installation) -> Installation:
    """The installation, whose law knows every agreement that was accepted here, and whose settings are those that stand.

    Two numbers are asked at once; all is read only when one has grown. A version whose text is not the one that was signed is left out: `mla verify` names it.
    """
    newest, changed = session.execute(NEWEST).one()
    if (changed or 0) != installation.changes_known:
        installation.follow(standing(session), changed or 0)
    if (newest or 0) != installation.law.learnt:
        _learn(session, installation, newest or 0)
    return installation


def _learn(session: Session, installation: Installation, newest: int) -> None:
    rows = accepted(session)
    sound = [row for row in rows if row.told and row.code == code_of(row.told)]
    old = {row.code for row in rows} - {row.code for row in newest_of(rows)}
    installation.law.learn({str(row.code): row.told or {} for row in sound}, {str(code) for code in old}, newest)


def accepted(session: Session) -> list[Agreement]:
    """Every version that was accepted here, in the order of acceptance."""
    return list(session.scalars(select(Agreement).where(Agreement.accepted.is_not(None)).order_by(Agreement.accepted)))


def newest_of(rows: Iterable[Agreement]) -> list[Agreement]:
    """Of each agreement the newest of these versions."""
    return list({row.line: row for row in sorted(rows, key=lambda row: row.number)}.values())
