"""A redacted copy is proved on both databases: what is black, to the hundredth, is what the audit log has the digest of."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from sqlalchemy import select

from mla.documents.redaction import Burned, Region
from mla.dossier.redacting import Copied, copies, keep, newest
from mla.lifecycle.terms import Role
from mla.models import Dossier
from mla.records.verify import verify
from mla.sample.ministry import Ministry
from tests.support.documents import pdf
from tests.unit.register.test_documents import annex, attach

REGIONS = (Region(1, 0.0, 11.25, 99.99, 100.0, "personal"), Region(2, 1e-06, 2.0, 3.1, 4.0, "other"))


def test_what_is_kept_is_what_the_log_tells_and_the_newest_is_found_by_its_original(
    si: Ministry, small: Callable[[Ministry, str], uuid.UUID]
) -> None:
    number = small(si, "BE")
    attach(si, number, annex(pdf("Ledgers"), "Arcadia"))
    for told in (["Nothing", None], ["Ledgers", "Nothing"]):
        with si.session() as session:
            dossier, by = session.get_one(Dossier, number), si.official(session, Role.DRAFTER)
            (document,) = [one for one in dossier.attachments if one.title == "Arcadia"]
            made, copied = Burned(pdf(*map(str, told)), 2, told), Copied(REGIONS, ["Ledgers"], ["A secret"], "en")
            keep(session, si.installation, dossier, document, made, copied, by, si.clock(), "127.0.0.1")
            session.commit()
    with si.session() as session:
        dossier = session.scalars(select(Dossier)).one()
        (document,) = [one for one in dossier.attachments if one.title == "Arcadia"]
        last, first = copies(session, dossier, document)
        assert newest(session, dossier) == {document.sha256: last}
        assert [(one.unread, one.still) for one in (first, last)] == [([2], []), ([], [1])]
        assert list(verify(session, si.installation)) == []
