"""What is new is found alike on both databases, by indexes, and told once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import Comment, Notice, Official, RegisterEntry
from mla.news import rounds
from mla.news.telling import letter_to, note_mailed, unseen
from mla.sample.ministry import Ministry
from mla.settings import UsualNews
from mla.storage.database import now

Small = Callable[[Ministry, str], uuid.UUID]


def test_a_text_that_is_laid_before_a_signatory_is_told_and_mailed_once(si: Ministry, small: Small) -> None:
    number = small(si, "BE")
    si.take(number, "submit")
    since = rounds.first().until
    assert [rounds.keep(si.engine, si.installation, since, now().date()) > 0 for _again in range(2)] == [True, False]
    with si.session() as session:
        signatory = si.official(session, Role.SIGNATORY)
        (notice,) = unseen(session, signatory, UsualNews())
        assert (notice.kind, notice.dossier_id) == ("submission", number)
        letter = letter_to(session, si.installation, signatory, now().date(), limits=True)
        assert letter
        note_mailed(session, letter)
        assert letter_to(session, si.installation, signatory, now().date(), limits=True) is None
        assert unseen(session, signatory, UsualNews()), "what was mailed stands on the desk until it is opened"


def test_nothing_is_told_of_what_happened_before_news_began(si: Ministry, small: Small) -> None:
    number = small(si, "BE")
    si.take(number, "submit")
    assert rounds.keep(si.engine, si.installation, now() + timedelta(minutes=1), None) == 0


def test_no_scan_of_a_growing_table_looks_for_news(si: Ministry) -> None:
    with si.session() as session:
        if session.get_bind().dialect.name != "sqlite":
            pytest.skip("the plan of a table without rows says nothing there")
        person = session.scalars(select(Official)).first()
        assert person
        asked = {
            "ix_register_entry_in_order_of_changed_at": select(RegisterEntry.dossier_id).where(RegisterEntry.changed_at >= now()),
            "ix_comment_at": select(Comment.id).where(Comment.at >= now()),
            "ix_notice_unseen": select(Notice.id).where(Notice.official_id == person.id, Notice.seen_at.is_(None)).order_by(Notice.id.desc()),
        }  # fmt: skip
        for index, wanted in asked.items():
            told = wanted.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
            plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {told}")
            assert index in " ".join(str(row) for row in plan)
