"""Keeps a bound dossier: each volume in the file store, a row of what it is, and its digest in the audit log. The caller commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mla.canonical import Answers
from mla.documents.reading import page_count
from mla.dossier.binder import Variant
from mla.installation import Installation
from mla.models import BoundDossier, Dossier, Official
from mla.records import audit
from mla.records.digests import bound_digest
from mla.records.seals import sealed


def keep(
    session: Session, installation: Installation, dossier: Dossier, variant: Variant, books: Sequence[bytes],
    by: Official, at: datetime, address: str,
) -> list[BoundDossier]:  # fmt: skip
    """Keep the volumes, sealed where they are certified and the ministry has a seal. Raises NotSealed; OSError when the disk is full."""
    rows = []
    for volume, bound in enumerate(books, 1):
        pdf = sealed(session, installation, bound, at, dossier.our_reference) if variant.certificate else bound
        row = BoundDossier(
            dossier_id=dossier.id, by_id=by.id, at=at, purpose=variant.purpose, choices=_choices(variant), volume=volume,
            volumes=len(books), sha256=installation.store.keep(pdf), size=len(pdf), pages=page_count(pdf),
        )  # fmt: skip
        session.add(row)
        session.flush()
        audit.note(
            session, "dossier_bound", by, address, dossier=dossier.our_reference, bound=row.id, purpose=row.purpose,
            sha256=bound_digest(row),
        )  # fmt: skip
        rows.append(row)
    return rows


def kept(session: Session, dossier: Dossier) -> list[BoundDossier]:
    """What was bound of a dossier, the newest first, the volumes of each in their order."""
    wanted = select(BoundDossier).where(BoundDossier.dossier_id == dossier.id)
    return list(session.scalars(wanted.order_by(BoundDossier.at.desc(), BoundDossier.volume)))


def _choices(variant: Variant) -> Answers:
    told = asdict(variant)
    del told["purpose"]
    return {**told, "without": sorted(variant.without)}
